/* A desk over a memory store, under the rules of a small desk in UTC. */
#ifndef TESTS_UNIT_DESK_FIXTURE_H
#define TESTS_UNIT_DESK_FIXTURE_H

#include "unit.h"

#include "calendar_fixture.h"

#include <incident.h>

#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_rules *rules;
static inc_rulebook *rulebook;
static inc_memory *backend;
static inc_store *store;
static inc_desk *desk;

static inc_time at(const char *text)
{
    char full[40];
    inc_time time = INC_TIME_NONE;

    (void) snprintf(full, sizeof full, "%sZ", text);
    ck_assert_int_eq(inc_time_parse(full, INC_ZSTR, &time), INC_OK);
    return time;
}

static void open_desk(void)
{
    inc_desk_options options = {.size = sizeof options};
    inc_zone *zone = NULL;

    memory = (fixture_memory){0};
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    ck_assert_int_eq(inc_preset_rules(context, INC_PRESET_SMALL, zone, &rules), INC_OK);
    inc_zone_unref(zone);
    ck_assert_int_eq(inc_rulebook_new(context, &rulebook), INC_OK);
    ck_assert_int_eq(inc_rulebook_publish(rulebook, rules, at("2026-01-01T00:00")), INC_OK);
    ck_assert_int_eq(inc_memory_new(context, &backend), INC_OK);
    ck_assert_int_eq(inc_memory_store(backend, context, &store), INC_OK);
    options.rulebook = rulebook;
    ck_assert_int_eq(inc_desk_new(context, store, &options, &desk), INC_OK);
}

static void close_desk(void)
{
    inc_desk_free(desk);
    inc_store_free(store);
    inc_memory_unref(backend);
    inc_rulebook_free(rulebook);
    inc_rules_unref(rules);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* Runs a command on INC-1 at an instant; its members as designated initialisers. */
#define run(when, ...)                                                                             \
    run_command((when),                                                                            \
                &(inc_command){.size = sizeof(inc_command), .subject = "INC-1", __VA_ARGS__})

static inline inc_status run_command(const char *when, const inc_command *command)
{
    return inc_desk_run(desk, command, at(when), NULL);
}

/* The same, and it must go well. */
#define must(when, ...)                                                                            \
    ck_assert_msg(run(when, __VA_ARGS__) == INC_OK, "%s", inc_context_error(context))

/* The name of the refusal of a command. */
#define refused(when, ...)                                                                         \
    (run(when, __VA_ARGS__) == INC_E_REFUSED ? inc_refusal_name(inc_desk_refusal(desk)) : "")

static inline inc_incident_view look(const char *when)
{
    inc_incident_view view = {.size = sizeof view};

    ck_assert_int_eq(inc_desk_look(desk, "INC-1", at(when), &view, NULL), INC_OK);
    return view;
}

#endif
