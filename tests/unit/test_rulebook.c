/* Rulebooks: publications, look-ups, acknowledgements, bytes. */
#include "base/bytes.h"
#include "make_rules.h"

static inc_context *context;
static inc_rulebook *book;
static inc_rules *one, *two, *three;

/* Rules with a matrix and nothing else; equal versions are equal rules. */
static inc_rules *rules_of(const char *version)
{
    inc_rules_builder *builder = make_builder(context, version);

    make_add_matrix(context, builder, version[0] - '0');
    return make_build(builder);
}

static void setup(void)
{
    context = make_context(NULL);
    MAKE_OK(inc_rulebook_new(context, &book));
    one = rules_of("1");
    two = rules_of("2");
    three = rules_of("3");
}

static void teardown(void)
{
    inc_rules_unref(one);
    inc_rules_unref(two);
    inc_rules_unref(three);
    inc_rulebook_free(book);
    inc_context_unref(context);
}

START_TEST(nothing_of_nothing)
{
    inc_rulebook *none = book;
    const inc_rules *rules = one;
    inc_acknowledgement item;
    const void *bytes;
    inc_time at;
    size_t size;

    ck_assert_int_eq(inc_rulebook_new(NULL, &none), INC_E_INVALID);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(inc_rulebook_new(context, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_publish(NULL, one, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_publish(book, NULL, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_at(NULL, 0, &rules), INC_E_INVALID);
    ck_assert_ptr_null(rules);
    ck_assert_int_eq(inc_rulebook_at(book, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_find(book, NULL, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_publication(NULL, 0, &at, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_acknowledge(NULL, "p", inc_rules_hash(one), 0), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_acknowledge(book, "", inc_rules_hash(one), 0), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_acknowledge(book, "p", NULL, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_acknowledged(book, NULL, inc_rules_hash(one), &at),
                     INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_acknowledgement(book, 0, NULL), INC_E_INVALID);
    item.size = sizeof item;
    ck_assert_int_eq(inc_rulebook_acknowledgement(book, 0, &item), INC_DONE);
    ck_assert_int_eq(inc_rulebook_bytes(NULL, &bytes, &size), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_bytes(book, NULL, &size), INC_E_INVALID);
    inc_rulebook_free(NULL);
}
END_TEST

/* Whatever the order of the calls, the rules in force are those published last before. */
START_TEST(rules_hold_from_their_instant)
{
    const inc_rules *rules;

    ck_assert_int_eq(inc_rulebook_at(book, 0, &rules), INC_E_NOT_FOUND);
    MAKE_OK(inc_rulebook_publish(book, two, 20));
    MAKE_OK(inc_rulebook_publish(book, one, 10));
    MAKE_OK(inc_rulebook_publish(book, one, 30));
    ck_assert_int_eq(inc_rulebook_at(book, 9, &rules), INC_E_NOT_FOUND);
    ck_assert_ptr_null(rules);
    MAKE_OK(inc_rulebook_at(book, 10, &rules));
    ck_assert_ptr_eq(rules, one);
    MAKE_OK(inc_rulebook_at(book, 19, &rules));
    ck_assert_ptr_eq(rules, one);
    MAKE_OK(inc_rulebook_at(book, 20, &rules));
    ck_assert_ptr_eq(rules, two);
    MAKE_OK(inc_rulebook_at(book, INC_TIME_MAX, &rules));
    ck_assert_ptr_eq(rules, one);
}
END_TEST

START_TEST(an_instant_holds_one_version)
{
    inc_rules *same = rules_of("1");
    const inc_rules *rules;
    inc_time from;

    MAKE_OK(inc_rulebook_publish(book, one, 10));
    ck_assert_int_eq(inc_rulebook_publish(book, two, 10), INC_E_EXISTS);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'1'"));
    MAKE_OK(inc_rulebook_publish(book, same, 10));
    MAKE_OK(inc_rulebook_publication(book, 0, &from, &rules));
    ck_assert_int_eq(from, 10);
    ck_assert_ptr_eq(rules, one);
    ck_assert_int_eq(inc_rulebook_publication(book, 1, NULL, NULL), INC_DONE);
    ck_assert_int_eq(inc_rulebook_publish(book, one, INC_TIME_NONE), INC_E_RANGE);
    ck_assert_int_eq(inc_rulebook_publish(book, one, INC_TIME_MAX + 1), INC_E_RANGE);
    MAKE_OK(inc_rulebook_publish(book, one, INC_TIME_MIN));
    inc_rules_unref(same);
}
END_TEST

START_TEST(versions_are_found_by_hash)
{
    const inc_rules *rules;

    ck_assert_int_eq(inc_rulebook_find(book, inc_rules_hash(one), &rules), INC_E_NOT_FOUND);
    MAKE_OK(inc_rulebook_publish(book, one, 10));
    MAKE_OK(inc_rulebook_publish(book, two, 20));
    MAKE_OK(inc_rulebook_publish(book, one, 30));
    MAKE_OK(inc_rulebook_find(book, inc_rules_hash(one), &rules));
    ck_assert_ptr_eq(rules, one);
    MAKE_OK(inc_rulebook_find(book, inc_rules_hash(two), &rules));
    ck_assert_ptr_eq(rules, two);
    ck_assert_int_eq(inc_rulebook_find(book, inc_rules_hash(three), &rules), INC_E_NOT_FOUND);
    ck_assert_ptr_null(rules);
}
END_TEST

START_TEST(staff_acknowledge)
{
    const inc_hash *rules = inc_rules_hash(one);
    const inc_hash *matrix = inc_matrix_hash(inc_rules_matrix(one));
    inc_acknowledgement item;
    inc_time at = 0;

    ck_assert_int_eq(inc_rulebook_acknowledge(book, "ann", rules, 5), INC_E_NOT_FOUND);
    MAKE_OK(inc_rulebook_publish(book, one, 10));
    MAKE_OK(inc_rulebook_acknowledge(book, "bob", rules, 15));
    MAKE_OK(inc_rulebook_acknowledge(book, "ann", matrix, 15));
    MAKE_OK(inc_rulebook_acknowledge(book, "ann", rules, 12));
    MAKE_OK(inc_rulebook_acknowledge(book, "ann", rules, 99));
    ck_assert_int_eq(inc_rulebook_acknowledge(book, "ann", inc_rules_hash(two), 15),
                     INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_rulebook_acknowledge(book, "cyd", rules, INC_TIME_NONE), INC_E_RANGE);
    MAKE_OK(inc_rulebook_acknowledged(book, "ann", rules, &at));
    ck_assert_int_eq(at, 12);
    ck_assert_int_eq(inc_rulebook_acknowledged(book, "cyd", rules, &at), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_rulebook_acknowledged(book, "bob", matrix, &at), INC_E_NOT_FOUND);
    item.size = sizeof item;
    MAKE_OK(inc_rulebook_acknowledgement(book, 0, &item));
    ck_assert_str_eq(item.person, "ann");
    ck_assert_int_eq(item.at, 12);
    MAKE_OK(inc_rulebook_acknowledgement(book, 1, &item));
    ck_assert_str_eq(item.person, "ann");
    ck_assert_int_eq(memcmp(&item.hash, matrix, sizeof *matrix), 0);
    MAKE_OK(inc_rulebook_acknowledgement(book, 2, &item));
    ck_assert_str_eq(item.person, "bob");
    ck_assert_int_eq(inc_rulebook_acknowledgement(book, 3, &item), INC_DONE);
    item.size = 1;
    ck_assert_int_eq(inc_rulebook_acknowledgement(book, 0, &item), INC_E_INVALID);
}
END_TEST

static void fill(void)
{
    MAKE_OK(inc_rulebook_publish(book, three, 5));
    MAKE_OK(inc_rulebook_publish(book, one, 10));
    MAKE_OK(inc_rulebook_publish(book, two, 20));
    MAKE_OK(inc_rulebook_publish(book, one, 30));
    MAKE_OK(inc_rulebook_acknowledge(book, "bob", inc_rules_hash(one), 15));
    MAKE_OK(inc_rulebook_acknowledge(book, "ann", inc_rules_hash(two), 15));
    MAKE_OK(inc_rulebook_acknowledge(book, "ann", inc_matrix_hash(inc_rules_matrix(two)), 3));
}

START_TEST(bytes_come_back)
{
    inc_rulebook *again;
    const void *bytes, *again_bytes;
    const inc_rules *rules;
    size_t size, again_size;
    inc_time at;

    if (_i == 1)
        fill();
    MAKE_OK(inc_rulebook_bytes(book, &bytes, &size));
    MAKE_OK(inc_rulebook_from_bytes(context, bytes, size, &again));
    MAKE_OK(inc_rulebook_bytes(again, &again_bytes, &again_size));
    ck_assert_uint_eq(size, again_size);
    ck_assert_int_eq(memcmp(bytes, again_bytes, size), 0);
    if (_i == 1) {
        MAKE_OK(inc_rulebook_at(again, 25, &rules));
        ck_assert_int_eq(memcmp(inc_rules_hash(rules), inc_rules_hash(two), 32), 0);
        MAKE_OK(inc_rulebook_acknowledged(again, "ann", inc_rules_hash(two), &at));
        ck_assert_int_eq(at, 15);
    }
    inc_rulebook_free(again);
}
END_TEST

START_TEST(every_cut_and_change_counts)
{
    inc_rulebook *again;
    const void *bytes, *again_bytes;
    size_t size, again_size, i;
    unsigned char *copy;

    fill();
    MAKE_OK(inc_rulebook_bytes(book, &bytes, &size));
    copy = malloc(size + 1);
    ck_assert_ptr_nonnull(copy);
    for (i = 0; i < size; i++) {
        ck_assert_int_eq(inc_rulebook_from_bytes(context, bytes, i, &again), INC_E_FORMAT);
        ck_assert_ptr_null(again);
    }
    for (i = 0; i < size; i++) {
        inc_status status;

        memcpy(copy, bytes, size);
        copy[i] ^= 0x01;
        status = inc_rulebook_from_bytes(context, copy, size, &again);
        if (status != INC_OK) {
            ck_assert_int_ne(status, INC_E_NOMEM);
            ck_assert_str_ne(inc_context_error(context), "");
            continue;
        }
        MAKE_OK(inc_rulebook_bytes(again, &again_bytes, &again_size));
        ck_assert_uint_eq(again_size, size);
        ck_assert_int_eq(memcmp(again_bytes, copy, size), 0);
        inc_rulebook_free(again);
    }
    memcpy(copy, bytes, size);
    copy[size] = 0;
    ck_assert_int_eq(inc_rulebook_from_bytes(context, copy, size + 1, &again), INC_E_FORMAT);
    copy[4] = 9;
    ck_assert_int_eq(inc_rulebook_from_bytes(context, copy, size, &again), INC_E_UNSUPPORTED);
    copy[4] = 0;
    ck_assert_int_eq(inc_rulebook_from_bytes(context, copy, size, &again), INC_E_FORMAT);
    ck_assert_int_eq(inc_rulebook_from_bytes(context, NULL, 1, &again), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_from_bytes(NULL, copy, size, &again), INC_E_INVALID);
    ck_assert_int_eq(inc_rulebook_from_bytes(context, copy, size, NULL), INC_E_INVALID);
    free(copy);
}
END_TEST

static void put_rules(inc__writer *writer, const inc_rules *rules)
{
    const void *bytes;
    size_t size;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    inc__put_blob(writer, bytes, size);
}

/* A rulebook of up to two versions, published in the order given from instants 10 on. */
static inc_status read_versions(const inc_rules *a, const inc_rules *b, const inc_rules *published,
                                uint32_t publications, inc_time step)
{
    inc__writer writer;
    inc_rulebook *made;
    inc_status status;
    uint32_t i;

    inc__writer_init(&writer, context);
    inc__put_raw(&writer, "INCB", 4);
    inc__put_u32(&writer, 1);
    inc__put_u32(&writer, b != NULL ? 2 : 1);
    put_rules(&writer, a);
    if (b != NULL)
        put_rules(&writer, b);
    inc__put_u32(&writer, publications);
    for (i = 0; i < publications; i++) {
        inc__put_i64(&writer, 10 + i * step);
        inc__put_raw(&writer, inc_rules_hash(published)->bytes, 32);
    }
    inc__put_u32(&writer, 0);
    status = inc_rulebook_from_bytes(context, writer.bytes.items, writer.bytes.count, &made);
    inc__writer_free(&writer);
    inc_rulebook_free(made);
    return status;
}

START_TEST(surplus_and_disorder_are_refused)
{
    int order = memcmp(inc_rules_hash(one), inc_rules_hash(two), 32);
    const inc_rules *low = order < 0 ? one : two, *high = order < 0 ? two : one;

    MAKE_OK(read_versions(one, NULL, one, 2, 1));
    ck_assert_int_eq(read_versions(one, NULL, one, 2, -1), INC_E_FORMAT);
    ck_assert_int_eq(read_versions(one, NULL, one, 2, 0), INC_E_FORMAT);
    ck_assert_int_eq(read_versions(one, NULL, one, 0, 0), INC_E_FORMAT);
    ck_assert_int_eq(read_versions(one, NULL, two, 1, 1), INC_E_FORMAT);
    ck_assert_int_eq(read_versions(low, high, low, 1, 1), INC_E_FORMAT);
    ck_assert_int_eq(read_versions(high, low, low, 1, 1), INC_E_FORMAT);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "order"));
    ck_assert_int_eq(read_versions(one, one, one, 1, 1), INC_E_FORMAT);
}
END_TEST

/* Every call either succeeds or leaves the book as it was. */
START_TEST(memory_runs_out)
{
    make_memory memory = {0, 0, 0, 0};
    inc_context *poor = make_context(&memory);
    const void *bytes, *poor_bytes;
    size_t size, poor_size, live = memory.live, fail = 1;
    inc_rulebook *made = NULL, *again = NULL;
    int failures = 0;

    fill();
    MAKE_OK(inc_rulebook_bytes(book, &bytes, &size));
    for (; memory.calls >= memory.fail; fail++) {
        inc_status status;

        memory.calls = 0;
        memory.fail = fail;
        memory.sticky = _i;
        status = inc_rulebook_from_bytes(poor, bytes, size, &again);
        failures += status == INC_E_NOMEM;
        ck_assert(status == INC_OK || status == INC_E_NOMEM);
        inc_rulebook_free(again);
        ck_assert_uint_eq(memory.live, live);
    }
    ck_assert_int_gt(failures, 20);
    memory.fail = 0;
    MAKE_OK(inc_rulebook_new(poor, &made));
    MAKE_OK(inc_rulebook_publish(made, one, 10));
    memory.calls = 0;
    memory.fail = 1;
    memory.sticky = 1;
    ck_assert_int_eq(inc_rulebook_acknowledge(made, "ann", inc_rules_hash(one), 1), INC_E_NOMEM);
    ck_assert_int_eq(inc_rulebook_bytes(made, &poor_bytes, &poor_size), INC_E_NOMEM);
    memory.fail = 0;
    MAKE_OK(inc_rulebook_bytes(made, &poor_bytes, &poor_size));
    MAKE_OK(inc_rulebook_acknowledge(made, "ann", inc_rules_hash(one), 1));
    inc_rulebook_free(made);
    ck_assert_uint_eq(memory.live, live);
    inc_context_unref(poor);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rulebook");
    TCase *tcase = tcase_create("rulebook");
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, nothing_of_nothing);
    tcase_add_test(tcase, rules_hold_from_their_instant);
    tcase_add_test(tcase, an_instant_holds_one_version);
    tcase_add_test(tcase, versions_are_found_by_hash);
    tcase_add_test(tcase, staff_acknowledge);
    tcase_add_loop_test(tcase, bytes_come_back, 0, 2);
    tcase_add_test(tcase, every_cut_and_change_counts);
    tcase_add_test(tcase, surplus_and_disorder_are_refused);
    tcase_add_loop_test(tcase, memory_runs_out, 0, 2);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
