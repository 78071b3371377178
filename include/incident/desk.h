/** @file incident/desk.h
 * The desk: takes a command, checks it against rules and view, and appends facts, head, timer and
 * messages in one atomic commit; says when to come back. The only part that does anything.
 */
#ifndef INCIDENT_DESK_H
#define INCIDENT_DESK_H

#include "command.h"
#include "store.h"

INC_BEGIN

/** A desk. One thread at a time; many desks may work on one backend. A call from inside a callback
 * of its backend is INC_E_INVALID; the callback that delivers messages (outbox.h) may call it.
 * Texts of an incident that inc_desk_look gave may be handed to the next call. @since 0.1 */
typedef struct inc_desk inc_desk;

/** What inc_desk_new takes. @since 0.1 */
typedef struct inc_desk_options {
    size_t size;                  /**< sizeof(inc_desk_options) */
    const char *tenant;           /**< NUL-terminated, copied; NULL: "" */
    const inc_rulebook *rulebook; /**< required; borrowed, must outlive the desk */
    const int32_t *publish; /**< kinds of facts that put a message into the outbox; copied. NULL:
                               logged, assigned, escalated, resolved, refused, reopened, closed,
                               cancelled, converted and fired */
    size_t publish_count;   /**< how many */
    int32_t publish_all;    /**< 1: every kind does */
    int32_t attempts;       /**< at a commit that met a conflict, 1 to 100; 0: 5. Inside a
                               transaction of the host's: 1 */
} inc_desk_options;

/** Makes a desk over a store, which is borrowed and must outlive it.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line; INC_E_UNSUPPORTED for options of a later
 * version. @since 0.1 */
INC_API inc_status inc_desk_new(inc_context *context, inc_store *store,
                                const inc_desk_options *options, inc_desk **desk);
/** Frees a desk; NULL is allowed. From inside a callback: once the call that led there is over, and
 * until then its store is needed. @since 0.1 */
INC_API void inc_desk_free(inc_desk *desk);

/** Runs a command at an instant (one before the subject's last recorded instant is taken to be that
 * instant, so that desks whose clocks differ a little agree): settles what is due on its subject,
 * loads it, asks the guards, appends the facts with recorded = now, and commits; after a conflict
 * all of it again. outcome may be NULL.
 * @return INC_OK; INC_E_REFUSED, and inc_desk_refusal tells why; INC_E_NOT_FOUND for a subject
 * without facts (but for detect and log); INC_E_INVALID with a line for a member that is missing,
 * not taken by the command, or malformed; INC_E_RANGE for an instant; INC_E_CONFLICT after the last
 * attempt; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND. Nothing of the command is written on an error.
 * @since 0.1 */
INC_API inc_status inc_desk_run(inc_desk *desk, const inc_command *command, inc_time now,
                                inc_outcome *outcome);

/** The inc_refusal_code of the last call that answered INC_E_REFUSED; else 0. @since 0.1 */
INC_API int32_t inc_desk_refusal(const inc_desk *desk);
/** The index-th argument of that refusal (refusal.h names them), borrowed until the next call.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_desk_refusal_argument(const inc_desk *desk, size_t index, const char **name,
                                             const char **value);

/** What is possible now: refusals[k] becomes 0 when the command k could be run if it were given
 * what it takes, else the code of the refusal, and -1 when there is no command k (INC_COMMANDS_MOST
 * is the most that count needs to be). Nothing is written. @return INC_OK; INC_E_INVALID; else as
 * inc_desk_look. @since 0.1 */
INC_API inc_status inc_desk_allowed(inc_desk *desk, const char *subject, inc_time now,
                                    int32_t *refusals, size_t count);

/** Loads an incident and looks at it as of now; what is due and not recorded yet is in the view,
 * whose size is set by the caller. view or incident may be NULL. Borrowed until the next call with
 * this desk. A subject without facts is an empty incident.
 * @return INC_OK; INC_E_RANGE; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_desk_look(inc_desk *desk, const char *subject, inc_time now,
                                 inc_incident_view *view, inc_incident **incident);

/** Part of a desk's subjects: those of shard `index` of `count`. @since 0.1 */
typedef struct inc_deadline_options {
    size_t size;         /**< sizeof(inc_deadline_options) */
    int32_t shard_index; /**< 0 to shard_count - 1 */
    int32_t shard_count; /**< 1 to INC_SHARDS; 0: 1 */
} inc_deadline_options;

/** When to call inc_desk_advance next: the first instant at which something is due.
 * @return INC_OK; INC_DONE when nothing is waiting, *when is INC_TIME_NONE; INC_E_INVALID; else as
 * inc_store_find. @since 0.1 */
INC_API inc_status inc_desk_next_deadline(inc_desk *desk, const inc_deadline_options *options,
                                          inc_time *when);

/** How far to go. @since 0.1 */
typedef struct inc_advance_options {
    size_t size;         /**< sizeof(inc_advance_options) */
    int32_t shard_index; /**< as in inc_deadline_options */
    int32_t shard_count; /**< likewise */
    int32_t limit;       /**< the most subjects to settle; 0: 1,000 */
    int32_t reserved;    /**< 0 */
    inc_time after;      /**< go on after the subject that was due then; 0 or INC_TIME_NONE: from
                            the first */
    const char *after_subject; /**< its id; required with `after` */
} inc_advance_options;

/** How far it went. @since 0.1 */
typedef struct inc_advance_report {
    size_t size;               /**< set by the caller: sizeof(inc_advance_report) */
    int32_t subjects;          /**< settled */
    int32_t facts;             /**< appended, each with the instant at which it was due */
    int32_t conflicts;         /**< subjects that others changed meanwhile; they are due again, or
                                  settled by the others */
    int32_t messages;          /**< from subject to subject that were settled */
    int32_t more;              /**< 1 if the limit was reached; go on with the two below */
    int32_t reserved;          /**< 0 */
    inc_time after;            /**< for inc_advance_options; INC_TIME_NONE when none was due. After
                                  an error of a subject's: that one, which stays due */
    const char *after_subject; /**< likewise; borrowed until the next call */
} inc_advance_report;

/** Settles what is due by now: expired holds, confirmations that timed out, thresholds and breaches
 * become facts that happened at their true instants, however late the call; messages from subject
 * to subject are settled. Called twice, late, or from several desks at once it does everything
 * once. report may be NULL.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND: what was
 * settled before stays. A subject that cannot be told its message is passed over, one that cannot
 * be settled is not: after_subject is it then. @since 0.1 */
INC_API inc_status inc_desk_advance(inc_desk *desk, inc_time now,
                                    const inc_advance_options *options, inc_advance_report *report);

/** How to walk all subjects in the order of their ids. @since 0.1 */
typedef struct inc_walk_options {
    size_t size;               /**< sizeof(inc_walk_options) */
    int32_t limit;             /**< the most subjects; 0: 1,000 */
    int32_t dry_run;           /**< 1: nothing is written */
    const char *after_subject; /**< go on after it; NULL: from the first */
    const char *person;        /**< of inc_desk_redact: whom to forget */
    const char *reason;        /**< of inc_desk_redact: why; required there */
    const char *actor;         /**< of inc_desk_redact and inc_desk_migrate: who asks */
    const inc_hash *rules;     /**< of inc_desk_migrate: to which; NULL: those in force */
} inc_walk_options;

/** What a walk found. @since 0.1 */
typedef struct inc_walk_report {
    size_t size;      /**< set by the caller: sizeof(inc_walk_report) */
    int32_t subjects; /**< looked at */
    int32_t changed;  /**< of those, changed; with dry_run: that would be */
    int32_t more;     /**< 1 if the limit was reached; go on after_subject */
    int32_t reserved; /**< 0 */
    const char
        *after_subject; /**< the last that is done with, or ""; borrowed until the next call */
} inc_walk_report;

/** A head that differs from a fresh fold, or a verdict that a migration changes. Strings are
 * borrowed until the next walk. @since 0.1 */
typedef struct inc_difference {
    size_t size;         /**< set by the caller: sizeof(inc_difference) */
    const char *subject; /**< id */
    const char *name;    /**< of inc_desk_verify and rebuild: the column; of migrate: the policy */
    int32_t was_verdict; /**< of migrate: an inc_verdict */
    int32_t is_verdict;  /**< likewise */
    inc_time was_due;    /**< of migrate */
    inc_time is_due;     /**< likewise */
    inc_time was_breach_at; /**< of migrate */
    inc_time is_breach_at;  /**< likewise */
} inc_difference;

/** @name Walks
 * Over all subjects of the desk, in chunks that can be resumed. report may be NULL; differences are
 * listed by inc_desk_difference.
 * @return INC_OK; INC_E_INVALID with a line; INC_E_RANGE for an instant; INC_E_NOMEM; INC_E_IO;
 * INC_E_BACKEND; INC_E_CONFLICT after the last attempt at a subject; INC_E_NOT_FOUND for rules that
 * the rulebook does not have. What was written before an error stays.
 * @since 0.1 @{ */
/** Compares each head with a fresh fold of its facts. Nothing is written. @since 0.1 */
INC_API inc_status inc_desk_verify(inc_desk *desk, const inc_walk_options *options,
                                   inc_walk_report *report);
/** The same, and writes the fresh head where it differs: after a new fold version. @since 0.1 */
INC_API inc_status inc_desk_rebuild(inc_desk *desk, const inc_walk_options *options,
                                    inc_walk_report *report);
/** Moves the open cycles of every incident that is not closed to other rules; dry_run lists each
 * verdict and due that would change. @since 0.1 */
INC_API inc_status inc_desk_migrate(inc_desk *desk, inc_time now, const inc_walk_options *options,
                                    inc_walk_report *report);
/** Empties what is by or about a person, in every subject. @since 0.1 */
INC_API inc_status inc_desk_redact(inc_desk *desk, inc_time now, const inc_walk_options *options,
                                   inc_walk_report *report);
/** @} */

/** The index-th difference of the last walk. @return INC_OK; INC_DONE past the last; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_desk_difference(const inc_desk *desk, size_t index,
                                       inc_difference *difference);

INC_END

#endif
