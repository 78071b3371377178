/** @file incident/batch.h
 * One atomic commit within a partition (tenant, subject kind, subject): events to append, events to
 * empty, rows to write. Made by the desk, or by a host that keeps a store of its own up to date;
 * read by backends.
 */
#ifndef INCIDENT_BATCH_H
#define INCIDENT_BATCH_H

#include "event.h"
#include "row.h"

INC_BEGIN

/** A commit in the making. One thread at a time. @since 0.1 */
typedef struct inc_batch inc_batch;

/** What to do with a row of a batch. @since 0.1 */
typedef struct inc_write {
    size_t size;        /**< set by the caller: sizeof(inc_write) */
    const inc_row *row; /**< borrowed. Of a deletion only its kind and key count; else, when read
                             from a batch, it is to be stored as it is: its INC_ROW_REVISION is
                             revision + 1 */
    int64_t revision;   /**< that the stored row must have; 0: there must be none, of a write */
    int32_t deletes;    /**< 1: the row is taken out, 0: it is put in */
    int32_t reserved;   /**< 0 */
} inc_write;

/** Starts a batch for a partition; texts are NUL-terminated and copied. tenant NULL is "",
 * subject_kind 0 INC_SUBJECT_INCIDENT. sequence is that of the last stored event of the subject, 0
 * when there is none; -1: any (then the batch must not have events).
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line on the context; INC_E_UNSUPPORTED for a
 * subject kind below INC_SUBJECT_HOST that this version does not know. @since 0.1 */
INC_API inc_status inc_batch_new(inc_context *context, const char *tenant, int32_t subject_kind,
                                 const char *subject, int64_t sequence, inc_batch **batch);
/** Frees a batch; NULL is allowed. @since 0.1 */
INC_API void inc_batch_free(inc_batch *batch);
/** Names the commit (NUL-terminated, at most 255 bytes; copied): a store that has seen the name for
 * this subject answers as it did then, and writes nothing. It is seen on the events: a named batch
 * must have one, and INC_EVENT_COMMIT of every event of a batch must be the batch's name, "" when
 * it has none; inc_store_commit refuses others. NULL or "": no name.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_batch_commit(inc_batch *batch, const char *commit);
/** Appends an event and keeps a reference. Its sequence must follow the last one's, its subject be
 * the batch's. @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line. @since 0.1 */
INC_API inc_status inc_batch_event(inc_batch *batch, const inc_event *event);
/** Puts an event without its personal columns (inc_event_redact) in the place of the stored one of
 * its sequence, once a batch, and keeps a reference. @return as inc_batch_event. @since 0.1 */
INC_API inc_status inc_batch_redact(inc_batch *batch, const inc_event *event);
/** Writes a row; a reference is kept, or a copy made when its INC_ROW_REVISION is not
 * write->revision + 1, which is what the stored one gets.
 * @return INC_OK; INC_E_NOMEM; INC_E_EXISTS for a second write of one row; INC_E_UNSUPPORTED for
 * members of a later version; INC_E_INVALID with a line for a row of another partition, a negative
 * revision, or a deletion of what is not there. @since 0.1 */
INC_API inc_status inc_batch_write(inc_batch *batch, const inc_write *write);

/** @name For backends
 * What the batch holds; everything is borrowed from it. @since 0.1 @{ */
/** Of the partition. @since 0.1 */
INC_API const char *inc_batch_tenant(const inc_batch *batch);
/** Of the partition. @since 0.1 */
INC_API int32_t inc_batch_subject_kind(const inc_batch *batch);
/** Of the partition. @since 0.1 */
INC_API const char *inc_batch_subject(const inc_batch *batch);
/** The sequence that the last stored event must have (0: there must be none; -1: any). @since 0.1
 */
INC_API int64_t inc_batch_sequence(const inc_batch *batch);
/** The commit's name, or "". @since 0.1 */
INC_API const char *inc_batch_name(const inc_batch *batch);
/** The index-th event to append, or NULL past the last. @since 0.1 */
INC_API const inc_event *inc_batch_event_at(const inc_batch *batch, size_t index);
/** The index-th event to put in the place of a stored one, or NULL past the last. @since 0.1 */
INC_API const inc_event *inc_batch_redacted_at(const inc_batch *batch, size_t index);
/** The index-th row to write. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_batch_write_at(const inc_batch *batch, size_t index, inc_write *write);
/** @} */

INC_END

#endif
