/* The numbers of an aggregate: cells by definition, group and period. Everything in it is a count,
 * a sum or a set, so that cubes add up whatever the order. */
#ifndef INC_KPI_CUBE_H
#define INC_KPI_CUBE_H

#include "kpi/keys.h"
#include "kpi/plan.h"
#include "kpi/spread.h"
#include "kpi/strings.h"
#include "kpi/tally.h"

/* Days of signatures in a cell. */
typedef struct inc__repeat {
    int64_t days;
    int64_t again; /* those on which a signature came back */
} inc__repeat;

/* What is kept of one definition. */
typedef struct inc__series {
    int32_t kind;       /* an inc_figure_kind */
    inc__keys keys;     /* (group, period): the cells' numbers */
    inc__array cells;   /* inc__tally */
    inc__array spreads; /* inc__spread a cell, of MEAN */
    inc__keys days;     /* of REPEATS: (group, signature, local day) */
    inc__array counts;  /* int64_t, of the latter: incidents */
    inc__array repeats; /* inc__repeat a cell, of REPEATS: derived by the view */
} inc__series;

typedef struct inc__cube {
    inc_context *context;
    inc__strings strings;
    inc__keys groups;     /* a value a dimension: an integer, or the number of a text */
    inc__keys signatures; /* (service, category, symptom): numbers of texts */
    inc__array series;    /* inc__series, one a definition */
    inc_time looked;      /* the last look, or INC_TIME_NONE */
} inc__cube;

inc_status inc__cube_init(inc__cube *cube, const inc__kpi_plan *plan);
void inc__cube_free(inc__cube *cube);
/* Empties it. */
void inc__cube_clear(inc__cube *cube);

inc__series *inc__cube_series(const inc__cube *cube, size_t definition);
inc__tally *inc__series_cell(const inc__series *series, size_t number);
/* How the values of a cell are spread; NULL when there are none to be. */
inc__spread *inc__series_spread(const inc__series *series, size_t number);
inc__repeat *inc__series_repeat(const inc__series *series, size_t number);
int64_t *inc__series_count(const inc__series *series, size_t number);
/* The number of a cell; one that is not there is made. INC_OK or INC_E_NOMEM. */
inc_status inc__series_put(inc_context *context, inc__series *series, size_t group, int64_t period,
                           size_t *number);
/* Counts incidents of a signature on a local day. INC_OK or INC_E_NOMEM. */
inc_status inc__series_put_day(inc_context *context, inc__series *series, size_t group,
                               size_t signature, int64_t day, size_t *number);

/* cube_merge.c: adds, or takes away. Nothing is done on an error: INC_E_NOMEM; INC_E_RANGE with a
 * line when there is less than is to be taken away. */
inc_status inc__cube_merge(inc__cube *cube, const inc__kpi_plan *plan, const inc__cube *other);
inc_status inc__cube_subtract(inc__cube *cube, const inc__kpi_plan *plan, const inc__cube *other);

#endif
