/* Which policies have a clock on the incident, and why: doc/life-cycle.md, "Clocks on the
 * incident". */
#include "incident/life.h"

#include "rules/target.h"

#include <string.h>

#define ATTACH_BIT(milestone) (1 << (milestone))

static int attach_in_force(const inc__attached *attached)
{
    return attached->to == INC_TIME_NONE;
}

/* The clock in force of a policy by its name, or NULL. */
static inc__attached *attach_find(const inc__life *life, const char *name)
{
    size_t i;

    for (i = 0; i < life->attached_count; i++) {
        inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        if (attach_in_force(attached) && strcmp(attached->plan.options.name, name) == 0)
            return attached;
    }
    return NULL;
}

static int attach_had_tier(const inc__life *life, int32_t tier)
{
    size_t i;

    for (i = 0; i < life->stays.count; i++) {
        if (INC__AT(&life->stays, inc_stay, i)->tier == tier)
            return 1;
    }
    return 0;
}

static int attach_is_ola(const inc__plan *plan)
{
    return plan->options.agreement == INC_AGREEMENT_OLA && plan->options.tier > 0;
}

static int attach_in_category(const inc__life *life, const inc_rules *rules, const char *category)
{
    const inc_taxonomy *taxonomy = inc_rules_taxonomy(rules);
    int32_t within;

    if (life->view.category[0] == '\0')
        return 0;
    if (taxonomy != NULL &&
        inc_taxonomy_within(taxonomy, life->view.category, category, &within) == INC_OK)
        return within;
    return strcmp(life->view.category, category) == 0;
}

static int32_t attach_terms(const inc__life *life, const inc__plan *plan)
{
    const inc_terms *terms = inc_policy_terms(plan->policy, life->view.priority);

    if (terms == NULL)
        return life->view.priority == 0 ? INC_CHOICE_NO_PRIORITY : INC_CHOICE_NO_TERMS;
    if (inc__target_usable(inc_terms_target(terms), inc_terms_calendar(terms)) != INC_OK)
        return INC_CHOICE_UNUSABLE;
    return INC_CHOICE_ATTACHED;
}

/* Whether a policy matches by itself, whatever others do. */
static int32_t attach_match(const inc__life *life, const inc_rules *rules, const inc__plan *plan)
{
    const inc_policy_options *options = &plan->options;

    if (attach_is_ola(plan)) {
        if (!attach_had_tier(life, options->tier))
            return INC_CHOICE_OTHER_TIER;
    } else if ((life->reached & ATTACH_BIT(options->anchor)) == 0) {
        return INC_CHOICE_NO_MILESTONE;
    }
    if (options->service != NULL && strcmp(options->service, life->view.service) != 0)
        return INC_CHOICE_OTHER_SERVICE;
    if (options->category != NULL && !attach_in_category(life, rules, options->category))
        return INC_CHOICE_OTHER_CATEGORY;
    return attach_terms(life, plan);
}

static void attach_consider(inc__life *life, const inc__plan *plan, const inc_rules *rules,
                            inc__attached *attached)
{
    inc__option *option = INC__PUSH(life->context, &life->options, inc__option);

    if (option == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    option->plan = *plan;
    option->rules = rules;
    option->attached = attached;
    option->reason = attach_match(life, rules, plan);
}

/* The policies of the rules it works under, and clocks that are pinned to others. */
static void attach_gather(inc__life *life)
{
    size_t i, own = life->plans.count;

    life->options.count = 0;
    for (i = 0; i < own; i++) {
        const inc__plan *plan = INC__AT(&life->plans, const inc__plan, i);
        inc__attached *attached = attach_find(life, plan->options.name);
        if (attached != NULL)
            attach_consider(life, &attached->plan, attached->rules, attached);
        else
            attach_consider(life, plan, life->rules, NULL);
    }
    for (i = 0; i < life->attached_count; i++) {
        inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        size_t at = 0;
        while (at < own && INC__AT(&life->options, inc__option, at)->attached != attached)
            at++;
        if (attach_in_force(attached) && at == own)
            attach_consider(life, &attached->plan, attached->rules, attached);
    }
}

static int attach_rivals(const inc__option *a, const inc__option *b)
{
    const inc_policy_options *left = &a->plan.options, *right = &b->plan.options;

    return left->agreement == right->agreement && left->tier == right->tier &&
           strcmp(left->clock, right->clock) == 0;
}

/* The instant that a clock of the option counts from. */
static inc_time attach_anchor(const inc__life *life, const inc__option *option)
{
    const inc_incident_view *view = &life->view;
    inc_time anchors[] = {INC_TIME_NONE,      view->occurred, view->detected,  view->logged,
                          view->acknowledged, view->restored, view->confirmed, view->closed};
    size_t i;

    if (attach_is_ola(&option->plan)) {
        for (i = 0; i < life->stays.count; i++) {
            const inc_stay *stay = INC__AT(&life->stays, inc_stay, i);
            if (stay->tier == option->plan.options.tier)
                return stay->from;
        }
    }
    return anchors[option->plan.options.anchor];
}

/* When the limit is due from its anchor, pauses aside; none is later than any. */
static inc_time attach_due(const inc__life *life, const inc__option *option)
{
    const inc_terms *terms = inc_policy_terms(option->plan.policy, life->view.priority);
    inc_time anchor = attach_anchor(life, option), due;

    if (anchor == INC_TIME_NONE ||
        inc_target_due(inc_terms_target(terms), inc_terms_calendar(terms),
                       option->plan.options.boundary, anchor, &due, NULL) != INC_OK)
        return INT64_MAX;
    return due;
}

/* Of the policies that match for one clock the first, or the strictest, serves. */
static void attach_choose_one(inc__life *life, size_t index)
{
    inc__option *option = INC__AT(&life->options, inc__option, index);
    int strictest = life->process.choice == INC_CHOOSE_STRICTEST;
    inc_time due = strictest ? attach_due(life, option) : 0;
    size_t i;

    for (i = 0; i < life->options.count; i++) {
        const inc__option *other = INC__AT(&life->options, inc__option, i);
        inc_time other_due;
        if (i == index || !other->matches || !attach_rivals(option, other))
            continue;
        other_due = strictest ? attach_due(life, other) : 0;
        if (other_due < due || (other_due == due && i < index)) {
            option->reason = strictest ? INC_CHOICE_NOT_STRICTEST : INC_CHOICE_NOT_FIRST;
            return;
        }
    }
}

static void attach_choose(inc__life *life)
{
    size_t i;

    for (i = 0; i < life->options.count; i++) {
        inc__option *option = INC__AT(&life->options, inc__option, i);
        option->matches = option->reason == INC_CHOICE_ATTACHED;
    }
    if (life->process.choice == INC_CHOOSE_ALL)
        return;
    for (i = 0; i < life->options.count; i++) {
        if (INC__AT(&life->options, inc__option, i)->matches)
            attach_choose_one(life, i);
    }
}

/* A slot for a new clock, its memory kept from earlier ones. */
static inc__attached *attach_slot(inc__life *life)
{
    inc__attached **place;

    if (life->attached_count == life->attached.count) {
        inc__attached *made = inc__alloc(life->context, sizeof *made);
        place = made != NULL ? INC__PUSH(life->context, &life->attached, inc__attached *) : NULL;
        if (place == NULL) {
            if (made != NULL)
                inc__release(life->context, made, sizeof *made);
            life->status = INC_E_NOMEM;
            return NULL;
        }
        made->fold.context = life->context;
        *place = made;
    }
    return *INC__AT(&life->attached, inc__attached *, life->attached_count++);
}

static void attach_begin(inc__life *life, const inc__option *option)
{
    inc__attached *attached = attach_slot(life);

    if (attached == NULL)
        return;
    attached->plan = option->plan;
    attached->rules = option->rules;
    attached->began = attached->plan.policy;
    attached->terms = attached->first =
        inc_policy_terms(attached->plan.policy, life->view.priority);
    attached->from = life->at;
    attached->to = INC_TIME_NONE;
    attached->fact = life->cause;
    attached->started = attached->running = 0;
    attached->stopped_by = 0;
    attached->told.count = 0;
    inc__attached_catch_up(life, attached);
}

static int attach_breached(const inc__fold *fold, inc_time before)
{
    size_t i;

    for (i = 0; i < fold->cycles.count; i++) {
        inc_time at = INC__AT(&fold->cycles, inc_cycle, i)->breach_at;
        if (at != INC_TIME_NONE && at < before)
            return 1;
    }
    return 0;
}

/* A breach sticks: a clock that was breached before now is stopped, any other no longer counts.
 * What it would derive at this very instant comes after the fact in hand. */
static void attach_end(inc__life *life, inc__attached *attached)
{
    if (inc__attached_fold(life, attached, life->at - 1, 0) != INC_OK) {
        life->status = INC_E_NOMEM;
        return;
    }
    if (!attach_breached(&attached->fold, life->at))
        inc__attached_tell(life, attached, INC__FACT_CANCEL);
    else if (attached->running)
        inc__attached_tell(life, attached, INC__FACT_STOP);
    attached->to = life->at;
}

/* 1 when a clock was lost. */
static int attach_settle(inc__life *life, inc__option *option)
{
    const inc_terms *terms;

    if (option->attached == NULL) {
        if (option->reason == INC_CHOICE_ATTACHED)
            attach_begin(life, option);
        return 0;
    }
    if (option->reason != INC_CHOICE_ATTACHED) {
        attach_end(life, option->attached);
        return 1;
    }
    terms = inc_policy_terms(option->plan.policy, life->view.priority);
    if (terms != option->attached->terms)
        inc__attached_retarget(life, option->attached, terms);
    return 0;
}

void inc__life_attach(inc__life *life)
{
    size_t i;
    int lost;

    life->changed = 0;
    if (life->rules == NULL || life->view.stage >= INC_STAGE_CLOSED)
        return;
    do {
        lost = 0;
        attach_gather(life);
        attach_choose(life);
        for (i = 0; i < life->options.count && life->status == INC_OK; i++)
            lost |= attach_settle(life, INC__AT(&life->options, inc__option, i));
        /* Where a clock of other rules was lost, the policy of its name is asked. */
    } while (lost && life->status == INC_OK);
}

/* The open cycle of a clock goes on under the policy of its name in other rules. */
static void attach_move(inc__life *life, inc__attached *attached, const inc_rules *rules)
{
    const char *name = attached->plan.options.name;
    const inc_policy *policy;
    const inc_terms *terms;
    inc__fact *fact;

    if (!attached->running)
        return;
    if (inc_rules_find_policy(rules, name, INC_ZSTR, &policy) != INC_OK) {
        attach_end(life, attached);
        return;
    }
    terms = inc_policy_terms(policy, life->view.priority);
    if (terms == NULL || inc__target_usable(inc_terms_target(terms), inc_terms_calendar(terms))) {
        attach_end(life, attached);
        return;
    }
    inc__attached_tell(life, attached, INC__FACT_MIGRATE);
    if (life->status != INC_OK)
        return;
    fact = INC__AT(&attached->told, inc__fact, attached->told.count - 1);
    fact->policy = policy;
    fact->terms = (inc_terms *) (uintptr_t) terms;
    inc__plan_of(policy, &attached->plan);
    attached->rules = rules;
    attached->terms = terms;
}

void inc__life_migrate(inc__life *life, const inc_rules *rules)
{
    size_t i;

    inc__life_adopt(life, rules);
    life->changed = 1;
    for (i = 0; i < life->attached_count && life->status == INC_OK; i++) {
        inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        if (attach_in_force(attached))
            attach_move(life, attached, rules);
    }
}
