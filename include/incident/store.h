/** @file incident/store.h
 * A store: a backend (backend.h) and the checks that every call through it passes.
 */
#ifndef INCIDENT_STORE_H
#define INCIDENT_STORE_H

#include "backend.h"

INC_BEGIN

/** A backend in use. One thread at a time; several stores may share one backend. @since 0.1 */
typedef struct inc_store inc_store;

/** Opens a store over callbacks, which are copied. user is handed to them.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line when a required callback is missing, or
 * for a wrong size; INC_E_UNSUPPORTED for callbacks of a later version. @since 0.1 */
INC_API inc_status inc_store_open(inc_context *context, const inc_backend *backend, void *user,
                                  inc_store **store);
/** Closes the backend and frees the store; NULL is allowed. @since 0.1 */
INC_API void inc_store_free(inc_store *store);

/** Commits a batch; *sequence (may be NULL) becomes that of the subject's last event.
 * @return INC_OK; INC_E_CONFLICT; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND; INC_E_INVALID with a line
 * for an empty batch, or when called from a callback of the backend. @since 0.1 */
INC_API inc_status inc_store_commit(inc_store *store, const inc_batch *batch, int64_t *sequence);
/** Empties the page and reads events into it.
 * @return INC_OK; INC_DONE without any; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND; INC_E_INVALID with a
 * line. @since 0.1 */
INC_API inc_status inc_store_read(inc_store *store, const inc_range *range, inc_page *page);
/** Empties the page and finds rows; those of the backend that do not meet the query are left out.
 * @return as inc_store_read. @since 0.1 */
INC_API inc_status inc_store_find(inc_store *store, inc_query *query, inc_page *page);
/** The head of one subject (texts NUL-terminated); *row is the caller's to unref.
 * @return INC_OK; INC_E_NOT_FOUND; else as inc_store_read. @since 0.1 */
INC_API inc_status inc_store_head(inc_store *store, const char *tenant, int32_t subject_kind,
                                  const char *subject, inc_row **row);
/** Empties the page and claims messages for owner until an instant; see inc_backend.
 * @return as inc_store_read. @since 0.1 */
INC_API inc_status inc_store_claim(inc_store *store, inc_query *query, const char *owner,
                                   inc_time until, inc_page *page);
/** The number of rows that meet a query, whatever its limit and cursor. @return as inc_store_read.
 * @since 0.1 */
INC_API inc_status inc_store_count(inc_store *store, inc_query *query, int64_t *count);

INC_END

#endif
