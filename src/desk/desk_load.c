/* A subject read from the store and folded. */
#include "desk/desk.h"

#include <string.h>

static inc_status load_page(inc_desk *desk, inc_range *range)
{
    inc_status status = inc_store_read(desk->store, range, desk->page);
    size_t i, count = inc_page_events(desk->page);

    for (i = 0; status == INC_OK && i < count; i++) {
        const inc_event *event = inc_page_event(desk->page, i);
        inc_time recorded = inc_event_integer(event, INC_EVENT_RECORDED);
        status = inc_incident_apply(desk->incident, event);
        desk->sequence = inc_event_integer(event, INC_EVENT_SEQUENCE);
        if (recorded > desk->recorded)
            desk->recorded = recorded;
    }
    range->from = desk->sequence + 1;
    return status == INC_OK && count < INC_QUERY_LIMIT ? INC_DONE : status;
}

static inc_status load_events(inc_desk *desk, const char *subject)
{
    inc_status status = INC_OK;
    inc_range range;

    memset(&range, 0, sizeof range);
    range.size = sizeof range;
    range.tenant = desk->tenant;
    range.subject_kind = INC_SUBJECT_INCIDENT;
    range.subject = subject;
    range.from = 1;
    while (status == INC_OK)
        status = load_page(desk, &range);
    inc_page_clear(desk->page);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status load_head(inc_desk *desk, const char *subject)
{
    inc_row *row = NULL;
    inc_status status =
        inc_store_head(desk->store, desk->tenant, INC_SUBJECT_INCIDENT, subject, &row);

    desk->revision = status == INC_OK ? inc_row_integer(row, INC_ROW_REVISION) : 0;
    inc_row_unref(row);
    if (status != INC_E_NOT_FOUND)
        return status;
    /* A subject without a head is no failure, and leaves no line. */
    (void) inc__line_hide(desk->context);
    return INC_OK;
}

inc_status inc__desk_fold(inc_desk *desk)
{
    return inc_incident_look(desk->incident, desk->recorded, INC_TIME_NONE, NULL);
}

inc_status inc__desk_load(inc_desk *desk, const char *subject, inc_time now)
{
    inc_status status;

    inc__desk_drop(desk);
    inc_incident_clear(desk->incident);
    inc__refusal_clear(&desk->refusal);
    desk->sequence = 0;
    desk->recorded = now;
    status = inc__desk_keep(desk, &desk->subject, subject);
    if (status == INC_OK)
        status = load_head(desk, subject);
    if (status == INC_OK)
        status = load_events(desk, subject);
    return status == INC_OK ? inc__desk_fold(desk) : status;
}

const inc_rules *inc__desk_rules(const inc_desk *desk)
{
    const inc_rules *rules = desk->incident->life.rules;

    if (rules == NULL && inc_rulebook_at(desk->rulebook, desk->recorded, &rules) != INC_OK)
        return NULL;
    return rules;
}

void inc__desk_case(const inc_desk *desk, inc__case *facts)
{
    facts->incident = desk->incident;
    facts->rulebook = desk->rulebook;
    facts->now = desk->recorded;
    facts->rules = inc__desk_rules(desk);
    inc__case_fill(facts);
}

int64_t inc__desk_seen(const inc_desk *desk, const char *commit)
{
    const inc__array *entries = &desk->incident->history.entries;
    int64_t last = 0;
    size_t i;

    if (commit[0] == '\0')
        return 0;
    for (i = 0; i < entries->count; i++) {
        const inc__entry *entry = INC__AT(entries, const inc__entry, i);
        if (strcmp(inc__event_text(entry->event, INC_EVENT_COMMIT), commit) == 0 &&
            entry->sequence > last)
            last = entry->sequence;
    }
    return last;
}
