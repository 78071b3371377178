/* An incident's record told to an SLA clock of the library. */
#ifndef EXAMPLES_INCIDENT_CLOCKS_H
#define EXAMPLES_INCIDENT_CLOCKS_H

#include "log_fold.h"

/* A policy with what the figures need to know of it. */
struct clocks_rule {
    const inc_policy *policy;
    inc_policy_options options;
    const char *clock; /* "resolve" */
};

enum clocks_answer {
    CLOCKS_MADE,
    CLOCKS_NO_TERMS, /* the policy does not speak of this priority */
    CLOCKS_LEFT_OUT  /* a bad cell spoiled what the clock needs */
};

void clocks_rule_init(struct clocks_rule *rule, const inc_policy *policy);

/* A clock with all facts of the incident. named: each carries the line of the log it comes from. */
enum clocks_answer clocks_make(const struct log_fold *fold, const struct log_incident *incident,
                               const struct clocks_rule *rule, inc_context *context, bool named,
                               inc_clock **clock);

/* Appends the ledgers of an incident, a clock after the other. */
void clocks_explain(const struct log_fold *fold, uint32_t index, inc_context *context,
                    inc_text *text);

#endif
