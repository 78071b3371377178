/* The linter: whom a policy is for. */
#include "rules/lint.h"

#include <stdio.h>
#include <string.h>

static int lint_same_name(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

int inc__lint_same_scope(const inc_policy_options *a, const inc_policy_options *b)
{
    return lint_same_name(a->service, b->service) && lint_same_name(a->category, b->category);
}

int inc__lint_within_scope(const inc_rules *rules, const inc_policy_options *narrow,
                           const inc_policy_options *wide)
{
    int32_t within = 0;

    if (wide->service != NULL && !lint_same_name(wide->service, narrow->service))
        return 0;
    if (wide->category == NULL || lint_same_name(wide->category, narrow->category))
        return 1;
    if (narrow->category != NULL)
        (void) inc_taxonomy_within(inc_rules_taxonomy(rules), narrow->category, wide->category,
                                   &within);
    return within;
}

static void lint_category(inc__lint_job *job, const inc_policy_options *options)
{
    const inc_taxonomy *taxonomy = inc_rules_taxonomy(job->rules);
    inc_category category;

    category.size = sizeof category;
    if (options->category == NULL ||
        inc_taxonomy_find(taxonomy, options->category, INC_ZSTR, &category) == INC_OK)
        return;
    (void) snprintf(job->where, sizeof job->where, "policies/%s", options->name);
    if (taxonomy != NULL)
        (void) snprintf(job->line, sizeof job->line, "the taxonomy has no category '%s'",
                        options->category);
    else
        (void) snprintf(job->line, sizeof job->line, "there is no taxonomy with a category '%s'",
                        options->category);
    inc__lint_add(job, INC_LINT_CATEGORY_UNKNOWN, INC_LINT_ERROR);
}

static void lint_tier_unknown(inc__lint_job *job, const inc_policy_options *options)
{
    const inc_process *process = inc_rules_process(job->rules);
    inc_process_options rules;

    rules.size = sizeof rules;
    if (options->agreement != INC_AGREEMENT_OLA ||
        inc_process_describe(process, &rules) != INC_OK || rules.tiers == 0 ||
        options->tier <= rules.tiers)
        return;
    (void) snprintf(job->where, sizeof job->where, "policies/%s", options->name);
    (void) snprintf(job->line, sizeof job->line, "the tier '%ld' is beyond the %ld of the process",
                    (long) options->tier, (long) rules.tiers);
    inc__lint_add(job, INC_LINT_TIER_UNKNOWN, INC_LINT_WARNING);
}

void inc__lint_scope(inc__lint_job *job, const inc_policy_options *options)
{
    lint_category(job, options);
    lint_tier_unknown(job, options);
}
