/* How many rows some weekly hours leave unexplained: from buckets of counted time, and only where
 * they cannot tell from sorted values. */
#include "kpi/mine_cut.h"
#include "kpi/mine_field.h"

#include <string.h>

/* What buckets tell of the fewest rows unexplained. */
typedef struct mine_count {
    int64_t lower;      /* not fewer than that */
    int64_t upper;      /* and some target, on the edge of a bucket, leaves that many */
    int64_t unmeasured; /* beside these */
} mine_count;

void inc__mine_field_set(inc__mine_field *field, const inc__mine_hours *hours)
{
    inc__mine_week_set(&field->week, &field->zone, hours);
}

/* The value of a row, -1 where the anchor or the stop is not known. */
static int64_t mine_count_value(const inc__mine_week *week, const inc__mine_point *anchor,
                                const inc__mine_point *stop, int met)
{
    int64_t counted;
    int late;

    if (anchor->before == INC__MINE_NOWHERE || stop->before == INC__MINE_NOWHERE)
        return -1;
    counted = inc__mine_week_at(week, stop) - inc__mine_week_at(week, anchor);
    late = week->open[stop->before] == 0;
    /* A due after no time at all is the anchor itself, open or not. */
    if (counted == 0 && late && anchor->rest == stop->rest && anchor->slot == stop->slot &&
        anchor->week == stop->week && anchor->part == stop->part)
        late = 0;
    return inc__mine_value(counted, late, met);
}

/* Values of the first count rows of a span, in the order of its rows. */
static void mine_count_values(inc__mine_field *field, size_t anchor, size_t stop,
                              const inc__mine_span *span, size_t count)
{
    const inc__mine_point *from = field->points + anchor * field->rows + span->first;
    const inc__mine_point *to = field->points + (field->anchors + stop) * field->rows + span->first;
    const unsigned char *met = field->met + span->first;
    size_t i;

    for (i = 0; i < count; i++)
        field->values[i] = mine_count_value(&field->week, from + i, to + i, met[i]);
}

static size_t mine_count_bucket(const inc__mine_span *span, int64_t value)
{
    size_t bucket = (size_t) (value >> span->shift);
    return bucket < span->buckets ? bucket : span->buckets - 1;
}

/* Puts values into buckets; answers how many met ones there are. */
static int64_t mine_count_fill(inc__mine_field *field, const inc__mine_span *span, size_t count,
                               int64_t *unmeasured)
{
    int64_t *met = field->buckets, *breached = met + INC__MINE_BUCKETS;
    int64_t all_met = 0;
    size_t i;

    memset(met, 0, span->buckets * sizeof *met);
    memset(breached, 0, span->buckets * sizeof *breached);
    *unmeasured = 0;
    for (i = 0; i < count; i++) {
        int64_t value = field->values[i];
        if (value < 0) {
            ++*unmeasured;
            continue;
        }
        all_met += value & 1;
        ((value & 1) != 0 ? met : breached)[mine_count_bucket(span, value)]++;
    }
    return all_met;
}

/* Fills buckets and looks at their edges. */
static mine_count mine_count_edges(inc__mine_field *field, const inc__mine_span *span, size_t count)
{
    const int64_t *met = field->buckets, *breached = met + INC__MINE_BUCKETS;
    mine_count found;
    int64_t errors = mine_count_fill(field, span, count, &found.unmeasured);
    size_t i;

    found.lower = found.upper = errors;
    for (i = 0; i < span->buckets; i++) {
        if (errors - met[i] < found.lower)
            found.lower = errors - met[i];
        errors += breached[i] - met[i];
        if (errors < found.upper)
            found.upper = errors;
    }
    return found;
}

/* Keeps the values of buckets in which a target can be better than upper; the buckets of the met
 * then say the errors before each. */
static size_t mine_count_keep(inc__mine_field *field, const inc__mine_span *span, size_t count,
                              int64_t upper)
{
    int64_t *met = field->buckets, *breached = met + INC__MINE_BUCKETS;
    int64_t errors = 0;
    size_t i, kept = 0;

    for (i = 0; i < span->buckets; i++)
        errors += met[i];
    for (i = 0; i < span->buckets; i++) {
        int64_t next = errors + breached[i] - met[i];
        breached[i] = errors - met[i] < upper;
        met[i] = errors;
        errors = next;
    }
    for (i = 0; i < count; i++) {
        int64_t value = field->values[i];
        if (value >= 0 && breached[mine_count_bucket(span, value)] != 0)
            field->values[kept++] = value;
    }
    return kept;
}

/* The fewest errors inside the buckets that were kept; upper when none has fewer. */
static int64_t mine_count_sweep(inc__mine_field *field, const inc__mine_span *span, size_t kept,
                                int64_t upper)
{
    const int64_t *values = field->values;
    size_t i, bucket = span->buckets;
    int64_t errors = 0;

    inc__mine_sort(field->values, field->values + field->rows, kept);
    for (i = 0; i < kept; i++) {
        if (mine_count_bucket(span, values[i]) != bucket) {
            bucket = mine_count_bucket(span, values[i]);
            errors = field->buckets[bucket];
        }
        errors += (values[i] & 1) != 0 ? -1 : 1;
        /* Rows of one value but for the verdict are on the same side of any target. */
        if ((i + 1 == kept || values[i] / 2 != values[i + 1] / 2) && errors < upper)
            upper = errors;
    }
    return upper;
}

/* The fewest errors of a span; or a number above limit. */
static int64_t mine_count_span(inc__mine_field *field, size_t anchor, size_t stop, size_t at,
                               int64_t limit)
{
    const inc__mine_span *span = INC__AT(&field->spans, inc__mine_span, at);
    mine_count found;

    mine_count_values(field, anchor, stop, span, span->count);
    found = mine_count_edges(field, span, span->count);
    if (found.lower + found.unmeasured > limit)
        return found.lower + found.unmeasured;
    if (found.lower < found.upper) {
        size_t kept = mine_count_keep(field, span, span->count, found.upper);
        found.upper = mine_count_sweep(field, span, kept, found.upper);
    }
    return found.upper + found.unmeasured;
}

/* Not more errors than there are, from a sample of the rows. */
static int64_t mine_count_sample(inc__mine_field *field, size_t anchor, size_t stop)
{
    int64_t errors = 0;
    size_t i;

    for (i = 0; i < field->spans.count; i++) {
        const inc__mine_span *span = INC__AT(&field->spans, inc__mine_span, i);
        size_t count = (span->count + INC__MINE_SAMPLE - 1) / INC__MINE_SAMPLE;
        mine_count found;
        mine_count_values(field, anchor, stop, span, count);
        found = mine_count_edges(field, span, count);
        errors += found.lower + found.unmeasured;
    }
    return errors;
}

int64_t inc__mine_field_errors(inc__mine_field *field, size_t anchor, size_t stop, int64_t limit)
{
    int64_t errors = mine_count_sample(field, anchor, stop);
    size_t i;

    if (errors > limit)
        return errors;
    for (i = 0, errors = 0; i < field->spans.count && errors <= limit; i++)
        errors += mine_count_span(field, anchor, stop, i, limit - errors);
    return errors;
}

const int64_t *inc__mine_field_values(inc__mine_field *field, size_t anchor, size_t stop,
                                      size_t span_index, size_t *count)
{
    const inc__mine_span *span = INC__AT(&field->spans, inc__mine_span, span_index);
    size_t i;

    mine_count_values(field, anchor, stop, span, span->count);
    *count = 0;
    for (i = 0; i < span->count; i++) {
        if (field->values[i] >= 0)
            field->values[(*count)++] = field->values[i];
    }
    inc__mine_sort(field->values, field->values + field->rows, *count);
    return field->values;
}
