/* Calendars from JSON. */
#include "case_calendar.h"

#include <string.h>

#define CASE_PARTS 64
#define CASE_HOURS 256

inc_status case_zone(case_run *run, const char *name, inc_zone **zone)
{
    if (name == NULL)
        return INC_E_INVALID;
    inc_status status = inc_zone_load(run->context, run->zone_directory, name, INC_ZSTR, zone);
    return status == INC_E_NOT_FOUND ? INC_E_INVALID : status;
}

static inc_status add_weekly(inc_calendar_builder *builder, const json_t *weekly)
{
    const char *day;
    json_t *list;
    json_object_foreach((json_t *) (uintptr_t) weekly, day, list)
    {
        for (size_t i = 0; i < json_array_size(list); i++) {
            inc_hours hours;
            inc_status status = case_hours(json_string_value(json_array_get(list, i)), &hours);
            if (status == INC_OK)
                status = inc_calendar_builder_weekly(builder, case_weekday(day), &hours);
            if (status != INC_OK)
                return status;
        }
    }
    return INC_OK;
}

static inc_status read_yearly(const char *text, int32_t *yearly)
{
    if (text == NULL || strlen(text) != 5 || text[2] != '-')
        return INC_E_INVALID;
    for (size_t i = 0; i < 5; i++) {
        if (i != 2 && (text[i] < '0' || text[i] > '9'))
            return INC_E_INVALID;
    }
    *yearly = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[3] - '0') * 10 + text[4] - '0';
    return INC_OK;
}

static inc_status read_scope(const json_t *value, inc_exception *exception)
{
    if (json_object_get(value, "date") != NULL) {
        exception->scope = INC_SCOPE_DATE;
        return case_date(case_text(value, "date"), &exception->from);
    }
    if (json_object_get(value, "yearly") != NULL) {
        exception->scope = INC_SCOPE_YEARLY;
        return read_yearly(case_text(value, "yearly"), &exception->yearly_from);
    }
    if (json_object_get(value, "yearly_from") != NULL) {
        exception->scope = INC_SCOPE_YEARLY_RANGE;
        inc_status status = read_yearly(case_text(value, "yearly_from"), &exception->yearly_from);
        return status != INC_OK ? status
                                : read_yearly(case_text(value, "yearly_to"), &exception->yearly_to);
    }
    exception->scope = INC_SCOPE_RANGE;
    inc_status status = case_date(case_text(value, "from"), &exception->from);
    return status != INC_OK ? status : case_date(case_text(value, "to"), &exception->to);
}

static inc_status add_exception(inc_calendar_builder *builder, const json_t *value)
{
    inc_exception exception = {.size = sizeof(exception)};
    inc_hours hours[CASE_HOURS];
    inc_status status = read_scope(value, &exception);
    const json_t *list = json_object_get(value, "hours");
    for (size_t i = 0; status == INC_OK && i < json_array_size(list) && i < CASE_HOURS; i++) {
        status = case_hours(json_string_value(json_array_get(list, i)), &hours[i]);
        exception.hours_count = i + 1;
    }
    if (exception.hours_count > 0)
        exception.hours = hours;
    exception.name = case_text(value, "name");
    return status != INC_OK ? status : inc_calendar_builder_except(builder, &exception);
}

static inc_status add_exceptions(inc_calendar_builder *builder, const json_t *list)
{
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(list); i++)
        status = add_exception(builder, json_array_get(list, i));
    return status;
}

static inc_status add_revisions(inc_calendar_builder *builder, const json_t *list)
{
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(list); i++) {
        const json_t *revision = json_array_get(list, i);
        inc_date from;
        status = case_date(case_text(revision, "from"), &from);
        if (status == INC_OK)
            status = inc_calendar_builder_revise(builder, from);
        if (status == INC_OK)
            status = add_weekly(builder, json_object_get(revision, "weekly"));
    }
    return status;
}

/* `holidays`, `holidays_yearly` and `date_hours` are exceptions in another spelling. */
static inc_status add_vector_exceptions(inc_calendar_builder *builder, const json_t *definition)
{
    inc_status status = INC_OK;
    size_t i;
    json_t *item;
    const char *date;
    json_array_foreach(json_object_get(definition, "holidays"), i, item)
    {
        json_t *exception = json_pack("{s:O}", "date", item);
        status = status == INC_OK ? add_exception(builder, exception) : status;
        json_decref(exception);
    }
    json_array_foreach(json_object_get(definition, "holidays_yearly"), i, item)
    {
        json_t *exception = json_pack("{s:O}", "yearly", item);
        status = status == INC_OK ? add_exception(builder, exception) : status;
        json_decref(exception);
    }
    json_object_foreach(json_object_get(definition, "date_hours"), date, item)
    {
        json_t *exception = json_pack("{s:s, s:O}", "date", date, "hours", item);
        status = status == INC_OK ? add_exception(builder, exception) : status;
        json_decref(exception);
    }
    return status;
}

static inc_status build_plain(case_run *run, const json_t *definition, inc_calendar **calendar)
{
    inc_zone *zone = NULL;
    inc_calendar_builder *builder = NULL;
    inc_status status = case_zone(run, case_text(definition, "zone"), &zone);
    if (status == INC_OK)
        status = inc_calendar_builder_new(run->context, zone, &builder);
    if (status == INC_OK)
        status = add_weekly(builder, json_object_get(definition, "weekly"));
    if (status == INC_OK)
        status = add_exceptions(builder, json_object_get(definition, "exceptions"));
    if (status == INC_OK)
        status = add_vector_exceptions(builder, definition);
    if (status == INC_OK)
        status = add_revisions(builder, json_object_get(definition, "revisions"));
    if (status == INC_OK)
        status = inc_calendar_builder_build(builder, calendar);
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return status;
}

static inc_status build_composite(case_run *run, int32_t combination, const json_t *list,
                                  inc_calendar **calendar)
{
    inc_calendar *parts[CASE_PARTS] = {NULL};
    size_t count = 0;
    inc_status status = INC_OK;
    for (; status == INC_OK && count < json_array_size(list) && count < CASE_PARTS; count++)
        status = case_calendar(run, json_array_get(list, count), &parts[count]);
    if (status == INC_OK) {
        const inc_calendar *borrowed[CASE_PARTS];
        for (size_t i = 0; i < count; i++)
            borrowed[i] = parts[i];
        status = inc_calendar_combine(run->context, combination, borrowed, count, calendar);
    }
    for (size_t i = 0; i < CASE_PARTS; i++)
        inc_calendar_unref(parts[i]);
    return status;
}

inc_status case_calendar(case_run *run, const json_t *value, inc_calendar **calendar)
{
    static const char *const combinations[] = {"union", "intersection", "difference", NULL};
    *calendar = NULL;
    if (json_is_string(value)) {
        const json_t *named = json_object_get(run->calendars, json_string_value(value));
        if (!json_is_object(named)) {
            case_complain(run, "no calendar named '%s'", json_string_value(value));
            return INC_E_NOT_FOUND;
        }
        return case_calendar(run, named, calendar);
    }
    for (int32_t i = 0; combinations[i] != NULL; i++) {
        const json_t *list = json_object_get(value, combinations[i]);
        if (list != NULL)
            return build_composite(run, i + 1, list, calendar);
    }
    if (json_object_get(value, "breaks") == NULL && json_object_get(value, "weekly_breaks") == NULL)
        return build_plain(run, value, calendar);
    json_t *cut = NULL;
    inc_status status = case_cut_breaks(value, &cut);
    if (status == INC_OK)
        status = build_plain(run, cut, calendar);
    json_decref(cut);
    return status;
}
