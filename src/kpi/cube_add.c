/* Adding rows to a cube. */
#include "kpi/cube_add.h"

#include <string.h>

static void add_where(inc__chunk *chunk)
{
    const inc_criteria *criteria = &chunk->plan->where;
    size_t c, i;

    memset(chunk->in, INC__ROW_COUNTS, chunk->rows->n);
    for (c = 0; c < criteria->count; c++) {
        inc__rows_criterion(chunk->rows, &criteria->items[c], chunk->scratch, chunk->met);
        for (i = 0; i < chunk->rows->n; i++)
            chunk->in[i] &= chunk->met[i];
    }
}

static inc_status add_key(inc__chunk *chunk, size_t i, int64_t *key)
{
    const inc__kpi_plan *plan = chunk->plan;
    inc_status status = INC_OK;
    size_t d;

    for (d = 0; d < plan->dimensions_count && status == INC_OK; d++) {
        if (plan->types[d] == INC_VALUE_TEXT)
            status = inc__strings_put(chunk->context, &chunk->cube->strings,
                                      inc__rows_text(chunk->rows, plan->dimensions[d], i), &key[d]);
        else
            key[d] = inc__rows_integer(chunk->rows, plan->dimensions[d], i);
    }
    return status;
}

/* The group of each row that is in; rows like the one before are cheap. */
static inc_status add_groups(inc__chunk *chunk)
{
    int64_t key[INC_KPI_DIMENSIONS] = {0}, last[INC_KPI_DIMENSIONS] = {0};
    size_t i, number = INC__KEY_NONE;
    inc_status status = INC_OK;

    for (i = 0; i < chunk->rows->n && status == INC_OK; i++) {
        if (!chunk->in[i])
            continue;
        status = add_key(chunk, i, key);
        if (status == INC_OK && (number == INC__KEY_NONE || memcmp(key, last, sizeof key) != 0))
            status = inc__keys_put(chunk->context, &chunk->cube->groups, key, &number);
        memcpy(last, key, sizeof key);
        chunk->group[i] = (uint32_t) number;
    }
    return status;
}

static void add_looked(inc__chunk *chunk)
{
    size_t i;

    for (i = 0; i < chunk->rows->n; i++) {
        int64_t looked = inc__rows_integer(chunk->rows, INC_OBSERVED_LOOKED, i);
        if (chunk->in[i] && looked > chunk->cube->looked)
            chunk->cube->looked = looked;
    }
}

inc_status inc__chunk_cell(inc__chunk *chunk, size_t group, int64_t period, inc__tally **cell)
{
    inc__spot *place = &chunk->places[(group * 61 + (size_t) period) % INC__PLACES];
    inc_status status;

    if (place->series != chunk->series || place->group != group || place->period != period) {
        status = inc__series_put(chunk->context, chunk->series, group, period, &place->cell);
        place->series = status == INC_OK ? chunk->series : NULL;
        if (status != INC_OK)
            return status;
        place->group = group;
        place->period = period;
    }
    *cell = inc__series_cell(chunk->series, place->cell);
    return INC_OK;
}

inc_status inc__chunk_check_time(const inc__chunk *chunk, size_t i, inc_time at)
{
    unsigned long row = (unsigned long) (chunk->rows->start + i);

    if (at == INC_TIME_NONE)
        return inc__fail(chunk->context, INC_E_INVALID,
                         "row %lu had no instant that '%s' could take a period of", row,
                         chunk->definition->id);
    if (at < INC_TIME_MIN || at > INC_TIME_MAX)
        return inc__fail(chunk->context, INC_E_RANGE,
                         "the instant %lld of row %lu was outside 1900 to 9999", (long long) at,
                         row);
    return INC_OK;
}

inc_status inc__chunk_period(inc__chunk *chunk, size_t i, int64_t *period)
{
    const int32_t *by = chunk->definition->by;
    int64_t at = inc__rows_integer(chunk->rows, by[0], i);
    inc_status status;

    *period = 0;
    if (chunk->periods.kind == INC_PERIOD_NONE)
        return INC_OK;
    if (at == INC_TIME_NONE && by[1] != 0)
        at = inc__rows_integer(chunk->rows, by[1], i);
    if (at == INC_TIME_NONE && by[2] != 0)
        at = inc__rows_integer(chunk->rows, by[2], i);
    status = inc__chunk_check_time(chunk, i, at);
    if (status == INC_OK)
        *period = inc__periods_at(&chunk->periods, at);
    return status;
}

inc_status inc__chunk_add_rest(inc__chunk *chunk, size_t i)
{
    inc__tally *cell;
    int64_t period;
    inc_status status = inc__chunk_period(chunk, i, &period);

    if (status == INC_OK)
        status = inc__chunk_cell(chunk, chunk->group[i], period, &cell);
    if (status == INC_OK)
        cell->rows[chunk->outcome[i]]++;
    return status;
}

static inc_status add_value(inc__chunk *chunk, size_t i, inc__tally *cell)
{
    int is_mean = chunk->definition->kind == INC_FIGURE_MEAN;
    inc_status status = INC_OK;

    if (is_mean)
        status = inc__spread_add(
            chunk->context,
            inc__series_spread(chunk->series, (size_t) (cell - inc__series_cell(chunk->series, 0))),
            chunk->value[i], chunk->plan->exact);
    if (status != INC_OK)
        return status;
    if (is_mean || inc__definition_sums(chunk->definition))
        inc__wide_add(&cell->sum, chunk->value[i]);
    if (inc__definition_sums_pair(chunk->definition))
        inc__wide_add(&cell->sum_of, chunk->of[i]);
    return INC_OK;
}

static inc_status add_plain(inc__chunk *chunk)
{
    inc_status status = INC_OK;
    inc__tally *cell;
    int64_t period;
    size_t i;

    for (i = 0; i < chunk->rows->n && status == INC_OK; i++) {
        if (chunk->outcome[i] == INC__ROW_OUT)
            continue;
        status = inc__chunk_period(chunk, i, &period);
        if (status == INC_OK)
            status = inc__chunk_cell(chunk, chunk->group[i], period, &cell);
        if (status == INC_OK && chunk->outcome[i] == INC__ROW_COUNTS)
            status = add_value(chunk, i, cell);
        if (status == INC_OK)
            cell->rows[chunk->outcome[i]]++;
    }
    return status;
}

static inc_status add_definition(inc__chunk *chunk, size_t number)
{
    const inc_definition *definition = inc__kpi_plan_at(chunk->plan, number);

    if (definition->grain != chunk->rows->grain || inc__kpi_plan_is_idle(chunk->plan, definition))
        return INC_OK;
    chunk->definition = definition;
    chunk->series = inc__cube_series(chunk->cube, number);
    inc__periods_init(&chunk->periods, chunk->plan->zone,
                      inc__kpi_plan_period(chunk->plan, definition));
    if (inc__kpi_plan_period(chunk->plan, definition) == chunk->plan->period)
        inc__periods_remember(&chunk->periods, &chunk->memo);
    inc__chunk_judge(chunk);
    if (definition->kind == INC_FIGURE_STOCK)
        return inc__chunk_add_stock(chunk);
    if (definition->kind == INC_FIGURE_REPEATS)
        return inc__chunk_add_repeats(chunk);
    return add_plain(chunk);
}

static inc_status add_chunk(inc__chunk *chunk)
{
    inc_status status;
    size_t i;

    add_where(chunk);
    add_looked(chunk);
    status = add_groups(chunk);
    for (i = 0; i < chunk->plan->definitions.count && status == INC_OK; i++)
        status = add_definition(chunk, i);
    return status;
}

/* What waits to be counted is. */
static inc_status add_flush(inc__cube *cube, int32_t grain, const inc__kpi_plan *plan)
{
    inc_status status = INC_OK;
    size_t i, j;

    for (i = 0; i < cube->series.count; i++) {
        inc__series *series = inc__cube_series(cube, i);
        const inc_definition *definition = inc__kpi_plan_at(plan, i);
        if (definition->grain != grain || definition->kind != INC_FIGURE_MEAN)
            continue;
        for (j = 0; j < series->cells.count && status == INC_OK; j++)
            status = inc__spread_settle(cube->context, inc__series_spread(series, j));
    }
    return status;
}

inc_status inc__cube_add(inc__cube *cube, const inc__kpi_plan *plan, inc__rows *rows)
{
    inc__chunk *chunk = inc__alloc(plan->context, sizeof *chunk);
    inc_status status = INC_OK;

    if (chunk == NULL)
        return inc__nomem(plan->context);
    chunk->context = plan->context;
    chunk->plan = plan;
    chunk->cube = cube;
    chunk->rows = rows;
    for (rows->start = 0; rows->start < rows->count && status == INC_OK; rows->start += rows->n) {
        rows->n = rows->count - rows->start;
        if (rows->n > INC__CHUNK)
            rows->n = INC__CHUNK;
        status = add_chunk(chunk);
    }
    if (status == INC_OK)
        status = add_flush(cube, rows->grain, plan);
    inc__release(plan->context, chunk, sizeof *chunk);
    return status;
}
