/* Cuts breaks out of opening hours before a calendar is built. A break is a span of wall time, so
 * it also cuts the night shift of the day before it and may itself run past midnight. */
#include "case_calendar.h"

#include <stdio.h>
#include <string.h>

#define BREAK_SPANS 256
#define BREAK_DAY 86400

typedef struct span_list {
    inc_hours spans[BREAK_SPANS];
    size_t count;
} span_list;

static inc_status read_spans(const json_t *texts, int32_t shift, span_list *list)
{
    for (size_t i = 0; i < json_array_size(texts) && list->count < BREAK_SPANS; i++) {
        inc_hours hours;
        inc_status status = case_hours(json_string_value(json_array_get(texts, i)), &hours);
        if (status != INC_OK)
            return status;
        if (hours.to <= hours.from)
            hours.to += BREAK_DAY;
        hours.from += shift;
        hours.to += shift;
        list->spans[list->count++] = hours;
    }
    return INC_OK;
}

static void cut_one(span_list *list, const inc_hours *hole)
{
    span_list rest = {.count = 0};
    for (size_t i = 0; i < list->count; i++) {
        inc_hours span = list->spans[i];
        inc_hours before = {span.from, hole->from < span.to ? hole->from : span.to};
        inc_hours after = {hole->to > span.from ? hole->to : span.from, span.to};
        if (before.from < before.to && rest.count < BREAK_SPANS)
            rest.spans[rest.count++] = before;
        if (after.from < after.to && rest.count < BREAK_SPANS)
            rest.spans[rest.count++] = after;
    }
    *list = rest;
}

/* The breaks in force on a date, by weekday and by date; date may be NULL. */
static inc_status breaks_of(const json_t *definition, const char *weekday, const char *date,
                            int32_t shift, span_list *holes)
{
    inc_status status = read_spans(
        json_object_get(json_object_get(definition, "weekly_breaks"), weekday), shift, holes);
    if (status == INC_OK && date != NULL)
        status =
            read_spans(json_object_get(json_object_get(definition, "breaks"), date), shift, holes);
    return status;
}

/* A start beyond midnight is not written as hours of this date: what is left of a night shift
 * after a break in it is joined to no start, so such a rest belongs to the next date's list. */
static json_t *spans_to_json(const span_list *list)
{
    json_t *texts = json_array();
    for (size_t i = 0; i < list->count; i++) {
        int32_t from = list->spans[i].from;
        int32_t to = list->spans[i].to;
        if (from < 0 || from >= BREAK_DAY)
            continue;
        char text[64];
        int32_t end = to > BREAK_DAY ? to - BREAK_DAY : to;
        (void) snprintf(text, sizeof(text), "%02d:%02d:%02d-%02d:%02d:%02d", from / 3600,
                        from / 60 % 60, from % 60, end / 3600, end / 60 % 60, end % 60);
        json_array_append_new(texts, json_string(text));
    }
    return texts;
}

static const char *day_name(int32_t weekday)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return names[(weekday + 6) % 7];
}

/* The hours that start on a date before breaks: its own, none on a holiday, or the pattern. */
static const json_t *hours_of(const json_t *definition, const char *date, const char *weekday)
{
    const json_t *own = json_object_get(json_object_get(definition, "date_hours"), date);
    size_t i;
    json_t *item;
    if (own != NULL)
        return own;
    json_array_foreach(json_object_get(definition, "holidays"), i, item)
    {
        if (strcmp(json_string_value(item), date) == 0)
            return NULL;
    }
    json_array_foreach(json_object_get(definition, "holidays_yearly"), i, item)
    {
        if (strcmp(json_string_value(item), date + 5) == 0)
            return NULL;
    }
    return json_object_get(json_object_get(definition, "weekly"), weekday);
}

static inc_status cut_weekday(const json_t *definition, int32_t weekday, json_t *weekly)
{
    inc_status status = INC_OK;
    span_list kept = {.count = 0};
    for (int32_t back = 0; status == INC_OK && back < 2; back++) {
        span_list list = {.count = 0};
        span_list holes = {.count = 0};
        status = read_spans(
            json_object_get(json_object_get(definition, "weekly"), day_name(weekday - back + 7)),
            -back * BREAK_DAY, &list);
        for (int32_t day = -1 - back; status == INC_OK && day <= 1; day++)
            status =
                breaks_of(definition, day_name(weekday + day + 14), NULL, day * BREAK_DAY, &holes);
        for (size_t i = 0; i < holes.count; i++)
            cut_one(&list, &holes.spans[i]);
        for (size_t i = 0; i < list.count && kept.count < BREAK_SPANS; i++)
            kept.spans[kept.count++] = list.spans[i];
    }
    if (status == INC_OK)
        json_object_set_new(weekly, day_name(weekday), spans_to_json(&kept));
    return status;
}

static inc_status cut_date(const json_t *definition, inc_date date, json_t *date_hours)
{
    inc_status status = INC_OK;
    span_list kept = {.count = 0};
    char text[INC_FORMAT_SIZE];
    for (int32_t back = 0; status == INC_OK && back < 2; back++) {
        span_list list = {.count = 0};
        span_list holes = {.count = 0};
        status = inc_date_format(date - back, text);
        if (status == INC_OK)
            status = read_spans(hours_of(definition, text, day_name(inc_date_weekday(date - back))),
                                -back * BREAK_DAY, &list);
        for (int32_t day = -1 - back; status == INC_OK && day <= 1; day++) {
            status = inc_date_format(date + day, text);
            if (status == INC_OK)
                status = breaks_of(definition, day_name(inc_date_weekday(date + day)), text,
                                   day * BREAK_DAY, &holes);
        }
        for (size_t i = 0; i < holes.count; i++)
            cut_one(&list, &holes.spans[i]);
        for (size_t i = 0; i < list.count && kept.count < BREAK_SPANS; i++)
            kept.spans[kept.count++] = list.spans[i];
    }
    if (status == INC_OK && inc_date_format(date, text) == INC_OK)
        json_object_set_new(date_hours, text, spans_to_json(&kept));
    return status;
}

static inc_status cut_around(const json_t *definition, const char *text, json_t *date_hours)
{
    inc_date date = 0;
    inc_status status = case_date(text, &date);
    for (int32_t near = -1; status == INC_OK && near <= 1; near++)
        status = cut_date(definition, date + near, date_hours);
    return status;
}

/* Every date whose hours, or whose neighbours' breaks, are not those of its weekday. */
static inc_status cut_dates(const json_t *definition, json_t *date_hours)
{
    static const char *const members[] = {"breaks", "date_hours"};
    inc_status status = INC_OK;
    const char *text;
    json_t *item;
    size_t i;
    for (size_t m = 0; m < 2; m++) {
        json_object_foreach(json_object_get(definition, members[m]), text, item)
        {
            status = status == INC_OK ? cut_around(definition, text, date_hours) : status;
        }
    }
    json_array_foreach(json_object_get(definition, "holidays"), i, item)
    {
        text = json_string_value(item);
        status = status == INC_OK ? cut_around(definition, text, date_hours) : status;
    }
    return status;
}

inc_status case_cut_breaks(const json_t *definition, json_t **cut)
{
    json_t *weekly = json_object();
    json_t *date_hours = json_object();
    inc_status status = INC_OK;
    for (int32_t day = INC_MONDAY; status == INC_OK && day <= INC_SUNDAY; day++)
        status = cut_weekday(definition, day, weekly);
    if (status == INC_OK)
        status = cut_dates(definition, date_hours);
    *cut = json_copy((json_t *) (uintptr_t) definition);
    json_object_del(*cut, "breaks");
    json_object_del(*cut, "weekly_breaks");
    json_object_set_new(*cut, "weekly", weekly);
    json_object_set_new(*cut, "date_hours", date_hours);
    return status;
}
