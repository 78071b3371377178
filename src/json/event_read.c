/* Events from JSON. */
#include "event.h"

#include <incident/format.h>
#include <stdio.h>
#include <string.h>

/* The column that a member of a kind stands for; 1 when there is one. */
static int read_column(int32_t kind, const char *member, inc_column *column)
{
    size_t i;

    for (i = 0; inc_event_column(i, column) == INC_OK; i++) {
        const char *name = inc__json_member(kind, column);
        if (name != NULL && strcmp(name, member) == 0)
            return 1;
    }
    return 0;
}

static inc_status read_kind(inc__json_document *document, int32_t *kind)
{
    json_t *value = json_object_get(document->root, "kind");
    json_int_t number = json_integer_value(value);
    inc_status status = inc__json_require(document, document->root, "kind");

    if (status != INC_OK)
        return status;
    if (json_is_string(value))
        *kind = inc_fact_find(json_string_value(value), json_string_length(value));
    else if (number >= INC_FACT_HOST && number <= INT32_MAX)
        *kind = (int32_t) number;
    if (*kind != 0)
        return INC_OK;
    inc__json_enter(document, document->root, "kind");
    status = inc__json_fail(document, INC_E_FORMAT, value,
                            "was no name of a kind, nor a number of the host's from %d to %ld",
                            INC_FACT_HOST, (long) INT32_MAX);
    inc__json_leave(document);
    return status;
}

/* A constant by its name; names are those of 1, 2... until one is unknown. */
static inc_status read_name(const inc__json_document *document, json_t *value,
                            const char *(*name_of)(int32_t constant), int64_t *number)
{
    const char *text = json_is_string(value) ? json_string_value(value) : "";
    char list[64] = "";
    int32_t constant;

    for (constant = 1; strcmp(name_of(constant), "?") != 0; constant++) {
        size_t used = strlen(list);
        if (strcmp(name_of(constant), text) == 0) {
            *number = constant;
            return INC_OK;
        }
        (void) snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "",
                        name_of(constant));
    }
    return inc__json_fail(document, INC_E_FORMAT, value, "was none of %s", list);
}

static inc_status read_time(const inc__json_document *document, json_t *value, int64_t *number)
{
    inc_status status = INC_E_FORMAT;

    if (json_is_string(value))
        status = inc_time_parse(json_string_value(value), json_string_length(value), number);
    if (status == INC_E_RANGE)
        return inc__json_fail(document, status, value, "was outside the years 1900 to 9999");
    if (status != INC_OK)
        return inc__json_fail(document, INC_E_FORMAT, value,
                              "was no instant such as \"2026-06-01T09:00:00Z\"");
    return INC_OK;
}

static inc_status read_integer(const inc__json_document *document, json_t *value, int64_t *number)
{
    if (!json_is_integer(value))
        return inc__json_fail(document, INC_E_FORMAT, value, "was no whole number");
    *number = json_integer_value(value);
    return INC_OK;
}

static inc_status read_number(const inc__json_document *document, json_t *value,
                              const inc_column *column, int64_t *number)
{
    if (column->type == INC_VALUE_TIME)
        return read_time(document, value, number);
    if (column->id == INC_EVENT_ACTOR_KIND)
        return read_name(document, value, inc_actor_kind_name, number);
    if (column->id == INC_EVENT_VISIBILITY)
        return read_name(document, value, inc_visibility_name, number);
    return read_integer(document, value, number);
}

static inc_status read_value(const inc__json_document *document, json_t *value,
                             const inc_column *column, inc_event_builder *builder)
{
    int64_t number = 0;
    inc_status status;

    if (column->type == INC_VALUE_TEXT) {
        if (!json_is_string(value))
            return inc__json_fail(document, INC_E_FORMAT, value, "was no text");
        return inc__json_refused(document, inc_event_builder_text(builder, column->id,
                                                                  json_string_value(value),
                                                                  json_string_length(value)));
    }
    status = read_number(document, value, column, &number);
    if (status == INC_OK)
        status = inc_event_builder_integer(builder, column->id, number);
    return status;
}

static inc_status read_member(inc__json_document *document, int32_t kind, const char *member,
                              json_t *value, inc_event_builder *builder)
{
    inc_column column = {.size = sizeof column};
    inc_status status;

    inc__json_enter(document, document->root, member);
    if (!read_column(kind, member, &column))
        status = inc__json_fail(document, INC_E_FORMAT, NULL, "the member was unknown%s%s",
                                kind < INC_FACT_HOST ? " to the kind " : "",
                                kind < INC_FACT_HOST ? inc_fact_name(kind) : "");
    else if (column.id == INC_EVENT_KIND)
        status = inc_event_builder_integer(builder, column.id, kind);
    else
        status = read_value(document, value, &column, builder);
    inc__json_leave(document);
    return status;
}

static inc_status read_event(inc__json_document *document, inc_event **event)
{
    inc_event_builder *builder = NULL;
    int32_t kind = 0;
    inc_status status = inc__json_is_object(document, document->root);
    const char *member;
    json_t *value;

    if (status == INC_OK)
        status = read_kind(document, &kind);
    if (status == INC_OK)
        status = inc_event_builder_new(document->context, &builder);
    if (status != INC_OK)
        return status;
    json_object_foreach(document->root, member, value)
    {
        status = read_member(document, kind, member, value, builder);
        if (status != INC_OK)
            break;
    }
    if (status == INC_OK)
        status = inc__json_refused(document, inc_event_builder_build(builder, event));
    inc_event_builder_free(builder);
    return status;
}

inc_status inc_json_read_event(inc_context *context, const char *line, size_t size,
                               const inc_json_options *options, inc_event **event)
{
    inc__json_document document;
    inc_status status;

    if (event == NULL)
        return INC_E_INVALID;
    *event = NULL;
    if (context == NULL || line == NULL)
        return INC_E_INVALID;
    status = inc__json_open(&document, context, options, line, size);
    if (status != INC_OK)
        return status;
    status = read_event(&document, event);
    inc__json_close(&document);
    return status;
}
