/* What a plain calendar is defined by: revisions and exceptions as they are added. */
#include "time/definition.h"

#include "base/options.h"
#include "base/string.h"
#include "time/date.h"

#include <incident/format.h>

#include <string.h>

inc_status inc__definition_init(inc__definition *definition, inc_context *context,
                                const inc_zone *zone)
{
    memset(definition, 0, sizeof *definition);
    definition->context = context;
    definition->zone = inc_zone_ref(zone);
    return inc__definition_revise(definition, INC_DATE_NONE) != NULL ? INC_OK : INC_E_NOMEM;
}

static void definition_free_revision(inc_context *context, inc__revision *revision)
{
    size_t i;

    for (i = 0; i < 7; i++)
        inc__array_free(context, &revision->week[i], sizeof(inc_hours));
}

static void definition_free_exception(inc_context *context, inc__exception *exception)
{
    inc__string_free(context, exception->name);
    inc__release(context, exception->hours, exception->given.hours_count * sizeof(inc_hours));
}

void inc__definition_free(inc__definition *definition)
{
    inc_context *context = definition->context;
    size_t i;

    if (context == NULL)
        return;
    for (i = 0; i < definition->revisions.count; i++)
        definition_free_revision(context, INC__AT(&definition->revisions, inc__revision, i));
    for (i = 0; i < definition->exceptions.count; i++)
        definition_free_exception(context, INC__AT(&definition->exceptions, inc__exception, i));
    inc__array_free(context, &definition->revisions, sizeof(inc__revision));
    inc__array_free(context, &definition->exceptions, sizeof(inc__exception));
    inc__array_free(context, &definition->dated, sizeof(inc__dated));
    inc_zone_unref(definition->zone);
    memset(definition, 0, sizeof *definition);
}

inc__revision *inc__definition_revise(inc__definition *definition, inc_date from)
{
    size_t at = definition->revisions.count;
    inc__revision *revision;

    while (at > 0 && INC__AT(&definition->revisions, inc__revision, at - 1)->from >= from)
        at--;
    revision =
        inc__array_insert(definition->context, &definition->revisions, sizeof(inc__revision), at);
    if (revision != NULL)
        revision->from = from;
    return revision;
}

/* Sorted insertion; a second of the same is dropped. */
static inc_status definition_insert_hours(inc_context *context, inc__array *list, inc_hours hours)
{
    size_t at = list->count;
    inc_hours *place;

    while (at > 0) {
        const inc_hours *before = INC__AT(list, inc_hours, at - 1);
        if (before->from == hours.from && before->to == hours.to)
            return INC_OK;
        if (before->from < hours.from || (before->from == hours.from && before->to < hours.to))
            break;
        at--;
    }
    place = inc__array_insert(context, list, sizeof *place, at);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = hours;
    return INC_OK;
}

/* An end at or before its start is on the next day. */
static int definition_normal_hours(const inc_hours *hours, inc_hours *normal)
{
    *normal = *hours;
    if (hours->from < 0 || hours->from >= INC__DAY_SECONDS || hours->to < 0)
        return 0;
    if (normal->to <= normal->from)
        normal->to += (int32_t) INC__DAY_SECONDS;
    return normal->to <= normal->from + INC__DAY_SECONDS;
}

static inc_status definition_bad_hours(inc_context *context, const inc_hours *hours)
{
    return inc__fail(context, INC_E_INVALID,
                     "opening hours from second %ld to second %ld of a day were refused",
                     (long) hours->from, (long) hours->to);
}

inc_status inc__definition_weekly(inc__definition *definition, inc__revision *revision,
                                  int32_t weekday, const inc_hours *hours)
{
    inc_hours normal;

    if (weekday < INC_MONDAY || weekday > INC_SUNDAY)
        return inc__fail(definition->context, INC_E_INVALID, "weekday %ld was not 1 to 7",
                         (long) weekday);
    if (!definition_normal_hours(hours, &normal))
        return definition_bad_hours(definition->context, hours);
    return definition_insert_hours(definition->context, &revision->week[weekday - 1], normal);
}

static int definition_date_valid(inc_date date)
{
    return date >= INC_DATE_MIN && date <= INC_DATE_MAX;
}

/* 2000 is a leap year, so 229 is a day. */
static int definition_yearly_valid(int32_t yearly)
{
    int32_t month = yearly / 100, day = yearly % 100;

    return yearly > 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= inc__month_days(2000, month);
}

static inc_status definition_check_date(inc_context *context, inc_date date)
{
    if (definition_date_valid(date))
        return INC_OK;
    return inc__fail(context, INC_E_RANGE, "date %ld was outside the years 1900 to 9999",
                     (long) date);
}

static inc_status definition_check_range(inc_context *context, const inc_exception *exception)
{
    char from[INC_FORMAT_SIZE], to[INC_FORMAT_SIZE];
    inc_status status = definition_check_date(context, exception->from);

    if (status == INC_OK)
        status = definition_check_date(context, exception->to);
    if (status != INC_OK || exception->from <= exception->to)
        return status;
    (void) inc_date_format(exception->from, from);
    (void) inc_date_format(exception->to, to);
    return inc__fail(context, INC_E_INVALID, "a range from '%s' ended before it, at '%s'", from,
                     to);
}

static inc_status definition_check_yearly(inc_context *context, int32_t yearly)
{
    if (definition_yearly_valid(yearly))
        return INC_OK;
    return inc__fail(context, INC_E_INVALID, "yearly date '%04ld' was no month and day",
                     (long) yearly);
}

static inc_status definition_check_scope(inc_context *context, const inc_exception *exception)
{
    inc_status status;

    switch (exception->scope) {
    case INC_SCOPE_DATE:
        return definition_check_date(context, exception->from);
    case INC_SCOPE_RANGE:
        return definition_check_range(context, exception);
    case INC_SCOPE_YEARLY:
        return definition_check_yearly(context, exception->yearly_from);
    case INC_SCOPE_YEARLY_RANGE:
        status = definition_check_yearly(context, exception->yearly_from);
        return status == INC_OK ? definition_check_yearly(context, exception->yearly_to) : status;
    default:
        return inc__fail(context, INC_E_INVALID, "scope '%ld' of an exception was unknown",
                         (long) exception->scope);
    }
}

static inc_status definition_fill_hours(inc_context *context, const inc_exception *theirs,
                                        inc__array *list)
{
    inc_status status = INC_OK;
    inc_hours normal;
    size_t i;

    if (theirs->hours == NULL && theirs->hours_count != 0)
        return inc__fail(context, INC_E_INVALID, "the hours of an exception were NULL");
    for (i = 0; i < theirs->hours_count && status == INC_OK; i++) {
        if (!definition_normal_hours(&theirs->hours[i], &normal))
            status = definition_bad_hours(context, &theirs->hours[i]);
        else
            status = definition_insert_hours(context, list, normal);
    }
    return status;
}

/* The array's memory, cut to what it holds, so that the exception owns a plain block. */
static inc_status definition_own_hours(inc_context *context, const inc__array *list,
                                       inc__exception *exception)
{
    if (list->count > 0) {
        exception->hours = inc__alloc(context, list->count * sizeof(inc_hours));
        if (exception->hours == NULL)
            return inc__nomem(context);
        memcpy(exception->hours, list->items, list->count * sizeof(inc_hours));
    }
    exception->given.hours = exception->hours;
    exception->given.hours_count = list->count;
    return INC_OK;
}

/* Members that a scope does not use are zeroed, so that equal exceptions have equal bytes. */
static void definition_normal_scope(inc_exception *exception)
{
    int yearly = exception->scope == INC_SCOPE_YEARLY || exception->scope == INC_SCOPE_YEARLY_RANGE;

    if (yearly) {
        exception->from = 0;
    } else {
        exception->yearly_from = 0;
    }
    if (exception->scope != INC_SCOPE_RANGE)
        exception->to = 0;
    if (exception->scope != INC_SCOPE_YEARLY_RANGE)
        exception->yearly_to = 0;
}

inc_status inc__definition_except(inc__definition *definition, const inc_exception *exception)
{
    inc_context *context = definition->context;
    inc__exception made, *place;
    inc__array list;
    inc_status status;

    memset(&made, 0, sizeof made);
    memset(&list, 0, sizeof list);
    made.given = *exception;
    made.given.hours_count = 0;
    definition_normal_scope(&made.given);
    status = definition_check_scope(context, &made.given);
    if (status == INC_OK && !inc__name_valid(exception->name, 0))
        status = inc__fail(context, INC_E_INVALID,
                           "the name '%s' of an exception was no UTF-8 text of at most 255 bytes",
                           exception->name);
    if (status == INC_OK)
        status = definition_fill_hours(context, exception, &list);
    if (status == INC_OK)
        status = definition_own_hours(context, &list, &made);
    if (status != INC_OK)
        goto out;
    made.name = inc__string_copy(context, exception->name != NULL ? exception->name : "", INC_ZSTR);
    made.given.name = made.name;
    place = made.name != NULL ? INC__PUSH(context, &definition->exceptions, inc__exception) : NULL;
    if (place == NULL) {
        status = inc__nomem(context);
        goto out;
    }
    *place = made;
    memset(&made, 0, sizeof made);
out:
    definition_free_exception(context, &made);
    inc__array_free(context, &list, sizeof(inc_hours));
    return status;
}

void inc__definition_undo(inc__definition *definition)
{
    inc__array *exceptions = &definition->exceptions;

    exceptions->count--;
    definition_free_exception(definition->context,
                              INC__AT(exceptions, inc__exception, exceptions->count));
}

static inc_status definition_copy_revision(const inc__revision *from, inc__definition *to)
{
    inc__revision *revision;
    inc_status status;
    size_t day, i;

    revision = from->from == INC_DATE_NONE ? INC__AT(&to->revisions, inc__revision, 0)
                                           : inc__definition_revise(to, from->from);
    if (revision == NULL)
        return INC_E_NOMEM;
    for (day = 0; day < 7; day++) {
        for (i = 0; i < from->week[day].count; i++) {
            status = definition_insert_hours(to->context, &revision->week[day],
                                             *INC__AT(&from->week[day], inc_hours, i));
            if (status != INC_OK)
                return status;
        }
    }
    return INC_OK;
}

inc_status inc__definition_copy(const inc__definition *from, inc__definition *to)
{
    inc_status status = inc__definition_init(to, from->context, from->zone);
    size_t i;

    for (i = 0; i < from->revisions.count && status == INC_OK; i++)
        status = definition_copy_revision(INC__AT(&from->revisions, inc__revision, i), to);
    for (i = 0; i < from->exceptions.count && status == INC_OK; i++)
        status = inc__definition_except(to, &INC__AT(&from->exceptions, inc__exception, i)->given);
    if (status != INC_OK)
        inc__definition_free(to);
    return status;
}
