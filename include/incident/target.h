/** @file incident/target.h
 * What a clock is measured against: working time or business days, two kinds that are never
 * converted into each other.
 */
#ifndef INCIDENT_TARGET_H
#define INCIDENT_TARGET_H

#include "calendar.h"

INC_BEGIN

/** The kinds of targets. @since 0.1 */
typedef enum inc_target_kind {
    INC_TARGET_WORKING = 1, /**< open time: limit, objective */
    INC_TARGET_DAYS = 2,    /**< business days by a rule: days, objective_days */
    INC_TARGET_BY = 3 /**< a fixed local time of the days-th open day after the start's date */
} inc_target_kind;

/** What a business day is. @since 0.1 */
typedef enum inc_day_rule {
    INC_DAYS_SAME_TIME = 0, /**< same local time on the n-th open day after the rolled start */
    INC_DAYS_CLOSE_OF_DAY =
        1, /**< the end of the last interval of the n-th open day after the start's date */
    INC_DAYS_OWN_LENGTH =
        2 /**< the lengths of the n open days after the start's date, as working time */
} inc_day_rule;

/** Where a due goes that falls on a closing. @since 0.1 */
typedef enum inc_boundary {
    INC_BOUNDARY_CLOSING = 0,     /**< it stays there */
    INC_BOUNDARY_NEXT_OPENING = 1 /**< any due that is not open moves to the next opening, but those
                                     of close_of_day and of fixed times; the last closing stays */
} inc_boundary;

/** A target: a range from an objective (warn, report) to a limit (breach). A member of 0 is the
 * default.
 * @since 0.1 */
typedef struct inc_target {
    size_t size;            /**< sizeof(inc_target) */
    int32_t kind;           /**< an inc_target_kind */
    int32_t rule;           /**< an inc_day_rule, of INC_TARGET_DAYS */
    inc_duration limit;     /**< of INC_TARGET_WORKING, >= 0 */
    inc_duration objective; /**< of INC_TARGET_WORKING, at most limit; 0: equal to limit */
    int32_t days;           /**< of INC_TARGET_DAYS and INC_TARGET_BY, 1 to 100,000 */
    int32_t objective_days; /**< at most days; 0: equal to days */
    int32_t time_of_day;    /**< of INC_TARGET_BY, in seconds after local midnight, 0 to 86400 */
    int32_t reserved;       /**< 0 */
    const inc_zone *zone;   /**< whose dates; NULL: the calendar's own. Required with a composite */
} inc_target;

/** The due of a target that starts at start; objective_due may be NULL. Any thread.
 * @return INC_OK; INC_E_INVALID for a target out of its bounds, an objective beyond the limit, days
 * on a composite without a zone, an unknown boundary or a NULL pointer; INC_E_UNREACHABLE;
 * INC_E_RANGE; INC_E_UNSUPPORTED for members of a later version. @since 0.1 */
INC_API inc_status inc_target_due(const inc_target *target, const inc_calendar *calendar,
                                  int32_t boundary, inc_time start, inc_time *due,
                                  inc_time *objective_due);

INC_END

#endif
