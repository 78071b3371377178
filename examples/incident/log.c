/* Reading an event log: rows one by one, those that are none, the header. */
#include "log.h"

#include "log_row.h"

#include <stdlib.h>
#include <string.h>

static bool log_keeps(const struct rule_needs *needs, enum column column)
{
    if (column >= COLUMN_TEXTS)
        return needs->is_whole || (column == COLUMN_CATEGORY && needs->has_category);
    return column == COLUMN_STATE || column == COLUMN_IMPACT || column == COLUMN_URGENCY ||
           column == COLUMN_PRIORITY;
}

void log_init(struct log *log, const struct columns *columns, const inc_rules *rules, bool is_whole,
              const char *path)
{
    memset(log, 0, sizeof *log);
    log->columns = columns;
    log->rules = rules;
    log->matrix = rules ? inc_rules_matrix(rules) : NULL;
    log->rejects.path = path;
    log->first = log->last = INC_TIME_NONE;
    for (int i = 0; i < COLUMNS; i++)
        log->memos[i].size = SIZE_MAX;
    rule_needs_init(&log->needs, rules, is_whole);
    for (int i = 0; i < COLUMNS; i++)
        log->kept[i] = log_keeps(&log->needs, (enum column) i) ? log->kept_count++ : SIZE_MAX;
}

void log_free(struct log *log)
{
    names_free(&log->numbers);
    names_free(&log->states);
    names_free(&log->texts);
    rejects_free(&log->rejects);
    free(log->incidents);
    free(log->latest);
    free(log->phases);
    free(log->told);
    free(log->entries);
    free(log->values);
    memset(log, 0, sizeof *log);
}

enum column_phase log_phase(const struct log *log, uint32_t state)
{
    return state == 0 ? PHASE_NEW : (enum column_phase) log->phases[state - 1];
}

uint32_t log_latest(const struct log *log, const struct log_incident *incident, enum column column)
{
    size_t index = (size_t) (incident - log->incidents);
    return log->kept[column] == SIZE_MAX ? 0
                                         : log->latest[index * log->kept_count + log->kept[column]];
}

const char *log_text(const struct log *log, uint32_t value)
{
    return value == 0 ? "" : names_text(&log->texts, value - 1);
}

int32_t log_matrix_priority(const struct log *log, uint32_t impact, uint32_t urgency)
{
    int32_t priority;
    if (!log->matrix || !impact || !urgency ||
        inc_matrix_priority(log->matrix, (int32_t) impact, (int32_t) urgency, &priority) != INC_OK)
        return 0;
    return priority;
}

static void log_bad_row(struct log *log, struct csv_reader *reader, const char *problem)
{
    struct csv_field begin = {"", 0};
    if (reader->fields_count)
        begin = reader->fields[0];
    rejects_add(&log->rejects, reader->line, NULL, problem, begin);
}

/* A row of the wrong width: its first line alone when it has several. */
static void log_wrong_width(struct log *log, struct csv_reader *reader)
{
    if (csv_give_back_lines(reader))
        log_bad_row(log, reader, "a quote that ends on a later line, in a row of the wrong width");
    else if (reader->fields_count < log->columns->width)
        log_bad_row(log, reader, "fewer columns than the header");
    else
        log_bad_row(log, reader, "more columns than the header");
}

static int log_read_header(struct log *log, struct csv_reader *reader, struct columns *columns)
{
    enum csv_result result = csv_next(reader);
    if (result == CSV_ROW)
        return columns_locate(columns, reader, log->rejects.path);
    tool_error("%s: %s", log->rejects.path,
               result == CSV_END   ? "is empty: a log starts with a header row"
               : result == CSV_BAD ? "has no usable header row"
                                   : "cannot be read");
    return TOOL_INPUT;
}

int log_read(struct log *log, struct csv_reader *reader, struct columns *columns,
             void (*step)(void *user, uint64_t bytes), void *user)
{
    int code = log_read_header(log, reader, columns);
    uint64_t rows = 0;
    while (code == TOOL_OK) {
        enum csv_result result = csv_next(reader);
        if (result == CSV_END)
            break;
        if (result == CSV_UNREADABLE) {
            tool_error("%s:%llu: cannot be read", log->rejects.path,
                       (unsigned long long) reader->line);
            code = TOOL_INPUT;
        } else if (result == CSV_BAD) {
            log_bad_row(log, reader, reader->problem);
        } else if (reader->fields_count != columns->width) {
            log_wrong_width(log, reader);
        } else {
            log_row_take(log, reader);
        }
        if (step && (++rows & 1023) == 0)
            step(user, reader->taken);
    }
    return code;
}
