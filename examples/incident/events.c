/* `incident events`: an event log as event lines, what `incident replay` tells the library. */
#include "args.h"
#include "commands.h"
#include "facts.h"
#include "log_file.h"

#include <getopt.h>
#include <incident/json.h>
#include <string.h>

static const char events_help[] =
    "Usage: incident events [--rules RULES] [OPTION]... LOG.csv\n\n"
    "Writes an event log (one row an event; '-' is stdin) as event lines: JSON objects, one a\n"
    "line, incident by incident, as doc/event-format.md tells. Each change is told when it\n"
    "happened; what a row changes, and what it does not tell, is said in doc/tool.md.\n\n"
    "  --rules FILE        rules whose matrix gives the priority: then a priority is told only\n"
    "                      where it is another; without rules, wherever there is "
    "one\n" LOG_FILE_HELP
    "  --strict            bad rows are an error: they are listed, and nothing is written\n\n"
    "Bad rows and cells are reported on stderr with their line and left out.\n"
    "Exit codes: 0 done, 1 bad rows under --strict, 2 usage, 3 input.\n";

static const struct option events_options[] = {
    {"rules", required_argument, NULL, 'r'},   {"format", required_argument, NULL, 'f'},
    {"columns", required_argument, NULL, 'c'}, {"strict", no_argument, NULL, 's'},
    {"help", no_argument, NULL, 'H'},          {NULL, 0, NULL, 0}};

struct events {
    const char *rules_path;
    struct log_file file;
    inc_context *context;
    inc_rules *rules; /* NULL: none */
};

static int events_take(struct events *events, int option, char **argv)
{
    switch (option) {
    case 'r':
        events->rules_path = optarg;
        return TOOL_OK;
    case 'f':
        events->file.format = optarg;
        return TOOL_OK;
    case 'c':
        events->file.columns_path = optarg;
        return TOOL_OK;
    case 's':
        events->file.is_strict = true;
        return TOOL_OK;
    default:
        return args_refuse(option, argv);
    }
}

static void events_print_incident(struct events *events, struct facts *facts, uint32_t index,
                                  inc_event_builder *builder)
{
    inc_text *text = NULL;
    size_t size;
    const char *bytes;
    if (!facts_of(facts, index))
        return;
    tool_must(inc_text_new(events->context, &text));
    for (size_t i = 0; i < facts->count; i++) {
        inc_event *event = facts_event(facts, i, builder);
        tool_must(inc_json_write_event(events->context, event, text));
        inc_event_unref(event);
    }
    bytes = inc_text_data(text, &size);
    fwrite(bytes, 1, size, stdout);
    inc_text_free(text);
}

static void events_print(struct events *events)
{
    inc_event_builder *builder = NULL;
    struct facts facts;
    facts_init(&facts, &events->file.log, false);
    facts.is_reporting = true;
    tool_must(inc_event_builder_new(events->context, &builder));
    for (uint32_t i = 0; i < events->file.log.numbers.count; i++)
        events_print_incident(events, &facts, i, builder);
    inc_event_builder_free(builder);
    facts_free(&facts);
}

static int events_run(struct events *events)
{
    int code = TOOL_OK;
    if (events->rules_path)
        code = tool_load_rules(events->context, events->rules_path, &events->rules);
    if (code == TOOL_OK)
        code = log_file_read(&events->file, events->context, events->rules, true);
    if (code == TOOL_OK)
        events_print(events);
    return code;
}

static int events_parse(struct events *events, int argc, char **argv, bool *is_help)
{
    int option, code = TOOL_OK;
    opterr = 0;
    while (code == TOOL_OK && (option = getopt_long(argc, argv, ":", events_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = events_take(events, option, argv);
    }
    if (code != TOOL_OK)
        return code;
    if (argc - optind != 1)
        return tool_usage("one log is needed, %d given", argc - optind);
    events->file.path = argv[optind];
    return TOOL_OK;
}

int command_events(int argc, char **argv)
{
    struct events events = {0};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &events.context));
    code = events_parse(&events, argc, argv, &is_help);
    if (is_help)
        fputs(events_help, stdout);
    else if (code == TOOL_OK)
        code = events_run(&events);
    log_file_free(&events.file);
    inc_rules_unref(events.rules);
    inc_context_unref(events.context);
    return code;
}
