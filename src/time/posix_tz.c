/* POSIX TZ strings. Source: POSIX.1-2017 section 8.3, with the hours of RFC 8536 section 3.3.1. */
#include "time/posix_tz.h"

#include "time/date.h"

#include <string.h>

#define TZ_STANDARD 0
#define TZ_DAYLIGHT 1
/* A rule acts at most this far outside its year: 167 h, an offset, and day 365 of a short year. */
#define TZ_MARGIN (10 * INC__DAY_SECONDS)

typedef struct tz_cursor {
    const char *at, *end;
} tz_cursor;

static char tz_peek(const tz_cursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at : '\0';
}

static int tz_skip(tz_cursor *cursor, char c)
{
    if (c == '\0' || tz_peek(cursor) != c)
        return 0;
    cursor->at++;
    return 1;
}

static int tz_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int tz_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number of 1 to 3 digits from least to most, or a failure. */
static int tz_number(tz_cursor *cursor, int32_t least, int32_t most, int32_t *value)
{
    int32_t number = 0;
    int digits = 0;

    for (; digits < 3 && tz_digit(tz_peek(cursor)); digits++)
        number = number * 10 + (*cursor->at++ - '0');
    *value = number;
    return digits > 0 && number >= least && number <= most;
}

/* Three or more letters, or letters, digits and signs in angle brackets. */
static int tz_name(tz_cursor *cursor, char *name)
{
    int quoted = tz_skip(cursor, '<');
    size_t size = 0;

    for (;; size++) {
        char c = tz_peek(cursor);
        if (!tz_letter(c) && !(quoted && (tz_digit(c) || c == '+' || c == '-')))
            break;
        if (size + 1 >= INC__TZ_NAME_SIZE)
            return 0;
        name[size] = c;
        cursor->at++;
    }
    name[size] = '\0';
    return size >= 3 && (!quoted || tz_skip(cursor, '>'));
}

/* [+-]hours[:minutes[:seconds]] */
static int tz_time(tz_cursor *cursor, int32_t most_hours, int32_t *seconds)
{
    int32_t sign = 1, hour, minute = 0, second = 0;

    if (tz_skip(cursor, '-'))
        sign = -1;
    else
        (void) tz_skip(cursor, '+');
    if (!tz_number(cursor, 0, most_hours, &hour))
        return 0;
    if (tz_skip(cursor, ':') && !tz_number(cursor, 0, 59, &minute))
        return 0;
    if (tz_skip(cursor, ':') && !tz_number(cursor, 0, 59, &second))
        return 0;
    *seconds = sign * (hour * 3600 + minute * 60 + second);
    return 1;
}

/* POSIX counts offsets west of Greenwich. */
static int tz_offset(tz_cursor *cursor, int32_t *offset)
{
    int32_t west;

    if (!tz_time(cursor, 24, &west))
        return 0;
    *offset = -west;
    return 1;
}

static int tz_rule_read(tz_cursor *cursor, inc__tz_rule *rule)
{
    int ok;

    if (!tz_skip(cursor, ','))
        return 0;
    if (tz_skip(cursor, 'M')) {
        rule->form = 'M';
        ok = tz_number(cursor, 1, 12, &rule->month) && tz_skip(cursor, '.') &&
             tz_number(cursor, 1, 5, &rule->week) && tz_skip(cursor, '.') &&
             tz_number(cursor, 0, 6, &rule->day);
    } else {
        rule->form = tz_skip(cursor, 'J') ? 'J' : 'n';
        ok = tz_number(cursor, rule->form == 'J', 365, &rule->day);
    }
    rule->time = 7200;
    if (ok && tz_skip(cursor, '/'))
        ok = tz_time(cursor, 167, &rule->time);
    return ok;
}

static int32_t tz_rule_date(const inc__tz_rule *rule, int32_t year)
{
    int32_t first, week_day, day;

    if (rule->form == 'n')
        return inc__year_start(year) + rule->day;
    if (rule->form == 'J')
        return inc__year_start(year) + rule->day - 1 + (rule->day >= 60 && inc__year_leap(year));
    first = inc__date_of(year, rule->month, 1);
    week_day = inc_date_weekday(first) % 7;
    day = (rule->day - week_day + 7) % 7 + (rule->week - 1) * 7;
    if (day >= inc__month_days(year, rule->month))
        day -= 7;
    return first + day;
}

/* The UTC second at which the rule of a year starts standard or daylight saving time. */
static int64_t tz_act(const inc__posix_tz *tz, int32_t year, int to)
{
    const inc__tz_rule *rule = &tz->rule[to];
    return tz_rule_date(rule, year) * INC__DAY_SECONDS + rule->time - tz->offset[1 - to];
}

static int32_t tz_year(int64_t second)
{
    int32_t year, month, day;

    inc__date_split((int32_t) inc__floor_div(second, INC__DAY_SECONDS), &year, &month, &day);
    return year;
}

int32_t inc__posix_tz_daylight(const inc__posix_tz *tz, int64_t second)
{
    int64_t best = INT64_MIN;
    int32_t daylight = 0, year, last;

    if (!tz->has_daylight)
        return 0;
    year = tz_year(second + TZ_MARGIN);
    last = tz_year(second - TZ_MARGIN) - 1;
    for (; year >= last; year--) {
        int64_t on = tz_act(tz, year, TZ_DAYLIGHT), off = tz_act(tz, year, TZ_STANDARD);
        /* At the same second the later year wins (always on), within a year standard time. */
        if (off <= second && off > best) {
            best = off;
            daylight = 0;
        }
        if (on <= second && on > best) {
            best = on;
            daylight = 1;
        }
        if (best >= inc__year_start(year) * INC__DAY_SECONDS + TZ_MARGIN)
            break;
    }
    return daylight;
}

int64_t inc__posix_tz_next(const inc__posix_tz *tz, int64_t second)
{
    int64_t best = INT64_MAX;
    int32_t year = tz_year(second - TZ_MARGIN);

    for (;; year++) {
        int64_t on = tz_act(tz, year, TZ_DAYLIGHT), off = tz_act(tz, year, TZ_STANDARD);
        if (off > second && off < best)
            best = off;
        if (on > second && on < best)
            best = on;
        if (best < inc__year_start(year + 1) * INC__DAY_SECONDS - TZ_MARGIN)
            return best;
    }
}

/* Whether daylight saving time ever begins: the rules repeat every 400 years. */
static int tz_changes(const inc__posix_tz *tz)
{
    int32_t year;

    for (year = 2000; year < 2000 + INC__CYCLE_YEARS; year++) {
        int64_t on = tz_act(tz, year, TZ_DAYLIGHT);
        if (inc__posix_tz_daylight(tz, on) != inc__posix_tz_daylight(tz, on - 1))
            return 1;
    }
    return 0;
}

int inc__posix_tz_parse(const char *text, size_t size, inc__posix_tz *tz)
{
    tz_cursor cursor = {text, text + size};

    memset(tz, 0, sizeof *tz);
    if (!tz_name(&cursor, tz->name[TZ_STANDARD]) || !tz_offset(&cursor, &tz->offset[TZ_STANDARD]))
        return 0;
    if (cursor.at == cursor.end)
        return 1;
    if (!tz_name(&cursor, tz->name[TZ_DAYLIGHT]))
        return 0;
    tz->offset[TZ_DAYLIGHT] = tz->offset[TZ_STANDARD] + 3600;
    if (tz_peek(&cursor) != ',' && !tz_offset(&cursor, &tz->offset[TZ_DAYLIGHT]))
        return 0;
    if (!tz_rule_read(&cursor, &tz->rule[TZ_DAYLIGHT]) ||
        !tz_rule_read(&cursor, &tz->rule[TZ_STANDARD]) || cursor.at != cursor.end)
        return 0;
    tz->has_daylight = 1;
    tz->changes = tz_changes(tz);
    return 1;
}
