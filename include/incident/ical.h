/** @file incident/ical.h
 * Holidays from iCalendar files (library libincident-ical). Source of the format: RFC 5545.
 *
 * libical keeps global state: calls of this header must not run at the same time; serialise them
 * with a lock of the host's.
 */
#ifndef INCIDENT_ICAL_H
#define INCIDENT_ICAL_H

#include "calendar.h"

INC_BEGIN

/** Options of inc_ical_read. @since 0.1 */
typedef struct inc_ical_options {
    size_t size;        /**< sizeof(inc_ical_options) */
    inc_date from;      /**< first date wanted; 0 with to 0: everything from 1900 to 2200 */
    inc_date to;        /**< last date wanted, included */
    int32_t all_events; /**< 1: also events marked as observances, not as public holidays */
    int32_t reserved;   /**< 0 */
} inc_ical_options;

/** The holidays of a file, in order of dates. One thread at a time. @since 0.1 */
typedef struct inc_ical inc_ical;

/** One holiday. @since 0.1 */
typedef struct inc_ical_holiday {
    size_t size;      /**< set by the caller: sizeof(inc_ical_holiday) */
    inc_date date;    /**< the day that is off */
    int32_t reserved; /**< 0 */
    const char *name; /**< the SUMMARY; as long as the inc_ical */
} inc_ical_holiday;

/** Reads all-day events (RRULE, RDATE and EXDATE expanded within from to to); events with a time of
 * day are no holidays.
 * @return INC_OK; INC_E_FORMAT with a line on the context; INC_E_NOMEM; INC_E_RANGE; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_ical_read(inc_context *context, const char *text, size_t size,
                                 const inc_ical_options *options, inc_ical **ical);
/** Frees the holidays; NULL is allowed. @since 0.1 */
INC_API void inc_ical_free(inc_ical *ical);
/** The index-th holiday. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_ical_at(const inc_ical *ical, size_t index, inc_ical_holiday *holiday);
/** Adds all of them to a calendar definition as closed dates. @return as
 * inc_calendar_builder_except. @since 0.1 */
INC_API inc_status inc_ical_apply(const inc_ical *ical, inc_calendar_builder *builder);

INC_END

#endif
