/* Changes of target. Source: semantics.md section 4, "Priority or target change". */
#include "incident/fold.h"

#include "rules/target.h"

#include <string.h>

/* ceil(left * new / old) without overflow, by long multiplication and division in base 2^32; at
 * most INT64_MAX. All are >= 0; old 0 gives 0. */
static inc_duration retarget_scale(inc_duration left, int64_t wanted, int64_t old)
{
    uint64_t a = (uint64_t) left, b = (uint64_t) wanted, divisor = (uint64_t) old;
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
    uint64_t middle = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
    uint64_t middle2 = (a & UINT32_MAX) * (b >> 32) + (middle & UINT32_MAX);
    uint64_t high = (a >> 32) * (b >> 32) + (middle >> 32) + (middle2 >> 32);
    uint64_t bits = middle2 << 32 | (low & UINT32_MAX), quotient = 0;
    int bit;

    if (divisor == 0)
        return 0;
    if (high >= divisor)
        return INT64_MAX;
    for (bit = 63; bit >= 0; bit--) {
        uint64_t carry = high >> 63;
        high = high << 1 | (bits >> bit & 1);
        quotient <<= 1;
        if (carry != 0 || high >= divisor) {
            high -= divisor;
            quotient |= 1;
        }
    }
    quotient += high != 0;
    return quotient > INT64_MAX ? INT64_MAX : (inc_duration) quotient;
}

/* One end of a target in its own unit. */
static int64_t retarget_amount(const inc_target *target, int end)
{
    if (target->kind == INC_TARGET_WORKING)
        return end == INC__LIMIT ? target->limit : target->objective;
    return end == INC__LIMIT ? target->days : target->objective_days;
}

/* Everything so far was for the old target. */
static void retarget_supersede(inc__fold *fold)
{
    size_t i;

    for (i = fold->cycle_stretch; i < fold->stretches.count; i++)
        INC__AT(&fold->stretches, inc__stretch, i)->superseded = 1;
}

static void retarget_from_change(inc__fold *fold, const inc__fact *fact, inc_time at)
{
    inc__fold_leave(fold, at);
    retarget_supersede(fold);
    inc__run_begin(fold, fact->terms, at);
    inc__fold_cycle(fold)->carried = 0;
    fold->revision++;
    inc__fold_reenter(fold, at, fact->sequence, fact->id);
}

static void retarget_prorate(inc__fold *fold, const inc__fact *fact, inc_time at)
{
    const inc_target *old = inc_terms_target(fold->run.terms);
    const inc_target *wanted = inc_terms_target(fact->terms);
    inc__run before;
    int end;

    inc__fold_leave(fold, at);
    retarget_supersede(fold);
    before = fold->run;
    inc__run_begin(fold, fact->terms, at);
    fold->run.prorated = 1;
    fold->run.carried = before.carried + before.counted;
    inc__fold_cycle(fold)->carried = fold->run.carried;
    for (end = INC__LIMIT; end <= INC__OBJECTIVE; end++) {
        inc_duration left = before.goal[end] - before.counted;
        fold->run.goal[end] = retarget_scale(left > 0 ? left : 0, retarget_amount(wanted, end),
                                             retarget_amount(old, end));
    }
    fold->revision++;
    inc__fold_reenter(fold, at, fact->sequence, fact->id);
}

/* Folds the cycle's facts again, up to the one in hand, under new terms; only what the set of
 * pauses, a stop or a reopen does to counted time is of interest. */
static void retarget_replay(inc__fold *fold)
{
    inc_time anchor = inc__fold_cycle(fold)->anchor;
    size_t index = fold->index, i;
    const inc__fact *first = *INC__AT(&fold->facts, const inc__fact *, fold->cycle_first - 1);

    fold->stretches.count = fold->cycle_stretch;
    fold->paused = 0;
    inc__fold_copy_holds(fold, &fold->first_holds, &fold->holds);
    inc__fold_reenter(fold, anchor, first->sequence, first->id);
    for (i = fold->cycle_first; i <= index && fold->status == INC_OK; i++) {
        const inc__fact *fact = *INC__AT(&fold->facts, const inc__fact *, i);
        if (fact->kind != INC__FACT_PAUSE && fact->kind != INC__FACT_RESUME &&
            fact->kind != INC__FACT_STOP && fact->kind != INC__FACT_REOPEN)
            continue;
        fold->index = i;
        inc__fold_derive(fold, fact->at - 1);
        inc__fold_apply(fold, fact);
    }
    fold->index = index;
}

static void retarget_begin(inc__fold *fold, const inc__fact *fact)
{
    size_t i;

    for (i = 0; i < fold->alarms.count; i++)
        INC__AT(&fold->alarms, inc__alarm, i)->fired = 0;
    fold->terms = fact->terms;
}

void inc__fold_fold_again(inc__fold *fold, const inc__fact *fact, inc_time at)
{
    size_t stop_index = fold->stop_index;

    retarget_begin(fold, fact);
    inc__run_begin(fold, fact->terms, inc__fold_cycle(fold)->anchor);
    inc__fold_cycle(fold)->carried = 0;
    fold->revision++;
    fold->quiet = 1;
    retarget_replay(fold);
    inc__fold_derive(fold, at - 1);
    fold->quiet = 0;
    fold->stop_index = stop_index;
    inc__fold_live(fold, at);
    inc__run_alarms(fold);
}

void inc__fold_retarget(inc__fold *fold, const inc__fact *fact, inc_time at)
{
    int same_unit = inc__target_unit(inc_terms_target(fold->run.terms)) ==
                    inc__target_unit(inc_terms_target(fact->terms));

    retarget_begin(fold, fact);
    if (fold->on_retarget == INC_RETARGET_FROM_CHANGE) {
        retarget_from_change(fold, fact, at);
    } else if (fold->on_retarget == INC_RETARGET_PRORATE && same_unit) {
        /* Of what is never reached no part is left: the whole new target is. */
        if (fold->run.goal[INC__LIMIT] == INC__NO_GOAL)
            retarget_from_change(fold, fact, at);
        else
            retarget_prorate(fold, fact, at);
    } else {
        if (fold->on_retarget == INC_RETARGET_PRORATE)
            inc__fold_find(fold, INC_FINDING_PRORATE_ACROSS_UNITS, fact);
        inc__fold_fold_again(fold, fact, at);
    }
}
