/* Observations: the rows that an incident gives, grain by grain. */
#include "observation_fixture.h"

static const int32_t grains[] = {INC_GRAIN_INCIDENT, INC_GRAIN_CLOCK, INC_GRAIN_CYCLE,
                                 INC_GRAIN_EPISODE};

START_TEST(observation_columns_are_those_of_the_grain_in_order)
{
    static const size_t counts[] = {47, 23, 23, 21};
    inc_column column = {.size = sizeof column};
    inc_values values;
    size_t g, i;

    for (g = 0; g < 4; g++) {
        int32_t last = 0;
        for (i = 0; inc_observation_column(grains[g], i, &column) == INC_OK; i++) {
            ck_assert_int_gt(column.id, last);
            last = column.id;
            values = values_of(grains[g], column.id);
            ck_assert_int_eq(values.reserved, 0);
        }
        ck_assert_uint_eq(i, counts[g]);
        ck_assert_int_eq(inc_observation_column(grains[g], i, &column), INC_DONE);
    }
    ck_assert_int_eq(inc_observation_column(0, 0, &column), INC_E_INVALID);
    ck_assert_int_eq(inc_observation_column(5, 0, &column), INC_E_INVALID);
    ck_assert_int_eq(inc_observation_column(1, 0, NULL), INC_E_INVALID);
}
END_TEST

START_TEST(observation_grains_have_names)
{
    ck_assert_str_eq(inc_grain_name(INC_GRAIN_CYCLE), "cycle");
    ck_assert_str_eq(inc_grain_name(0), "?");
    ck_assert_str_eq(inc_grain_name(5), "?");
    ck_assert_int_eq(inc_grain_find("episode", INC_ZSTR), INC_GRAIN_EPISODE);
    ck_assert_int_eq(inc_grain_find("clocks", 5), INC_GRAIN_CLOCK);
    ck_assert_int_eq(inc_grain_find("clocks", INC_ZSTR), 0);
    ck_assert_int_eq(inc_grain_find("?", INC_ZSTR), 0);
    ck_assert_int_eq(inc_grain_find(NULL, 0), 0);
}
END_TEST

START_TEST(observation_answers)
{
    inc_values values = {.size = sizeof values};
    inc_observations *none = table;

    ck_assert_int_eq(inc_observations_new(NULL, NULL, &none), INC_E_INVALID);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(inc_observations_new(context, NULL, NULL), INC_E_INVALID);
    inc_observations_free(NULL);
    inc_observations_clear(NULL);
    ck_assert_int_eq(inc_observations_values(table, 0, 1, &values), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_values(table, 1, 201, &values), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_values(table, 2, 101, &values), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_values(table, 1, -1, &values), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_values(table, 1, 100000, &values), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_values(NULL, 1, 1, &values), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_values(table, 1, 1, NULL), INC_E_INVALID);
    ck_assert_uint_eq(inc_observations_count(NULL, 1), 0);
    ck_assert_uint_eq(inc_observations_count(table, 0), 0);
    ck_assert_int_eq(inc_observations_add(NULL, incident), INC_E_INVALID);
    ck_assert_int_eq(inc_observations_add(table, NULL), INC_E_INVALID);
}
END_TEST

START_TEST(observation_needs_a_look)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    ck_assert_int_eq(inc_observations_add(table, incident), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "an incident was not looked at before it was counted");
    observe("2026-06-01T08:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_INCIDENT), 0);
    observe("2026-06-01T09:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_INCIDENT), 1);
    tell(INC_FACT_NOTED, "2026-06-01T09:00", 0);
    ck_assert_int_eq(inc_observations_add(table, incident), INC_E_INVALID);
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_INCIDENT), 1);
}
END_TEST

/* Everything that the incident row takes from the view. */
START_TEST(observation_says_what_the_view_says)
{
    tell(INC_FACT_OCCURRED, "2026-06-01T08:00", 0);
    tell(INC_FACT_DETECTED, "2026-06-01T08:30", CODE("monitor"));
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", CODE("phone"), SOURCE("slow"), OTHER("mail"));
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:10", CODE("network"), FIRST(1), SECOND(2));
    tell(INC_FACT_ASSIGNED, "2026-06-01T09:20", TEAM("desk"), TIER(1), PERSON("ann"));
    tell(INC_FACT_ESCALATED, "2026-06-01T09:30", CODE("functional"), TEAM("net"), TIER(2));
    tell(INC_FACT_ESCALATED, "2026-06-01T09:40", CODE("hierarchic"));
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-01T10:30", 0);
    tell(INC_FACT_RESTORED, "2026-06-01T11:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T11:30", CODE("workaround"));
    tell(INC_FACT_CLOSED, "2026-06-01T12:00", 0);
    observe("2026-06-01T13:00");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_TENANT), "");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_SUBJECT), "INC-1");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_CATEGORY), "network");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_SERVICE), "mail");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_TEAM), "net");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_CHANNEL), "phone");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_SYMPTOM), "slow");
    ck_assert_str_eq(text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_RESOLUTION), "workaround");
    ck_assert_int_eq(observed(INC_OBSERVED_PRIORITY), 2);
    ck_assert_int_eq(observed(INC_OBSERVED_IMPACT), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_URGENCY), 2);
    ck_assert_int_eq(observed(INC_OBSERVED_TIER), 2);
    ck_assert_int_eq(observed(INC_OBSERVED_STAGE), INC_STAGE_CLOSED);
    ck_assert_int_eq(observed(INC_OBSERVED_LOOKED), at("2026-06-01T13:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_OCCURRED), at("2026-06-01T08:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_DETECTED), at("2026-06-01T08:30"));
    ck_assert_int_eq(observed(INC_OBSERVED_LOGGED), at("2026-06-01T09:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_ACKNOWLEDGED), at("2026-06-01T09:20"));
    ck_assert_int_eq(observed(INC_OBSERVED_FIRST_RESTORED), at("2026-06-01T10:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_RESTORED), at("2026-06-01T11:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_RESOLVED), at("2026-06-01T11:30"));
    ck_assert_int_eq(observed(INC_OBSERVED_CLOSED), at("2026-06-01T12:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_REOPENS), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_REASSIGNMENTS), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_ESCALATIONS), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_HIERARCHIC), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_CANCELLED), 0);
    ck_assert_int_eq(observed(INC_OBSERVED_CONVERTED), 0);
}
END_TEST

START_TEST(observation_of_what_was_none)
{
    tell(INC_FACT_DETECTED, "2026-06-01T08:30", 0);
    observe("2026-06-01T08:30");
    ck_assert_int_eq(observed(INC_OBSERVED_LOGGED), at("2026-06-01T08:30"));
    ck_assert_int_eq(observed(INC_OBSERVED_RESOLVED), INC_TIME_NONE);
    ck_assert_int_eq(observed(INC_OBSERVED_CANCELLED), 0);
    tell(INC_FACT_CANCELLED, "2026-06-01T09:00", 0);
    observe("2026-06-01T09:00");
    ck_assert_int_eq(observed(INC_OBSERVED_CANCELLED), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_CONVERTED), 0);
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_CANCELLED), 1);
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_EPISODE_CANCELLED),
                     at("2026-06-01T09:00"));
    inc_incident_clear(incident);
    tell(INC_FACT_NOTED, "2026-06-01T08:00", 0);
    tell(INC_FACT_CONVERTED, "2026-06-01T09:00", OTHER("R-1"));
    observe("2026-06-01T09:00");
    ck_assert_int_eq(observed(INC_OBSERVED_CONVERTED), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_LOGGED), at("2026-06-01T08:00"));
}
END_TEST

START_TEST(observation_time_on_hold_counts_once)
{
    log_it();
    tell(INC_FACT_HELD, "2026-06-01T08:00", CODE("vendor"));
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"));
    tell(INC_FACT_RELEASED, "2026-06-01T11:00", CODE("vendor"));
    tell(INC_FACT_RELEASED, "2026-06-01T12:00", CODE("caller"));
    tell(INC_FACT_HELD, "2026-06-01T13:00", CODE("caller"));
    observe("2026-06-01T13:30");
    ck_assert_int_eq(observed(INC_OBSERVED_HELD), INC_UNKNOWN);
    tell(INC_FACT_RESTORED, "2026-06-01T14:00", 0);
    tell(INC_FACT_RELEASED, "2026-06-01T15:00", CODE("caller"));
    observe("2026-06-01T16:00");
    ck_assert_int_eq(observed(INC_OBSERVED_HELD), 4 * INC_HOUR);
    observe("2026-06-01T14:30");
    ck_assert_int_eq(observed(INC_OBSERVED_HELD), 4 * INC_HOUR);
}
END_TEST

START_TEST(observation_time_on_hold_ends_with_what_was_voided)
{
    log_it();
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"));
    tell(INC_FACT_RESOLVED, "2026-06-01T12:00", CODE("fixed"));
    observe("2026-06-01T13:00");
    ck_assert_int_eq(observed(INC_OBSERVED_HELD), 2 * INC_HOUR);
    tell(INC_FACT_VOIDED, "2026-06-01T14:00", CORRECTS(3), CODE("wrong ticket"));
    observe("2026-06-01T14:00");
    ck_assert_int_eq(observed(INC_OBSERVED_HELD), 0);
}
END_TEST

START_TEST(observation_business_time_is_that_of_the_resolve_clock)
{
    tell(INC_FACT_LOGGED, "2026-06-01T16:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-02T10:00", CODE("fixed"));
    observe("2026-06-02T11:00");
    ck_assert_int_eq(observed(INC_OBSERVED_BUSINESS), INC_UNKNOWN);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T16:30", FIRST(1), SECOND(1));
    observe("2026-06-02T11:00");
    ck_assert_int_eq(observed(INC_OBSERVED_BUSINESS), 2 * INC_HOUR);
    observe("2026-06-02T09:59");
    ck_assert_int_eq(observed(INC_OBSERVED_BUSINESS), INC_UNKNOWN);
}
END_TEST

START_TEST(observation_business_time_runs_backwards_too)
{
    tell(INC_FACT_RESTORED, "2026-06-01T15:00", 0);
    tell(INC_FACT_LOGGED, "2026-06-02T10:00", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-02T10:00", FIRST(1), SECOND(1));
    observe("2026-06-02T11:00");
    ck_assert_int_eq(observed(INC_OBSERVED_BUSINESS), -3 * INC_HOUR);
    ck_assert_int_eq(observed(INC_OBSERVED_HELD), 0);
}
END_TEST

START_TEST(observation_business_time_on_a_calendar_of_the_host)
{
    inc_observations_options options = {.size = sizeof options};
    inc_calendar *night = fixture_daily(0, 6);

    options.calendar = night;
    inc_observations_free(table);
    ck_assert_int_eq(inc_observations_new(context, &options, &table), INC_OK);
    inc_calendar_unref(night);
    tell(INC_FACT_LOGGED, "2026-06-01T16:00", 0);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T16:00", FIRST(1), SECOND(1));
    tell(INC_FACT_RESOLVED, "2026-06-03T05:00", CODE("fixed"));
    observe("2026-06-03T11:00");
    ck_assert_int_eq(observed(INC_OBSERVED_BUSINESS), 11 * INC_HOUR);
}
END_TEST

START_TEST(observation_effort_by_tier)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_WORKED, "2026-06-01T09:05", 0);
    observe("2026-06-01T09:05");
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_FIRST), INC_UNKNOWN);
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_HIGHER), INC_UNKNOWN);
    tell(INC_FACT_WORKED, "2026-06-01T09:10", FIRST(1));
    tell(INC_FACT_ASSIGNED, "2026-06-01T09:20", TEAM("desk"), TIER(1));
    tell(INC_FACT_WORKED, "2026-06-01T09:30", FIRST(20));
    tell(INC_FACT_WORKED, "2026-06-01T09:40", FIRST(300), TIER(3));
    observe("2026-06-01T09:40");
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_FIRST), 21);
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_HIGHER), 300);
    tell(INC_FACT_ESCALATED, "2026-06-01T10:00", CODE("functional"), TEAM("net"), TIER(2));
    tell(INC_FACT_WORKED, "2026-06-01T10:10", FIRST(4000));
    tell(INC_FACT_WORKED, "2026-06-01T10:20", FIRST(50000), TIER(1));
    tell(INC_FACT_VOIDED, "2026-06-01T10:30", CORRECTS(6), CODE("another's"));
    observe("2026-06-01T10:30");
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_FIRST), 50021);
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_HIGHER), 4000);
    observe("2026-06-01T09:30");
    ck_assert_int_eq(observed(INC_OBSERVED_EFFORT_HIGHER), 0);
}
END_TEST

/* Work of a tier before the resolution by tier 2; answers what is observed of it. */
static int64_t avoidable(const char *activity, int32_t tier, int32_t resolver)
{
    inc_incident_clear(incident);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    if (activity != NULL)
        tell(INC_FACT_WORKED, "2026-06-01T10:00", CODE(activity), TIER(tier), FIRST(1));
    tell(INC_FACT_RESOLVED, "2026-06-01T11:00", CODE("fixed"), TIER(resolver));
    observe("2026-06-01T12:00");
    ck_assert_int_eq(observed(INC_OBSERVED_RESOLVER_TIER), resolver > 0 ? resolver : INC_UNKNOWN);
    return observed(INC_OBSERVED_AVOIDABLE);
}

START_TEST(observation_an_escalation_that_was_avoidable)
{
    ck_assert_int_eq(avoidable("known_solution", 2, 2), 1);
    ck_assert_int_eq(avoidable("authority", 3, 2), 1);
    ck_assert_int_eq(avoidable("repair", 2, 2), 0);
    ck_assert_int_eq(avoidable("known_solution", 1, 2), INC_UNKNOWN);
    ck_assert_int_eq(avoidable(NULL, 0, 2), INC_UNKNOWN);
    ck_assert_int_eq(avoidable("known_solution", 2, 1), INC_UNKNOWN);
    ck_assert_int_eq(avoidable("known_solution", 2, 0), INC_UNKNOWN);
}
END_TEST

START_TEST(observation_asks_only_the_work_of_the_episode_that_resolved_it)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_WORKED, "2026-06-01T10:00", CODE("authority"), TIER(2), FIRST(1));
    tell(INC_FACT_RESOLVED, "2026-06-01T11:00", CODE("fixed"), TIER(2));
    tell(INC_FACT_REOPENED, "2026-06-01T12:00", 0);
    observe("2026-06-01T12:00");
    ck_assert_int_eq(observed(INC_OBSERVED_RESOLVER_TIER), INC_UNKNOWN);
    tell(INC_FACT_WORKED, "2026-06-01T13:00", CODE("repair"), TIER(2), FIRST(1));
    tell(INC_FACT_RESOLVED, "2026-06-01T14:00", CODE("fixed"), TIER(2));
    observe("2026-06-01T15:00");
    ck_assert_int_eq(observed(INC_OBSERVED_AVOIDABLE), 0);
}
END_TEST

START_TEST(observation_counted_time_and_the_part_of_it_for_the_cause)
{
    under_policy(INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE);
    log_it();
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"));
    tell(INC_FACT_RELEASED, "2026-06-01T11:00", CODE("caller"));
    observe("2026-06-01T11:00");
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), INC_HOUR);
    ck_assert_int_eq(observed(INC_OBSERVED_ROOT_CAUSE), INC_UNKNOWN);
    tell(INC_FACT_WORKED, "2026-06-01T11:30", CODE("root_cause"), FIRST(INC_HOUR));
    tell(INC_FACT_WORKED, "2026-06-01T11:40", CODE("root_cause"), FIRST(INC_HOUR / 2));
    tell(INC_FACT_WORKED, "2026-06-01T11:50", CODE("repair"), FIRST(INC_HOUR));
    tell(INC_FACT_RESOLVED, "2026-06-01T12:00", CODE("fixed"));
    tell(INC_FACT_WORKED, "2026-06-01T13:00", CODE("root_cause"), FIRST(INC_HOUR / 2));
    observe("2026-06-01T14:00");
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), 2 * INC_HOUR);
    ck_assert_int_eq(observed(INC_OBSERVED_ROOT_CAUSE), 40 * INC_MINUTE);
    tell(INC_FACT_REOPENED, "2026-06-01T14:00", 0);
    tell(INC_FACT_WORKED, "2026-06-01T14:30", CODE("root_cause"), FIRST(INC_HOUR));
    observe("2026-06-01T15:00");
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), 3 * INC_HOUR);
    ck_assert_int_eq(observed(INC_OBSERVED_ROOT_CAUSE), 70 * INC_MINUTE);
}
END_TEST

/* An hour for the cause before the change of priority; half of one after it. */
static int64_t cause_under(int32_t on_retarget)
{
    under_policy(on_retarget, INC_REOPEN_EXCLUDE_CLOSED);
    log_it();
    tell(INC_FACT_WORKED, "2026-06-01T11:00", CODE("root_cause"), FIRST(INC_HOUR));
    tell(INC_FACT_PRIORITISED, "2026-06-01T12:00", CODE("the boss"), FIRST(2));
    tell(INC_FACT_WORKED, "2026-06-01T13:00", CODE("root_cause"), FIRST(INC_HOUR / 2));
    observe("2026-06-01T14:00");
    return observed(INC_OBSERVED_ROOT_CAUSE);
}

START_TEST(observation_time_for_the_cause_counts_as_the_clock_does)
{
    ck_assert_int_eq(cause_under(INC_RETARGET_FROM_START), INC_HOUR + INC_HOUR / 2);
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), 5 * INC_HOUR);
    ck_assert_int_eq(cause_under(INC_RETARGET_PRORATE), INC_HOUR + INC_HOUR / 2);
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), 5 * INC_HOUR);
    ck_assert_int_eq(cause_under(INC_RETARGET_FROM_CHANGE), INC_HOUR / 2);
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), 2 * INC_HOUR);
}
END_TEST

START_TEST(observation_time_for_the_cause_before_the_clock_began_is_not_counted)
{
    under_policy(INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE);
    log_it();
    tell(INC_FACT_WORKED, "2026-06-01T09:30", CODE("root_cause"), FIRST(2 * INC_HOUR));
    observe("2026-06-01T10:00");
    ck_assert_int_eq(observed(INC_OBSERVED_ROOT_CAUSE), INC_HOUR / 2);
}
END_TEST

START_TEST(observation_without_a_resolve_clock_counts_nothing)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_WORKED, "2026-06-01T09:30", CODE("root_cause"), FIRST(INC_MINUTE));
    observe("2026-06-01T10:00");
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), INC_UNKNOWN);
    ck_assert_int_eq(observed(INC_OBSERVED_ROOT_CAUSE), INC_UNKNOWN);
    tell(INC_FACT_CLASSIFIED, "2026-06-01T10:00", FIRST(1), SECOND(1));
    observe("2026-06-01T10:00");
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), INC_HOUR);
    ck_assert_int_eq(observed(INC_OBSERVED_ROOT_CAUSE), INC_MINUTE);
    tell(INC_FACT_CANCELLED, "2026-06-01T11:00", 0);
    observe("2026-06-01T12:00");
    ck_assert_int_eq(observed(INC_OBSERVED_COUNTED), INC_UNKNOWN);
}
END_TEST

START_TEST(observation_says_what_was_reported)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    observe("2026-06-01T09:00");
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_OPENED), INC_TIME_NONE);
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_MADE_SLA), INC_UNKNOWN);
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("opened_at"), UNTIL("2026-06-01T01:00"));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("acknowledged_at"), UNTIL("2026-06-01T02:00"));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("resolved_at"), UNTIL("2026-06-01T03:00"));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("closed_at"), UNTIL("2026-06-01T04:00"));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("made_sla"), FIRST(0));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("reopen_count"), FIRST(5));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("reassignment_count"), FIRST(6));
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("weather"), FIRST(7));
    observe("2026-06-01T10:00");
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_OPENED), at("2026-06-01T01:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_ACKNOWLEDGED), at("2026-06-01T02:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_RESOLVED), at("2026-06-01T03:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_CLOSED), at("2026-06-01T04:00"));
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_MADE_SLA), 0);
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_REOPENS), 5);
    ck_assert_int_eq(observed(INC_OBSERVED_REPORTED_REASSIGNMENTS), 6);
}
END_TEST

START_TEST(observation_clocks_and_their_cycles)
{
    under_policy(INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE);
    log_it();
    tell(INC_FACT_RESOLVED, "2026-06-01T20:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-02T09:00", 0);
    observe("2026-06-02T10:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_CLOCK), 1);
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_CYCLE), 2);
    ck_assert_str_eq(text_at(INC_GRAIN_CLOCK, 0, INC_OBSERVED_CLOCK), "resolve");
    ck_assert_str_eq(text_at(INC_GRAIN_CYCLE, 1, INC_OBSERVED_POLICY), "resolve");
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 0, INC_OBSERVED_AGREEMENT), INC_AGREEMENT_SLA);
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 0, INC_OBSERVED_VERDICT), INC_VERDICT_BREACHED);
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 0, INC_OBSERVED_CYCLE), 2);
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 0, INC_OBSERVED_DUE), at("2026-06-02T19:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 0, INC_OBSERVED_BREACH_AT), INC_TIME_NONE);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 0, INC_OBSERVED_CYCLE), 1);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 0, INC_OBSERVED_VERDICT), INC_VERDICT_BREACHED);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 0, INC_OBSERVED_ANCHOR), at("2026-06-01T09:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 0, INC_OBSERVED_DUE), at("2026-06-01T19:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 0, INC_OBSERVED_BREACH_AT),
                     at("2026-06-01T19:00") + 1);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 0, INC_OBSERVED_STOPPED_AT),
                     at("2026-06-01T20:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 1, INC_OBSERVED_VERDICT), INC_VERDICT_PENDING);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 1, INC_OBSERVED_DUE), at("2026-06-02T19:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 1, INC_OBSERVED_STOPPED_AT), INC_TIME_NONE);
    ck_assert_str_eq(text_at(INC_GRAIN_CYCLE, 1, INC_OBSERVED_SUBJECT), "INC-1");
}
END_TEST

START_TEST(observation_of_a_clock_that_runs_late_is_breached)
{
    log_it();
    observe("2026-06-01T13:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_CLOCK), 2);
    ck_assert_str_eq(text_at(INC_GRAIN_CLOCK, 1, INC_OBSERVED_CLOCK), "resolve");
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 1, INC_OBSERVED_VERDICT), INC_VERDICT_PENDING);
    observe("2026-06-01T13:00:00.000001");
    ck_assert_int_eq(integer_at(INC_GRAIN_CLOCK, 3, INC_OBSERVED_VERDICT), INC_VERDICT_BREACHED);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 3, INC_OBSERVED_VERDICT), INC_VERDICT_BREACHED);
    ck_assert_int_eq(integer_at(INC_GRAIN_CYCLE, 3, INC_OBSERVED_STOPPED_AT), INC_TIME_NONE);
}
END_TEST

START_TEST(observation_episodes_and_their_return)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_LINKED, "2026-06-01T09:01", CODE("followed_by"), OTHER("INC-0"));
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_REFUSED, "2026-06-01T10:30", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T11:00", CODE("fixed"));
    tell(INC_FACT_CLOSED, "2026-06-01T12:00", 0);
    tell(INC_FACT_REOPENED, "2026-06-01T13:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T14:00", CODE("fixed"));
    tell(INC_FACT_CLOSED, "2026-06-01T15:00", 0);
    observe("2026-06-01T16:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_EPISODE), 3);
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 0, INC_OBSERVED_RETURNED), INC_TIME_NONE);
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_RETURNED),
                     at("2026-06-01T13:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 2, INC_OBSERVED_RETURNED), INC_TIME_NONE);
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_OPENED), at("2026-06-01T10:30"));
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_ENDED), at("2026-06-01T11:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_EPISODE_RESOLVED),
                     at("2026-06-01T11:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 1, INC_OBSERVED_EPISODE_CLOSED),
                     at("2026-06-01T12:00"));
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 2, INC_OBSERVED_EPISODE), 3);
    tell(INC_FACT_LINKED, "2026-06-01T15:00", CODE("related"), OTHER("INC-8"));
    tell(INC_FACT_LINKED, "2026-06-01T15:30", CODE("followed_by"), OTHER("INC-9"));
    observe("2026-06-01T16:00");
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 5, INC_OBSERVED_RETURNED),
                     at("2026-06-01T15:30"));
    ck_assert_int_eq(integer_at(INC_GRAIN_EPISODE, 4, INC_OBSERVED_RETURNED),
                     at("2026-06-01T13:00"));
}
END_TEST

START_TEST(observation_rows_stay_until_they_are_forgotten)
{
    const char *subject;

    log_it();
    observe("2026-06-01T10:00");
    subject = text_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_SUBJECT);
    inc_incident_clear(incident);
    ck_assert_str_eq(subject, "INC-1");
    tell(INC_FACT_LOGGED, "2026-07-01T09:00", 0);
    observe("2026-07-01T10:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_INCIDENT), 2);
    ck_assert_int_eq(integer_at(INC_GRAIN_INCIDENT, 0, INC_OBSERVED_LOGGED),
                     at("2026-06-01T09:00"));
    inc_observations_clear(table);
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_INCIDENT), 0);
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_CLOCK), 0);
    observe("2026-07-01T10:00");
    ck_assert_uint_eq(inc_observations_count(table, INC_GRAIN_INCIDENT), 1);
    ck_assert_int_eq(observed(INC_OBSERVED_LOGGED), at("2026-07-01T09:00"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        observation_columns_are_those_of_the_grain_in_order,
        observation_grains_have_names,
        observation_answers,
        observation_needs_a_look,
        observation_says_what_the_view_says,
        observation_of_what_was_none,
        observation_time_on_hold_counts_once,
        observation_time_on_hold_ends_with_what_was_voided,
        observation_business_time_is_that_of_the_resolve_clock,
        observation_business_time_runs_backwards_too,
        observation_business_time_on_a_calendar_of_the_host,
        observation_effort_by_tier,
        observation_an_escalation_that_was_avoidable,
        observation_asks_only_the_work_of_the_episode_that_resolved_it,
        observation_counted_time_and_the_part_of_it_for_the_cause,
        observation_time_for_the_cause_counts_as_the_clock_does,
        observation_time_for_the_cause_before_the_clock_began_is_not_counted,
        observation_without_a_resolve_clock_counts_nothing,
        observation_says_what_was_reported,
        observation_clocks_and_their_cycles,
        observation_of_a_clock_that_runs_late_is_breached,
        observation_episodes_and_their_return,
        observation_rows_stay_until_they_are_forgotten,
        NULL};
    return unit_run("observation", tests, open_observations, close_observations);
}
