/* Facts that a command comes to. */
#include "desk/desk.h"

#include <string.h>

inc_status inc__desk_text(inc_desk *desk, int32_t column, const char *text)
{
    return inc_event_builder_text(desk->event, column, text, INC_ZSTR);
}

inc_status inc__desk_integer(inc_desk *desk, int32_t column, int64_t value)
{
    return inc_event_builder_integer(desk->event, column, value);
}

/* The hash of the rules in force: what the fact was made under. */
static inc_status facts_rules(inc_desk *desk)
{
    const inc_rules *rules;
    char text[INC_HASH_TEXT_SIZE];

    if (inc_rulebook_at(desk->rulebook, desk->recorded, &rules) != INC_OK)
        return INC_OK;
    (void) inc_hash_text(inc_rules_hash(rules), text);
    return inc__desk_text(desk, INC_EVENT_RULES, text);
}

inc_status inc__desk_begin(inc_desk *desk, int32_t kind, inc_time happened)
{
    int64_t sequence = desk->sequence + (int64_t) desk->fresh.count + 1;
    inc_status status;

    inc_event_builder_clear(desk->event);
    status = inc__desk_text(desk, INC_EVENT_TENANT, desk->tenant);
    if (status == INC_OK)
        status = inc__desk_text(desk, INC_EVENT_SUBJECT, desk->subject);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_SEQUENCE, sequence);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_KIND, kind);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_HAPPENED, happened);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_RECORDED, desk->recorded);
    if (status == INC_OK)
        status = inc__desk_text(desk, INC_EVENT_COMMIT, desk->commit);
    return status == INC_OK ? facts_rules(desk) : status;
}

inc_status inc__desk_end(inc_desk *desk)
{
    inc_event *event, **place;
    inc_status status = inc_event_builder_build(desk->event, &event);

    if (status != INC_OK)
        return status;
    place = INC__PUSH(desk->context, &desk->fresh, inc_event *);
    if (place == NULL) {
        inc_event_unref(event);
        return inc__nomem(desk->context);
    }
    *place = event;
    return inc_incident_apply(desk->incident, event);
}

/* A column of a fact and the member of the command that it is taken from. */
typedef struct facts_column {
    int32_t column;
    const char *text;
} facts_column;

static inc_status facts_texts(inc_desk *desk, const facts_column *columns, size_t count)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < count && status == INC_OK; i++) {
        if (columns[i].text[0] != '\0')
            status = inc__desk_text(desk, columns[i].column, columns[i].text);
    }
    return status;
}

/* Who asks, and when it happened. */
static inc_status facts_begin(inc_desk *desk, const inc_command *command, int32_t kind)
{
    const facts_column columns[] = {{INC_EVENT_ACTOR, command->actor},
                                    {INC_EVENT_EXTRA, desk->acted ? "" : command->extra}};
    inc_status status = inc__desk_begin(desk, kind, command->happened);

    if (status == INC_OK)
        status = facts_texts(desk, columns, sizeof columns / sizeof columns[0]);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_ACTOR_KIND, command->actor_kind);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_VISIBILITY, command->visibility);
    return status;
}

/* The columns that the first fact of each command takes from it. */
static inc_status facts_members(inc_desk *desk, const inc_command *command)
{
    int32_t reason = command->kind == INC_COMMAND_ESCALATE ? INC_EVENT_CODE_2 : INC_EVENT_CODE_1;
    const facts_column columns[] = {
        {INC_EVENT_TEAM, command->team},           {INC_EVENT_PERSON, command->person},
        {INC_EVENT_CODE_1, command->channel},      {INC_EVENT_CODE_1, command->activity},
        {INC_EVENT_CODE_1, command->relation},     {INC_EVENT_CODE_1, command->code},
        {INC_EVENT_CODE_1, command->category},     {reason, command->reason},
        {INC_EVENT_CODE_2, command->symptom},      {INC_EVENT_CODE_2, command->source},
        {INC_EVENT_REFERENCE_1, command->service}, {INC_EVENT_REFERENCE_2, command->ci},
        {INC_EVENT_REFERENCE_1, command->other},   {INC_EVENT_TEXT, command->text}};

    return facts_texts(desk, columns, sizeof columns / sizeof columns[0]);
}

static inc_status facts_numbers(inc_desk *desk, const inc_command *command)
{
    inc_status status = inc__desk_integer(desk, INC_EVENT_TIER, command->tier);

    if (status == INC_OK && command->corrects != 0)
        status = inc__desk_integer(desk, INC_EVENT_CORRECTS, command->corrects);
    if (status == INC_OK && command->kind == INC_COMMAND_CLASSIFY)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_1, command->impact);
    if (status == INC_OK && command->kind == INC_COMMAND_CLASSIFY)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_2, command->urgency);
    if (status == INC_OK && command->kind == INC_COMMAND_PRIORITISE)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_1, command->priority);
    if (status == INC_OK && command->kind == INC_COMMAND_WORK)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_1, command->effort);
    if (status == INC_OK && command->kind == INC_COMMAND_HOLD)
        status = inc__desk_integer(desk, INC_EVENT_TIME_1, command->expires);
    return status;
}

static inc_status facts_escalate(inc_desk *desk, const inc__case *facts, const inc_command *command)
{
    int hierarchic = strcmp(command->direction, "hierarchic") == 0;
    inc_status status = inc__desk_text(
        desk, INC_EVENT_CODE_1, command->direction[0] != '\0' ? command->direction : "functional");

    if (status == INC_OK && !hierarchic)
        status = inc__desk_integer(desk, INC_EVENT_TIER, inc__guard_next_tier(facts, command));
    return status;
}

/* The rules that open cycles move to, and those that they come from. */
static inc_status facts_migration(inc_desk *desk, const inc__case *facts,
                                  const inc_command *command)
{
    char text[INC_HASH_TEXT_SIZE];
    inc_status status = INC_OK;

    if (command->rules[0] != '\0')
        status = inc__desk_text(desk, INC_EVENT_RULES, command->rules);
    if (status == INC_OK && facts->rules != NULL) {
        (void) inc_hash_text(inc_rules_hash(facts->rules), text);
        status = inc__desk_text(desk, INC_EVENT_REFERENCE_1, text);
    }
    return status;
}

/* What the first fact says beside its members. */
static inc_status facts_special(inc_desk *desk, const inc__case *facts, const inc_command *command)
{
    if (command->kind == INC_COMMAND_ESCALATE)
        return facts_escalate(desk, facts, command);
    if (command->kind == INC_COMMAND_MIGRATE)
        return facts_migration(desk, facts, command);
    return INC_OK;
}

static inc_status facts_document(inc_desk *desk, const inc_command *command)
{
    const facts_column columns[] = {{INC_EVENT_REFERENCE_1, command->article},
                                    {INC_EVENT_TEXT, command->documentation}};
    inc_status status = facts_begin(desk, command, INC_FACT_DOCUMENTED);

    if (status == INC_OK)
        status = facts_texts(desk, columns, 2);
    if (status == INC_OK && command->kind == INC_COMMAND_DOCUMENT && command->corrects != 0)
        status = inc__desk_integer(desk, INC_EVENT_CORRECTS, command->corrects);
    return status == INC_OK ? inc__desk_end(desk) : status;
}

/* What was classified at once when it was logged. */
static inc_status facts_classify(inc_desk *desk, const inc_command *command)
{
    inc_status status;

    if (command->category[0] == '\0' && command->impact == 0 && command->urgency == 0)
        return INC_OK;
    status = facts_begin(desk, command, INC_FACT_CLASSIFIED);
    if (status == INC_OK && command->category[0] != '\0')
        status = inc__desk_text(desk, INC_EVENT_CODE_1, command->category);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_1, command->impact);
    if (status == INC_OK)
        status = inc__desk_integer(desk, INC_EVENT_INTEGER_2, command->urgency);
    return status == INC_OK ? inc__desk_end(desk) : status;
}

/* What the other end of a link is told. */
static inc_status facts_relay(inc_desk *desk, const char *body, const char *relation,
                              const char *other)
{
    static const char *const inverses[][2] = {{"duplicate", "duplicated_by"},
                                              {"duplicated_by", "duplicate"},
                                              {"parent", "child"},
                                              {"child", "parent"},
                                              {"follow_up", "followed_by"},
                                              {"followed_by", "follow_up"},
                                              {"related", "related"}};
    inc__relay *relay;
    size_t i;

    for (i = 0; i < sizeof inverses / sizeof inverses[0]; i++) {
        if (strcmp(relation, inverses[i][0]) != 0)
            continue;
        relay = INC__PUSH(desk->context, &desk->relays, inc__relay);
        if (relay == NULL)
            return inc__nomem(desk->context);
        relay->to = other;
        relay->body = body;
        relay->relation = inverses[i][1];
        relay->fact = desk->sequence + (int64_t) desk->fresh.count;
    }
    return INC_OK;
}

static inc_status facts_link(inc_desk *desk, const inc_command *command)
{
    const facts_column columns[] = {{INC_EVENT_CODE_1, command->relation},
                                    {INC_EVENT_REFERENCE_1, command->other}};
    inc_status status;

    if (command->relation[0] == '\0')
        return INC_OK;
    status = facts_begin(desk, command, INC_FACT_LINKED);
    if (status == INC_OK)
        status = facts_texts(desk, columns, 2);
    if (status == INC_OK)
        status = inc__desk_end(desk);
    if (status == INC_OK)
        status = facts_relay(desk, "link", command->relation, command->other);
    return status;
}

static inc_status facts_first(inc_desk *desk, const inc__case *facts, const inc_command *command)
{
    inc_status status = facts_begin(desk, command, inc_command_fact(command->kind));

    desk->acted = 1;
    if (status == INC_OK)
        status = facts_members(desk, command);
    if (status == INC_OK)
        status = facts_numbers(desk, command);
    if (status == INC_OK)
        status = facts_special(desk, facts, command);
    return status == INC_OK ? inc__desk_end(desk) : status;
}

static inc_status facts_of_log(inc_desk *desk, const inc__case *facts, const inc_command *command)
{
    inc_command plain = *command;
    inc_status status;

    plain.category = plain.relation = plain.other = "";
    status = facts_first(desk, facts, &plain);
    if (status == INC_OK)
        status = facts_classify(desk, command);
    return status == INC_OK ? facts_link(desk, command) : status;
}

static inc_status facts_of_link(inc_desk *desk, const inc__case *facts, const inc_command *command)
{
    inc_status status = facts_first(desk, facts, command);

    if (status != INC_OK || desk->relaying)
        return status;
    return facts_relay(desk, command->kind == INC_COMMAND_LINK ? "link" : "unlink",
                       command->relation, command->other);
}

static inc_status facts_of_redact(inc_desk *desk, const inc__case *facts,
                                  const inc_command *command)
{
    int64_t sequence = desk->sequence + (int64_t) desk->fresh.count + 1;
    inc_command plain = *command;
    inc_status status;

    /* The fact must not keep the name that it is there to forget. */
    if (strcmp(plain.actor, plain.person) == 0)
        plain.actor = "";
    plain.person = "";
    status = facts_first(desk, facts, &plain);
    if (status == INC_OK)
        status =
            inc__desk_empty(desk, command->person[0] != '\0' ? command->person : NULL, sequence);
    return status;
}

inc_status inc__desk_act(inc_desk *desk, const inc__case *facts, const inc_command *command)
{
    int documents = command->documentation[0] != '\0';
    inc_status status = INC_OK;

    desk->acted = 0;
    switch (command->kind) {
    case INC_COMMAND_LOG:
        return facts_of_log(desk, facts, command);
    case INC_COMMAND_LINK:
    case INC_COMMAND_UNLINK:
        return facts_of_link(desk, facts, command);
    case INC_COMMAND_REDACT:
        return facts_of_redact(desk, facts, command);
    case INC_COMMAND_DOCUMENT:
        return facts_document(desk, command);
    case INC_COMMAND_CLOSE:
        if (documents)
            status = facts_document(desk, command);
        return status == INC_OK ? facts_first(desk, facts, command) : status;
    default:
        status = facts_first(desk, facts, command);
        return status == INC_OK && documents ? facts_document(desk, command) : status;
    }
}
