/* What follows by itself between the facts: caps that end a pause, thresholds, the breach. */
#include "incident/fold.h"

#include <string.h>

inc_cycle *inc__fold_cycle(const inc__fold *fold)
{
    return INC__AT(&fold->cycles, inc_cycle, fold->cycles.count - 1);
}

void inc__fold_breach(inc__fold *fold, inc_time at, int on_arrival)
{
    inc_cycle *cycle = inc__fold_cycle(fold);

    if (fold->quiet || cycle->breach_at != INC_TIME_NONE)
        return;
    cycle->breach_at = at;
    *INC__AT(&fold->breached_in, int32_t, fold->cycles.count - 1) = fold->revision;
    cycle->on_arrival = on_arrival;
}

/* What lies before the clock came alive happens when it does. */
static inc_time derive_effective(const inc__fold *fold, inc_time at)
{
    return at > fold->live ? at : fold->live;
}

static inc_time derive_breach_at(const inc__fold *fold)
{
    inc_time due = fold->run.marks[INC__LIMIT].due;

    if (due == INC_TIME_NONE || due == INC_TIME_MAX ||
        inc__fold_cycle(fold)->breach_at != INC_TIME_NONE)
        return INC_TIME_NONE;
    return derive_effective(fold, due + 1);
}

void inc__fold_settle(inc__fold *fold, inc_time at)
{
    inc_time due = fold->run.marks[INC__LIMIT].due;

    if (due != INC_TIME_NONE && due < at)
        inc__fold_breach(fold, derive_effective(fold, due + 1), due < fold->live);
}

/* The earlier of two instants, none counting as never. */
static inc_time derive_earlier(inc_time a, inc_time b)
{
    if (a == INC_TIME_NONE || (b != INC_TIME_NONE && b < a))
        return b;
    return a;
}

static inc__alarm *derive_next_alarm(const inc__fold *fold)
{
    inc__alarm *next = NULL;
    size_t i;

    for (i = 0; i < fold->alarms.count; i++) {
        inc__alarm *alarm = INC__AT(&fold->alarms, inc__alarm, i);
        if (!alarm->fired && alarm->at != INC_TIME_NONE && (next == NULL || alarm->at < next->at))
            next = alarm;
    }
    return next;
}

static void derive_fire(inc__fold *fold, inc__alarm *alarm)
{
    inc_firing *firing = INC__PUSH(fold->context, &fold->firings, inc_firing);

    alarm->fired = 1;
    if (firing == NULL) {
        fold->status = INC_E_NOMEM;
        return;
    }
    firing->id = alarm->threshold.id;
    firing->at = derive_effective(fold, alarm->at);
    firing->cycle = (int32_t) fold->cycles.count;
    firing->revision = fold->revision;
    firing->on_arrival = alarm->at < fold->live;
}

/* The instant at which caps end the pause of a hold, and that of all of them. */
static inc_time derive_cap(const inc__fold *fold, const inc__hold *hold)
{
    inc_duration per_pause, per_cycle;
    inc_time at = INC_TIME_NONE;

    inc_terms_caps(fold->run.terms, &per_pause, &per_cycle);
    if (per_pause > 0 && per_pause <= INC_TIME_MAX - hold->from)
        at = hold->from + per_pause;
    if (per_cycle > 0 && per_cycle - fold->paused <= INC_TIME_MAX - fold->since)
        at = derive_earlier(at, fold->since + (per_cycle - fold->paused));
    return at != INC_TIME_NONE && at < fold->since ? fold->since : at;
}

static inc_time derive_next_cap(const inc__fold *fold)
{
    inc_time next = INC_TIME_NONE;
    size_t i;

    for (i = 0; i < fold->holds.count; i++) {
        const inc__hold *hold = INC__AT(&fold->holds, inc__hold, i);
        if (inc__fold_stops(fold, hold))
            next = derive_earlier(next, derive_cap(fold, hold));
    }
    return next;
}

static void derive_release(inc__fold *fold, inc_time at)
{
    inc_duration per_pause, per_cycle;
    int all;
    size_t i;

    inc_terms_caps(fold->run.terms, &per_pause, &per_cycle);
    all = per_cycle > 0 && per_cycle - fold->paused <= at - fold->since;
    inc__fold_leave(fold, at);
    for (i = 0; i < fold->holds.count; i++) {
        inc__hold *hold = INC__AT(&fold->holds, inc__hold, i);
        int own = per_pause > 0 && per_pause <= at - hold->from;
        if (inc__fold_stops(fold, hold) && (all || own))
            hold->released = 1;
    }
    inc__fold_reenter(fold, at, INC_CAUSE_CAP, NULL);
}

inc_time inc__fold_next(const inc__fold *fold)
{
    const inc__alarm *alarm;

    if (fold->state == INC_CLOCK_PAUSED) {
        /* What a change of target made late is late at the change, paused or not. */
        int late = fold->run.marks[INC__LIMIT].passed && !fold->quiet;
        return derive_earlier(derive_next_cap(fold), late ? derive_breach_at(fold) : INC_TIME_NONE);
    }
    if (fold->state != INC_CLOCK_RUNNING || fold->quiet)
        return INC_TIME_NONE;
    alarm = derive_next_alarm(fold);
    return derive_earlier(derive_breach_at(fold),
                          alarm != NULL ? derive_effective(fold, alarm->at) : INC_TIME_NONE);
}

void inc__fold_derive(inc__fold *fold, inc_time limit)
{
    inc_time at;

    while (fold->status == INC_OK && (at = inc__fold_next(fold)) != INC_TIME_NONE && at <= limit) {
        int running = fold->state == INC_CLOCK_RUNNING;
        inc__alarm *alarm = running ? derive_next_alarm(fold) : NULL;
        if (alarm != NULL && derive_effective(fold, alarm->at) == at)
            derive_fire(fold, alarm);
        else if (running || derive_next_cap(fold) != at)
            inc__fold_settle(fold, at);
        else
            derive_release(fold, at);
    }
}
