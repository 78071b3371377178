/* `incident replay`: reads an event log in one pass, prints its SLA and KPI figures. */
#include "args.h"
#include "commands.h"
#include "log_file.h"
#include "report.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char replay_help[] =
    "Usage: incident replay --rules RULES.json [OPTION]... LOG.csv\n\n"
    "Reads an event log (one row an event; '-' is stdin) in one pass, folds it into incidents and\n"
    "SLA clocks, and prints the figures by priority.\n\n"
    "  --rules FILE        calendars, matrix and policies\n" LOG_FILE_HELP
    "  --output FORMAT     text (the default) or json\n"
    "  --explain ID        also print the ledger of this incident's clocks; may be repeated\n"
    "  --backlog INSTANT   count the backlog then, as 2016-04-01 (UTC) or 2016-04-01T09:00+02:00;\n"
    "                      may be repeated; default: the first of each month that the log covers\n"
    "  --made-sla POLICY   the policy to compare the log's made_sla with; default: the first SLA\n"
    "  --retarget          tell the clocks each change of priority when it happened; without it\n"
    "                      they run under the final priority from the start\n"
    "  --strict            bad rows are an error: they are listed, and no figures are printed\n\n"
    "Bad rows and cells are reported on stderr with their line, counted, and left out of exactly\n"
    "the figures they spoil. Exit codes: 0 done, 1 bad rows under --strict, 2 usage, 3 input.\n";

static const struct option replay_options[] = {{"rules", required_argument, NULL, 'r'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"columns", required_argument, NULL, 'c'},
                                               {"output", required_argument, NULL, 'o'},
                                               {"explain", required_argument, NULL, 'e'},
                                               {"backlog", required_argument, NULL, 'b'},
                                               {"made-sla", required_argument, NULL, 'm'},
                                               {"retarget", no_argument, NULL, 't'},
                                               {"strict", no_argument, NULL, 's'},
                                               {"help", no_argument, NULL, 'H'},
                                               {NULL, 0, NULL, 0}};

struct replay {
    const char *rules_path;
    const char *made_sla;
    bool is_json;
    bool is_retargeting;
    const char **explain; /* names of incidents */
    size_t explain_count;
    size_t explain_capacity;
    inc_time *backlog;
    size_t backlog_count;
    size_t backlog_capacity;
    inc_context *context;
    inc_rules *rules;
    struct log_file file;
};

static int replay_take_backlog(struct replay *replay, const char *value)
{
    inc_zone *utc = NULL;
    inc_time at;
    int code;
    tool_must(inc_zone_load(replay->context, NULL, "UTC", INC_ZSTR, &utc));
    code = args_need_instant("--backlog", value, utc, &at);
    inc_zone_unref(utc);
    if (code != TOOL_OK)
        return code;
    replay->backlog = tool_grow(replay->backlog, replay->backlog_count, &replay->backlog_capacity,
                                sizeof *replay->backlog);
    replay->backlog[replay->backlog_count++] = at;
    return TOOL_OK;
}

static int replay_take_output(struct replay *replay, const char *value)
{
    replay->is_json = strcmp(value, "json") == 0;
    if (!replay->is_json && strcmp(value, "text") != 0)
        return tool_usage("--output: '%s' is neither text nor json", value);
    return TOOL_OK;
}

static void replay_take_explain(struct replay *replay, const char *value)
{
    replay->explain = tool_grow(replay->explain, replay->explain_count, &replay->explain_capacity,
                                sizeof *replay->explain);
    replay->explain[replay->explain_count++] = value;
}

static int replay_take(struct replay *replay, int option, char **argv)
{
    switch (option) {
    case 'r':
        replay->rules_path = optarg;
        return TOOL_OK;
    case 'f':
        replay->file.format = optarg;
        return TOOL_OK;
    case 'c':
        replay->file.columns_path = optarg;
        return TOOL_OK;
    case 'm':
        replay->made_sla = optarg;
        return TOOL_OK;
    case 't':
        replay->is_retargeting = true;
        return TOOL_OK;
    case 's':
        replay->file.is_strict = true;
        return TOOL_OK;
    case 'e':
        replay_take_explain(replay, optarg);
        return TOOL_OK;
    case 'o':
        return replay_take_output(replay, optarg);
    case 'b':
        return replay_take_backlog(replay, optarg);
    default:
        return args_refuse(option, argv);
    }
}

/* The numbers of the incidents to explain. */
static int replay_find_explained(const struct replay *replay, uint32_t *found)
{
    for (size_t i = 0; i < replay->explain_count; i++) {
        const char *name = replay->explain[i];
        found[i] = names_find(&replay->file.log.numbers, name, strlen(name));
        if (found[i] == UINT32_MAX) {
            tool_error("%s: no incident '%s'", replay->file.path, name);
            return TOOL_INPUT;
        }
    }
    return TOOL_OK;
}

static int replay_report(const struct replay *replay)
{
    struct figures_options options = {replay->backlog, replay->backlog_count, replay->made_sla,
                                      replay->is_retargeting};
    struct figures figures;
    uint32_t *explain = tool_resize(NULL, replay->explain_count + 1, sizeof *explain);
    struct report report = {
        replay->file.path, &replay->file.log,     &figures, explain, replay->explain_count,
        replay->context,   replay->is_retargeting};
    int code = replay_find_explained(replay, explain);
    if (code == TOOL_OK) {
        code = figures_compute(&figures, &replay->file.log, replay->context, &options);
        if (code == TOOL_OK && replay->is_json)
            report_json(&report);
        else if (code == TOOL_OK)
            report_text(&report);
        figures_free(&figures);
    }
    free(explain);
    return code;
}

static int replay_run(struct replay *replay)
{
    int code = tool_load_rules(replay->context, replay->rules_path, &replay->rules);
    if (code == TOOL_OK)
        code =
            log_file_read(&replay->file, replay->context, replay->rules, replay->explain_count > 0);
    return code == TOOL_OK ? replay_report(replay) : code;
}

static int replay_parse(struct replay *replay, int argc, char **argv, bool *is_help)
{
    int option, code = TOOL_OK;
    opterr = 0;
    while (code == TOOL_OK && (option = getopt_long(argc, argv, ":", replay_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = replay_take(replay, option, argv);
    }
    if (code != TOOL_OK)
        return code;
    if (!replay->rules_path)
        return tool_usage("no --rules given");
    if (argc - optind != 1)
        return tool_usage("one log is needed, %d given", argc - optind);
    replay->file.path = argv[optind];
    return TOOL_OK;
}

int command_replay(int argc, char **argv)
{
    struct replay replay = {0};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &replay.context));
    code = replay_parse(&replay, argc, argv, &is_help);
    if (is_help)
        fputs(replay_help, stdout);
    else if (code == TOOL_OK)
        code = replay_run(&replay);
    log_file_free(&replay.file);
    inc_rules_unref(replay.rules);
    inc_context_unref(replay.context);
    free(replay.explain);
    free(replay.backlog);
    return code;
}
