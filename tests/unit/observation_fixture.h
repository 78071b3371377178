/* A table of observations beside the incident of incident_fixture.h, and rules of one's own. */
#ifndef TESTS_UNIT_OBSERVATION_FIXTURE_H
#define TESTS_UNIT_OBSERVATION_FIXTURE_H

#include "incident_fixture.h"

static inc_observations *table;

static inline void open_observations(void)
{
    open_incident(INC_PRESET_SMALL);
    ck_assert_int_eq(inc_observations_new(context, NULL, &table), INC_OK);
}

static inline void close_observations(void)
{
    inc_observations_free(table);
    close_incident();
}

/* Looks, and adds what shows. */
static inline void observe(const char *as_of)
{
    look(as_of);
    ck_assert_msg(inc_observations_add(table, incident) == INC_OK, "%s",
                  inc_context_error(context));
}

static inline inc_values values_of(int32_t grain, int32_t column)
{
    inc_values values = {.size = sizeof values};

    ck_assert_int_eq(inc_observations_values(table, grain, column, &values), INC_OK);
    ck_assert_int_eq(values.column, column);
    return values;
}

/* The value of a row; of the last row of the grain incident. */
static inline int64_t integer_at(int32_t grain, size_t row, int32_t column)
{
    inc_values values = values_of(grain, column);

    ck_assert_uint_lt(row, inc_observations_count(table, grain));
    ck_assert_ptr_nonnull(values.integers);
    ck_assert_ptr_null(values.texts);
    return values.integers[row];
}

static inline const char *text_at(int32_t grain, size_t row, int32_t column)
{
    inc_values values = values_of(grain, column);

    ck_assert_uint_lt(row, inc_observations_count(table, grain));
    ck_assert_ptr_nonnull(values.texts);
    ck_assert_ptr_null(values.integers);
    return values.texts[row];
}

static inline int64_t observed(int32_t column)
{
    return integer_at(INC_GRAIN_INCIDENT, inc_observations_count(table, INC_GRAIN_INCIDENT) - 1,
                      column);
}

static inline inc_calendar *fixture_daily(int32_t from, int32_t to)
{
    inc_calendar_builder *hours = fixture_builder(context, "UTC");

    fixture_weekly(hours, INC_MONDAY, INC_SUNDAY, from * 3600, to * 3600);
    return fixture_built(hours);
}

static inline void fixture_terms_of(inc_policy_builder *policy, int32_t priority, int32_t hours)
{
    static const char *const reasons[] = {"caller"};
    inc_calendar *always = fixture_daily(0, 24);
    inc_target target = {.size = sizeof target, .kind = INC_TARGET_WORKING};
    inc_terms_options options = {.size = sizeof options};
    inc_terms *terms = NULL;

    target.limit = hours * INC_HOUR;
    options.calendar = always;
    options.target = &target;
    options.pauses = reasons;
    options.pauses_count = priority == 3 ? 0 : 1;
    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    ck_assert_int_eq(inc_policy_builder_terms(policy, priority, terms), INC_OK);
    inc_terms_unref(terms);
    inc_calendar_unref(always);
}

/* The incident anew, under one policy "resolve" around the clock: priority 1 in 10 hours, 2 in 20,
 * 3 in 40, and without pauses; it warns at 50 %. */
static inline void under_policy(int32_t on_retarget, int32_t on_reopen)
{
    inc_policy_options options = {.size = sizeof options, .name = "resolve"};
    inc_threshold half = {.size = sizeof half, .id = "half", .kind = INC_THRESHOLD_PERCENT};
    inc_incident_options ours = {.size = sizeof ours};
    inc_rules_builder *made = NULL;
    inc_policy_builder *policy = NULL;
    inc_policy *built = NULL;
    int32_t priority;

    options.on_retarget = on_retarget;
    options.on_reopen = on_reopen;
    half.percent = 50;
    inc_incident_free(incident);
    inc_rules_unref(rules);
    ck_assert_int_eq(inc_rules_builder_new(context, "desk", "1", &made), INC_OK);
    ck_assert_int_eq(inc_policy_builder_new(context, &options, &policy), INC_OK);
    for (priority = 1; priority <= 3; priority++)
        fixture_terms_of(policy, priority, 10 << (priority - 1));
    ck_assert_int_eq(inc_policy_builder_threshold(policy, &half), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(policy, &built), INC_OK);
    ck_assert_int_eq(inc_rules_builder_policy(made, built), INC_OK);
    ck_assert_int_eq(inc_rules_builder_build(made, &rules), INC_OK);
    inc_policy_unref(built);
    inc_policy_builder_free(policy);
    inc_rules_builder_free(made);
    ours.rules = rules;
    ck_assert_int_eq(inc_incident_new(context, &ours, &incident), INC_OK);
}

/* Logged at 09:00 of 2026-06-01, priority 1 at once: due at 19:00, warned at 14:00. */
static inline void log_it(void)
{
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_PRIORITISED, "2026-06-01T09:00", CODE("seen"), FIRST(1));
}

#endif
