/* What `incident kpi` and `incident merge` are asked to print or write, and by what. */
#ifndef EXAMPLES_INCIDENT_KPI_OUTPUT_H
#define EXAMPLES_INCIDENT_KPI_OUTPUT_H

#include "tool.h"

enum kpi_format { KPI_UNSAID, KPI_TEXT, KPI_JSON, KPI_CSV };

struct kpi_output {
    enum kpi_format format;
    const char *path; /* of the aggregate to write, or NULL */
    bool has_by;
    int32_t by[INC_KPI_DIMENSIONS];
    size_t by_count;
    int32_t period; /* an inc_period; -1: not asked for */
};

/* The long options of kpi_output, for a table of struct option, and what getopt_long answers. */
#define KPI_OUTPUT_OPTIONS                                                                         \
    {"by", required_argument, NULL, 'b'}, {"period", required_argument, NULL, 'p'},                \
        {"out", required_argument, NULL, 'O'}, {"text", no_argument, NULL, 'T'},                   \
        {"json", no_argument, NULL, 'J'},                                                          \
    {                                                                                              \
        "csv", no_argument, NULL, 'C'                                                              \
    }

#define KPI_OUTPUT_HELP                                                                            \
    "  --out FILE          write the aggregate itself, for incident merge; then figures are\n"     \
    "                      printed only if one of the next three asks for them\n"                  \
    "  --text              tables (the default); colours and bars on a terminal only, and not\n"   \
    "                      with NO_COLOR in the environment\n"                                     \
    "  --json              one document, an object a figure; durations in microseconds\n"          \
    "  --csv               one line a figure, every member of it\n"

/* Takes an option of kpi_output; a usage line for another one, or a wrong value. */
int kpi_output_take(struct kpi_output *output, int option, const char *value, char **argv);

/* Whether figures are printed. */
bool kpi_output_prints(const struct kpi_output *output);

/* The name of a column that figures can be grouped by, as "priority". */
const char *kpi_column_name(int32_t column);

/* Writes the serialised form to output->path. */
int kpi_output_write(const struct kpi_output *output, inc_kpi *kpi);

#endif
