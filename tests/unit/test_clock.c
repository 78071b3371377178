/* Clocks as objects: what they refuse, findings, order of arrival, views of any size. What verdicts
 * follow from what facts is in tests/cases. */
#include "clock_fixture.h"
#include "unit.h"

#include <incident/ledger.h>
#include <stddef.h>
#include <stdio.h>

static fixture_memory memory;
static inc_context *context;
static inc_calendar *office;
static inc_policy *policy;
static inc_clock *clock;

#define MONDAY(hour) fixture_time(6, 1, (hour), 0)
#define OK(call) ck_assert_int_eq((call), INC_OK)

static void setup(void)
{
    context = fixture_context(&memory);
    office = fixture_hours(context, 9, 17);
    policy = fixture_policy(context, office, INC_RETARGET_FROM_START, INC_REOPEN_EXCLUDE_CLOSED, 0);
    clock = fixture_clock(context, policy, 1);
}

static void teardown(void)
{
    inc_clock_free(clock);
    inc_policy_unref(policy);
    inc_calendar_unref(office);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static int64_t sequence_of_next(void)
{
    inc_ledger *ledger;
    inc_finding finding = {.size = sizeof finding};

    /* A resume of nothing tells the sequence number that facts have come to. */
    OK(inc_clock_resume(clock, MONDAY(9), "nothing", NULL, NULL));
    OK(inc_ledger_new(clock, MONDAY(9), INC_TIME_NONE, &ledger));
    OK(inc_ledger_finding(ledger, 0, &finding));
    inc_ledger_free(ledger);
    return finding.fact;
}

/* The clock was not touched, and works. */
static void untouched(void)
{
    ck_assert_int_eq(sequence_of_next(), 1);
    OK(inc_clock_start(clock, MONDAY(9), NULL));
    ck_assert_int_eq(fixture_look(clock, MONDAY(10)).due, MONDAY(13));
}

START_TEST(clocks_that_cannot_be)
{
    inc_clock *made = clock;
    inc_target beyond = fixture_target(INC_TARGET_WORKING, 4);
    inc_terms *terms;

    ck_assert_int_eq(inc_clock_new(NULL, policy, 1, &made), INC_E_INVALID);
    ck_assert_ptr_null(made);
    ck_assert_int_eq(inc_clock_new(context, NULL, 1, &made), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_new(context, policy, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_new(context, policy, 4, &made), INC_E_NOT_FOUND);
    ck_assert_str_eq(inc_context_error(context), "the policy had no terms for priority 4");
    beyond.objective = 5 * INC_HOUR;
    terms = fixture_terms(context, office, beyond, 0);
    ck_assert_int_eq(inc_clock_retarget(clock, MONDAY(9), terms, NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "terms were refused: an objective beyond the limit, or business days on a "
                     "composite calendar without a zone");
    inc_terms_unref(terms);
    ck_assert_ptr_eq(inc_clock_policy(clock), policy);
    ck_assert_ptr_null(inc_clock_policy(NULL));
    inc_clock_free(NULL);
    untouched();
}
END_TEST

/* A policy may hold terms that only the linter minds; a clock under them is refused. */
START_TEST(terms_that_a_clock_refuses)
{
    const inc_calendar *parts[1] = {office};
    inc_calendar *composite;
    inc_policy *other;
    inc_clock *made = clock;

    OK(inc_calendar_combine(context, INC_UNION, parts, 1, &composite));
    other = fixture_policy(context, composite, 0, 0, 0);
    ck_assert_int_eq(inc_clock_new(context, other, 3, &made), INC_E_INVALID);
    ck_assert_ptr_null(made);
    ck_assert_int_eq(inc_clock_retarget(clock, MONDAY(9), inc_policy_terms(other, 3), NULL),
                     INC_E_INVALID);
    OK(inc_clock_new(context, other, 2, &made));
    inc_clock_free(made);
    inc_policy_unref(other);
    inc_calendar_unref(composite);
    untouched();
}
END_TEST

START_TEST(facts_without_their_pointers)
{
    const inc_terms *terms = inc_policy_terms(policy, 1);

    ck_assert_int_eq(inc_clock_start(NULL, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_stop(NULL, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_reopen(NULL, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_close(NULL, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_cancel(NULL, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_pause(NULL, 0, "caller", NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_pause(clock, 0, NULL, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_resume(NULL, 0, "caller", NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_resume(clock, 0, NULL, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_retarget(NULL, 0, terms, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_retarget(clock, 0, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_void(NULL, 0, "a", "b", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_void(clock, 0, NULL, "b", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_void(clock, 0, "", "b", NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "the fact to void had no id");
    ck_assert_int_eq(inc_clock_pause(clock, 0, "", NULL, NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "the reason of a pause was empty");
    ck_assert_int_eq(inc_clock_resume(clock, 0, "", NULL, NULL), INC_E_INVALID);
    untouched();
}
END_TEST

START_TEST(facts_out_of_range)
{
    inc_stamp stamp = fixture_stamp(NULL);

    ck_assert_int_eq(inc_clock_start(clock, INC_TIME_NONE, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_clock_stop(clock, INC_TIME_MIN - 1, NULL), INC_E_RANGE);
    ck_assert_str_eq(inc_context_error(context),
                     "instant -2208988800000001 us of a fact was outside the years 1900 to 9999");
    ck_assert_int_eq(inc_clock_stop(clock, INC_TIME_MAX + 1, NULL), INC_E_RANGE);
    stamp.recorded = INC_TIME_MAX + 1;
    ck_assert_int_eq(inc_clock_start(clock, MONDAY(9), &stamp), INC_E_RANGE);
    ck_assert_str_eq(inc_context_error(context),
                     "instant 253402300800000000 us of a fact was outside the years 1900 to 9999");
    untouched();
}
END_TEST

START_TEST(texts_that_are_none)
{
    char longer[257] = "", line[400];
    inc_stamp stamp = fixture_stamp(longer);

    memset(longer, 'x', 256);
    longer[256] = '\0';
    ck_assert_int_eq(inc_clock_start(clock, MONDAY(9), &stamp), INC_E_INVALID);
    (void) snprintf(line, sizeof line, "id '%s' was no UTF-8 text of at most 255 bytes", longer);
    ck_assert_str_eq(inc_context_error(context), line);
    ck_assert_int_eq(inc_clock_pause(clock, MONDAY(9), longer, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_pause(clock, MONDAY(9), "caller", "\xc3", NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "source '?' was no UTF-8 text of at most 255 bytes");
    ck_assert_int_eq(inc_clock_void(clock, MONDAY(9), longer, "why", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_void(clock, MONDAY(9), "a", "\xff", NULL), INC_E_INVALID);
    untouched();
}
END_TEST

START_TEST(stamps_of_another_size)
{
    struct {
        inc_stamp stamp;
        int64_t later;
    } grown;
    inc_stamp stamp = fixture_stamp(NULL);

    stamp.size = sizeof stamp - 8;
    ck_assert_int_eq(inc_clock_start(clock, MONDAY(9), &stamp), INC_E_INVALID);
    memset(&grown, 0, sizeof grown);
    grown.stamp.size = sizeof grown;
    grown.later = 1;
    ck_assert_int_eq(inc_clock_start(clock, MONDAY(9), &grown.stamp), INC_E_UNSUPPORTED);
    untouched();
    grown.later = 0;
    OK(inc_clock_stop(clock, MONDAY(12), &grown.stamp));
}
END_TEST

START_TEST(ids_are_unique_within_a_clock)
{
    inc_stamp stamp = fixture_stamp("one");
    inc_clock *other = fixture_clock(context, policy, 1);

    OK(inc_clock_start(clock, MONDAY(9), &stamp));
    ck_assert_int_eq(inc_clock_stop(clock, MONDAY(10), &stamp), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "a second fact had the id 'one'");
    ck_assert_int_eq(fixture_look(clock, MONDAY(11)).state, INC_CLOCK_RUNNING);
    OK(inc_clock_start(other, MONDAY(9), &stamp));
    /* No id, as often as you like. */
    stamp.id = "";
    OK(inc_clock_pause(clock, MONDAY(10), "caller", NULL, &stamp));
    OK(inc_clock_stop(clock, MONDAY(11), &stamp));
    inc_clock_free(other);
}
END_TEST

START_TEST(views_refuse)
{
    inc_clock_view view = {.size = sizeof view};

    ck_assert_int_eq(inc_clock_look(NULL, 0, INC_TIME_NONE, &view), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_look(clock, 0, INC_TIME_NONE, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_clock_look(clock, INC_TIME_NONE, INC_TIME_NONE, &view), INC_E_RANGE);
    ck_assert_int_eq(inc_clock_look(clock, 0, INC_TIME_MAX + 1, &view), INC_E_RANGE);
    ck_assert_str_eq(inc_context_error(context),
                     "a view as of 253402300800000000 us was outside the years 1900 to 9999");
    view.size = 0;
    ck_assert_int_eq(inc_clock_look(clock, 0, INC_TIME_NONE, &view), INC_E_INVALID);
    view.size = offsetof(inc_clock_view, overrun);
    ck_assert_int_eq(inc_clock_look(clock, 0, INC_TIME_NONE, &view), INC_E_INVALID);
    untouched();
}
END_TEST

/* A program built against a later header: what this version does not know reads as 0. */
START_TEST(views_of_a_later_version)
{
    struct {
        inc_clock_view view;
        int64_t later[2];
    } grown;

    memset(&grown, 0xff, sizeof grown);
    grown.view.size = sizeof grown;
    OK(inc_clock_start(clock, MONDAY(9), NULL));
    OK(inc_clock_look(clock, MONDAY(10), INC_TIME_NONE, &grown.view));
    ck_assert_uint_eq(grown.view.size, sizeof grown);
    ck_assert_int_eq(grown.view.elapsed, INC_HOUR);
    ck_assert_int_eq(grown.view.reserved, 0);
    ck_assert_int_eq(grown.later[0], 0);
    ck_assert_int_eq(grown.later[1], 0);
}
END_TEST

static int32_t finding_at(size_t index, const char **id)
{
    inc_ledger *ledger;
    inc_finding finding = {.size = sizeof finding};
    inc_status status;
    static char kept[32];

    OK(inc_ledger_new(clock, fixture_time(12, 1, 0, 0), INC_TIME_NONE, &ledger));
    status = inc_ledger_finding(ledger, index, &finding);
    kept[0] = '\0';
    if (status == INC_OK && finding.fact_id != NULL)
        (void) snprintf(kept, sizeof kept, "%s", finding.fact_id);
    *id = kept;
    inc_ledger_free(ledger);
    return status == INC_OK ? finding.kind : 0;
}

static void found(size_t index, int32_t kind, const char *id)
{
    const char *is;

    ck_assert_int_eq(finding_at(index, &is), kind);
    ck_assert_str_eq(is, id);
}

START_TEST(every_finding)
{
    inc_stamp stamp[14];
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g",
                                      "h", "i", "j", "k", "l", "m", "n"};
    const char *id;
    size_t i;

    for (i = 0; i < 14; i++)
        stamp[i] = fixture_stamp(ids[i]);
    OK(inc_clock_stop(clock, MONDAY(9), &stamp[0]));
    OK(inc_clock_reopen(clock, MONDAY(9), &stamp[1]));
    OK(inc_clock_resume(clock, MONDAY(9), "caller", NULL, &stamp[2]));
    OK(inc_clock_start(clock, MONDAY(10), NULL));
    OK(inc_clock_start(clock, MONDAY(10), &stamp[3]));
    OK(inc_clock_reopen(clock, MONDAY(10), &stamp[4]));
    OK(inc_clock_close(clock, MONDAY(10), &stamp[5]));
    OK(inc_clock_void(clock, MONDAY(10), "a", NULL, &stamp[6]));
    OK(inc_clock_void(clock, MONDAY(10), "zz", "typing error", &stamp[7]));
    OK(inc_clock_stop(clock, MONDAY(11), NULL));
    OK(inc_clock_stop(clock, MONDAY(11), &stamp[8]));
    OK(inc_clock_pause(clock, MONDAY(11), "caller", NULL, &stamp[9]));
    OK(inc_clock_close(clock, MONDAY(12), NULL));
    OK(inc_clock_close(clock, MONDAY(12), &stamp[10]));
    OK(inc_clock_cancel(clock, MONDAY(13), NULL));
    OK(inc_clock_start(clock, MONDAY(14), &stamp[11]));
    found(0, INC_FINDING_STOP_BEFORE_START, "a");
    found(1, INC_FINDING_REOPEN_BEFORE_START, "b");
    found(2, INC_FINDING_RESUME_WITHOUT_PAUSE, "c");
    found(3, INC_FINDING_START_REPEATED, "d");
    found(4, INC_FINDING_REOPEN_WHILE_OPEN, "e");
    found(5, INC_FINDING_CLOSE_WHILE_OPEN, "f");
    found(6, INC_FINDING_VOID_WITHOUT_REASON, "g");
    found(7, INC_FINDING_VOID_OF_NOTHING, "h");
    found(8, INC_FINDING_STOP_REPEATED, "i");
    found(9, INC_FINDING_PAUSE_WHILE_STOPPED, "j");
    found(10, INC_FINDING_CLOSE_REPEATED, "k");
    found(11, INC_FINDING_AFTER_CANCEL, "l");
    ck_assert_int_eq(finding_at(12, &id), 0);
    ck_assert_int_eq(fixture_look(clock, MONDAY(15)).verdict, INC_VERDICT_CANCELLED);
}
END_TEST

START_TEST(findings_on_targets)
{
    inc_policy *prorate = fixture_policy(context, office, INC_RETARGET_PRORATE, 0, 0);
    inc_calendar *none = fixture_built(fixture_builder(context, "UTC"));
    inc_target target = fixture_target(INC_TARGET_WORKING, 1);
    inc_stamp days = fixture_stamp("days"), never = fixture_stamp("never");
    inc_terms *terms = fixture_terms(context, none, target, 0);
    const char *id;

    inc_clock_free(clock);
    clock = fixture_clock(context, prorate, 1);
    OK(inc_clock_start(clock, MONDAY(9), NULL));
    OK(inc_clock_retarget(clock, MONDAY(10), inc_policy_terms(prorate, 3), &days));
    OK(inc_clock_retarget(clock, MONDAY(11), terms, &never));
    inc_terms_unref(terms);
    found(0, INC_FINDING_PRORATE_ACROSS_UNITS, "days");
    found(1, INC_FINDING_PRORATE_ACROSS_UNITS, "never");
    found(2, INC_FINDING_DUE_UNREACHABLE, "never");
    ck_assert_int_eq(finding_at(3, &id), 0);
    ck_assert_int_eq(fixture_look(clock, MONDAY(12)).due, INC_TIME_NONE);
    ck_assert_int_eq(fixture_look(clock, MONDAY(12)).next, INC_TIME_NONE);
    inc_policy_unref(prorate);
    inc_calendar_unref(none);
}
END_TEST

/* A history of pauses, told in an order that a random number picks. */
#define FACTS 120

static void tell(inc_clock *to, int i)
{
    inc_stamp stamp = {.size = sizeof stamp};
    inc_time at = MONDAY(9) + i * 37 * INC_MINUTE;

    /* The order is told, for facts of one instant there are none. */
    stamp.order = i + 1;
    if (i == 0)
        OK(inc_clock_start(to, at, &stamp));
    else if (i == FACTS - 1)
        OK(inc_clock_stop(to, at, &stamp));
    else if (i % 2 == 1)
        OK(inc_clock_pause(to, at, i % 3 == 0 ? "vendor" : "caller", "desk", &stamp));
    else
        OK(inc_clock_resume(to, at, (i - 1) % 3 == 0 ? "vendor" : "caller", "desk", &stamp));
}

static void same_view(const inc_clock_view *a, const inc_clock_view *b)
{
    ck_assert_int_eq(a->state, b->state);
    ck_assert_int_eq(a->verdict, b->verdict);
    ck_assert_int_eq(a->due, b->due);
    ck_assert_int_eq(a->breach_at, b->breach_at);
    ck_assert_int_eq(a->elapsed, b->elapsed);
    ck_assert_int_eq(a->credited, b->credited);
    ck_assert_int_eq(a->next, b->next);
}

START_TEST(facts_in_any_order_of_arrival)
{
    inc_clock *shuffled = fixture_clock(context, policy, 1);
    int order[FACTS], i, swap;
    uint64_t state = 8;
    inc_clock_view a, b;

    for (i = 0; i < FACTS; i++)
        order[i] = i;
    for (i = FACTS - 1; i > 0; i--) {
        int j = (int) (fixture_random(&state) % (uint64_t) (i + 1));
        swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
    for (i = 0; i < FACTS; i++) {
        tell(clock, i);
        tell(shuffled, order[i]);
    }
    for (i = 0; i < 2 * FACTS; i++) {
        a = fixture_look(clock, MONDAY(9) + i * 20 * INC_MINUTE);
        b = fixture_look(shuffled, MONDAY(9) + i * 20 * INC_MINUTE);
        same_view(&a, &b);
    }
    inc_clock_free(shuffled);
}
END_TEST

/* Of one instant, `order` decides, then the order of the calls. */
START_TEST(facts_of_one_instant)
{
    inc_stamp late = fixture_stamp(NULL), early = fixture_stamp(NULL);

    late.order = 20;
    early.order = 10;
    OK(inc_clock_stop(clock, MONDAY(9), &late));
    OK(inc_clock_start(clock, MONDAY(9), &early));
    ck_assert_int_eq(fixture_look(clock, MONDAY(10)).state, INC_CLOCK_STOPPED);
    inc_clock_free(clock);
    clock = fixture_clock(context, policy, 1);
    OK(inc_clock_stop(clock, MONDAY(9), NULL));
    OK(inc_clock_start(clock, MONDAY(9), NULL));
    ck_assert_int_eq(fixture_look(clock, MONDAY(10)).state, INC_CLOCK_RUNNING);
}
END_TEST

/* Waking up at `next`, and only then, sees everything happen. */
START_TEST(next_is_when_to_wake_up)
{
    inc_clock_view view;

    OK(inc_clock_start(clock, MONDAY(9), NULL));
    view = fixture_look(clock, MONDAY(9));
    ck_assert_int_eq(view.next, MONDAY(11));
    view = fixture_look(clock, view.next);
    ck_assert_int_eq(view.next, MONDAY(13) + 1);
    ck_assert_int_eq(fixture_look(clock, view.next - 1).breached, 0);
    view = fixture_look(clock, view.next);
    ck_assert_int_eq(view.breached, 1);
    ck_assert_int_eq(view.next, INC_TIME_NONE);
    ck_assert_int_eq(view.overrun, 1);
}
END_TEST

/* The clock keeps what it was made with. */
START_TEST(clocks_keep_their_rules_alive)
{
    inc_calendar *own = fixture_hours(context, 8, 18);
    inc_policy *short_lived = fixture_policy(context, own, 0, 0, 0);
    inc_clock *made = fixture_clock(context, short_lived, 2);
    const inc_terms *terms = inc_policy_terms(short_lived, 1);

    OK(inc_clock_retarget(made, MONDAY(9), terms, NULL));
    inc_calendar_unref(own);
    inc_policy_unref(short_lived);
    OK(inc_clock_start(made, MONDAY(9), NULL));
    ck_assert_int_eq(fixture_look(made, MONDAY(10)).due, MONDAY(13));
    inc_clock_free(made);
}
END_TEST

static inc_status starve_clock(inc_context *with)
{
    inc_clock *made;
    inc_stamp stamp = fixture_stamp("start");
    inc_clock_view view = {.size = sizeof view};
    inc_ledger *ledger = NULL;
    inc_status status = inc_clock_new(with, policy, 1, &made);

    if (status == INC_OK)
        status = inc_clock_pause(made, MONDAY(8), "vendor", "early", NULL);
    if (status == INC_OK)
        status = inc_clock_start(made, MONDAY(9), &stamp);
    if (status == INC_OK)
        status = inc_clock_resume(made, MONDAY(9), "vendor", "early", NULL);
    if (status == INC_OK)
        status = inc_clock_pause(made, MONDAY(10), "caller", "desk", NULL);
    if (status == INC_OK)
        status = inc_clock_pause(made, MONDAY(10), "vendor", "desk", NULL);
    if (status == INC_OK)
        status = inc_clock_resume(made, MONDAY(11), "caller", "desk", NULL);
    if (status == INC_OK)
        status = inc_clock_retarget(made, MONDAY(12), inc_policy_terms(policy, 2), NULL);
    if (status == INC_OK)
        status = inc_clock_resume(made, MONDAY(13), "nothing", NULL, NULL);
    stamp.id = NULL;
    stamp.recorded = fixture_time(6, 9, 9, 0);
    if (status == INC_OK)
        status = inc_clock_resume(made, MONDAY(12), "vendor", "desk", &stamp);
    if (status == INC_OK)
        status = inc_clock_stop(made, MONDAY(16), &stamp);
    if (status == INC_OK)
        status = inc_clock_look(made, fixture_time(6, 12, 9, 0), INC_TIME_NONE, &view);
    if (status == INC_OK)
        status = inc_ledger_new(made, fixture_time(6, 12, 9, 0), INC_TIME_NONE, &ledger);
    ck_assert(status == INC_OK || ledger == NULL);
    inc_ledger_free(ledger);
    inc_clock_free(made);
    return status;
}

START_TEST(memory_that_runs_out)
{
    fixture_starve(context, &memory, starve_clock);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {clocks_that_cannot_be,
                                  terms_that_a_clock_refuses,
                                  facts_without_their_pointers,
                                  facts_out_of_range,
                                  texts_that_are_none,
                                  stamps_of_another_size,
                                  ids_are_unique_within_a_clock,
                                  views_refuse,
                                  views_of_a_later_version,
                                  every_finding,
                                  findings_on_targets,
                                  facts_in_any_order_of_arrival,
                                  facts_of_one_instant,
                                  next_is_when_to_wake_up,
                                  clocks_keep_their_rules_alive,
                                  memory_that_runs_out,
                                  NULL};

    return unit_run("clock", tests, setup, teardown);
}
