/** @file incident/row.h
 * What a store keeps beside events: rows. A head is an incident as its last commit left it, so that
 * lists need no fold; a message is something to be delivered. Heads hold instants, never flags that
 * depend on now. Columns are addressed by frozen ids; inc_row_column publishes them, so that tables
 * are made from the list, or mapped onto tables a host already has.
 */
#ifndef INCIDENT_ROW_H
#define INCIDENT_ROW_H

#include "column.h"
#include "context.h"

INC_BEGIN

/** One row. Immutable, shareable between threads. @since 0.1 */
typedef struct inc_row inc_row;

/** Collects the columns of a row. One thread at a time. @since 0.1 */
typedef struct inc_row_builder inc_row_builder;

/** Kinds of rows. Frozen. @since 0.1 */
typedef enum inc_row_kind {
    INC_ROW_HEAD = 1,   /**< one a subject; its name is "" */
    INC_ROW_MESSAGE = 2 /**< the outbox; tenant, subject and name are its stable id */
} inc_row_kind;

/** Columns of rows. Ids are frozen. The first five are the key and the revision of every kind.
 * @since 0.1 */
typedef enum inc_row_column_id {
    INC_ROW_TENANT = 1,       /**< text, may be "" */
    INC_ROW_SUBJECT_KIND = 2, /**< an inc_subject_kind */
    INC_ROW_SUBJECT = 3,      /**< text */
    INC_ROW_NAME = 4,         /**< text: of a message its id within the subject, else "" */
    INC_ROW_REVISION = 5,     /**< from 1, raised by every write of the row */

    INC_HEAD_SEQUENCE = 10,    /**< of the last fact it is folded from */
    INC_HEAD_FOLD = 11,        /**< INC_FOLD_VERSION that made it */
    INC_HEAD_RULES = 12,       /**< text: hash of the rules of the last commit */
    INC_HEAD_SHARD = 13,       /**< 0 to INC_SHARDS - 1, from the subject's id */
    INC_HEAD_STAGE = 14,       /**< an inc_stage */
    INC_HEAD_OPEN = 15,        /**< 1 until resolved, closed or cancelled */
    INC_HEAD_PRIORITY = 16,    /**< 0: none yet */
    INC_HEAD_IMPACT = 17,      /**< 0: none yet */
    INC_HEAD_URGENCY = 18,     /**< 0: none yet */
    INC_HEAD_TIER = 19,        /**< 0: nobody */
    INC_HEAD_HELD = 20,        /**< number of holds */
    INC_HEAD_REOPENS = 21,     /**< count */
    INC_HEAD_TEAM = 22,        /**< text */
    INC_HEAD_PERSON = 23,      /**< text, personal */
    INC_HEAD_CALLER = 24,      /**< text, personal */
    INC_HEAD_SERVICE = 25,     /**< text */
    INC_HEAD_CI = 26,          /**< text */
    INC_HEAD_CATEGORY = 27,    /**< text */
    INC_HEAD_SYMPTOM = 28,     /**< text */
    INC_HEAD_CHANNEL = 29,     /**< text */
    INC_HEAD_TITLE = 30,       /**< text, personal */
    INC_HEAD_NEXT_AT = 31,     /**< time: when inc_desk_advance has to look at it: its timer */
    INC_HEAD_DUE = 32,         /**< time: the first due of its open SLA clocks; none while those are
                                  on hold */
    INC_HEAD_BREACH_AT = 33,   /**< time: the first breach of its SLA clocks */
    INC_HEAD_DETECTED_AT = 34, /**< time */
    INC_HEAD_LOGGED_AT = 35,   /**< time */
    INC_HEAD_RESOLVED_AT = 36, /**< time */
    INC_HEAD_CLOSED_AT = 37,   /**< time; also of a cancelled one */
    INC_HEAD_UPDATED_AT = 38,  /**< time: the instant as of which it was made, at least the
                                   last recorded one */

    INC_MESSAGE_FACT = 50,       /**< sequence of the event it tells of */
    INC_MESSAGE_KIND = 51,       /**< an inc_fact: the event's kind */
    INC_MESSAGE_STATE = 52,      /**< an inc_message_state */
    INC_MESSAGE_ATTEMPTS = 53,   /**< deliveries that were tried */
    INC_MESSAGE_CREATED_AT = 54, /**< time */
    INC_MESSAGE_NEXT_AT = 55,    /**< time: not to be claimed before; none once it is dead */
    INC_MESSAGE_OWNER = 56,      /**< text: who claimed it last */
    INC_MESSAGE_TO = 57,         /**< text: another subject that it settles; "": the host */
    INC_MESSAGE_BODY = 58,       /**< text: what is to be done there, or "" */
    INC_MESSAGE_ERROR = 59       /**< text: what the last try answered */
} inc_row_column_id;

/** What became of a message. A delivered one is deleted. @since 0.1 */
typedef enum inc_message_state {
    INC_MESSAGE_PENDING = 1, /**< to be delivered, or claimed until next_at */
    INC_MESSAGE_DEAD = 2     /**< given up; kept until the host revives or deletes it */
} inc_message_state;

/** Shards that subjects are spread over. @since 0.1 */
#define INC_SHARDS 256

/** The shard of a subject's id (size bytes or INC_ZSTR): FNV-1a, 32 bits, modulo INC_SHARDS; 0 for
 * NULL. Any thread. @since 0.1 */
INC_API int32_t inc_shard_of(const char *subject, size_t size);

/** Makes an empty builder for rows of a kind. @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL
 * pointer or an unknown kind. @since 0.1 */
INC_API inc_status inc_row_builder_new(inc_context *context, int32_t kind,
                                       inc_row_builder **builder);
/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_row_builder_free(inc_row_builder *builder);
/** Empties all columns; the memory is kept. @since 0.1 */
INC_API void inc_row_builder_clear(inc_row_builder *builder);
/** Sets all columns to those of a row of the same kind. @return INC_OK; INC_E_NOMEM; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_row_builder_copy(inc_row_builder *builder, const inc_row *row);
/** Sets an integer or time column. @return INC_OK; INC_E_INVALID, with a line, for a column that
 * the kind does not have, or of another type. @since 0.1 */
INC_API inc_status inc_row_builder_integer(inc_row_builder *builder, int32_t column, int64_t value);
/** Sets a text column to size bytes (or INC_ZSTR). NULL with size 0 empties it. @return as
 * inc_event_builder_text. @since 0.1 */
INC_API inc_status inc_row_builder_text(inc_row_builder *builder, int32_t column, const char *bytes,
                                        size_t size);
/** Makes the row; the builder keeps its columns. A subject kind of 0 becomes INC_SUBJECT_INCIDENT.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE for an instant outside 1900 to 9999; INC_E_UNSUPPORTED
 * for a subject kind below INC_SUBJECT_HOST that this version does not know; INC_E_INVALID with a
 * line for a row without a subject, whose name does not fit its kind, or whose revision is below 0.
 * @since 0.1 */
INC_API inc_status inc_row_builder_build(inc_row_builder *builder, inc_row **row);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_row *inc_row_ref(const inc_row *row);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_row_unref(inc_row *row);
/** An inc_row_kind; 0 for NULL. Any thread. @since 0.1 */
INC_API int32_t inc_row_kind_of(const inc_row *row);
/** An integer or time column; 0 where there is none such. Any thread. @since 0.1 */
INC_API int64_t inc_row_integer(const inc_row *row, int32_t column);
/** A text column, NUL-terminated, borrowed from the row; "" where there is none such. Any thread.
 * @since 0.1 */
INC_API const char *inc_row_text(const inc_row *row, int32_t column, size_t *size);

/** The index-th column of a kind of rows, in the order of ids (column->size set by the caller). Any
 * thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_row_column(int32_t kind, size_t index, inc_column *column);

INC_END

#endif
