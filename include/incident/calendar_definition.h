/** @file incident/calendar_definition.h
 * What a calendar was built from, to print it or write it down.
 */
#ifndef INCIDENT_CALENDAR_DEFINITION_H
#define INCIDENT_CALENDAR_DEFINITION_H

#include "calendar.h"

INC_BEGIN

/** How a composite combines its parts (an inc_combination), or 0 for a plain calendar. Any thread.
 * @since 0.1 */
INC_API int32_t inc_calendar_combination(const inc_calendar *calendar);

/** The index-th part of a composite, borrowed; NULL past the last. Any thread. @since 0.1 */
INC_API const inc_calendar *inc_calendar_part(const inc_calendar *calendar, size_t index);

/** The date from which the index-th weekly pattern holds, in order of dates; index 0 is the base
 * pattern, from INC_DATE_NONE. Any thread. @return INC_OK; INC_DONE past the last, or at once for a
 * composite; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_calendar_revision(const inc_calendar *calendar, size_t index,
                                         inc_date *from);

/** The index-th interval that a revision has on a weekday, in order of
 * (from, to), each once, as given and not united; to is at most from
 * + 86400. Any thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_calendar_weekly(const inc_calendar *calendar, size_t revision,
                                       int32_t weekday, size_t index, inc_hours *hours);

/** The index-th exception, in the order they were added (exception->size set by the caller); hours
 * and name are borrowed. Any thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since
 * 0.1 */
INC_API inc_status inc_calendar_exception(const inc_calendar *calendar, size_t index,
                                          inc_exception *exception);

INC_END

#endif
