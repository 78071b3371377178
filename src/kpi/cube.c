/* The numbers of an aggregate. */
#include "kpi/cube.h"

#include <string.h>

#define CUBE_CELL_KEY 2
#define CUBE_DAY_KEY 3
#define CUBE_SIGNATURE_KEY 3

inc_status inc__cube_init(inc__cube *cube, const inc__kpi_plan *plan)
{
    size_t i;

    memset(cube, 0, sizeof *cube);
    cube->context = plan->context;
    cube->looked = INC_TIME_NONE;
    inc__keys_init(&cube->groups, plan->dimensions_count > 0 ? plan->dimensions_count : 1);
    inc__keys_init(&cube->signatures, CUBE_SIGNATURE_KEY);
    for (i = 0; i < plan->definitions.count; i++) {
        inc__series *series = INC__PUSH(cube->context, &cube->series, inc__series);
        if (series == NULL)
            return inc__nomem(cube->context);
        series->kind = inc__kpi_plan_at(plan, i)->kind;
        inc__keys_init(&series->keys, CUBE_CELL_KEY);
        inc__keys_init(&series->days, CUBE_DAY_KEY);
    }
    return INC_OK;
}

static void series_clear(inc_context *context, inc__series *series)
{
    while (series->spreads.count > 0)
        inc__spread_free(context, INC__AT(&series->spreads, inc__spread, --series->spreads.count));
    series->cells.count = 0;
    series->repeats.count = 0;
    series->counts.count = 0;
    inc__keys_truncate(&series->keys, 0);
    inc__keys_truncate(&series->days, 0);
}

void inc__cube_clear(inc__cube *cube)
{
    size_t i;

    for (i = 0; i < cube->series.count; i++)
        series_clear(cube->context, inc__cube_series(cube, i));
    inc__keys_truncate(&cube->groups, 0);
    inc__keys_truncate(&cube->signatures, 0);
    inc__strings_truncate(cube->context, &cube->strings, 0);
    cube->looked = INC_TIME_NONE;
}

void inc__cube_free(inc__cube *cube)
{
    inc_context *context = cube->context;
    size_t i;

    if (context == NULL)
        return;
    for (i = 0; i < cube->series.count; i++) {
        inc__series *series = inc__cube_series(cube, i);
        series_clear(context, series);
        inc__keys_free(context, &series->keys);
        inc__keys_free(context, &series->days);
        inc__array_free(context, &series->cells, sizeof(inc__tally));
        inc__array_free(context, &series->spreads, sizeof(inc__spread));
        inc__array_free(context, &series->repeats, sizeof(inc__repeat));
        inc__array_free(context, &series->counts, sizeof(int64_t));
    }
    inc__array_free(context, &cube->series, sizeof(inc__series));
    inc__keys_free(context, &cube->groups);
    inc__keys_free(context, &cube->signatures);
    inc__strings_free(context, &cube->strings);
}

inc__series *inc__cube_series(const inc__cube *cube, size_t definition)
{
    return INC__AT(&cube->series, inc__series, definition);
}

inc__tally *inc__series_cell(const inc__series *series, size_t number)
{
    return INC__AT(&series->cells, inc__tally, number);
}

inc__spread *inc__series_spread(const inc__series *series, size_t number)
{
    return number < series->spreads.count ? INC__AT(&series->spreads, inc__spread, number) : NULL;
}

inc__repeat *inc__series_repeat(const inc__series *series, size_t number)
{
    return INC__AT(&series->repeats, inc__repeat, number);
}

int64_t *inc__series_count(const inc__series *series, size_t number)
{
    return INC__AT(&series->counts, int64_t, number);
}

/* A cell at the end, and what belongs to it. */
static inc_status series_push(inc_context *context, inc__series *series)
{
    size_t count = series->cells.count + 1;
    inc__array *beside = series->kind == INC_FIGURE_MEAN ? &series->spreads : &series->repeats;
    size_t size = series->kind == INC_FIGURE_MEAN ? sizeof(inc__spread) : sizeof(inc__repeat);
    int is_alone = series->kind != INC_FIGURE_MEAN && series->kind != INC_FIGURE_REPEATS;

    if (inc__array_reserve(context, &series->cells, sizeof(inc__tally), count) != INC_OK)
        return INC_E_NOMEM;
    if (!is_alone && inc__array_push(context, beside, size) == NULL)
        return inc__nomem(context);
    if (series->kind == INC_FIGURE_MEAN)
        inc__spread_init(inc__series_spread(series, count - 1));
    return INC__PUSH(context, &series->cells, inc__tally) != NULL ? INC_OK : inc__nomem(context);
}

inc_status inc__series_put(inc_context *context, inc__series *series, size_t group, int64_t period,
                           size_t *number)
{
    const int64_t key[CUBE_CELL_KEY] = {(int64_t) group, period};
    inc_status status = inc__keys_put(context, &series->keys, key, number);

    if (status != INC_OK || *number < series->cells.count)
        return status;
    status = series_push(context, series);
    if (status != INC_OK)
        inc__keys_truncate(&series->keys, *number);
    return status;
}

inc_status inc__series_put_day(inc_context *context, inc__series *series, size_t group,
                               size_t signature, int64_t day, size_t *number)
{
    const int64_t key[CUBE_DAY_KEY] = {(int64_t) group, (int64_t) signature, day};
    inc_status status = inc__keys_put(context, &series->days, key, number);

    if (status != INC_OK || *number < series->counts.count)
        return status;
    if (INC__PUSH(context, &series->counts, int64_t) == NULL) {
        inc__keys_truncate(&series->days, *number);
        return inc__nomem(context);
    }
    return INC_OK;
}
