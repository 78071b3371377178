/* The priority matrix: builder, look-up, print, canonical form. */
#include "rules_fixture.h"

#include "rules/matrix.h"

#include <stdio.h>
#include <string.h>

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

static inc_matrix_builder *new_builder(int32_t impacts, int32_t urgencies, int32_t priorities)
{
    inc_matrix_builder *builder;

    ck_assert_int_eq(
        inc_matrix_builder_new(context, "2026-1", impacts, urgencies, priorities, &builder),
        INC_OK);
    return builder;
}

static inc_status fill(inc_matrix_builder *builder)
{
    static const char *const impacts[] = {"Panne générale", "Slow"};
    static const char *const urgencies[] = {"High", "Ünter", "Low"};
    static const char *const priorities[] = {"P1", "P2", "P3"};
    inc_status status = INC_OK;
    int32_t i, j;

    for (i = 0; i < 2 && status == INC_OK; i++)
        status = inc_matrix_builder_level(builder, INC_SCALE_IMPACT, i + 1, impacts[i],
                                          i == 0 ? "Nobody can\nwork" : NULL);
    for (i = 0; i < 3 && status == INC_OK; i++)
        status = inc_matrix_builder_level(builder, INC_SCALE_URGENCY, i + 1, urgencies[i], NULL);
    for (i = 0; i < 3 && status == INC_OK; i++)
        status = inc_matrix_builder_level(builder, INC_SCALE_PRIORITY, i + 1, priorities[i],
                                          i == 1 ? "4-8 h" : "");
    for (i = 1; i <= 2; i++) {
        for (j = 1; j <= 3 && status == INC_OK; j++) {
            if (i != 2 || j != 3)
                status = inc_matrix_builder_cell(builder, i, j, (i + j) / 2);
        }
    }
    return status;
}

static inc_matrix *new_matrix(void)
{
    inc_matrix_builder *builder = new_builder(2, 3, 3);
    inc_matrix *matrix;

    ck_assert_int_eq(fill(builder), INC_OK);
    ck_assert_int_eq(inc_matrix_builder_build(builder, &matrix), INC_OK);
    inc_matrix_builder_free(builder);
    return matrix;
}

START_TEST(sizes_out_of_bounds)
{
    inc_matrix_builder *builder = (inc_matrix_builder *) context;

    ck_assert_int_eq(inc_matrix_builder_new(context, "v", 0, 3, 3, &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
    ck_assert_str_eq(inc_context_error(context), "matrix 'v' had a scale of '0' levels");
    ck_assert_int_eq(inc_matrix_builder_new(context, "v", 3, 101, 3, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_new(context, "v", 3, 3, -1, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_new(context, "", 3, 3, 3, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_new(context, NULL, 3, 3, 3, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_new(context, "\xff", 3, 3, 3, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_new(NULL, "v", 3, 3, 3, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_new(context, "v", 3, 3, 3, NULL), INC_E_INVALID);
}
END_TEST

START_TEST(levels_that_do_not_exist)
{
    inc_matrix_builder *builder = new_builder(2, 3, 3);

    ck_assert_int_eq(inc_matrix_builder_level(builder, 0, 1, "x", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_level(builder, 4, 1, "x", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 3, "x", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 0, "x", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, "\xc0\x80", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_level(NULL, 1, 1, "x", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_cell(builder, 0, 1, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_cell(builder, 3, 1, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_cell(builder, 1, 0, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_cell(builder, 1, 4, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_cell(builder, 1, 1, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_cell(builder, 1, 1, 4), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "matrix '2026-1' had no cell of impact '1', urgency '1', priority '4'");
    ck_assert_int_eq(inc_matrix_builder_cell(NULL, 1, 1, 1), INC_E_INVALID);
    inc_matrix_builder_free(builder);
}
END_TEST

START_TEST(texts_as_long_as_allowed)
{
    inc_matrix_builder *builder = new_builder(1, 1, 1);
    char text[4097];

    memset(text, 'x', sizeof text);
    text[4096] = '\0';
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, NULL, text), INC_E_INVALID);
    text[4095] = '\0';
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, NULL, text), INC_OK);
    text[256] = '\0';
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, text, NULL), INC_E_INVALID);
    text[255] = '\0';
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, text, NULL), INC_OK);
    inc_matrix_builder_free(builder);
}
END_TEST

START_TEST(priorities_of_cells)
{
    inc_matrix *matrix = new_matrix();
    int32_t priority = 7;

    ck_assert_int_eq(inc_matrix_priority(matrix, 1, 1, &priority), INC_OK);
    ck_assert_int_eq(priority, 1);
    ck_assert_int_eq(inc_matrix_priority(matrix, 2, 2, &priority), INC_OK);
    ck_assert_int_eq(priority, 2);
    ck_assert_int_eq(inc_matrix_priority(matrix, 2, 3, &priority), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_matrix_priority(matrix, 3, 1, &priority), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_priority(matrix, 1, 4, &priority), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_priority(NULL, 1, 1, &priority), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_priority(matrix, 1, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(priority, 2);
    inc_matrix_unref(matrix);
}
END_TEST

START_TEST(levels_read_back)
{
    inc_matrix *matrix = new_matrix();
    const char *name, *definition;

    ck_assert_str_eq(inc_matrix_version(matrix), "2026-1");
    ck_assert_int_eq(inc_matrix_levels(matrix, INC_SCALE_IMPACT), 2);
    ck_assert_int_eq(inc_matrix_levels(matrix, INC_SCALE_URGENCY), 3);
    ck_assert_int_eq(inc_matrix_levels(matrix, INC_SCALE_PRIORITY), 3);
    ck_assert_int_eq(inc_matrix_levels(matrix, 0), 0);
    ck_assert_int_eq(inc_matrix_levels(matrix, 4), 0);
    ck_assert_int_eq(inc_matrix_levels(NULL, 1), 0);
    ck_assert_int_eq(inc_matrix_level(matrix, 3, 2, &name, &definition), INC_OK);
    ck_assert_str_eq(name, "P2");
    ck_assert_str_eq(definition, "4-8 h");
    ck_assert_int_eq(inc_matrix_level(matrix, 3, 1, NULL, &definition), INC_OK);
    ck_assert_str_eq(definition, "");
    ck_assert_int_eq(inc_matrix_level(matrix, 3, 1, &name, NULL), INC_OK);
    ck_assert_int_eq(inc_matrix_level(matrix, 3, 4, &name, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_level(matrix, 5, 1, &name, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_level(NULL, 1, 1, &name, NULL), INC_E_INVALID);
    inc_matrix_unref(matrix);
}
END_TEST

START_TEST(the_builder_stays_usable)
{
    inc_matrix_builder *builder = new_builder(2, 3, 3);
    inc_matrix *before, *same, *after;
    const char *name;

    ck_assert_int_eq(fill(builder), INC_OK);
    ck_assert_int_eq(inc_matrix_builder_build(builder, &before), INC_OK);
    ck_assert_int_eq(inc_matrix_builder_build(builder, &same), INC_OK);
    ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, "Outage", NULL), INC_OK);
    ck_assert_int_eq(inc_matrix_builder_build(builder, &after), INC_OK);
    inc_matrix_builder_free(builder);
    ck_assert_mem_eq(inc_matrix_hash(before), inc_matrix_hash(same), sizeof(inc_hash));
    ck_assert_mem_ne(inc_matrix_hash(before), inc_matrix_hash(after), sizeof(inc_hash));
    ck_assert_int_eq(inc_matrix_level(before, 1, 1, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "Panne générale");
    inc_matrix_unref(before);
    inc_matrix_unref(same);
    inc_matrix_unref(after);
}
END_TEST

START_TEST(references)
{
    inc_matrix *matrix = new_matrix();

    ck_assert_ptr_eq(inc_matrix_ref(matrix), matrix);
    inc_matrix_unref(matrix);
    ck_assert_str_eq(inc_matrix_version(matrix), "2026-1");
    inc_matrix_unref(matrix);
    inc_matrix_unref(NULL);
    ck_assert_ptr_null(inc_matrix_ref(NULL));
    ck_assert_ptr_null(inc_matrix_hash(NULL));
    ck_assert_ptr_null(inc_matrix_version(NULL));
    inc_matrix_builder_free(NULL);
    ck_assert_int_eq(inc_matrix_builder_build(NULL, &matrix), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_builder_build(NULL, NULL), INC_E_INVALID);
    ck_assert_ptr_null(matrix);
}
END_TEST

START_TEST(for_the_wall)
{
    static const char *const expected = "impact         | High | Ünter | Low\n"
                                        "---------------+------+-------+----\n"
                                        "Panne générale | P1   | P1    | P2\n"
                                        "Slow           | P1   | P2    | -\n"
                                        "\n"
                                        "Impact\n"
                                        "  Panne générale  Nobody can work\n"
                                        "\n"
                                        "Priority\n"
                                        "  P2  4-8 h\n";
    inc_matrix *matrix = new_matrix();
    char hash[INC_HASH_TEXT_SIZE], title[128];
    inc_text *text;

    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_matrix_print(matrix, text), INC_OK);
    ck_assert_int_eq(inc_hash_text(inc_matrix_hash(matrix), hash), INC_OK);
    (void) snprintf(title, sizeof title,
                    "Priority matrix, version 2026-1 (%.12s)\n\n               | urgency\n", hash);
    ck_assert_int_eq(strncmp(inc_text_data(text, NULL), title, strlen(title)), 0);
    ck_assert_str_eq(inc_text_data(text, NULL) + strlen(title), expected);
    ck_assert_int_eq(inc_matrix_print(matrix, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_matrix_print(NULL, text), INC_E_INVALID);
    inc_text_free(text);
    inc_matrix_unref(matrix);
}
END_TEST

START_TEST(levels_without_names_are_numbers)
{
    inc_matrix_builder *builder = new_builder(1, 100, 100);
    inc_matrix *matrix;
    inc_text *text;
    int32_t level;

    for (level = 1; level <= 100; level++)
        ck_assert_int_eq(inc_matrix_builder_cell(builder, 1, level, level), INC_OK);
    ck_assert_int_eq(inc_matrix_builder_build(builder, &matrix), INC_OK);
    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_matrix_print(matrix, text), INC_OK);
    ck_assert_ptr_nonnull(strstr(inc_text_data(text, NULL), "impact | 1 | 2 | 3"));
    ck_assert_ptr_nonnull(strstr(inc_text_data(text, NULL), "1      | 1 | 2 | 3"));
    ck_assert_ptr_nonnull(strstr(inc_text_data(text, NULL), " 99 | 100\n"));
    inc_text_free(text);
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(builder);
}
END_TEST

START_TEST(a_print_that_fails_appends_nothing)
{
    inc_matrix *matrix = new_matrix();
    long nth;

    for (nth = 0;; nth++) {
        inc_text *text;
        inc_status status;
        ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
        ck_assert_int_eq(inc_text_append(text, "before", INC_ZSTR), INC_OK);
        memory.left = nth;
        status = inc_matrix_print(matrix, text);
        memory.left = -1;
        if (status == INC_OK) {
            inc_text_free(text);
            break;
        }
        ck_assert_int_eq(status, INC_E_NOMEM);
        ck_assert_str_eq(inc_text_data(text, NULL), "before");
        inc_text_free(text);
    }
    ck_assert_int_gt(nth, 0);
    inc_matrix_unref(matrix);
}
END_TEST

static void same_print(const inc_matrix *matrix, const inc_matrix *other)
{
    inc_text *text, *again;

    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_text_new(context, &again), INC_OK);
    ck_assert_int_eq(inc_matrix_print(matrix, text), INC_OK);
    ck_assert_int_eq(inc_matrix_print(other, again), INC_OK);
    ck_assert_str_eq(inc_text_data(text, NULL), inc_text_data(again, NULL));
    inc_text_free(text);
    inc_text_free(again);
}

START_TEST(bytes_round_trip)
{
    inc_matrix *matrix = new_matrix(), *back;
    inc__writer writer;
    inc__reader reader;
    inc_status status;

    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__matrix_write(&writer, matrix), INC_OK);
    inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
    back = inc__matrix_read(&reader, context, &status);
    ck_assert_int_eq(status, INC_OK);
    ck_assert_uint_eq(reader.left, 0);
    ck_assert_mem_eq(inc_matrix_hash(matrix), inc_matrix_hash(back), sizeof(inc_hash));
    same_print(matrix, back);
    inc__writer_free(&writer);
    inc_matrix_unref(back);
    inc_matrix_unref(matrix);
}
END_TEST

/* Every prefix is refused; every changed byte is refused or gives other rules. */
START_TEST(bytes_that_are_damaged)
{
    inc_matrix *matrix = new_matrix(), *back;
    inc__writer writer;
    inc__reader reader;
    inc_status status;
    size_t i;

    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__matrix_write(&writer, matrix), INC_OK);
    for (i = 0; i < writer.bytes.count; i++) {
        unsigned char *byte = INC__AT(&writer.bytes, unsigned char, i);
        inc__reader_init(&reader, writer.bytes.items, i);
        ck_assert_ptr_null(inc__matrix_read(&reader, context, &status));
        ck_assert_int_eq(status, INC_E_FORMAT);
        *byte ^= 0x80;
        inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
        back = inc__matrix_read(&reader, context, &status);
        ck_assert(status == INC_E_FORMAT || (status == INC_E_UNSUPPORTED && i == 0));
        ck_assert_ptr_null(back);
        *byte ^= 0x80;
    }
    inc__writer_free(&writer);
    inc_matrix_unref(matrix);
}
END_TEST

static inc_status build_and_read(inc_context *starving)
{
    inc_matrix_builder *builder = NULL;
    inc_matrix *matrix = NULL, *back = NULL;
    inc__writer writer;
    inc__reader reader;
    inc_status status = inc_matrix_builder_new(starving, "2026-1", 2, 3, 3, &builder);

    inc__writer_init(&writer, starving);
    if (status == INC_OK)
        status = fill(builder);
    if (status == INC_OK)
        status = inc_matrix_builder_build(builder, &matrix);
    if (status == INC_OK)
        status = inc__matrix_write(&writer, matrix);
    if (status == INC_OK) {
        inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
        back = inc__matrix_read(&reader, starving, &status);
    }
    inc_matrix_unref(back);
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(builder);
    inc__writer_free(&writer);
    return status;
}

START_TEST(memory_runs_out)
{
    fixture_starve(context, &memory, build_and_read);
}
END_TEST

START_TEST(a_level_that_fails_keeps_its_name)
{
    inc_matrix_builder *builder = new_builder(2, 3, 3);
    inc_matrix *matrix;
    const char *name;
    long nth;

    ck_assert_int_eq(fill(builder), INC_OK);
    for (nth = 0; nth < 2; nth++) {
        memory.left = nth;
        ck_assert_int_eq(inc_matrix_builder_level(builder, 1, 1, "new", "new"), INC_E_NOMEM);
        memory.left = -1;
    }
    ck_assert_int_eq(inc_matrix_builder_build(builder, &matrix), INC_OK);
    ck_assert_int_eq(inc_matrix_level(matrix, 1, 1, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "Panne générale");
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(builder);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("matrix");
    TCase *tcase = tcase_create("matrix");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, sizes_out_of_bounds);
    tcase_add_test(tcase, levels_that_do_not_exist);
    tcase_add_test(tcase, texts_as_long_as_allowed);
    tcase_add_test(tcase, priorities_of_cells);
    tcase_add_test(tcase, levels_read_back);
    tcase_add_test(tcase, the_builder_stays_usable);
    tcase_add_test(tcase, references);
    tcase_add_test(tcase, for_the_wall);
    tcase_add_test(tcase, levels_without_names_are_numbers);
    tcase_add_test(tcase, a_print_that_fails_appends_nothing);
    tcase_add_test(tcase, bytes_round_trip);
    tcase_add_test(tcase, bytes_that_are_damaged);
    tcase_add_test(tcase, memory_runs_out);
    tcase_add_test(tcase, a_level_that_fails_keeps_its_name);
    suite_add_tcase(suite, tcase);
    return fixture_run(suite);
}
