/* Events from JSON: members are named as the kind names its columns. */
#include "case_field.h"
#include "case_incident.h"
#include "case_rules.h"

#include <string.h>

/* The last of the values that have a name. */
#define EVENT_ACTORS INC_ACTOR_CALLER
#define EVENT_VISIBILITIES INC_VISIBILITY_INTERNAL

/* What an event is made of. */
typedef struct event_draft {
    case_run *run;
    const inc_rulebook *rulebook;
    inc_event_builder *builder;
    int32_t kind;
} event_draft;

/* The column that a kind calls so, or else that the envelope calls so. */
static inc_status event_column(const event_draft *draft, const char *name, inc_column *column)
{
    inc_column found = {.size = sizeof(found)};
    for (size_t i = 0; inc_event_column(i, column) == INC_OK; i++) {
        const char *role = inc_event_role(draft->kind, column->id, NULL);
        if (role != NULL && strcmp(role, name) == 0)
            return INC_OK;
        if (strcmp(column->name, name) == 0)
            found = *column;
    }
    *column = found;
    if (found.id == 0)
        case_complain(draft->run, "no column '%s'", name);
    return found.id == 0 ? INC_E_FORMAT : INC_OK;
}

static inc_status event_number(const event_draft *draft, const char *name, int32_t column,
                               const json_t *value)
{
    int64_t number = json_integer_value(value);
    inc_status status = INC_OK;
    if (column == INC_EVENT_ACTOR_KIND)
        number = case_word(draft->run, json_string_value(value), inc_actor_kind_name, EVENT_ACTORS);
    else if (column == INC_EVENT_VISIBILITY)
        number = case_word(draft->run, json_string_value(value), inc_visibility_name,
                           EVENT_VISIBILITIES);
    else if (strcmp(name, "effort") == 0)
        status = case_duration(draft->run, value, &number);
    if (status == INC_OK)
        status = inc_event_builder_integer(draft->builder, column, number);
    return status;
}

static inc_status event_text(const event_draft *draft, int32_t column, const json_t *value)
{
    char hash[INC_HASH_TEXT_SIZE];
    const char *text = json_string_value(value);
    if (text == NULL) {
        case_complain(draft->run, "a column is no text");
        return INC_E_FORMAT;
    }
    if (column == INC_EVENT_RULES) {
        case_rules_hash(draft->rulebook, text, hash);
        text = hash;
    }
    return inc_event_builder_text(draft->builder, column, text, strlen(text));
}

static inc_status event_member(const event_draft *draft, const char *name, const json_t *value)
{
    inc_column column = {.size = sizeof(column)};
    inc_time time = 0;
    inc_status status = event_column(draft, name, &column);
    if (status != INC_OK)
        return status;
    if (column.type == INC_VALUE_INTEGER)
        return event_number(draft, name, column.id, value);
    if (column.type == INC_VALUE_TEXT)
        return event_text(draft, column.id, value);
    status = case_instant(draft->run, value, &time);
    return status == INC_OK ? inc_event_builder_integer(draft->builder, column.id, time) : status;
}

static int32_t event_kind(case_run *run, const json_t *value)
{
    const char *name = json_string_value(value);
    int32_t kind = (int32_t) json_integer_value(value);
    if (name != NULL)
        kind = inc_fact_find(name, INC_ZSTR);
    if (kind == 0)
        case_complain(run, "no fact '%s'", name == NULL ? "(no text)" : name);
    return kind;
}

static inc_status event_fill(event_draft *draft, const json_t *value, int64_t sequence)
{
    inc_event_builder *builder = draft->builder;
    const char *name;
    json_t *member;
    draft->kind = event_kind(draft->run, json_object_get(value, "kind"));
    inc_status status = inc_event_builder_integer(builder, INC_EVENT_KIND, draft->kind);
    if (status == INC_OK)
        status = inc_event_builder_text(builder, INC_EVENT_SUBJECT, CASE_SUBJECT, INC_ZSTR);
    if (status == INC_OK)
        status = inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, sequence);
    json_object_foreach((json_t *) (uintptr_t) value, name, member)
    {
        if (status == INC_OK && strcmp(name, "kind") != 0)
            status = event_member(draft, name, member);
    }
    return status;
}

inc_status case_event(case_run *run, const json_t *value, const inc_rulebook *rulebook,
                      int64_t sequence, inc_event **event)
{
    event_draft draft = {.run = run, .rulebook = rulebook};
    inc_status status = inc_event_builder_new(run->context, &draft.builder);
    *event = NULL;
    if (status == INC_OK)
        status = event_fill(&draft, value, sequence);
    if (status == INC_OK)
        status = inc_event_builder_build(draft.builder, event);
    inc_event_builder_free(draft.builder);
    return status;
}
