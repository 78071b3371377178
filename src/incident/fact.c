/* What a clock was told. */
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
        fact_free(context, *INC__AT(&facts->list, inc__fact *, i));
    inc__array_free(context, &facts->list, sizeof(inc__fact *));
}

static inc__fact *fact_at(const inc__facts *facts, size_t index)
{
    return *INC__AT(&facts->list, inc__fact *, index);
}

static int fact_before(const inc__fact *a, const inc__fact *b)
{
    if (a->at != b->at)
        return a->at < b->at;
    if (a->order != b->order)
        return a->order < b->order;
    return a->sequence < b->sequence;
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

int inc__fact_late(const inc__fact *fact)
{
    return fact->recorded > fact->at || fact->kind == INC__FACT_VOID;
}

static int fact_within(const inc__fact *fact, const inc__horizon *horizon)
{
    if (fact->at > horizon->as_of)
        return 0;
    if (horizon->as_known == INC_TIME_NONE || fact->recorded < horizon->as_known)
        return 1;
    return fact->recorded == horizon->as_known && !(horizon->on_time && inc__fact_late(fact));
}

int inc__facts_named(const inc__facts *facts, const char *id, const inc__horizon *horizon)
{
    size_t i;

    for (i = 0; i < facts->list.count; i++) {
        const inc__fact *fact = fact_at(facts, i);
        if (fact->id != NULL && strcmp(fact->id, id) == 0)
            return horizon == NULL || fact_within(fact, horizon);
    }
    return 0;
}

static inc_status fact_check(inc_context *context, const inc__facts *facts, const inc__fact *fact)
{
    if (!inc__time_valid(fact->at) || !inc__time_valid(fact->recorded))
        return inc__fail(context, INC_E_RANGE,
                         "instant %lld us of a fact was outside the years 1900 to 9999",
                         (long long) (inc__time_valid(fact->at) ? fact->recorded : fact->at));
    if (!inc__name_valid(fact->id, 0) || !inc__name_valid(fact->reason, 0) ||
        !inc__name_valid(fact->source, 0) || !inc__name_valid(fact->voids, 0))
        return inc__fail(context, INC_E_INVALID,
                         "a fact's id, reason or source was no UTF-8 text of at most 255 bytes");
    if (fact->id != NULL && inc__facts_named(facts, fact->id, NULL))
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
    inc__fact stamped = *fact, *copy, **place;
    inc_status status = fact_stamp(context, facts, stamp, &stamped);
    size_t at = facts->list.count;

    if (status != INC_OK)
        return status;
    copy = fact_copy(context, &stamped);
    if (copy == NULL)
        return inc__nomem(context);
    while (at > 0 && fact_before(copy, fact_at(facts, at - 1)))
        at--;
    place = inc__array_insert(context, &facts->list, sizeof copy, at);
    if (place == NULL) {
        fact_free(context, copy);
        return INC_E_NOMEM;
    }
    *place = copy;
    facts->sequence++;
    return INC_OK;
}

inc_status inc__facts_copy(inc_context *context, const inc__facts *from, inc__facts *to)
{
    size_t i;

    for (i = 0; i < from->list.count; i++) {
        inc__fact *copy = fact_copy(context, fact_at(from, i));
        inc__fact **place = copy != NULL ? INC__PUSH(context, &to->list, inc__fact *) : NULL;
        if (place == NULL) {
            fact_free(context, copy);
            return INC_E_NOMEM;
        }
        *place = copy;
    }
    to->sequence = from->sequence;
    return INC_OK;
}

/* Takes out what the void names; a later void wins over an earlier one that it names. */
static void fact_take_out(inc__array *selection, size_t index)
{
    const inc__fact *given = *INC__AT(selection, const inc__fact *, index);
    size_t i;

    for (i = 0; i < selection->count; i++) {
        const inc__fact **fact = INC__AT(selection, const inc__fact *, i);
        if (*fact != NULL && i != index && (*fact)->id != NULL &&
            strcmp((*fact)->id, given->voids) == 0) {
            *fact = NULL;
            return;
        }
    }
}

static void fact_apply_voids(inc__array *selection)
{
    size_t i = selection->count, kept = 0;

    while (i-- > 0) {
        const inc__fact *fact = *INC__AT(selection, const inc__fact *, i);
        if (fact != NULL && fact->kind == INC__FACT_VOID && fact->reason[0] != '\0')
            fact_take_out(selection, i);
    }
    for (i = 0; i < selection->count; i++) {
        const inc__fact *fact = *INC__AT(selection, const inc__fact *, i);
        if (fact != NULL)
            *INC__AT(selection, const inc__fact *, kept++) = fact;
    }
    selection->count = kept;
}

inc_status inc__facts_select(inc_context *context, const inc__facts *facts,
                             const inc__horizon *horizon, inc__array *selection)
{
    int voids = 0;
    size_t i;

    selection->count = 0;
    for (i = 0; i < facts->list.count; i++) {
        const inc__fact *fact = fact_at(facts, i), **place;
        if (!fact_within(fact, horizon))
            continue;
        place = INC__PUSH(context, selection, const inc__fact *);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = fact;
        voids |= fact->kind == INC__FACT_VOID;
    }
    if (voids)
        fact_apply_voids(selection);
    return INC_OK;
}
