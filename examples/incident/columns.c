/* The column map: those that are built in, finding the columns in a header row, what a state means.
 */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

static const char *const columns_names[COLUMNS] = {
    [COLUMN_NUMBER] = "number",
    [COLUMN_STATE] = "state",
    [COLUMN_UPDATED] = "updated_at",
    [COLUMN_OPENED] = "opened_at",
    [COLUMN_RESOLVED] = "resolved_at",
    [COLUMN_CLOSED] = "closed_at",
    [COLUMN_IMPACT] = "impact",
    [COLUMN_URGENCY] = "urgency",
    [COLUMN_PRIORITY] = "priority",
    [COLUMN_MADE_SLA] = "made_sla",
    [COLUMN_REOPENS] = "reopen_count",
    [COLUMN_REASSIGNS] = "reassignment_count",
    [COLUMN_CALLER] = "caller",
    [COLUMN_CHANNEL] = "contact_type",
    [COLUMN_CATEGORY] = "category",
    [COLUMN_SYMPTOM] = "symptom",
    [COLUMN_CI] = "ci",
    [COLUMN_TEAM] = "assignment_group",
    [COLUMN_PERSON] = "assigned_to",
    [COLUMN_CODE] = "closed_code",
};

const char *columns_name(enum column column)
{
    return columns_names[column];
}

void column_list_add(struct column_list *list, const char *text)
{
    size_t size = strlen(text);
    list->items = tool_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct column_text){tool_copy(text, size), size};
}

void column_list_free(struct column_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].text);
    free(list->items);
    memset(list, 0, sizeof *list);
}

static const char *const columns_of_servicenow[COLUMNS] = {
    [COLUMN_NUMBER] = "number",
    [COLUMN_STATE] = "incident_state",
    [COLUMN_UPDATED] = "sys_updated_at",
    [COLUMN_OPENED] = "opened_at",
    [COLUMN_RESOLVED] = "resolved_at",
    [COLUMN_CLOSED] = "closed_at",
    [COLUMN_IMPACT] = "impact",
    [COLUMN_URGENCY] = "urgency",
    [COLUMN_PRIORITY] = "priority",
    [COLUMN_MADE_SLA] = "made_sla",
    [COLUMN_REOPENS] = "reopen_count",
    [COLUMN_REASSIGNS] = "reassignment_count",
    [COLUMN_CALLER] = "caller_id",
    [COLUMN_CHANNEL] = "contact_type",
    [COLUMN_CATEGORY] = "category",
    [COLUMN_SYMPTOM] = "u_symptom",
    [COLUMN_CI] = "cmdb_ci",
    [COLUMN_TEAM] = "assignment_group",
    [COLUMN_PERSON] = "assigned_to",
    [COLUMN_CODE] = "closed_code",
};

/* A public status page made with cstate: one row an incident, its file is its number. */
static const char *const columns_of_cstate[COLUMNS] = {
    [COLUMN_NUMBER] = "file",           [COLUMN_STATE] = "resolved",    [COLUMN_OPENED] = "date",
    [COLUMN_RESOLVED] = "resolvedWhen", [COLUMN_CATEGORY] = "severity", [COLUMN_SYMPTOM] = "title",
    [COLUMN_CI] = "affected",
};

static void columns_servicenow(struct columns *columns)
{
    columns->dates = DATES_DMY;
    column_list_add(&columns->missing, "");
    column_list_add(&columns->missing, "?");
    column_list_add(&columns->phases[PHASE_NEW], "New");
    column_list_add(&columns->phases[PHASE_HOLD], "Awaiting *");
    column_list_add(&columns->phases[PHASE_HOLD], "On Hold");
    column_list_add(&columns->phases[PHASE_RESOLVED], "Resolved");
    column_list_add(&columns->phases[PHASE_CLOSED], "Closed");
}

static void columns_cstate(struct columns *columns)
{
    columns->dates = DATES_YMD;
    column_list_add(&columns->missing, "");
    column_list_add(&columns->phases[PHASE_RESOLVED], "true");
}

int columns_builtin(struct columns *columns, const char *format)
{
    bool is_cstate = strcmp(format, "cstate") == 0;
    const char *const *headers = is_cstate ? columns_of_cstate : columns_of_servicenow;
    memset(columns, 0, sizeof *columns);
    if (!is_cstate && strcmp(format, "servicenow") != 0)
        return tool_usage("--format: '%s' is not known; there are servicenow and cstate", format);
    for (int i = 0; i < COLUMNS; i++)
        if (headers[i])
            columns->headers[i] = tool_copy(headers[i], strlen(headers[i]));
    columns->separator = ',';
    if (is_cstate)
        columns_cstate(columns);
    else
        columns_servicenow(columns);
    return TOOL_OK;
}

void columns_free(struct columns *columns)
{
    for (int i = 0; i < COLUMNS; i++) {
        free(columns->headers[i]);
        column_list_free(&columns->levels[i]);
    }
    for (int i = 0; i < PHASE_ACTIVE; i++)
        column_list_free(&columns->phases[i]);
    column_list_free(&columns->missing);
    inc_zone_unref(columns->zone);
    memset(columns, 0, sizeof *columns);
}

static size_t columns_find(const struct csv_reader *reader, const char *header)
{
    size_t size = strlen(header);
    for (size_t i = 0; i < reader->fields_count; i++)
        if (reader->fields[i].size == size && memcmp(reader->fields[i].text, header, size) == 0)
            return i;
    return SIZE_MAX;
}

/* What no figure can do without. */
static bool columns_required(enum column column)
{
    return column == COLUMN_NUMBER || column == COLUMN_STATE || column == COLUMN_UPDATED ||
           column == COLUMN_OPENED;
}

int columns_locate(struct columns *columns, const struct csv_reader *reader, const char *path)
{
    columns->width = reader->fields_count;
    for (size_t i = 0; i < columns->missing.count; i++)
        columns->missing_starts[(unsigned char) columns->missing.items[i].text[0]] = true;
    for (int i = 0; i < COLUMNS; i++) {
        const char *header = columns->headers[i];
        columns->places[i] = header ? columns_find(reader, header) : SIZE_MAX;
        if (columns->places[i] != SIZE_MAX)
            continue;
        if (header && (columns->is_explicit || columns_required((enum column) i))) {
            tool_error("%s:%llu: the header has no column '%s' (%s)", path,
                       (unsigned long long) reader->line, header, columns_names[i]);
            return TOOL_INPUT;
        }
    }
    return TOOL_OK;
}

static bool columns_matches(const char *pattern, const char *text)
{
    size_t size = strlen(pattern);
    if (size > 0 && pattern[size - 1] == '*')
        return strncmp(pattern, text, size - 1) == 0;
    return strcmp(pattern, text) == 0;
}

enum column_phase columns_phase(const struct columns *columns, const char *state)
{
    for (int phase = 0; phase < PHASE_ACTIVE; phase++) {
        const struct column_list *list = &columns->phases[phase];
        for (size_t i = 0; i < list->count; i++)
            if (columns_matches(list->items[i].text, state))
                return (enum column_phase) phase;
    }
    return PHASE_ACTIVE;
}
