/* What the tests of calendars share: zones, pseudo-random instants that are the same in every run,
 * and calendars that have a bit of everything. */
#ifndef TESTS_UNIT_CALENDAR_FIXTURE_H
#define TESTS_UNIT_CALENDAR_FIXTURE_H

#include "rules_fixture.h"

#define FIXTURE_DAY (24 * INC_HOUR)

static inline inc_zone *fixture_zone(inc_context *context, const char *name)
{
    inc_zone *zone;

    ck_assert_msg(inc_zone_load(context, NULL, name, INC_ZSTR, &zone) == INC_OK, "%s: %s", name,
                  inc_context_error(context));
    return zone;
}

static inline inc_date fixture_date(int32_t year, int32_t month, int32_t day)
{
    inc_date date;

    ck_assert_int_eq(inc_date_from_ymd(year, month, day, &date), INC_OK);
    return date;
}

/* "2026-06-01T09:00Z" */
static inline inc_time fixture_at(const char *text)
{
    inc_time time;

    ck_assert_msg(inc_time_parse(text, INC_ZSTR, &time) == INC_OK, "%s", text);
    return time;
}

/* SplitMix64. */
static inline uint64_t fixture_random(uint64_t *state)
{
    uint64_t mixed = (*state += UINT64_C(0x9E3779B97F4A7C15));

    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

/* An instant from 1900 to 9999, every second one from 1990 to 2060. */
static inline inc_time fixture_instant(uint64_t *state)
{
    inc_time from = INC_TIME_MIN, to = INC_TIME_MAX;
    uint64_t random = fixture_random(state);

    if (random % 2 == 0) {
        from = INT64_C(20) * 365 * FIXTURE_DAY;
        to = INT64_C(90) * 365 * FIXTURE_DAY;
    }
    return from + (inc_time) (fixture_random(state) % (uint64_t) (to - from));
}

static inline inc_calendar_builder *fixture_builder(inc_context *context, const char *zone_name)
{
    inc_zone *zone = fixture_zone(context, zone_name);
    inc_calendar_builder *builder;

    ck_assert_int_eq(inc_calendar_builder_new(context, zone, &builder), INC_OK);
    inc_zone_unref(zone);
    return builder;
}

static inline void fixture_weekly(inc_calendar_builder *builder, int32_t first, int32_t last,
                                  int32_t from, int32_t to)
{
    const inc_hours hours = {from, to};

    for (; first <= last; first++)
        ck_assert_int_eq(inc_calendar_builder_weekly(builder, first, &hours), INC_OK);
}

static inline inc_calendar *fixture_built(inc_calendar_builder *builder)
{
    inc_calendar *calendar;

    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    inc_calendar_builder_free(builder);
    return calendar;
}

static inline void fixture_holiday(inc_calendar_builder *builder, int32_t scope, inc_date from,
                                   inc_date to, const char *name)
{
    inc_exception exception = {.size = sizeof exception};

    exception.scope = scope;
    if (scope == INC_SCOPE_DATE || scope == INC_SCOPE_RANGE) {
        exception.from = from;
        exception.to = to;
    } else {
        exception.yearly_from = from;
        exception.yearly_to = to;
    }
    exception.name = name;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
}

/* Office hours with a lunch break, a night shift, a revision and every scope of exceptions. */
static inline inc_calendar *fixture_rich(inc_context *context, const char *zone_name)
{
    inc_calendar_builder *builder = fixture_builder(context, zone_name);
    const inc_hours short_day[] = {{10 * 3600, 14 * 3600}, {22 * 3600, 26 * 3600}};
    inc_exception half = {.size = sizeof half};

    fixture_weekly(builder, INC_MONDAY, INC_THURSDAY, 9 * 3600, 12 * 3600 + 1800);
    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 13 * 3600, 17 * 3600 + 30);
    fixture_weekly(builder, INC_FRIDAY, INC_SATURDAY, 22 * 3600, 6 * 3600);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, fixture_date(2031, 3, 5)), INC_OK);
    fixture_weekly(builder, INC_MONDAY, INC_SUNDAY, 8 * 3600, 20 * 3600);
    fixture_holiday(builder, INC_SCOPE_YEARLY, 1225, 0, "Christmas");
    fixture_holiday(builder, INC_SCOPE_YEARLY, 229, 0, "Leap day");
    fixture_holiday(builder, INC_SCOPE_YEARLY_RANGE, 1230, 102, "New Year");
    fixture_holiday(builder, INC_SCOPE_RANGE, fixture_date(2026, 7, 6), fixture_date(2026, 7, 19),
                    "Works closed");
    half.scope = INC_SCOPE_DATE;
    half.from = fixture_date(2026, 7, 9);
    half.hours = short_day;
    half.hours_count = 2;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &half), INC_OK);
    return fixture_built(builder);
}

#endif
