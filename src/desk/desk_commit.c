/* One commit: fresh facts, emptied ones, the head, messages. */
#include "desk/desk.h"

#include <stdio.h>
#include <string.h>

static void commit_release(inc__array *events)
{
    size_t i;

    for (i = 0; i < events->count; i++)
        inc_event_unref(*INC__AT(events, inc_event *, i));
    events->count = 0;
}

void inc__desk_drop(inc_desk *desk)
{
    commit_release(&desk->fresh);
    commit_release(&desk->emptied);
    desk->relays.count = 0;
    desk->relaying = 0;
    desk->commit = "";
}

/* Writes a row that the builder of its kind made, and gives it back. */
static inc_status commit_row(inc_batch *batch, inc_row *row, int64_t revision)
{
    inc_write write;
    inc_status status;

    memset(&write, 0, sizeof write);
    write.size = sizeof write;
    write.row = row;
    write.revision = revision;
    status = inc_batch_write(batch, &write);
    inc_row_unref(row);
    return status;
}

static inc_status commit_head(inc_desk *desk, inc_batch *batch)
{
    inc_row *row;
    inc_status status = inc__desk_head(desk, desk->revision + 1, &row);

    return status == INC_OK ? commit_row(batch, row, desk->revision) : status;
}

/* A message's id within its subject: sequences compare bytewise, a letter tells several of one fact
 * apart. */
static inc_status commit_name(inc_desk *desk, int64_t fact, const char *letter)
{
    char name[32];

    (void) snprintf(name, sizeof name, "%019lld%s", (long long) fact, letter);
    return inc_row_builder_text(desk->message, INC_ROW_NAME, name, INC_ZSTR);
}

static inc_status commit_begin_message(inc_desk *desk, int64_t fact, int64_t kind,
                                       const char *letter)
{
    const struct {
        int32_t column;
        int64_t value;
    } columns[] = {{INC_ROW_SUBJECT_KIND, INC_SUBJECT_INCIDENT},
                   {INC_ROW_REVISION, 1},
                   {INC_MESSAGE_FACT, fact},
                   {INC_MESSAGE_KIND, kind},
                   {INC_MESSAGE_STATE, INC_MESSAGE_PENDING},
                   {INC_MESSAGE_CREATED_AT, desk->recorded},
                   {INC_MESSAGE_NEXT_AT, desk->recorded}};
    inc_status status;
    size_t i;

    inc_row_builder_clear(desk->message);
    status = inc_row_builder_text(desk->message, INC_ROW_TENANT, desk->tenant, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_text(desk->message, INC_ROW_SUBJECT, desk->subject, INC_ZSTR);
    if (status == INC_OK)
        status = commit_name(desk, fact, letter);
    for (i = 0; i < sizeof columns / sizeof columns[0] && status == INC_OK; i++)
        status = inc_row_builder_integer(desk->message, columns[i].column, columns[i].value);
    return status;
}

static inc_status commit_end_message(inc_desk *desk, inc_batch *batch)
{
    inc_row *row;
    inc_status status = inc_row_builder_build(desk->message, &row);

    return status == INC_OK ? commit_row(batch, row, 0) : status;
}

static int commit_publishes(const inc_desk *desk, int64_t kind)
{
    size_t i;

    for (i = 0; i < desk->publish.count && !desk->publish_all; i++) {
        if (*INC__AT(&desk->publish, const int32_t, i) == kind)
            return 1;
    }
    return desk->publish_all;
}

static inc_status commit_events(inc_desk *desk, inc_batch *batch)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < desk->emptied.count && status == INC_OK; i++)
        status = inc_batch_redact(batch, *INC__AT(&desk->emptied, inc_event *, i));
    for (i = 0; i < desk->fresh.count && status == INC_OK; i++) {
        const inc_event *event = *INC__AT(&desk->fresh, inc_event *, i);
        int64_t kind = inc__event_integer(event, INC_EVENT_KIND);
        status = inc_batch_event(batch, event);
        if (status != INC_OK || !commit_publishes(desk, kind))
            continue;
        status =
            commit_begin_message(desk, inc__event_integer(event, INC_EVENT_SEQUENCE), kind, "");
        if (status == INC_OK)
            status = commit_end_message(desk, batch);
    }
    return status;
}

static inc_status commit_relays(inc_desk *desk, inc_batch *batch)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < desk->relays.count && status == INC_OK; i++) {
        const inc__relay *relay = INC__AT(&desk->relays, const inc__relay, i);
        char body[64];
        (void) snprintf(body, sizeof body, "%s %s", relay->body, relay->relation);
        status = commit_begin_message(desk, relay->fact, INC_FACT_LINKED, "r");
        if (status == INC_OK)
            status = inc_row_builder_text(desk->message, INC_MESSAGE_TO, relay->to, INC_ZSTR);
        if (status == INC_OK)
            status = inc_row_builder_text(desk->message, INC_MESSAGE_BODY, body, INC_ZSTR);
        if (status == INC_OK)
            status = commit_end_message(desk, batch);
    }
    return status;
}

inc_status inc__desk_commit(inc_desk *desk)
{
    inc_batch *batch;
    inc_status status = inc_batch_new(desk->context, desk->tenant, INC_SUBJECT_INCIDENT,
                                      desk->subject, desk->sequence, &batch);

    if (status != INC_OK)
        return status;
    status = inc_batch_commit(batch, desk->commit);
    if (status == INC_OK)
        status = commit_events(desk, batch);
    if (status == INC_OK)
        status = commit_relays(desk, batch);
    if (status == INC_OK)
        status = commit_head(desk, batch);
    if (status == INC_OK)
        status = inc_store_commit(desk->store, batch, NULL);
    inc_batch_free(batch);
    return status;
}
