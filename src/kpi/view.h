/* A cube in order: what figures are read from, and what is serialised. */
#ifndef INC_KPI_VIEW_H
#define INC_KPI_VIEW_H

#include "kpi/cube.h"

/* A cell that holds something, in order of group and period. */
typedef struct inc__view_cell {
    size_t rank; /* of its group */
    int64_t period;
    size_t cell;   /* its number */
    int64_t stock; /* of a stock: the changes of its group up to and with this one */
} inc__view_cell;

typedef struct inc__view_series {
    inc__array cells; /* inc__view_cell, in order */
    int64_t first;    /* period of the first of any group, and of the last */
    int64_t last;
    int32_t period; /* an inc_period; -1: instants */
} inc__view_series;

typedef struct inc__view {
    inc_context *context;
    inc__array groups; /* size_t: numbers of the groups that hold anything, by their keys */
    inc__array ranks;  /* size_t by number of a group; INC__KEY_NONE */
    inc__array series; /* inc__view_series */
} inc__view;

/* Puts a cube in order. INC_OK or INC_E_NOMEM; then the view is empty. */
inc_status inc__view_make(inc__view *view, const inc__kpi_plan *plan, inc__cube *cube);
void inc__view_free(inc__view *view);

inc__view_series *inc__view_at(const inc__view *view, size_t definition);
/* The last cell of a group at or before a period, or NULL. */
const inc__view_cell *inc__view_find(const inc__view_series *series, size_t rank, int64_t period);

#endif
