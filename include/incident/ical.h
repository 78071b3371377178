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
    const char *name; /**< the SUMMARY on one line, cut to 255 bytes; as long as the inc_ical */
} inc_ical_holiday;

/** Reads all-day events (RRULE, RDATE and EXDATE expanded within from to to); events with a time of
 * day and cancelled ones are no holidays. An observance is an event whose DESCRIPTION starts with
 * "Observance", as in Google's feeds, or with that word among its CATEGORIES. What has date and
 * name in common is one holiday; one date may have several names. A line on the context starts with
 * "line N: ".
 * @return INC_OK; INC_E_FORMAT for a text that is no iCalendar, or an all-day event whose dates
 * make no sense; INC_E_RANGE for more than 500,000 dates, or dates outside 1900 to 9999;
 * INC_E_NOMEM; INC_E_INVALID for from after to or a NULL pointer; INC_E_UNSUPPORTED. @since 0.1 */
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
