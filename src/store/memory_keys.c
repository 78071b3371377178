/* What is kept in memory, and how it is found: tenants, subjects, commits. */
#include "base/string.h"
#include "facts/event.h"
#include "store/memory.h"

#include <string.h>

/* A block with a text at its end. */
static void *memory_named(inc_memory *memory, size_t offset, const char *name)
{
    size_t size = strlen(name) + 1;
    char *block = inc__alloc(memory->context, offset + size);

    if (block != NULL)
        memcpy(block + offset, name, size);
    return block;
}

static int memory_compare_tenants(const void *key, const inc__indexed *entry)
{
    return strcmp(key, ((const inc__tenant *) entry->item)->name);
}

static int memory_compare_subjects(const void *key, const inc__indexed *entry)
{
    const inc__subject *wanted = key, *subject = entry->item;
    int order = (wanted->kind > subject->kind) - (wanted->kind < subject->kind);

    return order != 0 ? order : strcmp(wanted->name, subject->name);
}

inc__tenant *inc__memory_tenant(const inc_memory *memory, const char *name)
{
    const inc__indexed *entry = inc__index_find(&memory->tenants, name);
    return entry != NULL ? entry->item : NULL;
}

inc__tenant *inc__memory_make_tenant(inc_memory *memory, const char *name)
{
    inc__tenant *tenant = inc__memory_tenant(memory, name);
    inc__indexed entry = {0, NULL};

    if (tenant != NULL)
        return tenant;
    if (!inc__spares_reserve(&memory->spares, 1, memory->tenants.height))
        return NULL;
    tenant = memory_named(memory, offsetof(inc__tenant, name), name);
    if (tenant == NULL)
        return NULL;
    tenant->subjects.compare = memory_compare_subjects;
    memory->tenants.compare = memory_compare_tenants;
    entry.item = tenant;
    inc__index_insert(&memory->tenants, &memory->spares, &entry, tenant->name);
    return tenant;
}

static uint64_t memory_hash_subject(const inc__tenant *tenant, int32_t kind, const char *name)
{
    uint64_t hash = inc__hash_start((uint64_t) (uintptr_t) tenant);
    return inc__hash_text(inc__hash_number(hash, (uint64_t) kind), name);
}

inc__subject *inc__memory_subject(const inc_memory *memory, const inc__tenant *tenant, int32_t kind,
                                  const char *name)
{
    uint64_t hash = memory_hash_subject(tenant, kind, name);
    inc__link *link = inc__links_first(&memory->subjects, hash);

    for (; link != NULL; link = inc__links_next(link)) {
        inc__subject *subject = (inc__subject *) (void *) link;
        if (subject->tenant == tenant && subject->kind == kind && strcmp(subject->name, name) == 0)
            return subject;
    }
    return NULL;
}

inc__subject *inc__memory_make_subject(inc_memory *memory, inc__tenant *tenant, int32_t kind,
                                       const char *name)
{
    inc__subject *subject = inc__memory_subject(memory, tenant, kind, name);
    inc__indexed entry = {0, NULL};

    if (subject != NULL)
        return subject;
    if (!inc__spares_reserve(&memory->spares, 1, tenant->subjects.height))
        return NULL;
    subject = memory_named(memory, offsetof(inc__subject, name), name);
    if (subject == NULL)
        return NULL;
    subject->tenant = tenant;
    subject->kind = kind;
    entry.item = subject;
    inc__index_insert(&tenant->subjects, &memory->spares, &entry, subject);
    inc__links_put(memory->context, &memory->subjects, &subject->link,
                   memory_hash_subject(tenant, kind, name));
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

static const char *memory_commit_name(const inc__subject *subject, int64_t sequence)
{
    return inc__event_text(subject->events[sequence - 1], INC_EVENT_COMMIT);
}

static uint64_t memory_hash_commit(const inc__subject *subject, const char *name)
{
    return inc__hash_text(inc__hash_start((uint64_t) (uintptr_t) subject), name);
}

static inc__commit *memory_find_commit(const inc_memory *memory, const inc__subject *subject,
                                       const char *name, uint64_t hash)
{
    inc__link *link = inc__links_first(&memory->commits, hash);

    for (; link != NULL; link = inc__links_next(link)) {
        inc__commit *commit = (inc__commit *) (void *) link;
        if (commit->subject == subject &&
            strcmp(memory_commit_name(subject, commit->sequence), name) == 0)
            return commit;
    }
    return NULL;
}

int64_t inc__memory_commit_of(const inc_memory *memory, const inc__subject *subject,
                              const char *name)
{
    const inc__commit *commit =
        memory_find_commit(memory, subject, name, memory_hash_commit(subject, name));
    return commit != NULL ? commit->sequence : 0;
}

inc__commit *inc__subject_note(inc_memory *memory, inc__subject *subject, inc__commit *note)
{
    int64_t sequence = (int64_t) subject->count;
    const char *name = memory_commit_name(subject, sequence);
    uint64_t hash = memory_hash_commit(subject, name);
    inc__commit *commit = memory_find_commit(memory, subject, name, hash);

    if (commit != NULL) {
        commit->sequence = sequence;
        return note;
    }
    note->subject = subject;
    note->sequence = sequence;
    inc__links_put(memory->context, &memory->commits, &note->link, hash);
    return NULL;
}
