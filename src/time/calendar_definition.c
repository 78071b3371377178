/* What a calendar was built from, as the public header shows it. */
#include <incident/calendar_definition.h>

#include "base/options.h"
#include "time/calendar.h"

int32_t inc_calendar_combination(const inc_calendar *calendar)
{
    return calendar != NULL ? calendar->combination : 0;
}

const inc_calendar *inc_calendar_part(const inc_calendar *calendar, size_t index)
{
    if (calendar == NULL || index >= calendar->parts.count)
        return NULL;
    return *INC__AT(&calendar->parts, inc_calendar *, index);
}

inc_status inc_calendar_revision(const inc_calendar *calendar, size_t index, inc_date *from)
{
    if (calendar == NULL || from == NULL)
        return INC_E_INVALID;
    if (index >= calendar->definition.revisions.count)
        return INC_DONE;
    *from = INC__AT(&calendar->definition.revisions, inc__revision, index)->from;
    return INC_OK;
}

inc_status inc_calendar_weekly(const inc_calendar *calendar, size_t revision, int32_t weekday,
                               size_t index, inc_hours *hours)
{
    const inc__array *list;

    if (calendar == NULL || hours == NULL || weekday < INC_MONDAY || weekday > INC_SUNDAY)
        return INC_E_INVALID;
    if (revision >= calendar->definition.revisions.count)
        return INC_DONE;
    list = &INC__AT(&calendar->definition.revisions, inc__revision, revision)->week[weekday - 1];
    if (index >= list->count)
        return INC_DONE;
    *hours = *INC__AT(list, inc_hours, index);
    return INC_OK;
}

inc_status inc_calendar_exception(const inc_calendar *calendar, size_t index,
                                  inc_exception *exception)
{
    if (calendar == NULL)
        return INC_E_INVALID;
    if (index >= calendar->definition.exceptions.count)
        return INC_DONE;
    return INC__FILL(
        exception, &INC__AT(&calendar->definition.exceptions, inc__exception, index)->given, name);
}
