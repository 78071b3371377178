/* A script for `incident desk`: lines of words, and the instants in them. */
#include "words.h"

#include "args.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Where a line is read from and written to. */
struct words_reader {
    const char *at;
    const char *end;
    char *to;
};

static bool words_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* \n is a new line; any other byte after a backslash is itself. */
static void words_escaped(struct words_reader *reader)
{
    *reader->to++ = *reader->at == 'n' ? '\n' : *reader->at;
    reader->at++;
}

/* Up to the closing quote, which is taken too. */
static bool words_quoted(struct words_reader *reader)
{
    while (reader->at < reader->end && *reader->at != '"') {
        if (*reader->at == '\\' && reader->at + 1 < reader->end) {
            reader->at++;
            words_escaped(reader);
        } else {
            *reader->to++ = *reader->at++;
        }
    }
    return reader->at++ < reader->end;
}

static void words_sign(struct words_reader *reader, struct word *word)
{
    *reader->to++ = '\0';
    word->sign = reader->to;
    *reader->to++ = *reader->at++;
    if (*word->sign != '=' && reader->at < reader->end && *reader->at == '=')
        *reader->to++ = *reader->at++;
    *reader->to++ = '\0';
    word->value = reader->to;
}

static bool words_one(struct words_reader *reader, struct word *word)
{
    bool good = true;
    *word = (struct word){.name = reader->to, .sign = "", .raw = reader->at};
    while (good && reader->at < reader->end && !words_is_blank(*reader->at)) {
        if (*reader->at == '"') {
            reader->at++;
            good = words_quoted(reader);
        } else if (!word->value && *reader->at && strchr("=<>", *reader->at)) {
            words_sign(reader, word);
        } else {
            *reader->to++ = *reader->at++;
        }
    }
    word->raw_size = (size_t) ((good ? reader->at : reader->end) - word->raw);
    *reader->to++ = '\0';
    return good;
}

bool words_split(const char *text, size_t size, struct words *line, struct word *wrong)
{
    struct words_reader reader = {text, text + size, NULL};
    /* A word of one byte takes up to four: itself, a sign, and their ends. */
    reader.to = line->bytes = tool_resize(NULL, size + 1, 4);
    for (;;) {
        while (reader.at < reader.end && words_is_blank(*reader.at))
            reader.at++;
        if (reader.at >= reader.end || *reader.at == '#')
            return true;
        if (!words_one(&reader, wrong))
            return false;
        line->words = tool_grow(line->words, line->count, &line->capacity, sizeof(struct word));
        line->words[line->count++] = *wrong;
    }
}

void words_free(struct words *line)
{
    free(line->words);
    free(line->bytes);
    memset(line, 0, sizeof *line);
}

const struct word *words_take(struct words *line)
{
    return line->next < line->count ? &line->words[line->next++] : NULL;
}

static bool words_after(const char *text, inc_time now, inc_time *instant)
{
    inc_duration duration;
    if (now == INC_TIME_NONE ||
        inc_duration_parse(text + (*text == '+'), INC_ZSTR, &duration) != INC_OK ||
        duration > INT64_MAX / 2 || duration < -INT64_MAX / 2)
        return false;
    *instant = now + duration;
    return true;
}

static bool words_today(int32_t seconds, const inc_zone *zone, inc_time now, inc_time *instant)
{
    inc_civil civil;
    if (now == INC_TIME_NONE || inc_zone_to_civil(zone, now, &civil) != INC_OK)
        return false;
    civil.hour = seconds / 3600;
    civil.minute = seconds / 60 % 60;
    civil.second = seconds % 60;
    civil.microsecond = 0;
    return inc_zone_from_civil(zone, &civil, instant, NULL) == INC_OK;
}

bool words_instant(const char *text, const inc_zone *zone, inc_time now, inc_time *instant)
{
    int32_t seconds;
    if (*text == '+' || *text == '-')
        return words_after(text, now, instant);
    if (inc_time_of_day_parse(text, INC_ZSTR, &seconds) == INC_OK && seconds < 86400)
        return words_today(seconds, zone, now, instant);
    return args_instant(text, zone, instant);
}

bool words_number(const char *text, int64_t least, int64_t most, int64_t *number)
{
    char *end;
    long long read;
    errno = 0;
    read = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0 || read < least || read > most)
        return false;
    *number = read;
    return true;
}
