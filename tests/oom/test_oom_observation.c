/* No memory: observations. A refused incident leaves no row of any grain and no finding, and the
 * same call again is as if nothing had been. */
#include "desk.h"
#include "oom.h"

#include <string.h>

static inc_context *rich;
static inc_rules *rules;
static inc_event *events[12];
static size_t told;

static inc_event_builder *observed_begin(int32_t kind, int32_t hour, int32_t minute)
{
    inc_event_builder *builder;

    DESK_OK(inc_event_builder_new(rich, &builder));
    DESK_OK(inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR));
    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_KIND, kind));
    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, desk_time(6, 1, hour, minute)));
    return builder;
}

static void observed_end(inc_event_builder *builder)
{
    DESK_OK(inc_event_builder_build(builder, &events[told++]));
    inc_event_builder_free(builder);
}

static void observed_code(int32_t kind, int32_t hour, int32_t minute, const char *code,
                          int64_t integer)
{
    inc_event_builder *builder = observed_begin(kind, hour, minute);

    if (code != NULL)
        DESK_OK(inc_event_builder_text(builder, INC_EVENT_CODE_1, code, INC_ZSTR));
    if (integer != 0)
        DESK_OK(inc_event_builder_integer(builder, INC_EVENT_INTEGER_1, integer));
    observed_end(builder);
}

/* Recorded at 15:00. */
static void observed_late(int32_t kind, int32_t hour, int32_t minute)
{
    inc_event_builder *builder = observed_begin(kind, hour, minute);

    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_RECORDED, desk_time(6, 1, 15, 0)));
    observed_end(builder);
}

/* An incident with every kind of finding: held late, lowered late, parked, and a breach that a late
 * fact took back. */
static void observed_setup(void)
{
    inc_zone *utc;

    DESK_OK(inc_context_new(NULL, &rich));
    utc = desk_zone(rich, "UTC");
    DESK_OK(inc_preset_rules(rich, INC_PRESET_SMALL, utc, &rules));
    inc_zone_unref(utc);
    told = 0;
    observed_code(INC_FACT_LOGGED, 9, 0, NULL, 0);
    observed_code(INC_FACT_PRIORITISED, 9, 0, "seen", 1);
    observed_code(INC_FACT_WORKED, 9, 30, "root_cause", 10 * INC_MINUTE);
    observed_code(INC_FACT_HELD, 12, 50, "caller", 0);
    observed_code(INC_FACT_RELEASED, 12, 55, "caller", 0);
    observed_code(INC_FACT_PRIORITISED, 12, 56, "the boss", 2);
    observed_code(INC_FACT_PRIORITISED, 12, 57, "the boss", 1);
    observed_code(INC_FACT_REPORTED, 12, 58, "made_sla", 1);
    observed_late(INC_FACT_RESOLVED, 13, 0);
    observed_code(INC_FACT_REOPENED, 13, 10, NULL, 0);
    observed_late(INC_FACT_RESOLVED, 13, 12);
}

static void observed_teardown(void)
{
    size_t i;

    for (i = 0; i < told; i++)
        inc_event_unref(events[i]);
    inc_rules_unref(rules);
    inc_context_unref(rich);
}

static size_t observed_findings(const inc_observations *table)
{
    inc_gaming gaming = {.size = sizeof gaming};
    size_t count = 0;

    while (inc_observations_gaming(table, count, &gaming) == INC_OK)
        count++;
    return count;
}

static void note_columns(oom_run *run, const inc_observations *table, int32_t grain)
{
    inc_column column = {.size = sizeof column};
    inc_values values = {.size = sizeof values};
    size_t rows = inc_observations_count(table, grain), i, row;

    for (i = 0; inc_observation_column(grain, i, &column) == INC_OK; i++) {
        DESK_OK(inc_observations_values(table, grain, column.id, &values));
        for (row = 0; row < rows; row++) {
            if (values.texts != NULL)
                oom_note_text(run, values.texts[row]);
            else
                oom_note_number(run, values.integers[row]);
        }
    }
}

static void note_table(oom_run *run, const inc_observations *table)
{
    inc_gaming gaming = {.size = sizeof gaming};
    int32_t grain;
    size_t i;

    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        note_columns(run, table, grain);
    for (i = 0; inc_observations_gaming(table, i, &gaming) == INC_OK; i++) {
        oom_note_number(run, gaming.kind);
        oom_note_number(run, gaming.fact);
        oom_note_text(run, gaming.policy);
    }
}

static inc_status observed_tell(oom_run *run, inc_incident *incident)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < told; i++)
        OOM_CALL(run, inc_incident_apply(incident, events[i]));
    OOM_CALL(run, inc_incident_look(incident, desk_time(6, 2, 9, 0), INC_TIME_NONE, NULL));
out:
    return status;
}

static inc_status add_one(oom_run *run, inc_observations *table, inc_incident *incident)
{
    size_t before[INC_GRAIN_EPISODE + 1], findings = observed_findings(table);
    inc_status status;
    int32_t grain;

    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        before[grain] = inc_observations_count(table, grain);
    status = inc_observations_add(table, incident);
    for (grain = INC_GRAIN_INCIDENT; status != INC_OK && grain <= INC_GRAIN_EPISODE; grain++)
        ck_assert_uint_eq(inc_observations_count(table, grain), before[grain]);
    if (status != INC_OK)
        ck_assert_uint_eq(observed_findings(table), findings);
    if (oom_refused(run, status))
        status = inc_observations_add(table, incident);
    return status;
}

static inc_status observe(oom_run *run)
{
    const inc_incident_options options = {.size = sizeof options, .rules = rules};
    inc_incident *incident = NULL;
    inc_observations *table = NULL;
    inc_status status;
    int i;

    OOM_MAKE(run, incident, inc_incident_new(run->context, &options, &incident));
    OOM_MAKE(run, table, inc_observations_new(run->context, NULL, &table));
    status = observed_tell(run, incident);
    for (i = 0; i < 3 && status == INC_OK; i++)
        status = add_one(run, table, incident);
    if (status == INC_OK) {
        ck_assert_uint_eq(observed_findings(table), 12);
        note_table(run, table);
    }
out:
    inc_observations_free(table);
    inc_incident_free(incident);
    return status;
}

START_TEST(an_incident_with_findings)
{
    observed_setup();
    oom_sweep(observe, 200);
    observed_teardown();
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {an_incident_with_findings};
    return oom_main("oom_observation", tests, sizeof tests / sizeof *tests);
}
