/* Mining: what is told of a log, whatever is in it. */
#include "mine_fixture.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_mine *mine;

static void setup(void)
{
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_mine_new(context, NULL, &mine), INC_OK);
}

static void teardown(void)
{
    inc_mine_free(mine);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_status add(const char *id, int32_t priority, int32_t met, inc_time anchor,
                      inc_time resolved, inc_time closed)
{
    const inc_time stops[] = {resolved, closed};
    inc_mine_row row = {.size = sizeof row};

    row.id = id;
    row.priority = priority;
    row.met = met;
    row.anchors = &anchor;
    row.stops = stops;
    return inc_mine_add(mine, &row);
}

static inc_mined found(void)
{
    inc_mined answer = {.size = sizeof answer};

    ck_assert_int_eq(inc_mine_run(mine), INC_OK);
    ck_assert_int_eq(inc_mine_found(mine, &answer), INC_OK);
    return answer;
}

static inc_mined_target target_at(size_t index)
{
    inc_mined_target target = {.size = sizeof target};

    ck_assert_int_eq(inc_mine_target(mine, index, &target), INC_OK);
    return target;
}

/* Rows of a rule on a calendar, every wrong-th verdict turned round (0: none). */
static void add_made(const made_rule *rule, const inc_calendar *calendar, int count, int wrong)
{
    uint64_t state = 5;
    int i;

    for (i = 0; i < count; i++) {
        made_row row = made_row_of(&state, rule, calendar);
        char id[16];
        snprintf(id, sizeof id, "INC-%d", i);
        if (wrong > 0 && i % wrong == 0)
            row.met = !row.met;
        ck_assert_int_eq(add(id, row.priority, row.met, row.anchor, row.stops[0], row.stops[1]),
                         INC_OK);
    }
}

static const made_rule office = {"UTC",
                                 0x1f,
                                 9 * 60,
                                 17 * 60,
                                 1,
                                 INC_BOUNDARY_NEXT_OPENING,
                                 {4 * INC_HOUR, 8 * INC_HOUR, 40 * INC_HOUR}};

static void add_office(int count, int wrong)
{
    inc_calendar *calendar = made_calendar(context, &office);

    add_made(&office, calendar, count, wrong);
    inc_calendar_unref(calendar);
}

START_TEST(a_known_rule_is_found)
{
    inc_mined answer;
    size_t i;

    add_office(900, 0);
    answer = found();
    ck_assert_int_eq(answer.rows, 900);
    ck_assert_int_eq(answer.n, 900);
    ck_assert_int_eq(answer.explained, 900);
    ck_assert_double_eq(answer.share, 1);
    ck_assert_int_eq(answer.contradictions, 0);
    ck_assert_int_lt(answer.always, 700);
    ck_assert_int_eq(answer.weekdays, 0x1f);
    ck_assert_int_eq(answer.hours.from, 9 * 3600);
    ck_assert_int_eq(answer.hours.to, 17 * 3600);
    ck_assert_int_eq(answer.anchor, INC_MILESTONE_DETECTED);
    ck_assert_int_eq(answer.stop, INC_MILESTONE_CLOSED);
    ck_assert_int_eq(answer.boundary, INC_BOUNDARY_NEXT_OPENING);
    ck_assert_int_eq(answer.determined, MADE_PRIORITIES);
    for (i = 0; i < MADE_PRIORITIES; i++) {
        inc_mined_target target = target_at(i);
        ck_assert_int_eq(target.priority, (int32_t) i + 1);
        ck_assert_int_eq(target.determined, 1);
        ck_assert_int_eq(target.target, office.targets[i]);
        ck_assert_int_le(target.least, target.target);
        ck_assert_int_ge(target.most, target.target);
        ck_assert_int_eq(target.explained, target.met + target.breached);
        ck_assert_double_eq(target.share, 1);
    }
}
END_TEST

/* Without a wrong verdict no rounder target is worth one. */
START_TEST(an_odd_target_is_found_when_all_is_right)
{
    made_rule odd = office;
    inc_calendar *calendar = made_calendar(context, &odd);

    odd.targets[1] = 7 * INC_HOUR + 37 * INC_MINUTE;
    add_made(&odd, calendar, 900, 0);
    ck_assert_int_eq(found().explained, 900);
    ck_assert_int_le(target_at(1).least, odd.targets[1]);
    ck_assert_int_ge(target_at(1).most, odd.targets[1]);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(contradictions_are_the_wrong_verdicts)
{
    inc_contradiction row = {.size = sizeof row};
    inc_mined answer;
    inc_calendar *calendar = made_calendar(context, &office);
    size_t i;

    add_office(900, 30);
    answer = found();
    ck_assert_int_eq(answer.contradictions, 30);
    ck_assert_int_eq(answer.explained, 870);
    for (i = 0; i < 30; i++) {
        inc_duration counted;
        char id[16];
        snprintf(id, sizeof id, "INC-%d", (int) i * 30);
        ck_assert_int_eq(inc_mine_contradiction(mine, i, &row), INC_OK);
        ck_assert_str_eq(row.id, id);
        ck_assert_int_eq(inc_calendar_between(calendar, row.anchor, row.stop, &counted), INC_OK);
        ck_assert_int_eq(row.counted, counted);
        ck_assert_int_eq(row.met, row.stop > row.due);
    }
    ck_assert_int_eq(inc_mine_contradiction(mine, 30, &row), INC_DONE);
    inc_calendar_unref(calendar);
}
END_TEST

/* The verdict of a clock of a policy. */
static int32_t clock_verdict(const inc_policy *policy, int32_t priority, inc_time anchor,
                             inc_time stop)
{
    inc_clock_view view = {.size = sizeof view};
    inc_clock *clock;

    ck_assert_int_eq(inc_clock_new(context, policy, priority, &clock), INC_OK);
    ck_assert_int_eq(inc_clock_start(clock, anchor, NULL), INC_OK);
    ck_assert_int_eq(inc_clock_stop(clock, stop, NULL), INC_OK);
    ck_assert_int_eq(inc_clock_look(clock, stop, INC_TIME_NONE, &view), INC_OK);
    inc_clock_free(clock);
    return view.verdict;
}

START_TEST(clocks_under_the_rules_give_the_verdicts)
{
    inc_calendar *calendar = made_calendar(context, &office);
    inc_policy_options options = {.size = sizeof options};
    const inc_policy *policy;
    inc_rules *rules;
    uint64_t state = 5;
    int i;

    add_office(900, 0);
    ck_assert_int_eq(found().contradictions, 0);
    ck_assert_int_eq(inc_mine_rules(mine, "found", "7", &rules), INC_OK);
    ck_assert_str_eq(inc_rules_name(rules), "found");
    ck_assert_str_eq(inc_rules_version(rules), "7");
    ck_assert_int_eq(inc_rules_find_policy(rules, "mined", INC_ZSTR, &policy), INC_OK);
    ck_assert_int_eq(inc_policy_describe(policy, &options), INC_OK);
    ck_assert_str_eq(options.clock, "resolve");
    ck_assert_int_eq(options.stop, INC_MILESTONE_CLOSED);
    ck_assert_int_eq(options.on_reopen, INC_REOPEN_CONTINUE);
    for (i = 0; i < 900; i++) {
        made_row row = made_row_of(&state, &office, calendar);
        ck_assert_int_eq(clock_verdict(policy, row.priority, row.anchor, row.stops[1]),
                         row.met ? INC_VERDICT_MET : INC_VERDICT_BREACHED);
    }
    inc_rules_unref(rules);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(without_rows_there_is_no_rule)
{
    inc_mined answer = found();
    inc_mined_target target = {.size = sizeof target};
    inc_contradiction row = {.size = sizeof row};
    inc_rules *rules = (void *) &memory;

    ck_assert_int_eq(answer.rows, 0);
    ck_assert_int_eq(answer.determined, 0);
    ck_assert_int_eq(answer.weekdays, 0);
    ck_assert_double_eq(answer.share, 0);
    ck_assert_int_eq(inc_mine_target(mine, 0, &target), INC_DONE);
    ck_assert_int_eq(inc_mine_contradiction(mine, 0, &row), INC_DONE);
    ck_assert_int_eq(inc_mine_rules(mine, "a", "1", &rules), INC_E_NOT_FOUND);
    ck_assert_ptr_null(rules);
    ck_assert_str_eq(inc_context_error(context),
                     "no priority of the mine's '0' rows had enough of either verdict");
}
END_TEST

START_TEST(one_row_decides_nothing)
{
    inc_time at = fixture_time(6, 1, 9, 0);

    ck_assert_int_eq(add("INC-1", 1000, 1, at, at, INC_TIME_NONE), INC_OK);
    ck_assert_int_eq(found().determined, 0);
    ck_assert_int_eq(target_at(0).priority, 1000);
    ck_assert_int_eq(target_at(0).met, 1);
    ck_assert_int_eq(target_at(0).determined, 0);
    ck_assert_int_eq(target_at(0).target, -1);
    ck_assert_int_eq(target_at(0).least, 0);
    ck_assert_int_eq(target_at(0).most, INC_MINE_UNBOUNDED);
}
END_TEST

/* Rows of one verdict: eight hours from 9 to 17 on the i-th day of June 2026, each a minute more.
 */
static void add_same(int32_t priority, int32_t met, int count)
{
    int i;

    for (i = 0; i < count; i++) {
        inc_time at = fixture_time(6, 1 + i % 5, 9, 0);
        inc_time stop = at + INC_HOUR + i * INC_MINUTE;
        ck_assert_int_eq(add("INC", priority, met, at, stop, stop), INC_OK);
    }
}

START_TEST(one_verdict_alone_bounds_a_target_from_one_side)
{
    inc_mined answer;

    add_office(600, 0);
    add_same(5, 1, 20);
    add_same(6, 0, 20);
    answer = found();
    ck_assert_int_eq(answer.determined, MADE_PRIORITIES);
    ck_assert_int_eq(answer.n, 600);
    ck_assert_int_eq(target_at(3).priority, 5);
    ck_assert_int_eq(target_at(3).determined, 0);
    ck_assert_int_eq(target_at(3).target, -1);
    ck_assert_int_eq(target_at(3).least, INC_HOUR + 19 * INC_MINUTE);
    ck_assert_int_eq(target_at(3).most, INC_MINE_UNBOUNDED);
    ck_assert_int_eq(target_at(3).explained, 20);
    ck_assert_int_eq(target_at(4).priority, 6);
    ck_assert_int_eq(target_at(4).determined, 0);
    ck_assert_int_eq(target_at(4).least, 0);
    ck_assert_int_eq(target_at(4).most, INC_HOUR - 1);
}
END_TEST

START_TEST(all_met_or_all_breached_is_no_rule)
{
    add_same(1, 1, 40);
    add_same(2, 0, 40);
    ck_assert_int_eq(found().determined, 0);
    ck_assert_int_eq(target_at(0).met, 40);
    ck_assert_int_eq(target_at(1).breached, 40);
}
END_TEST

START_TEST(the_fewest_rows_are_the_hosts_to_say)
{
    inc_mine_options options = {.size = sizeof options, .fewest = 21};
    inc_time at = fixture_time(6, 1, 9, 0);

    inc_mine_free(mine);
    ck_assert_int_eq(inc_mine_new(context, &options, &mine), INC_OK);
    add_same(1, 1, 20);
    add_same(1, 0, 21);
    ck_assert_int_eq(found().determined, 0);
    ck_assert_int_eq(add("INC", 1, 1, at, at, at), INC_OK);
    ck_assert_int_eq(found().determined, 1);
}
END_TEST

START_TEST(rows_that_say_nothing_are_counted)
{
    inc_time at = fixture_time(6, 1, 9, 0);
    inc_mined answer;

    ck_assert_int_eq(add("a", 1, 1, at, at - 1, at), INC_OK);
    ck_assert_int_eq(add("b", 1, 1, at, INC_TIME_NONE, at - 1), INC_OK);
    ck_assert_int_eq(add("c", 1, 1, at, INC_TIME_NONE, INC_TIME_NONE), INC_OK);
    ck_assert_int_eq(add("d", 1, 1, INC_TIME_NONE, at, at), INC_OK);
    ck_assert_int_eq(add("e", 1, 1, at, at, INC_TIME_NONE), INC_OK);
    answer = found();
    ck_assert_int_eq(answer.rows, 1);
    ck_assert_int_eq(answer.negative, 2);
    ck_assert_int_eq(answer.missing, 2);
}
END_TEST

START_TEST(a_row_without_the_stop_is_not_explained)
{
    inc_time at = fixture_time(6, 1, 9, 0);
    inc_mined answer;

    add_office(900, 0);
    ck_assert_int_eq(add("open", 2, 1, at, at, INC_TIME_NONE), INC_OK);
    answer = found();
    ck_assert_int_eq(answer.stop, INC_MILESTONE_CLOSED);
    ck_assert_int_eq(answer.n, 901);
    ck_assert_int_eq(answer.unmeasured, 1);
    ck_assert_int_eq(answer.explained, 900);
    ck_assert_int_eq(answer.contradictions, 0);
    ck_assert_int_eq(target_at(1).unmeasured, 1);
}
END_TEST

static void refused(inc_status status, inc_status wanted, const char *line)
{
    ck_assert_int_eq(status, wanted);
    ck_assert_str_eq(inc_context_error(context), line);
    ck_assert_int_eq(found().rows, 0);
}

START_TEST(rows_that_are_never_right)
{
    inc_time at = fixture_time(6, 1, 9, 0);
    char longest[258];

    memset(longest, 'x', sizeof longest);
    longest[256] = '\0';
    refused(add("INC-1", 1001, 1, at, at, at), INC_E_INVALID,
            "row 'INC-1' had the priority '1001', not 1 to 1000");
    refused(add("INC-1", 0, 1, at, at, at), INC_E_INVALID,
            "row 'INC-1' had the priority '0', not 1 to 1000");
    refused(add("INC-1", INT32_MIN, 1, at, at, at), INC_E_INVALID,
            "row 'INC-1' had the priority '-2147483648', not 1 to 1000");
    refused(add("INC-1", 1, 2, at, at, at), INC_E_INVALID,
            "row 'INC-1' had the verdict '2', not 0 or 1");
    refused(add("", 1, 1, at, at, at), INC_E_INVALID,
            "a row had the id '', not 1 to 255 bytes of UTF-8");
    refused(add(NULL, 1, 1, at, at, at), INC_E_INVALID,
            "a row had the id '', not 1 to 255 bytes of UTF-8");
    refused(add(longest, 1, 1, at, at, at), INC_E_INVALID,
            "a row had the id '', not 1 to 255 bytes of UTF-8");
    refused(add("\xff", 1, 1, at, at, at), INC_E_INVALID,
            "a row had the id '?', not 1 to 255 bytes of UTF-8");
    refused(add("INC-1", 1, 1, at, INC_TIME_MAX + 1, at), INC_E_RANGE,
            "row 'INC-1' had the instant '253402300800000000'");
    refused(add("INC-1", 1, 1, INC_TIME_MIN - 1, at, at), INC_E_RANGE,
            "row 'INC-1' had the instant '-2208988800000001'");
}
END_TEST

START_TEST(structs_of_other_versions_and_null_pointers)
{
    struct {
        inc_mine_row row;
        int64_t tail;
    } later = {{.size = sizeof later}, 1};
    inc_time at = 0, stops[] = {0, 0};
    inc_mined answer = {.size = 8};
    inc_mine_row row = {sizeof row, "a", 1, 1, &at, NULL};
    inc_mine *none = (void *) &memory;

    ck_assert_int_eq(inc_mine_add(mine, &later.row), INC_E_UNSUPPORTED);
    ck_assert_int_eq(inc_mine_add(mine, &row), INC_E_INVALID);
    row.stops = stops;
    row.anchors = NULL;
    ck_assert_int_eq(inc_mine_add(mine, &row), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_add(mine, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_add(NULL, &row), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_run(NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_run(mine), INC_OK);
    ck_assert_int_eq(inc_mine_found(mine, &answer), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_found(mine, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_found(NULL, &answer), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_target(mine, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_contradiction(mine, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_rules(mine, "a", "1", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_mine_new(NULL, NULL, &none), INC_E_INVALID);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(inc_mine_new(context, NULL, NULL), INC_E_INVALID);
    inc_mine_free(NULL);
}
END_TEST

static void refused_options(const int32_t *anchors, size_t anchors_count, const int32_t *stops,
                            size_t stops_count, const char *line)
{
    inc_mine_options options = {.size = sizeof options};
    inc_mine *none = (void *) &memory;

    options.anchors = anchors;
    options.anchors_count = anchors_count;
    options.stops = stops;
    options.stops_count = stops_count;
    ck_assert_int_eq(inc_mine_new(context, &options, &none), INC_E_INVALID);
    ck_assert_ptr_null(none);
    ck_assert_str_eq(inc_context_error(context), line);
}

START_TEST(milestones_that_are_never_right)
{
    const int32_t all[] = {1, 2, 3, 4, 5, 6, 7}, zero[] = {0}, eight[] = {8};
    inc_mine_options options = {.size = sizeof options, .fewest = -1};
    inc_mine *none;

    refused_options(all, 5, NULL, 0, "a mine got '5' anchors or stops, not 1 to 4");
    refused_options(NULL, 0, all, 5, "a mine got '5' anchors or stops, not 1 to 4");
    refused_options(zero, 1, NULL, 0, "a mine got the milestone '0'");
    refused_options(NULL, 0, eight, 1, "a mine got the milestone '8'");
    refused_options(all, 3, all + 2, 3, "a mine got the milestone '3' twice");
    ck_assert_int_eq(inc_mine_new(context, &options, &none), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "a mine got '-1' as the fewest rows");
}
END_TEST

START_TEST(an_answer_is_of_all_rows)
{
    inc_mined answer = {.size = sizeof answer};
    inc_mined_target target = {.size = sizeof target};
    inc_contradiction row = {.size = sizeof row};
    inc_rules *rules;

    ck_assert_int_eq(inc_mine_found(mine, &answer), INC_E_NOT_FOUND);
    ck_assert_str_eq(inc_context_error(context),
                     "the mine was not run since the last of its '0' rows");
    add_same(1, 1, 1);
    ck_assert_int_eq(found().rows, 1);
    add_same(1, 1, 1);
    ck_assert_int_eq(inc_mine_found(mine, &answer), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_mine_target(mine, 0, &target), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_mine_contradiction(mine, 0, &row), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_mine_rules(mine, "a", "1", &rules), INC_E_NOT_FOUND);
    ck_assert_int_eq(found().rows, 2);
}
END_TEST

START_TEST(the_ends_of_time)
{
    int i;

    for (i = 0; i < 12; i++) {
        ck_assert_int_eq(add("long", 1, 0, INC_TIME_MIN, INC_TIME_MAX, INC_TIME_MAX), INC_OK);
        ck_assert_int_eq(add("short", 1, 1, INC_TIME_MAX - i, INC_TIME_MAX, INC_TIME_MAX), INC_OK);
        ck_assert_int_eq(add("none", 1, 1, INC_TIME_MIN, INC_TIME_MIN, INC_TIME_MIN), INC_OK);
    }
    ck_assert_int_eq(found().contradictions, 0);
    ck_assert_int_eq(target_at(0).explained, 36);
}
END_TEST

/* Verdicts without a rule are explained no better than they can be. */
START_TEST(noise_has_no_rule)
{
    uint64_t state = 3;
    inc_mined answer;
    int i;

    for (i = 0; i < 800; i++) {
        inc_time at = fixture_time(6, 1, 0, 0) + made_number(&state, 90 * 1440) * INC_MINUTE;
        inc_time stop = at + made_number(&state, 5000) * INC_MINUTE;
        ck_assert_int_eq(add("INC", 1, (int32_t) made_number(&state, 2), at, stop, stop), INC_OK);
    }
    answer = found();
    ck_assert_int_eq(answer.determined, 1);
    ck_assert_double_lt(answer.share, 0.6);
    ck_assert_int_eq(answer.contradictions + answer.explained, 800);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_known_rule_is_found,
                                  an_odd_target_is_found_when_all_is_right,
                                  contradictions_are_the_wrong_verdicts,
                                  clocks_under_the_rules_give_the_verdicts,
                                  without_rows_there_is_no_rule,
                                  one_row_decides_nothing,
                                  one_verdict_alone_bounds_a_target_from_one_side,
                                  all_met_or_all_breached_is_no_rule,
                                  the_fewest_rows_are_the_hosts_to_say,
                                  rows_that_say_nothing_are_counted,
                                  a_row_without_the_stop_is_not_explained,
                                  rows_that_are_never_right,
                                  structs_of_other_versions_and_null_pointers,
                                  milestones_that_are_never_right,
                                  an_answer_is_of_all_rows,
                                  the_ends_of_time,
                                  noise_has_no_rule,
                                  NULL};

    return unit_run("mine", tests, setup, teardown);
}
