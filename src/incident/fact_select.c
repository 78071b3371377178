/* Which facts a view may know of, in the order in which they happened. */
#include "incident/fact.h"

#include "base/sort.h"

inc__fact *inc__facts_at(const inc__facts *facts, size_t index)
{
    return *INC__AT(&facts->list, inc__fact *, index);
}

int inc__fact_before(const inc__fact *a, const inc__fact *b)
{
    if (a->at != b->at)
        return a->at < b->at;
    if (a->order != b->order)
        return a->order < b->order;
    return a->sequence < b->sequence;
}

static int select_compare(const void *left, const void *right)
{
    const inc__fact *a = *(inc__fact *const *) left, *b = *(inc__fact *const *) right;
    return inc__fact_before(b, a) - inc__fact_before(a, b);
}

int inc__fact_late(const inc__fact *fact)
{
    return fact->recorded > fact->at || fact->kind == INC__FACT_VOID;
}

int inc__fact_within(const inc__fact *fact, const inc__horizon *horizon)
{
    return inc__horizon_holds(horizon, fact->at, fact->recorded, inc__fact_late(fact));
}

/* Notes what the voids within the horizon name. */
static void select_name(inc__facts *facts, const inc__horizon *horizon)
{
    static const inc__strike none = {NULL, 0, 0, 0, 0, 0};
    size_t i;

    for (i = 0; i < facts->list.count; i++)
        inc__facts_at(facts, i)->strike = none;
    for (i = 0; i < facts->list.count; i++) {
        inc__fact *fact = inc__facts_at(facts, i), *named;
        if (fact->kind != INC__FACT_VOID || fact->reason[0] == '\0' ||
            !inc__fact_within(fact, horizon))
            continue;
        named = inc__facts_find(facts, fact->voids);
        if (named != NULL && named != fact && inc__fact_within(named, horizon))
            inc__strike_name(&fact->strike, &named->strike);
    }
}

static inc__strike *select_strike_at(const void *list, size_t index)
{
    return &inc__facts_at(list, index)->strike;
}

inc_status inc__facts_select(inc_context *context, inc__facts *facts, const inc__horizon *horizon,
                             inc__array *selection)
{
    size_t i;

    if (facts->unsorted)
        inc__sort(facts->list.items, facts->list.count, sizeof(inc__fact *), select_compare);
    facts->unsorted = 0;
    selection->count = 0;
    select_name(facts, horizon);
    inc__strike_settle(select_strike_at, facts, facts->list.count);
    for (i = 0; i < facts->list.count; i++) {
        const inc__fact *fact = inc__facts_at(facts, i), **place;
        if (fact->strike.out || !inc__fact_within(fact, horizon))
            continue;
        place = INC__PUSH(context, selection, const inc__fact *);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = fact;
    }
    return INC_OK;
}
