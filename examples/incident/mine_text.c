/* What was mined, as text for people. */
#include "mine_report.h"

#include "args.h"

#include <string.h>

static const char *const mine_days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

const char *mine_report_milestone(int32_t milestone)
{
    switch (milestone) {
    case INC_MILESTONE_LOGGED:
        return columns_name(COLUMN_OPENED);
    case INC_MILESTONE_RESTORED:
        return columns_name(COLUMN_RESOLVED);
    default:
        return columns_name(COLUMN_CLOSED);
    }
}

static bool mine_text_has(int32_t weekdays, int day)
{
    return (weekdays >> (day % 7) & 1) != 0;
}

/* "Mon-Fri", "Sat", or "daily": the days are one run in a ring. */
static void mine_text_days(int32_t weekdays, char text[16])
{
    int first = 0, last;
    if (weekdays == 127) {
        strcpy(text, "daily");
        return;
    }
    while (!mine_text_has(weekdays, first) || mine_text_has(weekdays, first + 6))
        first++;
    last = first;
    while (mine_text_has(weekdays, last + 1))
        last++;
    if (last == first)
        snprintf(text, 16, "%s", mine_days[first % 7]);
    else
        snprintf(text, 16, "%s-%s", mine_days[first % 7], mine_days[last % 7]);
}

void mine_report_hours(const inc_mined *found, char text[128])
{
    char days[16], from[INC_FORMAT_SIZE], to[INC_FORMAT_SIZE];
    int32_t end = found->hours.to > 86400 ? found->hours.to - 86400 : found->hours.to;
    if (found->weekdays == 127 && found->hours.from == 0 && found->hours.to == 86400) {
        strcpy(text, "always");
        return;
    }
    mine_text_days(found->weekdays, days);
    tool_must(inc_time_of_day_format(found->hours.from, from));
    tool_must(inc_time_of_day_format(end, to));
    snprintf(text, 128, "%s %s-%s", days, from, to);
}

static unsigned long long mine_wide(int64_t count)
{
    return (unsigned long long) count;
}

static void mine_text_left_out(const struct mine_report *report)
{
    const struct {
        int64_t count;
        const char *what;
    } lines[] = {{(int64_t) report->untold, "without made_sla or priority"},
                 {(int64_t) report->spoiled, "with a bad cell"},
                 {report->found.missing, "neither resolved nor closed"},
                 {report->found.negative, "that end before they begin"}};
    printf("%s: %llu events, %llu incidents, %llu of them with a verdict to explain\n",
           report->path, mine_wide((int64_t) report->log->events),
           mine_wide((int64_t) report->log->numbers.count), mine_wide(report->found.rows));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].count)
            printf("  left out: %llu %s\n", mine_wide(lines[i].count), lines[i].what);
}

static void mine_text_boundary(const inc_mined *found)
{
    printf("  a stop while closed, when the target is used up, %s",
           found->boundary == INC_BOUNDARY_CLOSING ? "comes too late" : "is in time");
    puts(found->boundary_decides ? "" : " (the other reading explains as much)");
}

static void mine_text_rule(const struct mine_report *report)
{
    const inc_mined *found = &report->found;
    char hours[128];
    mine_report_hours(found, hours);
    printf("\nThe rule: %s (%s), from %s to %s\n", hours, inc_zone_name(report->zone),
           mine_report_milestone(found->anchor), mine_report_milestone(found->stop));
    mine_text_boundary(found);
    printf("  explains %llu of %llu verdicts, %.2f %%; the more frequent verdict of each priority "
           "alone %.2f %%\n",
           mine_wide(found->explained), mine_wide(found->n), 100 * found->share,
           found->n ? 100 * (double) found->always / (double) found->n : 0.0);
    if (found->unmeasured)
        printf("  %llu have no %s\n", mine_wide(found->unmeasured),
               mine_report_milestone(found->stop));
    printf(
        "  %llu hours and ends were tried; of the last 64 as many as %d others explain no less\n",
        mine_wide(found->tried), (int) found->rivals);
}

static void mine_text_duration(inc_duration duration, char text[INC_FORMAT_SIZE])
{
    strcpy(text, "any length");
    if (duration != INC_MINE_UNBOUNDED)
        tool_must(inc_duration_format(duration, text));
}

/* The ends of an interval in whole seconds inside it, as far as it has any. */
static void mine_text_interval(const inc_mined_target *target, char least[INC_FORMAT_SIZE],
                               char most[INC_FORMAT_SIZE])
{
    inc_duration first = target->least + (INC_SECOND - target->least % INC_SECOND) % INC_SECOND;
    inc_duration last = target->most;
    if (last != INC_MINE_UNBOUNDED)
        last -= last % INC_SECOND;
    if (first > last) {
        first = target->least;
        last = target->most;
    }
    mine_text_duration(first, least);
    mine_text_duration(last, most);
}

static void mine_text_target(const inc_mined_target *target)
{
    char label[16], limit[INC_FORMAT_SIZE], least[INC_FORMAT_SIZE], most[INC_FORMAT_SIZE];
    snprintf(label, sizeof label, "P%d", (int) target->priority);
    strcpy(limit, "not known");
    if (target->determined)
        mine_text_duration(target->target, limit);
    mine_text_interval(target, least, most);
    printf("  %-5s %8llu %8llu %9llu %8.2f %%  %-10s %s to %s\n", label, mine_wide(target->met),
           mine_wide(target->breached), mine_wide(target->explained), 100 * target->share, limit,
           least, most);
}

static void mine_text_targets(const struct mine_report *report)
{
    inc_mined_target target = {.size = sizeof target};
    printf("\nTargets\n  %-5s %8s %8s %9s %10s  %-10s %s\n", "", "met", "breached", "explained", "",
           "target", "as good");
    for (size_t i = 0; inc_mine_target(report->mine, i, &target) == INC_OK; i++)
        mine_text_target(&target);
}

static void mine_text_contradiction(const struct mine_report *report, const inc_contradiction *row)
{
    char counted[INC_FORMAT_SIZE], anchor[ARGS_INSTANT_SIZE], stop[ARGS_INSTANT_SIZE];
    mine_text_duration(row->counted, counted);
    args_print_instant(row->anchor, report->zone, anchor, sizeof anchor);
    args_print_instant(row->stop, report->zone, stop, sizeof stop);
    printf("  %s P%d: recorded as %s, counted %s from %s to %s\n", row->id, (int) row->priority,
           row->met ? "met" : "breached", counted, anchor, stop);
}

static void mine_text_contradictions(const struct mine_report *report)
{
    inc_contradiction row = {.size = sizeof row};
    size_t all = (size_t) report->found.contradictions;
    if (!all)
        return;
    printf("\nContradictions\n");
    for (size_t i = 0; i < report->most && inc_mine_contradiction(report->mine, i, &row) == INC_OK;
         i++)
        mine_text_contradiction(report, &row);
    if (all > report->most)
        printf("  and %zu more\n", all - report->most);
}

void mine_report_text(const struct mine_report *report)
{
    mine_text_left_out(report);
    if (report->found.determined)
        mine_text_rule(report);
    else
        printf("\nNo rule: no priority has enough incidents of either verdict\n");
    mine_text_targets(report);
    mine_text_contradictions(report);
}
