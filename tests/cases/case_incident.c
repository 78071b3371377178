/* An incident from rules and events. */
#include "case_incident.h"

#include "case_expect.h"
#include "case_rules.h"

static inc_status incident_tell(case_run *run, const json_t *events, const inc_rulebook *rulebook,
                                inc_incident *incident)
{
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(events); i++) {
        inc_event *event = NULL;
        status = case_event(run, json_array_get(events, i), rulebook, (int64_t) i + 1, &event);
        if (status == INC_OK)
            status = inc_incident_apply(incident, event);
        inc_event_unref(event);
    }
    return status;
}

static inc_status incident_instants(case_run *run, const json_t *value, inc_time *as_of,
                                    inc_time *as_known)
{
    const json_t *known = json_object_get(value, "as_known");
    inc_status status = case_instant(run, json_object_get(value, "as_of"), as_of);
    *as_known = INC_TIME_NONE;
    if (status == INC_OK && known != NULL)
        status = case_instant(run, known, as_known);
    return status;
}

/* The rules of a case, or those that count as the system of its `like` does. */
static inc_status incident_rules(case_run *run, const json_t *value, inc_rules **rules)
{
    const char *like = case_text(value, "like");
    inc_rules *base = NULL;
    inc_status status = case_rules(run, json_object_get(value, "rules"), "1", &base);
    if (status != INC_OK || like == NULL) {
        *rules = base;
        return status;
    }
    status = inc_preset_like(run->context, inc_system_find(like, INC_ZSTR), base, rules);
    if (status != INC_OK)
        case_complain(run, "like: %s", inc_context_error(run->context));
    inc_rules_unref(base);
    return status;
}

/* A list of versions is a rulebook, anything else the rules that all is folded under. */
static inc_status incident_make(case_run *run, const json_t *value, inc_rulebook **rulebook,
                                inc_incident **incident)
{
    const json_t *said = json_object_get(value, "rules");
    inc_incident_options options = {.size = sizeof(options)};
    inc_rules *rules = NULL;
    inc_status status;
    if (json_is_array(said))
        status = case_rulebook(run, said, rulebook);
    else
        status = incident_rules(run, value, &rules);
    options.rules = rules;
    options.rulebook = *rulebook;
    if (status == INC_OK)
        status = inc_incident_new(run->context, &options, incident);
    inc_rules_unref(rules);
    return status;
}

void case_incident(case_run *run, const json_t *value)
{
    const json_t *expect = json_object_get(value, "expect");
    inc_rulebook *rulebook = NULL;
    inc_incident *incident = NULL;
    inc_time as_of = 0;
    inc_time as_known = INC_TIME_NONE;
    inc_status status = incident_make(run, value, &rulebook, &incident);
    if (status == INC_OK)
        status = incident_instants(run, value, &as_of, &as_known);
    if (status == INC_OK)
        status = incident_tell(run, json_object_get(value, "events"), rulebook, incident);
    if (status == INC_OK)
        status = case_look(run, expect, incident, as_of, as_known);
    (void) case_expect_status(run, expect, status);
    inc_incident_free(incident);
    inc_rulebook_free(rulebook);
}
