/* The memory backend from the inside. All below an inc_memory belongs to its lock. */
#ifndef INC_STORE_MEMORY_H
#define INC_STORE_MEMORY_H

#include "store/lock.h"
#include "store/memory_index.h"
#include "store/partition.h"
#include "store/query.h"

#include <incident/memory.h>

/* Kinds of rows, and the most indexes that one has: by key, and by each ordered column. */
#define INC__MEMORY_KINDS 2
#define INC__MEMORY_INDEXES 10

/* A row that is stored, and its node in each index of its kind: places are those of
 * inc__memory_orders, 0 is the key. */
typedef struct inc__slot {
    inc_row *row;
    inc__node nodes[];
} inc__slot;

/* Which columns have an index, by place; the first is 0, the key. */
typedef struct inc__orders {
    int32_t columns[INC__MEMORY_INDEXES];
    int32_t count;
} inc__orders;

typedef struct inc__subject {
    inc__node node;
    int32_t kind;
    size_t count; /* of events; they have the sequences 1 to count */
    size_t capacity;
    inc_event **events;
    inc__index commits; /* nodes with the sequence of the last event of a commit as value */
    char name[];
} inc__subject;

typedef struct inc__tenant {
    inc__node node;
    inc__index subjects;
    inc__index rows[INC__MEMORY_KINDS][INC__MEMORY_INDEXES];
    char name[];
} inc__tenant;

struct inc_memory {
    inc__refs refs;
    inc_context *context; /* for memory alone: its error line is another thread's */
    inc__lock lock;
    inc__orders orders[INC__MEMORY_KINDS];
    inc__index tenants;
};

/* A place in an index of rows. Without a name it stands before (edge -1) or after (1) all rows of
 * the subject, without a subject likewise of the value. */
typedef struct inc__row_key {
    int64_t value;
    int32_t subject_kind;
    int32_t edge;
    const char *subject;
    const char *name;
} inc__row_key;

/* Of a commit in an index of a subject's. */
typedef struct inc__commit_key {
    const inc__subject *subject;
    const char *name;
} inc__commit_key;

static inline inc__slot *inc__slot_of(inc__node *node)
{
    return (inc__slot *) ((char *) (node - node->place) - offsetof(inc__slot, nodes));
}

/* The key of a row at a place of its kind. */
inc__row_key inc__row_key_of(const inc_row *row, int32_t column);

inc__tenant *inc__memory_tenant(const inc_memory *memory, const char *name);
inc__subject *inc__tenant_subject(const inc__tenant *tenant, int32_t kind, const char *name);
inc__slot *inc__tenant_slot(const inc__tenant *tenant, const inc_row *row);

/* The same, made when it is missing; NULL without memory. */
inc__tenant *inc__memory_make_tenant(inc_memory *memory, const char *name);
inc__subject *inc__tenant_make_subject(inc_memory *memory, inc__tenant *tenant, int32_t kind,
                                       const char *name);
/* Room for so many events in all; 0 without memory. */
int inc__subject_reserve(inc_memory *memory, inc__subject *subject, size_t count);

/* A slot for a row of a kind, and one that is in no index given back. */
inc__slot *inc__slot_new(inc_memory *memory, int32_t kind);
void inc__slot_free(inc_memory *memory, int32_t kind, inc__slot *slot);
/* Puts a row (one reference) into a slot that may hold another of its key, which it answers, and
 * into all indexes. */
inc_row *inc__slot_put(inc_memory *memory, inc__tenant *tenant, inc__slot *slot, inc_row *row);
/* Takes a slot out of all indexes. */
void inc__slot_take(inc_memory *memory, inc__tenant *tenant, inc__slot *slot);

/* Notes the commit of the subject's event at a sequence; node is used up, unless it answers 0. */
int inc__subject_note(inc__subject *subject, int64_t sequence, inc__node *node);
/* The sequence that a commit ended with, or 0. */
int64_t inc__subject_commit(const inc__subject *subject, const char *name);

/* Callbacks of the backend; user is the memory. */
inc_status inc__memory_commit(void *user, inc_context *context, const inc_batch *batch,
                              int64_t *sequence);
inc_status inc__memory_read(void *user, inc_context *context, const inc_range *range,
                            inc_page *page);
inc_status inc__memory_find(void *user, inc_context *context, const inc_query *query,
                            inc_page *page);
inc_status inc__memory_claim(void *user, inc_context *context, const inc_query *query,
                             const char *owner, inc_time until, inc_page *page);
inc_status inc__memory_count(void *user, inc_context *context, const inc_query *query,
                             int64_t *count);

#endif
