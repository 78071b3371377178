/* Stretches of one state, and the set of pauses that decides between them. */
#include "incident/fold.h"

#include <string.h>

int inc__fold_stops(const inc__fold *fold, const inc__hold *hold)
{
    return !hold->released && inc_terms_pauses_for(fold->run.terms, hold->reason);
}

void inc__fold_copy_holds(inc__fold *fold, const inc__array *from, inc__array *to)
{
    to->count = 0;
    if (inc__array_reserve(fold->context, to, sizeof(inc__hold), from->count) != INC_OK) {
        fold->status = INC_E_NOMEM;
        return;
    }
    if (from->count > 0)
        memcpy(to->items, from->items, from->count * sizeof(inc__hold));
    to->count = from->count;
}

static void state_put(inc__fold *fold, const char *text)
{
    size_t size = strlen(text);

    if (inc__array_reserve(fold->context, &fold->pool, 1, fold->pool.count + size + 1) != INC_OK) {
        fold->status = INC_E_NOMEM;
        return;
    }
    memcpy(INC__AT(&fold->pool, char, fold->pool.count), text, size + 1);
    fold->pool.count += size;
}

/* The least reason in force that comes after `last`, or NULL. */
static const char *state_next_reason(const inc__fold *fold, const char *last)
{
    const char *next = NULL;
    size_t i;

    for (i = 0; i < fold->holds.count; i++) {
        const inc__hold *hold = INC__AT(&fold->holds, inc__hold, i);
        if (inc__fold_stops(fold, hold) && (last == NULL || strcmp(hold->reason, last) > 0) &&
            (next == NULL || strcmp(hold->reason, next) < 0))
            next = hold->reason;
    }
    return next;
}

/* Names the reasons of a paused stretch; one by maintenance alone has a kind of its own. */
static void state_name_reasons(inc__fold *fold, inc__stretch *stretch)
{
    const char *reason = state_next_reason(fold, NULL), *next;

    if (reason == NULL)
        return;
    next = state_next_reason(fold, reason);
    if (next == NULL && strcmp(reason, "maintenance") == 0) {
        stretch->kind = INC_SEGMENT_MAINTENANCE;
        return;
    }
    stretch->reasons = fold->pool.count + 1;
    state_put(fold, reason);
    for (; next != NULL; next = state_next_reason(fold, next)) {
        state_put(fold, ", ");
        state_put(fold, next);
    }
    fold->pool.count++;
}

static int32_t state_segment(int32_t state)
{
    if (state == INC_CLOCK_RUNNING)
        return INC_SEGMENT_RUNNING;
    return state == INC_CLOCK_PAUSED ? INC_SEGMENT_PAUSED : INC_SEGMENT_STOPPED;
}

void inc__fold_record(inc__fold *fold, inc_time to)
{
    inc__stretch *stretch;

    if (!fold->detailed || fold->since >= to)
        return;
    stretch = INC__PUSH(fold->context, &fold->stretches, inc__stretch);
    if (stretch == NULL) {
        fold->status = INC_E_NOMEM;
        return;
    }
    stretch->from = fold->since;
    stretch->to = to;
    stretch->kind = state_segment(fold->state);
    stretch->cycle = (int32_t) fold->cycles.count;
    stretch->revision = fold->revision;
    stretch->terms = fold->run.terms;
    stretch->cause = fold->cause;
    stretch->cause_id = fold->cause_id;
    if (fold->state == INC_CLOCK_PAUSED)
        state_name_reasons(fold, stretch);
}

void inc__fold_leave(inc__fold *fold, inc_time at)
{
    inc__run *run = &fold->run;

    run->counted = inc__run_counted(fold, at);
    run->credited = inc__run_credited(fold, at);
    if (fold->state == INC_CLOCK_RUNNING)
        inc__run_pass(run, at);
    if (fold->state == INC_CLOCK_PAUSED)
        fold->paused += at - fold->since;
    inc__fold_record(fold, at);
    fold->since = at;
}

void inc__fold_live(inc__fold *fold, inc_time at)
{
    fold->live = at > fold->floor ? at : fold->floor;
}

void inc__fold_enter(inc__fold *fold, int32_t state, inc_time at, int64_t cause,
                     const char *cause_id)
{
    fold->state = state;
    fold->since = at;
    inc__fold_live(fold, at);
    fold->cause = cause;
    fold->cause_id = cause_id;
    if (state != INC_CLOCK_RUNNING)
        return;
    inc__run_mark(fold, fold->run.credited);
    inc__run_alarms(fold);
}

void inc__fold_reenter(inc__fold *fold, inc_time at, int64_t cause, const char *cause_id)
{
    int32_t state = INC_CLOCK_RUNNING;
    size_t i;

    for (i = 0; i < fold->holds.count; i++) {
        if (inc__fold_stops(fold, INC__AT(&fold->holds, inc__hold, i)))
            state = INC_CLOCK_PAUSED;
    }
    inc__fold_enter(fold, state, at, cause, cause_id);
}
