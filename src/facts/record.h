/* Records: the immutable bodies of events and rows, and the drafts that they are made from. Both
 * are cells by column id; a published table tells the type of each column. */
#ifndef INC_FACTS_RECORD_H
#define INC_FACTS_RECORD_H

#include "base/array.h"

#include <incident/column.h>
#include <string.h>

/* A row of a table; its place there is its id, and one without a type is no column. */
typedef struct inc__column {
    int32_t type; /* an inc_value_type, or 0 */
    int32_t flags;
    int32_t most;
    const char *name;
} inc__column;

typedef struct inc__table {
    const char *noun; /* of its records, with an article, for error lines */
    const inc__column *columns;
    int32_t highest; /* id; columns[0] is none */
} inc__table;

/* Fills column (size set by the caller) with the index-th of a table. INC_DONE past the last. */
inc_status inc__table_column(const inc__table *table, size_t index, inc_column *column);
/* The column of an id, or NULL. */
const inc__column *inc__table_find(const inc__table *table, int32_t id);

typedef union inc__cell {
    int64_t integer; /* also of a time */
    struct {
        uint32_t at; /* from the start of the record; there is always a NUL behind size bytes */
        uint32_t size;
    } text;
} inc__cell;

/* One block: this, a cell for each id, the texts. */
typedef struct inc__record {
    inc__refs refs;
    inc_context *context;
    const inc__table *table;
    size_t size; /* of the block */
} inc__record;

static inline inc__cell *inc__record_cells(const inc__record *record)
{
    return (inc__cell *) ((uintptr_t) record + sizeof *record);
}

/* The fast way to a column that is known to be there and of that type. */
static inline int64_t inc__cell_integer(const inc__record *record, int32_t column)
{
    return inc__record_cells(record)[column].integer;
}

static inline const char *inc__cell_text(const inc__record *record, int32_t column)
{
    return (const char *) record + inc__record_cells(record)[column].text.at;
}

static inline size_t inc__cell_size(const inc__record *record, int32_t column)
{
    return inc__record_cells(record)[column].text.size;
}

/* The checked way, NULL allowed: 0 or "" for what is not there or of another type. */
int64_t inc__record_integer(const inc__record *record, int32_t column);
const char *inc__record_text(const inc__record *record, int32_t column, size_t *size);

inc__record *inc__record_ref(const inc__record *record);
/* A record of its own with the same columns, for its maker to change before anybody sees it. */
inc_status inc__record_copy(inc_context *context, const inc__record *record, inc__record **copy);
void inc__record_unref(inc__record *record);

/* Memory of a text column. */
typedef struct inc__draft_room {
    int32_t column;
    inc__array bytes; /* char, of which the cell knows the size; a NUL stands behind them */
} inc__draft_room;

/* The columns of a record to be. */
typedef struct inc__draft {
    inc_context *context; /* borrowed */
    const inc__table *table;
    inc__cell *cells;       /* by id; of a text, at is the place in texts */
    inc__cell *none;        /* what they are when nothing is set */
    inc__draft_room *texts; /* in the order of ids */
    size_t text_count;
} inc__draft;

inc_status inc__draft_init(inc__draft *draft, inc_context *context, const inc__table *table);
/* Empties all columns and keeps their memory. */
void inc__draft_clear(inc__draft *draft);
void inc__draft_free(inc__draft *draft);
/* Setters with every check that a table asks for. NULL with size 0 is no text. */
inc_status inc__draft_integer(inc__draft *draft, int32_t column, int64_t value);
inc_status inc__draft_text(inc__draft *draft, int32_t column, const char *bytes, size_t size);
/* Takes over all columns of a record of the same table. */
inc_status inc__draft_copy(inc__draft *draft, const inc__record *record);
/* A column that is known to be a text, NUL-terminated. */
const char *inc__draft_get(const inc__draft *draft, int32_t column);
/* 1 when a column of any type has a value. */
static inline int inc__draft_has(const inc__draft *draft, int32_t column)
{
    const inc__cell *cell = &draft->cells[column], *none = &draft->none[column];
    return memcmp(cell, none, sizeof *cell) != 0;
}

/* The record of a draft, one reference; the draft keeps its columns. */
inc_status inc__record_make(const inc__draft *draft, inc__record **record);

#endif
