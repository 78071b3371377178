/* Durations as text: whole microseconds as hours, minutes and seconds, exact both ways. */
#include "time/format.h"

#include <string.h>

#define DURATION_UNITS 3
/* An hour is 2^10 * 3^2 * 5^8 microseconds: with more digits than 10 no fraction is whole. */
#define DURATION_FRACTION_MOST 10

static const uint64_t duration_units[DURATION_UNITS] = {INC_HOUR, INC_MINUTE, INC_SECOND};

typedef struct duration_reader {
    const char *at, *end;
    const char *letters; /* of the units, in their order */
    uint64_t total;
    int overflow;
} duration_reader;

/* total = total * factor + more, or overflow beyond 2^63. */
static uint64_t duration_grow(duration_reader *reader, uint64_t total, uint64_t factor,
                              uint64_t more)
{
    const uint64_t most = (uint64_t) 1 << 63;

    if (more > most || total > (most - more) / factor) {
        reader->overflow = 1;
        return 0;
    }
    return total * factor + more;
}

static int duration_digit(const duration_reader *reader)
{
    return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

/* The fraction of a unit, which must be a whole number of microseconds. */
static int duration_fraction(uint64_t digits, int count, uint64_t unit, uint64_t *value)
{
    uint64_t power = 1;
    int i;

    if (unit == (uint64_t) INC_SECOND && count > 6)
        return 0;
    for (i = 0; i < count; i++)
        power *= 10;
    while (power % 2 == 0 && unit % 2 == 0) {
        power /= 2;
        unit /= 2;
    }
    while (power % 5 == 0 && unit % 5 == 0) {
        power /= 5;
        unit /= 5;
    }
    *value = digits / power * unit;
    return digits % power == 0;
}

/* One number with its unit, which comes after the unit *next - 1; *fraction tells of digits after
 * the point, which only the last number may have. */
static int duration_part(duration_reader *reader, size_t *next, int *fraction)
{
    uint64_t number = 0, digits = 0, part = 0;
    int count = 0;

    if (!duration_digit(reader))
        return 0;
    for (; duration_digit(reader); reader->at++)
        number = duration_grow(reader, number, 10, (uint64_t) (*reader->at - '0'));
    *fraction = reader->at < reader->end && *reader->at == '.';
    if (*fraction) {
        reader->at++;
        for (; duration_digit(reader) && count <= DURATION_FRACTION_MOST; count++)
            digits = digits * 10 + (uint64_t) (*reader->at++ - '0');
        if (count == 0 || count > DURATION_FRACTION_MOST)
            return 0;
    }
    while (*next < DURATION_UNITS &&
           (reader->at == reader->end || reader->letters[*next] != *reader->at))
        ++*next;
    if (*next == DURATION_UNITS || !duration_fraction(digits, count, duration_units[*next], &part))
        return 0;
    reader->at++;
    part = duration_grow(reader, number, duration_units[(*next)++], part);
    reader->total = duration_grow(reader, reader->total, 1, part);
    return 1;
}

inc_status inc_duration_parse(const char *text, size_t size, inc_duration *duration)
{
    duration_reader reader = {0};
    size_t next = 0;
    int fraction = 0, negative;

    if (text == NULL || duration == NULL)
        return INC_E_INVALID;
    reader.at = text;
    reader.end = text + (size == INC_ZSTR ? strlen(text) : size);
    reader.letters = "hms";
    negative = reader.at < reader.end && *reader.at == '-';
    reader.at += negative;
    if (reader.end - reader.at >= 2 && memcmp(reader.at, "PT", 2) == 0) {
        reader.at += 2;
        reader.letters = "HMS";
    }
    do {
        if (fraction || !duration_part(&reader, &next, &fraction))
            return INC_E_FORMAT;
    } while (reader.at < reader.end);
    if (reader.overflow || (!negative && reader.total > INT64_MAX))
        return INC_E_RANGE;
    /* -1 - (total - 1), so that 2^63 has its negative. */
    *duration =
        negative && reader.total > 0 ? -1 - (int64_t) (reader.total - 1) : (int64_t) reader.total;
    return INC_OK;
}

static char *duration_number(char *at, uint64_t value)
{
    uint64_t rest = value;
    int width = 1;

    for (; rest >= 10; rest /= 10)
        width++;
    return inc__format_digits(at, value, width);
}

inc_status inc_duration_format(inc_duration duration, char *text)
{
    /* Negation of an unsigned number, as INT64_MIN has no positive. */
    uint64_t left = duration < 0 ? 0 - (uint64_t) duration : (uint64_t) duration;
    char *at = text;
    size_t i;

    if (text == NULL)
        return INC_E_INVALID;
    if (duration < 0)
        *at++ = '-';
    for (i = 0; i < DURATION_UNITS; i++) {
        uint64_t number = left / duration_units[i];
        int last = i == DURATION_UNITS - 1;

        left %= duration_units[i];
        if (number == 0 && !(last && (left > 0 || duration == 0)))
            continue;
        at = duration_number(at, number);
        if (last)
            at = inc__format_fraction(at, (uint32_t) left);
        *at++ = "hms"[i];
    }
    *at = '\0';
    return INC_OK;
}
