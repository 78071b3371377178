/* An incident's record told to an SLA clock of the library. */
#include "clocks.h"

#include <string.h>

/* A clock on its way to be told everything. */
struct clocks_telling {
    const struct log_fold *fold;
    const struct log_incident *incident;
    const struct clocks_rule *rule;
    inc_clock *clock;
    bool named;
    char id[64];
    inc_stamp stamp;
};

void clocks_rule_init(struct clocks_rule *rule, const inc_policy *policy)
{
    memset(rule, 0, sizeof *rule);
    rule->policy = policy;
    rule->options.size = sizeof rule->options;
    tool_must(inc_policy_describe(policy, &rule->options));
    rule->clock = rule->options.clock ? rule->options.clock : "resolve";
    if (!rule->options.anchor)
        rule->options.anchor = INC_MILESTONE_DETECTED;
    if (!rule->options.stop)
        rule->options.stop = INC_MILESTONE_RESTORED;
}

static bool clocks_stops_at_close(const struct clocks_rule *rule)
{
    return rule->options.stop == INC_MILESTONE_CONFIRMED ||
           rule->options.stop == INC_MILESTONE_CLOSED;
}

/* An end as the last row recorded it; where it did not, the last move into that state. */
static struct log_mark clocks_end(const struct log_incident *incident, inc_time recorded,
                                  struct log_mark moved, bool is_there)
{
    struct log_mark mark = {recorded, incident->last_line};
    struct log_mark none = {INC_TIME_NONE, 0};
    if (recorded != INC_TIME_NONE)
        return mark;
    return is_there ? moved : none;
}

static struct log_mark clocks_milestone(const struct log_fold *fold,
                                        const struct log_incident *incident, int32_t milestone,
                                        bool *spoiled)
{
    enum column_phase phase = log_fold_phase(fold, incident);
    struct log_mark opened = {incident->opened, incident->first_line};
    switch (milestone) {
    case INC_MILESTONE_ACKNOWLEDGED:
        *spoiled = incident->spoiled & SPOILED_ACKNOWLEDGED;
        return incident->acknowledged;
    case INC_MILESTONE_RESTORED:
        *spoiled = incident->spoiled & SPOILED_RESOLVED;
        return clocks_end(incident, incident->resolved, incident->to_resolved,
                          phase == PHASE_RESOLVED || phase == PHASE_CLOSED);
    case INC_MILESTONE_CONFIRMED:
    case INC_MILESTONE_CLOSED:
        *spoiled = incident->spoiled & SPOILED_CLOSED;
        return clocks_end(incident, incident->closed, incident->to_closed, phase == PHASE_CLOSED);
    default: /* a service desk's log knows no earlier milestone than the opening */
        *spoiled = incident->spoiled & SPOILED_OPENED;
        return opened;
    }
}

/* The fact's name in the ledger: the line of the log, and what it was there. */
static const inc_stamp *clocks_stamp(struct clocks_telling *telling, const char *what,
                                     uint32_t line)
{
    if (!telling->named)
        return NULL;
    snprintf(telling->id, sizeof telling->id, "%s, line %lu", what, (unsigned long) line);
    telling->stamp = (inc_stamp){.size = sizeof telling->stamp, .id = telling->id};
    return &telling->stamp;
}

static void clocks_stop(struct clocks_telling *telling, const char *what, struct log_mark mark)
{
    if (mark.at != INC_TIME_NONE)
        tool_must(inc_clock_stop(telling->clock, mark.at, clocks_stamp(telling, what, mark.line)));
}

static void clocks_retarget(struct clocks_telling *telling, const struct log_fact *fact)
{
    const inc_terms *terms = inc_policy_terms(telling->rule->policy, (int32_t) fact->value);
    if (terms)
        tool_must(inc_clock_retarget(telling->clock, fact->at, terms,
                                     clocks_stamp(telling, "priority", fact->line)));
}

static void clocks_reopen(struct clocks_telling *telling, const struct log_fact *fact)
{
    /* A clock to the closing does not stop at the resolution, so only a closed one reopens. */
    if (clocks_stops_at_close(telling->rule) && !fact->value)
        return;
    if (telling->rule->options.stop == INC_MILESTONE_ACKNOWLEDGED)
        return;
    tool_must(
        inc_clock_reopen(telling->clock, fact->at, clocks_stamp(telling, "reopened", fact->line)));
}

/* Whether a pause for this reason stops the clock, under the terms that it has or may yet get. */
static bool clocks_pauses_for(const struct clocks_telling *telling, const char *reason)
{
    const inc_policy *policy = telling->rule->policy;
    int32_t first = telling->fold->retarget ? 0 : telling->incident->priority;
    int32_t last = telling->fold->retarget ? INC_MATRIX_LEVELS : first;
    for (int32_t priority = first; priority <= last; priority++) {
        const inc_terms *terms = inc_policy_terms(policy, priority);
        if (terms && inc_terms_pauses_for(terms, reason))
            return true;
    }
    return false;
}

static void clocks_tell_hold(struct clocks_telling *telling, const struct log_fact *fact)
{
    const char *state = names_text(&telling->fold->states, fact->value);
    if (!clocks_pauses_for(telling, state))
        return;
    if (fact->kind == FACT_PAUSE)
        tool_must(inc_clock_pause(telling->clock, fact->at, state, "state",
                                  clocks_stamp(telling, "paused", fact->line)));
    else
        tool_must(inc_clock_resume(telling->clock, fact->at, state, "state",
                                   clocks_stamp(telling, "resumed", fact->line)));
}

static void clocks_tell_fact(struct clocks_telling *telling, const struct log_fact *fact)
{
    struct log_mark mark = {fact->at, fact->line};
    switch ((enum log_fact_kind) fact->kind) {
    case FACT_PAUSE:
    case FACT_RESUME:
        clocks_tell_hold(telling, fact);
        break;
    case FACT_RESOLVED:
        if (telling->rule->options.stop == INC_MILESTONE_RESTORED)
            clocks_stop(telling, "resolved", mark);
        break;
    case FACT_CLOSED:
        if (clocks_stops_at_close(telling->rule))
            clocks_stop(telling, "closed", mark);
        break;
    case FACT_REOPENED:
        clocks_reopen(telling, fact);
        break;
    case FACT_PRIORITY:
        clocks_retarget(telling, fact);
        break;
    }
}

static void clocks_tell(struct clocks_telling *telling, struct log_mark anchor,
                        struct log_mark stop)
{
    const struct log_fold *fold = telling->fold;
    uint32_t next = telling->incident->first_fact;
    if (anchor.at != INC_TIME_NONE)
        tool_must(inc_clock_start(telling->clock, anchor.at,
                                  clocks_stamp(telling, "started", anchor.line)));
    for (; next; next = fold->facts[next - 1].next)
        clocks_tell_fact(telling, &fold->facts[next - 1]);
    clocks_stop(telling, "stopped", stop);
    if (!clocks_stops_at_close(telling->rule) && stop.at != INC_TIME_NONE &&
        telling->incident->closed != INC_TIME_NONE)
        tool_must(inc_clock_close(
            telling->clock, telling->incident->closed,
            clocks_stamp(telling, "closed for good", telling->incident->last_line)));
}

/* A row whose state is unknown may hide a pause, or a reopen when the log counted more of them. */
static bool clocks_hidden(const struct log_incident *incident, const inc_terms *terms)
{
    if (!(incident->spoiled & SPOILED_STATES))
        return false;
    return inc_terms_pause_all(terms) || inc_terms_pause(terms, 0) ||
           incident->reopens != incident->reopens_seen;
}

enum clocks_answer clocks_make(const struct log_fold *fold, const struct log_incident *incident,
                               const struct clocks_rule *rule, inc_context *context, bool named,
                               inc_clock **clock)
{
    struct clocks_telling telling = {fold, incident, rule, NULL, named, "", {0}};
    bool no_anchor = false, no_stop = false;
    struct log_mark anchor = clocks_milestone(fold, incident, rule->options.anchor, &no_anchor);
    struct log_mark stop = clocks_milestone(fold, incident, rule->options.stop, &no_stop);
    int32_t priority = fold->retarget ? incident->first_priority : incident->priority;
    const inc_terms *terms = inc_policy_terms(rule->policy, priority);
    *clock = NULL;
    if (no_anchor || no_stop || (incident->spoiled & (SPOILED_PRIORITY | SPOILED_FACTS)))
        return CLOCKS_LEFT_OUT;
    if (!terms)
        return CLOCKS_NO_TERMS;
    if (clocks_hidden(incident, terms))
        return CLOCKS_LEFT_OUT;
    tool_must(inc_clock_new(context, rule->policy, priority, &telling.clock));
    clocks_tell(&telling, anchor, stop);
    *clock = telling.clock;
    return CLOCKS_MADE;
}

static void clocks_append(inc_text *text, const char *line)
{
    tool_must(inc_text_append(text, line, INC_ZSTR));
}

static void clocks_print(const struct log_fold *fold, inc_clock *clock, int32_t priority,
                         const struct clocks_rule *rule, inc_text *text)
{
    const inc_terms *terms = inc_policy_terms(rule->policy, priority);
    inc_ledger *ledger = NULL;
    tool_must(inc_ledger_new(clock, fold->last, INC_TIME_NONE, &ledger));
    tool_must(inc_ledger_print(ledger, terms ? inc_calendar_zone(inc_terms_calendar(terms)) : NULL,
                               text));
    inc_ledger_free(ledger);
}

void clocks_explain(const struct log_fold *fold, uint32_t index, inc_context *context,
                    inc_text *text)
{
    const struct log_incident *incident = &fold->incidents[index];
    const inc_policy *policy;
    for (size_t i = 0; inc_rules_policy(fold->rules, i, &policy) == INC_OK; i++) {
        struct clocks_rule rule;
        inc_clock *clock;
        enum clocks_answer answer;
        char line[600];
        clocks_rule_init(&rule, policy);
        answer = clocks_make(fold, incident, &rule, context, true, &clock);
        snprintf(line, sizeof line, "%s, P%d, policy %s (%s)%s\n",
                 names_text(&fold->numbers, index), incident->priority, rule.options.name,
                 rule.clock,
                 answer == CLOCKS_MADE       ? ":"
                 : answer == CLOCKS_NO_TERMS ? ": no terms for this priority"
                                             : ": left out, its rows are bad");
        clocks_append(text, line);
        if (clock)
            clocks_print(fold, clock, incident->priority, &rule, text);
        inc_clock_free(clock);
    }
}
