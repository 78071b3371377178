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

static void memory_free_subject(inc_memory *memory, inc__subject *subject)
{
    size_t i;

    for (i = 0; i < subject->count; i++)
        inc_event_unref(subject->events[i]);
    inc__release(memory->context, subject->events, subject->capacity * sizeof(inc_event *));
    inc__release(memory->context, subject,
                 offsetof(inc__subject, name) + strlen(subject->name) + 1);
}

/* Slots are in the index of keys, if in any. */
static void memory_free_tenant(inc_memory *memory, inc__tenant *tenant)
{
    const inc__indexed *entry;
    inc__walk walk;
    int kind, place;

    inc__walk_start(&walk, &tenant->subjects, NULL, 0);
    while ((entry = inc__walk_next(&walk)) != NULL)
        memory_free_subject(memory, entry->item);
    inc__index_free(&tenant->subjects, &memory->spares);
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++) {
        inc__walk_start(&walk, &tenant->rows[kind][0], NULL, 0);
        while ((entry = inc__walk_next(&walk)) != NULL) {
            inc__slot *slot = entry->item;
            inc_row_unref(slot->row);
            inc__release(memory->context, slot, sizeof *slot);
        }
        for (place = 0; place < INC__MEMORY_INDEXES; place++)
            inc__index_free(&tenant->rows[kind][place], &memory->spares);
    }
    inc__release(memory->context, tenant, offsetof(inc__tenant, name) + strlen(tenant->name) + 1);
}

static void memory_free_commits(inc_memory *memory)
{
    size_t i;

    for (i = 0; i < memory->commits.size; i++) {
        inc__link *link = memory->commits.chains[i];
        while (link != NULL) {
            inc__link *next = link->next;
            inc__release(memory->context, link, sizeof(inc__commit));
            link = next;
        }
    }
}

static void memory_free(inc_memory *memory)
{
    inc_context *context = memory->context;
    const inc__indexed *entry;
    inc__walk walk;

    inc__walk_start(&walk, &memory->tenants, NULL, 0);
    while ((entry = inc__walk_next(&walk)) != NULL)
        memory_free_tenant(memory, entry->item);
    inc__index_free(&memory->tenants, &memory->spares);
    memory_free_commits(memory);
    inc__links_free(context, &memory->commits);
    inc__links_free(context, &memory->subjects);
    inc__links_free(context, &memory->slots);
    inc__spares_trim(&memory->spares, 0);
    inc__lock_destroy(&memory->lock);
    inc__release(context, memory, sizeof *memory);
    inc_context_unref(context);
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
    made->spares.context = context;
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++)
        memory_find_orders(kind + 1, &made->orders[kind]);
    if (!inc__links_ready(context, &made->subjects) || !inc__links_ready(context, &made->commits) ||
        !inc__links_ready(context, &made->slots)) {
        memory_free(made);
        return inc__nomem(context);
    }
    *memory = made;
    return INC_OK;
}

inc_memory *inc_memory_ref(inc_memory *memory)
{
    return inc__refs_share(memory);
}

void inc_memory_unref(inc_memory *memory)
{
    if (memory != NULL && inc__refs_drop(&memory->refs))
        memory_free(memory);
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
