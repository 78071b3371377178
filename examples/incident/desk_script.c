/* A script for `incident desk`: lines of words, and the instants in them. */
#include "desk_script.h"

#include "args.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Where a line is read from and written to. */
struct script_reader {
    const char *at;
    const char *end;
    char *to;
};

static bool script_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* \n is a new line; any other byte after a backslash is itself. */
static void script_escaped(struct script_reader *reader)
{
    *reader->to++ = *reader->at == 'n' ? '\n' : *reader->at;
    reader->at++;
}

/* Up to the closing quote, which is taken too. */
static bool script_quoted(struct script_reader *reader)
{
    while (reader->at < reader->end && *reader->at != '"') {
        if (*reader->at == '\\' && reader->at + 1 < reader->end) {
            reader->at++;
            script_escaped(reader);
        } else {
            *reader->to++ = *reader->at++;
        }
    }
    return reader->at++ < reader->end;
}

static void script_sign(struct script_reader *reader, struct script_word *word)
{
    *reader->to++ = '\0';
    word->sign = reader->to;
    *reader->to++ = *reader->at++;
    if (*word->sign != '=' && reader->at < reader->end && *reader->at == '=')
        *reader->to++ = *reader->at++;
    *reader->to++ = '\0';
    word->value = reader->to;
}

static bool script_word(struct script_reader *reader, struct script_word *word)
{
    bool good = true;
    *word = (struct script_word){.name = reader->to, .sign = "", .raw = reader->at};
    while (good && reader->at < reader->end && !script_is_blank(*reader->at)) {
        if (*reader->at == '"') {
            reader->at++;
            good = script_quoted(reader);
        } else if (!word->value && *reader->at && strchr("=<>", *reader->at)) {
            script_sign(reader, word);
        } else {
            *reader->to++ = *reader->at++;
        }
    }
    word->raw_size = (size_t) ((good ? reader->at : reader->end) - word->raw);
    *reader->to++ = '\0';
    return good;
}

bool script_split(const char *text, size_t size, struct script_line *line,
                  struct script_word *wrong)
{
    struct script_reader reader = {text, text + size, NULL};
    /* A word of one byte takes up to four: itself, a sign, and their ends. */
    reader.to = line->bytes = tool_resize(NULL, size + 1, 4);
    for (;;) {
        while (reader.at < reader.end && script_is_blank(*reader.at))
            reader.at++;
        if (reader.at >= reader.end || *reader.at == '#')
            return true;
        if (!script_word(&reader, wrong))
            return false;
        line->words =
            tool_grow(line->words, line->count, &line->capacity, sizeof(struct script_word));
        line->words[line->count++] = *wrong;
    }
}

void script_free(struct script_line *line)
{
    free(line->words);
    free(line->bytes);
    memset(line, 0, sizeof *line);
}

const struct script_word *script_take(struct script_line *line)
{
    return line->next < line->count ? &line->words[line->next++] : NULL;
}

static bool script_after(const char *text, inc_time now, inc_time *instant)
{
    inc_duration duration;
    if (now == INC_TIME_NONE ||
        inc_duration_parse(text + (*text == '+'), INC_ZSTR, &duration) != INC_OK ||
        duration > INT64_MAX / 2 || duration < -INT64_MAX / 2)
        return false;
    *instant = now + duration;
    return true;
}

static bool script_today(int32_t seconds, const inc_zone *zone, inc_time now, inc_time *instant)
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

bool script_instant(const char *text, const inc_zone *zone, inc_time now, inc_time *instant)
{
    int32_t seconds;
    if (*text == '+' || *text == '-')
        return script_after(text, now, instant);
    if (inc_time_of_day_parse(text, INC_ZSTR, &seconds) == INC_OK && seconds < 86400)
        return script_today(seconds, zone, now, instant);
    return args_instant(text, zone, instant);
}

bool script_number(const char *text, int64_t least, int64_t most, int64_t *number)
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
