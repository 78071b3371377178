/* How incidents stand: laws of one subject. */
#include "desk_laws.h"

#include <stdio.h>
#include <string.h>

#define LOOK_EVENTS 512

/* The account tiles time from the first anchor on, and its last cycle adds up. */
static int law_ledger(const desk_trial *trial, inc_ledger *ledger, const inc_clock_view *view,
                      inc_time as_of)
{
    inc_segment segment = {.size = sizeof segment};
    inc_cycle cycle = {.size = sizeof cycle};
    inc_time end = INC_TIME_NONE;
    inc_duration counted = 0;

    if (inc_ledger_cycle(ledger, 0, &cycle) == INC_OK)
        end = cycle.anchor;
    while (inc_ledger_next(ledger, &segment) == INC_OK) {
        if (segment.from != end || segment.to <= segment.from)
            return desk_broken(trial, "the ledger tiles time", "neighbours");
        end = segment.to;
        counted += segment.cycle == view->cycles ? segment.counted : 0;
    }
    if (view->cycles > 0 && as_of > cycle.anchor && end != as_of)
        return desk_broken(trial, "the ledger tiles time", "its end");
    return counted + view->carried == view->elapsed ||
           desk_broken(trial, "counted + carried == elapsed", "");
}

/* A breach stays where it was unless the past was amended; one at the very instant of the look may
 * still be kept off by a fact of that instant. */
static int law_sticky(const desk_trial *trial, inc_ledger *ledger, size_t clock, inc_time as_of,
                      desk_memo *memo)
{
    inc_cycle cycle = {.size = sizeof cycle};
    size_t i;

    for (i = 0; i < DESK_CYCLES; i++) {
        inc_time *kept = &memo->breaches[clock][i];
        inc_time is = INC_TIME_NONE;
        if (inc_ledger_cycle(ledger, i, &cycle) == INC_OK)
            is = cycle.breach_at;
        if (!memo->amended && clock < memo->clocks && *kept != INC_TIME_NONE && is != *kept)
            return desk_broken(trial, "a breach sticks", "");
        *kept = is < as_of ? is : INC_TIME_NONE;
    }
    return 1;
}

static int law_clocks(const desk_trial *trial, inc_incident *incident, inc_time as_of,
                      desk_memo *memo)
{
    inc_clock_view view = {.size = sizeof view};
    int good = 1;
    size_t i;

    for (i = 0; good && i < DESK_CLOCKS && inc_incident_clock(incident, i, NULL, &view) == INC_OK;
         i++) {
        inc_ledger *ledger = NULL;
        good = inc_incident_ledger(incident, i, &ledger) == INC_OK ||
               desk_broken(trial, "every clock has a ledger", "");
        good = good && law_ledger(trial, ledger, &view, as_of) &&
               law_sticky(trial, ledger, i, as_of, memo);
        good = good && (view.next == INC_TIME_NONE || view.next > as_of ||
                        desk_broken(trial, "next lies ahead", ""));
        inc_ledger_free(ledger);
    }
    if (good && !memo->amended && i < memo->clocks)
        return desk_broken(trial, "a clock stays", "");
    memo->clocks = i;
    memo->amended = 0;
    return good;
}

int desk_look_laws(const desk_trial *trial, const char *subject, inc_time now, desk_memo *memo)
{
    inc_incident_view view = {.size = sizeof view};
    inc_incident *incident = NULL;
    inc_desk *desk = trial->stage->desks[0];

    if (inc_desk_look(desk, subject, now, NULL, &incident) != INC_OK ||
        inc_incident_look(incident, now, INC_TIME_NONE, &view) != INC_OK)
        return desk_broken(trial, "the fold is total", inc_context_error(trial->stage->context));
    if (view.stage == INC_STAGE_CLOSED && !view.documented && !memo->ever_amended)
        return desk_broken(trial, "what is closed is documented", "");
    return law_clocks(trial, incident, now, memo);
}

/* 1 for a firing after which another fact of the same instant came, which may have kept it off. */
static int is_overtaken(inc_incident *incident, const inc_event *firing)
{
    const inc_event *event;
    size_t i;

    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++) {
        if (inc_event_integer(event, INC_EVENT_KIND) != INC_FACT_FIRED &&
            inc_event_integer(event, INC_EVENT_HAPPENED) ==
                inc_event_integer(firing, INC_EVENT_HAPPENED) &&
            inc_event_compare(event, firing) > 0)
            return 1;
    }
    return 0;
}

/* A clock that is behind records nothing before what was recorded. */
static int law_clock_behind(const desk_trial *trial, inc_incident *incident)
{
    const inc_event *event;
    inc_time last = INC_TIME_NONE;
    size_t i;

    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++) {
        inc_time recorded = inc_event_integer(event, INC_EVENT_RECORDED);
        if (last != INC_TIME_NONE && recorded < last)
            return desk_broken(trial, "what is recorded later is not earlier", "");
        last = recorded;
    }
    return 1;
}

/* Everything that happened by itself has a fact, and only one. */
static int law_recorded(const desk_trial *trial, inc_incident *incident, const desk_memo *memo)
{
    inc_derived derived = {.size = sizeof derived};
    const inc_event *event;
    size_t fired = 0, events = 0, overtaken = 0, i;

    for (i = 0; inc_incident_derived(incident, i, &derived) == INC_OK; i++) {
        if (!derived.recorded)
            return desk_broken(trial, "what happened by itself is recorded",
                               inc_derived_name(derived.kind));
        fired += derived.clock >= 0;
    }
    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++) {
        if (inc_event_integer(event, INC_EVENT_KIND) != INC_FACT_FIRED)
            continue;
        events++;
        overtaken += (size_t) is_overtaken(incident, event);
    }
    return memo->ever_amended || memo->ever_migrated ||
           (events >= fired && events - overtaken <= fired) ||
           desk_broken(trial, "each timer fires once", "");
}

static void shuffle_events(const inc_event **events, size_t count, uint64_t seed)
{
    for (; count > 1; count--) {
        const inc_event *kept = events[count - 1];
        size_t at;
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        at = (size_t) (seed >> 33) % count;
        events[count - 1] = events[at];
        events[at] = kept;
    }
}

/* A view's texts are borrowed from equal events: they are compared, then made the same. */
static int same_views(inc_incident_view *a, inc_incident_view *b)
{
    const char **left = &a->tenant, **right = &b->tenant;
    size_t i, count = (sizeof *a - offsetof(inc_incident_view, tenant)) / sizeof *left;

    for (i = 0; i < count; i++) {
        if (strcmp(left[i], right[i]) != 0)
            return 0;
        right[i] = left[i];
    }
    return memcmp(a, b, sizeof *a) == 0;
}

static int law_arrival(const desk_trial *trial, inc_incident *incident)
{
    const inc_event *events[LOOK_EVENTS];
    inc_incident_options options = {.size = sizeof options};
    inc_incident_view as_stored = {.size = sizeof as_stored}, shuffled = {.size = sizeof shuffled};
    inc_incident *other = NULL;
    size_t i, count = 0;
    inc_status status;

    while (count < LOOK_EVENTS && inc_incident_event(incident, count, &events[count]) == INC_OK)
        count++;
    shuffle_events(events, count, trial->script->shuffle + 1);
    options.rulebook = trial->stage->rulebook;
    status = inc_incident_new(trial->stage->context, &options, &other);
    for (i = 0; i < count && status == INC_OK; i++)
        status = inc_incident_apply(other, events[i]);
    if (status == INC_OK)
        status = inc_incident_look(other, trial->script->end, INC_TIME_NONE, &shuffled);
    if (status == INC_OK)
        status = inc_incident_look(incident, trial->script->end, INC_TIME_NONE, &as_stored);
    i = status == INC_OK && same_views(&as_stored, &shuffled);
    inc_incident_free(other);
    return i != 0 || desk_broken(trial, "arrival does not matter", "");
}

int desk_end_laws(const desk_trial *trial, const char *subject, const desk_memo *memo)
{
    inc_incident *incident = NULL;

    if (inc_desk_look(trial->stage->desks[1], subject, trial->script->end, NULL, &incident) !=
        INC_OK)
        return desk_broken(trial, "the fold is total", inc_context_error(trial->stage->context));
    return law_clock_behind(trial, incident) && law_recorded(trial, incident, memo) &&
           law_arrival(trial, incident);
}
