/* The memory backend: its life, and stores over it. */
#include "store/memory.h"

#include "facts/event.h"

#include <string.h>

/* The key first, then what the published table has lists of. */
static void memory_find_orders(int32_t kind, inc__orders *orders)
{
    const inc__table *table = inc__row_table(kind);
    int32_t id;

    orders->columns[0] = 0;
    orders->count = 1;
    for (id = 1; id <= table->highest && orders->count < INC__MEMORY_INDEXES; id++) {
        if (table->columns[id].flags & INC_COLUMN_ORDERED)
            orders->columns[orders->count++] = id;
    }
}

inc_status inc_memory_new(inc_context *context, inc_memory **memory)
{
    inc_memory *made;
    int kind;

    if (memory == NULL)
        return INC_E_INVALID;
    *memory = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL || !inc__lock_init(&made->lock)) {
        inc__release(context, made, sizeof *made);
        return inc__nomem(context);
    }
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(context);
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++)
        memory_find_orders(kind + 1, &made->orders[kind]);
    *memory = made;
    return INC_OK;
}

inc_memory *inc_memory_ref(inc_memory *memory)
{
    return inc__refs_share(memory);
}

static void memory_free_commits(inc_memory *memory, inc__node *node)
{
    if (node == NULL)
        return;
    memory_free_commits(memory, node->left);
    memory_free_commits(memory, node->right);
    inc__release(memory->context, node, sizeof *node);
}

static void memory_free_subjects(inc_memory *memory, inc__node *node)
{
    inc__subject *subject = (inc__subject *) (void *) node;
    size_t i;

    if (node == NULL)
        return;
    memory_free_subjects(memory, node->left);
    memory_free_subjects(memory, node->right);
    memory_free_commits(memory, subject->commits.root);
    for (i = 0; i < subject->count; i++)
        inc_event_unref(subject->events[i]);
    inc__release(memory->context, subject->events, subject->capacity * sizeof(inc_event *));
    inc__release(memory->context, subject, sizeof *subject + strlen(subject->name) + 1);
}

static void memory_free_slots(inc_memory *memory, inc__node *node)
{
    inc__slot *slot;
    int32_t kind;

    if (node == NULL)
        return;
    memory_free_slots(memory, node->left);
    memory_free_slots(memory, node->right);
    slot = inc__slot_of(node);
    kind = inc_row_kind_of(slot->row);
    inc_row_unref(slot->row);
    inc__slot_free(memory, kind, slot);
}

static void memory_free_tenants(inc_memory *memory, inc__node *node)
{
    inc__tenant *tenant = (inc__tenant *) (void *) node;
    int kind;

    if (node == NULL)
        return;
    memory_free_tenants(memory, node->left);
    memory_free_tenants(memory, node->right);
    memory_free_subjects(memory, tenant->subjects.root);
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++)
        memory_free_slots(memory, tenant->rows[kind][0].root);
    inc__release(memory->context, tenant, sizeof *tenant + strlen(tenant->name) + 1);
}

void inc_memory_unref(inc_memory *memory)
{
    inc_context *context;

    if (memory == NULL || !inc__refs_drop(&memory->refs))
        return;
    context = memory->context;
    memory_free_tenants(memory, memory->tenants.root);
    inc__lock_destroy(&memory->lock);
    inc__release(context, memory, sizeof *memory);
    inc_context_unref(context);
}

static void memory_close(void *user)
{
    inc_memory_unref(user);
}

inc_status inc_memory_store(inc_memory *memory, inc_context *context, inc_store **store)
{
    inc_backend backend;

    if (store == NULL)
        return INC_E_INVALID;
    *store = NULL;
    if (memory == NULL || context == NULL)
        return INC_E_INVALID;
    memset(&backend, 0, sizeof backend);
    backend.size = sizeof backend;
    backend.commit = inc__memory_commit;
    backend.read = inc__memory_read;
    backend.find = inc__memory_find;
    backend.claim = inc__memory_claim;
    backend.count = inc__memory_count;
    backend.close = memory_close;
    return inc_store_open(context, &backend, inc_memory_ref(memory), store);
}
