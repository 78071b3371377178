/* Lists of dates, and the dates of a recurrence rule. */
#include "event.h"

#include <incident/addon.h>
#include <incident/date.h>
#include <stdio.h>

/* Before every date that can be wanted. */
#define DATES_EARLY (INC_DATE_MIN - 1)

void *inc__ical_room(inc_context *context, void *items, size_t count, size_t *capacity,
                     size_t item_size)
{
    size_t wanted = *capacity != 0 ? *capacity * 2 : 16;
    void *grown;

    if (count < *capacity)
        return items;
    grown = inc_context_resize(context, items, *capacity * item_size, wanted * item_size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

void inc__ical_dates_free(inc_context *context, inc__ical_dates *dates)
{
    inc_context_resize(context, dates->items, dates->capacity * sizeof *dates->items, 0);
    dates->items = NULL;
    dates->count = dates->capacity = 0;
}

inc_status inc__ical_dates_push(const inc__ical_job *job, inc__ical_dates *dates, inc_date date)
{
    inc_date *items;

    if (dates->count >= INC__ICAL_MOST)
        return inc__ical_event_fail(job, INC_E_RANGE, NULL, "came on more than 500000 dates");
    items =
        inc__ical_room(job->context, dates->items, dates->count, &dates->capacity, sizeof *items);
    if (items == NULL)
        return inc_context_fail(job->context, INC_E_NOMEM, "memory ran out");
    dates->items = items;
    dates->items[dates->count++] = date;
    return INC_OK;
}

inc_status inc__ical_date(const inc__ical_job *job, const char *property, struct icaltimetype time,
                          inc_date *date)
{
    inc_status status = inc_date_from_ymd(time.year, time.month, time.day, date);
    char what[80];

    /* An early year is judged by one of the same shape, as the calendar repeats every 400. */
    if (status == INC_E_RANGE && time.year >= 0 && time.year < 1900) {
        status = inc_date_from_ymd(2000 + time.year % 400, time.month, time.day, date);
        *date = DATES_EARLY;
    }
    if (status == INC_OK)
        return INC_OK;
    (void) snprintf(what, sizeof what, "was '%04d-%02d-%02d', which is no date", time.year,
                    time.month, time.day);
    return inc__ical_event_fail(job, INC_E_FORMAT, property, what);
}

/* Steps of a rule that are early cost as much as those that are wanted, so both are counted. */
static inc_status dates_walk(const inc__ical_job *job, icalrecur_iterator *iterator,
                             const char *name, inc__ical_dates *dates)
{
    inc_status status = INC_OK;
    size_t steps = 0;

    while (status == INC_OK) {
        struct icaltimetype next = icalrecur_iterator_next(iterator);
        inc_date date;
        if (icaltime_is_null_time(next))
            break;
        if (steps++ >= INC__ICAL_MOST)
            return inc__ical_event_fail(job, INC_E_RANGE, name, "took more than 500000 steps");
        /* libical steps through Julian dates before 1582. */
        if (next.year < 1900)
            continue;
        status = inc__ical_date(job, name, next, &date);
        if (status == INC_OK && date > job->to)
            break;
        if (status == INC_OK && (dates->count == 0 || dates->items[dates->count - 1] != date))
            status = inc__ical_dates_push(job, dates, date);
    }
    return status;
}

inc_status inc__ical_rule(const inc__ical_job *job, icalproperty *property, const char *name,
                          struct icaltimetype start, inc__ical_dates *dates)
{
    icalvalue *value = icalproperty_get_value(property);
    struct icalrecurrencetype rule;
    icalrecur_iterator *iterator;
    inc_status status;

    if (value == NULL)
        return inc__ical_event_fail(job, INC_E_FORMAT, name, "had no value");
    rule = icalvalue_get_recur(value);
    if (rule.freq < ICAL_DAILY_RECURRENCE)
        return inc__ical_event_fail(job, INC_E_FORMAT, name, "was finer than a day");
    iterator = icalrecur_iterator_new(rule, start);
    if (iterator == NULL)
        return inc__ical_event_fail(job, INC_E_FORMAT, name, "was no rule that can be expanded");
    status = dates_walk(job, iterator, name, dates);
    icalrecur_iterator_free(iterator);
    return status;
}
