/* What each fact does to a clock. Facts that do not fit its state have no effect and leave a
 * finding. */
#include "incident/fold.h"

#include <string.h>

void inc__fold_find(inc__fold *fold, int32_t kind, const inc__fact *fact)
{
    inc_finding *finding;

    if (fold->quiet)
        return;
    finding = INC__PUSH(fold->context, &fold->findings, inc_finding);
    if (finding == NULL) {
        fold->status = INC_E_NOMEM;
        return;
    }
    finding->kind = kind;
    finding->fact = fact->sequence;
    finding->fact_id = fact->id;
}

static int facts_ticking(const inc__fold *fold)
{
    return fold->state == INC_CLOCK_RUNNING || fold->state == INC_CLOCK_PAUSED;
}

/* Due can lie beyond any instant; that is worth a word, once a revision. */
static void facts_check_reach(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state == INC_CLOCK_RUNNING && fold->run.marks[INC__LIMIT].due == INC_TIME_NONE)
        inc__fold_find(fold, INC_FINDING_DUE_UNREACHABLE, fact);
}

static void facts_begin_cycle(inc__fold *fold, const inc__fact *fact)
{
    inc_cycle *cycle;
    int32_t *breached_in;
    size_t i;

    inc__fold_finish(fold, fact->at);
    cycle = INC__PUSH(fold->context, &fold->cycles, inc_cycle);
    breached_in = INC__PUSH(fold->context, &fold->breached_in, int32_t);

    if (cycle == NULL || breached_in == NULL) {
        fold->status = INC_E_NOMEM;
        return;
    }
    if (fact->live != 0)
        fold->floor = fact->live;
    cycle->anchor = fact->at;
    cycle->stopped_at = cycle->breach_at = INC_TIME_NONE;
    fold->cycle_first = fold->index + 1;
    fold->cycle_stretch = fold->stretches.count;
    fold->paused = 0;
    fold->revision = 1;
    for (i = 0; i < fold->alarms.count; i++)
        INC__AT(&fold->alarms, inc__alarm, i)->fired = 0;
    for (i = 0; i < fold->holds.count; i++)
        INC__AT(&fold->holds, inc__hold, i)->from = fact->at;
    inc__fold_copy_holds(fold, &fold->holds, &fold->first_holds);
    inc__run_begin(fold, fold->terms, fact->at);
    inc__fold_reenter(fold, fact->at, fact->sequence, fact->id);
    facts_check_reach(fold, fact);
}

static void facts_start(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state == INC_CLOCK_ARMED)
        facts_begin_cycle(fold, fact);
    else
        inc__fold_find(fold, INC_FINDING_START_REPEATED, fact);
}

static void facts_stop(inc__fold *fold, const inc__fact *fact)
{
    inc__run *run = &fold->run;
    int paused = fold->state == INC_CLOCK_PAUSED;

    if (!facts_ticking(fold)) {
        inc__fold_find(fold,
                       fold->state == INC_CLOCK_ARMED ? INC_FINDING_STOP_BEFORE_START
                                                      : INC_FINDING_STOP_REPEATED,
                       fact);
        return;
    }
    if (!paused)
        inc__fold_settle(fold, fact->at);
    inc__fold_leave(fold, fact->at);
    if (paused) {
        /* What came due while paused happens now. */
        inc__run_mark(fold, run->credited);
        inc__fold_live(fold, fact->at);
        inc__fold_settle(fold, fact->at);
        inc__run_pass(run, fact->at);
    }
    inc__fold_cycle(fold)->stopped_at = fact->at;
    fold->holds.count = 0;
    fold->closed = 0;
    fold->stop_index = fold->index + 1;
    inc__fold_enter(fold, INC_CLOCK_STOPPED, fact->at, fact->sequence, fact->id);
}

static inc__hold *facts_hold(inc__fold *fold, const inc__fact *fact)
{
    size_t i;

    for (i = 0; i < fold->holds.count; i++) {
        inc__hold *hold = INC__AT(&fold->holds, inc__hold, i);
        if (strcmp(hold->reason, fact->reason) == 0 && strcmp(hold->source, fact->source) == 0)
            return hold;
    }
    return NULL;
}

/* 1 when the cycle's pauses have used up their cap. */
static int facts_capped(const inc__fold *fold, inc_time at)
{
    inc_duration per_cycle, paused = fold->paused;

    if (!facts_ticking(fold))
        return 0;
    inc_terms_caps(fold->run.terms, NULL, &per_cycle);
    if (fold->state == INC_CLOCK_PAUSED)
        paused += at - fold->since;
    return per_cycle > 0 && paused >= per_cycle;
}

static void facts_add_hold(inc__fold *fold, const inc__fact *fact, const inc__hold *added)
{
    inc__hold *hold = facts_hold(fold, fact);

    if (hold == NULL)
        hold = INC__PUSH(fold->context, &fold->holds, inc__hold);
    if (hold == NULL)
        fold->status = INC_E_NOMEM;
    else
        *hold = *added;
}

static void facts_pause(inc__fold *fold, const inc__fact *fact)
{
    const inc__hold *hold = facts_hold(fold, fact);
    inc__hold added = {fact->reason, fact->source, fact->at, facts_capped(fold, fact->at)};

    if (fold->state == INC_CLOCK_STOPPED) {
        inc__fold_find(fold, INC_FINDING_PAUSE_WHILE_STOPPED, fact);
        return;
    }
    if (hold != NULL && !hold->released)
        return;
    if (!facts_ticking(fold) || !inc__fold_stops(fold, &added)) {
        facts_add_hold(fold, fact, &added);
        return;
    }
    if (fold->state == INC_CLOCK_RUNNING)
        inc__fold_settle(fold, fact->at);
    inc__fold_leave(fold, fact->at);
    facts_add_hold(fold, fact, &added);
    inc__fold_reenter(fold, fact->at, fact->sequence, fact->id);
}

static void facts_resume(inc__fold *fold, const inc__fact *fact)
{
    inc__hold *hold = facts_hold(fold, fact);
    int stops;

    if (hold == NULL) {
        inc__fold_find(fold, INC_FINDING_RESUME_WITHOUT_PAUSE, fact);
        return;
    }
    stops = facts_ticking(fold) && inc__fold_stops(fold, hold);
    if (stops)
        inc__fold_leave(fold, fact->at);
    *hold = *INC__AT(&fold->holds, inc__hold, fold->holds.count - 1);
    fold->holds.count--;
    if (stops)
        inc__fold_reenter(fold, fact->at, fact->sequence, fact->id);
}

/* The clock goes on in the same cycle. */
static void facts_go_on(inc__fold *fold, const inc__fact *fact)
{
    if (fold->on_reopen == INC_REOPEN_CONTINUE) {
        /* The resolved span counts, because of the reopen; what came due in it does so now. */
        inc_time since = fold->since;
        inc__fold_enter(fold, INC_CLOCK_RUNNING, since, fact->sequence, fact->id);
        inc__fold_live(fold, fact->at);
        return;
    }
    fold->run.credited += inc__run_between(fold, fold->since, fact->at);
    inc__fold_leave(fold, fact->at);
    inc__fold_enter(fold, INC_CLOCK_RUNNING, fact->at, fact->sequence, fact->id);
}

/* Changes of target that waited for the reopen. */
static void facts_waiting(inc__fold *fold, const inc__fact *reopen)
{
    size_t i;

    for (i = fold->stop_index; i < fold->index; i++) {
        const inc__fact *fact = *INC__AT(&fold->facts, const inc__fact *, i);
        if (fact->kind != INC__FACT_RETARGET)
            continue;
        if (fold->on_reopen == INC_REOPEN_NEW_CYCLE)
            fold->terms = fact->terms;
        else
            inc__fold_retarget(fold, fact, reopen->at);
    }
}

/* A fact that names a policy goes on under it. */
static void facts_pin(inc__fold *fold, const inc__fact *fact)
{
    if (fact->policy == NULL)
        return;
    if (inc__fold_adopt(fold, fact->policy) != INC_OK)
        fold->status = INC_E_NOMEM;
    fold->terms = fact->terms;
}

static void facts_reopen(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state != INC_CLOCK_STOPPED) {
        inc__fold_find(fold,
                       fold->state == INC_CLOCK_ARMED ? INC_FINDING_REOPEN_BEFORE_START
                                                      : INC_FINDING_REOPEN_WHILE_OPEN,
                       fact);
        return;
    }
    /* A cycle that is folded again went on, whatever other rules say of a reopen. */
    if (fold->on_reopen == INC_REOPEN_NONE && !fold->quiet)
        return;
    if (!fold->quiet)
        fold->closed = 0;
    if (fold->on_reopen == INC_REOPEN_NEW_CYCLE && !fold->quiet) {
        inc__fold_leave(fold, fact->at);
        facts_waiting(fold, fact);
        facts_pin(fold, fact);
        facts_begin_cycle(fold, fact);
        return;
    }
    inc__fold_cycle(fold)->stopped_at = INC_TIME_NONE;
    facts_go_on(fold, fact);
    if (!fold->quiet)
        facts_waiting(fold, fact);
}

static void facts_close(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state != INC_CLOCK_STOPPED)
        inc__fold_find(fold, INC_FINDING_CLOSE_WHILE_OPEN, fact);
    else if (fold->closed)
        inc__fold_find(fold, INC_FINDING_CLOSE_REPEATED, fact);
    else
        fold->closed = 1;
}

static void facts_cancel(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state != INC_CLOCK_ARMED)
        inc__fold_leave(fold, fact->at);
    inc__fold_enter(fold, INC_CLOCK_CANCELLED, fact->at, fact->sequence, fact->id);
}

static void facts_retarget(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state == INC_CLOCK_ARMED) {
        fold->terms = fact->terms;
    } else if (facts_ticking(fold)) {
        inc__fold_retarget(fold, fact, fact->at);
        facts_check_reach(fold, fact);
    }
}

/* What is stopped keeps the rules that it stopped under. */
static void facts_migrate(inc__fold *fold, const inc__fact *fact)
{
    if (fold->state == INC_CLOCK_STOPPED)
        return;
    facts_pin(fold, fact);
    if (fold->status == INC_OK && facts_ticking(fold)) {
        inc__fold_fold_again(fold, fact, fact->at);
        facts_check_reach(fold, fact);
    }
}

/* The fact it names is gone already; a void that names nothing, or gives no reason, did nothing. */
static void facts_void(inc__fold *fold, const inc__fact *fact)
{
    const inc__fact *named = inc__facts_find(fold->given, fact->voids);

    if (fact->reason[0] == '\0')
        inc__fold_find(fold, INC_FINDING_VOID_WITHOUT_REASON, fact);
    else if (named == NULL || named == fact || !inc__fact_within(named, &fold->horizon))
        inc__fold_find(fold, INC_FINDING_VOID_OF_NOTHING, fact);
}

void inc__fold_apply(inc__fold *fold, const inc__fact *fact)
{
    if (fact->kind == INC__FACT_VOID) {
        facts_void(fold, fact);
        return;
    }
    if (fold->state == INC_CLOCK_CANCELLED) {
        inc__fold_find(fold, INC_FINDING_AFTER_CANCEL, fact);
        return;
    }
    switch (fact->kind) {
    case INC__FACT_START:
        facts_start(fold, fact);
        break;
    case INC__FACT_STOP:
        facts_stop(fold, fact);
        break;
    case INC__FACT_PAUSE:
        facts_pause(fold, fact);
        break;
    case INC__FACT_RESUME:
        facts_resume(fold, fact);
        break;
    case INC__FACT_REOPEN:
        facts_reopen(fold, fact);
        break;
    case INC__FACT_CLOSE:
        facts_close(fold, fact);
        break;
    case INC__FACT_CANCEL:
        facts_cancel(fold, fact);
        break;
    case INC__FACT_RETARGET:
        facts_retarget(fold, fact);
        break;
    case INC__FACT_MIGRATE:
        facts_migrate(fold, fact);
        break;
    case INC__FACT_VOID:
        break;
    }
}
