/* The dates of one all-day event. */
#include "event.h"

#include <incident/addon.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVENT_QUOTE 80

inc_status inc__ical_event_fail(const inc__ical_job *job, inc_status status, const char *property,
                                const char *what)
{
    size_t line = inc__ical_line_of(job->text, job->size, job->event, property);

    return inc__ical_fail(job->context, status, line, "%s of the event %s",
                          property != NULL ? property : "a date", what);
}

/* libical leaves what it could not read as a sentence on the component. */
static inc_status event_check_property(const inc__ical_job *job, const char *sentence,
                                       const char *property)
{
    char pattern[64], what[EVENT_QUOTE + 32];
    const char *value = strstr(sentence, "entire property: ");

    (void) snprintf(pattern, sizeof pattern, " %s property", property);
    if (strstr(sentence, pattern) == NULL)
        return INC_OK;
    value = value != NULL ? value + strlen("entire property: ") : "";
    (void) snprintf(what, sizeof what, "was not readable: '%.*s'", EVENT_QUOTE, value);
    return inc__ical_event_fail(job, INC_E_FORMAT, property, what);
}

static inc_status event_check(const inc__ical_job *job, icalcomponent *event)
{
    static const char *const properties[] = {"DTSTART", "DTEND",  "DURATION", "RRULE",
                                             "EXRULE",  "RDATE",  "EXDATE",   "RECURRENCE-ID",
                                             "STATUS",  "SUMMARY"};
    icalproperty *error = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY);
    inc_status status = INC_OK;
    size_t i;

    while (status == INC_OK && error != NULL) {
        const char *sentence = icalproperty_get_xlicerror(error);
        for (i = 0; status == INC_OK && i < sizeof properties / sizeof *properties; i++)
            status = event_check_property(job, sentence != NULL ? sentence : "", properties[i]);
        error = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY);
    }
    return status;
}

/* 1 for a text that starts with a word in any case, which ends there. */
static int event_word(const char *text, const char *word)
{
    for (; *word != '\0'; text++, word++) {
        if ((*text | 0x20) != *word)
            return 0;
    }
    return !((*text | 0x20) >= 'a' && (*text | 0x20) <= 'z');
}

static int event_cancelled(icalcomponent *event)
{
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);

    return status != NULL && icalproperty_get_status(status) == ICAL_STATUS_CANCELLED;
}

static int event_observance(icalcomponent *event)
{
    icalproperty *property = icalcomponent_get_first_property(event, ICAL_DESCRIPTION_PROPERTY);
    const char *text = property != NULL ? icalproperty_get_description(property) : NULL;

    if (text != NULL && event_word(text, "observance"))
        return 1;
    property = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
    for (; property != NULL;
         property = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
        text = icalproperty_get_categories(property);
        if (text != NULL && event_word(text, "observance"))
            return 1;
    }
    return 0;
}

/* How many dates one occurrence covers: DTEND is the date after the last. */
static inc_status event_length(const inc__ical_job *job, icalcomponent *event, inc_date start,
                               int64_t *length)
{
    icalproperty *property = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    inc_date end;
    inc_status status;

    *length = 1;
    if (property != NULL) {
        struct icaltimetype time = icalproperty_get_dtend(property);
        status = time.is_date
                     ? inc__ical_date(job, "DTEND", time, &end)
                     : inc__ical_event_fail(job, INC_E_FORMAT, "DTEND", "had a time of day");
        if (status == INC_OK && end < start)
            status = inc__ical_event_fail(job, INC_E_FORMAT, "DTEND", "came before its start");
        *length = status == INC_OK && end > start ? end - start : 1;
        return status;
    }
    property = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
    if (property != NULL) {
        struct icaldurationtype duration = icalproperty_get_duration(property);
        if (duration.is_neg || duration.hours || duration.minutes || duration.seconds)
            return inc__ical_event_fail(job, INC_E_FORMAT, "DURATION", "was no number of days");
        *length = (int64_t) duration.weeks * 7 + duration.days;
        *length = *length > 0 ? *length : 1;
    }
    return INC_OK;
}

static inc_status event_add_rules(const inc__ical_job *job, icalcomponent *event,
                                  icalproperty_kind kind, struct icaltimetype start,
                                  inc__ical_dates *dates)
{
    const char *name = kind == ICAL_RRULE_PROPERTY ? "RRULE" : "EXRULE";
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    inc_status status = INC_OK;

    while (status == INC_OK && property != NULL) {
        status = inc__ical_rule(job, property, name, start, dates);
        property = icalcomponent_get_next_property(event, kind);
    }
    return status;
}

static inc_status event_add_dates(const inc__ical_job *job, icalcomponent *event,
                                  icalproperty_kind kind, inc__ical_dates *dates)
{
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    inc_status status = INC_OK;
    inc_date date;

    while (status == INC_OK && property != NULL) {
        struct icaltimetype time;
        if (kind == ICAL_RDATE_PROPERTY) {
            struct icaldatetimeperiodtype value = icalproperty_get_rdate(property);
            time = icaltime_is_null_time(value.time) ? value.period.start : value.time;
        } else {
            time = icalproperty_get_exdate(property);
        }
        status = inc__ical_date(job, kind == ICAL_RDATE_PROPERTY ? "RDATE" : "EXDATE", time, &date);
        if (status == INC_OK)
            status = inc__ical_dates_push(job, dates, date);
        property = icalcomponent_get_next_property(event, kind);
    }
    return status;
}

static const char *event_uid(icalcomponent *event)
{
    icalproperty *uid = icalcomponent_get_first_property(event, ICAL_UID_PROPERTY);

    return uid != NULL ? icalproperty_get_uid(uid) : NULL;
}

/* Occurrences that other events of the same UID stand for; they come with dates of their own. */
static inc_status event_add_overridden(const inc__ical_job *job, icalcomponent *event,
                                       inc__ical_dates *dates)
{
    icalcompiter place =
        icalcomponent_begin_component(icalcomponent_get_parent(event), ICAL_VEVENT_COMPONENT);
    const char *uid = event_uid(event);
    icalcomponent *other = icalcompiter_deref(&place);
    inc_status status = INC_OK;
    inc_date date;

    for (; status == INC_OK && other != NULL && uid != NULL; other = icalcompiter_next(&place)) {
        icalproperty *id = icalcomponent_get_first_property(other, ICAL_RECURRENCEID_PROPERTY);
        const char *other_uid = id != NULL ? event_uid(other) : NULL;
        if (other_uid == NULL || strcmp(uid, other_uid) != 0)
            continue;
        status = inc__ical_date(job, "RECURRENCE-ID", icalproperty_get_recurrenceid(id), &date);
        if (status == INC_OK)
            status = inc__ical_dates_push(job, dates, date);
    }
    return status;
}

static int event_compare(const void *a, const void *b)
{
    inc_date left = *(const inc_date *) a, right = *(const inc_date *) b;

    return (left > right) - (left < right);
}

/* Rising, without doubles and without what is in except. */
static void event_settle(inc__ical_dates *dates, inc__ical_dates *except)
{
    size_t kept = 0, i;

    if (dates->count > 0)
        qsort(dates->items, dates->count, sizeof *dates->items, event_compare);
    if (except->count > 0)
        qsort(except->items, except->count, sizeof *except->items, event_compare);
    for (i = 0; i < dates->count; i++) {
        inc_date *date = &dates->items[i];
        if (kept > 0 && dates->items[kept - 1] == *date)
            continue;
        if (except->count > 0 &&
            bsearch(date, except->items, except->count, sizeof *date, event_compare) != NULL)
            continue;
        dates->items[kept++] = *date;
    }
    dates->count = kept;
}

/* The dates on which occurrences start. */
static inc_status event_starts(const inc__ical_job *job, icalcomponent *event, inc_date start,
                               struct icaltimetype time, inc__ical_dates *dates)
{
    inc__ical_dates except = {NULL, 0, 0};
    int single = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
    inc_status status = inc__ical_dates_push(job, dates, start);

    if (single)
        return status;
    if (status == INC_OK)
        status = event_add_rules(job, event, ICAL_RRULE_PROPERTY, time, dates);
    if (status == INC_OK)
        status = event_add_dates(job, event, ICAL_RDATE_PROPERTY, dates);
    if (status == INC_OK)
        status = event_add_rules(job, event, ICAL_EXRULE_PROPERTY, time, &except);
    if (status == INC_OK)
        status = event_add_dates(job, event, ICAL_EXDATE_PROPERTY, &except);
    if (status == INC_OK)
        status = event_add_overridden(job, event, &except);
    if (status == INC_OK)
        event_settle(dates, &except);
    inc__ical_dates_free(job->context, &except);
    return status;
}

/* Every wanted date that an occurrence covers. */
static inc_status event_cover(const inc__ical_job *job, const inc__ical_dates *starts,
                              int64_t length, inc__ical_dates *dates)
{
    inc__ical_dates none = {NULL, 0, 0};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && i < starts->count; i++) {
        int64_t first = starts->items[i], last = first + length - 1;
        if (first < job->from)
            first = job->from;
        if (last > job->to)
            last = job->to;
        for (; status == INC_OK && first <= last; first++)
            status = inc__ical_dates_push(job, dates, (inc_date) first);
    }
    event_settle(dates, &none);
    return status;
}

static int event_wanted(const inc__ical_job *job, icalcomponent *event)
{
    return !event_cancelled(event) && (job->all_events || !event_observance(event));
}

inc_status inc__ical_event(const inc__ical_job *job, icalcomponent *event, inc__ical_dates *dates)
{
    icalproperty *property = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    inc__ical_dates starts = {NULL, 0, 0};
    struct icaltimetype time;
    inc_date start;
    int64_t length = 1;
    inc_status status;

    if (property != NULL && !icalproperty_get_dtstart(property).is_date)
        return INC_OK;
    status = event_check(job, event);
    if (status == INC_OK && property == NULL)
        status = inc__ical_event_fail(job, INC_E_FORMAT, "DTSTART", "was missing");
    if (status != INC_OK || !event_wanted(job, event))
        return status;
    time = icalproperty_get_dtstart(property);
    status = inc__ical_date(job, "DTSTART", time, &start);
    if (status == INC_OK)
        status = event_length(job, event, start, &length);
    if (status == INC_OK)
        status = event_starts(job, event, start, time, &starts);
    if (status == INC_OK)
        status = event_cover(job, &starts, length, dates);
    inc__ical_dates_free(job->context, &starts);
    return status;
}
