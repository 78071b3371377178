/* Rules from JSON: a case's rules become a document that the json add-on reads. */
#include "case_rules.h"

#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

/* How many times rules may say `like`. */
#define CASE_LIKES 8

/* What the rules say with all that they are like; the caller's to give back, NULL for none. */
static json_t *rules_whole(case_run *run, const json_t *value, int32_t likes)
{
    const json_t *named = value;
    if (json_is_string(value))
        named = json_object_get(run->rules, json_string_value(value));
    if (!json_is_object(named) || likes == 0) {
        case_complain(run, "no rules '%s'",
                      json_is_string(value) ? json_string_value(value) : "(no text)");
        return NULL;
    }
    const json_t *like = json_object_get(named, "like");
    json_t *whole = like == NULL ? json_object() : rules_whole(run, like, likes - 1);
    if (whole != NULL) {
        json_object_update(whole, (json_t *) (uintptr_t) named);
        json_object_del(whole, "like");
    }
    return whole;
}

/* What every document must say. */
static void rules_head(case_run *run, const char *version, json_t *document)
{
    json_object_set_new(document, "incident_rules", json_integer(1));
    json_object_set_new(document, "name", json_string("case"));
    json_object_set_new(document, "version", json_string(version));
    if (run->calendars != NULL)
        json_object_set(document, "calendars", (json_t *) (uintptr_t) run->calendars);
}

inc_status case_rules(case_run *run, const json_t *value, const char *version, inc_rules **rules)
{
    inc_json_options options = {.size = sizeof(options), .zone_directory = run->zone_directory};
    json_t *document = rules_whole(run, value, CASE_LIKES);
    inc_status status = INC_E_FORMAT;
    *rules = NULL;
    if (document == NULL)
        return status;
    rules_head(run, version, document);
    char *text = json_dumps(document, 0);
    if (text != NULL)
        status = inc_json_read_rules(run->context, text, strlen(text), &options, rules);
    if (status != INC_OK)
        case_complain(run, "rules: %s", inc_context_error(run->context));
    free(text);
    json_decref(document);
    return status;
}

static inc_status rulebook_publish(case_run *run, const json_t *value, const char *version,
                                   inc_time from, inc_rulebook *rulebook)
{
    inc_rules *rules = NULL;
    inc_status status = case_rules(run, value, version, &rules);
    if (status == INC_OK)
        status = inc_rulebook_publish(rulebook, rules, from);
    inc_rules_unref(rules);
    return status;
}

static inc_status rulebook_fill(case_run *run, const json_t *value, inc_rulebook *rulebook)
{
    if (!json_is_array(value))
        return rulebook_publish(run, value, "1", INC_TIME_MIN, rulebook);
    inc_status status = INC_OK;
    for (size_t i = 0; status == INC_OK && i < json_array_size(value); i++) {
        const json_t *one = json_array_get(value, i);
        const char *version = case_text(one, "version");
        inc_time from = 0;
        status = case_instant(run, json_object_get(one, "from"), &from);
        if (status == INC_OK)
            status = rulebook_publish(run, json_object_get(one, "rules"),
                                      version == NULL ? "" : version, from, rulebook);
    }
    return status;
}

inc_status case_rulebook(case_run *run, const json_t *value, inc_rulebook **rulebook)
{
    inc_rulebook *made = NULL;
    inc_status status = inc_rulebook_new(run->context, &made);
    if (status == INC_OK)
        status = rulebook_fill(run, value, made);
    if (status != INC_OK) {
        inc_rulebook_free(made);
        made = NULL;
    }
    *rulebook = made;
    return status;
}

void case_rules_hash(const inc_rulebook *rulebook, const char *version,
                     char text[INC_HASH_TEXT_SIZE])
{
    const inc_rules *rules = NULL;
    size_t length = strlen(version);
    for (size_t i = 0; inc_rulebook_publication(rulebook, i, NULL, &rules) == INC_OK; i++) {
        if (strcmp(inc_rules_version(rules), version) == 0 &&
            inc_hash_text(inc_rules_hash(rules), text) == INC_OK)
            return;
    }
    memset(text, 0, INC_HASH_TEXT_SIZE);
    memcpy(text, version, length < INC_HASH_TEXT_SIZE ? length : INC_HASH_TEXT_SIZE - 1);
}
