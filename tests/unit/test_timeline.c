/* Compiled open time from the inside: tables that years share, the cycle of 400 years, edges. */
#include "calendar_fixture.h"
#include "unit.h"

#include "time/calendar.h"
#include "time/date.h"
#include "time/sight.h"

#include <string.h>

#define CYCLE (INC__CYCLE_DAYS * 24 * INC_HOUR)

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

static inc__place year_at(const inc__timeline *timeline, int64_t index)
{
    inc__place place;

    inc__timeline_year(timeline, index, &place);
    return place;
}

static inc__place place_at(const inc__timeline *timeline, int64_t second)
{
    inc__place place;

    inc__timeline_place(timeline, second, &place);
    return place;
}

static inc__place find_at(const inc__timeline *timeline, int64_t key)
{
    inc__place place;

    inc__timeline_find(timeline, key, &place);
    return place;
}

static size_t years_of(const inc_calendar *calendar)
{
    return calendar->timeline.years.count - 1;
}

/* How many tables there are: a table is told by where its spans begin. */
static size_t tables_of(const inc_calendar *calendar)
{
    const inc__year *years = calendar->timeline.years.items;
    size_t i, j, count = 0;

    for (i = 0; i < years_of(calendar); i++) {
        for (j = 0; j < i && (years[j].first != years[i].first || years[j].count != years[i].count);
             j++)
            continue;
        count += j == i;
    }
    return count;
}

/* Spans are stored once a table, in order, apart, with the sums before them. */
static void check_spans(const inc_calendar *calendar)
{
    const inc__year *years = calendar->timeline.years.items;
    size_t i;
    uint32_t j, sum;

    for (i = 0; i < years_of(calendar); i++) {
        const inc__span *spans = INC__AT(&calendar->timeline.spans, inc__span, years[i].first);
        for (j = sum = 0; j < years[i].count; j++) {
            ck_assert_uint_lt(spans[j].open, spans[j].close);
            ck_assert(j == 0 || spans[j - 1].close < spans[j].open);
            ck_assert_uint_eq(spans[j].before, sum);
            sum += spans[j].close - spans[j].open;
        }
        ck_assert_uint_eq(years[i].total, sum);
        ck_assert_int_eq(years[i + 1].before - years[i].before, sum);
    }
}

START_TEST(years_that_are_alike_share_a_table)
{
    inc_calendar *calendar = fixture_hours(context, 9, 17);

    /* Seven weekdays for January 1, leap or not; 52 weeks, and a day or two. */
    ck_assert_uint_eq(tables_of(calendar), 14);
    ck_assert_uint_eq(calendar->timeline.spans.count, 14 * 260 + 5 + 10);
    check_spans(calendar);
    inc_calendar_unref(calendar);
}
END_TEST

/* Under one rule for daylight saving, and with all the turns of the past, there are few kinds. */
START_TEST(turns_of_clocks_make_few_kinds_of_years)
{
    inc_calendar_builder *builder = fixture_builder(context, "Europe/Brussels");
    inc_calendar *calendar;

    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    calendar = fixture_built(builder);
    ck_assert_uint_le(tables_of(calendar), 120);
    ck_assert_uint_le(memory.live, 700 * 1024);
    check_spans(calendar);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(a_year_that_differs_gets_a_table_of_its_own)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    inc_calendar *calendar;

    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    fixture_holiday(builder, INC_SCOPE_DATE, fixture_date(2026, 6, 1), 0, "Once");
    calendar = fixture_built(builder);
    ck_assert_uint_eq(tables_of(calendar), 15);
    check_spans(calendar);
    inc_calendar_unref(calendar);
}
END_TEST

/* A revision far away costs years, not tables. */
START_TEST(a_late_revision_lengthens_what_is_stored)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    inc_calendar *calendar;

    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, fixture_date(9900, 7, 1)), INC_OK);
    fixture_weekly(builder, INC_MONDAY, INC_SATURDAY, 9 * 3600, 17 * 3600);
    calendar = fixture_built(builder);
    ck_assert_uint_ge(years_of(calendar), 8000);
    ck_assert_uint_le(tables_of(calendar), 2 * 14 + 2);
    check_spans(calendar);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(a_composite_shares_tables_too)
{
    inc_calendar *a = fixture_hours(context, 9, 17), *b = fixture_hours(context, 12, 20), *both;
    const inc_calendar *parts[2] = {a, b};

    ck_assert_int_eq(inc_calendar_combine(context, INC_INTERSECTION, parts, 2, &both), INC_OK);
    ck_assert_uint_eq(tables_of(both), 14);
    ck_assert_uint_eq(both->timeline.spans.count, a->timeline.spans.count);
    check_spans(both);
    inc_calendar_unref(a);
    inc_calendar_unref(b);
    inc_calendar_unref(both);
}
END_TEST

static void check_shift(const inc_calendar *calendar, inc_time time, int32_t days)
{
    inc_time later = time + CYCLE, a, b;
    inc_duration left, right;
    int32_t open, again;
    inc_date date = (inc_date) (time / FIXTURE_DAY), result, shifted;

    ck_assert_int_eq(inc_calendar_is_open(calendar, time, &open), INC_OK);
    ck_assert_int_eq(inc_calendar_is_open(calendar, later, &again), INC_OK);
    ck_assert_int_eq(open, again);
    ck_assert_int_eq(inc_calendar_add(calendar, time, 1000 * INC_HOUR, &a), INC_OK);
    ck_assert_int_eq(inc_calendar_add(calendar, later, 1000 * INC_HOUR, &b), INC_OK);
    ck_assert_int_eq(b - a, CYCLE);
    ck_assert_int_eq(inc_calendar_between(calendar, time, a + INC_HOUR, &left), INC_OK);
    ck_assert_int_eq(inc_calendar_between(calendar, later, b + INC_HOUR, &right), INC_OK);
    ck_assert_int_eq(left, right);
    ck_assert_int_eq(inc_calendar_next_close(calendar, time, &a), INC_OK);
    ck_assert_int_eq(inc_calendar_next_close(calendar, later, &b), INC_OK);
    ck_assert_int_eq(b - a, CYCLE);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, time, &a), INC_OK);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, later, &b), INC_OK);
    ck_assert_int_eq(b - a, CYCLE);
    ck_assert_int_eq(inc_calendar_add_days(calendar, NULL, date, days, &result), INC_OK);
    ck_assert_int_eq(inc_calendar_add_days(calendar, NULL, date + INC__CYCLE_DAYS, days, &shifted),
                     INC_OK);
    ck_assert_int_eq(shifted - result, INC__CYCLE_DAYS);
}

START_TEST(the_cycle_repeats)
{
    static const char *const zones[] = {"UTC", "Europe/Brussels", "America/New_York",
                                        "Australia/Lord_Howe"};
    inc_time from = fixture_at("2110-01-01T00:00Z"), to = fixture_at("9580-01-01T00:00Z");
    uint64_t state = 6;
    size_t i, j;

    for (i = 0; i < 4; i++) {
        inc_calendar *calendar = fixture_rich(context, zones[i]);
        for (j = 0; j < 500; j++) {
            inc_time time = from + (inc_time) (fixture_random(&state) % (uint64_t) (to - from));
            check_shift(calendar, time, j % 2 == 0 ? 17 : -17);
        }
        inc_calendar_unref(calendar);
    }
}
END_TEST

/* Every year of the axis is found by its edges, and by the open seconds at them. */
START_TEST(places_at_the_edges_of_years)
{
    inc_calendar *calendar = fixture_rich(context, "Europe/Brussels");
    const inc__timeline *timeline = &calendar->timeline;
    int64_t i;

    ck_assert_int_eq(year_at(timeline, 0).start, 0);
    for (i = 0; i < 8100; i++) {
        inc__place place = year_at(timeline, i);
        inc__place next = year_at(timeline, i + 1);
        ck_assert_int_eq(place.index, i);
        ck_assert_int_eq(place.start,
                         (inc__year_start(1900 + (int32_t) i) - INC_DATE_MIN) * INC__DAY_SECONDS);
        ck_assert_int_eq(place.start + place.length, next.start);
        ck_assert_int_eq(place.before + place.total, next.before);
        ck_assert_int_eq(place_at(timeline, place.start).index, i);
        ck_assert_int_eq(place_at(timeline, next.start - 1).index, i);
        ck_assert_int_eq(find_at(timeline, place.before).index, i);
        ck_assert_int_eq(find_at(timeline, next.before - 1).index, i);
    }
    inc_calendar_unref(calendar);
}
END_TEST

/* Years without open time hold no open second; those behind them do. */
START_TEST(years_that_stay_closed_are_passed_over)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    const inc__timeline *timeline;
    inc_calendar *calendar;

    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    fixture_holiday(builder, INC_SCOPE_RANGE, fixture_date(2000, 1, 1), fixture_date(2009, 12, 31),
                    "Long");
    calendar = fixture_built(builder);
    timeline = &calendar->timeline;
    ck_assert_uint_eq(year_at(timeline, 100).count, 0);
    ck_assert_int_eq(find_at(timeline, year_at(timeline, 100).before - 1).index, 99);
    ck_assert_int_eq(find_at(timeline, year_at(timeline, 100).before).index, 110);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(spans_within_a_year)
{
    inc_calendar *calendar = fixture_hours(context, 9, 17);
    inc__place place = year_at(&calendar->timeline, 126);
    uint32_t i;

    ck_assert_uint_eq(inc__place_opened(&place, 0), 0);
    ck_assert_uint_eq(inc__place_opened(&place, place.spans[0].open - 1), 0);
    for (i = 0; i < place.count; i++) {
        const inc__span *span = &place.spans[i];
        ck_assert_uint_eq(inc__place_opened(&place, span->open), i + 1);
        ck_assert_uint_eq(inc__place_opened(&place, span->close), i + 1);
        ck_assert_ptr_eq(inc__place_find(&place, span->before), span);
        ck_assert_ptr_eq(inc__place_find(&place, span->before + (span->close - span->open) - 1),
                         span);
    }
    inc_calendar_unref(calendar);
}
END_TEST

/* A sight that is moved shows what one that is taken shows, near and far, forward and back. */
START_TEST(sights_that_move)
{
    inc_calendar *calendar = fixture_rich(context, "America/New_York");
    inc_time time = fixture_at("2026-01-01T00:00Z");
    inc__sight moved, taken;
    uint64_t state = 7;
    int i;

    memset(&moved, 0, sizeof moved);
    inc__sight_take(&calendar->timeline, time, &moved);
    for (i = 0; i < 20000; i++) {
        int64_t far = i % 3 == 0 ? 400 * 24 * INC_HOUR : i % 3 == 1 ? 3 * FIXTURE_DAY : INC_HOUR;
        time += (inc_time) (fixture_random(&state) % (uint64_t) far) - far / 2;
        inc__sight_move(&calendar->timeline, time, &moved);
        inc__sight_take(&calendar->timeline, time, &taken);
        ck_assert_int_eq(moved.open, taken.open);
        ck_assert_int_eq(moved.inside, taken.inside);
        ck_assert_uint_eq(moved.opened, taken.opened);
        ck_assert_int_eq(moved.place.index, taken.place.index);
    }
    inc_calendar_unref(calendar);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {years_that_are_alike_share_a_table,
                                  turns_of_clocks_make_few_kinds_of_years,
                                  a_year_that_differs_gets_a_table_of_its_own,
                                  a_late_revision_lengthens_what_is_stored,
                                  a_composite_shares_tables_too,
                                  the_cycle_repeats,
                                  places_at_the_edges_of_years,
                                  years_that_stay_closed_are_passed_over,
                                  spans_within_a_year,
                                  sights_that_move,
                                  NULL};

    return unit_run("timeline", tests, setup, teardown);
}
