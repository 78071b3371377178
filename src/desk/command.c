/* Commands: their names, and which members each takes. */
#include "desk/command.h"

#include "base/options.h"
#include "base/string.h"

#include <stddef.h>
#include <string.h>

/* Members that not every command takes. */
enum command_member {
    COMMAND_TEAM,
    COMMAND_PERSON,
    COMMAND_CHANNEL,
    COMMAND_SYMPTOM,
    COMMAND_SERVICE,
    COMMAND_CI,
    COMMAND_CATEGORY,
    COMMAND_REASON,
    COMMAND_SOURCE,
    COMMAND_CODE,
    COMMAND_ACTIVITY,
    COMMAND_DIRECTION,
    COMMAND_RELATION,
    COMMAND_OTHER,
    COMMAND_ARTICLE,
    COMMAND_RULES,
    COMMAND_TEXT,
    COMMAND_DOCUMENTATION,
    COMMAND_TIER,
    COMMAND_IMPACT,
    COMMAND_URGENCY,
    COMMAND_PRIORITY,
    COMMAND_EXPIRES,
    COMMAND_EFFORT,
    COMMAND_CORRECTS,
    COMMAND_MEMBERS
};

#define COMMAND_BIT(member) (UINT32_C(1) << COMMAND_##member)

typedef struct command_text {
    const char *name;
    size_t offset;
} command_text;

#define COMMAND_TEXT_AT(member, field) [COMMAND_##member] = {#field, offsetof(inc_command, field)}

static const command_text command_texts[] = {
    COMMAND_TEXT_AT(TEAM, team),         COMMAND_TEXT_AT(PERSON, person),
    COMMAND_TEXT_AT(CHANNEL, channel),   COMMAND_TEXT_AT(SYMPTOM, symptom),
    COMMAND_TEXT_AT(SERVICE, service),   COMMAND_TEXT_AT(CI, ci),
    COMMAND_TEXT_AT(CATEGORY, category), COMMAND_TEXT_AT(REASON, reason),
    COMMAND_TEXT_AT(SOURCE, source),     COMMAND_TEXT_AT(CODE, code),
    COMMAND_TEXT_AT(ACTIVITY, activity), COMMAND_TEXT_AT(DIRECTION, direction),
    COMMAND_TEXT_AT(RELATION, relation), COMMAND_TEXT_AT(OTHER, other),
    COMMAND_TEXT_AT(ARTICLE, article),   COMMAND_TEXT_AT(RULES, rules),
    COMMAND_TEXT_AT(TEXT, text),         COMMAND_TEXT_AT(DOCUMENTATION, documentation)};

static const command_text command_always[] = {{"subject", offsetof(inc_command, subject)},
                                              {"actor", offsetof(inc_command, actor)},
                                              {"commit", offsetof(inc_command, commit)},
                                              {"extra", offsetof(inc_command, extra)}};

#define COMMAND_COUNT(table) (sizeof(table) / sizeof(table)[0])

typedef struct command_row {
    const char *name;
    int32_t fact;
    uint32_t takes;
    uint32_t needs;
} command_row;

#define COMMAND_CLASS                                                                              \
    (COMMAND_BIT(CATEGORY) | COMMAND_BIT(SYMPTOM) | COMMAND_BIT(IMPACT) | COMMAND_BIT(URGENCY) |   \
     COMMAND_BIT(SERVICE) | COMMAND_BIT(CI))
#define COMMAND_PLACE (COMMAND_BIT(TEAM) | COMMAND_BIT(TIER) | COMMAND_BIT(PERSON))
#define COMMAND_LINK (COMMAND_BIT(RELATION) | COMMAND_BIT(OTHER))
/* What every command takes whose fact may take the place of another. */
#define COMMAND_AMENDS (COMMAND_BIT(TEXT) | COMMAND_BIT(CORRECTS))

static const command_row command_rows[INC_COMMANDS_MOST] = {
    [INC_COMMAND_DETECT] = {"detect", INC_FACT_DETECTED,
                            COMMAND_BIT(CHANNEL) | COMMAND_BIT(CORRECTS), 0},
    [INC_COMMAND_LOG] = {"log", INC_FACT_LOGGED,
                         COMMAND_AMENDS | COMMAND_CLASS | COMMAND_LINK | COMMAND_BIT(CHANNEL) |
                             COMMAND_BIT(PERSON),
                         0},
    [INC_COMMAND_ACKNOWLEDGE] = {"acknowledge", INC_FACT_ACKNOWLEDGED, COMMAND_BIT(CORRECTS), 0},
    [INC_COMMAND_CLASSIFY] = {"classify", INC_FACT_CLASSIFIED, COMMAND_AMENDS | COMMAND_CLASS, 0},
    [INC_COMMAND_PRIORITISE] = {"prioritise", INC_FACT_PRIORITISED,
                                COMMAND_AMENDS | COMMAND_BIT(PRIORITY), COMMAND_BIT(REASON)},
    [INC_COMMAND_ASSIGN] = {"assign", INC_FACT_ASSIGNED, COMMAND_AMENDS | COMMAND_PLACE, 0},
    [INC_COMMAND_ESCALATE] = {"escalate", INC_FACT_ESCALATED,
                              COMMAND_AMENDS | COMMAND_PLACE | COMMAND_BIT(DIRECTION) |
                                  COMMAND_BIT(REASON),
                              0},
    [INC_COMMAND_HOLD] = {"hold", INC_FACT_HELD,
                          COMMAND_AMENDS | COMMAND_BIT(SOURCE) | COMMAND_BIT(EXPIRES),
                          COMMAND_BIT(REASON)},
    [INC_COMMAND_RELEASE] = {"release", INC_FACT_RELEASED, COMMAND_AMENDS | COMMAND_BIT(SOURCE),
                             COMMAND_BIT(REASON)},
    [INC_COMMAND_WORK] = {"work", INC_FACT_WORKED,
                          COMMAND_AMENDS | COMMAND_BIT(ACTIVITY) | COMMAND_BIT(EFFORT), 0},
    [INC_COMMAND_NOTE] = {"note", INC_FACT_NOTED, COMMAND_BIT(CORRECTS), COMMAND_BIT(TEXT)},
    [INC_COMMAND_RESTORE] = {"restore", INC_FACT_RESTORED, COMMAND_BIT(CORRECTS), 0},
    [INC_COMMAND_RESOLVE] = {"resolve", INC_FACT_RESOLVED,
                             COMMAND_BIT(CORRECTS) | COMMAND_BIT(OTHER) |
                                 COMMAND_BIT(DOCUMENTATION) | COMMAND_BIT(ARTICLE),
                             COMMAND_BIT(CODE) | COMMAND_BIT(TEXT)},
    [INC_COMMAND_CONFIRM] = {"confirm", INC_FACT_CONFIRMED, COMMAND_BIT(CORRECTS), 0},
    [INC_COMMAND_REFUSE] = {"refuse", INC_FACT_REFUSED, COMMAND_AMENDS, COMMAND_BIT(REASON)},
    [INC_COMMAND_DOCUMENT] = {"document", INC_FACT_DOCUMENTED,
                              COMMAND_BIT(CORRECTS) | COMMAND_BIT(ARTICLE),
                              COMMAND_BIT(DOCUMENTATION)},
    [INC_COMMAND_CLOSE] = {"close", INC_FACT_CLOSED,
                           COMMAND_AMENDS | COMMAND_BIT(CODE) | COMMAND_BIT(DOCUMENTATION) |
                               COMMAND_BIT(ARTICLE),
                           0},
    [INC_COMMAND_REOPEN] = {"reopen", INC_FACT_REOPENED, COMMAND_AMENDS, COMMAND_BIT(REASON)},
    [INC_COMMAND_CANCEL] = {"cancel", INC_FACT_CANCELLED, COMMAND_AMENDS, COMMAND_BIT(REASON)},
    [INC_COMMAND_CONVERT] = {"convert", INC_FACT_CONVERTED, COMMAND_AMENDS, COMMAND_BIT(OTHER)},
    [INC_COMMAND_LINK] = {"link", INC_FACT_LINKED, COMMAND_BIT(TEXT), COMMAND_LINK},
    [INC_COMMAND_UNLINK] = {"unlink", INC_FACT_UNLINKED, COMMAND_BIT(TEXT), COMMAND_LINK},
    [INC_COMMAND_VOID] = {"void", INC_FACT_VOIDED, COMMAND_BIT(TEXT),
                          COMMAND_BIT(CORRECTS) | COMMAND_BIT(REASON)},
    [INC_COMMAND_REDACT] = {"redact", INC_FACT_REDACTED, COMMAND_BIT(TEXT) | COMMAND_BIT(PERSON),
                            COMMAND_BIT(REASON)},
    [INC_COMMAND_MIGRATE] = {"migrate", INC_FACT_MIGRATED, COMMAND_BIT(TEXT) | COMMAND_BIT(RULES),
                             0},
};

static const command_row *command_find_row(int32_t command)
{
    return command > 0 && command < INC_COMMANDS_MOST && command_rows[command].name != NULL
               ? &command_rows[command]
               : NULL;
}

const char *inc_command_name(int32_t command)
{
    const command_row *row = command_find_row(command);
    return row != NULL ? row->name : "?";
}

int32_t inc_command_find(const char *name, size_t size)
{
    int32_t command;

    if (name == NULL)
        return 0;
    if (size == INC_ZSTR)
        size = strlen(name);
    for (command = 1; command < INC_COMMANDS_MOST; command++) {
        const char *own = command_rows[command].name;
        if (own != NULL && strlen(own) == size && memcmp(own, name, size) == 0)
            return command;
    }
    return 0;
}

int32_t inc_command_fact(int32_t command)
{
    const command_row *row = command_find_row(command);
    return row != NULL ? row->fact : 0;
}

static const char **command_text_of(inc_command *command, const command_text *text)
{
    return (const char **) (void *) ((char *) command + text->offset);
}

/* Members that are numbers or instants and have a value. */
static uint32_t command_given_numbers(const inc_command *command)
{
    uint32_t given = 0;

    given |= command->tier != 0 ? COMMAND_BIT(TIER) : 0;
    given |= command->impact != 0 ? COMMAND_BIT(IMPACT) : 0;
    given |= command->urgency != 0 ? COMMAND_BIT(URGENCY) : 0;
    given |= command->priority != 0 ? COMMAND_BIT(PRIORITY) : 0;
    given |= command->expires != INC_TIME_NONE ? COMMAND_BIT(EXPIRES) : 0;
    given |= command->effort != 0 ? COMMAND_BIT(EFFORT) : 0;
    given |= command->corrects != 0 ? COMMAND_BIT(CORRECTS) : 0;
    return given;
}

static const char *command_member_name(int member)
{
    static const char *const numbers[] = {"tier",    "impact", "urgency", "priority",
                                          "expires", "effort", "corrects"};
    return member < COMMAND_TIER ? command_texts[member].name : numbers[member - COMMAND_TIER];
}

static inc_status command_check_members(inc_context *context, const command_row *row,
                                        uint32_t given)
{
    int member;

    for (member = 0; member < COMMAND_MEMBERS; member++) {
        uint32_t bit = UINT32_C(1) << member;
        if ((given & bit) != 0 && ((row->takes | row->needs) & bit) == 0)
            return inc__fail(context, INC_E_INVALID, "the command '%s' took no '%s'", row->name,
                             command_member_name(member));
        if ((given & bit) == 0 && (row->needs & bit) != 0)
            return inc__fail(context, INC_E_INVALID, "the command '%s' lacked '%s'", row->name,
                             command_member_name(member));
    }
    return INC_OK;
}

/* Commands that need one of several. */
static inc_status command_check_some(inc_context *context, const inc_command *command,
                                     uint32_t given)
{
    if (command->kind == INC_COMMAND_ASSIGN && (given & COMMAND_PLACE) == 0)
        return inc__fail(context, INC_E_INVALID,
                         "the command 'assign' lacked 'team', 'tier' and 'person'");
    if (command->kind == INC_COMMAND_CLASSIFY && (given & COMMAND_CLASS) == 0)
        return inc__fail(context, INC_E_INVALID, "the command 'classify' had nothing to classify");
    if (command->kind == INC_COMMAND_LOG &&
        ((given & COMMAND_BIT(RELATION)) != 0) != ((given & COMMAND_BIT(OTHER)) != 0))
        return inc__fail(context, INC_E_INVALID,
                         "the command 'log' had one of 'relation' and 'other' without the other");
    if (command->article[0] != '\0' && command->documentation[0] == '\0')
        return inc__fail(context, INC_E_INVALID, "the article '%s' came without documentation",
                         command->article);
    return INC_OK;
}

static inc_status command_check_number(inc_context *context, const char *name, int64_t value,
                                       int64_t most)
{
    if (value >= 0 && value <= most)
        return INC_OK;
    return inc__fail(context, INC_E_INVALID, "the %s of a command was '%lld'", name,
                     (long long) value);
}

static inc_status command_check_numbers(inc_context *context, const inc_command *command)
{
    inc_status status = command_check_number(context, "tier", command->tier, 100);

    if (status == INC_OK)
        status = command_check_number(context, "impact", command->impact, 1000);
    if (status == INC_OK)
        status = command_check_number(context, "urgency", command->urgency, 1000);
    if (status == INC_OK)
        status = command_check_number(context, "priority", command->priority, 1000);
    if (status == INC_OK)
        status = command_check_number(context, "effort", command->effort, INT64_MAX);
    if (status == INC_OK)
        status = command_check_number(context, "corrects", command->corrects, INT64_MAX);
    if (status == INC_OK)
        status = command_check_number(context, "reserved member", command->reserved, 0);
    if (status == INC_OK)
        status = command_check_number(context, "actor kind", command->actor_kind, INC_ACTOR_CALLER);
    if (status == INC_OK)
        status = command_check_number(context, "visibility", command->visibility,
                                      INC_VISIBILITY_INTERNAL);
    return status;
}

/* Texts that are NULL become "", and say which are given. */
static uint32_t command_fill_texts(inc_command *command)
{
    uint32_t given = 0;
    size_t i;

    for (i = 0; i < COMMAND_COUNT(command_always); i++) {
        const char **text = command_text_of(command, &command_always[i]);
        if (*text == NULL)
            *text = "";
    }
    for (i = 0; i < COMMAND_COUNT(command_texts); i++) {
        const char **text = command_text_of(command, &command_texts[i]);
        if (*text == NULL)
            *text = "";
        if ((*text)[0] != '\0')
            given |= UINT32_C(1) << i;
    }
    return given;
}

inc_status inc__command_read(inc_context *context, const inc_command *command, inc_command *ours)
{
    inc_status status = command != NULL ? INC__OPTIONS(ours, command, corrects) : INC_E_INVALID;
    const command_row *row;
    uint32_t given;

    if (status != INC_OK)
        return command == NULL ? status
                               : inc__fail(context, status, "a command of size '%zu' was refused",
                                           command->size);
    row = command_find_row(ours->kind);
    if (row == NULL)
        return inc__fail(context, INC_E_INVALID, "there was no command '%ld'", (long) ours->kind);
    if (ours->happened == 0)
        ours->happened = INC_TIME_NONE;
    if (ours->expires == 0)
        ours->expires = INC_TIME_NONE;
    given = command_fill_texts(ours) | command_given_numbers(ours);
    if (!inc__name_valid(ours->subject, 1))
        return inc__fail(context, INC_E_INVALID,
                         "the subject '%s' of a command was no UTF-8 text of 1 to 255 bytes",
                         ours->subject);
    status = command_check_members(context, row, given);
    if (status == INC_OK)
        status = command_check_some(context, ours, given);
    return status == INC_OK ? command_check_numbers(context, ours) : status;
}
