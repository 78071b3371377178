/* No memory: a day at a desk over a memory store. What a refused call leaves is what was there, or
 * all that it was to write. */
#include "day.h"
#include "oom.h"

static inc_context *rich;
static inc_rulebook *rulebook;

/* With memory for what the test itself does; how many calls wanted some is not counted. */
static failing_memory give_memory(oom_run *run)
{
    failing_memory kept = run->memory;

    run->memory.fail = 0;
    return kept;
}

static void take_memory(oom_run *run, failing_memory kept)
{
    run->memory.calls = kept.calls;
    run->memory.fail = kept.fail;
}

static inc_text *bytes_of(oom_run *run, const oom_day *day)
{
    failing_memory kept = give_memory(run);
    inc_text *bytes = day_bytes(day, rich);

    take_memory(run, kept);
    return bytes;
}

/* After a refusal: nothing between, and nothing wrong. */
static void check_refused(oom_run *run, oom_day *day, const day_call *call, const inc_text *before)
{
    failing_memory kept = give_memory(run);
    inc_text *after = day_bytes(day, rich);

    ck_assert_msg(!call->one || day_same(before, after), "'%s' was refused and wrote", call->name);
    day_verify(day, call);
    inc_text_free(after);
    take_memory(run, kept);
}

static inc_status make_call(oom_run *run, oom_day *day, const day_call *call)
{
    inc_text *before = bytes_of(run, day);
    inc_status status = call->call(day);

    if (status == INC_E_NOMEM)
        check_refused(run, day, call, before);
    inc_text_free(before);
    if (oom_refused(run, status))
        status = call->call(day);
    return status;
}

static inc_status run_day(oom_run *run)
{
    oom_day day = {run->context, NULL, NULL, NULL};
    inc_text *bytes = NULL;
    const char *data;
    inc_status status;
    size_t i, size;

    /* The memory store does well without some of what it asks for: test_oom_store.c. */
    DESK_OK(inc_memory_new(rich, &day.memory));
    OOM_MAKE(run, day.store, inc_memory_store(day.memory, run->context, &day.store));
    OOM_MAKE(run, day.desk, day_desk(&day, rulebook));
    for (i = 0; i < day_count; i++) {
        status = make_call(run, &day, &day_calls[i]);
        ck_assert_msg(status == INC_OK || status == INC_E_NOMEM, "'%s': %s", day_calls[i].name,
                      inc_context_error(run->context));
        if (status != INC_OK)
            goto out;
    }
    bytes = bytes_of(run, &day);
    data = inc_text_data(bytes, &size);
    oom_note(run, data, size);
    inc_text_free(bytes);
out:
    inc_desk_free(day.desk);
    inc_store_free(day.store);
    inc_memory_unref(day.memory);
    return status;
}

START_TEST(a_day_at_a_desk)
{
    DESK_OK(inc_context_new(NULL, &rich));
    rulebook = day_rulebook(rich);
    oom_sweep(run_day, 200);
    inc_rulebook_free(rulebook);
    inc_context_unref(rich);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_day_at_a_desk};
    return oom_main("oom_desk", tests, sizeof tests / sizeof *tests);
}
