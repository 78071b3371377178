/* Rows of observations, looked at a chunk at a time: terms and criteria over columns. */
#ifndef INC_KPI_ROWS_H
#define INC_KPI_ROWS_H

#include "kpi/definition.h"
#include "kpi/observation.h"

/* Rows of a chunk at most. */
#define INC__CHUNK 1024

typedef struct inc__rows {
    int32_t grain;
    size_t count;                                  /* of all rows */
    const int64_t *integers[INC__OBSERVED_SLOTS];  /* by column; NULL: unknown in every row */
    const char *const *texts[INC__OBSERVED_SLOTS]; /* likewise */
    size_t start;                                  /* the chunk in hand */
    size_t n;                                      /* rows of it */
} inc__rows;

/* The value of a column in row i of the chunk. */
int64_t inc__rows_integer(const inc__rows *rows, int32_t column, size_t i);
const char *inc__rows_text(const inc__rows *rows, int32_t column, size_t i);
/* The values of a term in the chunk; INC_UNKNOWN where a column of it is. */
void inc__rows_term(const inc__rows *rows, const inc_term *term, int64_t *values);
/* met[i] becomes 1 where a criterion holds, else 0; scratch is for values. */
void inc__rows_criterion(const inc__rows *rows, const inc_criterion *criterion, int64_t *scratch,
                         uint8_t *met);
/* 1 when a criterion holds for all rows or for none, for lack of a column; and whether it holds. */
int inc__rows_is_constant(const inc__rows *rows, const inc_criterion *criterion);
int inc__rows_constant(const inc_criterion *criterion);
/* a - b, as far as it can be said; unknown if either is. */
int64_t inc__known_minus(int64_t a, int64_t b);
int64_t inc__known_plus(int64_t a, int64_t b);

#endif
