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
    if (fact->at > horizon->as_of)
        return 0;
    if (horizon->as_known == INC_TIME_NONE || fact->recorded < horizon->as_known)
        return 1;
    return fact->recorded == horizon->as_known && !(horizon->on_time && inc__fact_late(fact));
}

/* Notes what the voids within the horizon name. */
static void select_name(inc__facts *facts, const inc__horizon *horizon)
{
    size_t i;

    for (i = 0; i < facts->list.count; i++) {
        inc__fact *fact = inc__facts_at(facts, i), *named;
        if (fact->kind != INC__FACT_VOID || fact->reason[0] == '\0' ||
            !inc__fact_within(fact, horizon))
            continue;
        named = inc__facts_find(facts, fact->voids);
        if (named == NULL || named == fact || !inc__fact_within(named, horizon))
            continue;
        fact->named = named;
        named->namers++;
    }
}

/* A void strikes what it names unless it is out itself; then the void that it names may be ripe. */
static void select_resolve(inc__fact *fact)
{
    while (fact != NULL && !fact->resolved) {
        inc__fact *named = fact->named;
        fact->resolved = 1;
        if (named == NULL)
            return;
        if (!fact->out)
            named->out = 1;
        named->namers--;
        fact = named->namers == 0 ? named : NULL;
    }
}

/* Marks what voids take out: first those that no other void names, then those that name each other
 * in a circle, the latest first. */
static void select_void(inc__facts *facts)
{
    size_t i;

    for (i = 0; i < facts->list.count; i++) {
        inc__fact *fact = inc__facts_at(facts, i);
        if (fact->named != NULL && fact->namers == 0)
            select_resolve(fact);
    }
    for (i = facts->list.count; i-- > 0;) {
        if (inc__facts_at(facts, i)->named != NULL)
            select_resolve(inc__facts_at(facts, i));
    }
}

static void select_reset(inc__facts *facts)
{
    size_t i;

    for (i = 0; i < facts->list.count; i++) {
        inc__fact *fact = inc__facts_at(facts, i);
        fact->out = fact->resolved = 0;
        fact->namers = 0;
        fact->named = NULL;
    }
}

inc_status inc__facts_select(inc_context *context, inc__facts *facts, const inc__horizon *horizon,
                             inc__array *selection)
{
    size_t i;

    if (facts->unsorted)
        inc__sort(facts->list.items, facts->list.count, sizeof(inc__fact *), select_compare);
    facts->unsorted = 0;
    selection->count = 0;
    select_reset(facts);
    select_name(facts, horizon);
    select_void(facts);
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
