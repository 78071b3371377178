/* No memory: what-ifs. What is refused is counted on neither side, and the same call again is as if
 * nothing had been. */
#include "desk.h"
#include "oom.h"

#include <string.h>

/* More incidents than wait in a figure until they are taken together. */
#define MANY 260

static inc_context *rich;
static inc_zone *utc;
static inc_rules *before_rules, *after_rules;
static inc_incident *told[2];

static inc_event_builder *whatif_builder(const char *subject, int32_t kind, int32_t minute)
{
    inc_event_builder *builder;

    DESK_OK(inc_event_builder_new(rich, &builder));
    DESK_OK(inc_event_builder_text(builder, INC_EVENT_SUBJECT, subject, INC_ZSTR));
    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_KIND, kind));
    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_HAPPENED,
                                      desk_time(6, 1, 9, 0) + minute * INC_MINUTE));
    return builder;
}

static void whatif_tell(inc_incident *incident, inc_event_builder *builder)
{
    inc_event *event;

    DESK_OK(inc_event_builder_build(builder, &event));
    DESK_OK(inc_incident_apply(incident, event));
    inc_event_unref(event);
    inc_event_builder_free(builder);
}

/* Late under the rules of the desk, on time where a hold pauses. */
static inc_incident *whatif_told(const char *subject, int32_t minutes)
{
    const inc_incident_options options = {.size = sizeof options, .rules = before_rules};
    inc_event_builder *builder;
    inc_incident *incident;

    DESK_OK(inc_incident_new(rich, &options, &incident));
    whatif_tell(incident, whatif_builder(subject, INC_FACT_LOGGED, 0));
    builder = whatif_builder(subject, INC_FACT_CLASSIFIED, 5);
    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_INTEGER_1, 1));
    DESK_OK(inc_event_builder_integer(builder, INC_EVENT_INTEGER_2, 1));
    whatif_tell(incident, builder);
    builder = whatif_builder(subject, INC_FACT_HELD, 10);
    DESK_OK(inc_event_builder_text(builder, INC_EVENT_CODE_1, "change", INC_ZSTR));
    whatif_tell(incident, builder);
    builder = whatif_builder(subject, INC_FACT_RESOLVED, minutes);
    DESK_OK(inc_event_builder_text(builder, INC_EVENT_CODE_1, "fixed", INC_ZSTR));
    whatif_tell(incident, builder);
    return incident;
}

static void whatif_setup(void)
{
    DESK_OK(inc_context_new(NULL, &rich));
    utc = desk_zone(rich, "UTC");
    DESK_OK(inc_preset_rules(rich, INC_PRESET_SMALL, utc, &before_rules));
    DESK_OK(inc_preset_like(rich, INC_SYSTEM_ZAMMAD, before_rules, &after_rules));
    told[0] = whatif_told("INC-1", 300);
    told[1] = whatif_told("INC-2", 30);
}

static void whatif_teardown(void)
{
    inc_incident_free(told[0]);
    inc_incident_free(told[1]);
    inc_rules_unref(before_rules);
    inc_rules_unref(after_rules);
    inc_zone_unref(utc);
    inc_context_unref(rich);
}

static void note_deviations(oom_run *run, const inc_whatif *whatif)
{
    inc_deviation deviation = {.size = sizeof deviation};
    size_t i;

    for (i = 0; inc_whatif_deviation(whatif, i, &deviation) == INC_OK; i++) {
        oom_note_number(run, deviation.kind);
        oom_note_number(run, deviation.differs);
        oom_note_text(run, deviation.policy_before);
    }
    oom_note_number(run, (int64_t) i);
}

/* A refused addition leaves no deviations. */
static inc_status add_one(oom_run *run, inc_whatif *whatif, const inc_incident *incident)
{
    inc_deviation deviation = {.size = sizeof deviation};
    inc_status status = inc_whatif_add(whatif, incident);

    if (status != INC_OK)
        ck_assert_int_eq(inc_whatif_deviation(whatif, 0, &deviation), INC_DONE);
    if (oom_refused(run, status))
        status = inc_whatif_add(whatif, incident);
    return status;
}

static inc_status note_figures(oom_run *run, inc_whatif *whatif)
{
    inc_whatif_counts counts = {.size = sizeof counts};
    const void *bytes;
    inc_status status;
    int32_t side;
    size_t size;

    DESK_OK(inc_whatif_totals(whatif, &counts));
    oom_note_number(run, counts.incidents);
    oom_note_number(run, counts.changed);
    oom_note_number(run, counts.due_later);
    for (side = INC_BEFORE; side <= INC_AFTER; side++) {
        OOM_CALL(run, inc_kpi_bytes(inc_whatif_kpi(whatif, side), &bytes, &size));
        oom_note(run, bytes, size);
    }
out:
    return status;
}

static inc_status whatif_run(oom_run *run, int count)
{
    const inc_kpi_options kpi = {.size = sizeof kpi, .period = INC_PERIOD_DAY};
    inc_whatif_options options = {.size = sizeof options, .before = before_rules};
    inc_whatif *whatif = NULL;
    inc_status status;
    int i;

    options.after = after_rules;
    options.kpi = &kpi;
    options.as_of = desk_time(6, 2, 9, 0);
    OOM_MAKE(run, whatif, inc_whatif_new(run->context, &options, &whatif));
    for (i = 0; i < count && status == INC_OK; i++) {
        status = add_one(run, whatif, told[i % 2]);
        if (status == INC_OK)
            note_deviations(run, whatif);
    }
    if (status == INC_OK)
        status = note_figures(run, whatif);
out:
    inc_whatif_free(whatif);
    return status;
}

static inc_status compare_two(oom_run *run)
{
    return whatif_run(run, 2);
}

static inc_status compare_many(oom_run *run)
{
    return whatif_run(run, MANY);
}

static void sweep(oom_scenario *scenario, size_t least)
{
    whatif_setup();
    oom_sweep(scenario, least);
    whatif_teardown();
}

START_TEST(two_incidents)
{
    sweep(compare_two, 200);
}
END_TEST

START_TEST(more_than_wait)
{
    sweep(compare_many, 300);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {two_incidents, more_than_wait};
    return oom_main("oom_whatif", tests, sizeof tests / sizeof *tests);
}
