/* Calendars as objects: composites, references, identity. */
#include "time/calendar.h"

#include "time/compile.h"

#include <string.h>

static void calendar_free(inc_calendar *calendar)
{
    inc_context *context = calendar->context;
    size_t i;

    for (i = 0; i < calendar->parts.count; i++)
        inc_calendar_unref(*INC__AT(&calendar->parts, inc_calendar *, i));
    inc__array_free(context, &calendar->parts, sizeof(inc_calendar *));
    inc__definition_free(&calendar->definition);
    inc__timeline_free(context, &calendar->timeline);
    inc__array_free(context, &calendar->bytes, 1);
    inc__release(context, calendar, sizeof *calendar);
    inc_context_unref(context);
}

inc_calendar *inc_calendar_ref(const inc_calendar *calendar)
{
    return inc__refs_share(calendar);
}

void inc_calendar_unref(inc_calendar *calendar)
{
    if (calendar != NULL && inc__refs_drop(&calendar->refs))
        calendar_free(calendar);
}

static inc_status calendar_compile_parts(inc_calendar *calendar)
{
    const inc_calendar *const *parts = calendar->parts.items;
    inc__timeline made;
    inc_status status;
    size_t i;

    /* A copy of the first, by uniting it with itself. */
    status = inc__compile_combined(calendar->context, INC_UNION, &parts[0]->timeline,
                                   &parts[0]->timeline, &calendar->timeline);
    for (i = 1; i < calendar->parts.count && status == INC_OK; i++) {
        status = inc__compile_combined(calendar->context, calendar->combination,
                                       &calendar->timeline, &parts[i]->timeline, &made);
        if (status != INC_OK)
            break;
        inc__timeline_free(calendar->context, &calendar->timeline);
        calendar->timeline = made;
    }
    return status;
}

/* Counts what the parts hold, before anything walks over them. */
static inc_status calendar_weigh(inc_calendar *calendar)
{
    size_t i;

    calendar->weight = 1;
    for (i = 0; i < calendar->parts.count; i++) {
        const inc_calendar *part = *INC__AT(&calendar->parts, inc_calendar *, i);
        calendar->weight += part->weight;
        if (part->level >= calendar->level)
            calendar->level = part->level + 1;
    }
    if (calendar->level > INC__CALENDAR_LEVEL_MOST || calendar->weight > INC__CALENDAR_WEIGHT_MOST)
        return inc__fail(calendar->context, INC_E_RANGE,
                         "a composite of %lu calendars, nested %lu deep, was refused",
                         (unsigned long) calendar->weight, (unsigned long) calendar->level);
    return INC_OK;
}

inc_status inc__calendar_finish(inc_calendar *calendar)
{
    inc_status status = calendar_weigh(calendar);

    if (status != INC_OK)
        return status;
    if (calendar->combination != 0) {
        status = calendar_compile_parts(calendar);
    } else {
        status = inc__definition_index(&calendar->definition);
        if (status == INC_OK)
            status = inc__compile(&calendar->definition, &calendar->timeline);
    }
    return status == INC_OK ? inc__calendar_write(calendar) : status;
}

static inc_status calendar_add_part(inc_calendar *calendar, const inc_calendar *part)
{
    inc_calendar **place;

    if (part == NULL)
        return inc__fail(calendar->context, INC_E_INVALID, "a calendar to combine was NULL");
    place = INC__PUSH(calendar->context, &calendar->parts, inc_calendar *);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = inc_calendar_ref(part);
    return INC_OK;
}

static inc_status calendar_check_combination(inc_context *context, int32_t combination,
                                             size_t count)
{
    if (combination < INC_UNION || combination > INC_DIFFERENCE)
        return inc__fail(context, INC_E_INVALID, "combination %ld was unknown", (long) combination);
    if (count < 1 || count > INC__CALENDAR_PARTS_MOST)
        return inc__fail(context, INC_E_INVALID, "%zu calendars to combine were not 1 to 64",
                         count);
    return INC_OK;
}

inc_status inc_calendar_combine(inc_context *context, int32_t combination,
                                const inc_calendar *const *calendars, size_t count,
                                inc_calendar **composite)
{
    inc_calendar *made;
    inc_status status;
    size_t i;

    if (composite != NULL)
        *composite = NULL;
    if (context == NULL || calendars == NULL || composite == NULL)
        return INC_E_INVALID;
    status = calendar_check_combination(context, combination, count);
    if (status != INC_OK)
        return status;
    made = inc__calendar_alloc(context);
    if (made == NULL)
        return inc__nomem(context);
    made->combination = combination;
    for (i = 0; i < count && status == INC_OK; i++)
        status = calendar_add_part(made, calendars[i]);
    if (status == INC_OK)
        status = inc__calendar_finish(made);
    if (status == INC_OK)
        *composite = made;
    else
        calendar_free(made);
    return status;
}

inc_calendar *inc__calendar_alloc(inc_context *context)
{
    inc_calendar *calendar = inc__alloc(context, sizeof *calendar);

    if (calendar == NULL)
        return NULL;
    inc__refs_init(&calendar->refs);
    calendar->context = inc_context_ref(context);
    return calendar;
}

const inc_hash *inc_calendar_hash(const inc_calendar *calendar)
{
    return calendar != NULL ? &calendar->hash : NULL;
}

const inc_zone *inc_calendar_zone(const inc_calendar *calendar)
{
    return calendar != NULL ? calendar->definition.zone : NULL;
}

int32_t inc_calendar_reachable(const inc_calendar *calendar)
{
    return calendar != NULL && calendar->timeline.total > 0;
}
