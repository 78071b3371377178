/* Collects the definition of a calendar. */
#include "base/options.h"
#include "time/calendar.h"

#include <incident/format.h>
#include <string.h>

struct inc_calendar_builder {
    inc_context *context;
    inc__definition definition;
    inc_date revising; /* the pattern that weekly hours go to */
};

inc_status inc_calendar_builder_new(inc_context *context, const inc_zone *zone,
                                    inc_calendar_builder **builder)
{
    inc_calendar_builder *made;

    if (builder != NULL)
        *builder = NULL;
    if (context == NULL || zone == NULL || builder == NULL)
        return INC_E_INVALID;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    made->revising = INC_DATE_NONE;
    if (inc__definition_init(&made->definition, context, zone) != INC_OK) {
        inc_calendar_builder_free(made);
        return INC_E_NOMEM;
    }
    *builder = made;
    return INC_OK;
}

void inc_calendar_builder_free(inc_calendar_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    inc__definition_free(&builder->definition);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

static inc__revision *builder_revision(inc_calendar_builder *builder, inc_date from)
{
    size_t i;

    for (i = 0; i < builder->definition.revisions.count; i++) {
        inc__revision *revision = INC__AT(&builder->definition.revisions, inc__revision, i);
        if (revision->from == from)
            return revision;
    }
    return NULL;
}

inc_status inc_calendar_builder_weekly(inc_calendar_builder *builder, int32_t weekday,
                                       const inc_hours *hours)
{
    if (builder == NULL || hours == NULL)
        return INC_E_INVALID;
    return inc__definition_weekly(&builder->definition,
                                  builder_revision(builder, builder->revising), weekday, hours);
}

static inc_status builder_revised(inc_context *context, inc_date from)
{
    char text[INC_FORMAT_SIZE];

    (void) inc_date_format(from, text);
    return inc__fail(context, INC_E_EXISTS, "a second revision came for '%s'", text);
}

inc_status inc_calendar_builder_revise(inc_calendar_builder *builder, inc_date from)
{
    if (builder == NULL)
        return INC_E_INVALID;
    if (from < INC_DATE_MIN || from > INC_DATE_MAX)
        return inc__fail(builder->context, INC_E_RANGE,
                         "date %ld of a revision was outside the years 1900 to 9999", (long) from);
    if (builder_revision(builder, from) != NULL)
        return builder_revised(builder->context, from);
    if (inc__definition_revise(&builder->definition, from) == NULL)
        return INC_E_NOMEM;
    builder->revising = from;
    return INC_OK;
}

inc_status inc_calendar_builder_except(inc_calendar_builder *builder,
                                       const inc_exception *exception)
{
    inc_exception local;
    inc_status status;

    if (builder == NULL || exception == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, exception, name);
    if (status != INC_OK)
        return inc__fail(builder->context, status, "an exception of size %zu was refused",
                         exception->size);
    return inc__definition_except(&builder->definition, &local);
}

inc_status inc_calendar_builder_undo(inc_calendar_builder *builder, size_t count)
{
    if (builder == NULL)
        return INC_E_INVALID;
    if (count > builder->definition.exceptions.count)
        return inc__fail(builder->context, INC_E_INVALID,
                         "%zu exceptions were to be taken away from %zu", count,
                         builder->definition.exceptions.count);
    while (count-- > 0)
        inc__definition_undo(&builder->definition);
    return INC_OK;
}

inc_status inc_calendar_builder_build(inc_calendar_builder *builder, inc_calendar **calendar)
{
    inc_calendar *made;
    inc_status status;

    if (calendar != NULL)
        *calendar = NULL;
    if (builder == NULL || calendar == NULL)
        return INC_E_INVALID;
    made = inc__calendar_alloc(builder->context);
    if (made == NULL)
        return inc__nomem(builder->context);
    status = inc__definition_copy(&builder->definition, &made->definition);
    if (status == INC_OK)
        status = inc__calendar_finish(made);
    if (status != INC_OK) {
        inc_calendar_unref(made);
        return status;
    }
    if (!inc_calendar_reachable(made))
        inc__log(made->context, INC_LOG_WARNING, "a calendar was built that is never open");
    *calendar = made;
    return INC_OK;
}
