/* A cube in order. */
#include "kpi/view.h"

#include "base/sort.h"
#include "kpi/period.h"

#include <string.h>

typedef struct inc__view_key {
    const int64_t *key;
    const inc__kpi_plan *plan;
    const inc__strings *strings;
    size_t number;
} inc__view_key;

typedef struct inc__view_day {
    int64_t group;
    int64_t signature;
    int64_t day;
} inc__view_day;

inc__view_series *inc__view_at(const inc__view *view, size_t definition)
{
    return INC__AT(&view->series, inc__view_series, definition);
}

void inc__view_free(inc__view *view)
{
    size_t i;

    for (i = 0; i < view->series.count; i++)
        inc__array_free(view->context, &inc__view_at(view, i)->cells, sizeof(inc__view_cell));
    inc__array_free(view->context, &view->series, sizeof(inc__view_series));
    inc__array_free(view->context, &view->groups, sizeof(size_t));
    inc__array_free(view->context, &view->ranks, sizeof(size_t));
}

static int view_order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int view_compare_days(const void *left, const void *right)
{
    const inc__view_day *a = left, *b = right;

    if (a->group != b->group)
        return view_order(a->group, b->group);
    if (a->signature != b->signature)
        return view_order(a->signature, b->signature);
    return view_order(a->day, b->day);
}

static int view_compare_keys(const void *left, const void *right)
{
    const inc__view_key *a = left, *b = right;
    size_t i;
    int order = 0;

    for (i = 0; i < a->plan->dimensions_count && order == 0; i++) {
        if (a->plan->types[i] == INC_VALUE_TEXT)
            order = strcmp(inc__strings_at(a->strings, a->key[i]),
                           inc__strings_at(b->strings, b->key[i]));
        else
            order = view_order(a->key[i], b->key[i]);
    }
    return order;
}

static int view_compare_cells(const void *left, const void *right)
{
    const inc__view_cell *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return view_order(a->period, b->period);
}

static int view_shows(const inc__series *series, size_t cell)
{
    return !inc__tally_is_empty(inc__series_cell(series, cell)) ||
           (series->kind == INC_FIGURE_REPEATS && inc__series_repeat(series, cell)->days > 0);
}

/* The days of a series in order, without those of which nothing is left. */
static inc_status view_list_days(inc__cube *cube, const inc__series *series, inc__array *days)
{
    size_t i;

    for (i = 0; i < series->counts.count; i++) {
        const int64_t *key = inc__keys_at(&series->days, i);
        inc__view_day *day;
        if (*inc__series_count(series, i) == 0)
            continue;
        day = INC__PUSH(cube->context, days, inc__view_day);
        if (day == NULL)
            return inc__nomem(cube->context);
        day->group = key[0];
        day->signature = key[1];
        day->day = key[2];
    }
    inc__sort(days->items, days->count, sizeof(inc__view_day), view_compare_days);
    return INC_OK;
}

/* The first day of a signature is new; each later one repeats it. */
static inc_status view_count_day(inc__cube *cube, inc__series *series, const inc__array *days,
                                 size_t i, int32_t period)
{
    const inc__view_day *day = INC__AT(days, inc__view_day, i), *before = day - 1;
    size_t number;
    inc_status status = inc__series_put(cube->context, series, (size_t) day->group,
                                        inc__period_of_day(period, day->day), &number);
    int again = i > 0 && before->group == day->group && before->signature == day->signature;

    if (status != INC_OK)
        return status;
    inc__series_repeat(series, number)->days++;
    inc__series_repeat(series, number)->again += again;
    return INC_OK;
}

static inc_status view_count_days(inc__cube *cube, inc__series *series, int32_t period)
{
    inc__array days = {NULL, 0, 0};
    inc_status status;
    size_t i;

    for (i = 0; i < series->repeats.count; i++) {
        inc__series_repeat(series, i)->days = 0;
        inc__series_repeat(series, i)->again = 0;
    }
    status = view_list_days(cube, series, &days);
    for (i = 0; i < days.count && status == INC_OK; i++)
        status = view_count_day(cube, series, &days, i, period);
    inc__array_free(cube->context, &days, sizeof(inc__view_day));
    return status;
}

static inc_status view_count_repeats(const inc__kpi_plan *plan, inc__cube *cube)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < plan->definitions.count && status == INC_OK; i++) {
        const inc_definition *definition = inc__kpi_plan_at(plan, i);
        if (definition->kind == INC_FIGURE_REPEATS)
            status = view_count_days(cube, inc__cube_series(cube, i),
                                     inc__kpi_plan_period(plan, definition));
    }
    return status;
}

/* Marks the groups that hold anything: their rank is 0 for now. */
static inc_status view_mark_groups(inc__view *view, const inc__kpi_plan *plan,
                                   const inc__cube *cube)
{
    size_t i, j, *ranks;

    if (inc__array_reserve(view->context, &view->ranks, sizeof(size_t), cube->groups.count) !=
        INC_OK)
        return INC_E_NOMEM;
    ranks = view->ranks.items;
    view->ranks.count = cube->groups.count;
    for (i = 0; i < cube->groups.count; i++)
        ranks[i] = plan->dimensions_count > 0 ? INC__KEY_NONE : 0;
    for (i = 0; i < cube->series.count; i++) {
        const inc__series *series = inc__cube_series(cube, i);
        for (j = 0; j < series->cells.count; j++)
            if (view_shows(series, j))
                ranks[inc__keys_at(&series->keys, j)[0]] = 0;
    }
    return INC_OK;
}

static inc_status view_list_keys(const inc__view *view, const inc__kpi_plan *plan,
                                 const inc__cube *cube, inc__array *keys)
{
    size_t i;

    for (i = 0; i < cube->groups.count; i++) {
        inc__view_key *key;
        if (*INC__AT(&view->ranks, size_t, i) == INC__KEY_NONE)
            continue;
        key = INC__PUSH(view->context, keys, inc__view_key);
        if (key == NULL)
            return inc__nomem(view->context);
        key->key = inc__keys_at(&cube->groups, i);
        key->plan = plan;
        key->strings = &cube->strings;
        key->number = i;
    }
    inc__sort(keys->items, keys->count, sizeof(inc__view_key), view_compare_keys);
    return INC_OK;
}

static inc_status view_rank_groups(inc__view *view, const inc__kpi_plan *plan,
                                   const inc__cube *cube)
{
    inc__array keys = {NULL, 0, 0};
    inc_status status = view_list_keys(view, plan, cube, &keys);
    size_t i;

    for (i = 0; i < keys.count && status == INC_OK; i++) {
        size_t number = INC__AT(&keys, inc__view_key, i)->number;
        size_t *place = INC__PUSH(view->context, &view->groups, size_t);
        if (place == NULL) {
            status = inc__nomem(view->context);
            break;
        }
        *place = number;
        *INC__AT(&view->ranks, size_t, number) = i;
    }
    inc__array_free(view->context, &keys, sizeof(inc__view_key));
    return status;
}

/* The stock of each cell, from the changes up to it. */
static void view_sum_changes(inc__view_series *ordered, const inc__series *series)
{
    int64_t stock = 0;
    size_t i;

    for (i = 0; i < ordered->cells.count; i++) {
        inc__view_cell *cell = INC__AT(&ordered->cells, inc__view_cell, i);
        if (i > 0 && cell[-1].rank != cell->rank)
            stock = 0;
        stock += inc__series_cell(series, cell->cell)->change;
        cell->stock = stock;
    }
}

static inc_status view_list_cells(inc__view *view, const inc__series *series,
                                  inc__view_series *ordered)
{
    size_t i;

    for (i = 0; i < series->cells.count; i++) {
        const int64_t *key = inc__keys_at(&series->keys, i);
        inc__view_cell *cell;
        if (!view_shows(series, i))
            continue;
        cell = INC__PUSH(view->context, &ordered->cells, inc__view_cell);
        if (cell == NULL)
            return inc__nomem(view->context);
        cell->rank = *INC__AT(&view->ranks, size_t, (size_t) key[0]);
        cell->period = key[1];
        cell->cell = i;
        if (ordered->cells.count == 1 || cell->period < ordered->first)
            ordered->first = cell->period;
        if (ordered->cells.count == 1 || cell->period > ordered->last)
            ordered->last = cell->period;
    }
    inc__sort(ordered->cells.items, ordered->cells.count, sizeof(inc__view_cell),
              view_compare_cells);
    view_sum_changes(ordered, series);
    return INC_OK;
}

/* A stock goes on to the period of the last look, and no further: who will have grown old by then
 * is not known. Without periods there is exactly one. */
static void view_bound(inc__view_series *ordered, const inc__kpi_plan *plan, const inc__cube *cube,
                       const inc_definition *definition)
{
    inc__periods periods;
    int64_t looked;

    ordered->period = inc__kpi_plan_period(plan, definition);
    if (inc__kpi_plan_is_at_instants(plan, definition)) {
        ordered->period = -1;
        ordered->first = 0;
        ordered->last = (int64_t) plan->instants.count - 1;
    } else if (inc__kpi_plan_is_idle(plan, definition)) {
        ordered->first = 0;
        ordered->last = -1;
    } else if (ordered->period == INC_PERIOD_NONE) {
        ordered->first = 0;
        ordered->last = 0;
    } else if (ordered->cells.count == 0) {
        ordered->first = 0;
        ordered->last = -1;
    } else if (definition->kind == INC_FIGURE_STOCK && cube->looked >= INC_TIME_MIN &&
               cube->looked <= INC_TIME_MAX) {
        inc__periods_init(&periods, plan->zone, ordered->period);
        looked = inc__periods_at(&periods, cube->looked);
        ordered->last = looked >= ordered->first ? looked : ordered->first - 1;
    }
}

static inc_status view_order_series(inc__view *view, const inc__kpi_plan *plan,
                                    const inc__cube *cube, size_t definition)
{
    inc__view_series *ordered = INC__PUSH(view->context, &view->series, inc__view_series);
    inc_status status;

    if (ordered == NULL)
        return inc__nomem(view->context);
    status = view_list_cells(view, inc__cube_series(cube, definition), ordered);
    view_bound(ordered, plan, cube, inc__kpi_plan_at(plan, definition));
    return status;
}

inc_status inc__view_make(inc__view *view, const inc__kpi_plan *plan, inc__cube *cube)
{
    const int64_t none[INC_KPI_DIMENSIONS] = {0};
    inc_status status = INC_OK;
    size_t i, number;

    memset(view, 0, sizeof *view);
    view->context = plan->context;
    if (plan->dimensions_count == 0)
        status = inc__keys_put(plan->context, &cube->groups, none, &number);
    if (status == INC_OK)
        status = view_count_repeats(plan, cube);
    if (status == INC_OK)
        status = view_mark_groups(view, plan, cube);
    if (status == INC_OK)
        status = view_rank_groups(view, plan, cube);
    for (i = 0; i < plan->definitions.count && status == INC_OK; i++)
        status = view_order_series(view, plan, cube, i);
    if (status != INC_OK) {
        inc__view_free(view);
        memset(view, 0, sizeof *view);
    }
    return status;
}

const inc__view_cell *inc__view_find(const inc__view_series *series, size_t rank, int64_t period)
{
    size_t low = 0, high = series->cells.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc__view_cell *cell = INC__AT(&series->cells, inc__view_cell, middle);
        if (cell->rank < rank || (cell->rank == rank && cell->period <= period))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || INC__AT(&series->cells, inc__view_cell, low - 1)->rank != rank)
        return NULL;
    return INC__AT(&series->cells, inc__view_cell, low - 1);
}
