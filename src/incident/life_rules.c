/* Which rules an incident works under. */
#include "incident/life.h"

#include <string.h>

const inc_rules *inc__life_rules_named(inc__life *life, const char *hash)
{
    const inc_rules *rules = NULL;
    inc_hash wanted;

    if (hash[0] == '\0' || inc_hash_parse(hash, strlen(hash), &wanted) != INC_OK)
        return NULL;
    if (life->rulebook != NULL)
        return inc_rulebook_find(life->rulebook, &wanted, &rules) == INC_OK ? rules : NULL;
    return memcmp(inc_rules_hash(life->given), &wanted, sizeof wanted) == 0 ? life->given : NULL;
}

const inc_rules *inc__life_rules_of(inc__life *life, const inc__entry *entry)
{
    const char *hash = inc__event_text(entry->event, INC_EVENT_RULES);
    const inc_rules *rules = NULL;

    if (life->rulebook == NULL)
        return life->given;
    if (hash[0] != '\0') {
        rules = inc__life_rules_named(life, hash);
        if (rules != NULL)
            return rules;
        inc__life_find(life, INC_FINDING_RULES_UNKNOWN);
    }
    if (inc_rulebook_at(life->rulebook, entry->happened, &rules) != INC_OK)
        return NULL;
    return rules;
}

static void rules_plan(inc__life *life)
{
    const inc_policy *policy;
    inc__plan *plan;
    size_t i;

    life->plans.count = 0;
    for (i = 0; inc_rules_policy(life->rules, i, &policy) == INC_OK; i++) {
        plan = INC__PUSH(life->context, &life->plans, inc__plan);
        if (plan == NULL) {
            life->status = INC_E_NOMEM;
            life->planned = NULL;
            return;
        }
        inc__plan_of(policy, plan);
    }
    life->planned = life->rules;
}

void inc__plan_of(const inc_policy *policy, inc__plan *plan)
{
    memset(plan, 0, sizeof *plan);
    plan->policy = policy;
    plan->options.size = sizeof plan->options;
    (void) inc_policy_describe(policy, &plan->options);
}

void inc__life_adopt(inc__life *life, const inc_rules *rules)
{
    const inc_process *process;

    if (rules == NULL || rules == life->rules)
        return;
    life->rules = rules;
    process = inc_rules_process(rules);
    memset(&life->process, 0, sizeof life->process);
    life->process.size = sizeof life->process;
    if (process != NULL)
        (void) inc_process_describe(process, &life->process);
    if (life->planned != rules)
        rules_plan(life);
}
