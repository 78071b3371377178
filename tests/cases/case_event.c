/* Events from JSON: a case's event becomes a line that the json add-on reads. */
#include "case_incident.h"
#include "case_rules.h"

#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

static void event_default(json_t *line, const char *member, json_t *value)
{
    if (json_object_get(line, member) == NULL)
        json_object_set_new(line, member, value);
    else
        json_decref(value);
}

static json_t *event_line(const json_t *value, const inc_rulebook *rulebook, int64_t sequence)
{
    char hash[INC_HASH_TEXT_SIZE];
    json_t *line = json_copy((json_t *) (uintptr_t) value);
    const char *rules = case_text(line, "rules");
    event_default(line, "subject", json_string(CASE_SUBJECT));
    event_default(line, "sequence", json_integer(sequence));
    if (rules != NULL) {
        case_rules_hash(rulebook, rules, hash);
        json_object_set_new(line, "rules", json_string(hash));
    }
    return line;
}

inc_status case_event(case_run *run, const json_t *value, const inc_rulebook *rulebook,
                      int64_t sequence, inc_event **event)
{
    json_t *line = event_line(value, rulebook, sequence);
    char *text = json_dumps(line, 0);
    inc_status status = INC_E_NOMEM;
    *event = NULL;
    if (text != NULL)
        status = inc_json_read_event(run->context, text, strlen(text), NULL, event);
    free(text);
    json_decref(line);
    return status == INC_E_FORMAT ? INC_E_INVALID : status;
}
