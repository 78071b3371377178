/* Policies: what one SLA clock does, by priority. The builder is in policy_builder.c. */
#include "rules/policy.h"

#include "base/options.h"
#include "base/string.h"

#include <string.h>

inc_policy *inc_policy_ref(const inc_policy *policy)
{
    return inc__refs_share(policy);
}

void inc_policy_unref(inc_policy *policy)
{
    inc_context *context;

    if (policy == NULL || !inc__refs_drop(&policy->refs))
        return;
    context = policy->context;
    inc__policy_body_free(context, &policy->body);
    inc__release(context, policy, sizeof *policy);
    inc_context_unref(context);
}

const inc_hash *inc_policy_hash(const inc_policy *policy)
{
    return policy != NULL ? &policy->hash : NULL;
}

inc_status inc_policy_describe(const inc_policy *policy, inc_policy_options *options)
{
    if (policy == NULL || options == NULL)
        return INC_E_INVALID;
    return INC__FILL(options, &policy->body.options, reserved);
}

const inc_terms *inc_policy_terms(const inc_policy *policy, int32_t priority)
{
    const inc_terms *rest = NULL;
    size_t low = 0, high;

    if (policy == NULL || policy->body.terms.count == 0)
        return NULL;
    high = policy->body.terms.count;
    if (INC__AT(&policy->body.terms, inc__policy_terms, 0)->priority == INC_PRIORITY_ANY)
        rest = INC__AT(&policy->body.terms, inc__policy_terms, 0)->terms;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc__policy_terms *own = INC__AT(&policy->body.terms, inc__policy_terms, middle);
        if (own->priority == priority)
            return own->terms;
        if (own->priority < priority)
            low = middle + 1;
        else
            high = middle;
    }
    return rest;
}

inc_status inc_policy_priority(const inc_policy *policy, size_t index, int32_t *priority)
{
    if (policy == NULL || priority == NULL)
        return INC_E_INVALID;
    if (index >= policy->body.terms.count)
        return INC_DONE;
    *priority = INC__AT(&policy->body.terms, inc__policy_terms, index)->priority;
    return INC_OK;
}

inc_status inc_policy_threshold(const inc_policy *policy, size_t index, inc_threshold *threshold)
{
    if (policy == NULL || threshold == NULL)
        return INC_E_INVALID;
    if (index >= policy->body.thresholds.count)
        return INC_DONE;
    return INC__FILL(threshold, INC__AT(&policy->body.thresholds, inc_threshold, index), calendar);
}
