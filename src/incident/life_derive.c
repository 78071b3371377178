/* What happens by itself: holds expire, confirmations time out, what is ready closes. */
#include "incident/life.h"

void inc__life_note(inc__life *life, int32_t kind, int64_t cause, const char *name,
                    const char *value)
{
    inc_derived *derived = INC__PUSH(life->context, &life->derived, inc_derived);

    if (derived == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    derived->kind = kind;
    derived->at = life->at;
    derived->recorded = life->entry != NULL;
    derived->clock = -1;
    derived->cause = cause;
    derived->name = name;
    derived->value = value;
}

void inc__life_ready(inc__life *life, int64_t cause)
{
    const inc_incident_view *view = &life->view;
    int closes =
        (view->confirmation == INC_CONFIRMATION_GIVEN && life->process.close_on_confirm) ||
        (view->confirmation == INC_CONFIRMATION_TIMED_OUT && life->process.close_on_timeout);

    if (view->stage != INC_STAGE_RESOLVED || !view->documented || !closes ||
        life->close_at != INC_TIME_NONE)
        return;
    life->close_at = life->at;
    life->close_fact = cause;
}

void inc__life_time_out(inc__life *life)
{
    inc_incident_view *view = &life->view;

    if (view->confirm_by == life->at) {
        life->lapsed_confirmation = 1;
        inc__life_note(life, INC_DERIVED_TIMED_OUT, life->resolved_fact, "", "");
    }
    view->confirmation = INC_CONFIRMATION_TIMED_OUT;
    view->confirm_by = INC_TIME_NONE;
    inc__life_ready(life, life->resolved_fact);
}

/* The index of the hold that expires first, or their count. */
static size_t derive_first_hold(const inc__life *life)
{
    size_t i, first = life->holds.count;

    for (i = 0; i < life->holds.count; i++) {
        inc_time expires = INC__AT(&life->holds, inc__held, i)->expires;
        if (expires != INC_TIME_NONE &&
            (first == life->holds.count ||
             expires < INC__AT(&life->holds, inc__held, first)->expires))
            first = i;
    }
    return first;
}

static inc_time derive_first(inc_time a, inc_time b)
{
    if (a == INC_TIME_NONE || (b != INC_TIME_NONE && b < a))
        return b;
    return a;
}

inc_time inc__life_next(const inc__life *life)
{
    size_t hold = derive_first_hold(life);
    inc_time at = derive_first(life->view.confirm_by, life->close_at);

    if (hold < life->holds.count)
        at = derive_first(at, INC__AT(&life->holds, inc__held, hold)->expires);
    return at;
}

void inc__life_expire(inc__life *life, size_t index)
{
    const inc__held held = *INC__AT(&life->holds, inc__held, index);
    inc__lapsed *lapsed = INC__PUSH(life->context, &life->lapsed, inc__lapsed);

    if (lapsed == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    lapsed->reason = held.reason;
    lapsed->source = held.source;
    inc__life_note(life, INC_DERIVED_RELEASED, held.fact, held.reason, held.source);
    inc__life_unhold(life, index);
}

static void derive_one(inc__life *life, inc_time at)
{
    size_t hold = derive_first_hold(life);

    life->at = at;
    if (hold < life->holds.count && INC__AT(&life->holds, inc__held, hold)->expires == at) {
        life->cause = INC__AT(&life->holds, inc__held, hold)->fact;
        inc__life_expire(life, hold);
    } else if (life->view.confirm_by == at) {
        life->cause = life->resolved_fact;
        inc__life_time_out(life);
    } else {
        life->cause = life->close_fact;
        inc__life_note(life, INC_DERIVED_CLOSED, life->close_fact, "", "");
        inc__life_close(life);
    }
}

void inc__life_derive(inc__life *life, inc_time limit)
{
    inc_time at;

    life->entry = NULL;
    while (life->status == INC_OK && (at = inc__life_next(life)) != INC_TIME_NONE && at <= limit)
        derive_one(life, at);
}
