/* Periods of a report zone. */
#include "kpi/period.h"

#include "time/date.h"
#include "time/zone_table.h"

#include <stdio.h>
#include <string.h>

/* 1970-01-01 was a Thursday. */
#define PERIOD_MONDAY 3

static const char *const period_names[] = {"none", "day", "week", "month", "quarter"};

const char *inc_period_name(int32_t period)
{
    return period >= INC_PERIOD_NONE && period <= INC_PERIOD_QUARTER ? period_names[period] : "?";
}

int32_t inc_period_find(const char *name, size_t size)
{
    int32_t i;

    if (name == NULL)
        return -1;
    if (size == INC_ZSTR)
        size = strlen(name);
    for (i = INC_PERIOD_NONE; i <= INC_PERIOD_QUARTER; i++)
        if (strlen(period_names[i]) == size && memcmp(period_names[i], name, size) == 0)
            return i;
    return -1;
}

void inc__periods_init(inc__periods *periods, const inc_zone *zone, int32_t kind)
{
    periods->zone = zone;
    periods->kind = kind;
    periods->from = INT64_MAX;
    periods->until = INT64_MIN;
    periods->offset = 0;
    periods->memo = NULL;
}

/* Division by a constant that rounds down. */
#define PERIOD_FLOOR(a, b) ((a) >= 0 ? (a) / (b) : -((-(a) + (b) -1) / (b)))

int64_t inc__periods_day(inc__periods *periods, inc_time at)
{
    int64_t second = PERIOD_FLOOR(at, INC_SECOND);

    if (second < periods->from || second >= periods->until) {
        periods->offset = inc__zone_type_at(periods->zone, second, &periods->until)->offset;
        periods->from = second;
    }
    second += periods->offset;
    return PERIOD_FLOOR(second, INC__DAY_SECONDS);
}

int64_t inc__period_of_day(int32_t kind, int64_t day)
{
    int32_t year, month;

    if (kind == INC_PERIOD_NONE)
        return 0;
    if (kind == INC_PERIOD_DAY)
        return day;
    if (kind == INC_PERIOD_WEEK)
        return inc__floor_div(day + PERIOD_MONDAY, 7);
    inc__date_split((int32_t) day, &year, &month, NULL);
    if (kind == INC_PERIOD_MONTH)
        return (int64_t) (year - 1970) * 12 + month - 1;
    return (int64_t) (year - 1970) * 4 + (month - 1) / 3;
}

/* No day is as far away as this one, so a memo of it fits nothing. */
#define PERIOD_NO_DAY INT32_MIN

void inc__periods_remember(inc__periods *periods, inc__period_memo *memo)
{
    size_t i;

    if (periods->kind <= INC_PERIOD_DAY)
        return;
    periods->memo = memo;
    if (memo->kind == periods->kind)
        return;
    memo->kind = periods->kind;
    for (i = 0; i < INC__PERIODS_KNOWN; i++)
        memo->known[i].day = PERIOD_NO_DAY;
}

int64_t inc__periods_at(inc__periods *periods, inc_time at)
{
    int64_t day, period;
    size_t place;

    if (periods->kind == INC_PERIOD_NONE)
        return 0;
    day = inc__periods_day(periods, at);
    if (periods->memo == NULL)
        return inc__period_of_day(periods->kind, day);
    place = (size_t) day % INC__PERIODS_KNOWN;
    if (periods->memo->known[place].day == day)
        return periods->memo->known[place].period;
    period = inc__period_of_day(periods->kind, day);
    periods->memo->known[place].day = (int32_t) day;
    periods->memo->known[place].period = (int32_t) period;
    return period;
}

int64_t inc__period_first_day(int32_t kind, int64_t number)
{
    int64_t parts = kind == INC_PERIOD_MONTH ? 12 : 4;

    if (kind <= INC_PERIOD_DAY)
        return number;
    if (kind == INC_PERIOD_WEEK)
        return number * 7 - PERIOD_MONDAY;
    return inc__date_of((int32_t) (1970 + inc__floor_div(number, parts)),
                        (int32_t) (1 + inc__floor_mod(number, parts) * (12 / parts)), 1);
}

/* The first instant of a local day. */
static inc_time period_midnight(const inc_zone *zone, int64_t day)
{
    return inc__zone_from_local(zone, day * INC__DAY_SECONDS, NULL) * INC_SECOND;
}

void inc__period_bounds(const inc_zone *zone, int32_t kind, int64_t number, inc_time *from,
                        inc_time *to)
{
    *from = INC_TIME_NONE;
    *to = INC_TIME_NONE;
    if (kind == INC_PERIOD_NONE)
        return;
    *from = period_midnight(zone, inc__period_first_day(kind, number));
    *to = period_midnight(zone, inc__period_first_day(kind, number + 1));
}

int inc__period_is_union(int32_t kind, int32_t of)
{
    if (kind == of || kind == INC_PERIOD_NONE)
        return 1;
    if (of == INC_PERIOD_DAY)
        return 1;
    return kind == INC_PERIOD_QUARTER && of == INC_PERIOD_MONTH;
}

static void period_write(int32_t period, int64_t day, char *text)
{
    int32_t year, month, number;

    inc__date_split((int32_t) day, &year, &month, &number);
    if (period == INC_PERIOD_WEEK) {
        inc_date_iso_week((inc_date) day, &year, &number);
        snprintf(text, INC_PERIOD_TEXT_SIZE, "%04d-W%02d", (int) year, (int) number);
    } else if (period == INC_PERIOD_DAY) {
        snprintf(text, INC_PERIOD_TEXT_SIZE, "%04d-%02d-%02d", (int) year, (int) month,
                 (int) number);
    } else if (period == INC_PERIOD_MONTH) {
        snprintf(text, INC_PERIOD_TEXT_SIZE, "%04d-%02d", (int) year, (int) month);
    } else {
        snprintf(text, INC_PERIOD_TEXT_SIZE, "%04d-Q%d", (int) year, (int) (month + 2) / 3);
    }
}

inc_status inc_period_text(int32_t period, const inc_zone *zone, inc_time from, char *text)
{
    inc__periods periods;
    int64_t second = inc__floor_div(from, INC_SECOND);

    if (text == NULL || period < INC_PERIOD_NONE || period > INC_PERIOD_QUARTER)
        return INC_E_INVALID;
    if (period == INC_PERIOD_NONE) {
        snprintf(text, INC_PERIOD_TEXT_SIZE, "all");
        return INC_OK;
    }
    if (from < INC_TIME_MIN || from > INC_TIME_MAX)
        return INC_E_RANGE;
    inc__periods_init(&periods, zone, period);
    period_write(period,
                 zone != NULL ? inc__periods_day(&periods, from)
                              : inc__floor_div(second, INC__DAY_SECONDS),
                 text);
    return INC_OK;
}
