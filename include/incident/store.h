/** @file incident/store.h
 * A store: a backend (backend.h) and the checks that every call through it passes.
 */
#ifndef INCIDENT_STORE_H
#define INCIDENT_STORE_H

#include "backend.h"

INC_BEGIN

/** A backend in use. One thread at a time; several stores may share one backend. A call that fails
 * leaves its page empty; its line is on the context that the store was opened with. @since 0.1 */
typedef struct inc_store inc_store;

/** Opens a store over callbacks, which are copied. user is handed to them.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line when a required callback is missing, or
 * for a wrong size; INC_E_UNSUPPORTED for callbacks of a later version. @since 0.1 */
INC_API inc_status inc_store_open(inc_context *context, const inc_backend *backend, void *user,
                                  inc_store **store);
/** Closes the backend and frees the store; NULL is allowed. From inside a callback of the backend:
 * once the call that led there is over. @since 0.1 */
INC_API void inc_store_free(inc_store *store);

/** Commits a batch; *sequence (may be NULL) becomes that of the subject's last event, or what it
 * was when a commit of that name was first made. After INC_E_IO it may have been written or not: a
 * commit with a name can be made again.
 * @return INC_OK; INC_E_CONFLICT; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND; INC_E_INVALID with a line
 * for an empty batch, for events that do not carry the commit's name, or when called from a
 * callback of the backend. @since 0.1 */
INC_API inc_status inc_store_commit(inc_store *store, const inc_batch *batch, int64_t *sequence);
/** Empties the page and reads events into it.
 * @return INC_OK; INC_DONE without any; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND; INC_E_UNSUPPORTED for
 * an unknown subject kind or members of a later version; INC_E_INVALID with a line. @since 0.1 */
INC_API inc_status inc_store_read(inc_store *store, const inc_range *range, inc_page *page);
/** Empties the page and finds rows; those of the backend that do not meet the query are left out,
 * and it is asked again until the page has as many as the query wants or there are no more. The
 * query is as before afterwards.
 * @return as inc_store_read. @since 0.1 */
INC_API inc_status inc_store_find(inc_store *store, inc_query *query, inc_page *page);
/** The head of one subject (texts NUL-terminated); *row is the caller's to unref.
 * @return INC_OK; INC_E_NOT_FOUND; else as inc_store_read. @since 0.1 */
INC_API inc_status inc_store_head(inc_store *store, const char *tenant, int32_t subject_kind,
                                  const char *subject, inc_row **row);
/** Empties the page and claims messages for owner (NUL-terminated, 1 to 255 bytes) until an
 * instant, which should be later than any that the query asks for. Messages that somebody else took
 * in between are left to them. What was claimed before a failure can be claimed again from that
 * instant on.
 * @return as inc_store_read; INC_E_RANGE for an instant outside 1900 to 9999. @since 0.1 */
INC_API inc_status inc_store_claim(inc_store *store, inc_query *query, const char *owner,
                                   inc_time until, inc_page *page);
/** The number of rows that meet a query, whatever its limit and cursor. @return as inc_store_read,
 * but INC_OK and 0 without any. @since 0.1 */
INC_API inc_status inc_store_count(inc_store *store, inc_query *query, int64_t *count);

INC_END

#endif
