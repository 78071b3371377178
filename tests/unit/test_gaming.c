/* What looks like gaming: what is found, what is none, and the evidence. */
#include "observation_fixture.h"

static void setup(void)
{
    open_observations();
    under_policy(INC_RETARGET_FROM_START, INC_REOPEN_EXCLUDE_CLOSED);
}

static inc_gaming finding_at(size_t index)
{
    inc_gaming gaming = {.size = sizeof gaming};

    ck_assert_int_eq(inc_observations_gaming(table, index, &gaming), INC_OK);
    return gaming;
}

/* Kinds and evidence, as "late_hold:3 parked:4"; the flags of the row say the same. */
static const char *found(const char *as_of)
{
    static const int32_t columns[] = {INC_OBSERVED_DOWNGRADED, INC_OBSERVED_LATE_HOLD,
                                      INC_OBSERVED_BACKDATED, INC_OBSERVED_PARKED};
    static char text[200];
    inc_gaming gaming = {.size = sizeof gaming};
    int flags[5] = {0};
    size_t i, used = 0;

    inc_observations_clear(table);
    observe(as_of);
    text[0] = '\0';
    for (i = 0; inc_observations_gaming(table, i, &gaming) == INC_OK; i++) {
        used += (size_t) snprintf(text + used, sizeof text - used, "%s%s:%d", i > 0 ? " " : "",
                                  inc_gaming_name(gaming.kind), (int) gaming.fact);
        flags[gaming.kind] = 1;
    }
    for (i = 0; i < 4; i++)
        ck_assert_int_eq(observed(columns[i]), flags[i + 1]);
    return text;
}

START_TEST(gaming_downgraded_after_a_warning)
{
    log_it();
    tell(INC_FACT_PRIORITISED, "2026-06-01T14:00", CODE("the boss"), FIRST(2));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
    inc_incident_clear(incident);
    log_it();
    tell(INC_FACT_PRIORITISED, "2026-06-01T14:01", CODE("the boss"), FIRST(2));
    ck_assert_str_eq(found("2026-06-01T14:00"), "");
    ck_assert_str_eq(found("2026-06-03T09:00"), "downgraded:3");
    ck_assert_str_eq(finding_at(0).subject, "INC-1");
    ck_assert_str_eq(finding_at(0).policy, "resolve");
    ck_assert_int_eq(finding_at(0).at, at("2026-06-01T14:01"));
    ck_assert_int_eq(finding_at(0).due, at("2026-06-01T19:00"));
}
END_TEST

START_TEST(gaming_raised_or_given_back_is_none)
{
    log_it();
    tell(INC_FACT_PRIORITISED, "2026-06-01T09:01", CODE("the boss"), FIRST(2));
    tell(INC_FACT_PRIORITISED, "2026-06-02T04:00", CODE("the boss"), FIRST(1));
    tell(INC_FACT_PRIORITISED, "2026-06-02T04:30", CODE("the boss"), FIRST(0));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
}
END_TEST

START_TEST(gaming_downgraded_after_the_end_is_none)
{
    log_it();
    tell(INC_FACT_RESOLVED, "2026-06-01T16:00", CODE("fixed"));
    tell(INC_FACT_PRIORITISED, "2026-06-01T17:00", CODE("the boss"), FIRST(2));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
}
END_TEST

START_TEST(gaming_a_cycle_is_not_warned_by_the_one_before)
{
    under_policy(INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE);
    log_it();
    tell(INC_FACT_RESOLVED, "2026-06-01T16:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-03T09:00", 0);
    tell(INC_FACT_PRIORITISED, "2026-06-03T09:30", CODE("the boss"), FIRST(2));
    ck_assert_str_eq(found("2026-06-03T10:00"), "");
}
END_TEST

START_TEST(gaming_downgraded_while_late_shows_in_later_cycles_too)
{
    under_policy(INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE);
    log_it();
    tell(INC_FACT_PRIORITISED, "2026-06-01T19:30", CODE("the boss"), FIRST(2));
    tell(INC_FACT_RESOLVED, "2026-06-01T20:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-03T09:00", 0);
    ck_assert_str_eq(found("2026-06-03T10:00"), "downgraded:3");
}
END_TEST

/* What a hold at that instant leaves. */
static const char *held_at(const char *when)
{
    inc_incident_clear(incident);
    log_it();
    tell(INC_FACT_HELD, when, CODE("caller"));
    return found("2026-06-03T09:00");
}

START_TEST(gaming_hold_in_the_last_tenth)
{
    ck_assert_str_eq(held_at("2026-06-01T17:59:59.999999"), "");
    ck_assert_str_eq(held_at("2026-06-01T18:00"), "late_hold:3");
    ck_assert_str_eq(held_at("2026-06-01T19:00:00.000001"), "");
    ck_assert_str_eq(held_at("2026-06-01T19:00"), "late_hold:3");
    ck_assert_int_eq(finding_at(0).at, at("2026-06-01T19:00"));
    ck_assert_int_eq(finding_at(0).due, at("2026-06-01T19:00"));
}
END_TEST

START_TEST(gaming_hold_that_stops_nothing_is_none)
{
    log_it();
    tell(INC_FACT_HELD, "2026-06-01T18:30", CODE("vendor"));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
    tell(INC_FACT_HELD, "2026-06-01T20:00", CODE("caller"));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
}
END_TEST

START_TEST(gaming_hold_is_judged_under_the_terms_of_its_time)
{
    log_it();
    tell(INC_FACT_HELD, "2026-06-01T18:30", CODE("caller"));
    tell(INC_FACT_PRIORITISED, "2026-06-01T18:31", CODE("the boss"), FIRST(3));
    ck_assert_str_eq(found("2026-06-03T09:00"), "downgraded:4 late_hold:3");
    inc_incident_clear(incident);
    log_it();
    tell(INC_FACT_PRIORITISED, "2026-06-01T09:01", CODE("the boss"), FIRST(3));
    tell(INC_FACT_HELD, "2026-06-03T00:30", CODE("caller"));
    tell(INC_FACT_PRIORITISED, "2026-06-03T00:31", CODE("the boss"), FIRST(2));
    ck_assert_str_eq(found("2026-06-04T09:00"), "");
}
END_TEST

START_TEST(gaming_needs_a_clock_that_was_there)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_HELD, "2026-06-01T18:30", CODE("caller"));
    tell(INC_FACT_PRIORITISED, "2026-06-01T18:40", CODE("seen"), FIRST(1));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
}
END_TEST

/* What a resolution and a reopening at those instants leave. */
static const char *parked_at(const char *resolved, const char *reopened)
{
    inc_incident_clear(incident);
    log_it();
    tell(INC_FACT_RESOLVED, resolved, CODE("fixed"));
    tell(INC_FACT_REOPENED, reopened, 0);
    return found("2026-06-03T09:00");
}

START_TEST(gaming_parked_and_reopened_within_a_day)
{
    ck_assert_str_eq(parked_at("2026-06-01T18:30", "2026-06-02T18:31"), "");
    ck_assert_str_eq(parked_at("2026-06-01T17:30", "2026-06-01T17:31"), "");
    ck_assert_str_eq(parked_at("2026-06-01T19:01", "2026-06-01T19:02"), "");
    ck_assert_str_eq(parked_at("2026-06-01T18:30", "2026-06-02T18:30"), "parked:4");
    ck_assert_str_eq(found("2026-06-02T18:29"), "");
    ck_assert_str_eq(found("2026-06-02T18:30"), "parked:4");
    ck_assert_int_eq(finding_at(0).at, at("2026-06-01T18:30"));
    ck_assert_int_eq(finding_at(0).due, at("2026-06-01T19:00"));
}
END_TEST

START_TEST(gaming_a_breach_that_late_facts_took_back)
{
    log_it();
    tell(INC_FACT_RESOLVED, "2026-06-01T18:00", CODE("fixed"), RECORDED("2026-06-02T09:00"));
    ck_assert_str_eq(found("2026-06-03T09:00"), "backdated:3");
    ck_assert_int_eq(finding_at(0).at, at("2026-06-02T09:00"));
    ck_assert_int_eq(finding_at(0).due, at("2026-06-01T19:00") + 1);
    inc_incident_clear(incident);
    log_it();
    tell(INC_FACT_RESOLVED, "2026-06-01T18:00", CODE("fixed"), RECORDED("2026-06-01T18:59"));
    ck_assert_str_eq(found("2026-06-03T09:00"), "");
}
END_TEST

START_TEST(gaming_a_breach_that_a_void_took_back)
{
    log_it();
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"));
    tell(INC_FACT_RELEASED, "2026-06-01T11:00", CODE("caller"));
    tell(INC_FACT_VOIDED, "2026-06-02T09:00", CORRECTS(4), CODE("it went on"));
    ck_assert_str_eq(found("2026-06-03T09:00"), "backdated:5");
}
END_TEST

START_TEST(gaming_findings_of_several_incidents_stay_in_order)
{
    inc_gaming gaming = {.size = sizeof gaming};

    log_it();
    tell(INC_FACT_HELD, "2026-06-01T18:30", CODE("caller"));
    observe("2026-06-03T09:00");
    observe("2026-06-01T09:00");
    ck_assert_int_eq(observed(INC_OBSERVED_LATE_HOLD), 0);
    observe("2026-06-03T09:00");
    ck_assert_int_eq(observed(INC_OBSERVED_LATE_HOLD), 1);
    ck_assert_int_eq(inc_observations_gaming(table, 1, &gaming), INC_OK);
    ck_assert_int_eq(inc_observations_gaming(table, 2, &gaming), INC_DONE);
    ck_assert_int_eq(inc_observations_gaming(table, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_gaming(NULL, 0, &gaming), INC_E_INVALID);
    inc_observations_clear(table);
    ck_assert_int_eq(inc_observations_gaming(table, 0, &gaming), INC_DONE);
    ck_assert_str_eq(inc_gaming_name(INC_GAMING_DOWNGRADED), "downgraded");
    ck_assert_str_eq(inc_gaming_name(INC_GAMING_BACKDATED), "backdated");
    ck_assert_str_eq(inc_gaming_name(0), "?");
    ck_assert_str_eq(inc_gaming_name(5), "?");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {gaming_downgraded_after_a_warning,
                                  gaming_raised_or_given_back_is_none,
                                  gaming_downgraded_after_the_end_is_none,
                                  gaming_a_cycle_is_not_warned_by_the_one_before,
                                  gaming_downgraded_while_late_shows_in_later_cycles_too,
                                  gaming_hold_in_the_last_tenth,
                                  gaming_hold_that_stops_nothing_is_none,
                                  gaming_hold_is_judged_under_the_terms_of_its_time,
                                  gaming_needs_a_clock_that_was_there,
                                  gaming_parked_and_reopened_within_a_day,
                                  gaming_a_breach_that_late_facts_took_back,
                                  gaming_a_breach_that_a_void_took_back,
                                  gaming_findings_of_several_incidents_stay_in_order,
                                  NULL};
    return unit_run("gaming", tests, setup, close_observations);
}
