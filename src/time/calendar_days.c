/* Local dates of a calendar: open days, the n-th of them, holidays. */
#include "time/calendar_days.h"
#include "time/calendar.h"
#include "time/date.h"
#include "time/sight.h"
#include "time/zone.h"

#include <string.h>

#define DAYS_MOST 100000
/* Closed dates in a row before it is worth asking where the next opening is. */
#define DAYS_PATIENCE 14

int inc__zone_next_showing(const inc_zone *zone, int64_t local, int64_t end, int64_t *next,
                           inc__showing *showing)
{
    /* No offset reaches 26 hours. */
    int64_t at = *next == INC__SHOWING_FIRST ? local - 26 * 3600 : *next;

    while (at < end + 26 * 3600) {
        int64_t change = inc__zone_next_offset(zone, at);
        int64_t offset = inc__zone_offset_at(zone, at);
        showing->from = local - offset > at ? local - offset : at;
        showing->to = end - offset < change ? end - offset : change;
        at = change;
        *next = change;
        if (showing->from < showing->to)
            return 1;
    }
    return 0;
}

inc_time inc__second_clamp(int64_t second)
{
    inc_time time;

    if (second > INC_TIME_MAX / INC_SECOND)
        return INC_TIME_MAX + 1;
    time = second * INC_SECOND;
    return time > INC_TIME_MIN ? time : INC_TIME_MIN;
}

/* Adds up the elapsed length of a local span, or the open time in it where timeline is given. */
static inc_duration days_length(const inc__timeline *timeline, const inc_zone *zone, int64_t local,
                                int64_t end)
{
    int64_t next = INC__SHOWING_FIRST;
    inc_duration length = 0;
    inc__showing showing;

    while (inc__zone_next_showing(zone, local, end, &next, &showing)) {
        inc__sight from, to;
        if (timeline == NULL) {
            length += (showing.to - showing.from) * INC_SECOND;
            continue;
        }
        inc__sight_take(timeline, inc__second_clamp(showing.from), &from);
        inc__sight_take(timeline, inc__second_clamp(showing.to), &to);
        length += to.open - from.open;
    }
    return length;
}

/* The hours of one date, united. */
static int days_next_hours(const inc__day *day, size_t *index, inc_hours *hours)
{
    if (*index >= day->count)
        return 0;
    *hours = day->hours[(*index)++];
    while (*index < day->count && day->hours[*index].from <= hours->to) {
        if (day->hours[*index].to > hours->to)
            hours->to = day->hours[*index].to;
        (*index)++;
    }
    return 1;
}

/* UTC seconds between which a zone keeps its offset; empty when zeroed. */
typedef struct days_calm {
    int64_t from;
    int64_t to;
} days_calm;

/* 1 if clocks do not change anywhere near the hours of a date; no offset reaches 26 hours. */
static int days_is_calm(const inc_zone *zone, int64_t midnight, days_calm *calm)
{
    int64_t from = midnight - 26 * 3600, to = midnight + (48 + 26) * 3600;

    if (from >= calm->from && to <= calm->to)
        return 1;
    calm->from = from;
    calm->to = inc__zone_next_offset(zone, from);
    return to <= calm->to;
}

static inc_duration days_plain(const inc_calendar *calendar, inc_date date, days_calm *calm)
{
    const inc_zone *zone = calendar->definition.zone;
    inc__day day = inc__definition_day(&calendar->definition, date);
    int64_t midnight = date * INC__DAY_SECONDS;
    inc_duration length = 0;
    inc_hours hours;
    size_t index = 0;

    while (days_next_hours(&day, &index, &hours)) {
        if (days_is_calm(zone, midnight, calm))
            length += (hours.to - hours.from) * INC_SECOND;
        else
            length += days_length(NULL, zone, midnight + hours.from, midnight + hours.to);
    }
    return length;
}

/* A zone of its own that is not named or named by itself. */
static int days_own(const inc_calendar *calendar, const inc_zone *zone)
{
    const inc_zone *own = calendar->definition.zone;

    return own != NULL && (zone == NULL || zone == own ||
                           memcmp(inc_zone_hash(zone), inc_zone_hash(own), sizeof(inc_hash)) == 0);
}

static inc_duration days_open(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                              days_calm *calm)
{
    int64_t midnight = date * INC__DAY_SECONDS;

    if (days_own(calendar, zone))
        return days_plain(calendar, date, calm);
    return days_length(&calendar->timeline, zone, midnight, midnight + INC__DAY_SECONDS);
}

static inc_status days_check(const inc_calendar *calendar, const inc_zone *zone, inc_date date)
{
    if (calendar == NULL || (zone == NULL && calendar->definition.zone == NULL))
        return INC_E_INVALID;
    return date >= INC_DATE_MIN && date <= INC_DATE_MAX ? INC_OK : INC_E_RANGE;
}

inc_status inc_calendar_open_day(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                                 inc_duration *length)
{
    inc_status status = days_check(calendar, zone, date);
    days_calm calm = {0, 0};

    if (status != INC_OK || length == NULL)
        return status != INC_OK ? status : INC_E_INVALID;
    *length = days_open(calendar, zone, date, &calm);
    return INC_OK;
}

/* The last date before the closed stretch around `date` ends (or begins, backward), so that the
 * walk goes on there; INC_E_UNREACHABLE or INC_E_RANGE when it never does. */
static inc_status days_skip(const inc_calendar *calendar, const inc_zone *zone, int32_t step,
                            inc_date *date)
{
    const inc_zone *dates = zone != NULL ? zone : calendar->definition.zone;
    int64_t noon = *date * INC__DAY_SECONDS + INC__DAY_SECONDS / 2;
    inc_time time = inc__second_clamp(inc__zone_from_local(dates, noon, NULL)), edge;
    inc_status status = step > 0 ? inc_calendar_next_open(calendar, time, &edge)
                                 : inc_calendar_prev_open(calendar, time, &edge);
    int64_t second, local;

    if (status != INC_OK)
        return status;
    second = inc__floor_div(edge, INC_SECOND);
    local = second + inc__zone_offset_at(dates, second);
    /* Two days of margin: what opens there may belong to a date before, and clocks may change. */
    local -= step * 2 * INC__DAY_SECONDS;
    if ((local - noon) * step > 0)
        *date = (inc_date) inc__floor_div(local, INC__DAY_SECONDS);
    return INC_OK;
}

inc_status inc_calendar_add_days(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                                 int32_t days, inc_date *result)
{
    int32_t step = days > 0 ? 1 : -1, patience = DAYS_PATIENCE;
    inc_status status = days_check(calendar, zone, date);
    days_calm calm = {0, 0};

    if (status != INC_OK)
        return status;
    if (result == NULL || days == 0 || days > DAYS_MOST || days < -DAYS_MOST)
        return INC_E_INVALID;
    while (days != 0) {
        date += step;
        if (date < INC_DATE_MIN)
            return calendar->timeline.always_was ? INC_E_RANGE : INC_E_UNREACHABLE;
        if (date > INC_DATE_MAX)
            return calendar->timeline.cycle_open > 0 ? INC_E_RANGE : INC_E_UNREACHABLE;
        if (days_open(calendar, zone, date, &calm) > 0) {
            days -= step;
            patience = DAYS_PATIENCE;
        } else if (--patience == 0) {
            status = days_skip(calendar, zone, step, &date);
            if (status != INC_OK)
                return status;
            patience = DAYS_PATIENCE;
        }
    }
    *result = date;
    return INC_OK;
}

/* The end of the date's last hours: the last UTC second that shows a reading in them, and one. */
static int64_t days_plain_end(const inc_calendar *calendar, inc_date date)
{
    inc__day day = inc__definition_day(&calendar->definition, date);
    int64_t midnight = date * INC__DAY_SECONDS, end = INT64_MIN;
    inc__showing showing;
    inc_hours hours;
    size_t index = 0;

    while (days_next_hours(&day, &index, &hours)) {
        int64_t next = INC__SHOWING_FIRST;
        while (inc__zone_next_showing(calendar->definition.zone, midnight + hours.from,
                                      midnight + hours.to, &next, &showing))
            end = showing.to > end ? showing.to : end;
    }
    return end;
}

static int64_t days_last(const inc_zone *zone, inc_date date)
{
    int64_t midnight = date * INC__DAY_SECONDS, next = INC__SHOWING_FIRST, end = INT64_MIN;
    inc__showing showing;

    while (inc__zone_next_showing(zone, midnight, midnight + INC__DAY_SECONDS, &next, &showing))
        end = showing.to;
    return end;
}

inc_status inc__calendar_day_end(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                                 inc_time *end)
{
    inc_status status = days_check(calendar, zone, date);
    days_calm calm = {0, 0};
    int64_t second;

    if (status != INC_OK)
        return status;
    if (days_open(calendar, zone, date, &calm) == 0)
        return INC_E_UNREACHABLE;
    second = days_own(calendar, zone) ? days_plain_end(calendar, date) : days_last(zone, date);
    if (second > INC_TIME_MAX / INC_SECOND)
        return INC_E_RANGE;
    if (!days_own(calendar, zone))
        return inc_calendar_prev_open(calendar, second * INC_SECOND, end);
    *end = second * INC_SECOND;
    return INC_OK;
}
