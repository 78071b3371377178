/* The fold of one clock: drives the parts, and reads the headline off the result. */
#include "incident/fold.h"

#include "base/options.h"

#include <string.h>

static inc_status fold_init_alarms(inc__fold *fold)
{
    inc_threshold threshold;
    inc__alarm *alarm;
    size_t i;

    fold->alarms.count = 0;
    for (i = 0;; i++) {
        memset(&threshold, 0, sizeof threshold);
        threshold.size = sizeof threshold;
        if (inc_policy_threshold(fold->policy, i, &threshold) != INC_OK)
            return INC_OK;
        alarm = INC__PUSH(fold->context, &fold->alarms, inc__alarm);
        if (alarm == NULL)
            return INC_E_NOMEM;
        alarm->threshold = threshold;
    }
}

inc_status inc__fold_adopt(inc__fold *fold, const inc_policy *policy)
{
    inc_policy_options options;

    if (fold->policy == policy)
        return INC_OK;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    (void) inc_policy_describe(policy, &options);
    fold->policy = policy;
    fold->on_retarget = options.on_retarget;
    fold->on_reopen = options.on_reopen;
    fold->boundary = options.boundary;
    if (fold_init_alarms(fold) == INC_OK)
        return INC_OK;
    fold->policy = NULL;
    return INC_E_NOMEM;
}

inc_status inc__fold_init(inc__fold *fold, inc_context *context, const inc_policy *policy)
{
    memset(fold, 0, sizeof *fold);
    fold->context = context;
    return inc__fold_adopt(fold, policy);
}

void inc__fold_free(inc__fold *fold)
{
    inc_context *context = fold->context;

    if (context == NULL)
        return;
    inc__array_free(context, &fold->facts, sizeof(const inc__fact *));
    inc__array_free(context, &fold->holds, sizeof(inc__hold));
    inc__array_free(context, &fold->first_holds, sizeof(inc__hold));
    inc__array_free(context, &fold->cycles, sizeof(inc_cycle));
    inc__array_free(context, &fold->breached_in, sizeof(int32_t));
    inc__array_free(context, &fold->stretches, sizeof(inc__stretch));
    inc__array_free(context, &fold->alarms, sizeof(inc__alarm));
    inc__array_free(context, &fold->firings, sizeof(inc_firing));
    inc__array_free(context, &fold->findings, sizeof(inc_finding));
    inc__array_free(context, &fold->pool, 1);
}

static void fold_reset(inc__fold *fold, const inc__facts *facts, const inc_terms *terms,
                       const inc__horizon *horizon, int detailed)
{
    fold->given = facts;
    fold->horizon = *horizon;
    fold->terms = terms;
    fold->detailed = detailed;
    fold->quiet = 0;
    fold->floor = INC_TIME_MIN;
    fold->status = INC_OK;
    fold->state = INC_CLOCK_ARMED;
    fold->closed = 0;
    fold->revision = 0;
    fold->holds.count = fold->cycles.count = fold->stretches.count = 0;
    fold->breached_in.count = 0;
    fold->firings.count = fold->findings.count = fold->pool.count = 0;
    memset(&fold->run, 0, sizeof fold->run);
}

static inc_status fold_run(inc__fold *fold)
{
    inc_time as_of = fold->horizon.as_of;

    for (fold->index = 0; fold->index < fold->facts.count && fold->status == INC_OK;
         fold->index++) {
        const inc__fact *fact = *INC__AT(&fold->facts, const inc__fact *, fold->index);
        inc__fold_derive(fold, fact->at - 1);
        if (fold->status == INC_OK)
            inc__fold_apply(fold, fact);
    }
    inc__fold_derive(fold, as_of);
    if (fold->status == INC_OK && fold->cycles.count > 0)
        inc__fold_record(fold, as_of);
    return fold->status;
}

inc_status inc__fold_facts(inc__fold *fold, inc__facts *facts, const inc_terms *terms,
                           const inc__horizon *horizon, int detailed)
{
    fold_reset(fold, facts, terms, horizon, detailed);
    if (inc__facts_select(fold->context, facts, horizon, &fold->facts) != INC_OK)
        return INC_E_NOMEM;
    return fold_run(fold);
}

inc_status inc__fold_told(inc__fold *fold, const inc__array *told, const inc_policy *policy,
                          const inc_terms *terms, inc_time as_of, int detailed)
{
    inc__horizon horizon = {as_of, INC_TIME_NONE, 0};
    size_t i;

    fold_reset(fold, NULL, terms, &horizon, detailed);
    fold->facts.count = 0;
    if (inc__array_reserve(fold->context, &fold->facts, sizeof(inc__fact *), told->count) != INC_OK)
        return INC_E_NOMEM;
    for (i = 0; i < told->count; i++) {
        const inc__fact *fact = INC__AT(told, const inc__fact, i);
        if (fact->at <= as_of)
            *INC__AT(&fold->facts, const inc__fact *, fold->facts.count++) = fact;
    }
    if (inc__fold_adopt(fold, policy) != INC_OK)
        return INC_E_NOMEM;
    return fold_run(fold);
}

/* The verdict of one cycle; only the last can be open. */
int32_t inc__fold_verdict(const inc__fold *fold, size_t index)
{
    const inc_cycle *cycle = INC__AT(&fold->cycles, inc_cycle, index);

    if (index + 1 == fold->cycles.count && fold->state == INC_CLOCK_CANCELLED)
        return INC_VERDICT_CANCELLED;
    if (cycle->breach_at != INC_TIME_NONE)
        return INC_VERDICT_BREACHED;
    return cycle->stopped_at != INC_TIME_NONE ? INC_VERDICT_MET : INC_VERDICT_PENDING;
}

/* The worst of the cycles, but a cancelled clock leaves the denominator. */
static void fold_view_verdict(const inc__fold *fold, inc_clock_view *view)
{
    size_t i;

    view->verdict = fold->cycles.count > 0 ? INC_VERDICT_MET : INC_VERDICT_PENDING;
    for (i = 0; i < fold->cycles.count; i++) {
        int32_t verdict = inc__fold_verdict(fold, i);
        if (INC__AT(&fold->cycles, inc_cycle, i)->breach_at != INC_TIME_NONE)
            view->breached = 1;
        if (verdict == INC_VERDICT_PENDING)
            view->verdict = INC_VERDICT_PENDING;
    }
    if (view->breached)
        view->verdict = INC_VERDICT_BREACHED;
    if (fold->state == INC_CLOCK_CANCELLED)
        view->verdict = INC_VERDICT_CANCELLED;
    view->provisional =
        view->verdict == INC_VERDICT_MET && !fold->closed && fold->on_reopen != INC_REOPEN_NONE;
}

/* None while armed, cancelled, or paused before the breach. */
static inc_time fold_view_due(const inc__fold *fold, int end)
{
    if (fold->state == INC_CLOCK_ARMED || fold->state == INC_CLOCK_CANCELLED ||
        (fold->state == INC_CLOCK_PAUSED && !fold->run.marks[INC__LIMIT].passed))
        return INC_TIME_NONE;
    return fold->run.marks[end].due;
}

void inc__fold_finish(inc__fold *fold, inc_time at)
{
    inc_cycle *cycle;

    if (fold->cycles.count == 0)
        return;
    cycle = inc__fold_cycle(fold);
    cycle->due = fold_view_due(fold, INC__LIMIT);
    cycle->elapsed = fold->run.carried + inc__run_counted(fold, at);
}

inc_cycle inc__fold_describe(const inc__fold *fold, size_t index, inc_time as_of)
{
    inc_cycle cycle = *INC__AT(&fold->cycles, inc_cycle, index);

    cycle.verdict = inc__fold_verdict(fold, index);
    if (index + 1 < fold->cycles.count)
        return cycle;
    cycle.due = fold_view_due(fold, INC__LIMIT);
    cycle.elapsed = fold->run.carried + inc__run_counted(fold, as_of);
    return cycle;
}

static void fold_view_time(const inc__fold *fold, inc_time as_of, inc_clock_view *view)
{
    inc_duration counted = inc__run_counted(fold, as_of);
    inc_duration left = fold->run.goal[INC__LIMIT] - counted;

    view->elapsed = fold->run.carried + counted;
    view->carried = fold->run.carried;
    view->credited = inc__run_credited(fold, as_of);
    if (fold->state == INC_CLOCK_CANCELLED || fold->run.goal[INC__LIMIT] == INC__NO_GOAL)
        return;
    view->remaining = left > 0 ? left : 0;
    view->overrun = left < 0 ? -left : 0;
}

void inc__fold_view(const inc__fold *fold, inc_time as_of, inc_clock_view *view)
{
    memset(view, 0, sizeof *view);
    view->state = fold->state;
    view->cycles = (int32_t) fold->cycles.count;
    view->anchor = view->breach_at = view->stopped_at = INC_TIME_NONE;
    view->due = fold_view_due(fold, INC__LIMIT);
    view->objective_due = fold_view_due(fold, INC__OBJECTIVE);
    view->next = inc__fold_next(fold);
    fold_view_verdict(fold, view);
    if (fold->cycles.count > 0) {
        const inc_cycle *cycle = inc__fold_cycle(fold);
        view->anchor = cycle->anchor;
        view->breach_at = cycle->breach_at;
        view->stopped_at = cycle->stopped_at;
        view->on_arrival = cycle->on_arrival;
        view->revision = fold->revision;
        fold_view_time(fold, as_of, view);
    }
}
