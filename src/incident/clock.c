/* One SLA clock: takes facts, and folds them when asked. */
#include "incident/clock_body.h"

#include "base/options.h"
#include "rules/target.h"
#include "time/sight.h"

#include <string.h>

static inc_status clock_check_terms(inc_context *context, const inc_terms *terms)
{
    inc_status status = inc__target_usable(inc_terms_target(terms), inc_terms_calendar(terms));

    if (status != INC_OK)
        return inc__fail(context, status,
                         "terms were refused: an objective beyond the limit, or business days on "
                         "a composite calendar without a zone");
    return INC_OK;
}

inc_status inc_clock_new(inc_context *context, const inc_policy *policy, int32_t priority,
                         inc_clock **clock)
{
    const inc_terms *terms;
    inc_clock *made;
    inc_status status;

    if (clock != NULL)
        *clock = NULL;
    if (context == NULL || policy == NULL || clock == NULL)
        return INC_E_INVALID;
    terms = inc_policy_terms(policy, priority);
    if (terms == NULL)
        return inc__fail(context, INC_E_NOT_FOUND, "the policy had no terms for priority %ld",
                         (long) priority);
    status = clock_check_terms(context, terms);
    if (status != INC_OK)
        return status;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    made->policy = inc_policy_ref(policy);
    made->terms = inc_terms_ref(terms);
    status = inc__fold_init(&made->fold, context, policy);
    if (status == INC_OK)
        *clock = made;
    else
        inc_clock_free(made);
    return status;
}

void inc_clock_free(inc_clock *clock)
{
    inc_context *context;

    if (clock == NULL)
        return;
    context = clock->context;
    inc__fold_free(&clock->fold);
    inc__facts_free(context, &clock->facts);
    inc_terms_unref(clock->terms);
    inc_policy_unref(clock->policy);
    inc__release(context, clock, sizeof *clock);
    inc_context_unref(context);
}

const inc_policy *inc_clock_policy(const inc_clock *clock)
{
    return clock != NULL ? clock->policy : NULL;
}

static inc_status clock_record(inc_clock *clock, inc__fact *fact, inc__fact_kind kind, inc_time at,
                               const inc_stamp *stamp)
{
    if (clock == NULL)
        return INC_E_INVALID;
    fact->kind = kind;
    fact->at = at;
    return inc__facts_add(clock->context, &clock->facts, fact, stamp);
}

inc_status inc_clock_start(inc_clock *clock, inc_time at, const inc_stamp *stamp)
{
    inc__fact fact = {0};
    return clock_record(clock, &fact, INC__FACT_START, at, stamp);
}

inc_status inc_clock_stop(inc_clock *clock, inc_time at, const inc_stamp *stamp)
{
    inc__fact fact = {0};
    return clock_record(clock, &fact, INC__FACT_STOP, at, stamp);
}

inc_status inc_clock_reopen(inc_clock *clock, inc_time at, const inc_stamp *stamp)
{
    inc__fact fact = {0};
    return clock_record(clock, &fact, INC__FACT_REOPEN, at, stamp);
}

inc_status inc_clock_close(inc_clock *clock, inc_time at, const inc_stamp *stamp)
{
    inc__fact fact = {0};
    return clock_record(clock, &fact, INC__FACT_CLOSE, at, stamp);
}

inc_status inc_clock_cancel(inc_clock *clock, inc_time at, const inc_stamp *stamp)
{
    inc__fact fact = {0};
    return clock_record(clock, &fact, INC__FACT_CANCEL, at, stamp);
}

/* The fact borrows its strings; it never writes to them. */
static char *clock_borrow(const char *text)
{
    return (char *) (uintptr_t) (text != NULL ? text : "");
}

static inc_status clock_hold(inc_clock *clock, inc_time at, inc__fact_kind kind, const char *reason,
                             const char *source, const inc_stamp *stamp)
{
    inc__fact fact = {0};

    if (clock == NULL || reason == NULL)
        return INC_E_INVALID;
    if (reason[0] == '\0')
        return inc__fail(clock->context, INC_E_INVALID, "the reason of a pause was empty");
    fact.reason = clock_borrow(reason);
    fact.source = clock_borrow(source);
    return clock_record(clock, &fact, kind, at, stamp);
}

inc_status inc_clock_pause(inc_clock *clock, inc_time at, const char *reason, const char *source,
                           const inc_stamp *stamp)
{
    return clock_hold(clock, at, INC__FACT_PAUSE, reason, source, stamp);
}

inc_status inc_clock_resume(inc_clock *clock, inc_time at, const char *reason, const char *source,
                            const inc_stamp *stamp)
{
    return clock_hold(clock, at, INC__FACT_RESUME, reason, source, stamp);
}

inc_status inc_clock_retarget(inc_clock *clock, inc_time at, const inc_terms *terms,
                              const inc_stamp *stamp)
{
    inc__fact fact = {0};
    inc_status status;

    if (clock == NULL || terms == NULL)
        return INC_E_INVALID;
    status = clock_check_terms(clock->context, terms);
    if (status != INC_OK)
        return status;
    fact.terms = (inc_terms *) (uintptr_t) terms;
    return clock_record(clock, &fact, INC__FACT_RETARGET, at, stamp);
}

inc_status inc_clock_void(inc_clock *clock, inc_time at, const char *fact, const char *reason,
                          const inc_stamp *stamp)
{
    inc__fact made = {0};

    if (clock == NULL || fact == NULL)
        return INC_E_INVALID;
    if (fact[0] == '\0')
        return inc__fail(clock->context, INC_E_INVALID, "the fact to void had no id");
    made.reason = clock_borrow(reason);
    made.voids = clock_borrow(fact);
    return clock_record(clock, &made, INC__FACT_VOID, at, stamp);
}

inc_status inc_clock_look(inc_clock *clock, inc_time as_of, inc_time as_known, inc_clock_view *view)
{
    inc__horizon horizon = {as_of, as_known, 0};
    inc_clock_view local;
    inc_status status;

    if (clock == NULL || view == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(as_of) || (as_known != INC_TIME_NONE && !inc__time_valid(as_known)))
        return inc__fail(clock->context, INC_E_RANGE,
                         "a view as of %lld us was outside the years 1900 to 9999",
                         (long long) (inc__time_valid(as_of) ? as_known : as_of));
    status = inc__fold_facts(&clock->fold, &clock->facts, clock->terms, &horizon, 0);
    if (status != INC_OK)
        return inc__nomem(clock->context);
    inc__fold_view(&clock->fold, as_of, &local);
    return INC__FILL(view, &local, overrun);
}
