/* An aggregate from the inside. */
#ifndef INC_KPI_KPI_BODY_H
#define INC_KPI_KPI_BODY_H

#include "base/bytes.h"
#include "kpi/cube_add.h"
#include "kpi/view.h"

struct inc_kpi {
    inc_context *context;
    inc__kpi_plan plan;
    inc__cube cube;
    inc_calendar *calendar;    /* of observations, or NULL */
    inc_observations *waiting; /* of incidents that were added: taken many at a time; or NULL */
    int32_t is_sure;           /* 1: none of them can be refused */
    inc__view view;
    int32_t viewed; /* 1 while the view is that of the cube */
    inc__writer bytes;
};

/* Rows that wait get into the cube. On an error they still wait. */
inc_status inc__kpi_flush(inc_kpi *kpi);
/* Takes the last incident back; nothing else was done with the aggregate since. */
void inc__kpi_undo(inc_kpi *kpi);
/* Rows that wait get into the cube, and the cube is put in order. */
inc_status inc__kpi_settle(inc_kpi *kpi);
/* The cube is about to change. */
void inc__kpi_touch(inc_kpi *kpi);
/* Where a figure is: numbers of its definition, of its group in order, of its period. */
typedef struct inc__figure_place {
    size_t definition;
    size_t rank;
    int64_t period;
} inc__figure_place;

/* kpi_figure.c, of a settled aggregate: the number of the definition of an id (INC_E_NOT_FOUND with
 * a line), and the figure of a place. */
inc_status inc__kpi_locate(const inc_kpi *kpi, const char *id, size_t *definition);
inc_status inc__kpi_fill(const inc_kpi *kpi, const inc__figure_place *place, inc_figure *figure);

/* An aggregate that takes over a plan, also when this fails. */
inc_status inc__kpi_make(inc_context *context, inc__kpi_plan *plan, const inc_calendar *calendar,
                         inc_kpi **kpi);

#endif
