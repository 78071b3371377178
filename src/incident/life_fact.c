/* What each fact does to an incident: doc/life-cycle.md, "The fold". */
#include "incident/life.h"

#include "rules/process.h"

#include <string.h>

#define FACT_BIT(milestone) (1 << (milestone))

void inc__life_find(inc__life *life, int32_t kind)
{
    inc_finding *finding = INC__PUSH(life->context, &life->findings, inc_finding);

    if (finding == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    finding->fact = life->cause;
    finding->kind = kind;
}

static int fact_open(const inc__life *life)
{
    return life->view.stage < INC_STAGE_RESOLVED;
}

static const char *fact_text(const inc__life *life, int32_t column)
{
    return inc__event_text(life->entry->event, column);
}

static void fact_raise(inc__life *life, int32_t stage)
{
    if (fact_open(life) && life->view.stage < stage)
        life->view.stage = stage;
}

/* Where the view keeps a milestone. */
static inc_time *fact_milestone(inc_incident_view *view, int32_t milestone)
{
    inc_time *places[] = {NULL,
                          &view->occurred,
                          &view->detected,
                          &view->logged,
                          &view->acknowledged,
                          &view->restored,
                          &view->confirmed,
                          &view->closed};
    return places[milestone];
}

void inc__life_reach(inc__life *life, int32_t milestone, int implied)
{
    inc_incident_view *view = &life->view;

    if ((life->reached & FACT_BIT(milestone)) != 0)
        return;
    life->reached |= FACT_BIT(milestone);
    *fact_milestone(view, milestone) = life->at;
    if (implied)
        view->implied |= FACT_BIT(milestone);
    if (milestone == INC_MILESTONE_RESTORED && view->first_restored == INC_TIME_NONE)
        view->first_restored = life->at;
    if (milestone == INC_MILESTONE_RESTORED)
        inc__life_episode(life)->restored = life->at;
    if (milestone == INC_MILESTONE_DETECTED || milestone == INC_MILESTONE_LOGGED)
        inc__life_opened(life);
    life->changed = 1;
    inc__life_tick(life, INC__TICK_REACHED, milestone, 0);
}

static int fact_before(const inc__life *life, inc_time instant)
{
    return instant != INC_TIME_NONE && instant < life->at;
}

static void fact_occurred(inc__life *life)
{
    if (life->view.occurred == INC_TIME_NONE && fact_before(life, life->view.detected))
        inc__life_find(life, INC_FINDING_MILESTONES_REVERSED);
    inc__life_reach(life, INC_MILESTONE_OCCURRED, 0);
}

static void fact_detected(inc__life *life)
{
    const inc_incident_view *view = &life->view;
    int implied = (view->implied & FACT_BIT(INC_MILESTONE_DETECTED)) != 0;

    if ((view->detected == INC_TIME_NONE || implied) &&
        (fact_before(life, view->logged) || fact_before(life, view->restored)))
        inc__life_find(life, INC_FINDING_MILESTONES_REVERSED);
    inc__life_reach(life, INC_MILESTONE_DETECTED, 0);
    fact_raise(life, INC_STAGE_DETECTED);
    if (life->view.channel[0] == '\0')
        life->view.channel = fact_text(life, INC_EVENT_CODE_1);
}

static void fact_logged(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (view->logged != INC_TIME_NONE) {
        inc__life_find(life, INC_FINDING_LOGGED_REPEATED);
        return;
    }
    if (fact_before(life, view->closed))
        inc__life_find(life, INC_FINDING_MILESTONES_REVERSED);
    inc__life_reach(life, INC_MILESTONE_DETECTED, 1);
    inc__life_reach(life, INC_MILESTONE_LOGGED, 0);
    fact_raise(life, INC_STAGE_LOGGED);
    inc__life_set(&view->channel, fact_text(life, INC_EVENT_CODE_1));
    inc__life_set(&view->symptom, fact_text(life, INC_EVENT_CODE_2));
    inc__life_set(&view->service, fact_text(life, INC_EVENT_REFERENCE_1));
    inc__life_set(&view->ci, fact_text(life, INC_EVENT_REFERENCE_2));
    view->caller = fact_text(life, INC_EVENT_PERSON);
    view->title = fact_text(life, INC_EVENT_TEXT);
}

static void fact_restored(inc__life *life)
{
    if (!fact_open(life) || life->view.restored != INC_TIME_NONE)
        inc__life_find(life, INC_FINDING_AFTER_END);
    else
        inc__life_reach(life, INC_MILESTONE_RESTORED, 0);
}

/* When the caller's time to refuse ends. */
static inc_time fact_confirm_by(const inc__life *life)
{
    inc_time by = INC_TIME_NONE;

    if (life->process.confirm_within <= 0)
        return INC_TIME_NONE;
    if (life->process.confirm_calendar != NULL) {
        if (inc_calendar_add(life->process.confirm_calendar, life->at, life->process.confirm_within,
                             &by) != INC_OK)
            return INC_TIME_NONE;
        return by;
    }
    return inc__life_later(life->at, life->process.confirm_within);
}

static void fact_need_change(inc__life *life)
{
    inc_resolution resolution;
    const inc_process *process = life->rules != NULL ? inc_rules_process(life->rules) : NULL;
    size_t i;

    memset(&resolution, 0, sizeof resolution);
    resolution.size = sizeof resolution;
    if (process == NULL ||
        !inc__process_find_resolution(process, life->view.resolution, &resolution) ||
        !resolution.needs_change)
        return;
    for (i = 0; i < life->links.count; i++) {
        if (strcmp(INC__AT(&life->links, inc_link, i)->relation, "change") == 0)
            return;
    }
    inc__life_find(life, INC_FINDING_CHANGE_MISSING);
}

static void fact_resolved(inc__life *life)
{
    inc_incident_view *view = &life->view;
    const char *change = fact_text(life, INC_EVENT_REFERENCE_1);

    if (!fact_open(life)) {
        inc__life_find(life, view->stage == INC_STAGE_RESOLVED ? INC_FINDING_RESOLVED_REPEATED
                                                               : INC_FINDING_AFTER_END);
        return;
    }
    inc__life_release_all(life);
    inc__life_reach(life, INC_MILESTONE_RESTORED, 1);
    view->stage = INC_STAGE_RESOLVED;
    view->resolved = life->at;
    view->resolution = fact_text(life, INC_EVENT_CODE_1);
    inc__life_end(life, &inc__life_episode(life)->resolved);
    inc__life_episode(life)->tier = inc__life_tier(life);
    view->confirmation = INC_CONFIRMATION_NONE;
    view->confirm_by = fact_confirm_by(life);
    life->resolved_fact = life->cause;
    life->lapsed_confirmation = 0;
    if (change[0] != '\0' && !inc__life_linked(life, "change", change))
        inc__life_link(life, "change", change);
    fact_need_change(life);
}

static void fact_confirmed(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (view->stage != INC_STAGE_RESOLVED && view->stage != INC_STAGE_CLOSED) {
        inc__life_find(life, INC_FINDING_NOT_RESOLVED);
        return;
    }
    inc__life_reach(life, INC_MILESTONE_CONFIRMED, 0);
    view->confirmation = INC_CONFIRMATION_GIVEN;
    view->confirm_by = INC_TIME_NONE;
    inc__life_ready(life, life->cause);
}

static void fact_timed_out(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (life->lapsed_confirmation)
        return;
    if (view->stage != INC_STAGE_RESOLVED || view->confirmation != INC_CONFIRMATION_NONE)
        inc__life_find(life, INC_FINDING_NOT_RESOLVED);
    else
        inc__life_time_out(life);
}

/* The stage that a reopened incident goes back to. */
static int32_t fact_stage_again(const inc__life *life)
{
    if (life->view.tier >= 2 || life->view.escalations > 0)
        return INC_STAGE_INVESTIGATION;
    if (life->stays.count > 0)
        return INC_STAGE_DIAGNOSIS;
    if (life->view.priority > 0)
        return INC_STAGE_CLASSIFIED;
    return life->view.logged != INC_TIME_NONE ? INC_STAGE_LOGGED : INC_STAGE_DETECTED;
}

/* Milestones that a reopen undoes are none again. */
static void fact_undo(inc__life *life)
{
    static const int32_t undone[] = {INC_MILESTONE_RESTORED, INC_MILESTONE_CONFIRMED,
                                     INC_MILESTONE_CLOSED};
    int32_t mask = 0;
    size_t i;

    for (i = 0; i < sizeof undone / sizeof undone[0]; i++) {
        mask |= life->reached & FACT_BIT(undone[i]);
        *fact_milestone(&life->view, undone[i]) = INC_TIME_NONE;
    }
    life->reached &= ~mask;
    life->view.implied &= ~mask;
    life->view.reopens++;
    inc__life_open(life);
    life->changed = 1;
    inc__life_adopt(life, inc__life_rules_of(life, life->entry));
    inc__life_tick(life, INC__TICK_UNDONE, mask, 0);
}

static void fact_reopen(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (view->stage == INC_STAGE_CLOSED &&
        (view->reopen_until == INC_TIME_NONE || life->at > view->reopen_until))
        inc__life_find(life, INC_FINDING_REOPENED_LATE);
    view->resolved = view->confirm_by = view->reopen_until = life->close_at = INC_TIME_NONE;
    view->resolution = "";
    view->confirmation = INC_CONFIRMATION_NONE;
    view->documented = life->lapsed_confirmation = 0;
    view->stage = fact_stage_again(life);
    fact_undo(life);
}

static void fact_reopened(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (!fact_open(life))
        fact_reopen(life);
    else if (view->restored != INC_TIME_NONE)
        fact_undo(life);
    else
        inc__life_find(life, INC_FINDING_REOPENED_OPEN);
}

static void fact_refused(inc__life *life)
{
    if (life->view.stage == INC_STAGE_RESOLVED || life->view.stage == INC_STAGE_CLOSED)
        fact_reopen(life);
    else
        inc__life_find(life, INC_FINDING_NOT_RESOLVED);
}

void inc__life_close(inc__life *life)
{
    inc_incident_view *view = &life->view;

    inc__life_release_all(life);
    inc__life_reach(life, INC_MILESTONE_RESTORED, 1);
    inc__life_reach(life, INC_MILESTONE_CLOSED, 0);
    inc__life_tick(life, INC__TICK_CLOSED, 0, 0);
    view->stage = INC_STAGE_CLOSED;
    inc__life_end(life, &inc__life_episode(life)->closed);
    view->confirm_by = life->close_at = INC_TIME_NONE;
    view->reopen_until = life->process.reopen_within > 0
                             ? inc__life_later(life->at, life->process.reopen_within)
                             : INC_TIME_NONE;
}

static void fact_closed(inc__life *life)
{
    const inc_incident_view *view = &life->view;

    if (view->stage == INC_STAGE_CLOSED) {
        inc__life_find(life, INC_FINDING_CLOSED_REPEATED);
        return;
    }
    if (fact_open(life))
        inc__life_find(life, INC_FINDING_CLOSED_UNRESOLVED);
    if (!view->documented)
        inc__life_find(life, INC_FINDING_CLOSED_UNDOCUMENTED);
    if (life->close_at == life->at)
        inc__life_note(life, INC_DERIVED_CLOSED, life->close_fact, "", "");
    inc__life_close(life);
}

static void fact_cancelled(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (view->stage == INC_STAGE_CLOSED) {
        inc__life_find(life, INC_FINDING_AFTER_END);
        return;
    }
    inc__life_release_all(life);
    inc__life_tick(life, INC__TICK_CANCELLED, 0, 0);
    view->stage = INC_STAGE_CANCELLED;
    view->cancelled = life->at;
    inc__life_end(life, &inc__life_episode(life)->cancelled);
    view->confirm_by = life->close_at = INC_TIME_NONE;
}

static void fact_converted(inc__life *life)
{
    const char *request = fact_text(life, INC_EVENT_REFERENCE_1);

    if (life->view.stage != INC_STAGE_CLOSED) {
        life->view.converted = 1;
        if (request[0] != '\0' && !inc__life_linked(life, "request", request))
            inc__life_link(life, "request", request);
    }
    fact_cancelled(life);
}

static void fact_worked(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (view->stage == INC_STAGE_CLOSED) {
        inc__life_find(life, INC_FINDING_AFTER_END);
        return;
    }
    view->effort =
        inc__life_sum(view->effort, inc__event_integer(life->entry->event, INC_EVENT_INTEGER_1));
    inc__life_work(life);
    fact_raise(life, view->tier >= 2 ? INC_STAGE_INVESTIGATION : INC_STAGE_DIAGNOSIS);
}

static void fact_documented(inc__life *life)
{
    life->view.documented = 1;
    inc__life_ready(life, life->cause);
}

static void fact_migrated(inc__life *life)
{
    const inc_rules *rules =
        inc__life_rules_named(life, inc__event_text(life->entry->event, INC_EVENT_RULES));

    if (rules == NULL) {
        inc__life_find(life, INC_FINDING_RULES_UNKNOWN);
        return;
    }
    life->view.migrations++;
    inc__life_migrate(life, rules);
}

/* A void or a correction has done its work when facts were selected; what it missed is found here.
 */
static void fact_strikes(inc__life *life)
{
    const inc__entry *entry = life->entry;
    int is_void = entry->kind == INC_FACT_VOIDED;

    if (is_void && fact_text(life, INC_EVENT_CODE_1)[0] == '\0')
        inc__life_find(life, INC_FINDING_VOID_UNREASONED);
    else if (inc__entry_named(entry) == NULL)
        inc__life_find(life, is_void ? INC_FINDING_VOID_OF_NONE : INC_FINDING_CORRECTS_NONE);
}

static void fact_keep_firing(inc__life *life)
{
    const inc__entry **place = INC__PUSH(life->context, &life->fired, const inc__entry *);

    if (place == NULL)
        life->status = INC_E_NOMEM;
    else
        *place = life->entry;
}

/* Facts that make no sense before there is a record. */
static int fact_is_work(int32_t kind)
{
    switch (kind) {
    case INC_FACT_OCCURRED:
    case INC_FACT_DETECTED:
    case INC_FACT_LOGGED:
    case INC_FACT_ACKNOWLEDGED:
    case INC_FACT_RESTORED:
    case INC_FACT_NOTED:
    case INC_FACT_LINKED:
    case INC_FACT_UNLINKED:
    case INC_FACT_VOIDED:
    case INC_FACT_MIGRATED:
    case INC_FACT_REDACTED:
    case INC_FACT_FIRED:
    case INC_FACT_REPORTED:
        return 0;
    default:
        return kind < INC_FACT_HOST;
    }
}

/* Facts that have an effect, or another finding, on what is cancelled. */
static int fact_survives(int32_t kind)
{
    switch (kind) {
    case INC_FACT_CONFIRMED:
    case INC_FACT_DOCUMENTED:
    case INC_FACT_LINKED:
    case INC_FACT_UNLINKED:
    case INC_FACT_NOTED:
    case INC_FACT_VOIDED:
    case INC_FACT_REDACTED:
    case INC_FACT_FIRED:
    case INC_FACT_TIMED_OUT:
    case INC_FACT_REPORTED:
        return 1;
    default:
        return kind >= INC_FACT_HOST;
    }
}

/* 1 when none of the findings from an index on says that the fact in hand came to nothing. */
static int fact_had_effect(const inc__life *life, size_t index)
{
    for (; index < life->findings.count; index++) {
        int32_t kind = INC__AT(&life->findings, const inc_finding, index)->kind;
        if (kind == INC_FINDING_AFTER_END || kind == INC_FINDING_RESOLVED_REPEATED)
            return 0;
    }
    return 1;
}

/* An act that tells the caller that somebody is at it. */
static int fact_acknowledges(const inc__life *life)
{
    const inc_event *event = life->entry->event;

    if (life->view.logged == INC_TIME_NONE || life->view.stage == INC_STAGE_CANCELLED)
        return 0;
    if (inc__event_integer(event, INC_EVENT_ACTOR_KIND) != INC_ACTOR_HUMAN ||
        inc__event_integer(event, INC_EVENT_VISIBILITY) != INC_VISIBILITY_PUBLIC)
        return 0;
    switch (life->entry->kind) {
    case INC_FACT_NOTED:
    case INC_FACT_WORKED:
    case INC_FACT_HELD:
    case INC_FACT_ESCALATED:
    case INC_FACT_RESTORED:
    case INC_FACT_RESOLVED:
        return 1;
    case INC_FACT_ASSIGNED:
        return inc__event_text(event, INC_EVENT_PERSON)[0] != '\0';
    default:
        return 0;
    }
}

static void fact_milestones(inc__life *life, int32_t kind)
{
    if (kind == INC_FACT_OCCURRED)
        fact_occurred(life);
    else if (kind == INC_FACT_DETECTED)
        fact_detected(life);
    else if (kind == INC_FACT_LOGGED)
        fact_logged(life);
    else if (kind == INC_FACT_ACKNOWLEDGED)
        inc__life_reach(life, INC_MILESTONE_ACKNOWLEDGED, 0);
    else
        fact_restored(life);
}

static void fact_ends(inc__life *life, int32_t kind)
{
    if (kind == INC_FACT_RESOLVED)
        fact_resolved(life);
    else if (kind == INC_FACT_CONFIRMED)
        fact_confirmed(life);
    else if (kind == INC_FACT_REFUSED)
        fact_refused(life);
    else if (kind == INC_FACT_TIMED_OUT)
        fact_timed_out(life);
    else if (kind == INC_FACT_CLOSED)
        fact_closed(life);
    else if (kind == INC_FACT_REOPENED)
        fact_reopened(life);
    else if (kind == INC_FACT_CANCELLED)
        fact_cancelled(life);
    else
        fact_converted(life);
}

static void fact_dispatch(inc__life *life, int32_t kind)
{
    switch (kind) {
    case INC_FACT_OCCURRED:
    case INC_FACT_DETECTED:
    case INC_FACT_LOGGED:
    case INC_FACT_ACKNOWLEDGED:
    case INC_FACT_RESTORED:
        fact_milestones(life, kind);
        break;
    case INC_FACT_RESOLVED:
    case INC_FACT_CONFIRMED:
    case INC_FACT_REFUSED:
    case INC_FACT_TIMED_OUT:
    case INC_FACT_CLOSED:
    case INC_FACT_REOPENED:
    case INC_FACT_CANCELLED:
    case INC_FACT_CONVERTED:
        fact_ends(life, kind);
        break;
    case INC_FACT_CLASSIFIED:
        inc__life_classify(life);
        break;
    case INC_FACT_PRIORITISED:
        inc__life_prioritise(life);
        break;
    case INC_FACT_ASSIGNED:
    case INC_FACT_ESCALATED:
        inc__life_assign(life);
        break;
    case INC_FACT_HELD:
        inc__life_hold(life);
        break;
    case INC_FACT_RELEASED:
        inc__life_release(life);
        break;
    case INC_FACT_WORKED:
        fact_worked(life);
        break;
    case INC_FACT_LINKED:
    case INC_FACT_UNLINKED:
        inc__life_relink(life);
        break;
    case INC_FACT_DOCUMENTED:
        fact_documented(life);
        break;
    case INC_FACT_MIGRATED:
        fact_migrated(life);
        break;
    case INC_FACT_FIRED:
        fact_keep_firing(life);
        break;
    case INC_FACT_REPORTED:
        inc__life_report(life);
        break;
    default:
        break;
    }
}

void inc__life_apply(inc__life *life, const inc__entry *entry)
{
    int32_t kind = entry->kind;
    size_t findings;

    if (inc__event_integer(entry->event, INC_EVENT_REDACTED) != 0)
        life->view.redacted = 1;
    if (inc__event_integer(entry->event, INC_EVENT_CORRECTS) != 0)
        fact_strikes(life);
    if (life->view.logged == INC_TIME_NONE && !life->unlogged && fact_is_work(kind)) {
        life->unlogged = 1;
        inc__life_find(life, INC_FINDING_NOT_LOGGED);
    }
    if (life->view.stage == INC_STAGE_CANCELLED && !fact_survives(kind)) {
        inc__life_find(life, INC_FINDING_AFTER_END);
        return;
    }
    findings = life->findings.count;
    fact_dispatch(life, kind);
    if (fact_acknowledges(life) && fact_had_effect(life, findings))
        inc__life_reach(life, INC_MILESTONE_ACKNOWLEDGED, 1);
    if (life->raise != 0)
        fact_raise(life, life->raise);
    life->raise = 0;
}
