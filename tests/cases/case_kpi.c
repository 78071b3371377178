/* Key figures of several incidents: folded one by one, and looked at from one instant. */
#include "case_kpi.h"

#include "case_expect.h"
#include "case_expect_figure.h"
#include "case_incident.h"
#include "case_rules.h"

#include <string.h>

#define CASE_DEFINITIONS 64
#define CASE_INSTANTS 64

/* Options, and what they point to. */
typedef struct kpi_room {
    inc_kpi_options options;
    inc_definition definitions[CASE_DEFINITIONS];
    int32_t dimensions[INC_KPI_DIMENSIONS];
    inc_time instants[CASE_INSTANTS];
    inc_zone *zone;
} kpi_room;

static void room_definitions(case_run *run, const json_t *names, kpi_room *room)
{
    size_t count = json_array_size(names);
    for (size_t i = 0; i < count && i < CASE_DEFINITIONS; i++) {
        const char *name = json_string_value(json_array_get(names, i));
        room->definitions[i].size = sizeof(room->definitions[i]);
        if (name == NULL || inc_definition_find(name, INC_ZSTR, &room->definitions[i]) != INC_OK)
            case_complain(run, "no definition '%s'", name == NULL ? "(no text)" : name);
    }
    room->options.definitions = names == NULL ? NULL : room->definitions;
    room->options.definitions_count = count;
}

static void room_dimensions(case_run *run, const json_t *names, kpi_room *room)
{
    size_t count = json_array_size(names);
    for (size_t i = 0; i < count && i < INC_KPI_DIMENSIONS; i++) {
        const char *name = json_string_value(json_array_get(names, i));
        inc_column column = {.size = sizeof(column)};
        if (!case_observation_column(INC_GRAIN_CLOCK, name, &column))
            case_complain(run, "no dimension '%s'", name == NULL ? "(no text)" : name);
        room->dimensions[i] = column.id;
    }
    room->options.dimensions = names == NULL ? NULL : room->dimensions;
    room->options.dimensions_count = count;
}

static inc_status room_instants(case_run *run, const json_t *list, kpi_room *room)
{
    inc_status status = INC_OK;
    size_t count = json_array_size(list);
    for (size_t i = 0; status == INC_OK && i < count && i < CASE_INSTANTS; i++)
        status = case_instant(run, json_array_get(list, i), &room->instants[i]);
    room->options.instants = list == NULL ? NULL : room->instants;
    room->options.instants_count = count;
    return status;
}

static inc_status room_fill(case_run *run, const json_t *given, kpi_room *room)
{
    const char *zone = case_text(given, "zone");
    const char *period = case_text(given, "period");
    inc_status status = INC_OK;
    memset(room, 0, sizeof(*room));
    room->options.size = sizeof(room->options);
    room_definitions(run, json_object_get(given, "definitions"), room);
    room_dimensions(run, json_object_get(given, "by"), room);
    if (period != NULL)
        room->options.period = inc_period_find(period, INC_ZSTR);
    room->options.exact = (int32_t) json_integer_value(json_object_get(given, "exact"));
    room->options.rate = json_integer_value(json_object_get(given, "rate"));
    room->options.multiplier = (int32_t) json_integer_value(json_object_get(given, "multiplier"));
    status = room_instants(run, json_object_get(given, "instants"), room);
    if (status == INC_OK && zone != NULL)
        status = inc_zone_load(run->context, run->zone_directory, zone, INC_ZSTR, &room->zone);
    room->options.zone = room->zone;
    return status;
}

/* Tells one incident its facts; those name it by default. */
static inc_status kpi_tell(case_run *run, const json_t *value, inc_incident *incident)
{
    const json_t *facts = json_object_get(value, "facts");
    inc_status status = INC_OK;
    inc_incident_clear(incident);
    for (size_t i = 0; status == INC_OK && i < json_array_size(facts); i++) {
        json_t *fact = json_copy(json_array_get(facts, i));
        inc_event *event = NULL;
        json_object_set(fact, "subject", json_object_get(value, "id"));
        status = case_event(run, fact, NULL, (int64_t) i + 1, &event);
        if (status == INC_OK)
            status = inc_incident_apply(incident, event);
        inc_event_unref(event);
        json_decref(fact);
    }
    return status;
}

static inc_status kpi_add(case_run *run, const json_t *value, inc_incident *incident, inc_kpi *kpi,
                          inc_observations *observations)
{
    const json_t *incidents = json_object_get(value, "incidents");
    const json_t *known = json_object_get(value, "as_known");
    inc_time as_of = 0;
    inc_time as_known = INC_TIME_NONE;
    inc_status status = case_instant(run, json_object_get(value, "as_of"), &as_of);
    if (status == INC_OK && known != NULL)
        status = case_instant(run, known, &as_known);
    for (size_t i = 0; status == INC_OK && i < json_array_size(incidents); i++) {
        status = kpi_tell(run, json_array_get(incidents, i), incident);
        if (status == INC_OK)
            status = inc_incident_look(incident, as_of, as_known, NULL);
        if (status == INC_OK)
            status = inc_kpi_add(kpi, incident);
        if (status == INC_OK)
            status = inc_observations_add(observations, incident);
    }
    return status;
}

static inc_status kpi_incident(case_run *run, const json_t *rules, inc_incident **incident)
{
    inc_incident_options options = {.size = sizeof(options)};
    json_t *none = json_object();
    inc_rules *made = NULL;
    inc_status status = case_rules(run, rules == NULL ? none : rules, "1", &made);
    options.rules = made;
    if (status == INC_OK)
        status = inc_incident_new(run->context, &options, incident);
    inc_rules_unref(made);
    json_decref(none);
    return status;
}

void case_kpi(case_run *run, const json_t *value)
{
    const json_t *expect = json_object_get(value, "expect");
    inc_incident *incident = NULL;
    inc_observations *observations = NULL;
    inc_kpi *kpi = NULL;
    kpi_room room;
    inc_status status = room_fill(run, json_object_get(value, "options"), &room);
    if (status == INC_OK)
        status = kpi_incident(run, json_object_get(value, "rules"), &incident);
    if (status == INC_OK)
        status = inc_observations_new(run->context, NULL, &observations);
    if (status == INC_OK)
        status = inc_kpi_new(run->context, &room.options, &kpi);
    if (status == INC_OK)
        status = kpi_add(run, value, incident, kpi, observations);
    if (case_expect_status(run, expect, status) && status == INC_OK) {
        case_expect_figures(run, expect, kpi, room.zone);
        case_expect_rows(run, json_object_get(expect, "rows"), observations);
    }
    inc_kpi_free(kpi);
    inc_observations_free(observations);
    inc_incident_free(incident);
    inc_zone_unref(room.zone);
}
