/** @file incident/calendar.h
 * Business calendars: when a desk is open, and arithmetic in open time. An instant is open if and
 * only if its local wall clock reading lies in an interval of the pattern. Durations are real
 * elapsed time.
 *
 * A calendar is compiled when it is built: every year that differs from the rest gets a table, the
 * rest share one per kind of year, and beyond the last exception the Gregorian cycle of 400 years
 * repeats. So every supported instant is exact and no call's cost grows with the span it covers.
 */
#ifndef INCIDENT_CALENDAR_H
#define INCIDENT_CALENDAR_H

#include "zone.h"

INC_BEGIN

/** An immutable business calendar. Shareable between threads without a lock; its calls answer with
 * a status alone, because it has no context to write to. @since 0.1 */
typedef struct inc_calendar inc_calendar;

/** Collects the definition of a calendar. One thread at a time. @since 0.1 */
typedef struct inc_calendar_builder inc_calendar_builder;

/** A half-open span of instants. Frozen layout. @since 0.1 */
typedef struct inc_interval {
    inc_time from; /**< first instant inside */
    inc_time to;   /**< first instant after it */
} inc_interval;

/** Opening hours of a local date, in seconds after its midnight. Frozen layout. @since 0.1 */
typedef struct inc_hours {
    int32_t from; /**< 0 to 86399 */
    int32_t to;   /**< 0 to 172799; more than 86400 runs past midnight; at most from + 86400; at or
                     before from means the next day ("22:00-06:00"), and from == to is 24 hours */
} inc_hours;

/** Which dates an exception speaks of; the more specific scope wins, and among equals the one added
 * last.
 * @since 0.1 */
typedef enum inc_scope {
    INC_SCOPE_DATE = 1,        /**< from alone */
    INC_SCOPE_RANGE = 2,       /**< from to to, both included */
    INC_SCOPE_YEARLY = 3,      /**< yearly_from alone, in every year that has it */
    INC_SCOPE_YEARLY_RANGE = 4 /**< yearly_from to yearly_to, both included, may span New Year */
} inc_scope;

/** An exception to the weekly pattern, by local start date. @since 0.1 */
typedef struct inc_exception {
    size_t size;         /**< sizeof(inc_exception) */
    int32_t scope;       /**< an inc_scope */
    inc_date from;       /**< of a date or a range */
    inc_date to;         /**< of a range */
    int32_t yearly_from; /**< month * 100 + day, as 1225; 229 is a leap day alone */
    int32_t yearly_to;   /**< of a yearly range */
    const inc_hours
        *hours; /**< the hours instead of the pattern; NULL with 0 hours: closed, a holiday */
    size_t hours_count; /**< how many hours */
    const char *name; /**< of the holiday, NUL-terminated UTF-8, at most 255 bytes; NULL for none */
} inc_exception;

/** How calendars combine, instant by instant. @since 0.1 */
typedef enum inc_combination {
    INC_UNION = 1,        /**< open where any is */
    INC_INTERSECTION = 2, /**< open where all are */
    INC_DIFFERENCE = 3    /**< open where the first is and none of the others */
} inc_combination;

/** Options of the calls that work on columns. @since 0.1 */
typedef struct inc_batch_options {
    size_t size;           /**< sizeof(inc_batch_options) */
    uint32_t one_duration; /**< inc_calendar_add_batch: 1 = durations points to one value for all
                              items */
    uint32_t reserved;     /**< 0 */
} inc_batch_options;

/** Starts a definition: closed at all times until hours are added. Keeps a reference to zone.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_calendar_builder_new(inc_context *context, const inc_zone *zone,
                                            inc_calendar_builder **builder);

/** Adds opening hours to every weekday (inc_weekday) of the pattern in hand. An interval that runs
 * past midnight belongs to the date on which it starts; adjacent and overlapping ones are united.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for hours or a weekday that do not exist. @since 0.1
 */
INC_API inc_status inc_calendar_builder_weekly(inc_calendar_builder *builder, int32_t weekday,
                                               const inc_hours *hours);

/** Opens a new, empty pattern that holds for start dates from that date on; the calls of
 * inc_calendar_builder_weekly that follow fill it. Revisions may come in any order of dates.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE; INC_E_EXISTS for a second revision of one date;
 * INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_calendar_builder_revise(inc_calendar_builder *builder, inc_date from);

/** Adds an exception, which is copied; it holds whatever the pattern of its dates. @return INC_OK;
 * INC_E_NOMEM; INC_E_INVALID or INC_E_RANGE for a scope, date, hours or name that do not exist, or
 * a range that ends before it starts; INC_E_UNSUPPORTED for members of a later version. @since 0.1
 */
INC_API inc_status inc_calendar_builder_except(inc_calendar_builder *builder,
                                               const inc_exception *exception);

/** Takes the last count exceptions away again, so that a group of them is added whole or not at
 * all. @return INC_OK; INC_E_INVALID for more than there are, and then none is taken. @since 0.1 */
INC_API inc_status inc_calendar_builder_undo(inc_calendar_builder *builder, size_t count);

/** Compiles the calendar. The builder stays usable. A calendar that is never open is built all the
 * same, with a warning in the log; ask inc_calendar_reachable. @return INC_OK; INC_E_NOMEM;
 * INC_E_RANGE for one that takes more than 8,000,000 steps to compile (intervals of each kind of
 * year: that of a desk takes some 30,000); INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_calendar_builder_build(inc_calendar_builder *builder,
                                              inc_calendar **calendar);

/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_calendar_builder_free(inc_calendar_builder *builder);

/** Combines count (1 to 64) calendars, of any zones, into a composite, which keeps references to
 * them. A composite has no zone of its own, so operations on days need one to be named.
 * @return INC_OK; INC_E_NOMEM; INC_E_RANGE for more than 8,000,000 intervals, more
 * than 4,096 calendars in all, or a nesting deeper than 16; INC_E_INVALID for an
 * unknown combination or a NULL pointer. @since 0.1 */
INC_API inc_status inc_calendar_combine(inc_context *context, int32_t combination,
                                        const inc_calendar *const *calendars, size_t count,
                                        inc_calendar **composite);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_calendar *inc_calendar_ref(const inc_calendar *calendar);

/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_calendar_unref(inc_calendar *calendar);

/** The hash of the calendar's canonical form, its zone bytes included. Two calendars built from the
 * same definition have the same hash. Any thread. @since 0.1 */
INC_API const inc_hash *inc_calendar_hash(const inc_calendar *calendar);

/** The zone, borrowed from the calendar; NULL for a composite. Any thread. @since 0.1 */
INC_API const inc_zone *inc_calendar_zone(const inc_calendar *calendar);

/** 1 if the calendar is open at any supported instant, else 0. Any thread. @since 0.1 */
INC_API int32_t inc_calendar_reachable(const inc_calendar *calendar);

/** Whether an instant is open: 1 or 0. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_calendar_is_open(const inc_calendar *calendar, inc_time time, int32_t *open);

/** The open time from a to b in microseconds; negative when b < a. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_calendar_between(const inc_calendar *calendar, inc_time a, inc_time b,
                                        inc_duration *worked);

/** For duration >= 0 the least instant x >= start with that much open time from start to x (so a
 * result that falls on closing is closing); for duration < 0 the greatest x <= start with -duration
 * open from x to start. Adding 0 gives start, open or not. Any thread.
 * @return INC_OK; INC_E_UNREACHABLE when the calendar never has that much open time; INC_E_RANGE
 * when it has it outside the years 1900 to 9999, or start lies there; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_calendar_add(const inc_calendar *calendar, inc_time start,
                                    inc_duration duration, inc_time *result);

/** The least open instant >= time. Any thread.
 * @return as inc_calendar_add; INC_E_UNREACHABLE when nothing opens again. @since 0.1 */
INC_API inc_status inc_calendar_next_open(const inc_calendar *calendar, inc_time time,
                                          inc_time *result);

/** The least end of an open interval > time. Any thread.
 * @return as inc_calendar_add; INC_E_UNREACHABLE when nothing closes again. @since 0.1 */
INC_API inc_status inc_calendar_next_close(const inc_calendar *calendar, inc_time time,
                                           inc_time *result);

/** The twin of next_open in reversed time: the greatest instant <= time such that the time just
 * before it is open; that is time itself when just before it is open, else the closing before it.
 * Any thread.
 * @return as inc_calendar_add. @since 0.1 */
INC_API inc_status inc_calendar_prev_open(const inc_calendar *calendar, inc_time time,
                                          inc_time *result);

/** The twin of next_close in reversed time: the greatest start of an open interval < time. Any
 * thread.
 * @return as inc_calendar_add. @since 0.1 */
INC_API inc_status inc_calendar_prev_opening(const inc_calendar *calendar, inc_time time,
                                             inc_time *result);

/** The first maximal open interval that has an instant in from to to, cut to them; continue with
 * from = interval->to to visit them all. Any thread.
 * @return INC_OK; INC_DONE when there is none; INC_E_RANGE; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_calendar_next_interval(const inc_calendar *calendar, inc_time from,
                                              inc_time to, inc_interval *interval);

/** inc_calendar_add over columns of count items: results[i] and statuses[i] (an inc_status;
 * statuses may be NULL) for each; results of failed items are INC_TIME_NONE. options may be NULL.
 * Fastest when starts rise. Any thread.
 * @return INC_OK if all items are; else the status of the first that failed, all others being done
 * all the same; INC_E_INVALID for a NULL pointer or a wrong size of options, INC_E_UNSUPPORTED for
 * options of a later version, and then no item is done. @since 0.1 */
INC_API inc_status inc_calendar_add_batch(const inc_calendar *calendar, const inc_time *starts,
                                          const inc_duration *durations, size_t count,
                                          const inc_batch_options *options, inc_time *results,
                                          int32_t *statuses);

/** inc_calendar_between over columns; worked of failed items is 0. As inc_calendar_add_batch.
 * @since 0.1 */
INC_API inc_status inc_calendar_between_batch(const inc_calendar *calendar, const inc_time *a,
                                              const inc_time *b, size_t count,
                                              const inc_batch_options *options,
                                              inc_duration *worked, int32_t *statuses);

/** inc_calendar_is_open over columns; open[i] is 1 or 0, and 0 for failed items. As
 * inc_calendar_add_batch.
 * @since 0.1 */
INC_API inc_status inc_calendar_is_open_batch(const inc_calendar *calendar, const inc_time *times,
                                              size_t count, const inc_batch_options *options,
                                              uint8_t *open, int32_t *statuses);

/** The open time that belongs to a local date: of a calendar with a zone, the elapsed length of the
 * intervals that start on it (overnight included); of a composite, the open time from its midnight
 * to the next in zone. An open day is one where length > 0. zone NULL means the calendar's own;
 * naming another for a calendar that has one treats it like a composite. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a composite without a zone. @since 0.1 */
INC_API inc_status inc_calendar_open_day(const inc_calendar *calendar, const inc_zone *zone,
                                         inc_date date, inc_duration *length);

/** The days-th open day after date (days > 0) or before it (days < 0), at most 100,000. Any thread.
 * @return INC_OK; INC_E_INVALID for 0 or more days than that, or as inc_calendar_open_day;
 * INC_E_UNREACHABLE; INC_E_RANGE. @since 0.1 */
INC_API inc_status inc_calendar_add_days(const inc_calendar *calendar, const inc_zone *zone,
                                         inc_date date, int32_t days, inc_date *result);

/** The name of the holiday that closes the local date of an instant ("" for one without a name),
 * and (pointers may be NULL) the span of that date. In a composite the first part that has a
 * holiday then names it; in a difference, the first part alone. The name lives as long as the
 * calendar. Any thread.
 * @return INC_OK; INC_DONE when the date is no holiday; INC_E_RANGE; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_calendar_holiday(const inc_calendar *calendar, inc_time time,
                                        const char **name, inc_interval *day);

INC_END

#endif
