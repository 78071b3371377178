/* The account of a clock on an incident: it keeps copies of what the clock was told. */
#include "base/string.h"
#include "incident/ledger_body.h"

#include <stdio.h>

/* The policies that facts go on under must live as long as the ledger. */
static void told_free_fact(inc_context *context, const inc__fact *fact)
{
    inc__string_free(context, fact->reason);
    inc__string_free(context, fact->source);
    inc_terms_unref(fact->terms);
    inc_policy_unref((inc_policy *) (uintptr_t) fact->policy);
}

void inc__ledger_free_told(inc_ledger *ledger)
{
    size_t i;

    for (i = 0; i < ledger->told.count; i++)
        told_free_fact(ledger->context, INC__AT(&ledger->told, inc__fact, i));
    for (i = 0; i < ledger->names.count; i++)
        inc__string_free(ledger->context, *INC__AT(&ledger->names, char *, i));
    inc__array_free(ledger->context, &ledger->told, sizeof(inc__fact));
    inc__array_free(ledger->context, &ledger->names, sizeof(char *));
}

/* The decimal text of a sequence, kept by the ledger; NULL without memory. */
static char *told_name(inc_ledger *ledger, int64_t sequence)
{
    char text[24], **place = INC__PUSH(ledger->context, &ledger->names, char *);

    if (place == NULL)
        return NULL;
    (void) snprintf(text, sizeof text, "%lld", (long long) sequence);
    *place = inc__string_copy(ledger->context, text, INC_ZSTR);
    return *place;
}

inc_status inc__ledger_name(inc_ledger *ledger, int64_t sequence)
{
    int64_t *by = INC__PUSH(ledger->context, &ledger->by, int64_t);
    const char **id = by != NULL ? INC__PUSH(ledger->context, &ledger->by_ids, const char *) : NULL;

    if (id == NULL)
        return INC_E_NOMEM;
    *by = sequence;
    *id = told_name(ledger, sequence);
    return *id != NULL ? INC_OK : INC_E_NOMEM;
}

static inc_status told_copy_text(inc_context *context, char **text)
{
    if (*text == NULL)
        return INC_OK;
    *text = inc__string_copy(context, *text, INC_ZSTR);
    return *text != NULL ? INC_OK : INC_E_NOMEM;
}

static inc_status told_copy(inc_ledger *ledger, const inc__fact *fact)
{
    inc__fact *copy = INC__PUSH(ledger->context, &ledger->told, inc__fact);
    inc_status status;

    if (copy == NULL)
        return INC_E_NOMEM;
    *copy = *fact;
    (void) inc_terms_ref(fact->terms);
    (void) inc_policy_ref(fact->policy);
    copy->source = NULL;
    status = told_copy_text(ledger->context, &copy->reason);
    copy->source = fact->source;
    if (status == INC_OK)
        status = told_copy_text(ledger->context, &copy->source);
    else
        copy->source = NULL;
    copy->id = told_name(ledger, fact->sequence);
    return status == INC_OK && copy->id == NULL ? INC_E_NOMEM : status;
}

inc_status inc__ledger_of(inc_context *context, const inc_policy *policy, const inc_terms *terms,
                          const inc__array *told, inc_time as_of, inc_ledger **ledger)
{
    inc_ledger *made = inc__alloc(context, sizeof *made);
    inc_status status = INC_OK;
    size_t i;

    *ledger = made;
    if (made == NULL)
        return INC_E_NOMEM;
    made->context = inc_context_ref(context);
    made->policy = inc_policy_ref(policy);
    made->terms = inc_terms_ref(terms);
    made->as_of = as_of;
    made->fold.context = context;
    for (i = 0; i < told->count && status == INC_OK; i++)
        status = told_copy(made, INC__AT(told, const inc__fact, i));
    if (status == INC_OK)
        status = inc__fold_told(&made->fold, &made->told, policy, terms, as_of, 1);
    inc_ledger_rewind(made);
    return status;
}
