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

/* Rules of one version, or several from an instant on each. */
static inc_status read_rulebook(inc_context *context, const json_t *list, inc_rulebook *rulebook)
{
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        inc_rules *rules = NULL;
        status = read_rules(context, json_object_get(one, "rules"), &rules);
        if (status == INC_OK)
            status = inc_rulebook_publish(rulebook, rules,
                                          json_integer_value(json_object_get(one, "from")));
        inc_rules_unref(rules);
    }
    return status;
}

/* An event names rules by their version, but columns by their hash. */
static void name_rules(const inc_rulebook *rulebook, json_t *event)
{
    const char *version = json_string_value(json_object_get(event, "rules"));
    char text[INC_HASH_TEXT_SIZE];
    const inc_rules *rules = NULL;
    for (size_t i = 0; inc_rulebook_publication(rulebook, i, NULL, &rules) == INC_OK; i++) {
        if (version != NULL && strcmp(inc_rules_version(rules), version) == 0 &&
            inc_hash_text(inc_rules_hash(rules), text) == INC_OK)
            (void) json_object_set_new(event, "rules", json_string(text));
    }
}

static inc_status tell(inc_context *context, const inc_rulebook *rulebook, json_t *value,
                       inc_incident *incident)
{
    name_rules(rulebook, value);
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

static inc_status tell_all(inc_context *context, const inc_rulebook *rulebook, const json_t *events,
                           inc_incident *incident)
{
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(events); i++)
        status = tell(context, rulebook, json_array_get(events, i), incident);
    return status;
}

static inc_time as_known_of(const json_t *value)
{
    const json_t *known = json_object_get(value, "as_known");
    return json_is_integer(known) ? json_integer_value(known) : INC_TIME_NONE;
}

static inc_status fold(inc_context *context, const json_t *value, const inc_rulebook *rulebook,
                       const inc_incident_options *options, json_t **answer)
{
    inc_incident_view view = {.size = sizeof(view)};
    inc_incident *incident = NULL;
    inc_status status = inc_incident_new(context, options, &incident);
    if (status == INC_OK)
        status = tell_all(context, rulebook, json_object_get(value, "events"), incident);
    if (status == INC_OK)
        status = inc_incident_look(incident, json_integer_value(json_object_get(value, "as_of")),
                                   as_known_of(value), &view);
    if (status == INC_OK)
        *answer = incident_answer(incident, &view);
    inc_incident_free(incident);
    return status;
}

static inc_status run_case(inc_context *context, const json_t *value, json_t **answer)
{
    const json_t *given = json_object_get(value, "rules");
    inc_incident_options options = {.size = sizeof(options)};
    inc_rulebook *rulebook = NULL;
    inc_rules *rules = NULL;
    inc_status status = inc_rulebook_new(context, &rulebook);
    if (status == INC_OK && json_is_array(given)) {
        status = read_rulebook(context, given, rulebook);
        options.rulebook = rulebook;
    } else if (status == INC_OK) {
        status = read_rules(context, given, &rules);
        options.rules = rules;
    }
    if (status == INC_OK)
        status = fold(context, value, rulebook, &options, answer);
    inc_rules_unref(rules);
    inc_rulebook_free(rulebook);
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
    inc_status status = run_case(context, value, &answer);
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
