/* Folds incidents, one a line, so that an oracle in another language can check them. A line is a
 * case of incident_maker.py: rules, events (doc/event-format.md), as_of, as_known; the answer is
 * one line of JSON. */
#include "incident_probe.h"

#include <incident/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inc_status read_rules(inc_context *context, const json_t *value, inc_rules **rules)
{
    char *text = json_dumps(value, 0);
    if (text == NULL)
        return INC_E_NOMEM;
    inc_status status = inc_json_read_rules(context, text, strlen(text), NULL, rules);
    free(text);
    return status;
}

static inc_status tell(inc_context *context, const json_t *value, inc_incident *incident)
{
    char *text = json_dumps(value, 0);
    inc_event *event = NULL;
    if (text == NULL)
        return INC_E_NOMEM;
    inc_status status = inc_json_read_event(context, text, strlen(text), NULL, &event);
    if (status == INC_OK)
        status = inc_incident_apply(incident, event);
    inc_event_unref(event);
    free(text);
    return status;
}

static inc_status tell_all(inc_context *context, const json_t *events, inc_incident *incident)
{
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(events); i++)
        status = tell(context, json_array_get(events, i), incident);
    return status;
}

static inc_time as_known_of(const json_t *value)
{
    const json_t *known = json_object_get(value, "as_known");
    return json_is_integer(known) ? json_integer_value(known) : INC_TIME_NONE;
}

static inc_status fold(inc_context *context, const json_t *value, json_t **answer)
{
    inc_incident_options options = {.size = sizeof(options)};
    inc_incident_view view = {.size = sizeof(view)};
    inc_incident *incident = NULL;
    inc_rules *rules = NULL;
    inc_status status = read_rules(context, json_object_get(value, "rules"), &rules);
    options.rules = rules;
    if (status == INC_OK)
        status = inc_incident_new(context, &options, &incident);
    if (status == INC_OK)
        status = tell_all(context, json_object_get(value, "events"), incident);
    if (status == INC_OK)
        status = inc_incident_look(incident, json_integer_value(json_object_get(value, "as_of")),
                                   as_known_of(value), &view);
    if (status == INC_OK)
        *answer = incident_answer(incident, &view);
    inc_incident_free(incident);
    inc_rules_unref(rules);
    return status;
}

static int run_line(const char *line)
{
    json_error_t error;
    inc_context *context = NULL;
    json_t *answer = NULL;
    json_t *value = json_loads(line, 0, &error);
    if (value == NULL || inc_context_new(NULL, &context) != INC_OK) {
        json_decref(value);
        return 0;
    }
    inc_status status = fold(context, value, &answer);
    if (status != INC_OK)
        answer = json_pack("{s:s, s:s}", "status", inc_status_name(status), "line",
                           inc_context_error(context));
    int printed = json_dumpf(answer, stdout, JSON_COMPACT) == 0;
    (void) fputc('\n', stdout);
    json_decref(answer);
    json_decref(value);
    inc_context_unref(context);
    return printed;
}

int main(void)
{
    static char line[1 << 20];
    while (fgets(line, sizeof(line), stdin) != NULL) {
        if (!run_line(line))
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
