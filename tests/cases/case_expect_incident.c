/* How an incident stands against the members of `expect`. */
#include "case_expect.h"
#include "case_field.h"
#include "case_incident.h"

#include <stdio.h>
#include <string.h>

#define PLACE_SIZE 64

/* A list of a case against the items that a call gives one by one. */
typedef inc_status (*item_call)(const inc_incident *incident, size_t index, void *item);

#define VIEW(name, kind)                                                                           \
    {                                                                                              \
#name, kind, offsetof(inc_incident_view, name), NULL                                       \
    }
#define VIEW_WORD(name, word)                                                                      \
    {                                                                                              \
#name, CASE_WORD, offsetof(inc_incident_view, name), word                                  \
    }

static const case_field view_fields[] = {
    VIEW_WORD(stage, inc_stage_name),
    VIEW_WORD(confirmation, inc_confirmation_name),
    VIEW(priority, CASE_NUMBER),
    VIEW(impact, CASE_NUMBER),
    VIEW(urgency, CASE_NUMBER),
    VIEW(overridden, CASE_TRUTH),
    VIEW(tier, CASE_NUMBER),
    VIEW(held, CASE_NUMBER),
    VIEW(breached, CASE_TRUTH),
    VIEW(documented, CASE_TRUTH),
    VIEW(converted, CASE_TRUTH),
    VIEW(reopens, CASE_NUMBER),
    VIEW(reassignments, CASE_NUMBER),
    VIEW(escalations, CASE_NUMBER),
    VIEW(hierarchic, CASE_NUMBER),
    VIEW(redacted, CASE_TRUTH),
    VIEW(migrations, CASE_NUMBER),
    VIEW(sequence, CASE_SEQUENCE),
    VIEW(effort, CASE_DURATION),
    VIEW(occurred, CASE_INSTANT),
    VIEW(detected, CASE_INSTANT),
    VIEW(logged, CASE_INSTANT),
    VIEW(acknowledged, CASE_INSTANT),
    VIEW(restored, CASE_INSTANT),
    VIEW(first_restored, CASE_INSTANT),
    VIEW(resolved, CASE_INSTANT),
    VIEW(confirmed, CASE_INSTANT),
    VIEW(closed, CASE_INSTANT),
    VIEW(cancelled, CASE_INSTANT),
    VIEW(updated, CASE_INSTANT),
    VIEW(confirm_by, CASE_INSTANT),
    VIEW(reopen_until, CASE_INSTANT),
    VIEW(due, CASE_INSTANT),
    VIEW(breach_at, CASE_INSTANT),
    VIEW(next, CASE_INSTANT),
    VIEW(tenant, CASE_TEXT),
    VIEW(subject, CASE_TEXT),
    VIEW(title, CASE_TEXT),
    VIEW(channel, CASE_TEXT),
    VIEW(symptom, CASE_TEXT),
    VIEW(service, CASE_TEXT),
    VIEW(ci, CASE_TEXT),
    VIEW(category, CASE_TEXT),
    VIEW(caller, CASE_TEXT),
    VIEW(team, CASE_TEXT),
    VIEW(person, CASE_TEXT),
    VIEW(resolution, CASE_TEXT),
    {NULL, CASE_NUMBER, 0, NULL},
};

static const char *const view_others[] = {"implied", "holds",   "links",    "stays",  "choices",
                                          "clocks",  "derived", "findings", "status", NULL};

static const case_field hold_fields[] = {
    {"reason", CASE_TEXT, offsetof(inc_hold, reason), NULL},
    {"source", CASE_TEXT, offsetof(inc_hold, source), NULL},
    {"since", CASE_INSTANT, offsetof(inc_hold, since), NULL},
    {"expires", CASE_INSTANT, offsetof(inc_hold, expires), NULL},
    {"fact", CASE_SEQUENCE, offsetof(inc_hold, fact), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static const case_field link_fields[] = {
    {"relation", CASE_TEXT, offsetof(inc_link, relation), NULL},
    {"other", CASE_TEXT, offsetof(inc_link, other), NULL},
    {"since", CASE_INSTANT, offsetof(inc_link, since), NULL},
    {"fact", CASE_SEQUENCE, offsetof(inc_link, fact), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static const case_field stay_fields[] = {
    {"team", CASE_TEXT, offsetof(inc_stay, team), NULL},
    {"person", CASE_TEXT, offsetof(inc_stay, person), NULL},
    {"from", CASE_INSTANT, offsetof(inc_stay, from), NULL},
    {"to", CASE_INSTANT, offsetof(inc_stay, to), NULL},
    {"fact", CASE_SEQUENCE, offsetof(inc_stay, fact), NULL},
    {"tier", CASE_NUMBER, offsetof(inc_stay, tier), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static const case_field derived_fields[] = {
    {"kind", CASE_WORD, offsetof(inc_derived, kind), inc_derived_name},
    {"at", CASE_INSTANT, offsetof(inc_derived, at), NULL},
    {"recorded", CASE_TRUTH, offsetof(inc_derived, recorded), NULL},
    {"clock", CASE_NUMBER, offsetof(inc_derived, clock), NULL},
    {"cycle", CASE_NUMBER, offsetof(inc_derived, cycle), NULL},
    {"revision", CASE_NUMBER, offsetof(inc_derived, revision), NULL},
    {"cause", CASE_SEQUENCE, offsetof(inc_derived, cause), NULL},
    {"name", CASE_TEXT, offsetof(inc_derived, name), NULL},
    {"value", CASE_TEXT, offsetof(inc_derived, value), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static const case_field finding_fields[] = {
    {"finding", CASE_WORD, offsetof(inc_finding, kind), inc_finding_name},
    {"fact", CASE_SEQUENCE, offsetof(inc_finding, fact), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static inc_status hold_item(const inc_incident *incident, size_t index, void *item)
{
    ((inc_hold *) item)->size = sizeof(inc_hold);
    return inc_incident_hold(incident, index, item);
}

static inc_status link_item(const inc_incident *incident, size_t index, void *item)
{
    ((inc_link *) item)->size = sizeof(inc_link);
    return inc_incident_link(incident, index, item);
}

static inc_status stay_item(const inc_incident *incident, size_t index, void *item)
{
    ((inc_stay *) item)->size = sizeof(inc_stay);
    return inc_incident_stay(incident, index, item);
}

static inc_status derived_item(const inc_incident *incident, size_t index, void *item)
{
    ((inc_derived *) item)->size = sizeof(inc_derived);
    return inc_incident_derived(incident, index, item);
}

static inc_status finding_item(const inc_incident *incident, size_t index, void *item)
{
    ((inc_finding *) item)->size = sizeof(inc_finding);
    return inc_incident_finding(incident, index, item);
}

static const struct {
    const char *name;
    item_call call;
    const case_field *fields;
} lists[] = {{"holds", hold_item, hold_fields},
             {"links", link_item, link_fields},
             {"stays", stay_item, stay_fields},
             {"derived", derived_item, derived_fields},
             {"findings", finding_item, finding_fields}};

static void expect_list(case_run *run, size_t which, const json_t *list,
                        const inc_incident *incident)
{
    union {
        inc_hold hold;
        inc_link link;
        inc_stay stay;
        inc_derived derived;
        inc_finding finding;
    } item;
    size_t count = 0;
    for (; lists[which].call(incident, count, &item) == INC_OK; count++) {
        char where[PLACE_SIZE];
        (void) snprintf(where, sizeof(where), "%s[%zu].", lists[which].name, count);
        if (count < json_array_size(list))
            case_expect_fields(run, where, json_array_get(list, count), lists[which].fields, NULL,
                               &item);
    }
    case_expect_length(run, lists[which].name, list, count);
}

static void expect_implied(case_run *run, const json_t *list, int32_t implied)
{
    static const char *const names[] = {"",          "occurred",     "detected",
                                        "logged",    "acknowledged", "restored",
                                        "confirmed", "closed",       NULL};
    size_t count = 0;
    for (int32_t m = INC_MILESTONE_OCCURRED; m <= INC_MILESTONE_CLOSED; m++) {
        if ((implied >> m & 1) == 0)
            continue;
        case_expect_text(run, "implied", json_array_get(list, count), names[m]);
        count++;
    }
    case_expect_length(run, "implied", list, count);
}

static const char *policy_name(const inc_policy *policy)
{
    inc_policy_options options = {.size = sizeof(options)};
    return inc_policy_describe(policy, &options) == INC_OK ? options.name : NULL;
}

static void expect_choice(case_run *run, const char *policy, const json_t *reason,
                          const inc_incident *incident)
{
    inc_choice choice = {.size = sizeof(choice)};
    for (size_t i = 0; inc_incident_choice(incident, i, &choice) == INC_OK; i++) {
        const char *name = policy_name(choice.policy);
        if (name != NULL && strcmp(name, policy) == 0) {
            case_expect_text(run, policy, reason, inc_choice_name(choice.reason));
            return;
        }
    }
    case_complain(run, "no choice of policy '%s'", policy);
}

/* What stands of a clock beside what a clock case looks at. */
typedef struct clock_looks {
    inc_time from;
    inc_time to;
    inc_time anchor;
    inc_time stopped_at;
    int64_t fact;
    const char *policy;
    const char *rules;
    const char *agreement;
    int32_t tier;
} clock_looks;

static const case_field clock_fields[] = {
    {"from", CASE_INSTANT, offsetof(clock_looks, from), NULL},
    {"to", CASE_INSTANT, offsetof(clock_looks, to), NULL},
    {"anchor", CASE_INSTANT, offsetof(clock_looks, anchor), NULL},
    {"stopped_at", CASE_INSTANT, offsetof(clock_looks, stopped_at), NULL},
    {"fact", CASE_SEQUENCE, offsetof(clock_looks, fact), NULL},
    {"policy", CASE_TEXT, offsetof(clock_looks, policy), NULL},
    {"rules", CASE_TEXT, offsetof(clock_looks, rules), NULL},
    {"agreement", CASE_TEXT, offsetof(clock_looks, agreement), NULL},
    {"tier", CASE_NUMBER, offsetof(clock_looks, tier), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static const char *const clock_others[] = {
    "state",    "verdict",  "breached",   "breach_at",     "on_arrival",  "due",    "elapsed",
    "carried",  "credited", "remaining",  "objective_due", "overrun",     "next",   "provisional",
    "revision", "cycles",   "thresholds", "findings",      "corrections", "ledger", NULL};

static clock_looks clock_look(const inc_attachment *attachment, const inc_clock_view *view)
{
    static const char *const agreements[] = {"sla", "ola", "uc"};
    clock_looks looks = {.from = attachment->from,
                         .to = attachment->to,
                         .anchor = view->anchor,
                         .stopped_at = view->stopped_at,
                         .fact = attachment->fact,
                         .policy = policy_name(attachment->policy),
                         .rules = inc_rules_version(attachment->rules),
                         .tier = attachment->tier};
    if (attachment->agreement >= INC_AGREEMENT_SLA && attachment->agreement <= INC_AGREEMENT_UC)
        looks.agreement = agreements[attachment->agreement];
    return looks;
}

static void expect_clock(case_run *run, size_t index, const json_t *expect, inc_incident *incident,
                         const inc_attachment *attachment, const inc_clock_view *view)
{
    clock_looks looks = clock_look(attachment, view);
    inc_ledger *ledger = NULL;
    const char *before = run->place;
    char place[PLACE_SIZE];
    (void) snprintf(place, sizeof(place), "%sclocks[%zu].", before == NULL ? "" : before, index);
    run->place = place;
    case_expect_fields(run, "", expect, clock_fields, clock_others, &looks);
    if (inc_incident_ledger(incident, index, &ledger) == INC_OK)
        case_expect_clock(run, expect, view, ledger);
    else
        case_complain(run, "no ledger: %s", inc_context_error(run->context));
    inc_ledger_free(ledger);
    run->place = before;
}

/* Every clock is looked at, also without anything expected of it: its ledger has laws. */
static void expect_clocks(case_run *run, const json_t *list, inc_incident *incident)
{
    inc_attachment attachment = {.size = sizeof(attachment)};
    inc_clock_view view = {.size = sizeof(view)};
    size_t count = 0;
    json_t *nothing = json_object();
    for (; inc_incident_clock(incident, count, &attachment, &view) == INC_OK; count++) {
        const json_t *expect = json_array_get(list, count);
        expect_clock(run, count, expect == NULL ? nothing : expect, incident, &attachment, &view);
    }
    json_decref(nothing);
    if (list != NULL)
        case_expect_length(run, "clocks", list, count);
}

static void expect_parts(case_run *run, const json_t *expect, inc_incident *incident,
                         const inc_incident_view *view)
{
    const json_t *implied = json_object_get(expect, "implied");
    const char *policy;
    json_t *reason;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        const json_t *list = json_object_get(expect, lists[i].name);
        if (list != NULL)
            expect_list(run, i, list, incident);
    }
    if (implied != NULL)
        expect_implied(run, implied, view->implied);
    json_object_foreach(json_object_get(expect, "choices"), policy, reason)
    {
        expect_choice(run, policy, reason, incident);
    }
    expect_clocks(run, json_object_get(expect, "clocks"), incident);
}

inc_status case_look(case_run *run, const json_t *expect, inc_incident *incident, inc_time as_of,
                     inc_time as_known)
{
    inc_incident_view view = {.size = sizeof(view)};
    inc_status status = inc_incident_look(incident, as_of, as_known, &view);
    if (status != INC_OK || case_text(expect, "status") != NULL)
        return status;
    case_expect_fields(run, "", expect, view_fields, view_others, &view);
    expect_parts(run, expect, incident, &view);
    return status;
}
