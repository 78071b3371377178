/* What is known of one figure of one group in one period. */
#ifndef INC_KPI_CELL_H
#define INC_KPI_CELL_H

#include "kpi/spread.h"
#include "kpi/wide.h"

/* What became of a row; the names are those of inc_figure. */
typedef enum inc__outcome {
    INC__ROW_OUT = 0, /* it is not in the population */
    INC__ROW_COUNTS,
    INC__ROW_HITS, /* it counts, and hits */
    INC__ROW_EXCLUDED,
    INC__ROW_CENSORED,
    INC__ROW_IMMATURE,
    INC__ROW_IMMATURE_HIT, /* it is immature, and would hit */
    INC__ROW_MISSING,
    INC__ROW_NEGATIVE,
    INC__ROW_OUTCOMES /* how many there are */
} inc__outcome;

typedef struct inc__cell {
    int64_t rows[INC__ROW_OUTCOMES]; /* by outcome; of a stock only the latter */
    int64_t days;                    /* of REPEATS, derived by the view: (signature, day), */
    int64_t repeats;                 /* and those that came back */
    int64_t change;                  /* of a stock: rows that come less rows that go */
    inc__wide sum;
    inc__wide sum_of;
    int64_t min; /* INC_UNKNOWN: there are none, or it is not known any more */
    int64_t max;
    int32_t blurred; /* 1: min and max are not known any more */
    inc__spread spread;
} inc__cell;

void inc__cell_init(inc__cell *cell);
void inc__cell_free(inc_context *context, inc__cell *cell);
/* Rows that count. */
int64_t inc__cell_n(const inc__cell *cell);
/* 1 when nothing was ever added, or all was taken away; what a view derived does not count. */
int inc__cell_is_empty(const inc__cell *cell);
/* One value more: least, greatest, spread. @return INC_OK or INC_E_NOMEM. */
inc_status inc__cell_take(inc_context *context, inc__cell *cell, int64_t value, int64_t limit);
/* Adds another cell; inc__spread_reserve was called. */
void inc__cell_merge(inc__cell *cell, const inc__cell *other, int64_t limit);
/* 1 when all that the other one holds can be taken away. */
int inc__cell_contains(inc__cell *cell, inc__cell *other);
void inc__cell_subtract(inc__cell *cell, inc__cell *other);

#endif
