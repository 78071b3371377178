/** @file incident/mine.h
 * Policy mining: from a log with recorded verdicts, the weekly hours, the milestones, the targets
 * and the boundary that explain them best; how well they do; and the rows that contradict them.
 *
 * What is looked at: one interval of open time a day (it may run past midnight, or last 24 hours)
 * on one run of weekdays (Monday to Friday, Sunday to Thursday, all seven...; the days of a run
 * follow each other, and it may wrap over Sunday), starting and ending on the hour; every anchor
 * with every stop; one target of working time a priority; no pauses and no holidays. All of these
 * are tried, each with its best targets. From the best 64, steps of 30 and then 15 minutes of
 * either end are tried as long as they lead to better ones. All of it is integer arithmetic: the
 * same rows, in the same order, give the same answer.
 *
 * What is chosen: the rule with the least cost among the last 64 and both boundaries, where
 * cost = weight * rows not explained + bits. With E the least number of rows not explained by any
 * of them, of N in all, weight is the integer part of log2((N - E) / E), at least 1: what a row
 * that contradicts says against a rule when that share of the verdicts is recorded wrong. Without
 * any such row (E = 0) no rule with one is chosen. bits says how much there is to a rule:
 * weekdays: Monday to Friday or all seven 0, Monday to Saturday or Sunday to Thursday 2, others 5;
 * hours: midnight to midnight 0, each end on the hour 5, on the half 7, on the quarter 9 (24 hours
 * from another time: one end and 2), past midnight 1 more; the places of anchor and stop in their
 * lists, from 0; INC_BOUNDARY_NEXT_OPENING 1; each target: the binary digits of how many units it
 * is, and for a unit of 1 h 0, 30 min 1, 15 min 3, 5 min 5, 1 min 7, 1 s 9, 1 us 11. Of equal ones:
 * the fewest rows not explained by any targets, then the least bits of hours and milestones, the
 * fewest days, the earliest days, start and end, the first anchor, the first stop,
 * INC_BOUNDARY_CLOSING; of targets that cost the same, the fewest rows, then the least.
 *
 * A priority takes part only if enough of its rows were met and enough were breached
 * (inc_mine_options.fewest); for the others there is no target, only an interval of targets that
 * the rule found leaves open.
 */
#ifndef INCIDENT_MINE_H
#define INCIDENT_MINE_H

#include "rules.h"

INC_BEGIN

/** Rows of a log, and what was found in them. One thread at a time. @since 0.1 */
typedef struct inc_mine inc_mine;

/** The most anchors, and the most stops, that are tried. @since 0.1 */
#define INC_MINE_MILESTONES 4
/** Rows of either verdict that decide a target, unless another number is asked for. @since 0.1 */
#define INC_MINE_FEWEST 10
/** No upper bound of a target. @since 0.1 */
#define INC_MINE_UNBOUNDED INT64_MAX

/** What inc_mine_new copies. @since 0.1 */
typedef struct inc_mine_options {
    size_t size;          /**< sizeof(inc_mine_options) */
    const inc_zone *zone; /**< on whose wall clock the hours are; NULL: UTC. A reference is kept */
    const int32_t *anchors; /**< inc_milestone: where a clock may start; NULL: detected */
    size_t anchors_count;   /**< at most INC_MINE_MILESTONES */
    const int32_t *stops;   /**< inc_milestone: where it may stop; NULL: restored, closed */
    size_t stops_count;     /**< at most INC_MINE_MILESTONES; no milestone is given twice in all */
    int32_t fewest;   /**< a priority takes part with so many rows met and so many breached; 0:
                         INC_MINE_FEWEST */
    int32_t reserved; /**< 0 */
} inc_mine_options;

/** An incident of the log, as inc_mine_add copies it. @since 0.1 */
typedef struct inc_mine_row {
    size_t size;             /**< sizeof(inc_mine_row) */
    const char *id;          /**< NUL-terminated, 1 to 255 bytes; need not be unique */
    int32_t priority;        /**< 1 to 1,000 */
    int32_t met;             /**< the verdict that was recorded: 1 met, 0 breached */
    const inc_time *anchors; /**< when each of the options' anchors was; INC_TIME_NONE: not known */
    const inc_time *stops;   /**< and each of its stops */
} inc_mine_row;

/** The rule that was found. @since 0.1 */
typedef struct inc_mined {
    size_t size;       /**< set by the caller: sizeof(inc_mined) */
    int64_t rows;      /**< that were kept */
    int64_t missing;   /**< that were not kept: no known anchor, or no known stop */
    int64_t negative;  /**< that were not kept: a stop before an anchor */
    int64_t n;         /**< rows of the priorities with a target, those not measured among them */
    int64_t explained; /**< of n: the verdict under the rule is the recorded one */
    int64_t contradictions; /**< of n: it is the other one */
    int64_t unmeasured;     /**< of n: the rule's anchor or stop is not known */
    double share;           /**< explained / n; 0 without rows */
    int64_t always;         /**< of n: explained by answering each priority's more frequent verdict:
                               what a rule has to beat */
    int64_t tried;          /**< hours with an anchor and a stop that were looked at */
    int32_t rivals; /**< of the last 64 of these, others that can explain at least as many rows:
                       with many, the log does not decide the hours */
    int32_t weight; /**< bits that a row not explained cost; 0: no rule that leaves one was taken */
    int32_t determined; /**< priorities with a target; with 0 there is no rule, and all below is 0
                         */
    int32_t weekdays;   /**< on which an interval starts: 1 << (inc_weekday - 1) of each */
    int32_t anchor;     /**< an inc_milestone */
    int32_t stop;       /**< an inc_milestone */
    int32_t boundary;   /**< an inc_boundary: whether a stop while closed is in time when the whole
                           target has been used up */
    int32_t boundary_decides; /**< 1: under the other boundary the same hours explain fewer rows */
    inc_hours hours; /**< to is greater than from: past 86400 on the next day; from + 86400 for 24
                        hours */
} inc_mined;

/** What was found for a priority. @since 0.1 */
typedef struct inc_mined_target {
    size_t size;         /**< set by the caller: sizeof(inc_mined_target) */
    int32_t priority;    /**< 1 to 1,000 */
    int32_t determined;  /**< 1: there are enough rows of either verdict, and so a target */
    int64_t met;         /**< rows recorded as met */
    int64_t breached;    /**< rows recorded as breached */
    int64_t unmeasured;  /**< of both: the rule's anchor or stop is not known */
    int64_t explained;   /**< of both: verdicts that the target explains; without one those that any
                            from least to most would */
    double share;        /**< explained / (met + breached) */
    inc_duration target; /**< of open time; -1: none */
    inc_duration least;  /**< targets from least */
    inc_duration most;   /**< to most give every row the verdict that target gives;
                            INC_MINE_UNBOUNDED: as long as one likes. Without any rule, 0 and that */
} inc_mined_target;

/** A row whose recorded verdict is not that of the rule. @since 0.1 */
typedef struct inc_contradiction {
    size_t size;          /**< set by the caller: sizeof(inc_contradiction) */
    const char *id;       /**< borrowed from the mine */
    int32_t priority;     /**< of the row */
    int32_t met;          /**< the verdict that was recorded; the rule says the other */
    inc_time anchor;      /**< where the clock started */
    inc_time stop;        /**< where it stopped */
    inc_duration counted; /**< open time between them */
    inc_time due;         /**< under the rule; INC_TIME_NONE: after the year 9999 */
} inc_contradiction;

/** Starts without rows.
 * @return INC_OK; INC_E_NOMEM; INC_E_UNSUPPORTED for options of a later version; INC_E_INVALID with
 * a line for milestones that are unknown, too many or given twice, or a negative number of rows.
 * @since 0.1 */
INC_API inc_status inc_mine_new(inc_context *context, const inc_mine_options *options,
                                inc_mine **mine);
/** Frees a mine; NULL is allowed. @since 0.1 */
INC_API void inc_mine_free(inc_mine *mine);

/** Adds a row. One without any known anchor or any known stop, or with a known stop before a known
 * anchor, is counted but not kept. What was found before is forgotten.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE with a line for an instant outside 1900 to 9999;
 * INC_E_UNSUPPORTED for a row of a later version; INC_E_INVALID with a line for an id, a priority
 * or a verdict that does not exist, without one for a NULL pointer. Neither changes the mine.
 * @since 0.1 */
INC_API inc_status inc_mine_add(inc_mine *mine, const inc_mine_row *row);

/** Looks for the rule, in time that grows with rows and with pairs of an anchor and a stop: a
 * second or two for 9,000 rows and two pairs. It takes 16 bytes a row and milestone meanwhile, and
 * 17 a row. May be called again.
 * @return INC_OK, with a rule or without; INC_E_NOMEM, and what was found before stays;
 * INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_mine_run(inc_mine *mine);

/** The rule (found->size set by the caller). Every figure of it comes from
 * inc_calendar_between_batch and inc_target_due on the calendar that inc_mine_rules gives.
 * @return INC_OK; INC_E_NOT_FOUND with a line when the mine was not run since its last row;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_mine_found(const inc_mine *mine, inc_mined *found);
/** The index-th priority of the rows, in rising order (target->size set by the caller).
 * @return INC_OK; INC_DONE past the last; otherwise as inc_mine_found. @since 0.1 */
INC_API inc_status inc_mine_target(const inc_mine *mine, size_t index, inc_mined_target *target);
/** The index-th row that contradicts, in the order they were added (row->size set by the caller);
 * priorities without a target have none.
 * @return INC_OK; INC_DONE past the last; otherwise as inc_mine_found. @since 0.1 */
INC_API inc_status inc_mine_contradiction(const inc_mine *mine, size_t index,
                                          inc_contradiction *row);
/** The rule as rules: a calendar "mined", and a policy "mined" of the clock "resolve" with terms
 * for each priority with a target, without pauses, that a change of priority folds again from its
 * anchor and a reopen continues: a clock under it counts from the anchor to the last stop. name and
 * version are those of the rules, NUL-terminated, 1 to 255 bytes.
 * @return INC_OK; INC_E_NOMEM; INC_E_NOT_FOUND with a line when there is no rule, or the mine was
 * not run since its last row; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_mine_rules(const inc_mine *mine, const char *name, const char *version,
                                  inc_rules **rules);

INC_END

#endif
