/* How values are spread. */
#include "kpi/spread.h"

#include "base/sort.h"

#include <incident/observation.h>
#include <string.h>

/* Values that wait to be counted together: they then meet a histogram that is at hand. */
#define SPREAD_WAITING 256

void inc__spread_init(inc__spread *spread)
{
    memset(spread, 0, sizeof *spread);
    spread->min = INC_UNKNOWN;
    spread->max = INC_UNKNOWN;
}

void inc__spread_free(inc_context *context, inc__spread *spread)
{
    inc__array_free(context, &spread->values, sizeof(int64_t));
    inc__histogram_free(context, &spread->histogram);
}

/* Room in a histogram for values: those between the least and the greatest. */
static inc_status spread_room(inc_context *context, inc__histogram *histogram,
                              const inc__array *values)
{
    const int64_t *items = values->items;
    int64_t least, most;
    size_t i;

    if (values->count == 0)
        return INC_OK;
    least = most = items[0];
    for (i = 1; i < values->count; i++) {
        least = items[i] < least ? items[i] : least;
        most = items[i] > most ? items[i] : most;
    }
    return inc__histogram_reserve(context, histogram, inc__bucket_of(least), inc__bucket_of(most));
}

static void spread_pour(inc__histogram *histogram, const inc__array *values, int64_t sign)
{
    inc__histogram_pour(histogram, values->items, values->count, sign);
}

/* The same for all that another spread holds. */
static inc_status spread_room_for(inc_context *context, inc__histogram *histogram,
                                  const inc__spread *other)
{
    const inc__histogram *theirs = &other->histogram;

    if (!other->coarse || theirs->counts.count == 0)
        return spread_room(context, histogram, &other->values);
    return inc__histogram_reserve(context, histogram, theirs->first,
                                  theirs->first + (int32_t) theirs->counts.count - 1);
}

static void spread_pour_all(inc__histogram *histogram, const inc__spread *other, int64_t sign)
{
    const inc__histogram *theirs = &other->histogram;
    size_t i;

    spread_pour(histogram, &other->values, sign);
    for (i = 0; other->coarse && i < theirs->counts.count; i++) {
        int64_t count = *INC__AT(&theirs->counts, int64_t, i);
        if (count != 0)
            inc__histogram_add(histogram, theirs->first + (int32_t) i, sign * count);
    }
}

/* From here on the histogram counts; there is room for the values. */
static void spread_coarsen(inc__spread *spread)
{
    if (spread->coarse)
        return;
    spread_pour(&spread->histogram, &spread->values, 1);
    spread->coarse = 1;
    spread->values.count = 0;
}

/* Values from the one to the other are there too. */
static void spread_widen(inc__spread *spread, int64_t min, int64_t max)
{
    if (spread->blurred || min == INC_UNKNOWN)
        return;
    if (spread->min == INC_UNKNOWN || min < spread->min)
        spread->min = min;
    if (spread->max == INC_UNKNOWN || max > spread->max)
        spread->max = max;
}

static void spread_blur(inc__spread *spread, int32_t blurred)
{
    spread->blurred = blurred;
    if (!blurred)
        return;
    spread->min = INC_UNKNOWN;
    spread->max = INC_UNKNOWN;
}

inc_status inc__spread_settle(inc_context *context, inc__spread *spread)
{
    inc_status status;

    if (!spread->coarse || spread->values.count == 0)
        return INC_OK;
    status = spread_room(context, &spread->histogram, &spread->values);
    if (status != INC_OK)
        return status;
    spread_pour(&spread->histogram, &spread->values, 1);
    spread->values.count = 0;
    return INC_OK;
}

inc_status inc__spread_add(inc_context *context, inc__spread *spread, int64_t value, int64_t limit)
{
    inc_status status = INC_OK;

    if (spread->n >= limit && !spread->coarse) {
        status = spread_room(context, &spread->histogram, &spread->values);
        if (status == INC_OK)
            spread_coarsen(spread);
    }
    if (status == INC_OK && spread->coarse && spread->values.count >= SPREAD_WAITING)
        status = inc__spread_settle(context, spread);
    if (status != INC_OK)
        return status;
    status =
        inc__array_reserve(context, &spread->values, sizeof(int64_t), spread->values.count + 1);
    if (status != INC_OK)
        return status;
    *INC__AT(&spread->values, int64_t, spread->values.count) = value;
    spread->values.count++;
    spread->sorted = 0;
    spread->n++;
    spread_widen(spread, value, value);
    return INC_OK;
}

/* 1 when the values of both are still kept as they are. */
static int spread_stays(const inc__spread *spread, const inc__spread *other, int64_t limit)
{
    return !spread->coarse && !other->coarse && spread->n + other->n <= limit;
}

inc_status inc__spread_reserve(inc_context *context, inc__spread *spread, const inc__spread *other,
                               int64_t limit)
{
    inc_status status;

    if (spread_stays(spread, other, limit))
        return inc__array_reserve(context, &spread->values, sizeof(int64_t),
                                  (size_t) (spread->n + other->n));
    status = spread->coarse ? INC_OK : spread_room(context, &spread->histogram, &spread->values);
    if (status == INC_OK)
        status = spread_room_for(context, &spread->histogram, other);
    return status;
}

void inc__spread_merge(inc__spread *spread, const inc__spread *other, int64_t limit)
{
    size_t count = spread->values.count;

    if (other->n == 0)
        return;
    if (spread_stays(spread, other, limit)) {
        memcpy(INC__AT(&spread->values, int64_t, count), other->values.items,
               other->values.count * sizeof(int64_t));
        spread->values.count += other->values.count;
        spread->sorted = count == 0 && other->sorted;
    } else {
        spread_coarsen(spread);
        spread_pour_all(&spread->histogram, other, 1);
    }
    spread->n += other->n;
    spread_widen(spread, other->min, other->max);
    spread_blur(spread, spread->blurred | other->blurred);
}

const int64_t *inc__spread_sorted(inc__spread *spread)
{
    if (!spread->sorted)
        inc__sort(spread->values.items, spread->values.count, sizeof(int64_t), inc__sort_by_value);
    spread->sorted = 1;
    return spread->values.items;
}

/* Walks two sorted lists; what both have is left out of the first when taking. 1 if the first has
 * all of the second. */
static int spread_walk(inc__spread *spread, inc__spread *other, int taking)
{
    const int64_t *theirs = inc__spread_sorted(other);
    const int64_t *mine = inc__spread_sorted(spread);
    int64_t *kept = spread->values.items;
    size_t i, j = 0, count = 0;

    for (i = 0; i < spread->values.count; i++) {
        if (j < other->values.count && mine[i] == theirs[j])
            j++;
        else if (taking)
            kept[count++] = mine[i];
    }
    if (taking)
        spread->values.count = count;
    return j == other->values.count;
}

static int spread_has_buckets(const inc__histogram *histogram, inc__spread *other)
{
    const int64_t *values = other->coarse ? NULL : inc__spread_sorted(other);
    size_t i, run = 0;

    for (i = 0; i < other->values.count; i++) {
        int32_t bucket = inc__bucket_of(values[i]);
        run = i > 0 && inc__bucket_of(values[i - 1]) == bucket ? run + 1 : 1;
        if (inc__histogram_count(histogram, bucket) < (int64_t) run)
            return 0;
    }
    for (i = 0; other->coarse && i < other->histogram.counts.count; i++)
        if (inc__histogram_count(histogram, other->histogram.first + (int32_t) i) <
            *INC__AT(&other->histogram.counts, int64_t, i))
            return 0;
    return 1;
}

int inc__spread_contains(inc__spread *spread, inc__spread *other)
{
    if (other->n > spread->n)
        return 0;
    if (other->n == 0)
        return 1;
    if (spread->coarse)
        return spread_has_buckets(&spread->histogram, other);
    return !other->coarse && spread_walk(spread, other, 0);
}

/* What is left bounds the values, if they are still kept. */
static void spread_narrow(inc__spread *spread)
{
    const int64_t *values;

    spread->min = INC_UNKNOWN;
    spread->max = INC_UNKNOWN;
    spread_blur(spread, spread->coarse && spread->n > 0);
    if (spread->n == 0)
        spread->coarse = 0;
    if (spread->coarse || spread->n == 0)
        return;
    values = inc__spread_sorted(spread);
    spread_widen(spread, values[0], values[spread->n - 1]);
}

void inc__spread_subtract(inc__spread *spread, inc__spread *other)
{
    if (other->n == 0)
        return;
    if (spread->coarse)
        spread_pour_all(&spread->histogram, other, -1);
    else
        spread_walk(spread, other, 1);
    spread->n -= other->n;
    spread_narrow(spread);
}

/* The index-th value in rising order. */
static double spread_rank(inc__spread *spread, int64_t index)
{
    int64_t value;

    if (!spread->coarse)
        return (double) inc__spread_sorted(spread)[index];
    value = inc__bucket_middle(inc__histogram_rank(&spread->histogram, index));
    if (spread->min != INC_UNKNOWN && value < spread->min)
        value = spread->min;
    if (spread->max != INC_UNKNOWN && value > spread->max)
        value = spread->max;
    return (double) value;
}

double inc__spread_percentile(inc__spread *spread, double p)
{
    double k = (double) (spread->n - 1) * p;
    int64_t index = (int64_t) k;
    double low, high;

    if (index >= spread->n - 1)
        return spread_rank(spread, spread->n - 1);
    low = spread_rank(spread, index);
    high = spread_rank(spread, index + 1);
    return low + (high - low) * (k - (double) index);
}
