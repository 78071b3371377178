/* Batches: what fits into one, and what a backend reads of it. */
#include "store_fixture.h"
#include "unit.h"

static fixture_memory memory;
static inc_context *context;
static inc_batch *batch;

static void setup(void)
{
    context = fixture_context(&memory);
    batch = store_batch(context, "INC-1", 4);
}

static void teardown(void)
{
    inc_batch_free(batch);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_status add(const char *tenant, const char *subject, int64_t sequence)
{
    inc_event *event = store_event(context, tenant, subject, sequence, "");
    inc_status status = inc_batch_event(batch, event);

    inc_event_unref(event);
    return status;
}

static inc_status redact(const char *subject, int64_t sequence, int redacted)
{
    inc_event *event = store_event(context, "", subject, sequence, ""), *empty = NULL;
    inc_status status;

    ck_assert_int_eq(inc_event_redact(context, event, NULL, 9, &empty), INC_OK);
    status = inc_batch_redact(batch, redacted ? empty : event);
    inc_event_unref(event);
    inc_event_unref(empty);
    return status;
}

static inc_status put(const char *subject, const char *name, int64_t revision, int32_t deletes)
{
    inc_row *row = store_row(context, name[0] != '\0' ? INC_ROW_MESSAGE : INC_ROW_HEAD, "", subject,
                             name, 0, 0, 0, 0);
    inc_status status = store_write(batch, row, revision, deletes);

    inc_row_unref(row);
    return status;
}

START_TEST(a_batch_is_of_a_partition)
{
    char longest[257];
    inc_batch *other;

    memset(longest, 'x', sizeof longest);
    longest[256] = '\0';
    ck_assert_str_eq(inc_batch_tenant(batch), "");
    ck_assert_str_eq(inc_batch_subject(batch), "INC-1");
    ck_assert_int_eq(inc_batch_subject_kind(batch), INC_SUBJECT_INCIDENT);
    ck_assert_int_eq(inc_batch_sequence(batch), 4);
    ck_assert_int_eq(inc_batch_new(context, NULL, 1, "", 0, &other), INC_E_INVALID);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(inc_batch_new(context, NULL, 1, longest, 0, &other), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_new(context, longest, 1, "x", 0, &other), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_new(context, "\xff", 1, "x", 0, &other), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_new(context, "", 2, "x", 0, &other), INC_E_UNSUPPORTED);
    ck_assert_int_eq(inc_batch_new(context, "", -1, "x", 0, &other), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_new(context, "", 1, "x", -2, &other), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_new(NULL, "", 1, "x", 0, &other), INC_E_INVALID);
}
END_TEST

START_TEST(events_follow_each_other)
{
    ck_assert_int_eq(add("", "INC-1", 4), INC_E_INVALID);
    ck_assert_int_eq(add("", "INC-1", 6), INC_E_INVALID);
    ck_assert_int_eq(add("", "INC-2", 5), INC_E_INVALID);
    ck_assert_int_eq(add("t", "INC-1", 5), INC_E_INVALID);
    ck_assert_int_eq(add("", "INC-1", 5), INC_OK);
    ck_assert_int_eq(add("", "INC-1", 5), INC_E_INVALID);
    ck_assert_int_eq(add("", "INC-1", 6), INC_OK);
    ck_assert_int_eq(inc_event_integer(inc_batch_event_at(batch, 1), INC_EVENT_SEQUENCE), 6);
    ck_assert_ptr_null(inc_batch_event_at(batch, 2));
    inc_batch_free(batch);
    batch = store_batch(context, "INC-1", -1);
    ck_assert_int_eq(add("", "INC-1", 1), INC_E_INVALID);
    inc_batch_free(batch);
    batch = store_batch(context, "INC-1", INT64_MAX);
    ck_assert_int_eq(add("", "INC-1", 1), INC_E_INVALID);
}
END_TEST

START_TEST(redactions_are_redacted)
{
    ck_assert_int_eq(redact("INC-1", 4, 0), INC_E_INVALID);
    ck_assert_int_eq(redact("INC-1", 5, 1), INC_E_INVALID);
    ck_assert_int_eq(redact("INC-1", 0, 1), INC_E_INVALID);
    ck_assert_int_eq(redact("INC-2", 4, 1), INC_E_INVALID);
    ck_assert_int_eq(redact("INC-1", 4, 1), INC_OK);
    ck_assert_int_eq(redact("INC-1", 4, 1), INC_E_INVALID);
    ck_assert_int_eq(redact("INC-1", 1, 1), INC_OK);
    ck_assert_int_eq(inc_event_integer(inc_batch_redacted_at(batch, 1), INC_EVENT_SEQUENCE), 1);
    ck_assert_ptr_null(inc_batch_redacted_at(batch, 2));
}
END_TEST

START_TEST(a_row_is_written_once_and_as_it_is_stored)
{
    inc_write write = {.size = sizeof write};

    ck_assert_int_eq(put("INC-2", "", 0, 0), INC_E_INVALID);
    ck_assert_int_eq(put("INC-1", "", -1, 0), INC_E_INVALID);
    ck_assert_int_eq(put("INC-1", "", INT64_MAX, 0), INC_E_INVALID);
    ck_assert_int_eq(put("INC-1", "", 0, 1), INC_E_INVALID);
    ck_assert_int_eq(put("INC-1", "", 0, 2), INC_E_INVALID);
    ck_assert_int_eq(put("INC-1", "", 7, 0), INC_OK);
    ck_assert_int_eq(put("INC-1", "", 7, 1), INC_E_EXISTS);
    ck_assert_int_eq(put("INC-1", "a", 3, 1), INC_OK);
    ck_assert_int_eq(put("INC-1", "b", 0, 0), INC_OK);
    ck_assert_int_eq(inc_batch_write_at(batch, 0, &write), INC_OK);
    ck_assert_int_eq(write.revision, 7);
    ck_assert_int_eq(inc_row_integer(write.row, INC_ROW_REVISION), 8);
    ck_assert_int_eq(inc_batch_write_at(batch, 1, &write), INC_OK);
    ck_assert_int_eq(write.deletes, 1);
    ck_assert_int_eq(inc_batch_write_at(batch, 3, &write), INC_DONE);
    ck_assert_int_eq(inc_batch_write_at(batch, 0, NULL), INC_E_INVALID);
    write.size = 4;
    ck_assert_int_eq(inc_batch_write_at(batch, 0, &write), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_write(batch, &write), INC_E_INVALID);
}
END_TEST

START_TEST(a_row_of_the_right_revision_is_not_copied)
{
    inc_write write = {.size = sizeof write};
    inc_row *row = store_row(context, INC_ROW_HEAD, "", "INC-1", "", INC_ROW_REVISION, 8, 0, 0);

    ck_assert_int_eq(store_write(batch, row, 7, 0), INC_OK);
    ck_assert_int_eq(inc_batch_write_at(batch, 0, &write), INC_OK);
    ck_assert_ptr_eq(write.row, row);
    inc_row_unref(row);
}
END_TEST

START_TEST(a_store_looks_at_the_whole)
{
    inc_memory *kept;
    inc_store *store;

    ck_assert_int_eq(inc_memory_new(context, &kept), INC_OK);
    ck_assert_int_eq(inc_memory_store(kept, context, &store), INC_OK);
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "empty"));
    ck_assert_int_eq(put("INC-1", "", 0, 0), INC_OK);
    ck_assert_int_eq(inc_batch_commit(batch, "name"), INC_OK);
    ck_assert_str_eq(inc_batch_name(batch), "name");
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_E_INVALID);
    ck_assert_int_eq(add("", "INC-1", 5), INC_OK);
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'name'"));
    ck_assert_int_eq(inc_batch_commit(batch, NULL), INC_OK);
    ck_assert_str_eq(inc_batch_name(batch), "");
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_E_CONFLICT);
    ck_assert_int_eq(inc_batch_commit(batch, "\xff"), INC_E_INVALID);
    inc_store_free(store);
    inc_memory_unref(kept);
}
END_TEST

START_TEST(null_is_allowed_or_refused)
{
    ck_assert_int_eq(inc_batch_commit(NULL, ""), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_event(batch, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_redact(batch, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_batch_write(batch, NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_batch_tenant(NULL), "");
    ck_assert_str_eq(inc_batch_subject(NULL), "");
    ck_assert_str_eq(inc_batch_name(NULL), "");
    ck_assert_int_eq(inc_batch_subject_kind(NULL), 0);
    ck_assert_int_eq(inc_batch_sequence(NULL), -1);
    ck_assert_ptr_null(inc_batch_event_at(NULL, 0));
    ck_assert_ptr_null(inc_batch_redacted_at(NULL, 0));
    inc_batch_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_batch_is_of_a_partition,
        events_follow_each_other,
        redactions_are_redacted,
        a_row_is_written_once_and_as_it_is_stored,
        a_row_of_the_right_revision_is_not_copied,
        a_store_looks_at_the_whole,
        null_is_allowed_or_refused,
        NULL,
    };

    return unit_run("batch", tests, setup, teardown);
}
