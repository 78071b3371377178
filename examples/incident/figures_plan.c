/* Which figures a log gets: instants of the backlog, policies, the one that made_sla is compared
 * with.
 */
#include "figures_plan.h"

#include <string.h>

static void plan_backlog_add(struct figures *figures, size_t *capacity, inc_time at)
{
    figures->backlog =
        tool_grow(figures->backlog, figures->backlog_count, capacity, sizeof *figures->backlog);
    figures->backlog[figures->backlog_count++] = (struct figures_backlog){at, 0};
}

/* The instants asked for, or the first days of the months that the log covers. */
static void plan_backlog(struct figures *figures, const struct log *log,
                         const struct figures_options *options)
{
    size_t capacity = 0;
    inc_civil month = {0};
    inc_time at;
    for (size_t i = 0; i < options->backlog_count; i++)
        plan_backlog_add(figures, &capacity, options->backlog[i]);
    if (options->backlog_count || log->first == INC_TIME_NONE)
        return;
    tool_must(inc_time_to_civil(log->first, &month));
    month = (inc_civil){.year = month.year, .month = month.month, .day = 1};
    while (inc_time_from_civil(&month, &at) == INC_OK && at <= log->last) {
        if (at >= log->first)
            plan_backlog_add(figures, &capacity, at);
        month.year += month.month == 12;
        month.month = month.month % 12 + 1;
    }
}

static bool plan_is_made_sla(const struct rule *rule, const char *name)
{
    if (name)
        return strcmp(rule->options.name, name) == 0;
    return rule->options.agreement == INC_AGREEMENT_SLA;
}

/* Terms that no clock runs under (`incident lint` tells why) are found before the log is folded. */
static int plan_try_clocks(const struct rule *rule, inc_context *context)
{
    for (int32_t priority = 0; priority < FIGURES_PRIORITIES; priority++) {
        inc_clock *clock = NULL;
        inc_status status = INC_OK;
        if (inc_policy_terms(rule->policy, priority))
            status = inc_clock_new(context, rule->policy, priority, &clock);
        inc_clock_free(clock);
        if (status == INC_OK)
            continue;
        tool_error("policy '%s', priority %d: %s", rule->options.name, (int) priority,
                   inc_context_error(context));
        return TOOL_INPUT;
    }
    return TOOL_OK;
}

static int plan_clocks(struct figures *figures, const struct log *log, inc_context *context,
                       const char *made_sla)
{
    const inc_policy *policy;
    int code = TOOL_OK;
    for (size_t i = 0; inc_rules_policy(log->rules, i, &policy) == INC_OK; i++) {
        struct figures_clock *clock;
        figures->clocks = tool_grow(figures->clocks, figures->clocks_count,
                                    &figures->clocks_capacity, sizeof *figures->clocks);
        clock = &figures->clocks[figures->clocks_count++];
        memset(clock, 0, sizeof *clock);
        rule_init(&clock->rule, policy);
        if (code == TOOL_OK)
            code = plan_try_clocks(&clock->rule, context);
    }
    for (size_t i = figures->clocks_count; i-- > 0;)
        if (plan_is_made_sla(&figures->clocks[i].rule, made_sla))
            figures->made_sla_rule = &figures->clocks[i].rule;
    if (made_sla && !figures->made_sla_rule) {
        tool_error("--made-sla: the rules have no policy '%s'", made_sla);
        return TOOL_INPUT;
    }
    for (int32_t i = 1; figures->made_sla_rule && i < FIGURES_PRIORITIES; i++)
        figures->has_terms[i] = inc_policy_terms(figures->made_sla_rule->policy, i) != NULL;
    return code;
}

int figures_plan(struct figures *figures, const struct log *log, inc_context *context,
                 const struct figures_options *options)
{
    int code = plan_clocks(figures, log, context, options->made_sla);
    if (code == TOOL_OK)
        plan_backlog(figures, log, options);
    return code;
}
