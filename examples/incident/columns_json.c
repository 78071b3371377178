/* The column map as a JSON file: what it leaves out is as in ServiceNow's, but for the columns. */
#include "columns.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct columns_file {
    struct columns *columns;
    inc_context *context;
    const char *path;
};

static int columns_wrong(const struct columns_file *file, const char *where, const char *what)
{
    tool_error("%s: %s: %s", file->path, where, what);
    return TOOL_INPUT;
}

static int columns_read_list(const struct columns_file *file, const char *where,
                             const json_t *value, struct column_list *list)
{
    column_list_free(list);
    if (!json_is_array(value))
        return columns_wrong(file, where, "is no list of texts");
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *text = json_string_value(json_array_get(value, i));
        if (!text)
            return columns_wrong(file, where, "is no list of texts");
        column_list_add(list, text);
    }
    return TOOL_OK;
}

static int columns_index(const char *name)
{
    for (int i = 0; i < COLUMNS; i++)
        if (strcmp(columns_name((enum column) i), name) == 0)
            return i;
    return -1;
}

static int columns_read_columns(const struct columns_file *file, json_t *value)
{
    const char *key;
    json_t *header;
    for (int i = 0; i < COLUMNS; i++) {
        free(file->columns->headers[i]);
        file->columns->headers[i] = NULL;
    }
    json_object_foreach(value, key, header)
    {
        int column = columns_index(key);
        if (column < 0 || !json_is_string(header)) {
            tool_error("%s: columns: '%s' %s", file->path, key,
                       column < 0 ? "is no column that has a meaning" : "is no text");
            return TOOL_INPUT;
        }
        file->columns->headers[column] =
            tool_copy(json_string_value(header), json_string_length(header));
    }
    for (int i = COLUMN_NUMBER; i <= COLUMN_OPENED; i++)
        if (i != COLUMN_UPDATED && !file->columns->headers[i])
            return columns_wrong(file, "columns", "number, state, opened_at are needed");
    return TOOL_OK;
}

static int columns_read_states(const struct columns_file *file, json_t *value)
{
    static const char *const phases[PHASE_ACTIVE] = {"new", "hold", "resolved", "closed"};
    const char *key;
    json_t *list;
    json_object_foreach(value, key, list)
    {
        int phase = 0, code;
        while (phase < PHASE_ACTIVE && strcmp(phases[phase], key) != 0)
            phase++;
        if (phase == PHASE_ACTIVE)
            return columns_wrong(file, "states",
                                 "has a member other than new, hold, resolved, closed");
        code = columns_read_list(file, "states", list, &file->columns->phases[phase]);
        if (code != TOOL_OK)
            return code;
    }
    return TOOL_OK;
}

static int columns_read_levels(const struct columns_file *file, json_t *value)
{
    const char *key;
    json_t *list;
    json_object_foreach(value, key, list)
    {
        int column = columns_index(key), code;
        if (column < COLUMN_IMPACT || column > COLUMN_PRIORITY)
            return columns_wrong(file, "levels",
                                 "has a member other than impact, urgency, priority");
        code = columns_read_list(file, "levels", list, &file->columns->levels[column]);
        if (code != TOOL_OK)
            return code;
    }
    return TOOL_OK;
}

static int columns_read_dates(const struct columns_file *file, const json_t *value)
{
    static const char *const orders[] = {"dmy", "mdy", "ymd"};
    const char *text = json_string_value(value);
    for (int i = 0; text && i < 3; i++) {
        if (strcmp(text, orders[i]) != 0)
            continue;
        file->columns->dates = (enum column_dates) i;
        return TOOL_OK;
    }
    return columns_wrong(file, "dates", "is none of dmy, mdy, ymd");
}

static int columns_read_zone(const struct columns_file *file, const json_t *value)
{
    const char *text = json_string_value(value);
    if (!text)
        return columns_wrong(file, "zone", "is no text");
    if (inc_zone_load(file->context, NULL, text, INC_ZSTR, &file->columns->zone) != INC_OK)
        return columns_wrong(file, "zone", inc_context_error(file->context));
    return TOOL_OK;
}

static int columns_read_separator(const struct columns_file *file, const json_t *value)
{
    const char *text = json_string_value(value);
    if (!text || strlen(text) != 1 || strchr("\"\r\n", *text))
        return columns_wrong(file, "separator", "is no single character");
    file->columns->separator = *text;
    return TOOL_OK;
}

static int columns_read_member(const struct columns_file *file, const char *key, json_t *value)
{
    if (strcmp(key, "columns") == 0)
        return columns_read_columns(file, value);
    if (strcmp(key, "states") == 0)
        return columns_read_states(file, value);
    if (strcmp(key, "levels") == 0)
        return columns_read_levels(file, value);
    if (strcmp(key, "missing") == 0)
        return columns_read_list(file, key, value, &file->columns->missing);
    if (strcmp(key, "dates") == 0)
        return columns_read_dates(file, value);
    if (strcmp(key, "zone") == 0)
        return columns_read_zone(file, value);
    if (strcmp(key, "separator") == 0)
        return columns_read_separator(file, value);
    return columns_wrong(file, key, "is no member of a column map");
}

static int columns_read_document(const struct columns_file *file, json_t *document)
{
    const char *key;
    json_t *value;
    if (!json_is_object(document) || !json_is_object(json_object_get(document, "columns")))
        return columns_wrong(file, "columns", "is missing");
    json_object_foreach(document, key, value)
    {
        int code = columns_read_member(file, key, value);
        if (code != TOOL_OK)
            return code;
    }
    return TOOL_OK;
}

int columns_read(struct columns *columns, inc_context *context, const char *path)
{
    struct columns_file file = {columns, context, path};
    json_error_t error;
    json_t *document;
    size_t size;
    char *text = tool_read_file(path, &size);
    int code;
    if (!text)
        return TOOL_INPUT;
    document = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    free(text);
    if (!document) {
        tool_error("%s:%d: %s", path, error.line, error.text);
        return TOOL_INPUT;
    }
    columns->is_explicit = true;
    code = columns_read_document(&file, document);
    json_decref(document);
    return code;
}
