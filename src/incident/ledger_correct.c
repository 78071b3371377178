/* Verdicts that late facts and voids revised: the fold as it was known just before, and just after.
 */
#include "incident/ledger_body.h"

#include "base/sort.h"

#include <string.h>

/* When late facts became known, each instant once, in order. */
static inc_status correct_instants(const inc_ledger *ledger, inc_time as_known,
                                   inc__array *instants)
{
    size_t i, kept = 0;

    for (i = 0; i < ledger->facts.list.count; i++) {
        const inc__fact *fact = inc__facts_at(&ledger->facts, i);
        inc_time *place;
        if (!inc__fact_late(fact) || fact->at > ledger->as_of ||
            (as_known != INC_TIME_NONE && fact->recorded > as_known))
            continue;
        place = INC__PUSH(ledger->context, instants, inc_time);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = fact->recorded;
    }
    if (instants->count > 0)
        inc__sort(instants->items, instants->count, sizeof(inc_time), inc__sort_by_value);
    for (i = 0; i < instants->count; i++) {
        inc_time time = *INC__AT(instants, inc_time, i);
        if (kept == 0 || *INC__AT(instants, inc_time, kept - 1) != time)
            *INC__AT(instants, inc_time, kept++) = time;
    }
    instants->count = kept;
    return INC_OK;
}

static inc_status correct_look(inc_ledger *ledger, inc__fold *fold, inc_time recorded, int on_time,
                               inc_clock_view *view)
{
    inc__horizon horizon = {recorded, recorded, on_time};
    inc_status status;

    /* No further than the ledger looks. */
    if (horizon.as_of > ledger->as_of)
        horizon.as_of = ledger->as_of;
    status = inc__fold_facts(fold, &ledger->facts, ledger->terms, &horizon, 0);
    if (status == INC_OK)
        inc__fold_view(fold, horizon.as_of, view);
    return status;
}

/* The late facts recorded at an instant. */
static inc_status correct_name(inc_ledger *ledger, inc__revised *revised)
{
    size_t i;

    revised->first = ledger->by.count;
    for (i = 0; i < ledger->facts.list.count; i++) {
        const inc__fact *fact = inc__facts_at(&ledger->facts, i);
        int64_t *by;
        const char **id;
        if (!inc__fact_late(fact) || fact->at > ledger->as_of ||
            fact->recorded != revised->correction.recorded)
            continue;
        by = INC__PUSH(ledger->context, &ledger->by, int64_t);
        id = by != NULL ? INC__PUSH(ledger->context, &ledger->by_ids, const char *) : NULL;
        if (id == NULL)
            return INC_E_NOMEM;
        *by = fact->sequence;
        *id = fact->id;
        revised->correction.by_count++;
    }
    return INC_OK;
}

inc_status inc__ledger_revise(inc_ledger *ledger, inc_time recorded, const inc_clock_view *was,
                              const inc_clock_view *is, inc__revised **revised)
{
    inc_correction *correction;

    if (was->verdict == is->verdict && was->breach_at == is->breach_at)
        return INC_OK;
    *revised = INC__PUSH(ledger->context, &ledger->revised, inc__revised);
    if (*revised == NULL)
        return INC_E_NOMEM;
    correction = &(*revised)->correction;
    correction->recorded = recorded;
    correction->was_verdict = was->verdict;
    correction->is_verdict = is->verdict;
    correction->was_breach_at = was->breach_at;
    correction->is_breach_at = is->breach_at;
    return INC_OK;
}

static inc_status correct_at(inc_ledger *ledger, inc__fold *fold, inc_time recorded)
{
    inc_clock_view was, is;
    inc__revised *revised = NULL;
    inc_status status = correct_look(ledger, fold, recorded, 1, &was);

    if (status == INC_OK)
        status = correct_look(ledger, fold, recorded, 0, &is);
    if (status == INC_OK)
        status = inc__ledger_revise(ledger, recorded, &was, &is, &revised);
    return revised != NULL ? correct_name(ledger, revised) : status;
}

inc_status inc__ledger_correct(inc_ledger *ledger, inc_time as_known)
{
    inc__array instants = {NULL, 0, 0};
    inc__fold fold;
    inc_status status = inc__fold_init(&fold, ledger->context, ledger->policy);
    size_t i;

    if (status == INC_OK)
        status = correct_instants(ledger, as_known, &instants);
    for (i = 0; i < instants.count && status == INC_OK; i++)
        status = correct_at(ledger, &fold, *INC__AT(&instants, inc_time, i));
    inc__fold_free(&fold);
    inc__array_free(ledger->context, &instants, sizeof(inc_time));
    return status;
}
