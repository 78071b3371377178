/* What cells of a log say: dates, levels, counts, yes and no. */
#include "cells.h"

#include <string.h>

static bool cells_digit(const char *at, const char *end)
{
    return at < end && *at >= '0' && *at <= '9';
}

/* One to most digits; 0 when there is none. */
static int cells_number(const char **at, const char *end, int most, int32_t *number)
{
    int digits = 0;
    for (*number = 0; digits < most && cells_digit(*at, end); digits++)
        *number = *number * 10 + (*(*at)++ - '0');
    return cells_digit(*at, end) ? 0 : digits;
}

/* Takes the mark, or the other one. */
static bool cells_mark(const char **at, const char *end, char mark, char other)
{
    if (*at == end || (**at != mark && **at != other))
        return false;
    (*at)++;
    return true;
}

static bool cells_day(const char **at, const char *end, enum column_dates order, inc_civil *civil)
{
    int32_t parts[3] = {0, 0, 0};
    int year = order == DATES_YMD ? 0 : 2;
    for (int i = 0; i < 3; i++) {
        int digits = cells_number(at, end, i == year ? 4 : 2, &parts[i]);
        if (i == year ? digits != 4 : digits == 0)
            return false;
        if (i < 2 && !cells_mark(at, end, '/', '-') && !cells_mark(at, end, '.', '.'))
            return false;
    }
    civil->year = parts[year];
    civil->month = parts[order == DATES_MDY ? 0 : 1];
    civil->day = parts[order == DATES_DMY ? 0 : order == DATES_MDY ? 1 : 2];
    return true;
}

static bool cells_clock(const char **at, const char *end, inc_civil *civil)
{
    if (!cells_mark(at, end, ' ', 'T') || !cells_number(at, end, 2, &civil->hour) ||
        !cells_mark(at, end, ':', ':') || cells_number(at, end, 2, &civil->minute) != 2)
        return false;
    if (cells_mark(at, end, ':', ':'))
        return cells_number(at, end, 2, &civil->second) == 2;
    return true;
}

/* "Z", "+02:00", "-00:00", or nothing. */
static bool cells_offset(const char **at, const char *end, int32_t *minutes, bool *has)
{
    int32_t hours = 0, rest = 0;
    int sign;
    *minutes = 0;
    *has = *at < end;
    if (!*has || cells_mark(at, end, 'Z', 'z'))
        return true;
    sign = **at == '-' ? -1 : 1;
    if (!cells_mark(at, end, '+', '-') || cells_number(at, end, 2, &hours) != 2 ||
        !cells_mark(at, end, ':', ':') || cells_number(at, end, 2, &rest) != 2 || rest > 59)
        return false;
    *minutes = sign * (hours * 60 + rest);
    return hours < 24;
}

static inc_status cells_instant(const struct columns *columns, const inc_civil *civil,
                                int32_t minutes, bool has_offset, inc_time *time)
{
    inc_status status;
    if (!has_offset && columns->zone)
        return inc_zone_from_civil(columns->zone, civil, time, NULL);
    status = inc_time_from_civil(civil, time);
    *time -= status == INC_OK ? minutes * INC_MINUTE : 0;
    return status;
}

bool cells_date(const struct columns *columns, struct csv_field cell, inc_time *time)
{
    const char *at = cell.text;
    const char *end = at + cell.size;
    inc_civil civil = {0};
    inc_time found = INC_TIME_NONE;
    int32_t minutes;
    bool has_offset;
    if (!cells_day(&at, end, columns->dates, &civil) || !cells_clock(&at, end, &civil) ||
        !cells_offset(&at, end, &minutes, &has_offset) || at != end) {
        /* It may have a fraction of a second. */
        if (columns->dates != DATES_YMD || inc_time_parse(cell.text, cell.size, &found) != INC_OK)
            return false;
    } else if (cells_instant(columns, &civil, minutes, has_offset, &found) != INC_OK) {
        return false;
    }
    *time = found;
    return true;
}

bool cells_level(const struct columns *columns, enum column column, struct csv_field cell,
                 int32_t *level)
{
    const struct column_list *names = &columns->levels[column];
    const char *at = cell.text;
    const char *end = at + cell.size;
    int32_t number;
    size_t named = column_list_find(names, cell);
    if (named < names->count) {
        *level = (int32_t) named + 1;
        return true;
    }
    if (at < end && (*at == 'P' || *at == 'p'))
        at++;
    if (!cells_number(&at, end, 3, &number) || number < 1 || number > INC_MATRIX_LEVELS ||
        (at < end && *at != ' '))
        return false;
    *level = number;
    return true;
}

bool cells_count(struct csv_field cell, int32_t *count)
{
    const char *at = cell.text;
    const char *end = at + cell.size;
    int32_t number;
    if (!cells_number(&at, end, 9, &number) || at != end)
        return false;
    *count = number;
    return true;
}

static bool cells_is(struct csv_field cell, const char *word, size_t size)
{
    return cell.size == size && memcmp(cell.text, word, size) == 0;
}

bool cells_yes(struct csv_field cell, int32_t *yes)
{
    bool is_yes = cells_is(cell, "true", 4) || cells_is(cell, "yes", 3) || cells_is(cell, "1", 1);
    if (!is_yes && !cells_is(cell, "false", 5) && !cells_is(cell, "no", 2) &&
        !cells_is(cell, "0", 1))
        return false;
    *yes = is_yes;
    return true;
}
