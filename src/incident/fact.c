/* What a clock was told: facts as they are added, and found by their ids. */
#include "incident/fact.h"

#include "base/options.h"
#include "base/string.h"
#include "time/sight.h"

#include <string.h>

static void fact_free(inc_context *context, inc__fact *fact)
{
    if (fact == NULL)
        return;
    inc__string_free(context, fact->id);
    inc__string_free(context, fact->reason);
    inc__string_free(context, fact->source);
    inc__string_free(context, fact->voids);
    inc_terms_unref(fact->terms);
    inc__release(context, fact, sizeof *fact);
}

void inc__facts_free(inc_context *context, inc__facts *facts)
{
    size_t i;

    for (i = 0; i < facts->list.count; i++)
        fact_free(context, inc__facts_at(facts, i));
    inc__array_free(context, &facts->list, sizeof(inc__fact *));
    inc__array_free(context, &facts->ids, sizeof(inc__fact *));
}

/* 1 when the copy was made; a NULL stays NULL. */
static int fact_copy_text(inc_context *context, const char *from, char **to)
{
    *to = from != NULL ? inc__string_copy(context, from, INC_ZSTR) : NULL;
    return from == NULL || *to != NULL;
}

static inc__fact *fact_copy(inc_context *context, const inc__fact *fact)
{
    inc__fact *copy = inc__alloc(context, sizeof *copy);
    int complete;

    if (copy == NULL)
        return NULL;
    *copy = *fact;
    copy->terms = inc_terms_ref(fact->terms);
    complete = fact_copy_text(context, fact->id, &copy->id);
    complete &= fact_copy_text(context, fact->reason, &copy->reason);
    complete &= fact_copy_text(context, fact->source, &copy->source);
    complete &= fact_copy_text(context, fact->voids, &copy->voids);
    if (complete)
        return copy;
    fact_free(context, copy);
    return NULL;
}

/* FNV-1a, which spreads short texts well. */
static size_t fact_hash(const char *id)
{
    uint32_t hash = 2166136261u;

    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char) *id) * 16777619u;
    return hash;
}

/* Where an id is in the table, or where it would go; the table has a free slot. */
static inc__fact **fact_slot(const inc__array *ids, const char *id)
{
    size_t at = fact_hash(id) & (ids->count - 1);

    for (;;) {
        inc__fact **slot = INC__AT(ids, inc__fact *, at);
        if (*slot == NULL || strcmp((*slot)->id, id) == 0)
            return slot;
        at = (at + 1) & (ids->count - 1);
    }
}

inc__fact *inc__facts_find(const inc__facts *facts, const char *id)
{
    return facts->named > 0 ? *fact_slot(&facts->ids, id) : NULL;
}

/* Room for one more id at a load of at most a half. */
static inc_status fact_reserve_id(inc_context *context, inc__facts *facts)
{
    inc__array wider = {NULL, 0, 0};
    size_t i, capacity = facts->ids.count > 0 ? 2 * facts->ids.count : 8;

    if (2 * (facts->named + 1) <= facts->ids.count)
        return INC_OK;
    if (inc__array_reserve(context, &wider, sizeof(inc__fact *), capacity) != INC_OK)
        return INC_E_NOMEM;
    wider.count = capacity;
    memset(wider.items, 0, capacity * sizeof(inc__fact *));
    for (i = 0; i < facts->ids.count; i++) {
        inc__fact *fact = *INC__AT(&facts->ids, inc__fact *, i);
        if (fact != NULL)
            *fact_slot(&wider, fact->id) = fact;
    }
    inc__array_free(context, &facts->ids, sizeof(inc__fact *));
    facts->ids = wider;
    return INC_OK;
}

/* Takes the fact over, whatever comes of it. */
static inc_status fact_append(inc_context *context, inc__facts *facts, inc__fact *fact)
{
    inc_status status = fact->id != NULL ? fact_reserve_id(context, facts) : INC_OK;
    inc__fact **place = NULL;

    if (status == INC_OK)
        place = INC__PUSH(context, &facts->list, inc__fact *);
    if (place == NULL) {
        fact_free(context, fact);
        return INC_E_NOMEM;
    }
    *place = fact;
    if (fact->id != NULL) {
        *fact_slot(&facts->ids, fact->id) = fact;
        facts->named++;
    }
    facts->unsorted |= facts->list.count > 1 &&
                       inc__fact_before(fact, inc__facts_at(facts, facts->list.count - 2));
    return INC_OK;
}

static inc_status fact_check_text(inc_context *context, const char *what, const char *text)
{
    if (inc__name_valid(text, 0))
        return INC_OK;
    return inc__fail(context, INC_E_INVALID, "%s '%s' was no UTF-8 text of at most 255 bytes", what,
                     text);
}

static inc_status fact_check(inc_context *context, const inc__facts *facts, const inc__fact *fact)
{
    inc_status status;

    if (!inc__time_valid(fact->at) || !inc__time_valid(fact->recorded))
        return inc__fail(context, INC_E_RANGE,
                         "instant %lld us of a fact was outside the years 1900 to 9999",
                         (long long) (inc__time_valid(fact->at) ? fact->recorded : fact->at));
    status = fact_check_text(context, "id", fact->id);
    if (status == INC_OK)
        status = fact_check_text(context, "reason", fact->reason);
    if (status == INC_OK)
        status = fact_check_text(context, "source", fact->source);
    if (status == INC_OK)
        status = fact_check_text(context, "fact", fact->voids);
    if (status != INC_OK)
        return status;
    if (fact->id != NULL && inc__facts_find(facts, fact->id) != NULL)
        return inc__fail(context, INC_E_EXISTS, "a second fact had the id '%s'", fact->id);
    return INC_OK;
}

/* The stamp's members, defaults filled. */
static inc_status fact_stamp(inc_context *context, const inc__facts *facts, const inc_stamp *stamp,
                             inc__fact *fact)
{
    inc_stamp local;
    inc_status status = INC__OPTIONS(&local, stamp, order);

    if (status != INC_OK)
        return inc__fail(context, status, "a stamp of size %zu was refused", stamp->size);
    fact->sequence = facts->sequence + 1;
    fact->order = local.order != 0 ? local.order : fact->sequence;
    fact->id = (char *) (uintptr_t) (local.id != NULL && local.id[0] != '\0' ? local.id : NULL);
    fact->recorded =
        local.recorded != 0 && local.recorded != INC_TIME_NONE ? local.recorded : fact->at;
    return fact_check(context, facts, fact);
}

inc_status inc__facts_add(inc_context *context, inc__facts *facts, const inc__fact *fact,
                          const inc_stamp *stamp)
{
    inc__fact stamped = *fact, *copy;
    inc_status status = fact_stamp(context, facts, stamp, &stamped);

    if (status != INC_OK)
        return status;
    copy = fact_copy(context, &stamped);
    if (copy == NULL || fact_append(context, facts, copy) != INC_OK)
        return inc__nomem(context);
    facts->sequence++;
    return INC_OK;
}

inc_status inc__facts_copy(inc_context *context, const inc__facts *from, inc__facts *to)
{
    size_t i;

    for (i = 0; i < from->list.count; i++) {
        inc__fact *copy = fact_copy(context, inc__facts_at(from, i));
        if (copy == NULL || fact_append(context, to, copy) != INC_OK)
            return INC_E_NOMEM;
    }
    to->sequence = from->sequence;
    return INC_OK;
}
