/* The answer of the probe: the view and the lists of an incident as JSON. */
#include "incident_probe.h"

json_t *incident_instant(inc_time time)
{
    return time == INC_TIME_NONE ? json_null() : json_integer(time);
}

static void add_instants(json_t *object, const inc_incident_view *view)
{
    const struct {
        const char *name;
        inc_time time;
    } table[] = {{"occurred", view->occurred},
                 {"detected", view->detected},
                 {"logged", view->logged},
                 {"acknowledged", view->acknowledged},
                 {"restored", view->restored},
                 {"first_restored", view->first_restored},
                 {"resolved", view->resolved},
                 {"confirmed", view->confirmed},
                 {"closed", view->closed},
                 {"cancelled", view->cancelled},
                 {"updated", view->updated},
                 {"confirm_by", view->confirm_by},
                 {"reopen_until", view->reopen_until},
                 {"due", view->due},
                 {"breach_at", view->breach_at},
                 {"next", view->next}};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        (void) json_object_set_new(object, table[i].name, incident_instant(table[i].time));
}

static void add_integers(json_t *object, const inc_incident_view *view)
{
    const struct {
        const char *name;
        int64_t value;
    } table[] = {{"priority", view->priority},
                 {"impact", view->impact},
                 {"urgency", view->urgency},
                 {"tier", view->tier},
                 {"held", view->held},
                 {"reopens", view->reopens},
                 {"reassignments", view->reassignments},
                 {"escalations", view->escalations},
                 {"hierarchic", view->hierarchic},
                 {"migrations", view->migrations},
                 {"sequence", view->sequence},
                 {"effort", view->effort}};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        (void) json_object_set_new(object, table[i].name, json_integer(table[i].value));
}

static void add_texts(json_t *object, const inc_incident_view *view)
{
    const struct {
        const char *name;
        const char *value;
    } table[] = {{"title", view->title},
                 {"channel", view->channel},
                 {"symptom", view->symptom},
                 {"service", view->service},
                 {"ci", view->ci},
                 {"category", view->category},
                 {"caller", view->caller},
                 {"team", view->team},
                 {"person", view->person},
                 {"resolution", view->resolution},
                 {"stage", inc_stage_name(view->stage)},
                 {"confirmation", inc_confirmation_name(view->confirmation)}};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        (void) json_object_set_new(object, table[i].name, json_string(table[i].value));
}

static json_t *view_json(const inc_incident_view *view)
{
    json_t *object =
        json_pack("{s:b, s:b, s:b, s:b, s:b, s:i}", "overridden", view->overridden, "breached",
                  view->breached, "documented", view->documented, "converted", view->converted,
                  "redacted", view->redacted, "implied", view->implied);
    add_instants(object, view);
    add_integers(object, view);
    add_texts(object, view);
    return object;
}

static json_t *holds_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_hold hold = {.size = sizeof(hold)};
    for (size_t i = 0; inc_incident_hold(incident, i, &hold) == INC_OK; i++)
        (void) json_array_append_new(
            list, json_pack("{s:s, s:s, s:I, s:o, s:I}", "reason", hold.reason, "source",
                            hold.source, "since", (json_int_t) hold.since, "expires",
                            incident_instant(hold.expires), "fact", (json_int_t) hold.fact));
    return list;
}

static json_t *links_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_link link = {.size = sizeof(link)};
    for (size_t i = 0; inc_incident_link(incident, i, &link) == INC_OK; i++)
        (void) json_array_append_new(
            list, json_pack("{s:s, s:s, s:I, s:I}", "relation", link.relation, "other", link.other,
                            "since", (json_int_t) link.since, "fact", (json_int_t) link.fact));
    return list;
}

static json_t *stays_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_stay stay = {.size = sizeof(stay)};
    for (size_t i = 0; inc_incident_stay(incident, i, &stay) == INC_OK; i++)
        (void) json_array_append_new(
            list, json_pack("{s:s, s:s, s:i, s:I, s:o, s:I}", "team", stay.team, "person",
                            stay.person, "tier", stay.tier, "from", (json_int_t) stay.from, "to",
                            incident_instant(stay.to), "fact", (json_int_t) stay.fact));
    return list;
}

static json_t *episodes_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_episode episode = {.size = sizeof(episode)};
    for (size_t i = 0; inc_incident_episode(incident, i, &episode) == INC_OK; i++)
        (void) json_array_append_new(
            list,
            json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:I, s:i}", "opened",
                      (json_int_t) episode.opened, "restored", incident_instant(episode.restored),
                      "resolved", incident_instant(episode.resolved), "closed",
                      incident_instant(episode.closed), "cancelled",
                      incident_instant(episode.cancelled), "ended", incident_instant(episode.ended),
                      "fact", (json_int_t) episode.fact, "tier", episode.tier));
    return list;
}

static json_t *reported_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_reported reported = {.size = sizeof(reported)};
    for (size_t i = 0; inc_incident_reported(incident, i, &reported) == INC_OK; i++)
        (void) json_array_append_new(list,
                                     json_pack("{s:s, s:I, s:o, s:I}", "figure", reported.figure,
                                               "value", (json_int_t) reported.value, "instant",
                                               incident_instant(reported.instant), "fact",
                                               (json_int_t) reported.fact));
    return list;
}

static json_t *choices_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_choice choice = {.size = sizeof(choice)};
    inc_policy_options policy = {.size = sizeof(policy)};
    for (size_t i = 0; inc_incident_choice(incident, i, &choice) == INC_OK; i++) {
        (void) inc_policy_describe(choice.policy, &policy);
        (void) json_array_append_new(list, json_pack("{s:s, s:s, s:i}", "policy", policy.name,
                                                     "reason", inc_choice_name(choice.reason),
                                                     "clock", choice.clock));
    }
    return list;
}

static json_t *derived_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_derived derived = {.size = sizeof(derived)};
    for (size_t i = 0; inc_incident_derived(incident, i, &derived) == INC_OK; i++)
        (void) json_array_append_new(
            list,
            json_pack("{s:I, s:s, s:b, s:i, s:i, s:i, s:I, s:s, s:s}", "at",
                      (json_int_t) derived.at, "kind", inc_derived_name(derived.kind), "recorded",
                      derived.recorded, "clock", derived.clock, "cycle", derived.cycle, "revision",
                      derived.revision, "cause", (json_int_t) derived.cause, "name", derived.name,
                      "value", derived.value));
    return list;
}

static json_t *findings_json(const inc_incident *incident)
{
    json_t *list = json_array();
    inc_finding finding = {.size = sizeof(finding)};
    for (size_t i = 0; inc_incident_finding(incident, i, &finding) == INC_OK; i++)
        (void) json_array_append_new(
            list, json_pack("[I, s]", (json_int_t) finding.fact, inc_finding_name(finding.kind)));
    return list;
}

json_t *incident_answer(inc_incident *incident, const inc_incident_view *view)
{
    json_t *answer = json_object();
    (void) json_object_set_new(answer, "view", view_json(view));
    (void) json_object_set_new(answer, "holds", holds_json(incident));
    (void) json_object_set_new(answer, "links", links_json(incident));
    (void) json_object_set_new(answer, "stays", stays_json(incident));
    (void) json_object_set_new(answer, "episodes", episodes_json(incident));
    (void) json_object_set_new(answer, "reported", reported_json(incident));
    (void) json_object_set_new(answer, "choices", choices_json(incident));
    (void) json_object_set_new(answer, "derived", derived_json(incident));
    (void) json_object_set_new(answer, "findings", findings_json(incident));
    (void) json_object_set_new(answer, "clocks", incident_clocks(incident));
    incident_observed(answer, incident);
    return answer;
}
