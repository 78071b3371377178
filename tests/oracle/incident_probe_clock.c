/* The answer of the probe: the clocks on an incident as JSON. */
#include "incident_probe.h"

static void add_instants(json_t *object, const inc_clock_view *view)
{
    (void) json_object_set_new(object, "anchor", incident_instant(view->anchor));
    (void) json_object_set_new(object, "due", incident_instant(view->due));
    (void) json_object_set_new(object, "objective_due", incident_instant(view->objective_due));
    (void) json_object_set_new(object, "breach_at", incident_instant(view->breach_at));
    (void) json_object_set_new(object, "stopped_at", incident_instant(view->stopped_at));
    (void) json_object_set_new(object, "next", incident_instant(view->next));
}

static json_t *cycles_json(const inc_ledger *ledger)
{
    json_t *list = json_array();
    inc_cycle cycle = {.size = sizeof(cycle)};
    for (size_t i = 0; inc_ledger_cycle(ledger, i, &cycle) == INC_OK; i++)
        (void) json_array_append_new(
            list, json_pack("{s:I, s:o, s:s, s:b}", "anchor", (json_int_t) cycle.anchor,
                            "breach_at", incident_instant(cycle.breach_at), "verdict",
                            inc_verdict_name(cycle.verdict), "on_arrival", cycle.on_arrival));
    return list;
}

static json_t *segments_json(inc_ledger *ledger)
{
    json_t *list = json_array();
    inc_segment segment = {.size = sizeof(segment)};
    while (inc_ledger_next(ledger, &segment) == INC_OK) {
        json_t *line = json_pack("{s:I, s:I, s:s, s:i, s:i, s:I}", "from",
                                 (json_int_t) segment.from, "to", (json_int_t) segment.to, "kind",
                                 inc_segment_name(segment.kind), "cycle", segment.cycle, "revision",
                                 segment.revision, "counted", (json_int_t) segment.counted);
        if (segment.was != 0)
            (void) json_object_set_new(line, "was", json_string(inc_segment_name(segment.was)));
        if (segment.reasons != NULL)
            (void) json_object_set_new(line, "reasons", json_string(segment.reasons));
        if (segment.name != NULL)
            (void) json_object_set_new(line, "name", json_string(segment.name));
        (void) json_array_append_new(list, line);
    }
    return list;
}

static json_t *verdict_json(int32_t verdict, inc_time breach_at)
{
    return json_pack("{s:s, s:o}", "verdict", inc_verdict_name(verdict), "breach_at",
                     incident_instant(breach_at));
}

static json_t *corrections_json(const inc_ledger *ledger)
{
    json_t *list = json_array();
    inc_correction correction = {.size = sizeof(correction)};
    for (size_t i = 0; inc_ledger_correction(ledger, i, &correction) == INC_OK; i++) {
        json_t *by = json_array();
        for (size_t j = 0; j < correction.by_count; j++)
            (void) json_array_append_new(by, json_integer(correction.by[j]));
        (void) json_array_append_new(
            list, json_pack("{s:o, s:I, s:o, s:o}", "by", by, "recorded",
                            (json_int_t) correction.recorded, "was",
                            verdict_json(correction.was_verdict, correction.was_breach_at), "is",
                            verdict_json(correction.is_verdict, correction.is_breach_at)));
    }
    return list;
}

static json_t *view_json(const inc_clock_view *view)
{
    json_t *object = json_pack(
        "{s:s, s:s, s:b, s:b, s:b, s:i, s:I, s:I, s:I, s:I, s:I}", "state",
        inc_clock_state_name(view->state), "verdict", inc_verdict_name(view->verdict), "breached",
        view->breached, "provisional", view->provisional, "on_arrival", view->on_arrival,
        "revision", view->revision, "elapsed", (json_int_t) view->elapsed, "carried",
        (json_int_t) view->carried, "credited", (json_int_t) view->credited, "remaining",
        (json_int_t) view->remaining, "overrun", (json_int_t) view->overrun);
    add_instants(object, view);
    return object;
}

static json_t *attachment_json(const inc_attachment *attachment, json_t *view)
{
    inc_policy_options policy = {.size = sizeof(policy)};
    static const char *const agreements[] = {"sla", "ola", "uc"};
    (void) inc_policy_describe(attachment->policy, &policy);
    return json_pack("{s:s, s:s, s:I, s:o, s:I, s:s, s:i, s:o}", "policy", policy.name, "rules",
                     inc_rules_version(attachment->rules), "from", (json_int_t) attachment->from,
                     "to", incident_instant(attachment->to), "fact", (json_int_t) attachment->fact,
                     "agreement", agreements[attachment->agreement], "tier", attachment->tier,
                     "view", view);
}

json_t *incident_clocks(inc_incident *incident)
{
    json_t *list = json_array();
    inc_attachment attachment = {.size = sizeof(attachment)};
    inc_clock_view view = {.size = sizeof(view)};
    for (size_t i = 0; inc_incident_clock(incident, i, &attachment, &view) == INC_OK; i++) {
        inc_ledger *ledger = NULL;
        json_t *object = view_json(&view);
        if (inc_incident_ledger(incident, i, &ledger) == INC_OK) {
            (void) json_object_set_new(object, "cycles", cycles_json(ledger));
            (void) json_object_set_new(object, "ledger", segments_json(ledger));
            (void) json_object_set_new(object, "corrections", corrections_json(ledger));
        }
        inc_ledger_free(ledger);
        (void) json_array_append_new(list, attachment_json(&attachment, object));
    }
    return list;
}
