/* The classification tree: builder, look-up, canonical form. */
#include "rules_fixture.h"

#include "rules/taxonomy.h"

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

static inc_taxonomy_builder *new_builder(void)
{
    inc_taxonomy_builder *builder;

    ck_assert_int_eq(inc_taxonomy_builder_new(context, "v1", &builder), INC_OK);
    return builder;
}

static inc_status add(inc_taxonomy_builder *builder, const char *id, const char *parent,
                      const char *name)
{
    inc_category category = {.size = sizeof category};

    category.id = id;
    category.parent = parent;
    category.name = name;
    category.retired = id != NULL && strcmp(id, "telex") == 0;
    category.request = id != NULL && strcmp(id, "order") == 0;
    return inc_taxonomy_builder_add(builder, &category);
}

static inc_status fill(inc_taxonomy_builder *builder)
{
    static const char *const tree[][3] = {
        {"network", NULL, "Netz"},      {"lan", "network", NULL},  {"wifi", "lan", "WLAN"},
        {"hardware", NULL, "hardware"}, {"telex", "hardware", ""}, {"order", NULL, "Bestellung"},
    };
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < sizeof tree / sizeof *tree && status == INC_OK; i++)
        status = add(builder, tree[i][0], tree[i][1], tree[i][2]);
    return status;
}

static inc_taxonomy *new_taxonomy(void)
{
    inc_taxonomy_builder *builder = new_builder();
    inc_taxonomy *taxonomy;

    ck_assert_int_eq(fill(builder), INC_OK);
    ck_assert_int_eq(inc_taxonomy_builder_build(builder, &taxonomy), INC_OK);
    inc_taxonomy_builder_free(builder);
    return taxonomy;
}

START_TEST(refusals_of_the_builder)
{
    inc_taxonomy_builder *builder;
    inc_category category = {.size = sizeof category};

    ck_assert_int_eq(inc_taxonomy_builder_new(context, "", &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
    ck_assert_int_eq(inc_taxonomy_builder_new(context, NULL, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_builder_new(NULL, "v", &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_builder_new(context, "v", NULL), INC_E_INVALID);
    builder = new_builder();
    ck_assert_int_eq(add(builder, NULL, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(add(builder, "", NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(add(builder, "a", NULL, "\xed\xa0\x80"), INC_E_INVALID);
    ck_assert_int_eq(add(builder, "a", "a", NULL), INC_E_NOT_FOUND);
    ck_assert_str_eq(inc_context_error(context), "category 'a' had the unknown parent 'a'");
    ck_assert_int_eq(add(builder, "a", "", NULL), INC_E_NOT_FOUND);
    ck_assert_int_eq(add(builder, "a", NULL, NULL), INC_OK);
    ck_assert_int_eq(add(builder, "a", NULL, NULL), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "taxonomy 'v1' already had category 'a'");
    category.id = "b";
    category.retired = 2;
    ck_assert_int_eq(inc_taxonomy_builder_add(builder, &category), INC_E_INVALID);
    category.retired = 0;
    category.request = -1;
    ck_assert_int_eq(inc_taxonomy_builder_add(builder, &category), INC_E_INVALID);
    category.size = 1;
    ck_assert_int_eq(inc_taxonomy_builder_add(builder, &category), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_builder_add(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_builder_add(NULL, &category), INC_E_INVALID);
    inc_taxonomy_builder_free(builder);
    inc_taxonomy_builder_free(NULL);
}
END_TEST

START_TEST(categories_read_back)
{
    inc_taxonomy *taxonomy = new_taxonomy();
    inc_category category = {.size = sizeof category};

    ck_assert_str_eq(inc_taxonomy_version(taxonomy), "v1");
    ck_assert_uint_eq(inc_taxonomy_count(taxonomy), 6);
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 0, &category), INC_OK);
    ck_assert_str_eq(category.id, "network");
    ck_assert_str_eq(category.name, "Netz");
    ck_assert_ptr_null(category.parent);
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 1, &category), INC_OK);
    ck_assert_str_eq(category.name, "lan");
    ck_assert_str_eq(category.parent, "network");
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 4, &category), INC_OK);
    ck_assert_int_eq(category.retired, 1);
    ck_assert_str_eq(category.name, "telex");
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 5, &category), INC_OK);
    ck_assert_int_eq(category.request, 1);
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 6, &category), INC_DONE);
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_at(NULL, 0, &category), INC_E_INVALID);
    category.size = 0;
    ck_assert_int_eq(inc_taxonomy_at(taxonomy, 0, &category), INC_E_INVALID);
    inc_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(found_by_id)
{
    inc_taxonomy *taxonomy = new_taxonomy();
    inc_category category = {.size = sizeof category};

    ck_assert_int_eq(inc_taxonomy_find(taxonomy, "wifi", INC_ZSTR, &category), INC_OK);
    ck_assert_str_eq(category.name, "WLAN");
    ck_assert_int_eq(inc_taxonomy_find(taxonomy, "lanx", 3, &category), INC_OK);
    ck_assert_str_eq(category.id, "lan");
    ck_assert_int_eq(inc_taxonomy_find(taxonomy, "lanx", 4, &category), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_taxonomy_find(taxonomy, "lan", 2, &category), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_taxonomy_find(taxonomy, "", 0, &category), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_taxonomy_find(taxonomy, NULL, 0, &category), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_find(NULL, "lan", 3, &category), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_find(taxonomy, "lan", 3, NULL), INC_E_INVALID);
    inc_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(every_one_of_many_is_found)
{
    inc_taxonomy_builder *builder = new_builder();
    inc_taxonomy *taxonomy;
    inc_category category = {.size = sizeof category};
    char id[16], parent[16];
    int i;

    for (i = 0; i < 1000; i++) {
        (void) snprintf(id, sizeof id, "c%d", i * 7919 % 1000);
        ck_assert_int_eq(add(builder, id, i > 0 ? parent : NULL, NULL), INC_OK);
        memcpy(parent, id, sizeof parent);
    }
    ck_assert_int_eq(inc_taxonomy_builder_build(builder, &taxonomy), INC_OK);
    for (i = 0; i < 1000; i++) {
        int32_t within = 7;
        (void) snprintf(id, sizeof id, "c%d", i);
        ck_assert_int_eq(inc_taxonomy_find(taxonomy, id, INC_ZSTR, &category), INC_OK);
        ck_assert_str_eq(category.id, id);
        ck_assert_int_eq(inc_taxonomy_within(taxonomy, id, "c0", &within), INC_OK);
        ck_assert_int_eq(within, 1);
    }
    inc_taxonomy_unref(taxonomy);
    inc_taxonomy_builder_free(builder);
}
END_TEST

static int32_t within(const inc_taxonomy *taxonomy, const char *id, const char *ancestor)
{
    int32_t answer = 7;

    ck_assert_int_eq(inc_taxonomy_within(taxonomy, id, ancestor, &answer), INC_OK);
    return answer;
}

START_TEST(at_or_under)
{
    inc_taxonomy *taxonomy = new_taxonomy();
    int32_t answer = 7;

    ck_assert_int_eq(within(taxonomy, "wifi", "network"), 1);
    ck_assert_int_eq(within(taxonomy, "wifi", "lan"), 1);
    ck_assert_int_eq(within(taxonomy, "wifi", "wifi"), 1);
    ck_assert_int_eq(within(taxonomy, "lan", "wifi"), 0);
    ck_assert_int_eq(within(taxonomy, "telex", "network"), 0);
    ck_assert_int_eq(within(taxonomy, "network", "order"), 0);
    ck_assert_int_eq(inc_taxonomy_within(taxonomy, "x", "lan", &answer), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_taxonomy_within(taxonomy, "lan", "x", &answer), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_taxonomy_within(taxonomy, NULL, "lan", &answer), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_within(taxonomy, "lan", NULL, &answer), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_within(taxonomy, "lan", "lan", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_taxonomy_within(NULL, "lan", "lan", &answer), INC_E_INVALID);
    ck_assert_int_eq(answer, 7);
    inc_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(references_and_an_empty_tree)
{
    inc_taxonomy_builder *builder = new_builder();
    inc_taxonomy *taxonomy;

    ck_assert_int_eq(inc_taxonomy_builder_build(builder, &taxonomy), INC_OK);
    inc_taxonomy_builder_free(builder);
    ck_assert_uint_eq(inc_taxonomy_count(taxonomy), 0);
    ck_assert_ptr_eq(inc_taxonomy_ref(taxonomy), taxonomy);
    inc_taxonomy_unref(taxonomy);
    ck_assert_str_eq(inc_taxonomy_version(taxonomy), "v1");
    inc_taxonomy_unref(taxonomy);
    inc_taxonomy_unref(NULL);
    ck_assert_ptr_null(inc_taxonomy_ref(NULL));
    ck_assert_ptr_null(inc_taxonomy_hash(NULL));
    ck_assert_ptr_null(inc_taxonomy_version(NULL));
    ck_assert_uint_eq(inc_taxonomy_count(NULL), 0);
    ck_assert_int_eq(inc_taxonomy_builder_build(NULL, &taxonomy), INC_E_INVALID);
    ck_assert_ptr_null(taxonomy);
    ck_assert_int_eq(inc_taxonomy_builder_build(NULL, NULL), INC_E_INVALID);
}
END_TEST

/* What was read back and added again is the same taxonomy. */
START_TEST(one_meaning_has_one_hash)
{
    inc_taxonomy *taxonomy = new_taxonomy(), *again;
    inc_taxonomy_builder *builder = new_builder();
    inc_category category = {.size = sizeof category};
    size_t i;

    for (i = 0; inc_taxonomy_at(taxonomy, i, &category) == INC_OK; i++)
        ck_assert_int_eq(inc_taxonomy_builder_add(builder, &category), INC_OK);
    ck_assert_int_eq(inc_taxonomy_builder_build(builder, &again), INC_OK);
    ck_assert_mem_eq(inc_taxonomy_hash(taxonomy), inc_taxonomy_hash(again), sizeof(inc_hash));
    inc_taxonomy_unref(again);
    ck_assert_int_eq(add(builder, "more", NULL, NULL), INC_OK);
    ck_assert_int_eq(inc_taxonomy_builder_build(builder, &again), INC_OK);
    ck_assert_mem_ne(inc_taxonomy_hash(taxonomy), inc_taxonomy_hash(again), sizeof(inc_hash));
    inc_taxonomy_unref(again);
    inc_taxonomy_builder_free(builder);
    inc_taxonomy_unref(taxonomy);
}
END_TEST

static void same_categories(const inc_taxonomy *taxonomy, const inc_taxonomy *other)
{
    inc_category a = {.size = sizeof a}, b = {.size = sizeof b};
    size_t i;

    ck_assert_uint_eq(inc_taxonomy_count(taxonomy), inc_taxonomy_count(other));
    for (i = 0; inc_taxonomy_at(taxonomy, i, &a) == INC_OK; i++) {
        ck_assert_int_eq(inc_taxonomy_at(other, i, &b), INC_OK);
        ck_assert_str_eq(a.id, b.id);
        ck_assert_str_eq(a.name, b.name);
        ck_assert_str_eq(a.parent != NULL ? a.parent : "", b.parent != NULL ? b.parent : "");
        ck_assert_int_eq(a.retired, b.retired);
        ck_assert_int_eq(a.request, b.request);
    }
}

START_TEST(bytes_round_trip)
{
    inc_taxonomy *taxonomy = new_taxonomy(), *back;
    inc__writer writer;
    inc__reader reader;
    inc_status status;
    size_t i;

    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__taxonomy_write(&writer, taxonomy), INC_OK);
    inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
    back = inc__taxonomy_read(&reader, context, &status);
    ck_assert_int_eq(status, INC_OK);
    ck_assert_uint_eq(reader.left, 0);
    ck_assert_mem_eq(inc_taxonomy_hash(taxonomy), inc_taxonomy_hash(back), sizeof(inc_hash));
    same_categories(taxonomy, back);
    inc_taxonomy_unref(back);
    for (i = 0; i < writer.bytes.count; i++) {
        unsigned char *byte = INC__AT(&writer.bytes, unsigned char, i);
        inc__reader_init(&reader, writer.bytes.items, i);
        ck_assert_ptr_null(inc__taxonomy_read(&reader, context, &status));
        ck_assert_int_eq(status, INC_E_FORMAT);
        *byte ^= 0x80;
        inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
        ck_assert_ptr_null(inc__taxonomy_read(&reader, context, &status));
        ck_assert_int_eq(status, i == 0 ? INC_E_UNSUPPORTED : INC_E_FORMAT);
        *byte ^= 0x80;
    }
    inc__writer_free(&writer);
    inc_taxonomy_unref(taxonomy);
}
END_TEST

static inc_status build_and_read(inc_context *starving)
{
    inc_taxonomy_builder *builder = NULL;
    inc_taxonomy *taxonomy = NULL, *back = NULL;
    inc__writer writer;
    inc__reader reader;
    inc_status status = inc_taxonomy_builder_new(starving, "v1", &builder);

    inc__writer_init(&writer, starving);
    if (status == INC_OK)
        status = fill(builder);
    if (status == INC_OK)
        status = inc_taxonomy_builder_build(builder, &taxonomy);
    if (status == INC_OK)
        status = inc__taxonomy_write(&writer, taxonomy);
    if (status == INC_OK) {
        inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
        back = inc__taxonomy_read(&reader, starving, &status);
    }
    inc_taxonomy_unref(back);
    inc_taxonomy_unref(taxonomy);
    inc_taxonomy_builder_free(builder);
    inc__writer_free(&writer);
    return status;
}

START_TEST(memory_runs_out)
{
    fixture_starve(context, &memory, build_and_read);
}
END_TEST

START_TEST(a_builder_survives_a_failed_add)
{
    inc_taxonomy_builder *builder = new_builder();
    inc_taxonomy *taxonomy;
    long nth;

    for (nth = 0;; nth++) {
        inc_status status;
        memory.left = nth;
        status = add(builder, "a", NULL, "A");
        memory.left = -1;
        if (status == INC_OK)
            break;
        ck_assert_int_eq(status, INC_E_NOMEM);
    }
    ck_assert_int_gt(nth, 1);
    ck_assert_int_eq(add(builder, "b", "a", NULL), INC_OK);
    ck_assert_int_eq(inc_taxonomy_builder_build(builder, &taxonomy), INC_OK);
    ck_assert_uint_eq(inc_taxonomy_count(taxonomy), 2);
    inc_taxonomy_unref(taxonomy);
    inc_taxonomy_builder_free(builder);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("taxonomy");
    TCase *tcase = tcase_create("taxonomy");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, refusals_of_the_builder);
    tcase_add_test(tcase, categories_read_back);
    tcase_add_test(tcase, found_by_id);
    tcase_add_test(tcase, every_one_of_many_is_found);
    tcase_add_test(tcase, at_or_under);
    tcase_add_test(tcase, references_and_an_empty_tree);
    tcase_add_test(tcase, one_meaning_has_one_hash);
    tcase_add_test(tcase, bytes_round_trip);
    tcase_add_test(tcase, memory_runs_out);
    tcase_add_test(tcase, a_builder_survives_a_failed_add);
    suite_add_tcase(suite, tcase);
    return fixture_run(suite);
}
