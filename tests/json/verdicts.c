/* Reads documents from standard input, each as a line with its size in bytes and then the bytes,
 * and answers each with a line: the status, a tab, what the context said. They are rules, or events
 * when there is an argument. */
#include <incident/json.h>
#include <stdio.h>
#include <stdlib.h>

static inc_status judge(inc_context *context, const char *text, size_t size, int events)
{
    inc_json_options options = {.size = sizeof options, .file = "rules.json"};
    inc_rules *rules = NULL;
    inc_event *event = NULL;
    inc_status status;

    if (events)
        status = inc_json_read_event(context, text, size, &options, &event);
    else
        status = inc_json_read_rules(context, text, size, &options, &rules);
    inc_rules_unref(rules);
    inc_event_unref(event);
    return status;
}

static int answer(inc_context *context, size_t size, int events)
{
    char *text = malloc(size + 1);
    inc_status status;

    if (text == NULL || fread(text, 1, size, stdin) != size) {
        free(text);
        return 1;
    }
    status = judge(context, text, size, events);
    printf("%s\t%s\n", inc_status_name(status), status == INC_OK ? "" : inc_context_error(context));
    free(text);
    return 0;
}

int main(int argc, char **argv)
{
    inc_context *context;
    char line[32];
    int failed = inc_context_new(NULL, &context) != INC_OK;

    (void) argv;
    while (!failed && fgets(line, sizeof line, stdin) != NULL)
        failed = answer(context, (size_t) strtoul(line, NULL, 10), argc > 1);
    inc_context_unref(context);
    return failed;
}
