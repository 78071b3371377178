/* Incidents: the life cycle, holds, links, stays, and the clocks that the rules attach. */
#include "incident_fixture.h"

static void setup(void)
{
    open_incident(INC_PRESET_SMALL);
}

/* Monday 2026-06-01; the office is open 09:00-17:00. */
static void log_it(void)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", CODE("phone"), PERSON("cal"), OTHER("mail"));
    tell(INC_FACT_CLASSIFIED, "2026-06-01T09:10", FIRST(1), SECOND(1));
}

static void resolve_it(const char *when)
{
    tell(INC_FACT_RESOLVED, when, CODE("fixed"));
}

START_TEST(incident_walks_through_its_stages)
{
    look("2026-06-01T08:00");
    ck_assert_int_eq(view.stage, INC_STAGE_NONE);
    log_it();
    look("2026-06-01T09:00");
    ck_assert_int_eq(view.stage, INC_STAGE_LOGGED);
    ck_assert_str_eq(view.service, "mail");
    ck_assert_str_eq(view.caller, "cal");
    look("2026-06-01T09:10");
    ck_assert_int_eq(view.stage, INC_STAGE_CLASSIFIED);
    ck_assert_int_eq(view.priority, 1);
    tell(INC_FACT_ASSIGNED, "2026-06-01T09:20", TEAM("desk"), TIER(1), PERSON("ann"));
    look("2026-06-01T09:20");
    ck_assert_int_eq(view.stage, INC_STAGE_DIAGNOSIS);
    tell(INC_FACT_ESCALATED, "2026-06-01T09:30", CODE("functional"), TEAM("net"), TIER(2));
    look("2026-06-01T09:30");
    ck_assert_int_eq(view.stage, INC_STAGE_INVESTIGATION);
    ck_assert_int_eq(view.escalations, 1);
    ck_assert_int_eq(view.reassignments, 1);
    resolve_it("2026-06-01T10:00");
    look("2026-06-01T10:00");
    ck_assert_int_eq(view.stage, INC_STAGE_RESOLVED);
    ck_assert_int_eq(view.restored, at("2026-06-01T10:00"));
    ck_assert(view.implied & (1 << INC_MILESTONE_RESTORED));
    tell(INC_FACT_CLOSED, "2026-06-01T11:00", CODE("done"));
    look("2026-06-01T11:00");
    ck_assert_int_eq(view.stage, INC_STAGE_CLOSED);
    ck_assert_str_eq(findings(), "closed_undocumented:6");
    look("2026-06-01T10:59");
    ck_assert_int_eq(view.stage, INC_STAGE_RESOLVED);
    ck_assert_str_eq(findings(), "");
}
END_TEST

START_TEST(incident_milestones_are_kept_apart)
{
    tell(INC_FACT_OCCURRED, "2026-06-01T08:30", 0);
    tell(INC_FACT_DETECTED, "2026-06-01T08:40", CODE("monitor"));
    log_it();
    tell(INC_FACT_NOTED, "2026-06-01T09:30", 0);
    look("2026-06-01T10:00");
    ck_assert_int_eq(view.occurred, at("2026-06-01T08:30"));
    ck_assert_int_eq(view.detected, at("2026-06-01T08:40"));
    ck_assert_int_eq(view.logged, at("2026-06-01T09:00"));
    ck_assert_int_eq(view.acknowledged, at("2026-06-01T09:30"));
    ck_assert_int_eq(view.implied, 1 << INC_MILESTONE_ACKNOWLEDGED);
}
END_TEST

START_TEST(incident_clock_counts_from_the_milestone_before_it_was_attached)
{
    inc_clock_view clock;

    log_it();
    look("2026-06-01T09:30");
    clock = clock_of("resolve");
    ck_assert_int_eq(clock.state, INC_CLOCK_RUNNING);
    ck_assert_int_eq(clock.anchor, at("2026-06-01T09:00"));
    ck_assert_int_eq(clock.due, at("2026-06-01T13:00"));
    ck_assert_int_eq(view.due, clock_of("respond").due);
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"));
    tell(INC_FACT_RELEASED, "2026-06-01T11:00", CODE("caller"));
    look("2026-06-01T12:00");
    ck_assert_int_eq(clock_of("resolve").due, at("2026-06-01T14:00"));
    ck_assert_int_eq(clock_of("resolve").credited, INC_HOUR);
    look("2026-06-01T14:00");
    ck_assert_int_eq(clock_of("resolve").verdict, INC_VERDICT_PENDING);
    look("2026-06-01T14:01");
    ck_assert_int_eq(clock_of("resolve").verdict, INC_VERDICT_BREACHED);
    ck_assert_int_eq(view.breached, 1);
}
END_TEST

START_TEST(incident_hold_expires_by_itself)
{
    inc_derived derived = {.size = sizeof derived};
    inc_hold hold = {.size = sizeof hold};
    size_t i;

    log_it();
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("supplier"), UNTIL("2026-06-01T12:00"));
    look("2026-06-01T11:00");
    ck_assert_int_eq(view.held, 1);
    ck_assert_int_eq(view.next, at("2026-06-01T12:00"));
    ck_assert_int_eq(inc_incident_hold(incident, 0, &hold), INC_OK);
    ck_assert_str_eq(hold.reason, "supplier");
    ck_assert_int_eq(hold.expires, at("2026-06-01T12:00"));
    ck_assert_int_eq(inc_incident_hold(incident, 1, &hold), INC_DONE);
    look("2026-06-01T12:00");
    ck_assert_int_eq(view.held, 0);
    for (i = 0; derived.kind != INC_DERIVED_RELEASED; i++)
        ck_assert_int_eq(inc_incident_derived(incident, i, &derived), INC_OK);
    ck_assert_int_eq(derived.at, at("2026-06-01T12:00"));
    ck_assert_int_eq(derived.cause, 3);
    ck_assert_int_eq(derived.recorded, 0);
    tell(INC_FACT_RELEASED, "2026-06-01T13:00", CODE("supplier"));
    look("2026-06-01T13:00");
    ck_assert_str_eq(findings(), "");
    tell(INC_FACT_RELEASED, "2026-06-01T13:10", CODE("caller"));
    look("2026-06-01T14:00");
    ck_assert_str_eq(findings(), "released_unheld:5");
}
END_TEST

START_TEST(incident_times_out_and_closes)
{
    log_it();
    resolve_it("2026-06-01T10:00");
    tell(INC_FACT_DOCUMENTED, "2026-06-01T10:05", 0);
    look("2026-06-01T10:05");
    ck_assert_int_eq(view.confirm_by, at("2026-06-04T10:00"));
    ck_assert_int_eq(view.next, at("2026-06-04T10:00"));
    look("2026-06-04T10:00");
    ck_assert_int_eq(view.stage, INC_STAGE_CLOSED);
    ck_assert_int_eq(view.confirmation, INC_CONFIRMATION_TIMED_OUT);
    ck_assert_int_eq(view.closed, at("2026-06-04T10:00"));
    ck_assert_int_eq(view.reopen_until, at("2026-06-18T10:00"));
    tell(INC_FACT_REOPENED, "2026-06-18T10:00:00.000001", CODE("again"));
    look("2026-06-19T00:00");
    ck_assert_str_eq(findings(), "reopened_late:5");
    ck_assert_int_eq(view.stage, INC_STAGE_CLASSIFIED);
    ck_assert_int_eq(view.reopens, 1);
    ck_assert_int_eq(view.restored, INC_TIME_NONE);
    ck_assert_int_eq(view.first_restored, at("2026-06-01T10:00"));
}
END_TEST

START_TEST(incident_priority_changes_retarget)
{
    log_it();
    tell(INC_FACT_PRIORITISED, "2026-06-01T10:00", FIRST(2), CODE("vip_gone"));
    look("2026-06-01T10:00");
    ck_assert_int_eq(view.priority, 2);
    ck_assert_int_eq(view.overridden, 1);
    ck_assert_int_eq(clock_of("resolve").due, at("2026-06-01T17:00"));
    ck_assert_int_eq(clock_of("resolve").revision, 2);
    tell(INC_FACT_PRIORITISED, "2026-06-01T10:30", FIRST(0), CODE("back"));
    look("2026-06-01T10:30");
    ck_assert_int_eq(view.priority, 1);
    ck_assert_int_eq(clock_of("resolve").due, at("2026-06-01T13:00"));
}
END_TEST

START_TEST(incident_voids_and_corrections)
{
    log_it();
    resolve_it("2026-06-01T10:00");
    look("2026-06-01T12:00");
    ck_assert_int_eq(view.stage, INC_STAGE_RESOLVED);
    tell(INC_FACT_VOIDED, "2026-06-01T11:00", CORRECTS(3), CODE("wrong_ticket"));
    look("2026-06-01T12:00");
    ck_assert_int_eq(view.stage, INC_STAGE_CLASSIFIED);
    look("2026-06-01T10:30");
    ck_assert_int_eq(view.stage, INC_STAGE_RESOLVED);
    tell(INC_FACT_LOGGED, "2026-06-01T08:50", CORRECTS(1), RECORDED("2026-06-01T12:00"));
    look("2026-06-01T12:00");
    ck_assert_int_eq(view.logged, at("2026-06-01T08:50"));
    ck_assert_str_eq(view.caller, "");
    ck_assert_str_eq(findings(), "");
    tell(INC_FACT_NOTED, "2026-06-01T12:00", CORRECTS(77));
    look("2026-06-01T12:00");
    ck_assert_str_eq(findings(), "corrects_none:6");
}
END_TEST

START_TEST(incident_ledger_tells_what_late_facts_revised)
{
    inc_ledger *ledger = NULL;
    inc_correction correction = {.size = sizeof correction};
    inc_segment segment = {.size = sizeof segment};
    size_t index = 0;
    inc_attachment attachment = {.size = sizeof attachment};
    inc_policy_options options = {.size = sizeof options};

    log_it();
    tell(INC_FACT_HELD, "2026-06-01T10:00", CODE("caller"), RECORDED("2026-06-01T15:00"));
    tell(INC_FACT_RELEASED, "2026-06-01T14:00", CODE("caller"), RECORDED("2026-06-01T15:00"));
    look("2026-06-01T16:00");
    for (;; index++) {
        ck_assert_int_eq(inc_incident_clock(incident, index, &attachment, NULL), INC_OK);
        ck_assert_int_eq(inc_policy_describe(attachment.policy, &options), INC_OK);
        if (strcmp(options.name, "resolve") == 0)
            break;
    }
    ck_assert_int_eq(inc_incident_ledger(incident, index, &ledger), INC_OK);
    ck_assert_int_eq(inc_ledger_correction(ledger, 0, &correction), INC_OK);
    ck_assert_int_eq(correction.was_verdict, INC_VERDICT_BREACHED);
    ck_assert_int_eq(correction.is_verdict, INC_VERDICT_PENDING);
    ck_assert_uint_eq(correction.by_count, 2);
    ck_assert_str_eq(correction.by_ids[0], "3");
    ck_assert_int_eq(inc_ledger_next(ledger, &segment), INC_OK);
    ck_assert_str_eq(segment.cause_id, "1");
    ck_assert_int_eq(segment.to, at("2026-06-01T10:00"));
    ck_assert_int_eq(inc_ledger_next(ledger, &segment), INC_OK);
    ck_assert_int_eq(segment.kind, INC_SEGMENT_PAUSED);
    ck_assert_str_eq(segment.reasons, "caller");
    inc_ledger_free(ledger);
    ck_assert_int_eq(inc_incident_ledger(incident, 99, &ledger), INC_E_NOT_FOUND);
    ck_assert_ptr_null(ledger);
}
END_TEST

START_TEST(incident_arrival_order_does_not_matter)
{
    begin(INC_FACT_RESOLVED, "2026-06-01T10:00");
    (void) CODE("fixed");
    (void) inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, 3);
    end();
    begin(INC_FACT_CLASSIFIED, "2026-06-01T09:10");
    (void) FIRST(2);
    (void) SECOND(2);
    (void) inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, 2);
    end();
    begin(INC_FACT_LOGGED, "2026-06-01T09:00");
    (void) inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, 1);
    end();
    look("2026-06-01T12:00");
    ck_assert_str_eq(findings(), "");
    ck_assert_int_eq(view.stage, INC_STAGE_RESOLVED);
    ck_assert_int_eq(clock_of("resolve").verdict, INC_VERDICT_MET);
    ck_assert_int_eq(clock_of("resolve").provisional, 1);
}
END_TEST

START_TEST(incident_reopen_reopens_its_clock)
{
    log_it();
    resolve_it("2026-06-01T10:00");
    tell(INC_FACT_REFUSED, "2026-06-01T11:00", CODE("still_down"));
    look("2026-06-01T11:00");
    ck_assert_int_eq(clock_of("resolve").state, INC_CLOCK_RUNNING);
    ck_assert_int_eq(clock_of("resolve").due, at("2026-06-01T14:00"));
    ck_assert_int_eq(clock_of("respond").state, INC_CLOCK_STOPPED);
    ck_assert_int_eq(view.reopens, 1);
}
END_TEST

START_TEST(incident_links_and_choices)
{
    inc_link link = {.size = sizeof link};
    inc_choice choice = {.size = sizeof choice};

    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_LINKED, "2026-06-01T09:01", CODE("problem"), OTHER("PRB-1"));
    look("2026-06-01T09:02");
    ck_assert_int_eq(inc_incident_link(incident, 0, &link), INC_OK);
    ck_assert_str_eq(link.other, "PRB-1");
    ck_assert_int_eq(inc_incident_choice(incident, 0, &choice), INC_OK);
    ck_assert_int_eq(choice.reason, INC_CHOICE_NO_PRIORITY);
    ck_assert_int_eq(choice.clock, -1);
    tell(INC_FACT_UNLINKED, "2026-06-01T09:03", CODE("problem"), OTHER("PRB-1"));
    tell(INC_FACT_UNLINKED, "2026-06-01T09:04", CODE("problem"), OTHER("PRB-1"));
    tell(INC_FACT_CANCELLED, "2026-06-01T09:05", CODE("test"));
    tell(INC_FACT_ASSIGNED, "2026-06-01T09:06", TEAM("desk"));
    look("2026-06-01T09:10");
    ck_assert_int_eq(inc_incident_link(incident, 0, &link), INC_DONE);
    ck_assert_str_eq(findings(), "unlink_of_none:4 after_end:6");
    ck_assert_int_eq(view.stage, INC_STAGE_CANCELLED);
}
END_TEST

START_TEST(incident_refuses_what_it_must)
{
    inc_incident *other = (void *) &other;
    inc_incident_options options = {.size = sizeof options};

    ck_assert_int_eq(inc_incident_new(context, &options, &other), INC_E_INVALID);
    ck_assert_ptr_null(other);
    ck_assert_str_eq(inc_context_error(context), "an incident got neither rules nor a rulebook");
    ck_assert_int_eq(inc_incident_look(NULL, 0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_incident_look(incident, INC_TIME_MAX + 1, INC_TIME_NONE, NULL),
                     INC_E_RANGE);
    ck_assert_int_eq(inc_incident_apply(incident, NULL), INC_E_INVALID);
    log_it();
    ck_assert_uint_eq(inc_incident_count(incident), 2);
    inc_incident_clear(incident);
    ck_assert_uint_eq(inc_incident_count(incident), 0);
}
END_TEST

START_TEST(incident_names)
{
    ck_assert_str_eq(inc_stage_name(INC_STAGE_INVESTIGATION), "investigation");
    ck_assert_str_eq(inc_stage_name(9), "?");
    ck_assert_str_eq(inc_choice_name(INC_CHOICE_UNUSABLE), "unusable");
    ck_assert_str_eq(inc_derived_name(INC_DERIVED_CLOSED), "closed");
    ck_assert_str_eq(inc_confirmation_name(INC_CONFIRMATION_TIMED_OUT), "timed_out");
    ck_assert_str_eq(inc_finding_name(INC_FINDING_NOT_LOGGED), "not_logged");
    ck_assert_str_eq(inc_finding_name(INC_FINDING_CHANGE_MISSING), "change_missing");
    ck_assert_str_eq(inc_finding_name(INC_FINDING_CHANGE_MISSING + 1), "?");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {incident_walks_through_its_stages,
                                  incident_milestones_are_kept_apart,
                                  incident_clock_counts_from_the_milestone_before_it_was_attached,
                                  incident_hold_expires_by_itself,
                                  incident_times_out_and_closes,
                                  incident_priority_changes_retarget,
                                  incident_voids_and_corrections,
                                  incident_ledger_tells_what_late_facts_revised,
                                  incident_arrival_order_does_not_matter,
                                  incident_reopen_reopens_its_clock,
                                  incident_links_and_choices,
                                  incident_refuses_what_it_must,
                                  incident_names,
                                  NULL};

    return unit_run("incident", tests, setup, close_incident);
}
