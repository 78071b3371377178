/* A log-linear histogram. */
#include "kpi/histogram.h"

#include <string.h>

/* Sub-buckets of an octave, as a power of two. */
#define BUCKET_BITS 6
#define BUCKET_EACH (1 << BUCKET_BITS)

/* Buckets are kept in whole octaves, so that a histogram seldom grows. */
#define HISTOGRAM_STEP BUCKET_EACH

/* The position of the highest bit that is set; value > 0. */
static int32_t bucket_octave(uint64_t value)
{
#if defined(__GNUC__)
    return 63 - (int32_t) __builtin_clzll(value);
#else
    int32_t octave = 0, step;

    for (step = 32; step > 0; step /= 2) {
        if (value >> step != 0) {
            value >>= step;
            octave += step;
        }
    }
    return octave;
#endif
}

int32_t inc__bucket_of(int64_t value)
{
    uint64_t size = value < 0 ? ~(uint64_t) value : (uint64_t) value;
    int32_t shift, bucket = (int32_t) size;

    if (size >= 2 * BUCKET_EACH) {
        shift = bucket_octave(size) - BUCKET_BITS;
        bucket = shift * BUCKET_EACH + (int32_t) (size >> shift);
    }
    return value < 0 ? ~bucket : bucket;
}

int64_t inc__bucket_middle(int32_t bucket)
{
    int32_t number = bucket < 0 ? ~bucket : bucket;
    int32_t shift = number < 2 * BUCKET_EACH ? 0 : number / BUCKET_EACH - 1;
    int64_t least = (int64_t) (number - shift * BUCKET_EACH) << shift;
    int64_t middle = least + (((int64_t) 1 << shift) - 1) / 2;

    return bucket < 0 ? ~middle : middle;
}

void inc__histogram_free(inc_context *context, inc__histogram *histogram)
{
    inc__array_free(context, &histogram->counts, sizeof(int64_t));
}

/* The first bucket of the step that a bucket lies in. */
static int32_t histogram_step(int32_t bucket)
{
    int32_t shifted = bucket - INC__BUCKET_LEAST;

    return bucket - shifted % HISTOGRAM_STEP;
}

inc_status inc__histogram_reserve(inc_context *context, inc__histogram *histogram, int32_t first,
                                  int32_t last)
{
    inc__array *counts = &histogram->counts;
    int32_t from = histogram_step(first), to = histogram_step(last) + HISTOGRAM_STEP;
    int32_t kept_to = histogram->first + (int32_t) counts->count;
    size_t count, before;
    inc_status status;

    if (counts->count > 0) {
        from = from < histogram->first ? from : histogram->first;
        to = to > kept_to ? to : kept_to;
    }
    count = (size_t) (to - from);
    if (count == counts->count)
        return INC_OK;
    status = inc__array_reserve(context, counts, sizeof(int64_t), count);
    if (status != INC_OK)
        return status;
    before = counts->count > 0 ? (size_t) (histogram->first - from) : 0;
    memmove(INC__AT(counts, int64_t, before), counts->items, counts->count * sizeof(int64_t));
    memset(counts->items, 0, before * sizeof(int64_t));
    memset(INC__AT(counts, int64_t, before + counts->count), 0,
           (count - before - counts->count) * sizeof(int64_t));
    counts->count = count;
    histogram->first = from;
    return INC_OK;
}

int64_t inc__histogram_count(const inc__histogram *histogram, int32_t bucket)
{
    int64_t index = (int64_t) bucket - histogram->first;

    if (index < 0 || index >= (int64_t) histogram->counts.count)
        return 0;
    return *INC__AT(&histogram->counts, int64_t, (size_t) index);
}

void inc__histogram_add(inc__histogram *histogram, int32_t bucket, int64_t count)
{
    *INC__AT(&histogram->counts, int64_t, (size_t) (bucket - histogram->first)) += count;
}

void inc__histogram_pour(inc__histogram *histogram, const int64_t *values, size_t count,
                         int64_t sign)
{
    int64_t *counts = histogram->counts.items;
    size_t i;

    for (i = 0; i < count; i++)
        counts[inc__bucket_of(values[i]) - histogram->first] += sign;
}

int32_t inc__histogram_rank(const inc__histogram *histogram, int64_t index)
{
    size_t i;

    for (i = 0; i + 1 < histogram->counts.count; i++) {
        index -= *INC__AT(&histogram->counts, int64_t, i);
        if (index < 0)
            break;
    }
    return histogram->first + (int32_t) i;
}
