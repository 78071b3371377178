/* One incident: takes facts, and folds them when asked. */
#include "incident/incident_body.h"

#include "base/options.h"
#include "time/sight.h"

#include <string.h>

static inc_status incident_check(inc_context *context, const inc_incident_options *options)
{
    if (options->rules != NULL && options->rulebook != NULL)
        return inc__fail(context, INC_E_INVALID, "an incident got both rules and a rulebook");
    if (options->rules == NULL && options->rulebook == NULL)
        return inc__fail(context, INC_E_INVALID, "an incident got neither rules nor a rulebook");
    return INC_OK;
}

inc_status inc_incident_new(inc_context *context, const inc_incident_options *options,
                            inc_incident **incident)
{
    inc_incident_options local;
    inc_incident *made;
    inc_status status;

    if (incident != NULL)
        *incident = NULL;
    if (context == NULL || incident == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, rulebook);
    if (status != INC_OK)
        return inc__fail(context, status, "options of size '%zu' of an incident were refused",
                         options->size);
    status = incident_check(context, &local);
    if (status != INC_OK)
        return status;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    made->rules = inc_rules_ref(local.rules);
    made->rulebook = local.rulebook;
    inc__life_init(&made->life, context, made->rules, made->rulebook);
    *incident = made;
    return INC_OK;
}

void inc_incident_free(inc_incident *incident)
{
    inc_context *context;

    if (incident == NULL)
        return;
    context = incident->context;
    inc__life_free(&incident->life);
    inc__history_free(context, &incident->history);
    inc_rules_unref(incident->rules);
    inc__release(context, incident, sizeof *incident);
    inc_context_unref(context);
}

void inc_incident_clear(inc_incident *incident)
{
    if (incident == NULL)
        return;
    incident->looked = 0;
    inc__history_clear(&incident->history);
}

inc_status inc_incident_apply(inc_incident *incident, const inc_event *event)
{
    inc_status status;

    if (incident == NULL || event == NULL)
        return INC_E_INVALID;
    if (inc__event_integer(event, INC_EVENT_SUBJECT_KIND) != INC_SUBJECT_INCIDENT)
        return inc__fail(incident->context, INC_E_INVALID,
                         "an event about '%s', a subject of kind '%lld', was told to an incident",
                         inc__event_text(event, INC_EVENT_SUBJECT),
                         (long long) inc__event_integer(event, INC_EVENT_SUBJECT_KIND));
    status = inc__history_add(incident->context, &incident->history, event);
    if (status == INC_OK)
        incident->looked = 0;
    return status;
}

size_t inc_incident_count(const inc_incident *incident)
{
    return incident != NULL ? incident->history.entries.count : 0;
}

inc_status inc_incident_event(const inc_incident *incident, size_t index, const inc_event **event)
{
    if (incident == NULL || event == NULL)
        return INC_E_INVALID;
    if (index >= incident->history.entries.count)
        return INC_DONE;
    *event = INC__AT(&incident->history.entries, const inc__entry, index)->event;
    return INC_OK;
}

inc_status inc_incident_look(inc_incident *incident, inc_time as_of, inc_time as_known,
                             inc_incident_view *view)
{
    inc_incident_view empty;

    memset(&empty, 0, sizeof empty);
    if (incident == NULL || (view != NULL && INC__FILL(view, &empty, resolution) != INC_OK))
        return INC_E_INVALID;
    if (!inc__time_valid(as_of) || (as_known != INC_TIME_NONE && !inc__time_valid(as_known)))
        return inc__fail(incident->context, INC_E_RANGE,
                         "a look as of '%lld' us was outside the years 1900 to 9999",
                         (long long) (inc__time_valid(as_of) ? as_known : as_of));
    incident->horizon.as_of = as_of;
    incident->horizon.as_known = as_known;
    incident->looked = 0;
    if (inc__life_fold(&incident->life, &incident->history, &incident->horizon) != INC_OK)
        return inc__nomem(incident->context);
    incident->looked = 1;
    incident->life.view.sequence = incident->history.sequence;
    return view != NULL ? INC__FILL(view, &incident->life.view, resolution) : INC_OK;
}
