/* Which columns of a log mean what, and how its cells are written: the column map. */
#ifndef EXAMPLES_INCIDENT_COLUMNS_H
#define EXAMPLES_INCIDENT_COLUMNS_H

#include "csv.h"
#include "tool.h"

#include <string.h>

/* What a column can mean. */
enum column {
    COLUMN_NUMBER,
    COLUMN_STATE,
    COLUMN_UPDATED,
    COLUMN_OPENED,
    COLUMN_RESOLVED,
    COLUMN_CLOSED,
    COLUMN_IMPACT,
    COLUMN_URGENCY,
    COLUMN_PRIORITY,
    COLUMN_MADE_SLA,
    COLUMN_REOPENS,
    COLUMN_REASSIGNS,
    COLUMN_CALLER, /* this and those below are texts that no figure needs */
    COLUMN_CHANNEL,
    COLUMN_CATEGORY,
    COLUMN_SYMPTOM,
    COLUMN_CI,
    COLUMN_TEAM,
    COLUMN_PERSON,
    COLUMN_CODE,
    COLUMNS, /* their number */
    COLUMN_TEXTS = COLUMN_CALLER
};

/* What states can mean beside "in progress". */
enum column_phase { PHASE_NEW, PHASE_HOLD, PHASE_RESOLVED, PHASE_CLOSED, PHASE_ACTIVE };

enum column_dates { DATES_DMY, DATES_MDY, DATES_YMD };

struct column_text {
    char *text;
    size_t size;
};

struct column_list {
    struct column_text *items;
    size_t count;
    size_t capacity;
};

struct columns {
    char *headers[COLUMNS];                  /* the header of each in this log; NULL: not mapped */
    bool is_explicit;                        /* from a file: every column it names must be there */
    struct column_list missing;              /* cells that say "no value" */
    bool missing_starts[256];                /* their first bytes */
    struct column_list phases[PHASE_ACTIVE]; /* state names; one may end in '*' */
    struct column_list levels[COLUMNS]; /* names of impact, urgency, priority, the first is 1 */
    enum column_dates dates;
    char separator;
    inc_zone *zone;         /* of the log's dates; NULL: UTC */
    size_t places[COLUMNS]; /* of each in a row; SIZE_MAX: not in this log */
    size_t width;           /* columns of a row */
};

/* The map of a format known by name (servicenow, cstate); usage line when it is not. */
int columns_builtin(struct columns *columns, const char *format);

/* The map in a JSON file. Format: doc/tool.md. */
int columns_read(struct columns *columns, inc_context *context, const char *path);

void columns_free(struct columns *columns);

/* Finds the columns in the header row of the log named path. */
int columns_locate(struct columns *columns, const struct csv_reader *reader, const char *path);

/* The member of the map that names a column, as "opened_at". */
const char *columns_name(enum column column);

void column_list_add(struct column_list *list, const char *text);
void column_list_free(struct column_list *list);

static inline bool column_text_is(const struct column_text *text, struct csv_field cell)
{
    if (text->size != cell.size)
        return false;
    /* Most cells differ in their first byte: that saves a call. */
    return cell.size == 0 ||
           (text->text[0] == cell.text[0] && memcmp(text->text, cell.text, cell.size) == 0);
}

/* The index of a text in a list, or its count. */
static inline size_t column_list_find(const struct column_list *list, struct csv_field cell)
{
    size_t i = 0;
    while (i < list->count && !column_text_is(&list->items[i], cell))
        i++;
    return i;
}

/* Whether this log has the column. */
static inline bool columns_have(const struct columns *columns, enum column column)
{
    return columns->places[column] != SIZE_MAX;
}

/* Whether rows tell when they were written. If not, each is a snapshot, taken nobody knows when. */
static inline bool columns_timed(const struct columns *columns)
{
    return columns_have(columns, COLUMN_UPDATED);
}

/* Whether a cell says "no value". */
static inline bool columns_missing(const struct columns *columns, struct csv_field cell)
{
    if (cell.size > 0 && !columns->missing_starts[(unsigned char) cell.text[0]])
        return false;
    return column_list_find(&columns->missing, cell) < columns->missing.count;
}

enum column_phase columns_phase(const struct columns *columns, const char *state);

#endif
