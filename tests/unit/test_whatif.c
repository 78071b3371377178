/* The same facts under other rules. */
#include "make_rules.h"

#include "incident_fixture.h"

static inc_rules *other;
static inc_whatif *whatif;

static void setup(void)
{
    open_incident(INC_PRESET_SMALL);
    ck_assert_int_eq(inc_preset_like(context, INC_SYSTEM_GLPI, rules, &other), INC_OK);
}

static void teardown(void)
{
    inc_whatif_free(whatif);
    whatif = NULL;
    inc_rules_unref(other);
    close_incident();
}

/* Replaces the rules that are compared with. */
static void compare_with(inc_rules *instead)
{
    inc_rules_unref(other);
    other = instead;
}

static inc_whatif_options options_at(const char *as_of)
{
    inc_whatif_options options = {.size = sizeof options};

    options.before = rules;
    options.after = other;
    options.as_of = at(as_of);
    return options;
}

static void begin_whatif(const inc_whatif_options *options)
{
    inc_whatif_free(whatif);
    ck_assert_msg(inc_whatif_new(context, options, &whatif) == INC_OK, "%s",
                  inc_context_error(context));
}

static void add(void)
{
    ck_assert_msg(inc_whatif_add(whatif, incident) == INC_OK, "%s", inc_context_error(context));
}

static void compare(const char *as_of)
{
    const inc_whatif_options options = options_at(as_of);

    begin_whatif(&options);
    add();
}

static inc_deviation deviation_at(size_t index)
{
    inc_deviation deviation = {.size = sizeof deviation};

    ck_assert_int_eq(inc_whatif_deviation(whatif, index, &deviation), INC_OK);
    return deviation;
}

static size_t deviations(void)
{
    inc_deviation deviation = {.size = sizeof deviation};
    size_t count = 0;

    while (inc_whatif_deviation(whatif, count, &deviation) == INC_OK)
        count++;
    return count;
}

static inc_whatif_counts totals(void)
{
    inc_whatif_counts counts = {.size = sizeof counts};

    ck_assert_int_eq(inc_whatif_totals(whatif, &counts), INC_OK);
    return counts;
}

static int32_t stage_of(int32_t side)
{
    const inc_incident *handle = inc_whatif_incident(whatif, side);

    view = (inc_incident_view){.size = sizeof view};
    ck_assert_int_eq(inc_incident_look((inc_incident *) (uintptr_t) handle, at("2026-06-30T00:00"),
                                       INC_TIME_NONE, &view),
                     INC_OK);
    return view.stage;
}

/* P1, four hours from Monday 09:00, on hold for a change 10:00 to 12:00, resolved 14:00: the small
 * desk does not pause for a change, and so it was late. */
static void tell_hold(void)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_ACKNOWLEDGED, "2026-06-01T09:05", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:05", FIRST(1), SECOND(1));
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("change"));
    tell(INC_FACT_RELEASED, "2026-06-01T12:00", CODE("change"));
    tell(INC_FACT_RESOLVED, "2026-06-01T14:00", CODE("fixed"));
}

START_TEST(the_same_rules_change_nothing)
{
    inc_whatif_options options = options_at("2026-06-30T00:00");
    const inc_kpi_options kpi = {.size = sizeof kpi};
    const void *before, *after;
    size_t before_size, after_size;

    options.after = rules;
    options.kpi = &kpi;
    begin_whatif(&options);
    tell_hold();
    add();
    add();
    ck_assert_uint_eq(deviations(), 0);
    ck_assert_int_eq(totals().incidents, 2);
    ck_assert_int_eq(totals().changed, 0);
    ck_assert_int_eq(totals().clocks, 4);
    ck_assert_int_eq(inc_kpi_bytes(inc_whatif_kpi(whatif, INC_BEFORE), &before, &before_size),
                     INC_OK);
    ck_assert_int_eq(inc_kpi_bytes(inc_whatif_kpi(whatif, INC_AFTER), &after, &after_size), INC_OK);
    ck_assert_uint_eq(before_size, after_size);
    ck_assert_mem_eq(before, after, before_size);
}
END_TEST

START_TEST(a_hold_that_pauses_saves_the_day)
{
    inc_deviation deviation;
    inc_whatif_counts counts;

    tell_hold();
    compare("2026-06-01T15:00");
    ck_assert_uint_eq(deviations(), 1);
    deviation = deviation_at(0);
    ck_assert_int_eq(deviation.kind, INC_DEVIATION_CLOCK);
    ck_assert_int_eq(deviation.differs, INC_DIFFERS_VERDICT | INC_DIFFERS_DUE | INC_DIFFERS_BREACH |
                                            INC_DIFFERS_ELAPSED);
    ck_assert_str_eq(deviation.subject, "INC-1");
    ck_assert_str_eq(deviation.clock, "resolve");
    ck_assert_str_eq(deviation.policy_before, "resolve");
    ck_assert_str_eq(deviation.policy_after, "resolve");
    ck_assert_int_eq(deviation.agreement, INC_AGREEMENT_SLA);
    ck_assert_int_eq(deviation.index_before, 1);
    ck_assert_int_eq(deviation.index_after, 1);
    ck_assert_int_eq(deviation.verdict_before, INC_VERDICT_BREACHED);
    ck_assert_int_eq(deviation.verdict_after, INC_VERDICT_MET);
    ck_assert_int_eq(deviation.due_before, at("2026-06-01T13:00"));
    ck_assert_int_eq(deviation.due_after, at("2026-06-01T15:00"));
    ck_assert_int_eq(deviation.breach_at_before, at("2026-06-01T13:00") + 1);
    ck_assert_int_eq(deviation.breach_at_after, INC_TIME_NONE);
    ck_assert_int_eq(deviation.elapsed_before, 5 * INC_HOUR);
    ck_assert_int_eq(deviation.elapsed_after, 3 * INC_HOUR);
    counts = totals();
    ck_assert_int_eq(counts.changed, 1);
    ck_assert_int_eq(counts.clocks, 2);
    ck_assert_int_eq(counts.verdicts, 1);
    ck_assert_int_eq(counts.breached_to_met, 1);
    ck_assert_int_eq(counts.met_to_breached, 0);
    ck_assert_int_eq(counts.due_later, 1);
    ck_assert_int_eq(counts.due_earlier, 0);
}
END_TEST

START_TEST(sides_can_be_turned_round)
{
    inc_whatif_options options = options_at("2026-06-01T15:00");
    inc_whatif_counts counts;

    tell_hold();
    options.before = other;
    options.after = rules;
    begin_whatif(&options);
    add();
    counts = totals();
    ck_assert_int_eq(deviation_at(0).verdict_after, INC_VERDICT_BREACHED);
    ck_assert_int_eq(counts.met_to_breached, 1);
    ck_assert_int_eq(counts.breached_to_met, 0);
    ck_assert_int_eq(counts.due_earlier, 1);
    ck_assert_int_eq(counts.due_later, 0);
}
END_TEST

START_TEST(ledgers_of_both_sides)
{
    inc_ledger *ledger;
    inc_segment segment = {.size = sizeof segment};
    int32_t side;

    tell_hold();
    compare("2026-06-01T15:00");
    for (side = INC_BEFORE; side <= INC_AFTER; side++) {
        int pauses = 0;
        ck_assert_int_eq(inc_incident_ledger(inc_whatif_incident(whatif, side), 1, &ledger),
                         INC_OK);
        while (inc_ledger_next(ledger, &segment) == INC_OK)
            pauses += segment.kind == INC_SEGMENT_PAUSED;
        ck_assert_int_eq(pauses, side == INC_AFTER);
        inc_ledger_free(ledger);
    }
    ck_assert_ptr_null(inc_whatif_incident(whatif, 2));
    ck_assert_ptr_null(inc_whatif_incident(whatif, -1));
    ck_assert_ptr_null(inc_whatif_kpi(whatif, INC_BEFORE));
}
END_TEST

static double share_met(int32_t side)
{
    inc_figure figure = {.size = sizeof figure};

    ck_assert_msg(inc_kpi_find(inc_whatif_kpi(whatif, side), "sla.met", 0, 0, &figure) == INC_OK,
                  "%s", inc_context_error(context));
    return figure.value;
}

START_TEST(figures_of_both_sides)
{
    inc_whatif_options options = options_at("2026-06-01T15:00");
    const inc_kpi_options kpi = {.size = sizeof kpi};

    options.kpi = &kpi;
    begin_whatif(&options);
    tell_hold();
    add();
    ck_assert_double_eq(share_met(INC_BEFORE), 0.5);
    ck_assert_double_eq(share_met(INC_AFTER), 1);
    inc_incident_clear(incident);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_ACKNOWLEDGED, "2026-06-01T09:05", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:05", FIRST(1), SECOND(1));
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    add();
    ck_assert_double_eq(share_met(INC_BEFORE), 0.75);
    ck_assert_double_eq(share_met(INC_AFTER), 1);
    ck_assert_int_eq(totals().incidents, 2);
    ck_assert_int_eq(totals().changed, 1);
    ck_assert_uint_eq(deviations(), 0);
}
END_TEST

#define CAUSE(value) inc_event_builder_integer(builder, INC_EVENT_CAUSE, (value))
#define SYSTEM BY(INC_ACTOR_SYSTEM)

/* Facts that a side given by rules is told. */
static size_t told(void)
{
    compare("2026-06-30T00:00");
    return inc_incident_count(inc_whatif_incident(whatif, INC_AFTER));
}

START_TEST(what_followed_is_derived_anew)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_FIRED, "2026-06-01T09:10", CODE("respond"), SOURCE("breach"), SYSTEM);
    tell(INC_FACT_TIMED_OUT, "2026-06-01T09:20", SYSTEM);
    tell(INC_FACT_CLOSED, "2026-06-01T09:30", SYSTEM, CAUSE(1));
    tell(INC_FACT_RELEASED, "2026-06-01T09:40", CODE("caller"), SYSTEM, CAUSE(1));
    tell(INC_FACT_MIGRATED, "2026-06-01T09:50",
         inc_event_builder_text(builder, INC_EVENT_RULES,
                                "0000000000000000000000000000000000000000000000000000000000000000",
                                INC_ZSTR));
    ck_assert_uint_eq(told(), 1);
    ck_assert_uint_eq(inc_incident_count(inc_whatif_incident(whatif, INC_BEFORE)), 1);
    ck_assert_uint_eq(inc_incident_count(incident), 6);
}
END_TEST

START_TEST(what_was_done_is_a_fact)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", SYSTEM, CAUSE(7));
    tell(INC_FACT_FIRED, "2026-06-01T09:10", CODE("respond"), SOURCE("breach"), BY(INC_ACTOR_BOT));
    tell(INC_FACT_TIMED_OUT, "2026-06-01T09:20", BY(INC_ACTOR_HUMAN));
    tell(INC_FACT_CLOSED, "2026-06-01T09:30", SYSTEM);
    tell(INC_FACT_CLOSED, "2026-06-01T09:31", BY(INC_ACTOR_HUMAN), CAUSE(1));
    tell(INC_FACT_RELEASED, "2026-06-01T09:40", CODE("caller"), SYSTEM);
    tell(INC_FACT_RELEASED, "2026-06-01T09:41", CODE("caller"), BY(INC_ACTOR_CALLER), CAUSE(1));
    ck_assert_uint_eq(told(), 7);
}
END_TEST

/* It closed by itself on the 2nd, under rules that are no more. */
static void tell_closed(void)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:05", FIRST(1), SECOND(1));
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_CLOSED, "2026-06-02T10:00", SYSTEM, CAUSE(3));
}

START_TEST(a_rulebook_is_told_everything)
{
    inc_whatif_options options = options_at("2026-06-02T12:00");
    inc_rulebook *rulebook;
    inc_deviation deviation;

    ck_assert_int_eq(inc_rulebook_new(context, &rulebook), INC_OK);
    ck_assert_int_eq(inc_rulebook_publish(rulebook, rules, at("2026-01-01T00:00")), INC_OK);
    options.before = NULL;
    options.rulebook = rulebook;
    options.after = rules;
    begin_whatif(&options);
    tell_closed();
    add();
    ck_assert_uint_eq(inc_incident_count(inc_whatif_incident(whatif, INC_BEFORE)), 4);
    ck_assert_uint_eq(inc_incident_count(inc_whatif_incident(whatif, INC_AFTER)), 3);
    deviation = deviation_at(0);
    ck_assert_int_eq(deviation.kind, INC_DEVIATION_INCIDENT);
    ck_assert_int_eq(deviation.differs, INC_DIFFERS_STAGE);
    ck_assert_int_eq(deviation.stage_before, INC_STAGE_CLOSED);
    ck_assert_int_eq(deviation.stage_after, INC_STAGE_RESOLVED);
    ck_assert_str_eq(deviation.clock, "");
    ck_assert_str_eq(deviation.policy_before, "");
    ck_assert_int_eq(deviation.index_before, -1);
    ck_assert_int_eq(deviation.due_after, INC_TIME_NONE);
    ck_assert_int_eq(totals().stages, 1);
    inc_whatif_free(whatif);
    whatif = NULL;
    inc_rulebook_free(rulebook);
}
END_TEST

START_TEST(both_sides_by_rules_are_told_the_same)
{
    tell_closed();
    compare("2026-06-02T12:00");
    ck_assert_int_eq(totals().stages, 0);
    ck_assert_int_eq(stage_of(INC_BEFORE), INC_STAGE_RESOLVED);
}
END_TEST

/* Rules of one policy each, for any priority, hours long around the clock. */
static void add_policy(inc_rules_builder *set, const inc_calendar *calendar,
                       const inc_policy_options *options, int32_t hours)
{
    inc_policy_builder *policy;

    MAKE_OK(inc_policy_builder_new(context, options, &policy));
    make_policy_terms(context, policy, INC_PRIORITY_ANY, calendar, make_hours(0, hours));
    make_add_policy(set, policy);
}

START_TEST(clocks_answer_by_what_they_measure)
{
    inc_calendar *calendar = make_calendar(context, "UTC", INC_SUNDAY, 0, 24);
    const inc_policy_options fix = {.size = sizeof fix, .name = "fix"};
    const inc_policy_options vendor = {
        .size = sizeof vendor, .name = "resolve", .agreement = INC_AGREEMENT_UC};
    inc_rules_builder *set = make_builder(context, "1");
    inc_deviation deviation;

    add_policy(set, calendar, &fix, 8);
    add_policy(set, calendar, &vendor, 2);
    make_add_matrix(context, set, 3);
    inc_calendar_unref(calendar);
    compare_with(make_build(set));
    tell_hold();
    compare("2026-06-01T15:00");
    ck_assert_uint_eq(deviations(), 3);
    deviation = deviation_at(0);
    ck_assert_int_eq(deviation.kind, INC_DEVIATION_ONLY_BEFORE);
    ck_assert_str_eq(deviation.clock, "respond");
    ck_assert_str_eq(deviation.policy_after, "");
    ck_assert_int_eq(deviation.index_after, -1);
    ck_assert_int_eq(deviation.differs, 0);
    ck_assert_int_eq(deviation.verdict_before, INC_VERDICT_MET);
    deviation = deviation_at(1);
    ck_assert_int_eq(deviation.kind, INC_DEVIATION_CLOCK);
    ck_assert_str_eq(deviation.policy_before, "resolve");
    ck_assert_str_eq(deviation.policy_after, "fix");
    ck_assert_int_eq(deviation.due_after, at("2026-06-01T17:00"));
    deviation = deviation_at(2);
    ck_assert_int_eq(deviation.kind, INC_DEVIATION_ONLY_AFTER);
    ck_assert_int_eq(deviation.agreement, INC_AGREEMENT_UC);
    ck_assert_str_eq(deviation.policy_before, "");
    ck_assert_int_eq(deviation.index_before, -1);
    ck_assert_int_eq(deviation.verdict_after, INC_VERDICT_BREACHED);
    ck_assert_int_eq(totals().clocks, 1);
    ck_assert_int_eq(totals().only_before, 1);
    ck_assert_int_eq(totals().only_after, 1);
}
END_TEST

static inc_rules *two_of_one_clock(const char *first, int32_t first_hours, const char *second,
                                   int32_t second_hours)
{
    inc_calendar *calendar = make_calendar(context, "UTC", INC_SUNDAY, 0, 24);
    inc_policy_options options = {.size = sizeof options, .name = first};
    inc_process_options told = {.size = sizeof told, .choice = INC_CHOOSE_ALL};
    inc_rules_builder *set = make_builder(context, "1");
    inc_process_builder *process;
    inc_process *made;

    add_policy(set, calendar, &options, first_hours);
    options.name = second;
    add_policy(set, calendar, &options, second_hours);
    inc_calendar_unref(calendar);
    MAKE_OK(inc_process_builder_new(context, &told, &process));
    MAKE_OK(inc_process_builder_build(process, &made));
    MAKE_OK(inc_rules_builder_process(set, made));
    inc_process_unref(made);
    inc_process_builder_free(process);
    return make_build(set);
}

/* In another order, the same policies are the same clocks. */
START_TEST(policies_of_one_name_answer_first)
{
    inc_rules *first = two_of_one_clock("a", 2, "b", 4);
    inc_whatif_options options = options_at("2026-06-01T10:00");

    compare_with(two_of_one_clock("b", 4, "a", 2));
    options.before = first;
    options.after = other;
    begin_whatif(&options);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    add();
    ck_assert_int_eq(totals().clocks, 2);
    ck_assert_uint_eq(deviations(), 0);
    compare_with(two_of_one_clock("b", 4, "c", 3));
    options.after = other;
    begin_whatif(&options);
    add();
    ck_assert_uint_eq(deviations(), 1);
    ck_assert_str_eq(deviation_at(0).policy_before, "a");
    ck_assert_str_eq(deviation_at(0).policy_after, "c");
    inc_rules_unref(first);
}
END_TEST

START_TEST(another_matrix_gives_another_priority)
{
    inc_rules_builder *set = make_builder(context, "1");

    make_add_matrix(context, set, 3);
    compare_with(make_build(set));
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:05", FIRST(3), SECOND(1));
    compare("2026-06-01T09:10");
    ck_assert_int_eq(deviation_at(0).differs & INC_DIFFERS_PRIORITY, 0);
    inc_incident_clear(incident);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:05", FIRST(2), SECOND(2));
    add();
    ck_assert_int_eq(deviation_at(0).kind, INC_DEVIATION_INCIDENT);
    ck_assert_int_eq(deviation_at(0).differs, INC_DIFFERS_PRIORITY | INC_DIFFERS_STAGE);
    ck_assert_int_eq(deviation_at(0).priority_before, 3);
    ck_assert_int_eq(deviation_at(0).priority_after, 0);
    ck_assert_int_eq(totals().priorities, 1);
}
END_TEST

START_TEST(what_was_known_then)
{
    inc_whatif_options options = options_at("2026-06-01T15:00");

    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:05", FIRST(1), SECOND(1));
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("change"), RECORDED("2026-06-01T20:00"));
    options.as_known = at("2026-06-01T15:00");
    begin_whatif(&options);
    add();
    ck_assert_uint_eq(deviations(), 0);
    options.as_known = 0;
    begin_whatif(&options);
    add();
    ck_assert_uint_gt(deviations(), 0);
}
END_TEST

START_TEST(the_incident_is_only_read)
{
    inc_hold hold = {.size = sizeof hold};

    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"));
    look("2026-06-01T11:00");
    compare("2026-06-30T00:00");
    ck_assert_uint_eq(inc_incident_count(incident), 2);
    ck_assert_int_eq(inc_incident_hold(incident, 0, &hold), INC_OK);
    ck_assert_str_eq(hold.reason, "caller");
}
END_TEST

START_TEST(nothing_is_no_deviation)
{
    compare("2026-06-01T11:00");
    ck_assert_uint_eq(deviations(), 0);
    ck_assert_int_eq(totals().incidents, 1);
}
END_TEST

static void refuse(const inc_whatif_options *options, inc_status status, const char *why)
{
    inc_whatif *made = (inc_whatif *) (uintptr_t) &memory;

    ck_assert_int_eq(inc_whatif_new(context, options, &made), status);
    ck_assert_ptr_null(made);
    ck_assert_msg(strstr(inc_context_error(context), why) != NULL, "%s",
                  inc_context_error(context));
}

START_TEST(options_that_cannot_be)
{
    const inc_whatif_options good = options_at("2026-06-01T11:00");
    const inc_kpi_options kpi = {.size = sizeof kpi, .period = 99};
    inc_rulebook *rulebook;
    inc_whatif_options options = good;

    ck_assert_int_eq(inc_rulebook_new(context, &rulebook), INC_OK);
    options.after = NULL;
    refuse(&options, INC_E_INVALID, "no rules after");
    options = good;
    options.before = NULL;
    refuse(&options, INC_E_INVALID, "neither");
    options = good;
    options.rulebook = rulebook;
    refuse(&options, INC_E_INVALID, "both");
    options = good;
    options.as_of = 0;
    refuse(&options, INC_E_INVALID, "as of");
    options.as_of = INC_TIME_MIN - 1;
    refuse(&options, INC_E_RANGE, "1900");
    options = good;
    options.as_known = INC_TIME_MAX + 1;
    refuse(&options, INC_E_RANGE, "1900");
    options = good;
    options.kpi = &kpi;
    refuse(&options, INC_E_INVALID, "99");
    options = good;
    options.size = 8;
    refuse(&options, INC_E_INVALID, "'8'");
    inc_rulebook_free(rulebook);
}
END_TEST

START_TEST(misuse_is_invalid)
{
    const inc_whatif_options options = options_at("2026-06-01T11:00");
    inc_deviation deviation = {.size = sizeof deviation};
    inc_whatif_counts counts = {.size = 1};

    inc_whatif *made = whatif;

    begin_whatif(&options);
    ck_assert_int_eq(inc_whatif_new(NULL, &options, &made), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_new(context, NULL, &made), INC_E_INVALID);
    ck_assert_ptr_null(made);
    ck_assert_int_eq(inc_whatif_new(context, &options, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_add(NULL, incident), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_add(whatif, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_add(whatif, inc_whatif_incident(whatif, INC_AFTER)), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_add(whatif, inc_whatif_incident(whatif, INC_BEFORE)),
                     INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_deviation(NULL, 0, &deviation), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_totals(NULL, &counts), INC_E_INVALID);
    ck_assert_int_eq(inc_whatif_totals(whatif, &counts), INC_E_INVALID);
    ck_assert_ptr_null(inc_whatif_incident(NULL, INC_BEFORE));
    ck_assert_ptr_null(inc_whatif_kpi(NULL, INC_BEFORE));
    inc_whatif_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_same_rules_change_nothing,
                                  a_hold_that_pauses_saves_the_day,
                                  sides_can_be_turned_round,
                                  ledgers_of_both_sides,
                                  figures_of_both_sides,
                                  what_followed_is_derived_anew,
                                  what_was_done_is_a_fact,
                                  a_rulebook_is_told_everything,
                                  both_sides_by_rules_are_told_the_same,
                                  clocks_answer_by_what_they_measure,
                                  policies_of_one_name_answer_first,
                                  another_matrix_gives_another_priority,
                                  what_was_known_then,
                                  the_incident_is_only_read,
                                  nothing_is_no_deviation,
                                  options_that_cannot_be,
                                  misuse_is_invalid,
                                  NULL};

    return unit_run("whatif", tests, setup, teardown);
}
