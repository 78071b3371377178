/* Rows: the builder and its checks, getters, the published columns, shards. */
#include "store_fixture.h"
#include "unit.h"

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

static inc_row_builder *row_builder(int32_t kind)
{
    inc_row_builder *builder;

    ck_assert_int_eq(inc_row_builder_new(context, kind, &builder), INC_OK);
    return builder;
}

/* The line on the context has that in it. */
static void says(const char *part)
{
    ck_assert_msg(strstr(inc_context_error(context), part) != NULL, "'%s' is not in '%s'", part,
                  inc_context_error(context));
}

START_TEST(shards_are_fnv_1a)
{
    /* Digests of the algorithm's authors: "", "a", "foobar". */
    ck_assert_int_eq(inc_shard_of("", 0), 0x811c9dc5 % 256);
    ck_assert_int_eq(inc_shard_of("a", INC_ZSTR), 0xe40c292c % 256);
    ck_assert_int_eq(inc_shard_of("foobar", INC_ZSTR), 0xbf9cf968 % 256);
    ck_assert_int_eq(inc_shard_of("foobarx", 6), 0xbf9cf968 % 256);
    ck_assert_int_eq(inc_shard_of(NULL, 0), 0);
}
END_TEST

START_TEST(a_row_has_what_was_set)
{
    inc_row_builder *builder = row_builder(INC_ROW_MESSAGE);
    inc_row *row, *second;
    size_t size;

    ck_assert_int_eq(inc_row_builder_text(builder, INC_ROW_SUBJECT, "INC-1xx", 5), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_ROW_NAME, "m", INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_row_builder_integer(builder, INC_MESSAGE_FACT, INT64_MIN), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(builder, &row), INC_OK);
    ck_assert_int_eq(inc_row_kind_of(row), INC_ROW_MESSAGE);
    ck_assert_str_eq(inc_row_text(row, INC_ROW_SUBJECT, &size), "INC-1");
    ck_assert_uint_eq(size, 5);
    ck_assert_int_eq(inc_row_integer(row, INC_ROW_SUBJECT_KIND), INC_SUBJECT_INCIDENT);
    ck_assert_int_eq(inc_row_integer(row, INC_MESSAGE_FACT), INT64_MIN);
    ck_assert_int_eq(inc_row_integer(row, INC_MESSAGE_NEXT_AT), INC_TIME_NONE);
    ck_assert_int_eq(inc_row_integer(row, INC_HEAD_STAGE), 0);
    ck_assert_str_eq(inc_row_text(row, INC_MESSAGE_FACT, NULL), "");
    inc_row_builder_clear(builder);
    ck_assert_int_eq(inc_row_builder_copy(builder, row), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_MESSAGE_BODY, "b", 1), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(builder, &second), INC_OK);
    ck_assert_str_eq(inc_row_text(second, INC_MESSAGE_BODY, NULL), "b");
    ck_assert_str_eq(inc_row_text(row, INC_MESSAGE_BODY, NULL), "");
    inc_row_unref(inc_row_ref(second));
    inc_row_unref(second);
    inc_row_unref(row);
    inc_row_builder_free(builder);
}
END_TEST

START_TEST(setters_know_the_columns_of_a_kind)
{
    inc_row_builder *builder = row_builder(INC_ROW_HEAD);
    char longest[257];

    memset(longest, 'x', sizeof longest);
    ck_assert_int_eq(inc_row_builder_integer(builder, INC_MESSAGE_FACT, 1), INC_E_INVALID);
    says("a head had no column '50'");
    ck_assert_int_eq(inc_row_builder_integer(builder, INC_HEAD_TEAM, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_HEAD_STAGE, "x", 1), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_HEAD_TEAM, longest, 256), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_HEAD_TEAM, longest, 255), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_HEAD_TEAM, "\xff", 1), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_HEAD_TEAM, NULL, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_HEAD_TEAM, NULL, 0), INC_OK);
    inc_row_builder_free(builder);
    ck_assert_int_eq(inc_row_builder_new(context, 3, &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
    says("'3'");
}
END_TEST

START_TEST(a_row_is_checked_when_it_is_built)
{
    inc_row_builder *head = row_builder(INC_ROW_HEAD), *message = row_builder(INC_ROW_MESSAGE);
    inc_row *row;

    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_E_INVALID);
    ck_assert_ptr_null(row);
    ck_assert_int_eq(inc_row_builder_text(head, INC_ROW_SUBJECT, "INC-1", 5), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(message, INC_ROW_SUBJECT, "INC-1", 5), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(message, &row), INC_E_INVALID);
    says("no name");
    ck_assert_int_eq(inc_row_builder_text(head, INC_ROW_NAME, "m", 1), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_E_INVALID);
    says("the name 'm'");
    ck_assert_int_eq(inc_row_builder_text(head, INC_ROW_NAME, "", 0), INC_OK);
    ck_assert_int_eq(inc_row_builder_integer(head, INC_ROW_SUBJECT_KIND, 2), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_E_UNSUPPORTED);
    ck_assert_int_eq(inc_row_builder_integer(head, INC_ROW_SUBJECT_KIND, -1), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_integer(head, INC_ROW_SUBJECT_KIND, 1000), INC_OK);
    ck_assert_int_eq(inc_row_builder_integer(head, INC_ROW_REVISION, -1), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_integer(head, INC_ROW_REVISION, 0), INC_OK);
    ck_assert_int_eq(inc_row_builder_integer(head, INC_HEAD_DUE, INC_TIME_MAX + 1), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_E_RANGE);
    says("due");
    ck_assert_int_eq(inc_row_builder_integer(head, INC_HEAD_DUE, INC_TIME_MAX), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(head, &row), INC_OK);
    ck_assert_int_eq(inc_row_builder_copy(message, row), INC_E_INVALID);
    inc_row_unref(row);
    inc_row_builder_free(head);
    inc_row_builder_free(message);
}
END_TEST

/* Of one kind: ids rise, names differ, the key comes first. */
static size_t check_columns(int32_t kind)
{
    inc_column column = {.size = sizeof column}, other = {.size = sizeof other};
    size_t i, k;
    int32_t before = 0;

    for (i = 0; inc_row_column(kind, i, &column) == INC_OK; i++) {
        ck_assert_int_gt(column.id, before);
        before = column.id;
        ck_assert_int_eq((column.flags & INC_COLUMN_KEY) != 0, column.id <= INC_ROW_NAME);
        ck_assert_int_eq(column.most > 0, column.type == INC_VALUE_TEXT);
        ck_assert(column.type == INC_VALUE_TIME || column.id == INC_HEAD_PRIORITY ||
                  (column.flags & INC_COLUMN_ORDERED) == 0);
        for (k = 0; k < i; k++) {
            ck_assert_int_eq(inc_row_column(kind, k, &other), INC_OK);
            ck_assert_str_ne(column.name, other.name);
        }
    }
    ck_assert_int_eq(inc_row_column(kind, i, &column), INC_DONE);
    return i;
}

START_TEST(columns_are_published)
{
    inc_column column = {.size = sizeof column};

    ck_assert_uint_ge(check_columns(INC_ROW_HEAD), 34);
    ck_assert_uint_eq(check_columns(INC_ROW_MESSAGE), 15);
    ck_assert_int_eq(inc_row_column(0, 0, &column), INC_E_INVALID);
    ck_assert_int_eq(inc_row_column(INC_ROW_HEAD, 0, NULL), INC_E_INVALID);
}
END_TEST

START_TEST(null_is_allowed_or_refused)
{
    inc_row *row;

    ck_assert_int_eq(inc_row_builder_new(NULL, INC_ROW_HEAD, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_build(NULL, &row), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_build(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_integer(NULL, 1, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_text(NULL, 1, "", 0), INC_E_INVALID);
    ck_assert_int_eq(inc_row_builder_copy(NULL, NULL), INC_E_INVALID);
    inc_row_builder_clear(NULL);
    inc_row_builder_free(NULL);
    inc_row_unref(NULL);
    ck_assert_ptr_null(inc_row_ref(NULL));
    ck_assert_int_eq(inc_row_kind_of(NULL), 0);
    ck_assert_int_eq(inc_row_integer(NULL, INC_ROW_REVISION), 0);
    ck_assert_str_eq(inc_row_text(NULL, INC_ROW_SUBJECT, NULL), "");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        shards_are_fnv_1a,
        a_row_has_what_was_set,
        a_row_is_checked_when_it_is_built,
        columns_are_published,
        null_is_allowed_or_refused,
        setters_know_the_columns_of_a_kind,
        NULL,
    };

    return unit_run("row", tests, setup, teardown);
}
