/** @file incident/ledger.h
 * The account of a clock: segments that tile wall time from the first anchor to the instant asked
 * about, and what happened on the way. It settles disputes, so it names the fact behind every line.
 */
#ifndef INCIDENT_LEDGER_H
#define INCIDENT_LEDGER_H

#include "clock.h"
#include "text.h"

INC_BEGIN

/** The account of a clock as of an instant. It is a copy: later facts do not change it. One thread
 * at a time.
 * @since 0.1 */
typedef struct inc_ledger inc_ledger;

/** What a segment is. @since 0.1 */
typedef enum inc_segment_kind {
    INC_SEGMENT_RUNNING = 1,
    INC_SEGMENT_PAUSED = 2,
    INC_SEGMENT_OUT_OF_HOURS = 3,
    INC_SEGMENT_HOLIDAY = 4,
    INC_SEGMENT_MAINTENANCE = 5, /**< paused by reason "maintenance" alone */
    INC_SEGMENT_STOPPED = 6,
    INC_SEGMENT_SUPERSEDED = 7 /**< counted for an earlier target; `was` tells what it was */
} inc_segment_kind;

/** Sequence number in place of a fact's where a cap ended a pause. @since 0.1 */
#define INC_CAUSE_CAP INT64_C(-1)

/** A stretch of wall time. Strings live as long as the ledger. @since 0.1 */
typedef struct inc_segment {
    size_t size;          /**< set by the caller: sizeof(inc_segment) */
    inc_time from;        /**< first instant inside */
    inc_time to;          /**< first instant after it; the from of the next */
    int32_t kind;         /**< an inc_segment_kind */
    int32_t was;          /**< of a superseded one: its kind before; else 0 */
    int32_t cycle;        /**< from 1 */
    int32_t revision;     /**< of the target, from 1 */
    inc_duration counted; /**< time that counts for the current target */
    int64_t cause; /**< sequence of the fact behind it, INC_CAUSE_CAP, or 0 for what the calendar
                      does */
    const char *cause_id;     /**< the fact's id, or NULL */
    const char *name;         /**< of a holiday, else NULL */
    const char *reasons;      /**< of a pause: its reasons, sorted, separated by ", "; else NULL */
    const inc_hash *calendar; /**< hash of the calendar that was asked */
} inc_segment;

/** One cycle of a clock. @since 0.1 */
typedef struct inc_cycle {
    size_t size;         /**< set by the caller: sizeof(inc_cycle) */
    inc_time anchor;     /**< where it starts to count */
    inc_time stopped_at; /**< or INC_TIME_NONE */
    inc_time breach_at;  /**< or INC_TIME_NONE */
    int32_t verdict;     /**< an inc_verdict */
    int32_t on_arrival;  /**< as in inc_clock_view */
    inc_duration
        carried;  /**< counted before the last change of target, and still counted (prorate);
                       with the counted segments of the cycle it adds up to elapsed */
    inc_time due; /**< as the cycle ended, or stands now; as in inc_clock_view */
    inc_duration elapsed; /**< likewise */
} inc_cycle;

/** A threshold that fired. @since 0.1 */
typedef struct inc_firing {
    size_t size;      /**< set by the caller: sizeof(inc_firing) */
    const char *id;   /**< of the threshold; as long as the ledger */
    inc_time at;      /**< its true instant, however late anyone looks */
    int32_t cycle;    /**< from 1 */
    int32_t revision; /**< from 1 */
    int32_t
        on_arrival; /**< 1 if its instant was past when the cycle, the revision or the run began */
    int32_t reserved; /**< 0 */
} inc_firing;

/** What does not fit in a history. Values are frozen. @since 0.1 */
typedef enum inc_finding_kind {
    INC_FINDING_STOP_BEFORE_START = 1,
    INC_FINDING_START_REPEATED = 2,
    INC_FINDING_STOP_REPEATED = 3,
    INC_FINDING_RESUME_WITHOUT_PAUSE = 4,
    INC_FINDING_PAUSE_WHILE_STOPPED = 5,
    INC_FINDING_REOPEN_WHILE_OPEN = 6,
    INC_FINDING_REOPEN_BEFORE_START = 7,
    INC_FINDING_CLOSE_WHILE_OPEN = 8,
    INC_FINDING_CLOSE_REPEATED = 9,
    INC_FINDING_AFTER_CANCEL = 10,
    INC_FINDING_VOID_WITHOUT_REASON = 11,
    INC_FINDING_VOID_OF_NOTHING = 12,
    INC_FINDING_PRORATE_ACROSS_UNITS = 13,
    INC_FINDING_DUE_UNREACHABLE = 14
} inc_finding_kind;

/** A finding and the fact that it is about. @since 0.1 */
typedef struct inc_finding {
    size_t size;         /**< set by the caller: sizeof(inc_finding) */
    int64_t fact;        /**< sequence of the fact */
    const char *fact_id; /**< its id, or NULL; as long as the ledger */
    int32_t kind;        /**< an inc_finding_kind */
    int32_t reserved;    /**< 0 */
} inc_finding;

/** A verdict that late facts or voids revised; both verdicts are kept. @since 0.1 */
typedef struct inc_correction {
    size_t size;               /**< set by the caller: sizeof(inc_correction) */
    inc_time recorded;         /**< when the facts became known */
    const int64_t *by;         /**< their sequences, in fold order; as long as the ledger */
    const char *const *by_ids; /**< their ids (each may be NULL) */
    size_t by_count;           /**< how many */
    int32_t was_verdict;       /**< an inc_verdict */
    int32_t is_verdict;        /**< an inc_verdict */
    inc_time was_breach_at;    /**< or INC_TIME_NONE */
    inc_time is_breach_at;     /**< or INC_TIME_NONE */
} inc_correction;

/** The account of a clock; as_of and as_known as in inc_clock_look.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_ledger_new(inc_clock *clock, inc_time as_of, inc_time as_known,
                                  inc_ledger **ledger);

/** Frees a ledger; NULL is allowed. @since 0.1 */
INC_API void inc_ledger_free(inc_ledger *ledger);

/** The next segment, in order of time. Segments are made as they are asked for: their number grows
 * with the span, the memory does not. @return INC_OK; INC_DONE after the last; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_ledger_next(inc_ledger *ledger, inc_segment *segment);

/** Starts again with the first segment. @since 0.1 */
INC_API void inc_ledger_rewind(inc_ledger *ledger);

/** The index-th cycle. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_ledger_cycle(const inc_ledger *ledger, size_t index, inc_cycle *cycle);

/** The index-th threshold that fired, in order of time. @return INC_OK; INC_DONE past the last;
 * INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_ledger_firing(const inc_ledger *ledger, size_t index, inc_firing *firing);

/** The index-th finding, in order of time. @return INC_OK; INC_DONE past the last; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_ledger_finding(const inc_ledger *ledger, size_t index, inc_finding *finding);

/** The index-th correction, in order of recording. @return INC_OK; INC_DONE past the last;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_ledger_correction(const inc_ledger *ledger, size_t index,
                                         inc_correction *correction);

/** The name of a finding, as "stop_before_start"; "?" for an unknown one. Static, any thread.
 * @since 0.1 */
INC_API const char *inc_finding_name(int32_t kind);

/** The name of a segment kind, as "out_of_hours"; "?" for an unknown one. Static, any thread.
 * @since 0.1 */
INC_API const char *inc_segment_name(int32_t kind);

/** The name of a clock state, as "running"; "?" for an unknown one. Static, any thread. @since 0.1
 */
INC_API const char *inc_clock_state_name(int32_t state);

/** The name of a verdict, as "met"; "?" for an unknown one. Static, any thread. @since 0.1 */
INC_API const char *inc_verdict_name(int32_t verdict);

/** Appends the whole account as text, local time of zone (NULL: UTC), one line a segment. Rewinds
 * the ledger.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_ledger_print(inc_ledger *ledger, const inc_zone *zone, inc_text *text);

INC_END

#endif
