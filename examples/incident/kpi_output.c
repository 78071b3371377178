/* What `incident kpi` and `incident merge` are asked to print or write, and by what. */
#include "kpi_output.h"

#include "args.h"

#include <errno.h>
#include <string.h>

static const int32_t kpi_columns[] = {
    INC_OBSERVED_PRIORITY, INC_OBSERVED_CATEGORY, INC_OBSERVED_SERVICE, INC_OBSERVED_TEAM,
    INC_OBSERVED_TIER,     INC_OBSERVED_CHANNEL,  INC_OBSERVED_SYMPTOM, INC_OBSERVED_RESOLUTION,
    INC_OBSERVED_CLOCK,    INC_OBSERVED_POLICY,   INC_OBSERVED_TENANT};

enum { KPI_COLUMNS = sizeof kpi_columns / sizeof kpi_columns[0] };

const char *kpi_column_name(int32_t id)
{
    inc_column column = {.size = sizeof column};
    for (size_t i = 0; inc_observation_column(INC_GRAIN_CLOCK, i, &column) == INC_OK; i++)
        if (column.id == id)
            return column.name;
    return "?";
}

static int kpi_no_column(const char *name, size_t size)
{
    char names[256] = "";
    for (int i = 0; i < KPI_COLUMNS; i++) {
        strcat(names, i ? ", " : "");
        strcat(names, kpi_column_name(kpi_columns[i]));
    }
    return tool_usage("--by: there is no column '%.*s'; there are %s", (int) size, name, names);
}

static int kpi_take_column(struct kpi_output *output, const char *name, size_t size)
{
    int i = 0;
    while (i < KPI_COLUMNS && (strlen(kpi_column_name(kpi_columns[i])) != size ||
                               memcmp(kpi_column_name(kpi_columns[i]), name, size) != 0))
        i++;
    if (i == KPI_COLUMNS)
        return kpi_no_column(name, size);
    for (size_t j = 0; j < output->by_count; j++)
        if (output->by[j] == kpi_columns[i])
            return tool_usage("--by: '%.*s' stands there twice", (int) size, name);
    if (output->by_count == INC_KPI_DIMENSIONS)
        return tool_usage("--by: '%.*s' is one too many; %d columns are the most", (int) size, name,
                          INC_KPI_DIMENSIONS);
    output->by[output->by_count++] = kpi_columns[i];
    return TOOL_OK;
}

/* "none", or names with commas between them. */
static int kpi_take_by(struct kpi_output *output, const char *value)
{
    int code = TOOL_OK;
    output->has_by = true;
    output->by_count = 0;
    if (strcmp(value, "none") == 0)
        return TOOL_OK;
    for (;;) {
        size_t size = strcspn(value, ",");
        code = kpi_take_column(output, value, size);
        if (code != TOOL_OK || value[size] == '\0')
            return code;
        value += size + 1;
    }
}

static int kpi_take_period(struct kpi_output *output, const char *value)
{
    output->period = inc_period_find(value, INC_ZSTR);
    if (output->period >= 0)
        return TOOL_OK;
    return tool_usage("--period: '%s' is none of none, day, week, month, quarter", value);
}

int kpi_output_take(struct kpi_output *output, int option, const char *value, char **argv)
{
    switch (option) {
    case 'b':
        return kpi_take_by(output, value);
    case 'p':
        return kpi_take_period(output, value);
    case 'O':
        output->path = value;
        return TOOL_OK;
    case 'T':
        output->format = KPI_TEXT;
        return TOOL_OK;
    case 'J':
        output->format = KPI_JSON;
        return TOOL_OK;
    case 'C':
        output->format = KPI_CSV;
        return TOOL_OK;
    default:
        return args_refuse(option, argv);
    }
}

bool kpi_output_prints(const struct kpi_output *output)
{
    return output->format != KPI_UNSAID || !output->path;
}

int kpi_output_write(const struct kpi_output *output, inc_kpi *kpi)
{
    const void *bytes;
    size_t size;
    FILE *file = fopen(output->path, "wb");
    bool is_written;
    if (!file) {
        tool_error("cannot open '%s': %s", output->path, strerror(errno));
        return TOOL_INPUT;
    }
    tool_must(inc_kpi_bytes(kpi, &bytes, &size));
    is_written = fwrite(bytes, 1, size, file) == size;
    is_written = fclose(file) == 0 && is_written;
    if (is_written)
        return TOOL_OK;
    tool_error("cannot write '%s': %s", output->path, strerror(errno));
    return TOOL_INPUT;
}
