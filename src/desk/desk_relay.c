/* Messages from subject to subject: a link that one end has is told to the other, once. */
#include "desk/command.h"
#include "desk/desk.h"

#include <stdio.h>
#include <string.h>

#define RELAY_PAGE 100

static inc_status relay_query(inc_desk *desk, inc_time until, inc_query **query)
{
    inc_status status = inc_query_new(desk->context, INC_ROW_MESSAGE, desk->tenant, query);

    if (status == INC_OK)
        status = inc_query_order(*query, INC_MESSAGE_NEXT_AT, 0);
    if (status == INC_OK)
        status = inc_query_where_text(*query, INC_MESSAGE_TO, INC_GREATER, "");
    if (status == INC_OK && until != INC_TIME_NONE)
        status = inc_query_where(*query, INC_MESSAGE_NEXT_AT, INC_LESS_OR_EQUAL, until);
    return status == INC_OK ? inc_query_limit(*query, RELAY_PAGE) : status;
}

static int relay_is_ours(const inc_row *row, const inc__shards *shards)
{
    int32_t shard = inc_shard_of(inc_row_text(row, INC_MESSAGE_TO, NULL), INC_ZSTR);
    return shard >= shards->first && shard <= shards->last;
}

/* Takes the message out; somebody else may have done it. */
static inc_status relay_remove(inc_desk *desk, const inc_row *row)
{
    inc_batch *batch;
    inc_write write;
    inc_status status =
        inc_batch_new(desk->context, desk->tenant, INC_SUBJECT_INCIDENT,
                      inc_row_text(row, INC_ROW_SUBJECT, NULL), INC__DESK_ANY, &batch);

    if (status != INC_OK)
        return status;
    memset(&write, 0, sizeof write);
    write.size = sizeof write;
    write.row = row;
    write.revision = inc_row_integer(row, INC_ROW_REVISION);
    write.deletes = 1;
    status = inc_batch_write(batch, &write);
    if (status == INC_OK)
        status = inc_store_commit(desk->store, batch, NULL);
    inc_batch_free(batch);
    return status == INC_E_CONFLICT ? INC_OK : status;
}

/* The command that a message comes to; its commit's name makes it happen once. */
static void relay_command(const inc_row *row, char *commit, size_t size, inc_command *command)
{
    const char *body = inc_row_text(row, INC_MESSAGE_BODY, NULL);
    const char *sender = inc_row_text(row, INC_ROW_SUBJECT, NULL);
    int unlinks = strncmp(body, "unlink ", 7) == 0;
    char digest[INC_HASH_TEXT_SIZE];
    inc_hash hash;

    /* Two ids can be longer than a commit's name. */
    (void) inc_hash_of(sender, strlen(sender), &hash);
    (void) inc_hash_text(&hash, digest);
    (void) snprintf(commit, size, "relay %s %s", inc_row_text(row, INC_ROW_NAME, NULL), digest);
    memset(command, 0, sizeof *command);
    command->size = sizeof *command;
    command->kind = unlinks ? INC_COMMAND_UNLINK : INC_COMMAND_LINK;
    command->actor_kind = INC_ACTOR_SYSTEM;
    command->visibility = INC_VISIBILITY_INTERNAL;
    command->subject = inc_row_text(row, INC_MESSAGE_TO, NULL);
    command->relation = body + (unlinks ? 7 : 5);
    command->other = sender;
    command->commit = commit;
}

/* What the receiver does not have, or has already, needs no telling. */
static inc_status relay_one(inc_desk *desk, const inc_row *row, inc_time now)
{
    char commit[128];
    inc_command command, ours;
    inc_outcome outcome;
    inc_status status;
    int32_t attempt = 0;

    relay_command(row, commit, sizeof commit, &command);
    status = inc__command_read(desk->context, &command, &ours);
    if (status != INC_OK)
        return relay_remove(desk, row);
    do {
        desk->relaying = 1;
        status = inc__desk_try(desk, &ours, now, &outcome);
    } while (status == INC_E_CONFLICT && ++attempt < desk->attempts);
    inc__refusal_clear(&desk->refusal);
    if (status == INC_OK || status == INC_E_REFUSED || status == INC_E_NOT_FOUND)
        return relay_remove(desk, row);
    return status;
}

typedef struct relay_run {
    inc_desk *desk;
    inc_time now;
    const inc__shards *shards;
    inc_query *query;
    inc_page *page;
    int32_t settled;
    inc_status failed; /* the first receiver that could not be told */
} relay_run;

/* A receiver that cannot be told does not keep the others waiting; nor does one that others changed
 * meanwhile, which the next advance tells. */
static inc_status relay_row(relay_run *run, const inc_row *row)
{
    inc_status status = relay_one(run->desk, row, run->now);

    run->settled += status == INC_OK;
    if (status == INC_E_BACKEND && run->failed == INC_OK)
        run->failed = status;
    return status == INC_E_BACKEND || status == INC_E_CONFLICT ? INC_OK : status;
}

static inc_status relay_page(relay_run *run)
{
    inc_status status = inc_store_find(run->desk->store, run->query, run->page);
    size_t i, count = inc_page_rows(run->page);

    for (i = 0; i < count && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(run->page, i);
        if (relay_is_ours(row, run->shards))
            status = relay_row(run, row);
    }
    return status == INC_OK ? inc_query_after(run->query, inc_page_row(run->page, count - 1))
                            : status;
}

inc_status inc__desk_relay(inc_desk *desk, inc_time now, const inc__shards *shards,
                           int32_t *settled, inc_status *failed)
{
    relay_run run = {.desk = desk, .now = now, .shards = shards};
    inc_status status = inc_page_new(desk->context, &run.page);

    if (status == INC_OK)
        status = relay_query(desk, now, &run.query);
    while (status == INC_OK)
        status = relay_page(&run);
    inc_query_free(run.query);
    inc_page_free(run.page);
    *settled = run.settled;
    *failed = run.failed;
    return status == INC_DONE ? INC_OK : status;
}

/* The first of a page that is ours; INC_DONE when it is found. */
static inc_status relay_first(inc_desk *desk, const inc__shards *shards, inc_query *query,
                              inc_time *when)
{
    inc_status status = inc_store_find(desk->store, query, desk->page);
    size_t i, count = inc_page_rows(desk->page);

    for (i = 0; i < count && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(desk->page, i);
        if (!relay_is_ours(row, shards))
            continue;
        *when = inc_row_integer(row, INC_MESSAGE_NEXT_AT);
        return INC_DONE;
    }
    return status == INC_OK ? inc_query_after(query, inc_page_row(desk->page, count - 1)) : status;
}

inc_status inc__desk_next_relay(inc_desk *desk, const inc__shards *shards, inc_time *when)
{
    inc_query *query = NULL;
    inc_status status = relay_query(desk, INC_TIME_NONE, &query);

    *when = INC_TIME_NONE;
    while (status == INC_OK)
        status = relay_first(desk, shards, query, when);
    inc_query_free(query);
    return status == INC_DONE ? INC_OK : status;
}
