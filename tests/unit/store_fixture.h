/* What the tests of the store share: events, rows and batches in one line each. */
#ifndef TEST_STORE_FIXTURE_H
#define TEST_STORE_FIXTURE_H

#include "rules_fixture.h"

#include <string.h>

/* 2026-06-01T09:00Z. */
#define STORE_MONDAY INT64_C(1780304400000000)

static inline inc_event *store_event(inc_context *context, const char *tenant, const char *subject,
                                     int64_t sequence, const char *commit)
{
    inc_event_builder *builder;
    inc_event *event;

    ck_assert_int_eq(inc_event_builder_new(context, &builder), INC_OK);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_TENANT, tenant, INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_SUBJECT, subject, INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, sequence), INC_OK);
    ck_assert_int_eq(
        inc_event_builder_integer(builder, INC_EVENT_HAPPENED, STORE_MONDAY + sequence), INC_OK);
    ck_assert_int_eq(inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_NOTED), INC_OK);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_TEXT, "a note", INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_COMMIT, commit, INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_event_builder_build(builder, &event), INC_OK);
    inc_event_builder_free(builder);
    return event;
}

/* A row of a kind with two columns more, 0 for none. */
static inline inc_row *store_row(inc_context *context, int32_t kind, const char *tenant,
                                 const char *subject, const char *name, int32_t column,
                                 int64_t value, int32_t other, int64_t other_value)
{
    inc_row_builder *builder;
    inc_row *row;

    ck_assert_int_eq(inc_row_builder_new(context, kind, &builder), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_ROW_TENANT, tenant, INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_ROW_SUBJECT, subject, INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_ROW_NAME, name, INC_ZSTR), INC_OK);
    if (column != 0)
        ck_assert_int_eq(inc_row_builder_integer(builder, column, value), INC_OK);
    if (other != 0)
        ck_assert_int_eq(inc_row_builder_integer(builder, other, other_value), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(builder, &row), INC_OK);
    inc_row_builder_free(builder);
    return row;
}

static inline inc_row *store_head_row(inc_context *context, const char *subject, int64_t priority,
                                      inc_time next_at)
{
    return store_row(context, INC_ROW_HEAD, "", subject, "", INC_HEAD_PRIORITY, priority,
                     INC_HEAD_NEXT_AT, next_at);
}

static inline inc_batch *store_batch(inc_context *context, const char *subject, int64_t sequence)
{
    inc_batch *batch;

    ck_assert_int_eq(inc_batch_new(context, "", 0, subject, sequence, &batch), INC_OK);
    return batch;
}

static inline inc_status store_write(inc_batch *batch, const inc_row *row, int64_t revision,
                                     int32_t deletes)
{
    inc_write write = {.size = sizeof write};

    write.row = row;
    write.revision = revision;
    write.deletes = deletes;
    return inc_batch_write(batch, &write);
}

/* Commits one write of a row, which is given back. */
static inline inc_status store_put(inc_context *context, inc_store *store, inc_row *row,
                                   int64_t revision, int32_t deletes)
{
    inc_batch *batch;
    inc_status status;

    ck_assert_int_eq(inc_batch_new(context, inc_row_text(row, INC_ROW_TENANT, NULL), 0,
                                   inc_row_text(row, INC_ROW_SUBJECT, NULL), -1, &batch),
                     INC_OK);
    ck_assert_int_eq(store_write(batch, row, revision, deletes), INC_OK);
    status = inc_store_commit(store, batch, NULL);
    inc_batch_free(batch);
    inc_row_unref(row);
    return status;
}

/* Commits count events after a sequence. */
static inline inc_status store_append(inc_context *context, inc_store *store, const char *subject,
                                      int64_t sequence, int64_t count, const char *commit,
                                      int64_t *last)
{
    inc_batch *batch = store_batch(context, subject, sequence);
    inc_status status;
    int64_t i;

    ck_assert_int_eq(inc_batch_commit(batch, commit), INC_OK);
    for (i = 1; i <= count; i++) {
        inc_event *event = store_event(context, "", subject, sequence + i, commit);
        ck_assert_int_eq(inc_batch_event(batch, event), INC_OK);
        inc_event_unref(event);
    }
    status = inc_store_commit(store, batch, last);
    inc_batch_free(batch);
    return status;
}

#endif
