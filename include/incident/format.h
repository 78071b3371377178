/** @file incident/format.h
 * Instants, dates, times of day and durations as text, both ways. No locale, no allocation.
 */
#ifndef INCIDENT_FORMAT_H
#define INCIDENT_FORMAT_H

#include "status.h"

INC_BEGIN

/** Room that every function here needs for its output, the NUL included. @since 0.1 */
#define INC_FORMAT_SIZE 48

/** Reads an instant: "2026-06-01T09:00:00Z", "2026-06-01T09:00+02:00", "2026-06-01 09:00:00.25Z".
 * Seconds, and up to six digits of a fraction, are optional; the offset (Z, +hh:mm, +hhmm or +hh)
 * is not. Source: ISO 8601-1:2019, extended format. Any thread.
 * @return INC_OK; INC_E_FORMAT; INC_E_RANGE outside the years 1900 to 9999; INC_E_INVALID for a
 * NULL pointer. @since 0.1 */
INC_API inc_status inc_time_parse(const char *text, size_t size, inc_time *time);

/** Writes an instant as "2026-06-01T09:00:00Z", or with "+02:00" when offset (seconds east of
 * Greenwich) is not 0; a fraction only where there is one. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_time_format(inc_time time, int32_t offset, char *text);

/** Reads "2026-06-01". Any thread. @return INC_OK; INC_E_FORMAT, also for a date that does not
 * exist; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_date_parse(const char *text, size_t size, inc_date *date);

/** Writes a date as "2026-06-01". Any thread. @return INC_OK; INC_E_RANGE; INC_E_INVALID. @since
 * 0.1 */
INC_API inc_status inc_date_format(inc_date date, char *text);

/** Reads a duration of elapsed time: "8h", "1h30m", "45m", "90s", "1.5h", "-2h", or the time part
 * of ISO 8601 ("PT8H", "PT0.000001S"). Units h, m and s in that order, each at most once; digits
 * beyond a microsecond are refused. There are no days: a day has no fixed length. Any thread.
 * @return INC_OK; INC_E_FORMAT; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_duration_parse(const char *text, size_t size, inc_duration *duration);

/** Writes a duration as "8h", "1h30m", "-2h", "0s", "1.5s"; inc_duration_parse reads it back
 * unchanged. Any thread. @return INC_OK; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_duration_format(inc_duration duration, char *text);

/** Reads a time of day "09:00" or "09:00:30" as seconds after local midnight, 0 to 86400 ("24:00").
 * Any thread. @return INC_OK; INC_E_FORMAT; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_time_of_day_parse(const char *text, size_t size, int32_t *seconds);

/** Writes seconds after local midnight (0 to 86400) as "09:00", with seconds only where there are
 * any. Any thread. @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_time_of_day_format(int32_t seconds, char *text);

INC_END

#endif
