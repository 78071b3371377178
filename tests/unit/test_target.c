/* Targets: bounds, defaults, statuses and limits. The meaning is in tests/cases. */
#include "rules_fixture.h"

#include "rules/target.h"

#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_calendar *office;
static inc_zone *utc;

static void setup(void)
{
    context = fixture_context(&memory);
    office = fixture_hours(context, 9, 17);
    utc = fixture_utc(context);
}

static void teardown(void)
{
    inc_calendar_unref(office);
    inc_zone_unref(utc);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_target working(inc_duration limit, inc_duration objective)
{
    inc_target target = {.size = sizeof target};

    target.kind = INC_TARGET_WORKING;
    target.limit = limit;
    target.objective = objective;
    return target;
}

static inc_target business(int32_t rule, int32_t days)
{
    inc_target target = {.size = sizeof target};

    target.kind = INC_TARGET_DAYS;
    target.rule = rule;
    target.days = days;
    return target;
}

static inc_target fixed(int32_t days, int32_t second)
{
    inc_target target = {.size = sizeof target};

    target.kind = INC_TARGET_BY;
    target.days = days;
    target.time_of_day = second;
    return target;
}

static inc_status due_of(const inc_target *target, inc_time start, inc_time *due)
{
    return inc_target_due(target, office, INC_BOUNDARY_CLOSING, start, due, NULL);
}

static void refused(inc_target target)
{
    inc_target checked;
    inc_time due = 7;
    inc_status status = inc__target_check(&target, &checked);

    ck_assert(status == INC_E_INVALID || inc__target_beyond(&checked));
    ck_assert_int_eq(due_of(&target, fixture_time(6, 1, 9, 0), &due), INC_E_INVALID);
    ck_assert_int_eq(due, 7);
}

START_TEST(bounds_of_working_time)
{
    inc_target target = working(-1, 0);

    refused(target);
    refused(working(INC_HOUR, -1));
    refused(working(INC_HOUR, 2 * INC_HOUR));
    target = working(INC_HOUR, 0);
    target.kind = 0;
    refused(target);
    target.kind = 4;
    refused(target);
    target.kind = INC_TARGET_WORKING;
    target.reserved = 1;
    refused(target);
    target.reserved = 0;
    target.size = sizeof target - sizeof target.zone;
    refused(target);
}
END_TEST

START_TEST(bounds_of_days)
{
    inc_target target = business(INC_DAYS_SAME_TIME, 0);

    refused(target);
    refused(business(INC_DAYS_SAME_TIME, -1));
    refused(business(INC_DAYS_SAME_TIME, 100001));
    refused(business(-1, 1));
    refused(business(3, 1));
    target = business(INC_DAYS_OWN_LENGTH, 2);
    target.objective_days = 3;
    refused(target);
    target.objective_days = -1;
    refused(target);
    refused(fixed(0, 0));
    refused(fixed(1, -1));
    refused(fixed(1, 86401));
}
END_TEST

START_TEST(null_pointers_and_unknown_boundary)
{
    inc_target target = working(INC_HOUR, 0);
    inc_time due = 7;

    ck_assert_int_eq(inc_target_due(NULL, office, 0, 0, &due, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_target_due(&target, NULL, 0, 0, &due, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_target_due(&target, office, 0, 0, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_target_due(&target, office, 2, 0, &due, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_target_due(&target, office, -1, 0, &due, NULL), INC_E_INVALID);
    ck_assert_int_eq(due, 7);
}
END_TEST

START_TEST(an_unknown_tail_is_unsupported)
{
    struct {
        inc_target target;
        int64_t later;
    } grown = {working(INC_HOUR, 0), 1};
    inc_time due;

    grown.target.size = sizeof grown;
    ck_assert_int_eq(due_of(&grown.target, 0, &due), INC_E_UNSUPPORTED);
    grown.later = 0;
    ck_assert_int_eq(due_of(&grown.target, 0, &due), INC_OK);
}
END_TEST

START_TEST(one_number_is_both)
{
    inc_target in = working(4 * INC_HOUR, 0), out;

    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(out.objective, 4 * INC_HOUR);
    ck_assert_int_eq(inc__target_unit(&out), INC_TARGET_WORKING);
    in = business(INC_DAYS_CLOSE_OF_DAY, 3);
    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(out.objective_days, 3);
    ck_assert_int_eq(inc__target_unit(&out), INC_TARGET_DAYS);
    in = fixed(2, 16 * 3600);
    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(inc__target_unit(&out), INC_TARGET_DAYS);
}
END_TEST

START_TEST(what_a_kind_does_not_use_is_dropped)
{
    inc_target in = working(INC_HOUR, 0), out;

    in.days = 5;
    in.rule = 9;
    in.time_of_day = -3;
    in.zone = utc;
    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(out.days, 0);
    ck_assert_int_eq(out.rule, 0);
    ck_assert_int_eq(out.time_of_day, 0);
    ck_assert_ptr_null(out.zone);
    in = fixed(1, 3600);
    in.rule = INC_DAYS_CLOSE_OF_DAY;
    in.limit = INC_HOUR;
    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(out.rule, 0);
    ck_assert_int_eq(out.limit, 0);
    in = business(INC_DAYS_SAME_TIME, 1);
    in.time_of_day = 3600;
    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(out.time_of_day, 0);
}
END_TEST

START_TEST(an_objective_beyond_the_limit_passes_the_check_only)
{
    inc_target in = working(INC_HOUR, 2 * INC_HOUR), out;

    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(inc__target_beyond(&out), 1);
    ck_assert_int_eq(inc__target_usable(&out, office), INC_E_INVALID);
}
END_TEST

START_TEST(days_on_a_composite_need_a_zone)
{
    const inc_calendar *parts[1];
    inc_calendar *composite;
    inc_target in = business(INC_DAYS_OWN_LENGTH, 1), out;
    inc_time due;

    parts[0] = office;
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, 1, &composite), INC_OK);
    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(inc__target_usable(&out, office), INC_OK);
    ck_assert_int_eq(inc__target_usable(&out, composite), INC_E_INVALID);
    ck_assert_int_eq(inc_target_due(&in, composite, 0, 0, &due, NULL), INC_E_INVALID);
    in.zone = utc;
    ck_assert_int_eq(inc_target_due(&in, composite, 0, fixture_time(6, 1, 11, 0), &due, NULL),
                     INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 2, 11, 0));
    in = fixed(1, 12 * 3600);
    ck_assert_int_eq(inc_target_due(&in, composite, 0, 0, &due, NULL), INC_E_INVALID);
    in = working(INC_HOUR, 0);
    ck_assert_int_eq(inc_target_due(&in, composite, 0, 0, &due, NULL), INC_OK);
    inc_calendar_unref(composite);
}
END_TEST

START_TEST(the_objective_is_asked_for_or_not)
{
    inc_target target = working(4 * INC_HOUR, INC_HOUR);
    inc_time due, objective, start = fixture_time(6, 1, 9, 0);

    ck_assert_int_eq(inc_target_due(&target, office, 0, start, &due, &objective), INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 1, 13, 0));
    ck_assert_int_eq(objective, fixture_time(6, 1, 10, 0));
}
END_TEST

START_TEST(instants_out_of_range)
{
    inc_target targets[5];
    inc_time due = 7;
    size_t i;

    targets[0] = working(INC_HOUR, 0);
    targets[1] = business(INC_DAYS_SAME_TIME, 1);
    targets[2] = business(INC_DAYS_CLOSE_OF_DAY, 1);
    targets[3] = business(INC_DAYS_OWN_LENGTH, 1);
    targets[4] = fixed(1, 86400);
    for (i = 0; i < 5; i++) {
        ck_assert_int_eq(due_of(&targets[i], INC_TIME_NONE, &due), INC_E_RANGE);
        ck_assert_int_eq(due_of(&targets[i], INC_TIME_MAX + 1, &due), INC_E_RANGE);
        ck_assert_int_eq(due_of(&targets[i], INC_TIME_MAX, &due), INC_E_RANGE);
    }
    targets[0] = working(INT64_MAX, 0);
    ck_assert_int_eq(due_of(&targets[0], 0, &due), INC_E_RANGE);
    ck_assert_int_eq(due, 7);
}
END_TEST

/* 9999-12-31 is a Friday: midnight at its end is one past the last supported instant. */
START_TEST(midnight_after_the_last_day)
{
    inc_target target = fixed(1, 86400);
    inc_time due = 7, start = INC_TIME_MAX - 48 * INC_HOUR;

    ck_assert_int_eq(due_of(&target, start + 24 * INC_HOUR, &due), INC_E_RANGE);
    ck_assert_int_eq(due, 7);
    target.time_of_day = 86399;
    ck_assert_int_eq(due_of(&target, start + 24 * INC_HOUR, &due), INC_OK);
    ck_assert_int_eq(due, INC_TIME_MAX - 999999);
}
END_TEST

START_TEST(the_longest_day_targets)
{
    int32_t rule;
    inc_time due, before = 0;

    for (rule = INC_DAYS_SAME_TIME; rule <= INC_DAYS_OWN_LENGTH; rule++) {
        inc_target target = business(rule, 100000);
        ck_assert_int_eq(due_of(&target, fixture_time(6, 1, 11, 0), &due), INC_OK);
        ck_assert_int_gt(due, fixture_time(6, 1, 11, 0) + 139999 * 24 * INC_HOUR);
        ck_assert_int_ne(due, before);
        before = due;
    }
}
END_TEST

/* Friday 02:00 is Thursday's shift; Monday 02:00 belongs to no shift. */
START_TEST(same_time_that_is_closed_moves_on)
{
    inc_calendar *night = fixture_hours(context, 22, 6);
    inc_target target = business(INC_DAYS_SAME_TIME, 1);
    inc_time due;

    ck_assert_int_eq(inc_target_due(&target, night, 0, fixture_time(6, 5, 2, 0), &due, NULL),
                     INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 8, 22, 0));
    inc_calendar_unref(night);
}
END_TEST

START_TEST(microseconds_are_kept)
{
    inc_target target = business(INC_DAYS_SAME_TIME, 1);
    inc_time due, start = fixture_time(6, 1, 11, 0) + 123456;

    ck_assert_int_eq(due_of(&target, start, &due), INC_OK);
    ck_assert_int_eq(due, start + 24 * INC_HOUR);
    target = fixed(1, 11 * 3600 + 61);
    ck_assert_int_eq(due_of(&target, start, &due), INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 2, 11, 1) + INC_SECOND);
}
END_TEST

/* Each step of a due on its own, as the clock uses them. */
START_TEST(nominal_and_boundary)
{
    inc_target in = working(8 * INC_HOUR, 0), out;
    inc_time due;

    ck_assert_int_eq(inc__target_check(&in, &out), INC_OK);
    ck_assert_int_eq(inc__target_nominal(&out, office, 0, fixture_time(6, 5, 9, 0), &due), INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 5, 17, 0));
    ck_assert_int_eq(inc__target_boundary(&out, office, INC_BOUNDARY_CLOSING, &due), INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 5, 17, 0));
    ck_assert_int_eq(inc__target_boundary(&out, office, INC_BOUNDARY_NEXT_OPENING, &due), INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 8, 9, 0));
}
END_TEST

START_TEST(a_target_of_zero_at_a_closed_instant)
{
    inc_target target = working(0, 0);
    inc_time due, start = fixture_time(6, 6, 12, 0);

    ck_assert_int_eq(inc_target_due(&target, office, 0, start, &due, NULL), INC_OK);
    ck_assert_int_eq(due, start);
    ck_assert_int_eq(inc_target_due(&target, office, INC_BOUNDARY_NEXT_OPENING, start, &due, NULL),
                     INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 8, 9, 0));
}
END_TEST

/* Midnight to midnight, Monday to Friday, is one run of open time; each day still has its end. */
START_TEST(close_of_a_day_that_joins_the_next)
{
    inc_calendar *always = fixture_hours(context, 0, 24);
    inc_target target = business(INC_DAYS_CLOSE_OF_DAY, 1);
    inc_time due;

    ck_assert_int_eq(inc_target_due(&target, always, 0, fixture_time(6, 1, 11, 0), &due, NULL),
                     INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 3, 0, 0));
    target.zone = utc;
    ck_assert_int_eq(inc_target_due(&target, always, 0, fixture_time(6, 1, 11, 0), &due, NULL),
                     INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 3, 0, 0));
    inc_calendar_unref(always);
}
END_TEST

/* One morning, ever: nothing is open before it, after it, or a second time. */
static inc_calendar *one_morning(void)
{
    inc_hours hours = {9 * 3600, 10 * 3600};
    inc_exception exception = {.size = sizeof exception};
    inc_calendar_builder *builder;
    inc_calendar *calendar;

    exception.scope = INC_SCOPE_DATE;
    exception.hours = &hours;
    exception.hours_count = 1;
    ck_assert_int_eq(inc_date_from_ymd(2026, 6, 2, &exception.from), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_new(context, utc, &builder), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    inc_calendar_builder_free(builder);
    return calendar;
}

START_TEST(nothing_left_to_open)
{
    inc_calendar *calendar = one_morning();
    inc_time due = 7, start = fixture_time(6, 1, 11, 0);
    inc_target target;
    int32_t rule;

    for (rule = INC_DAYS_SAME_TIME; rule <= INC_DAYS_OWN_LENGTH; rule++) {
        target = business(rule, 2);
        ck_assert_int_eq(inc_target_due(&target, calendar, 0, start, &due, NULL),
                         INC_E_UNREACHABLE);
    }
    target = fixed(2, 0);
    ck_assert_int_eq(inc_target_due(&target, calendar, 0, start, &due, NULL), INC_E_UNREACHABLE);
    ck_assert_int_eq(due, 7);
    target = working(INC_HOUR, 0);
    ck_assert_int_eq(
        inc_target_due(&target, calendar, INC_BOUNDARY_NEXT_OPENING, start, &due, NULL), INC_OK);
    ck_assert_int_eq(due, fixture_time(6, 2, 10, 0));
    inc_calendar_unref(calendar);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("target");
    TCase *tcase = tcase_create("target");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, bounds_of_working_time);
    tcase_add_test(tcase, bounds_of_days);
    tcase_add_test(tcase, null_pointers_and_unknown_boundary);
    tcase_add_test(tcase, an_unknown_tail_is_unsupported);
    tcase_add_test(tcase, one_number_is_both);
    tcase_add_test(tcase, what_a_kind_does_not_use_is_dropped);
    tcase_add_test(tcase, an_objective_beyond_the_limit_passes_the_check_only);
    tcase_add_test(tcase, days_on_a_composite_need_a_zone);
    tcase_add_test(tcase, the_objective_is_asked_for_or_not);
    tcase_add_test(tcase, instants_out_of_range);
    tcase_add_test(tcase, midnight_after_the_last_day);
    tcase_add_test(tcase, the_longest_day_targets);
    tcase_add_test(tcase, same_time_that_is_closed_moves_on);
    tcase_add_test(tcase, microseconds_are_kept);
    tcase_add_test(tcase, nominal_and_boundary);
    tcase_add_test(tcase, a_target_of_zero_at_a_closed_instant);
    tcase_add_test(tcase, close_of_a_day_that_joins_the_next);
    tcase_add_test(tcase, nothing_left_to_open);
    suite_add_tcase(suite, tcase);
    return fixture_run(suite);
}
