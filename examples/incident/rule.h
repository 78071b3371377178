/* A policy of the rules, with what the tool needs to know of it. */
#ifndef EXAMPLES_INCIDENT_RULE_H
#define EXAMPLES_INCIDENT_RULE_H

#include "tool.h"

struct rule {
    const inc_policy *policy;
    inc_policy_options options; /* anchor and stop with their defaults filled in */
    const char *clock;          /* "resolve" */
};

void rule_init(struct rule *rule, const inc_policy *policy);

/* What of an incident a clock under the rules can depend on. */
struct rule_needs {
    const inc_rules *rules;
    bool is_whole; /* everything is asked for, whatever the rules say */
    bool has_acknowledged;
    bool has_category;
};

/* rules may be NULL when everything is asked for. */
void rule_needs_init(struct rule_needs *needs, const inc_rules *rules, bool is_whole);

/* Whether a hold for this reason can stop a clock. */
bool rule_needs_hold(const struct rule_needs *needs, const char *reason);

#endif
