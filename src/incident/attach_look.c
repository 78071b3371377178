/* How the clocks on an incident stand, and what of what they derived nobody recorded. */
#include "incident/life.h"

#include "base/sort.h"

#include <string.h>

static inc_time look_first(inc_time a, inc_time b)
{
    if (a == INC_TIME_NONE || (b != INC_TIME_NONE && b < a))
        return b;
    return a;
}

static void look_derived(inc__life *life, const inc__attached *attached, size_t index,
                         const inc_firing *firing, int32_t kind)
{
    inc_derived *derived = INC__PUSH(life->context, &life->derived, inc_derived);

    if (derived == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    derived->kind = kind;
    derived->at = firing->at;
    derived->clock = (int32_t) index;
    derived->cycle = firing->cycle;
    derived->revision = firing->revision;
    derived->name = attached->plan.options.name;
    derived->value = firing->id;
}

static void look_gather(inc__life *life, const inc__attached *attached, size_t index)
{
    const inc__fold *fold = &attached->fold;
    inc_firing breach;
    size_t i;

    for (i = 0; i < fold->firings.count && life->status == INC_OK; i++)
        look_derived(life, attached, index, INC__AT(&fold->firings, inc_firing, i),
                     INC_DERIVED_FIRED);
    memset(&breach, 0, sizeof breach);
    breach.id = "breach";
    for (i = 0; i < fold->cycles.count && life->status == INC_OK; i++) {
        const inc_cycle *cycle = INC__AT(&fold->cycles, inc_cycle, i);
        breach.at = cycle->breach_at;
        breach.cycle = (int32_t) i + 1;
        breach.revision = *INC__AT(&fold->breached_in, const int32_t, i);
        if (breach.at != INC_TIME_NONE)
            look_derived(life, attached, index, &breach, INC_DERIVED_BREACHED);
    }
}

/* The incident's headline has the SLA's clocks only. */
static void look_headline(inc__life *life, const inc__attached *attached)
{
    inc_incident_view *view = &life->view;
    const inc_clock_view *clock = &attached->view;
    int ticking = clock->state == INC_CLOCK_RUNNING || clock->state == INC_CLOCK_PAUSED;
    size_t i;

    view->next = look_first(view->next, clock->next);
    if (attached->plan.options.agreement != INC_AGREEMENT_SLA)
        return;
    if (ticking)
        view->due = look_first(view->due, clock->due);
    if (clock->state == INC_CLOCK_CANCELLED || !clock->breached)
        return;
    view->breached = 1;
    for (i = 0; i < attached->fold.cycles.count; i++)
        view->breach_at =
            look_first(view->breach_at, INC__AT(&attached->fold.cycles, inc_cycle, i)->breach_at);
}

/* 1 for a fact that records the firing. */
static int look_records(const inc__entry *entry, const inc_derived *derived)
{
    const inc_event *event = entry->event;

    if (strcmp(inc__event_text(event, INC_EVENT_CODE_1), derived->name) != 0 ||
        strcmp(inc__event_text(event, INC_EVENT_CODE_2), derived->value) != 0)
        return 0;
    return inc__event_integer(event, INC_EVENT_INTEGER_1) == derived->cycle &&
           inc__event_integer(event, INC_EVENT_INTEGER_2) == derived->revision;
}

/* Each recorded firing accounts for one, also when a correction has moved its instant since. */
static void look_recorded(inc__life *life)
{
    size_t i, j;

    for (i = 0; i < life->fired.count; i++) {
        const inc__entry *entry = *INC__AT(&life->fired, const inc__entry *, i);
        for (j = 0; j < life->derived.count; j++) {
            inc_derived *derived = INC__AT(&life->derived, inc_derived, j);
            if (derived->clock < 0 || derived->recorded || !look_records(entry, derived))
                continue;
            derived->recorded = 1;
            break;
        }
    }
}

static int32_t look_sign(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* In order of time; at one instant first what follows from facts, then clock by clock. */
static int look_order(const void *left, const void *right)
{
    const inc_derived *a = left, *b = right;
    int32_t order = look_sign(a->at, b->at);

    if (order == 0)
        order = look_sign(a->clock, b->clock);
    if (order == 0)
        order = look_sign(a->cycle, b->cycle);
    if (order == 0)
        order = look_sign(a->kind, b->kind);
    if (order == 0)
        order = look_sign(a->revision, b->revision);
    if (order == 0)
        order = look_sign(a->cause, b->cause);
    if (order == 0)
        order = strcmp(a->value, b->value);
    return order != 0 ? order : strcmp(a->name, b->name);
}

void inc__life_look_clocks(inc__life *life, inc_time as_of)
{
    size_t i;

    life->view.held = (int32_t) life->holds.count;
    life->view.next = inc__life_next(life);
    for (i = 0; i < life->attached_count && life->status == INC_OK; i++) {
        inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        life->status = inc__attached_fold(life, attached, as_of, 0);
        if (life->status != INC_OK)
            return;
        inc__fold_view(&attached->fold, as_of, &attached->view);
        look_headline(life, attached);
        look_gather(life, attached, i);
    }
    look_recorded(life);
    if (life->derived.count > 1)
        inc__sort(life->derived.items, life->derived.count, sizeof(inc_derived), look_order);
}
