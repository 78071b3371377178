/* A product that has a ticket table of its own lends it to libincident as storage: what the library
 * has to keep stands beside the product's own columns, which follow the head. Three callbacks are
 * enough; the library checks what they answer, and makes claims and counts of them. One thread. */
#include <incident.h>
#include <incident/conformance.h>
#include <stdlib.h>
#include <string.h>

/* The product's ticket. A real one would keep the lower half in tables of its own. */
typedef struct ticket {
    char tenant[256], subject[256]; /* the key: ids have at most 255 bytes */
    int32_t kind;
    inc_time due;       /* one of the product's own columns, as of the last commit */
    inc_event **events; /* event n is of sequence n + 1 */
    inc_row **rows;     /* the head and messages, in no order */
    size_t event_count, row_count;
} ticket;

typedef struct tickets {
    ticket *list;
    size_t count;
} tickets;

static ticket *find_ticket(tickets *all, const char *tenant, int32_t kind, const char *subject)
{
    ticket *one = all->list;
    for (size_t i = 0; i < all->count; i++, one++) {
        if (one->kind == kind && !strcmp(one->tenant, tenant) && !strcmp(one->subject, subject))
            return one;
    }
    return NULL;
}

/* Where the stored row of a row's name is, or NULL. The head's is "", a message's never. */
static inc_row **find_row(const ticket *one, const inc_row *row)
{
    const char *name = inc_row_text(row, INC_ROW_NAME, NULL);
    for (size_t i = 0; one != NULL && i < one->row_count; i++) {
        if (strcmp(inc_row_text(one->rows[i], INC_ROW_NAME, NULL), name) == 0)
            return &one->rows[i];
    }
    return NULL;
}

/* The last sequence of a commit that was seen before, or 0. */
static int64_t seen_commit(const ticket *one, const char *name)
{
    for (size_t i = one != NULL && name[0] != '\0' ? one->event_count : 0; i > 0; i--) {
        if (strcmp(inc_event_text(one->events[i - 1], INC_EVENT_COMMIT, NULL), name) == 0)
            return (int64_t) i;
    }
    return 0;
}

/* 1 if all is as the batch expects it, before anything is changed. */
static int check(const ticket *one, const inc_batch *batch)
{
    int64_t last = one != NULL ? (int64_t) one->event_count : 0;
    inc_write write = {.size = sizeof write};
    const inc_event *event;
    int fits = inc_batch_sequence(batch) == -1 || inc_batch_sequence(batch) == last;
    for (size_t i = 0; fits && inc_batch_write_at(batch, i, &write) == INC_OK; i++) {
        inc_row **stored = find_row(one, write.row);
        fits = write.revision == (stored != NULL ? inc_row_integer(*stored, INC_ROW_REVISION) : 0);
    }
    for (size_t i = 0; fits && (event = inc_batch_redacted_at(batch, i)) != NULL; i++)
        fits = inc_event_integer(event, INC_EVENT_SEQUENCE) <= last;
    return fits;
}

/* Room for all that the batch may add, so that nothing can fail once writing has begun. */
static ticket *make_room(tickets *all, ticket *one, const inc_batch *batch)
{
    inc_write write = {.size = sizeof write};
    size_t more = 0;
    while (inc_batch_event_at(batch, more) || inc_batch_write_at(batch, more, &write) == INC_OK)
        more++;
    if (one == NULL) {
        ticket *list = realloc(all->list, (all->count + 1) * sizeof *list);
        if (list == NULL)
            return NULL;
        all->list = list;
        one = &list[all->count++];
        *one = (ticket){.kind = inc_batch_subject_kind(batch), .due = INC_TIME_NONE};
        strcpy(one->tenant, inc_batch_tenant(batch));
        strcpy(one->subject, inc_batch_subject(batch));
    }
    inc_event **events = realloc(one->events, (one->event_count + more + 1) * sizeof *events);
    one->events = events != NULL ? events : one->events;
    inc_row **rows = realloc(one->rows, (one->row_count + more + 1) * sizeof *rows);
    one->rows = rows != NULL ? rows : one->rows;
    return events != NULL && rows != NULL ? one : NULL;
}

/* Events and rows are immutable: a reference is all that has to be stored. */
static void write_row(ticket *one, const inc_write *write)
{
    inc_row **stored = find_row(one, write->row);
    if (stored != NULL)
        inc_row_unref(*stored);
    else
        stored = &one->rows[one->row_count++];
    *stored = write->deletes ? one->rows[--one->row_count] : inc_row_ref(write->row);
    if (!write->deletes && inc_row_kind_of(write->row) == INC_ROW_HEAD)
        one->due = inc_row_integer(write->row, INC_HEAD_DUE);
}

static inc_status ticket_commit(void *user, inc_context *context, const inc_batch *batch,
                                int64_t *sequence)
{
    ticket *one = find_ticket(user, inc_batch_tenant(batch), inc_batch_subject_kind(batch),
                              inc_batch_subject(batch));
    inc_write write = {.size = sizeof write};
    const inc_event *event;
    if ((*sequence = seen_commit(one, inc_batch_name(batch))) > 0)
        return INC_OK;
    if (!check(one, batch))
        return inc_context_fail(context, INC_E_CONFLICT, "somebody wrote in between");
    if ((one = make_room(user, one, batch)) == NULL)
        return INC_E_NOMEM;
    for (size_t i = 0; (event = inc_batch_redacted_at(batch, i)) != NULL; i++) {
        inc_event **stored = &one->events[inc_event_integer(event, INC_EVENT_SEQUENCE) - 1];
        inc_event_unref(*stored);
        *stored = inc_event_ref(event);
    }
    for (size_t i = 0; (event = inc_batch_event_at(batch, i)) != NULL; i++)
        one->events[one->event_count++] = inc_event_ref(event);
    for (size_t i = 0; inc_batch_write_at(batch, i, &write) == INC_OK; i++)
        write_row(one, &write);
    *sequence = (int64_t) one->event_count;
    return INC_OK;
}

static inc_status ticket_read(void *user, inc_context *context, const inc_range *range,
                              inc_page *page)
{
    ticket *one = find_ticket(user, range->tenant, range->subject_kind, range->subject);
    int64_t last = one != NULL ? (int64_t) one->event_count : 0, at = range->from;
    inc_status status = INC_OK;
    (void) context;
    for (; at <= last && at - range->from < range->limit && status == INC_OK; at++)
        status = inc_page_add_event(page, one->events[at - 1]);
    return status;
}

/* The first row after `last` (NULL: of all) that the query asks for. */
static const inc_row *next_row(const tickets *all, const inc_query *query, const inc_row *last)
{
    const inc_row *next = NULL;
    const ticket *one = all->list;
    for (size_t t = 0; t < all->count; t++, one++) {
        for (size_t i = 0; i < one->row_count; i++) {
            const inc_row *row = one->rows[i];
            if (inc_query_matches(query, row) &&
                (last == NULL || inc_query_compare(query, last, row) < 0) &&
                (next == NULL || inc_query_compare(query, row, next) < 0))
                next = row;
        }
    }
    return next;
}

static inc_status ticket_find(void *user, inc_context *context, const inc_query *query,
                              inc_page *page)
{
    const inc_row *row = NULL;
    inc_status status = INC_OK;
    (void) context;
    while (status == INC_OK && inc_page_rows(page) < (size_t) inc_query_most(query) &&
           (row = next_row(user, query, row)) != NULL)
        status = inc_page_add_row(page, row);
    return status;
}

static void ticket_close(void *user)
{
    tickets *all = user;
    for (ticket *one = all->list; all->count > 0; all->count--, one++) {
        for (size_t i = 0; i < one->event_count; i++)
            inc_event_unref(one->events[i]);
        for (size_t i = 0; i < one->row_count; i++)
            inc_row_unref(one->rows[i]);
        free(one->events);
        free(one->rows);
    }
    free(all->list);
    free(all);
}

/* What incident-conformance looks for; a product opens its table instead of an empty one. */
inc_status inc_conformance_open(inc_context *context, const char *argument, inc_store **store)
{
    const inc_backend backend = {sizeof backend, ticket_commit, ticket_read, ticket_find,
                                 NULL,           NULL,          ticket_close};
    tickets *all = calloc(1, sizeof *all);
    (void) argument;
    return all != NULL ? inc_store_open(context, &backend, all, store) : INC_E_NOMEM;
}
