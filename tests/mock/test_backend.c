/* Backends that break their contract: each way has a defined status, leaves the page empty, and the
 * store stays usable. */
#include "host.h"

#include <string.h>

#define BACKEND_MONDAY INT64_C(1780304400000000)

/* What a callback is to do next. */
typedef struct faulty {
    host self;
    inc_context *context;
    inc_store *store;
    inc_page *page;
    inc_query *query;
    inc_status answer;  /* of every callback */
    int silent;         /* a failure leaves no line */
    int64_t sequence;   /* that commit leaves */
    int leaves_none;    /* or rather not */
    int64_t count;      /* that count leaves */
    const char *tenant; /* of events and rows */
    const char *subjects[8];
    int64_t numbers[8]; /* sequences of events, or priorities of rows */
    int64_t revision;
    int32_t kind; /* of rows */
    int given;    /* how many */
    int mixes;    /* adds an event to rows and a row to events */
    int reenters; /* calls the store */
    int frees;    /* frees the store */
    int closed;
    int calls;
    inc_status reentered;
} faulty;

static inc_event *faulty_event(faulty *state, const char *subject, int64_t sequence)
{
    inc_event_builder *builder = NULL;
    inc_event *event = NULL;

    assert_int_equal(inc_event_builder_new(state->context, &builder), INC_OK);
    assert_int_equal(inc_event_builder_text(builder, INC_EVENT_TENANT, state->tenant, INC_ZSTR), 0);
    assert_int_equal(inc_event_builder_text(builder, INC_EVENT_SUBJECT, subject, INC_ZSTR), 0);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, sequence), 0);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, BACKEND_MONDAY), 0);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_NOTED), 0);
    assert_int_equal(inc_event_builder_build(builder, &event), INC_OK);
    inc_event_builder_free(builder);
    return event;
}

static inc_row *faulty_row(faulty *state, int32_t kind, const char *subject, int64_t number)
{
    inc_row_builder *builder = NULL;
    inc_row *row = NULL;
    int32_t column = kind == INC_ROW_HEAD ? INC_HEAD_PRIORITY : INC_MESSAGE_FACT;

    assert_int_equal(inc_row_builder_new(state->context, kind, &builder), INC_OK);
    assert_int_equal(inc_row_builder_text(builder, INC_ROW_TENANT, state->tenant, INC_ZSTR), 0);
    assert_int_equal(inc_row_builder_text(builder, INC_ROW_SUBJECT, subject, INC_ZSTR), 0);
    if (kind == INC_ROW_MESSAGE)
        assert_int_equal(inc_row_builder_text(builder, INC_ROW_NAME, "m", INC_ZSTR), 0);
    assert_int_equal(inc_row_builder_integer(builder, column, number), 0);
    assert_int_equal(inc_row_builder_integer(builder, INC_ROW_REVISION, state->revision), 0);
    assert_int_equal(inc_row_builder_build(builder, &row), INC_OK);
    inc_row_builder_free(builder);
    return row;
}

static void faulty_add_event(faulty *state, inc_page *page, const char *subject, int64_t sequence)
{
    inc_event *event = faulty_event(state, subject, sequence);
    assert_int_equal(inc_page_add_event(page, event), INC_OK);
    inc_event_unref(event);
}

static void faulty_add_row(faulty *state, inc_page *page, const char *subject, int64_t number)
{
    inc_row *row = faulty_row(state, state->kind, subject, number);
    assert_int_equal(inc_page_add_row(page, row), INC_OK);
    inc_row_unref(row);
}

/* What every callback does first. */
static inc_status faulty_enter(faulty *state, inc_context *context)
{
    inc_range range = {.size = sizeof range, .subject = "INC-1"};
    inc_page *page = NULL;

    state->calls++;
    assert_ptr_equal(context, state->context);
    if (state->reenters) {
        assert_int_equal(inc_page_new(context, &page), INC_OK);
        state->reentered = inc_store_read(state->store, &range, page);
        inc_page_free(page);
    }
    if (state->frees)
        inc_store_free(state->store);
    if (state->answer < 0 && !state->silent)
        return inc_context_fail(context, state->answer, "the disk was gone");
    return state->answer;
}

static inc_status faulty_commit(void *user, inc_context *context, const inc_batch *batch,
                                int64_t *sequence)
{
    faulty *state = user;

    assert_non_null(batch);
    if (!state->leaves_none)
        *sequence = state->sequence;
    return faulty_enter(state, context);
}

static inc_status faulty_read(void *user, inc_context *context, const inc_range *range,
                              inc_page *page)
{
    faulty *state = user;
    int i;

    assert_true(range->from >= 1 && range->limit >= 1 && range->tenant != NULL);
    for (i = 0; i < state->given; i++)
        faulty_add_event(state, page, state->subjects[i], state->numbers[i]);
    if (state->mixes)
        faulty_add_row(state, page, "INC-1", 1);
    return faulty_enter(state, context);
}

static inc_status faulty_find(void *user, inc_context *context, const inc_query *query,
                              inc_page *page)
{
    faulty *state = user;
    int i;

    assert_true(inc_query_most(query) >= 1);
    for (i = 0; i < state->given; i++)
        faulty_add_row(state, page, state->subjects[i], state->numbers[i]);
    if (state->mixes)
        faulty_add_event(state, page, "INC-1", 1);
    return faulty_enter(state, context);
}

static inc_status faulty_claim(void *user, inc_context *context, const inc_query *query,
                               const char *owner, inc_time until, inc_page *page)
{
    assert_string_equal(owner, "me");
    assert_true(until == BACKEND_MONDAY);
    return faulty_find(user, context, query, page);
}

static inc_status faulty_count(void *user, inc_context *context, const inc_query *query,
                               int64_t *count)
{
    faulty *state = user;

    assert_null(inc_query_cursor(query));
    *count = state->count;
    return faulty_enter(state, context);
}

static void faulty_close(void *user)
{
    ((faulty *) user)->closed++;
}

static inc_backend faulty_backend(void)
{
    inc_backend backend;

    memset(&backend, 0, sizeof backend);
    backend.size = sizeof backend;
    backend.commit = faulty_commit;
    backend.read = faulty_read;
    backend.find = faulty_find;
    backend.claim = faulty_claim;
    backend.count = faulty_count;
    backend.close = faulty_close;
    return backend;
}

/* A backend that does everything right, and has nothing. */
static void faulty_mend(faulty *state)
{
    state->answer = INC_OK;
    state->silent = 0;
    state->sequence = 1;
    state->leaves_none = 0;
    state->count = 0;
    state->tenant = "";
    state->revision = 1;
    state->kind = INC_ROW_HEAD;
    state->given = 0;
    state->mixes = 0;
    state->reenters = 0;
}

static int backend_setup(void **self)
{
    static faulty state;
    inc_backend backend = faulty_backend();

    memset(&state, 0, sizeof state);
    host_init(&state.self);
    state.context = host_context(&state.self);
    faulty_mend(&state);
    assert_int_equal(inc_store_open(state.context, &backend, &state, &state.store), INC_OK);
    assert_int_equal(inc_page_new(state.context, &state.page), INC_OK);
    assert_int_equal(inc_query_new(state.context, INC_ROW_HEAD, "", &state.query), INC_OK);
    *self = &state;
    return 0;
}

static int backend_teardown(void **self)
{
    faulty *state = *self;

    inc_query_free(state->query);
    inc_page_free(state->page);
    if (!state->frees)
        inc_store_free(state->store);
    assert_int_equal(state->closed, 1);
    inc_context_unref(state->context);
    host_free(&state->self);
    return 0;
}

static inc_status backend_commit(faulty *state, int64_t *sequence)
{
    inc_batch *batch = NULL;
    inc_event *event = faulty_event(state, "INC-1", 1);
    inc_status status;

    assert_int_equal(inc_batch_new(state->context, "", 0, "INC-1", 0, &batch), INC_OK);
    assert_int_equal(inc_batch_event(batch, event), INC_OK);
    status = inc_store_commit(state->store, batch, sequence);
    inc_event_unref(event);
    inc_batch_free(batch);
    return status;
}

static inc_status backend_read(faulty *state, int64_t from, int32_t limit)
{
    inc_range range = {.size = sizeof range, .subject = "INC-1", .from = from, .limit = limit};
    return inc_store_read(state->store, &range, state->page);
}

/* Whatever went wrong: nothing was handed out, there is a line, and the next call works. */
static void backend_is_usable(faulty *state)
{
    assert_int_equal(inc_page_events(state->page), 0);
    assert_int_equal(inc_page_rows(state->page), 0);
    assert_string_not_equal(inc_context_error(state->context), "");
    faulty_mend(state);
    assert_int_equal(backend_read(state, 1, 0), INC_DONE);
    assert_int_equal(inc_store_find(state->store, state->query, state->page), INC_DONE);
    assert_int_equal(backend_commit(state, NULL), INC_OK);
}

static void backend_sizes(void **self)
{
    faulty *state = *self;
    struct {
        inc_backend known;
        void *later;
    } larger;
    inc_store *store = state->store;
    inc_backend backend = faulty_backend();

    memset(&larger, 0, sizeof larger);
    backend.size = 8;
    assert_int_equal(inc_store_open(state->context, &backend, state, &store), INC_E_INVALID);
    assert_null(store);
    backend.size = 100000;
    assert_int_equal(inc_store_open(state->context, &backend, state, &store), INC_E_INVALID);
    assert_int_equal(state->closed, 0);
    larger.known = faulty_backend();
    larger.known.size = sizeof larger;
    larger.later = state;
    assert_int_equal(inc_store_open(state->context, &larger.known, state, &store),
                     INC_E_UNSUPPORTED);
    assert_int_equal(state->closed, 1);
    larger.later = NULL;
    assert_int_equal(inc_store_open(state->context, &larger.known, state, &store), INC_OK);
    inc_store_free(store);
    assert_int_equal(state->closed, 2);
    state->closed = 0;
}

static void backend_holes(void **self)
{
    faulty *state = *self;
    inc_store *store;
    int missing;

    for (missing = 0; missing < 3; missing++) {
        inc_backend backend = faulty_backend();
        if (missing == 0)
            backend.commit = NULL;
        else if (missing == 1)
            backend.read = NULL;
        else
            backend.find = NULL;
        assert_int_equal(inc_store_open(state->context, &backend, state, &store), INC_E_INVALID);
        assert_null(store);
        assert_non_null(strstr(inc_context_error(state->context), "callback"));
        assert_int_equal(state->closed, missing + 1);
    }
    state->closed = 0;
    assert_int_equal(inc_store_open(state->context, NULL, state, &store), INC_E_INVALID);
    assert_int_equal(inc_store_open(NULL, NULL, state, &store), INC_E_INVALID);
}

/* Every callback with every status that there may ever be. */
static void backend_statuses(void **self)
{
    faulty *state = *self;
    int status;

    for (status = -20; status <= 20; status++) {
        int known = status == INC_E_NOMEM || status == INC_E_IO || status == INC_OK;
        int64_t count = 7, sequence = 7;
        inc_status expected = known ? (inc_status) status : INC_E_BACKEND;
        inc_status committed = status == INC_E_CONFLICT ? INC_E_CONFLICT : expected;
        state->answer = (inc_status) status;
        assert_int_equal(backend_commit(state, &sequence), committed);
        assert_true(sequence == (committed == INC_OK ? 1 : 7));
        assert_int_equal(backend_read(state, 1, 0), status == 0 ? INC_DONE : expected);
        assert_int_equal(inc_store_find(state->store, state->query, state->page),
                         status == 0 ? INC_DONE : expected);
        assert_int_equal(inc_store_count(state->store, state->query, &count), expected);
        assert_true(count == (expected == INC_OK ? 0 : 7));
        if (status != INC_OK)
            backend_is_usable(state);
    }
}

static void backend_lines(void **self)
{
    faulty *state = *self;

    state->answer = INC_E_IO;
    assert_int_equal(backend_read(state, 1, 0), INC_E_IO);
    assert_string_equal(inc_context_error(state->context), "the disk was gone");
    state->silent = 1;
    assert_int_equal(inc_store_find(state->store, state->query, state->page), INC_E_IO);
    assert_non_null(strstr(inc_context_error(state->context), "find answered INC_E_IO"));
    faulty_mend(state);
    assert_int_equal(backend_read(state, 1, 0), INC_DONE);
    assert_non_null(strstr(inc_context_error(state->context), "find answered INC_E_IO"));
}

static void backend_sequences(void **self)
{
    const int64_t wrong[] = {-1, 0, 2, INT64_MAX, INT64_MIN};
    faulty *state = *self;
    int64_t sequence = 7;
    size_t i;

    for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        state->sequence = wrong[i];
        assert_int_equal(backend_commit(state, &sequence), INC_E_BACKEND);
        assert_true(sequence == 7);
        backend_is_usable(state);
    }
    state->leaves_none = 1;
    assert_int_equal(backend_commit(state, &sequence), INC_E_BACKEND);
    backend_is_usable(state);
}

static void backend_give(faulty *state, int count, const char *a, int64_t first, const char *b,
                         int64_t second)
{
    state->given = count;
    state->subjects[0] = a;
    state->numbers[0] = first;
    state->subjects[1] = b;
    state->numbers[1] = second;
}

static void backend_events(void **self)
{
    faulty *state = *self;

    backend_give(state, 2, "INC-1", 1, "INC-1", 2);
    assert_int_equal(backend_read(state, 1, 0), INC_OK);
    assert_int_equal(inc_page_events(state->page), 2);
    backend_give(state, 2, "INC-1", 1, "INC-1", 3);
    assert_int_equal(backend_read(state, 1, 0), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 2, "INC-1", 2, "INC-1", 1);
    assert_int_equal(backend_read(state, 1, 0), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 2, "INC-1", 1, "INC-1", 1);
    assert_int_equal(backend_read(state, 1, 0), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 2, "INC-1", 1, "INC-2", 2);
    assert_int_equal(backend_read(state, 1, 0), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 2, "INC-1", 1, "INC-1", 2);
    assert_int_equal(backend_read(state, 2, 0), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 2, "INC-1", 1, "INC-1", 2);
    assert_int_equal(backend_read(state, 1, 1), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 1, "INC-1", 1, "", 0);
    state->tenant = "other";
    assert_int_equal(backend_read(state, 1, 0), INC_E_BACKEND);
    backend_is_usable(state);
    state->mixes = 1;
    assert_int_equal(backend_read(state, 1, 0), INC_E_BACKEND);
    backend_is_usable(state);
}

static inc_status backend_find(faulty *state)
{
    return inc_store_find(state->store, state->query, state->page);
}

static void backend_rows(void **self)
{
    faulty *state = *self;

    backend_give(state, 2, "a", 1, "b", 1);
    assert_int_equal(backend_find(state), INC_OK);
    assert_int_equal(inc_page_rows(state->page), 2);
    backend_give(state, 2, "b", 1, "a", 1);
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 2, "a", 1, "a", 1);
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 1, "a", 1, "", 0);
    state->tenant = "other";
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 1, "a", 1, "", 0);
    state->kind = INC_ROW_MESSAGE;
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    backend_give(state, 1, "a", 1, "", 0);
    state->revision = 0;
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    state->mixes = 1;
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
}

static void backend_rows_of_a_query(void **self)
{
    faulty *state = *self;
    inc_row *cursor = faulty_row(state, INC_ROW_HEAD, "m", 2);

    assert_int_equal(inc_query_order(state->query, INC_HEAD_PRIORITY, 1), INC_OK);
    backend_give(state, 2, "a", 2, "b", 1);
    assert_int_equal(backend_find(state), INC_OK);
    backend_give(state, 2, "a", 1, "b", 2);
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    assert_int_equal(inc_query_after(state->query, cursor), INC_OK);
    backend_give(state, 2, "a", 2, "b", 1);
    assert_int_equal(backend_find(state), INC_OK);
    backend_give(state, 2, "x", 2, "b", 1);
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    assert_int_equal(inc_query_limit(state->query, 1), INC_OK);
    backend_give(state, 2, "a", 2, "b", 1);
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    assert_int_equal(inc_query_limit(state->query, 2), INC_OK);
    assert_int_equal(inc_query_after(state->query, NULL), INC_OK);
    assert_int_equal(inc_query_order(state->query, INC_HEAD_DUE, 0), INC_OK);
    backend_give(state, 1, "a", 2, "", 0);
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    backend_is_usable(state);
    inc_row_unref(cursor);
}

/* One that gives a full page of the same rows whatever it is asked makes no progress. */
static void backend_progress(void **self)
{
    faulty *state = *self;

    assert_int_equal(inc_query_where(state->query, INC_HEAD_STAGE, INC_EQUAL, 5), INC_OK);
    assert_int_equal(inc_query_limit(state->query, 2), INC_OK);
    backend_give(state, 2, "a", 1, "b", 1);
    state->calls = 0;
    assert_int_equal(backend_find(state), INC_E_BACKEND);
    assert_int_equal(state->calls, 2);
    assert_null(inc_query_cursor(state->query));
    assert_int_equal(inc_query_most(state->query), 2);
    backend_is_usable(state);
}

static void backend_counts(void **self)
{
    faulty *state = *self;
    int64_t count = 7;

    state->count = -1;
    assert_int_equal(inc_store_count(state->store, state->query, &count), INC_E_BACKEND);
    assert_true(count == 7);
    backend_is_usable(state);
}

static void backend_claims(void **self)
{
    faulty *state = *self;
    inc_query *query = NULL;

    assert_int_equal(inc_query_new(state->context, INC_ROW_MESSAGE, "", &query), INC_OK);
    state->kind = INC_ROW_MESSAGE;
    backend_give(state, 1, "a", 1, "", 0);
    assert_int_equal(inc_store_claim(state->store, query, "me", BACKEND_MONDAY, state->page),
                     INC_E_BACKEND);
    backend_is_usable(state);
    assert_int_equal(inc_store_claim(state->store, query, "me", BACKEND_MONDAY, state->page),
                     INC_DONE);
    assert_int_equal(inc_store_claim(state->store, query, "", BACKEND_MONDAY, state->page),
                     INC_E_INVALID);
    assert_int_equal(inc_store_claim(state->store, query, "me", INC_TIME_NONE, state->page),
                     INC_E_RANGE);
    assert_int_equal(inc_store_claim(state->store, state->query, "me", BACKEND_MONDAY, state->page),
                     INC_E_INVALID);
    inc_query_free(query);
}

static void backend_calls_back(void **self)
{
    faulty *state = *self;
    int64_t count;

    state->reenters = 1;
    assert_int_equal(backend_read(state, 1, 0), INC_DONE);
    assert_int_equal(state->reentered, INC_E_INVALID);
    assert_non_null(strstr(inc_context_error(state->context), "own backend"));
    state->reentered = INC_OK;
    assert_int_equal(backend_commit(state, NULL), INC_OK);
    assert_int_equal(state->reentered, INC_E_INVALID);
    state->reentered = INC_OK;
    assert_int_equal(inc_store_count(state->store, state->query, &count), INC_OK);
    assert_int_equal(state->reentered, INC_E_INVALID);
    backend_is_usable(state);
}

static void backend_frees_its_store(void **self)
{
    faulty *state = *self;

    state->frees = 1;
    assert_int_equal(backend_read(state, 1, 0), INC_DONE);
    assert_int_equal(state->closed, 1);
}

#define BACKEND_TEST(name) cmocka_unit_test_setup_teardown(name, backend_setup, backend_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BACKEND_TEST(backend_sizes),
        BACKEND_TEST(backend_holes),
        BACKEND_TEST(backend_statuses),
        BACKEND_TEST(backend_lines),
        BACKEND_TEST(backend_sequences),
        BACKEND_TEST(backend_events),
        BACKEND_TEST(backend_rows),
        BACKEND_TEST(backend_rows_of_a_query),
        BACKEND_TEST(backend_progress),
        BACKEND_TEST(backend_counts),
        BACKEND_TEST(backend_claims),
        BACKEND_TEST(backend_calls_back),
        BACKEND_TEST(backend_frees_its_store),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
