/** @file incident/query.h
 * Which rows to find: a kind, comparisons of columns, an order, a limit and where to go on.
 */
#ifndef INCIDENT_QUERY_H
#define INCIDENT_QUERY_H

#include "row.h"

INC_BEGIN

/** A question for rows. One thread at a time. @since 0.1 */
typedef struct inc_query inc_query;

/** One comparison of a query: column operator value. @since 0.1 */
typedef struct inc_condition {
    size_t size;        /**< set by the caller: sizeof(inc_condition) */
    int32_t column;     /**< of the kind of rows */
    int32_t comparison; /**< an inc_comparison */
    int64_t integer;    /**< of an integer or time column */
    const char *text;   /**< of a text column, else NULL; borrowed */
} inc_condition;

/** The most rows a query takes; also the default. @since 0.1 */
#define INC_QUERY_LIMIT 1000

/** Asks for all rows of a kind and tenant (NUL-terminated; copied), in the order of their keys.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line. @since 0.1 */
INC_API inc_status inc_query_new(inc_context *context, int32_t kind, const char *tenant,
                                 inc_query **query);
/** Frees a query; NULL is allowed. @since 0.1 */
INC_API void inc_query_free(inc_query *query);
/** Only rows for which the comparison with an integer or time holds; all conditions must hold. A
 * time column without an instant (INC_TIME_NONE) meets no comparison but INC_EQUAL with
 * INC_TIME_NONE; no instant lies before or after INC_TIME_NONE.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE for an instant outside 1900 to 9999; INC_E_INVALID with
 * a line for a column of another type or kind, or INC_TIME_NONE in another comparison.
 * @since 0.1 */
INC_API inc_status inc_query_where(inc_query *query, int32_t column, int32_t comparison,
                                   int64_t value);
/** The same with a text (NUL-terminated UTF-8; copied). @return as inc_query_where. @since 0.1 */
INC_API inc_status inc_query_where_text(inc_query *query, int32_t column, int32_t comparison,
                                        const char *value);
/** Orders rows by an integer or time column that is flagged INC_COLUMN_ORDERED, then by key
 * (subject kind, subject, name; texts bytewise); rows whose time is none are left out. Column 0: by
 * key alone. descending 1 turns the whole order round, the key's too.
 * @return INC_OK; INC_E_INVALID with a line. @since 0.1 */
INC_API inc_status inc_query_order(inc_query *query, int32_t column, int32_t descending);
/** At most that many rows, 1 to INC_QUERY_LIMIT. @return INC_OK; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_query_limit(inc_query *query, int32_t limit);
/** Only rows after this one in the query's order: the last row of the page before, or any row with
 * the same key and ordered column (a cursor that was kept elsewhere). A reference is kept. NULL:
 * from the start. The store refuses a cursor without an instant in the column of the order.
 * @return INC_OK; INC_E_INVALID with a line for a row of another kind or tenant. @since 0.1 */
INC_API inc_status inc_query_after(inc_query *query, const inc_row *row);

/** @name For backends
 * What is asked for; everything is borrowed from the query. @since 0.1 @{ */
/** An inc_row_kind. @since 0.1 */
INC_API int32_t inc_query_kind(const inc_query *query);
/** Every row found has this tenant. @since 0.1 */
INC_API const char *inc_query_tenant(const inc_query *query);
/** The index-th condition. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_query_condition(const inc_query *query, size_t index,
                                       inc_condition *condition);
/** The column of the order, or 0; descending (may be NULL) becomes 0 or 1. @since 0.1 */
INC_API int32_t inc_query_ordered_by(const inc_query *query, int32_t *descending);
/** The most rows wanted. @since 0.1 */
INC_API int32_t inc_query_most(const inc_query *query);
/** Rows must come after this one; NULL: from the start. @since 0.1 */
INC_API const inc_row *inc_query_cursor(const inc_query *query);
/** 1 if the row meets tenant, kind, conditions, and comes after the cursor; else 0: for backends
 * that look at rows one by one. @since 0.1 */
INC_API int32_t inc_query_matches(const inc_query *query, const inc_row *row);
/** Negative, 0 or positive as a comes before, with or after b in the query's order. @since 0.1 */
INC_API int32_t inc_query_compare(const inc_query *query, const inc_row *a, const inc_row *b);
/** @} */

INC_END

#endif
