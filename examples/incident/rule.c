/* A policy of the rules, with what the tool needs to know of it. */
#include "rule.h"

#include <string.h>

void rule_init(struct rule *rule, const inc_policy *policy)
{
    bool responds;
    memset(rule, 0, sizeof *rule);
    rule->policy = policy;
    rule->options.size = sizeof rule->options;
    tool_must(inc_policy_describe(policy, &rule->options));
    rule->clock = rule->options.clock ? rule->options.clock : "resolve";
    responds = strcmp(rule->clock, "respond") == 0;
    if (!rule->options.anchor)
        rule->options.anchor = responds ? INC_MILESTONE_LOGGED : INC_MILESTONE_DETECTED;
    if (!rule->options.stop)
        rule->options.stop = responds ? INC_MILESTONE_ACKNOWLEDGED : INC_MILESTONE_RESTORED;
}

void rule_needs_init(struct rule_needs *needs, const inc_rules *rules, bool is_whole)
{
    const inc_policy *policy;
    *needs = (struct rule_needs){rules, is_whole, is_whole, is_whole};
    if (is_whole)
        return;
    needs->has_category = inc_rules_taxonomy(rules) != NULL;
    for (size_t i = 0; inc_rules_policy(rules, i, &policy) == INC_OK; i++) {
        struct rule rule;
        rule_init(&rule, policy);
        needs->has_category = needs->has_category || rule.options.category;
        needs->has_acknowledged = needs->has_acknowledged ||
                                  rule.options.anchor == INC_MILESTONE_ACKNOWLEDGED ||
                                  rule.options.stop == INC_MILESTONE_ACKNOWLEDGED;
    }
}

bool rule_needs_hold(const struct rule_needs *needs, const char *reason)
{
    const inc_policy *policy;
    if (needs->is_whole)
        return true;
    for (size_t i = 0; inc_rules_policy(needs->rules, i, &policy) == INC_OK; i++) {
        for (int32_t priority = 0; priority <= INC_MATRIX_LEVELS; priority++) {
            const inc_terms *terms = inc_policy_terms(policy, priority);
            if (terms && inc_terms_pauses_for(terms, reason))
                return true;
        }
    }
    return false;
}
