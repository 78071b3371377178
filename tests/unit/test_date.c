/* Civil dates: every day of the supported years against a plain count. */
#include "time/date.h"
#include "unit.h"

#include <string.h>

/* Walks the calendar day by day from 1900-01-01, a Monday. */
START_TEST(date_every_day)
{
    int32_t year = 1900, month = 1, day = 1, weekday = INC_MONDAY;
    inc_date date, made;
    int32_t y, m, d;

    for (date = INC_DATE_MIN; date <= INC_DATE_MAX; date++) {
        if (inc_date_from_ymd(year, month, day, &made) != INC_OK || made != date ||
            inc_date_to_ymd(date, &y, &m, &d) != INC_OK || y != year || m != month || d != day ||
            inc_date_weekday(date) != weekday)
            ck_abort_msg("%d-%d-%d is not day %d", (int) year, (int) month, (int) day, (int) date);
        weekday = weekday % 7 + 1;
        if (++day > inc__month_days(year, month)) {
            day = 1;
            month = month % 12 + 1;
            year += month == 1;
        }
    }
    ck_assert_int_eq(year, 10000);
    ck_assert_int_eq(month * 100 + day, 101);
}
END_TEST

START_TEST(date_leap_years)
{
    ck_assert_int_eq(inc__month_days(1900, 2), 28);
    ck_assert_int_eq(inc__month_days(2000, 2), 29);
    ck_assert_int_eq(inc__month_days(2024, 2), 29);
    ck_assert_int_eq(inc__month_days(2026, 2), 28);
    ck_assert_int_eq(inc__month_days(2026, 12), 31);
    ck_assert_int_eq(inc__month_days(2026, 0), 0);
    ck_assert_int_eq(inc__month_days(2026, 13), 0);
    ck_assert_int_eq(inc__year_leap(0), 1);
    ck_assert_int_eq(inc__year_leap(-1), 0);
}
END_TEST

/* Around the year 0 and beyond 9999, where zones and calendars look over the edge. */
START_TEST(date_margins)
{
    int32_t y, m, d;

    ck_assert_int_eq(inc__date_of(1970, 1, 1), 0);
    ck_assert_int_eq(inc__year_start(0), -719528);
    ck_assert_int_eq(inc__year_start(-1), -719893);
    ck_assert_int_eq(inc__year_start(10001), 2933263);
    inc__date_split(-719529, &y, &m, &d);
    ck_assert_int_eq(y, -1);
    ck_assert_int_eq(m, 12);
    ck_assert_int_eq(d, 31);
    ck_assert_int_eq(inc__year_start(2400) - inc__year_start(2000), INC__CYCLE_DAYS);
}
END_TEST

START_TEST(date_floor_division)
{
    ck_assert_int_eq(inc__floor_div(7, 3), 2);
    ck_assert_int_eq(inc__floor_div(-7, 3), -3);
    ck_assert_int_eq(inc__floor_div(-6, 3), -2);
    ck_assert_int_eq(inc__floor_mod(-7, 3), 2);
    ck_assert_int_eq(inc__floor_mod(-6, 3), 0);
    ck_assert_int_eq(inc__floor_div(INT64_MIN, 86400), INT64_C(-106751991167301));
    ck_assert_int_eq(inc__floor_mod(INT64_MIN, 86400), 30592);
}
END_TEST

/* Weekdays of any date at all, also those no year can name. */
START_TEST(date_weekday_anywhere)
{
    ck_assert_int_eq(inc_date_weekday(0), INC_THURSDAY);
    ck_assert_int_eq(inc_date_weekday(-1), INC_WEDNESDAY);
    ck_assert_int_eq(inc_date_weekday(INT32_MAX), INC_FRIDAY);
    ck_assert_int_eq(inc_date_weekday(INT32_MIN), INC_TUESDAY);
}
END_TEST

static void expect_week(int32_t year, int32_t month, int32_t day, int32_t week_year, int32_t week)
{
    int32_t got_year, got_week;
    inc_date date;

    ck_assert_int_eq(inc_date_from_ymd(year, month, day, &date), INC_OK);
    ck_assert_int_eq(inc_date_iso_week(date, &got_year, &got_week), INC_OK);
    ck_assert_int_eq(got_year, week_year);
    ck_assert_int_eq(got_week, week);
}

START_TEST(date_iso_weeks)
{
    int32_t year, week, last_year = 1900, last_week = 0;
    inc_date monday;

    expect_week(2026, 6, 1, 2026, 23);
    expect_week(2005, 1, 1, 2004, 53);
    expect_week(2005, 1, 3, 2005, 1);
    expect_week(2008, 12, 29, 2009, 1);
    expect_week(2010, 1, 3, 2009, 53);
    expect_week(2020, 12, 31, 2020, 53);
    expect_week(1900, 1, 1, 1900, 1);
    expect_week(9999, 12, 31, 9999, 52);
    for (monday = INC_DATE_MIN; monday <= INC_DATE_MAX; monday += 7) {
        if (inc_date_iso_week(monday, &year, &week) != INC_OK ||
            (year == last_year ? week != last_week + 1
                               : year != last_year + 1 || week != 1 || last_week < 52))
            ck_abort_msg("the week of day %d is %d-%d", (int) monday, (int) year, (int) week);
        last_year = year;
        last_week = week;
    }
}
END_TEST

START_TEST(date_refusals)
{
    inc_date date = 17;
    int32_t year = 17, week = 17;

    ck_assert_int_eq(inc_date_from_ymd(2026, 2, 29, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_date_from_ymd(2026, 13, 1, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_date_from_ymd(2026, 0, 1, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_date_from_ymd(2026, 1, 0, &date), INC_E_INVALID);
    ck_assert_int_eq(inc_date_from_ymd(2026, 1, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_date_from_ymd(1899, 12, 31, &date), INC_E_RANGE);
    ck_assert_int_eq(inc_date_from_ymd(10000, 1, 1, &date), INC_E_RANGE);
    ck_assert_int_eq(inc_date_from_ymd(INT32_MIN, 1, 1, &date), INC_E_RANGE);
    ck_assert_int_eq(inc_date_to_ymd(INC_DATE_MIN - 1, &year, NULL, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_date_to_ymd(INC_DATE_MAX + 1, &year, NULL, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_date_to_ymd(INC_DATE_NONE, NULL, NULL, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_date_iso_week(INC_DATE_MAX + 1, &year, &week), INC_E_RANGE);
    ck_assert_int_eq(inc_date_iso_week(0, NULL, &week), INC_E_INVALID);
    ck_assert_int_eq(inc_date_iso_week(0, &year, NULL), INC_E_INVALID);
    ck_assert_int_eq(date, 17);
    ck_assert_int_eq(year, 17);
    ck_assert_int_eq(week, 17);
    ck_assert_int_eq(inc_date_to_ymd(0, NULL, NULL, NULL), INC_OK);
}
END_TEST

START_TEST(date_civil_edges)
{
    static const inc_time times[] = {INC_TIME_MIN, INC_TIME_MIN + 1, -1, 0, 1, INC_TIME_MAX};
    const inc_civil first = {1900, 1, 1, 0, 0, 0, 0}, before = {1969, 12, 31, 23, 59, 59, 999999};
    const inc_civil last = {9999, 12, 31, 23, 59, 59, 999999};
    inc_civil civil;
    inc_time time;
    size_t i;

    for (i = 0; i < sizeof times / sizeof times[0]; i++) {
        ck_assert_int_eq(inc_time_to_civil(times[i], &civil), INC_OK);
        ck_assert_int_eq(inc_time_from_civil(&civil, &time), INC_OK);
        ck_assert_int_eq(time, times[i]);
    }
    ck_assert_int_eq(inc_time_from_civil(&first, &time), INC_OK);
    ck_assert_int_eq(time, INC_TIME_MIN);
    ck_assert_int_eq(inc_time_from_civil(&last, &time), INC_OK);
    ck_assert_int_eq(time, INC_TIME_MAX);
    ck_assert_int_eq(inc_time_to_civil(-1, &civil), INC_OK);
    ck_assert_mem_eq(&civil, &before, sizeof civil);
    ck_assert_int_eq(inc_time_to_civil(INC_TIME_MIN - 1, &civil), INC_E_RANGE);
    ck_assert_int_eq(inc_time_to_civil(INC_TIME_MAX + 1, &civil), INC_E_RANGE);
    ck_assert_int_eq(inc_time_to_civil(0, NULL), INC_E_INVALID);
    ck_assert_mem_eq(&civil, &before, sizeof civil);
}
END_TEST

/* One member too small or too large at a time. */
START_TEST(date_civil_refusals)
{
    static const int32_t bad[7][2] = {{0, 0},   {0, 13},  {0, 32},      {-1, 24},
                                      {-1, 60}, {-1, 60}, {-1, 1000000}};
    inc_time time = 17;
    int32_t member, side;

    for (member = 1; member < 7; member++) {
        for (side = 0; side < 2; side++) {
            int32_t fields[7] = {2026, 1, 1, 0, 0, 0, 0};
            inc_civil civil;

            fields[member] = bad[member][side];
            memcpy(&civil, fields, sizeof civil);
            ck_assert_int_eq(inc_time_from_civil(&civil, &time), INC_E_INVALID);
        }
    }
    {
        inc_civil early = {1899, 12, 31, 23, 59, 59, 999999}, late = {10000, 1, 1, 0, 0, 0, 0};
        ck_assert_int_eq(inc_time_from_civil(&early, &time), INC_E_RANGE);
        ck_assert_int_eq(inc_time_from_civil(&late, &time), INC_E_RANGE);
        ck_assert_int_eq(inc_time_from_civil(&early, NULL), INC_E_INVALID);
        ck_assert_int_eq(inc_time_from_civil(NULL, &time), INC_E_INVALID);
    }
    ck_assert_int_eq(time, 17);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {date_every_day,        date_leap_years,
                                  date_margins,          date_floor_division,
                                  date_weekday_anywhere, date_iso_weeks,
                                  date_refusals,         date_civil_edges,
                                  date_civil_refusals,   NULL};

    return unit_run("date", tests, NULL, NULL);
}
