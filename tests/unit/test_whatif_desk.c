/* What-if over the store of a desk: what the desk recorded of its rules is derived again. */
#include "make_rules.h"

#include "desk_fixture.h"

static inc_whatif *whatif;

static void setup(void)
{
    open_desk();
}

static void teardown(void)
{
    inc_whatif_free(whatif);
    whatif = NULL;
    close_desk();
}

/* It was on hold for the caller until that expired, was resolved, timed out, and closed. */
static void run_through(void)
{
    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .service = "mail", .impact = 1, .urgency = 1,
         .actor_kind = INC_ACTOR_HUMAN);
    must("2026-06-01T09:30", .kind = INC_COMMAND_HOLD, .reason = "caller");
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-08T00:00"), NULL, NULL), INC_OK);
    must("2026-06-08T09:00", .kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "restarted",
         .documentation = "the relay was stuck");
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-20T00:00"), NULL, NULL), INC_OK);
}

/* The whole store compared; how many facts the handle of a side has in the end. */
static size_t compare(const inc_rules *after, int32_t side)
{
    inc_whatif_options options = {.size = sizeof options, .rulebook = rulebook, .after = after};
    inc_incident_options told = {.size = sizeof told, .rules = rules};
    inc_incident *incident;
    inc_scan *scan;

    options.as_of = at("2026-06-21T00:00");
    ck_assert_int_eq(inc_whatif_new(context, &options, &whatif), INC_OK);
    ck_assert_int_eq(inc_incident_new(context, &told, &incident), INC_OK);
    ck_assert_int_eq(inc_scan_new(store, NULL, incident, &scan), INC_OK);
    while (inc_scan_next(scan) == INC_OK)
        ck_assert_int_eq(inc_whatif_add(whatif, incident), INC_OK);
    inc_scan_free(scan);
    inc_incident_free(incident);
    return inc_incident_count(inc_whatif_incident(whatif, side));
}

START_TEST(the_rules_in_force_change_nothing)
{
    inc_whatif_counts counts = {.size = sizeof counts};
    size_t all;

    run_through();
    all = compare(rules, INC_BEFORE);
    ck_assert_int_eq(inc_whatif_totals(whatif, &counts), INC_OK);
    ck_assert_int_eq(counts.incidents, 1);
    ck_assert_int_eq(counts.changed, 0);
    ck_assert_int_eq(counts.clocks, 2);
    ck_assert_uint_gt(all, inc_incident_count(inc_whatif_incident(whatif, INC_AFTER)) + 3);
}
END_TEST

/* Rules without a process: nothing expires, times out or closes by itself. */
START_TEST(nothing_follows_without_a_process)
{
    inc_deviation deviation = {.size = sizeof deviation};
    inc_rules_builder *set = make_builder(context, "1");
    inc_rules *plain;

    run_through();
    MAKE_OK(inc_rules_builder_matrix(set, inc_rules_matrix(rules)));
    plain = make_build(set);
    (void) compare(plain, INC_AFTER);
    ck_assert_int_eq(inc_whatif_deviation(whatif, 0, &deviation), INC_OK);
    ck_assert_int_eq(deviation.kind, INC_DEVIATION_INCIDENT);
    ck_assert_int_eq(deviation.stage_before, INC_STAGE_CLOSED);
    ck_assert_int_eq(deviation.stage_after, INC_STAGE_RESOLVED);
    inc_rules_unref(plain);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_rules_in_force_change_nothing,
                                  nothing_follows_without_a_process, NULL};

    return unit_run("whatif_desk", tests, setup, teardown);
}
