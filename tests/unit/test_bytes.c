/* Canonical bytes, written and read back, and what add-on libraries share with the core. */
#include "base/bytes.h"
#include "unit.h"

#include <incident/addon.h>
#include <string.h>

static inc_context *context;

static void bytes_setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
}

static void bytes_teardown(void)
{
    inc_context_unref(context);
}

/* Little-endian on every machine, to the byte. */
START_TEST(bytes_layout)
{
    static const unsigned char expected[] = "\x7f"
                                            "\x04\x03\x02\x01"
                                            "\xfe\xff\xff\xff"
                                            "\x08\x07\x06\x05\x04\x03\x02\x81"
                                            "\x02\0\0\0hi"
                                            "\0\0\0\0"
                                            "\x01\0\0\0\0";
    inc__writer writer;

    inc__writer_init(&writer, context);
    inc__put_u8(&writer, 0x7f);
    inc__put_u32(&writer, 0x01020304);
    inc__put_i32(&writer, -2);
    inc__put_i64(&writer, INT64_MIN + INT64_C(0x0102030405060708));
    inc__put_text(&writer, "hi");
    inc__put_text(&writer, NULL);
    inc__put_blob(&writer, "\0", 1);
    inc__put_raw(&writer, NULL, 0);
    ck_assert_int_eq(writer.status, INC_OK);
    ck_assert_uint_eq(writer.bytes.count, sizeof expected - 1);
    ck_assert_mem_eq(writer.bytes.items, expected, sizeof expected - 1);
    inc__writer_free(&writer);
}
END_TEST

START_TEST(bytes_round_trip)
{
    static const int64_t values[] = {INT64_MIN, -1, 0, 1, INT64_C(0x123456789abcdef), INT64_MAX};
    inc__writer writer;
    inc__reader reader;
    inc_status status;
    const void *blob;
    size_t i, size;
    char *text;

    inc__writer_init(&writer, context);
    for (i = 0; i < 6; i++) {
        inc__put_i64(&writer, values[i]);
        inc__put_i32(&writer, (int32_t) (values[i] % INT32_MAX));
    }
    inc__put_text(&writer, "caf\xc3\xa9");
    inc__put_blob(&writer, "a\0b", 3);
    inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
    for (i = 0; i < 6; i++) {
        ck_assert_int_eq(inc__get_i64(&reader), values[i]);
        ck_assert_int_eq(inc__get_i32(&reader), values[i] % INT32_MAX);
    }
    text = inc__get_text(&reader, context, 5, &status);
    ck_assert_int_eq(status, INC_OK);
    ck_assert_str_eq(text, "caf\xc3\xa9");
    blob = inc__get_blob(&reader, &size);
    ck_assert_uint_eq(size, 3);
    ck_assert_mem_eq(blob, "a\0b", 3);
    ck_assert_int_eq(reader.failed, 0);
    ck_assert_uint_eq(reader.left, 0);
    inc_context_resize(context, text, 6, 0);
    inc__writer_free(&writer);
}
END_TEST

/* Once something was missing, nothing more is read. */
START_TEST(bytes_too_short)
{
    inc__reader reader;
    size_t size;

    inc__reader_init(&reader, "\1\2\3\4\5", 5);
    ck_assert_int_eq(inc__get_i64(&reader), 0);
    ck_assert_int_eq(reader.failed, 1);
    ck_assert_uint_eq(inc__get_u8(&reader), 0);
    inc__reader_init(&reader, "\1", 1);
    ck_assert_uint_eq(inc__get_u8(&reader), 1);
    ck_assert_uint_eq(inc__get_u8(&reader), 0);
    ck_assert_int_eq(reader.failed, 1);
    inc__reader_init(&reader, "\xff\xff\xff\xff!", 5);
    ck_assert_ptr_null(inc__get_blob(&reader, &size));
    ck_assert_int_eq(reader.failed, 1);
    inc__reader_init(&reader, NULL, 0);
    ck_assert_int_eq(reader.failed, 0);
    ck_assert_uint_eq(inc__get_u32(&reader), 0);
    ck_assert_int_eq(reader.failed, 1);
}
END_TEST

START_TEST(bytes_counts)
{
    inc__reader reader;

    inc__reader_init(&reader, "\2\0\0\0abcdefgh", 12);
    ck_assert_uint_eq(inc__get_count(&reader, 4), 2);
    ck_assert_int_eq(reader.failed, 0);
    inc__reader_init(&reader, "\3\0\0\0abcdefgh", 12);
    ck_assert_uint_eq(inc__get_count(&reader, 4), 0);
    ck_assert_int_eq(reader.failed, 1);
    inc__reader_init(&reader, "\xff\xff\xff\xff", 4);
    ck_assert_uint_eq(inc__get_count(&reader, 1), 0);
    ck_assert_int_eq(reader.failed, 1);
}
END_TEST

START_TEST(bytes_texts)
{
    static const struct {
        const char *bytes;
        size_t size;
    } bad[] = {{"\3\0\0\0abc", 7}, {"\2\0\0\0a\0", 6}, {"\1\0\0\0\xff", 5}, {"\2\0\0\0a", 5}};
    inc__reader reader;
    inc_status status;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        inc__reader_init(&reader, bad[i].bytes, bad[i].size);
        ck_assert_ptr_null(inc__get_text(&reader, context, 2, &status));
        ck_assert_int_eq(status, INC_E_FORMAT);
        ck_assert_int_eq(reader.failed, 1);
    }
}
END_TEST

static void *bytes_no_memory(void *user, void *ptr, size_t old_size, size_t new_size)
{
    int *left = user;

    (void) old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return (*left)-- > 0 ? realloc(ptr, new_size) : NULL;
}

START_TEST(bytes_without_memory)
{
    inc_context_options options = {0};
    inc_context *poor;
    inc__writer writer;
    inc__reader reader;
    inc_status status;
    int left = 1;

    options.size = sizeof options;
    options.user = &left;
    options.resize = bytes_no_memory;
    ck_assert_int_eq(inc_context_new(&options, &poor), INC_OK);
    inc__writer_init(&writer, poor);
    inc__put_u32(&writer, 1);
    ck_assert_int_eq(writer.status, INC_E_NOMEM);
    left = 1;
    inc__put_u32(&writer, 2);
    ck_assert_int_eq(writer.status, INC_E_NOMEM);
    ck_assert_uint_eq(writer.bytes.count, 0);
    inc__writer_free(&writer);
    left = 0;
    inc__reader_init(&reader, "\1\0\0\0a", 5);
    ck_assert_ptr_null(inc__get_text(&reader, poor, 5, &status));
    ck_assert_int_eq(status, INC_E_NOMEM);
    inc_context_unref(poor);
}
END_TEST

START_TEST(bytes_addon)
{
    inc_context_options ours = {0}, theirs = {0};
    char *block;

    ck_assert_int_eq(inc_context_fail(context, INC_E_FORMAT, "100 %s"), INC_E_FORMAT);
    ck_assert_str_eq(inc_context_error(context), "100 %s");
    ck_assert_int_eq(inc_context_fail(context, INC_E_IO, NULL), INC_E_IO);
    ck_assert_str_eq(inc_context_error(context), "");
    block = inc_context_resize(context, NULL, 0, 4);
    ck_assert_ptr_nonnull(block);
    memcpy(block, "abcd", 4);
    block = inc_context_resize(context, block, 4, 4000);
    ck_assert_ptr_nonnull(block);
    ck_assert_mem_eq(block, "abcd", 4);
    ck_assert_ptr_null(inc_context_resize(context, block, 4000, 0));
    ck_assert_ptr_null(inc_context_resize(context, NULL, 0, 0));
    ck_assert_ptr_null(inc_context_resize(NULL, NULL, 0, 4));
    theirs.size = sizeof theirs;
    theirs.user = context;
    ck_assert_int_eq(inc_options_read(&ours, sizeof ours, sizeof ours, &theirs), INC_OK);
    ck_assert_ptr_eq(ours.user, context);
    ck_assert_int_eq(inc_options_read(NULL, 0, 0, &theirs), INC_E_INVALID);
    theirs.user = NULL;
    ck_assert_int_eq(inc_options_write(&ours, sizeof ours, sizeof ours, &theirs), INC_OK);
    ck_assert_ptr_eq(theirs.user, context);
    ck_assert_int_eq(inc_options_write(NULL, 0, 0, &theirs), INC_E_INVALID);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {bytes_layout, bytes_round_trip,     bytes_too_short, bytes_counts,
                                  bytes_texts,  bytes_without_memory, bytes_addon,     NULL};

    return unit_run("bytes", tests, bytes_setup, bytes_teardown);
}
