/* No memory: clocks with all facts, under every answer to a change and to a reopen, and their
 * ledgers. */
#include "desk.h"
#include "oom.h"

/* What is made once, with memory; the policy of the sweep in hand. */
static inc_context *rich;
static inc_zone *zone;
static inc_calendar *office;
static inc_policy *policy;

/* A fact with a name, entered when it happened or `late` hours after. */
static inc_stamp stamp(const char *id, inc_time at, int32_t late)
{
    inc_stamp made;

    memset(&made, 0, sizeof made);
    made.size = sizeof made;
    made.id = id;
    made.recorded = at + late * INC_HOUR;
    return made;
}

static inc_status pause_twice(oom_run *run, inc_clock *clock)
{
    inc_time at = desk_time(6, 1, 10, 0);
    inc_stamp first = stamp("pause", at, 0);
    inc_status status;

    OOM_CALL(run, inc_clock_pause(clock, at, "vendor", "ticket 17", &first));
    OOM_CALL(run, inc_clock_pause(clock, at + INC_HOUR, "caller", NULL, NULL));
    OOM_CALL(run, inc_clock_resume(clock, at + 2 * INC_HOUR, "vendor", "ticket 17", NULL));
    OOM_CALL(run, inc_clock_resume(clock, at + 3 * INC_HOUR, "caller", NULL, NULL));
    /* The caps end this one. */
    OOM_CALL(run, inc_clock_pause(clock, desk_time(6, 2, 16, 0), "caller", NULL, NULL));
    OOM_CALL(run, inc_clock_resume(clock, desk_time(6, 1, 9, 30), "parts", NULL, NULL));
out:
    return status;
}

static inc_status retarget_twice(oom_run *run, inc_clock *clock)
{
    const inc_terms *slow = inc_policy_terms(policy, 9), *fast = inc_policy_terms(policy, 1);
    inc_time at = desk_time(6, 2, 9, 30);
    inc_stamp late = stamp("late", desk_time(6, 1, 15, 0), 72);
    inc_status status;

    OOM_CALL(run, inc_clock_retarget(clock, at, slow, NULL));
    OOM_CALL(run, inc_clock_retarget(clock, at + INC_HOUR, fast, NULL));
    OOM_CALL(run, inc_clock_pause(clock, desk_time(6, 1, 15, 0), "vendor", NULL, &late));
out:
    return status;
}

static inc_status stop_and_reopen(oom_run *run, inc_clock *clock)
{
    inc_time at = desk_time(6, 9, 11, 0);
    inc_stamp wrong = stamp("wrong", at, 0), voided = stamp("void", at, 240);
    inc_status status;

    OOM_CALL(run, inc_clock_stop(clock, at, &wrong));
    OOM_CALL(run, inc_clock_reopen(clock, at + INC_HOUR, NULL));
    OOM_CALL(run, inc_clock_stop(clock, at + 30 * INC_HOUR, NULL));
    OOM_CALL(run, inc_clock_void(clock, at + 40 * INC_HOUR, "wrong", "a slip", &voided));
    OOM_CALL(run, inc_clock_void(clock, at + 41 * INC_HOUR, "pause", NULL, NULL));
    OOM_CALL(run, inc_clock_reopen(clock, at + 50 * INC_HOUR, NULL));
    OOM_CALL(run, inc_clock_stop(clock, at + 51 * INC_HOUR, NULL));
    OOM_CALL(run, inc_clock_close(clock, at + 60 * INC_HOUR, NULL));
    OOM_CALL(run, inc_clock_cancel(clock, desk_time(9, 1, 0, 0), NULL));
out:
    return status;
}

static inc_status tell_all(oom_run *run, inc_clock *clock)
{
    inc_status status;

    OOM_CALL(run, inc_clock_start(clock, desk_time(6, 1, 9, 0), NULL));
    status = pause_twice(run, clock);
    if (status == INC_OK)
        status = retarget_twice(run, clock);
    if (status == INC_OK)
        status = stop_and_reopen(run, clock);
out:
    return status;
}

/* The view is as it was unless the call goes through. */
static inc_status look(oom_run *run, inc_clock *clock, inc_time as_of, inc_time as_known)
{
    inc_clock_view view, before;
    inc_status status;

    memset(&view, 0x5a, sizeof view);
    view.size = sizeof view;
    before = view;
    status = inc_clock_look(clock, as_of, as_known, &view);
    ck_assert(status == INC_OK || memcmp(&view, &before, sizeof view) == 0);
    if (oom_refused(run, status))
        status = inc_clock_look(clock, as_of, as_known, &view);
    if (status == INC_OK)
        oom_note(run, &view, sizeof view);
    return status;
}

static inc_status look_around(oom_run *run, inc_clock *clock)
{
    const inc_time days[] = {desk_time(6, 1, 12, 0), desk_time(6, 20, 0, 0), desk_time(9, 2, 0, 0)};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && i < sizeof days / sizeof *days; i++) {
        status = look(run, clock, days[i], INC_TIME_NONE);
        if (status == INC_OK)
            status = look(run, clock, days[i], desk_time(6, 3, 0, 0));
    }
    return status;
}

static void note_segments(oom_run *run, inc_ledger *ledger)
{
    inc_segment segment = {.size = sizeof segment};
    inc_time end = INC_TIME_NONE;

    while (inc_ledger_next(ledger, &segment) == INC_OK) {
        ck_assert(end == INC_TIME_NONE || end == segment.from);
        end = segment.to;
        oom_note_number(run, segment.from);
        oom_note_number(run, segment.kind);
        oom_note_number(run, segment.counted);
        oom_note_number(run, segment.cause);
        oom_note_text(run, segment.reasons);
        oom_note_text(run, segment.name);
    }
    ck_assert_int_eq(end, desk_time(8, 1, 0, 0));
}

static inc_status account(oom_run *run, inc_clock *clock)
{
    inc_ledger *ledger = NULL;
    inc_text *text = NULL;
    inc_correction correction = {.size = sizeof correction};
    inc_status status;

    OOM_MAKE(run, ledger, inc_ledger_new(clock, desk_time(8, 1, 0, 0), INC_TIME_NONE, &ledger));
    note_segments(run, ledger);
    ck_assert_int_eq(inc_ledger_correction(ledger, 0, &correction), INC_OK);
    oom_note_number(run, correction.recorded);
    OOM_MAKE(run, text, inc_text_new(run->context, &text));
    OOM_PRINT(run, text, inc_text_append(text, "before\n", INC_ZSTR));
    OOM_PRINT(run, text, inc_ledger_print(ledger, zone, text));
    oom_note_text(run, inc_text_data(text, NULL));
out:
    inc_text_free(text);
    inc_ledger_free(ledger);
    return status;
}

static inc_status run_clock(oom_run *run)
{
    inc_clock *clock = NULL;
    inc_status status;

    OOM_MAKE(run, clock, inc_clock_new(run->context, policy, 2, &clock));
    status = tell_all(run, clock);
    if (status == INC_OK)
        status = look_around(run, clock);
    if (status == INC_OK)
        status = account(run, clock);
out:
    inc_clock_free(clock);
    return status;
}

START_TEST(a_clock_with_all_facts)
{
    int32_t on_retarget, on_reopen;

    DESK_OK(inc_context_new(NULL, &rich));
    zone = desk_zone(rich, desk_zone_name());
    office = desk_calendar(rich, zone, 9, 17);
    for (on_retarget = INC_RETARGET_FROM_START; on_retarget <= INC_RETARGET_PRORATE; on_retarget++)
        for (on_reopen = INC_REOPEN_EXCLUDE_CLOSED; on_reopen <= INC_REOPEN_NONE; on_reopen++) {
            policy = desk_policy(rich, "resolve", office, on_retarget, on_reopen);
            oom_sweep(run_clock, 100);
            inc_policy_unref(policy);
        }
    inc_calendar_unref(office);
    inc_zone_unref(zone);
    inc_context_unref(rich);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_clock_with_all_facts};
    return oom_main("oom_clock", tests, sizeof tests / sizeof *tests);
}
