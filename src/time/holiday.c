/* Which holiday closes the local date of an instant. */
#include "time/calendar.h"
#include "time/calendar_days.h"
#include "time/date.h"
#include "time/sight.h"

/* The name of the holiday of a part that covers an instant, and the part. */
static const char *holiday_find(const inc_calendar *calendar, int64_t second,
                                const inc_calendar **part, inc_date *date)
{
    size_t i, count = calendar->parts.count;
    const char *name = NULL;

    if (calendar->combination == 0) {
        *part = calendar;
        *date = (inc_date) inc__floor_div(
            second + inc__zone_offset_at(calendar->definition.zone, second), INC__DAY_SECONDS);
        return inc__definition_day(&calendar->definition, *date).holiday;
    }
    if (calendar->combination == INC_DIFFERENCE)
        count = 1;
    for (i = 0; i < count && name == NULL; i++)
        name = holiday_find(*INC__AT(&calendar->parts, inc_calendar *, i), second, part, date);
    return name;
}

/* The stretch in which the clocks show a date, around a second: the course of the offset may cut it
 * up, and where they go back over midnight it comes twice. */
static void holiday_span(const inc_zone *zone, inc_date date, int64_t second, inc_interval *day)
{
    int64_t midnight = date * INC__DAY_SECONDS, next = INC__SHOWING_FIRST;
    int64_t from = INT64_MIN, to = INT64_MIN;
    inc__showing showing;

    while (inc__zone_next_showing(zone, midnight, midnight + INC__DAY_SECONDS, &next, &showing)) {
        if (showing.from != to) {
            if (to > second)
                break;
            from = showing.from;
        }
        to = showing.to;
    }
    day->from = inc__second_clamp(from);
    day->to = inc__second_clamp(to);
}

inc_status inc_calendar_holiday(const inc_calendar *calendar, inc_time time, const char **name,
                                inc_interval *day)
{
    const inc_calendar *part = NULL;
    const char *found;
    inc_date date = 0;
    int64_t second;

    if (calendar == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(time))
        return INC_E_RANGE;
    second = inc__floor_div(time, INC_SECOND);
    found = holiday_find(calendar, second, &part, &date);
    if (found == NULL)
        return INC_DONE;
    if (name != NULL)
        *name = found;
    if (day != NULL)
        holiday_span(part->definition.zone, date, second, day);
    return INC_OK;
}

static inc_date holiday_date(const inc_calendar *calendar, inc_time time)
{
    int64_t second = inc__floor_div(time, INC_SECOND);
    int64_t local = second + inc__zone_offset_at(calendar->definition.zone, second);

    return (inc_date) inc__floor_div(local, INC__DAY_SECONDS);
}

static inc_time holiday_next_plain(const inc_calendar *calendar, inc_time from, inc_time to)
{
    const inc__definition *definition = &calendar->definition;
    /* Clocks that go back over midnight show the date before once more. */
    inc_date date = holiday_date(calendar, from) - 1, last = holiday_date(calendar, to);

    if (definition->exceptions.count == 0)
        return to;
    for (; date <= last; date++) {
        int64_t midnight = date * INC__DAY_SECONDS, next = INC__SHOWING_FIRST;
        inc__showing showing;
        if (inc__definition_day(definition, date).holiday == NULL)
            continue;
        while (inc__zone_next_showing(definition->zone, midnight, midnight + INC__DAY_SECONDS,
                                      &next, &showing)) {
            inc_time start = inc__second_clamp(showing.from), end = inc__second_clamp(showing.to);
            if (end > from)
                return start < from ? from : start < to ? start : to;
        }
    }
    return to;
}

inc_time inc__calendar_next_holiday(const inc_calendar *calendar, inc_time from, inc_time to)
{
    size_t i, count = calendar->parts.count;

    if (calendar->combination == 0)
        return holiday_next_plain(calendar, from, to);
    if (calendar->combination == INC_DIFFERENCE)
        count = 1;
    for (i = 0; i < count; i++)
        to = inc__calendar_next_holiday(*INC__AT(&calendar->parts, inc_calendar *, i), from, to);
    return to;
}
