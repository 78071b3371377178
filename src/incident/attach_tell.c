/* What the clocks on an incident are told of its course. */
#include "incident/life.h"

#include "rules/target.h"

#include <string.h>

#define TELL_BIT(milestone) (1 << (milestone))
#define TELL_LEFT_TIER (-1)

static inc__fact *tell_fact(inc__life *life, inc__attached *attached, inc__fact_kind kind,
                            const inc__tick *tick)
{
    inc__fact *fact = INC__PUSH(life->context, &attached->told, inc__fact);

    if (fact == NULL) {
        life->status = INC_E_NOMEM;
        return NULL;
    }
    fact->kind = kind;
    fact->at = fact->recorded = tick->at;
    fact->sequence = tick->cause;
    fact->reason = (char *) (uintptr_t) tick->reason;
    fact->source = (char *) (uintptr_t) tick->source;
    return fact;
}

static inc__tick tell_now(const inc__life *life)
{
    inc__tick tick;

    memset(&tick, 0, sizeof tick);
    tick.at = life->at;
    tick.cause = life->cause;
    return tick;
}

void inc__attached_tell(inc__life *life, inc__attached *attached, inc__fact_kind kind)
{
    inc__tick tick = tell_now(life);

    (void) tell_fact(life, attached, kind, &tick);
    if (kind == INC__FACT_STOP || kind == INC__FACT_CANCEL)
        attached->running = 0;
}

void inc__attached_retarget(inc__life *life, inc__attached *attached, const inc_terms *terms)
{
    inc__tick tick = tell_now(life);
    inc__fact *fact = tell_fact(life, attached, INC__FACT_RETARGET, &tick);

    if (fact == NULL)
        return;
    fact->terms = (inc_terms *) (uintptr_t) terms;
    attached->terms = terms;
}

/* Holds in force at a tick begin with the run that it begins. */
static void tell_holds(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *now = INC__AT(&life->ticks, const inc__tick, index);
    size_t i;

    for (i = 0; i < index; i++) {
        inc__tick hold = *INC__AT(&life->ticks, const inc__tick, i);
        if (hold.kind != INC__TICK_HELD || (hold.end != 0 && hold.end - 1 <= index))
            continue;
        hold.at = now->at;
        (void) tell_fact(life, attached, INC__FACT_PAUSE, &hold);
    }
}

static void tell_stop(inc__life *life, inc__attached *attached, const inc__tick *tick,
                      int32_t stopped_by)
{
    if (!attached->running)
        return;
    (void) tell_fact(life, attached, INC__FACT_STOP, tick);
    attached->running = 0;
    attached->stopped_by = stopped_by;
}

/* 1 when a milestone is reached as of a tick. */
static int tell_passed(const inc__life *life, int32_t milestone, size_t index)
{
    size_t i;

    for (i = index + 1; i-- > 0;) {
        const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, i);
        if (tick->kind == INC__TICK_REACHED && tick->value == milestone)
            return 1;
        if (tick->kind == INC__TICK_UNDONE && (tick->value & TELL_BIT(milestone)) != 0)
            return 0;
    }
    return 0;
}

/* What begins after its end has come, or on what is closed, ends at once. */
static void tell_stop_passed(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);
    int32_t stop = attached->plan.options.stop;

    if (tell_passed(life, stop, index))
        tell_stop(life, attached, tick, stop);
    if (!tell_passed(life, INC_MILESTONE_CLOSED, index))
        return;
    tell_stop(life, attached, tick, INC_MILESTONE_CLOSED);
    (void) tell_fact(life, attached, INC__FACT_CLOSE, tick);
}

static void tell_start(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);
    inc__fact *fact = tell_fact(life, attached, INC__FACT_START, tick);

    if (fact == NULL)
        return;
    fact->live = life->at;
    attached->started = attached->running = 1;
    tell_stop_passed(life, attached, index);
}

/* A new cycle is pinned to the rules of the reopen, where they have a policy of that name; but not
 * one that was before the clock was attached. */
static void tell_pin(inc__life *life, inc__attached *attached, inc__fact *fact,
                     const inc_rules *rules)
{
    const inc_policy *policy;
    const inc_terms *terms;

    if (rules == NULL || rules == attached->rules ||
        attached->plan.options.on_reopen != INC_REOPEN_NEW_CYCLE ||
        inc_rules_find_policy(rules, attached->plan.options.name, INC_ZSTR, &policy) != INC_OK)
        return;
    terms = inc_policy_terms(policy, life->view.priority);
    if (terms == NULL || inc__target_usable(inc_terms_target(terms), inc_terms_calendar(terms)))
        return;
    fact->policy = policy;
    fact->terms = (inc_terms *) (uintptr_t) terms;
    inc__plan_of(policy, &attached->plan);
    attached->rules = rules;
    attached->terms = terms;
}

static void tell_reopen(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);
    int goes_on = attached->plan.options.on_reopen != INC_REOPEN_NONE;
    inc__fact *fact;

    if (tell_passed(life, attached->plan.options.stop, index)) {
        attached->stopped_by = attached->plan.options.stop;
        return;
    }
    fact = tell_fact(life, attached, INC__FACT_REOPEN, tick);
    if (fact == NULL)
        return;
    if (tick->cause == life->cause)
        tell_pin(life, attached, fact, tick->rules);
    attached->running = goes_on;
    if (attached->running)
        tell_holds(life, attached, index);
}

static int tell_is_ola(const inc__attached *attached)
{
    return attached->plan.options.agreement == INC_AGREEMENT_OLA && attached->plan.options.tier > 0;
}

/* The tier that has the incident at a tick. */
static int32_t tell_tier(const inc__life *life, size_t index)
{
    size_t i;

    for (i = index + 1; i-- > 0;) {
        const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, i);
        if (tick->kind == INC__TICK_TIER)
            return tick->value;
    }
    return 0;
}

static void tell_reached(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);
    const inc_policy_options *options = &attached->plan.options;

    if (tick->value == options->stop)
        tell_stop(life, attached, tick, options->stop);
}

static void tell_undone(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);
    const inc_policy_options *options = &attached->plan.options;

    if (!attached->started || attached->running || attached->stopped_by == TELL_LEFT_TIER ||
        (tick->value & TELL_BIT(attached->stopped_by)) == 0)
        return;
    if (!tell_is_ola(attached) || tell_tier(life, index) == options->tier)
        tell_reopen(life, attached, index);
    else
        attached->stopped_by = TELL_LEFT_TIER;
}

/* An OLA runs while its tier has the incident. */
static void tell_moved(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);

    if (!tell_is_ola(attached))
        return;
    if (tick->before == attached->plan.options.tier) {
        tell_stop(life, attached, tick, TELL_LEFT_TIER);
    } else if (tick->value == attached->plan.options.tier && attached->started &&
               attached->stopped_by == TELL_LEFT_TIER) {
        tell_reopen(life, attached, index);
    }
}

static void tell_closed(inc__life *life, inc__attached *attached, const inc__tick *tick)
{
    if (!attached->started)
        return;
    tell_stop(life, attached, tick, INC_MILESTONE_CLOSED);
    (void) tell_fact(life, attached, INC__FACT_CLOSE, tick);
}

static void tell_tick(inc__life *life, inc__attached *attached, size_t index)
{
    const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, index);

    switch (tick->kind) {
    case INC__TICK_HELD:
        if (attached->running || !attached->started)
            (void) tell_fact(life, attached, INC__FACT_PAUSE, tick);
        break;
    case INC__TICK_RELEASED:
        if (attached->running || !attached->started)
            (void) tell_fact(life, attached, INC__FACT_RESUME, tick);
        break;
    case INC__TICK_REACHED:
        tell_reached(life, attached, index);
        break;
    case INC__TICK_UNDONE:
        tell_undone(life, attached, index);
        break;
    case INC__TICK_TIER:
        tell_moved(life, attached, index);
        break;
    case INC__TICK_CLOSED:
        tell_closed(life, attached, tick);
        break;
    case INC__TICK_CANCELLED:
        inc__attached_tell(life, attached, INC__FACT_CANCEL);
        break;
    }
}

static inc__tick *tell_push(inc__life *life, inc__tick_kind kind)
{
    inc__tick *tick = INC__PUSH(life->context, &life->ticks, inc__tick);

    if (tick == NULL) {
        life->status = INC_E_NOMEM;
        return NULL;
    }
    tick->kind = kind;
    tick->at = life->at;
    tick->cause = life->cause;
    return tick;
}

static void tell_all(inc__life *life)
{
    size_t i;

    for (i = 0; i < life->attached_count && life->status == INC_OK; i++) {
        inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        if (attached->to == INC_TIME_NONE)
            tell_tick(life, attached, life->ticks.count - 1);
    }
}

void inc__life_tick(inc__life *life, inc__tick_kind kind, int32_t value, int32_t before)
{
    inc__tick *tick = tell_push(life, kind);

    if (tick == NULL)
        return;
    tick->value = value;
    tick->before = before;
    if (kind == INC__TICK_UNDONE)
        tick->rules = life->rules;
    tell_all(life);
}

void inc__life_tick_hold(inc__life *life, inc__tick_kind kind, const inc__held *held)
{
    inc__tick *tick = tell_push(life, kind);

    if (tick == NULL)
        return;
    tick->reason = held->reason;
    tick->source = held->source;
    tell_all(life);
}

/* The tick that a new clock counts from: its tier got the incident for the first time, or its
 * anchor was reached, for the last time. */
static size_t tell_anchor(const inc__life *life, const inc__attached *attached)
{
    const inc_policy_options *options = &attached->plan.options;
    int ola = tell_is_ola(attached);
    size_t i, found = life->ticks.count;

    for (i = 0; i < life->ticks.count && !(ola && found < i); i++) {
        const inc__tick *tick = INC__AT(&life->ticks, const inc__tick, i);
        if (tick->value == (ola ? options->tier : options->anchor) &&
            tick->kind == (ola ? INC__TICK_TIER : INC__TICK_REACHED))
            found = i;
    }
    return found;
}

void inc__attached_catch_up(inc__life *life, inc__attached *attached)
{
    size_t i, anchor = tell_anchor(life, attached);

    for (i = 0; i < life->ticks.count && life->status == INC_OK; i++) {
        if (i == anchor)
            tell_start(life, attached, i);
        else
            tell_tick(life, attached, i);
    }
}

inc_status inc__attached_fold(inc__life *life, inc__attached *attached, inc_time as_of,
                              int detailed)
{
    attached->fold.context = life->context;
    return inc__fold_told(&attached->fold, &attached->told, attached->began, attached->first, as_of,
                          detailed);
}
