/* Events as JSON: members and lines. */
#include "event.h"

#include "write.h"

#include <incident/addon.h>
#include <incident/format.h>
#include <stdlib.h>
#include <string.h>

const char *inc__json_member(int32_t kind, const inc_column *column)
{
    if (column->id >= INC_EVENT_CODE_1 && column->id <= INC_EVENT_REFERENCE_2)
        return inc_event_role(kind, column->id, NULL);
    return column->name;
}

/* 1 for a column that has the value that a builder gives it by itself. */
static int event_has_default(const inc_event *event, const inc_column *column)
{
    int64_t value = inc_event_integer(event, column->id);
    size_t size;

    switch (column->id) {
    case INC_EVENT_SUBJECT_KIND:
        return value == INC_SUBJECT_INCIDENT;
    case INC_EVENT_RECORDED:
        return value == inc_event_integer(event, INC_EVENT_HAPPENED);
    case INC_EVENT_ACTOR_KIND:
        return value == INC_ACTOR_HUMAN;
    case INC_EVENT_VISIBILITY:
        return value == INC_VISIBILITY_PUBLIC;
    default:
        break;
    }
    if (column->type == INC_VALUE_TIME)
        return value == INC_TIME_NONE;
    (void) inc_event_text(event, column->id, &size);
    return value == 0 && size == 0;
}

static json_t *event_time(inc_time time)
{
    char text[INC_FORMAT_SIZE];

    return inc_time_format(time, 0, text) == INC_OK ? json_string(text) : NULL;
}

static json_t *event_kind(int32_t kind)
{
    return kind < INC_FACT_HOST ? json_string(inc_fact_name(kind)) : json_integer(kind);
}

static json_t *event_value(const inc_event *event, const inc_column *column)
{
    int64_t value = inc_event_integer(event, column->id);
    size_t size;
    const char *text = inc_event_text(event, column->id, &size);

    if (column->type == INC_VALUE_TEXT)
        return json_stringn(text, size);
    if (column->type == INC_VALUE_TIME)
        return event_time(value);
    switch (column->id) {
    case INC_EVENT_KIND:
        return event_kind((int32_t) value);
    case INC_EVENT_ACTOR_KIND:
        return json_string(inc_actor_kind_name((int32_t) value));
    case INC_EVENT_VISIBILITY:
        return json_string(inc_visibility_name((int32_t) value));
    default:
        return json_integer(value);
    }
}

static json_t *event_object(const inc_event *event)
{
    int32_t kind = (int32_t) inc_event_integer(event, INC_EVENT_KIND);
    inc_column column = {.size = sizeof column};
    json_t *object = json_object();
    int failed = object == NULL;
    size_t i;

    for (i = 0; !failed && inc_event_column(i, &column) == INC_OK; i++) {
        if (!event_has_default(event, &column))
            failed =
                inc__json_put(object, inc__json_member(kind, &column), event_value(event, &column));
    }
    return inc__json_whole(object, failed);
}

inc_status inc_json_write_event(inc_context *context, const inc_event *event, inc_text *text)
{
    inc_status status = INC_E_NOMEM;
    char *line = NULL;
    json_t *object;
    size_t size;

    if (context == NULL || event == NULL || text == NULL)
        return INC_E_INVALID;
    object = event_object(event);
    if (object != NULL)
        line = json_dumps(object, JSON_COMPACT);
    if (line != NULL) {
        /* The newline takes the place of the NUL: all is appended, or nothing. */
        size = strlen(line);
        line[size] = '\n';
        status = inc_text_append(text, line, size + 1);
    }
    free(line);
    json_decref(object);
    return status == INC_E_NOMEM ? inc_context_fail(context, status, "memory ran out") : status;
}
