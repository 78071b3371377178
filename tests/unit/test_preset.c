/* Presets: the source process's table, without a finding. */
#include "make_rules.h"

static inc_context *context;
static inc_zone *zone;

static void setup(void)
{
    context = make_context(NULL);
    zone = make_zone(context, "UTC");
}

static void teardown(void)
{
    inc_zone_unref(zone);
    inc_context_unref(context);
}

static inc_rules *preset(int32_t which)
{
    inc_rules *rules;
    MAKE_OK(inc_preset_rules(context, which, zone, &rules));
    return rules;
}

static const inc_policy *policy_of(const inc_rules *rules, const char *name)
{
    const inc_policy *policy;
    MAKE_OK(inc_rules_find_policy(rules, name, INC_ZSTR, &policy));
    return policy;
}

START_TEST(presets_have_no_findings)
{
    inc_rules *rules = preset(_i);
    inc_lint_finding finding;
    inc_lint *lint;
    inc_status status;

    MAKE_OK(inc_lint_new(context, rules, &lint));
    finding.size = sizeof finding;
    finding.line = finding.where = "";
    status = inc_lint_next(lint, &finding);
    ck_assert_msg(status == INC_DONE, "%s: %s", finding.where, finding.line);
    inc_lint_free(lint);
    inc_rules_unref(rules);
}
END_TEST

/* P1 1-4 h, P2 4-8 h, P3 1-3 business days, P4 3-5 business days. */
START_TEST(resolve_is_the_table)
{
    inc_rules *rules = preset(_i);
    const inc_policy *policy = policy_of(rules, "resolve");
    const inc_target *p1 = inc_terms_target(inc_policy_terms(policy, 1));
    const inc_target *p2 = inc_terms_target(inc_policy_terms(policy, 2));
    const inc_target *p3 = inc_terms_target(inc_policy_terms(policy, 3));
    const inc_target *p4 = inc_terms_target(inc_policy_terms(policy, 4));

    ck_assert_int_eq(p1->kind, INC_TARGET_WORKING);
    ck_assert_int_eq(p1->objective, 1 * INC_HOUR);
    ck_assert_int_eq(p1->limit, 4 * INC_HOUR);
    ck_assert_int_eq(p2->kind, INC_TARGET_WORKING);
    ck_assert_int_eq(p2->objective, 4 * INC_HOUR);
    ck_assert_int_eq(p2->limit, 8 * INC_HOUR);
    ck_assert_int_eq(p3->kind, INC_TARGET_DAYS);
    ck_assert_int_eq(p3->objective_days, 1);
    ck_assert_int_eq(p3->days, 3);
    ck_assert_int_eq(p4->kind, INC_TARGET_DAYS);
    ck_assert_int_eq(p4->objective_days, 3);
    ck_assert_int_eq(p4->days, 5);
    ck_assert_ptr_null(inc_policy_terms(policy, 5));
    inc_rules_unref(rules);
}
END_TEST

START_TEST(large_desks_never_sleep)
{
    inc_rules *rules = preset(_i);
    const inc_policy *policy = policy_of(rules, "resolve");
    const inc_calendar *office, *always;
    int32_t priority;

    MAKE_OK(inc_rules_find_calendar(rules, "office", INC_ZSTR, &office));
    MAKE_OK(inc_rules_find_calendar(rules, "always", INC_ZSTR, &always));
    for (priority = 1; priority <= 4; priority++) {
        const inc_calendar *calendar = inc_terms_calendar(inc_policy_terms(policy, priority));
        const inc_calendar *expected = _i == INC_PRESET_LARGE && priority <= 2 ? always : office;
        ck_assert_int_eq(memcmp(inc_calendar_hash(calendar), inc_calendar_hash(expected), 32), 0);
    }
    inc_rules_unref(rules);
}
END_TEST

/* Monday to Friday 09:00-17:00; open at every instant. 2026-06-01 is a Monday. */
START_TEST(calendars_are_as_said)
{
    inc_rules *rules = preset(INC_PRESET_SMALL);
    const inc_calendar *calendar;
    const inc_time monday = 20605 * 24 * INC_HOUR;
    inc_duration worked;

    MAKE_OK(inc_rules_find_calendar(rules, "office", INC_ZSTR, &calendar));
    MAKE_OK(inc_calendar_between(calendar, monday, monday + 7 * 24 * INC_HOUR, &worked));
    ck_assert_int_eq(worked, 40 * INC_HOUR);
    MAKE_OK(inc_calendar_between(calendar, monday, monday + 12 * INC_HOUR, &worked));
    ck_assert_int_eq(worked, 3 * INC_HOUR);
    MAKE_OK(inc_rules_find_calendar(rules, "always", INC_ZSTR, &calendar));
    MAKE_OK(inc_calendar_between(calendar, monday, monday + 7 * 24 * INC_HOUR, &worked));
    ck_assert_int_eq(worked, 7 * 24 * INC_HOUR);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(the_matrix_is_the_classic)
{
    static const int32_t cells[3][3] = {{1, 2, 3}, {2, 3, 4}, {3, 4, 4}};
    inc_rules *rules = preset(INC_PRESET_SMALL);
    const char *name, *definition;
    int32_t i, j, priority;

    for (i = 1; i <= 3; i++) {
        for (j = 1; j <= 3; j++) {
            MAKE_OK(inc_matrix_priority(inc_rules_matrix(rules), i, j, &priority));
            ck_assert_int_eq(priority, cells[i - 1][j - 1]);
        }
        MAKE_OK(inc_matrix_level(inc_rules_matrix(rules), INC_SCALE_IMPACT, i, &name, &definition));
        ck_assert_str_ne(definition, "");
    }
    inc_rules_unref(rules);
}
END_TEST

START_TEST(waiting_stops_resolve_alone)
{
    inc_rules *rules = preset(_i);
    const inc_terms *respond = inc_policy_terms(policy_of(rules, "respond"), 1);
    const inc_terms *resolve = inc_policy_terms(policy_of(rules, "resolve"), 1);
    inc_policy_options options;

    ck_assert_int_eq(inc_terms_pauses_for(respond, "caller"), 0);
    ck_assert_int_eq(inc_terms_pauses_for(resolve, "caller"), 1);
    ck_assert_int_eq(inc_terms_pauses_for(resolve, "supplier"), 1);
    ck_assert_int_eq(inc_terms_pauses_for(resolve, "maintenance"), 1);
    ck_assert_int_eq(inc_terms_pauses_for(resolve, "lunch"), 0);
    options.size = sizeof options;
    MAKE_OK(inc_policy_describe(policy_of(rules, "respond"), &options));
    ck_assert_int_eq(options.anchor, INC_MILESTONE_LOGGED);
    ck_assert_int_eq(options.stop, INC_MILESTONE_ACKNOWLEDGED);
    MAKE_OK(inc_policy_describe(policy_of(rules, "resolve"), &options));
    ck_assert_int_eq(options.anchor, INC_MILESTONE_DETECTED);
    ck_assert_int_eq(options.stop, INC_MILESTONE_RESTORED);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(large_desks_have_four_tiers)
{
    static const char *const names[] = {"ola.tier1", "ola.tier2", "ola.tier3", "ola.tier4"};
    inc_rules *large = preset(INC_PRESET_LARGE), *small = preset(INC_PRESET_SMALL);
    inc_policy_options options;
    const inc_policy *policy;
    int32_t i;

    for (i = 0; i < 4; i++) {
        options.size = sizeof options;
        MAKE_OK(inc_policy_describe(policy_of(large, names[i]), &options));
        ck_assert_int_eq(options.agreement, INC_AGREEMENT_OLA);
        ck_assert_int_eq(options.tier, i + 1);
        ck_assert_int_eq(inc_rules_find_policy(small, names[i], INC_ZSTR, &policy),
                         INC_E_NOT_FOUND);
    }
    inc_rules_unref(large);
    inc_rules_unref(small);
}
END_TEST

START_TEST(the_taxonomy_knows_requests)
{
    inc_rules *rules = preset(INC_PRESET_SMALL);
    inc_category category;

    category.size = sizeof category;
    MAKE_OK(inc_taxonomy_find(inc_rules_taxonomy(rules), "network", INC_ZSTR, &category));
    ck_assert_int_eq(category.request, 0);
    MAKE_OK(inc_taxonomy_find(inc_rules_taxonomy(rules), "request", INC_ZSTR, &category));
    ck_assert_int_eq(category.request, 1);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(the_process_is_as_said)
{
    static const char *const codes[] = {"fixed", "workaround", "duplicate", "no_fault_found",
                                        "configuration_changed"};
    static const char *const reasons[] = {"caller", "supplier", "change", "maintenance"};
    inc_rules *rules = preset(_i);
    const inc_process *process = inc_rules_process(rules);
    inc_process_options options = {.size = sizeof options};
    inc_resolution resolution = {.size = sizeof resolution};
    inc_hold_rule hold = {.size = sizeof hold};
    const inc_calendar *office;
    size_t i;

    MAKE_OK(inc_rules_find_calendar(rules, "office", INC_ZSTR, &office));
    MAKE_OK(inc_process_describe(process, &options));
    ck_assert_int_eq(options.confirm_within, 24 * INC_HOUR);
    ck_assert_ptr_eq(options.confirm_calendar, office);
    ck_assert_int_eq(options.reopen_within, 336 * INC_HOUR);
    ck_assert_int_eq(options.close_on_timeout, 1);
    ck_assert_int_eq(options.close_on_confirm, 1);
    ck_assert_int_eq(options.choice, INC_CHOOSE_FIRST);
    ck_assert_int_eq(options.tiers, _i == INC_PRESET_SMALL ? 2 : 4);
    for (i = 0; inc_process_resolution(process, i, &resolution) == INC_OK; i++) {
        ck_assert_str_eq(resolution.code, codes[i]);
        ck_assert_int_eq(resolution.needs_change, i == 4);
    }
    ck_assert_uint_eq(i, 5);
    for (i = 0; inc_process_hold(process, i, &hold) == INC_OK; i++) {
        ck_assert_str_eq(hold.reason, reasons[i]);
        ck_assert_int_eq(hold.expires, i == 0 ? 120 * INC_HOUR : 0);
    }
    ck_assert_uint_eq(i, 4);
    inc_rules_unref(rules);
}
END_TEST

/* A wait that the process does not know would never stop a clock. */
START_TEST(clocks_pause_for_known_holds)
{
    inc_rules *rules = preset(_i);
    const inc_terms *resolve = inc_policy_terms(policy_of(rules, "resolve"), 1);
    inc_hold_rule hold = {.size = sizeof hold};
    const char *reason;
    size_t i, j;

    for (i = 0; (reason = inc_terms_pause(resolve, i)) != NULL; i++) {
        inc_status status;
        for (j = 0; (status = inc_process_hold(inc_rules_process(rules), j, &hold)) == INC_OK &&
                    strcmp(hold.reason, reason) != 0;
             j++)
            continue;
        ck_assert_msg(status == INC_OK, "%s", reason);
    }
    ck_assert_uint_gt(i, 0);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(what_is_no_preset)
{
    inc_rules *rules = NULL;

    ck_assert_int_eq(inc_preset_rules(context, 0, zone, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_preset_rules(context, 3, zone, &rules), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'3'"));
    ck_assert_int_eq(inc_preset_rules(context, 1, NULL, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_preset_rules(NULL, 1, zone, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_preset_rules(context, 1, zone, NULL), INC_E_INVALID);
    ck_assert_ptr_null(rules);
}
END_TEST

START_TEST(memory_runs_out)
{
    make_memory memory = {0, 0, 0, 0};
    inc_context *poor = make_context(&memory);
    size_t live = memory.live, fail = 1, failures = 0;
    inc_rules *rules = NULL;

    for (; memory.calls >= memory.fail; fail += memory.calls > 100 ? 5 : 1) {
        inc_status status;

        memory.calls = 0;
        memory.fail = fail;
        memory.sticky = _i;
        status = inc_preset_rules(poor, INC_PRESET_LARGE, zone, &rules);
        ck_assert(status == INC_OK || status == INC_E_NOMEM);
        failures += status == INC_E_NOMEM;
        inc_rules_unref(rules);
        ck_assert_uint_eq(memory.live, live);
    }
    ck_assert_uint_gt(failures, 80);
    inc_context_unref(poor);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("preset");
    TCase *tcase = tcase_create("preset");
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, presets_have_no_findings, INC_PRESET_SMALL, INC_PRESET_LARGE + 1);
    tcase_add_loop_test(tcase, resolve_is_the_table, INC_PRESET_SMALL, INC_PRESET_LARGE + 1);
    tcase_add_loop_test(tcase, large_desks_never_sleep, INC_PRESET_SMALL, INC_PRESET_LARGE + 1);
    tcase_add_test(tcase, calendars_are_as_said);
    tcase_add_test(tcase, the_matrix_is_the_classic);
    tcase_add_loop_test(tcase, waiting_stops_resolve_alone, INC_PRESET_SMALL, INC_PRESET_LARGE + 1);
    tcase_add_test(tcase, large_desks_have_four_tiers);
    tcase_add_test(tcase, the_taxonomy_knows_requests);
    tcase_add_loop_test(tcase, the_process_is_as_said, INC_PRESET_SMALL, INC_PRESET_LARGE + 1);
    tcase_add_loop_test(tcase, clocks_pause_for_known_holds, INC_PRESET_SMALL,
                        INC_PRESET_LARGE + 1);
    tcase_add_test(tcase, what_is_no_preset);
    tcase_add_loop_test(tcase, memory_runs_out, 0, 2);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
