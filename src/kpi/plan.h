/* What an aggregate computes: the options it was made with, checked and kept. */
#ifndef INC_KPI_PLAN_H
#define INC_KPI_PLAN_H

#include "kpi/definition.h"

#include <incident/kpi.h>

/* The most definitions of an aggregate. */
#define INC__PLAN_DEFINITIONS 1000

typedef struct inc__kpi_plan {
    inc_context *context;
    inc__array definitions; /* inc__kept */
    int32_t dimensions[INC_KPI_DIMENSIONS];
    int32_t types[INC_KPI_DIMENSIONS]; /* an inc_value_type each */
    size_t dimensions_count;
    inc_zone *zone;
    int32_t period;
    int32_t exact; /* the limit, 0 for none */
    int32_t multiplier;
    int64_t rate;
    inc__array instants; /* inc_time */
    inc_criteria where;
} inc__kpi_plan;

inc_status inc__kpi_plan_init(inc__kpi_plan *plan, inc_context *context,
                              const inc_kpi_options *options);
/* The same plan by other dimensions and another period, which were checked. */
inc_status inc__kpi_plan_copy(inc__kpi_plan *plan, const inc__kpi_plan *from,
                              const int32_t *dimensions, size_t dimensions_count, int32_t period);
/* Sets and checks dimensions, and instants. */
inc_status inc__kpi_plan_dimensions(inc__kpi_plan *plan, const int32_t *dimensions, size_t count);
inc_status inc__kpi_plan_instants(inc__kpi_plan *plan, const inc_time *instants, size_t count);
void inc__kpi_plan_free(inc__kpi_plan *plan);
/* INC_OK when both compute the same; else INC_E_INVALID with a line that says what differs. */
inc_status inc__kpi_plan_match(const inc__kpi_plan *plan, const inc__kpi_plan *other);

const inc_definition *inc__kpi_plan_at(const inc__kpi_plan *plan, size_t index);
/* The inc_period that a definition's cells lie in. */
int32_t inc__kpi_plan_period(const inc__kpi_plan *plan, const inc_definition *definition);
/* 1 for a stock at instants rather than at the ends of periods. */
int inc__kpi_plan_is_at_instants(const inc__kpi_plan *plan, const inc_definition *definition);
/* 1 when every incident has an instant in which period it lies, for every definition. */
int inc__kpi_plan_is_sure(const inc__kpi_plan *plan);
/* 1 for a stock without instants and periods: it has no figures. */
int inc__kpi_plan_is_idle(const inc__kpi_plan *plan, const inc_definition *definition);

#endif
