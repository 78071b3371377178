/* The figures of a log, computed from its records, and from the library's fold of each incident. */
#include "figures.h"

#include "durations.h"
#include "figures_plan.h"

#include <stdlib.h>
#include <string.h>

/* What is being summed up. */
struct figures_work {
    struct figures *figures;
    struct fold fold;
    const struct log_incident *incident; /* in hand */
    int32_t priority;                    /* of it, by the fold; 0: none, or spoiled */
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
    free(figures->findings);
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

static void figures_add_mttr(struct figures_work *work)
{
    const struct log_incident *incident = work->incident;
    struct figures *figures = work->figures;
    int priority = work->priority;
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

static void figures_add_mtta(struct figures_work *work)
{
    const struct log_incident *incident = work->incident;
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

static void figures_add_counts(struct figures_work *work)
{
    const struct log_incident *incident = work->incident;
    struct figures *figures = work->figures;
    bool known_reopens = incident->reopens >= 0;
    bool known_reassigns = incident->reassigns >= 0;
    if (known_reopens)
        figures_add_share(&figures->reopened, incident->reopens > 0);
    if (known_reassigns)
        figures_add_share(&figures->reassigned, incident->reassigns > 0);
    if (known_reopens && known_reassigns)
        figures_add_share(&figures->fcr, incident->reopens == 0 && incident->reassigns == 0);
    if (incident->made_sla < 0)
        return;
    figures_add_share(&figures->made_sla[0], incident->made_sla);
    if (work->priority)
        figures_add_share(&figures->made_sla[work->priority], incident->made_sla);
}

/* What the last row says against what the fold makes of all rows. */
static void figures_add_checks(struct figures_work *work)
{
    const struct log_incident *incident = work->incident;
    const inc_incident_view *view = &work->fold.view;
    if (!work->fold.is_told)
        return;
    if (incident->reopens >= 0 && !figures_spoiled(incident, SPOILED_STATES))
        figures_add_share(&work->figures->reopens_agree, incident->reopens == view->reopens);
    if (incident->priority)
        figures_add_share(&work->figures->priority_agrees, incident->priority == view->priority);
}

static struct figures_finding *figures_finding(struct figures *figures, int32_t kind)
{
    size_t at = 0;
    while (at < figures->findings_count && figures->findings[at].kind < kind)
        at++;
    if (at < figures->findings_count && figures->findings[at].kind == kind)
        return &figures->findings[at];
    figures->findings = tool_grow(figures->findings, figures->findings_count,
                                  &figures->findings_capacity, sizeof *figures->findings);
    memmove(&figures->findings[at + 1], &figures->findings[at],
            (figures->findings_count - at) * sizeof *figures->findings);
    figures->findings_count++;
    figures->findings[at] = (struct figures_finding){kind, 0};
    return &figures->findings[at];
}

/* An incident counts once for a kind, however often it has it. */
static void figures_add_findings(struct figures_work *work)
{
    inc_finding finding = {.size = sizeof finding};
    const inc_incident *incident = work->fold.incident;
    uint64_t seen = 0;
    for (size_t i = 0; work->fold.is_told; i++) {
        uint64_t bit;
        if (inc_incident_finding(incident, i, &finding) != INC_OK)
            return;
        bit = UINT64_C(1) << (finding.kind % 64);
        if (!(seen & bit))
            figures_finding(work->figures, finding.kind)->incidents++;
        seen |= bit;
    }
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
static const inc_calendar *figures_calendar(const struct rule *rule, int32_t priority)
{
    const inc_terms *terms = inc_policy_terms(rule->policy, priority);
    int32_t first;
    if (!terms && inc_policy_priority(rule->policy, 0, &first) == INC_OK)
        terms = inc_policy_terms(rule->policy, first);
    return terms ? inc_terms_calendar(terms) : NULL;
}

static void figures_add_business(struct figures_work *work)
{
    const struct log_incident *incident = work->incident;
    const inc_calendar *calendar;
    inc_duration open;
    if (!work->figures->made_sla_rule)
        return;
    if (figures_spoiled(incident, SPOILED_OPENED | SPOILED_CLOSED) ||
        incident->closed == INC_TIME_NONE || incident->closed < incident->opened) {
        work->figures->business_left_out++;
        return;
    }
    calendar = figures_calendar(work->figures->made_sla_rule, work->priority);
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

static void figures_add_reproduced(struct figures_work *work, const inc_clock_view *view)
{
    struct figures *figures = work->figures;
    bool made_sla = work->incident->made_sla == 1;
    if (work->incident->made_sla < 0 || !figures->has_terms[work->priority])
        return;
    figures_add_share(&figures->reproduced[work->priority],
                      (view->verdict != INC_VERDICT_BREACHED) == made_sla);
}

static void figures_add_clock(struct figures_work *work, size_t index)
{
    struct figures_clock *figure = &work->figures->clocks[index];
    struct figures_verdicts *all = &figure->verdicts[0];
    struct figures_verdicts *own = &figure->verdicts[work->priority];
    inc_clock_view view;
    if (clocks_left_out(&figure->rule, &work->fold)) {
        all->left_out++;
        own->left_out += own != all;
        return;
    }
    if (!clocks_look(&work->fold, index, &view))
        return;
    figures_add_verdict(all, &view);
    if (own != all)
        figures_add_verdict(own, &view);
    if (&figure->rule == work->figures->made_sla_rule)
        figures_add_reproduced(work, &view);
}

static void figures_take(struct figures_work *work, uint32_t index)
{
    const struct log_incident *incident = &work->fold.log->incidents[index];
    fold_take(&work->fold, index);
    work->incident = incident;
    work->priority = work->fold.is_told ? work->fold.view.priority : incident->priority;
    if (figures_spoiled(incident, SPOILED_PRIORITY))
        work->priority = 0;
}

static void figures_add(struct figures_work *work, uint32_t index)
{
    struct figures *figures = work->figures;
    figures_take(work, index);
    figures->by_priority[0]++;
    figures->by_priority[work->priority] += work->priority > 0;
    figures_add_mttr(work);
    figures_add_mtta(work);
    figures_add_counts(work);
    figures_add_checks(work);
    figures_add_findings(work);
    figures_add_backlog(figures, work->incident);
    figures_add_business(work);
    for (size_t i = 0; i < figures->clocks_count; i++)
        figures_add_clock(work, i);
}

int figures_compute(struct figures *figures, const struct log *log, inc_context *context,
                    const struct figures_options *options)
{
    struct figures_work work = {.figures = figures};
    int code;
    memset(figures, 0, sizeof *figures);
    code = figures_plan(figures, log, context, options);
    if (code != TOOL_OK)
        return code;
    figures->incidents = log->numbers.count;
    durations_reserve(&work.mttr[0], log->numbers.count + 1);
    durations_reserve(&work.mtta, log->numbers.count + 1);
    fold_init(&work.fold, log, context, options->is_retargeting);
    for (uint32_t i = 0; i < log->numbers.count; i++)
        figures_add(&work, i);
    fold_free(&work.fold);
    for (int i = 0; i < FIGURES_PRIORITIES; i++)
        durations_sum_up(&work.mttr[i], &figures->mttr[i]);
    durations_sum_up(&work.mtta, &figures->mtta);
    figures->business_minutes = (work.business_seconds + work.business_rest / INC_SECOND) / 60;
    return TOOL_OK;
}
