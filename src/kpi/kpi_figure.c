/* Figures: what a cell says of its definition. */
#include "base/options.h"
#include "kpi/kpi_body.h"
#include "kpi/period.h"

#include <string.h>

inc_status inc_kpi_definition(const inc_kpi *kpi, size_t index, inc_definition *definition)
{
    if (kpi == NULL || definition == NULL)
        return INC_E_INVALID;
    if (index >= kpi->plan.definitions.count)
        return INC_DONE;
    return INC__FILL(definition, inc__kpi_plan_at(&kpi->plan, index), goals);
}

size_t inc_kpi_groups(inc_kpi *kpi)
{
    return kpi != NULL && inc__kpi_settle(kpi) == INC_OK ? kpi->view.groups.count : 0;
}

static const int64_t *figure_key(const inc_kpi *kpi, size_t rank)
{
    return inc__keys_at(&kpi->cube.groups, *INC__AT(&kpi->view.groups, size_t, rank));
}

inc_status inc_kpi_key_at(inc_kpi *kpi, size_t group, size_t index, inc_kpi_key *key)
{
    inc_kpi_key found;
    inc_status status;
    int64_t value;

    if (kpi == NULL || key == NULL)
        return INC_E_INVALID;
    status = inc__kpi_settle(kpi);
    if (status != INC_OK)
        return status;
    if (group >= kpi->view.groups.count)
        return INC_E_INVALID;
    if (index >= kpi->plan.dimensions_count)
        return INC_DONE;
    value = figure_key(kpi, group)[index];
    memset(&found, 0, sizeof found);
    found.column = kpi->plan.dimensions[index];
    if (kpi->plan.types[index] == INC_VALUE_TEXT)
        found.text = inc__strings_at(&kpi->cube.strings, value);
    else
        found.integer = value;
    return INC__FILL(key, &found, text);
}

static void figure_bounds(const inc_kpi *kpi, const inc__figure_place *place, inc_figure *figure)
{
    const inc__view_series *series = inc__view_at(&kpi->view, place->definition);
    inc_time looked = kpi->cube.looked;

    if (series->period < 0) {
        figure->from = *INC__AT(&kpi->plan.instants, inc_time, (size_t) place->period);
        figure->to = figure->from;
        figure->period = INC_PERIOD_NONE;
    } else {
        inc__period_bounds(kpi->plan.zone, series->period, place->period, &figure->from,
                           &figure->to);
        figure->period = series->period;
    }
    figure->partial = looked != INC_TIME_NONE && figure->to != INC_TIME_NONE && figure->to > looked;
}

static double figure_cost(const inc_kpi *kpi, const inc__tally *cell)
{
    double hours = (inc__wide_double(&cell->sum) +
                    (double) kpi->plan.multiplier / 100.0 * inc__wide_double(&cell->sum_of)) /
                   (double) INC_HOUR;

    return kpi->plan.rate > 0 ? hours * (double) kpi->plan.rate : hours;
}

/* The number of rows of the period before, or -1 when there is none. */
static int64_t figure_before(const inc_kpi *kpi, const inc__figure_place *place)
{
    const inc__view_series *series = inc__view_at(&kpi->view, place->definition);
    const inc__view_cell *found;

    if (series->period <= INC_PERIOD_NONE || place->period <= series->first)
        return -1;
    found = inc__view_find(series, place->rank, place->period - 1);
    if (found == NULL || found->period != place->period - 1)
        return 0;
    return inc__tally_n(
        inc__series_cell(inc__cube_series(&kpi->cube, place->definition), found->cell));
}

static void figure_divide(inc_figure *figure, double value, int64_t by)
{
    if (by <= 0)
        return;
    figure->value = value / (double) by;
    figure->has_value = 1;
}

static void figure_ratio(inc_figure *figure, const inc__tally *cell)
{
    if (inc__wide_sign(&cell->sum_of) <= 0)
        return;
    figure->value = inc__wide_double(&cell->sum) / inc__wide_double(&cell->sum_of);
    figure->has_value = 1;
}

static void figure_value(const inc_kpi *kpi, const inc__figure_place *place, const inc__tally *cell,
                         const inc__view_cell *found, inc_figure *figure)
{
    int64_t before;

    figure->has_value = 0;
    switch (figure->kind) {
    case INC_FIGURE_MEAN:
        figure->has_value = figure->n > 0;
        figure->value = figure->n > 0 ? inc__wide_mean(&cell->sum, figure->n) : 0;
        break;
    case INC_FIGURE_SHARE:
    case INC_FIGURE_REPEATS:
        figure_divide(figure, (double) figure->hits, figure->n);
        break;
    case INC_FIGURE_GROWTH:
        before = figure_before(kpi, place);
        figure_divide(figure, (double) (figure->n - before), before);
        break;
    case INC_FIGURE_RATIO:
        figure_ratio(figure, cell);
        break;
    case INC_FIGURE_COST:
        figure->has_value = figure->n > 0;
        figure->value = figure_cost(kpi, cell);
        break;
    case INC_FIGURE_SUM:
        figure->has_value = 1;
        figure->value = inc__wide_double(&cell->sum);
        break;
    case INC_FIGURE_STOCK:
        figure->n = found != NULL ? found->stock : 0;
        figure->has_value = 1;
        figure->value = (double) figure->n;
        break;
    default:
        figure->has_value = 1;
        figure->value = (double) figure->n;
        break;
    }
}

static int figure_meets(double value, const inc_goal *goal)
{
    switch (goal->comparison) {
    case INC_EQUAL:
        return value >= goal->value && value <= goal->value;
    case INC_LESS:
        return value < goal->value;
    case INC_LESS_OR_EQUAL:
        return value <= goal->value;
    case INC_GREATER:
        return value > goal->value;
    default:
        return value >= goal->value;
    }
}

/* The priority that a group is of; 0: of any. */
static int64_t figure_priority(const inc_kpi *kpi, size_t rank)
{
    size_t i;

    for (i = 0; i < kpi->plan.dimensions_count; i++)
        if (kpi->plan.dimensions[i] == INC_OBSERVED_PRIORITY)
            return figure_key(kpi, rank)[i];
    return 0;
}

static void figure_goal(const inc_kpi *kpi, const inc__figure_place *place, inc_figure *figure)
{
    const inc_definition *definition = inc__kpi_plan_at(&kpi->plan, place->definition);
    int64_t priority = figure_priority(kpi, place->rank);
    const inc_goal *goal = NULL;
    int32_t i;

    for (i = 0; i < definition->goals_count; i++) {
        const inc_goal *other = &definition->goals[i];
        if (other->priority == priority || (other->priority == 0 && goal == NULL))
            goal = other;
    }
    if (goal == NULL)
        return;
    figure->goal_value = goal->value;
    if (figure->has_value)
        figure->goal = figure_meets(figure->value, goal) ? INC_GOAL_MET : INC_GOAL_MISSED;
}

static void figure_rows(const inc__tally *cell, inc_figure *figure)
{
    figure->n = inc__tally_n(cell);
    figure->hits = cell->rows[INC__ROW_HITS];
    figure->excluded = cell->rows[INC__ROW_EXCLUDED];
    figure->censored = cell->rows[INC__ROW_CENSORED];
    figure->immature_hits = cell->rows[INC__ROW_IMMATURE_HIT];
    figure->immature = cell->rows[INC__ROW_IMMATURE] + figure->immature_hits;
    figure->missing = cell->rows[INC__ROW_MISSING];
    figure->negative = cell->rows[INC__ROW_NEGATIVE];
    figure->min = INC_UNKNOWN;
    figure->max = INC_UNKNOWN;
    figure->exact = 1;
    figure->sum = inc__wide_double(&cell->sum);
    figure->sum_of = inc__wide_double(&cell->sum_of);
}

/* What a cell keeps beside its rows. */
static void figure_beside(const inc__series *series, size_t cell, inc_figure *figure)
{
    const inc__spread *spread = inc__series_spread(series, cell);

    if (spread != NULL) {
        figure->min = spread->min;
        figure->max = spread->max;
        figure->exact = !spread->coarse;
    }
    if (series->kind == INC_FIGURE_REPEATS) {
        figure->n = inc__series_repeat(series, cell)->days;
        figure->hits = inc__series_repeat(series, cell)->again;
    }
}

static double figure_coverage(const inc_figure *figure)
{
    int64_t all = figure->n + figure->missing + figure->negative;

    return all > 0 ? (double) figure->n / (double) all : 1;
}

/* The cell of a place, or INC__KEY_NONE; *found is the last one up to it, or NULL. */
static size_t figure_cell(const inc_kpi *kpi, const inc__figure_place *place,
                          const inc__view_cell **found)
{
    const inc__view_series *series = inc__view_at(&kpi->view, place->definition);

    *found = inc__view_find(series, place->rank, place->period);
    return *found != NULL && (*found)->period == place->period ? (*found)->cell : INC__KEY_NONE;
}

inc_status inc__kpi_fill(const inc_kpi *kpi, const inc__figure_place *place, inc_figure *figure)
{
    const inc_definition *definition = inc__kpi_plan_at(&kpi->plan, place->definition);
    const inc__series *series = inc__cube_series(&kpi->cube, place->definition);
    const inc__view_cell *found;
    const inc__tally empty = {.rows = {0}};
    size_t number = figure_cell(kpi, place, &found);
    const inc__tally *cell = number != INC__KEY_NONE ? inc__series_cell(series, number) : &empty;
    inc_figure made;

    memset(&made, 0, sizeof made);
    made.id = definition->id;
    made.kind = definition->kind;
    made.unit = definition->unit;
    made.group = place->rank;
    figure_bounds(kpi, place, &made);
    figure_rows(cell, &made);
    if (number != INC__KEY_NONE)
        figure_beside(series, number, &made);
    figure_value(kpi, place, cell, found, &made);
    made.coverage = figure_coverage(&made);
    figure_goal(kpi, place, &made);
    return INC__FILL(figure, &made, reserved);
}

inc_status inc_kpi_figure(inc_kpi *kpi, size_t index, inc_figure *figure)
{
    inc__figure_place place;
    inc_status status;

    if (kpi == NULL || figure == NULL)
        return INC_E_INVALID;
    status = inc__kpi_settle(kpi);
    if (status != INC_OK)
        return status;
    for (place.definition = 0; place.definition < kpi->view.series.count; place.definition++) {
        const inc__view_series *series = inc__view_at(&kpi->view, place.definition);
        size_t periods = (size_t) (series->last - series->first + 1);
        size_t count = periods * kpi->view.groups.count;
        if (index >= count) {
            index -= count;
            continue;
        }
        place.rank = index / periods;
        place.period = series->first + (int64_t) (index % periods);
        return inc__kpi_fill(kpi, &place, figure);
    }
    return INC_DONE;
}

/* The period of an instant in a definition's series. */
static inc_status figure_period(const inc_kpi *kpi, size_t definition, inc_time at, int64_t *period)
{
    const inc__view_series *series = inc__view_at(&kpi->view, definition);
    inc__periods periods;
    size_t i;

    if (series->period == INC_PERIOD_NONE) {
        *period = 0;
        return INC_OK;
    }
    if (at < INC_TIME_MIN || at > INC_TIME_MAX)
        return INC_E_RANGE;
    if (series->period > 0) {
        inc__periods_init(&periods, kpi->plan.zone, series->period);
        *period = inc__periods_at(&periods, at);
        return INC_OK;
    }
    for (i = 0; i < kpi->plan.instants.count; i++)
        if (*INC__AT(&kpi->plan.instants, inc_time, i) == at) {
            *period = (int64_t) i;
            return INC_OK;
        }
    return inc__fail(kpi->context, INC_E_NOT_FOUND, "the instant %lld was not among the instants",
                     (long long) at);
}

inc_status inc__kpi_locate(const inc_kpi *kpi, const char *id, size_t *definition)
{
    for (*definition = 0; *definition < kpi->plan.definitions.count; ++*definition)
        if (strcmp(inc__kpi_plan_at(&kpi->plan, *definition)->id, id) == 0)
            return INC_OK;
    return inc__fail(kpi->context, INC_E_NOT_FOUND, "there was no definition '%s'", id);
}

static inc_status figure_find(inc_kpi *kpi, const char *id, size_t group, inc_time at,
                              inc__figure_place *place)
{
    inc_status status = inc__kpi_settle(kpi);

    if (status == INC_OK)
        status = inc__kpi_locate(kpi, id, &place->definition);
    if (status == INC_OK && group >= kpi->view.groups.count)
        status = INC_E_INVALID;
    if (status == INC_OK &&
        inc__kpi_plan_is_idle(&kpi->plan, inc__kpi_plan_at(&kpi->plan, place->definition)))
        return inc__fail(kpi->context, INC_E_NOT_FOUND,
                         "'%s' was asked for without periods or instants", id);
    place->rank = group;
    return status == INC_OK ? figure_period(kpi, place->definition, at, &place->period) : status;
}

inc_status inc_kpi_find(inc_kpi *kpi, const char *id, size_t group, inc_time at, inc_figure *figure)
{
    inc__figure_place place;
    inc_status status;

    if (kpi == NULL || id == NULL || figure == NULL)
        return INC_E_INVALID;
    status = figure_find(kpi, id, group, at, &place);
    return status == INC_OK ? inc__kpi_fill(kpi, &place, figure) : status;
}

inc_status inc_kpi_percentile(inc_kpi *kpi, const char *id, size_t group, inc_time at, double p,
                              double *value)
{
    inc__figure_place place;
    const inc__view_cell *found;
    inc__spread *spread;
    inc_status status;
    size_t cell;

    if (kpi == NULL || id == NULL || value == NULL || !(p >= 0 && p <= 1))
        return INC_E_INVALID;
    status = figure_find(kpi, id, group, at, &place);
    if (status != INC_OK)
        return status;
    cell = figure_cell(kpi, &place, &found);
    if (cell == INC__KEY_NONE)
        return INC_DONE;
    spread = inc__series_spread(inc__cube_series(&kpi->cube, place.definition), cell);
    if (spread == NULL || spread->n == 0)
        return INC_DONE;
    *value = inc__spread_percentile(spread, p);
    return INC_OK;
}
