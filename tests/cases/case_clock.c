/* A clock from a policy and facts in JSON. */
#include "case_clock.h"

#include <string.h>

static int64_t fact_order(const json_t *fact, size_t index)
{
    const json_t *order = json_object_get(fact, "order");
    return order == NULL ? (int64_t) index + 1 : (int64_t) json_integer_value(order);
}

/* Whether the fact at index a is folded before the one at b. */
static int fact_before(case_run *run, const json_t *facts, size_t a, size_t b)
{
    const json_t *first = json_array_get(facts, a);
    const json_t *second = json_array_get(facts, b);
    inc_time first_at = 0;
    inc_time second_at = 0;
    (void) case_instant(run, json_object_get(first, "at"), &first_at);
    (void) case_instant(run, json_object_get(second, "at"), &second_at);
    if (first_at != second_at)
        return first_at < second_at;
    if (fact_order(first, a) != fact_order(second, b))
        return fact_order(first, a) < fact_order(second, b);
    return a < b;
}

/* A retarget names only what changes: the rest is that of the retarget before it in the fold, or of
 * the policy. */
static json_t *retarget_terms(case_run *run, const json_t *policy, const json_t *facts,
                              size_t index)
{
    static const char *const members[] = {"target", "calendar", "pauses", "caps"};
    size_t count = json_array_size(facts);
    size_t previous = count;
    for (size_t i = 0; i < count; i++) {
        const char *kind = case_text(json_array_get(facts, i), "kind");
        if (kind != NULL && strcmp(kind, "retarget") == 0 && fact_before(run, facts, i, index) &&
            (previous == count || fact_before(run, facts, previous, i)))
            previous = i;
    }
    json_t *terms = previous == count ? json_copy((json_t *) (uintptr_t) policy)
                                      : retarget_terms(run, policy, facts, previous);
    for (size_t m = 0; m < 4; m++) {
        json_t *changed = json_object_get(json_array_get(facts, index), members[m]);
        if (changed != NULL)
            json_object_set(terms, members[m], changed);
    }
    return terms;
}

static inc_status tell_retarget(case_run *run, const json_t *value, size_t index, inc_time at,
                                const inc_stamp *stamp, inc_clock *clock)
{
    inc_terms *terms = NULL;
    json_t *merged = retarget_terms(run, json_object_get(value, "policy"),
                                    json_object_get(value, "facts"), index);
    inc_status status = case_terms(run, merged, &terms);
    if (status == INC_OK)
        status = inc_clock_retarget(clock, at, terms, stamp);
    inc_terms_unref(terms);
    json_decref(merged);
    return status;
}

static inc_status tell(case_run *run, const json_t *value, size_t index, inc_clock *clock)
{
    static const char *const kinds[] = {"start", "stop",   "reopen",   "close", "cancel",
                                        "pause", "resume", "retarget", "void",  NULL};
    static inc_status (*const plain[])(inc_clock *, inc_time, const inc_stamp *) = {
        inc_clock_start, inc_clock_stop, inc_clock_reopen, inc_clock_close, inc_clock_cancel};
    const json_t *fact = json_array_get(json_object_get(value, "facts"), index);
    const json_t *recorded = json_object_get(fact, "recorded");
    inc_stamp stamp = {.size = sizeof(stamp), .id = case_text(fact, "id")};
    inc_time at = 0;
    inc_status status = case_instant(run, json_object_get(fact, "at"), &at);
    if (status == INC_OK && recorded != NULL)
        status = case_instant(run, recorded, &stamp.recorded);
    if (status != INC_OK)
        return status;
    stamp.order = json_integer_value(json_object_get(fact, "order"));
    int32_t kind = case_index(kinds, case_text(fact, "kind"));
    switch (kind) {
    case 5:
        return inc_clock_pause(clock, at, case_text(fact, "reason"), case_text(fact, "source"),
                               &stamp);
    case 6:
        return inc_clock_resume(clock, at, case_text(fact, "reason"), case_text(fact, "source"),
                                &stamp);
    case 7:
        return tell_retarget(run, value, index, at, &stamp, clock);
    case 8:
        return inc_clock_void(clock, at, case_text(fact, "fact"), case_text(fact, "reason"),
                              &stamp);
    case -1:
        case_complain(run, "no fact of kind '%s'", case_text(fact, "kind"));
        return INC_E_FORMAT;
    default:
        return plain[kind](clock, at, &stamp);
    }
}

inc_status case_clock(case_run *run, const json_t *value, inc_clock **clock)
{
    inc_policy *policy = NULL;
    inc_clock *made = NULL;
    inc_status status = case_policy(run, json_object_get(value, "policy"), &policy);
    if (status == INC_OK)
        status = inc_clock_new(run->context, policy, INC_PRIORITY_ANY, &made);
    size_t count = json_array_size(json_object_get(value, "facts"));
    for (size_t i = 0; status == INC_OK && i < count; i++)
        status = tell(run, value, i, made);
    inc_policy_unref(policy);
    if (status != INC_OK) {
        inc_clock_free(made);
        made = NULL;
    }
    *clock = made;
    return status;
}
