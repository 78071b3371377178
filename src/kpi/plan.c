/* What an aggregate computes. */
#include "kpi/plan.h"

#include "base/options.h"

#include <string.h>

#define PLAN_MULTIPLIER 400

const inc_definition *inc__kpi_plan_at(const inc__kpi_plan *plan, size_t index)
{
    return &INC__AT(&plan->definitions, const inc__kept, index)->is;
}

int32_t inc__kpi_plan_period(const inc__kpi_plan *plan, const inc_definition *definition)
{
    return definition->period != INC_PERIOD_NONE ? definition->period : plan->period;
}

int inc__kpi_plan_is_at_instants(const inc__kpi_plan *plan, const inc_definition *definition)
{
    return definition->kind == INC_FIGURE_STOCK && plan->instants.count > 0;
}

int inc__kpi_plan_is_idle(const inc__kpi_plan *plan, const inc_definition *definition)
{
    return definition->kind == INC_FIGURE_STOCK && plan->instants.count == 0 &&
           inc__kpi_plan_period(plan, definition) == INC_PERIOD_NONE;
}

/* Whatever happened to an incident, these are known. */
static int plan_is_known(int32_t column)
{
    return column == INC_OBSERVED_LOOKED || column == INC_OBSERVED_LOGGED ||
           column == INC_OBSERVED_OPENED;
}

int inc__kpi_plan_is_sure(const inc__kpi_plan *plan)
{
    size_t i;

    for (i = 0; i < plan->definitions.count; i++) {
        const inc__kept *kept = INC__AT(&plan->definitions, const inc__kept, i);
        const int32_t *by = kept->is.by;
        int is_stock = kept->is.kind == INC_FIGURE_STOCK;
        if (kept->library < 0 && !plan_is_known(by[0]) && !plan_is_known(by[2]) &&
            (is_stock || !plan_is_known(by[1])))
            return 0;
    }
    return 1;
}

static inc_status plan_add_definition(inc__kpi_plan *plan, const inc_definition *given)
{
    inc__kept *kept;
    inc_status status;
    size_t i;

    kept = INC__PUSH(plan->context, &plan->definitions, inc__kept);
    if (kept == NULL)
        return inc__nomem(plan->context);
    status = inc__definition_keep(plan->context, given, kept);
    if (status != INC_OK)
        return status;
    for (i = 0; i + 1 < plan->definitions.count; i++)
        if (strcmp(inc__kpi_plan_at(plan, i)->id, kept->is.id) == 0)
            return inc__fail(plan->context, INC_E_EXISTS, "there were two definitions '%s'",
                             kept->is.id);
    return INC_OK;
}

static inc_status plan_add_definitions(inc__kpi_plan *plan, const inc_kpi_options *options)
{
    const inc_definition *given = options->definitions;
    size_t i, count = options->definitions_count;
    inc_status status = INC_OK;

    if (given == NULL)
        given = inc__definition_table(&count);
    if (count == 0 || count > INC__PLAN_DEFINITIONS)
        return inc__fail(plan->context, INC_E_INVALID, "there were %lu definitions, not 1 to %d",
                         (unsigned long) count, INC__PLAN_DEFINITIONS);
    for (i = 0; i < count && status == INC_OK; i++) {
        const void *at = (const char *) given + i * given->size;
        status = plan_add_definition(plan, at);
    }
    return status;
}

static int32_t plan_dimension_type(int32_t column)
{
    if (column < INC__OBSERVED_COMMON)
        return inc__column_type(0, column);
    if (column == INC_OBSERVED_CLOCK || column == INC_OBSERVED_POLICY)
        return INC_VALUE_TEXT;
    return 0;
}

inc_status inc__kpi_plan_dimensions(inc__kpi_plan *plan, const int32_t *dimensions, size_t count)
{
    size_t i, j;

    if (count > INC_KPI_DIMENSIONS || (count > 0 && dimensions == NULL))
        return inc__fail(plan->context, INC_E_INVALID, "there were %lu dimensions, not at most %d",
                         (unsigned long) count, INC_KPI_DIMENSIONS);
    for (i = 0; i < count; i++) {
        plan->dimensions[i] = dimensions[i];
        plan->types[i] = plan_dimension_type(dimensions[i]);
        if (plan->types[i] == 0)
            return inc__fail(plan->context, INC_E_INVALID, "nothing is grouped by column %d",
                             (int) dimensions[i]);
        for (j = 0; j < i; j++)
            if (dimensions[j] == dimensions[i])
                return inc__fail(plan->context, INC_E_EXISTS, "the dimension %d was there twice",
                                 (int) dimensions[i]);
    }
    plan->dimensions_count = count;
    return INC_OK;
}

inc_status inc__kpi_plan_instants(inc__kpi_plan *plan, const inc_time *instants, size_t count)
{
    size_t i;

    if (count > 0 && instants == NULL)
        return inc__fail(plan->context, INC_E_INVALID, "%lu instants were NULL",
                         (unsigned long) count);
    if (inc__array_reserve(plan->context, &plan->instants, sizeof(inc_time), count) != INC_OK)
        return INC_E_NOMEM;
    for (i = 0; i < count; i++) {
        if (instants[i] < INC_TIME_MIN || instants[i] > INC_TIME_MAX)
            return inc__fail(plan->context, INC_E_RANGE,
                             "the instant %lld was outside 1900 to 9999", (long long) instants[i]);
        if (i > 0 && instants[i] <= instants[i - 1])
            return inc__fail(plan->context, INC_E_INVALID, "the instant %lld did not rise",
                             (long long) instants[i]);
        *INC__AT(&plan->instants, inc_time, i) = instants[i];
        plan->instants.count++;
    }
    return INC_OK;
}

static inc_status plan_set_numbers(inc__kpi_plan *plan, const inc_kpi_options *options)
{
    if (options->period < INC_PERIOD_NONE || options->period > INC_PERIOD_QUARTER)
        return inc__fail(plan->context, INC_E_INVALID, "there was no period %d",
                         (int) options->period);
    if (options->exact < -1)
        return inc__fail(plan->context, INC_E_INVALID, "%d exact values were asked for",
                         (int) options->exact);
    if (options->rate < 0 || options->multiplier < 0)
        return inc__fail(plan->context, INC_E_INVALID, "the rate was %lld, the multiplier %d %%",
                         (long long) options->rate, (int) options->multiplier);
    plan->period = options->period;
    plan->exact = options->exact == 0 ? INC_KPI_EXACT : options->exact;
    if (plan->exact < 0)
        plan->exact = 0;
    plan->rate = options->rate;
    plan->multiplier = options->multiplier != 0 ? options->multiplier : PLAN_MULTIPLIER;
    return INC_OK;
}

static inc_status plan_set_zone(inc__kpi_plan *plan, const inc_zone *zone)
{
    if (zone == NULL)
        return inc_zone_load(plan->context, NULL, "UTC", INC_ZSTR, &plan->zone);
    plan->zone = inc_zone_ref(zone);
    return INC_OK;
}

inc_status inc__kpi_plan_init(inc__kpi_plan *plan, inc_context *context,
                              const inc_kpi_options *options)
{
    inc_kpi_options ours;
    inc_status status;

    memset(plan, 0, sizeof *plan);
    memset(&ours, 0, sizeof ours);
    plan->context = context;
    status = INC__OPTIONS(&ours, options, where);
    if (status == INC_OK)
        status = plan_set_numbers(plan, &ours);
    if (status == INC_OK)
        status = plan_set_zone(plan, ours.zone);
    if (status == INC_OK)
        status = plan_add_definitions(plan, &ours);
    if (status == INC_OK)
        status = inc__kpi_plan_dimensions(plan, ours.dimensions, ours.dimensions_count);
    if (status == INC_OK)
        status = inc__kpi_plan_instants(plan, ours.instants, ours.instants_count);
    if (status == INC_OK)
        status = inc__criteria_check(context, 0, &ours.where, "where");
    if (status == INC_OK)
        status = inc__criteria_copy(context, &ours.where, &plan->where);
    return status;
}

inc_status inc__kpi_plan_copy(inc__kpi_plan *plan, const inc__kpi_plan *from,
                              const int32_t *dimensions, size_t dimensions_count, int32_t period)
{
    inc_status status;
    size_t i;

    memset(plan, 0, sizeof *plan);
    plan->context = from->context;
    plan->zone = inc_zone_ref(from->zone);
    plan->period = period;
    plan->exact = from->exact;
    plan->multiplier = from->multiplier;
    plan->rate = from->rate;
    status = inc__kpi_plan_dimensions(plan, dimensions, dimensions_count);
    if (status == INC_OK)
        status = inc__kpi_plan_instants(plan, from->instants.items, from->instants.count);
    if (status == INC_OK)
        status = inc__criteria_copy(plan->context, &from->where, &plan->where);
    for (i = 0; i < from->definitions.count && status == INC_OK; i++)
        status = plan_add_definition(plan, inc__kpi_plan_at(from, i));
    return status;
}

void inc__kpi_plan_free(inc__kpi_plan *plan)
{
    size_t i;

    for (i = 0; i < plan->definitions.count; i++)
        inc__definition_drop(plan->context, INC__AT(&plan->definitions, inc__kept, i));
    inc__array_free(plan->context, &plan->definitions, sizeof(inc__kept));
    inc__array_free(plan->context, &plan->instants, sizeof(inc_time));
    inc__criteria_free(plan->context, &plan->where);
    inc_zone_unref(plan->zone);
}

static inc_status plan_differs(const inc__kpi_plan *plan, const char *what)
{
    return inc__fail(plan->context, INC_E_INVALID, "the aggregates differed in their %s", what);
}

static int plan_same_definitions(const inc__kpi_plan *plan, const inc__kpi_plan *other)
{
    size_t i;

    if (plan->definitions.count != other->definitions.count)
        return 0;
    for (i = 0; i < plan->definitions.count; i++) {
        const inc__kept *a = INC__AT(&plan->definitions, inc__kept, i);
        const inc__kept *b = INC__AT(&other->definitions, inc__kept, i);
        if (a->library != b->library || (a->library < 0 && !inc__definition_same(&a->is, &b->is)))
            return 0;
    }
    return 1;
}

static int plan_same_instants(const inc__kpi_plan *plan, const inc__kpi_plan *other)
{
    size_t i;

    if (plan->instants.count != other->instants.count)
        return 0;
    for (i = 0; i < plan->instants.count; i++)
        if (*INC__AT(&plan->instants, inc_time, i) != *INC__AT(&other->instants, inc_time, i))
            return 0;
    return 1;
}

static int plan_same_dimensions(const inc__kpi_plan *plan, const inc__kpi_plan *other)
{
    return plan->dimensions_count == other->dimensions_count &&
           memcmp(plan->dimensions, other->dimensions, sizeof plan->dimensions) == 0;
}

inc_status inc__kpi_plan_match(const inc__kpi_plan *plan, const inc__kpi_plan *other)
{
    if (memcmp(inc_zone_hash(plan->zone), inc_zone_hash(other->zone), sizeof(inc_hash)) != 0)
        return inc__fail(plan->context, INC_E_INVALID,
                         "the aggregates differed in their zone: '%s' and '%s'",
                         inc_zone_name(plan->zone), inc_zone_name(other->zone));
    if (plan->period != other->period)
        return inc__fail(plan->context, INC_E_INVALID,
                         "the aggregates differed in their period: '%s' and '%s'",
                         inc_period_name(plan->period), inc_period_name(other->period));
    if (plan->exact != other->exact)
        return inc__fail(plan->context, INC_E_INVALID,
                         "the aggregates differed in their limit of exact values: %d and %d",
                         (int) plan->exact, (int) other->exact);
    if (plan->rate != other->rate || plan->multiplier != other->multiplier)
        return plan_differs(plan, "rate or multiplier");
    if (!plan_same_dimensions(plan, other))
        return plan_differs(plan, "dimensions");
    if (!plan_same_instants(plan, other))
        return plan_differs(plan, "instants");
    if (!inc__criteria_same(&plan->where, &other->where))
        return plan_differs(plan, "where");
    return plan_same_definitions(plan, other) ? INC_OK : plan_differs(plan, "definitions");
}
