/* `incident between`: the open time between two instants. */
#include "args.h"
#include "commands.h"

#include <getopt.h>

static const char between_help[] =
    "Usage: incident between --rules FILE --calendar NAME FROM TO\n"
    "       incident between --zone ZONE --hours HOURS FROM TO\n\n"
    "Prints the open time from FROM to TO, as 26h30m; negative when TO is earlier.\n\n" //
    ARGS_CALENDAR_HELP
    "\nInstants: 2026-06-01T09:00Z, or without an offset in the calendar's zone, or a date.\n";

static const struct option between_options[] = {
    ARGS_CALENDAR_OPTIONS, {"help", no_argument, NULL, 'H'}, {NULL, 0, NULL, 0}};

static int between_print(const inc_calendar *calendar, const inc_zone *zone, char **words)
{
    inc_time from, to;
    inc_duration open;
    char text[INC_FORMAT_SIZE];
    int code = args_need_instant("FROM", words[0], zone, &from);
    if (code == TOOL_OK)
        code = args_need_instant("TO", words[1], zone, &to);
    if (code != TOOL_OK)
        return code;
    tool_must(inc_calendar_between(calendar, from, to, &open));
    tool_must(inc_duration_format(open, text));
    puts(text);
    return TOOL_OK;
}

static int between_run(const struct args_calendar *source, char **words)
{
    inc_context *context = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    int code;
    tool_must(inc_context_new(NULL, &context));
    code = args_calendar_open(source, context, &calendar, &zone);
    if (code == TOOL_OK)
        code = between_print(calendar, zone, words);
    inc_zone_unref(zone);
    inc_calendar_unref(calendar);
    inc_context_unref(context);
    return code;
}

int command_between(int argc, char **argv)
{
    struct args_calendar source = {0};
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", between_options, NULL)) != -1) {
        if (option == 'H') {
            fputs(between_help, stdout);
            return TOOL_OK;
        }
        if (!args_calendar_take(&source, option, optarg))
            return args_refuse(option, argv);
    }
    if (argc - optind != 2)
        return tool_usage("FROM and TO are needed, %d given", argc - optind);
    return between_run(&source, argv + optind);
}
