/* How values are spread: up to a limit the values themselves, beyond it a histogram of them. */
#ifndef INC_KPI_SPREAD_H
#define INC_KPI_SPREAD_H

#include "kpi/histogram.h"

typedef struct inc__spread {
    int64_t n;
    inc__array values; /* int64_t, in any order; of a coarse one those that wait */
    int32_t sorted;    /* 1: the values are in rising order */
    int32_t coarse;    /* 1: the histogram has taken over */
    int32_t blurred;   /* 1: least and greatest are not known any more */
    inc__histogram histogram;
    int64_t min; /* INC_UNKNOWN: there are none, or it is not known any more */
    int64_t max;
} inc__spread;

void inc__spread_init(inc__spread *spread);
void inc__spread_free(inc_context *context, inc__spread *spread);
/* Adds a value; of a coarse one it may wait until many are counted at once: inc__spread_settle
 * comes before anything else. @return INC_OK or INC_E_NOMEM, the spread as before. */
inc_status inc__spread_add(inc_context *context, inc__spread *spread, int64_t value, int64_t limit);
inc_status inc__spread_settle(inc_context *context, inc__spread *spread);
/* Makes room for all of another spread, so that adding it cannot fail. */
inc_status inc__spread_reserve(inc_context *context, inc__spread *spread, const inc__spread *other,
                               int64_t limit);
/* Adds another spread that room was made for, under the same limit. */
void inc__spread_merge(inc__spread *spread, const inc__spread *other, int64_t limit);
/* 1 when all that the other one holds can be taken away. */
int inc__spread_contains(inc__spread *spread, inc__spread *other);
/* Takes away what it contains. */
void inc__spread_subtract(inc__spread *spread, inc__spread *other);
/* The values in rising order, exact ones only. */
const int64_t *inc__spread_sorted(inc__spread *spread);
/* Linear interpolation at k = (n - 1) p; there are values. The least and the greatest value bound
 * what a histogram says, unless they are unknown. */
double inc__spread_percentile(inc__spread *spread, double p);

#endif
