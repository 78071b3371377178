/* Terms: what a clock runs under, for one priority. */
#include "rules/terms.h"

#include "base/array.h"
#include "base/options.h"
#include "base/string.h"
#include "rules/target.h"

#include <string.h>

struct inc_terms {
    inc__refs refs;
    inc_context *context;
    inc_calendar *calendar;
    inc_zone *zone;
    inc_target target;
    inc__array pauses; /* char *, in bytewise order, each once */
    int32_t pause_all;
    inc_duration cap_per_pause;
    inc_duration cap_per_cycle;
};

/* Where a reason is, or would go. */
static size_t terms_place(const inc_terms *terms, const char *reason, int *found)
{
    size_t low = 0, high = terms->pauses.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(*INC__AT(&terms->pauses, char *, middle), reason);
        if (order == 0) {
            *found = 1;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static inc_status terms_add_pause(inc_terms *terms, const char *reason)
{
    inc_context *context = terms->context;
    char *copy, **place;
    size_t at;
    int found;

    if (!inc__name_valid(reason, 1))
        return inc__fail(context, INC_E_INVALID, "a pause had the reason '%s', not 1 to %d bytes",
                         reason != NULL ? reason : "", INC__NAME_MOST);
    at = terms_place(terms, reason, &found);
    if (found)
        return INC_OK;
    copy = inc__string_copy(context, reason, INC_ZSTR);
    if (copy == NULL)
        return inc__nomem(context);
    place = inc__array_insert(context, &terms->pauses, sizeof copy, at);
    if (place == NULL) {
        inc__string_free(context, copy);
        return INC_E_NOMEM;
    }
    *place = copy;
    return INC_OK;
}

static inc_status terms_check(inc_context *context, const inc_terms_options *options,
                              inc_target *target)
{
    inc_status status;

    if (options->calendar == NULL || options->target == NULL)
        return inc__fail(context, INC_E_INVALID, "terms had no %s",
                         options->calendar == NULL ? "calendar" : "target");
    status = inc__target_check(options->target, target);
    if (status != INC_OK)
        return inc__fail(
            context, status, "terms had a target out of its bounds, of kind '%d'",
            (int) (options->target->size >= sizeof(inc_target) ? options->target->kind : 0));
    if (options->pauses == NULL && options->pauses_count != 0)
        return inc__fail(context, INC_E_INVALID, "terms had '%zu' pauses at NULL",
                         options->pauses_count);
    if ((options->pause_all != 0 && options->pause_all != 1) || options->reserved != 0)
        return inc__fail(context, INC_E_INVALID, "terms had pause_all '%d', reserved '%d'",
                         (int) options->pause_all, (int) options->reserved);
    if (options->cap_per_pause < 0 || options->cap_per_cycle < 0)
        return inc__fail(context, INC_E_INVALID, "terms had caps of '%lld' and '%lld' us",
                         (long long) options->cap_per_pause, (long long) options->cap_per_cycle);
    return INC_OK;
}

static inc_terms *terms_make(inc_context *context, const inc_terms_options *options,
                             const inc_target *target)
{
    inc_terms *terms = inc__alloc(context, sizeof *terms);

    if (terms == NULL)
        return NULL;
    inc__refs_init(&terms->refs);
    terms->context = inc_context_ref(context);
    terms->calendar = inc_calendar_ref(options->calendar);
    terms->zone = inc_zone_ref(target->zone);
    terms->target = *target;
    terms->pause_all = options->pause_all;
    terms->cap_per_pause = options->cap_per_pause;
    terms->cap_per_cycle = options->cap_per_cycle;
    return terms;
}

inc_status inc_terms_new(inc_context *context, const inc_terms_options *options, inc_terms **terms)
{
    inc_terms_options local;
    inc_target target;
    inc_terms *made;
    inc_status status;
    size_t i;

    if (terms == NULL)
        return INC_E_INVALID;
    *terms = NULL;
    if (context == NULL || options == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, cap_per_cycle);
    if (status != INC_OK)
        return inc__fail(context, status, "the options of terms had size '%zu'", options->size);
    status = terms_check(context, &local, &target);
    if (status != INC_OK)
        return status;
    made = terms_make(context, &local, &target);
    if (made == NULL)
        return inc__nomem(context);
    for (i = 0; i < local.pauses_count && status == INC_OK; i++)
        status = terms_add_pause(made, local.pauses[i]);
    if (status == INC_OK)
        *terms = made;
    else
        inc_terms_unref(made);
    return status;
}

inc_terms *inc_terms_ref(const inc_terms *terms)
{
    return inc__refs_share(terms);
}

void inc_terms_unref(inc_terms *terms)
{
    inc_context *context;
    size_t i;

    if (terms == NULL || !inc__refs_drop(&terms->refs))
        return;
    context = terms->context;
    for (i = 0; i < terms->pauses.count; i++)
        inc__string_free(context, *INC__AT(&terms->pauses, char *, i));
    inc__array_free(context, &terms->pauses, sizeof(char *));
    inc_calendar_unref(terms->calendar);
    inc_zone_unref(terms->zone);
    inc__release(context, terms, sizeof *terms);
    inc_context_unref(context);
}

const inc_calendar *inc_terms_calendar(const inc_terms *terms)
{
    return terms != NULL ? terms->calendar : NULL;
}

const inc_target *inc_terms_target(const inc_terms *terms)
{
    return terms != NULL ? &terms->target : NULL;
}

const char *inc_terms_pause(const inc_terms *terms, size_t index)
{
    if (terms == NULL || index >= terms->pauses.count)
        return NULL;
    return *INC__AT(&terms->pauses, char *, index);
}

int32_t inc_terms_pause_all(const inc_terms *terms)
{
    return terms != NULL ? terms->pause_all : 0;
}

void inc_terms_caps(const inc_terms *terms, inc_duration *per_pause, inc_duration *per_cycle)
{
    if (per_pause != NULL)
        *per_pause = terms != NULL ? terms->cap_per_pause : 0;
    if (per_cycle != NULL)
        *per_cycle = terms != NULL ? terms->cap_per_cycle : 0;
}

int32_t inc_terms_pauses_for(const inc_terms *terms, const char *reason)
{
    int found;

    if (terms == NULL || reason == NULL)
        return 0;
    if (terms->pause_all)
        return 1;
    (void) terms_place(terms, reason, &found);
    return found;
}

size_t inc__terms_pause_count(const inc_terms *terms)
{
    return terms->pauses.count;
}

int inc__terms_same_pauses(const inc_terms *a, const inc_terms *b)
{
    size_t i;

    if (a->pause_all != b->pause_all || a->cap_per_pause != b->cap_per_pause ||
        a->cap_per_cycle != b->cap_per_cycle)
        return 0;
    if (a->pause_all)
        return 1;
    if (a->pauses.count != b->pauses.count)
        return 0;
    for (i = 0; i < a->pauses.count; i++) {
        if (strcmp(inc_terms_pause(a, i), inc_terms_pause(b, i)) != 0)
            return 0;
    }
    return 1;
}
