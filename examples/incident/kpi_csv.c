/* Key figures as CSV (RFC 4180), a line each: what is not known is an empty cell. */
#include "kpi_number.h"
#include "kpi_report.h"

#include <string.h>

static void csv_out_text(const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void csv_out_integer(int64_t value, bool is_known)
{
    putchar(',');
    if (is_known)
        printf("%lld", (long long) value);
}

static void csv_out_number(double value, bool is_known)
{
    char text[KPI_NUMBER_SIZE];
    kpi_number_exact(value, text);
    printf(",%s", is_known ? text : "");
}

static void csv_out_instant(inc_time at)
{
    char text[INC_FORMAT_SIZE];
    putchar(',');
    if (at != INC_TIME_NONE && inc_time_format(at, 0, text) == INC_OK)
        fputs(text, stdout);
}

static void csv_out_group(const struct kpi_report *report, size_t group)
{
    inc_kpi_key key = {.size = sizeof key};
    for (size_t i = 0; inc_kpi_key_at(report->kpi, group, i, &key) == INC_OK; i++) {
        if (!key.text) {
            csv_out_integer(key.integer, key.integer != INC_UNKNOWN);
            continue;
        }
        putchar(',');
        csv_out_text(key.text);
    }
}

static void csv_out_counts(const inc_figure *figure)
{
    const int64_t counts[] = {figure->n,        figure->hits,     figure->excluded,
                              figure->censored, figure->immature, figure->immature_hits,
                              figure->missing,  figure->negative};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        csv_out_integer(counts[i], true);
    csv_out_number(figure->coverage, true);
}

static void csv_out_values(const struct kpi_report *report, const inc_figure *figure)
{
    double values[KPI_PERCENTILES] = {0};
    bool has = kpi_report_percentiles(report, figure, values);
    csv_out_number(figure->value, figure->has_value != 0);
    for (int i = 0; i < KPI_PERCENTILES; i++)
        csv_out_number(values[i], has);
    csv_out_integer(figure->exact, true);
    csv_out_integer(figure->min, figure->min != INC_UNKNOWN);
    csv_out_integer(figure->max, figure->max != INC_UNKNOWN);
    csv_out_number(figure->sum, true);
    csv_out_number(figure->sum_of, true);
    printf(",%s", kpi_report_goal(figure));
    csv_out_number(figure->goal_value, true);
}

static void csv_out_figure(const struct kpi_report *report, const inc_figure *figure)
{
    char label[KPI_LABEL_SIZE];
    kpi_report_label(report, figure, label);
    csv_out_text(figure->id);
    printf(",%s,%s", inc_figure_kind_name(figure->kind), inc_unit_name(figure->unit));
    csv_out_group(report, figure->group);
    printf(",%s,%s", inc_period_name(figure->period), label);
    csv_out_instant(figure->from);
    csv_out_instant(figure->to);
    csv_out_integer(figure->partial, true);
    csv_out_counts(figure);
    csv_out_values(report, figure);
    fputs("\r\n", stdout);
}

void kpi_report_csv(const struct kpi_report *report)
{
    inc_figure figure = {.size = sizeof figure};
    fputs("id,kind,unit", stdout);
    for (size_t i = 0; i < report->dimensions_count; i++)
        printf(",%s", kpi_column_name(report->dimensions[i]));
    fputs(",period,label,period_from,period_to,partial,n,hits,excluded,censored,immature,"
          "immature_hits,missing,negative,coverage,value,median,p90,p95,exact,min,max,sum,sum_of,"
          "goal,goal_value\r\n",
          stdout);
    for (size_t i = 0; inc_kpi_figure(report->kpi, i, &figure) == INC_OK; i++)
        csv_out_figure(report, &figure);
}
