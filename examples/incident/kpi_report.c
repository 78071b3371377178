/* Key figures on their way out: what all formats have in common. */
#include "kpi_report.h"

#include <string.h>

const double kpi_percentiles[KPI_PERCENTILES] = {0.5, 0.9, 0.95};

void kpi_report_print(const struct kpi_report *report, enum kpi_format format)
{
    if (format == KPI_JSON)
        kpi_report_json(report);
    else if (format == KPI_CSV)
        kpi_report_csv(report);
    else
        kpi_report_text(report);
}

bool kpi_report_percentiles(const struct kpi_report *report, const inc_figure *figure,
                            double values[KPI_PERCENTILES])
{
    if (figure->kind != INC_FIGURE_MEAN)
        return false;
    for (int i = 0; i < KPI_PERCENTILES; i++) {
        inc_status status = inc_kpi_percentile(report->kpi, figure->id, figure->group, figure->from,
                                               kpi_percentiles[i], &values[i]);
        tool_must(status);
        if (status == INC_DONE)
            return false;
    }
    return true;
}

bool kpi_report_is_instant(const inc_figure *figure)
{
    return figure->period == INC_PERIOD_NONE && figure->from != INC_TIME_NONE &&
           figure->from == figure->to;
}

static void kpi_label_instant(const struct kpi_report *report, inc_time at, char *label)
{
    int32_t offset = 0;
    char *midnight;
    (void) inc_zone_offset(report->zone, at, &offset, NULL);
    tool_must(inc_time_format(at, offset, label));
    midnight = strstr(label, "T00:00:00");
    if (midnight && strchr("Z+-", midnight[9]))
        *midnight = '\0';
}

void kpi_report_label(const struct kpi_report *report, const inc_figure *figure,
                      char label[KPI_LABEL_SIZE])
{
    if (kpi_report_is_instant(figure))
        kpi_label_instant(report, figure->from, label);
    else
        tool_must(inc_period_text(figure->period, report->zone, figure->from, label));
}

const char *kpi_report_goal(const inc_figure *figure)
{
    return figure->goal == INC_GOAL_MET ? "met" : figure->goal == INC_GOAL_MISSED ? "missed" : "";
}
