/* The fold of one incident: drives the parts. */
#include "incident/life.h"

#include "rules/process.h"

#include <string.h>

void inc__life_init(inc__life *life, inc_context *context, const inc_rules *given,
                    const inc_rulebook *rulebook)
{
    memset(life, 0, sizeof *life);
    life->context = context;
    life->given = given;
    life->rulebook = rulebook;
}

static void life_free_attached(inc__life *life)
{
    size_t i;

    for (i = 0; i < life->attached.count; i++) {
        inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        inc__fold_free(&attached->fold);
        inc__array_free(life->context, &attached->told, sizeof(inc__fact));
        inc__release(life->context, attached, sizeof *attached);
    }
    inc__array_free(life->context, &life->attached, sizeof(inc__attached *));
}

void inc__life_free(inc__life *life)
{
    inc_context *context = life->context;

    life_free_attached(life);
    inc__array_free(context, &life->plans, sizeof(inc__plan));
    inc__array_free(context, &life->selection, sizeof(const inc__entry *));
    inc__array_free(context, &life->holds, sizeof(inc__held));
    inc__array_free(context, &life->lapsed, sizeof(inc__lapsed));
    inc__array_free(context, &life->links, sizeof(inc_link));
    inc__array_free(context, &life->stays, sizeof(inc_stay));
    inc__array_free(context, &life->episodes, sizeof(inc_episode));
    inc__array_free(context, &life->reported, sizeof(inc_reported));
    inc__array_free(context, &life->works, sizeof(inc__work));
    inc__array_free(context, &life->grades, sizeof(inc__grade));
    inc__array_free(context, &life->findings, sizeof(inc_finding));
    inc__array_free(context, &life->derived, sizeof(inc_derived));
    inc__array_free(context, &life->fired, sizeof(const inc__entry *));
    inc__array_free(context, &life->ticks, sizeof(inc__tick));
    inc__array_free(context, &life->options, sizeof(inc__option));
}

/* An incident of which nothing is known. */
static void life_reset_view(inc_incident_view *view)
{
    memset(view, 0, sizeof *view);
    view->occurred = view->detected = view->logged = view->acknowledged = INC_TIME_NONE;
    view->restored = view->first_restored = view->resolved = view->confirmed = INC_TIME_NONE;
    view->closed = view->cancelled = view->updated = view->confirm_by = INC_TIME_NONE;
    view->reopen_until = view->due = view->breach_at = view->next = INC_TIME_NONE;
    view->tenant = view->subject = view->title = view->channel = view->symptom = "";
    view->service = view->ci = view->category = view->caller = view->team = "";
    view->person = view->resolution = "";
}

static void life_reset(inc__life *life)
{
    life->status = INC_OK;
    life->rules = NULL;
    life->entry = NULL;
    life->changed = life->unlogged = life->lapsed_confirmation = 0;
    life->override = life->reached = 0;
    life->close_at = INC_TIME_NONE;
    life->resolved_fact = life->close_fact = 0;
    life_reset_view(&life->view);
    life->holds.count = life->lapsed.count = life->links.count = life->stays.count = 0;
    life->episodes.count = life->reported.count = life->works.count = life->grades.count = 0;
    life->findings.count = life->derived.count = life->fired.count = life->ticks.count = 0;
    life->attached_count = life->options.count = 0;
    memset(&life->process, 0, sizeof life->process);
}

/* Nothing is attached yet, but there is a reason for it. */
static void life_work_under(inc__life *life, const inc_rules *rules)
{
    inc__life_adopt(life, rules);
    inc__life_attach(life);
}

/* The first fact decides which rules it works under. */
static void life_begin(inc__life *life, const inc__entry *entry)
{
    life->view.tenant = inc__event_text(entry->event, INC_EVENT_TENANT);
    life->view.subject = inc__event_text(entry->event, INC_EVENT_SUBJECT);
    inc__life_open(life);
    life_work_under(life, inc__life_rules_of(life, entry));
}

static void life_take(inc__life *life, const inc__entry *entry)
{
    inc__life_derive(life, entry->happened - 1);
    life->entry = entry;
    life->at = entry->happened;
    life->cause = entry->sequence;
    if (life->view.updated == INC_TIME_NONE)
        life_begin(life, entry);
    if (life->status != INC_OK)
        return;
    life->view.updated = entry->happened;
    inc__life_apply(life, entry);
    if (life->changed && life->status == INC_OK)
        inc__life_attach(life);
    life->entry = NULL;
}

inc_status inc__life_fold(inc__life *life, inc__history *history, const inc__horizon *horizon)
{
    size_t i;

    life_reset(life);
    life->status = inc__history_select(life->context, history, horizon, &life->selection);
    for (i = 0; i < life->selection.count && life->status == INC_OK; i++)
        life_take(life, *INC__AT(&life->selection, const inc__entry *, i));
    if (life->selection.count == 0 && life->status == INC_OK)
        life_work_under(life, life->given);
    inc__life_derive(life, horizon->as_of);
    if (life->status == INC_OK)
        inc__life_look_clocks(life, horizon->as_of);
    return life->status;
}
