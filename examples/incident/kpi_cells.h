/* The cells that a figure has in a table for people. */
#ifndef EXAMPLES_INCIDENT_KPI_CELLS_H
#define EXAMPLES_INCIDENT_KPI_CELLS_H

#include "kpi_number.h"
#include "kpi_report.h"
#include "kpi_table.h"

/* How the figures of a table are shown, and what their marks have been. */
struct kpi_cells {
    const struct kpi_report *report;
    const inc_definition *definition; /* of the figure in hand */
    struct kpi_scale scale;
    double largest; /* of the values in the table, without their sign; 0: no bars */
    bool has_partial;
    bool has_coarse;
};

/* Names the columns; value is the head of the value's. */
void kpi_cells_columns(struct table *table, const char *value);

/* Puts the cells of those columns. */
void kpi_cells_put(struct kpi_cells *cells, struct table *table, const inc_figure *figure);

/* The period as a cell; '*' after one that goes on. */
void kpi_cells_put_period(struct kpi_cells *cells, struct table *table, const inc_figure *figure);

/* What a group is called in a dimension. */
void kpi_cells_put_key(struct table *table, const inc_kpi_key *key);

/* "< 4 h". */
enum { KPI_GOAL_SIZE = KPI_NUMBER_SIZE + 8 };
void kpi_cells_goal(int32_t unit, const inc_goal *goal, char text[KPI_GOAL_SIZE]);

/* Whether there is nothing that a figure could speak of. */
bool kpi_cells_blank(const inc_figure *figure);

#endif
