/* Reads documents from standard input, each as a line with its size in bytes and then the bytes,
 * and answers each with a line: the status, a tab, what the context said. */
#include <incident/json.h>
#include <stdio.h>
#include <stdlib.h>

static int answer(inc_context *context, size_t size)
{
    inc_json_options options = {sizeof options, "rules.json", NULL};
    char *text = malloc(size + 1);
    inc_rules *rules;
    inc_status status;

    if (text == NULL || fread(text, 1, size, stdin) != size) {
        free(text);
        return 1;
    }
    status = inc_json_read_rules(context, text, size, &options, &rules);
    printf("%s\t%s\n", inc_status_name(status), status == INC_OK ? "" : inc_context_error(context));
    inc_rules_unref(rules);
    free(text);
    return 0;
}

int main(void)
{
    inc_context *context;
    char line[32];
    int failed = inc_context_new(NULL, &context) != INC_OK;

    while (!failed && fgets(line, sizeof line, stdin) != NULL)
        failed = answer(context, (size_t) strtoul(line, NULL, 10));
    inc_context_unref(context);
    return failed;
}
