/* Rules that count as another system does. */
#include "make_rules.h"

#include <stdio.h>

static inc_context *context;
static inc_rules *base;

static void setup(void)
{
    context = make_context(NULL);
    base = make_preset(context, INC_PRESET_LARGE);
}

static void teardown(void)
{
    inc_rules_unref(base);
    inc_context_unref(context);
}

static inc_rules *like(int32_t system)
{
    inc_rules *rules;
    MAKE_OK(inc_preset_like(context, system, base, &rules));
    return rules;
}

static const inc_policy *policy_of(const inc_rules *rules, const char *name)
{
    const inc_policy *policy;
    MAKE_OK(inc_rules_find_policy(rules, name, INC_ZSTR, &policy));
    return policy;
}

static inc_policy_options options_of(const inc_policy *policy)
{
    inc_policy_options options = {.size = sizeof options};
    MAKE_OK(inc_policy_describe(policy, &options));
    return options;
}

static int32_t pauses_all(const inc_policy *policy)
{
    return inc_terms_pause_all(inc_policy_terms(policy, 1));
}

/* What a system does, as far as a policy tells. */
typedef struct like_row {
    int32_t stop;
    int32_t on_retarget;
    int32_t on_reopen;
    int32_t response_pauses;
    int32_t solution_pauses; /* 2: as the base */
    int32_t boundary;
    inc_duration reopen_within;
} like_row;

static const like_row like_rows[] = {
    {0, 0, 0, 0, 0, 0, 0},
    {INC_MILESTONE_CLOSED, INC_RETARGET_FROM_START, INC_REOPEN_NONE, 1, 1,
     INC_BOUNDARY_NEXT_OPENING, 336 * INC_HOUR},
    {INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START, INC_REOPEN_EXCLUDE_CLOSED, 0, 1,
     INC_BOUNDARY_NEXT_OPENING, 336 * INC_HOUR},
    {INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START, INC_REOPEN_EXCLUDE_CLOSED, 1, 1,
     INC_BOUNDARY_NEXT_OPENING, 0},
    {INC_MILESTONE_RESTORED, INC_RETARGET_FROM_CHANGE, INC_REOPEN_NEW_CYCLE, 0, 1,
     INC_BOUNDARY_NEXT_OPENING, 336 * INC_HOUR},
    {INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE, 0, 2,
     INC_BOUNDARY_NEXT_OPENING, 336 * INC_HOUR},
    {INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START, INC_REOPEN_EXCLUDE_CLOSED, 0, 1,
     INC_BOUNDARY_CLOSING, 0},
};

START_TEST(each_system_is_as_its_row)
{
    const like_row *row = &like_rows[_i];
    inc_rules *rules = like(_i);
    const inc_policy *respond = policy_of(rules, "respond"), *resolve = policy_of(rules, "resolve");
    inc_policy_options first = options_of(respond), last = options_of(resolve);
    inc_process_options process = {.size = sizeof process};

    ck_assert_int_eq(first.anchor, INC_MILESTONE_LOGGED);
    ck_assert_int_eq(first.stop, INC_MILESTONE_ACKNOWLEDGED);
    ck_assert_int_eq(first.on_retarget, row->on_retarget);
    ck_assert_int_eq(first.on_reopen, INC_REOPEN_NONE);
    ck_assert_int_eq(first.boundary, row->boundary);
    ck_assert_int_eq(last.anchor, INC_MILESTONE_LOGGED);
    ck_assert_int_eq(last.stop, row->stop);
    ck_assert_int_eq(last.on_retarget, row->on_retarget);
    ck_assert_int_eq(last.on_reopen, row->on_reopen);
    ck_assert_int_eq(last.boundary, row->boundary);
    ck_assert_int_eq(pauses_all(respond), row->response_pauses);
    ck_assert_int_eq(pauses_all(resolve), row->solution_pauses == 1);
    ck_assert_int_eq(inc_terms_pauses_for(inc_policy_terms(resolve, 1), "caller"), 1);
    ck_assert_int_eq(inc_terms_pauses_for(inc_policy_terms(resolve, 1), "lunch"),
                     row->solution_pauses == 1);
    MAKE_OK(inc_process_describe(inc_rules_process(rules), &process));
    ck_assert_int_eq(process.reopen_within, row->reopen_within);
    ck_assert_int_eq(process.confirm_within, 24 * INC_HOUR);
    inc_rules_unref(rules);
}
END_TEST

static void same_calendars(const inc_rules *rules)
{
    const inc_calendar *calendar, *other;
    const char *name;
    size_t i;

    for (i = 0; inc_rules_calendar(base, i, &name, &calendar) == INC_OK; i++) {
        MAKE_OK(inc_rules_find_calendar(rules, name, INC_ZSTR, &other));
        ck_assert_ptr_eq(other, calendar);
    }
    ck_assert_int_eq(inc_rules_calendar(rules, i, &name, &calendar), INC_DONE);
}

static void same_thresholds(const inc_policy *policy, const inc_policy *other)
{
    inc_threshold a = {.size = sizeof a}, b = {.size = sizeof b};
    size_t i;

    for (i = 0; inc_policy_threshold(policy, i, &a) == INC_OK; i++) {
        MAKE_OK(inc_policy_threshold(other, i, &b));
        ck_assert_str_eq(a.id, b.id);
        ck_assert_int_eq(a.percent, b.percent);
    }
    ck_assert_int_eq(inc_policy_threshold(other, i, &b), INC_DONE);
}

static void same_policy(const inc_policy *policy, const inc_policy *other)
{
    inc_policy_options a = options_of(policy), b = options_of(other);
    int32_t priority;
    size_t i;

    ck_assert_str_eq(a.name, b.name);
    ck_assert_str_eq(a.clock, b.clock);
    ck_assert_int_eq(a.agreement, b.agreement);
    ck_assert_int_eq(a.tier, b.tier);
    for (i = 0; inc_policy_priority(policy, i, &priority) == INC_OK; i++) {
        const inc_terms *from = inc_policy_terms(policy, priority);
        const inc_terms *to = inc_policy_terms(other, priority);
        ck_assert_int_eq(inc_terms_target(from)->limit, inc_terms_target(to)->limit);
        ck_assert_int_eq(inc_terms_target(from)->days, inc_terms_target(to)->days);
        ck_assert_ptr_eq(inc_terms_calendar(from), inc_terms_calendar(to));
    }
    ck_assert_uint_gt(i, 0);
    same_thresholds(policy, other);
}

START_TEST(all_else_stays)
{
    inc_rules *rules = like(_i);
    const inc_policy *policy, *other;
    inc_resolution resolution = {.size = sizeof resolution};
    inc_hold_rule hold = {.size = sizeof hold};
    char name[64];
    size_t i;

    (void) snprintf(name, sizeof name, "large desk like %s", inc_system_name(_i));
    ck_assert_str_eq(inc_rules_name(rules), name);
    ck_assert_str_eq(inc_rules_version(rules), inc_rules_version(base));
    ck_assert_ptr_eq(inc_rules_matrix(rules), inc_rules_matrix(base));
    ck_assert_ptr_eq(inc_rules_taxonomy(rules), inc_rules_taxonomy(base));
    same_calendars(rules);
    for (i = 0; inc_rules_policy(base, i, &policy) == INC_OK; i++) {
        MAKE_OK(inc_rules_policy(rules, i, &other));
        same_policy(policy, other);
    }
    ck_assert_uint_eq(i, 6);
    MAKE_OK(inc_process_resolution(inc_rules_process(rules), 4, &resolution));
    ck_assert_int_eq(resolution.needs_change, 1);
    MAKE_OK(inc_process_hold(inc_rules_process(rules), 3, &hold));
    ck_assert_int_eq(inc_process_hold(inc_rules_process(rules), 4, &hold), INC_DONE);
    inc_rules_unref(rules);
}
END_TEST

static inc_rules *one_policy(const inc_policy_options *options, const inc_target *target,
                             const char *const *pauses)
{
    inc_calendar *calendar = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_terms_options given = {.size = sizeof given, .calendar = calendar, .target = target};
    inc_rules_builder *rules = make_builder(context, "1");
    inc_policy_builder *builder;
    inc_terms *terms;

    given.pauses = pauses;
    given.pauses_count = pauses != NULL;
    given.cap_per_pause = INC_HOUR;
    MAKE_OK(inc_terms_new(context, &given, &terms));
    MAKE_OK(inc_policy_builder_new(context, options, &builder));
    MAKE_OK(inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms));
    make_add_policy(rules, builder);
    inc_terms_unref(terms);
    inc_calendar_unref(calendar);
    return make_build(rules);
}

static const inc_policy *first_like(int32_t system, const inc_rules *from, inc_rules **rules)
{
    const inc_policy *policy;

    MAKE_OK(inc_preset_like(context, system, from, rules));
    MAKE_OK(inc_rules_policy(*rules, 0, &policy));
    return policy;
}

START_TEST(caps_go_and_reasons_stay)
{
    const char *const reasons[] = {"parts"};
    inc_policy_options options = {.size = sizeof options, .name = "resolve"};
    const inc_target target = make_hours(0, 4);
    inc_rules *from = one_policy(&options, &target, reasons), *rules;
    const inc_terms *terms = inc_policy_terms(first_like(INC_SYSTEM_JIRA, from, &rules), 1);
    inc_duration pause, cycle;

    inc_terms_caps(terms, &pause, &cycle);
    ck_assert_int_eq(pause, 0);
    ck_assert_int_eq(cycle, 0);
    ck_assert_str_eq(inc_terms_pause(terms, 0), "parts");
    ck_assert_ptr_null(inc_terms_pause(terms, 1));
    ck_assert_ptr_null(inc_rules_process(rules));
    inc_rules_unref(rules);
    inc_rules_unref(from);
}
END_TEST

START_TEST(days_of_glpi_end_at_the_closing)
{
    inc_policy_options options = {
        .size = sizeof options, .name = "resolve", .boundary = INC_BOUNDARY_NEXT_OPENING};
    const inc_target targets[2] = {make_days(0, 2), make_hours(0, 4)};
    int32_t i;

    for (i = 0; i < 2; i++) {
        inc_rules *from = one_policy(&options, &targets[i], NULL), *rules;
        inc_policy_options told = options_of(first_like(INC_SYSTEM_GLPI, from, &rules));
        ck_assert_int_eq(told.boundary, i == 0 ? INC_BOUNDARY_CLOSING : INC_BOUNDARY_NEXT_OPENING);
        inc_rules_unref(rules);
        inc_rules_unref(from);
    }
}
END_TEST

START_TEST(own_clocks_keep_their_milestones)
{
    inc_policy_options options = {.size = sizeof options,
                                  .name = "record",
                                  .clock = "record",
                                  .anchor = INC_MILESTONE_OCCURRED,
                                  .stop = INC_MILESTONE_LOGGED,
                                  .on_reopen = INC_REOPEN_CONTINUE};
    const inc_target target = make_hours(0, 1);
    inc_rules *from = one_policy(&options, &target, NULL), *rules;
    inc_policy_options told = options_of(first_like(INC_SYSTEM_SERVICENOW, from, &rules));

    ck_assert_int_eq(told.anchor, INC_MILESTONE_OCCURRED);
    ck_assert_int_eq(told.stop, INC_MILESTONE_LOGGED);
    ck_assert_int_eq(told.on_reopen, INC_REOPEN_CONTINUE);
    ck_assert_int_eq(told.on_retarget, INC_RETARGET_FROM_CHANGE);
    inc_rules_unref(rules);
    inc_rules_unref(from);
}
END_TEST

START_TEST(systems_have_names_and_limits)
{
    int32_t i;

    for (i = INC_SYSTEM_ZAMMAD; i <= INC_SYSTEM_ZENDESK; i++) {
        const char *limits = inc_system_limits(i);
        ck_assert_int_eq(inc_system_find(inc_system_name(i), INC_ZSTR), i);
        ck_assert_uint_gt(strlen(limits), 40);
        ck_assert_int_eq(limits[strlen(limits) - 1], '.');
        ck_assert_ptr_null(strchr(limits, '\n'));
    }
    ck_assert_int_eq(inc_system_find("jira", 3), 0);
    ck_assert_int_eq(inc_system_find("jirax", 4), INC_SYSTEM_JIRA);
    ck_assert_int_eq(inc_system_find("", INC_ZSTR), 0);
    ck_assert_int_eq(inc_system_find(NULL, 4), 0);
    ck_assert_str_eq(inc_system_name(0), "?");
    ck_assert_str_eq(inc_system_name(7), "?");
    ck_assert_str_eq(inc_system_limits(7), "");
}
END_TEST

START_TEST(what_cannot_be)
{
    char name[256];
    inc_rules_builder *builder;
    inc_rules *rules = base, *longest;

    ck_assert_int_eq(inc_preset_like(context, 7, base, &rules), INC_E_INVALID);
    ck_assert_ptr_null(rules);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'7'"));
    ck_assert_int_eq(inc_preset_like(NULL, 1, base, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_preset_like(context, 1, NULL, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_preset_like(context, 1, base, NULL), INC_E_INVALID);
    memset(name, 'n', sizeof name);
    name[255 - strlen(" like itop")] = '\0';
    MAKE_OK(inc_rules_builder_new(context, name, "1", &builder));
    longest = make_build(builder);
    ck_assert_int_eq(inc_preset_like(context, INC_SYSTEM_ZAMMAD, longest, &rules), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "too long"));
    MAKE_OK(inc_preset_like(context, INC_SYSTEM_ITOP, longest, &rules));
    ck_assert_uint_eq(strlen(inc_rules_name(rules)), 255);
    inc_rules_unref(rules);
    inc_rules_unref(longest);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("like");
    TCase *tcase = tcase_create("like");
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, each_system_is_as_its_row, INC_SYSTEM_ZAMMAD,
                        INC_SYSTEM_ZENDESK + 1);
    tcase_add_loop_test(tcase, all_else_stays, INC_SYSTEM_ZAMMAD, INC_SYSTEM_ZENDESK + 1);
    tcase_add_test(tcase, caps_go_and_reasons_stay);
    tcase_add_test(tcase, days_of_glpi_end_at_the_closing);
    tcase_add_test(tcase, own_clocks_keep_their_milestones);
    tcase_add_test(tcase, systems_have_names_and_limits);
    tcase_add_test(tcase, what_cannot_be);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
