/* Any text is refused with a line, or is an event that reads back the same from what is written. */
#include <incident.h>
#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(const inc_event *event, const inc_event *back)
{
    int32_t id;

    for (id = INC_EVENT_TENANT; id <= INC_EVENT_REDACTED; id++) {
        if (inc_event_integer(event, id) != inc_event_integer(back, id) ||
            strcmp(inc_event_text(event, id, NULL), inc_event_text(back, id, NULL)) != 0)
            abort();
    }
    if (inc_event_compare(event, back) != 0)
        abort();
}

static inc_text *write_event(inc_context *context, const inc_event *event)
{
    inc_text *text;

    if (inc_text_new(context, &text) != INC_OK ||
        inc_json_write_event(context, event, text) != INC_OK)
        abort();
    return text;
}

static void round_trip(inc_context *context, const inc_event *event)
{
    inc_text *text = write_event(context, event), *again;
    inc_event *back;
    size_t size;
    const char *written = inc_text_data(text, &size);

    if (inc_json_read_event(context, written, size, NULL, &back) != INC_OK)
        abort();
    compare(event, back);
    again = write_event(context, back);
    if (strcmp(written, inc_text_data(again, NULL)) != 0)
        abort();
    inc_text_free(again);
    inc_event_unref(back);
    inc_text_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context;
    inc_event *event;

    if (inc_context_new(NULL, &context) != INC_OK)
        return 0;
    if (inc_json_read_event(context, (const char *) data, size, NULL, &event) == INC_OK)
        round_trip(context, event);
    else if (event != NULL || inc_context_error(context)[0] == '\0')
        abort();
    inc_event_unref(event);
    inc_context_unref(context);
    return 0;
}
