/* Instants, dates and times of day as text. Source: ISO 8601-1:2019, extended format. */
#include "time/format.h"

#include "time/date.h"

#include <string.h>

/* As in a zone: an offset of this many seconds or more is absurd. */
#define FORMAT_OFFSET_BOUND (26 * 3600)

typedef struct format_cursor {
    const char *at, *end;
} format_cursor;

static void format_open(format_cursor *cursor, const char *text, size_t size)
{
    cursor->at = text;
    cursor->end = text + (size == INC_ZSTR ? strlen(text) : size);
}

static char format_peek(const format_cursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at : '\0';
}

static int format_skip(format_cursor *cursor, char c)
{
    if (c == '\0' || format_peek(cursor) != c)
        return 0;
    cursor->at++;
    return 1;
}

/* Exactly width digits, least to most. */
static int format_number(format_cursor *cursor, int width, int32_t least, int32_t most,
                         int32_t *value)
{
    int32_t number = 0;

    for (; width > 0; width--) {
        char c = format_peek(cursor);
        if (c < '0' || c > '9')
            return 0;
        number = number * 10 + (c - '0');
        cursor->at++;
    }
    *value = number;
    return number >= least && number <= most;
}

/* A date that exists, in any year of four digits. */
static int format_read_date(format_cursor *cursor, inc_civil *civil)
{
    return format_number(cursor, 4, 0, 9999, &civil->year) && format_skip(cursor, '-') &&
           format_number(cursor, 2, 1, 12, &civil->month) && format_skip(cursor, '-') &&
           format_number(cursor, 2, 1, inc__month_days(civil->year, civil->month), &civil->day);
}

/* One to six digits of a second. */
static int format_read_fraction(format_cursor *cursor, int32_t *microsecond)
{
    int32_t unit = 100000, digit;
    int digits = 0;

    *microsecond = 0;
    for (; digits < 6 && format_number(cursor, 1, 0, 9, &digit); digits++, unit /= 10)
        *microsecond += digit * unit;
    return digits > 0;
}

/* hh:mm, then perhaps :ss, then perhaps a fraction where wanted. */
static int format_read_clock(format_cursor *cursor, int32_t most_hour, int fraction,
                             inc_civil *civil)
{
    if (!format_number(cursor, 2, 0, most_hour, &civil->hour) || !format_skip(cursor, ':') ||
        !format_number(cursor, 2, 0, 59, &civil->minute))
        return 0;
    civil->second = 0;
    civil->microsecond = 0;
    if (!format_skip(cursor, ':'))
        return 1;
    if (!format_number(cursor, 2, 0, 59, &civil->second))
        return 0;
    return !fraction || !format_skip(cursor, '.') ||
           format_read_fraction(cursor, &civil->microsecond);
}

/* Z, +hh:mm, +hhmm or +hh. */
static int format_read_offset(format_cursor *cursor, int32_t *offset)
{
    int32_t hour, minute = 0;
    int negative = format_peek(cursor) == '-';

    *offset = 0;
    if (format_skip(cursor, 'Z'))
        return 1;
    if (!format_skip(cursor, negative ? '-' : '+') || !format_number(cursor, 2, 0, 25, &hour))
        return 0;
    if ((format_skip(cursor, ':') || cursor->at < cursor->end) &&
        !format_number(cursor, 2, 0, 59, &minute))
        return 0;
    *offset = (negative ? -1 : 1) * (hour * 3600 + minute * 60);
    return 1;
}

inc_status inc_time_parse(const char *text, size_t size, inc_time *time)
{
    format_cursor cursor;
    inc_civil civil;
    int32_t offset;
    inc_time instant;

    if (text == NULL || time == NULL)
        return INC_E_INVALID;
    format_open(&cursor, text, size);
    if (!format_read_date(&cursor, &civil) ||
        !(format_skip(&cursor, 'T') || format_skip(&cursor, ' ')) ||
        !format_read_clock(&cursor, 23, 1, &civil) || !format_read_offset(&cursor, &offset) ||
        cursor.at != cursor.end)
        return INC_E_FORMAT;
    instant = (inc__civil_second(&civil) - offset) * INC_SECOND + civil.microsecond;
    if (instant < INC_TIME_MIN || instant > INC_TIME_MAX)
        return INC_E_RANGE;
    *time = instant;
    return INC_OK;
}

inc_status inc_date_parse(const char *text, size_t size, inc_date *date)
{
    format_cursor cursor;
    inc_civil civil;

    if (text == NULL || date == NULL)
        return INC_E_INVALID;
    format_open(&cursor, text, size);
    if (!format_read_date(&cursor, &civil) || cursor.at != cursor.end)
        return INC_E_FORMAT;
    return inc_date_from_ymd(civil.year, civil.month, civil.day, date);
}

inc_status inc_time_of_day_parse(const char *text, size_t size, int32_t *seconds)
{
    format_cursor cursor;
    inc_civil civil;
    int32_t read;

    if (text == NULL || seconds == NULL)
        return INC_E_INVALID;
    format_open(&cursor, text, size);
    if (!format_read_clock(&cursor, 24, 0, &civil) || cursor.at != cursor.end)
        return INC_E_FORMAT;
    read = civil.hour * 3600 + civil.minute * 60 + civil.second;
    if (read > INC__DAY_SECONDS)
        return INC_E_FORMAT;
    *seconds = read;
    return INC_OK;
}

char *inc__format_digits(char *at, uint64_t value, int width)
{
    int i;

    for (i = width - 1; i >= 0; i--, value /= 10)
        at[i] = (char) ('0' + value % 10);
    return at + width;
}

char *inc__format_fraction(char *at, uint32_t microseconds)
{
    int width = 6;

    if (microseconds == 0)
        return at;
    for (; microseconds % 10 == 0; width--)
        microseconds /= 10;
    *at++ = '.';
    return inc__format_digits(at, microseconds, width);
}

static char *format_write_date(char *at, const inc_civil *civil)
{
    at = inc__format_digits(at, (uint64_t) civil->year, 4);
    *at++ = '-';
    at = inc__format_digits(at, (uint64_t) civil->month, 2);
    *at++ = '-';
    return inc__format_digits(at, (uint64_t) civil->day, 2);
}

static char *format_write_minutes(char *at, int32_t hour, int32_t minute)
{
    at = inc__format_digits(at, (uint64_t) hour, 2);
    *at++ = ':';
    return inc__format_digits(at, (uint64_t) minute, 2);
}

static char *format_write_second(char *at, int32_t second)
{
    *at++ = ':';
    return inc__format_digits(at, (uint64_t) second, 2);
}

static char *format_write_offset(char *at, int32_t minutes)
{
    if (minutes == 0) {
        *at++ = 'Z';
        return at;
    }
    *at++ = minutes < 0 ? '-' : '+';
    if (minutes < 0)
        minutes = -minutes;
    return format_write_minutes(at, minutes / 60, minutes % 60);
}

inc_status inc_time_format(inc_time time, int32_t offset, char *text)
{
    inc_civil civil;
    char *at = text;

    if (text == NULL)
        return INC_E_INVALID;
    if (time < INC_TIME_MIN || time > INC_TIME_MAX || offset <= -FORMAT_OFFSET_BOUND ||
        offset >= FORMAT_OFFSET_BOUND)
        return INC_E_RANGE;
    /* The text has no place for the seconds of an offset (as of local mean time): the reading is
     * that of the whole minute, so that the instant stays exact. */
    offset -= offset % 60;
    inc__civil_split(inc__floor_div(time, INC_SECOND) + offset,
                     (int32_t) inc__floor_mod(time, INC_SECOND), &civil);
    if (civil.year > INC__LAST_YEAR)
        return INC_E_RANGE;
    at = format_write_date(at, &civil);
    *at++ = 'T';
    at = format_write_minutes(at, civil.hour, civil.minute);
    at = format_write_second(at, civil.second);
    at = inc__format_fraction(at, (uint32_t) civil.microsecond);
    at = format_write_offset(at, offset / 60);
    *at = '\0';
    return INC_OK;
}

inc_status inc_date_format(inc_date date, char *text)
{
    inc_civil civil;

    if (text == NULL)
        return INC_E_INVALID;
    if (date < INC_DATE_MIN || date > INC_DATE_MAX)
        return INC_E_RANGE;
    inc__date_split(date, &civil.year, &civil.month, &civil.day);
    *format_write_date(text, &civil) = '\0';
    return INC_OK;
}

inc_status inc_time_of_day_format(int32_t seconds, char *text)
{
    char *at;

    if (text == NULL)
        return INC_E_INVALID;
    if (seconds < 0 || seconds > INC__DAY_SECONDS)
        return INC_E_RANGE;
    at = format_write_minutes(text, seconds / 3600, seconds / 60 % 60);
    if (seconds % 60 != 0)
        at = format_write_second(at, seconds % 60);
    *at = '\0';
    return INC_OK;
}
