/* A document while it is read. */
#include "document.h"

#include "locate.h"

#include <incident/addon.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT_LINE_SIZE 512
#define DOCUMENT_PATH_SIZE 256
#define DOCUMENT_VALUE_SIZE 80

void inc__json_enter(inc__json_document *document, json_t *object, const char *key)
{
    if (document->depth < INC__JSON_STEPS) {
        inc__json_step *step = &document->steps[document->depth];
        step->parent = object;
        step->key = key;
        step->place = 0;
    }
    document->depth++;
}

void inc__json_enter_at(inc__json_document *document, json_t *list, size_t place)
{
    inc__json_enter(document, list, NULL);
    if (document->depth <= INC__JSON_STEPS)
        document->steps[document->depth - 1].place = place;
}

void inc__json_leave(inc__json_document *document)
{
    document->depth--;
}

static size_t document_steps(const inc__json_document *document)
{
    return (document->depth < INC__JSON_STEPS ? document->depth : INC__JSON_STEPS) - document->base;
}

static void document_path(const inc__json_document *document, char *path, size_t size)
{
    const inc__json_step *steps = document->steps + document->base;
    size_t count = document_steps(document), i;
    char number[24];

    path[0] = '\0';
    for (i = 0; i < count; i++) {
        if (i > 0)
            inc__json_path_append(path, size, "/", 1);
        (void) snprintf(number, sizeof number, "%zu", steps[i].place);
        if (steps[i].key != NULL)
            inc__json_path_append(path, size, steps[i].key, strlen(steps[i].key));
        else
            inc__json_path_append(path, size, number, strlen(number));
    }
    if (count == 0)
        inc__json_path_append(path, size, "document", 8);
}

/* The value as the document has it, shortened. */
static void document_quote(json_t *value, char *quote, size_t size)
{
    char *dump = NULL;
    size_t length;

    quote[0] = '\0';
    if (json_is_object(value))
        inc__json_path_append(quote, size, "an object ", 10);
    else if (json_is_array(value))
        inc__json_path_append(quote, size, "a list ", 7);
    else if (value != NULL)
        dump = json_dumps(value, JSON_ENCODE_ANY);
    if (dump == NULL)
        return;
    length = strlen(dump);
    inc__json_path_append(quote, length < size - 1 ? size : size - 4, dump, length);
    inc__json_path_append(quote, size, length < size - 1 ? " " : "... ", length < size - 1 ? 1 : 4);
    free(dump);
}

/* A line that was cut inside a character, or quotes a text that is no UTF-8, is made UTF-8. */
static inc_status document_leave(const inc__json_document *document, inc_status status, char *line)
{
    size_t size = strlen(line), i;

    for (i = 0; i < 3 && i < size && !inc_text_valid(line, size - i); i++)
        ;
    if (inc_text_valid(line, size - i))
        line[size - i] = '\0';
    for (i = 0; !inc_text_valid(line, INC_ZSTR) && line[i] != '\0'; i++) {
        if ((unsigned char) line[i] >= 0x80)
            line[i] = '?';
    }
    return inc_context_fail(document->context, status, line);
}

static inc_status document_report(const inc__json_document *document, inc_status status,
                                  json_t *value, const char *what)
{
    char line[DOCUMENT_LINE_SIZE], path[DOCUMENT_PATH_SIZE], quote[DOCUMENT_VALUE_SIZE];

    document_path(document, path, sizeof path);
    document_quote(value, quote, sizeof quote);
    (void) snprintf(line, sizeof line, "%s:%zu: %s: %s%s", document->file,
                    document->lines_before + inc__json_line_of(document->text, document->size,
                                                               document->steps + document->base,
                                                               document_steps(document)),
                    path, quote, what);
    return document_leave(document, status, line);
}

inc_status inc__json_fail(const inc__json_document *document, inc_status status, json_t *value,
                          const char *format, ...)
{
    char what[DOCUMENT_LINE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    (void) vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return document_report(document, status, value, what);
}

inc_status inc__json_refused(const inc__json_document *document, inc_status status)
{
    char what[DOCUMENT_LINE_SIZE];
    const char *said = inc_context_error(document->context);

    if (status == INC_OK || status == INC_E_NOMEM)
        return status;
    (void) snprintf(what, sizeof what, "%s", said[0] != '\0' ? said : inc_status_name(status));
    if (status == INC_E_INVALID || status == INC_E_EXISTS || status == INC_E_UNSUPPORTED)
        status = INC_E_FORMAT;
    return document_report(document, status, NULL, what);
}

inc_status inc__json_nomem(const inc__json_document *document)
{
    return inc_context_fail(document->context, INC_E_NOMEM, "memory ran out");
}

/* What jansson refused: it has the line, the walk over the text has the path. */
static inc_status document_syntax(const inc__json_document *document, const json_error_t *error)
{
    char line[DOCUMENT_LINE_SIZE], path[DOCUMENT_PATH_SIZE];
    int twice = json_error_code(error) == json_error_duplicate_key;
    size_t offset = error->position > 0 ? (size_t) error->position : 0;

    if (json_error_code(error) == json_error_out_of_memory)
        return inc__json_nomem(document);
    if (offset > document->size)
        offset = document->size;
    inc__json_path_at(document->text, offset, path, sizeof path);
    (void) snprintf(
        line, sizeof line, "%s:%zu: %s: %s%s", document->file,
        document->lines_before + (error->line > 0 ? (size_t) error->line : 1), path,
        twice ? "the member was given twice" : "this was no JSON: ", twice ? "" : error->text);
    return document_leave(document, INC_E_FORMAT, line);
}

static inc_status document_options(inc__json_document *document, const inc_json_options *options)
{
    inc_json_options local;
    inc_status status = inc_options_read(
        &local, sizeof local,
        offsetof(inc_json_options, zone_directory) + sizeof local.zone_directory, options);

    if (status != INC_OK)
        return inc_context_fail(document->context, status,
                                "the options of reading JSON were of no size");
    document->file = local.file != NULL ? local.file : "<json>";
    document->zone_directory = local.zone_directory;
    document->lines_before = local.first_line > 1 ? (size_t) local.first_line - 1 : 0;
    return INC_OK;
}

inc_status inc__json_open(inc__json_document *document, inc_context *context,
                          const inc_json_options *options, const char *text, size_t size)
{
    json_error_t error;
    inc_status status;

    memset(document, 0, sizeof *document);
    document->context = context;
    status = document_options(document, options);
    if (status != INC_OK)
        return status;
    document->text = text;
    document->size = size == INC_ZSTR ? strlen(text) : size;
    /* A refusal of the core is told in its own words: none may be left from before. */
    (void) inc_context_fail(context, INC_OK, "");
    document->root = json_loadb(text, document->size, JSON_REJECT_DUPLICATES, &error);
    return document->root != NULL ? INC_OK : document_syntax(document, &error);
}

void inc__json_close(inc__json_document *document)
{
    inc_context *context = document->context;
    size_t i;

    for (i = 0; i < document->zones_count; i++)
        inc_zone_unref(document->zones[i]);
    inc_context_resize(context, document->zones, document->zones_count * sizeof *document->zones,
                       0);
    json_decref(document->root);
}
