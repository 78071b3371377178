/* The part of libcheck that the unit tests use, in plain C: for targets that have no libcheck. Runs
 * every test in one process and reports TAP. */
#ifndef PORTABLE_CHECK_H
#define PORTABLE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum print_output { CK_SILENT, CK_MINIMAL, CK_NORMAL, CK_VERBOSE, CK_ENV };
enum fork_status { CK_FORK_GETENV, CK_FORK, CK_NOFORK };

typedef void (*SFun)(void);

typedef struct TTest {
    const char *name;
    void (*fn)(int);
} TTest;

typedef struct CheckEntry {
    const TTest *test;
    int index;
} CheckEntry;

typedef struct TCase {
    const char *name;
    CheckEntry *entries;
    size_t count;
    SFun setup, teardown, once_setup, once_teardown;
    struct TCase *next;
} TCase;

typedef struct Suite {
    const char *name;
    TCase *first, *last;
    struct Suite *next;
} Suite;

typedef struct SRunner {
    Suite *first, *last;
    int run, failed;
} SRunner;

static jmp_buf check_escape;

#if defined(__GNUC__)
#define CHECK_UNUSED __attribute__((unused))
#define CHECK_FAIL __attribute__((unused, noreturn, format(printf, 3, 4)))
#else
#define CHECK_UNUSED
#define CHECK_FAIL
#endif

CHECK_FAIL static void check_fail(const char *file, int line, const char *format, ...)
{
    va_list arguments;

    printf("# %s:%d: ", file, line);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    longjmp(check_escape, 1);
}

CHECK_UNUSED static void *check_memory(void *old, size_t size)
{
    void *fresh = realloc(old, size);

    if (fresh == NULL) {
        abort();
    }
    return fresh;
}

CHECK_UNUSED static Suite *suite_create(const char *name)
{
    Suite *suite = (Suite *) check_memory(NULL, sizeof(*suite));

    memset(suite, 0, sizeof(*suite));
    suite->name = name;
    return suite;
}

CHECK_UNUSED static TCase *tcase_create(const char *name)
{
    TCase *tcase = (TCase *) check_memory(NULL, sizeof(*tcase));

    memset(tcase, 0, sizeof(*tcase));
    tcase->name = name;
    return tcase;
}

CHECK_UNUSED static void suite_add_tcase(Suite *suite, TCase *tcase)
{
    if (suite->last != NULL) {
        suite->last->next = tcase;
    } else {
        suite->first = tcase;
    }
    suite->last = tcase;
}

CHECK_UNUSED static void tcase_add_loop_test(TCase *tcase, const TTest *test, int from, int to)
{
    for (int i = from; i < to; i++) {
        tcase->entries =
            (CheckEntry *) check_memory(tcase->entries, (tcase->count + 1) * sizeof(CheckEntry));
        tcase->entries[tcase->count].test = test;
        tcase->entries[tcase->count++].index = i;
    }
}

#define tcase_add_test(tcase, test) tcase_add_loop_test((tcase), (test), 0, 1)

CHECK_UNUSED static void tcase_add_checked_fixture(TCase *tcase, SFun setup, SFun teardown)
{
    tcase->setup = setup;
    tcase->teardown = teardown;
}

CHECK_UNUSED static void tcase_add_unchecked_fixture(TCase *tcase, SFun setup, SFun teardown)
{
    tcase->once_setup = setup;
    tcase->once_teardown = teardown;
}

#define tcase_set_timeout(tcase, seconds) ((void) (tcase), (void) (seconds))

CHECK_UNUSED static void srunner_add_suite(SRunner *runner, Suite *suite)
{
    if (runner->last != NULL) {
        runner->last->next = suite;
    } else {
        runner->first = suite;
    }
    runner->last = suite;
}

CHECK_UNUSED static SRunner *srunner_create(Suite *suite)
{
    SRunner *runner = (SRunner *) check_memory(NULL, sizeof(*runner));

    memset(runner, 0, sizeof(*runner));
    if (suite != NULL) {
        srunner_add_suite(runner, suite);
    }
    return runner;
}

#define srunner_set_fork_status(runner, status) ((void) (runner), (void) (status))
#define srunner_set_tap(runner, file) ((void) (runner), (void) (file))

CHECK_UNUSED static void check_call(SFun function)
{
    if (function != NULL) {
        function();
    }
}

CHECK_UNUSED static void check_run_entry(SRunner *runner, const Suite *suite, const TCase *tcase,
                                         const CheckEntry *entry)
{
    volatile int passed = 0;

    if (setjmp(check_escape) == 0) {
        check_call(tcase->setup);
        entry->test->fn(entry->index);
        check_call(tcase->teardown);
        passed = 1;
    }
    runner->run++;
    runner->failed += !passed;
    printf("%sok %d - %s:%s:%s:%d\n", passed ? "" : "not ", runner->run, suite->name, tcase->name,
           entry->test->name, entry->index);
    fflush(stdout);
}

CHECK_UNUSED static void srunner_run_all(SRunner *runner, enum print_output mode)
{
    (void) mode;
    for (const Suite *suite = runner->first; suite != NULL; suite = suite->next) {
        for (const TCase *tcase = suite->first; tcase != NULL; tcase = tcase->next) {
            check_call(tcase->once_setup);
            for (size_t i = 0; i < tcase->count; i++) {
                check_run_entry(runner, suite, tcase, &tcase->entries[i]);
            }
            check_call(tcase->once_teardown);
        }
    }
    printf("1..%d\n", runner->run);
}

CHECK_UNUSED static int srunner_ntests_failed(const SRunner *runner)
{
    return runner->failed;
}

CHECK_UNUSED static int srunner_ntests_run(const SRunner *runner)
{
    return runner->run;
}

CHECK_UNUSED static void srunner_free(SRunner *runner)
{
    Suite *suite = runner->first;

    while (suite != NULL) {
        Suite *next_suite = suite->next;
        TCase *tcase = suite->first;

        while (tcase != NULL) {
            TCase *next_case = tcase->next;

            free(tcase->entries);
            free(tcase);
            tcase = next_case;
        }
        free(suite);
        suite = next_suite;
    }
    free(runner);
}

#define START_TEST(test)                                                                           \
    static void test##_fn(int _i);                                                                 \
    static const TTest test##_ttest = {#test, test##_fn};                                          \
    static const TTest *const test = &test##_ttest;                                                \
    static void test##_fn(int _i CHECK_UNUSED)
#define END_TEST

#define ck_abort_msg(...) check_fail(__FILE__, __LINE__, __VA_ARGS__)
#define ck_abort() check_fail(__FILE__, __LINE__, "aborted")
#define ck_assert(condition)                                                                       \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            check_fail(__FILE__, __LINE__, "%s", "failed: " #condition);                           \
        }                                                                                          \
    } while (0)
#define ck_assert_msg(condition, ...)                                                              \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            check_fail(__FILE__, __LINE__, __VA_ARGS__);                                           \
        }                                                                                          \
    } while (0)

#define CHECK_COMPARE(type, format, a, op, b)                                                      \
    do {                                                                                           \
        type check_a = (a);                                                                        \
        type check_b = (b);                                                                        \
        if (!(check_a op check_b)) {                                                               \
            check_fail(__FILE__, __LINE__, "failed: %s %s %s: " format ", " format, #a, #op, #b,   \
                       check_a, check_b);                                                          \
        }                                                                                          \
    } while (0)

#define ck_assert_int_eq(a, b) CHECK_COMPARE(intmax_t, "%jd", a, ==, b)
#define ck_assert_int_ne(a, b) CHECK_COMPARE(intmax_t, "%jd", a, !=, b)
#define ck_assert_int_lt(a, b) CHECK_COMPARE(intmax_t, "%jd", a, <, b)
#define ck_assert_int_le(a, b) CHECK_COMPARE(intmax_t, "%jd", a, <=, b)
#define ck_assert_int_gt(a, b) CHECK_COMPARE(intmax_t, "%jd", a, >, b)
#define ck_assert_int_ge(a, b) CHECK_COMPARE(intmax_t, "%jd", a, >=, b)
#define ck_assert_uint_eq(a, b) CHECK_COMPARE(uintmax_t, "%ju", a, ==, b)
#define ck_assert_uint_ne(a, b) CHECK_COMPARE(uintmax_t, "%ju", a, !=, b)
#define ck_assert_uint_lt(a, b) CHECK_COMPARE(uintmax_t, "%ju", a, <, b)
#define ck_assert_uint_le(a, b) CHECK_COMPARE(uintmax_t, "%ju", a, <=, b)
#define ck_assert_uint_gt(a, b) CHECK_COMPARE(uintmax_t, "%ju", a, >, b)
#define ck_assert_uint_ge(a, b) CHECK_COMPARE(uintmax_t, "%ju", a, >=, b)
#define ck_assert_ptr_eq(a, b) CHECK_COMPARE(const void *, "%p", a, ==, b)
#define ck_assert_ptr_ne(a, b) CHECK_COMPARE(const void *, "%p", a, !=, b)
#define ck_assert_ptr_null(a) CHECK_COMPARE(const void *, "%p", a, ==, NULL)
#define ck_assert_ptr_nonnull(a) CHECK_COMPARE(const void *, "%p", a, !=, NULL)

#define CHECK_STRINGS(a, op, b)                                                                    \
    do {                                                                                           \
        const char *check_a = (a);                                                                 \
        const char *check_b = (b);                                                                 \
        if (check_a == NULL || check_b == NULL || !(strcmp(check_a, check_b) op 0)) {              \
            check_fail(__FILE__, __LINE__, "failed: %s %s %s: \"%s\", \"%s\"", #a, #op, #b,        \
                       check_a == NULL ? "(null)" : check_a,                                       \
                       check_b == NULL ? "(null)" : check_b);                                      \
        }                                                                                          \
    } while (0)
#define ck_assert_str_eq(a, b) CHECK_STRINGS(a, ==, b)
#define ck_assert_str_ne(a, b) CHECK_STRINGS(a, !=, b)
#define ck_assert_str_lt(a, b) CHECK_STRINGS(a, <, b)
#define ck_assert_str_gt(a, b) CHECK_STRINGS(a, >, b)

#define ck_assert_mem_eq(a, b, size)                                                               \
    ck_assert_msg(memcmp((a), (b), (size)) == 0, "failed: %s == %s", #a, #b)
#define ck_assert_mem_ne(a, b, size)                                                               \
    ck_assert_msg(memcmp((a), (b), (size)) != 0, "failed: %s != %s", #a, #b)

#endif
