/** @file incident/policy.h
 * What one SLA clock does: terms (calendar, target, pauses, caps) by priority, and how it answers a
 * change of priority, a reopen and a due on closing.
 */
#ifndef INCIDENT_POLICY_H
#define INCIDENT_POLICY_H

#include "target.h"

INC_BEGIN

/** Immutable terms that a clock runs under. Shareable between threads. @since 0.1 */
typedef struct inc_terms inc_terms;

/** An immutable policy. Shareable between threads. @since 0.1 */
typedef struct inc_policy inc_policy;

/** Collects the definition of a policy. One thread at a time. @since 0.1 */
typedef struct inc_policy_builder inc_policy_builder;

/** Milestones of an incident that a clock starts and stops at. @since 0.1 */
typedef enum inc_milestone {
    INC_MILESTONE_OCCURRED = 1,
    INC_MILESTONE_DETECTED = 2,
    INC_MILESTONE_LOGGED = 3,
    INC_MILESTONE_ACKNOWLEDGED = 4,
    INC_MILESTONE_RESTORED = 5,
    INC_MILESTONE_CONFIRMED = 6,
    INC_MILESTONE_CLOSED = 7
} inc_milestone;

/** What kind of agreement a policy belongs to. @since 0.1 */
typedef enum inc_agreement {
    INC_AGREEMENT_SLA = 0, /**< with the customer */
    INC_AGREEMENT_OLA = 1, /**< between teams; has a tier */
    INC_AGREEMENT_UC = 2   /**< underpinning contract, with a supplier */
} inc_agreement;

/** What a change of target does to a running cycle. @since 0.1 */
typedef enum inc_on_retarget {
    INC_RETARGET_FROM_START =
        0, /**< the cycle is folded again from its anchor under the new terms */
    INC_RETARGET_FROM_CHANGE = 1, /**< elapsed is 0 at the change; open pauses go on */
    INC_RETARGET_PRORATE = 2      /**< the time left scales by new / old; within one unit kind */
} inc_on_retarget;

/** What a reopen does to a stopped clock. @since 0.1 */
typedef enum inc_on_reopen {
    INC_REOPEN_EXCLUDE_CLOSED = 0, /**< it goes on; the resolved span does not count */
    INC_REOPEN_CONTINUE = 1,       /**< it goes on as if never stopped */
    INC_REOPEN_NEW_CYCLE = 2,      /**< a new cycle starts */
    INC_REOPEN_NONE = 3            /**< nothing */
} inc_on_reopen;

/** What inc_terms_new copies. @since 0.1 */
typedef struct inc_terms_options {
    size_t size;                  /**< sizeof(inc_terms_options) */
    const inc_calendar *calendar; /**< required; a reference is kept */
    const inc_target *target;     /**< required; its bounds are checked, but an objective beyond the
                                     limit is left to the linter and to the calls that need a due */
    const char *const *pauses;  /**< reasons that stop the clock, NUL-terminated, 1 to 255 bytes */
    size_t pauses_count;        /**< how many */
    int32_t pause_all;          /**< 1: every reason stops it */
    int32_t reserved;           /**< 0 */
    inc_duration cap_per_pause; /**< wall time after which a pause ends by itself; 0: none */
    inc_duration cap_per_cycle; /**< wall time of all pauses of a cycle; 0: none */
} inc_terms_options;

/** Kinds of thresholds. @since 0.1 */
typedef enum inc_threshold_kind {
    INC_THRESHOLD_PERCENT =
        1, /**< of the counted time from the anchor to the limit's due; 100 is due itself */
    INC_THRESHOLD_OBJECTIVE = 2, /**< the objective's due */
    INC_THRESHOLD_BEFORE = 3,    /**< a fixed time before due */
    INC_THRESHOLD_AFTER = 4      /**< a fixed time after due */
} inc_threshold_kind;

/** A point at which a host wants to act; fires once per cycle and target revision. @since 0.1 */
typedef struct inc_threshold {
    size_t size;                  /**< sizeof(inc_threshold) */
    const char *id;               /**< NUL-terminated, 1 to 255 bytes, unique within the policy */
    int32_t kind;                 /**< an inc_threshold_kind */
    int32_t percent;              /**< of INC_THRESHOLD_PERCENT, 1 to 10,000 */
    inc_duration duration;        /**< before or after due, >= 0, in open time of calendar */
    const inc_calendar *calendar; /**< that duration is measured on; NULL: the clock's */
} inc_threshold;

/** What inc_policy_builder_new copies. @since 0.1 */
typedef struct inc_policy_options {
    size_t size;       /**< sizeof(inc_policy_options) */
    const char *name;  /**< required, NUL-terminated, 1 to 255 bytes */
    const char *clock; /**< what it measures: "respond", "resolve", or a name of the host's; NULL:
                          "resolve" */
    int32_t agreement; /**< an inc_agreement */
    int32_t tier;      /**< of an OLA: 1 for the service desk, ...; 0: none */
    int32_t anchor; /**< an inc_milestone at which the host starts the clock; 0: detected, or logged
                       for the clock "respond" */
    int32_t stop; /**< an inc_milestone at which the host stops it; 0: restored, or acknowledged for
                     the clock "respond" */
    int32_t on_retarget; /**< an inc_on_retarget */
    int32_t on_reopen;   /**< an inc_on_reopen */
    int32_t boundary;    /**< an inc_boundary */
    int32_t reserved;    /**< 0 */
    const char
        *service; /**< whose incidents it is for, NUL-terminated, 1 to 255 bytes; NULL: any */
    const char *category; /**< of the taxonomy, NUL-terminated, 1 to 255 bytes: it is for incidents
                             filed at or under it; NULL: any */
} inc_policy_options;

/** Priority that stands for every priority without terms of its own. @since 0.1 */
#define INC_PRIORITY_ANY 0

/** Makes terms. @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line on the context. @since 0.1
 */
INC_API inc_status inc_terms_new(inc_context *context, const inc_terms_options *options,
                                 inc_terms **terms);
/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_terms *inc_terms_ref(const inc_terms *terms);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_terms_unref(inc_terms *terms);
/** The calendar, borrowed. Any thread. @since 0.1 */
INC_API const inc_calendar *inc_terms_calendar(const inc_terms *terms);
/** The target, borrowed. Any thread. @since 0.1 */
INC_API const inc_target *inc_terms_target(const inc_terms *terms);
/** The index-th reason that stops the clock, in bytewise order; NULL past the last. Any thread.
 * @since 0.1 */
INC_API const char *inc_terms_pause(const inc_terms *terms, size_t index);
/** 1 if every reason stops the clock. Any thread. @since 0.1 */
INC_API int32_t inc_terms_pause_all(const inc_terms *terms);
/** The caps in wall time, 0 for none; each pointer may be NULL. Any thread. @since 0.1 */
INC_API void inc_terms_caps(const inc_terms *terms, inc_duration *per_pause,
                            inc_duration *per_cycle);
/** 1 if a pause for that reason (NUL-terminated) stops the clock. Any thread. @since 0.1 */
INC_API int32_t inc_terms_pauses_for(const inc_terms *terms, const char *reason);

/** Starts a policy. @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line on the context. @since
 * 0.1 */
INC_API inc_status inc_policy_builder_new(inc_context *context, const inc_policy_options *options,
                                          inc_policy_builder **builder);
/** Sets the terms of a priority (1 is the highest; INC_PRIORITY_ANY for the rest) and keeps a
 * reference.
 * @return INC_OK; INC_E_NOMEM; INC_E_EXISTS; INC_E_INVALID for a priority outside 0 to 1,000.
 * @since 0.1 */
INC_API inc_status inc_policy_builder_terms(inc_policy_builder *builder, int32_t priority,
                                            const inc_terms *terms);
/** Adds a threshold. @return INC_OK; INC_E_NOMEM; INC_E_EXISTS for a second of that id;
 * INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_policy_builder_threshold(inc_policy_builder *builder,
                                                const inc_threshold *threshold);
/** Makes the policy; the builder stays usable. @return INC_OK; INC_E_NOMEM; INC_E_INVALID without
 * any terms. @since 0.1 */
INC_API inc_status inc_policy_builder_build(inc_policy_builder *builder, inc_policy **policy);
/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_policy_builder_free(inc_policy_builder *builder);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_policy *inc_policy_ref(const inc_policy *policy);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_policy_unref(inc_policy *policy);
/** The hash of the canonical form, with all that its terms refer to. Any thread. @since 0.1 */
INC_API const inc_hash *inc_policy_hash(const inc_policy *policy);
/** Fills options (options->size set by the caller) with what the policy was made from, its defaults
 * filled in (clock, anchor, stop); its strings are borrowed from the policy. Any thread.
 * @return INC_OK; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_policy_describe(const inc_policy *policy, inc_policy_options *options);
/** The terms for a priority: its own, else those of INC_PRIORITY_ANY, else NULL. Borrowed. Any
 * thread.
 * @since 0.1 */
INC_API const inc_terms *inc_policy_terms(const inc_policy *policy, int32_t priority);
/** The index-th priority that has terms of its own, in rising order. Any thread.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_policy_priority(const inc_policy *policy, size_t index, int32_t *priority);
/** The index-th threshold in the order they were added (threshold->size set by the caller); its
 * strings and calendar are borrowed. Any thread. @return INC_OK; INC_DONE past the last;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_policy_threshold(const inc_policy *policy, size_t index,
                                        inc_threshold *threshold);

INC_END

#endif
