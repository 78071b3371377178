/* Calendars as JSON values. */
#include "words.h"
#include "write.h"

#include <incident/calendar_definition.h>
#include <incident/format.h>
#include <stdio.h>
#include <string.h>

#define CALENDAR_DAY 86400

static json_t *calendar_hours(const inc_hours *hours)
{
    char from[INC_FORMAT_SIZE], to[INC_FORMAT_SIZE], text[2 * INC_FORMAT_SIZE + 2];
    int32_t end = hours->to > CALENDAR_DAY ? hours->to - CALENDAR_DAY : hours->to;

    if (inc_time_of_day_format(hours->from, from) != INC_OK ||
        inc_time_of_day_format(end, to) != INC_OK)
        return NULL;
    (void) snprintf(text, sizeof text, "%s-%s", from, to);
    return json_string(text);
}

static json_t *calendar_date(inc_date date)
{
    char text[INC_FORMAT_SIZE];

    return inc_date_format(date, text) == INC_OK ? json_string(text) : NULL;
}

static json_t *calendar_yearly(int32_t yearly)
{
    char text[INC_FORMAT_SIZE];

    (void) snprintf(text, sizeof text, "%02ld-%02ld", (long) (yearly / 100), (long) (yearly % 100));
    return json_string(text);
}

static json_t *calendar_day(const inc_calendar *calendar, size_t revision, int32_t weekday)
{
    json_t *list = json_array();
    inc_hours hours;
    int failed = list == NULL;
    size_t i;

    for (i = 0; !failed && inc_calendar_weekly(calendar, revision, weekday, i, &hours) == INC_OK;
         i++)
        failed = inc__json_push(list, calendar_hours(&hours));
    return inc__json_whole(list, failed);
}

static json_t *calendar_weekly(const inc_calendar *calendar, size_t revision)
{
    json_t *weekly = json_object();
    int failed = weekly == NULL;
    size_t i;

    for (i = 0; !failed && inc__json_weekdays[i].word != NULL; i++) {
        json_t *day = calendar_day(calendar, revision, inc__json_weekdays[i].value);
        if (day != NULL && json_array_size(day) == 0)
            json_decref(day);
        else
            failed = inc__json_put(weekly, inc__json_weekdays[i].word, day);
    }
    return inc__json_whole(weekly, failed);
}

static json_t *calendar_revisions(const inc_calendar *calendar)
{
    json_t *list = json_array();
    inc_date from;
    int failed = list == NULL;
    size_t i;

    for (i = 1; !failed && inc_calendar_revision(calendar, i, &from) == INC_OK; i++) {
        json_t *object = json_object();
        failed = inc__json_push(list, object);
        if (failed)
            break;
        failed |= inc__json_put(object, "from", calendar_date(from));
        failed |= inc__json_put(object, "weekly", calendar_weekly(calendar, i));
    }
    return inc__json_whole(list, failed);
}

static int calendar_put_dates(json_t *object, const inc_exception *exception)
{
    switch ((inc_scope) exception->scope) {
    case INC_SCOPE_DATE:
        return inc__json_put(object, "date", calendar_date(exception->from));
    case INC_SCOPE_RANGE:
        return inc__json_put(object, "from", calendar_date(exception->from)) |
               inc__json_put(object, "to", calendar_date(exception->to));
    case INC_SCOPE_YEARLY:
        return inc__json_put(object, "yearly", calendar_yearly(exception->yearly_from));
    case INC_SCOPE_YEARLY_RANGE:
        return inc__json_put(object, "yearly_from", calendar_yearly(exception->yearly_from)) |
               inc__json_put(object, "yearly_to", calendar_yearly(exception->yearly_to));
    }
    return 1;
}

static json_t *calendar_exception(const inc_exception *exception)
{
    json_t *object = json_object(), *hours;
    int failed = object == NULL || calendar_put_dates(object, exception);
    size_t i;

    if (exception->name != NULL && exception->name[0] != '\0')
        failed |= inc__json_put(object, "name", json_string(exception->name));
    if (exception->hours_count == 0) {
        failed |= inc__json_put(object, "closed", json_true());
        return inc__json_whole(object, failed);
    }
    hours = json_array();
    for (i = 0; hours != NULL && i < exception->hours_count; i++)
        failed |= inc__json_push(hours, calendar_hours(&exception->hours[i]));
    failed |= inc__json_put(object, "hours", hours);
    return inc__json_whole(object, failed);
}

static json_t *calendar_exceptions(const inc_calendar *calendar)
{
    json_t *list = json_array();
    inc_exception exception = {sizeof exception, 0, 0, 0, 0, 0, NULL, 0, NULL};
    int failed = list == NULL;
    size_t i;

    for (i = 0; !failed && inc_calendar_exception(calendar, i, &exception) == INC_OK; i++)
        failed = inc__json_push(list, calendar_exception(&exception));
    return inc__json_whole(list, failed);
}

/* Lists that may be left out are, when they are empty. */
static int calendar_put_list(json_t *object, const char *key, json_t *list)
{
    if (list == NULL || json_array_size(list) > 0)
        return inc__json_put(object, key, list);
    json_decref(list);
    return 0;
}

static json_t *calendar_plain(const inc_calendar *calendar)
{
    json_t *object = json_object();
    int failed = object == NULL;

    failed |=
        inc__json_put(object, "zone", json_string(inc_zone_name(inc_calendar_zone(calendar))));
    failed |= inc__json_put(object, "weekly", calendar_weekly(calendar, 0));
    failed |= calendar_put_list(object, "revisions", calendar_revisions(calendar));
    failed |= calendar_put_list(object, "exceptions", calendar_exceptions(calendar));
    return inc__json_whole(object, failed);
}

json_t *inc__json_define_calendar(const inc_rules *rules, const inc_calendar *calendar)
{
    const char *word =
        inc__json_word_of(inc__json_combinations, inc_calendar_combination(calendar));
    json_t *object, *list;
    const inc_calendar *part;
    int failed;
    size_t i;

    if (word == NULL)
        return calendar_plain(calendar);
    object = json_object();
    list = json_array();
    failed = object == NULL || list == NULL;
    for (i = 0; !failed && (part = inc_calendar_part(calendar, i)) != NULL; i++)
        failed = inc__json_push(list, inc__json_from_calendar(rules, part));
    failed |= inc__json_put(object, word, list);
    return inc__json_whole(object, failed);
}

json_t *inc__json_from_calendar(const inc_rules *rules, const inc_calendar *calendar)
{
    const inc_calendar *named;
    const char *name;
    size_t i;

    for (i = 0; inc_rules_calendar(rules, i, &name, &named) == INC_OK; i++) {
        if (memcmp(inc_calendar_hash(named), inc_calendar_hash(calendar), sizeof(inc_hash)) == 0)
            return json_string(name);
    }
    return inc__json_define_calendar(rules, calendar);
}
