/* Questions to a calendar: is open, add, between, next and previous edges. */
#include "time/calendar.h"
#include "time/sight.h"

#include <string.h>

/* Years that are looked through for an edge: all stored ones and a whole cycle beyond. */
static int64_t query_years(const inc__timeline *timeline)
{
    return (int64_t) timeline->years.count + 400;
}

inc_status inc_calendar_is_open(const inc_calendar *calendar, inc_time time, int32_t *open)
{
    if (calendar == NULL || open == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(time))
        return INC_E_RANGE;
    (void) inc__sight_open(&calendar->timeline, time, open);
    return INC_OK;
}

inc_status inc_calendar_between(const inc_calendar *calendar, inc_time a, inc_time b,
                                inc_duration *worked)
{
    int32_t open;

    if (calendar == NULL || worked == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(a) || !inc__time_valid(b))
        return INC_E_RANGE;
    *worked = inc__sight_open(&calendar->timeline, b, &open) -
              inc__sight_open(&calendar->timeline, a, &open);
    return INC_OK;
}

inc_status inc_calendar_add(const inc_calendar *calendar, inc_time start, inc_duration duration,
                            inc_time *result)
{
    if (calendar == NULL || result == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(start))
        return INC_E_RANGE;
    if (duration == 0) {
        *result = start;
        return INC_OK;
    }
    return inc__sight_add_once(&calendar->timeline, start, duration, result);
}

/* The start of the span that holds the open second after the sighted, closed instant. */
static inc_status query_reopening(const inc__timeline *timeline, const inc__sight *sight,
                                  inc_time *result)
{
    inc_time first;
    inc_status status = inc__sight_add(timeline, sight->open, 1, &first);

    if (status == INC_OK)
        *result = first - 1;
    return status;
}

inc_status inc_calendar_next_open(const inc_calendar *calendar, inc_time time, inc_time *result)
{
    inc__sight sight;

    if (calendar == NULL || result == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(time))
        return INC_E_RANGE;
    inc__sight_take(&calendar->timeline, time, &sight);
    if (!sight.inside)
        return query_reopening(&calendar->timeline, &sight, result);
    *result = time;
    return INC_OK;
}

/* The end of the interval that is open at the sighted instant, over the edges of years; past the
 * end of time INC_E_RANGE, and INC_E_UNREACHABLE when it never ends. */
static inc_status query_end(const inc__timeline *timeline, const inc__sight *sight,
                            inc_time *result)
{
    int64_t left = query_years(timeline);
    inc__place place = sight->place;
    const inc__span *span = &place.spans[sight->opened - 1];
    inc_time time;

    while (span->close == place.length) {
        inc__place next;
        inc__timeline_year(timeline, place.index + 1, &next);
        if (next.count == 0 || next.spans[0].open > 0)
            break;
        if (left-- == 0)
            return INC_E_UNREACHABLE;
        place = next;
        span = &place.spans[0];
    }
    time = inc__sight_time(place.start + span->close);
    if (time > INC_TIME_MAX)
        return INC_E_RANGE;
    *result = time;
    return INC_OK;
}

/* The start of the interval that the open second before the sighted instant lies in. */
static inc_status query_begin(const inc__timeline *timeline, const inc__sight *sight,
                              inc_time *result)
{
    inc__place place = sight->place;
    const inc__span *span = &place.spans[sight->opened - 1];

    while (span->open == 0 && place.index > 0) {
        inc__place last;
        inc__timeline_year(timeline, place.index - 1, &last);
        if (last.count == 0 || last.spans[last.count - 1].close < last.length)
            break;
        place = last;
        span = &place.spans[place.count - 1];
    }
    /* What is open at the very start of 1900 opened before it, or never closes at all. */
    if (span->open == 0 && place.index == 0 && timeline->always_was) {
        inc_time end;
        inc__sight first;
        inc__sight_take(timeline, INC_TIME_MIN, &first);
        return query_end(timeline, &first, &end) == INC_E_UNREACHABLE ? INC_E_UNREACHABLE
                                                                      : INC_E_RANGE;
    }
    *result = inc__sight_time(place.start + span->open);
    return INC_OK;
}

inc_status inc_calendar_next_close(const inc_calendar *calendar, inc_time time, inc_time *result)
{
    inc__sight sight;
    inc_time open;
    inc_status status = inc_calendar_next_open(calendar, time, &open);

    if (status != INC_OK || result == NULL)
        return status != INC_OK ? status : INC_E_INVALID;
    inc__sight_take(&calendar->timeline, open, &sight);
    return query_end(&calendar->timeline, &sight, result);
}

inc_status inc_calendar_prev_open(const inc_calendar *calendar, inc_time time, inc_time *result)
{
    const inc__timeline *timeline;
    inc__sight sight;
    inc_time last;
    inc_status status;

    if (calendar == NULL || result == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(time))
        return INC_E_RANGE;
    timeline = &calendar->timeline;
    inc__sight_take(timeline, time, &sight);
    /* One open microsecond back, the greatest such instant; its end is the answer. */
    status = inc__sight_add(timeline, sight.open, -1, &last);
    if (status == INC_OK)
        *result = last + 1;
    return status;
}

inc_status inc_calendar_prev_opening(const inc_calendar *calendar, inc_time time, inc_time *result)
{
    inc__sight sight;
    inc_time last;
    inc_status status = inc_calendar_prev_open(calendar, time, &last);

    if (status != INC_OK || result == NULL)
        return status != INC_OK ? status : INC_E_INVALID;
    inc__sight_take(&calendar->timeline, last - 1, &sight);
    return query_begin(&calendar->timeline, &sight, result);
}

inc_status inc_calendar_next_interval(const inc_calendar *calendar, inc_time from, inc_time to,
                                      inc_interval *interval)
{
    inc__sight sight;
    inc_time open, close;
    inc_status status;

    if (calendar == NULL || interval == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(from) || !inc__time_valid(to))
        return INC_E_RANGE;
    status = from < to ? inc_calendar_next_open(calendar, from, &open) : INC_DONE;
    if (status == INC_E_UNREACHABLE || status == INC_E_RANGE || (status == INC_OK && open >= to))
        return INC_DONE;
    if (status != INC_OK)
        return status;
    inc__sight_take(&calendar->timeline, open, &sight);
    if (query_end(&calendar->timeline, &sight, &close) != INC_OK || close > to)
        close = to;
    interval->from = open;
    interval->to = close;
    return INC_OK;
}
