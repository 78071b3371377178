/* The linter: do the tiers' OLAs fit into the SLA? */
#include "rules/lint.h"

#include <incident/format.h>
#include <stdio.h>
#include <string.h>

/* The most that one tier may take; policies of the same tier take turns, so the longest counts. */
typedef struct lint_tier {
    int32_t tier;
    int64_t amount;
} lint_tier;

/* 1 if any SLA of the OLA's scope measures its clock. */
static int lint_clock_of_sla(const inc_rules *rules, const inc_policy_options *ola)
{
    const inc_policy *policy;
    inc_policy_options options;
    size_t i;

    for (i = 0; inc_rules_policy(rules, i, &policy) == INC_OK; i++) {
        inc__lint_describe(policy, &options);
        if (options.agreement == INC_AGREEMENT_SLA && strcmp(options.clock, ola->clock) == 0 &&
            inc__lint_same_scope(&options, ola))
            return 1;
    }
    return 0;
}

/* An OLA is part of the SLAs that measure the same clock; one that measures a clock of its own is
 * part of "resolve". Of equal scope only: policies of other scopes may never meet on an incident,
 * or stand in for each other there, so their limits do not add up. */
static int lint_ola_part(const inc_rules *rules, const inc_policy_options *ola,
                         const inc_policy_options *sla)
{
    if (ola->agreement != INC_AGREEMENT_OLA || !inc__lint_same_scope(ola, sla))
        return 0;
    if (strcmp(ola->clock, sla->clock) == 0)
        return 1;
    return strcmp(sla->clock, "resolve") == 0 && !lint_clock_of_sla(rules, ola);
}

static const inc_zone *lint_terms_zone(const inc_terms *terms)
{
    const inc_zone *zone = inc_terms_target(terms)->zone;
    return zone != NULL ? zone : inc_calendar_zone(inc_terms_calendar(terms));
}

static int lint_comparable(const inc_terms *a, const inc_terms *b)
{
    const inc_target *left = inc_terms_target(a), *right = inc_terms_target(b);
    const inc_zone *zone = lint_terms_zone(a), *other = lint_terms_zone(b);

    if (left->kind != right->kind || left->kind == INC_TARGET_BY ||
        memcmp(inc_calendar_hash(inc_terms_calendar(a)), inc_calendar_hash(inc_terms_calendar(b)),
               sizeof(inc_hash)) != 0)
        return 0;
    if (left->kind == INC_TARGET_WORKING)
        return 1;
    return left->rule == right->rule && zone != NULL && other != NULL &&
           memcmp(inc_zone_hash(zone), inc_zone_hash(other), sizeof(inc_hash)) == 0;
}

static int64_t lint_amount(const inc_terms *terms)
{
    const inc_target *target = inc_terms_target(terms);
    return target->kind == INC_TARGET_WORKING ? target->limit : target->days;
}

static void lint_amount_text(const inc_terms *like, int64_t amount, char *text)
{
    inc_target target = *inc_terms_target(like);

    if (target.kind != INC_TARGET_WORKING) {
        (void) snprintf(text, INC__LINT_TARGET, "%lldbd", (long long) amount);
        return;
    }
    target.limit = amount;
    inc__lint_target(&target, 0, text);
}

static inc_status lint_tier_add(inc_context *context, inc__array *tiers, int32_t tier,
                                int64_t amount)
{
    lint_tier *item;
    size_t i;

    for (i = 0; tier != 0 && i < tiers->count; i++) {
        item = INC__AT(tiers, lint_tier, i);
        if (item->tier == tier) {
            item->amount = amount > item->amount ? amount : item->amount;
            return INC_OK;
        }
    }
    item = INC__PUSH(context, tiers, lint_tier);
    if (item == NULL)
        return INC_E_NOMEM;
    item->tier = tier;
    item->amount = amount;
    return INC_OK;
}

static int64_t lint_tier_sum(const inc__array *tiers)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < tiers->count; i++) {
        int64_t amount = INC__AT(tiers, lint_tier, i)->amount;
        sum = sum > INT64_MAX - amount ? INT64_MAX : sum + amount;
    }
    return sum;
}

static void lint_ola_other(inc__lint_job *job, const inc_terms *sla, const inc_terms *terms,
                           const char *name)
{
    char mine[INC__LINT_TARGET], limit[INC__LINT_TARGET];

    inc__lint_target(inc_terms_target(terms), 0, mine);
    inc__lint_target(inc_terms_target(sla), 0, limit);
    (void) snprintf(job->line, sizeof job->line,
                    "'%s' of the OLA '%s' is in another unit or calendar than the limit '%s'", mine,
                    name, limit);
    inc__lint_add(job, INC_LINT_OLA_NOT_COMPARABLE, INC_LINT_WARNING);
}

static void lint_ola_sum(inc__lint_job *job, const inc_terms *sla, const inc__array *tiers)
{
    char sum[INC__LINT_TARGET], limit[INC__LINT_TARGET];

    if (lint_tier_sum(tiers) <= lint_amount(sla))
        return;
    lint_amount_text(sla, lint_tier_sum(tiers), sum);
    inc__lint_target(inc_terms_target(sla), 0, limit);
    (void) snprintf(job->line, sizeof job->line,
                    "the limits of the OLAs add up to '%s', beyond the limit '%s'", sum, limit);
    inc__lint_add(job, INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR);
}

static void lint_ola_priority(inc__lint_job *job, const inc_policy *sla,
                              const inc_policy_options *options, int32_t priority)
{
    const inc_terms *limit = inc_policy_terms(sla, priority), *terms;
    inc__array tiers = {NULL, 0, 0};
    const inc_policy *policy;
    inc_policy_options ola;
    char label[INC__LINT_LABEL];
    int other = 0;
    size_t i;

    if (limit == NULL)
        return;
    inc__lint_label(priority, label);
    (void) snprintf(job->where, sizeof job->where, "policies/%s/%s", options->name, label);
    for (i = 0; inc_rules_policy(job->rules, i, &policy) == INC_OK; i++) {
        inc__lint_describe(policy, &ola);
        terms = inc_policy_terms(policy, priority);
        if (terms == NULL || !lint_ola_part(job->rules, &ola, options))
            continue;
        if (lint_comparable(limit, terms)) {
            if (lint_tier_add(job->context, &tiers, ola.tier, lint_amount(terms)) != INC_OK)
                job->status = INC_E_NOMEM;
        } else if (!other) {
            lint_ola_other(job, limit, terms, ola.name);
            other = 1;
        }
    }
    lint_ola_sum(job, limit, &tiers);
    inc__array_free(job->context, &tiers, sizeof(lint_tier));
}

/* The least priority > after that the SLA or an OLA of it has terms of its own for; -1 for none. */
static int32_t lint_next_priority(const inc__lint_job *job, const inc_policy *sla, int32_t after)
{
    const inc_policy *policy;
    inc_policy_options options, of_sla;
    int32_t priority, least = -1;
    size_t i, j;

    inc__lint_describe(sla, &of_sla);
    for (i = 0; inc_rules_policy(job->rules, i, &policy) == INC_OK; i++) {
        inc__lint_describe(policy, &options);
        if (policy != sla && !lint_ola_part(job->rules, &options, &of_sla))
            continue;
        for (j = 0; inc_policy_priority(policy, j, &priority) == INC_OK; j++) {
            if (priority > after && (least < 0 || priority < least))
                least = priority;
        }
    }
    return least;
}

void inc__lint_ola(inc__lint_job *job, const inc_policy *sla)
{
    inc_policy_options options;
    int32_t priority = lint_next_priority(job, sla, -1);

    inc__lint_describe(sla, &options);
    for (; priority >= 0; priority = lint_next_priority(job, sla, priority))
        lint_ola_priority(job, sla, &options, priority);
}
