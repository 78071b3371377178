/* `incident mine`: the rule behind the verdicts that a log recorded. */
#include "args.h"
#include "commands.h"
#include "log_file.h"
#include "mine_report.h"

#include <errno.h>
#include <getopt.h>
#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

static const char mine_help[] =
    "Usage: incident mine [OPTION]... LOG.csv\n\n"
    "Reads an event log (one row an event; '-' is stdin) whose last rows say whether each "
    "incident\n"
    "made its SLA, and looks for the weekly hours, the end (resolved or closed), the targets by\n"
    "priority and the boundary that explain these verdicts best.\n\n" LOG_FILE_HELP
    "  --zone ZONE         the IANA zone whose wall clock the hours are on; default: that of the\n"
    "                      log's dates\n"
    "  --fewest N          incidents met, and incidents breached, that a priority needs to be\n"
    "                      given a target; default: 10\n"
    "  --contradictions N  print at most so many incidents that contradict; default: 10\n"
    "  --output FORMAT     text (the default) or json, with all contradictions\n"
    "  --out RULES.json    also write the rule as a rules file\n"
    "  --strict            bad rows are an error: they are listed, and nothing is looked for\n\n"
    "Bad rows and cells are reported on stderr with their line; incidents whose dates, priority "
    "or\n"
    "verdict they spoil are left out. Exit codes: 0 done, 1 no priority has enough verdicts of\n"
    "either kind, or bad rows under --strict, 2 usage, 3 input.\n";

static const struct option mine_options[] = {
    {"format", required_argument, NULL, 'f'}, {"columns", required_argument, NULL, 'c'},
    {"zone", required_argument, NULL, 'z'},   {"fewest", required_argument, NULL, 'n'},
    {"output", required_argument, NULL, 'o'}, {"contradictions", required_argument, NULL, 'm'},
    {"out", required_argument, NULL, 'w'},    {"strict", no_argument, NULL, 's'},
    {"help", no_argument, NULL, 'H'},         {NULL, 0, NULL, 0}};

struct mine_command {
    const char *zone_name; /* NULL: that of the dates */
    const char *out;       /* NULL: no rules are written */
    long fewest;
    long contradictions;
    bool is_json;
    inc_context *context;
    inc_zone *zone;
    inc_mine *mine;
    struct log_file file;
};

/* A number from 1 (or 0) on that an int32_t holds. */
static int mine_take_number(const char *what, const char *value, long least, long *number)
{
    char *end;
    errno = 0;
    *number = strtol(value, &end, 10);
    if (errno || end == value || *end || *number < least || *number > INT32_MAX)
        return tool_usage("%s: '%s' is no number from %ld on", what, value, least);
    return TOOL_OK;
}

static int mine_take_output(struct mine_command *command, const char *value)
{
    command->is_json = strcmp(value, "json") == 0;
    if (!command->is_json && strcmp(value, "text") != 0)
        return tool_usage("--output: '%s' is neither text nor json", value);
    return TOOL_OK;
}

static int mine_take(struct mine_command *command, int option, char **argv)
{
    switch (option) {
    case 'f':
        command->file.format = optarg;
        return TOOL_OK;
    case 'c':
        command->file.columns_path = optarg;
        return TOOL_OK;
    case 'z':
        command->zone_name = optarg;
        return TOOL_OK;
    case 'n':
        return mine_take_number("--fewest", optarg, 1, &command->fewest);
    case 'm':
        return mine_take_number("--contradictions", optarg, 0, &command->contradictions);
    case 'o':
        return mine_take_output(command, optarg);
    case 'w':
        command->out = optarg;
        return TOOL_OK;
    case 's':
        command->file.is_strict = true;
        return TOOL_OK;
    default:
        return args_refuse(option, argv);
    }
}

/* The zone that was named, else that of the log's dates, else UTC. */
static int mine_open_zone(struct mine_command *command)
{
    const char *name = command->zone_name ? command->zone_name : "UTC";
    if (!command->zone_name && command->file.columns.zone) {
        command->zone = inc_zone_ref(command->file.columns.zone);
        return TOOL_OK;
    }
    if (inc_zone_load(command->context, NULL, name, INC_ZSTR, &command->zone) == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(command->context));
    return TOOL_INPUT;
}

static void mine_start(struct mine_command *command)
{
    const int32_t anchors[] = {INC_MILESTONE_LOGGED};
    const int32_t stops[] = {INC_MILESTONE_RESTORED, INC_MILESTONE_CLOSED};
    inc_mine_options options = {.size = sizeof options};
    options.zone = command->zone;
    options.anchors = anchors;
    options.anchors_count = 1;
    options.stops = stops;
    options.stops_count = 2;
    options.fewest = (int32_t) command->fewest;
    tool_must(inc_mine_new(command->context, &options, &command->mine));
}

/* Adds an incident; false when its number or its dates are none that the library takes. */
static bool mine_add(struct mine_command *command, uint32_t index)
{
    const struct log *log = &command->file.log;
    const struct log_incident *incident = &log->incidents[index];
    const inc_time stops[] = {incident->resolved, incident->closed};
    inc_mine_row row = {.size = sizeof row};
    inc_status status;
    row.id = names_text(&log->numbers, index);
    row.priority = incident->priority;
    row.met = incident->made_sla;
    row.anchors = &incident->opened;
    row.stops = stops;
    status = inc_mine_add(command->mine, &row);
    if (status == INC_E_NOMEM)
        tool_must(status);
    return status == INC_OK;
}

static void mine_add_all(struct mine_command *command, struct mine_report *report)
{
    const struct log *log = &command->file.log;
    const unsigned needs =
        SPOILED_OPENED | SPOILED_RESOLVED | SPOILED_CLOSED | SPOILED_PRIORITY | SPOILED_MADE_SLA;
    for (uint32_t i = 0; i < log->numbers.count; i++) {
        const struct log_incident *incident = &log->incidents[i];
        bool is_told = incident->made_sla >= 0 && incident->priority > 0;
        if ((incident->spoiled & needs) || (is_told && !mine_add(command, i)))
            report->spoiled++;
        else if (!is_told)
            report->untold++;
    }
}

static int mine_write_rules(struct mine_command *command)
{
    inc_rules *rules = NULL;
    inc_text *text = NULL;
    const char *bytes;
    size_t size;
    FILE *stream = fopen(command->out, "wb");
    bool is_written;
    if (!stream) {
        tool_error("cannot open '%s': %s", command->out, strerror(errno));
        return TOOL_INPUT;
    }
    tool_must(inc_mine_rules(command->mine, "mined", "1", &rules));
    tool_must(inc_text_new(command->context, &text));
    tool_must(inc_json_write_rules(command->context, rules, text));
    bytes = inc_text_data(text, &size);
    is_written = fwrite(bytes, 1, size, stream) == size;
    is_written = fclose(stream) == 0 && is_written;
    if (!is_written)
        tool_error("cannot write '%s': %s", command->out, strerror(errno));
    inc_text_free(text);
    inc_rules_unref(rules);
    return is_written ? TOOL_OK : TOOL_INPUT;
}

static int mine_look(struct mine_command *command, struct mine_report *report)
{
    tool_must(inc_mine_run(command->mine));
    report->found.size = sizeof report->found;
    tool_must(inc_mine_found(command->mine, &report->found));
    report->mine = command->mine;
    report->zone = command->zone;
    if (command->is_json)
        mine_report_json(report);
    else
        mine_report_text(report);
    if (report->found.determined == 0)
        return TOOL_FINDINGS;
    return command->out ? mine_write_rules(command) : TOOL_OK;
}

static int mine_run(struct mine_command *command)
{
    struct mine_report report = {.path = command->file.path, .log = &command->file.log};
    int code = log_file_read(&command->file, command->context, NULL, false);
    report.most = (size_t) command->contradictions;
    if (code == TOOL_OK)
        code = mine_open_zone(command);
    if (code != TOOL_OK)
        return code;
    mine_start(command);
    mine_add_all(command, &report);
    return mine_look(command, &report);
}

static int mine_parse(struct mine_command *command, int argc, char **argv, bool *is_help)
{
    int option, code = TOOL_OK;
    opterr = 0;
    while (code == TOOL_OK && (option = getopt_long(argc, argv, ":", mine_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = mine_take(command, option, argv);
    }
    if (code != TOOL_OK)
        return code;
    if (argc - optind != 1)
        return tool_usage("one log is needed, %d given", argc - optind);
    command->file.path = argv[optind];
    return TOOL_OK;
}

int command_mine(int argc, char **argv)
{
    struct mine_command command = {.contradictions = 10};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &command.context));
    code = mine_parse(&command, argc, argv, &is_help);
    if (is_help)
        fputs(mine_help, stdout);
    else if (code == TOOL_OK)
        code = mine_run(&command);
    inc_mine_free(command.mine);
    inc_zone_unref(command.zone);
    log_file_free(&command.file);
    inc_context_unref(command.context);
    return code;
}
