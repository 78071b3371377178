/* Stores: every call to a backend, and every answer, passes here. */
#include "base/options.h"
#include "base/string.h"
#include "store/batch.h"
#include "store/claim.h"
#include "store/store_check.h"
#include "time/sight.h"

#include <incident/store.h>
#include <string.h>

struct inc_store {
    inc_context *context;
    inc_backend backend;
    void *user;
    inc_page *found; /* what the backend finds, before it is sifted */
    int busy;        /* inside a call */
    int freed;       /* from inside a call: gone as soon as that is over */
};

/* Takes a row that the backend found: INC_OK, INC_DONE when no more are wanted, or a failure. */
typedef inc_status store_visit(inc_store *store, const inc_row *row, void *user);

static inc_status store_check_backend(inc_context *context, const inc_backend *backend)
{
    const char *missing = NULL;

    if (backend->commit == NULL)
        missing = "commit";
    else if (backend->read == NULL)
        missing = "read";
    else if (backend->find == NULL)
        missing = "find";
    if (missing == NULL)
        return INC_OK;
    return inc__fail(context, INC_E_INVALID, "a backend had no callback '%s'", missing);
}

/* What has a wrong size cannot be read; all else gives user away, whatever becomes of the call. */
static inc_status store_read_backend(inc_context *context, const inc_backend *backend,
                                     inc_backend *local)
{
    inc_status status = backend != NULL ? INC__OPTIONS(local, backend, close) : INC_E_INVALID;

    if (status == INC_E_UNSUPPORTED) {
        local->close = backend->close;
        return inc__fail(context, status, "a backend had callbacks of a later version");
    }
    if (status != INC_OK) {
        memset(local, 0, sizeof *local);
        return backend == NULL
                   ? status
                   : inc__fail(context, status, "a backend had the size '%zu'", backend->size);
    }
    return store_check_backend(context, local);
}

static inc_status store_make(inc_context *context, inc_store **store)
{
    inc_store *made = inc__alloc(context, sizeof *made);

    if (made == NULL)
        return inc__nomem(context);
    if (inc_page_new(context, &made->found) != INC_OK) {
        inc__release(context, made, sizeof *made);
        return INC_E_NOMEM;
    }
    made->context = inc_context_ref(context);
    *store = made;
    return INC_OK;
}

inc_status inc_store_open(inc_context *context, const inc_backend *backend, void *user,
                          inc_store **store)
{
    inc_backend local;
    inc_status status = store_read_backend(context, backend, &local);

    if (store != NULL)
        *store = NULL;
    if (status == INC_OK)
        status = store != NULL && context != NULL ? store_make(context, store) : INC_E_INVALID;
    if (status != INC_OK) {
        if (local.close != NULL)
            local.close(user);
        return status;
    }
    (*store)->backend = local;
    (*store)->user = user;
    return INC_OK;
}

static void store_destroy(inc_store *store)
{
    inc_context *context = store->context;

    if (store->backend.close != NULL)
        store->backend.close(store->user);
    inc_page_free(store->found);
    inc__release(context, store, sizeof *store);
    inc_context_unref(context);
}

void inc_store_free(inc_store *store)
{
    if (store == NULL)
        return;
    store->freed = 1;
    if (!store->busy)
        store_destroy(store);
}

static inc_status store_enter(inc_store *store)
{
    if (store->busy)
        return inc__fail(store->context, INC_E_INVALID,
                         "a store was called from a callback of its own backend");
    store->busy = 1;
    return INC_OK;
}

/* The end of a call; a failed one leaves its page (may be NULL) empty. */
static inc_status store_leave(inc_store *store, inc_page *page, inc_status status)
{
    inc_page_clear(store->found);
    if (status < INC_OK)
        inc_page_clear(page);
    else if (status == INC_OK && page != NULL && inc_page_events(page) + inc_page_rows(page) == 0)
        status = INC_DONE;
    store->busy = 0;
    if (store->freed)
        store_destroy(store);
    return status;
}

static inc_status store_call_commit(inc_store *store, const inc_batch *batch, int64_t *sequence)
{
    char hidden = inc__line_hide(store->context);
    int64_t local = -1;
    inc_status status = store->backend.commit(store->user, store->context, batch, &local);

    status = inc__check_status(store->context, "commit", status, 1);
    if (status == INC_OK)
        status = inc__check_sequence(store->context, batch, local);
    inc__line_show(store->context, hidden);
    if (status == INC_OK)
        *sequence = local;
    return status;
}

inc_status inc_store_commit(inc_store *store, const inc_batch *batch, int64_t *sequence)
{
    int64_t local = 0;
    inc_status status;

    if (store == NULL || batch == NULL)
        return INC_E_INVALID;
    status = store_enter(store);
    if (status != INC_OK)
        return status;
    status = inc__batch_check(store->context, batch);
    if (status == INC_OK)
        status = store_call_commit(store, batch, &local);
    if (status == INC_OK && sequence != NULL)
        *sequence = local;
    return store_leave(store, NULL, status);
}

static inc_status store_read_range(inc_context *context, const inc_range *range,
                                   inc__excerpt *excerpt)
{
    inc_range local;
    inc_status status = range != NULL ? INC__OPTIONS(&local, range, from) : INC_E_INVALID;

    if (status != INC_OK)
        return status;
    if (local.limit < 0 || local.limit > INC_QUERY_LIMIT || local.from < 0)
        return inc__fail(context, INC_E_INVALID, "'%d' events were to be read from '%lld' on",
                         (int) local.limit, (long long) local.from);
    excerpt->from = local.from != 0 ? local.from : 1;
    excerpt->limit = local.limit != 0 ? local.limit : INC_QUERY_LIMIT;
    return inc__partition_make(context, "a range", local.tenant, local.subject_kind, local.subject,
                               &excerpt->partition);
}

static inc_status store_call_read(inc_store *store, const inc__excerpt *excerpt, inc_page *page)
{
    char hidden = inc__line_hide(store->context);
    inc_range range = {.size = sizeof range};
    inc_status status;

    range.tenant = excerpt->partition.tenant;
    range.subject_kind = excerpt->partition.subject_kind;
    range.subject = excerpt->partition.subject;
    range.limit = excerpt->limit;
    range.from = excerpt->from;
    status = store->backend.read(store->user, store->context, &range, page);
    status = inc__check_status(store->context, "read", status, 0);
    if (status == INC_OK)
        status = inc__check_events(store->context, excerpt, page);
    inc__line_show(store->context, hidden);
    return status;
}

inc_status inc_store_read(inc_store *store, const inc_range *range, inc_page *page)
{
    inc__excerpt excerpt;
    inc_status status;

    if (store == NULL || range == NULL || page == NULL)
        return INC_E_INVALID;
    status = store_enter(store);
    if (status != INC_OK)
        return status;
    inc_page_clear(page);
    status = store_read_range(store->context, range, &excerpt);
    if (status == INC_OK)
        status = store_call_read(store, &excerpt, page);
    return store_leave(store, page, status);
}

static inc_status store_call_find(inc_store *store, const inc_query *query)
{
    char hidden = inc__line_hide(store->context);
    inc_status status;

    inc_page_clear(store->found);
    status = store->backend.find(store->user, store->context, query, store->found);
    status = inc__check_status(store->context, "find", status, 0);
    if (status == INC_OK)
        status = inc__check_rows(store->context, query, store->found);
    inc__line_show(store->context, hidden);
    return status;
}

static inc_status store_visit_found(inc_store *store, const inc_query *query, store_visit *visit,
                                    void *user)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < inc_page_rows(store->found) && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(store->found, i);
        if (inc__query_meets(query, row))
            status = visit(store, row, user);
    }
    return status;
}

/* Asks the backend again and again, each time from the last row that it gave, until it gives fewer
 * than it was asked for. */
static inc_status store_walk(inc_store *store, inc_query *query, store_visit *visit, void *user)
{
    inc__query_place place = inc__query_save(query);
    inc_status status = INC_OK;
    size_t given;
    int more = 1;

    while (more && status == INC_OK) {
        status = store_call_find(store, query);
        if (status == INC_OK)
            status = store_visit_found(store, query, visit, user);
        given = inc_page_rows(store->found);
        more = given == (size_t) query->limit;
        if (more && status == INC_OK)
            inc__query_go_on(query, inc_page_row(store->found, given - 1), INC_QUERY_LIMIT);
    }
    inc__query_restore(query, &place);
    return status == INC_DONE ? INC_OK : status;
}

/* A page that is full at so many rows. */
typedef struct store_page {
    inc_page *page;
    size_t most;
} store_page;

static inc_status store_add(inc_store *store, const inc_row *row, void *user)
{
    const store_page *wanted = user;
    inc_status status = inc_page_add_row(wanted->page, row);

    if (status != INC_OK)
        return inc__nomem(store->context);
    return inc_page_rows(wanted->page) == wanted->most ? INC_DONE : INC_OK;
}

/* The cursor has to stand somewhere in the order. */
static inc_status store_check_cursor(const inc_store *store, const inc_query *query)
{
    if (query->cursor == NULL || !inc__query_omits(query, query->cursor))
        return INC_OK;
    return inc__fail(
        store->context, INC_E_INVALID, "a query was to go on after a row of '%s' that had no %s",
        inc__row_text(query->cursor, INC_ROW_SUBJECT), query->table->columns[query->order].name);
}

inc_status inc_store_find(inc_store *store, inc_query *query, inc_page *page)
{
    store_page wanted;
    inc_status status;

    if (store == NULL || query == NULL || page == NULL)
        return INC_E_INVALID;
    status = store_enter(store);
    if (status != INC_OK)
        return status;
    inc_page_clear(page);
    wanted.page = page;
    wanted.most = (size_t) query->limit;
    status = store_check_cursor(store, query);
    if (status == INC_OK)
        status = store_walk(store, query, store_add, &wanted);
    return store_leave(store, page, status);
}

static inc_status store_take_head(inc_store *store, const inc_row *row, void *user)
{
    (void) store;
    *(inc_row **) user = inc_row_ref(row);
    return INC_DONE;
}

static inc_status store_ask_head(inc_store *store, const inc__partition *of, inc_query **query)
{
    inc_status status = inc_query_new(store->context, INC_ROW_HEAD, of->tenant, query);

    if (status == INC_OK)
        status = inc_query_where(*query, INC_ROW_SUBJECT_KIND, INC_EQUAL, of->subject_kind);
    if (status == INC_OK)
        status = inc_query_where_text(*query, INC_ROW_SUBJECT, INC_EQUAL, of->subject);
    if (status == INC_OK)
        status = inc_query_limit(*query, 1);
    return status;
}

inc_status inc_store_head(inc_store *store, const char *tenant, int32_t subject_kind,
                          const char *subject, inc_row **row)
{
    inc_query *query = NULL;
    inc_row *found = NULL;
    inc__partition of;
    inc_status status;

    if (row == NULL)
        return INC_E_INVALID;
    *row = NULL;
    if (store == NULL)
        return INC_E_INVALID;
    status = store_enter(store);
    if (status != INC_OK)
        return status;
    status = inc__partition_make(store->context, "a head", tenant, subject_kind, subject, &of);
    if (status == INC_OK)
        status = store_ask_head(store, &of, &query);
    if (status == INC_OK)
        status = store_walk(store, query, store_take_head, &found);
    if (status == INC_OK && found == NULL)
        status = inc__fail(store->context, INC_E_NOT_FOUND, "'%s' had no head", of.subject);
    *row = found;
    inc_query_free(query);
    return store_leave(store, NULL, status);
}

/* A claim by find and commit. */
typedef struct store_claim {
    store_page wanted;
    inc_row_builder *builder;
    const char *owner;
    inc_time until;
} store_claim;

static inc_status store_commit_row(inc_store *store, const inc_row *row)
{
    inc__partition of = inc__partition_of_row(row);
    inc_write write = {.size = sizeof write};
    inc_batch *batch = NULL;
    int64_t sequence;
    inc_status status =
        inc_batch_new(store->context, of.tenant, of.subject_kind, of.subject, -1, &batch);

    write.row = row;
    write.revision = inc__row_integer(row, INC_ROW_REVISION) - 1;
    if (status == INC_OK)
        status = inc_batch_write(batch, &write);
    if (status == INC_OK)
        status = store_call_commit(store, batch, &sequence);
    inc_batch_free(batch);
    return status;
}

/* A message that somebody else wrote in between is theirs. */
static inc_status store_claim_row(inc_store *store, const inc_row *row, void *user)
{
    store_claim *claim = user;
    inc_row *claimed;
    inc_status status;

    if (inc__row_integer(row, INC_ROW_REVISION) == INT64_MAX)
        return INC_OK;
    status = inc__claim_row(claim->builder, row, claim->owner, claim->until, &claimed);
    if (status != INC_OK)
        return status;
    status = store_commit_row(store, claimed);
    if (status == INC_OK)
        status = store_add(store, claimed, &claim->wanted);
    inc_row_unref(claimed);
    return status == INC_E_CONFLICT ? INC_OK : status;
}

static inc_status store_claim_each(inc_store *store, inc_query *query, const char *owner,
                                   inc_time until, inc_page *page)
{
    store_claim claim;
    inc_status status;

    claim.wanted.page = page;
    claim.wanted.most = (size_t) query->limit;
    claim.owner = owner;
    claim.until = until;
    status = inc_row_builder_new(store->context, INC_ROW_MESSAGE, &claim.builder);
    if (status == INC_OK)
        status = store_walk(store, query, store_claim_row, &claim);
    inc_row_builder_free(claim.builder);
    return status;
}

static inc_status store_call_claim(inc_store *store, const inc_query *query, const char *owner,
                                   inc_time until, inc_page *page)
{
    char hidden = inc__line_hide(store->context);
    inc_status status =
        store->backend.claim(store->user, store->context, query, owner, until, page);

    status = inc__check_status(store->context, "claim", status, 0);
    if (status == INC_OK)
        status = inc__check_claims(store->context, query, owner, until, page);
    inc__line_show(store->context, hidden);
    return status;
}

static inc_status store_check_claim(const inc_store *store, const inc_query *query,
                                    const char *owner, inc_time until)
{
    if (query->kind != INC_ROW_MESSAGE)
        return inc__fail(store->context, INC_E_INVALID, "%s was to be claimed", query->table->noun);
    if (!inc__name_valid(owner, 1))
        return inc__fail(store->context, INC_E_INVALID,
                         "messages were claimed for '%.80s', not UTF-8 of 1 to %d bytes",
                         owner != NULL ? owner : "", INC__NAME_MOST);
    if (!inc__time_valid(until))
        return inc__fail(store->context, INC_E_RANGE,
                         "messages were claimed until '%lld' us, outside 1900-9999",
                         (long long) until);
    return store_check_cursor(store, query);
}

inc_status inc_store_claim(inc_store *store, inc_query *query, const char *owner, inc_time until,
                           inc_page *page)
{
    inc_status status;

    if (store == NULL || query == NULL || page == NULL)
        return INC_E_INVALID;
    status = store_enter(store);
    if (status != INC_OK)
        return status;
    inc_page_clear(page);
    status = store_check_claim(store, query, owner, until);
    if (status == INC_OK && store->backend.claim != NULL)
        status = store_call_claim(store, query, owner, until, page);
    else if (status == INC_OK)
        status = store_claim_each(store, query, owner, until, page);
    return store_leave(store, page, status);
}

static inc_status store_count_row(inc_store *store, const inc_row *row, void *user)
{
    (void) store;
    (void) row;
    ++*(int64_t *) user;
    return INC_OK;
}

static inc_status store_call_count(inc_store *store, const inc_query *query, int64_t *count)
{
    char hidden = inc__line_hide(store->context);
    int64_t local = -1;
    inc_status status = store->backend.count(store->user, store->context, query, &local);

    status = inc__check_status(store->context, "count", status, 0);
    if (status == INC_OK && local < 0)
        status = inc__fail(store->context, INC_E_BACKEND, "the backend counted '%lld' rows",
                           (long long) local);
    inc__line_show(store->context, hidden);
    *count = local;
    return status;
}

inc_status inc_store_count(inc_store *store, inc_query *query, int64_t *count)
{
    inc__query_place place;
    int64_t local = 0;
    inc_status status;

    if (store == NULL || query == NULL || count == NULL)
        return INC_E_INVALID;
    status = store_enter(store);
    if (status != INC_OK)
        return status;
    place = inc__query_save(query);
    inc__query_go_on(query, NULL, INC_QUERY_LIMIT);
    if (store->backend.count != NULL)
        status = store_call_count(store, query, &local);
    else
        status = store_walk(store, query, store_count_row, &local);
    inc__query_restore(query, &place);
    if (status == INC_OK)
        *count = local;
    return store_leave(store, NULL, status);
}
