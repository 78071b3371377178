/** @file incident/clock.h
 * One SLA clock: facts in, views out. A clock keeps the facts it was told, in the order in which
 * they happened, and folds them anew for each view; so facts may arrive late and in any order, and
 * nothing is ever edited. The fold is total: a history that cannot be is folded all the same and
 * leaves findings (ledger.h).
 */
#ifndef INCIDENT_CLOCK_H
#define INCIDENT_CLOCK_H

#include "policy.h"

INC_BEGIN

/** One SLA clock. One thread at a time. @since 0.1 */
typedef struct inc_clock inc_clock;

/** Workflow states. Breached is no state but a flag. @since 0.1 */
typedef enum inc_clock_state {
    INC_CLOCK_ARMED = 0,   /**< not started */
    INC_CLOCK_RUNNING = 1, /**< in hours or not */
    INC_CLOCK_PAUSED = 2,
    INC_CLOCK_STOPPED = 3,
    INC_CLOCK_CANCELLED = 4
} inc_clock_state;

/** Verdicts. @since 0.1 */
typedef enum inc_verdict {
    INC_VERDICT_PENDING = 0,
    INC_VERDICT_MET = 1,
    INC_VERDICT_BREACHED = 2,
    INC_VERDICT_CANCELLED = 3 /**< leaves the denominator */
} inc_verdict;

/** What a fact may carry beside its instant; a NULL pointer to it means all defaults. @since 0.1 */
typedef struct inc_stamp {
    size_t size;       /**< sizeof(inc_stamp) */
    const char *id;    /**< the host's name for the fact, NUL-terminated, at most 255 bytes, unique
                          within the clock; NULL or "": none. Copied */
    inc_time recorded; /**< when it was entered; 0 or INC_TIME_NONE: when it happened */
    int64_t
        order; /**< place among facts of one instant; 0: the sequence number. Facts are folded by
                  (happened, order, sequence), the sequence being that of the calls, from 1 */
} inc_stamp;

/** How a clock stands. Frozen up to its last member; later versions append. @since 0.1 */
typedef struct inc_clock_view {
    size_t size;         /**< set by the caller: sizeof(inc_clock_view) */
    int32_t state;       /**< an inc_clock_state, of the last cycle */
    int32_t verdict;     /**< an inc_verdict, of the clock: the worst of its cycles */
    int32_t breached;    /**< 1 if any cycle was breached, even if cancelled later */
    int32_t provisional; /**< 1 for a met verdict that a reopen could still change */
    int32_t on_arrival; /**< 1 if breach_at is the instant of a fact that moved due into the past */
    int32_t
        revision;   /**< of the last cycle: 1 + the number of target changes in it; 0 while armed */
    int32_t cycles; /**< how many cycles began */
    int32_t reserved; /**< 0 */
    inc_time anchor;  /**< where the last cycle began, or INC_TIME_NONE */
    inc_time
        due; /**< INC_TIME_NONE while armed, cancelled, unreachable, or paused before the breach */
    inc_time objective_due; /**< likewise for the objective */
    inc_time breach_at;     /**< first instant of the breach of the last cycle, or INC_TIME_NONE */
    inc_time stopped_at;    /**< of the last cycle, or INC_TIME_NONE */
    inc_time next; /**< first instant after as_of at which something derived happens if no fact
                        comes, or INC_TIME_NONE: when to wake up */
    inc_duration elapsed; /**< counted time of the current target, the carried part included */
    inc_duration carried; /**< the part of elapsed from before a target change (prorate) */
    inc_duration
        credited; /**< paused or excluded open time since the anchor, or since the change */
    inc_duration remaining; /**< counted time left, at least 0 */
    inc_duration overrun;   /**< counted time after due */
} inc_clock_view;

/** Makes a clock under the terms that policy has for priority; keeps a reference to policy.
 * @return INC_OK; INC_E_NOMEM; INC_E_NOT_FOUND when the policy has no terms for it; INC_E_INVALID
 * for a NULL pointer or terms whose objective is beyond their limit, or that count days on a
 * composite without a zone. @since 0.1 */
INC_API inc_status inc_clock_new(inc_context *context, const inc_policy *policy, int32_t priority,
                                 inc_clock **clock);

/** Frees a clock; NULL is allowed. @since 0.1 */
INC_API void inc_clock_free(inc_clock *clock);

/** The policy, borrowed. @since 0.1 */
INC_API const inc_policy *inc_clock_policy(const inc_clock *clock);

/** @name Facts
 * Each records one fact that happened at `at`; what it does is decided by the fold. `stamp` may be
 * NULL.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE for an instant outside the supported years; INC_E_EXISTS
 * for an id that another fact has; INC_E_INVALID for a NULL pointer, an empty reason of a pause or
 * a text that is no UTF-8 of at most 255 bytes; INC_E_UNSUPPORTED for a stamp of a later version.
 * Nothing is recorded on an error.
 * @since 0.1 @{ */
/** The anchor: the milestone that the policy measures from. @since 0.1 */
INC_API inc_status inc_clock_start(inc_clock *clock, inc_time at, const inc_stamp *stamp);
/** The milestone that the policy measures to. Empties the set of pauses. @since 0.1 */
INC_API inc_status inc_clock_stop(inc_clock *clock, inc_time at, const inc_stamp *stamp);
/** Adds (reason, source) to the set of pauses. reason has 1 to 255 bytes; source NULL means "".
 * @since 0.1 */
INC_API inc_status inc_clock_pause(inc_clock *clock, inc_time at, const char *reason,
                                   const char *source, const inc_stamp *stamp);
/** Takes (reason, source) out of the set of pauses. @since 0.1 */
INC_API inc_status inc_clock_resume(inc_clock *clock, inc_time at, const char *reason,
                                    const char *source, const inc_stamp *stamp);
/** The incident was opened again after its stop; the policy says what that does. @since 0.1 */
INC_API inc_status inc_clock_reopen(inc_clock *clock, inc_time at, const inc_stamp *stamp);
/** The stop is final: a met verdict is no longer provisional. @since 0.1 */
INC_API inc_status inc_clock_close(inc_clock *clock, inc_time at, const inc_stamp *stamp);
/** The clock no longer applies. @since 0.1 */
INC_API inc_status inc_clock_cancel(inc_clock *clock, inc_time at, const inc_stamp *stamp);
/** New terms (another priority: inc_policy_terms); the policy says what that does. Keeps a
 * reference. INC_E_INVALID also for terms that inc_clock_new would refuse. @since 0.1 */
INC_API inc_status inc_clock_retarget(inc_clock *clock, inc_time at, const inc_terms *terms,
                                      const inc_stamp *stamp);
/** Takes the fact named fact (an id, not empty) out of the history; a void too can be taken out.
 * Without a reason (NULL or "") it has no effect and leaves a finding. @since 0.1 */
INC_API inc_status inc_clock_void(inc_clock *clock, inc_time at, const char *fact,
                                  const char *reason, const inc_stamp *stamp);
/** @} */

/** How the clock stands at an instant, by the facts that happened by then; as_known INC_TIME_NONE
 * takes all facts, any other instant only those recorded by then. view->size is set by the caller.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE; INC_E_INVALID for a NULL pointer or a wrong size.
 * @since 0.1 */
INC_API inc_status inc_clock_look(inc_clock *clock, inc_time as_of, inc_time as_known,
                                  inc_clock_view *view);

INC_END

#endif
