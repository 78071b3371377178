/* Why the clocks of an incident say what they say. */
#include "explain.h"

#include "clocks.h"

#include <string.h>

enum { EXPLAIN_LINE = 700 };

static void explain_append(inc_text *text, const char *line)
{
    tool_must(inc_text_append(text, line, INC_ZSTR));
}

static const char *explain_time(inc_time time, char *text)
{
    return inc_time_format(time, 0, text) == INC_OK ? text : "?";
}

static void explain_ledger(struct fold *fold, size_t clock, const inc_policy *policy,
                           inc_text *text)
{
    const inc_terms *terms = inc_policy_terms(policy, fold->view.priority);
    inc_ledger *ledger = NULL;
    tool_must(inc_incident_ledger(fold->incident, clock, &ledger));
    tool_must(inc_ledger_print(ledger, terms ? inc_calendar_zone(inc_terms_calendar(terms)) : NULL,
                               text));
    inc_ledger_free(ledger);
}

/* The ledgers of all clocks that the policy ever had on the incident. */
static void explain_ledgers(struct fold *fold, const struct rule *rule, inc_text *text)
{
    inc_attachment attachment = {.size = sizeof attachment};
    for (size_t i = 0; inc_incident_clock(fold->incident, i, &attachment, NULL) == INC_OK; i++) {
        inc_policy_options options = {.size = sizeof options};
        tool_must(inc_policy_describe(attachment.policy, &options));
        if (strcmp(options.name, rule->options.name) == 0)
            explain_ledger(fold, i, attachment.policy, text);
    }
}

static const char *explain_choice(const struct fold *fold, size_t index)
{
    inc_choice choice = {.size = sizeof choice};
    if (inc_incident_choice(fold->incident, index, &choice) != INC_OK)
        return "no facts";
    return inc_choice_name(choice.reason);
}

static void explain_policy(struct fold *fold, size_t index, const inc_policy *policy,
                           inc_text *text)
{
    char line[EXPLAIN_LINE];
    struct rule rule;
    bool is_left_out;
    rule_init(&rule, policy);
    is_left_out = clocks_left_out(&rule, fold);
    snprintf(line, sizeof line, "%s, P%d, policy %s (%s): %s\n", fold->facts.number,
             (int) fold->view.priority, rule.options.name, rule.clock,
             is_left_out ? "left out, its rows are bad" : explain_choice(fold, index));
    explain_append(text, line);
    if (!is_left_out)
        explain_ledgers(fold, &rule, text);
}

/* A column that the fact has, under the name that it has for its kind: "reason Awaiting Vendor". */
static void explain_detail(const struct fact *fact, int32_t column, const char *value,
                           inc_text *text)
{
    const char *role = inc_event_role(fact->kind, column, NULL);
    char line[EXPLAIN_LINE];
    snprintf(line, sizeof line, ", %s %s", role ? role : "text", value);
    explain_append(text, line);
}

static void explain_fact(const struct fact *fact, size_t number, inc_text *text)
{
    char line[EXPLAIN_LINE], happened[INC_FORMAT_SIZE], value[24];
    snprintf(line, sizeof line, "%-5zu %-20s  line %-7lu %s", number,
             explain_time(fact->happened, happened), (unsigned long) fact->line,
             inc_fact_name(fact->kind));
    explain_append(text, line);
    for (int i = 0; i < 2; i++) {
        if (!fact->integers[i])
            continue;
        snprintf(value, sizeof value, "%ld", (long) fact->integers[i]);
        explain_detail(fact, INC_EVENT_INTEGER_1 + i, value, text);
    }
    for (int i = 0; i < FACT_TEXTS && fact->texts[i].column; i++)
        explain_detail(fact, fact->texts[i].column, fact->texts[i].text, text);
    if (!fact->is_timed)
        explain_append(text, " (its row has no time: that of the row before)");
    explain_append(text, "\n");
}

static void explain_findings(const struct fold *fold, inc_text *text)
{
    inc_finding finding = {.size = sizeof finding};
    char line[EXPLAIN_LINE];
    for (size_t i = 0; inc_incident_finding(fold->incident, i, &finding) == INC_OK; i++) {
        snprintf(line, sizeof line, "finding %s: %lld\n", inc_finding_name(finding.kind),
                 (long long) finding.fact);
        explain_append(text, line);
    }
}

void explain(struct fold *fold, uint32_t index, inc_text *text)
{
    const inc_policy *policy;
    fold_take(fold, index);
    for (size_t i = 0; inc_rules_policy(fold->log->rules, i, &policy) == INC_OK; i++)
        explain_policy(fold, i, policy, text);
    explain_append(text, "fact  happened (UTC)        row          what\n");
    for (size_t i = 0; i < fold->facts.count; i++)
        explain_fact(&fold->facts.items[i], i + 1, text);
    explain_findings(fold, text);
}
