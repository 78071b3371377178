/* Targets: from a start to a due, in working time or in business days. */
#include "rules/target.h"

#include "base/options.h"
#include "time/calendar.h"

#include <string.h>

#define TARGET_DAYS_MOST 100000
#define TARGET_DAY_SECONDS 86400

static int target_days_bounded(const inc_target *target)
{
    return target->days >= 1 && target->days <= TARGET_DAYS_MOST && target->objective_days >= 0 &&
           target->objective_days <= TARGET_DAYS_MOST;
}

static int target_bounded(const inc_target *target)
{
    if (target->reserved != 0)
        return 0;
    switch (target->kind) {
    case INC_TARGET_WORKING:
        return target->limit >= 0 && target->objective >= 0;
    case INC_TARGET_DAYS:
        return target->rule >= INC_DAYS_SAME_TIME && target->rule <= INC_DAYS_OWN_LENGTH &&
               target_days_bounded(target);
    case INC_TARGET_BY:
        return target->time_of_day >= 0 && target->time_of_day <= TARGET_DAY_SECONDS &&
               target_days_bounded(target);
    default:
        return 0;
    }
}

/* One meaning has one shape, so that it has one hash. */
static void target_keep(const inc_target *in, inc_target *out)
{
    memset(out, 0, sizeof *out);
    out->size = sizeof *out;
    out->kind = in->kind;
    if (in->kind == INC_TARGET_WORKING) {
        out->limit = in->limit;
        out->objective = in->objective != 0 ? in->objective : in->limit;
        return;
    }
    if (in->kind == INC_TARGET_DAYS)
        out->rule = in->rule;
    else
        out->time_of_day = in->time_of_day;
    out->days = in->days;
    out->objective_days = in->objective_days != 0 ? in->objective_days : in->days;
    out->zone = in->zone;
}

inc_status inc__target_check(const inc_target *in, inc_target *out)
{
    inc_target local;
    inc_status status = in != NULL ? INC__OPTIONS(&local, in, zone) : INC_E_INVALID;

    if (status != INC_OK)
        return status;
    if (!target_bounded(&local))
        return INC_E_INVALID;
    target_keep(&local, out);
    return INC_OK;
}

int inc__target_unit(const inc_target *target)
{
    return target->kind == INC_TARGET_WORKING ? INC_TARGET_WORKING : INC_TARGET_DAYS;
}

int inc__target_beyond(const inc_target *target)
{
    return target->objective > target->limit || target->objective_days > target->days;
}

static const inc_zone *target_zone(const inc_target *target, const inc_calendar *calendar)
{
    return target->zone != NULL ? target->zone : inc_calendar_zone(calendar);
}

inc_status inc__target_usable(const inc_target *target, const inc_calendar *calendar)
{
    if (inc__target_beyond(target))
        return INC_E_INVALID;
    if (inc__target_unit(target) == INC_TARGET_DAYS && target_zone(target, calendar) == NULL)
        return INC_E_INVALID;
    return INC_OK;
}

static inc_status target_read(const inc_zone *zone, inc_time time, inc_date *date, inc_civil *civil)
{
    inc_status status = inc_zone_to_civil(zone, time, civil);

    if (status != INC_OK)
        return status;
    return inc_date_from_ymd(civil->year, civil->month, civil->day, date);
}

/* The instant at which a date has the time of day of *civil. */
static inc_status target_instant(const inc_zone *zone, inc_date date, inc_civil *civil,
                                 inc_time *time)
{
    inc_status status = inc_date_to_ymd(date, &civil->year, &civil->month, &civil->day);

    if (status != INC_OK)
        return status;
    return inc_zone_from_civil(zone, civil, time, NULL);
}

/* Stays inside or at the end of open time, else goes on to the next opening. */
static inc_status target_settle(const inc_calendar *calendar, inc_time time, inc_time *due)
{
    inc_time edge;
    inc_status status = inc_calendar_prev_open(calendar, time, &edge);

    if (status == INC_OK && edge == time) {
        *due = time;
        return INC_OK;
    }
    return inc_calendar_next_open(calendar, time, due);
}

/* The days-th open day after the local date of a start, and the start's reading. */
static inc_status target_day(const inc_target *target, const inc_calendar *calendar, int32_t days,
                             inc_time start, inc_civil *civil, inc_date *date)
{
    inc_date first;
    inc_status status = target_read(target_zone(target, calendar), start, &first, civil);

    if (status != INC_OK)
        return status;
    return inc_calendar_add_days(calendar, target->zone, first, days, date);
}

static inc_status target_same_time(const inc_target *target, const inc_calendar *calendar,
                                   int32_t days, inc_time start, inc_time *due)
{
    inc_civil civil;
    inc_date date;
    inc_time time;
    inc_status status = inc_calendar_next_open(calendar, start, &time);

    if (status == INC_OK)
        status = target_day(target, calendar, days, time, &civil, &date);
    if (status == INC_OK)
        status = target_instant(target_zone(target, calendar), date, &civil, &time);
    return status == INC_OK ? target_settle(calendar, time, due) : status;
}

static inc_status target_close_of_day(const inc_target *target, const inc_calendar *calendar,
                                      int32_t days, inc_time start, inc_time *due)
{
    inc_civil civil;
    inc_date date;
    inc_status status = target_day(target, calendar, days, start, &civil, &date);

    return status == INC_OK ? inc__calendar_day_end(calendar, target->zone, date, due) : status;
}

static inc_status target_own_length(const inc_target *target, const inc_calendar *calendar,
                                    int32_t days, inc_time start, inc_time *due)
{
    inc_civil civil;
    inc_date date;
    inc_duration length, sum = 0;
    inc_status status = target_read(target_zone(target, calendar), start, &date, &civil);

    while (status == INC_OK && days-- > 0) {
        status = inc_calendar_add_days(calendar, target->zone, date, 1, &date);
        if (status == INC_OK)
            status = inc_calendar_open_day(calendar, target->zone, date, &length);
        if (status == INC_OK)
            sum += length;
    }
    return status == INC_OK ? inc_calendar_add(calendar, start, sum, due) : status;
}

static inc_status target_by(const inc_target *target, const inc_calendar *calendar, int32_t days,
                            inc_time start, inc_time *due)
{
    inc_civil civil;
    inc_date date;
    inc_status status = target_day(target, calendar, days, start, &civil, &date);
    int32_t second = target->time_of_day;

    if (status != INC_OK)
        return status;
    if (second == TARGET_DAY_SECONDS) {
        second = 0;
        date++;
    }
    civil.hour = second / 3600;
    civil.minute = second / 60 % 60;
    civil.second = second % 60;
    civil.microsecond = 0;
    return target_instant(target_zone(target, calendar), date, &civil, due);
}

inc_status inc__target_nominal(const inc_target *target, const inc_calendar *calendar,
                               int objective, inc_time start, inc_time *due)
{
    int32_t days = objective ? target->objective_days : target->days;

    if (target->kind == INC_TARGET_WORKING)
        return inc_calendar_add(calendar, start, objective ? target->objective : target->limit,
                                due);
    if (target->kind == INC_TARGET_BY)
        return target_by(target, calendar, days, start, due);
    if (target->rule == INC_DAYS_CLOSE_OF_DAY)
        return target_close_of_day(target, calendar, days, start, due);
    if (target->rule == INC_DAYS_OWN_LENGTH)
        return target_own_length(target, calendar, days, start, due);
    return target_same_time(target, calendar, days, start, due);
}

inc_status inc__target_boundary(const inc_target *target, const inc_calendar *calendar,
                                int32_t boundary, inc_time *due)
{
    inc_status status;

    if (boundary != INC_BOUNDARY_NEXT_OPENING || target->kind == INC_TARGET_BY ||
        target->rule == INC_DAYS_CLOSE_OF_DAY)
        return INC_OK;
    status = inc_calendar_next_open(calendar, *due, due);
    return status == INC_E_UNREACHABLE ? INC_OK : status;
}

static inc_status target_step(const inc_target *target, const inc_calendar *calendar,
                              int32_t boundary, int objective, inc_time start, inc_time *due)
{
    inc_status status = inc__target_nominal(target, calendar, objective, start, due);

    return status == INC_OK ? inc__target_boundary(target, calendar, boundary, due) : status;
}

inc_status inc_target_due(const inc_target *target, const inc_calendar *calendar, int32_t boundary,
                          inc_time start, inc_time *due, inc_time *objective_due)
{
    inc_target checked;
    inc_time limit, objective;
    inc_status status = inc__target_check(target, &checked);

    if (status != INC_OK)
        return status;
    if (calendar == NULL || due == NULL || boundary < INC_BOUNDARY_CLOSING ||
        boundary > INC_BOUNDARY_NEXT_OPENING)
        return INC_E_INVALID;
    status = inc__target_usable(&checked, calendar);
    if (status == INC_OK)
        status = target_step(&checked, calendar, boundary, 0, start, &limit);
    if (status == INC_OK && objective_due != NULL)
        status = target_step(&checked, calendar, boundary, 1, start, &objective);
    if (status != INC_OK)
        return status;
    *due = limit;
    if (objective_due != NULL)
        *objective_due = objective;
    return INC_OK;
}
