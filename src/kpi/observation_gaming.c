/* What looks like gaming. */
#include "kpi/observation.h"

#include <string.h>

/* A resolution that is undone within this time was parked. */
#define GAMING_PARKED_WITHIN (24 * INC_HOUR)

const char *inc_gaming_name(int32_t kind)
{
    static const char *const names[] = {"?", "downgraded", "late_hold", "backdated", "parked"};

    return names[kind >= INC_GAMING_DOWNGRADED && kind <= INC_GAMING_PARKED ? kind : 0];
}

int inc__observe_has_gaming(const inc__observer *observer, int32_t kind)
{
    size_t i;

    for (i = observer->gaming; i < observer->table->gaming.count; i++)
        if (INC__AT(&observer->table->gaming, inc_gaming, i)->kind == kind)
            return 1;
    return 0;
}

static const char *gaming_keep(inc__observer *observer, const char *text)
{
    int64_t number = 0;

    if (observer->status == INC_OK)
        observer->status =
            inc__strings_put(observer->table->context, &observer->table->strings, text, &number);
    return observer->status == INC_OK ? inc__strings_at(&observer->table->strings, number) : "";
}

static void gaming_find(inc__observer *observer, int32_t kind, const inc__attached *attached,
                        inc_time at, inc_time due, int64_t fact)
{
    const char *subject = gaming_keep(observer, observer->view->subject);
    const char *policy = gaming_keep(observer, attached->plan.options.name);
    inc_gaming *gaming;

    if (observer->status != INC_OK)
        return;
    gaming = INC__PUSH(observer->table->context, &observer->table->gaming, inc_gaming);
    if (gaming == NULL) {
        observer->status = inc__nomem(observer->table->context);
        return;
    }
    gaming->subject = subject;
    gaming->policy = policy;
    gaming->at = at;
    gaming->due = due;
    gaming->fact = fact;
    gaming->kind = kind;
}

/* How a clock stood at an instant before anything happened in it, in the table's fold too; 0 when
 * it was not there yet. */
static int gaming_before(inc__observer *observer, const inc__attached *attached, inc_time at,
                         inc_clock_view *view)
{
    inc_observations *table = observer->table;
    inc_status status = INC_OK;

    if (at <= attached->from)
        return 0;
    if (!table->has_fold)
        status = inc__fold_init(&table->fold, table->context, attached->began);
    table->has_fold = 1;
    if (status == INC_OK)
        status = inc__fold_told(&table->fold, &attached->told, attached->began, attached->first,
                                at - 1, 0);
    if (status != INC_OK) {
        observer->status = inc__nomem(table->context);
        return 0;
    }
    inc__fold_view(&table->fold, at, view);
    return 1;
}

/* It runs in the last tenth of its time. */
static int gaming_is_close(const inc_clock_view *view)
{
    return view->state == INC_CLOCK_RUNNING && view->breach_at == INC_TIME_NONE &&
           view->overrun == 0 && view->due != INC_TIME_NONE &&
           view->remaining <= (view->elapsed + view->remaining) / 10;
}

/* It goes on, and is late or a threshold of its cycle has fired. */
static int gaming_is_warned(const inc__fold *fold, const inc_clock_view *view)
{
    size_t i;

    if (view->state != INC_CLOCK_RUNNING && view->state != INC_CLOCK_PAUSED)
        return 0;
    if (view->breach_at != INC_TIME_NONE)
        return 1;
    for (i = 0; i < fold->firings.count; i++)
        if (INC__AT(&fold->firings, inc_firing, i)->cycle == view->cycles)
            return 1;
    return 0;
}

static void gaming_downgrades(inc__observer *observer, const inc__attached *attached)
{
    const inc__array *grades = &observer->life->grades;
    inc_clock_view view;
    size_t i;

    for (i = 0; i < grades->count && observer->status == INC_OK; i++) {
        const inc__grade *grade = INC__AT(grades, inc__grade, i);
        if (grade->before == 0 || grade->after <= grade->before)
            continue;
        if (gaming_before(observer, attached, grade->at, &view) &&
            gaming_is_warned(&observer->table->fold, &view))
            gaming_find(observer, INC_GAMING_DOWNGRADED, attached, grade->at, view.due,
                        grade->fact);
    }
}

static void gaming_holds(inc__observer *observer, const inc__attached *attached)
{
    const inc__array *ticks = &observer->life->ticks;
    inc_clock_view view;
    size_t i;

    for (i = 0; i < ticks->count && observer->status == INC_OK; i++) {
        const inc__tick *tick = INC__AT(ticks, inc__tick, i);
        if (tick->kind != INC__TICK_HELD)
            continue;
        if (gaming_before(observer, attached, tick->at, &view) && gaming_is_close(&view) &&
            inc_terms_pauses_for(observer->table->fold.run.terms, tick->reason))
            gaming_find(observer, INC_GAMING_LATE_HOLD, attached, tick->at, view.due, tick->cause);
    }
}

static void gaming_parked(inc__observer *observer, const inc__attached *attached)
{
    const inc__array *episodes = &observer->life->episodes;
    inc_clock_view view;
    size_t i;

    if (strcmp(attached->plan.options.clock, "resolve") != 0)
        return;
    for (i = 0; i + 1 < episodes->count && observer->status == INC_OK; i++) {
        const inc_episode *episode = INC__AT(episodes, inc_episode, i);
        if (episode->resolved == INC_TIME_NONE ||
            episode[1].opened - episode->resolved > GAMING_PARKED_WITHIN)
            continue;
        if (gaming_before(observer, attached, episode->resolved, &view) && gaming_is_close(&view))
            gaming_find(observer, INC_GAMING_PARKED, attached, episode->resolved, view.due,
                        episode[1].fact);
    }
}

/* What records a firing changes nothing, however late it comes. */
static int gaming_is_late(const inc__observer *observer)
{
    const inc__array *entries = &observer->incident->history.entries;
    size_t i;

    for (i = 0; i < entries->count; i++) {
        const inc__entry *entry = INC__AT(entries, const inc__entry, i);
        if (inc__entry_late(entry) && entry->kind != INC_FACT_FIRED)
            return 1;
    }
    return 0;
}

/* Only facts that were recorded late can take a breach back. */
static void gaming_backdated(inc__observer *observer, const inc__attached *attached, size_t index)
{
    inc_correction correction = {.size = sizeof correction};
    inc_ledger *ledger;
    size_t i;

    observer->status = inc_incident_ledger(observer->incident, index, &ledger);
    if (observer->status != INC_OK)
        return;
    for (i = 0; inc_ledger_correction(ledger, i, &correction) == INC_OK; i++)
        if (correction.was_verdict == INC_VERDICT_BREACHED &&
            correction.is_verdict != INC_VERDICT_BREACHED)
            gaming_find(observer, INC_GAMING_BACKDATED, attached, correction.recorded,
                        correction.was_breach_at, correction.by_count > 0 ? correction.by[0] : 0);
    inc_ledger_free(ledger);
}

void inc__observe_gaming(inc__observer *observer)
{
    int is_late = gaming_is_late(observer);
    size_t i;

    for (i = 0; i < observer->life->attached_count && observer->status == INC_OK; i++) {
        const inc__attached *attached = *INC__AT(&observer->life->attached, inc__attached *, i);
        if (attached->plan.options.agreement != INC_AGREEMENT_SLA)
            continue;
        gaming_downgrades(observer, attached);
        gaming_holds(observer, attached);
        gaming_parked(observer, attached);
        if (is_late && observer->status == INC_OK)
            gaming_backdated(observer, attached, i);
    }
}
