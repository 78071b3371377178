/* Reading from memory: events, rows, claims, counts. */
#include "store/claim.h"
#include "store/memory.h"

#include <string.h>

inc_status inc__memory_read(void *user, inc_context *context, const inc_range *range,
                            inc_page *page)
{
    inc_memory *memory = user;
    const inc__subject *subject;
    inc_status status = INC_OK;
    size_t at, end;

    (void) context;
    inc__lock_take(&memory->lock);
    subject = inc__memory_subject(memory, inc__memory_tenant(memory, range->tenant),
                                  range->subject_kind, range->subject);
    if (subject != NULL && range->from <= (int64_t) subject->count) {
        at = (size_t) range->from - 1;
        end = subject->count - at > (size_t) range->limit ? at + (size_t) range->limit
                                                          : subject->count;
        for (; at < end && status == INC_OK; at++)
            status = inc_page_add_event(page, subject->events[at]);
    }
    inc__lock_give(&memory->lock);
    return status;
}

/* What of an index a query can be about. */
typedef struct find_bounds {
    inc__row_key low;
    inc__row_key high;
    int has_low;
    int has_high;
    int none; /* no row at all */
    int one;  /* a head, that of the subject of low */
} find_bounds;

static void find_edge(inc__row_key *key, int64_t value, int32_t edge)
{
    memset(key, 0, sizeof *key);
    key->value = value;
    key->edge = edge;
}

static void find_raise(find_bounds *bounds, int64_t value)
{
    if (!bounds->has_low || bounds->low.value < value)
        find_edge(&bounds->low, value, -1);
    bounds->has_low = 1;
}

static void find_lower(find_bounds *bounds, int64_t value)
{
    if (!bounds->has_high || bounds->high.value > value)
        find_edge(&bounds->high, value, 1);
    bounds->has_high = 1;
}

/* A condition on the column of the order. */
static void find_narrow(find_bounds *bounds, const inc__condition *condition)
{
    int64_t value = condition->integer;

    switch (condition->comparison) {
    case INC_EQUAL:
        find_raise(bounds, value);
        find_lower(bounds, value);
        break;
    case INC_LESS:
        bounds->none |= value == INT64_MIN;
        find_lower(bounds, value == INT64_MIN ? value : value - 1);
        break;
    case INC_LESS_OR_EQUAL:
        find_lower(bounds, value);
        break;
    case INC_GREATER:
        bounds->none |= value == INT64_MAX;
        find_raise(bounds, value == INT64_MAX ? value : value + 1);
        break;
    default:
        find_raise(bounds, value);
        break;
    }
}

/* The condition that a column equals something, or NULL. */
static const inc__condition *find_equal(const inc_query *query, int32_t column)
{
    size_t i;

    for (i = 0; i < query->conditions.count; i++) {
        const inc__condition *condition = INC__AT(&query->conditions, inc__condition, i);
        if (condition->column == column && condition->comparison == INC_EQUAL)
            return condition;
    }
    return NULL;
}

/* In the order of keys the rows of one subject stand together. */
static void find_subject(const inc_query *query, find_bounds *bounds)
{
    const inc__condition *kind = find_equal(query, INC_ROW_SUBJECT_KIND);
    const inc__condition *subject = find_equal(query, INC_ROW_SUBJECT);

    if (kind == NULL || subject == NULL)
        return;
    bounds->none |= kind->integer < INT32_MIN || kind->integer > INT32_MAX;
    find_edge(&bounds->low, 0, -1);
    bounds->low.subject_kind = (int32_t) kind->integer;
    bounds->low.subject = subject->text;
    bounds->high = bounds->low;
    bounds->high.edge = 1;
    bounds->has_low = 1;
    bounds->has_high = 1;
    bounds->one = query->kind == INC_ROW_HEAD;
}

static void find_bounds_of(const inc_query *query, find_bounds *bounds)
{
    size_t i;

    memset(bounds, 0, sizeof *bounds);
    if (query->order == 0)
        find_subject(query, bounds);
    for (i = 0; i < query->conditions.count && query->order != 0; i++) {
        const inc__condition *condition = INC__AT(&query->conditions, inc__condition, i);
        if (condition->column == query->order)
            find_narrow(bounds, condition);
    }
}

/* A walk over the rows that a query can be about. */
typedef struct find_walk {
    const inc_query *query;
    const inc__index *index;
    find_bounds bounds;
    inc__walk walk;
    inc__slot *one; /* or the only row there can be, not yet looked at */
} find_walk;

static const inc__index *find_index(const inc_memory *memory, const inc__tenant *tenant,
                                    const inc_query *query)
{
    const inc__orders *orders = &memory->orders[query->kind - 1];
    int32_t place = 0;

    while (orders->columns[place] != query->order)
        place++;
    return &tenant->rows[query->kind - 1][place];
}

/* A look-up, where a walk to the same place would cost more. */
static inc__slot *find_head(const inc_memory *memory, const inc_query *query,
                            const find_bounds *bounds)
{
    inc__partition of;

    of.tenant = query->tenant;
    of.subject_kind = bounds->low.subject_kind;
    of.subject = bounds->low.subject;
    return inc__memory_slot(memory, INC_ROW_HEAD, &of, "");
}

static void find_start(find_walk *find, const inc_memory *memory, const inc_query *query)
{
    const inc__tenant *tenant = inc__memory_tenant(memory, query->tenant);
    const inc__row_key *edge = NULL;
    inc__row_key cursor;

    find->query = query;
    find->index = NULL;
    find_bounds_of(query, &find->bounds);
    find->walk.depth = 0;
    find->one = NULL;
    if (tenant == NULL || find->bounds.none)
        return;
    if (find->bounds.one) {
        find->one = find_head(memory, query, &find->bounds);
        return;
    }
    find->index = find_index(memory, tenant, query);
    if (query->cursor != NULL) {
        cursor = inc__row_key_of(query->cursor, query->order);
        edge = &cursor;
    } else if (query->descending ? find->bounds.has_high : find->bounds.has_low) {
        edge = query->descending ? &find->bounds.high : &find->bounds.low;
    }
    inc__walk_start(&find->walk, find->index, edge, query->descending);
}

/* 1 for an entry beyond which there is nothing to be found. */
static int find_past(const find_walk *find, const inc__indexed *entry)
{
    if (find->query->descending)
        return find->bounds.has_low && find->index->compare(&find->bounds.low, entry) > 0;
    return find->bounds.has_high && find->index->compare(&find->bounds.high, entry) < 0;
}

/* The next row that the query asks for, or NULL. */
static inc__slot *find_next(find_walk *find)
{
    const inc__indexed *entry;
    inc__slot *one = find->one;

    find->one = NULL;
    if (one != NULL && inc_query_matches(find->query, one->row))
        return one;
    while ((entry = inc__walk_next(&find->walk)) != NULL && !find_past(find, entry)) {
        inc__slot *slot = entry->item;
        if (inc_query_matches(find->query, slot->row))
            return slot;
    }
    return NULL;
}

inc_status inc__memory_find(void *user, inc_context *context, const inc_query *query,
                            inc_page *page)
{
    inc_memory *memory = user;
    inc_status status = INC_OK;
    const inc__slot *slot;
    find_walk find;
    int32_t left;

    (void) context;
    inc__lock_take(&memory->lock);
    find_start(&find, memory, query);
    for (left = query->limit; left > 0 && status == INC_OK; left--) {
        slot = find_next(&find);
        if (slot == NULL)
            break;
        status = inc_page_add_row(page, slot->row);
    }
    inc__lock_give(&memory->lock);
    return status;
}

inc_status inc__memory_count(void *user, inc_context *context, const inc_query *query,
                             int64_t *count)
{
    inc_memory *memory = user;
    int64_t counted = 0;
    find_walk find;

    (void) context;
    inc__lock_take(&memory->lock);
    find_start(&find, memory, query);
    while (find_next(&find) != NULL)
        counted++;
    inc__lock_give(&memory->lock);
    *count = counted;
    return INC_OK;
}

/* Messages on their way to an owner: all rows are made before any is put in. */
typedef struct find_claim {
    inc_row_builder *builder;
    const char *owner;
    inc_time until;
    inc__slot **slots;
    inc_page *page; /* of the claimed rows, as many as slots */
    inc_page *old;  /* what they were; kept until the lock is open */
} find_claim;

static inc_status find_claim_row(find_claim *claim, inc__slot *slot)
{
    inc_row *claimed;
    inc_status status =
        inc__claim_row(claim->builder, slot->row, claim->owner, claim->until, &claimed);

    if (status != INC_OK)
        return status;
    claim->slots[inc_page_rows(claim->page)] = slot;
    status = inc_page_add_row(claim->old, slot->row);
    if (status == INC_OK)
        status = inc_page_add_row(claim->page, claimed);
    inc_row_unref(claimed);
    return status;
}

static inc_status find_claim_all(inc_memory *memory, const inc_query *query, find_claim *claim)
{
    inc__tenant *tenant = inc__memory_tenant(memory, query->tenant);
    inc_status status = INC_OK;
    inc__slot *slot;
    find_walk find;
    size_t i;

    find_start(&find, memory, query);
    while (status == INC_OK && inc_page_rows(claim->page) < (size_t) query->limit &&
           (slot = find_next(&find)) != NULL) {
        if (inc__row_integer(slot->row, INC_ROW_REVISION) < INT64_MAX)
            status = find_claim_row(claim, slot);
    }
    if (status == INC_OK && inc_page_rows(claim->page) > 0 &&
        !inc__rows_reserve(memory, tenant, inc_page_rows(claim->page)))
        status = INC_E_NOMEM;
    for (i = 0; i < inc_page_rows(claim->page) && status == INC_OK; i++)
        inc_row_unref(inc__slot_put(memory, tenant, claim->slots[i],
                                    inc_row_ref(inc_page_row(claim->page, i))));
    return status;
}

inc_status inc__memory_claim(void *user, inc_context *context, const inc_query *query,
                             const char *owner, inc_time until, inc_page *page)
{
    inc_memory *memory = user;
    size_t size = (size_t) query->limit * sizeof(inc__slot *);
    find_claim claim = {NULL, owner, until, NULL, page, NULL};
    inc_status status = inc_row_builder_new(context, INC_ROW_MESSAGE, &claim.builder);

    if (status == INC_OK)
        status = inc_page_new(context, &claim.old);
    if (status == INC_OK) {
        claim.slots = inc__alloc(context, size);
        status = claim.slots != NULL ? INC_OK : inc__nomem(context);
    }
    if (status == INC_OK) {
        inc__lock_take(&memory->lock);
        status = find_claim_all(memory, query, &claim);
        inc__memory_settle(memory);
        inc__lock_give(&memory->lock);
    }
    inc__release(context, claim.slots, size);
    inc_page_free(claim.old);
    inc_row_builder_free(claim.builder);
    return status;
}
