/* Civil dates: the proleptic Gregorian calendar as integer arithmetic. Years run from March to
 * February inside, so that the leap day comes last. Source of the method: Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days). */
#include "time/date.h"

/* Ten cycles, so that everything near the year 0 is positive and divisions round down. */
#define DATE_SHIFT_YEARS (10 * INC__CYCLE_YEARS)
/* Days from March 1 of the year -4000 to 1970-01-01. */
#define DATE_SHIFT_DAYS (10 * INC__CYCLE_DAYS + 719468)

int inc__year_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t inc__date_of(int32_t year, int32_t month, int32_t day)
{
    uint32_t march_year = (uint32_t) (year + DATE_SHIFT_YEARS - (month <= 2));
    uint32_t cycle = march_year / INC__CYCLE_YEARS;
    uint32_t cycle_year = march_year % INC__CYCLE_YEARS;
    uint32_t march_month = (uint32_t) (month + (month > 2 ? -3 : 9));
    uint32_t year_day = (153 * march_month + 2) / 5 + (uint32_t) day - 1;
    uint32_t cycle_day = cycle_year * 365 + cycle_year / 4 - cycle_year / 100 + year_day;

    return (int32_t) (cycle * INC__CYCLE_DAYS + cycle_day) - DATE_SHIFT_DAYS;
}

int32_t inc__year_start(int32_t year)
{
    return inc__date_of(year, 1, 1);
}

void inc__date_split(int32_t date, int32_t *year, int32_t *month, int32_t *day)
{
    uint32_t days = (uint32_t) date + DATE_SHIFT_DAYS;
    uint32_t cycle = days / INC__CYCLE_DAYS;
    uint32_t cycle_day = days % INC__CYCLE_DAYS;
    uint32_t cycle_year =
        (cycle_day - cycle_day / 1460 + cycle_day / 36524 - cycle_day / 146096) / 365;
    uint32_t year_day = cycle_day - (365 * cycle_year + cycle_year / 4 - cycle_year / 100);
    uint32_t march_month = (5 * year_day + 2) / 153;

    if (day != NULL)
        *day = (int32_t) (year_day - (153 * march_month + 2) / 5 + 1);
    if (month != NULL)
        *month = (int32_t) (march_month < 10 ? march_month + 3 : march_month - 9);
    if (year != NULL)
        *year = (int32_t) (cycle * INC__CYCLE_YEARS + cycle_year) - DATE_SHIFT_YEARS +
                (march_month >= 10);
}

int32_t inc__month_days(int32_t year, int32_t month)
{
    static const int8_t date_month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return date_month_days[month - 1] + (month == 2 && inc__year_leap(year));
}

int64_t inc__floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t inc__floor_mod(int64_t a, int64_t b)
{
    int64_t rest = a % b;
    return rest < 0 ? rest + b : rest;
}

int inc__civil_valid(const inc_civil *civil)
{
    return civil->day >= 1 && civil->day <= inc__month_days(civil->year, civil->month) &&
           civil->hour >= 0 && civil->hour <= 23 && civil->minute >= 0 && civil->minute <= 59 &&
           civil->second >= 0 && civil->second <= 59 && civil->microsecond >= 0 &&
           civil->microsecond <= 999999;
}

int64_t inc__civil_second(const inc_civil *civil)
{
    return inc__date_of(civil->year, civil->month, civil->day) * INC__DAY_SECONDS +
           civil->hour * INT64_C(3600) + civil->minute * INT64_C(60) + civil->second;
}

void inc__civil_split(int64_t second, int32_t microsecond, inc_civil *civil)
{
    int32_t day_second = (int32_t) inc__floor_mod(second, INC__DAY_SECONDS);

    inc__date_split((int32_t) inc__floor_div(second, INC__DAY_SECONDS), &civil->year, &civil->month,
                    &civil->day);
    civil->hour = day_second / 3600;
    civil->minute = day_second / 60 % 60;
    civil->second = day_second % 60;
    civil->microsecond = microsecond;
}

inc_status inc_date_from_ymd(int32_t year, int32_t month, int32_t day, inc_date *date)
{
    if (date == NULL || day < 1 || day > inc__month_days(year, month))
        return INC_E_INVALID;
    if (year < INC__FIRST_YEAR || year > INC__LAST_YEAR)
        return INC_E_RANGE;
    *date = inc__date_of(year, month, day);
    return INC_OK;
}

inc_status inc_date_to_ymd(inc_date date, int32_t *year, int32_t *month, int32_t *day)
{
    int32_t y, m, d;

    if (date < INC_DATE_MIN || date > INC_DATE_MAX)
        return INC_E_RANGE;
    inc__date_split(date, &y, &m, &d);
    if (year != NULL)
        *year = y;
    if (month != NULL)
        *month = m;
    if (day != NULL)
        *day = d;
    return INC_OK;
}

int32_t inc_date_weekday(inc_date date)
{
    /* 1970-01-01 was a Thursday. */
    return (int32_t) inc__floor_mod((int64_t) date + 3, 7) + INC_MONDAY;
}

inc_status inc_date_iso_week(inc_date date, int32_t *week_year, int32_t *week)
{
    int32_t thursday, year, month, day;

    if (week_year == NULL || week == NULL)
        return INC_E_INVALID;
    if (date < INC_DATE_MIN || date > INC_DATE_MAX)
        return INC_E_RANGE;
    /* A week belongs to the year that its Thursday lies in. */
    thursday = date - inc_date_weekday(date) + INC_THURSDAY;
    inc__date_split(thursday, &year, &month, &day);
    *week_year = year;
    *week = (thursday - inc__year_start(year)) / 7 + 1;
    return INC_OK;
}

inc_status inc_time_from_civil(const inc_civil *civil, inc_time *time)
{
    if (civil == NULL || time == NULL || !inc__civil_valid(civil))
        return INC_E_INVALID;
    if (civil->year < INC__FIRST_YEAR || civil->year > INC__LAST_YEAR)
        return INC_E_RANGE;
    *time = inc__civil_second(civil) * INC_SECOND + civil->microsecond;
    return INC_OK;
}

inc_status inc_time_to_civil(inc_time time, inc_civil *civil)
{
    if (civil == NULL)
        return INC_E_INVALID;
    if (time < INC_TIME_MIN || time > INC_TIME_MAX)
        return INC_E_RANGE;
    inc__civil_split(inc__floor_div(time, INC_SECOND), (int32_t) inc__floor_mod(time, INC_SECOND),
                     civil);
    return INC_OK;
}
