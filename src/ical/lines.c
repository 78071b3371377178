/* The content lines of an iCalendar text. */
#include "lines.h"

#include <incident/addon.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Enough for any line that matters here; the rest of a longer one is passed over. */
#define LINES_HEAD 128
/* A calendar, an event, an alarm: three are usual. libical frees components by recursion. */
#define LINES_DEPTH 8
#define LINES_NAME 64
#define LINES_MESSAGE 320

/* The content line in hand: folded lines are one. */
typedef struct lines_reader {
    const char *text;
    size_t size;
    size_t at;
    size_t next; /* number of the physical line at at */
    size_t line; /* of the content line in hand */
    char head[LINES_HEAD];
} lines_reader;

static void lines_start(lines_reader *reader, const char *text, size_t size)
{
    int mark = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0;

    memset(reader, 0, sizeof *reader);
    reader->text = mark ? text + 3 : text;
    reader->size = mark ? size - 3 : size;
    reader->next = 1;
}

/* Takes one physical line; what fits goes behind the used bytes of the head. */
static size_t lines_take(lines_reader *reader, size_t used)
{
    while (reader->at < reader->size && reader->text[reader->at] != '\n') {
        char byte = reader->text[reader->at++];
        if (byte != '\r' && used < LINES_HEAD - 1)
            reader->head[used++] = byte;
    }
    reader->at++;
    reader->next++;
    reader->head[used] = '\0';
    return used;
}

static int lines_next(lines_reader *reader)
{
    size_t used;

    if (reader->at >= reader->size)
        return 0;
    reader->line = reader->next;
    used = lines_take(reader, 0);
    while (reader->at < reader->size &&
           (reader->text[reader->at] == ' ' || reader->text[reader->at] == '\t')) {
        reader->at++;
        used = lines_take(reader, used);
    }
    while (used > 0 && (reader->head[used - 1] == ' ' || reader->head[used - 1] == '\t'))
        reader->head[--used] = '\0';
    return 1;
}

/* Iana tokens know no case. */
static int lines_same(const char *text, const char *other, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++) {
        char a = text[i], b = other[i];
        a = (char) (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a);
        b = (char) (b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b);
        if (a != b || a == '\0')
            return a == b;
    }
    return 1;
}

static const char *lines_after(const lines_reader *reader, const char *prefix)
{
    size_t size = strlen(prefix);

    return lines_same(reader->head, prefix, size) && strlen(reader->head) >= size
               ? reader->head + size
               : NULL;
}

inc_status inc__ical_fail(inc_context *context, inc_status status, size_t line, const char *format,
                          ...)
{
    char message[LINES_MESSAGE];
    va_list arguments;
    int size = snprintf(message, sizeof message, "line %zu: ", line);

    va_start(arguments, format);
    (void) vsnprintf(message + size, sizeof message - (size_t) size, format, arguments);
    va_end(arguments);
    return inc_context_fail(context, status, message);
}

/* The components that are open. */
typedef struct lines_nest {
    char names[LINES_DEPTH][LINES_NAME];
    size_t depth;
    size_t calendars;
} lines_nest;

static inc_status lines_begin(inc_context *context, lines_nest *nest, const lines_reader *reader,
                              const char *name)
{
    if (nest->depth == 0 && !lines_same(name, "VCALENDAR", sizeof "VCALENDAR"))
        return inc__ical_fail(context, INC_E_FORMAT, reader->line, "'%s' began outside a VCALENDAR",
                              reader->head);
    if (nest->depth >= LINES_DEPTH || strlen(name) >= LINES_NAME)
        return inc__ical_fail(context, INC_E_FORMAT, reader->line,
                              "'%s' began more than %d components deep, or its name was too long",
                              reader->head, LINES_DEPTH);
    (void) snprintf(nest->names[nest->depth++], LINES_NAME, "%s", name);
    nest->calendars += nest->depth == 1;
    return INC_OK;
}

static inc_status lines_end(inc_context *context, lines_nest *nest, const lines_reader *reader,
                            const char *name)
{
    if (nest->depth == 0)
        return inc__ical_fail(context, INC_E_FORMAT, reader->line, "'%s' ended what had not begun",
                              reader->head);
    if (!lines_same(name, nest->names[nest->depth - 1], LINES_NAME))
        return inc__ical_fail(context, INC_E_FORMAT, reader->line, "'%s' ended inside '%s'",
                              reader->head, nest->names[nest->depth - 1]);
    nest->depth--;
    return INC_OK;
}

static inc_status lines_check(inc_context *context, lines_nest *nest, const lines_reader *reader)
{
    const char *name = lines_after(reader, "BEGIN:");

    if (name != NULL)
        return lines_begin(context, nest, reader, name);
    name = lines_after(reader, "END:");
    if (name != NULL)
        return lines_end(context, nest, reader, name);
    if (nest->depth == 0 && reader->head[strspn(reader->head, " \t")] != '\0')
        return inc__ical_fail(context, INC_E_FORMAT, reader->line,
                              "'%.80s' stood outside a VCALENDAR", reader->head);
    return INC_OK;
}

inc_status inc__ical_check(inc_context *context, const char *text, size_t size)
{
    lines_reader reader;
    lines_nest nest;
    inc_status status = INC_OK;

    memset(&nest, 0, sizeof nest);
    lines_start(&reader, text, size);
    if (size > 0 && memchr(text, '\0', size) != NULL)
        return inc_context_fail(context, INC_E_FORMAT, "the text had a NUL byte");
    while (status == INC_OK && lines_next(&reader))
        status = lines_check(context, &nest, &reader);
    if (status == INC_OK && nest.depth > 0)
        return inc__ical_fail(context, INC_E_FORMAT, reader.line, "the text ended inside '%s'",
                              nest.names[nest.depth - 1]);
    if (status == INC_OK && nest.calendars == 0)
        return inc__ical_fail(context, INC_E_FORMAT, reader.line > 0 ? reader.line : 1,
                              "there was no VCALENDAR");
    return status;
}

static int lines_is_property(const lines_reader *reader, const char *property)
{
    const char *after = lines_after(reader, property);

    return after != NULL && (*after == ':' || *after == ';');
}

size_t inc__ical_line_of(const char *text, size_t size, size_t event, const char *property)
{
    lines_reader reader;
    size_t seen = 0, line = 1;

    lines_start(&reader, text, size);
    while (lines_next(&reader)) {
        const char *name = lines_after(&reader, "BEGIN:");
        if (name != NULL && lines_same(name, "VEVENT", sizeof "VEVENT") && seen++ == event)
            line = reader.line;
        if (seen <= event)
            continue;
        if (seen > event + 1 || property == NULL)
            break;
        if (lines_is_property(&reader, property))
            return reader.line;
    }
    return line;
}
