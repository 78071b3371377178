/* What is kept in memory, and how it is found: tenants, subjects, rows. */
#include "base/string.h"
#include "facts/event.h"
#include "store/memory.h"

#include <string.h>

/* A text at the end of a block. */
static void *memory_named(inc_memory *memory, size_t size, size_t offset, const char *name)
{
    char *block = inc__alloc(memory->context, size);

    if (block != NULL)
        memcpy(block + offset, name, strlen(name) + 1);
    return block;
}

static int memory_compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int memory_compare_tenants(const void *key, const inc__node *node)
{
    return strcmp(key, ((const inc__tenant *) (const void *) node)->name);
}

typedef struct memory_subject_key {
    int32_t kind;
    const char *name;
} memory_subject_key;

static int memory_compare_subjects(const void *key, const inc__node *node)
{
    const memory_subject_key *wanted = key;
    const inc__subject *subject = (const inc__subject *) (const void *) node;
    int order = memory_compare_integers(wanted->kind, subject->kind);

    return order != 0 ? order : strcmp(wanted->name, subject->name);
}

static int memory_compare_commits(const void *key, const inc__node *node)
{
    const inc__commit_key *wanted = key;
    const inc_event *event = wanted->subject->events[node->value - 1];

    return strcmp(wanted->name, inc__event_text(event, INC_EVENT_COMMIT));
}

static int memory_compare_rows(const void *key, const inc__node *node)
{
    const inc__row_key *wanted = key;
    const inc_row *row;
    int order = memory_compare_integers(wanted->value, node->value);

    if (order != 0)
        return order;
    if (wanted->subject == NULL)
        return wanted->edge;
    row = inc__slot_of((inc__node *) (uintptr_t) node)->row;
    order =
        memory_compare_integers(wanted->subject_kind, inc__row_integer(row, INC_ROW_SUBJECT_KIND));
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

inc__tenant *inc__memory_tenant(const inc_memory *memory, const char *name)
{
    return (inc__tenant *) (void *) inc__index_find(&memory->tenants, name);
}

inc__tenant *inc__memory_make_tenant(inc_memory *memory, const char *name)
{
    inc__tenant *tenant = inc__memory_tenant(memory, name);
    int kind, place;

    if (tenant != NULL)
        return tenant;
    tenant =
        memory_named(memory, sizeof *tenant + strlen(name) + 1, offsetof(inc__tenant, name), name);
    if (tenant == NULL)
        return NULL;
    tenant->subjects.compare = memory_compare_subjects;
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++) {
        for (place = 0; place < INC__MEMORY_INDEXES; place++)
            tenant->rows[kind][place].compare = memory_compare_rows;
    }
    memory->tenants.compare = memory_compare_tenants;
    inc__index_insert(&memory->tenants, &tenant->node, tenant->name);
    return tenant;
}

inc__subject *inc__tenant_subject(const inc__tenant *tenant, int32_t kind, const char *name)
{
    memory_subject_key key;

    if (tenant == NULL)
        return NULL;
    key.kind = kind;
    key.name = name;
    return (inc__subject *) (void *) inc__index_find(&tenant->subjects, &key);
}

inc__subject *inc__tenant_make_subject(inc_memory *memory, inc__tenant *tenant, int32_t kind,
                                       const char *name)
{
    inc__subject *subject = inc__tenant_subject(tenant, kind, name);
    memory_subject_key key;

    if (subject != NULL)
        return subject;
    subject = memory_named(memory, sizeof *subject + strlen(name) + 1, offsetof(inc__subject, name),
                           name);
    if (subject == NULL)
        return NULL;
    subject->kind = kind;
    subject->commits.compare = memory_compare_commits;
    key.kind = kind;
    key.name = subject->name;
    inc__index_insert(&tenant->subjects, &subject->node, &key);
    return subject;
}

int inc__subject_reserve(inc_memory *memory, inc__subject *subject, size_t count)
{
    size_t capacity = subject->capacity != 0 ? subject->capacity : 4;
    inc_event **events;

    if (count <= subject->capacity)
        return 1;
    while (capacity < count)
        capacity *= 2;
    events = inc__resize(memory->context, subject->events, subject->capacity * sizeof(inc_event *),
                         capacity * sizeof(inc_event *));
    if (events == NULL)
        return 0;
    subject->events = events;
    subject->capacity = capacity;
    return 1;
}

int inc__subject_note(inc__subject *subject, int64_t sequence, inc__node *node)
{
    inc__commit_key key;
    inc__node *found;

    key.subject = subject;
    key.name = inc__event_text(subject->events[sequence - 1], INC_EVENT_COMMIT);
    found = inc__index_find(&subject->commits, &key);
    if (found != NULL) {
        found->value = sequence;
        return 0;
    }
    node->value = sequence;
    inc__index_insert(&subject->commits, node, &key);
    return 1;
}

int64_t inc__subject_commit(const inc__subject *subject, const char *name)
{
    inc__commit_key key;
    const inc__node *found;

    key.subject = subject;
    key.name = name;
    found = inc__index_find(&subject->commits, &key);
    return found != NULL ? found->value : 0;
}

inc__slot *inc__tenant_slot(const inc__tenant *tenant, const inc_row *row)
{
    inc__row_key key = inc__row_key_of(row, 0);
    inc__node *node;

    if (tenant == NULL)
        return NULL;
    node = inc__index_find(tenant->rows[inc_row_kind_of(row) - 1], &key);
    return node != NULL ? inc__slot_of(node) : NULL;
}

static size_t memory_slot_size(const inc_memory *memory, int32_t kind)
{
    return sizeof(inc__slot) + (size_t) memory->orders[kind - 1].count * sizeof(inc__node);
}

inc__slot *inc__slot_new(inc_memory *memory, int32_t kind)
{
    inc__slot *slot = inc__alloc(memory->context, memory_slot_size(memory, kind));
    int32_t place;

    for (place = 0; slot != NULL && place < memory->orders[kind - 1].count; place++)
        slot->nodes[place].place = place;
    return slot;
}

void inc__slot_free(inc_memory *memory, int32_t kind, inc__slot *slot)
{
    inc__release(memory->context, slot, memory_slot_size(memory, kind));
}

/* Where a row stands in the index of a place; 0 when it is not in it. */
static int memory_row_place(const inc_memory *memory, const inc_row *row, int32_t kind,
                            int32_t place, inc__row_key *key)
{
    int32_t column = memory->orders[kind - 1].columns[place];

    if (row == NULL)
        return 0;
    *key = inc__row_key_of(row, column);
    return column == 0 || key->value != INC_TIME_NONE ||
           row->record.table->columns[column].type != INC_VALUE_TIME;
}

inc_row *inc__slot_put(inc_memory *memory, inc__tenant *tenant, inc__slot *slot, inc_row *row)
{
    inc_row *old = slot->row;
    int32_t kind = inc_row_kind_of(row), place;
    inc__row_key from, to;

    for (place = 0; place < memory->orders[kind - 1].count; place++) {
        inc__index *index = &tenant->rows[kind - 1][place];
        inc__node *node = &slot->nodes[place];
        int was = memory_row_place(memory, old, kind, place, &from);
        int is = memory_row_place(memory, row, kind, place, &to);
        if (was && is && from.value == to.value)
            continue;
        if (was)
            inc__index_remove(index, node, &from);
        node->value = is ? to.value : 0;
        slot->row = row;
        if (is)
            inc__index_insert(index, node, &to);
    }
    slot->row = row;
    return old;
}

void inc__slot_take(inc_memory *memory, inc__tenant *tenant, inc__slot *slot)
{
    int32_t kind = inc_row_kind_of(slot->row), place;
    inc__row_key key;

    for (place = 0; place < memory->orders[kind - 1].count; place++) {
        if (memory_row_place(memory, slot->row, kind, place, &key))
            inc__index_remove(&tenant->rows[kind - 1][place], &slot->nodes[place], &key);
    }
}
