/* Snapshots of the memory backend: there and back, and what is refused. */
#include "store_fixture.h"
#include "unit.h"

#include <stdio.h>

static fixture_memory memory;
static inc_context *context;

static void setup(void)
{
    context = fixture_context(&memory);
}

static void teardown(void)
{
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static uint32_t dice(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % sides;
}

static inc_text *snapshot_of(inc_memory *kept)
{
    inc_text *text;

    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_memory_snapshot(kept, text), INC_OK);
    return text;
}

static void same_text(const inc_text *a, const inc_text *b)
{
    size_t sizes[2];
    const char *left = inc_text_data(a, &sizes[0]), *right = inc_text_data(b, &sizes[1]);

    ck_assert_uint_eq(sizes[0], sizes[1]);
    ck_assert_int_eq(memcmp(left, right, sizes[0]), 0);
}

static inc_memory *restored(const inc_text *text)
{
    inc_memory *kept;
    size_t size;
    const char *bytes = inc_text_data(text, &size);

    ck_assert_msg(inc_memory_restore(context, bytes, size, &kept) == INC_OK, "%s",
                  inc_context_error(context));
    return kept;
}

/* A few events, a head and messages of one subject; what they are depends on its number alone. */
static void fill_subject(inc_store *store, uint32_t number)
{
    uint32_t seed = number * 7919 + 1, i, events = 1 + dice(&seed, 5);
    char name[16], message[16];

    (void) snprintf(name, sizeof name, "Ü-%u", (unsigned) number);
    for (i = 0; i < events; i++) {
        (void) snprintf(message, sizeof message, "c%u", (unsigned) dice(&seed, 1000));
        ck_assert_int_eq(store_append(context, store, name, i, 1, i % 2 == 0 ? message : "", NULL),
                         INC_OK);
    }
    ck_assert_int_eq(store_put(context, store,
                               store_head_row(context, name, dice(&seed, 4), dice(&seed, 100)), 0,
                               0),
                     INC_OK);
    for (i = dice(&seed, 3); i > 0; i--) {
        (void) snprintf(message, sizeof message, "m%u", (unsigned) i);
        ck_assert_int_eq(store_put(context, store,
                                   store_row(context, INC_ROW_MESSAGE, "tenant", name, message,
                                             INC_MESSAGE_NEXT_AT, dice(&seed, 9), 0, 0),
                                   0, 0),
                         INC_OK);
    }
}

static inc_memory *filled(uint32_t count, uint32_t step)
{
    inc_memory *kept;
    inc_store *store;
    uint32_t i;

    ck_assert_int_eq(inc_memory_new(context, &kept), INC_OK);
    ck_assert_int_eq(inc_memory_store(kept, context, &store), INC_OK);
    for (i = 0; i < count; i++)
        fill_subject(store, i * step % count);
    inc_store_free(store);
    return kept;
}

START_TEST(the_same_content_gives_the_same_bytes)
{
    inc_memory *one = filled(200, 1), *other = filled(200, 77);
    inc_text *first = snapshot_of(one), *second = snapshot_of(other);

    same_text(first, second);
    inc_text_free(first);
    inc_text_free(second);
    inc_memory_unref(one);
    inc_memory_unref(other);
}
END_TEST

START_TEST(every_snapshot_restores)
{
    static const uint32_t sizes[] = {0, 1, 2, 50, 600};
    size_t i;

    for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        inc_memory *one = filled(sizes[i], 1), *other;
        inc_text *first = snapshot_of(one), *second;

        inc_memory_unref(one);
        other = restored(first);
        second = snapshot_of(other);
        same_text(first, second);
        inc_text_free(first);
        inc_text_free(second);
        inc_memory_unref(other);
    }
}
END_TEST

START_TEST(a_restored_store_goes_on)
{
    inc_memory *one = filled(0, 1), *other;
    inc_store *store;
    inc_text *text;
    inc_row *row;
    int64_t last = 0;

    ck_assert_int_eq(inc_memory_store(one, context, &store), INC_OK);
    ck_assert_int_eq(store_append(context, store, "INC-1", 0, 2, "first", NULL), INC_OK);
    ck_assert_int_eq(store_append(context, store, "INC-1", 2, 1, "second", NULL), INC_OK);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "INC-1", 1, 5), 0, 0),
                     INC_OK);
    inc_store_free(store);
    text = snapshot_of(one);
    other = restored(text);
    ck_assert_int_eq(inc_memory_store(other, context, &store), INC_OK);
    ck_assert_int_eq(store_append(context, store, "INC-1", 2, 1, "first", &last), INC_OK);
    ck_assert_int_eq(last, 2);
    ck_assert_int_eq(store_append(context, store, "INC-1", 3, 1, "third", &last), INC_OK);
    ck_assert_int_eq(last, 4);
    ck_assert_int_eq(inc_store_head(store, "", 0, "INC-1", &row), INC_OK);
    ck_assert_int_eq(inc_row_integer(row, INC_ROW_REVISION), 1);
    inc_row_unref(row);
    inc_store_free(store);
    inc_text_free(text);
    inc_memory_unref(one);
    inc_memory_unref(other);
}
END_TEST

/* What is accepted comes back as it was. */
static inc_status restore_bytes(const char *bytes, size_t size)
{
    inc_memory *kept = (inc_memory *) (void *) &memory;
    inc_status status = inc_memory_restore(context, bytes, size, &kept);
    const char *written;
    inc_text *again;
    size_t length;

    ck_assert(status == INC_OK || kept == NULL);
    ck_assert(status == INC_OK || inc_context_error(context)[0] != '\0');
    if (status != INC_OK)
        return status;
    again = snapshot_of(kept);
    written = inc_text_data(again, &length);
    ck_assert(length == size && memcmp(written, bytes, size) == 0);
    inc_text_free(again);
    inc_memory_unref(kept);
    return status;
}

START_TEST(what_would_not_be_written_is_refused)
{
    /* A tenant without anything; a head with a stage of 0. */
    static const char idle[] = "INCM\1\0\0\0\1\0\0\0"
                               "\1\0\0\0t\0\0\0\0\0\0\0\0\0\0\0";
    static const char zero[] = "INCM\1\0\0\0\1\0\0\0"
                               "\1\0\0\0t\0\0\0\0\1\0\0\0"
                               "\2\1\0\0\0\0\0\0\0\3\1\0\0\0s\5\1\0\0\0\0\0\0\0"
                               "\16\0\0\0\0\0\0\0\0\0\0\0\0\0";
    char sound[sizeof zero];

    ck_assert_int_eq(restore_bytes(idle, sizeof idle - 1), INC_E_FORMAT);
    ck_assert_int_eq(restore_bytes(zero, sizeof zero - 1), INC_E_FORMAT);
    memcpy(sound, zero, sizeof zero);
    sound[sizeof zero - 1 - 4 - 1 - 8] = 1;
    ck_assert_int_eq(restore_bytes(sound, sizeof zero - 1), INC_OK);
}
END_TEST

START_TEST(other_bytes_are_refused)
{
    inc_memory *one = filled(3, 1);
    inc_text *text = snapshot_of(one);
    const char *written;
    char bytes[4096];
    size_t size, i;

    written = inc_text_data(text, &size);
    ck_assert_uint_lt(size, sizeof bytes);
    memcpy(bytes, written, size);
    for (i = 0; i < size; i++)
        ck_assert_int_eq(restore_bytes(bytes, i), INC_E_FORMAT);
    ck_assert_int_eq(restore_bytes(bytes, size), INC_OK);
    bytes[size] = 0;
    ck_assert_int_eq(restore_bytes(bytes, size + 1), INC_E_FORMAT);
    bytes[4] = 2;
    ck_assert_int_eq(restore_bytes(bytes, size), INC_E_UNSUPPORTED);
    bytes[4] = 0;
    ck_assert_int_eq(restore_bytes(bytes, size), INC_E_FORMAT);
    bytes[4] = 1;
    /* Whatever a changed byte means, it is refused or comes back as it is. */
    for (i = 0; i < size; i++) {
        bytes[i] = (char) (bytes[i] ^ 1);
        (void) restore_bytes(bytes, size);
        bytes[i] = (char) (bytes[i] ^ 1);
    }
    inc_text_free(text);
    inc_memory_unref(one);
}
END_TEST

START_TEST(null_pointers)
{
    inc_memory *kept;
    inc_text *text;

    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_memory_snapshot(NULL, text), INC_E_INVALID);
    ck_assert_int_eq(inc_memory_restore(NULL, "", 0, &kept), INC_E_INVALID);
    ck_assert_ptr_null(kept);
    ck_assert_int_eq(inc_memory_restore(context, NULL, 0, &kept), INC_E_INVALID);
    ck_assert_int_eq(inc_memory_restore(context, "", 0, NULL), INC_E_INVALID);
    inc_text_free(text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_same_content_gives_the_same_bytes,
        every_snapshot_restores,
        a_restored_store_goes_on,
        other_bytes_are_refused,
        what_would_not_be_written_is_refused,
        null_pointers,
        NULL,
    };

    return unit_run("snapshot", tests, setup, teardown);
}
