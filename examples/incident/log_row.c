/* What one row says about its incident: final values, and what it changes. */
#include "log_row.h"

#include "cells.h"

#include <stdlib.h>
#include <string.h>

/* A row on its way into a record. */
struct log_row {
    struct log *log;
    const struct csv_field *fields;
    uint64_t line;
    struct log_incident *incident;
    uint32_t *latest;
    inc_time at;             /* when it was written, or else the row before */
    bool is_timed;           /* it tells so itself */
    struct log_entry *entry; /* NULL: nothing kept yet */
};

static struct csv_field row_cell(const struct log_row *row, enum column column)
{
    return row->fields[row->log->columns->places[column]];
}

static bool row_has(const struct log_row *row, enum column column)
{
    return columns_have(row->log->columns, column) &&
           !columns_missing(row->log->columns, row_cell(row, column));
}

static void row_reject(const struct log_row *row, enum column column, const char *reason)
{
    rejects_add(&row->log->rejects, row->line, columns_name(column), reason, row_cell(row, column));
}

/* The memo of a column when it has what the cell says, or NULL. */
static const struct log_memo *row_memo(const struct log_row *row, enum column column)
{
    const struct log_memo *memo = &row->log->memos[column];
    struct csv_field cell = row_cell(row, column);
    if (cell.size != memo->size || !csv_same(cell.text, memo->text, cell.size))
        return NULL;
    return memo;
}

static void row_remember(const struct log_row *row, enum column column, inc_time time,
                         uint32_t value)
{
    struct log_memo *memo = &row->log->memos[column];
    struct csv_field cell = row_cell(row, column);
    if (cell.size > sizeof memo->text)
        return;
    memcpy(memo->text, cell.text, cell.size);
    memo->size = cell.size;
    memo->time = time;
    memo->value = value;
}

static bool row_parse_date(const struct log_row *row, enum column column, inc_time *time)
{
    struct log *log = row->log;
    if (!cells_date(log->columns, row_cell(row, column), time))
        return false;
    row_remember(row, column, *time, 0);
    if (log->first == INC_TIME_NONE || *time < log->first)
        log->first = *time;
    if (log->last == INC_TIME_NONE || *time > log->last)
        log->last = *time;
    return true;
}

/* INC_TIME_NONE where there is none; false for a cell that is bad, or needed and missing. */
static bool row_date(const struct log_row *row, enum column column, bool needed, inc_time *time)
{
    const struct log_memo *memo;
    *time = INC_TIME_NONE;
    if (!columns_have(row->log->columns, column))
        return !needed;
    memo = row_memo(row, column);
    if (memo) {
        *time = memo->time;
        return true;
    }
    if (!row_has(row, column)) {
        if (needed)
            row_reject(row, column, "no value");
        return !needed;
    }
    if (row_parse_date(row, column, time))
        return true;
    row_reject(row, column, "no date");
    return false;
}

/* What a cell says that `parse` reads; -1 where there is no value. False: a bad cell. */
static bool row_number(const struct log_row *row, enum column column,
                       bool (*parse)(struct csv_field cell, int32_t *number), const char *bad,
                       int32_t *number)
{
    const struct log_memo *memo;
    *number = -1;
    if (!columns_have(row->log->columns, column))
        return true;
    memo = row_memo(row, column);
    if (memo) {
        *number = (int32_t) memo->value - 1;
        return true;
    }
    if (row_has(row, column) && !parse(row_cell(row, column), number)) {
        row_reject(row, column, bad);
        return false;
    }
    row_remember(row, column, INC_TIME_NONE, (uint32_t) (*number + 1));
    return true;
}

static void row_spoil(const struct log_row *row, bool fine, unsigned what)
{
    if (!fine)
        row->incident->spoiled = (uint16_t) (row->incident->spoiled | what);
}

/* What the last row of an incident decides: each row overwrites it. */
static void row_take_final(const struct log_row *row)
{
    struct log_incident *incident = row->incident;
    int32_t made_sla;
    incident->spoiled = (uint16_t) (incident->spoiled & ~(unsigned) SPOILED_FINAL);
    row_spoil(row, row_date(row, COLUMN_OPENED, true, &incident->opened), SPOILED_OPENED);
    row_spoil(row, row_date(row, COLUMN_RESOLVED, false, &incident->resolved), SPOILED_RESOLVED);
    row_spoil(row, row_date(row, COLUMN_CLOSED, false, &incident->closed), SPOILED_CLOSED);
    row_spoil(row, row_number(row, COLUMN_REOPENS, cells_count, "no count", &incident->reopens),
              SPOILED_REOPENS);
    row_spoil(row, row_number(row, COLUMN_REASSIGNS, cells_count, "no count", &incident->reassigns),
              SPOILED_REASSIGNS);
    row_spoil(row, row_number(row, COLUMN_MADE_SLA, cells_yes, "neither true nor false", &made_sla),
              SPOILED_MADE_SLA);
    incident->made_sla = (int16_t) made_sla;
}

static enum inc_scale row_scale(enum column column)
{
    return column == COLUMN_IMPACT    ? INC_SCALE_IMPACT
           : column == COLUMN_URGENCY ? INC_SCALE_URGENCY
                                      : INC_SCALE_PRIORITY;
}

static bool row_level(const struct log_row *row, enum column column, uint32_t *value)
{
    const inc_matrix *matrix = row->log->matrix;
    int32_t level;
    if (!cells_level(row->log->columns, column, row_cell(row, column), &level) ||
        (matrix && level > inc_matrix_levels(matrix, (int32_t) row_scale(column)))) {
        row_reject(row, column, "no level of the matrix");
        return false;
    }
    *value = (uint32_t) level;
    return true;
}

/* A hold that stops no clock is work like any other. */
static enum column_phase row_phase(const struct log *log, const char *state)
{
    enum column_phase phase = columns_phase(log->columns, state);
    return phase == PHASE_HOLD && !rule_needs_hold(&log->needs, state) ? PHASE_ACTIVE : phase;
}

/* Where only clocks are asked, states of one phase are one state, told as the first of them. */
static void row_new_state(struct log *log, uint32_t number)
{
    enum column_phase phase = row_phase(log, names_text(&log->states, number));
    bool is_plain = phase == PHASE_ACTIVE || (phase == PHASE_NEW && !log->needs.has_acknowledged);
    log->phases = tool_grow(log->phases, number, &log->phases_capacity, 1);
    log->phases[number] = (uint8_t) phase;
    log->told = tool_grow(log->told, number, &log->told_capacity, sizeof *log->told);
    log->told[number] = number + 1;
    if (log->needs.is_whole || !is_plain)
        return;
    if (!log->plain)
        log->plain = number + 1;
    log->told[number] = log->plain;
}

static uint32_t row_state(const struct log_row *row)
{
    struct log *log = row->log;
    struct csv_field cell = row_cell(row, COLUMN_STATE);
    size_t known = log->states.count;
    uint32_t number = names_add(&log->states, cell.text, cell.size);
    if (number == known) {
        row_new_state(log, number);
    }
    return number + 1;
}

static uint32_t row_text(const struct log_row *row, struct csv_field cell)
{
    uint32_t number = names_add(&row->log->texts, cell.text, cell.size);
    if (number < LOG_VALUES)
        return number + 1;
    tool_error("%s:%llu: too many different texts", row->log->rejects.path,
               (unsigned long long) row->line);
    exit(TOOL_INPUT);
}

/* What the row says of a column, as struct log_value has it; 0: nothing. False: a bad cell. */
static bool row_value(const struct log_row *row, enum column column, uint32_t *value)
{
    const struct log_memo *memo;
    struct csv_field cell;
    *value = 0;
    if (!columns_have(row->log->columns, column))
        return true;
    memo = row_memo(row, column);
    if (memo) {
        *value = memo->value;
        return true;
    }
    if (row_has(row, column)) {
        cell = row_cell(row, column);
        if (column == COLUMN_STATE)
            *value = row_state(row);
        else if (column >= COLUMN_TEXTS)
            *value = row_text(row, cell);
        else if (!row_level(row, column, value))
            return false;
    }
    row_remember(row, column, INC_TIME_NONE, *value);
    return true;
}

static void row_keep(struct log_row *row)
{
    struct log *log = row->log;
    struct log_incident *incident = row->incident;
    log->entries =
        tool_grow(log->entries, log->entries_count, &log->entries_capacity, sizeof *log->entries);
    row->entry = &log->entries[log->entries_count++];
    *row->entry = (struct log_entry){.at = row->at,
                                     .line = (uint32_t) row->line,
                                     .first = (uint32_t) log->values_count,
                                     .is_timed = row->is_timed};
    if (incident->last_entry)
        log->entries[incident->last_entry - 1].next = (uint32_t) log->entries_count;
    else
        incident->first_entry = (uint32_t) log->entries_count;
    incident->last_entry = (uint32_t) log->entries_count;
}

/* Keeps what the row says of a column, if it is new. A cell without a value says that nobody has
 * it; of other columns it says nothing. */
static void row_tell(struct log_row *row, enum column column, uint32_t value)
{
    struct log *log = row->log;
    uint32_t *latest = &row->latest[log->kept[column]];
    if (value == *latest || (value == 0 && column != COLUMN_PERSON))
        return;
    *latest = value;
    if (!row->entry)
        row_keep(row);
    log->values =
        tool_grow(log->values, log->values_count, &log->values_capacity, sizeof *log->values);
    log->values[log->values_count++] = (struct log_value){column & 31u, value & (LOG_VALUES + 1u)};
    row->entry->count++;
}

static void row_check_matrix(struct log *log, uint32_t impact, uint32_t urgency, uint32_t priority)
{
    int32_t expected;
    if (!log->matrix || !impact || !urgency || !priority)
        return;
    expected = log_matrix_priority(log, impact, urgency);
    log->matrix_checked += expected != 0;
    log->matrix_mismatches += expected != 0 && expected != (int32_t) priority;
    log->matrix_empty += expected == 0;
}

static void row_take_priority(struct log_row *row)
{
    struct log_incident *incident = row->incident;
    uint32_t impact, urgency, priority;
    (void) row_value(row, COLUMN_IMPACT, &impact);
    (void) row_value(row, COLUMN_URGENCY, &urgency);
    row_spoil(row, row_value(row, COLUMN_PRIORITY, &priority), SPOILED_PRIORITY);
    row_check_matrix(row->log, impact, urgency, priority);
    row_tell(row, COLUMN_IMPACT, impact);
    row_tell(row, COLUMN_URGENCY, urgency);
    row->log->priority_changes +=
        priority && incident->priority && (int32_t) priority != incident->priority;
    row_tell(row, COLUMN_PRIORITY, priority);
    incident->priority = (int16_t) priority;
}

static void row_take_state(struct log_row *row)
{
    struct log_incident *incident = row->incident;
    uint32_t state;
    (void) row_value(row, COLUMN_STATE, &state);
    if (!state) {
        row_reject(row, COLUMN_STATE, "no value");
        row_spoil(row, false, SPOILED_STATES);
        row_spoil(row, incident->acknowledged.line > 0, SPOILED_ACKNOWLEDGED);
        return;
    }
    if (!incident->acknowledged.line && log_phase(row->log, state) != PHASE_NEW) {
        incident->acknowledged.at = row->is_timed ? row->at : INC_TIME_NONE;
        incident->acknowledged.line = (uint32_t) row->line;
        row_spoil(row, row->is_timed, SPOILED_ACKNOWLEDGED);
    }
    row_tell(row, COLUMN_STATE, row->log->told[state - 1]);
}

static void row_take_texts(struct log_row *row)
{
    for (int i = COLUMN_TEXTS; i < COLUMNS; i++) {
        uint32_t value;
        if (row->log->kept[i] == SIZE_MAX)
            continue;
        (void) row_value(row, (enum column) i, &value);
        row_tell(row, (enum column) i, value);
    }
}

static struct log_incident *row_find(struct log *log, struct csv_field number)
{
    size_t known = log->numbers.count;
    uint32_t index = names_add(&log->numbers, number.text, number.size);
    struct log_incident *incident;
    log->incidents =
        tool_grow(log->incidents, index, &log->incidents_capacity, sizeof *log->incidents);
    incident = &log->incidents[index];
    if (index < known)
        return incident;
    memset(incident, 0, sizeof *incident);
    while (log->latest_capacity < (index + 1) * log->kept_count) {
        log->latest_capacity = log->latest_capacity ? log->latest_capacity * 2 : 1024;
        log->latest = tool_resize(log->latest, log->latest_capacity, sizeof *log->latest);
    }
    memset(&log->latest[index * log->kept_count], 0, log->kept_count * sizeof *log->latest);
    incident->updated = INC_TIME_NONE;
    incident->acknowledged.at = INC_TIME_NONE;
    return incident;
}

static void row_take_time(struct log_row *row)
{
    struct log_incident *incident = row->incident;
    inc_time updated, before = incident->updated;
    (void) row_date(row, COLUMN_UPDATED, true, &updated);
    row->is_timed = updated != INC_TIME_NONE;
    row->at = row->is_timed ? updated : before;
    if (!row->is_timed)
        return;
    row->log->backwards += before != INC_TIME_NONE && updated < before;
    incident->updated = updated;
}

void log_row_take(struct log *log, struct csv_reader *reader)
{
    struct log_row row = {.log = log, .fields = reader->fields, .line = reader->line};
    if (!row_has(&row, COLUMN_NUMBER)) {
        rejects_add(&log->rejects, row.line, NULL, "no incident number", reader->fields[0]);
        return;
    }
    log->events++;
    row.incident = row_find(log, row_cell(&row, COLUMN_NUMBER));
    row.latest = &log->latest[(size_t) (row.incident - log->incidents) * log->kept_count];
    row.incident->last_line = (uint32_t) row.line;
    if (!row.incident->first_line)
        row.incident->first_line = row.incident->last_line;
    row_take_time(&row);
    row_take_final(&row);
    row_take_priority(&row);
    row_take_state(&row);
    row_take_texts(&row);
}
