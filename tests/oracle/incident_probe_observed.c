/* The answer of the probe: what an incident gives key figures as JSON. */
#include "incident_probe.h"

/* Null for what is unknown: an instant that is none is the same number. */
static json_t *value_json(const inc_observations *table, int32_t grain, int32_t column, size_t row)
{
    inc_values values = {.size = sizeof(values)};
    if (inc_observations_values(table, grain, column, &values) != INC_OK || values.integers == NULL)
        return json_string("no such column");
    return incident_instant(values.integers[row]);
}

static json_t *row_json(const inc_observations *table)
{
    const struct {
        const char *name;
        int32_t column;
    } columns[] = {{"held", INC_OBSERVED_HELD},
                   {"business", INC_OBSERVED_BUSINESS},
                   {"effort_first", INC_OBSERVED_EFFORT_FIRST},
                   {"effort_higher", INC_OBSERVED_EFFORT_HIGHER},
                   {"resolver_tier", INC_OBSERVED_RESOLVER_TIER},
                   {"avoidable", INC_OBSERVED_AVOIDABLE},
                   {"counted", INC_OBSERVED_COUNTED},
                   {"root_cause", INC_OBSERVED_ROOT_CAUSE},
                   {"reported_opened", INC_OBSERVED_REPORTED_OPENED},
                   {"reported_acknowledged", INC_OBSERVED_REPORTED_ACKNOWLEDGED},
                   {"reported_resolved", INC_OBSERVED_REPORTED_RESOLVED},
                   {"reported_closed", INC_OBSERVED_REPORTED_CLOSED},
                   {"reported_made_sla", INC_OBSERVED_REPORTED_MADE_SLA},
                   {"reported_reopens", INC_OBSERVED_REPORTED_REOPENS},
                   {"reported_reassignments", INC_OBSERVED_REPORTED_REASSIGNMENTS}};
    json_t *row = json_object();
    if (inc_observations_count(table, INC_GRAIN_INCIDENT) == 0) {
        json_decref(row);
        return json_null();
    }
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        (void) json_object_set_new(row, columns[i].name,
                                   value_json(table, INC_GRAIN_INCIDENT, columns[i].column, 0));
    return row;
}

static json_t *returned_json(const inc_observations *table)
{
    json_t *list = json_array();
    size_t count = inc_observations_count(table, INC_GRAIN_EPISODE);
    for (size_t i = 0; i < count; i++)
        (void) json_array_append_new(
            list, value_json(table, INC_GRAIN_EPISODE, INC_OBSERVED_RETURNED, i));
    return list;
}

void incident_observed(json_t *answer, inc_incident *incident)
{
    inc_context *context = NULL;
    inc_observations *table = NULL;
    if (inc_context_new(NULL, &context) == INC_OK &&
        inc_observations_new(context, NULL, &table) == INC_OK &&
        inc_observations_add(table, incident) == INC_OK) {
        (void) json_object_set_new(answer, "observed", row_json(table));
        (void) json_object_set_new(answer, "returned", returned_json(table));
    }
    inc_observations_free(table);
    inc_context_unref(context);
}
