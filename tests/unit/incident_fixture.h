/* An incident under the rules of a small or large desk in UTC, told facts a line each. */
#ifndef TESTS_UNIT_INCIDENT_FIXTURE_H
#define TESTS_UNIT_INCIDENT_FIXTURE_H

#include "unit.h"

#include "calendar_fixture.h"

#include <incident.h>

#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_event_builder *builder;
static inc_rules *rules;
static inc_incident *incident;
static inc_incident_view view;

static inc_time at(const char *text)
{
    char full[40];
    inc_time time = INC_TIME_NONE;

    (void) snprintf(full, sizeof full, "%sZ", text);
    ck_assert_int_eq(inc_time_parse(full, INC_ZSTR, &time), INC_OK);
    return time;
}

static void open_incident(int32_t preset)
{
    const inc_incident_options options = {.size = sizeof options, .rules = NULL};
    inc_incident_options ours = options;
    inc_zone *zone = NULL;

    memory = (fixture_memory){0};
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    ck_assert_int_eq(inc_preset_rules(context, preset, zone, &rules), INC_OK);
    inc_zone_unref(zone);
    ck_assert_int_eq(inc_event_builder_new(context, &builder), INC_OK);
    ours.rules = rules;
    ck_assert_int_eq(inc_incident_new(context, &ours, &incident), INC_OK);
}

static void close_incident(void)
{
    inc_incident_free(incident);
    inc_event_builder_free(builder);
    inc_rules_unref(rules);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* Columns that a test sets beside kind and instant. */
#define CODE(value) inc_event_builder_text(builder, INC_EVENT_CODE_1, (value), INC_ZSTR)
#define SOURCE(value) inc_event_builder_text(builder, INC_EVENT_CODE_2, (value), INC_ZSTR)
#define OTHER(value) inc_event_builder_text(builder, INC_EVENT_REFERENCE_1, (value), INC_ZSTR)
#define TEAM(value) inc_event_builder_text(builder, INC_EVENT_TEAM, (value), INC_ZSTR)
#define PERSON(value) inc_event_builder_text(builder, INC_EVENT_PERSON, (value), INC_ZSTR)
#define TIER(value) inc_event_builder_integer(builder, INC_EVENT_TIER, (value))
#define FIRST(value) inc_event_builder_integer(builder, INC_EVENT_INTEGER_1, (value))
#define SECOND(value) inc_event_builder_integer(builder, INC_EVENT_INTEGER_2, (value))
#define UNTIL(value) inc_event_builder_integer(builder, INC_EVENT_TIME_1, at(value))
#define CORRECTS(value) inc_event_builder_integer(builder, INC_EVENT_CORRECTS, (value))
#define RECORDED(value) inc_event_builder_integer(builder, INC_EVENT_RECORDED, at(value))
#define BY(value) inc_event_builder_integer(builder, INC_EVENT_ACTOR_KIND, (value))

static void begin(int32_t kind, const char *happened)
{
    inc_event_builder_clear(builder);
    (void) inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR);
    (void) inc_event_builder_integer(builder, INC_EVENT_KIND, kind);
    (void) inc_event_builder_integer(builder, INC_EVENT_HAPPENED, at(happened));
}

static void end(void)
{
    inc_event *event = NULL;

    ck_assert_msg(inc_event_builder_build(builder, &event) == INC_OK, "%s",
                  inc_context_error(context));
    ck_assert_msg(inc_incident_apply(incident, event) == INC_OK, "%s", inc_context_error(context));
    inc_event_unref(event);
}

/* tell(INC_FACT_HELD, "2026-06-01T09:00", CODE("caller"), UNTIL("...")). */
#define tell(kind, happened, ...)                                                                  \
    do {                                                                                           \
        begin((kind), (happened));                                                                 \
        (void) (__VA_ARGS__);                                                                      \
        end();                                                                                     \
    } while (0)

static void look(const char *as_of)
{
    view = (inc_incident_view){.size = sizeof view};
    ck_assert_int_eq(inc_incident_look(incident, at(as_of), INC_TIME_NONE, &view), INC_OK);
}

/* The clock of a policy by name, the last of them. */
static inline inc_clock_view clock_of(const char *name)
{
    inc_clock_view found = {.size = sizeof found, .state = -1}, clock = {.size = sizeof clock};
    inc_attachment attachment = {.size = sizeof attachment};
    size_t i;

    for (i = 0; inc_incident_clock(incident, i, &attachment, &clock) == INC_OK; i++) {
        inc_policy_options options = {.size = sizeof options};
        ck_assert_int_eq(inc_policy_describe(attachment.policy, &options), INC_OK);
        if (strcmp(options.name, name) == 0)
            found = clock;
    }
    return found;
}

/* Findings as "name:fact name:fact". */
static inline const char *findings(void)
{
    static char text[400];
    inc_finding finding = {.size = sizeof finding};
    size_t i, used = 0;

    text[0] = '\0';
    for (i = 0; inc_incident_finding(incident, i, &finding) == INC_OK; i++)
        used += (size_t) snprintf(text + used, sizeof text - used, "%s%s:%d", i > 0 ? " " : "",
                                  inc_finding_name(finding.kind), (int) finding.fact);
    return text;
}

#endif
