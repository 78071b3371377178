/* Key figures as JSON: one document, an object a figure, each on a line of its own. */
#include "kpi_number.h"
#include "kpi_report.h"

#include <jansson.h>

static void json_out_text(const char *text)
{
    json_t *string = json_string(text);
    if (!string || json_dumpf(string, stdout, JSON_ENCODE_ANY) != 0)
        tool_must(INC_E_NOMEM);
    json_decref(string);
}

/* A member, after the first one. */
static void json_out_key(const char *key)
{
    printf(",\"%s\":", key);
}

static void json_out_word(const char *key, const char *text)
{
    json_out_key(key);
    json_out_text(text);
}

static void json_out_integer(const char *key, int64_t value, bool is_known)
{
    json_out_key(key);
    if (is_known)
        printf("%lld", (long long) value);
    else
        fputs("null", stdout);
}

static void json_out_number(const char *key, double value, bool is_known)
{
    char text[KPI_NUMBER_SIZE];
    json_out_key(key);
    kpi_number_exact(value, text);
    fputs(is_known ? text : "null", stdout);
}

static void json_out_instant(const char *key, inc_time at)
{
    char text[INC_FORMAT_SIZE];
    json_out_key(key);
    if (at != INC_TIME_NONE && inc_time_format(at, 0, text) == INC_OK)
        printf("\"%s\"", text);
    else
        fputs("null", stdout);
}

static void json_out_flag(const char *key, bool value)
{
    json_out_key(key);
    fputs(value ? "true" : "false", stdout);
}

static void json_out_group(const struct kpi_report *report, size_t group)
{
    inc_kpi_key key = {.size = sizeof key};
    json_out_key("group");
    putchar('{');
    for (size_t i = 0; inc_kpi_key_at(report->kpi, group, i, &key) == INC_OK; i++) {
        printf("%s\"%s\":", i ? "," : "", kpi_column_name(key.column));
        if (key.text)
            json_out_text(key.text);
        else if (key.integer == INC_UNKNOWN)
            fputs("null", stdout);
        else
            printf("%lld", (long long) key.integer);
    }
    putchar('}');
}

static void json_out_counts(const inc_figure *figure)
{
    json_out_integer("n", figure->n, true);
    json_out_integer("hits", figure->hits, true);
    json_out_integer("excluded", figure->excluded, true);
    json_out_integer("censored", figure->censored, true);
    json_out_integer("immature", figure->immature, true);
    json_out_integer("immature_hits", figure->immature_hits, true);
    json_out_integer("missing", figure->missing, true);
    json_out_integer("negative", figure->negative, true);
    json_out_number("coverage", figure->coverage, true);
}

static void json_out_values(const struct kpi_report *report, const inc_figure *figure)
{
    double values[KPI_PERCENTILES] = {0};
    bool has = kpi_report_percentiles(report, figure, values);
    json_out_number("value", figure->value, figure->has_value != 0);
    json_out_number("median", values[0], has);
    json_out_number("p90", values[1], has);
    json_out_number("p95", values[2], has);
    json_out_flag("exact", figure->exact != 0);
    json_out_integer("min", figure->min, figure->min != INC_UNKNOWN);
    json_out_integer("max", figure->max, figure->max != INC_UNKNOWN);
    json_out_number("sum", figure->sum, true);
    json_out_number("sum_of", figure->sum_of, true);
    json_out_key("goal");
    printf(figure->goal == INC_GOAL_NONE ? "null" : "\"%s\"", kpi_report_goal(figure));
    json_out_number("goal_value", figure->goal_value, true);
}

static void json_out_figure(const struct kpi_report *report, const inc_figure *figure)
{
    char label[KPI_LABEL_SIZE];
    fputs("{\"id\":", stdout);
    json_out_text(figure->id);
    json_out_word("kind", inc_figure_kind_name(figure->kind));
    json_out_word("unit", inc_unit_name(figure->unit));
    json_out_group(report, figure->group);
    json_out_word("period", inc_period_name(figure->period));
    kpi_report_label(report, figure, label);
    json_out_word("label", label);
    json_out_instant("from", figure->from);
    json_out_instant("to", figure->to);
    json_out_flag("partial", figure->partial != 0);
    json_out_counts(figure);
    json_out_values(report, figure);
    putchar('}');
}

static void json_out_figures(const struct kpi_report *report)
{
    inc_figure figure = {.size = sizeof figure};
    json_out_key("figures");
    putchar('[');
    for (size_t i = 0; inc_kpi_figure(report->kpi, i, &figure) == INC_OK; i++) {
        fputs(i ? ",\n" : "\n", stdout);
        json_out_figure(report, &figure);
    }
    putchar(']');
}

static void json_out_trend(const struct kpi_report *report, const char *id, size_t group,
                           const inc_trend *trend)
{
    fputs("{\"id\":", stdout);
    json_out_text(id);
    json_out_group(report, group);
    json_out_integer("periods", trend->periods, true);
    json_out_integer("score", trend->score, true);
    json_out_number("slope", trend->slope, true);
    json_out_number("z", trend->z, true);
    putchar('}');
}

static void json_out_trends(const struct kpi_report *report)
{
    inc_definition definition = {.size = sizeof definition};
    size_t groups = inc_kpi_groups(report->kpi), count = 0;
    json_out_key("trends");
    putchar('[');
    for (size_t i = 0; inc_kpi_definition(report->kpi, i, &definition) == INC_OK; i++) {
        for (size_t group = 0; group < groups; group++) {
            inc_trend trend = {.size = sizeof trend};
            if (inc_kpi_trend(report->kpi, definition.id, group, &trend) != INC_OK)
                continue;
            fputs(count++ ? ",\n" : "\n", stdout);
            json_out_trend(report, definition.id, group, &trend);
        }
    }
    putchar(']');
}

static void json_out_finding(const struct kpi_finding *finding)
{
    printf("{\"kind\":\"%s\"", inc_gaming_name(finding->kind));
    json_out_word("subject", finding->subject);
    json_out_word("policy", finding->policy);
    json_out_instant("at", finding->at);
    json_out_instant("due", finding->due);
    json_out_integer("fact", finding->fact, true);
    json_out_word("fact_kind", finding->fact_kind ? inc_fact_name(finding->fact_kind) : "?");
    json_out_integer("line", (int64_t) finding->line, finding->line > 0);
    putchar('}');
}

static void json_out_findings(const struct kpi_findings *findings)
{
    json_out_key("findings");
    putchar('[');
    for (size_t i = 0; i < findings->count; i++) {
        fputs(i ? ",\n" : "\n", stdout);
        json_out_finding(&findings->items[i]);
    }
    putchar(']');
}

void kpi_report_json(const struct kpi_report *report)
{
    fputs("{\"source\":", stdout);
    json_out_text(report->source);
    json_out_integer("incidents", report->incidents, report->incidents >= 0);
    json_out_instant("as_of", report->as_of);
    json_out_word("zone", inc_zone_name(report->zone));
    json_out_key("by");
    putchar('[');
    for (size_t i = 0; i < report->dimensions_count; i++)
        printf("%s\"%s\"", i ? "," : "", kpi_column_name(report->dimensions[i]));
    putchar(']');
    json_out_figures(report);
    json_out_trends(report);
    if (report->findings)
        json_out_findings(report->findings);
    puts("}");
}
