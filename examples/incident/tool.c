/* What the subcommands of `incident` share. */
#include "tool.h"

#include <errno.h>
#include <incident/json.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static char tool_name[64] = "incident";

void tool_name_is(const char *name)
{
    snprintf(tool_name, sizeof tool_name, "incident %s", name);
}

void tool_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", tool_name);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

int tool_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", tool_name);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, " (see %s --help)\n", tool_name);
    va_end(arguments);
    return TOOL_USAGE;
}

void *tool_resize(void *block, size_t count, size_t size)
{
    void *resized = NULL;
    if (count > 0 && size <= SIZE_MAX / count)
        resized = realloc(block, count * size);
    if (!resized) {
        tool_error("out of memory");
        exit(TOOL_INPUT);
    }
    return resized;
}

void *tool_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 16;
    return tool_resize(items, *capacity, size);
}

char *tool_copy(const char *text, size_t size)
{
    char *copy = tool_resize(NULL, size + 1, 1);
    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

void tool_must(inc_status status)
{
    if (status >= INC_OK)
        return;
    tool_error("the library answered %s", inc_status_name(status));
    exit(TOOL_INPUT);
}

static char *tool_read_stream(FILE *stream, size_t *size)
{
    size_t capacity = 4096, used = 0;
    char *text = tool_resize(NULL, capacity, 1);
    for (;;) {
        size_t got = fread(text + used, 1, capacity - used - 1, stream);
        if (got == 0)
            break;
        used += got;
        if (used + 1 == capacity) {
            capacity *= 2;
            text = tool_resize(text, capacity, 1);
        }
    }
    text[used] = '\0';
    *size = used;
    return text;
}

char *tool_read_file(const char *path, size_t *size)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *stream = is_stdin ? stdin : fopen(path, "rb");
    char *text = NULL;
    if (!stream) {
        tool_error("cannot open '%s': %s", path, strerror(errno));
        return NULL;
    }
    errno = 0;
    text = tool_read_stream(stream, size);
    if (ferror(stream)) {
        tool_error("cannot read '%s': %s", path, strerror(errno));
        free(text);
        text = NULL;
    }
    if (!is_stdin)
        fclose(stream);
    return text;
}

int tool_load_rules(inc_context *context, const char *path, inc_rules **rules)
{
    inc_json_options options = {.size = sizeof options, .file = path};
    size_t size = 0;
    char *text = tool_read_file(path, &size);
    inc_status status;
    if (!text)
        return TOOL_INPUT;
    status = inc_json_read_rules(context, text, size, &options, rules);
    free(text);
    if (status == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(context));
    return TOOL_INPUT;
}
