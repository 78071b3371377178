/* The builder of events. */
#include "facts/event.h"

struct inc_event_builder {
    inc_context *context;
    inc__draft draft;
};

inc_status inc_event_builder_new(inc_context *context, inc_event_builder **builder)
{
    inc_event_builder *made;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    if (inc__draft_init(&made->draft, context, &inc__event_table) != INC_OK) {
        inc__release(context, made, sizeof *made);
        return INC_E_NOMEM;
    }
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

void inc_event_builder_free(inc_event_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    inc__draft_free(&builder->draft);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

void inc_event_builder_clear(inc_event_builder *builder)
{
    if (builder != NULL)
        inc__draft_clear(&builder->draft);
}

inc_status inc_event_builder_copy(inc_event_builder *builder, const inc_event *event)
{
    if (builder == NULL || event == NULL)
        return INC_E_INVALID;
    return inc__draft_copy(&builder->draft, &event->record);
}

inc_status inc_event_builder_integer(inc_event_builder *builder, int32_t column, int64_t value)
{
    return builder != NULL ? inc__draft_integer(&builder->draft, column, value) : INC_E_INVALID;
}

inc_status inc_event_builder_text(inc_event_builder *builder, int32_t column, const char *bytes,
                                  size_t size)
{
    return builder != NULL ? inc__draft_text(&builder->draft, column, bytes, size) : INC_E_INVALID;
}

/* A record that nobody else has seen yet. */
static void event_fill_defaults(inc__record *record)
{
    inc__cell *cells = inc__record_cells(record);

    if (cells[INC_EVENT_SUBJECT_KIND].integer == 0)
        cells[INC_EVENT_SUBJECT_KIND].integer = INC_SUBJECT_INCIDENT;
    if (cells[INC_EVENT_RECORDED].integer == INC_TIME_NONE)
        cells[INC_EVENT_RECORDED].integer = cells[INC_EVENT_HAPPENED].integer;
    if (cells[INC_EVENT_ACTOR_KIND].integer == 0)
        cells[INC_EVENT_ACTOR_KIND].integer = INC_ACTOR_HUMAN;
    if (cells[INC_EVENT_VISIBILITY].integer == 0)
        cells[INC_EVENT_VISIBILITY].integer = INC_VISIBILITY_PUBLIC;
}

inc_status inc_event_builder_build(inc_event_builder *builder, inc_event **event)
{
    inc__record *record;
    inc_status status;

    if (event == NULL)
        return INC_E_INVALID;
    *event = NULL;
    if (builder == NULL)
        return INC_E_INVALID;
    status = inc__event_check(&builder->draft);
    if (status == INC_OK)
        status = inc__record_make(&builder->draft, &record);
    if (status != INC_OK)
        return status;
    event_fill_defaults(record);
    *event = (inc_event *) record;
    return INC_OK;
}
