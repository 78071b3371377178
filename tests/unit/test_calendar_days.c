/* Local dates of calendars: open days, the n-th of them, their ends, holidays. */
#include "calendar_fixture.h"
#include "unit.h"

#include "time/calendar.h"
#include "time/calendar_days.h"

#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_zone *utc, *brussels;

static void setup(void)
{
    context = fixture_context(&memory);
    utc = fixture_utc(context);
    brussels = fixture_zone(context, "Europe/Brussels");
}

static void teardown(void)
{
    inc_zone_unref(utc);
    inc_zone_unref(brussels);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_calendar *composite(const inc_calendar *a, const inc_calendar *b, int32_t combination)
{
    const inc_calendar *parts[2] = {a, b};
    inc_calendar *made;

    ck_assert_int_eq(inc_calendar_combine(context, combination, parts, 2, &made), INC_OK);
    return made;
}

static inc_duration length(const inc_calendar *calendar, const inc_zone *zone, inc_date date)
{
    inc_duration open = -1;

    ck_assert_int_eq(inc_calendar_open_day(calendar, zone, date, &open), INC_OK);
    return open;
}

static inc_calendar *weekly(const char *zone, int32_t first, int32_t last, int32_t from, int32_t to)
{
    inc_calendar_builder *builder = fixture_builder(context, zone);

    fixture_weekly(builder, first, last, from, to);
    return fixture_built(builder);
}

START_TEST(days_refuse)
{
    inc_calendar *plain = fixture_hours(context, 9, 17), *both = composite(plain, plain, INC_UNION);
    inc_duration open = 7;
    inc_date date = 7;
    inc_time end = 7;
    const char *name;

    ck_assert_int_eq(inc_calendar_open_day(NULL, utc, 0, &open), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_open_day(plain, NULL, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_open_day(both, NULL, 0, &open), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_open_day(plain, NULL, INC_DATE_MIN - 1, &open), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_open_day(plain, NULL, INC_DATE_MAX + 1, &open), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add_days(NULL, NULL, 0, 1, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add_days(both, NULL, 0, 1, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add_days(plain, NULL, 0, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add_days(plain, NULL, 0, 0, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add_days(plain, NULL, 0, 100001, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add_days(plain, NULL, 0, -100001, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add_days(plain, NULL, INC_DATE_NONE, 1, &date), INC_E_RANGE);
    ck_assert_int_eq(inc__calendar_day_end(both, NULL, 0, &end), INC_E_INVALID);
    ck_assert_int_eq(inc__calendar_day_end(plain, NULL, INC_DATE_MAX + 1, &end), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_holiday(NULL, 0, &name, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_holiday(plain, INC_TIME_NONE, &name, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_holiday(plain, 0, &name, NULL), INC_DONE);
    ck_assert_int_eq(open, 7);
    ck_assert_int_eq(date, 7);
    ck_assert_int_eq(end, 7);
    inc_calendar_unref(plain);
    inc_calendar_unref(both);
}
END_TEST

START_TEST(days_have_the_length_that_clocks_show)
{
    inc_calendar *always = weekly("Europe/Brussels", INC_MONDAY, INC_SUNDAY, 0, 86400);
    inc_calendar *both = composite(always, always, INC_UNION);
    inc_date spring = fixture_date(2026, 3, 29), autumn = fixture_date(2026, 10, 25);

    ck_assert_int_eq(length(always, NULL, spring), 23 * INC_HOUR);
    ck_assert_int_eq(length(always, NULL, autumn), 25 * INC_HOUR);
    ck_assert_int_eq(length(always, NULL, autumn + 1), 24 * INC_HOUR);
    ck_assert_int_eq(length(always, utc, spring), 24 * INC_HOUR);
    ck_assert_int_eq(length(both, brussels, spring), 23 * INC_HOUR);
    ck_assert_int_eq(length(both, utc, autumn), 24 * INC_HOUR);
    ck_assert_int_eq(length(both, utc, INC_DATE_MIN), 24 * INC_HOUR);
    ck_assert_int_eq(length(both, utc, INC_DATE_MAX), 24 * INC_HOUR);
    inc_calendar_unref(always);
    inc_calendar_unref(both);
}
END_TEST

/* Intervals of one date that overlap are one; a shift over midnight belongs to where it starts. */
START_TEST(days_own_what_starts_on_them)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    inc_calendar *night;
    inc_zone *own = fixture_utc(context);
    inc_time end;

    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 20 * 3600, 23 * 3600);
    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 22 * 3600, 30 * 3600);
    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 9 * 3600, 10 * 3600);
    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 21 * 3600, 22 * 3600);
    night = fixture_built(builder);
    ck_assert_int_eq(length(night, NULL, fixture_date(2026, 6, 1)), 11 * INC_HOUR);
    ck_assert_int_eq(length(night, NULL, fixture_date(2026, 6, 2)), 0);
    ck_assert_int_eq(length(night, own, fixture_date(2026, 6, 2)), 0);
    ck_assert_int_eq(length(night, brussels, fixture_date(2026, 6, 2)), 8 * INC_HOUR);
    ck_assert_int_eq(inc__calendar_day_end(night, NULL, fixture_date(2026, 6, 1), &end), INC_OK);
    ck_assert_int_eq(end, fixture_time(6, 2, 6, 0));
    ck_assert_int_eq(inc__calendar_day_end(night, NULL, fixture_date(2026, 6, 2), &end),
                     INC_E_UNREACHABLE);
    ck_assert_int_eq(inc__calendar_day_end(night, brussels, fixture_date(2026, 6, 1), &end),
                     INC_OK);
    ck_assert_int_eq(end, fixture_time(6, 1, 22, 0));
    inc_zone_unref(own);
    inc_calendar_unref(night);
}
END_TEST

/* 9999-12-31 is a Friday. */
START_TEST(ends_of_the_last_days)
{
    inc_calendar *night = weekly("UTC", INC_FRIDAY, INC_FRIDAY, 22 * 3600, 30 * 3600);
    inc_calendar *late = weekly("UTC", INC_FRIDAY, INC_FRIDAY, 22 * 3600, 86399);
    inc_calendar *both = composite(night, late, INC_UNION);
    inc_time end = 7;

    ck_assert_int_eq(inc__calendar_day_end(night, NULL, INC_DATE_MAX, &end), INC_E_RANGE);
    ck_assert_int_eq(inc__calendar_day_end(both, utc, INC_DATE_MAX, &end), INC_E_RANGE);
    ck_assert_int_eq(end, 7);
    ck_assert_int_eq(inc__calendar_day_end(late, NULL, INC_DATE_MAX, &end), INC_OK);
    ck_assert_int_eq(end, INC_TIME_MAX - 999999);
    ck_assert_int_eq(inc__calendar_day_end(both, utc, INC_DATE_MAX - 7, &end), INC_OK);
    ck_assert_int_eq(end, INC_TIME_MAX + 1 - 7 * FIXTURE_DAY);
    inc_calendar_unref(night);
    inc_calendar_unref(late);
    inc_calendar_unref(both);
}
END_TEST

static inc_date walk(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                     int32_t days)
{
    int32_t step = days > 0 ? 1 : -1;

    while (days != 0) {
        date += step;
        if (length(calendar, zone, date) > 0)
            days -= step;
    }
    return date;
}

static void check_days(const inc_calendar *calendar, const inc_zone *zone, uint64_t *state)
{
    int i;

    for (i = 0; i < 300; i++) {
        inc_date date = 10000 + (inc_date) (fixture_random(state) % 20000), result;
        int32_t days = 1 + (int32_t) (fixture_random(state) % 60);
        ck_assert_int_eq(inc_calendar_add_days(calendar, zone, date, days, &result), INC_OK);
        ck_assert_int_eq(result, walk(calendar, zone, date, days));
        ck_assert_int_eq(inc_calendar_add_days(calendar, zone, date, -days, &result), INC_OK);
        ck_assert_int_eq(result, walk(calendar, zone, date, -days));
    }
}

START_TEST(adding_days_is_walking_them)
{
    inc_calendar *rich = fixture_rich(context, "Europe/Brussels");
    inc_calendar *day = fixture_hours(context, 9, 17), *both = composite(rich, day, INC_DIFFERENCE);
    inc_calendar *seldom;
    inc_calendar_builder *builder = fixture_builder(context, "Pacific/Apia");
    uint64_t state = 5;
    const inc_hours hours = {23 * 3600, 25 * 3600};
    inc_exception exception = {.size = sizeof exception};

    /* Mondays of a fortnight in January, so that most of the year is closed. */
    exception.scope = INC_SCOPE_YEARLY_RANGE;
    exception.yearly_from = 1220;
    exception.yearly_to = 103;
    exception.hours = &hours;
    exception.hours_count = 1;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
    seldom = fixture_built(builder);
    check_days(rich, NULL, &state);
    check_days(rich, utc, &state);
    check_days(both, brussels, &state);
    check_days(seldom, NULL, &state);
    check_days(seldom, brussels, &state);
    inc_calendar_unref(rich);
    inc_calendar_unref(day);
    inc_calendar_unref(both);
    inc_calendar_unref(seldom);
}
END_TEST

/* Leap days alone: years of closed dates between two. */
START_TEST(far_closed_stretches)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_exception exception = {.size = sizeof exception};
    inc_calendar *leap;
    inc_date date = fixture_date(2026, 6, 1), result = 7;

    exception.scope = INC_SCOPE_YEARLY;
    exception.yearly_from = 229;
    exception.hours = &hours;
    exception.hours_count = 1;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
    leap = fixture_built(builder);
    ck_assert_int_eq(inc_calendar_add_days(leap, NULL, date, 1, &result), INC_OK);
    ck_assert_int_eq(result, fixture_date(2028, 2, 29));
    ck_assert_int_eq(inc_calendar_add_days(leap, NULL, date, -1, &result), INC_OK);
    ck_assert_int_eq(result, fixture_date(2024, 2, 29));
    ck_assert_int_eq(inc_calendar_add_days(leap, NULL, date, 97, &result), INC_OK);
    ck_assert_int_eq(result, fixture_date(2424, 2, 29));
    ck_assert_int_eq(inc_calendar_add_days(leap, NULL, fixture_date(2024, 2, 29), 1940, &result),
                     INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add_days(leap, NULL, fixture_date(1904, 2, 29), -1, &result),
                     INC_E_RANGE);
    ck_assert_int_eq(result, fixture_date(2424, 2, 29));
    inc_calendar_unref(leap);
}
END_TEST

START_TEST(days_that_never_come)
{
    inc_calendar *none = fixture_built(fixture_builder(context, "UTC")), *late;
    inc_calendar *weekdays = fixture_hours(context, 9, 17);
    inc_calendar_builder *builder = fixture_builder(context, "Europe/Brussels");
    inc_date result = 7;

    ck_assert_int_eq(inc_calendar_add_days(none, NULL, 0, 1, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_add_days(none, NULL, 0, -1, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_add_days(weekdays, NULL, INC_DATE_MAX - 3, 5, &result),
                     INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add_days(weekdays, NULL, INC_DATE_MIN + 1, -5, &result),
                     INC_E_RANGE);
    ck_assert_int_eq(result, 7);
    ck_assert_int_eq(inc_calendar_add_days(weekdays, NULL, 0, 100000, &result), INC_OK);
    ck_assert_int_eq(result, 140000);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, fixture_date(9000, 1, 1)), INC_OK);
    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 9 * 3600, 17 * 3600);
    late = fixture_built(builder);
    ck_assert_int_eq(inc_calendar_add_days(late, NULL, 0, 1, &result), INC_OK);
    ck_assert_int_eq(result, fixture_date(9000, 1, 6));
    ck_assert_int_eq(inc_calendar_add_days(late, NULL, fixture_date(9000, 1, 6), -1, &result),
                     INC_E_UNREACHABLE);
    inc_calendar_unref(none);
    inc_calendar_unref(late);
    inc_calendar_unref(weekdays);
}
END_TEST

static inc_calendar *with_holiday(const char *zone, inc_date date, const char *name)
{
    inc_calendar_builder *builder = fixture_builder(context, zone);

    fixture_weekly(builder, INC_MONDAY, INC_SUNDAY, 8 * 3600, 18 * 3600);
    fixture_holiday(builder, INC_SCOPE_DATE, date, 0, name);
    return fixture_built(builder);
}

START_TEST(holidays_span_their_local_date)
{
    inc_date spring = fixture_date(2026, 3, 29);
    inc_calendar *calendar = with_holiday("Europe/Brussels", spring, "Palm Sunday");
    inc_interval day = {7, 7};
    const char *name = NULL;
    inc_time noon = fixture_at("2026-03-29T12:00+02:00");

    ck_assert_int_eq(inc_calendar_holiday(calendar, noon, &name, &day), INC_OK);
    ck_assert_str_eq(name, "Palm Sunday");
    ck_assert_int_eq(day.from, fixture_at("2026-03-29T00:00+01:00"));
    ck_assert_int_eq(day.to, fixture_at("2026-03-30T00:00+02:00"));
    ck_assert_int_eq(inc_calendar_holiday(calendar, day.from - 1, NULL, NULL), INC_DONE);
    ck_assert_int_eq(inc_calendar_holiday(calendar, day.to - 1, NULL, NULL), INC_OK);
    ck_assert_int_eq(inc_calendar_holiday(calendar, day.to, NULL, NULL), INC_DONE);
    inc_calendar_unref(calendar);
    calendar = with_holiday("UTC", spring, NULL);
    ck_assert_int_eq(inc_calendar_holiday(calendar, noon, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "");
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(holidays_of_composites_are_those_of_their_parts)
{
    inc_date first = fixture_date(2026, 6, 1), second = fixture_date(2026, 6, 2);
    inc_calendar *a = with_holiday("UTC", first, "A"), *b = with_holiday("UTC", second, "B");
    inc_calendar *unions = composite(a, b, INC_UNION), *less = composite(a, b, INC_DIFFERENCE);
    inc_calendar *deep = composite(less, unions, INC_INTERSECTION);
    inc_time monday = fixture_time(6, 1, 12, 0), tuesday = fixture_time(6, 2, 12, 0);
    const char *name;

    ck_assert_int_eq(inc_calendar_holiday(unions, monday, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "A");
    ck_assert_int_eq(inc_calendar_holiday(unions, tuesday, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "B");
    ck_assert_int_eq(inc_calendar_holiday(less, monday, &name, NULL), INC_OK);
    ck_assert_int_eq(inc_calendar_holiday(less, tuesday, &name, NULL), INC_DONE);
    ck_assert_int_eq(inc_calendar_holiday(deep, tuesday, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "B");
    ck_assert_int_eq(inc_calendar_holiday(deep, tuesday + FIXTURE_DAY, &name, NULL), INC_DONE);
    ck_assert_int_eq(inc__calendar_next_holiday(less, fixture_time(5, 1, 0, 0), tuesday),
                     fixture_time(6, 1, 0, 0));
    ck_assert_int_eq(inc__calendar_next_holiday(less, fixture_time(6, 2, 0, 0), tuesday), tuesday);
    ck_assert_int_eq(inc__calendar_next_holiday(deep, fixture_time(6, 2, 0, 0), tuesday),
                     fixture_time(6, 2, 0, 0));
    inc_calendar_unref(a);
    inc_calendar_unref(b);
    inc_calendar_unref(unions);
    inc_calendar_unref(less);
    inc_calendar_unref(deep);
}
END_TEST

/* Apia skipped 2011-12-30; a holiday on it never is. */
START_TEST(a_date_that_never_was)
{
    inc_date date = fixture_date(2011, 12, 30);
    inc_calendar *calendar = with_holiday("Pacific/Apia", date, "Never");
    inc_time before = fixture_at("2011-12-29T12:00-10:00");

    ck_assert_int_eq(inc__calendar_next_holiday(calendar, before, before + 3 * FIXTURE_DAY),
                     before + 3 * FIXTURE_DAY);
    ck_assert_int_eq(length(calendar, NULL, date), 0);
    ck_assert_int_eq(length(calendar, NULL, date + 1), 10 * INC_HOUR);
    inc_calendar_unref(calendar);
    calendar = weekly("Pacific/Apia", INC_MONDAY, INC_SUNDAY, 0, 86400);
    ck_assert_int_eq(length(calendar, NULL, date), 0);
    inc_calendar_unref(calendar);
}
END_TEST

/* The clocks of a local hour that occurs twice show it in two stretches. */
START_TEST(showings_of_an_hour_that_occurs_twice)
{
    int64_t local = fixture_date(2026, 10, 25) * INT64_C(86400) + 2 * 3600, next;
    inc__showing showing;

    next = INC__SHOWING_FIRST;
    ck_assert_int_eq(inc__zone_next_showing(brussels, local, local + 3600, &next, &showing), 1);
    ck_assert_int_eq(showing.from, local - 7200);
    ck_assert_int_eq(showing.to, local - 3600);
    ck_assert_int_eq(inc__zone_next_showing(brussels, local, local + 3600, &next, &showing), 1);
    ck_assert_int_eq(showing.from, local - 3600);
    ck_assert_int_eq(showing.to, local);
    ck_assert_int_eq(inc__zone_next_showing(brussels, local, local + 3600, &next, &showing), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {days_refuse,
                                  days_have_the_length_that_clocks_show,
                                  days_own_what_starts_on_them,
                                  ends_of_the_last_days,
                                  adding_days_is_walking_them,
                                  far_closed_stretches,
                                  days_that_never_come,
                                  holidays_span_their_local_date,
                                  holidays_of_composites_are_those_of_their_parts,
                                  a_date_that_never_was,
                                  showings_of_an_hour_that_occurs_twice,
                                  NULL};

    return unit_run("calendar_days", tests, setup, teardown);
}
