/* Drafts: the columns of a record while they are collected, in memory that serves the next one. */
#include "base/string.h"
#include "facts/record.h"

#include <string.h>

/* How much of a refused text a line quotes. */
#define DRAFT_QUOTED 80

static size_t draft_cell_count(const inc__draft *draft)
{
    return (size_t) draft->table->highest + 1;
}

/* An empty draft in cells that are zeroed. */
static void draft_fill(inc__draft *draft)
{
    const inc__column *columns = draft->table->columns;
    size_t place = 0;
    int32_t id;

    for (id = 1; id <= draft->table->highest; id++) {
        if (columns[id].type == INC_VALUE_TIME)
            draft->none[id].integer = INC_TIME_NONE;
        if (columns[id].type != INC_VALUE_TEXT)
            continue;
        draft->none[id].text.at = (uint32_t) place;
        draft->texts[place++].column = id;
    }
    inc__draft_clear(draft);
}

inc_status inc__draft_init(inc__draft *draft, inc_context *context, const inc__table *table)
{
    int32_t id;

    memset(draft, 0, sizeof *draft);
    draft->context = context;
    draft->table = table;
    for (id = 1; id <= table->highest; id++)
        draft->text_count += table->columns[id].type == INC_VALUE_TEXT;
    draft->cells = inc__alloc(context, 2 * draft_cell_count(draft) * sizeof(inc__cell));
    draft->texts = inc__alloc(context, draft->text_count * sizeof(inc__draft_room));
    if (draft->cells == NULL || draft->texts == NULL) {
        inc__draft_free(draft);
        return inc__nomem(context);
    }
    draft->none = draft->cells + draft_cell_count(draft);
    draft_fill(draft);
    return INC_OK;
}

void inc__draft_clear(inc__draft *draft)
{
    memcpy(draft->cells, draft->none, draft_cell_count(draft) * sizeof(inc__cell));
}

void inc__draft_free(inc__draft *draft)
{
    size_t i;

    for (i = 0; draft->texts != NULL && i < draft->text_count; i++)
        inc__array_free(draft->context, &draft->texts[i].bytes, 1);
    inc__release(draft->context, draft->texts, draft->text_count * sizeof(inc__draft_room));
    inc__release(draft->context, draft->cells, 2 * draft_cell_count(draft) * sizeof(inc__cell));
    draft->texts = NULL;
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

/* Memory for size bytes of a text column and a NUL, or NULL. */
static char *draft_reserve(const inc__draft *draft, int32_t column, size_t size)
{
    inc__array *bytes = &draft->texts[draft->cells[column].text.at].bytes;

    if (inc__array_reserve(draft->context, bytes, 1, size + 1) != INC_OK)
        return NULL;
    return bytes->items;
}

inc_status inc__draft_text(inc__draft *draft, int32_t column, const char *bytes, size_t size)
{
    const inc__column *row = inc__table_find(draft->table, column);
    char *room;

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
    room = draft_reserve(draft, column, size);
    if (room == NULL)
        return INC_E_NOMEM;
    memmove(room, bytes, size);
    room[size] = '\0';
    draft->cells[column].text.size = (uint32_t) size;
    return INC_OK;
}

/* Takes over a text for which there is memory. */
static void draft_take(inc__draft *draft, const inc__draft_room *room, const inc__record *record)
{
    size_t size = inc__cell_size(record, room->column);

    memcpy(room->bytes.items, inc__cell_text(record, room->column), size + 1);
    draft->cells[room->column].text.at = (uint32_t) (room - draft->texts);
    draft->cells[room->column].text.size = (uint32_t) size;
}

inc_status inc__draft_copy(inc__draft *draft, const inc__record *record)
{
    size_t i;

    for (i = 0; i < draft->text_count; i++) {
        int32_t column = draft->texts[i].column;
        if (draft_reserve(draft, column, inc__cell_size(record, column)) == NULL)
            return INC_E_NOMEM;
    }
    memcpy(draft->cells, inc__record_cells(record), draft_cell_count(draft) * sizeof(inc__cell));
    for (i = 0; i < draft->text_count; i++)
        draft_take(draft, &draft->texts[i], record);
    return INC_OK;
}

const char *inc__draft_get(const inc__draft *draft, int32_t column)
{
    const inc__cell *cell = &draft->cells[column];
    return cell->text.size > 0 ? draft->texts[cell->text.at].bytes.items : "";
}
