/* Mining logs made from known rules: 60 rules, with up to one verdict in twenty recorded wrong. */
#include "mine_fixture.h"
#include "unit.h"

#include <stdio.h>

#define MADE_ROWS 1200

static inc_context *context;

/* A log of a rule, and the rule that is found in it. */
static inc_mine *mine_of(uint64_t *state, const made_rule *rule, const inc_calendar *calendar,
                         int64_t wrong)
{
    inc_mine_options options = {.size = sizeof options};
    inc_mine *mine;
    int i;

    options.zone = inc_calendar_zone(calendar);
    ck_assert_int_eq(inc_mine_new(context, &options, &mine), INC_OK);
    for (i = 0; i < MADE_ROWS; i++) {
        made_row made = made_row_of(state, rule, calendar);
        inc_mine_row row = {.size = sizeof row, .id = "a"};
        row.priority = made.priority;
        row.met = made_number(state, 1000) < wrong ? !made.met : made.met;
        row.anchors = &made.anchor;
        row.stops = made.stops;
        ck_assert_int_eq(inc_mine_add(mine, &row), INC_OK);
    }
    ck_assert_int_eq(inc_mine_run(mine), INC_OK);
    return mine;
}

/* Whether that is the very rule. */
static int is_rule(const inc_mine *mine, const inc_mined *found, const made_rule *rule)
{
    inc_mined_target target = {.size = sizeof target};
    int same = found->weekdays == rule->weekdays && found->hours.from == rule->from * 60 &&
               found->hours.to == rule->to * 60;
    size_t i;

    /* Hours that never close have no boundary. */
    if (rule->to - rule->from < 1440)
        same = same && found->boundary == rule->boundary;
    for (i = 0; i < MADE_PRIORITIES; i++) {
        ck_assert_int_eq(inc_mine_target(mine, i, &target), INC_OK);
        same = same && target.target == rule->targets[i];
    }
    return same;
}

/* How many of 2,000 other rows have the verdict of the rule that was found. */
static int agreed(const inc_mine *mine, uint64_t *state, const made_rule *rule,
                  const inc_calendar *calendar)
{
    const inc_policy *policy;
    inc_rules *rules;
    int i, agree = 0;

    ck_assert_int_eq(inc_mine_rules(mine, "mined", "1", &rules), INC_OK);
    ck_assert_int_eq(inc_rules_policy(rules, 0, &policy), INC_OK);
    for (i = 0; i < 2000; i++) {
        made_row row = made_row_of(state, rule, calendar);
        const inc_terms *terms = inc_policy_terms(policy, row.priority);
        inc_policy_options options = {.size = sizeof options};
        inc_time due;
        ck_assert_int_eq(inc_policy_describe(policy, &options), INC_OK);
        ck_assert_int_eq(inc_target_due(inc_terms_target(terms), inc_terms_calendar(terms),
                                        options.boundary, row.anchor, &due, NULL),
                         INC_OK);
        agree += (row.stops[rule->stop] <= due) == row.met;
    }
    inc_rules_unref(rules);
    return agree;
}

/* Mines the log of a rule; 1 if it is found as it was. A rule that differs must do as well. */
static int check_rule(int seed, int64_t wrong)
{
    uint64_t state = (uint64_t) seed * 7919 + 1;
    made_rule rule = made_rule_of(&state);
    inc_calendar *calendar = made_calendar(context, &rule);
    inc_mine *mine = mine_of(&state, &rule, calendar, wrong);
    inc_mined found = {.size = sizeof found};
    int same;

    ck_assert_int_eq(inc_mine_found(mine, &found), INC_OK);
    ck_assert_int_eq(found.stop, rule.stop ? INC_MILESTONE_CLOSED : INC_MILESTONE_RESTORED);
    ck_assert_int_eq(found.explained + found.contradictions, MADE_ROWS);
    if (wrong == 0)
        ck_assert_int_eq(found.explained, MADE_ROWS);
    same = is_rule(mine, &found, &rule);
    ck_assert_msg(same || agreed(mine, &state, &rule, calendar) >= 1990,
                  "rule %d: found days %x from %d to %d", seed, (unsigned) found.weekdays,
                  (int) found.hours.from / 60, (int) found.hours.to / 60);
    inc_mine_free(mine);
    inc_calendar_unref(calendar);
    return same;
}

/* Ten rules from a seed on: all must be found as they were, but for one where many are wrong. */
static void check_rules(int first, int64_t wrong)
{
    int seed, same = 0;

    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
    for (seed = first; seed < first + 10; seed++)
        same += check_rule(seed, wrong);
    ck_assert_int_ge(same, wrong < 50 ? 10 : 9);
    inc_context_unref(context);
}

START_TEST(verdicts_that_are_all_right)
{
    check_rules(0, 0);
}
END_TEST

START_TEST(more_verdicts_that_are_all_right)
{
    check_rules(10, 0);
}
END_TEST

START_TEST(one_verdict_in_a_hundred_wrong)
{
    check_rules(20, 10);
}
END_TEST

START_TEST(one_more_verdict_in_a_hundred_wrong)
{
    check_rules(30, 10);
}
END_TEST

START_TEST(one_verdict_in_twenty_wrong)
{
    check_rules(40, 50);
}
END_TEST

START_TEST(one_more_verdict_in_twenty_wrong)
{
    check_rules(50, 50);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {verdicts_that_are_all_right,
                                  more_verdicts_that_are_all_right,
                                  one_verdict_in_a_hundred_wrong,
                                  one_more_verdict_in_a_hundred_wrong,
                                  one_verdict_in_twenty_wrong,
                                  one_more_verdict_in_twenty_wrong,
                                  NULL};

    return unit_run("mine_made", tests, NULL, NULL);
}
