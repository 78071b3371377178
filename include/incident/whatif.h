/** @file incident/whatif.h
 * The same facts under other rules: what would have been met, due and counted. Incidents are added
 * one by one, each is folded under both sets of rules and compared; nothing that was handed over is
 * changed, and nothing is written anywhere. With a store, scan.h hands over one incident after the
 * other.
 */
#ifndef INCIDENT_WHATIF_H
#define INCIDENT_WHATIF_H

#include "kpi.h"

INC_BEGIN

/** A comparison of two sets of rules. One thread at a time. @since 0.1 */
typedef struct inc_whatif inc_whatif;

/** The two sides of a comparison. @since 0.1 */
typedef enum inc_side { INC_BEFORE = 0, INC_AFTER = 1 } inc_side;

/** What inc_whatif_new copies.
 *
 * Facts that only record what followed by itself from the rules that were in force do not bind a
 * side that is given by rules: what follows is derived anew under these. They are those of the
 * actor kind system of the kinds fired and timed_out, of closed and released with a cause, and,
 * whoever told them, migrated. A side given by a rulebook is told everything: it is how the
 * incident stands, each cycle of a clock under the rules that it is pinned to. What people did is a
 * fact on both sides, even where a guard would have refused it under the other rules.
 * @since 0.1 */
typedef struct inc_whatif_options {
    size_t size;                  /**< sizeof(inc_whatif_options) */
    const inc_rules *before;      /**< a reference is kept; NULL: `rulebook` */
    const inc_rulebook *rulebook; /**< as it was, in place of `before`; else NULL. Borrowed; must
                                     outlive the what-if */
    const inc_rules *after;       /**< required; a reference is kept */
    const inc_kpi_options *kpi;   /**< of the figures of both sides, copied; NULL: no figures */
    inc_time as_of;               /**< the instant that incidents are looked at as of; required, and
                                     not 0 */
    inc_time as_known; /**< 0 or INC_TIME_NONE: by all facts; else by those recorded by then */
} inc_whatif_options;

/** What a deviation is about. Frozen. @since 0.1 */
typedef enum inc_deviation_kind {
    INC_DEVIATION_INCIDENT = 1,    /**< its stage or its priority */
    INC_DEVIATION_CLOCK = 2,       /**< a clock that it has on both sides */
    INC_DEVIATION_ONLY_BEFORE = 3, /**< a clock that it has before alone */
    INC_DEVIATION_ONLY_AFTER = 4   /**< a clock that it has after alone */
} inc_deviation_kind;

/** What differs, as bits. Frozen. @since 0.1 */
typedef enum inc_differs {
    INC_DIFFERS_STAGE = 1,
    INC_DIFFERS_PRIORITY = 2,
    INC_DIFFERS_VERDICT = 4,
    INC_DIFFERS_DUE = 8,
    INC_DIFFERS_BREACH = 16, /**< breach_at */
    INC_DIFFERS_ELAPSED = 32
} inc_differs;

/** A deviation of one incident. Clocks answer to each other by what they measure, agreement and
 * tier; of several, those of policies of one name, then the last to the last. Of a clock that is on
 * one side alone the other side's members are 0, "", INC_TIME_NONE and, of the index, -1. Texts are
 * borrowed until the next incident is added. @since 0.1 */
typedef struct inc_deviation {
    size_t size;                 /**< set by the caller: sizeof(inc_deviation) */
    int32_t kind;                /**< an inc_deviation_kind */
    int32_t differs;             /**< bits of inc_differs; 0 of a clock on one side alone */
    const char *subject;         /**< the host's id of the incident */
    const char *clock;           /**< what it measures, as "resolve"; "" of an incident */
    const char *policy_before;   /**< name of the clock's policy; "" of an incident */
    const char *policy_after;    /**< likewise */
    int32_t agreement;           /**< of a clock: an inc_agreement */
    int32_t tier;                /**< of an OLA */
    int32_t index_before;        /**< of the clock, for inc_incident_ledger on that side's handle */
    int32_t index_after;         /**< likewise */
    int32_t stage_before;        /**< of an incident: an inc_stage */
    int32_t stage_after;         /**< likewise */
    int32_t priority_before;     /**< of an incident */
    int32_t priority_after;      /**< likewise */
    int32_t verdict_before;      /**< of a clock: an inc_verdict */
    int32_t verdict_after;       /**< likewise */
    inc_time due_before;         /**< of a clock, as in inc_clock_view */
    inc_time due_after;          /**< likewise */
    inc_time breach_at_before;   /**< likewise */
    inc_time breach_at_after;    /**< likewise */
    inc_duration elapsed_before; /**< likewise */
    inc_duration elapsed_after;  /**< likewise */
} inc_deviation;

/** What came of all incidents that were added. @since 0.1 */
typedef struct inc_whatif_counts {
    size_t size;             /**< set by the caller: sizeof(inc_whatif_counts) */
    int64_t incidents;       /**< that were added */
    int64_t changed;         /**< of them, those with a deviation */
    int64_t stages;          /**< incidents whose stage differs */
    int64_t priorities;      /**< incidents whose priority differs */
    int64_t clocks;          /**< that are on both sides */
    int64_t verdicts;        /**< of them, those whose verdict differs */
    int64_t met_to_breached; /**< met before, breached after */
    int64_t breached_to_met; /**< breached before, met after */
    int64_t due_earlier;     /**< due on both sides, earlier after */
    int64_t due_later;       /**< due on both sides, later after */
    int64_t only_before;     /**< clocks */
    int64_t only_after;      /**< clocks */
} inc_whatif_counts;

/** Makes a comparison without incidents.
 * @return INC_OK; INC_E_NOMEM; INC_E_UNSUPPORTED for options of a later version; INC_E_RANGE with a
 * line for an instant outside 1900 to 9999; INC_E_INVALID for a NULL pointer, or with a line
 * without `after`, without or with both `before` and `rulebook`, or without as_of; for the figures
 * as inc_kpi_new. @since 0.1 */
INC_API inc_status inc_whatif_new(inc_context *context, const inc_whatif_options *options,
                                  inc_whatif **whatif);
/** Frees a comparison; NULL is allowed. @since 0.1 */
INC_API void inc_whatif_free(inc_whatif *whatif);

/** Adds an incident: the facts that it was told are told to a handle of each side, both are looked
 * at, compared, and added to the figures. The incident itself is only read; it need not have been
 * looked at.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer or a handle of the what-if's own;
 * for the figures as inc_kpi_add. Nothing is added on an error. @since 0.1 */
INC_API inc_status inc_whatif_add(inc_whatif *whatif, const inc_incident *incident);

/** The index-th deviation of the last incident: of the incident, then of clocks before in the order
 * they were attached, then of clocks after alone. @return INC_OK; INC_DONE past the last, or when
 * the last call of inc_whatif_add failed; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_whatif_deviation(const inc_whatif *whatif, size_t index,
                                        inc_deviation *deviation);
/** The handle that the last incident was folded through on a side, as of its look: for views and
 * ledgers. It is the what-if's: told or looked at elsewhere, it is no longer what was compared.
 * NULL for an unknown side. @since 0.1 */
INC_API inc_incident *inc_whatif_incident(inc_whatif *whatif, int32_t side);
/** The figures of a side, borrowed; they are to be read, merged into others, rolled up. NULL
 * without figures, or for an unknown side. @since 0.1 */
INC_API inc_kpi *inc_whatif_kpi(inc_whatif *whatif, int32_t side);
/** Fills counts (counts->size set by the caller). @return INC_OK; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_whatif_totals(const inc_whatif *whatif, inc_whatif_counts *counts);

INC_END

#endif
