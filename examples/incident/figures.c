/* The figures of a log, computed from its records, and from the library's clocks and calendars. */
#include "figures.h"

#include "durations.h"

#include <stdlib.h>
#include <string.h>

/* What is being summed up. */
struct figures_work {
    struct figures *figures;
    const struct log_fold *fold;
    inc_context *context;
    struct durations mttr[FIGURES_PRIORITIES];
    struct durations mtta;
    int64_t business_seconds;
    int64_t business_rest;
};

double figures_percent(struct figures_share share)
{
    return share.of ? 100.0 * (double) share.count / (double) share.of : 0.0;
}

void figures_free(struct figures *figures)
{
    free(figures->backlog);
    free(figures->clocks);
    memset(figures, 0, sizeof *figures);
}

static bool figures_spoiled(const struct log_incident *incident, unsigned what)
{
    return (incident->spoiled & what) != 0;
}

static void figures_duration(struct durations *durations, struct figures_durations *into,
                             inc_time from, inc_time to)
{
    if (to < from)
        into->negative++;
    else
        durations_add(durations, to - from);
}

static void figures_add_mttr(struct figures_work *work, const struct log_incident *incident)
{
    struct figures *figures = work->figures;
    int priority = incident->priority;
    if (figures_spoiled(incident, SPOILED_OPENED | SPOILED_RESOLVED)) {
        figures->mttr[0].left_out++;
        figures->mttr[priority].left_out += priority > 0;
        return;
    }
    if (incident->resolved == INC_TIME_NONE)
        return;
    figures_duration(&work->mttr[0], &figures->mttr[0], incident->opened, incident->resolved);
    if (priority)
        figures_duration(&work->mttr[priority], &figures->mttr[priority], incident->opened,
                         incident->resolved);
}

static void figures_add_mtta(struct figures_work *work, const struct log_incident *incident)
{
    if (figures_spoiled(incident, SPOILED_OPENED | SPOILED_ACKNOWLEDGED))
        work->figures->mtta.left_out++;
    else if (incident->acknowledged.at != INC_TIME_NONE)
        figures_duration(&work->mtta, &work->figures->mtta, incident->opened,
                         incident->acknowledged.at);
}

static void figures_add_share(struct figures_share *share, bool counts)
{
    share->of++;
    share->count += counts;
}

static void figures_add_counts(struct figures *figures, const struct log_incident *incident)
{
    bool known_reopens = incident->reopens >= 0;
    bool known_reassigns = incident->reassigns >= 0;
    if (known_reopens)
        figures_add_share(&figures->reopened, incident->reopens > 0);
    if (known_reassigns)
        figures_add_share(&figures->reassigned, incident->reassigns > 0);
    if (known_reopens && known_reassigns)
        figures_add_share(&figures->fcr, incident->reopens == 0 && incident->reassigns == 0);
    if (known_reopens && !figures_spoiled(incident, SPOILED_STATES))
        figures_add_share(&figures->reopens_agree, incident->reopens == incident->reopens_seen);
    if (incident->made_sla < 0)
        return;
    figures_add_share(&figures->made_sla[0], incident->made_sla);
    if (incident->priority)
        figures_add_share(&figures->made_sla[incident->priority], incident->made_sla);
}

static void figures_add_backlog(struct figures *figures, const struct log_incident *incident)
{
    if (figures_spoiled(incident, SPOILED_OPENED | SPOILED_CLOSED)) {
        figures->backlog_left_out++;
        return;
    }
    for (size_t i = 0; i < figures->backlog_count; i++) {
        inc_time at = figures->backlog[i].at;
        figures->backlog[i].open +=
            incident->opened < at && (incident->closed == INC_TIME_NONE || at <= incident->closed);
    }
}

/* The calendar of the terms for a priority, or of any terms when it has none. */
static const inc_calendar *figures_calendar(const struct clocks_rule *rule, int32_t priority)
{
    const inc_terms *terms = inc_policy_terms(rule->policy, priority);
    int32_t first;
    if (!terms && inc_policy_priority(rule->policy, 0, &first) == INC_OK)
        terms = inc_policy_terms(rule->policy, first);
    return terms ? inc_terms_calendar(terms) : NULL;
}

static void figures_add_business(struct figures_work *work, const struct log_incident *incident)
{
    const inc_calendar *calendar;
    inc_duration open;
    if (!work->figures->made_sla_rule)
        return;
    if (figures_spoiled(incident, SPOILED_OPENED | SPOILED_CLOSED) ||
        incident->closed == INC_TIME_NONE || incident->closed < incident->opened) {
        work->figures->business_left_out++;
        return;
    }
    calendar = figures_calendar(work->figures->made_sla_rule, incident->priority);
    tool_must(inc_calendar_between(calendar, incident->opened, incident->closed, &open));
    work->business_seconds += open / INC_SECOND;
    work->business_rest += open % INC_SECOND;
}

static void figures_add_verdict(struct figures_verdicts *verdicts, const inc_clock_view *view)
{
    switch ((inc_verdict) view->verdict) {
    case INC_VERDICT_MET:
        verdicts->met++;
        break;
    case INC_VERDICT_BREACHED:
        verdicts->breached++;
        break;
    case INC_VERDICT_CANCELLED:
        verdicts->cancelled++;
        break;
    case INC_VERDICT_PENDING:
        verdicts->pending++;
        break;
    }
}

static void figures_add_reproduced(struct figures *figures, const struct log_incident *incident,
                                   const inc_clock_view *view)
{
    struct figures_share *share = &figures->reproduced[incident->priority];
    if (incident->made_sla < 0 || !figures->has_terms[incident->priority])
        return;
    figures_add_share(share, (view->verdict != INC_VERDICT_BREACHED) == (incident->made_sla == 1));
}

static void figures_add_clock(struct figures_work *work, const struct log_incident *incident,
                              struct figures_clock *figure)
{
    inc_clock_view view = {.size = sizeof view};
    inc_clock *clock;
    struct figures_verdicts *all = &figure->verdicts[0];
    struct figures_verdicts *own = &figure->verdicts[incident->priority];
    enum clocks_answer answer =
        clocks_make(work->fold, incident, &figure->rule, work->context, false, &clock);
    if (answer == CLOCKS_LEFT_OUT) {
        all->left_out++;
        own->left_out += own != all;
    }
    if (answer != CLOCKS_MADE)
        return;
    tool_must(inc_clock_look(clock, work->fold->last, INC_TIME_NONE, &view));
    inc_clock_free(clock);
    figures_add_verdict(all, &view);
    if (own != all)
        figures_add_verdict(own, &view);
    if (&figure->rule == work->figures->made_sla_rule)
        figures_add_reproduced(work->figures, incident, &view);
}

static void figures_add(struct figures_work *work, const struct log_incident *incident)
{
    struct figures *figures = work->figures;
    figures->by_priority[0]++;
    figures->by_priority[incident->priority] += incident->priority > 0;
    figures_add_mttr(work, incident);
    figures_add_mtta(work, incident);
    figures_add_counts(figures, incident);
    figures_add_backlog(figures, incident);
    figures_add_business(work, incident);
    for (size_t i = 0; i < figures->clocks_count; i++)
        figures_add_clock(work, incident, &figures->clocks[i]);
}

static void figures_backlog_add(struct figures *figures, size_t *capacity, inc_time at)
{
    figures->backlog =
        tool_grow(figures->backlog, figures->backlog_count, capacity, sizeof *figures->backlog);
    figures->backlog[figures->backlog_count++] = (struct figures_backlog){at, 0};
}

/* The instants asked for, or the first days of the months that the log covers. */
static void figures_plan_backlog(struct figures *figures, const struct log_fold *fold,
                                 const struct figures_options *options)
{
    size_t capacity = 0;
    inc_civil month = {0};
    inc_time at;
    for (size_t i = 0; i < options->backlog_count; i++)
        figures_backlog_add(figures, &capacity, options->backlog[i]);
    if (options->backlog_count || fold->first == INC_TIME_NONE)
        return;
    tool_must(inc_time_to_civil(fold->first, &month));
    month = (inc_civil){.year = month.year, .month = month.month, .day = 1};
    while (inc_time_from_civil(&month, &at) == INC_OK && at <= fold->last) {
        if (at >= fold->first)
            figures_backlog_add(figures, &capacity, at);
        month.year += month.month == 12;
        month.month = month.month % 12 + 1;
    }
}

static bool figures_is_made_sla(const struct clocks_rule *rule, const char *name)
{
    if (name)
        return strcmp(rule->options.name, name) == 0;
    return rule->options.agreement == INC_AGREEMENT_SLA;
}

/* Terms that no clock runs under (`incident lint` tells why) are found before the log is folded. */
static int figures_try_clocks(const struct clocks_rule *rule, inc_context *context)
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

static int figures_plan_clocks(struct figures *figures, const struct log_fold *fold,
                               inc_context *context, const char *made_sla)
{
    const inc_policy *policy;
    int code = TOOL_OK;
    for (size_t i = 0; inc_rules_policy(fold->rules, i, &policy) == INC_OK; i++) {
        struct figures_clock *clock;
        figures->clocks = tool_grow(figures->clocks, figures->clocks_count,
                                    &figures->clocks_capacity, sizeof *figures->clocks);
        clock = &figures->clocks[figures->clocks_count++];
        memset(clock, 0, sizeof *clock);
        clocks_rule_init(&clock->rule, policy);
        if (code == TOOL_OK)
            code = figures_try_clocks(&clock->rule, context);
    }
    for (size_t i = figures->clocks_count; i-- > 0;)
        if (figures_is_made_sla(&figures->clocks[i].rule, made_sla))
            figures->made_sla_rule = &figures->clocks[i].rule;
    if (made_sla && !figures->made_sla_rule) {
        tool_error("--made-sla: the rules have no policy '%s'", made_sla);
        return TOOL_INPUT;
    }
    for (int32_t i = 1; figures->made_sla_rule && i < FIGURES_PRIORITIES; i++)
        figures->has_terms[i] = inc_policy_terms(figures->made_sla_rule->policy, i) != NULL;
    return code;
}

int figures_compute(struct figures *figures, const struct log_fold *fold, inc_context *context,
                    const struct figures_options *options)
{
    struct figures_work work = {.figures = figures, .fold = fold, .context = context};
    int code;
    memset(figures, 0, sizeof *figures);
    code = figures_plan_clocks(figures, fold, context, options->made_sla);
    if (code != TOOL_OK)
        return code;
    figures_plan_backlog(figures, fold, options);
    figures->incidents = fold->numbers.count;
    durations_reserve(&work.mttr[0], fold->numbers.count + 1);
    durations_reserve(&work.mtta, fold->numbers.count + 1);
    for (size_t i = 0; i < fold->numbers.count; i++)
        figures_add(&work, &fold->incidents[i]);
    for (int i = 0; i < FIGURES_PRIORITIES; i++)
        durations_sum_up(&work.mttr[i], &figures->mttr[i]);
    durations_sum_up(&work.mtta, &figures->mtta);
    figures->business_minutes = (work.business_seconds + work.business_rest / INC_SECOND) / 60;
    return TOOL_OK;
}
