/* What came of a comparison, as text for people. */
#include "whatif_report.h"

#include "report.h"

#include <string.h>

enum { WHATIF_LINE = 1200 };

static const char *whatif_verdict(int32_t verdict)
{
    static const char *const names[] = {"pending", "met", "breached", "cancelled"};
    return verdict >= 0 && verdict < 4 ? names[verdict] : "?";
}

static const char *whatif_time(inc_time at, char *text)
{
    if (at == INC_TIME_NONE)
        strcpy(text, "none");
    else
        report_instant(at, text);
    return text;
}

static void whatif_describe(const inc_deviation *deviation, char *line, size_t size)
{
    char before[INC_FORMAT_SIZE], after[INC_FORMAT_SIZE];
    switch (deviation->kind) {
    case INC_DEVIATION_INCIDENT:
        snprintf(line, size, "  %-16s stage %s -> %s, priority %d -> %d\n", deviation->subject,
                 inc_stage_name(deviation->stage_before), inc_stage_name(deviation->stage_after),
                 (int) deviation->priority_before, (int) deviation->priority_after);
        return;
    case INC_DEVIATION_ONLY_BEFORE:
        snprintf(line, size, "  %-16s %s: before only, policy %s, %s\n", deviation->subject,
                 deviation->clock, deviation->policy_before,
                 whatif_verdict(deviation->verdict_before));
        return;
    case INC_DEVIATION_ONLY_AFTER:
        snprintf(line, size, "  %-16s %s: after only, policy %s, %s\n", deviation->subject,
                 deviation->clock, deviation->policy_after,
                 whatif_verdict(deviation->verdict_after));
        return;
    default:
        snprintf(line, size, "  %-16s %s: %s -> %s, due %s -> %s\n", deviation->subject,
                 deviation->clock, whatif_verdict(deviation->verdict_before),
                 whatif_verdict(deviation->verdict_after),
                 whatif_time(deviation->due_before, before),
                 whatif_time(deviation->due_after, after));
    }
}

void whatif_text_incident(struct whatif_report *report)
{
    inc_deviation deviation = {.size = sizeof deviation};
    char line[WHATIF_LINE];
    for (size_t i = 0; inc_whatif_deviation(report->whatif, i, &deviation) == INC_OK; i++) {
        whatif_describe(&deviation, line, sizeof line);
        tool_must(inc_text_append(report->lines, line, INC_ZSTR));
    }
}

static void whatif_count(const char *what, int64_t count, int64_t of)
{
    printf("  %-36s %10lld", what, (long long) count);
    if (of)
        printf("  %6.2f %%", 100.0 * (double) count / (double) of);
    putchar('\n');
}

static void whatif_print_counts(const inc_whatif_counts *counts)
{
    puts("\nWhat changes");
    whatif_count("incidents", counts->incidents, 0);
    whatif_count("of them otherwise", counts->changed, counts->incidents);
    whatif_count("in another stage", counts->stages, counts->incidents);
    whatif_count("of another priority", counts->priorities, counts->incidents);
    whatif_count("clocks on both sides", counts->clocks, 0);
    whatif_count("with another verdict", counts->verdicts, counts->clocks);
    whatif_count("met before, breached after", counts->met_to_breached, counts->clocks);
    whatif_count("breached before, met after", counts->breached_to_met, counts->clocks);
    whatif_count("due earlier", counts->due_earlier, counts->clocks);
    whatif_count("due later", counts->due_later, counts->clocks);
    whatif_count("clocks before only", counts->only_before, 0);
    whatif_count("clocks after only", counts->only_after, 0);
}

static void whatif_value(const struct whatif_figure *figure, int32_t side, char text[40])
{
    const inc_figure *value = &figure->values[side];
    strcpy(text, "-");
    if (!figure->has[side] || !value->has_value)
        return;
    if (value->unit == INC_UNIT_SHARE)
        snprintf(text, 40, "%.2f %%", 100 * value->value);
    else if (value->unit == INC_UNIT_DURATION)
        snprintf(text, 40, "%.2f h", value->value / (double) INC_HOUR);
    else
        snprintf(text, 40, "%.2f", value->value);
}

static void whatif_print_figure(const struct whatif_report *report,
                                const struct whatif_figure *figure)
{
    const inc_figure *any = whatif_figure_any(figure);
    char before[40], after[40], period[INC_PERIOD_TEXT_SIZE] = "all";
    whatif_value(figure, INC_BEFORE, before);
    whatif_value(figure, INC_AFTER, after);
    if (any->from != INC_TIME_NONE)
        tool_must(inc_period_text(any->period, report->figures.zone, any->from, period));
    printf("  %-22s %-28s %-10s %14s %14s\n", any->id,
           names_text(&report->figures.groups, figure->group), period, before, after);
}

static void whatif_print_figures(const struct whatif_report *report)
{
    size_t equal = 0;
    printf("\nFigures\n  %-22s %-28s %-10s %14s %14s\n", "", "group", "period", "before", "after");
    for (size_t i = 0; i < report->figures.count; i++) {
        const struct whatif_figure *figure = &report->figures.items[i];
        bool differs = whatif_figure_differs(figure);
        equal += !differs;
        if (differs || report->shows_equal)
            whatif_print_figure(report, figure);
    }
    if (equal && !report->shows_equal)
        printf("  %zu others are the same on both sides\n", equal);
}

static void whatif_print_text(const inc_text *text)
{
    size_t size;
    const char *data = inc_text_data(text, &size);
    fwrite(data, 1, size, stdout);
}

void whatif_text(const struct whatif_report *report)
{
    inc_whatif_counts counts = {.size = sizeof counts};
    char as_of[INC_FORMAT_SIZE];
    tool_must(inc_whatif_totals(report->whatif, &counts));
    report_instant(report->as_of, as_of);
    printf("%s as of %s\nbefore: %s %s\nafter:  %s %s\n", report->path, as_of,
           inc_rules_name(report->rules[INC_BEFORE]), inc_rules_version(report->rules[INC_BEFORE]),
           inc_rules_name(report->rules[INC_AFTER]), inc_rules_version(report->rules[INC_AFTER]));
    if (report->system)
        printf("Not in rules: %s\n", inc_system_limits(report->system));
    whatif_print_counts(&counts);
    if (report->listed) {
        printf("\nIncidents (%zu of %lld that differ)\n", report->listed,
               (long long) counts.changed);
        whatif_print_text(report->lines);
    }
    whatif_print_figures(report);
    whatif_print_text(report->ledgers);
}
