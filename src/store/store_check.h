/* What is checked of a backend's answers. Each leaves a line and answers INC_E_BACKEND. */
#ifndef INC_STORE_STORE_CHECK_H
#define INC_STORE_STORE_CHECK_H

#include "store/partition.h"
#include "store/query.h"

#include <incident/backend.h>

/* What a range asks for once defaults are filled in. */
typedef struct inc__excerpt {
    inc__partition partition;
    int64_t from;
    int32_t limit;
} inc__excerpt;

/* The status that a callback answered, or INC_E_BACKEND for one that it may not answer; failures
 * without a line get one. conflicts is 1 where INC_E_CONFLICT is an answer. */
inc_status inc__check_status(inc_context *context, const char *callback, inc_status answer,
                             int conflicts);

/* Events of that partition only, one after the other from excerpt->from on, not too many. */
inc_status inc__check_events(inc_context *context, const inc__excerpt *excerpt,
                             const inc_page *page);

/* Rows of the query's kind and tenant only, stored ones, in order, after the cursor, not too many.
 */
inc_status inc__check_rows(inc_context *context, const inc_query *query, const inc_page *page);

/* Messages of the query's tenant only, each of them claimed, not too many. */
inc_status inc__check_claims(inc_context *context, const inc_query *query, const char *owner,
                             inc_time until, const inc_page *page);

/* The sequence that a commit left; -1: none. */
inc_status inc__check_sequence(inc_context *context, const inc_batch *batch, int64_t sequence);

#endif
