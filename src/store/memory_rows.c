/* Rows in memory: their slots, and the indexes that these are in. */
#include "base/string.h"
#include "store/memory.h"

#include <string.h>

/* Nodes that are kept for the next change. */
#define ROWS_SPARES 64

static int rows_compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int rows_compare(const void *key, const inc__indexed *entry)
{
    const inc__row_key *wanted = key;
    const inc_row *row;
    int order = rows_compare_integers(wanted->value, entry->value);

    if (order != 0)
        return order;
    if (wanted->subject == NULL)
        return wanted->edge;
    row = ((const inc__slot *) entry->item)->row;
    order =
        rows_compare_integers(wanted->subject_kind, inc__row_integer(row, INC_ROW_SUBJECT_KIND));
    if (order == 0)
        order = strcmp(wanted->subject, inc__row_text(row, INC_ROW_SUBJECT));
    if (order != 0)
        return order;
    return wanted->name == NULL ? wanted->edge
                                : strcmp(wanted->name, inc__row_text(row, INC_ROW_NAME));
}

inc__row_key inc__row_key_of(const inc_row *row, int32_t column)
{
    inc__row_key key;

    key.value = column != 0 ? inc__row_integer(row, column) : 0;
    key.subject_kind = (int32_t) inc__row_integer(row, INC_ROW_SUBJECT_KIND);
    key.edge = 0;
    key.subject = inc__row_text(row, INC_ROW_SUBJECT);
    key.name = inc__row_text(row, INC_ROW_NAME);
    return key;
}

static uint64_t rows_hash(int32_t kind, const inc__partition *of, const char *name)
{
    uint64_t hash = inc__hash_start((uint64_t) kind);

    hash = inc__hash_text(hash, of->tenant);
    hash = inc__hash_number(hash, (uint64_t) of->subject_kind);
    hash = inc__hash_text(hash, of->subject);
    return inc__hash_text(hash, name);
}

static int rows_is(const inc_row *row, int32_t kind, const inc__partition *of, const char *name)
{
    inc__partition stored = inc__partition_of_row(row);

    return row->record.table == inc__row_table(kind) && inc__partition_compare(&stored, of) == 0 &&
           strcmp(inc__row_text(row, INC_ROW_NAME), name) == 0;
}

inc__slot *inc__memory_slot(const inc_memory *memory, int32_t kind, const inc__partition *of,
                            const char *name)
{
    inc__link *link = inc__links_first(&memory->slots, rows_hash(kind, of, name));

    for (; link != NULL; link = inc__links_next(link)) {
        inc__slot *slot = (inc__slot *) (void *) link;
        if (rows_is(slot->row, kind, of, name))
            return slot;
    }
    return NULL;
}

int inc__rows_reserve(inc_memory *memory, const inc__tenant *tenant, size_t writes)
{
    int32_t highest = 0, kind, place;

    for (kind = 0; kind < INC__MEMORY_KINDS; kind++) {
        for (place = 0; place < INC__MEMORY_INDEXES; place++) {
            int32_t height = tenant->rows[kind][place].height;
            highest = height > highest ? height : highest;
        }
    }
    return inc__spares_reserve(&memory->spares, writes * INC__MEMORY_INDEXES, highest);
}

void inc__memory_settle(inc_memory *memory)
{
    inc__spares_trim(&memory->spares, ROWS_SPARES);
}

/* Where a row stands in the index of a column; 0 when it is not in it. */
static int rows_place(const inc_row *row, int32_t column, inc__row_key *key)
{
    if (row == NULL)
        return 0;
    *key = inc__row_key_of(row, column);
    return column == 0 || key->value != INC_TIME_NONE ||
           row->record.table->columns[column].type != INC_VALUE_TIME;
}

/* Moves a slot within an index from where the one row stands to where the other does. */
static void rows_move(inc_memory *memory, inc__index *index, inc__slot *slot, int32_t column,
                      const inc_row *old, const inc_row *row)
{
    inc__row_key from, to;
    int was = rows_place(old, column, &from), is = rows_place(row, column, &to);
    inc__indexed entry;

    if (was && is && from.value == to.value)
        return;
    if (was)
        inc__index_remove(index, &memory->spares, &from);
    if (!is)
        return;
    entry.value = to.value;
    entry.item = slot;
    index->compare = rows_compare;
    inc__index_insert(index, &memory->spares, &entry, &to);
}

static void rows_move_all(inc_memory *memory, inc__tenant *tenant, inc__slot *slot,
                          const inc_row *old, const inc_row *row)
{
    int32_t kind = inc_row_kind_of(row != NULL ? row : old) - 1, place;
    const inc__orders *orders = &memory->orders[kind];

    for (place = 0; place < orders->count; place++)
        rows_move(memory, &tenant->rows[kind][place], slot, orders->columns[place], old, row);
}

inc_row *inc__slot_put(inc_memory *memory, inc__tenant *tenant, inc__slot *slot, inc_row *row)
{
    inc_row *old = slot->row;
    inc__partition of = inc__partition_of_row(row);

    rows_move_all(memory, tenant, slot, old, row);
    slot->row = row;
    if (old == NULL)
        inc__links_put(memory->context, &memory->slots, &slot->link,
                       rows_hash(inc_row_kind_of(row), &of, inc__row_text(row, INC_ROW_NAME)));
    return old;
}

void inc__slot_take(inc_memory *memory, inc__tenant *tenant, inc__slot *slot)
{
    rows_move_all(memory, tenant, slot, slot->row, NULL);
    inc__links_take(&memory->slots, &slot->link);
}
