/* Key figures on their way out: as text for people, as JSON and CSV for programs. */
#ifndef EXAMPLES_INCIDENT_KPI_REPORT_H
#define EXAMPLES_INCIDENT_KPI_REPORT_H

#include "kpi_output.h"

/* What looks like gaming, with its evidence; texts are its own. */
struct kpi_finding {
    char *subject;
    char *policy;
    inc_time at;
    inc_time due;
    int64_t fact;
    int32_t kind;      /* an inc_gaming_kind */
    int32_t fact_kind; /* of the evidence; 0: not known */
    size_t line;       /* of the evidence in the file; 0: not known */
};

struct kpi_findings {
    struct kpi_finding *items;
    size_t count;
    size_t capacity;
};

struct kpi_report {
    inc_kpi *kpi;
    const inc_zone *zone;
    const char *source;                  /* what it was read from, for people */
    int64_t incidents;                   /* that were looked at; -1: not known */
    inc_time as_of;                      /* of the looks; INC_TIME_NONE: not known */
    const inc_rules *rules;              /* NULL: none */
    bool is_rated;                       /* money is money; false: hours, or not known */
    const struct kpi_findings *findings; /* NULL: not asked for */
    int32_t dimensions[INC_KPI_DIMENSIONS];
    size_t dimensions_count;
};

/* As the format says. */
void kpi_report_print(const struct kpi_report *report, enum kpi_format format);

void kpi_report_text(const struct kpi_report *report);
void kpi_report_json(const struct kpi_report *report);
void kpi_report_csv(const struct kpi_report *report);

/* What the rows of a figure have in common: three percentiles; false without values. */
enum { KPI_PERCENTILES = 3 };
extern const double kpi_percentiles[KPI_PERCENTILES];
bool kpi_report_percentiles(const struct kpi_report *report, const inc_figure *figure,
                            double values[KPI_PERCENTILES]);

/* Room for what a period, or an instant, is called. */
enum { KPI_LABEL_SIZE = 64 };

/* "2026-W23", "2026-06-01", "all"; of a stock at an instant that, in the report zone. */
void kpi_report_label(const struct kpi_report *report, const inc_figure *figure,
                      char label[KPI_LABEL_SIZE]);

/* Whether a figure is of a stock at an instant. */
bool kpi_report_is_instant(const inc_figure *figure);

/* "met", "missed" or "". */
const char *kpi_report_goal(const inc_figure *figure);

#endif
