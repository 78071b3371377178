/* Policies: the builder, and what it shares with the policy. */
#include "rules/policy.h"

#include "base/options.h"
#include "base/string.h"

#include <string.h>

#define POLICY_PRIORITY_MOST 1000
#define POLICY_PERCENT_MOST 10000
#define POLICY_TIER_MOST 1000

struct inc_policy_builder {
    inc_context *context;
    inc__policy_body body;
};

static inc_calendar *policy_calendar(const inc_threshold *threshold)
{
    return (inc_calendar *) (uintptr_t) threshold->calendar;
}

/* Names are the body's own copies. */
static void policy_free_name(inc_context *context, const char *name)
{
    inc__string_free(context, (char *) (uintptr_t) name);
}

void inc__policy_body_free(inc_context *context, inc__policy_body *body)
{
    size_t i;

    for (i = 0; i < body->terms.count; i++)
        inc_terms_unref(INC__AT(&body->terms, inc__policy_terms, i)->terms);
    for (i = 0; i < body->thresholds.count; i++) {
        inc_threshold *threshold = INC__AT(&body->thresholds, inc_threshold, i);
        policy_free_name(context, threshold->id);
        inc_calendar_unref(policy_calendar(threshold));
    }
    inc__array_free(context, &body->terms, sizeof(inc__policy_terms));
    inc__array_free(context, &body->thresholds, sizeof(inc_threshold));
    policy_free_name(context, body->options.name);
    policy_free_name(context, body->options.clock);
    policy_free_name(context, body->options.service);
    policy_free_name(context, body->options.category);
    memset(body, 0, sizeof *body);
}

static int policy_number(int32_t value, int32_t least, int32_t most)
{
    return value >= least && value <= most;
}

static inc_status policy_check_scope(inc_context *context, const inc_policy_options *options)
{
    if ((options->service == NULL || inc__name_valid(options->service, 1)) &&
        (options->category == NULL || inc__name_valid(options->category, 1)))
        return INC_OK;
    return inc__fail(context, INC_E_INVALID,
                     "policy '%s' had service '%s', category '%s', not NULL or 1 to %d bytes",
                     options->name, options->service != NULL ? options->service : "",
                     options->category != NULL ? options->category : "", INC__NAME_MOST);
}

static inc_status policy_check(inc_context *context, const inc_policy_options *options)
{
    if (!inc__name_valid(options->name, 1) || !inc__name_valid(options->clock, 1))
        return inc__fail(context, INC_E_INVALID,
                         "policy '%s' of clock '%s' had a name that is not 1 to %d bytes of UTF-8",
                         options->name != NULL ? options->name : "", options->clock,
                         INC__NAME_MOST);
    if (!policy_number(options->agreement, INC_AGREEMENT_SLA, INC_AGREEMENT_UC) ||
        !policy_number(options->tier, 0, POLICY_TIER_MOST))
        return inc__fail(context, INC_E_INVALID, "policy '%s' had agreement '%d', tier '%d'",
                         options->name, (int) options->agreement, (int) options->tier);
    if (!policy_number(options->anchor, INC_MILESTONE_OCCURRED, INC_MILESTONE_CLOSED) ||
        !policy_number(options->stop, INC_MILESTONE_OCCURRED, INC_MILESTONE_CLOSED))
        return inc__fail(context, INC_E_INVALID, "policy '%s' had anchor '%d', stop '%d'",
                         options->name, (int) options->anchor, (int) options->stop);
    if (!policy_number(options->on_retarget, INC_RETARGET_FROM_START, INC_RETARGET_PRORATE) ||
        !policy_number(options->on_reopen, INC_REOPEN_EXCLUDE_CLOSED, INC_REOPEN_NONE) ||
        !policy_number(options->boundary, INC_BOUNDARY_CLOSING, INC_BOUNDARY_NEXT_OPENING) ||
        options->reserved != 0)
        return inc__fail(context, INC_E_INVALID,
                         "policy '%s' had on_retarget '%d', on_reopen '%d', boundary '%d'",
                         options->name, (int) options->on_retarget, (int) options->on_reopen,
                         (int) options->boundary);
    return policy_check_scope(context, options);
}

/* A clock that measures the response runs from logged to acknowledged unless told otherwise. */
static void policy_defaults(inc_policy_options *options)
{
    int respond;

    options->size = sizeof *options;
    if (options->clock == NULL)
        options->clock = "resolve";
    respond = strcmp(options->clock, "respond") == 0;
    if (options->anchor == 0)
        options->anchor = respond ? INC_MILESTONE_LOGGED : INC_MILESTONE_DETECTED;
    if (options->stop == 0)
        options->stop = respond ? INC_MILESTONE_ACKNOWLEDGED : INC_MILESTONE_RESTORED;
}

/* 1 with a copy in *copy; NULL stays NULL. */
static int policy_copy_name(inc_context *context, const char *name, const char **copy)
{
    *copy = name != NULL ? inc__string_copy(context, name, INC_ZSTR) : NULL;
    return name == NULL || *copy != NULL;
}

/* Every one is tried, so that none is left that is not the body's own. */
static int policy_copy_names(inc_context *context, const inc_policy_options *from,
                             inc_policy_options *to)
{
    int name = policy_copy_name(context, from->name, &to->name);
    int clock = policy_copy_name(context, from->clock, &to->clock);
    int service = policy_copy_name(context, from->service, &to->service);
    int category = policy_copy_name(context, from->category, &to->category);

    return name && clock && service && category;
}

inc_status inc__policy_body_init(inc_context *context, const inc_policy_options *options,
                                 inc__policy_body *body)
{
    inc_policy_options local = *options;
    inc_status status;

    memset(body, 0, sizeof *body);
    policy_defaults(&local);
    status = policy_check(context, &local);
    if (status != INC_OK)
        return status;
    body->options = local;
    if (policy_copy_names(context, &local, &body->options))
        return INC_OK;
    inc__policy_body_free(context, body);
    return inc__nomem(context);
}

/* Where a priority is, or would go. */
static size_t policy_place(const inc__policy_body *body, int32_t priority, int *found)
{
    size_t at = 0;

    while (at < body->terms.count &&
           INC__AT(&body->terms, inc__policy_terms, at)->priority < priority)
        at++;
    *found = at < body->terms.count &&
             INC__AT(&body->terms, inc__policy_terms, at)->priority == priority;
    return at;
}

static inc_status policy_add_terms(inc_context *context, inc__policy_body *body, int32_t priority,
                                   const inc_terms *terms)
{
    inc__policy_terms *place;
    int found;
    size_t at = policy_place(body, priority, &found);

    if (found)
        return inc__fail(context, INC_E_EXISTS, "policy '%s' already had terms for priority '%d'",
                         body->options.name, (int) priority);
    place = inc__array_insert(context, &body->terms, sizeof *place, at);
    if (place == NULL)
        return INC_E_NOMEM;
    place->priority = priority;
    place->terms = inc_terms_ref(terms);
    return INC_OK;
}

static inc_status policy_add_threshold(inc_context *context, inc__policy_body *body,
                                       const inc_threshold *threshold)
{
    inc_threshold *place;
    char *id = inc__string_copy(context, threshold->id, INC_ZSTR);

    if (id == NULL)
        return inc__nomem(context);
    place = INC__PUSH(context, &body->thresholds, inc_threshold);
    if (place == NULL) {
        inc__string_free(context, id);
        return INC_E_NOMEM;
    }
    *place = *threshold;
    place->id = id;
    (void) inc_calendar_ref(threshold->calendar);
    return INC_OK;
}

inc_status inc__policy_body_copy(inc_context *context, const inc__policy_body *from,
                                 inc__policy_body *body)
{
    inc_status status = inc__policy_body_init(context, &from->options, body);
    size_t i;

    for (i = 0; i < from->terms.count && status == INC_OK; i++) {
        const inc__policy_terms *own = INC__AT(&from->terms, inc__policy_terms, i);
        status = policy_add_terms(context, body, own->priority, own->terms);
    }
    for (i = 0; i < from->thresholds.count && status == INC_OK; i++)
        status = policy_add_threshold(context, body, INC__AT(&from->thresholds, inc_threshold, i));
    if (status != INC_OK)
        inc__policy_body_free(context, body);
    return status;
}

inc_status inc_policy_builder_new(inc_context *context, const inc_policy_options *options,
                                  inc_policy_builder **builder)
{
    inc_policy_options local;
    inc_policy_builder *made;
    inc_status status;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL || options == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, reserved);
    if (status != INC_OK)
        return inc__fail(context, status, "the options of a policy had size '%zu'", options->size);
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    status = inc__policy_body_init(context, &local, &made->body);
    if (status != INC_OK) {
        inc__release(context, made, sizeof *made);
        return status;
    }
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

inc_status inc_policy_builder_terms(inc_policy_builder *builder, int32_t priority,
                                    const inc_terms *terms)
{
    if (builder == NULL || terms == NULL)
        return INC_E_INVALID;
    if (!policy_number(priority, INC_PRIORITY_ANY, POLICY_PRIORITY_MOST))
        return inc__fail(builder->context, INC_E_INVALID, "policy '%s' got priority '%d'",
                         builder->body.options.name, (int) priority);
    return policy_add_terms(builder->context, &builder->body, priority, terms);
}

static int policy_threshold_bounded(const inc_threshold *threshold)
{
    switch (threshold->kind) {
    case INC_THRESHOLD_PERCENT:
        return policy_number(threshold->percent, 1, POLICY_PERCENT_MOST);
    case INC_THRESHOLD_OBJECTIVE:
        return 1;
    case INC_THRESHOLD_BEFORE:
    case INC_THRESHOLD_AFTER:
        return threshold->duration >= 0;
    default:
        return 0;
    }
}

/* What its kind does not use is zeroed: one meaning has one hash. */
static void policy_threshold_keep(inc_threshold *threshold)
{
    int timed = threshold->kind == INC_THRESHOLD_BEFORE || threshold->kind == INC_THRESHOLD_AFTER;

    threshold->size = sizeof *threshold;
    if (threshold->kind != INC_THRESHOLD_PERCENT)
        threshold->percent = 0;
    if (!timed) {
        threshold->duration = 0;
        threshold->calendar = NULL;
    }
}

static int policy_has_threshold(const inc__policy_body *body, const char *id)
{
    size_t i;

    for (i = 0; i < body->thresholds.count; i++) {
        if (strcmp(INC__AT(&body->thresholds, inc_threshold, i)->id, id) == 0)
            return 1;
    }
    return 0;
}

inc_status inc_policy_builder_threshold(inc_policy_builder *builder, const inc_threshold *threshold)
{
    inc_threshold local;
    inc_context *context;
    inc_status status;

    if (builder == NULL || threshold == NULL)
        return INC_E_INVALID;
    context = builder->context;
    status = INC__OPTIONS(&local, threshold, calendar);
    if (status != INC_OK)
        return inc__fail(context, status, "a threshold had size '%zu'", threshold->size);
    if (!inc__name_valid(local.id, 1))
        return inc__fail(context, INC_E_INVALID, "a threshold had the id '%s', not 1 to %d bytes",
                         local.id != NULL ? local.id : "", INC__NAME_MOST);
    if (!policy_threshold_bounded(&local))
        return inc__fail(context, INC_E_INVALID,
                         "threshold '%s' had kind '%d', percent '%d', duration '%lld' us", local.id,
                         (int) local.kind, (int) local.percent, (long long) local.duration);
    if (policy_has_threshold(&builder->body, local.id))
        return inc__fail(context, INC_E_EXISTS, "policy '%s' already had threshold '%s'",
                         builder->body.options.name, local.id);
    policy_threshold_keep(&local);
    return policy_add_threshold(context, &builder->body, &local);
}

static inc_status policy_set_hash(inc_policy *policy)
{
    inc__writer writer;
    inc_status status;

    inc__writer_init(&writer, policy->context);
    status = inc__policy_write(&writer, policy);
    if (status == INC_OK)
        status = inc_hash_of(writer.bytes.items, writer.bytes.count, &policy->hash);
    inc__writer_free(&writer);
    return status;
}

inc_status inc_policy_builder_build(inc_policy_builder *builder, inc_policy **policy)
{
    inc_policy *made;
    inc_status status;

    if (policy == NULL)
        return INC_E_INVALID;
    *policy = NULL;
    if (builder == NULL)
        return INC_E_INVALID;
    if (builder->body.terms.count == 0)
        return inc__fail(builder->context, INC_E_INVALID, "policy '%s' had no terms",
                         builder->body.options.name);
    made = inc__alloc(builder->context, sizeof *made);
    if (made == NULL)
        return inc__nomem(builder->context);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(builder->context);
    status = inc__policy_body_copy(made->context, &builder->body, &made->body);
    if (status == INC_OK)
        status = policy_set_hash(made);
    if (status == INC_OK)
        *policy = made;
    else
        inc_policy_unref(made);
    return status;
}

void inc_policy_builder_free(inc_policy_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    inc__policy_body_free(context, &builder->body);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}
