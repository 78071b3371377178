/* Periods of a report zone. */
#include "kpi_fixture.h"

#include "kpi/period.h"

/* What people call the period that an instant lies in; "?" if it is not between its bounds. */
static const char *called(const char *zone_name, int32_t kind, const char *text)
{
    static char said[INC_PERIOD_TEXT_SIZE];
    inc_zone *zone = fixture_zone(context, zone_name);
    inc_time from, to, when = fixture_at(text);
    inc__periods periods;
    int64_t number;

    inc__periods_init(&periods, zone, kind);
    number = inc__periods_at(&periods, when);
    inc__period_bounds(zone, kind, number, &from, &to);
    ck_assert_int_eq(inc_period_text(kind, zone, from, said), INC_OK);
    inc_zone_unref(zone);
    return when >= from && when < to ? said : "?";
}

START_TEST(days_begin_at_local_midnight)
{
    const char *zone = "Europe/Brussels";

    ck_assert_str_eq(called(zone, INC_PERIOD_DAY, "2026-05-31T22:00Z"), "2026-06-01");
    ck_assert_str_eq(called(zone, INC_PERIOD_DAY, "2026-05-31T21:59:59.999999Z"), "2026-05-31");
    ck_assert_str_eq(called("UTC", INC_PERIOD_DAY, "2026-05-31T23:59:59.999999Z"), "2026-05-31");
    ck_assert_str_eq(called("UTC", INC_PERIOD_DAY, "1969-12-31T23:59:59.999999Z"), "1969-12-31");
    ck_assert_str_eq(called("UTC", INC_PERIOD_DAY, "1970-01-01T00:00Z"), "1970-01-01");
}
END_TEST

static inc_duration length_of(const char *zone_name, int32_t kind, const char *text)
{
    inc_zone *zone = fixture_zone(context, zone_name);
    inc__periods periods;
    inc_time from, to;

    inc__periods_init(&periods, zone, kind);
    inc__period_bounds(zone, kind, inc__periods_at(&periods, fixture_at(text)), &from, &to);
    inc_zone_unref(zone);
    return to - from;
}

START_TEST(days_when_the_clocks_change)
{
    const char *zone = "Europe/Brussels";

    ck_assert_int_eq(length_of(zone, INC_PERIOD_DAY, "2026-03-29T12:00Z"), 23 * INC_HOUR);
    ck_assert_int_eq(length_of(zone, INC_PERIOD_DAY, "2026-10-25T12:00Z"), 25 * INC_HOUR);
    ck_assert_int_eq(length_of(zone, INC_PERIOD_DAY, "2026-10-26T12:00Z"), 24 * INC_HOUR);
    ck_assert_int_eq(length_of(zone, INC_PERIOD_WEEK, "2026-03-29T12:00Z"), 167 * INC_HOUR);
    ck_assert_int_eq(length_of(zone, INC_PERIOD_MONTH, "2026-10-05T12:00Z"),
                     (31 * 24 + 1) * INC_HOUR);
}
END_TEST

/* At one past midnight the clocks went back to 23:01: the end of the day before came twice. */
START_TEST(midnight_that_comes_twice)
{
    const char *zone = "America/St_Johns";

    ck_assert_str_eq(called(zone, INC_PERIOD_DAY, "2010-11-07T02:29:59Z"), "2010-11-06");
    ck_assert_str_eq(called(zone, INC_PERIOD_DAY, "2010-11-07T02:30:30Z"), "2010-11-07");
    ck_assert_str_eq(called(zone, INC_PERIOD_DAY, "2010-11-07T03:30Z"), "2010-11-07");
    ck_assert_str_eq(called(zone, INC_PERIOD_DAY, "2010-11-08T03:29:59Z"), "2010-11-07");
}
END_TEST

/* In the hour that came again a row lies in the day that its clock showed. */
START_TEST(an_hour_of_the_day_before)
{
    inc_zone *zone = fixture_zone(context, "America/St_Johns");
    inc__periods periods;
    inc_time again = fixture_at("2010-11-07T03:00Z"), from, to;
    int64_t day;

    inc__periods_init(&periods, zone, INC_PERIOD_DAY);
    day = inc__periods_at(&periods, again);
    ck_assert_int_eq(day, fixture_date(2010, 11, 6));
    inc__period_bounds(zone, INC_PERIOD_DAY, day, &from, &to);
    ck_assert_int_eq(to, fixture_at("2010-11-07T02:30Z"));
    inc_zone_unref(zone);
}
END_TEST

START_TEST(midnight_that_does_not_come)
{
    ck_assert_str_eq(called("America/Sao_Paulo", INC_PERIOD_DAY, "2018-11-04T03:00Z"),
                     "2018-11-04");
    ck_assert_str_eq(called("America/Sao_Paulo", INC_PERIOD_DAY, "2018-11-04T02:59:59Z"),
                     "2018-11-03");
    ck_assert_int_eq(length_of("America/Sao_Paulo", INC_PERIOD_DAY, "2018-11-04T12:00Z"),
                     23 * INC_HOUR);
    ck_assert_str_eq(called("Asia/Beirut", INC_PERIOD_DAY, "2022-03-26T22:00Z"), "2022-03-27");
    ck_assert_str_eq(called("Asia/Beirut", INC_PERIOD_DAY, "2022-03-26T21:59:59Z"), "2022-03-26");
    ck_assert_int_eq(length_of("Asia/Beirut", INC_PERIOD_DAY, "2022-03-27T12:00Z"), 23 * INC_HOUR);
}
END_TEST

START_TEST(weeks_across_years)
{
    static const struct {
        const char *when;
        const char *week;
    } known[] = {{"2018-12-30T12:00Z", "2018-W52"}, {"2018-12-31T00:00Z", "2019-W01"},
                 {"2020-12-31T12:00Z", "2020-W53"}, {"2021-01-03T23:59Z", "2020-W53"},
                 {"2021-01-04T00:00Z", "2021-W01"}, {"1970-01-01T00:00Z", "1970-W01"},
                 {"1969-12-28T23:00Z", "1969-W52"}, {"1969-12-29T00:00Z", "1970-W01"}};
    size_t i;

    for (i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert_str_eq(called("UTC", INC_PERIOD_WEEK, known[i].when), known[i].week);
}
END_TEST

START_TEST(months_and_quarters)
{
    ck_assert_str_eq(called("UTC", INC_PERIOD_MONTH, "2024-02-29T23:59Z"), "2024-02");
    ck_assert_str_eq(called("UTC", INC_PERIOD_MONTH, "1969-12-31T23:59Z"), "1969-12");
    ck_assert_str_eq(called("UTC", INC_PERIOD_QUARTER, "2026-03-31T23:59Z"), "2026-Q1");
    ck_assert_str_eq(called("UTC", INC_PERIOD_QUARTER, "2026-04-01T00:00Z"), "2026-Q2");
    ck_assert_str_eq(called("UTC", INC_PERIOD_QUARTER, "2026-12-31T00:00Z"), "2026-Q4");
    ck_assert_str_eq(called("UTC", INC_PERIOD_QUARTER, "1969-10-01T00:00Z"), "1969-Q4");
    ck_assert_str_eq(called("Asia/Tokyo", INC_PERIOD_QUARTER, "2026-12-31T15:00Z"), "2027-Q1");
}
END_TEST

/* Any period: the first day lies in it, the day before it in the one before. */
START_TEST(first_days)
{
    int32_t kind;
    int64_t number;

    for (kind = INC_PERIOD_DAY; kind <= INC_PERIOD_QUARTER; kind++)
        for (number = -800; number < 800; number++) {
            int64_t day = inc__period_first_day(kind, number);
            ck_assert_int_eq(inc__period_of_day(kind, day), number);
            ck_assert_int_eq(inc__period_of_day(kind, day - 1), number - 1);
        }
    ck_assert_int_eq(inc__period_of_day(INC_PERIOD_NONE, 12345), 0);
}
END_TEST

/* What is remembered of one kind of periods is not used for another. */
START_TEST(remembered_days)
{
    inc_zone *zone = fixture_zone(context, "America/New_York");
    inc__period_memo *memo = calloc(1, sizeof *memo);
    inc__periods plain, quick;
    uint64_t state = 7;
    int32_t i, kind;

    ck_assert_ptr_nonnull(memo);
    for (i = 0; i < 40; i++) {
        kind = i % 5;
        inc__periods_init(&plain, zone, kind);
        inc__periods_init(&quick, zone, kind);
        inc__periods_remember(&quick, memo);
        for (int32_t j = 0; j < 500; j++) {
            inc_time when = fixture_instant(&state);
            ck_assert_int_eq(inc__periods_at(&quick, when), inc__periods_at(&plain, when));
        }
    }
    free(memo);
    inc_zone_unref(zone);
}
END_TEST

START_TEST(unions)
{
    static const int known[5][5] = {/* of none, day, week, month, quarter */
                                    {1, 1, 1, 1, 1},
                                    {0, 1, 0, 0, 0},
                                    {0, 1, 1, 0, 0},
                                    {0, 1, 0, 1, 0},
                                    {0, 1, 0, 1, 1}};
    int32_t kind, of;

    for (kind = 0; kind < 5; kind++)
        for (of = 0; of < 5; of++)
            ck_assert_int_eq(inc__period_is_union(kind, of), known[kind][of]);
}
END_TEST

START_TEST(names_of_periods)
{
    int32_t kind;

    for (kind = INC_PERIOD_NONE; kind <= INC_PERIOD_QUARTER; kind++)
        ck_assert_int_eq(inc_period_find(inc_period_name(kind), INC_ZSTR), kind);
    ck_assert_str_eq(inc_period_name(INC_PERIOD_MONTH), "month");
    ck_assert_str_eq(inc_period_name(-1), "?");
    ck_assert_str_eq(inc_period_name(5), "?");
    ck_assert_int_eq(inc_period_find("week_", 4), INC_PERIOD_WEEK);
    ck_assert_int_eq(inc_period_find("weeks", INC_ZSTR), -1);
    ck_assert_int_eq(inc_period_find("?", INC_ZSTR), -1);
    ck_assert_int_eq(inc_period_find(NULL, 0), -1);
}
END_TEST

START_TEST(texts_of_periods)
{
    char text[INC_PERIOD_TEXT_SIZE] = "x";
    inc_time june = at("2026-06-01T00:00");

    ck_assert_int_eq(inc_period_text(INC_PERIOD_NONE, NULL, INC_TIME_NONE, text), INC_OK);
    ck_assert_str_eq(text, "all");
    ck_assert_int_eq(inc_period_text(INC_PERIOD_WEEK, NULL, june, text), INC_OK);
    ck_assert_str_eq(text, "2026-W23");
    ck_assert_int_eq(inc_period_text(INC_PERIOD_DAY, NULL, INC_TIME_MIN, text), INC_OK);
    ck_assert_str_eq(text, "1900-01-01");
    ck_assert_int_eq(inc_period_text(INC_PERIOD_DAY, NULL, INC_TIME_MAX, text), INC_OK);
    ck_assert_str_eq(text, "9999-12-31");
    ck_assert_int_eq(inc_period_text(INC_PERIOD_DAY, NULL, INC_TIME_MIN - 1, text), INC_E_RANGE);
    ck_assert_int_eq(inc_period_text(INC_PERIOD_DAY, NULL, INC_TIME_MAX + 1, text), INC_E_RANGE);
    ck_assert_int_eq(inc_period_text(-1, NULL, june, text), INC_E_INVALID);
    ck_assert_int_eq(inc_period_text(5, NULL, june, text), INC_E_INVALID);
    ck_assert_int_eq(inc_period_text(INC_PERIOD_DAY, NULL, june, NULL), INC_E_INVALID);
    ck_assert_str_eq(text, "9999-12-31");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {days_begin_at_local_midnight,
                                  days_when_the_clocks_change,
                                  midnight_that_comes_twice,
                                  an_hour_of_the_day_before,
                                  midnight_that_does_not_come,
                                  weeks_across_years,
                                  months_and_quarters,
                                  first_days,
                                  remembered_days,
                                  unions,
                                  names_of_periods,
                                  texts_of_periods,
                                  NULL};

    return unit_run("kpi_period", tests, open_kpi, close_kpi);
}
