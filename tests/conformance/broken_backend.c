/* A backend over a memory store that does one thing wrong, the one that its argument names; without
 * an argument it does nothing wrong. */
#include <incident.h>
#include <incident/conformance.h>

#include <stdlib.h>
#include <string.h>

typedef struct broken {
    inc_store *inner;
    const char *fault;
} broken;

static int has_fault(const broken *self, const char *fault)
{
    return strcmp(self->fault, fault) == 0;
}

/* The batch once more, with the differences that a fault makes. */
static inc_status copy_batch(const broken *self, inc_context *context, const inc_batch *batch,
                             inc_batch **copy)
{
    int64_t sequence = inc_batch_sequence(batch);
    int names = !has_fault(self, "forgets names");
    inc_write write = {.size = sizeof write};
    const inc_event *event;
    inc_status status;
    size_t i;

    status = inc_batch_new(context, has_fault(self, "one tenant") ? "" : inc_batch_tenant(batch),
                           inc_batch_subject_kind(batch), inc_batch_subject(batch), sequence, copy);
    if (status == INC_OK && names)
        status = inc_batch_commit(*copy, inc_batch_name(batch));
    for (i = 0; status == INC_OK && (event = inc_batch_event_at(batch, i)) != NULL; i++)
        status = inc_batch_event(*copy, event);
    for (i = 0; status == INC_OK && (event = inc_batch_redacted_at(batch, i)) != NULL; i++) {
        if (!has_fault(self, "forgets redactions"))
            status = inc_batch_redact(*copy, event);
    }
    for (i = 0; status == INC_OK && inc_batch_write_at(batch, i, &write) == INC_OK; i++) {
        if (!(has_fault(self, "forgets deletions") && write.deletes))
            status = inc_batch_write(*copy, &write);
    }
    return status;
}

/* Events and rows one after the other, as somebody does it who knows no transactions. */
static inc_status commit_in_pieces(const broken *self, inc_context *context, const inc_batch *batch,
                                   int64_t *sequence)
{
    inc_batch *piece = NULL;
    inc_write write = {.size = sizeof write};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && inc_batch_write_at(batch, i, &write) == INC_OK; i++) {
        status = inc_batch_new(context, inc_batch_tenant(batch), inc_batch_subject_kind(batch),
                               inc_batch_subject(batch), -1, &piece);
        if (status == INC_OK)
            status = inc_batch_write(piece, &write);
        if (status == INC_OK)
            status = inc_store_commit(self->inner, piece, sequence);
        inc_batch_free(piece);
    }
    return status;
}

static inc_status broken_commit(void *user, inc_context *context, const inc_batch *batch,
                                int64_t *sequence)
{
    const broken *self = user;
    inc_batch *copy = NULL;
    inc_status status;

    if (has_fault(self, "no transactions") && inc_batch_event_at(batch, 0) == NULL &&
        inc_batch_redacted_at(batch, 0) == NULL)
        return commit_in_pieces(self, context, batch, sequence);
    status = copy_batch(self, context, batch, &copy);
    if (status == INC_OK)
        status = inc_store_commit(self->inner, copy, sequence);
    inc_batch_free(copy);
    if (status == INC_E_CONFLICT && has_fault(self, "swallows conflicts"))
        status = INC_OK;
    if (status == INC_OK && has_fault(self, "counts from zero"))
        --*sequence;
    if (status == INC_E_INVALID && !has_fault(self, ""))
        status = INC_OK;
    return status;
}

static inc_status broken_read(void *user, inc_context *context, const inc_range *range,
                              inc_page *page)
{
    const broken *self = user;
    inc_range local = *range;
    inc_status status;

    (void) context;
    if (has_fault(self, "one tenant"))
        local.tenant = "";
    if (has_fault(self, "reads from the start"))
        local.from = 1;
    if (has_fault(self, "reads too little") && local.limit > 100)
        local.limit = 100;
    status = inc_store_read(self->inner, &local, page);
    return status == INC_DONE ? INC_OK : status;
}

/* The query once more, with the differences that a fault makes. */
static inc_status copy_query(const broken *self, inc_context *context, const inc_query *query,
                             int sifts, inc_query **copy)
{
    int32_t descending, column = inc_query_ordered_by(query, &descending);
    inc_condition condition = {.size = sizeof condition};
    inc_status status =
        inc_query_new(context, inc_query_kind(query), inc_query_tenant(query), copy);
    size_t i;

    if (has_fault(self, "one direction"))
        descending = 0;
    if (has_fault(self, "orders by key"))
        column = 0;
    if (status == INC_OK)
        status = inc_query_order(*copy, column, descending);
    if (status == INC_OK)
        status = inc_query_limit(*copy, inc_query_most(query));
    if (status == INC_OK && !has_fault(self, "forgets cursors"))
        status = inc_query_after(*copy, inc_query_cursor(query));
    for (i = 0; status == INC_OK && inc_query_condition(query, i, &condition) == INC_OK; i++) {
        if (has_fault(self, "less is less or equal") && condition.comparison == INC_LESS_OR_EQUAL)
            condition.comparison = INC_LESS;
        if (!sifts)
            continue;
        status = condition.text != NULL ? inc_query_where_text(*copy, condition.column,
                                                               condition.comparison, condition.text)
                                        : inc_query_where(*copy, condition.column,
                                                          condition.comparison, condition.integer);
    }
    return status;
}

static inc_status broken_find(void *user, inc_context *context, const inc_query *query,
                              inc_page *page)
{
    const broken *self = user;
    inc_query *copy = NULL;
    inc_status status = copy_query(self, context, query, !has_fault(self, "gives more"), &copy);

    if (status == INC_OK)
        status = inc_store_find(self->inner, copy, page);
    inc_query_free(copy);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status broken_claim(void *user, inc_context *context, const inc_query *query,
                               const char *owner, inc_time until, inc_page *page)
{
    const broken *self = user;
    inc_query *copy = NULL;
    inc_status status = copy_query(self, context, query, 1, &copy);

    if (status == INC_OK)
        status = inc_store_claim(self->inner, copy, owner, until, page);
    inc_query_free(copy);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status broken_count(void *user, inc_context *context, const inc_query *query,
                               int64_t *count)
{
    const broken *self = user;
    inc_query *copy = NULL;
    inc_status status = copy_query(self, context, query, 1, &copy);

    if (status == INC_OK)
        status = inc_store_count(self->inner, copy, count);
    inc_query_free(copy);
    if (status == INC_OK && has_fault(self, "counts pages") && *count > inc_query_most(query))
        *count = inc_query_most(query);
    if (status == INC_OK && has_fault(self, "counts one more"))
        ++*count;
    return status;
}

static void broken_close(void *user)
{
    broken *self = user;

    inc_store_free(self->inner);
    free(self);
}

inc_status inc_conformance_open(inc_context *context, const char *argument, inc_store **store)
{
    inc_backend backend = {sizeof backend, broken_commit, broken_read, broken_find,
                           broken_claim,   broken_count,  broken_close};
    broken *self = calloc(1, sizeof *self);
    inc_memory *memory = NULL;
    inc_status status = self != NULL ? inc_memory_new(context, &memory) : INC_E_NOMEM;

    if (status == INC_OK)
        status = inc_memory_store(memory, context, &self->inner);
    inc_memory_unref(memory);
    if (status != INC_OK) {
        free(self);
        return status;
    }
    self->fault = argument;
    if (has_fault(self, "claims without a lease"))
        backend.claim = NULL;
    return inc_store_open(context, &backend, self, store);
}
