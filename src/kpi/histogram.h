/* A log-linear histogram of integers: 64 buckets an octave, so that the midpoint of a bucket is at
 * most 1/128 (0.79 %) off; values below 128 have a bucket each. Negative ones mirror the others.
 * The shape is that of HdrHistogram (G. Tene, 2012). */
#ifndef INC_KPI_HISTOGRAM_H
#define INC_KPI_HISTOGRAM_H

#include "base/array.h"

typedef struct inc__histogram {
    int32_t first;     /* number of the first bucket that is kept */
    inc__array counts; /* int64_t */
} inc__histogram;

/* Numbers of buckets lie between these. */
#define INC__BUCKET_LEAST (-INC__BUCKET_MOST - 1)
#define INC__BUCKET_MOST 3711

/* The bucket of a value. */
int32_t inc__bucket_of(int64_t value);
/* The middle of a bucket, rounded down. */
int64_t inc__bucket_middle(int32_t bucket);

void inc__histogram_free(inc_context *context, inc__histogram *histogram);
/* Makes room for buckets first to last, both included. */
inc_status inc__histogram_reserve(inc_context *context, inc__histogram *histogram, int32_t first,
                                  int32_t last);
/* The count of a bucket, whether or not it is kept. */
int64_t inc__histogram_count(const inc__histogram *histogram, int32_t bucket);
/* Adds to a bucket that there is room for. */
void inc__histogram_add(inc__histogram *histogram, int32_t bucket, int64_t count);
/* The same of values, sign times each. */
void inc__histogram_pour(inc__histogram *histogram, const int64_t *values, size_t count,
                         int64_t sign);
/* The index-th of all values in rising order, from 0; there are more than index. */
int32_t inc__histogram_rank(const inc__histogram *histogram, int64_t index);

#endif
