/* The same rows by fewer dimensions and longer periods. */
#include "kpi/kpi_body.h"
#include "kpi/period.h"

#include <string.h>

typedef struct inc__rollup {
    const inc_kpi *from;
    inc_kpi *to;
    size_t places[INC_KPI_DIMENSIONS]; /* of each new dimension among the old ones */
    size_t definition;                 /* in hand */
} inc__rollup;

static inc_status rollup_place(inc_kpi *kpi, int32_t dimension, size_t *place)
{
    for (*place = 0; *place < kpi->plan.dimensions_count; ++*place)
        if (kpi->plan.dimensions[*place] == dimension)
            return INC_OK;
    return inc__fail(kpi->context, INC_E_INVALID, "it was not grouped by column %d",
                     (int) dimension);
}

static inc_status rollup_text(inc__rollup *rollup, int64_t *number)
{
    return inc__strings_put(rollup->to->context, &rollup->to->cube.strings,
                            inc__strings_at(&rollup->from->cube.strings, *number), number);
}

/* The new group of an old one. */
static inc_status rollup_group(inc__rollup *rollup, int64_t group, size_t *number)
{
    const inc__kpi_plan *plan = &rollup->to->plan;
    const int64_t *old = inc__keys_at(&rollup->from->cube.groups, (size_t) group);
    int64_t key[INC_KPI_DIMENSIONS] = {0};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < plan->dimensions_count && status == INC_OK; i++) {
        key[i] = old[rollup->places[i]];
        if (plan->types[i] == INC_VALUE_TEXT)
            status = rollup_text(rollup, &key[i]);
    }
    if (status != INC_OK)
        return status;
    return inc__keys_put(rollup->to->context, &rollup->to->cube.groups, key, number);
}

static int64_t rollup_period(const inc__rollup *rollup, int64_t period)
{
    const inc_definition *definition = inc__kpi_plan_at(&rollup->to->plan, rollup->definition);
    int32_t old = inc__kpi_plan_period(&rollup->from->plan, definition);
    int32_t new = inc__kpi_plan_period(&rollup->to->plan, definition);

    if (inc__kpi_plan_is_at_instants(&rollup->to->plan, definition) || old == new)
        return period;
    return inc__period_of_day(new, inc__period_first_day(old, period));
}

static inc_status rollup_cell(inc__rollup *rollup, const inc__series *from, inc__series *to,
                              size_t cell)
{
    const int64_t *key = inc__keys_at(&from->keys, cell);
    const inc__tally *old = inc__series_cell(from, cell);
    const inc__spread *spread = inc__series_spread(from, cell);
    inc_context *context = rollup->to->context;
    size_t group, number;
    inc_status status;

    if (inc__tally_is_empty(old))
        return INC_OK;
    status = rollup_group(rollup, key[0], &group);
    if (status == INC_OK)
        status = inc__series_put(context, to, group, rollup_period(rollup, key[1]), &number);
    if (status == INC_OK && spread != NULL)
        status = inc__spread_reserve(context, inc__series_spread(to, number), spread,
                                     rollup->to->plan.exact);
    if (status != INC_OK)
        return status;
    inc__tally_merge(inc__series_cell(to, number), old);
    if (spread != NULL)
        inc__spread_merge(inc__series_spread(to, number), spread, rollup->to->plan.exact);
    return INC_OK;
}

static inc_status rollup_day(inc__rollup *rollup, const inc__series *from, inc__series *to,
                             size_t day)
{
    const int64_t *key = inc__keys_at(&from->days, day);
    const int64_t *old = inc__keys_at(&rollup->from->cube.signatures, (size_t) key[1]);
    inc_context *context = rollup->to->context;
    int64_t texts[3];
    size_t group, signature, number, i;
    inc_status status;

    if (*inc__series_count(from, day) == 0)
        return INC_OK;
    status = rollup_group(rollup, key[0], &group);
    for (i = 0; i < 3 && status == INC_OK; i++) {
        texts[i] = old[i];
        status = rollup_text(rollup, &texts[i]);
    }
    if (status == INC_OK)
        status = inc__keys_put(context, &rollup->to->cube.signatures, texts, &signature);
    if (status == INC_OK)
        status = inc__series_put_day(context, to, group, signature, key[2], &number);
    if (status == INC_OK)
        *inc__series_count(to, number) += *inc__series_count(from, day);
    return status;
}

static inc_status rollup_series(inc__rollup *rollup)
{
    const inc__series *from = inc__cube_series(&rollup->from->cube, rollup->definition);
    inc__series *to = inc__cube_series(&rollup->to->cube, rollup->definition);
    inc_status status = INC_OK;
    size_t i;

    if (inc__kpi_plan_is_idle(&rollup->to->plan,
                              inc__kpi_plan_at(&rollup->to->plan, rollup->definition)))
        return INC_OK;
    for (i = 0; i < from->cells.count && status == INC_OK; i++)
        status = rollup_cell(rollup, from, to, i);
    for (i = 0; i < from->counts.count && status == INC_OK; i++)
        status = rollup_day(rollup, from, to, i);
    return status;
}

static inc_status rollup_all(inc__rollup *rollup)
{
    inc_status status = INC_OK;
    size_t count = rollup->from->plan.definitions.count;

    rollup->to->cube.looked = rollup->from->cube.looked;
    for (rollup->definition = 0; rollup->definition < count && status == INC_OK;
         rollup->definition++)
        status = rollup_series(rollup);
    return status;
}

/* The new aggregate, still empty. */
static inc_status rollup_begin(inc__rollup *rollup, inc_kpi *kpi, const int32_t *dimensions,
                               size_t dimensions_count, int32_t period)
{
    inc__kpi_plan plan;
    inc_status status = INC_OK;
    size_t i;

    if (period < INC_PERIOD_NONE || period > INC_PERIOD_QUARTER ||
        !inc__period_is_union(period, kpi->plan.period))
        return inc__fail(kpi->context, INC_E_INVALID, "a '%s' is no union of periods '%s'",
                         inc_period_name(period), inc_period_name(kpi->plan.period));
    for (i = 0; i < dimensions_count && status == INC_OK; i++)
        if (i < INC_KPI_DIMENSIONS)
            status = rollup_place(kpi, dimensions[i], &rollup->places[i]);
    if (status != INC_OK)
        return status;
    status = inc__kpi_plan_copy(&plan, &kpi->plan, dimensions, dimensions_count, period);
    if (status != INC_OK) {
        inc__kpi_plan_free(&plan);
        return status;
    }
    return inc__kpi_make(kpi->context, &plan, kpi->calendar, &rollup->to);
}

inc_status inc_kpi_rollup(inc_kpi *kpi, const int32_t *dimensions, size_t dimensions_count,
                          int32_t period, inc_kpi **rolled)
{
    inc__rollup rollup;
    inc_status status;

    if (rolled == NULL)
        return INC_E_INVALID;
    *rolled = NULL;
    if (kpi == NULL || (dimensions == NULL && dimensions_count > 0))
        return INC_E_INVALID;
    memset(&rollup, 0, sizeof rollup);
    rollup.from = kpi;
    status = inc__kpi_flush(kpi);
    if (status == INC_OK)
        status = rollup_begin(&rollup, kpi, dimensions, dimensions_count, period);
    if (status == INC_OK)
        status = rollup_all(&rollup);
    if (status == INC_OK)
        *rolled = rollup.to;
    else
        inc_kpi_free(rollup.to);
    return status;
}
