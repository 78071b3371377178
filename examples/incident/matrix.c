/* `incident matrix`: the priority matrix as a table for the wall. */
#include "args.h"
#include "commands.h"

#include <getopt.h>

static const char matrix_help[] =
    "Usage: incident matrix RULES.json\n\n"
    "Prints the impact x urgency matrix with its version, its hash and its definitions.\n";

static int matrix_print(inc_context *context, const inc_rules *rules, const char *path)
{
    const inc_matrix *matrix = inc_rules_matrix(rules);
    inc_text *text = NULL;
    if (!matrix) {
        tool_error("%s: has no matrix", path);
        return TOOL_INPUT;
    }
    tool_must(inc_text_new(context, &text));
    tool_must(inc_matrix_print(matrix, text));
    fputs(inc_text_data(text, NULL), stdout);
    inc_text_free(text);
    return TOOL_OK;
}

static int matrix_run(const char *path)
{
    inc_context *context = NULL;
    inc_rules *rules = NULL;
    int code;
    tool_must(inc_context_new(NULL, &context));
    code = tool_load_rules(context, path, &rules);
    if (code == TOOL_OK)
        code = matrix_print(context, rules, path);
    inc_rules_unref(rules);
    inc_context_unref(context);
    return code;
}

int command_matrix(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'H'}, {NULL, 0, NULL, 0}};
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option != 'H')
            return args_refuse(option, argv);
        fputs(matrix_help, stdout);
        return TOOL_OK;
    }
    if (argc - optind != 1)
        return tool_usage("one rules file is needed, %d given", argc - optind);
    return matrix_run(argv[optind]);
}
