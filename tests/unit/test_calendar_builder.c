/* Definitions of calendars: what a builder takes, refuses, and makes of scopes and revisions. */
#include "rules_fixture.h"
#include "unit.h"

#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_zone *zone;
static inc_calendar_builder *builder;

static void setup(void)
{
    context = fixture_context(&memory);
    zone = fixture_utc(context);
    ck_assert_int_eq(inc_calendar_builder_new(context, zone, &builder), INC_OK);
}

static void teardown(void)
{
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static void every_day(int32_t from, int32_t to)
{
    inc_hours hours = {from * 3600, to * 3600};
    int32_t day;

    for (day = INC_MONDAY; day <= INC_SUNDAY; day++)
        ck_assert_int_eq(inc_calendar_builder_weekly(builder, day, &hours), INC_OK);
}

static inc_date on(int32_t year, int32_t month, int32_t day)
{
    inc_date date;
    ck_assert_int_eq(inc_date_from_ymd(year, month, day, &date), INC_OK);
    return date;
}

/* Hours that belong to a date in the calendar as built now. */
static inc_duration hours_on(int32_t year, int32_t month, int32_t day)
{
    inc_duration length;
    inc_calendar *calendar;

    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    ck_assert_int_eq(inc_calendar_open_day(calendar, NULL, on(year, month, day), &length), INC_OK);
    inc_calendar_unref(calendar);
    return length / INC_HOUR;
}

static inc_status except(inc_exception exception)
{
    exception.size = sizeof exception;
    return inc_calendar_builder_except(builder, &exception);
}

START_TEST(builder_refuses_nulls)
{
    inc_calendar_builder *other = builder;
    inc_calendar *calendar;
    inc_hours hours = {0, 60};

    ck_assert_int_eq(inc_calendar_builder_new(NULL, zone, &other), INC_E_INVALID);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(inc_calendar_builder_new(context, NULL, &other), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_new(context, zone, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_weekly(NULL, 1, &hours), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_weekly(builder, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_revise(NULL, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_except(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_except(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_build(NULL, &calendar), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_build(builder, NULL), INC_E_INVALID);
    inc_calendar_builder_free(NULL);
}
END_TEST

START_TEST(builder_refuses_hours_that_do_not_exist)
{
    static const inc_hours wrong[] = {{-1, 60}, {86400, 86460}, {0, -1}, {0, 86401}, {60, 86461}};
    inc_hours right = {0, 60};
    size_t i;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert_int_eq(inc_calendar_builder_weekly(builder, 1, &wrong[i]), INC_E_INVALID);
        ck_assert_int_eq(
            except((inc_exception){.scope = INC_SCOPE_DATE, .hours = &wrong[i], .hours_count = 1}),
            INC_E_INVALID);
        ck_assert_ptr_nonnull(strstr(inc_context_error(context), "opening hours"));
    }
    ck_assert_int_eq(inc_calendar_builder_weekly(builder, 0, &right), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_builder_weekly(builder, 8, &right), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "weekday 8 was not 1 to 7");
}
END_TEST

START_TEST(builder_refuses_exceptions_that_do_not_exist)
{
    static const struct {
        inc_exception given;
        inc_status status;
    } wrong[] = {
        {{.scope = 0}, INC_E_INVALID},
        {{.scope = 5}, INC_E_INVALID},
        {{.scope = INC_SCOPE_DATE, .from = INC_DATE_MIN - 1}, INC_E_RANGE},
        {{.scope = INC_SCOPE_DATE, .from = INC_DATE_MAX + 1}, INC_E_RANGE},
        {{.scope = INC_SCOPE_RANGE, .from = 5, .to = 4}, INC_E_INVALID},
        {{.scope = INC_SCOPE_RANGE, .from = 5, .to = INC_DATE_MAX + 1}, INC_E_RANGE},
        {{.scope = INC_SCOPE_YEARLY, .yearly_from = 230}, INC_E_INVALID},
        {{.scope = INC_SCOPE_YEARLY, .yearly_from = 1301}, INC_E_INVALID},
        {{.scope = INC_SCOPE_YEARLY, .yearly_from = 1200}, INC_E_INVALID},
        {{.scope = INC_SCOPE_YEARLY_RANGE, .yearly_from = 101, .yearly_to = 431}, INC_E_INVALID},
        {{.scope = INC_SCOPE_DATE, .hours_count = 1}, INC_E_INVALID},
        {{.scope = INC_SCOPE_DATE, .name = "\xff"}, INC_E_INVALID},
    };
    inc_exception small = {.size = 4, .scope = INC_SCOPE_DATE};
    size_t i, before = memory.live;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        inc_status status = except(wrong[i].given);
        ck_assert_msg(status == wrong[i].status, "%zu: %s", i, inc_status_name(status));
    }
    ck_assert_int_eq(inc_calendar_builder_except(builder, &small), INC_E_INVALID);
    ck_assert_uint_eq(memory.live, before);
}
END_TEST

START_TEST(overlapping_hours_are_united_never_counted_twice)
{
    every_day(9, 12);
    every_day(11, 17);
    every_day(17, 18);
    ck_assert_int_eq(hours_on(2026, 6, 5), 9);
}
END_TEST

START_TEST(the_more_specific_exception_wins)
{
    inc_hours four = {0, 4 * 3600}, three = {0, 3 * 3600}, two = {0, 2 * 3600}, one = {0, 3600};

    every_day(9, 17);
    ck_assert_int_eq(
        except((inc_exception){
            .scope = INC_SCOPE_DATE, .from = on(2026, 7, 4), .hours = &one, .hours_count = 1}),
        INC_OK);
    ck_assert_int_eq(except((inc_exception){.scope = INC_SCOPE_RANGE,
                                            .from = on(2026, 7, 3),
                                            .to = on(2026, 7, 5),
                                            .hours = &two,
                                            .hours_count = 1}),
                     INC_OK);
    ck_assert_int_eq(
        except((inc_exception){
            .scope = INC_SCOPE_YEARLY, .yearly_from = 706, .hours = &three, .hours_count = 1}),
        INC_OK);
    ck_assert_int_eq(except((inc_exception){.scope = INC_SCOPE_YEARLY_RANGE,
                                            .yearly_from = 701,
                                            .yearly_to = 707,
                                            .hours = &four,
                                            .hours_count = 1}),
                     INC_OK);
    ck_assert_int_eq(hours_on(2026, 7, 4), 1);
    ck_assert_int_eq(hours_on(2026, 7, 5), 2);
    ck_assert_int_eq(hours_on(2026, 7, 6), 3);
    ck_assert_int_eq(hours_on(2026, 7, 7), 4);
    ck_assert_int_eq(hours_on(2026, 7, 8), 8);
    ck_assert_int_eq(hours_on(2027, 7, 4), 4);
}
END_TEST

/* The later of two ranges wins over the whole of its dates, though the other begins within them. */
START_TEST(a_range_around_another)
{
    inc_hours two = {0, 2 * 3600}, one = {0, 3600};

    every_day(9, 17);
    ck_assert_int_eq(except((inc_exception){.scope = INC_SCOPE_RANGE,
                                            .from = on(2026, 7, 4),
                                            .to = on(2026, 7, 12),
                                            .hours = &two,
                                            .hours_count = 1}),
                     INC_OK);
    ck_assert_int_eq(except((inc_exception){.scope = INC_SCOPE_RANGE,
                                            .from = on(2026, 7, 1),
                                            .to = on(2026, 7, 9),
                                            .hours = &one,
                                            .hours_count = 1}),
                     INC_OK);
    ck_assert_int_eq(hours_on(2026, 7, 1), 1);
    ck_assert_int_eq(hours_on(2026, 7, 4), 1);
    ck_assert_int_eq(hours_on(2026, 7, 9), 1);
    ck_assert_int_eq(hours_on(2026, 7, 10), 2);
    ck_assert_int_eq(hours_on(2026, 7, 12), 2);
    ck_assert_int_eq(hours_on(2026, 7, 13), 8);
}
END_TEST

START_TEST(a_yearly_range_may_span_new_year)
{
    every_day(9, 17);
    ck_assert_int_eq(except((inc_exception){.scope = INC_SCOPE_YEARLY_RANGE,
                                            .yearly_from = 1224,
                                            .yearly_to = 102,
                                            .name = "Year end"}),
                     INC_OK);
    ck_assert_int_eq(hours_on(2026, 12, 23), 8);
    ck_assert_int_eq(hours_on(2026, 12, 31), 0);
    ck_assert_int_eq(hours_on(2027, 1, 2), 0);
    ck_assert_int_eq(hours_on(2027, 1, 3), 8);
}
END_TEST

START_TEST(the_leap_day_alone)
{
    every_day(9, 17);
    ck_assert_int_eq(except((inc_exception){.scope = INC_SCOPE_YEARLY, .yearly_from = 229}),
                     INC_OK);
    ck_assert_int_eq(hours_on(2028, 2, 29), 0);
    ck_assert_int_eq(hours_on(2028, 2, 28), 8);
    ck_assert_int_eq(hours_on(2027, 2, 28), 8);
    ck_assert_int_eq(hours_on(2027, 3, 1), 8);
}
END_TEST

START_TEST(revisions_hold_from_their_date_in_any_order)
{
    every_day(9, 17);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, on(2028, 1, 1)), INC_OK);
    every_day(9, 10);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, on(2027, 1, 1)), INC_OK);
    every_day(9, 12);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, on(2027, 1, 1)), INC_E_EXISTS);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, INC_DATE_MAX + 1), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, INC_DATE_NONE), INC_E_RANGE);
    ck_assert_int_eq(hours_on(2026, 12, 31), 8);
    ck_assert_int_eq(hours_on(2027, 1, 1), 3);
    ck_assert_int_eq(hours_on(2027, 12, 31), 3);
    ck_assert_int_eq(hours_on(2028, 1, 1), 1);
}
END_TEST

START_TEST(a_night_shift_is_not_cut_by_the_holiday_it_runs_into)
{
    inc_calendar *calendar;
    inc_time time;

    every_day(22, 6);
    ck_assert_int_eq(
        except((inc_exception){.scope = INC_SCOPE_DATE, .from = on(2026, 5, 2), .name = "Off"}),
        INC_OK);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    ck_assert_int_eq(inc_calendar_next_close(calendar, fixture_time(5, 1, 23, 0), &time), INC_OK);
    ck_assert_int_eq(time, fixture_time(5, 2, 6, 0));
    ck_assert_int_eq(inc_calendar_next_open(calendar, time, &time), INC_OK);
    ck_assert_int_eq(time, fixture_time(5, 3, 22, 0));
    inc_calendar_unref(calendar);
}
END_TEST

/* Everything a builder can hold, built and combined. */
static inc_status starved(inc_context *own)
{
    inc_hours hours = {22 * 3600, 6 * 3600};
    inc_exception exception = {.size = sizeof exception,
                               .scope = INC_SCOPE_DATE,
                               .from = 20000,
                               .hours = &hours,
                               .hours_count = 1,
                               .name = "Open night"};
    inc_calendar *calendar = NULL, *both = NULL;
    const inc_calendar *parts[2];
    inc_calendar_builder *made = NULL;
    inc_status status = inc_calendar_builder_new(own, zone, &made);
    int32_t day;

    for (day = INC_MONDAY; day <= INC_SUNDAY && status == INC_OK; day++)
        status = inc_calendar_builder_weekly(made, day, &hours);
    if (status == INC_OK)
        status = inc_calendar_builder_except(made, &exception);
    if (status == INC_OK)
        status = inc_calendar_builder_revise(made, 20500);
    if (status == INC_OK)
        status = inc_calendar_builder_weekly(made, INC_MONDAY, &hours);
    if (status == INC_OK)
        status = inc_calendar_builder_build(made, &calendar);
    parts[0] = parts[1] = calendar;
    if (status == INC_OK)
        status = inc_calendar_combine(own, INC_DIFFERENCE, parts, 2, &both);
    ck_assert(status == INC_OK || both == NULL);
    inc_calendar_unref(both);
    inc_calendar_unref(calendar);
    inc_calendar_builder_free(made);
    return status;
}

START_TEST(building_survives_any_allocation_failing)
{
    fixture_starve(context, &memory, starved);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        builder_refuses_nulls,
        builder_refuses_hours_that_do_not_exist,
        builder_refuses_exceptions_that_do_not_exist,
        overlapping_hours_are_united_never_counted_twice,
        the_more_specific_exception_wins,
        a_range_around_another,
        a_yearly_range_may_span_new_year,
        the_leap_day_alone,
        revisions_hold_from_their_date_in_any_order,
        a_night_shift_is_not_cut_by_the_holiday_it_runs_into,
        building_survives_any_allocation_failing,
        NULL,
    };
    return unit_run("calendar_builder", tests, setup, teardown);
}
