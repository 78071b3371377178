/* `incident whatif`: the incidents of a log, or of event lines, under other rules. */
#include "args.h"
#include "commands.h"
#include "source.h"
#include "whatif_report.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char whatif_help[] =
    "Usage: incident whatif --rules RULES.json --rules OTHER.json [OPTION]... LOG.csv\n"
    "       incident whatif --rules RULES.json --like SYSTEM [OPTION]... LOG.csv\n\n"
    "Folds each incident of an event log, or of event lines, under both rules, and prints what\n"
    "changes: verdicts, dues, and every key figure that is not the same.\n\n"
    "  --rules FILE        the rules before; given again: the rules after\n"
    "  --like SYSTEM       the rules after count as zammad, glpi, itop, servicenow, jira or\n"
    "                      zendesk does (doc/other-systems.md)\n"
    "  --events FILE       event lines in place of a log ('-' is stdin)\n" LOG_FILE_HELP
    "  --as-of INSTANT     look as of then, as 2016-04-01 (UTC) or 2016-04-01T09:00+02:00;\n"
    "                      default: when the last fact happened\n"
    "  --by COLUMN,...     figures by priority, category, service, team, tier, channel...\n"
    "  --period PERIOD     and by day, week, month or quarter\n"
    "  --zone ZONE         of the periods, an IANA zone; default: UTC\n"
    "  --all               also figures that are the same on both sides\n"
    "  --list N            list at most so many incidents that differ; default: 10, of json all\n"
    "  --explain ID        also print the ledgers of this incident's clocks on both sides\n"
    "  --output FORMAT     text (the default) or json\n\n"
    "Bad rows and lines are reported on stderr and left out. Exit codes: 0 done, 2 usage, 3 "
    "input.\n";

static const struct option whatif_options[] = {{"rules", required_argument, NULL, 'r'},
                                               {"like", required_argument, NULL, 'k'},
                                               {"events", required_argument, NULL, 'e'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"columns", required_argument, NULL, 'c'},
                                               {"as-of", required_argument, NULL, 'a'},
                                               {"by", required_argument, NULL, 'b'},
                                               {"period", required_argument, NULL, 'p'},
                                               {"zone", required_argument, NULL, 'z'},
                                               {"all", no_argument, NULL, 'A'},
                                               {"list", required_argument, NULL, 'l'},
                                               {"explain", required_argument, NULL, 'x'},
                                               {"output", required_argument, NULL, 'o'},
                                               {"help", no_argument, NULL, 'H'},
                                               {NULL, 0, NULL, 0}};

struct whatif_command {
    const char *rules_paths[2];
    int rules_count;
    const char *zone_name; /* NULL: UTC */
    const char *explain;   /* NULL: no incident */
    const char *as_of;     /* NULL: the last fact */
    bool is_json;
    bool has_limit;
    int32_t dimensions[INC_KPI_DIMENSIONS];
    size_t dimensions_count;
    int32_t period;
    inc_context *context;
    inc_rules *rules[2];
    inc_zone *zone;
    struct source source;
    struct whatif_report report;
};

static int whatif_take_rules(struct whatif_command *command, const char *path)
{
    if (command->rules_count == 2)
        return tool_usage("--rules was given a third time: '%s'", path);
    command->rules_paths[command->rules_count++] = path;
    return TOOL_OK;
}

static int whatif_take_like(struct whatif_command *command, const char *name)
{
    command->report.system = inc_system_find(name, INC_ZSTR);
    return command->report.system ? TOOL_OK : tool_usage("--like: there is no system '%s'", name);
}

static int whatif_take_output(struct whatif_command *command, const char *value)
{
    command->is_json = strcmp(value, "json") == 0;
    if (!command->is_json && strcmp(value, "text") != 0)
        return tool_usage("--output: '%s' is neither text nor json", value);
    return TOOL_OK;
}

static int whatif_take_limit(struct whatif_command *command, const char *value)
{
    char *end;
    errno = 0;
    command->report.limit = strtoul(value, &end, 10);
    command->has_limit = true;
    if (errno || end == value || *end || *value == '-')
        return tool_usage("--list: '%s' is no number", value);
    return TOOL_OK;
}

static int whatif_take_column(struct whatif_command *command, const char *name, size_t size)
{
    inc_column column = {.size = sizeof column};
    for (size_t i = 0; inc_observation_column(INC_GRAIN_CLOCK, i, &column) == INC_OK; i++) {
        if (strlen(column.name) != size || memcmp(column.name, name, size) != 0)
            continue;
        if (command->dimensions_count == INC_KPI_DIMENSIONS)
            return tool_usage("--by: more than %d columns", INC_KPI_DIMENSIONS);
        command->dimensions[command->dimensions_count++] = column.id;
        return TOOL_OK;
    }
    return tool_usage("--by: there is no column '%.*s'", (int) size, name);
}

static int whatif_take_by(struct whatif_command *command, const char *value)
{
    int code = TOOL_OK;
    while (code == TOOL_OK) {
        size_t size = strcspn(value, ",");
        code = whatif_take_column(command, value, size);
        if (!value[size])
            break;
        value += size + 1;
    }
    return code;
}

static int whatif_take_period(struct whatif_command *command, const char *value)
{
    command->period = inc_period_find(value, INC_ZSTR);
    return command->period >= 0 ? TOOL_OK : tool_usage("--period: there is no period '%s'", value);
}

static int whatif_take_report(struct whatif_command *command, int option, char **argv)
{
    switch (option) {
    case 'A':
        command->report.shows_equal = true;
        return TOOL_OK;
    case 'l':
        return whatif_take_limit(command, optarg);
    case 'x':
        command->explain = optarg;
        return TOOL_OK;
    case 'o':
        return whatif_take_output(command, optarg);
    case 'b':
        return whatif_take_by(command, optarg);
    case 'p':
        return whatif_take_period(command, optarg);
    case 'z':
        command->zone_name = optarg;
        return TOOL_OK;
    default:
        return args_refuse(option, argv);
    }
}

static int whatif_take(struct whatif_command *command, int option, char **argv)
{
    switch (option) {
    case 'r':
        return whatif_take_rules(command, optarg);
    case 'k':
        return whatif_take_like(command, optarg);
    case 'e':
        command->source.events_path = optarg;
        return TOOL_OK;
    case 'f':
        command->source.file.format = optarg;
        return TOOL_OK;
    case 'c':
        command->source.file.columns_path = optarg;
        return TOOL_OK;
    case 'a':
        command->as_of = optarg;
        return TOOL_OK;
    default:
        return whatif_take_report(command, option, argv);
    }
}

/* The rules after count like a system, from the last rules that were given. */
static inc_status whatif_make_like(struct whatif_command *command)
{
    const inc_rules *last = command->rules[command->rules_count - 1];
    inc_rules *like = NULL;
    inc_status status = inc_preset_like(command->context, command->report.system, last, &like);
    if (status != INC_OK)
        return status;
    inc_rules_unref(command->rules[INC_AFTER]);
    command->rules[INC_AFTER] = like;
    return INC_OK;
}

static int whatif_load(struct whatif_command *command)
{
    const char *zone = command->zone_name ? command->zone_name : "UTC";
    inc_status status;
    int code = TOOL_OK;
    for (int i = 0; code == TOOL_OK && i < command->rules_count; i++)
        code = tool_load_rules(command->context, command->rules_paths[i], &command->rules[i]);
    if (code != TOOL_OK)
        return code;
    status = inc_zone_load(command->context, NULL, zone, INC_ZSTR, &command->zone);
    if (status == INC_OK && command->report.system)
        status = whatif_make_like(command);
    if (status == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(command->context));
    return TOOL_INPUT;
}

static int whatif_find_as_of(struct whatif_command *command)
{
    inc_zone *utc = NULL;
    int code;
    command->report.as_of = source_last(&command->source);
    if (!command->as_of)
        return TOOL_OK;
    tool_must(inc_zone_load(command->context, NULL, "UTC", INC_ZSTR, &utc));
    code = args_need_instant("--as-of", command->as_of, utc, &command->report.as_of);
    inc_zone_unref(utc);
    return code;
}

static int whatif_begin(struct whatif_command *command)
{
    inc_whatif_options options = {.size = sizeof options};
    inc_kpi_options kpi = {.size = sizeof kpi, .period = command->period};
    struct whatif_report *report = &command->report;
    kpi.dimensions = command->dimensions;
    kpi.dimensions_count = command->dimensions_count;
    kpi.zone = command->zone;
    options.before = report->rules[INC_BEFORE] = command->rules[INC_BEFORE];
    options.after = report->rules[INC_AFTER] = command->rules[INC_AFTER];
    options.kpi = &kpi;
    options.as_of = report->as_of;
    report->path = source_path(&command->source);
    report->figures.zone = command->zone;
    if (!command->has_limit)
        report->limit = command->is_json ? SIZE_MAX : 10;
    tool_must(inc_text_new(command->context, &report->lines));
    tool_must(inc_text_new(command->context, &report->ledgers));
    report->incidents = json_array();
    if (inc_whatif_new(command->context, &options, &report->whatif) == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(command->context));
    return TOOL_USAGE;
}

/* The ledgers of the incident that was added last. */
static void whatif_explain(struct whatif_command *command, int32_t side)
{
    inc_incident *incident = inc_whatif_incident(command->report.whatif, side);
    inc_text *text = command->report.ledgers;
    inc_attachment attachment = {.size = sizeof attachment};
    for (size_t i = 0; inc_incident_clock(incident, i, &attachment, NULL) == INC_OK; i++) {
        inc_policy_options policy = {.size = sizeof policy};
        inc_ledger *ledger = NULL;
        tool_must(inc_policy_describe(attachment.policy, &policy));
        tool_must(inc_text_append(text, side == INC_BEFORE ? "\nBefore: " : "\nAfter: ", INC_ZSTR));
        tool_must(inc_text_append(text, policy.name, INC_ZSTR));
        tool_must(inc_text_append(text, "\n", 1));
        tool_must(inc_incident_ledger(incident, i, &ledger));
        tool_must(inc_ledger_print(ledger, command->zone, text));
        inc_ledger_free(ledger);
    }
}

static void whatif_list(struct whatif_command *command)
{
    struct whatif_report *report = &command->report;
    inc_deviation deviation = {.size = sizeof deviation};
    if (report->listed == report->limit ||
        inc_whatif_deviation(report->whatif, 0, &deviation) != INC_OK)
        return;
    report->listed++;
    if (command->is_json)
        whatif_json_incident(report);
    else
        whatif_text_incident(report);
}

static int whatif_compare(struct whatif_command *command)
{
    inc_incident_options options = {.size = sizeof options};
    inc_incident *incident = NULL;
    bool is_explained = command->explain == NULL;
    options.rules = command->rules[INC_BEFORE];
    tool_must(inc_incident_new(command->context, &options, &incident));
    for (size_t i = 0; i < source_incidents(&command->source); i++) {
        if (!source_tell(&command->source, i, incident))
            continue;
        tool_must(inc_whatif_add(command->report.whatif, incident));
        whatif_list(command);
        if (is_explained || strcmp(command->explain, source_name(&command->source, i)) != 0)
            continue;
        is_explained = true;
        whatif_explain(command, INC_BEFORE);
        whatif_explain(command, INC_AFTER);
    }
    inc_incident_free(incident);
    if (is_explained)
        return TOOL_OK;
    tool_error("%s: no incident '%s'", command->report.path, command->explain);
    return TOOL_INPUT;
}

static int whatif_run(struct whatif_command *command)
{
    int code = whatif_load(command);
    if (code == TOOL_OK)
        code = source_open(&command->source, command->context, command->rules[INC_BEFORE]);
    if (code == TOOL_OK && source_last(&command->source) == INC_TIME_NONE) {
        tool_error("%s: no incidents", source_path(&command->source));
        return TOOL_INPUT;
    }
    if (code == TOOL_OK)
        code = whatif_find_as_of(command);
    if (code == TOOL_OK)
        code = whatif_begin(command);
    if (code == TOOL_OK)
        code = whatif_compare(command);
    if (code != TOOL_OK)
        return code;
    whatif_figures_take(&command->report.figures, command->report.whatif);
    if (command->is_json)
        whatif_json(&command->report);
    else
        whatif_text(&command->report);
    return TOOL_OK;
}

static int whatif_parse(struct whatif_command *command, int argc, char **argv, bool *is_help)
{
    int option, wanted, code = TOOL_OK;
    opterr = 0;
    while (code == TOOL_OK && (option = getopt_long(argc, argv, ":", whatif_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = whatif_take(command, option, argv);
    }
    if (code != TOOL_OK)
        return code;
    if (!command->rules_count)
        return tool_usage("no --rules given");
    if (command->rules_count == 1 && !command->report.system)
        return tool_usage("nothing to compare with: a second --rules, or --like, is needed");
    wanted = command->source.events_path ? 0 : 1;
    if (argc - optind != wanted)
        return tool_usage("%s, %d given",
                          wanted ? "one log is needed" : "no log goes with --events",
                          argc - optind);
    command->source.file.path = wanted ? argv[optind] : NULL;
    return TOOL_OK;
}

static void whatif_free(struct whatif_command *command)
{
    struct whatif_report *report = &command->report;
    whatif_figures_free(&report->figures);
    json_decref(report->incidents);
    inc_text_free(report->lines);
    inc_text_free(report->ledgers);
    inc_whatif_free(report->whatif);
    source_free(&command->source);
    inc_zone_unref(command->zone);
    inc_rules_unref(command->rules[INC_BEFORE]);
    inc_rules_unref(command->rules[INC_AFTER]);
    inc_context_unref(command->context);
}

int command_whatif(int argc, char **argv)
{
    struct whatif_command command = {.rules_count = 0};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &command.context));
    code = whatif_parse(&command, argc, argv, &is_help);
    if (is_help)
        fputs(whatif_help, stdout);
    else if (code == TOOL_OK)
        code = whatif_run(&command);
    whatif_free(&command);
    return code;
}
