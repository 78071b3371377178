/** @file incident/date.h
 * Civil dates and the proleptic Gregorian calendar, years 1900 to 9999.
 * Source of the arithmetic: ISO 8601-1:2019 (weekdays, weeks); the Gregorian cycle of 146,097 days.
 */
#ifndef INCIDENT_DATE_H
#define INCIDENT_DATE_H

#include "status.h"

INC_BEGIN

/** Days of the week, as in ISO 8601. @since 0.1 */
typedef enum inc_weekday {
    INC_MONDAY = 1,
    INC_TUESDAY = 2,
    INC_WEDNESDAY = 3,
    INC_THURSDAY = 4,
    INC_FRIDAY = 5,
    INC_SATURDAY = 6,
    INC_SUNDAY = 7
} inc_weekday;

/** A reading of a wall clock and a wall calendar. Frozen layout. @since 0.1 */
typedef struct inc_civil {
    int32_t year;        /**< 1900 to 9999 */
    int32_t month;       /**< 1 to 12 */
    int32_t day;         /**< 1 to 31 */
    int32_t hour;        /**< 0 to 23 */
    int32_t minute;      /**< 0 to 59 */
    int32_t second;      /**< 0 to 59 */
    int32_t microsecond; /**< 0 to 999999 */
} inc_civil;

/** The date of a year, month and day. Any thread.
 * @return INC_OK; INC_E_INVALID for a date that does not exist or a NULL pointer; INC_E_RANGE
 * outside the years 1900 to 9999. @since 0.1 */
INC_API inc_status inc_date_from_ymd(int32_t year, int32_t month, int32_t day, inc_date *date);

/** The year, month and day of a date; each pointer may be NULL. Any thread.
 * @return INC_OK; INC_E_RANGE. @since 0.1 */
INC_API inc_status inc_date_to_ymd(inc_date date, int32_t *year, int32_t *month, int32_t *day);

/** The day of the week of any date, INC_MONDAY to INC_SUNDAY. Any thread. @since 0.1 */
INC_API int32_t inc_date_weekday(inc_date date);

/** The ISO week of a date and the year that week belongs to. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_date_iso_week(inc_date date, int32_t *week_year, int32_t *week);

/** The instant of a reading in UTC. Any thread.
 * @return INC_OK; INC_E_INVALID for a reading that does not exist or a NULL pointer; INC_E_RANGE.
 * @since 0.1 */
INC_API inc_status inc_time_from_civil(const inc_civil *civil, inc_time *time);

/** The reading in UTC of an instant. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_time_to_civil(inc_time time, inc_civil *civil);

INC_END

#endif
