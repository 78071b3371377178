/** @file incident/incident.h
 * The incident as it stands: a fold of its facts (event.h) under rules. A handle is told events, in
 * any order, and folds them anew for each look. The fold is total: a history that cannot be is
 * folded all the same and leaves findings. A product with tables of its own uses all of this by
 * telling a handle what its tables say.
 */
#ifndef INCIDENT_INCIDENT_H
#define INCIDENT_INCIDENT_H

#include "event.h"
#include "ledger.h"
#include "rulebook.h"

INC_BEGIN

/** One incident. One thread at a time. @since 0.1 */
typedef struct inc_incident inc_incident;

/** Raised whenever the same facts under the same rules fold to another view; heads carry it.
 * @since 0.1 */
#define INC_FOLD_VERSION 1

/** The seven stages of the process, and the other end. An incident on hold keeps its stage.
 * @since 0.1 */
typedef enum inc_stage {
    INC_STAGE_NONE = 0,          /**< nothing is known */
    INC_STAGE_DETECTED = 1,      /**< noticed, no record yet */
    INC_STAGE_LOGGED = 2,        /**< recorded */
    INC_STAGE_CLASSIFIED = 3,    /**< has a priority */
    INC_STAGE_DIAGNOSIS = 4,     /**< initial diagnosis, by the first tier */
    INC_STAGE_INVESTIGATION = 5, /**< with a higher tier, or escalated */
    INC_STAGE_RESOLVED = 6,      /**< resolved; the caller may still refuse */
    INC_STAGE_CLOSED = 7,        /**< closed; may be reopened for a while */
    INC_STAGE_CANCELLED = 8      /**< it was no incident */
} inc_stage;

/** How a resolution was taken. @since 0.1 */
typedef enum inc_confirmation {
    INC_CONFIRMATION_NONE = 0,
    INC_CONFIRMATION_GIVEN = 1,
    INC_CONFIRMATION_TIMED_OUT = 2
} inc_confirmation;

/** What inc_incident_new takes: rules, or a rulebook. @since 0.1 */
typedef struct inc_incident_options {
    size_t size;                  /**< sizeof(inc_incident_options) */
    const inc_rules *rules;       /**< everything is folded under these; a reference is kept */
    const inc_rulebook *rulebook; /**< else: each cycle of a clock is pinned to the rules of the
                                     fact that began it (its `rules`, else those in force when it
                                     happened). Borrowed; must outlive the incident */
} inc_incident_options;

/** How an incident stands. Instants are INC_TIME_NONE, texts "" where there is none; texts are
 * borrowed until the incident is told something, looked at again, cleared or freed. @since 0.1 */
typedef struct inc_incident_view {
    size_t size;           /**< set by the caller: sizeof(inc_incident_view) */
    int32_t stage;         /**< an inc_stage */
    int32_t priority;      /**< from the override, else the matrix; 0: none yet */
    int32_t impact;        /**< on the service; 0: none yet */
    int32_t urgency;       /**< 0: none yet */
    int32_t overridden;    /**< 1 if the priority is an override */
    int32_t tier;          /**< that has it; 0: nobody */
    int32_t held;          /**< number of holds in force */
    int32_t breached;      /**< 1 if any SLA clock was breached and is not cancelled */
    int32_t confirmation;  /**< an inc_confirmation, of the last resolution */
    int32_t documented;    /**< 1 if its closure documentation is there */
    int32_t converted;     /**< 1 if it turned out to be a service request */
    int32_t reopens;       /**< moves from resolved or closed back to work */
    int32_t reassignments; /**< changes of team or person after the first assignment */
    int32_t escalations;   /**< functional ones: to a higher tier */
    int32_t hierarchic;    /**< escalations to management */
    int32_t implied;       /**< bit (1 << m) is set for each inc_milestone m that no fact gave and
                              that another fact implies: detected by logged, acknowledged by the first
                              act of a human that the caller can see, restored by resolved or closed */
    int32_t redacted;      /**< 1 if personal columns of any fact were emptied */
    int32_t migrations;    /**< migrate facts */
    int32_t reserved;      /**< 0 */
    int64_t sequence;    /**< of the last fact told, in order of sequences, whatever the horizon */
    inc_duration effort; /**< sum over worked facts */
    inc_time occurred;   /**< milestone */
    inc_time detected;   /**< milestone */
    inc_time logged;     /**< milestone */
    inc_time acknowledged;   /**< milestone */
    inc_time restored;       /**< milestone; none while open again */
    inc_time first_restored; /**< the first restoration, even if reopened since */
    inc_time resolved;       /**< the last resolution; none while open again */
    inc_time confirmed;      /**< milestone; none while open again */
    inc_time closed;         /**< milestone; none while open again */
    inc_time cancelled;      /**< or INC_TIME_NONE */
    inc_time updated;        /**< when the last fact happened that is folded */
    inc_time confirm_by;     /**< when the confirmation times out; none once it has, or was given */
    inc_time reopen_until;   /**< the last instant at which a closed one may be reopened */
    inc_time due;            /**< the first due of its open SLA clocks */
    inc_time breach_at;      /**< the first breach of its SLA clocks */
    inc_time next;           /**< first instant after as_of at which something derived happens */
    const char *tenant;      /**< the host's customer */
    const char *subject;     /**< the host's id */
    const char *title;       /**< text of the logged fact */
    const char *channel;     /**< how it came in */
    const char *symptom;     /**< as last given */
    const char *service;     /**< likewise */
    const char *ci;          /**< configuration item, likewise */
    const char *category;    /**< an id of the taxonomy */
    const char *caller;      /**< person; personal */
    const char *team;        /**< that has it */
    const char *person;      /**< the assignee; personal */
    const char *resolution;  /**< code of the last resolution; "" while open again */
} inc_incident_view;

/** A hold in force. @since 0.1 */
typedef struct inc_hold {
    size_t size;        /**< set by the caller: sizeof(inc_hold) */
    const char *reason; /**< borrowed as the view's texts */
    const char *source; /**< likewise */
    inc_time since;     /**< when it began */
    inc_time expires;   /**< by itself; or INC_TIME_NONE */
    int64_t fact;       /**< sequence of the held fact */
} inc_hold;

/** A link to another subject. @since 0.1 */
typedef struct inc_link {
    size_t size;          /**< set by the caller: sizeof(inc_link) */
    const char *relation; /**< duplicate, duplicated_by, parent, child, change, problem, request,
                             follow_up, followed_by, related */
    const char *other;    /**< the host's id of the other end */
    inc_time since;       /**< when it was linked */
    int64_t fact;         /**< sequence of the linked fact */
} inc_link;

/** A stay with one team, tier and person. Stays tile the time from the first assignment. @since 0.1
 */
typedef struct inc_stay {
    size_t size;        /**< set by the caller: sizeof(inc_stay) */
    const char *team;   /**< borrowed as the view's texts */
    const char *person; /**< personal */
    inc_time from;      /**< first instant */
    inc_time to;        /**< the from of the next; INC_TIME_NONE: it goes on */
    int64_t fact;       /**< sequence of the fact that brought it there */
    int32_t tier;       /**< 0: none was named */
    int32_t reserved;   /**< 0 */
} inc_stay;

/** An incident from its opening, or a reopening, to the next reopening. Instants are INC_TIME_NONE
 * where there is none. @since 0.1 */
typedef struct inc_episode {
    size_t size;        /**< set by the caller: sizeof(inc_episode) */
    inc_time opened;    /**< logged, else detected, else the first fact; then: reopened, refused */
    inc_time restored;  /**< in this episode; the last of it */
    inc_time resolved;  /**< likewise */
    inc_time closed;    /**< likewise */
    inc_time cancelled; /**< likewise */
    inc_time ended;   /**< the first of resolved, closed, cancelled and, of what was only restored,
                         reopened; none while open */
    int64_t fact;     /**< sequence of the fact that opened it */
    int32_t tier;     /**< that resolved it: of the fact, else that had it; 0: not known */
    int32_t reserved; /**< 0 */
} inc_episode;

/** What another system's record says of the incident. @since 0.1 */
typedef struct inc_reported {
    size_t size;        /**< set by the caller: sizeof(inc_reported) */
    const char *figure; /**< its name there, as "made_sla"; borrowed as the view's texts */
    int64_t value;      /**< as last reported */
    inc_time instant;   /**< likewise; or INC_TIME_NONE */
    int64_t fact;       /**< sequence of that fact */
} inc_reported;

/** Why a policy has a clock on the incident, or has none. Frozen. @since 0.1 */
typedef enum inc_choice_reason {
    INC_CHOICE_ATTACHED = 1,       /**< it has */
    INC_CHOICE_NO_MILESTONE = 2,   /**< its anchor has not been reached */
    INC_CHOICE_NO_PRIORITY = 3,    /**< no priority yet, and no terms for any */
    INC_CHOICE_NO_TERMS = 4,       /**< no terms for the priority */
    INC_CHOICE_OTHER_SERVICE = 5,  /**< it is for another service */
    INC_CHOICE_OTHER_CATEGORY = 6, /**< it is for another category */
    INC_CHOICE_NOT_FIRST = 7,      /**< an earlier policy of the same clock serves */
    INC_CHOICE_NOT_STRICTEST = 8,  /**< a stricter policy of the same clock serves */
    INC_CHOICE_OTHER_TIER = 9,     /**< an OLA of a tier that has not had it */
    INC_CHOICE_UNUSABLE = 10       /**< its terms are wrong: see the linter */
} inc_choice_reason;

/** What became of one policy of the rules. @since 0.1 */
typedef struct inc_choice {
    size_t size;              /**< set by the caller: sizeof(inc_choice) */
    const inc_policy *policy; /**< borrowed from the rules */
    int32_t reason;           /**< an inc_choice_reason, as of the look */
    int32_t clock;            /**< index of its latest clock; -1: it never had one */
} inc_choice;

/** A clock on the incident. A policy that stops matching cancels its clock; when it matches again
 * it gets another. @since 0.1 */
typedef struct inc_attachment {
    size_t size;              /**< set by the caller: sizeof(inc_attachment) */
    const inc_policy *policy; /**< that it began under; borrowed from the rules */
    const inc_rules *rules;   /**< those are pinned; borrowed */
    inc_time from;            /**< when the policy matched; the anchor may lie before it */
    inc_time to;              /**< when it no longer did; INC_TIME_NONE: it still does */
    int64_t fact;             /**< sequence of the fact that attached it */
    int32_t agreement;        /**< an inc_agreement */
    int32_t tier;             /**< of an OLA; else 0 */
} inc_attachment;

/** What the rules make happen by themselves. Frozen. @since 0.1 */
typedef enum inc_derived_kind {
    INC_DERIVED_FIRED = 1,     /**< a threshold of a clock was reached */
    INC_DERIVED_BREACHED = 2,  /**< a clock was breached */
    INC_DERIVED_RELEASED = 3,  /**< a hold expired */
    INC_DERIVED_TIMED_OUT = 4, /**< the confirmation timed out */
    INC_DERIVED_CLOSED = 5     /**< closed by the confirmation or its time-out */
} inc_derived_kind;

/** Something that happened by itself by the instant looked from, whether or not a fact records it.
 * @since 0.1 */
typedef struct inc_derived {
    size_t size;      /**< set by the caller: sizeof(inc_derived) */
    inc_time at;      /**< its true instant, however late anyone looks */
    int32_t kind;     /**< an inc_derived_kind */
    int32_t recorded; /**< 1 if a fact within the horizon records it */
    int32_t clock;    /**< index of the clock, of fired and breached; else -1 */
    int32_t cycle;    /**< of the clock, from 1; else 0 */
    int32_t revision; /**< of its target, from 1; else 0 */
    int32_t reserved; /**< 0 */
    int64_t cause; /**< sequence of the fact it follows from: the hold; the resolution; of a closing
                      what came last, confirmation, resolution (its time-out) or documentation; 0: a
                      clock's */
    const char *name;  /**< policy of the clock, or reason of the hold; else "" */
    const char *value; /**< id of the threshold ("breach"), or source of the hold; else "" */
} inc_derived;

/** What does not fit in the history of an incident. Values are frozen. @since 0.1 */
typedef enum inc_incident_finding_kind {
    INC_FINDING_NOT_LOGGED = 101, /**< work on what has no record yet */
    INC_FINDING_LOGGED_REPEATED = 102,
    INC_FINDING_MILESTONES_REVERSED = 103, /**< detected before it occurred, logged before detected,
                                              restored before detected, closed before logged */
    INC_FINDING_AFTER_END = 104,           /**< work on what is resolved, closed or cancelled */
    INC_FINDING_RESOLVED_REPEATED = 105,
    INC_FINDING_NOT_RESOLVED = 106,      /**< confirmed, refused or timed out while not resolved */
    INC_FINDING_CLOSED_UNRESOLVED = 107, /**< closed without a resolution */
    INC_FINDING_CLOSED_REPEATED = 108,
    INC_FINDING_CLOSED_UNDOCUMENTED = 109,
    INC_FINDING_REOPENED_OPEN = 110, /**< reopened while open */
    INC_FINDING_REOPENED_LATE = 111, /**< reopened after the reopen window */
    INC_FINDING_RELEASED_UNHELD = 112,
    INC_FINDING_VOID_UNREASONED = 113,  /**< a void without a reason has no effect */
    INC_FINDING_VOID_OF_NONE = 114,     /**< it names no fact within the horizon */
    INC_FINDING_CORRECTS_NONE = 115,    /**< likewise */
    INC_FINDING_PRIORITY_UNKNOWN = 116, /**< the matrix has no such level or an empty cell */
    INC_FINDING_CATEGORY_UNKNOWN = 117, /**< the taxonomy has no such category */
    INC_FINDING_IS_REQUEST = 118,       /**< filed under a category of service requests */
    INC_FINDING_LINK_REPEATED = 119,
    INC_FINDING_UNLINK_OF_NONE = 120,
    INC_FINDING_RULES_UNKNOWN = 121, /**< the rulebook does not have the rules it names */
    INC_FINDING_CHANGE_MISSING = 122 /**< resolved with a code that needs a linked change */
} inc_incident_finding_kind;

/** Makes an incident without facts.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer, or without rules and rulebook, or
 * with both; INC_E_UNSUPPORTED for options of a later version. @since 0.1 */
INC_API inc_status inc_incident_new(inc_context *context, const inc_incident_options *options,
                                    inc_incident **incident);
/** Frees an incident; NULL is allowed. @since 0.1 */
INC_API void inc_incident_free(inc_incident *incident);
/** Forgets all facts and keeps the memory: many incidents are folded through one handle. @since 0.1
 */
INC_API void inc_incident_clear(inc_incident *incident);

/** Tells the incident one fact, in any order of arrival; keeps a reference. An event without a
 * sequence gets the next one. @return INC_OK; INC_E_NOMEM; INC_E_EXISTS for a sequence that is
 * there already; INC_E_INVALID with a line for an event of another subject, or of a subject that is
 * no incident. Nothing is kept on an error. @since 0.1 */
INC_API inc_status inc_incident_apply(inc_incident *incident, const inc_event *event);
/** How many facts it was told. @since 0.1 */
INC_API size_t inc_incident_count(const inc_incident *incident);
/** The index-th fact in the order in which they were told, borrowed. @return INC_OK; INC_DONE past
 * the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_incident_event(const inc_incident *incident, size_t index,
                                      const inc_event **event);

/** How the incident stands at an instant, by the facts that happened by then; as_known
 * INC_TIME_NONE takes all facts, any other instant only those recorded by then. What the calls
 * below answer is as of the last look. view (may be NULL) has its size set by the caller.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE; INC_E_INVALID for a NULL incident or a wrong size.
 * @since 0.1 */
INC_API inc_status inc_incident_look(inc_incident *incident, inc_time as_of, inc_time as_known,
                                     inc_incident_view *view);

/** @name After a look
 * The index-th of a kind; out->size is set by the caller.
 * @return INC_OK; INC_DONE past the last, or before the first look; INC_E_INVALID.
 * @since 0.1 @{ */
/** Holds in force, in the order they began. @since 0.1 */
INC_API inc_status inc_incident_hold(const inc_incident *incident, size_t index, inc_hold *hold);
/** Links, in the order they were made. @since 0.1 */
INC_API inc_status inc_incident_link(const inc_incident *incident, size_t index, inc_link *link);
/** Stays, in order of time. @since 0.1 */
INC_API inc_status inc_incident_stay(const inc_incident *incident, size_t index, inc_stay *stay);
/** Episodes, in order of time; one at least, once anything is known. @since 0.1 */
INC_API inc_status inc_incident_episode(const inc_incident *incident, size_t index,
                                        inc_episode *episode);
/** What other systems reported, a figure once, in the order they first did. @since 0.1 */
INC_API inc_status inc_incident_reported(const inc_incident *incident, size_t index,
                                         inc_reported *reported);
/** What became of each policy, in the order of the rules. @since 0.1 */
INC_API inc_status inc_incident_choice(const inc_incident *incident, size_t index,
                                       inc_choice *choice);
/** Clocks, in the order they were attached: where it comes from and how it stands; either may be
 * NULL. @since 0.1 */
INC_API inc_status inc_incident_clock(const inc_incident *incident, size_t index,
                                      inc_attachment *attachment, inc_clock_view *view);
/** What happened by itself, in order of time. @since 0.1 */
INC_API inc_status inc_incident_derived(const inc_incident *incident, size_t index,
                                        inc_derived *derived);
/** What did not fit, in order of time; those of the clocks are in their ledgers. @since 0.1 */
INC_API inc_status inc_incident_finding(const inc_incident *incident, size_t index,
                                        inc_finding *finding);
/** @} */

/** The account of the index-th clock as of the last look; it is a copy. Causes are sequences of
 * events, and their decimal text is the id of a fact.
 * @return INC_OK; INC_E_NOMEM; INC_E_NOT_FOUND for an index past the last; INC_E_INVALID. @since
 * 0.1 */
INC_API inc_status inc_incident_ledger(inc_incident *incident, size_t index, inc_ledger **ledger);

/** The name of a stage, as "investigation"; "?" for an unknown one. Static, any thread. @since 0.1
 */
INC_API const char *inc_stage_name(int32_t stage);
/** The name of a reason, as "no_terms"; "?" for an unknown one. Static, any thread. @since 0.1 */
INC_API const char *inc_choice_name(int32_t reason);
/** The name of an inc_derived_kind, as "timed_out"; "?" for an unknown one. Static, any thread.
 * @since 0.1 */
INC_API const char *inc_derived_name(int32_t kind);
/** The name of an inc_confirmation, as "timed_out"; "?" for an unknown one. Static, any thread.
 * @since 0.1 */
INC_API const char *inc_confirmation_name(int32_t confirmation);

INC_END

#endif
