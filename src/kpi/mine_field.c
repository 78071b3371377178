/* Makes the field of a search from the rows of a mine. */
#include "kpi/mine_field.h"

#include "base/sort.h"
#include "kpi/mine_cut.h"

#include <string.h>

/* Wall time between the first anchor and the last stop that are known. */
static int64_t mine_field_wall(const inc_mine *mine, size_t row)
{
    const inc_time *times = inc__mine_times(mine, row);
    inc_time first = INC_TIME_MAX, last = INC_TIME_MIN;
    size_t i;

    for (i = 0; i < mine->anchors + mine->stops; i++) {
        if (times[i] == INC_TIME_NONE)
            continue;
        if (i < mine->anchors && times[i] < first)
            first = times[i];
        if (i >= mine->anchors && times[i] > last)
            last = times[i];
    }
    return last - first;
}

/* Not many more buckets than rows; so wide that most rows are spread over them, even when closed
 * time is not counted. */
static void mine_field_buckets(inc__mine_span *span, int64_t *walls)
{
    int64_t wide;

    span->buckets = 16;
    while (span->buckets < span->count && span->buckets < INC__MINE_BUCKETS)
        span->buckets *= 2;
    inc__sort(walls, span->count, sizeof *walls, inc__sort_by_value);
    wide = inc__mine_value(walls[span->count - 1 - span->count / 16], 0, 0);
    while (wide >> span->shift >= (int64_t) span->buckets - 1)
        span->shift++;
}

static void mine_field_put(inc__mine_field *field, const inc_mine *mine, size_t place, size_t row)
{
    const inc_time *times = inc__mine_times(mine, row);
    size_t i;

    for (i = 0; i < mine->anchors + mine->stops; i++)
        field->points[i * field->rows + place] = inc__mine_zone_point(&field->zone, times[i]);
    field->met[place] = INC__AT(&mine->rows, inc__mine_row, row)->met != 0;
}

/* The place of the index-th of a span's rows, so that a sample of them comes first. */
static size_t mine_field_place(const inc__mine_span *span, size_t index)
{
    size_t samples = (span->count + INC__MINE_SAMPLE - 1) / INC__MINE_SAMPLE;
    size_t place = index / INC__MINE_SAMPLE;

    if (index % INC__MINE_SAMPLE != 0)
        place = samples + index - place - 1;
    return span->first + place;
}

/* Every row in its place, and its wall time where the walls of its priority are. */
static void mine_field_fill(inc__mine_field *field, const inc_mine *mine, inc__mine_span **spans)
{
    size_t row;

    for (row = 0; row < mine->rows.count; row++) {
        inc__mine_span *span = spans[INC__AT(&mine->rows, inc__mine_row, row)->priority];
        if (span == NULL)
            continue;
        field->values[span->first + span->filled] = mine_field_wall(mine, row);
        mine_field_put(field, mine, mine_field_place(span, span->filled), row);
        span->filled++;
    }
}

/* The span of each priority, NULL for those that do not take part. */
static inc_status mine_field_take(inc__mine_field *field, const inc_mine *mine,
                                  const inc__array *targets)
{
    inc__mine_span **spans = inc__alloc(mine->context, INC__MINE_PRIORITIES * sizeof *spans);
    size_t i, at = 0;

    if (spans == NULL)
        return inc__nomem(mine->context);
    for (i = 0; i < targets->count; i++) {
        const inc_mined_target *target = INC__AT(targets, inc_mined_target, i);
        if (target->determined)
            spans[target->priority] = INC__AT(&field->spans, inc__mine_span, at++);
    }
    mine_field_fill(field, mine, spans);
    for (i = 0; i < field->spans.count; i++) {
        inc__mine_span *span = INC__AT(&field->spans, inc__mine_span, i);
        mine_field_buckets(span, field->values + span->first);
    }
    inc__release(mine->context, spans, INC__MINE_PRIORITIES * sizeof *spans);
    return INC_OK;
}

static inc_status mine_field_spans(inc__mine_field *field, const inc_mine *mine,
                                   const inc__array *targets)
{
    size_t i;

    for (i = 0; i < targets->count; i++) {
        const inc_mined_target *target = INC__AT(targets, inc_mined_target, i);
        inc__mine_span *span;
        if (!target->determined)
            continue;
        span = INC__PUSH(mine->context, &field->spans, inc__mine_span);
        if (span == NULL)
            return inc__nomem(mine->context);
        span->first = field->rows;
        span->count = (size_t) (target->met + target->breached);
        field->rows += span->count;
    }
    return INC_OK;
}

static inc_status mine_field_room(inc__mine_field *field, inc_context *context, size_t milestones)
{
    field->points_size = field->rows * milestones * sizeof *field->points;
    field->points = inc__alloc(context, field->points_size);
    field->met = inc__alloc(context, field->rows);
    field->values = inc__alloc(context, 2 * field->rows * sizeof *field->values);
    field->buckets = inc__alloc(context, 2 * INC__MINE_BUCKETS * sizeof *field->buckets);
    if (field->points == NULL || field->met == NULL || field->values == NULL ||
        field->buckets == NULL)
        return inc__nomem(context);
    return INC_OK;
}

/* The changes of the clock between the first and the last instant of any row. */
static inc_status mine_field_zone(inc__mine_field *field, const inc_mine *mine)
{
    inc_time first = INC_TIME_MAX, last = INC_TIME_MIN;
    size_t i;

    for (i = 0; i < mine->times.count; i++) {
        inc_time time = *INC__AT(&mine->times, inc_time, i);
        if (time == INC_TIME_NONE)
            continue;
        first = time < first ? time : first;
        last = time > last ? time : last;
    }
    return inc__mine_zone_init(&field->zone, mine->context, mine->zone, first, last);
}

inc_status inc__mine_field_init(inc__mine_field *field, const inc_mine *mine,
                                const inc__array *targets)
{
    inc_status status;

    memset(field, 0, sizeof *field);
    field->anchors = mine->anchors;
    status = mine_field_spans(field, mine, targets);
    if (status == INC_OK)
        status = mine_field_room(field, mine->context, mine->anchors + mine->stops);
    if (status == INC_OK)
        status = mine_field_zone(field, mine);
    if (status == INC_OK)
        status = inc__mine_week_init(&field->week, mine->context, &field->zone);
    return status == INC_OK ? mine_field_take(field, mine, targets) : status;
}

void inc__mine_field_free(inc__mine_field *field, inc_context *context)
{
    inc__release(context, field->points, field->points_size);
    inc__release(context, field->met, field->rows);
    inc__release(context, field->values, 2 * field->rows * sizeof *field->values);
    inc__release(context, field->buckets, 2 * INC__MINE_BUCKETS * sizeof *field->buckets);
    inc__array_free(context, &field->spans, sizeof(inc__mine_span));
    inc__mine_zone_free(&field->zone, context);
    inc__mine_week_free(&field->week, context);
}
