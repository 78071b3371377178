/* What the tests of clocks and ledgers share: a policy over office hours, and clocks under it. */
#ifndef TESTS_UNIT_CLOCK_FIXTURE_H
#define TESTS_UNIT_CLOCK_FIXTURE_H

#include "calendar_fixture.h"

#include <string.h>

static inline inc_target fixture_target(int32_t kind, int32_t limit)
{
    inc_target target = {.size = sizeof target};

    target.kind = kind;
    if (kind == INC_TARGET_WORKING)
        target.limit = limit * INC_HOUR;
    else
        target.days = limit;
    return target;
}

static inline inc_terms *fixture_terms(inc_context *context, const inc_calendar *calendar,
                                       inc_target target, inc_duration cap)
{
    static const char *const reasons[] = {"caller", "maintenance", "vendor"};
    inc_terms_options options = {.size = sizeof options};
    inc_terms *terms;

    options.calendar = calendar;
    options.target = &target;
    options.pauses = reasons;
    options.pauses_count = 3;
    options.cap_per_pause = cap;
    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    return terms;
}

/* Priority 1: 4 hours of the calendar, priority 2: 8, priority 3: 2 business days; warns at 50 %.
 */
static inline inc_policy *fixture_policy(inc_context *context, const inc_calendar *calendar,
                                         int32_t on_retarget, int32_t on_reopen, inc_duration cap)
{
    inc_policy_options options = {.size = sizeof options};
    inc_threshold half = {.size = sizeof half};
    inc_policy_builder *builder;
    inc_policy *policy;
    int32_t priority;

    options.name = "resolve";
    options.on_retarget = on_retarget;
    options.on_reopen = on_reopen;
    ck_assert_int_eq(inc_policy_builder_new(context, &options, &builder), INC_OK);
    for (priority = 1; priority <= 3; priority++) {
        inc_target target = priority < 3 ? fixture_target(INC_TARGET_WORKING, 4 * priority)
                                         : fixture_target(INC_TARGET_DAYS, 2);
        inc_terms *terms = fixture_terms(context, calendar, target, cap);
        ck_assert_int_eq(inc_policy_builder_terms(builder, priority, terms), INC_OK);
        inc_terms_unref(terms);
    }
    half.id = "half";
    half.kind = INC_THRESHOLD_PERCENT;
    half.percent = 50;
    ck_assert_int_eq(inc_policy_builder_threshold(builder, &half), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    inc_policy_builder_free(builder);
    return policy;
}

static inline inc_clock *fixture_clock(inc_context *context, const inc_policy *policy,
                                       int32_t priority)
{
    inc_clock *clock;

    ck_assert_int_eq(inc_clock_new(context, policy, priority, &clock), INC_OK);
    return clock;
}

static inline inc_stamp fixture_stamp(const char *id)
{
    inc_stamp stamp = {.size = sizeof stamp};

    stamp.id = id;
    return stamp;
}

static inline inc_clock_view fixture_look(inc_clock *clock, inc_time as_of)
{
    inc_clock_view view = {.size = sizeof view};

    ck_assert_int_eq(inc_clock_look(clock, as_of, INC_TIME_NONE, &view), INC_OK);
    return view;
}

#endif
