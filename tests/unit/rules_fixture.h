/* What the tests of the rules share: a context whose memory is counted and can be made to fail, and
 * office hours. */
#ifndef TEST_RULES_FIXTURE_H
#define TEST_RULES_FIXTURE_H

#include <check.h>
#include <incident.h>
#include <stdlib.h>

/* Live bytes are exact only if every block is given back with the size it has. */
typedef struct fixture_memory {
    size_t live;
    long left; /* allocations until one fails; negative: never */
    int sticky;
    int failed;
} fixture_memory;

static inline void *fixture_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    fixture_memory *memory = user;
    void *block;

    if (new_size == 0) {
        memory->live -= old_size;
        free(ptr);
        return NULL;
    }
    if (memory->left == 0) {
        memory->failed = 1;
        if (!memory->sticky)
            memory->left = -1;
        return NULL;
    }
    if (memory->left > 0)
        memory->left--;
    block = realloc(ptr, new_size);
    if (block != NULL)
        memory->live += new_size - old_size;
    return block;
}

static inline inc_context *fixture_context(fixture_memory *memory)
{
    inc_context_options options = {.size = sizeof options};
    inc_context *context;

    memory->live = 0;
    memory->left = -1;
    memory->sticky = 0;
    memory->failed = 0;
    options.user = memory;
    options.resize = fixture_resize;
    ck_assert_int_eq(inc_context_new(&options, &context), INC_OK);
    return context;
}

/* Runs a scenario with its first, second, third... allocation failing, once and for good: it must
 * say INC_E_NOMEM and leave nothing behind; one that only wanted to give memory back may go on. The
 * scenario asserts all the rest itself. */
static inline void fixture_starve(inc_context *context, fixture_memory *memory,
                                  inc_status (*scenario)(inc_context *context))
{
    size_t before = memory->live;
    long nth, made_good = 0;
    int round;

    for (round = 0; round < 2; round++) {
        for (nth = 0;; nth++) {
            inc_status status;
            memory->failed = 0;
            memory->sticky = round;
            memory->left = nth;
            status = scenario(context);
            memory->left = -1;
            ck_assert_uint_eq(memory->live, before);
            if (!memory->failed) {
                ck_assert_int_eq(status, INC_OK);
                break;
            }
            if (status == INC_OK && round == 0) {
                made_good++;
                continue;
            }
            ck_assert_int_eq(status, INC_E_NOMEM);
            ck_assert_str_eq(inc_context_error(context), "memory ran out");
        }
        ck_assert_int_gt(nth, 3 + 2 * made_good);
    }
}

static inline inc_zone *fixture_utc(inc_context *context)
{
    inc_zone *zone;

    ck_assert_int_eq(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    return zone;
}

/* Monday to Friday, from and to in hours. */
static inline inc_calendar *fixture_hours(inc_context *context, int32_t from, int32_t to)
{
    inc_zone *zone = fixture_utc(context);
    inc_hours hours = {from * 3600, to * 3600};
    inc_calendar_builder *builder;
    inc_calendar *calendar;
    int32_t weekday;

    ck_assert_int_eq(inc_calendar_builder_new(context, zone, &builder), INC_OK);
    for (weekday = INC_MONDAY; weekday <= INC_FRIDAY; weekday++)
        ck_assert_int_eq(inc_calendar_builder_weekly(builder, weekday, &hours), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

static inline inc_time fixture_time(int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    inc_civil civil = {2026, month, day, hour, minute, 0, 0};
    inc_time time;

    ck_assert_int_eq(inc_time_from_civil(&civil, &time), INC_OK);
    return time;
}

static inline int fixture_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int failed;

    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
