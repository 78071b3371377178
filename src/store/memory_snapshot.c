/* Writing all of a memory as bytes. */
#include "store/memory_snapshot.h"
#include "facts/event.h"
#include "store/memory.h"

#include "base/text.h"

#include <string.h>

/* The first failure sticks. */
typedef struct snapshot_writer {
    inc_text *text;
    inc_status status;
} snapshot_writer;

static void snapshot_raw(snapshot_writer *writer, const void *bytes, size_t size)
{
    if (writer->status == INC_OK)
        writer->status = inc_text_append(writer->text, bytes, size);
}

static void snapshot_number(snapshot_writer *writer, uint64_t value, size_t size)
{
    unsigned char bytes[8];
    size_t i;

    for (i = 0; i < size; i++)
        bytes[i] = (unsigned char) (value >> (8 * i));
    snapshot_raw(writer, bytes, size);
}

static void snapshot_text(snapshot_writer *writer, const char *text, size_t size)
{
    snapshot_number(writer, size, 4);
    snapshot_raw(writer, text, size);
}

/* The columns that are not none, from one on, and a 0. */
static void snapshot_record(snapshot_writer *writer, const inc__record *record, int32_t first)
{
    int32_t id;

    for (id = first; id <= record->table->highest; id++) {
        const inc__column *column = inc__table_find(record->table, id);
        if (column == NULL)
            continue;
        if (column->type == INC_VALUE_TEXT) {
            if (inc__cell_size(record, id) == 0)
                continue;
            snapshot_number(writer, (uint64_t) id, 1);
            snapshot_text(writer, inc__cell_text(record, id), inc__cell_size(record, id));
        } else if (inc__cell_integer(record, id) !=
                   (column->type == INC_VALUE_TIME ? INC_TIME_NONE : 0)) {
            snapshot_number(writer, (uint64_t) id, 1);
            snapshot_number(writer, (uint64_t) inc__cell_integer(record, id), 8);
        }
    }
    snapshot_number(writer, 0, 1);
}

static void snapshot_subject(snapshot_writer *writer, const inc__subject *subject)
{
    size_t i;

    snapshot_number(writer, (uint64_t) subject->kind, 4);
    snapshot_text(writer, subject->name, strlen(subject->name));
    snapshot_number(writer, subject->count, 4);
    for (i = 0; i < subject->count; i++)
        snapshot_record(writer, &subject->events[i]->record, INC__SNAPSHOT_EVENT);
}

/* Those with events; the others are there because a commit ran out of memory. */
static size_t snapshot_subjects(const inc__tenant *tenant, snapshot_writer *writer)
{
    const inc__indexed *entry;
    inc__walk walk;
    size_t count = 0;

    inc__walk_start(&walk, &tenant->subjects, NULL, 0);
    while ((entry = inc__walk_next(&walk)) != NULL) {
        const inc__subject *subject = entry->item;
        if (subject->count == 0)
            continue;
        count++;
        if (writer != NULL)
            snapshot_subject(writer, subject);
    }
    return count;
}

static size_t snapshot_rows(const inc__index *index, snapshot_writer *writer)
{
    const inc__indexed *entry;
    inc__walk walk;
    size_t count = 0;

    inc__walk_start(&walk, index, NULL, 0);
    while ((entry = inc__walk_next(&walk)) != NULL) {
        const inc__slot *slot = entry->item;
        count++;
        if (writer != NULL)
            snapshot_record(writer, &slot->row->record, INC__SNAPSHOT_ROW);
    }
    return count;
}

static int snapshot_empty(const inc__tenant *tenant)
{
    int kind, empty = snapshot_subjects(tenant, NULL) == 0;

    for (kind = 0; kind < INC__MEMORY_KINDS; kind++)
        empty = empty && tenant->rows[kind][0].root == NULL;
    return empty;
}

static void snapshot_tenant(snapshot_writer *writer, const inc__tenant *tenant)
{
    int kind;

    snapshot_text(writer, tenant->name, strlen(tenant->name));
    snapshot_number(writer, snapshot_subjects(tenant, NULL), 4);
    (void) snapshot_subjects(tenant, writer);
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++) {
        snapshot_number(writer, snapshot_rows(&tenant->rows[kind][0], NULL), 4);
        (void) snapshot_rows(&tenant->rows[kind][0], writer);
    }
}

static size_t snapshot_tenants(const inc_memory *memory, snapshot_writer *writer)
{
    const inc__indexed *entry;
    inc__walk walk;
    size_t count = 0;

    inc__walk_start(&walk, &memory->tenants, NULL, 0);
    while ((entry = inc__walk_next(&walk)) != NULL) {
        if (snapshot_empty(entry->item))
            continue;
        count++;
        if (writer != NULL)
            snapshot_tenant(writer, entry->item);
    }
    return count;
}

inc_status inc_memory_snapshot(inc_memory *memory, inc_text *bytes)
{
    snapshot_writer writer = {bytes, INC_OK};
    size_t before;

    if (memory == NULL || bytes == NULL)
        return INC_E_INVALID;
    (void) inc_text_data(bytes, &before);
    inc__lock_take(&memory->lock);
    snapshot_raw(&writer, INC__SNAPSHOT_MAGIC, strlen(INC__SNAPSHOT_MAGIC));
    snapshot_number(&writer, INC__SNAPSHOT_FORMAT, 4);
    snapshot_number(&writer, snapshot_tenants(memory, NULL), 4);
    (void) snapshot_tenants(memory, &writer);
    inc__lock_give(&memory->lock);
    if (writer.status != INC_OK)
        inc__text_cut(bytes, before);
    return writer.status;
}
