/* Stays with teams, holds, links. */
#include "incident/life.h"

#include "rules/process.h"

#include <string.h>

inc_time inc__life_later(inc_time at, inc_duration span)
{
    return span > INC_TIME_MAX - at ? INC_TIME_NONE : at + span;
}

inc_duration inc__life_sum(inc_duration a, inc_duration b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static int work_ended(inc__life *life)
{
    if (life->view.stage < INC_STAGE_RESOLVED)
        return 0;
    inc__life_find(life, INC_FINDING_AFTER_END);
    return 1;
}

static void work_begin_stay(inc__life *life)
{
    inc_incident_view *view = &life->view;
    inc_stay *stay, *last;

    if (life->stays.count > 0) {
        last = INC__AT(&life->stays, inc_stay, life->stays.count - 1);
        if (strcmp(last->team, view->team) != 0 || strcmp(last->person, view->person) != 0)
            view->reassignments++;
        last->to = life->at;
    }
    stay = INC__PUSH(life->context, &life->stays, inc_stay);
    if (stay == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    stay->team = view->team;
    stay->person = view->person;
    stay->tier = view->tier;
    stay->from = life->at;
    stay->to = INC_TIME_NONE;
    stay->fact = life->cause;
}

static void work_tier(inc__life *life, int32_t before)
{
    if (life->view.tier == before)
        return;
    life->changed = 1;
    inc__life_tick(life, INC__TICK_TIER, life->view.tier, before);
}

/* Moves it to the team, tier and person of the fact in hand. */
static void work_move(inc__life *life, int functional)
{
    inc_incident_view *view = &life->view;
    const inc_event *event = life->entry->event;
    const char *team = view->team, *person = view->person;
    int32_t tier = view->tier, given = (int32_t) inc__event_integer(event, INC_EVENT_TIER);

    inc__life_set(&view->team, inc__event_text(event, INC_EVENT_TEAM));
    view->person = inc__event_text(event, INC_EVENT_PERSON);
    view->tier = given > 0 ? given : tier;
    if (life->stays.count == 0 || view->tier != tier || strcmp(view->team, team) != 0 ||
        strcmp(view->person, person) != 0)
        work_begin_stay(life);
    if (functional || (tier > 0 && view->tier > tier))
        view->escalations++;
    work_tier(life, tier);
}

void inc__life_assign(inc__life *life)
{
    int escalates = life->entry->kind == INC_FACT_ESCALATED;
    int functional =
        escalates && strcmp(inc__event_text(life->entry->event, INC_EVENT_CODE_1), "hierarchic");

    if (work_ended(life))
        return;
    if (escalates && !functional) {
        life->view.hierarchic++;
        return;
    }
    work_move(life, functional);
    life->raise =
        functional || life->view.tier >= 2 ? INC_STAGE_INVESTIGATION : INC_STAGE_DIAGNOSIS;
}

/* The index of a hold in force, or their count. */
static size_t work_find_hold(const inc__life *life, const char *reason, const char *source)
{
    size_t i;

    for (i = 0; i < life->holds.count; i++) {
        const inc__held *held = INC__AT(&life->holds, inc__held, i);
        if (strcmp(held->reason, reason) == 0 && strcmp(held->source, source) == 0)
            break;
    }
    return i;
}

/* The fact's own expiry, else that of the rules. */
static inc_time work_expiry(const inc__life *life, inc_time since, const char *reason)
{
    const inc_process *process = life->rules != NULL ? inc_rules_process(life->rules) : NULL;
    inc_time expires = inc__event_integer(life->entry->event, INC_EVENT_TIME_1);
    inc_hold_rule rule;

    if (expires != INC_TIME_NONE)
        return expires > life->at ? expires : life->at;
    memset(&rule, 0, sizeof rule);
    rule.size = sizeof rule;
    if (process == NULL || !inc__process_find_hold(process, reason, &rule) || rule.expires <= 0)
        return INC_TIME_NONE;
    expires = inc__life_later(since, rule.expires);
    return expires != INC_TIME_NONE && expires < life->at ? life->at : expires;
}

/* A new hold is forgotten by those that lapsed. */
static void work_forget_lapsed(inc__life *life, const char *reason, const char *source)
{
    size_t i, kept = 0;

    for (i = 0; i < life->lapsed.count; i++) {
        const inc__lapsed *lapsed = INC__AT(&life->lapsed, inc__lapsed, i);
        if (strcmp(lapsed->reason, reason) != 0 || strcmp(lapsed->source, source) != 0)
            *INC__AT(&life->lapsed, inc__lapsed, kept++) = *lapsed;
    }
    life->lapsed.count = kept;
}

void inc__life_hold(inc__life *life)
{
    const inc_event *event = life->entry->event;
    const char *reason = inc__event_text(event, INC_EVENT_CODE_1);
    const char *source = inc__event_text(event, INC_EVENT_CODE_2);
    size_t index = work_find_hold(life, reason, source);
    inc__held *held;

    if (work_ended(life))
        return;
    if (index < life->holds.count) {
        held = INC__AT(&life->holds, inc__held, index);
        held->expires = work_expiry(life, held->since, reason);
        return;
    }
    work_forget_lapsed(life, reason, source);
    held = INC__PUSH(life->context, &life->holds, inc__held);
    if (held == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    held->reason = reason;
    held->source = source;
    held->since = life->at;
    held->expires = work_expiry(life, life->at, reason);
    held->fact = life->cause;
    held->tick = life->ticks.count;
    inc__life_tick_hold(life, INC__TICK_HELD, held);
}

void inc__life_unhold(inc__life *life, size_t index)
{
    inc__held held = *INC__AT(&life->holds, inc__held, index);
    size_t i;

    for (i = index + 1; i < life->holds.count; i++)
        *INC__AT(&life->holds, inc__held, i - 1) = *INC__AT(&life->holds, inc__held, i);
    life->holds.count--;
    INC__AT(&life->ticks, inc__tick, held.tick)->end = life->ticks.count + 1;
    inc__life_tick_hold(life, INC__TICK_RELEASED, &held);
}

void inc__life_release_all(inc__life *life)
{
    while (life->holds.count > 0 && life->status == INC_OK)
        inc__life_unhold(life, 0);
}

static int work_lapsed(const inc__life *life, const char *reason, const char *source)
{
    size_t i;

    for (i = 0; i < life->lapsed.count; i++) {
        const inc__lapsed *lapsed = INC__AT(&life->lapsed, inc__lapsed, i);
        if (strcmp(lapsed->reason, reason) == 0 && strcmp(lapsed->source, source) == 0)
            return 1;
    }
    return 0;
}

void inc__life_release(inc__life *life)
{
    const inc_event *event = life->entry->event;
    const char *reason = inc__event_text(event, INC_EVENT_CODE_1);
    const char *source = inc__event_text(event, INC_EVENT_CODE_2);
    size_t index = work_find_hold(life, reason, source);

    if (index == life->holds.count) {
        if (!work_lapsed(life, reason, source))
            inc__life_find(life, INC_FINDING_RELEASED_UNHELD);
        return;
    }
    if (INC__AT(&life->holds, const inc__held, index)->expires == life->at)
        inc__life_expire(life, index);
    else
        inc__life_unhold(life, index);
}

/* The index of a link, or their count. */
static size_t work_find_link(const inc__life *life, const char *relation, const char *other)
{
    size_t i;

    for (i = 0; i < life->links.count; i++) {
        const inc_link *link = INC__AT(&life->links, inc_link, i);
        if (strcmp(link->relation, relation) == 0 && strcmp(link->other, other) == 0)
            break;
    }
    return i;
}

int inc__life_linked(const inc__life *life, const char *relation, const char *other)
{
    return work_find_link(life, relation, other) < life->links.count;
}

void inc__life_link(inc__life *life, const char *relation, const char *other)
{
    inc_link *link = INC__PUSH(life->context, &life->links, inc_link);

    if (link == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    link->relation = relation;
    link->other = other;
    link->since = life->at;
    link->fact = life->cause;
}

void inc__life_relink(inc__life *life)
{
    const inc_event *event = life->entry->event;
    const char *relation = inc__event_text(event, INC_EVENT_CODE_1);
    const char *other = inc__event_text(event, INC_EVENT_REFERENCE_1);
    size_t i, index = work_find_link(life, relation, other);

    if (life->entry->kind == INC_FACT_LINKED) {
        if (index < life->links.count)
            inc__life_find(life, INC_FINDING_LINK_REPEATED);
        else
            inc__life_link(life, relation, other);
        return;
    }
    if (index == life->links.count) {
        inc__life_find(life, INC_FINDING_UNLINK_OF_NONE);
        return;
    }
    for (i = index + 1; i < life->links.count; i++)
        *INC__AT(&life->links, inc_link, i - 1) = *INC__AT(&life->links, inc_link, i);
    life->links.count--;
}
