/* A reader of comma-separated values (RFC 4180) that holds one row at a time. Lines without a
 * quote, nearly all of them, are cut many bytes at a time; the others take the slow way. */
#include "csv.h"

#include "tool.h"

#include <stdlib.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { CSV_BUFFER = 64 * 1024 };

void csv_open(struct csv_reader *reader, csv_source source, void *user, char separator)
{
    memset(reader, 0, sizeof *reader);
    reader->source = source;
    reader->user = user;
    reader->separator = separator;
    reader->capacity = CSV_BUFFER;
    reader->buffer = tool_resize(NULL, reader->capacity, 1);
    reader->next_line = 1;
}

void csv_close(struct csv_reader *reader)
{
    free(reader->buffer);
    free(reader->unquoted);
    free(reader->fields);
    memset(reader, 0, sizeof *reader);
}

/* Reads more behind what is there; 1 got some, 0 at the end, -1 cannot. */
static int csv_fill(struct csv_reader *reader)
{
    long got;
    if (reader->at_end)
        return 0;
    if (reader->start > 0) {
        memmove(reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
        reader->end -= reader->start;
        reader->start = 0;
    }
    if (reader->end == reader->capacity) {
        reader->capacity *= 2;
        reader->buffer = tool_resize(reader->buffer, reader->capacity, 1);
    }
    got =
        reader->source(reader->user, reader->buffer + reader->end, reader->capacity - reader->end);
    if (got < 0)
        return -1;
    reader->at_end = got == 0;
    reader->end += (size_t) got;
    return got > 0;
}

static void csv_add_field(struct csv_reader *reader, const char *text, size_t size)
{
    if (reader->fields_count == reader->fields_capacity)
        reader->fields = tool_grow(reader->fields, reader->fields_count, &reader->fields_capacity,
                                   sizeof *reader->fields);
    reader->fields[reader->fields_count++] = (struct csv_field){text, size};
}

#if defined(__GNUC__) && defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

static struct csv_field *csv_reserve(struct csv_reader *reader, size_t count)
{
    if (reader->fields_capacity < count) {
        reader->fields_capacity = 2 * count;
        reader->fields =
            tool_resize(reader->fields, reader->fields_capacity, sizeof *reader->fields);
    }
    return reader->fields;
}

#if defined(__SSE2__)

enum { CSV_STRIDE = 16, CSV_BITS = 1 }; /* bytes looked at together, bits of a hit for each */

/* A bit for each of 16 bytes that is the separator. */
static uint64_t csv_separators(const char *text, char separator)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *) (const void *) text);
    return (uint64_t) (unsigned) _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(separator)));
}

#else

enum { CSV_STRIDE = 8, CSV_BITS = 8 };

#define CSV_EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The high bit of each byte of a word that is the separator. Source: H. S. Warren, Hacker's
 * Delight, 2nd edition, section 6-1. */
static uint64_t csv_separators(const char *text, char separator)
{
    const uint64_t low = CSV_EACH_BYTE(0x7F);
    uint64_t word;
    memcpy(&word, text, sizeof word);
    word ^= CSV_EACH_BYTE((unsigned char) separator);
    return ~(((word & low) + low) | word | low);
}

#endif

/* Many bytes at a time: fields are short, so that a call of memchr for each costs more than the
 * search. There is room for as many fields as there are bytes, so that none is checked. */
static void csv_split(struct csv_reader *reader, const char *text, const char *end)
{
    const char separator = reader->separator;
    struct csv_field *next = csv_reserve(reader, (size_t) (end - text) + 1);
    const char *from = text;
    for (; end - text >= CSV_STRIDE; text += CSV_STRIDE) {
        for (uint64_t hits = csv_separators(text, separator); hits; hits &= hits - 1) {
            const char *cut = text + __builtin_ctzll(hits) / CSV_BITS;
            *next++ = (struct csv_field){from, (size_t) (cut - from)};
            from = cut + 1;
        }
    }
    for (; text < end; text++) {
        if (*text != separator)
            continue;
        *next++ = (struct csv_field){from, (size_t) (text - from)};
        from = text + 1;
    }
    *next++ = (struct csv_field){from, (size_t) (end - from)};
    reader->fields_count = (size_t) (next - reader->fields);
}

#else

static void csv_split(struct csv_reader *reader, const char *text, const char *end)
{
    for (;;) {
        const char *cut = memchr(text, reader->separator, (size_t) (end - text));
        csv_add_field(reader, text, (size_t) ((cut ? cut : end) - text));
        if (!cut)
            return;
        text = cut + 1;
    }
}

#endif

static void csv_skip_mark(struct csv_reader *reader)
{
    if (reader->taken == 0 && reader->end - reader->start >= 3 &&
        memcmp(reader->buffer + reader->start, "\xEF\xBB\xBF", 3) == 0)
        reader->start += 3;
}

/* The offset of the first newline at or after `from` (relative to start), reading on as needed. The
 * end of the file ends a line too. False: too long, or unreadable. */
static bool csv_find_line_end(struct csv_reader *reader, size_t from, size_t *line_end)
{
    for (;;) {
        size_t held = reader->end - reader->start;
        char *text = reader->buffer + reader->start;
        char *newline = from < held ? memchr(text + from, '\n', held - from) : NULL;
        int filled;
        if (newline) {
            *line_end = (size_t) (newline - text);
            return true;
        }
        from = held;
        if (held > CSV_ROW_LIMIT)
            return false;
        filled = csv_fill(reader);
        if (filled < 0)
            return false;
        if (filled == 0) {
            *line_end = held;
            return true;
        }
    }
}

/* Gives the row up to line_end (relative to start), and the newline after it. */
static void csv_take(struct csv_reader *reader, size_t line_end, uint64_t lines)
{
    size_t held = reader->end - reader->start;
    size_t size = line_end < held ? line_end + 1 : held;
    reader->start += size;
    reader->taken += size;
    reader->next_line = reader->line + lines;
}

static enum csv_result csv_bad(struct csv_reader *reader, const char *problem, size_t line_end)
{
    reader->problem = problem;
    reader->fields_count = 0;
    csv_add_field(reader, reader->buffer + reader->start, line_end); /* to quote it */
    csv_take(reader, line_end, 1);
    return CSV_BAD;
}

enum csv_place { CSV_FIELD_START, CSV_PLAIN, CSV_QUOTED, CSV_QUOTE_CLOSED };

/* Where the text from `from` to `to` ends, when it begins in `place`. */
static enum csv_place csv_walk(const struct csv_reader *reader, size_t from, size_t to,
                               enum csv_place place)
{
    const char *text = reader->buffer + reader->start;
    for (size_t i = from; i < to; i++) {
        if (place == CSV_QUOTED) {
            if (text[i] == '"')
                place = CSV_QUOTE_CLOSED;
        } else if (text[i] == '"' && place != CSV_PLAIN) {
            place = CSV_QUOTED; /* opens a field, or is the second of a doubled quote */
        } else {
            place = text[i] == reader->separator ? CSV_FIELD_START : CSV_PLAIN;
        }
    }
    return place;
}

/* Cuts a row with quotes. Quoted text is copied without them; nothing in the buffer changes. */
static const char *csv_unquote(struct csv_reader *reader, const char *text, const char *end)
{
    size_t size = (size_t) (end - text);
    char *out;
    if (reader->unquoted_capacity < size + 1) {
        reader->unquoted_capacity = 2 * size + 1;
        reader->unquoted = tool_resize(reader->unquoted, reader->unquoted_capacity, 1);
    }
    out = reader->unquoted;
    for (;;) {
        const char *field = out;
        const char *cut;
        if (text == end || *text != '"') {
            cut = memchr(text, reader->separator, (size_t) (end - text));
            csv_add_field(reader, text, (size_t) ((cut ? cut : end) - text));
        } else {
            for (text++; text < end && (*text != '"' || (text + 1 < end && text[1] == '"'));) {
                text += *text == '"';
                *out++ = *text++;
            }
            csv_add_field(reader, field, (size_t) (out - field));
            cut = text + 1 < end ? text + 1 : NULL;
            if (cut && *cut != reader->separator)
                return "text after a closing quote";
        }
        if (!cut)
            return NULL;
        text = cut + 1;
    }
}

static size_t csv_without_return(const struct csv_reader *reader, size_t line_end)
{
    const char *text = reader->buffer + reader->start;
    return line_end > 0 && text[line_end - 1] == '\r' ? line_end - 1 : line_end;
}

static enum csv_result csv_quoted_row(struct csv_reader *reader, size_t first_end)
{
    size_t line_end = first_end, from = 0, content;
    uint64_t lines = 1;
    enum csv_place place = CSV_FIELD_START;
    const char *problem, *text;
    while ((place = csv_walk(reader, from, line_end, place)) == CSV_QUOTED) {
        bool ended = reader->start + line_end >= reader->end;
        from = line_end;
        if (ended || !csv_find_line_end(reader, line_end + 1, &line_end) ||
            line_end > CSV_ROW_LIMIT)
            return csv_bad(reader, "a quote that nothing closes", first_end);
        lines++;
    }
    content = csv_without_return(reader, line_end);
    text = reader->buffer + reader->start;
    problem = csv_unquote(reader, text, text + content);
    if (problem)
        return csv_bad(reader, problem, first_end);
    reader->second_line = lines > 1 ? reader->start + first_end + 1 : 0;
    csv_take(reader, line_end, lines);
    return CSV_ROW;
}

/* A line too long to be a row: skips to its end. */
static enum csv_result csv_skip_line(struct csv_reader *reader)
{
    for (;;) {
        char *text = reader->buffer + reader->start;
        size_t held = reader->end - reader->start;
        char *newline = memchr(text, '\n', held);
        int filled;
        if (newline)
            return csv_bad(reader, "a line too long", (size_t) (newline - text));
        reader->taken += held;
        reader->start = reader->end;
        filled = csv_fill(reader);
        if (filled < 0)
            return CSV_UNREADABLE;
        if (filled == 0)
            return csv_bad(reader, "a line too long", 0);
    }
}

static enum csv_result csv_row(struct csv_reader *reader)
{
    size_t line_end, content;
    const char *text;
    reader->line = reader->next_line;
    reader->fields_count = 0;
    reader->second_line = 0;
    if (!csv_find_line_end(reader, 0, &line_end))
        return reader->end - reader->start > CSV_ROW_LIMIT ? csv_skip_line(reader) : CSV_UNREADABLE;
    if (reader->start == reader->end)
        return CSV_END;
    csv_skip_mark(reader);
    if (reader->taken == 0 && !csv_find_line_end(reader, 0, &line_end))
        return CSV_UNREADABLE;
    text = reader->buffer + reader->start;
    if (memchr(text, '"', line_end))
        return csv_quoted_row(reader, line_end);
    content = csv_without_return(reader, line_end);
    if (content > 0)
        csv_split(reader, text, text + content);
    csv_take(reader, line_end, 1);
    return CSV_ROW;
}

enum csv_result csv_next(struct csv_reader *reader)
{
    enum csv_result result;
    do
        result = csv_row(reader);
    while (result == CSV_ROW && reader->fields_count == 0);
    return result;
}

bool csv_give_back_lines(struct csv_reader *reader)
{
    if (!reader->second_line)
        return false;
    reader->taken -= reader->start - reader->second_line;
    reader->start = reader->second_line;
    reader->next_line = reader->line + 1;
    reader->second_line = 0;
    return true;
}
