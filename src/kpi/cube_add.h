/* Adding rows to a cube. */
#ifndef INC_KPI_CUBE_ADD_H
#define INC_KPI_CUBE_ADD_H

#include "kpi/cube.h"
#include "kpi/period.h"
#include "kpi/rows.h"

/* Cells that are remembered. */
#define INC__PLACES 1024

/* Where a cell is. */
typedef struct inc__spot {
    const inc__series *series; /* NULL: nowhere */
    size_t group;
    int64_t period;
    size_t cell;
} inc__spot;

/* What is known of the rows of a chunk. */
typedef struct inc__chunk {
    inc_context *context;
    const inc__kpi_plan *plan;
    inc__cube *cube;
    inc__rows *rows;
    const inc_definition *definition; /* in hand */
    inc__series *series;              /* its */
    inc__periods periods;             /* its */
    uint32_t group[INC__CHUNK];
    uint8_t in[INC__CHUNK];      /* 1: it meets what all rows must */
    uint8_t outcome[INC__CHUNK]; /* an inc__outcome, for the definition in hand */
    uint8_t met[INC__CHUNK];
    int64_t value[INC__CHUNK];
    int64_t of[INC__CHUNK];
    int64_t scratch[INC__CHUNK];
    inc__spot places[INC__PLACES]; /* of cells that were put lately */
    inc__period_memo memo;
} inc__chunk;

/* Adds all rows; on an error the cube holds a part of them.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID or INC_E_RANGE with a line. */
inc_status inc__cube_add(inc__cube *cube, const inc__kpi_plan *plan, inc__rows *rows);

/* cube_outcome.c: what becomes of each row of the chunk, under the definition in hand. */
void inc__chunk_judge(inc__chunk *chunk);
/* The cell of a group and period; INC_OK or INC_E_NOMEM. */
inc_status inc__chunk_cell(inc__chunk *chunk, size_t group, int64_t period, inc__tally **cell);
/* INC_OK, or the line for an instant of row i that cannot be. */
inc_status inc__chunk_check_time(const inc__chunk *chunk, size_t i, inc_time at);

/* cube_stock.c: rows that come and go. */
inc_status inc__chunk_add_stock(inc__chunk *chunk);
/* cube_repeats.c: signatures by day. */
inc_status inc__chunk_add_repeats(inc__chunk *chunk);
/* Adds rows of the chunk that do not count to the cells of their periods. */
inc_status inc__chunk_add_rest(inc__chunk *chunk, size_t i);
/* The period that row i lies in by the definition's columns. */
inc_status inc__chunk_period(inc__chunk *chunk, size_t i, int64_t *period);

#endif
