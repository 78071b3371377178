/* Rows that come and go: what a backlog is made of. A cell keeps the rows that come less those that
 * go; how many there are is the sum of the cells up to a period. */
#include "kpi/cube_add.h"

/* The first instant at or after one; how many there are when none is. */
static int64_t stock_instant(const inc__kpi_plan *plan, inc_time at)
{
    size_t low = 0, high = plan->instants.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (*INC__AT(&plan->instants, inc_time, middle) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return (int64_t) low;
}

static int64_t stock_place(inc__chunk *chunk, inc_time at)
{
    if (inc__kpi_plan_is_at_instants(chunk->plan, chunk->definition))
        return stock_instant(chunk->plan, at);
    return inc__periods_at(&chunk->periods, at);
}

static inc_status stock_change(inc__chunk *chunk, size_t i, inc_time at, int64_t change)
{
    int64_t place;
    inc__tally *cell;
    inc_status status;

    if (at > INC_TIME_MAX)
        return INC_OK;
    place = stock_place(chunk, at);
    if (inc__kpi_plan_is_at_instants(chunk->plan, chunk->definition) &&
        place == (int64_t) chunk->plan->instants.count)
        return INC_OK;
    status = inc__chunk_cell(chunk, chunk->group[i], place, &cell);
    if (status == INC_OK)
        cell->change += change;
    return status;
}

/* From when until when row i is there, its age considered. */
static void stock_span(const inc__chunk *chunk, size_t i, inc_time *from, inc_time *to)
{
    const inc_definition *definition = chunk->definition;
    inc_time begin = inc__rows_integer(chunk->rows, definition->by[0], i);
    inc_time end = inc__rows_integer(chunk->rows, definition->by[1], i);
    inc_time since = inc__rows_integer(chunk->rows, definition->of.column, i);
    inc_time least = inc__known_plus(since, definition->age_from);
    inc_time most = inc__known_plus(since, definition->age_to);

    *from = begin + definition->ends_after;
    *to = end == INC_TIME_NONE ? INT64_MAX : end + definition->ends_after;
    if (definition->age_from > 0 && least > *from)
        *from = least;
    if (definition->age_to > 0 && most < *to)
        *to = most;
}

/* A row without a begin or an age is missing; one that ends before it begins is rejected. */
static inc_status stock_check(inc__chunk *chunk, size_t i)
{
    const inc_definition *definition = chunk->definition;
    inc_time begin = inc__rows_integer(chunk->rows, definition->by[0], i);
    inc_time end = inc__rows_integer(chunk->rows, definition->by[1], i);
    int has_age = definition->age_from > 0 || definition->age_to > 0;

    if (begin == INC_TIME_NONE ||
        (has_age && inc__rows_integer(chunk->rows, definition->of.column, i) == INC_TIME_NONE)) {
        chunk->outcome[i] = INC__ROW_MISSING;
        return INC_OK;
    }
    if (end != INC_TIME_NONE && end < begin)
        chunk->outcome[i] = INC__ROW_NEGATIVE;
    if (end != INC_TIME_NONE && inc__chunk_check_time(chunk, i, end) != INC_OK)
        return INC_E_RANGE;
    return inc__chunk_check_time(chunk, i, begin);
}

/* Where a row that does not count shows: by its begin, else by the last of the columns. */
static inc_status stock_rest(inc__chunk *chunk, size_t i)
{
    const int32_t *by = chunk->definition->by;
    inc_time at = inc__rows_integer(chunk->rows, by[0], i);
    inc__tally *cell;
    int64_t place, last = (int64_t) chunk->plan->instants.count - 1;
    inc_status status;

    if (at == INC_TIME_NONE && by[2] != 0)
        at = inc__rows_integer(chunk->rows, by[2], i);
    status = inc__chunk_check_time(chunk, i, at);
    if (status != INC_OK)
        return status;
    place = stock_place(chunk, at);
    if (inc__kpi_plan_is_at_instants(chunk->plan, chunk->definition) && place > last)
        place = last;
    status = inc__chunk_cell(chunk, chunk->group[i], place, &cell);
    if (status == INC_OK)
        cell->rows[chunk->outcome[i]]++;
    return status;
}

static inc_status stock_row(inc__chunk *chunk, size_t i)
{
    inc_time from, to;
    inc_status status = INC_OK;

    if (chunk->outcome[i] == INC__ROW_COUNTS)
        status = stock_check(chunk, i);
    if (status != INC_OK)
        return status;
    if (chunk->outcome[i] != INC__ROW_COUNTS)
        return stock_rest(chunk, i);
    stock_span(chunk, i, &from, &to);
    if (from >= to)
        return INC_OK;
    status = stock_change(chunk, i, from, 1);
    return status == INC_OK ? stock_change(chunk, i, to, -1) : status;
}

inc_status inc__chunk_add_stock(inc__chunk *chunk)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < chunk->rows->n && status == INC_OK; i++)
        if (chunk->outcome[i] != INC__ROW_OUT)
            status = stock_row(chunk, i);
    return status;
}
