/* What there is to see after a look at an incident. */
#include "base/options.h"
#include "incident/incident_body.h"

#include <string.h>

/* The index-th item of an array of the last look, or NULL with INC_DONE or INC_E_INVALID. */
static const void *look_item(const inc_incident *incident, const inc__array *array, size_t size,
                             size_t index, inc_status *status)
{
    *status = INC_OK;
    if (incident->looked && index < array->count)
        return (const char *) array->items + index * size;
    *status = INC_DONE;
    return NULL;
}

inc_status inc_incident_hold(const inc_incident *incident, size_t index, inc_hold *hold)
{
    const inc__held *held;
    inc_hold local;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    held = look_item(incident, &incident->life.holds, sizeof *held, index, &status);
    if (held == NULL)
        return status;
    memset(&local, 0, sizeof local);
    local.reason = held->reason;
    local.source = held->source;
    local.since = held->since;
    local.expires = held->expires;
    local.fact = held->fact;
    return INC__FILL(hold, &local, fact);
}

inc_status inc_incident_link(const inc_incident *incident, size_t index, inc_link *link)
{
    const inc_link *found;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    found = look_item(incident, &incident->life.links, sizeof *found, index, &status);
    return found != NULL ? INC__FILL(link, found, fact) : status;
}

inc_status inc_incident_stay(const inc_incident *incident, size_t index, inc_stay *stay)
{
    const inc_stay *found;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    found = look_item(incident, &incident->life.stays, sizeof *found, index, &status);
    return found != NULL ? INC__FILL(stay, found, reserved) : status;
}

/* The latest clock of a policy by its name, or -1. */
static int32_t look_clock_of(const inc__life *life, const char *name)
{
    size_t i;

    for (i = life->attached_count; i-- > 0;) {
        const inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        if (strcmp(attached->plan.options.name, name) == 0)
            return (int32_t) i;
    }
    return -1;
}

inc_status inc_incident_choice(const inc_incident *incident, size_t index, inc_choice *choice)
{
    const inc__option *option;
    inc_choice local;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    option = look_item(incident, &incident->life.options, sizeof *option, index, &status);
    if (option == NULL)
        return status;
    memset(&local, 0, sizeof local);
    local.policy = option->plan.policy;
    local.reason = option->reason;
    local.clock = look_clock_of(&incident->life, option->plan.options.name);
    return INC__FILL(choice, &local, clock);
}

static inc_status look_attachment(const inc__attached *attached, inc_attachment *attachment)
{
    inc_attachment local;

    if (attachment == NULL)
        return INC_OK;
    memset(&local, 0, sizeof local);
    local.policy = attached->plan.policy;
    local.rules = attached->rules;
    local.from = attached->from;
    local.to = attached->to;
    local.fact = attached->fact;
    local.agreement = attached->plan.options.agreement;
    local.tier = attached->plan.options.tier;
    return INC__FILL(attachment, &local, tier);
}

inc_status inc_incident_clock(const inc_incident *incident, size_t index,
                              inc_attachment *attachment, inc_clock_view *view)
{
    const inc__attached *attached;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    if (!incident->looked || index >= incident->life.attached_count)
        return INC_DONE;
    attached = *INC__AT(&incident->life.attached, inc__attached *, index);
    status = look_attachment(attached, attachment);
    if (status == INC_OK && view != NULL)
        status = INC__FILL(view, &attached->view, overrun);
    return status;
}

inc_status inc_incident_derived(const inc_incident *incident, size_t index, inc_derived *derived)
{
    const inc_derived *found;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    found = look_item(incident, &incident->life.derived, sizeof *found, index, &status);
    return found != NULL ? INC__FILL(derived, found, value) : status;
}

inc_status inc_incident_finding(const inc_incident *incident, size_t index, inc_finding *finding)
{
    const inc_finding *found;
    inc_status status;

    if (incident == NULL)
        return INC_E_INVALID;
    found = look_item(incident, &incident->life.findings, sizeof *found, index, &status);
    return found != NULL ? INC__FILL(finding, found, reserved) : status;
}
