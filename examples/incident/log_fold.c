/* Rows of an event log folded into one compact record an incident. */
#include "log_fold.h"

#include "cells.h"
#include "log_states.h"

#include <stdlib.h>
#include <string.h>

void log_fold_init(struct log_fold *fold, const struct columns *columns, const inc_rules *rules,
                   const char *path)
{
    memset(fold, 0, sizeof *fold);
    fold->columns = columns;
    fold->rules = rules;
    fold->rejects.path = path;
    fold->first = fold->last = INC_TIME_NONE;
    for (int i = 0; i < COLUMNS; i++)
        fold->memos[i].size = SIZE_MAX;
}

void log_fold_free(struct log_fold *fold)
{
    names_free(&fold->numbers);
    names_free(&fold->states);
    rejects_free(&fold->rejects);
    free(fold->incidents);
    free(fold->phases);
    free(fold->pausing);
    free(fold->facts);
    memset(fold, 0, sizeof *fold);
}

/* A row on its way into a record. */
struct log_row {
    struct log_fold *fold;
    const struct csv_field *fields;
    uint64_t line;
};

static struct csv_field log_cell(const struct log_row *row, enum column column)
{
    return row->fields[row->fold->columns->places[column]];
}

static bool log_has(const struct log_row *row, enum column column)
{
    return columns_have(row->fold->columns, column) &&
           !columns_missing(row->fold->columns, log_cell(row, column));
}

static void log_reject(const struct log_row *row, enum column column, const char *reason)
{
    rejects_add(&row->fold->rejects, row->line, columns_name(column), reason,
                log_cell(row, column));
}

static bool log_remembers(const struct log_row *row, enum column column, inc_time *time)
{
    const struct log_memo *memo = &row->fold->memos[column];
    struct csv_field cell;
    if (!columns_have(row->fold->columns, column))
        return false;
    cell = log_cell(row, column);
    if (cell.size != memo->size || memcmp(cell.text, memo->text, cell.size) != 0)
        return false;
    *time = memo->time;
    return true;
}

static bool log_parse_date(struct log_fold *fold, enum column column, struct csv_field cell,
                           inc_time *time)
{
    struct log_memo *memo = &fold->memos[column];
    if (!cells_date(fold->columns, cell, time))
        return false;
    if (cell.size <= sizeof memo->text) {
        memcpy(memo->text, cell.text, cell.size);
        memo->size = cell.size;
        memo->time = *time;
    }
    if (fold->first == INC_TIME_NONE || *time < fold->first)
        fold->first = *time;
    if (fold->last == INC_TIME_NONE || *time > fold->last)
        fold->last = *time;
    return true;
}

/* INC_TIME_NONE where there is none; false for a cell that is bad, or needed and missing. */
static bool log_take_date(const struct log_row *row, enum column column, bool needed,
                          inc_time *time)
{
    *time = INC_TIME_NONE;
    if (log_remembers(row, column, time))
        return true;
    if (!log_has(row, column)) {
        if (needed)
            log_reject(row, column, "no value");
        return !needed;
    }
    if (log_parse_date(row->fold, column, log_cell(row, column), time))
        return true;
    log_reject(row, column, "no date");
    return false;
}

/* 0 where there is none; false for a cell that is bad. */
static bool log_take_level(const struct log_row *row, enum column column, enum inc_scale scale,
                           int32_t *level)
{
    const inc_matrix *matrix = inc_rules_matrix(row->fold->rules);
    *level = 0;
    if (!log_has(row, column))
        return true;
    if (cells_level(row->fold->columns, column, log_cell(row, column), level) &&
        (!matrix || *level <= inc_matrix_levels(matrix, (int32_t) scale)))
        return true;
    *level = 0;
    log_reject(row, column, "no level of the matrix");
    return false;
}

static bool log_take_count(const struct log_row *row, enum column column, int32_t *count)
{
    *count = -1;
    if (!log_has(row, column) || cells_count(log_cell(row, column), count))
        return true;
    log_reject(row, column, "no count");
    return false;
}

static void log_spoil(struct log_incident *incident, bool fine, unsigned what)
{
    if (!fine)
        incident->spoiled = (uint16_t) (incident->spoiled | what);
}

/* What the last row of an incident decides: each row overwrites it. */
static void log_take_final(const struct log_row *row, struct log_incident *incident)
{
    bool yes = false;
    incident->spoiled = (uint16_t) (incident->spoiled & ~(unsigned) SPOILED_FINAL);
    log_spoil(incident, log_take_date(row, COLUMN_OPENED, true, &incident->opened), SPOILED_OPENED);
    log_spoil(incident, log_take_date(row, COLUMN_RESOLVED, false, &incident->resolved),
              SPOILED_RESOLVED);
    log_spoil(incident, log_take_date(row, COLUMN_CLOSED, false, &incident->closed),
              SPOILED_CLOSED);
    log_spoil(incident, log_take_count(row, COLUMN_REOPENS, &incident->reopens), SPOILED_REOPENS);
    log_spoil(incident, log_take_count(row, COLUMN_REASSIGNS, &incident->reassigns),
              SPOILED_REASSIGNS);
    incident->made_sla = -1;
    if (log_has(row, COLUMN_MADE_SLA)) {
        if (cells_yes(log_cell(row, COLUMN_MADE_SLA), &yes))
            incident->made_sla = yes;
        else
            log_reject(row, COLUMN_MADE_SLA, "neither true nor false");
        log_spoil(incident, incident->made_sla >= 0, SPOILED_MADE_SLA);
    }
}

static void log_check_matrix(struct log_fold *fold, int32_t impact, int32_t urgency,
                             int32_t priority)
{
    const inc_matrix *matrix = inc_rules_matrix(fold->rules);
    int32_t expected;
    if (!matrix || !impact || !urgency || !priority)
        return;
    if (inc_matrix_priority(matrix, impact, urgency, &expected) == INC_OK) {
        fold->matrix_checked++;
        fold->matrix_mismatches += expected != priority;
    } else {
        fold->matrix_empty++;
    }
}

static void log_take_priority(const struct log_row *row, struct log_incident *incident,
                              inc_time updated)
{
    int32_t impact, urgency, priority;
    (void) log_take_level(row, COLUMN_IMPACT, INC_SCALE_IMPACT, &impact);
    (void) log_take_level(row, COLUMN_URGENCY, INC_SCALE_URGENCY, &urgency);
    log_spoil(incident, log_take_level(row, COLUMN_PRIORITY, INC_SCALE_PRIORITY, &priority),
              SPOILED_PRIORITY);
    log_check_matrix(row->fold, impact, urgency, priority);
    if (priority && !incident->first_priority)
        incident->first_priority = (int16_t) priority;
    else if (priority && incident->priority && priority != incident->priority)
        log_states_priority(row->fold, incident, updated, (uint32_t) row->line, priority);
    incident->priority = (int16_t) priority;
}

static void log_take_state(const struct log_row *row, struct log_incident *incident,
                           inc_time updated)
{
    struct log_mark mark = {updated, (uint32_t) row->line};
    if (!log_has(row, COLUMN_STATE)) {
        log_reject(row, COLUMN_STATE, "no value");
        log_spoil(incident, false, SPOILED_STATES);
        log_spoil(incident, incident->acknowledged.line > 0, SPOILED_ACKNOWLEDGED);
        return;
    }
    log_states_move(row->fold, incident, log_cell(row, COLUMN_STATE), mark);
}

static struct log_incident *log_find(struct log_fold *fold, struct csv_field number)
{
    size_t known = fold->numbers.count;
    uint32_t index = names_add(&fold->numbers, number.text, number.size);
    struct log_incident *incident;
    fold->incidents =
        tool_grow(fold->incidents, index, &fold->incidents_capacity, sizeof *fold->incidents);
    incident = &fold->incidents[index];
    if (index < known)
        return incident;
    memset(incident, 0, sizeof *incident);
    incident->updated = INC_TIME_NONE;
    incident->acknowledged.at = INC_TIME_NONE;
    incident->to_resolved.at = INC_TIME_NONE;
    incident->to_closed.at = INC_TIME_NONE;
    incident->state = UINT32_MAX;
    return incident;
}

void log_fold_row(struct log_fold *fold, struct csv_reader *reader)
{
    struct log_row row = {fold, reader->fields, reader->line};
    struct log_incident *incident;
    inc_time updated;
    if (!log_has(&row, COLUMN_NUMBER)) {
        rejects_add(&fold->rejects, row.line, NULL, "no incident number", reader->fields[0]);
        return;
    }
    fold->events++;
    incident = log_find(fold, log_cell(&row, COLUMN_NUMBER));
    incident->last_line = (uint32_t) row.line;
    if (!incident->first_line)
        incident->first_line = incident->last_line;
    (void) log_take_date(&row, COLUMN_UPDATED, true, &updated);
    if (updated != INC_TIME_NONE) {
        fold->backwards += incident->updated != INC_TIME_NONE && updated < incident->updated;
        incident->updated = updated;
    }
    log_take_final(&row, incident);
    log_take_priority(&row, incident, updated);
    log_take_state(&row, incident, updated);
}

static void log_bad_row(struct log_fold *fold, struct csv_reader *reader, const char *problem)
{
    struct csv_field begin = {"", 0};
    if (reader->fields_count)
        begin = reader->fields[0];
    rejects_add(&fold->rejects, reader->line, NULL, problem, begin);
}

/* A row of the wrong width: its first line alone when it has several. */
static void log_wrong_width(struct log_fold *fold, struct csv_reader *reader)
{
    if (csv_give_back_lines(reader))
        log_bad_row(fold, reader, "a quote that ends on a later line, in a row of the wrong width");
    else if (reader->fields_count < fold->columns->width)
        log_bad_row(fold, reader, "fewer columns than the header");
    else
        log_bad_row(fold, reader, "more columns than the header");
}

static int log_read_header(struct log_fold *fold, struct csv_reader *reader,
                           struct columns *columns)
{
    enum csv_result result = csv_next(reader);
    if (result == CSV_ROW)
        return columns_locate(columns, reader, fold->rejects.path);
    tool_error("%s: %s", fold->rejects.path,
               result == CSV_END   ? "is empty: a log starts with a header row"
               : result == CSV_BAD ? "has no usable header row"
                                   : "cannot be read");
    return TOOL_INPUT;
}

int log_fold_all(struct log_fold *fold, struct csv_reader *reader, struct columns *columns,
                 void (*step)(void *user, uint64_t bytes), void *user)
{
    int code = log_read_header(fold, reader, columns);
    uint64_t rows = 0;
    while (code == TOOL_OK) {
        enum csv_result result = csv_next(reader);
        if (result == CSV_END)
            break;
        if (result == CSV_UNREADABLE) {
            tool_error("%s:%llu: cannot be read", fold->rejects.path,
                       (unsigned long long) reader->line);
            code = TOOL_INPUT;
        } else if (result == CSV_BAD) {
            log_bad_row(fold, reader, reader->problem);
        } else if (reader->fields_count != columns->width) {
            log_wrong_width(fold, reader);
        } else {
            log_fold_row(fold, reader);
        }
        if (step && (++rows & 1023) == 0)
            step(user, reader->taken);
    }
    return code;
}
