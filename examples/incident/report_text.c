/* The figures as text for people. */
#include "report.h"

#include "explain.h"

#include <string.h>

void report_instant(inc_time at, char *text)
{
    if (inc_time_format(at, 0, text) != INC_OK)
        strcpy(text, "?");
    if (strcmp(text + 10, "T00:00:00Z") == 0)
        text[10] = '\0';
}

static const char *report_label(int priority, char label[16])
{
    if (priority == 0)
        return "all";
    snprintf(label, 16, "P%d", priority);
    return label;
}

static unsigned long long report_wide(uint64_t count)
{
    return (unsigned long long) count;
}

static void report_print_durations(const char *label, const struct figures_durations *durations)
{
    printf("  %-5s %8llu", label, report_wide(durations->n));
    if (durations->n)
        printf(" %11.2f %11.2f %11.2f %11.2f", durations->mean_h, durations->median_h,
               durations->p90_h, durations->p95_h);
    if (durations->negative)
        printf("   %llu negative rejected", report_wide(durations->negative));
    if (durations->left_out)
        printf("   %llu left out (bad cells)", report_wide(durations->left_out));
    putchar('\n');
}

static void report_print_times(const struct figures *figures)
{
    char label[16];
    printf("\nTime to resolve (hours)\n  %-5s %8s %11s %11s %11s %11s\n", "", "n", "mean", "median",
           "90 %", "95 %");
    for (int i = 1; i < FIGURES_PRIORITIES; i++)
        if (figures->by_priority[i])
            report_print_durations(report_label(i, label), &figures->mttr[i]);
    report_print_durations("all", &figures->mttr[0]);
    printf("Time to acknowledge: the first state that is not new (hours)\n");
    report_print_durations("all", &figures->mtta);
}

static void report_print_share(const char *label, struct figures_share share)
{
    if (share.of)
        printf("  %-37s %8llu of %8llu  %6.2f %%\n", label, report_wide(share.count),
               report_wide(share.of), figures_percent(share));
}

static void report_print_shares(const struct figures *figures)
{
    char label[16], line[64];
    if (!figures->made_sla[0].of && !figures->reopened.of && !figures->reassigned.of)
        return;
    printf("\nAs the log recorded it\n");
    for (int i = 1; i <= FIGURES_PRIORITIES; i++) {
        int priority = i % FIGURES_PRIORITIES;
        snprintf(line, sizeof line, "made its SLA, %s", report_label(priority, label));
        report_print_share(line, figures->made_sla[priority]);
    }
    report_print_share("reopened", figures->reopened);
    report_print_share("reassigned", figures->reassigned);
    report_print_share("first contact (neither of the two)", figures->fcr);
}

static void report_print_clock(const struct figures *figures, const struct figures_clock *clock)
{
    char label[16];
    printf("\nClock %s, policy %s\n  %-5s %8s %8s %8s %8s %10s\n", clock->rule.clock,
           clock->rule.options.name, "", "met", "breached", "pending", "left out", "in time");
    for (int i = 1; i <= FIGURES_PRIORITIES; i++) {
        int priority = i % FIGURES_PRIORITIES;
        const struct figures_verdicts *verdicts = &clock->verdicts[priority];
        struct figures_share met = {verdicts->met, verdicts->met + verdicts->breached};
        if (priority && (!figures->by_priority[i] || !inc_policy_terms(clock->rule.policy, i)))
            continue;
        printf("  %-5s %8llu %8llu %8llu %8llu", report_label(priority, label),
               report_wide(verdicts->met), report_wide(verdicts->breached),
               report_wide(verdicts->pending), report_wide(verdicts->left_out));
        if (met.of)
            printf(" %8.2f %%", figures_percent(met));
        putchar('\n');
    }
}

static void report_print_made_sla(const struct figures *figures)
{
    char label[16], line[64];
    if (!figures->made_sla_rule)
        return;
    printf("\nmade_sla against policy %s\n", figures->made_sla_rule->options.name);
    for (int i = 1; i < FIGURES_PRIORITIES; i++) {
        snprintf(line, sizeof line, "the clock agrees, %s", report_label(i, label));
        report_print_share(line, figures->reproduced[i]);
    }
    printf("  open to closed: %lld minutes of its calendar", (long long) figures->business_minutes);
    if (figures->business_left_out)
        printf(", %llu incidents left out (bad, or not closed)",
               report_wide(figures->business_left_out));
    putchar('\n');
}

static void report_print_backlog(const struct figures *figures)
{
    if (!figures->backlog_count)
        return;
    printf("\nBacklog: opened and not closed at (UTC)\n");
    for (size_t i = 0; i < figures->backlog_count; i++) {
        char text[INC_FORMAT_SIZE];
        report_instant(figures->backlog[i].at, text);
        printf("  %-21s %8llu\n", text, report_wide(figures->backlog[i].open));
    }
    if (figures->backlog_left_out)
        printf("  %llu incidents left out (bad cells)\n", report_wide(figures->backlog_left_out));
}

static void report_print_agreement(const char *what, struct figures_share share)
{
    printf("  %s: %llu of %llu incidents differ\n", what, report_wide(share.of - share.count),
           report_wide(share.of));
}

static void report_print_findings(const struct figures *figures)
{
    printf("  what did not fit in the histories:%s\n", figures->findings_count ? "" : " nothing");
    for (size_t i = 0; i < figures->findings_count; i++)
        printf("    %-35s %8llu incidents\n", inc_finding_name(figures->findings[i].kind),
               report_wide(figures->findings[i].incidents));
}

static void report_print_checks(const struct report *report)
{
    const struct log *log = report->log;
    printf("\nChecks\n");
    if (log->matrix)
        printf("  priority against the matrix: %llu of %llu events differ, %llu in empty cells\n",
               report_wide(log->matrix_mismatches), report_wide(log->matrix_checked),
               report_wide(log->matrix_empty));
    report_print_agreement("priority of the last row against the fold",
                           report->figures->priority_agrees);
    report_print_agreement("reopen_count against the fold", report->figures->reopens_agree);
    printf("  time runs backwards: %llu events\n", report_wide(log->backwards));
    printf("  priority changed: %llu times\n", report_wide(log->priority_changes));
    printf("  rejected: %llu rows, %llu cells\n", report_wide(log->rejects.rows),
           report_wide(log->rejects.count - log->rejects.rows));
    report_print_findings(report->figures);
}

static void report_print_explained(const struct report *report)
{
    struct fold fold;
    fold_init(&fold, report->log, report->context, report->is_retargeting);
    for (size_t i = 0; i < report->explain_count; i++) {
        inc_text *text = NULL;
        tool_must(inc_text_new(report->context, &text));
        explain(&fold, report->explain[i], text);
        printf("\n%s", inc_text_data(text, NULL));
        inc_text_free(text);
    }
    fold_free(&fold);
}

void report_text(const struct report *report)
{
    const inc_rules *rules = report->log->rules;
    printf("%s: %llu events, %llu incidents; rules %s %s\n", report->path,
           report_wide(report->log->events), report_wide(report->figures->incidents),
           inc_rules_name(rules), inc_rules_version(rules));
    for (int i = 0; i < COLUMN_TEXTS; i++)
        if (!columns_have(report->log->columns, (enum column) i))
            printf("not in this log: %s\n", columns_name((enum column) i));
    report_print_times(report->figures);
    report_print_shares(report->figures);
    for (size_t i = 0; i < report->figures->clocks_count; i++)
        report_print_clock(report->figures, &report->figures->clocks[i]);
    report_print_made_sla(report->figures);
    report_print_backlog(report->figures);
    report_print_checks(report);
    report_print_explained(report);
}
