/* Records: one block each, made once and never changed. */
#include "facts/record.h"

#include "base/options.h"

#include <string.h>

const inc__column *inc__table_find(const inc__table *table, int32_t id)
{
    if (id < 1 || id > table->highest || table->columns[id].type == 0)
        return NULL;
    return &table->columns[id];
}

inc_status inc__table_column(const inc__table *table, size_t index, inc_column *column)
{
    inc_column local = {.size = sizeof local};
    const inc__column *row = NULL;
    int32_t id;

    for (id = 1; id <= table->highest; id++) {
        row = inc__table_find(table, id);
        if (row != NULL && index-- == 0)
            break;
    }
    if (id > table->highest)
        return column != NULL ? INC_DONE : INC_E_INVALID;
    local.id = id;
    local.type = row->type;
    local.flags = row->flags;
    local.most = row->most;
    local.name = row->name;
    return INC__FILL(column, &local, name);
}

int64_t inc__record_integer(const inc__record *record, int32_t column)
{
    const inc__column *row = record != NULL ? inc__table_find(record->table, column) : NULL;

    if (row == NULL || row->type == INC_VALUE_TEXT)
        return 0;
    return inc__cell_integer(record, column);
}

const char *inc__record_text(const inc__record *record, int32_t column, size_t *size)
{
    const inc__column *row = record != NULL ? inc__table_find(record->table, column) : NULL;
    int text = row != NULL && row->type == INC_VALUE_TEXT;

    if (size != NULL)
        *size = text ? inc__cell_size(record, column) : 0;
    return text ? inc__cell_text(record, column) : "";
}

inc__record *inc__record_ref(const inc__record *record)
{
    return inc__refs_share(record);
}

inc_status inc__record_copy(inc_context *context, const inc__record *record, inc__record **copy)
{
    inc__record *made = inc__resize(context, NULL, 0, record->size);

    if (made == NULL)
        return inc__nomem(context);
    memcpy(made, record, record->size);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(context);
    *copy = made;
    return INC_OK;
}

void inc__record_unref(inc__record *record)
{
    inc_context *context;

    if (record == NULL || !inc__refs_drop(&record->refs))
        return;
    context = record->context;
    inc__release(context, record, record->size);
    inc_context_unref(context);
}

static size_t record_cells_end(const inc__draft *draft)
{
    return sizeof(inc__record) + ((size_t) draft->table->highest + 1) * sizeof(inc__cell);
}

/* With one NUL that serves every text that is empty. */
static size_t record_size(const inc__draft *draft)
{
    size_t size = record_cells_end(draft) + 1, i;

    for (i = 0; i < draft->text_count; i++) {
        size_t own = draft->cells[draft->texts[i].column].text.size;
        size += own > 0 ? own + 1 : 0;
    }
    return size;
}

static void record_fill(inc__record *record, const inc__draft *draft)
{
    inc__cell *cells = inc__record_cells(record);
    size_t none = record_cells_end(draft), at = none + 1, i;

    memcpy(cells, draft->cells, none - sizeof *record);
    ((char *) record)[none] = '\0';
    for (i = 0; i < draft->text_count; i++) {
        inc__cell *cell = &cells[draft->texts[i].column];
        if (cell->text.size == 0) {
            cell->text.at = (uint32_t) none;
            continue;
        }
        cell->text.at = (uint32_t) at;
        memcpy((char *) record + at, draft->texts[i].bytes.items, cell->text.size + 1u);
        at += cell->text.size + 1u;
    }
}

inc_status inc__record_make(const inc__draft *draft, inc__record **record)
{
    size_t size = record_size(draft);
    inc__record *made = inc__resize(draft->context, NULL, 0, size);

    if (made == NULL)
        return inc__nomem(draft->context);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(draft->context);
    made->table = draft->table;
    made->size = size;
    record_fill(made, draft);
    *record = made;
    return INC_OK;
}
