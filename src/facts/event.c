/* Events: getters, order, redaction. */
#include "facts/event.h"

#include <string.h>

inc_event *inc_event_ref(const inc_event *event)
{
    return inc__refs_share(event);
}

void inc_event_unref(inc_event *event)
{
    inc__record_unref((inc__record *) event);
}

int64_t inc_event_integer(const inc_event *event, int32_t column)
{
    return inc__record_integer((const inc__record *) event, column);
}

const char *inc_event_text(const inc_event *event, int32_t column, size_t *size)
{
    return inc__record_text((const inc__record *) event, column, size);
}

int64_t inc__event_order(const inc_event *event, int64_t sequence)
{
    int64_t order = inc__event_integer(event, INC_EVENT_ORDER);
    return order != 0 ? order : sequence;
}

static int32_t event_compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int32_t inc_event_compare(const inc_event *a, const inc_event *b)
{
    int64_t sequences[2];
    int32_t order;

    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    sequences[0] = inc__event_integer(a, INC_EVENT_SEQUENCE);
    sequences[1] = inc__event_integer(b, INC_EVENT_SEQUENCE);
    order = event_compare_integers(inc__event_integer(a, INC_EVENT_HAPPENED),
                                   inc__event_integer(b, INC_EVENT_HAPPENED));
    if (order == 0)
        order = event_compare_integers(inc__event_order(a, sequences[0]),
                                       inc__event_order(b, sequences[1]));
    return order != 0 ? order : event_compare_integers(sequences[0], sequences[1]);
}

static int event_is_about(const inc_event *event, const char *person)
{
    return strcmp(inc__event_text(event, INC_EVENT_ACTOR), person) == 0 ||
           strcmp(inc__event_text(event, INC_EVENT_PERSON), person) == 0;
}

static inc_status event_empty(inc_context *context, const inc_event *event, int64_t sequence,
                              inc__record **record)
{
    inc__draft draft;
    inc_status status = inc__draft_init(&draft, context, &inc__event_table);
    int32_t id;

    if (status != INC_OK)
        return status;
    status = inc__draft_copy(&draft, &event->record);
    for (id = 1; id <= inc__event_table.highest; id++) {
        if (inc__event_table.columns[id].flags & INC_COLUMN_PERSONAL)
            draft.cells[id].text.size = 0;
    }
    draft.cells[INC_EVENT_REDACTED].integer = sequence;
    if (status == INC_OK)
        status = inc__record_make(&draft, record);
    inc__draft_free(&draft);
    return status;
}

inc_status inc_event_redact(inc_context *context, const inc_event *event, const char *person,
                            int64_t sequence, inc_event **redacted)
{
    inc__record *record;
    inc_status status;

    if (redacted == NULL)
        return INC_E_INVALID;
    *redacted = NULL;
    if (context == NULL || event == NULL)
        return INC_E_INVALID;
    if (sequence < 1)
        return inc__fail(context, INC_E_INVALID, "a redaction had the sequence '%lld'",
                         (long long) sequence);
    if (person != NULL && person[0] == '\0')
        return inc__fail(context, INC_E_INVALID, "a redaction was asked for the person ''");
    if (person != NULL && !event_is_about(event, person)) {
        *redacted = inc_event_ref(event);
        return INC_OK;
    }
    status = event_empty(context, event, sequence, &record);
    if (status == INC_OK)
        *redacted = (inc_event *) record;
    return status;
}
