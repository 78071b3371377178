/* A backend that fails: every call of a day at a desk once, before it is done or after, when only
 * the answer is lost. What a failed call leaves is what was there or all that it was to write, and
 * the same call again goes through. */
#include "day.h"
#include "oom.h"

#define CALLS 24

/* Hands calls on to a memory store, but for one of them. */
typedef struct faulty {
    inc_store *inner;
    size_t calls;
    size_t fail; /* the number of the call that fails, 0: none */
    int after;   /* 1: it is done all the same */
    inc_status answer;
    int strayed; /* one of several subjects was left out, so that things came in another order */
} faulty;

static inc_context *context;
static inc_rulebook *rulebook;
static inc_text *clean[CALLS];    /* the memory after each call of an undisturbed day */
static size_t clean_calls[CALLS]; /* calls of the backend by then */

static int fails(faulty *self)
{
    return ++self->calls == self->fail;
}

static inc_status answer(const faulty *self, int failing, inc_status done)
{
    if (failing)
        return self->answer;
    return done == INC_DONE ? INC_OK : done;
}

static inc_status faulty_commit(void *user, inc_context *own, const inc_batch *batch,
                                int64_t *sequence)
{
    faulty *self = user;
    int failing = fails(self);
    inc_status done = INC_OK;

    (void) own;
    if (!failing || self->after)
        done = inc_store_commit(self->inner, batch, sequence);
    return answer(self, failing, done);
}

static inc_status faulty_read(void *user, inc_context *own, const inc_range *range, inc_page *page)
{
    faulty *self = user;
    int failing = fails(self);
    inc_status done = INC_OK;

    (void) own;
    if (!failing || self->after)
        done = inc_store_read(self->inner, range, page);
    return answer(self, failing, done);
}

/* A query is the store's own while it is asked. */
static inc_query *own_query(const inc_query *query)
{
    return (inc_query *) (uintptr_t) query;
}

static inc_status faulty_find(void *user, inc_context *own, const inc_query *query, inc_page *page)
{
    faulty *self = user;
    int failing = fails(self);
    inc_status done = INC_OK;

    (void) own;
    if (!failing || self->after)
        done = inc_store_find(self->inner, own_query(query), page);
    return answer(self, failing, done);
}

static inc_status faulty_claim(void *user, inc_context *own, const inc_query *query,
                               const char *owner, inc_time until, inc_page *page)
{
    faulty *self = user;
    int failing = fails(self);
    inc_status done = INC_OK;

    (void) own;
    if (!failing || self->after)
        done = inc_store_claim(self->inner, own_query(query), owner, until, page);
    return answer(self, failing, done);
}

static void open_day(oom_day *day, faulty *self, int claims)
{
    inc_backend backend = {
        .size = sizeof backend, .commit = faulty_commit, .read = faulty_read, .find = faulty_find};

    if (claims)
        backend.claim = faulty_claim;
    memset(day, 0, sizeof *day);
    day->context = context;
    DESK_OK(inc_memory_new(context, &day->memory));
    DESK_OK(inc_memory_store(day->memory, context, &self->inner));
    DESK_OK(inc_store_open(context, &backend, self, &day->store));
    DESK_OK(day_desk(day, rulebook));
}

static void close_day(oom_day *day, faulty *self)
{
    inc_desk_free(day->desk);
    inc_store_free(day->store);
    inc_store_free(self->inner);
    inc_memory_unref(day->memory);
}

static void play_clean(int claims)
{
    faulty self = {.calls = 0};
    oom_day day;
    size_t i;

    open_day(&day, &self, claims);
    for (i = 0; i < day_count; i++) {
        inc_status status = day_calls[i].call(&day);
        ck_assert_msg(status == INC_OK, "'%s': %s", day_calls[i].name, inc_context_error(context));
        inc_text_free(clean[i]);
        clean[i] = day_bytes(&day, context);
        clean_calls[i] = self.calls;
    }
    close_day(&day, &self);
}

/* A call that failed, and the same call again. */
static void check_failed(oom_day *day, faulty *self, size_t index, const inc_text *before)
{
    const day_call *call = &day_calls[index];
    inc_text *after = day_bytes(day, context);
    size_t fail = self->fail;
    inc_status status;

    ck_assert_msg(!call->one || day_same(before, after) ||
                      (self->after && (self->strayed || day_same(clean[index], after))),
                  "call %zu failed in '%s' and left something between", fail, call->name);
    inc_text_free(after);
    self->fail = 0;
    day_verify(day, call);
    status = call->call(day);
    ck_assert_msg(status == INC_OK, "'%s' again after call %zu: %s", call->name, fail,
                  inc_context_error(context));
}

static int is_answer(const faulty *self, inc_status status)
{
    /* A conflict is no answer of read, find or claim. */
    return status == self->answer || (self->answer == INC_E_CONFLICT && status == INC_E_BACKEND);
}

/* 1 when the failure showed. */
static int play_disturbed(faulty *self, int claims)
{
    inc_text *before;
    oom_day day;
    int shown = 0;
    size_t i;

    open_day(&day, self, claims);
    before = day_bytes(&day, context);
    for (i = 0; i < day_count; i++) {
        inc_status status = day_calls[i].call(&day);
        ck_assert_msg(status == INC_OK || (self->fail != 0 && is_answer(self, status)),
                      "call %zu, '%s': %s", self->fail, day_calls[i].name,
                      inc_context_error(context));
        if (status != INC_OK) {
            shown = 1;
            check_failed(&day, self, i, before);
        }
        inc_text_free(before);
        before = day_bytes(&day, context);
        /* A subject that others are said to have changed, or that cannot be told, is left to the
         * next call; then the facts are the same, but may have come with other commits. */
        if (!day_calls[i].one && self->answer == INC_E_CONFLICT && !day_same(before, clean[i])) {
            DESK_OK(day_calls[i].call(&day));
            day_verify(&day, &day_calls[i]);
            self->strayed = 1;
            inc_text_free(before);
            before = day_bytes(&day, context);
        }
        ck_assert_msg(self->strayed || day_same(before, clean[i]),
                      "after call %zu, '%s' was another", self->fail, day_calls[i].name);
    }
    inc_text_free(before);
    close_day(&day, self);
    return shown;
}

static void disturb(int claims, int after, inc_status with)
{
    size_t fail, shown = 0;

    play_clean(claims);
    for (fail = 1; fail <= clean_calls[day_count - 1]; fail++) {
        faulty self = {.fail = fail, .after = after, .answer = with};
        shown += (size_t) play_disturbed(&self, claims);
    }
    ck_assert_uint_gt(shown, clean_calls[day_count - 1] / 2);
}

START_TEST(every_call_fails_once)
{
    static const inc_status answers[] = {INC_E_IO, INC_E_NOMEM, INC_E_CONFLICT};
    size_t i;
    int claims, after;

    ck_assert_uint_le(day_count, CALLS);
    DESK_OK(inc_context_new(NULL, &context));
    rulebook = day_rulebook(context);
    for (i = 0; i < sizeof answers / sizeof *answers; i++) {
        for (claims = 0; claims < 2; claims++) {
            for (after = 0; after < 2; after++)
                disturb(claims, after, answers[i]);
        }
    }
    for (i = 0; i < day_count; i++)
        inc_text_free(clean[i]);
    inc_rulebook_free(rulebook);
    inc_context_unref(context);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {every_call_fails_once};
    return oom_main("oom_backend", tests, sizeof tests / sizeof *tests);
}
