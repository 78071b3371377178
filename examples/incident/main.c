/* `incident`: libincident on the command line. This file picks the subcommand. */
#include "commands.h"
#include "tool.h"

#include <string.h>

struct main_command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

static const struct main_command main_commands[] = {
    {"replay", command_replay, "read an event log, print its SLA and KPI figures"},
    {"desk", command_desk, "run a script of commands on a desk in memory"},
    {"events", command_events, "write an event log as event lines"},
    {"check", command_check, "find what does not fit in event lines"},
    {"kpi", command_kpi, "the key figures of a log or of event lines"},
    {"merge", command_merge, "add up aggregates that kpi wrote"},
    {"due", command_due, "the deadline of a target"},
    {"between", command_between, "the open time between two instants"},
    {"calendar", command_calendar, "the open hours of a range of dates"},
    {"lint", command_lint, "find what is wrong with a rules file"},
    {"matrix", command_matrix, "print the priority matrix of a rules file"},
    {"mine", command_mine, "find the rule behind the verdicts that an event log recorded"},
    {"simulate", command_simulate, "write the event lines of a simulated desk"},
    {"whatif", command_whatif, "compare what two sets of rules make of a log"},
};

enum { MAIN_COMMANDS = sizeof main_commands / sizeof main_commands[0] };

static void main_help(void)
{
    puts("Usage: incident COMMAND [ARGUMENT]...\n\nCommands:");
    for (int i = 0; i < MAIN_COMMANDS; i++)
        printf("  %-9s %s\n", main_commands[i].name, main_commands[i].summary);
    puts("\n'incident COMMAND --help' tells the arguments of one; 'incident --version' the "
         "version.\n"
         "\nExit codes: 0 done; 1 findings (lint errors; bad rows and refused commands under\n"
         "--strict); 2 wrong usage; 3 wrong input, or a file that cannot be read.");
}

static int main_finish(int code)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        tool_error("cannot write the output");
        return TOOL_INPUT;
    }
    return code;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return tool_usage("no command given");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        main_help();
        return main_finish(TOOL_OK);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("incident %s\n", inc_version());
        return main_finish(TOOL_OK);
    }
    for (int i = 0; i < MAIN_COMMANDS; i++) {
        if (strcmp(argv[1], main_commands[i].name) != 0)
            continue;
        tool_name_is(main_commands[i].name);
        return main_finish(main_commands[i].run(argc - 1, argv + 1));
    }
    return tool_usage("unknown command '%s'", argv[1]);
}
