/* Episodes of an incident, and what other systems report of it. */
#include "incident_fixture.h"

static void setup(void)
{
    open_incident(INC_PRESET_SMALL);
}

static inc_episode episode_at(size_t index)
{
    inc_episode episode = {.size = sizeof episode};

    ck_assert_int_eq(inc_incident_episode(incident, index, &episode), INC_OK);
    return episode;
}

static size_t episodes(void)
{
    inc_episode episode = {.size = sizeof episode};
    size_t count = 0;

    while (inc_incident_episode(incident, count, &episode) == INC_OK)
        count++;
    return count;
}

START_TEST(episode_goes_from_logged_to_the_reopening)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_RESTORED, "2026-06-01T09:30", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_CLOSED, "2026-06-01T11:00", 0);
    tell(INC_FACT_REOPENED, "2026-06-01T12:00", 0);
    tell(INC_FACT_CANCELLED, "2026-06-01T13:00", 0);
    look("2026-06-01T14:00");
    ck_assert_uint_eq(episodes(), 2);
    ck_assert_int_eq(episode_at(0).opened, at("2026-06-01T09:00"));
    ck_assert_int_eq(episode_at(0).fact, 1);
    ck_assert_int_eq(episode_at(0).restored, at("2026-06-01T09:30"));
    ck_assert_int_eq(episode_at(0).resolved, at("2026-06-01T10:00"));
    ck_assert_int_eq(episode_at(0).closed, at("2026-06-01T11:00"));
    ck_assert_int_eq(episode_at(0).ended, at("2026-06-01T10:00"));
    ck_assert_int_eq(episode_at(0).cancelled, INC_TIME_NONE);
    ck_assert_int_eq(episode_at(1).opened, at("2026-06-01T12:00"));
    ck_assert_int_eq(episode_at(1).fact, 5);
    ck_assert_int_eq(episode_at(1).restored, INC_TIME_NONE);
    ck_assert_int_eq(episode_at(1).resolved, INC_TIME_NONE);
    ck_assert_int_eq(episode_at(1).closed, INC_TIME_NONE);
    ck_assert_int_eq(episode_at(1).cancelled, at("2026-06-01T13:00"));
    ck_assert_int_eq(episode_at(1).ended, at("2026-06-01T13:00"));
}
END_TEST

START_TEST(episode_opens_with_what_says_best_when)
{
    tell(INC_FACT_NOTED, "2026-06-01T08:00", 0);
    look("2026-06-01T08:00");
    ck_assert_int_eq(episode_at(0).opened, at("2026-06-01T08:00"));
    ck_assert_int_eq(episode_at(0).fact, 1);
    tell(INC_FACT_DETECTED, "2026-06-01T08:10", 0);
    look("2026-06-01T08:10");
    ck_assert_int_eq(episode_at(0).opened, at("2026-06-01T08:10"));
    ck_assert_int_eq(episode_at(0).fact, 2);
    tell(INC_FACT_LOGGED, "2026-06-01T08:20", 0);
    tell(INC_FACT_DETECTED, "2026-06-01T08:30", 0);
    tell(INC_FACT_LOGGED, "2026-06-01T08:40", 0);
    look("2026-06-01T09:00");
    ck_assert_int_eq(episode_at(0).opened, at("2026-06-01T08:20"));
    ck_assert_int_eq(episode_at(0).fact, 3);
    ck_assert_uint_eq(episodes(), 1);
}
END_TEST

START_TEST(episode_begins_with_a_refusal_and_with_a_reopen_of_what_was_restored)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_REFUSED, "2026-06-01T10:30", 0);
    tell(INC_FACT_RESTORED, "2026-06-01T11:00", 0);
    tell(INC_FACT_REOPENED, "2026-06-01T11:30", 0);
    tell(INC_FACT_REOPENED, "2026-06-01T11:40", 0);
    look("2026-06-01T12:00");
    ck_assert_uint_eq(episodes(), 3);
    ck_assert_int_eq(episode_at(1).opened, at("2026-06-01T10:30"));
    ck_assert_int_eq(episode_at(1).restored, at("2026-06-01T11:00"));
    ck_assert_int_eq(episode_at(1).ended, at("2026-06-01T11:30"));
    ck_assert_int_eq(episode_at(2).ended, INC_TIME_NONE);
    ck_assert_int_eq(episode_at(2).opened, at("2026-06-01T11:30"));
    ck_assert_int_eq(view.reopens, 2);
}
END_TEST

START_TEST(episode_closed_by_itself_ends)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_DOCUMENTED, "2026-06-01T10:05", 0);
    look("2026-06-08T09:00");
    ck_assert_int_eq(episode_at(0).closed, view.closed);
    ck_assert_int_eq(episode_at(0).closed, at("2026-06-04T10:00"));
    look("2026-06-02T09:00");
    ck_assert_int_eq(episode_at(0).closed, INC_TIME_NONE);
}
END_TEST

START_TEST(episode_knows_the_tier_that_resolved_it)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-01T11:00", 0);
    tell(INC_FACT_ASSIGNED, "2026-06-01T11:10", TEAM("desk"), TIER(1));
    tell(INC_FACT_RESOLVED, "2026-06-01T12:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-01T13:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T14:00", CODE("fixed"), TIER(2));
    look("2026-06-01T15:00");
    ck_assert_int_eq(episode_at(0).tier, 0);
    ck_assert_int_eq(episode_at(1).tier, 1);
    ck_assert_int_eq(episode_at(2).tier, 2);
}
END_TEST

START_TEST(episode_forgets_what_was_voided)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-01T10:00", CODE("fixed"));
    tell(INC_FACT_REOPENED, "2026-06-01T11:00", 0);
    tell(INC_FACT_VOIDED, "2026-06-01T12:00", CORRECTS(3), CODE("wrong ticket"));
    look("2026-06-01T11:30");
    ck_assert_uint_eq(episodes(), 2);
    look("2026-06-01T12:00");
    ck_assert_uint_eq(episodes(), 1);
}
END_TEST

START_TEST(episode_answers)
{
    inc_episode episode = {.size = sizeof episode};

    ck_assert_int_eq(inc_incident_episode(NULL, 0, &episode), INC_E_INVALID);
    look("2026-06-01T09:00");
    ck_assert_int_eq(inc_incident_episode(incident, 0, &episode), INC_DONE);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    ck_assert_int_eq(inc_incident_episode(incident, 0, &episode), INC_DONE);
    look("2026-06-01T09:00");
    ck_assert_int_eq(inc_incident_episode(incident, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_incident_episode(incident, 0, &episode), INC_OK);
}
END_TEST

static inc_reported reported_at(size_t index)
{
    inc_reported reported = {.size = sizeof reported};

    ck_assert_int_eq(inc_incident_reported(incident, index, &reported), INC_OK);
    return reported;
}

START_TEST(reported_keeps_the_last_of_a_figure_in_the_order_they_appeared)
{
    inc_reported reported = {.size = sizeof reported};

    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_REPORTED, "2026-06-01T10:00", CODE("made_sla"), FIRST(1));
    tell(INC_FACT_REPORTED, "2026-06-01T10:01", CODE("closed_at"), UNTIL("2026-06-01T09:59"));
    tell(INC_FACT_REPORTED, "2026-06-01T10:02", CODE("made_sla"), FIRST(0));
    tell(INC_FACT_REPORTED, "2026-06-01T10:01", CODE("made_sla"), FIRST(7));
    look("2026-06-01T11:00");
    ck_assert_str_eq(reported_at(0).figure, "made_sla");
    ck_assert_int_eq(reported_at(0).value, 0);
    ck_assert_int_eq(reported_at(0).instant, INC_TIME_NONE);
    ck_assert_int_eq(reported_at(0).fact, 4);
    ck_assert_str_eq(reported_at(1).figure, "closed_at");
    ck_assert_int_eq(reported_at(1).instant, at("2026-06-01T09:59"));
    ck_assert_int_eq(inc_incident_reported(incident, 2, &reported), INC_DONE);
    look("2026-06-01T10:01");
    ck_assert_int_eq(reported_at(0).value, 7);
    ck_assert_int_eq(inc_incident_reported(incident, 0, NULL), INC_E_INVALID);
    look("2026-06-01T09:00");
    ck_assert_int_eq(inc_incident_reported(incident, 0, &reported), INC_DONE);
}
END_TEST

START_TEST(reported_has_no_effect_on_the_life_cycle)
{
    tell(INC_FACT_REPORTED, "2026-06-01T08:00", CODE("reopen_count"), FIRST(3));
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_REPORTED, "2026-06-01T09:10", CODE("reopen_count"), FIRST(3));
    look("2026-06-01T09:10");
    ck_assert_int_eq(view.stage, INC_STAGE_LOGGED);
    ck_assert_int_eq(view.acknowledged, INC_TIME_NONE);
    ck_assert_int_eq(view.reopens, 0);
    tell(INC_FACT_CANCELLED, "2026-06-01T10:00", 0);
    tell(INC_FACT_REPORTED, "2026-06-01T11:00", CODE("reopen_count"), FIRST(4));
    look("2026-06-01T11:00");
    ck_assert_str_eq(findings(), "");
    ck_assert_int_eq(reported_at(0).value, 4);
}
END_TEST

START_TEST(reported_needs_a_figure)
{
    inc_event *event = NULL;

    begin(INC_FACT_REPORTED, "2026-06-01T09:00");
    ck_assert_int_eq(inc_event_builder_build(builder, &event), INC_E_INVALID);
    ck_assert_ptr_null(event);
    ck_assert_str_eq(inc_context_error(context), "fact 'reported' had no figure");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        episode_goes_from_logged_to_the_reopening,
        episode_opens_with_what_says_best_when,
        episode_begins_with_a_refusal_and_with_a_reopen_of_what_was_restored,
        episode_closed_by_itself_ends,
        episode_knows_the_tier_that_resolved_it,
        episode_forgets_what_was_voided,
        episode_answers,
        reported_keeps_the_last_of_a_figure_in_the_order_they_appeared,
        reported_has_no_effect_on_the_life_cycle,
        reported_needs_a_figure,
        NULL};
    return unit_run("episode", tests, setup, close_incident);
}
