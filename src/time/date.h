/* Civil arithmetic on plain integers, for the years 1 to 9999 and a margin around them; no checks.
 */
#ifndef INC_TIME_DATE_H
#define INC_TIME_DATE_H

#include <incident/date.h>

#define INC__DAY_SECONDS INT64_C(86400)
/* The Gregorian calendar, weekdays included, repeats every 400 years. */
#define INC__CYCLE_YEARS 400
#define INC__CYCLE_DAYS 146097
#define INC__FIRST_YEAR 1900
#define INC__LAST_YEAR 9999

/* 1 for a leap year. */
int inc__year_leap(int32_t year);
/* Days from 1970-01-01 to January 1 of the year. */
int32_t inc__year_start(int32_t year);
int32_t inc__date_of(int32_t year, int32_t month, int32_t day);
/* Each pointer may be NULL. */
void inc__date_split(int32_t date, int32_t *year, int32_t *month, int32_t *day);
/* Days in a month; 0 for a month that does not exist. */
int32_t inc__month_days(int32_t year, int32_t month);
/* Quotient and remainder of division rounding down; b > 0. */
int64_t inc__floor_div(int64_t a, int64_t b);
int64_t inc__floor_mod(int64_t a, int64_t b);
/* 1 for a reading that exists in some year, 1900 to 9999 or not. */
int inc__civil_valid(const inc_civil *civil);
/* Seconds since 1970-01-01T00:00 of a reading as if it were UTC, and the way back. */
int64_t inc__civil_second(const inc_civil *civil);
void inc__civil_split(int64_t second, int32_t microsecond, inc_civil *civil);

#endif
