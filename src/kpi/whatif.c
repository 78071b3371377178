/* The same facts under other rules: both sides are told, looked at, compared and counted. */
#include "kpi/whatif.h"

#include "base/options.h"
#include "incident/incident_body.h"
#include "kpi/kpi_body.h"
#include "time/sight.h"

#include <string.h>

static inc_status whatif_check(inc_context *context, const inc_whatif_options *options)
{
    if (options->after == NULL)
        return inc__fail(context, INC_E_INVALID, "a what-if had no rules after");
    if ((options->before != NULL) == (options->rulebook != NULL))
        return inc__fail(context, INC_E_INVALID, "a what-if had %s rules and a rulebook before",
                         options->before != NULL ? "both" : "neither");
    if (options->as_of == 0 || options->as_of == INC_TIME_NONE)
        return inc__fail(context, INC_E_INVALID, "a what-if had no instant to look as of");
    if (!inc__time_valid(options->as_of) ||
        (options->as_known != 0 && options->as_known != INC_TIME_NONE &&
         !inc__time_valid(options->as_known)))
        return inc__fail(context, INC_E_RANGE,
                         "a what-if as of '%lld' us, known '%lld' us was outside 1900 to 9999",
                         (long long) options->as_of, (long long) options->as_known);
    return INC_OK;
}

static inc_status whatif_incident(inc_whatif *whatif, int32_t side, const inc_rules *rules,
                                  const inc_rulebook *rulebook)
{
    inc_incident_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.rules = rules;
    options.rulebook = rulebook;
    whatif->anew[side] = rules != NULL;
    return inc_incident_new(whatif->context, &options, &whatif->incidents[side]);
}

static inc_status whatif_fill(inc_whatif *whatif, const inc_whatif_options *options)
{
    inc_status status = whatif_incident(whatif, INC_BEFORE, options->before, options->rulebook);
    int32_t side;

    if (status == INC_OK)
        status = whatif_incident(whatif, INC_AFTER, options->after, NULL);
    for (side = INC_BEFORE; side <= INC_AFTER && status == INC_OK && options->kpi != NULL; side++)
        status = inc_kpi_new(whatif->context, options->kpi, &whatif->kpis[side]);
    return status;
}

inc_status inc_whatif_new(inc_context *context, const inc_whatif_options *options,
                          inc_whatif **whatif)
{
    inc_whatif_options local;
    inc_whatif *made;
    inc_status status;

    if (whatif == NULL)
        return INC_E_INVALID;
    *whatif = NULL;
    if (context == NULL || options == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, as_known);
    if (status != INC_OK)
        return inc__fail(context, status, "options of size '%zu' of a what-if were refused",
                         options->size);
    status = whatif_check(context, &local);
    if (status != INC_OK)
        return status;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    made->as_of = local.as_of;
    made->as_known = local.as_known != 0 ? local.as_known : INC_TIME_NONE;
    status = whatif_fill(made, &local);
    if (status == INC_OK)
        *whatif = made;
    else
        inc_whatif_free(made);
    return status;
}

void inc_whatif_free(inc_whatif *whatif)
{
    inc_context *context;
    int32_t side;

    if (whatif == NULL)
        return;
    context = whatif->context;
    for (side = INC_BEFORE; side <= INC_AFTER; side++) {
        inc_kpi_free(whatif->kpis[side]);
        inc_incident_free(whatif->incidents[side]);
    }
    inc__array_free(context, &whatif->deviations, sizeof(inc_deviation));
    inc__array_free(context, &whatif->answers, sizeof(int32_t));
    inc__array_free(context, &whatif->taken, sizeof(int32_t));
    inc__release(context, whatif, sizeof *whatif);
    inc_context_unref(context);
}

/* 1 for a fact that only records what followed from rules. */
static int whatif_followed(const inc__entry *entry)
{
    int system, caused;

    if (entry->kind == INC_FACT_MIGRATED)
        return 1;
    if (entry->kind != INC_FACT_FIRED && entry->kind != INC_FACT_TIMED_OUT &&
        entry->kind != INC_FACT_CLOSED && entry->kind != INC_FACT_RELEASED)
        return 0;
    system = inc__event_integer(entry->event, INC_EVENT_ACTOR_KIND) == INC_ACTOR_SYSTEM;
    caused = inc__event_integer(entry->event, INC_EVENT_CAUSE) != 0;
    return system && (caused || entry->kind == INC_FACT_FIRED || entry->kind == INC_FACT_TIMED_OUT);
}

static inc_status whatif_fold(inc_whatif *whatif, const inc_incident *from, int32_t side)
{
    inc_incident *incident = whatif->incidents[side];
    const inc__array *entries = &from->history.entries;
    inc_status status = INC_OK;
    size_t i;

    inc_incident_clear(incident);
    for (i = 0; i < entries->count && status == INC_OK; i++) {
        const inc__entry *entry = INC__AT(entries, const inc__entry, i);
        if (!whatif->anew[side] || !whatif_followed(entry))
            status = inc_incident_apply(incident, entry->event);
    }
    return status == INC_OK ? inc_incident_look(incident, whatif->as_of, whatif->as_known, NULL)
                            : status;
}

/* To the figures of both sides, or of none. */
static inc_status whatif_count(inc_whatif *whatif)
{
    inc_status status;

    if (whatif->kpis[INC_BEFORE] == NULL)
        return INC_OK;
    status = inc_kpi_add(whatif->kpis[INC_BEFORE], whatif->incidents[INC_BEFORE]);
    if (status != INC_OK)
        return status;
    status = inc_kpi_add(whatif->kpis[INC_AFTER], whatif->incidents[INC_AFTER]);
    if (status != INC_OK)
        inc__kpi_undo(whatif->kpis[INC_BEFORE]);
    return status;
}

static void whatif_total_clock(inc_whatif_counts *counts, const inc_deviation *deviation)
{
    int32_t before = deviation->verdict_before, after = deviation->verdict_after;

    counts->verdicts += (deviation->differs & INC_DIFFERS_VERDICT) != 0;
    counts->met_to_breached += before == INC_VERDICT_MET && after == INC_VERDICT_BREACHED;
    counts->breached_to_met += before == INC_VERDICT_BREACHED && after == INC_VERDICT_MET;
    if (deviation->due_before == INC_TIME_NONE || deviation->due_after == INC_TIME_NONE)
        return;
    counts->due_earlier += deviation->due_after < deviation->due_before;
    counts->due_later += deviation->due_after > deviation->due_before;
}

static void whatif_total(inc_whatif *whatif)
{
    inc_whatif_counts *counts = &whatif->counts;
    size_t i;

    counts->incidents++;
    counts->changed += whatif->deviations.count > 0;
    for (i = 0; i < whatif->answers.count; i++)
        counts->clocks += *INC__AT(&whatif->answers, const int32_t, i) >= 0;
    for (i = 0; i < whatif->deviations.count; i++) {
        const inc_deviation *deviation = INC__AT(&whatif->deviations, const inc_deviation, i);
        counts->stages += (deviation->differs & INC_DIFFERS_STAGE) != 0;
        counts->priorities += (deviation->differs & INC_DIFFERS_PRIORITY) != 0;
        counts->only_before += deviation->kind == INC_DEVIATION_ONLY_BEFORE;
        counts->only_after += deviation->kind == INC_DEVIATION_ONLY_AFTER;
        if (deviation->kind == INC_DEVIATION_CLOCK)
            whatif_total_clock(counts, deviation);
    }
}

inc_status inc_whatif_add(inc_whatif *whatif, const inc_incident *incident)
{
    inc_status status;

    if (whatif == NULL || incident == NULL || incident == whatif->incidents[INC_BEFORE] ||
        incident == whatif->incidents[INC_AFTER])
        return INC_E_INVALID;
    whatif->deviations.count = 0;
    status = whatif_fold(whatif, incident, INC_BEFORE);
    if (status == INC_OK)
        status = whatif_fold(whatif, incident, INC_AFTER);
    if (status == INC_OK)
        status = inc__whatif_compare(whatif);
    if (status == INC_OK)
        status = whatif_count(whatif);
    if (status == INC_OK) {
        whatif_total(whatif);
        return INC_OK;
    }
    whatif->deviations.count = 0;
    inc_incident_clear(whatif->incidents[INC_BEFORE]);
    inc_incident_clear(whatif->incidents[INC_AFTER]);
    return status;
}

inc_status inc_whatif_deviation(const inc_whatif *whatif, size_t index, inc_deviation *deviation)
{
    if (whatif == NULL)
        return INC_E_INVALID;
    if (index >= whatif->deviations.count)
        return INC_DONE;
    return INC__FILL(deviation, INC__AT(&whatif->deviations, const inc_deviation, index),
                     elapsed_after);
}

static int whatif_has(const inc_whatif *whatif, int32_t side)
{
    return whatif != NULL && (side == INC_BEFORE || side == INC_AFTER);
}

inc_incident *inc_whatif_incident(inc_whatif *whatif, int32_t side)
{
    return whatif_has(whatif, side) ? whatif->incidents[side] : NULL;
}

inc_kpi *inc_whatif_kpi(inc_whatif *whatif, int32_t side)
{
    return whatif_has(whatif, side) ? whatif->kpis[side] : NULL;
}

inc_status inc_whatif_totals(const inc_whatif *whatif, inc_whatif_counts *counts)
{
    return whatif != NULL ? INC__FILL(counts, &whatif->counts, only_after) : INC_E_INVALID;
}
