/* Whole scenarios with every allocation failing in turn. */
#include "oom.h"

#define OOM_EVERY 200
#define OOM_STRIDE 7

char oom_poison;

void oom_note(oom_run *run, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (; size > 0; size--)
        run->answer = (run->answer ^ *at++) * UINT64_C(0x100000001b3);
}

void oom_note_text(oom_run *run, const char *text)
{
    oom_note(run, text != NULL ? text : "(none)", strlen(text != NULL ? text : "(none)") + 1);
}

void oom_note_hash(oom_run *run, const inc_hash *hash)
{
    oom_note(run, hash->bytes, sizeof hash->bytes);
}

void oom_note_number(oom_run *run, int64_t number)
{
    oom_note(run, &number, sizeof number);
}

int oom_refused(oom_run *run, inc_status status)
{
    if (status != INC_E_NOMEM)
        return 0;
    ck_assert_msg(run->memory.fail != 0 && run->memory.calls >= run->memory.fail,
                  "memory ran out though all was given");
    ck_assert_str_eq(inc_context_error(run->context), "memory ran out");
    run->refusals++;
    if (run->again)
        run->memory.fail = 0;
    return run->again;
}

/* One pass; whatever became of it, all memory is back in the end. */
static inc_status oom_pass(oom_scenario *scenario, oom_run *run, size_t fail, int sticky)
{
    inc_context_options options;
    inc_status status;
    size_t before;

    memset(run, 0, sizeof *run);
    memset(&options, 0, sizeof options);
    run->again = !sticky;
    options.size = sizeof options;
    options.user = &run->memory;
    options.resize = failing_resize;
    ck_assert_int_eq(inc_context_new(&options, &run->context), INC_OK);
    before = run->memory.live;
    run->memory.calls = 0;
    run->memory.fail = fail;
    run->memory.sticky = sticky;
    status = scenario(run);
    ck_assert_msg(run->memory.live == before, "allocation %zu left %zu bytes behind", fail,
                  run->memory.live - before);
    inc_context_unref(run->context);
    ck_assert_uint_eq(run->memory.live, 0);
    return status;
}

void oom_sweep(oom_scenario *scenario, size_t least)
{
    oom_run whole, run;
    size_t fail, refusals = 0;

    ck_assert_int_eq(oom_pass(scenario, &whole, 0, 0), INC_OK);
    for (fail = 1; fail <= whole.memory.calls; fail += fail < OOM_EVERY ? 1 : OOM_STRIDE) {
        inc_status status = oom_pass(scenario, &run, fail, 0);

        ck_assert_msg(status == INC_OK, "made again without allocation %zu: %s", fail,
                      inc_status_name(status));
        ck_assert_msg(run.refusals == 1, "allocation %zu was not missed: %zu", fail, run.refusals);
        ck_assert_msg(run.answer == whole.answer, "another answer without allocation %zu", fail);
        status = oom_pass(scenario, &run, fail, 1);
        ck_assert_msg(status == INC_E_NOMEM, "without memory from allocation %zu on: %s", fail,
                      inc_status_name(status));
        ck_assert_uint_eq(run.refusals, 1);
        refusals++;
    }
    ck_assert_uint_ge(refusals, least);
}

int oom_main(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    SRunner *runner = srunner_create(suite);
    TCase *tcase = tcase_create(name);
    int failed;
    size_t i;

    tcase_set_timeout(tcase, 120);
    for (i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
