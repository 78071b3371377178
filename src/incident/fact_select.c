/* Which facts a view may know of, in the order in which they happened. */
#include "incident/fact.h"

#include <stdlib.h>

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
    if (fact->at > horizon->as_of)
        return 0;
    if (horizon->as_known == INC_TIME_NONE || fact->recorded < horizon->as_known)
        return 1;
    return fact->recorded == horizon->as_known && !(horizon->on_time && inc__fact_late(fact));
}

/* Marks what voids take out; a later void wins over an earlier one that it names. */
static void select_void(inc__facts *facts, const inc__horizon *horizon)
{
    size_t i = facts->list.count;

    while (i-- > 0) {
        const inc__fact *fact = inc__facts_at(facts, i);
        inc__fact *named;
        if (fact->kind != INC__FACT_VOID || fact->out || fact->reason[0] == '\0' ||
            !inc__fact_within(fact, horizon))
            continue;
        named = inc__facts_find(facts, fact->voids);
        if (named != NULL && named != fact && inc__fact_within(named, horizon))
            named->out = 1;
    }
}

inc_status inc__facts_select(inc_context *context, inc__facts *facts, const inc__horizon *horizon,
                             inc__array *selection)
{
    size_t i;

    if (facts->unsorted)
        qsort(facts->list.items, facts->list.count, sizeof(inc__fact *), select_compare);
    facts->unsorted = 0;
    selection->count = 0;
    for (i = 0; i < facts->list.count; i++)
        inc__facts_at(facts, i)->out = 0;
    select_void(facts, horizon);
    for (i = 0; i < facts->list.count; i++) {
        const inc__fact *fact = inc__facts_at(facts, i), **place;
        if (fact->out || !inc__fact_within(fact, horizon))
            continue;
        place = INC__PUSH(context, selection, const inc__fact *);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = fact;
    }
    return INC_OK;
}
