/* A calendar with a zone: its weekly pattern, its revisions, its exceptions. */
#include "parts.h"
#include "words.h"

#include <incident/addon.h>
#include <incident/format.h>
#include <stdio.h>
#include <string.h>

static inc_status pattern_hours(inc__json_document *document, json_t *value, inc_hours *hours)
{
    const char *text = json_is_string(value) ? json_string_value(value) : "";
    const char *dash = strchr(text, '-');
    inc_hours read = {0, 0};

    if (dash == NULL || inc_time_of_day_parse(text, (size_t) (dash - text), &read.from) != INC_OK ||
        inc_time_of_day_parse(dash + 1, INC_ZSTR, &read.to) != INC_OK || read.from == 86400)
        return inc__json_fail(document, INC_E_FORMAT, value,
                              "was no span of hours such as \"09:00-17:00\"");
    if (read.to <= read.from)
        read.to += 86400;
    *hours = read;
    return INC_OK;
}

static inc_status pattern_day(inc__json_document *document, json_t *list, int32_t weekday,
                              inc_calendar_builder *builder)
{
    inc_status status = inc__json_is_list(document, list, 0, SIZE_MAX);
    inc_hours hours;
    size_t i;

    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = pattern_hours(document, json_array_get(list, i), &hours);
        if (status == INC_OK)
            status =
                inc__json_refused(document, inc_calendar_builder_weekly(builder, weekday, &hours));
        inc__json_leave(document);
    }
    return status;
}

static inc_status pattern_weekly(inc__json_document *document, json_t *object,
                                 inc_calendar_builder *builder)
{
    static const char *const known[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
    json_t *weekly = json_object_get(object, "weekly");
    inc_status status = inc__json_require(document, object, "weekly");
    size_t i;

    if (status != INC_OK)
        return status;
    inc__json_enter(document, object, "weekly");
    status = inc__json_members(document, weekly, known);
    for (i = 0; status == INC_OK && inc__json_weekdays[i].word != NULL; i++) {
        json_t *day = json_object_get(weekly, inc__json_weekdays[i].word);
        if (day == NULL)
            continue;
        inc__json_enter(document, weekly, inc__json_weekdays[i].word);
        status = pattern_day(document, day, inc__json_weekdays[i].value, builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

static inc_status pattern_date(inc__json_document *document, json_t *object, const char *key,
                               inc_date *date)
{
    json_t *value = json_object_get(object, key);
    inc_status status = INC_E_FORMAT;

    inc__json_enter(document, object, key);
    if (json_is_string(value))
        status = inc_date_parse(json_string_value(value), json_string_length(value), date);
    if (status != INC_OK)
        status = inc__json_fail(document, status == INC_E_RANGE ? status : INC_E_FORMAT, value,
                                "was no date such as \"2026-12-25\" from 1900 to 9999");
    inc__json_leave(document);
    return status;
}

static inc_status pattern_revision(inc__json_document *document, json_t *value,
                                   inc_calendar_builder *builder)
{
    static const char *const known[] = {"from", "weekly", NULL};
    inc_status status = inc__json_members(document, value, known);
    inc_date from;

    if (status == INC_OK)
        status = inc__json_require(document, value, "from");
    if (status == INC_OK)
        status = pattern_date(document, value, "from", &from);
    if (status == INC_OK)
        status = inc_calendar_builder_revise(builder, from);
    if (status == INC_E_EXISTS)
        return inc__json_fail(document, INC_E_FORMAT, json_object_get(value, "from"),
                              "was the date of a revision before this one");
    return status == INC_OK ? pattern_weekly(document, value, builder) : status;
}

static inc_status pattern_revisions(inc__json_document *document, json_t *object,
                                    inc_calendar_builder *builder)
{
    json_t *list = json_object_get(object, "revisions");
    inc_status status;
    size_t i;

    if (list == NULL)
        return INC_OK;
    inc__json_enter(document, object, "revisions");
    status = inc__json_is_list(document, list, 0, SIZE_MAX);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = pattern_revision(document, json_array_get(list, i), builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

/* "MM-DD" as month * 100 + day; February 29 is one. */
static inc_status pattern_yearly(inc__json_document *document, json_t *object, const char *key,
                                 int32_t *yearly)
{
    json_t *value = json_object_get(object, key);
    char leap[16];
    inc_date date;
    int32_t month = 0, day = 0;
    inc_status status = INC_E_FORMAT;

    inc__json_enter(document, object, key);
    if (json_is_string(value) && json_string_length(value) == 5) {
        (void) snprintf(leap, sizeof leap, "2000-%s", json_string_value(value));
        status = inc_date_parse(leap, INC_ZSTR, &date);
    }
    if (status == INC_OK)
        status = inc_date_to_ymd(date, NULL, &month, &day);
    if (status != INC_OK)
        status = inc__json_fail(document, INC_E_FORMAT, value,
                                "was no day of the year such as \"12-25\"");
    inc__json_leave(document);
    if (status == INC_OK)
        *yearly = month * 100 + day;
    return status;
}

/* Which scope the members name: exactly one, and a range whole. */
static inc_status pattern_scope(inc__json_document *document, json_t *value,
                                inc_exception *exception)
{
    int date = json_object_get(value, "date") != NULL;
    int range = json_object_get(value, "from") != NULL && json_object_get(value, "to") != NULL;
    int yearly = json_object_get(value, "yearly") != NULL;
    int yearly_range = json_object_get(value, "yearly_from") != NULL &&
                       json_object_get(value, "yearly_to") != NULL;
    int given = date + yearly + (json_object_get(value, "from") != NULL) +
                (json_object_get(value, "to") != NULL) +
                (json_object_get(value, "yearly_from") != NULL) +
                (json_object_get(value, "yearly_to") != NULL);

    if (given != date + yearly + 2 * range + 2 * yearly_range ||
        date + range + yearly + yearly_range != 1)
        return inc__json_fail(document, INC_E_FORMAT, NULL,
                              "the exception had not exactly one of 'date', 'from' with 'to', "
                              "'yearly', 'yearly_from' with 'yearly_to'");
    exception->scope = date     ? INC_SCOPE_DATE
                       : range  ? INC_SCOPE_RANGE
                       : yearly ? INC_SCOPE_YEARLY
                                : INC_SCOPE_YEARLY_RANGE;
    return INC_OK;
}

static inc_status pattern_dates(inc__json_document *document, json_t *value,
                                inc_exception *exception)
{
    inc_status status = pattern_scope(document, value, exception);

    if (status != INC_OK)
        return status;
    switch ((inc_scope) exception->scope) {
    case INC_SCOPE_DATE:
        return pattern_date(document, value, "date", &exception->from);
    case INC_SCOPE_RANGE:
        status = pattern_date(document, value, "from", &exception->from);
        return status == INC_OK ? pattern_date(document, value, "to", &exception->to) : status;
    case INC_SCOPE_YEARLY:
        return pattern_yearly(document, value, "yearly", &exception->yearly_from);
    case INC_SCOPE_YEARLY_RANGE:
        status = pattern_yearly(document, value, "yearly_from", &exception->yearly_from);
        return status == INC_OK
                   ? pattern_yearly(document, value, "yearly_to", &exception->yearly_to)
                   : status;
    }
    return INC_E_INVALID;
}

static inc_status pattern_except_hours(inc__json_document *document, json_t *value,
                                       inc_calendar_builder *builder, inc_exception *exception)
{
    json_t *list = json_object_get(value, "hours");
    size_t count = json_array_size(list), i;
    inc_hours *hours = NULL;
    inc_status status;

    inc__json_enter(document, value, "hours");
    status = inc__json_is_list(document, list, 1, SIZE_MAX / sizeof *hours);
    if (status == INC_OK) {
        hours = inc_context_resize(document->context, NULL, 0, count * sizeof *hours);
        if (hours == NULL)
            status = inc__json_nomem(document);
    }
    for (i = 0; status == INC_OK && i < count; i++) {
        inc__json_enter_at(document, list, i);
        status = pattern_hours(document, json_array_get(list, i), &hours[i]);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    exception->hours = hours;
    exception->hours_count = count;
    if (status == INC_OK)
        status = inc__json_refused(document, inc_calendar_builder_except(builder, exception));
    inc_context_resize(document->context, hours, count * sizeof *hours, 0);
    return status;
}

static inc_status pattern_exception(inc__json_document *document, json_t *value,
                                    inc_calendar_builder *builder)
{
    static const char *const known[] = {"date",      "from",   "to",    "yearly", "yearly_from",
                                        "yearly_to", "closed", "hours", "name",   NULL};
    inc_exception exception = {sizeof exception, 0, 0, 0, 0, 0, NULL, 0, NULL};
    int32_t closed = 0;
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = pattern_dates(document, value, &exception);
    if (status == INC_OK)
        status = inc__json_text(document, value, "name", INC__JSON_NAME_MOST, &exception.name);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "closed", &closed);
    if (status != INC_OK)
        return status;
    if ((json_object_get(value, "closed") != NULL) == (json_object_get(value, "hours") != NULL))
        return inc__json_fail(document, INC_E_FORMAT, NULL,
                              "the exception had not exactly one of 'closed' and 'hours'");
    if (json_object_get(value, "hours") != NULL)
        return pattern_except_hours(document, value, builder, &exception);
    if (!closed)
        return inc__json_fail(document, INC_E_FORMAT, NULL,
                              "the exception was neither closed nor had it hours");
    return inc__json_refused(document, inc_calendar_builder_except(builder, &exception));
}

static inc_status pattern_exceptions(inc__json_document *document, json_t *object,
                                     inc_calendar_builder *builder)
{
    json_t *list = json_object_get(object, "exceptions");
    inc_status status;
    size_t i;

    if (list == NULL)
        return INC_OK;
    inc__json_enter(document, object, "exceptions");
    status = inc__json_is_list(document, list, 0, SIZE_MAX);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = pattern_exception(document, json_array_get(list, i), builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

inc_status inc__json_pattern(inc__json_document *document, json_t *value, inc_calendar **calendar)
{
    static const char *const known[] = {"zone", "weekly", "revisions", "exceptions", NULL};
    inc_calendar_builder *builder = NULL;
    const inc_zone *zone = NULL;
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "zone");
    if (status == INC_OK)
        status = inc__json_zone(document, value, "zone", &zone);
    if (status == INC_OK)
        status = inc_calendar_builder_new(document->context, zone, &builder);
    if (status == INC_OK)
        status = pattern_weekly(document, value, builder);
    if (status == INC_OK)
        status = pattern_revisions(document, value, builder);
    if (status == INC_OK)
        status = pattern_exceptions(document, value, builder);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_calendar_builder_build(builder, calendar));
    inc_calendar_builder_free(builder);
    return status;
}
