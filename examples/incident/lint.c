/* `incident lint`: what is wrong with a rules file. */
#include "args.h"
#include "commands.h"

#include <getopt.h>

static const char lint_help[] =
    "Usage: incident lint RULES.json\n\n"
    "Prints one line a finding, as 'RULES.json: error: policies/resolve/P1: ... [kind]'.\n"
    "Exit code 1 when there is an error among them, 0 when there are warnings only.\n";

struct lint_counts {
    int errors;
    int warnings;
};

static struct lint_counts lint_print(inc_lint *lint, const char *path)
{
    inc_lint_finding finding = {.size = sizeof finding};
    struct lint_counts counts = {0, 0};
    while (inc_lint_next(lint, &finding) == INC_OK) {
        bool is_error = finding.severity == INC_LINT_ERROR;
        printf("%s: %s: %s: %s [%s]\n", path, is_error ? "error" : "warning", finding.where,
               finding.line, inc_lint_name(finding.kind));
        if (is_error)
            counts.errors++;
        else
            counts.warnings++;
    }
    return counts;
}

static int lint_run(const char *path)
{
    inc_context *context = NULL;
    inc_rules *rules = NULL;
    inc_lint *lint = NULL;
    int code;
    tool_must(inc_context_new(NULL, &context));
    code = tool_load_rules(context, path, &rules);
    if (code == TOOL_OK) {
        struct lint_counts counts;
        tool_must(inc_lint_new(context, rules, &lint));
        counts = lint_print(lint, path);
        printf("%s: %d error%s, %d warning%s\n", path, counts.errors, counts.errors == 1 ? "" : "s",
               counts.warnings, counts.warnings == 1 ? "" : "s");
        code = counts.errors ? TOOL_FINDINGS : TOOL_OK;
    }
    inc_lint_free(lint);
    inc_rules_unref(rules);
    inc_context_unref(context);
    return code;
}

int command_lint(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'H'}, {NULL, 0, NULL, 0}};
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option != 'H')
            return args_refuse(option, argv);
        fputs(lint_help, stdout);
        return TOOL_OK;
    }
    if (argc - optind != 1)
        return tool_usage("one rules file is needed, %d given", argc - optind);
    return lint_run(argv[optind]);
}
