/* No memory: rows, batches, queries, commits, claims, snapshots. */
#include "oom.h"

#include <string.h>

#define STORE_MONDAY INT64_C(1780304400000000)

/* What a scenario works with. */
typedef struct shop {
    inc_memory *memory;
    inc_store *store;
    inc_page *page;
    inc_event_builder *events;
    inc_row_builder *heads;
    inc_row_builder *messages;
} shop;

static void shop_close(shop *self)
{
    inc_row_builder_free(self->messages);
    inc_row_builder_free(self->heads);
    inc_event_builder_free(self->events);
    inc_page_free(self->page);
    inc_store_free(self->store);
    inc_memory_unref(self->memory);
}

static inc_status shop_open(oom_run *run, shop *self)
{
    inc_status status;

    memset(self, 0, sizeof *self);
    OOM_MAKE(run, self->memory, inc_memory_new(run->context, &self->memory));
    OOM_MAKE(run, self->store, inc_memory_store(self->memory, run->context, &self->store));
    OOM_MAKE(run, self->page, inc_page_new(run->context, &self->page));
    OOM_MAKE(run, self->events, inc_event_builder_new(run->context, &self->events));
    OOM_MAKE(run, self->heads, inc_row_builder_new(run->context, INC_ROW_HEAD, &self->heads));
    OOM_MAKE(run, self->messages,
             inc_row_builder_new(run->context, INC_ROW_MESSAGE, &self->messages));
out:
    return status;
}

static inc_status add_event(oom_run *run, shop *self, inc_batch *batch, int64_t sequence)
{
    inc_event *event = NULL;
    inc_status status;

    OOM_CALL(run, inc_event_builder_text(self->events, INC_EVENT_TENANT, "acme", INC_ZSTR));
    OOM_CALL(run, inc_event_builder_text(self->events, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR));
    OOM_CALL(run, inc_event_builder_text(self->events, INC_EVENT_COMMIT, inc_batch_name(batch),
                                         INC_ZSTR));
    OOM_CALL(run, inc_event_builder_text(self->events, INC_EVENT_TEXT, "a note", INC_ZSTR));
    OOM_CALL(run, inc_event_builder_integer(self->events, INC_EVENT_SEQUENCE, sequence));
    OOM_CALL(run, inc_event_builder_integer(self->events, INC_EVENT_HAPPENED, STORE_MONDAY));
    OOM_CALL(run, inc_event_builder_integer(self->events, INC_EVENT_KIND, INC_FACT_NOTED));
    OOM_MAKE(run, event, inc_event_builder_build(self->events, &event));
    OOM_CALL(run, inc_batch_event(batch, event));
out:
    inc_event_unref(event);
    return status;
}

static inc_status add_row(oom_run *run, inc_row_builder *builder, inc_batch *batch,
                          const char *name, int32_t column, int64_t value, int64_t revision)
{
    inc_write write = {.size = sizeof write, .revision = revision};
    inc_row *row = NULL;
    inc_status status;

    OOM_CALL(run, inc_row_builder_text(builder, INC_ROW_TENANT, "acme", INC_ZSTR));
    OOM_CALL(run, inc_row_builder_text(builder, INC_ROW_SUBJECT, "INC-1", INC_ZSTR));
    OOM_CALL(run, inc_row_builder_text(builder, INC_ROW_NAME, name, INC_ZSTR));
    OOM_CALL(run, inc_row_builder_integer(builder, column, value));
    OOM_MAKE(run, row, inc_row_builder_build(builder, &row));
    write.row = row;
    OOM_CALL(run, inc_batch_write(batch, &write));
out:
    inc_row_unref(row);
    return status;
}

/* Events, a head and messages in one commit, at any revision of the head. */
static inc_status commit_all(oom_run *run, shop *self, const char *name, int64_t sequence,
                             int64_t revision)
{
    inc_batch *batch = NULL;
    inc_status status;
    int64_t last = 0, i;
    char message[] = "m0";

    OOM_MAKE(run, batch, inc_batch_new(run->context, "acme", 0, "INC-1", sequence, &batch));
    OOM_CALL(run, inc_batch_commit(batch, name));
    for (i = 1; i <= 3; i++) {
        status = add_event(run, self, batch, sequence + i);
        if (status != INC_OK)
            goto out;
    }
    status =
        add_row(run, self->heads, batch, "", INC_HEAD_NEXT_AT, STORE_MONDAY + revision, revision);
    for (i = 0; i < 2 && status == INC_OK; i++) {
        message[1] = (char) ('0' + sequence + i);
        status =
            add_row(run, self->messages, batch, message, INC_MESSAGE_NEXT_AT, STORE_MONDAY + i, 0);
    }
    if (status != INC_OK)
        goto out;
    OOM_CALL(run, inc_store_commit(self->store, batch, &last));
    oom_note_number(run, last);
out:
    inc_batch_free(batch);
    return status;
}

static inc_status read_all(oom_run *run, shop *self)
{
    inc_range range = {.size = sizeof range, .tenant = "acme", .subject = "INC-1"};
    inc_row *head = NULL;
    inc_status status;
    size_t i;

    OOM_CALL(run, inc_store_read(self->store, &range, self->page));
    for (i = 0; i < inc_page_events(self->page); i++)
        oom_note_text(run, inc_event_text(inc_page_event(self->page, i), INC_EVENT_TEXT, NULL));
    OOM_MAKE(run, head, inc_store_head(self->store, "acme", 0, "INC-1", &head));
    oom_note_number(run, inc_row_integer(head, INC_ROW_REVISION));
    oom_note_number(run, inc_row_integer(head, INC_HEAD_NEXT_AT));
out:
    inc_row_unref(head);
    return status;
}

static inc_status commit_and_read(oom_run *run)
{
    shop self;
    inc_status status = shop_open(run, &self);

    if (status == INC_OK)
        status = commit_all(run, &self, "first", 0, 0);
    if (status == INC_OK)
        status = commit_all(run, &self, "second", 3, 1);
    if (status == INC_OK)
        status = commit_all(run, &self, "first", 0, 0);
    if (status == INC_OK)
        status = read_all(run, &self);
    shop_close(&self);
    return status;
}

START_TEST(commits_are_made_or_not)
{
    oom_sweep(commit_and_read, 100);
}
END_TEST

static inc_status redact_one(oom_run *run, shop *self)
{
    inc_range range = {.size = sizeof range, .tenant = "acme", .subject = "INC-1"};
    inc_event *redacted = NULL;
    inc_batch *batch = NULL;
    inc_status status;

    OOM_CALL(run, inc_store_read(self->store, &range, self->page));
    OOM_MAKE(run, redacted,
             inc_event_redact(run->context, inc_page_event(self->page, 1), NULL, 3, &redacted));
    OOM_MAKE(run, batch, inc_batch_new(run->context, "acme", 0, "INC-1", -1, &batch));
    OOM_CALL(run, inc_batch_redact(batch, redacted));
    OOM_CALL(run, inc_store_commit(self->store, batch, NULL));
out:
    inc_event_unref(redacted);
    inc_batch_free(batch);
    return status;
}

static inc_status query_all(oom_run *run, shop *self)
{
    inc_query *query = NULL;
    inc_status status;
    int64_t count = 0;
    size_t i;

    OOM_MAKE(run, query, inc_query_new(run->context, INC_ROW_MESSAGE, "acme", &query));
    OOM_CALL(run, inc_query_where_text(query, INC_ROW_SUBJECT, INC_EQUAL, "INC-1"));
    OOM_CALL(run, inc_query_where(query, INC_MESSAGE_NEXT_AT, INC_GREATER, 0));
    OOM_CALL(run, inc_query_order(query, INC_MESSAGE_NEXT_AT, 1));
    OOM_CALL(run, inc_store_find(self->store, query, self->page));
    OOM_CALL(run, inc_store_count(self->store, query, &count));
    oom_note_number(run, count);
    OOM_CALL(run, inc_store_claim(self->store, query, "me", STORE_MONDAY * 2, self->page));
    for (i = 0; i < inc_page_rows(self->page); i++) {
        const inc_row *row = inc_page_row(self->page, i);
        oom_note_text(run, inc_row_text(row, INC_ROW_NAME, NULL));
        oom_note_number(run, inc_row_integer(row, INC_MESSAGE_ATTEMPTS));
    }
out:
    inc_query_free(query);
    return status;
}

static inc_status redact_and_claim(oom_run *run)
{
    shop self;
    inc_status status = shop_open(run, &self);

    if (status == INC_OK)
        status = commit_all(run, &self, "", 0, 0);
    if (status == INC_OK)
        status = redact_one(run, &self);
    if (status == INC_OK)
        status = query_all(run, &self);
    if (status == INC_OK)
        status = read_all(run, &self);
    shop_close(&self);
    return status;
}

START_TEST(redactions_and_claims_are_made_or_not)
{
    oom_sweep(redact_and_claim, 100);
}
END_TEST

static inc_status snapshot_and_restore(oom_run *run)
{
    inc_memory *again = NULL;
    inc_text *text = NULL;
    const char *bytes;
    inc_status status;
    size_t size;
    shop self;

    status = shop_open(run, &self);
    if (status == INC_OK)
        status = commit_all(run, &self, "first", 0, 0);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, text, inc_text_new(run->context, &text));
    OOM_PRINT(run, text, inc_memory_snapshot(self.memory, text));
    bytes = inc_text_data(text, &size);
    oom_note(run, bytes, size);
    OOM_MAKE(run, again, inc_memory_restore(run->context, bytes, size, &again));
out:
    inc_memory_unref(again);
    inc_text_free(text);
    shop_close(&self);
    return status;
}

START_TEST(snapshots_are_written_and_restored)
{
    oom_sweep(snapshot_and_restore, 100);
}
END_TEST

/* A claim that the library makes of find and commit. */
static inc_status no_claim_find(void *user, inc_context *context, const inc_query *query,
                                inc_page *page)
{
    inc_row_builder *builder = NULL;
    inc_row *row = NULL;
    inc_status status;

    (void) user;
    if (inc_query_cursor(query) != NULL)
        return INC_OK;
    status = inc_row_builder_new(context, INC_ROW_MESSAGE, &builder);
    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_ROW_SUBJECT, "INC-1", INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_ROW_NAME, "m", INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_ROW_REVISION, 1);
    if (status == INC_OK)
        status = inc_row_builder_build(builder, &row);
    if (status == INC_OK)
        status = inc_page_add_row(page, row);
    inc_row_unref(row);
    inc_row_builder_free(builder);
    return status;
}

static inc_status no_claim_commit(void *user, inc_context *context, const inc_batch *batch,
                                  int64_t *sequence)
{
    (void) user;
    (void) context;
    ck_assert_ptr_null(inc_batch_event_at(batch, 0));
    *sequence = 0;
    return INC_OK;
}

static inc_status no_claim_read(void *user, inc_context *context, const inc_range *range,
                                inc_page *page)
{
    (void) user;
    (void) context;
    (void) range;
    (void) page;
    return INC_OK;
}

static inc_status claim_each(oom_run *run)
{
    inc_backend backend = {.size = sizeof backend,
                           .commit = no_claim_commit,
                           .read = no_claim_read,
                           .find = no_claim_find};
    inc_store *store = NULL;
    inc_query *query = NULL;
    inc_page *page = NULL;
    inc_status status;

    OOM_MAKE(run, store, inc_store_open(run->context, &backend, NULL, &store));
    OOM_MAKE(run, page, inc_page_new(run->context, &page));
    OOM_MAKE(run, query, inc_query_new(run->context, INC_ROW_MESSAGE, "", &query));
    OOM_CALL(run, inc_store_claim(store, query, "me", STORE_MONDAY, page));
    oom_note_number(run, (int64_t) inc_page_rows(page));
out:
    inc_query_free(query);
    inc_page_free(page);
    inc_store_free(store);
    return status;
}

START_TEST(messages_are_claimed_one_by_one)
{
    oom_sweep(claim_each, 20);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {commits_are_made_or_not, redactions_and_claims_are_made_or_not,
                                  snapshots_are_written_and_restored,
                                  messages_are_claimed_one_by_one};
    return oom_main("oom_store", tests, sizeof tests / sizeof *tests);
}
