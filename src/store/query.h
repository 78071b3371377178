/* Queries from the inside. */
#ifndef INC_STORE_QUERY_H
#define INC_STORE_QUERY_H

#include "base/array.h"
#include "store/row.h"

#include <incident/query.h>

typedef struct inc__condition {
    int32_t column;
    int32_t comparison;
    int32_t type;
    int64_t integer;
    char *text; /* of a text */
} inc__condition;

struct inc_query {
    inc_context *context;
    const inc__table *table;
    int32_t kind;
    int32_t order; /* column, 0 for the key */
    int32_t descending;
    int32_t limit;
    char *tenant;
    inc__array conditions; /* inc__condition */
    inc_row *cursor;
};

/* Where a query goes on and how far, to be put back after it was asked in pieces. */
typedef struct inc__query_place {
    inc_row *cursor;
    int32_t limit;
} inc__query_place;

inc__query_place inc__query_save(const inc_query *query);
void inc__query_restore(inc_query *query, inc__query_place *place);
void inc__query_go_on(inc_query *query, const inc_row *cursor, int32_t limit);

/* As inc_query_matches, but for where the row stands in the order. */
int inc__query_meets(const inc_query *query, const inc_row *row);
/* 1 if the row has no instant in the column of the order, so that it is in no list. */
int inc__query_omits(const inc_query *query, const inc_row *row);

#endif
