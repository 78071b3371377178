/* The account of a clock on an incident: the clock's ledger, and the verdicts that facts which
 * arrived late revised, which only a fold of the whole incident can tell. */
#include "base/sort.h"
#include "incident/incident_body.h"
#include "incident/ledger_body.h"

#include <string.h>

/* Which clock: the n-th of a policy by its name. */
typedef struct account_clock {
    const char *name;
    size_t nth;
} account_clock;

static inc__attached *account_at(const inc__life *life, size_t index)
{
    return *INC__AT(&life->attached, inc__attached *, index);
}

static account_clock account_of(const inc__life *life, size_t index)
{
    account_clock clock = {account_at(life, index)->plan.options.name, 0};
    size_t i;

    for (i = 0; i < index; i++)
        clock.nth += strcmp(account_at(life, i)->plan.options.name, clock.name) == 0;
    return clock;
}

/* How the clock stood by what was known at a horizon; pending where it was not there. */
static inc_status account_look(inc__life *life, inc_incident *incident, const inc__horizon *horizon,
                               const account_clock *clock, inc_clock_view *view)
{
    inc_status status = inc__life_fold(life, &incident->history, horizon);
    size_t i, nth = 0;

    memset(view, 0, sizeof *view);
    view->breach_at = INC_TIME_NONE;
    for (i = 0; status == INC_OK && i < life->attached_count; i++) {
        const inc__attached *attached = account_at(life, i);
        if (strcmp(attached->plan.options.name, clock->name) == 0 && nth++ == clock->nth)
            *view = attached->view;
    }
    return status;
}

static int account_is_late(const inc__entry *entry, const inc__horizon *horizon)
{
    int replaces = entry->strikes && entry->kind != INC_FACT_VOIDED;

    return inc__entry_late(entry) && entry->kind != INC_FACT_FIRED &&
           (replaces || entry->happened <= horizon->as_of) &&
           (horizon->as_known == INC_TIME_NONE || entry->recorded <= horizon->as_known);
}

/* When late facts became known, in order; an instant may come twice. */
static inc_status account_instants(const inc_incident *incident, inc__array *instants)
{
    const inc__array *entries = &incident->history.entries;
    size_t i;

    for (i = 0; i < entries->count; i++) {
        const inc__entry *entry = INC__AT(entries, const inc__entry, i);
        inc_time *place;
        if (!account_is_late(entry, &incident->horizon))
            continue;
        place = INC__PUSH(incident->context, instants, inc_time);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = entry->recorded;
    }
    if (instants->count > 1)
        inc__sort(instants->items, instants->count, sizeof(inc_time), inc__sort_by_value);
    return INC_OK;
}

static inc_status account_name(const inc_incident *incident, inc_ledger *ledger,
                               inc__revised *revised)
{
    const inc__history *history = &incident->history;
    inc_time recorded = revised->correction.recorded;
    size_t i;

    revised->first = ledger->by.count;
    for (i = 0; i < history->entries.count; i++) {
        const inc__entry *entry = inc__history_at(history, i);
        if (!account_is_late(entry, &incident->horizon) || entry->recorded != recorded)
            continue;
        if (inc__ledger_name(ledger, entry->sequence) != INC_OK)
            return INC_E_NOMEM;
        revised->correction.by_count++;
    }
    return INC_OK;
}

/* Compares what was known just before and just after an instant. */
static inc_status account_compare(inc__life *life, inc_incident *incident,
                                  const account_clock *clock, inc_time recorded, inc_ledger *ledger)
{
    inc_time until = incident->horizon.as_of < recorded ? incident->horizon.as_of : recorded;
    inc__horizon before = {until, recorded, 1}, after = {until, recorded, 0};
    inc_clock_view was, is;
    inc__revised *revised = NULL;
    inc_status status = account_look(life, incident, &before, clock, &was);

    if (status == INC_OK)
        status = account_look(life, incident, &after, clock, &is);
    if (status == INC_OK)
        status = inc__ledger_revise(ledger, recorded, &was, &is, &revised);
    return revised != NULL ? account_name(incident, ledger, revised) : status;
}

static inc_status account_correct(inc_incident *incident, size_t index, inc_ledger *ledger)
{
    account_clock clock = account_of(&incident->life, index);
    inc__array instants = {NULL, 0, 0};
    inc__life life;
    inc_status status;
    size_t i;

    inc__life_init(&life, incident->context, incident->rules, incident->rulebook);
    status = account_instants(incident, &instants);
    for (i = 0; i < instants.count && status == INC_OK; i++) {
        inc_time recorded = *INC__AT(&instants, inc_time, i);
        if (i == 0 || *INC__AT(&instants, inc_time, i - 1) != recorded)
            status = account_compare(&life, incident, &clock, recorded, ledger);
    }
    inc__life_free(&life);
    inc__array_free(incident->context, &instants, sizeof(inc_time));
    return status;
}

inc_status inc_incident_ledger(inc_incident *incident, size_t index, inc_ledger **ledger)
{
    const inc__attached *attached;
    inc_ledger *made;
    inc_status status;

    if (ledger != NULL)
        *ledger = NULL;
    if (incident == NULL || ledger == NULL)
        return INC_E_INVALID;
    if (!incident->looked || index >= incident->life.attached_count)
        return inc__fail(incident->context, INC_E_NOT_FOUND,
                         "the incident had no clock '%zu' at the last look", index);
    attached = account_at(&incident->life, index);
    status = inc__ledger_of(incident->context, attached->began, attached->first, &attached->told,
                            incident->horizon.as_of, &made);
    if (status == INC_OK)
        status = account_correct(incident, index, made);
    if (status != INC_OK) {
        inc_ledger_free(made);
        return inc__nomem(incident->context);
    }
    *ledger = made;
    return INC_OK;
}
