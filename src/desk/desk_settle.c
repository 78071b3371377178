/* What happened by itself becomes facts, with the instants at which it did. */
#include "desk/desk.h"

#include <string.h>

static int32_t settle_fact(const inc_derived *derived)
{
    static const int32_t facts[] = {
        0, INC_FACT_FIRED, INC_FACT_FIRED, INC_FACT_RELEASED, INC_FACT_TIMED_OUT, INC_FACT_CLOSED};
    return facts[derived->kind];
}

static inc_status settle_texts(inc_desk *desk, const inc_derived *derived)
{
    inc_status status = INC_OK;

    if (derived->name[0] != '\0')
        status = inc__desk_text(desk, INC_EVENT_CODE_1, derived->name);
    if (status == INC_OK && derived->value[0] != '\0')
        status = inc__desk_text(desk, INC_EVENT_CODE_2, derived->value);
    return status;
}

/* Firings are the staff's business; the rest the caller may see. */
static inc_status settle_clock(inc_desk *desk, const inc_derived *derived)
{
    inc_status status = inc__desk_integer(desk, INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL);

    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_1, derived->cycle);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_2, derived->revision);
    return status;
}

static inc_status settle_one(inc_desk *desk, const inc_derived *derived)
{
    inc_status status = inc__desk_begin(desk, settle_fact(derived), derived->at);

    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_ACTOR_KIND, INC_ACTOR_SYSTEM);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_CAUSE, derived->cause);
    if (status == INC_OK)
        status = settle_texts(desk, derived);
    if (status == INC_OK && derived->clock >= 0)
        status = settle_clock(desk, derived);
    return status == INC_OK ? inc__desk_end(desk) : status;
}

/* Facts are told to the incident as they are made, which ends its last look; so the list is a copy.
 */
static inc_status settle_list(const inc_desk *desk, inc__array *list)
{
    const inc__array *derived = &desk->incident->life.derived;
    size_t i;

    for (i = 0; i < derived->count; i++) {
        const inc_derived *item = INC__AT(derived, inc_derived, i);
        inc_derived *copy;
        if (item->recorded)
            continue;
        copy = INC__PUSH(desk->context, list, inc_derived);
        if (copy == NULL)
            return inc__nomem(desk->context);
        *copy = *item;
    }
    return INC_OK;
}

inc_status inc__desk_settle(inc_desk *desk, int32_t *count)
{
    inc__array list = {NULL, 0, 0};
    inc_status status = settle_list(desk, &list);
    size_t i;

    for (i = 0; i < list.count && status == INC_OK; i++)
        status = settle_one(desk, INC__AT(&list, inc_derived, i));
    if (status == INC_OK && list.count > 0)
        status = inc__desk_fold(desk);
    if (status == INC_OK)
        *count += (int32_t) list.count;
    inc__array_free(desk->context, &list, sizeof(inc_derived));
    return status;
}
