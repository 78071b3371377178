/* What is known of one figure of one group in one period. */
#ifndef INC_KPI_TALLY_H
#define INC_KPI_TALLY_H

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

typedef struct inc__tally {
    int64_t rows[INC__ROW_OUTCOMES]; /* by outcome; of a stock only those that do not count */
    int64_t change;                  /* of a stock: rows that come less rows that go */
    inc__wide sum;
    inc__wide sum_of;
} inc__tally;

/* Rows that count. */
int64_t inc__tally_n(const inc__tally *cell);
/* 1 when nothing was ever added, or all was taken away. */
int inc__tally_is_empty(const inc__tally *cell);
void inc__tally_merge(inc__tally *cell, const inc__tally *other);
/* 1 when all that the other one holds can be taken away. */
int inc__tally_contains(const inc__tally *cell, const inc__tally *other);
void inc__tally_subtract(inc__tally *cell, const inc__tally *other);

#endif
