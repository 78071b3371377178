/* What there is to see after a look at an incident. */
#include "base/options.h"
#include "incident/incident_body.h"

#include <stddef.h>
#include <string.h>

/* The index-th item of an array of the life of the last look, or NULL with the status to answer. */
static const void *look_item(const inc_incident *incident, size_t array, size_t size, size_t index,
                             inc_status *status)
{
    const inc__array *items;

    *status = INC_E_INVALID;
    if (incident == NULL)
        return NULL;
    items = (const inc__array *) (const void *) ((const char *) &incident->life + array);
    *status = INC_DONE;
    if (!incident->looked || index >= items->count)
        return NULL;
    return (const char *) items->items + index * size;
}

#define LOOK_ITEM(incident, array, type, index, status)                                            \
    ((const type *) look_item((incident), offsetof(inc__life, array), sizeof(type), (index),       \
                              (status)))

inc_status inc_incident_hold(const inc_incident *incident, size_t index, inc_hold *hold)
{
    inc_hold local;
    inc_status status;
    const inc__held *held = LOOK_ITEM(incident, holds, inc__held, index, &status);

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
    inc_status status;
    const inc_link *found = LOOK_ITEM(incident, links, inc_link, index, &status);

    return found != NULL ? INC__FILL(link, found, fact) : status;
}

inc_status inc_incident_stay(const inc_incident *incident, size_t index, inc_stay *stay)
{
    inc_status status;
    const inc_stay *found = LOOK_ITEM(incident, stays, inc_stay, index, &status);

    return found != NULL ? INC__FILL(stay, found, reserved) : status;
}

inc_status inc_incident_episode(const inc_incident *incident, size_t index, inc_episode *episode)
{
    inc_status status;
    const inc_episode *found = LOOK_ITEM(incident, episodes, inc_episode, index, &status);

    return found != NULL ? INC__FILL(episode, found, reserved) : status;
}

inc_status inc_incident_reported(const inc_incident *incident, size_t index, inc_reported *reported)
{
    inc_status status;
    const inc_reported *found = LOOK_ITEM(incident, reported, inc_reported, index, &status);

    return found != NULL ? INC__FILL(reported, found, fact) : status;
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
    inc_choice local;
    inc_status status;
    const inc__option *option = LOOK_ITEM(incident, options, inc__option, index, &status);

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
    inc_status status;
    const inc_derived *found = LOOK_ITEM(incident, derived, inc_derived, index, &status);

    return found != NULL ? INC__FILL(derived, found, value) : status;
}

inc_status inc_incident_finding(const inc_incident *incident, size_t index, inc_finding *finding)
{
    inc_status status;
    const inc_finding *found = LOOK_ITEM(incident, findings, inc_finding, index, &status);

    return found != NULL ? INC__FILL(finding, found, reserved) : status;
}
