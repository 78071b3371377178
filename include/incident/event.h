/** @file incident/event.h
 * Facts: what happened to a subject, when it happened, when it was recorded, and who did it. An
 * event is immutable; a history only ever grows. One envelope of typed columns serves every kind;
 * two tables are published, so that a schema or a file format can be made from them: the columns
 * (inc_event_column), and what a column means for each kind (inc_event_role).
 */
#ifndef INCIDENT_EVENT_H
#define INCIDENT_EVENT_H

#include "column.h"
#include "context.h"

INC_BEGIN

/** One fact. Immutable, shareable between threads. @since 0.1 */
typedef struct inc_event inc_event;

/** Collects the columns of an event. One thread at a time. @since 0.1 */
typedef struct inc_event_builder inc_event_builder;

/** Columns of an event. Ids are frozen. @since 0.1 */
typedef enum inc_event_column_id {
    INC_EVENT_TENANT = 1,       /**< text, may be "": the host's customer; keys start with it */
    INC_EVENT_SUBJECT_KIND = 2, /**< an inc_subject_kind; 0 becomes INC_SUBJECT_INCIDENT */
    INC_EVENT_SUBJECT = 3,      /**< text, required: the host's id of the incident */
    INC_EVENT_SEQUENCE = 4,     /**< place in the subject's history, from 1; 0: not stored yet */
    INC_EVENT_HAPPENED = 5,     /**< required */
    INC_EVENT_RECORDED = 6,     /**< none becomes happened; later than happened: a late fact */
    INC_EVENT_ORDER = 7,        /**< among facts of one instant; 0: the sequence */
    INC_EVENT_KIND = 8,         /**< an inc_fact, or INC_FACT_HOST and above; required */
    INC_EVENT_ACTOR = 9,        /**< text, personal: who did it */
    INC_EVENT_ACTOR_KIND = 10,  /**< an inc_actor_kind; 0 becomes INC_ACTOR_HUMAN */
    INC_EVENT_VISIBILITY = 11,  /**< an inc_visibility; 0 becomes INC_VISIBILITY_PUBLIC */
    INC_EVENT_TEAM = 12,      /**< text: of assigned and escalated the new one, else the actor's */
    INC_EVENT_TIER = 13,      /**< from 1, the service desk; 0: none. As for the team */
    INC_EVENT_PERSON = 14,    /**< text, personal: whom it is about (the assignee, the caller) */
    INC_EVENT_COMMIT = 15,    /**< text: the host's id of the commit it was part of */
    INC_EVENT_CAUSE = 16,     /**< sequence of the fact that led to it; 0: none */
    INC_EVENT_CORRECTS = 17,  /**< sequence of the fact that it takes the place of; 0: none */
    INC_EVENT_RULES = 18,     /**< text: hash of the rules it was made under, 64 hex digits */
    INC_EVENT_CODE_1 = 19,    /**< text; meaning by kind, see inc_event_role */
    INC_EVENT_CODE_2 = 20,    /**< text; by kind */
    INC_EVENT_INTEGER_1 = 21, /**< by kind */
    INC_EVENT_INTEGER_2 = 22, /**< by kind */
    INC_EVENT_TIME_1 = 23,    /**< by kind */
    INC_EVENT_TIME_2 = 24,    /**< by kind */
    INC_EVENT_REFERENCE_1 = 25, /**< text; by kind */
    INC_EVENT_REFERENCE_2 = 26, /**< text; by kind */
    INC_EVENT_TEXT = 27,        /**< text, personal: free text, at most 1 MiB */
    INC_EVENT_EXTRA = 28,   /**< text, personal: the host's own, at most 64 KiB; not looked at */
    INC_EVENT_REDACTED = 29 /**< sequence of the fact that emptied the personal columns; 0 */
} inc_event_column_id;

/** What a history can be about. Frozen. @since 0.1 */
typedef enum inc_subject_kind {
    INC_SUBJECT_INCIDENT = 1,
    INC_SUBJECT_HOST = 1000 /**< this and above are the host's own kinds */
} inc_subject_kind;

/** Who acts. @since 0.1 */
typedef enum inc_actor_kind {
    INC_ACTOR_HUMAN = 1,  /**< a member of staff */
    INC_ACTOR_BOT = 2,    /**< a machine that acts like one: a chat bot, a script */
    INC_ACTOR_SYSTEM = 3, /**< the engine or the host itself */
    INC_ACTOR_CALLER = 4  /**< the user who is affected */
} inc_actor_kind;

/** Who may see it. @since 0.1 */
typedef enum inc_visibility {
    INC_VISIBILITY_PUBLIC = 1,  /**< also the caller */
    INC_VISIBILITY_INTERNAL = 2 /**< staff only */
} inc_visibility;

/** Kinds of facts about an incident. Numbers are frozen; 1 to 7 but for the logged are milestones
 * (policy.h). In brackets the roles of the columns; * marks the required ones. @since 0.1 */
typedef enum inc_fact {
    INC_FACT_OCCURRED = 1,     /**< the service began to suffer */
    INC_FACT_DETECTED = 2,     /**< a monitor or a person noticed [code_1 channel] */
    INC_FACT_LOGGED = 3,       /**< it got a record [code_1 channel, code_2 symptom, reference_1
                                  service, reference_2 ci, person: the caller, text: the title] */
    INC_FACT_ACKNOWLEDGED = 4, /**< a human looked at it, and the caller can tell */
    INC_FACT_RESTORED = 5,     /**< the service works again; work on the incident may go on */
    INC_FACT_CONFIRMED = 6,    /**< the caller confirmed the resolution */
    INC_FACT_CLOSED = 7,       /**< the end, but for a reopen [code_1 code] */
    INC_FACT_RESOLVED = 8,     /**< [code_1 code, reference_1 change, text] */
    INC_FACT_REFUSED = 9,      /**< the caller refused the resolution, which reopens it [code_1
                                  reason] */
    INC_FACT_REOPENED = 10,    /**< [code_1 reason] */
    INC_FACT_CANCELLED = 11,   /**< it was none [code_1 reason] */
    INC_FACT_CLASSIFIED = 12,  /**< what is given replaces what was [code_1 category, code_2
                                  symptom, integer_1 impact, integer_2 urgency, reference_1 service,
                                  reference_2 ci] */
    INC_FACT_PRIORITISED = 13, /**< a priority in place of the matrix's; 0 gives it back [integer_1
                                  priority, code_1 reason*] */
    INC_FACT_ASSIGNED = 14,    /**< [team, tier, person] */
    INC_FACT_ESCALATED = 15, /**< [code_1 direction*: functional or hierarchic, code_2 reason, team,
                                tier, person] */
    INC_FACT_HELD = 16,      /**< [code_1 reason*, code_2 source, time_1 expires] */
    INC_FACT_RELEASED = 17,  /**< [code_1 reason*, code_2 source] */
    INC_FACT_WORKED = 18,    /**< [code_1 activity, integer_1 effort in microseconds, text] */
    INC_FACT_NOTED = 19,     /**< [text] */
    INC_FACT_LINKED = 20,    /**< [code_1 relation*, reference_1 other*]: an inc_relation's name */
    INC_FACT_UNLINKED = 21,  /**< [code_1 relation*, reference_1 other*] */
    INC_FACT_DOCUMENTED = 22, /**< what closure needs [reference_1 article, text] */
    INC_FACT_CONVERTED = 23,  /**< it was a service request [reference_1 request] */
    INC_FACT_VOIDED = 24,     /**< takes out the fact in `corrects`* [code_1 reason] */
    INC_FACT_MIGRATED = 25,   /**< open cycles go on under the rules in `rules`* [reference_1 from:
                                 hash of the old rules] */
    INC_FACT_REDACTED = 26,   /**< personal columns were emptied [code_1 reason] */
    INC_FACT_TIMED_OUT = 27,  /**< nobody confirmed or refused in time */
    INC_FACT_FIRED = 28,      /**< a threshold of a clock, or its breach [code_1 policy*, code_2
                                 threshold* ("breach"), integer_1 cycle, integer_2 revision, time_1
                                 due] */
    INC_FACT_REPORTED = 29,   /**< what another system's record says of it, as "made_sla" [code_1
                                 figure*, integer_1 value, time_1 instant] */
    INC_FACT_HOST = 1000      /**< this and above are the host's own kinds: every column is free */
} inc_fact;

/** Makes an empty builder. @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer.
 * @since 0.1 */
INC_API inc_status inc_event_builder_new(inc_context *context, inc_event_builder **builder);
/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_event_builder_free(inc_event_builder *builder);
/** Empties all columns; the memory is kept. @since 0.1 */
INC_API void inc_event_builder_clear(inc_event_builder *builder);
/** Sets all columns to those of an event. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_event_builder_copy(inc_event_builder *builder, const inc_event *event);
/** Sets an integer or time column. @return INC_OK; INC_E_INVALID for a column of another type, or
 * an unknown one, with a line on the context. @since 0.1 */
INC_API inc_status inc_event_builder_integer(inc_event_builder *builder, int32_t column,
                                             int64_t value);
/** Sets a text column to size bytes (or INC_ZSTR). NULL with size 0 empties it.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID, with a line, for a column of another type or a text
 * that is too long, no UTF-8 or with a NUL byte. @since 0.1 */
INC_API inc_status inc_event_builder_text(inc_event_builder *builder, int32_t column,
                                          const char *bytes, size_t size);
/** Makes the event, defaults filled in; the builder keeps its columns. Checked are: the required
 * columns, also those of the kind; instants within 1900 to 9999; known codes of actor kind,
 * visibility, kind and subject kind; a tier of at most 100; sequences that are not negative; the
 * digits of the rules; that no column of code, integer, time and reference is set that the kind has
 * no role for; and, of the kinds below INC_FACT_HOST, known directions and relations, levels
 * (impact, urgency, priority) of 0 to 1000 and an effort that is not negative.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE for an instant; INC_E_INVALID with a line that quotes
 * the value; INC_E_UNSUPPORTED for a kind below INC_FACT_HOST, or of a subject below
 * INC_SUBJECT_HOST, that this version does not know. @since 0.1 */
INC_API inc_status inc_event_builder_build(inc_event_builder *builder, inc_event **event);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_event *inc_event_ref(const inc_event *event);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_event_unref(inc_event *event);
/** An integer or time column; a time that is not set is INC_TIME_NONE. 0 for a NULL event or an id
 * that is not of such a column. Any thread. @since 0.1 */
INC_API int64_t inc_event_integer(const inc_event *event, int32_t column);
/** A text column, NUL-terminated, borrowed from the event; size (may be NULL) receives its length.
 * "" for a NULL event or an id that is not of a text column. Any thread. @since 0.1 */
INC_API const char *inc_event_text(const inc_event *event, int32_t column, size_t *size);

/** The order in which facts are folded: negative, 0 or positive as a comes before, with or after b,
 * by (happened, order, sequence), where an order of 0 is the sequence. NULL comes first. Any
 * thread.
 * @since 0.1 */
INC_API int32_t inc_event_compare(const inc_event *a, const inc_event *b);

/** A copy without its personal columns, marked with the sequence of the fact that asked for it.
 * person NULL: always; else only when the person is its actor or the one it is about, and otherwise
 * *redacted is another reference to the event itself.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer, or with a line for a sequence
 * below 1 or the person "". @since 0.1 */
INC_API inc_status inc_event_redact(inc_context *context, const inc_event *event,
                                    const char *person, int64_t sequence, inc_event **redacted);

/** The index-th column of the envelope, in the order of ids (column->size set by the caller). Any
 * thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_event_column(size_t index, inc_column *column);

/** The name of a kind of fact, as "logged"; "?" for an unknown one. Static, any thread. @since 0.1
 */
INC_API const char *inc_fact_name(int32_t fact);
/** The kind of a name (size bytes or INC_ZSTR), or 0. Any thread. @since 0.1 */
INC_API int32_t inc_fact_find(const char *name, size_t size);
/** What a column (code, integer, time, reference, corrects, rules, person, team, tier, text) is
 * called for a kind, as "reason"; NULL when the kind has no use for it, for other columns and
 * unknown kinds. Corrects, rules, person, team, tier and text may be set all the same: they then
 * mean what the column says. required (may be NULL) is 1 when an event of the kind must have it,
 * else 0. Kinds of the host give every one of these columns its own name. Static, any thread.
 * @since 0.1 */
INC_API const char *inc_event_role(int32_t fact, int32_t column, int32_t *required);
/** The name of an inc_actor_kind, as "human"; "?" for an unknown one. Static, any thread. @since
 * 0.1 */
INC_API const char *inc_actor_kind_name(int32_t kind);
/** The name of an inc_visibility, as "public"; "?" for an unknown one. Static, any thread. @since
 * 0.1 */
INC_API const char *inc_visibility_name(int32_t visibility);

INC_END

#endif
