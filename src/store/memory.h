/* The memory backend from the inside. All below an inc_memory belongs to its lock. */
#ifndef INC_STORE_MEMORY_H
#define INC_STORE_MEMORY_H

#include "store/lock.h"
#include "store/memory_hash.h"
#include "store/memory_index.h"
#include "store/partition.h"
#include "store/query.h"

#include <incident/memory.h>

/* Kinds of rows, and the most indexes that one has: by key, and by each ordered column. */
#define INC__MEMORY_KINDS 2
#define INC__MEMORY_INDEXES 10

/* A row that is stored: looked up by its key, and an item of the indexes of its kind. */
typedef struct inc__slot {
    inc__link link;
    inc_row *row;
} inc__slot;

/* Which columns have an index, by place; the first is 0, the key. */
typedef struct inc__orders {
    int32_t columns[INC__MEMORY_INDEXES];
    int32_t count;
} inc__orders;

typedef struct inc__tenant {
    inc__index subjects;
    inc__index rows[INC__MEMORY_KINDS][INC__MEMORY_INDEXES];
    char name[];
} inc__tenant;

typedef struct inc__subject {
    inc__link link;
    const inc__tenant *tenant;
    int32_t kind;
    size_t count; /* of events; they have the sequences 1 to count */
    size_t capacity;
    inc_event **events;
    char name[];
} inc__subject;

/* A commit of a subject's: its name is that of the event with which it ended. */
typedef struct inc__commit {
    inc__link link;
    const inc__subject *subject;
    int64_t sequence;
} inc__commit;

struct inc_memory {
    inc__refs refs;
    inc_context *context; /* for memory alone: its error line is another thread's */
    inc__lock lock;
    inc__orders orders[INC__MEMORY_KINDS];
    inc__spares spares;
    inc__index tenants;
    inc__links subjects;
    inc__links commits;
    inc__links slots;
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

/* Where a row stands in the index of a column, or of keys (0). */
inc__row_key inc__row_key_of(const inc_row *row, int32_t column);

inc__tenant *inc__memory_tenant(const inc_memory *memory, const char *name);
/* NULL for a NULL tenant, too. */
inc__subject *inc__memory_subject(const inc_memory *memory, const inc__tenant *tenant, int32_t kind,
                                  const char *name);
inc__slot *inc__memory_slot(const inc_memory *memory, int32_t kind, const inc__partition *of,
                            const char *name);
/* The sequence that a commit of a subject's ended with, or 0. */
int64_t inc__memory_commit_of(const inc_memory *memory, const inc__subject *subject,
                              const char *name);

/* The same, made when it is missing; NULL without memory. */
inc__tenant *inc__memory_make_tenant(inc_memory *memory, const char *name);
inc__subject *inc__memory_make_subject(inc_memory *memory, inc__tenant *tenant, int32_t kind,
                                       const char *name);
/* Room for so many events in all; 0 without memory. */
int inc__subject_reserve(inc_memory *memory, inc__subject *subject, size_t count);
/* Notes that the last event of a subject ends a commit. NULL, or a note that was not needed. */
inc__commit *inc__subject_note(inc_memory *memory, inc__subject *subject, inc__commit *note);

/* Room in all indexes for so many writes of rows of any kind; 0 without memory. */
int inc__rows_reserve(inc_memory *memory, const inc__tenant *tenant, size_t writes);
/* Puts a row (one reference) into a slot that may hold another of its key, which it answers, and
 * into all indexes. */
inc_row *inc__slot_put(inc_memory *memory, inc__tenant *tenant, inc__slot *slot, inc_row *row);
/* Takes a slot out of all indexes; its row stays. */
void inc__slot_take(inc_memory *memory, inc__tenant *tenant, inc__slot *slot);
/* The end of a change: what was reserved and not needed goes. */
void inc__memory_settle(inc_memory *memory);

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
