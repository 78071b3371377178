/* Threads with a store each over one memory, as TAP. */
#include <incident.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STORE_THREADS 2
#define STORE_EVENTS 300
#define STORE_MESSAGES 400
#define STORE_MONDAY INT64_C(1780304400000000)

/* One thread: what it did, and what was wrong with it. */
typedef struct worker {
    pthread_t thread;
    int number;
    inc_memory *memory;
    inc_context *context;
    inc_store *store;
    inc_page *page;
    int conflicts;
    char claimed[STORE_MESSAGES];
} worker;

static void expect(int fine, const char *what, int line)
{
    if (fine)
        return;
    printf("Bail out! line %d: %s\n", line, what);
    (void) fflush(stdout);
    abort();
}

#define STORE_CHECK(fine) expect((fine), #fine, __LINE__)
#define STORE_OK(call) expect((call) == INC_OK, #call, __LINE__)

static void worker_open(worker *self)
{
    STORE_OK(inc_context_new(NULL, &self->context));
    STORE_OK(inc_memory_store(self->memory, self->context, &self->store));
    STORE_OK(inc_page_new(self->context, &self->page));
}

/* What it committed keeps the context alive. */
static void worker_close(worker *self)
{
    inc_page_free(self->page);
    inc_store_free(self->store);
    inc_context_unref(self->context);
}

static int64_t last_sequence(worker *self)
{
    inc_range range = {.size = sizeof range, .subject = "INC-1", .from = 1};
    inc_status status;

    while ((status = inc_store_read(self->store, &range, self->page)) == INC_OK)
        range.from += (int64_t) inc_page_events(self->page);
    STORE_CHECK(status == INC_DONE);
    return range.from - 1;
}

static inc_event *make_event(inc_context *context, int64_t sequence)
{
    inc_event_builder *builder;
    inc_event *event;

    STORE_OK(inc_event_builder_new(context, &builder));
    STORE_OK(inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR));
    STORE_OK(inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, sequence));
    STORE_OK(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, STORE_MONDAY));
    STORE_OK(inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_NOTED));
    STORE_OK(inc_event_builder_build(builder, &event));
    inc_event_builder_free(builder);
    return event;
}

static inc_row *make_row(inc_context *context, int32_t kind, const char *name, int64_t next_at)
{
    inc_row_builder *builder;
    inc_row *row;

    STORE_OK(inc_row_builder_new(context, kind, &builder));
    STORE_OK(inc_row_builder_text(builder, INC_ROW_SUBJECT, "INC-1", INC_ZSTR));
    STORE_OK(inc_row_builder_text(builder, INC_ROW_NAME, name, INC_ZSTR));
    STORE_OK(inc_row_builder_integer(
        builder, kind == INC_ROW_HEAD ? INC_HEAD_NEXT_AT : INC_MESSAGE_NEXT_AT, next_at));
    STORE_OK(inc_row_builder_build(builder, &row));
    inc_row_builder_free(builder);
    return row;
}

static inc_status append(worker *self, int64_t last)
{
    inc_write write = {.size = sizeof write};
    inc_event *event = make_event(self->context, last + 1);
    inc_row *head = make_row(self->context, INC_ROW_HEAD, "", last);
    inc_batch *batch;
    inc_status status;

    STORE_OK(inc_batch_new(self->context, "", 0, "INC-1", last, &batch));
    STORE_OK(inc_batch_event(batch, event));
    write.row = head;
    write.revision = last;
    STORE_OK(inc_batch_write(batch, &write));
    status = inc_store_commit(self->store, batch, NULL);
    STORE_CHECK(status == INC_OK || status == INC_E_CONFLICT);
    inc_batch_free(batch);
    inc_row_unref(head);
    inc_event_unref(event);
    return status;
}

/* All threads append to one subject; who comes too late tries again. */
static void *work_append(void *user)
{
    worker *self = user;
    int done = 0;

    worker_open(self);
    while (done < STORE_EVENTS) {
        if (append(self, last_sequence(self)) == INC_OK)
            done++;
        else
            self->conflicts++;
    }
    worker_close(self);
    return NULL;
}

/* All threads take messages; each must come to one of them. */
static void *work_claim(void *user)
{
    worker *self = user;
    inc_query *query;
    inc_status status;
    size_t i;

    worker_open(self);
    STORE_OK(inc_query_new(self->context, INC_ROW_MESSAGE, "", &query));
    STORE_OK(inc_query_order(query, INC_MESSAGE_NEXT_AT, 0));
    STORE_OK(inc_query_where(query, INC_MESSAGE_NEXT_AT, INC_LESS_OR_EQUAL, STORE_MONDAY));
    STORE_OK(inc_query_limit(query, 7));
    while ((status = inc_store_claim(self->store, query, self->number == 0 ? "zero" : "one",
                                     STORE_MONDAY + 1, self->page)) == INC_OK) {
        for (i = 0; i < inc_page_rows(self->page); i++) {
            const char *name = inc_row_text(inc_page_row(self->page, i), INC_ROW_NAME, NULL);
            self->claimed[atoi(name)]++;
        }
    }
    STORE_CHECK(status == INC_DONE);
    inc_query_free(query);
    worker_close(self);
    return NULL;
}

/* Looks at everything while the others write. */
static void *work_look(void *user)
{
    worker *self = user;
    inc_query *query;
    inc_text *text;
    int64_t count;
    int round;

    worker_open(self);
    STORE_OK(inc_query_new(self->context, INC_ROW_HEAD, "", &query));
    STORE_OK(inc_text_new(self->context, &text));
    for (round = 0; round < 100; round++) {
        inc_memory *copy;
        const char *bytes;
        size_t size;
        STORE_OK(inc_store_count(self->store, query, &count));
        STORE_CHECK(count <= 1 && inc_store_find(self->store, query, self->page) >= INC_OK);
        inc_text_clear(text);
        STORE_OK(inc_memory_snapshot(self->memory, text));
        bytes = inc_text_data(text, &size);
        STORE_OK(inc_memory_restore(self->context, bytes, size, &copy));
        inc_memory_unref(copy);
    }
    inc_text_free(text);
    inc_query_free(query);
    worker_close(self);
    return NULL;
}

static void run(worker *workers, inc_memory *memory, void *(*const *work)(void *), int count)
{
    int i;

    memset(workers, 0, (size_t) count * sizeof *workers);
    for (i = 0; i < count; i++) {
        workers[i].number = i;
        workers[i].memory = memory;
        STORE_CHECK(pthread_create(&workers[i].thread, NULL, work[i], &workers[i]) == 0);
    }
    for (i = 0; i < count; i++)
        STORE_CHECK(pthread_join(workers[i].thread, NULL) == 0);
}

static int report(int number, const char *name, int fine)
{
    printf("%s %d - %s\n", fine ? "ok" : "not ok", number, name);
    (void) fflush(stdout);
    return !fine;
}

static int check_appends(inc_memory *memory)
{
    void *(*const work[])(void *) = {work_append, work_append, work_look};
    worker workers[3], reader;
    int fine;

    run(workers, memory, work, 3);
    memset(&reader, 0, sizeof reader);
    reader.memory = memory;
    worker_open(&reader);
    fine = last_sequence(&reader) == STORE_THREADS * STORE_EVENTS;
    worker_close(&reader);
    printf("# %d conflicts\n", workers[0].conflicts + workers[1].conflicts);
    return fine;
}

static void fill_messages(inc_memory *memory)
{
    worker self;
    char name[16];
    int i;

    memset(&self, 0, sizeof self);
    self.memory = memory;
    worker_open(&self);
    for (i = 0; i < STORE_MESSAGES; i++) {
        inc_write write = {.size = sizeof write};
        inc_batch *batch;
        inc_row *row;
        (void) snprintf(name, sizeof name, "%d", i);
        row = make_row(self.context, INC_ROW_MESSAGE, name, i % 5);
        write.row = row;
        STORE_OK(inc_batch_new(self.context, "", 0, "INC-1", -1, &batch));
        STORE_OK(inc_batch_write(batch, &write));
        STORE_OK(inc_store_commit(self.store, batch, NULL));
        inc_batch_free(batch);
        inc_row_unref(row);
    }
    worker_close(&self);
}

static int check_claims(inc_memory *memory)
{
    void *(*const work[])(void *) = {work_claim, work_claim};
    worker workers[STORE_THREADS];
    int i, fine = 1;

    fill_messages(memory);
    run(workers, memory, work, STORE_THREADS);
    for (i = 0; i < STORE_MESSAGES; i++)
        fine &= workers[0].claimed[i] + workers[1].claimed[i] == 1;
    return fine;
}

int main(void)
{
    inc_context *context;
    inc_memory *memory;
    int failed = 0;

    printf("1..2\n");
    STORE_OK(inc_context_new(NULL, &context));
    STORE_OK(inc_memory_new(context, &memory));
    inc_context_unref(context);
    failed +=
        report(1, "two threads append to one subject, a third looks on", check_appends(memory));
    failed += report(2, "two threads claim messages, each once", check_claims(memory));
    inc_memory_unref(memory);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
