/* Forgetting: stored facts lose their personal columns. */
#include "desk/desk.h"

#include <string.h>

static int redact_names(const inc_event *event, const char *person)
{
    return strcmp(inc__event_text(event, INC_EVENT_ACTOR), person) == 0 ||
           strcmp(inc__event_text(event, INC_EVENT_PERSON), person) == 0;
}

int inc__desk_knows(const inc_desk *desk, const char *person)
{
    const inc__array *entries = &desk->incident->history.entries;
    size_t i;

    for (i = 0; i < entries->count; i++) {
        if (redact_names(INC__AT(entries, const inc__entry, i)->event, person))
            return 1;
    }
    return 0;
}

/* Takes the event over. */
static inc_status redact_keep(inc_desk *desk, inc__array *list, inc_event *event)
{
    inc_event **place = INC__PUSH(desk->context, list, inc_event *);

    if (place == NULL) {
        inc_event_unref(event);
        return inc__nomem(desk->context);
    }
    *place = event;
    return INC_OK;
}

static void redact_release(inc_desk *desk, inc__array *list)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        inc_event_unref(*INC__AT(list, inc_event *, i));
    inc__array_free(desk->context, list, sizeof(inc_event *));
}

/* One stored fact; those that change are to be committed. */
static inc_status redact_one(inc_desk *desk, const inc__entry *entry, const char *person,
                             int64_t sequence, inc__array *told)
{
    inc_event *emptied;
    inc_status status;

    if (entry->sequence > desk->sequence)
        return redact_keep(desk, told, inc_event_ref(entry->event));
    status = inc_event_redact(desk->context, entry->event, person, sequence, &emptied);
    if (status == INC_OK)
        status = redact_keep(desk, told, emptied);
    if (status == INC_OK && emptied != entry->event)
        status = redact_keep(desk, &desk->emptied, inc_event_ref(emptied));
    return status;
}

/* The incident is told everything again, as it will be stored. */
static inc_status redact_tell(inc_desk *desk, const inc__array *told)
{
    inc_status status = INC_OK;
    size_t i;

    inc_incident_clear(desk->incident);
    for (i = 0; i < told->count && status == INC_OK; i++)
        status = inc_incident_apply(desk->incident, *INC__AT(told, inc_event *, i));
    return status;
}

inc_status inc__desk_empty(inc_desk *desk, const char *person, int64_t sequence)
{
    const inc__array *entries = &desk->incident->history.entries;
    inc__array told = {NULL, 0, 0};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < entries->count && status == INC_OK; i++)
        status = redact_one(desk, INC__AT(entries, const inc__entry, i), person, sequence, &told);
    if (status == INC_OK)
        status = redact_tell(desk, &told);
    redact_release(desk, &told);
    return status;
}
