/* Drafts: the columns of a record while they are collected, in memory that serves the next one. */
#include "base/string.h"
#include "facts/record.h"

#include <string.h>

/* How much of a refused text a line quotes. */
#define DRAFT_QUOTED 80

static int64_t draft_none(const inc__column *column)
{
    return column->type == INC_VALUE_TIME ? INC_TIME_NONE : 0;
}

inc_status inc__draft_init(inc__draft *draft, inc_context *context, const inc__table *table)
{
    draft->context = context;
    draft->table = table;
    draft->cells = inc__alloc(context, ((size_t) table->highest + 1) * sizeof *draft->cells);
    if (draft->cells == NULL)
        return inc__nomem(context);
    inc__draft_clear(draft);
    return INC_OK;
}

void inc__draft_clear(inc__draft *draft)
{
    int32_t id;

    for (id = 1; id <= draft->table->highest; id++) {
        inc__draft_cell *cell = &draft->cells[id];
        cell->integer = draft_none(&draft->table->columns[id]);
        cell->text.count = 0;
        if (cell->text.items != NULL)
            *INC__AT(&cell->text, char, 0) = '\0';
    }
}

void inc__draft_free(inc__draft *draft)
{
    size_t count = (size_t) draft->table->highest + 1, i;

    if (draft->cells == NULL)
        return;
    for (i = 0; i < count; i++)
        inc__array_free(draft->context, &draft->cells[i].text, 1);
    inc__release(draft->context, draft->cells, count * sizeof *draft->cells);
    draft->cells = NULL;
}

static inc_status draft_unknown(const inc__draft *draft, int32_t column)
{
    return inc__fail(draft->context, INC_E_INVALID, "%s had no column '%d'", draft->table->noun,
                     (int) column);
}

inc_status inc__draft_integer(inc__draft *draft, int32_t column, int64_t value)
{
    const inc__column *row = inc__table_find(draft->table, column);

    if (row == NULL)
        return draft_unknown(draft, column);
    if (row->type == INC_VALUE_TEXT)
        return inc__fail(draft->context, INC_E_INVALID,
                         "column '%s' of %s was a text and did not take the number '%lld'",
                         row->name, draft->table->noun, (long long) value);
    draft->cells[column].integer = value;
    return INC_OK;
}

/* The length at which a line cuts a text, between two characters where it has any. */
static int draft_quoted(const char *bytes, size_t size)
{
    size_t cut = size;

    if (size > DRAFT_QUOTED) {
        cut = DRAFT_QUOTED;
        while (cut > DRAFT_QUOTED - 4 && ((unsigned char) bytes[cut] & 0xc0) == 0x80)
            cut--;
    }
    return (int) cut;
}

static inc_status draft_refuse(const inc__draft *draft, const inc__column *row, const char *bytes,
                               size_t size)
{
    int quoted = draft_quoted(bytes, size);

    if (row->type != INC_VALUE_TEXT)
        return inc__fail(draft->context, INC_E_INVALID,
                         "column '%s' of %s was a number and did not take the text '%.*s'",
                         row->name, draft->table->noun, quoted, bytes);
    if (size > (size_t) row->most)
        return inc__fail(draft->context, INC_E_INVALID,
                         "column '%s' of %s had %zu bytes, more than %d: '%.*s'", row->name,
                         draft->table->noun, size, (int) row->most, quoted, bytes);
    return inc__fail(draft->context, INC_E_INVALID,
                     "column '%s' of %s was not UTF-8 without NUL bytes: '%.*s'", row->name,
                     draft->table->noun, quoted, bytes);
}

/* Room for size bytes and a NUL; the text stays. */
static inc_status draft_reserve(const inc__draft *draft, int32_t column, size_t size)
{
    inc__array *text = &draft->cells[column].text;

    if (inc__array_reserve(draft->context, text, 1, size + 1) != INC_OK)
        return INC_E_NOMEM;
    *INC__AT(text, char, text->count) = '\0';
    return INC_OK;
}

inc_status inc__draft_text(inc__draft *draft, int32_t column, const char *bytes, size_t size)
{
    const inc__column *row = inc__table_find(draft->table, column);
    inc__array *text;

    if (bytes == NULL && size != 0)
        return INC_E_INVALID;
    if (row == NULL)
        return draft_unknown(draft, column);
    if (bytes == NULL)
        bytes = "";
    if (size == INC_ZSTR)
        size = strlen(bytes);
    if (row->type != INC_VALUE_TEXT || size > (size_t) row->most || !inc__text_valid(bytes, size))
        return draft_refuse(draft, row, bytes, size);
    text = &draft->cells[column].text;
    if (draft_reserve(draft, column, size) != INC_OK)
        return INC_E_NOMEM;
    memmove(text->items, bytes, size);
    text->count = size;
    *INC__AT(text, char, size) = '\0';
    return INC_OK;
}

inc_status inc__draft_copy(inc__draft *draft, const inc__record *record)
{
    const inc__column *columns = draft->table->columns;
    int32_t id;

    for (id = 1; id <= draft->table->highest; id++) {
        if (columns[id].type == INC_VALUE_TEXT &&
            draft_reserve(draft, id, inc__cell_size(record, id)) != INC_OK)
            return INC_E_NOMEM;
    }
    for (id = 1; id <= draft->table->highest; id++) {
        inc__draft_cell *cell = &draft->cells[id];
        if (columns[id].type != INC_VALUE_TEXT) {
            cell->integer = inc__cell_integer(record, id);
            continue;
        }
        cell->text.count = inc__cell_size(record, id);
        memcpy(cell->text.items, inc__cell_text(record, id), cell->text.count + 1);
    }
    return INC_OK;
}

const char *inc__draft_get(const inc__draft *draft, int32_t column)
{
    const inc__array *text = &draft->cells[column].text;
    return text->items != NULL ? text->items : "";
}

int inc__draft_has(const inc__draft *draft, int32_t column)
{
    const inc__draft_cell *cell = &draft->cells[column];
    return cell->text.count > 0 || cell->integer != draft_none(&draft->table->columns[column]);
}
