/* Ledgers as objects: their text to the letter, their independence, the ends of their lists. Which
 * segments follow from which facts is in tests/cases. */
#include "clock_fixture.h"
#include "unit.h"

#include <incident/ledger.h>

static fixture_memory memory;
static inc_context *context;
static inc_calendar *office;
static inc_policy *policy;
static inc_clock *clock;
static inc_text *text;

#define JUNE(day, hour) fixture_time(6, (day), (hour), 0)
#define OK(call) ck_assert_int_eq((call), INC_OK)

/* Monday to Friday 09:00-17:00 in Brussels, Tuesday the 2nd a holiday. */
static inc_calendar *with_holiday(void)
{
    inc_calendar_builder *builder = fixture_builder(context, "Europe/Brussels");

    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    fixture_holiday(builder, INC_SCOPE_DATE, fixture_date(2026, 6, 2), 0, "Patron saint");
    return fixture_built(builder);
}

static void renew(int32_t on_retarget, int32_t on_reopen, inc_duration cap)
{
    inc_clock_free(clock);
    inc_policy_unref(policy);
    policy = fixture_policy(context, office, on_retarget, on_reopen, cap);
    clock = fixture_clock(context, policy, 1);
}

static void setup(void)
{
    context = fixture_context(&memory);
    office = with_holiday();
    renew(0, 0, 0);
    OK(inc_text_new(context, &text));
}

static void teardown(void)
{
    inc_text_free(text);
    inc_clock_free(clock);
    inc_policy_unref(policy);
    clock = NULL;
    policy = NULL;
    inc_calendar_unref(office);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_ledger *ledger_at(inc_time as_of)
{
    inc_ledger *ledger;

    OK(inc_ledger_new(clock, as_of, INC_TIME_NONE, &ledger));
    return ledger;
}

static void prints(inc_time as_of, const inc_zone *zone, const char *expected)
{
    inc_ledger *ledger = ledger_at(as_of);

    inc_text_clear(text);
    OK(inc_ledger_print(ledger, zone, text));
    ck_assert_msg(strcmp(inc_text_data(text, NULL), expected) == 0, "%s",
                  inc_text_data(text, NULL));
    inc_ledger_free(ledger);
}

START_TEST(text_of_holidays_and_pauses)
{
    inc_zone *zone = fixture_zone(context, "Europe/Brussels");
    inc_stamp start = fixture_stamp("logged"), wait = fixture_stamp("wait");

    OK(inc_clock_start(clock, JUNE(1, 13), &start));
    OK(inc_clock_pause(clock, JUNE(3, 8), "caller", NULL, &wait));
    OK(inc_clock_pause(clock, JUNE(3, 8), "vendor", NULL, NULL));
    OK(inc_clock_resume(clock, JUNE(3, 9), "caller", NULL, NULL));
    OK(inc_clock_resume(clock, JUNE(3, 10), "vendor", NULL, NULL));
    OK(inc_clock_pause(clock, JUNE(3, 10), "maintenance", NULL, NULL));
    OK(inc_clock_resume(clock, JUNE(3, 11), "maintenance", NULL, NULL));
    OK(inc_clock_stop(clock, JUNE(3, 13), NULL));
    prints(
        JUNE(3, 14), zone,
        "from                       to                         kind             counted  c.r  "
        "cause\n"
        "2026-06-01T15:00:00+02:00  2026-06-01T17:00:00+02:00  running               2h  1.1  "
        "logged\n"
        "2026-06-01T17:00:00+02:00  2026-06-02T00:00:00+02:00  out_of_hours          0s  1.1  "
        "calendar\n"
        "2026-06-02T00:00:00+02:00  2026-06-03T00:00:00+02:00  holiday               0s  1.1  "
        "calendar  Patron saint\n"
        "2026-06-03T00:00:00+02:00  2026-06-03T09:00:00+02:00  out_of_hours          0s  1.1  "
        "calendar\n"
        "2026-06-03T09:00:00+02:00  2026-06-03T10:00:00+02:00  running               1h  1.1  "
        "logged\n"
        "2026-06-03T10:00:00+02:00  2026-06-03T11:00:00+02:00  paused                0s  1.1  #3  "
        "caller, vendor\n"
        "2026-06-03T11:00:00+02:00  2026-06-03T12:00:00+02:00  paused                0s  1.1  #4  "
        "vendor\n"
        "2026-06-03T12:00:00+02:00  2026-06-03T13:00:00+02:00  maintenance           0s  1.1  #6\n"
        "2026-06-03T13:00:00+02:00  2026-06-03T15:00:00+02:00  running               2h  1.1  #7\n"
        "2026-06-03T15:00:00+02:00  2026-06-03T16:00:00+02:00  stopped               0s  1.1  #8\n"
        "cycle 1: breached, from 2026-06-01T15:00:00+02:00, stopped 2026-06-03T15:00:00+02:00, "
        "breached 2026-06-03T14:00:00.000001+02:00\n"
        "threshold half: 2026-06-01T17:00:00+02:00, cycle 1, revision 1\n");
    inc_zone_unref(zone);
}
END_TEST

START_TEST(text_of_caps_and_superseded_time)
{
    renew(INC_RETARGET_FROM_CHANGE, INC_REOPEN_NEW_CYCLE, INC_HOUR);
    OK(inc_clock_start(clock, JUNE(3, 8), NULL));
    OK(inc_clock_pause(clock, JUNE(3, 9), "caller", NULL, NULL));
    OK(inc_clock_retarget(clock, JUNE(3, 11), inc_policy_terms(policy, 2), NULL));
    OK(inc_clock_stop(clock, JUNE(3, 12), NULL));
    OK(inc_clock_stop(clock, JUNE(3, 12), NULL));
    OK(inc_clock_reopen(clock, JUNE(4, 8), NULL));
    prints(
        JUNE(8, 9), NULL,
        "from                       to                         kind             counted  c.r  "
        "cause\n"
        "2026-06-03T08:00:00Z       2026-06-03T09:00:00Z       superseded            0s  1.1  #1  "
        "was running\n"
        "2026-06-03T09:00:00Z       2026-06-03T10:00:00Z       superseded            0s  1.1  #2  "
        "caller  was paused\n"
        "2026-06-03T10:00:00Z       2026-06-03T11:00:00Z       superseded            0s  1.1  cap  "
        "was running\n"
        "2026-06-03T11:00:00Z       2026-06-03T12:00:00Z       running               1h  1.2  #3\n"
        "2026-06-03T12:00:00Z       2026-06-04T08:00:00Z       stopped               0s  1.2  #4\n"
        "2026-06-04T08:00:00Z       2026-06-04T15:00:00Z       running               7h  2.1  #6\n"
        "2026-06-04T15:00:00Z       2026-06-05T07:00:00Z       out_of_hours          0s  2.1  "
        "calendar\n"
        "2026-06-05T07:00:00Z       2026-06-05T15:00:00Z       running               8h  2.1  #6\n"
        "2026-06-05T15:00:00Z       2026-06-08T07:00:00Z       out_of_hours          0s  2.1  "
        "calendar\n"
        "2026-06-08T07:00:00Z       2026-06-08T09:00:00Z       running               2h  2.1  #6\n"
        "cycle 1: met, from 2026-06-03T08:00:00Z, stopped 2026-06-03T12:00:00Z, breached -\n"
        "cycle 2: breached, from 2026-06-04T08:00:00Z, stopped -, breached "
        "2026-06-05T08:00:00.000001Z\n"
        "threshold half: 2026-06-04T12:00:00Z, cycle 2, revision 1\n"
        "finding stop_repeated: #5\n");
}
END_TEST

START_TEST(text_of_findings_and_corrections)
{
    inc_stamp stop = fixture_stamp("fixed"), resume = fixture_stamp("stray");

    OK(inc_clock_resume(clock, JUNE(3, 7), "caller", NULL, &resume));
    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    stop.recorded = JUNE(4, 9);
    OK(inc_clock_stop(clock, JUNE(3, 10), &stop));
    prints(
        JUNE(4, 12), NULL,
        "from                       to                         kind             counted  c.r  "
        "cause\n"
        "2026-06-03T07:00:00Z       2026-06-03T10:00:00Z       running               3h  1.1  #2\n"
        "2026-06-03T10:00:00Z       2026-06-04T12:00:00Z       stopped               0s  1.1  "
        "fixed\n"
        "cycle 1: met, from 2026-06-03T07:00:00Z, stopped 2026-06-03T10:00:00Z, breached -\n"
        "threshold half: 2026-06-03T09:00:00Z, cycle 1, revision 1\n"
        "finding resume_without_pause: stray\n"
        "corrected 2026-06-04T09:00:00Z: was breached (breach 2026-06-03T11:00:00.000001Z), is met "
        "(breach -)\n");
}
END_TEST

START_TEST(text_of_a_breach_on_arrival)
{
    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    inc_clock_free(clock);
    clock = fixture_clock(context, policy, 2);
    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    OK(inc_clock_retarget(clock, JUNE(3, 14), inc_policy_terms(policy, 1), NULL));
    prints(
        JUNE(3, 15), NULL,
        "from                       to                         kind             counted  c.r  "
        "cause\n"
        "2026-06-03T07:00:00Z       2026-06-03T15:00:00Z       running               8h  1.2  #1\n"
        "cycle 1: breached, from 2026-06-03T07:00:00Z, stopped -, breached 2026-06-03T14:00:00Z "
        "(on arrival)\n"
        "threshold half: 2026-06-03T11:00:00Z, cycle 1, revision 1\n"
        "threshold half: 2026-06-03T14:00:00Z, cycle 1, revision 2 (on arrival)\n");
}
END_TEST

START_TEST(text_of_nothing)
{
    prints(JUNE(3, 7), NULL,
           "from                       to                         kind             counted  c.r  "
           "cause\n");
}
END_TEST

/* The whole account as one text. */
static void account(inc_ledger *ledger, inc_text *to)
{
    inc_text_clear(to);
    OK(inc_ledger_print(ledger, NULL, to));
}

START_TEST(a_ledger_is_a_copy)
{
    inc_stamp stamp = fixture_stamp("logged");
    inc_ledger *ledger;
    inc_text *before;
    inc_segment segment = {.size = sizeof segment};

    OK(inc_text_new(context, &before));
    OK(inc_clock_start(clock, JUNE(1, 7), &stamp));
    OK(inc_clock_pause(clock, JUNE(1, 8), "caller", "desk", NULL));
    OK(inc_clock_retarget(clock, JUNE(1, 9), inc_policy_terms(policy, 2), NULL));
    ledger = ledger_at(JUNE(4, 0));
    account(ledger, before);
    OK(inc_clock_stop(clock, JUNE(1, 8), NULL));
    (void) fixture_look(clock, JUNE(5, 0));
    account(ledger, text);
    ck_assert_str_eq(inc_text_data(text, NULL), inc_text_data(before, NULL));
    inc_clock_free(clock);
    clock = NULL;
    inc_policy_unref(policy);
    policy = NULL;
    inc_calendar_unref(office);
    office = NULL;
    account(ledger, text);
    ck_assert_str_eq(inc_text_data(text, NULL), inc_text_data(before, NULL));
    OK(inc_ledger_next(ledger, &segment));
    ck_assert_str_eq(segment.cause_id, "logged");
    inc_ledger_free(ledger);
    inc_text_free(before);
}
END_TEST

START_TEST(lists_end)
{
    inc_ledger *ledger;
    inc_segment segment = {.size = sizeof segment};
    inc_cycle cycle = {.size = sizeof cycle};
    inc_firing firing = {.size = sizeof firing};
    inc_finding finding = {.size = sizeof finding};
    inc_correction correction = {.size = sizeof correction};
    inc_time at = JUNE(1, 7);

    ledger = ledger_at(JUNE(3, 0));
    ck_assert_int_eq(inc_ledger_next(ledger, &segment), INC_DONE);
    ck_assert_int_eq(inc_ledger_cycle(ledger, 0, &cycle), INC_DONE);
    ck_assert_int_eq(inc_ledger_firing(ledger, 0, &firing), INC_DONE);
    ck_assert_int_eq(inc_ledger_finding(ledger, 0, &finding), INC_DONE);
    ck_assert_int_eq(inc_ledger_correction(ledger, 0, &correction), INC_DONE);
    inc_ledger_free(ledger);
    OK(inc_clock_start(clock, at, NULL));
    OK(inc_clock_start(clock, at, NULL));
    ledger = ledger_at(JUNE(5, 0));
    while (inc_ledger_next(ledger, &segment) == INC_OK) {
        ck_assert_int_eq(segment.from, at);
        ck_assert(segment.to > segment.from);
        at = segment.to;
    }
    ck_assert_int_eq(at, JUNE(5, 0));
    ck_assert_int_eq(inc_ledger_next(ledger, &segment), INC_DONE);
    inc_ledger_rewind(ledger);
    OK(inc_ledger_next(ledger, &segment));
    ck_assert_int_eq(segment.from, JUNE(1, 7));
    OK(inc_ledger_cycle(ledger, 0, &cycle));
    ck_assert_int_eq(cycle.anchor, JUNE(1, 7));
    ck_assert_int_eq(cycle.verdict, INC_VERDICT_BREACHED);
    ck_assert_int_eq(inc_ledger_cycle(ledger, 1, &cycle), INC_DONE);
    OK(inc_ledger_firing(ledger, 0, &firing));
    ck_assert_str_eq(firing.id, "half");
    ck_assert_int_eq(inc_ledger_firing(ledger, 1, &firing), INC_DONE);
    OK(inc_ledger_finding(ledger, 0, &finding));
    ck_assert_int_eq(finding.fact, 2);
    ck_assert_ptr_null(finding.fact_id);
    ck_assert_int_eq(inc_ledger_finding(ledger, 1, &finding), INC_DONE);
    inc_ledger_free(ledger);
}
END_TEST

START_TEST(corrections_name_what_made_them)
{
    inc_stamp stop = fixture_stamp("fixed"), unnamed = fixture_stamp(NULL);
    inc_correction correction = {.size = sizeof correction};
    inc_ledger *ledger;

    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    stop.recorded = unnamed.recorded = JUNE(4, 9);
    OK(inc_clock_stop(clock, JUNE(3, 10), &stop));
    OK(inc_clock_close(clock, JUNE(3, 11), &unnamed));
    ledger = ledger_at(JUNE(4, 12));
    OK(inc_ledger_correction(ledger, 0, &correction));
    ck_assert_uint_eq(correction.by_count, 2);
    ck_assert_int_eq(correction.by[0], 2);
    ck_assert_int_eq(correction.by[1], 3);
    ck_assert_str_eq(correction.by_ids[0], "fixed");
    ck_assert_ptr_null(correction.by_ids[1]);
    ck_assert_int_eq(correction.was_verdict, INC_VERDICT_BREACHED);
    ck_assert_int_eq(correction.was_breach_at, JUNE(3, 11) + 1);
    ck_assert_int_eq(correction.is_verdict, INC_VERDICT_MET);
    ck_assert_int_eq(correction.is_breach_at, INC_TIME_NONE);
    ck_assert_int_eq(correction.recorded, JUNE(4, 9));
    ck_assert_int_eq(inc_ledger_correction(ledger, 1, &correction), INC_DONE);
    inc_ledger_free(ledger);
    /* What was known before the correction knows nothing of it. */
    OK(inc_ledger_new(clock, JUNE(4, 12), JUNE(4, 8), &ledger));
    ck_assert_int_eq(inc_ledger_correction(ledger, 0, &correction), INC_DONE);
    inc_ledger_free(ledger);
}
END_TEST

START_TEST(ledgers_refuse)
{
    inc_ledger *ledger = (inc_ledger *) context, *made;
    inc_segment segment = {.size = sizeof segment};
    inc_cycle cycle = {.size = 0};
    inc_firing firing = {.size = 0};
    inc_finding finding = {.size = 0};
    inc_correction correction = {.size = 0};
    inc_stamp stop = fixture_stamp("fixed");

    ck_assert_int_eq(inc_ledger_new(NULL, 0, 0, &ledger), INC_E_INVALID);
    ck_assert_ptr_null(ledger);
    ck_assert_int_eq(inc_ledger_new(clock, 0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_new(clock, INC_TIME_NONE, INC_TIME_NONE, &ledger), INC_E_RANGE);
    ck_assert_str_eq(inc_context_error(context), "a ledger as of -9223372036854775808 us was "
                                                 "outside the years 1900 to 9999");
    ck_assert_int_eq(inc_ledger_new(clock, 0, INC_TIME_MIN - 1, &ledger), INC_E_RANGE);
    inc_ledger_free(NULL);
    inc_ledger_rewind(NULL);
    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    stop.recorded = JUNE(4, 9);
    OK(inc_clock_stop(clock, JUNE(3, 10), &stop));
    made = ledger_at(JUNE(4, 12));
    ck_assert_int_eq(inc_ledger_next(NULL, &segment), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_next(made, NULL), INC_E_INVALID);
    segment.size = 8;
    ck_assert_int_eq(inc_ledger_next(made, &segment), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_cycle(NULL, 0, &cycle), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_cycle(made, 0, &cycle), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_firing(NULL, 0, &firing), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_firing(made, 0, &firing), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_finding(NULL, 0, &finding), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_finding(made, 0, &finding), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_correction(NULL, 0, &correction), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_correction(made, 0, &correction), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_correction(made, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_print(NULL, NULL, text), INC_E_INVALID);
    ck_assert_int_eq(inc_ledger_print(made, NULL, NULL), INC_E_INVALID);
    inc_ledger_free(made);
}
END_TEST

START_TEST(printing_survives_any_allocation_failing)
{
    inc_ledger *ledger;
    inc_text *scarce;
    inc_stamp stop = fixture_stamp("fixed");
    long nth;

    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    OK(inc_clock_start(clock, JUNE(3, 7), NULL));
    stop.recorded = JUNE(4, 9);
    OK(inc_clock_stop(clock, JUNE(3, 10), &stop));
    ledger = ledger_at(JUNE(4, 12));
    account(ledger, text);
    for (nth = 0;; nth++) {
        inc_status status;
        OK(inc_text_new(context, &scarce));
        memory.left = nth;
        memory.failed = 0;
        status = inc_ledger_print(ledger, NULL, scarce);
        memory.left = -1;
        ck_assert_int_eq(status, memory.failed ? INC_E_NOMEM : INC_OK);
        if (!memory.failed)
            ck_assert_str_eq(inc_text_data(scarce, NULL), inc_text_data(text, NULL));
        inc_text_free(scarce);
        if (!memory.failed)
            break;
    }
    ck_assert_int_gt(nth, 3);
    inc_ledger_free(ledger);
}
END_TEST

START_TEST(names)
{
    static const char *const findings[] = {"?",
                                           "stop_before_start",
                                           "start_repeated",
                                           "stop_repeated",
                                           "resume_without_pause",
                                           "pause_while_stopped",
                                           "reopen_while_open",
                                           "reopen_before_start",
                                           "close_while_open",
                                           "close_repeated",
                                           "after_cancel",
                                           "void_without_reason",
                                           "void_of_nothing",
                                           "prorate_across_units",
                                           "due_unreachable",
                                           "?"};
    static const char *const segments[] = {"?",       "running",     "paused",  "out_of_hours",
                                           "holiday", "maintenance", "stopped", "superseded",
                                           "?"};
    static const char *const states[] = {"armed", "running", "paused", "stopped", "cancelled", "?"};
    static const char *const verdicts[] = {"pending", "met", "breached", "cancelled", "?"};
    int32_t i;

    for (i = 0; i <= INC_FINDING_DUE_UNREACHABLE + 1; i++)
        ck_assert_str_eq(inc_finding_name(i), findings[i]);
    for (i = 0; i <= INC_SEGMENT_SUPERSEDED + 1; i++)
        ck_assert_str_eq(inc_segment_name(i), segments[i]);
    for (i = 0; i <= INC_CLOCK_CANCELLED + 1; i++)
        ck_assert_str_eq(inc_clock_state_name(i), states[i]);
    for (i = 0; i <= INC_VERDICT_CANCELLED + 1; i++)
        ck_assert_str_eq(inc_verdict_name(i), verdicts[i]);
    ck_assert_str_eq(inc_finding_name(-1), "?");
    ck_assert_str_eq(inc_segment_name(-1), "?");
    ck_assert_str_eq(inc_clock_state_name(-1), "?");
    ck_assert_str_eq(inc_verdict_name(-1), "?");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {text_of_holidays_and_pauses,
                                  text_of_caps_and_superseded_time,
                                  text_of_findings_and_corrections,
                                  text_of_a_breach_on_arrival,
                                  text_of_nothing,
                                  a_ledger_is_a_copy,
                                  lists_end,
                                  corrections_name_what_made_them,
                                  ledgers_refuse,
                                  printing_survives_any_allocation_failing,
                                  names,
                                  NULL};

    return unit_run("ledger", tests, setup, teardown);
}
