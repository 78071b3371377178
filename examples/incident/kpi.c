/* `incident kpi`: the key figures of a log or of event lines. */
#include "args.h"
#include "commands.h"
#include "kpi_feed.h"
#include "kpi_list.h"
#include "words.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char kpi_help[] =
    "Usage: incident kpi [OPTION]... LOG.csv\n"
    "       incident kpi [OPTION]... --events EVENTS\n"
    "       incident kpi --list\n\n"
    "Folds the incidents of an event log, or of event lines in any order ('-' is stdin), one by "
    "one,\n"
    "and prints key figures of them: the definitions of doc/kpis.md.\n\n"
    "  --events FILE       event lines in place of a log\n"
    "  --rules FILE        matrix, policies and calendars; without them no clock "
    "runs\n" LOG_FILE_HELP
    "  --strict            bad rows or lines are an error: they are listed, nothing else is "
    "printed\n"
    "  --id ID             only this figure; may be repeated; 'recorded.*' are all that begin so\n"
    "  --by COLUMN,...     a figure for each value of priority, category, service, team, tier,\n"
    "                      channel, symptom, resolution, clock, policy or tenant\n"
    "  --period PERIOD     a figure for each day, week, month or quarter\n"
    "  --zone ZONE         of periods and of instants without an offset; default: UTC\n"
    "  --instant INSTANT   count the backlog and its ages then; may be repeated; else at the ends\n"
    "                      of the periods\n"
    "  --as-of INSTANT     how the incidents stood then; default: the last instant of the data\n"
    "  --exact N           keep up to N values of a figure, for exact percentiles; beyond, and for "
    "0,\n"
    "                      they come from a histogram; default: 1000\n"
    "  --rate N            cost of an hour of the first tier, in the smallest unit of money\n"
    "  --multiplier N      of the hours of higher tiers, in percent; default: 400\n"
    "  --findings          also tell what looks like gaming, with its evidence\n" KPI_OUTPUT_HELP
    "  --list              all definitions: id, title, formula, unit, goals, source\n\n"
    "Exit codes: 0 done, 1 bad rows under --strict, 2 usage, 3 input.\n";

static const struct option kpi_options[] = {{"events", required_argument, NULL, 'e'},
                                            {"rules", required_argument, NULL, 'r'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"columns", required_argument, NULL, 'c'},
                                            {"strict", no_argument, NULL, 's'},
                                            {"id", required_argument, NULL, 'i'},
                                            {"zone", required_argument, NULL, 'z'},
                                            {"instant", required_argument, NULL, 't'},
                                            {"as-of", required_argument, NULL, 'a'},
                                            {"exact", required_argument, NULL, 'x'},
                                            {"rate", required_argument, NULL, 'R'},
                                            {"multiplier", required_argument, NULL, 'm'},
                                            {"findings", no_argument, NULL, 'g'},
                                            {"list", no_argument, NULL, 'l'},
                                            KPI_OUTPUT_OPTIONS,
                                            {"help", no_argument, NULL, 'H'},
                                            {NULL, 0, NULL, 0}};

struct kpi {
    struct kpi_feed feed;
    struct kpi_output output;
    struct kpi_list chosen;
    const char *zone_name;
    const char *as_of;
    const char **instants;
    size_t instants_count;
    size_t instants_capacity;
    int64_t exact;
    int64_t rate;
    int64_t multiplier;
    bool is_finding;
    bool is_list;
    inc_zone *zone;
    inc_time *times; /* of the instants, rising, each once */
    size_t times_count;
    inc_kpi *kpi;
};

static int kpi_take_number(const char *option, const char *value, int64_t least, int64_t most,
                           int64_t *number)
{
    if (words_number(value, least, most, number))
        return TOOL_OK;
    return tool_usage("%s: '%s' is no number from %lld to %lld", option, value, (long long) least,
                      (long long) most);
}

static void kpi_take_instant(struct kpi *kpi, const char *value)
{
    kpi->instants = tool_grow(kpi->instants, kpi->instants_count, &kpi->instants_capacity,
                              sizeof *kpi->instants);
    kpi->instants[kpi->instants_count++] = value;
}

static int kpi_take_source(struct kpi *kpi, int option, char **argv)
{
    switch (option) {
    case 'e':
        kpi->feed.source.events_path = optarg;
        return TOOL_OK;
    case 'r':
        kpi->feed.rules_path = optarg;
        return TOOL_OK;
    case 'f':
        kpi->feed.source.file.format = optarg;
        return TOOL_OK;
    case 'c':
        kpi->feed.source.file.columns_path = optarg;
        return TOOL_OK;
    case 's':
        kpi->feed.source.file.is_strict = true;
        return TOOL_OK;
    default:
        return kpi_output_take(&kpi->output, option, optarg, argv);
    }
}

static int kpi_take(struct kpi *kpi, int option, char **argv)
{
    switch (option) {
    case 'i':
        return kpi_list_add(&kpi->chosen, optarg);
    case 'z':
        kpi->zone_name = optarg;
        return TOOL_OK;
    case 't':
        kpi_take_instant(kpi, optarg);
        return TOOL_OK;
    case 'a':
        kpi->as_of = optarg;
        return TOOL_OK;
    case 'x':
        return kpi_take_number("--exact", optarg, 0, INT32_MAX, &kpi->exact);
    case 'R':
        return kpi_take_number("--rate", optarg, 1, INT64_C(1000000000000), &kpi->rate);
    case 'm':
        return kpi_take_number("--multiplier", optarg, 1, 1000000, &kpi->multiplier);
    case 'g':
        kpi->is_finding = true;
        return TOOL_OK;
    case 'l':
        kpi->is_list = true;
        return TOOL_OK;
    default:
        return kpi_take_source(kpi, option, argv);
    }
}

static int kpi_compare(const void *left, const void *right)
{
    const inc_time *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static int kpi_read_instants(struct kpi *kpi)
{
    size_t kept = 0;
    int code = TOOL_OK;
    if (kpi->as_of)
        code = args_need_instant("--as-of", kpi->as_of, kpi->zone, &kpi->feed.as_of);
    kpi->times = tool_resize(NULL, kpi->instants_count + 1, sizeof *kpi->times);
    for (size_t i = 0; i < kpi->instants_count && code == TOOL_OK; i++)
        code = args_need_instant("--instant", kpi->instants[i], kpi->zone, &kpi->times[i]);
    if (code != TOOL_OK)
        return code;
    qsort(kpi->times, kpi->instants_count, sizeof *kpi->times, kpi_compare);
    for (size_t i = 0; i < kpi->instants_count; i++)
        if (i == 0 || kpi->times[i] != kpi->times[kept - 1])
            kpi->times[kept++] = kpi->times[i];
    kpi->times_count = kept;
    return TOOL_OK;
}

static int kpi_read_zone(struct kpi *kpi)
{
    const char *name = kpi->zone_name ? kpi->zone_name : "UTC";
    if (inc_zone_load(kpi->feed.context, NULL, name, INC_ZSTR, &kpi->zone) == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(kpi->feed.context));
    return TOOL_INPUT;
}

/* An aggregate that holds nothing yet. */
static int kpi_begin(struct kpi *kpi)
{
    inc_kpi_options options = {.size = sizeof options,
                               .zone = kpi->zone,
                               .period = kpi->output.period > 0 ? kpi->output.period : 0,
                               .exact = kpi->exact > 0 ? (int32_t) kpi->exact : -1,
                               .rate = kpi->rate,
                               .multiplier = (int32_t) kpi->multiplier};
    options.definitions = kpi->chosen.items;
    options.definitions_count = kpi->chosen.count;
    options.dimensions = kpi->output.by_count ? kpi->output.by : NULL;
    options.dimensions_count = kpi->output.by_count;
    options.instants = kpi->times_count ? kpi->times : NULL;
    options.instants_count = kpi->times_count;
    if (inc_kpi_new(kpi->feed.context, &options, &kpi->kpi) == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(kpi->feed.context));
    return TOOL_INPUT;
}

static int kpi_end(struct kpi *kpi)
{
    struct kpi_report report = {.kpi = kpi->kpi,
                                .zone = kpi->zone,
                                .source = source_path(&kpi->feed.source),
                                .incidents = (int64_t) kpi->feed.incidents,
                                .as_of = kpi->feed.as_of,
                                .rules = kpi->feed.rules_path ? kpi->feed.rules : NULL,
                                .is_rated = kpi->rate > 0,
                                .findings = kpi->is_finding ? &kpi->feed.findings : NULL,
                                .dimensions_count = kpi->output.by_count};
    int code = TOOL_OK;
    memcpy(report.dimensions, kpi->output.by, sizeof report.dimensions);
    if (kpi->output.path)
        code = kpi_output_write(&kpi->output, kpi->kpi);
    if (code == TOOL_OK && kpi_output_prints(&kpi->output))
        kpi_report_print(&report, kpi->output.format);
    return code;
}

static int kpi_run(struct kpi *kpi)
{
    int code = kpi_read_zone(kpi);
    if (code == TOOL_OK)
        code = kpi_read_instants(kpi);
    if (code == TOOL_OK)
        code = kpi_begin(kpi);
    if (code == TOOL_OK)
        code = kpi_feed_open(&kpi->feed);
    if (code != TOOL_OK)
        return code;
    kpi_feed_run(&kpi->feed, kpi->kpi, kpi->is_finding);
    return kpi_end(kpi);
}

static int kpi_parse(struct kpi *kpi, int argc, char **argv, bool *is_help)
{
    int option, code = TOOL_OK, files = kpi->feed.source.events_path ? 0 : 1;
    opterr = 0;
    while (code == TOOL_OK && (option = getopt_long(argc, argv, ":", kpi_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = kpi_take(kpi, option, argv);
    }
    if (code != TOOL_OK)
        return code;
    files = kpi->feed.source.events_path || kpi->is_list ? 0 : 1;
    if (argc - optind != files)
        return tool_usage(kpi->is_list ? "--list takes no file, %d given"
                          : kpi->feed.source.events_path
                              ? "--events and a log exclude each other, %d given"
                              : "one log is needed, %d given",
                          argc - optind);
    if (kpi->is_finding && kpi->output.format == KPI_CSV)
        return tool_usage("--findings are for --text and --json, not for --csv");
    kpi->feed.source.file.path = argv[optind];
    return TOOL_OK;
}

int command_kpi(int argc, char **argv)
{
    struct kpi kpi = {.feed.as_of = INC_TIME_NONE, .output.period = -1, .exact = INC_KPI_EXACT};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &kpi.feed.context));
    code = kpi_parse(&kpi, argc, argv, &is_help);
    if (is_help)
        fputs(kpi_help, stdout);
    else if (code == TOOL_OK && kpi.is_list)
        kpi_list_print();
    else if (code == TOOL_OK)
        code = kpi_run(&kpi);
    inc_kpi_free(kpi.kpi);
    inc_zone_unref(kpi.zone);
    free(kpi.times);
    free(kpi.instants);
    free(kpi.chosen.items);
    kpi_feed_free(&kpi.feed);
    inc_context_unref(kpi.feed.context);
    return code;
}
