/* `incident merge`: adds up aggregates that `incident kpi` wrote. */
#include "commands.h"
#include "kpi_report.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char merge_help[] =
    "Usage: incident merge [OPTION]... FILE...\n\n"
    "Reads aggregates that incident kpi --out wrote, adds them up, and prints their figures: those "
    "of\n"
    "one fold of everything, to the last digit. All must have been made with the same options.\n\n"
    "  --by COLUMN,...     group by fewer columns than the aggregates; 'none' for one group\n"
    "  --period PERIOD     longer periods than theirs: week, month, quarter or "
    "none\n" KPI_OUTPUT_HELP "\nExit codes: 0 done, 2 usage, 3 input.\n";

static const struct option merge_options[] = {
    KPI_OUTPUT_OPTIONS, {"help", no_argument, NULL, 'H'}, {NULL, 0, NULL, 0}};

struct merge {
    struct kpi_output output;
    char **files;
    size_t count;
    inc_context *context;
    inc_zone *zone; /* of the aggregates */
    inc_kpi *kpi;   /* of all files so far */
};

static int merge_refuse(const char *path, const char *why)
{
    tool_error("%s: %s", path, why);
    return TOOL_INPUT;
}

/* The zone that the bytes name, and the aggregate; both stay NULL after an error line. */
static int merge_read(const struct merge *merge, const char *path, const void *bytes, size_t size,
                      inc_zone **zone, inc_kpi **kpi)
{
    const char *name;
    size_t name_size;
    inc_status status;
    if (inc_kpi_bytes_zone(bytes, size, &name, &name_size) != INC_OK)
        return merge_refuse(path, "is no aggregate that incident kpi wrote");
    status = inc_zone_load(merge->context, NULL, name, name_size, zone);
    if (status == INC_OK)
        status = inc_kpi_from_bytes(merge->context, *zone, bytes, size, kpi);
    if (status == INC_OK)
        return TOOL_OK;
    inc_zone_unref(*zone);
    *zone = NULL;
    return merge_refuse(path, status == INC_E_UNSUPPORTED ? "was written by a later version"
                                                          : inc_context_error(merge->context));
}

static int merge_add(struct merge *merge, const char *path, const void *bytes, size_t size)
{
    inc_kpi *kpi = NULL;
    inc_zone *zone = NULL;
    int code = merge_read(merge, path, bytes, size, &zone, &kpi);
    if (code == TOOL_OK && !merge->kpi) {
        merge->kpi = kpi;
        merge->zone = zone;
        return TOOL_OK;
    }
    if (code == TOOL_OK && inc_kpi_merge(merge->kpi, kpi) != INC_OK)
        code = merge_refuse(path, inc_context_error(merge->context));
    inc_kpi_free(kpi);
    inc_zone_unref(zone);
    return code;
}

static int merge_file(struct merge *merge, const char *path)
{
    size_t size = 0;
    char *bytes = tool_read_file(path, &size);
    int code;
    if (!bytes)
        return TOOL_INPUT;
    code = merge_add(merge, path, bytes, size);
    free(bytes);
    return code;
}

/* What the aggregate is grouped by; nobody knows while it holds no group. */
static size_t merge_dimensions(inc_kpi *kpi, int32_t *dimensions)
{
    inc_kpi_key key = {.size = sizeof key};
    size_t count = 0;
    if (inc_kpi_groups(kpi) == 0)
        return 0;
    while (inc_kpi_key_at(kpi, 0, count, &key) == INC_OK)
        dimensions[count++] = key.column;
    return count;
}

/* The period of the figures that have none of their own. */
static int32_t merge_period(inc_kpi *kpi)
{
    inc_figure figure = {.size = sizeof figure};
    inc_definition definition = {.size = sizeof definition};
    size_t at = 0;
    for (size_t i = 0; inc_kpi_figure(kpi, i, &figure) == INC_OK; i++) {
        while (i == 0 || strcmp(definition.id, figure.id) != 0) {
            tool_must(inc_kpi_definition(kpi, at++, &definition));
            if (strcmp(definition.id, figure.id) == 0)
                break;
        }
        if (definition.period == INC_PERIOD_NONE && definition.kind != INC_FIGURE_STOCK)
            return figure.period;
    }
    return INC_PERIOD_NONE;
}

static int merge_check_by(const struct kpi_output *output, const int32_t *dimensions, size_t count)
{
    char names[256] = "";
    for (size_t i = 0; i < count; i++) {
        strcat(names, i ? ", " : "");
        strcat(names, kpi_column_name(dimensions[i]));
    }
    for (size_t i = 0; i < output->by_count; i++) {
        size_t j = 0;
        while (j < count && dimensions[j] != output->by[i])
            j++;
        if (j == count)
            return tool_usage("--by: the aggregates are not grouped by '%s', but by %s",
                              kpi_column_name(output->by[i]), count ? names : "nothing");
    }
    return TOOL_OK;
}

/* By fewer columns, or longer periods, where they are asked for. */
static int merge_rollup(struct merge *merge)
{
    const struct kpi_output *output = &merge->output;
    int32_t dimensions[INC_KPI_DIMENSIONS];
    size_t count = merge_dimensions(merge->kpi, dimensions);
    inc_kpi *rolled = NULL;
    int code = TOOL_OK;
    if (!output->has_by && output->period < 0)
        return TOOL_OK;
    if (inc_kpi_groups(merge->kpi) == 0)
        return merge_refuse(merge->files[0], "holds no incidents: there is nothing to roll up");
    code = merge_check_by(output, dimensions, count);
    if (code != TOOL_OK)
        return code;
    if (inc_kpi_rollup(merge->kpi, output->has_by ? output->by : dimensions,
                       output->has_by ? output->by_count : count,
                       output->period < 0 ? merge_period(merge->kpi) : output->period,
                       &rolled) != INC_OK) {
        tool_error("%s", inc_context_error(merge->context));
        return TOOL_INPUT;
    }
    inc_kpi_free(merge->kpi);
    merge->kpi = rolled;
    return TOOL_OK;
}

static int merge_end(struct merge *merge)
{
    char source[512];
    struct kpi_report report = {.kpi = merge->kpi,
                                .zone = merge->zone,
                                .source = source,
                                .incidents = -1,
                                .as_of = INC_TIME_NONE,
                                .is_rated = true};
    int code = TOOL_OK;
    snprintf(source, sizeof source, merge->count > 1 ? "%s and %zu more" : "%s", merge->files[0],
             merge->count - 1);
    report.dimensions_count = merge_dimensions(merge->kpi, report.dimensions);
    if (merge->output.path)
        code = kpi_output_write(&merge->output, merge->kpi);
    if (code == TOOL_OK && kpi_output_prints(&merge->output))
        kpi_report_print(&report, merge->output.format);
    return code;
}

static int merge_run(struct merge *merge)
{
    int code = TOOL_OK;
    for (size_t i = 0; i < merge->count && code == TOOL_OK; i++)
        code = merge_file(merge, merge->files[i]);
    if (code == TOOL_OK)
        code = merge_rollup(merge);
    return code == TOOL_OK ? merge_end(merge) : code;
}

static int merge_parse(struct merge *merge, int argc, char **argv, bool *is_help)
{
    int option, code = TOOL_OK;
    opterr = 0;
    while (code == TOOL_OK && (option = getopt_long(argc, argv, ":", merge_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = kpi_output_take(&merge->output, option, optarg, argv);
    }
    if (code != TOOL_OK)
        return code;
    if (argc == optind)
        return tool_usage("no aggregate given");
    merge->files = argv + optind;
    merge->count = (size_t) (argc - optind);
    return TOOL_OK;
}

int command_merge(int argc, char **argv)
{
    struct merge merge = {.output.period = -1};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &merge.context));
    code = merge_parse(&merge, argc, argv, &is_help);
    if (is_help)
        fputs(merge_help, stdout);
    else if (code == TOOL_OK)
        code = merge_run(&merge);
    inc_kpi_free(merge.kpi);
    inc_zone_unref(merge.zone);
    inc_context_unref(merge.context);
    return code;
}
