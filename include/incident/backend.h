/** @file incident/backend.h
 * The contract of a storage backend: a struct of callbacks, three of them required. A host that has
 * tables of its own writes these; everyone else takes a backend that comes with the library. The
 * program incident-conformance checks all that is said here.
 *
 * No callback is called under a lock of the library's, and none may call back into the store or
 * desk that called it (such a call answers INC_E_INVALID). What a backend does wrong is found out:
 * rows or events of another key, out of order, with gaps, or more than were asked for make the call
 * answer INC_E_BACKEND, and the store stays usable.
 */
#ifndef INCIDENT_BACKEND_H
#define INCIDENT_BACKEND_H

#include "batch.h"
#include "page.h"
#include "query.h"

INC_BEGIN

/** Which events to read. @since 0.1 */
typedef struct inc_range {
    size_t size;          /**< sizeof(inc_range) */
    const char *tenant;   /**< NUL-terminated; NULL: "" */
    int32_t subject_kind; /**< 0: INC_SUBJECT_INCIDENT */
    int32_t limit;        /**< the most events wanted; 0: INC_QUERY_LIMIT */
    const char *subject;  /**< NUL-terminated, required */
    int64_t from;         /**< first sequence wanted; 0: 1 */
} inc_range;

/** Callbacks of a backend. user is what inc_store_open was given; context is the caller's, for its
 * memory and its error line (inc_context_fail): a backend that is shared between threads is called
 * with the context of each. A status that a callback may not answer becomes INC_E_BACKEND; so does
 * INC_DONE, since nothing found is INC_OK and an empty page. What was added to a page before a
 * failure is dropped. Ranges, batches and queries come complete and checked: every text is UTF-8
 * without NUL bytes, keys have at most 255 bytes, limits are 1 to INC_QUERY_LIMIT.
 * @since 0.1 */
typedef struct inc_backend {
    size_t size; /**< sizeof(inc_backend) */
    /** Required. Writes the whole batch or nothing. Checks, in this order: a commit name that was
     * seen before for this subject answers INC_OK with the *sequence of then, and nothing is
     * written (the stored events tell: INC_EVENT_COMMIT is the name, and the last such sequence
     * that of then); the last stored sequence is inc_batch_sequence (unless -1); each row to write
     * has the revision that is expected; each event to redact is there. Else INC_E_CONFLICT.
     * *sequence becomes that of the subject's last event, 0 without any. May answer INC_OK;
     * INC_E_CONFLICT; INC_E_NOMEM; INC_E_IO with a line. */
    inc_status (*commit)(void *user, inc_context *context, const inc_batch *batch,
                         int64_t *sequence);
    /** Required. Adds the events of a subject to the page, in the order of sequences, from
     * range->from on, at most range->limit; fewer mean that there are no more. May answer INC_OK;
     * INC_E_NOMEM; INC_E_IO with a line. */
    inc_status (*read)(void *user, inc_context *context, const inc_range *range, inc_page *page);
    /** Required. Adds rows of the query's kind and tenant, after its cursor and in its order, to
     * the page, at most as many as it wants; fewer mean that there are no more. It may leave
     * conditions to the library and give rows that do not meet them, but then goes on to give the
     * next ones when asked from the last of them. May answer INC_OK; INC_E_NOMEM; INC_E_IO with a
     * line. */
    inc_status (*find)(void *user, inc_context *context, const inc_query *query, inc_page *page);
    /** Optional. In one atomic step finds messages as `find` does, with all conditions met, and
     * sets INC_MESSAGE_OWNER to owner, INC_MESSAGE_NEXT_AT to until, INC_MESSAGE_ATTEMPTS and the
     * revision up by one; adds the rows as they are then. It may give fewer than there are. May
     * answer as find. NULL: the library does it with find, and one commit a message. */
    inc_status (*claim)(void *user, inc_context *context, const inc_query *query, const char *owner,
                        inc_time until, inc_page *page);
    /** Optional. The number of rows that meet the query, whatever its limit; the query comes
     * without a cursor. May answer as find. NULL: the library finds and counts them. */
    inc_status (*count)(void *user, inc_context *context, const inc_query *query, int64_t *count);
    /** Optional. Called once when the store is freed, and when inc_store_open fails but for a wrong
     * size. */
    void (*close)(void *user);
} inc_backend;

INC_END

#endif
