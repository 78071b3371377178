/* Lines of a script that are commands: from words to an inc_command, and what came of it. */
#include "desk_verbs.h"

#include <string.h>

enum member_type {
    MEMBER_TEXT,
    MEMBER_NUMBER,
    MEMBER_ACTOR,
    MEMBER_SIGHT,
    MEMBER_TIME,
    MEMBER_SPAN,
    MEMBER_FACT
};

struct member {
    const char *name;
    enum member_type type;
    size_t offset;
};

#define MEMBER(name, type)                                                                         \
    {                                                                                              \
#name, type, offsetof(inc_command, name)                                                   \
    }

static const struct member members[] = {
    MEMBER(activity, MEMBER_TEXT),    MEMBER(actor, MEMBER_TEXT),
    MEMBER(actor_kind, MEMBER_ACTOR), MEMBER(article, MEMBER_TEXT),
    MEMBER(category, MEMBER_TEXT),    MEMBER(channel, MEMBER_TEXT),
    MEMBER(ci, MEMBER_TEXT),          MEMBER(code, MEMBER_TEXT),
    MEMBER(commit, MEMBER_TEXT),      MEMBER(corrects, MEMBER_FACT),
    MEMBER(direction, MEMBER_TEXT),   MEMBER(documentation, MEMBER_TEXT),
    MEMBER(effort, MEMBER_SPAN),      MEMBER(expires, MEMBER_TIME),
    MEMBER(extra, MEMBER_TEXT),       MEMBER(happened, MEMBER_TIME),
    MEMBER(impact, MEMBER_NUMBER),    MEMBER(other, MEMBER_TEXT),
    MEMBER(person, MEMBER_TEXT),      MEMBER(priority, MEMBER_NUMBER),
    MEMBER(reason, MEMBER_TEXT),      MEMBER(relation, MEMBER_TEXT),
    MEMBER(rules, MEMBER_TEXT),       MEMBER(service, MEMBER_TEXT),
    MEMBER(source, MEMBER_TEXT),      MEMBER(symptom, MEMBER_TEXT),
    MEMBER(team, MEMBER_TEXT),        MEMBER(text, MEMBER_TEXT),
    MEMBER(tier, MEMBER_NUMBER),      MEMBER(urgency, MEMBER_NUMBER),
    MEMBER(visibility, MEMBER_SIGHT),
};

enum { MEMBERS = sizeof members / sizeof members[0] };

static const struct member *member_find(const char *name)
{
    for (size_t i = 0; i < MEMBERS; i++)
        if (strcmp(members[i].name, name) == 0)
            return &members[i];
    return NULL;
}

/* The number of a name among those of an enum, which count from 1. */
static bool member_named(const char *value, const char *(*name)(int32_t), int32_t *number)
{
    for (int32_t i = 1; strcmp(name(i), "?") != 0; i++) {
        if (strcmp(name(i), value) == 0) {
            *number = i;
            return true;
        }
    }
    return false;
}

static bool member_number(const char *value, int32_t *number)
{
    int64_t read;
    if (!words_number(value, 0, INT32_MAX, &read))
        return false;
    *number = (int32_t) read;
    return true;
}

static bool member_set(const struct desk_run *run, const struct member *member, const char *value,
                       inc_command *command)
{
    void *at = (char *) command + member->offset;
    switch (member->type) {
    case MEMBER_TEXT:
        *(const char **) at = value;
        return true;
    case MEMBER_NUMBER:
        return member_number(value, at);
    case MEMBER_ACTOR:
        return member_named(value, inc_actor_kind_name, at);
    case MEMBER_SIGHT:
        return member_named(value, inc_visibility_name, at);
    case MEMBER_TIME:
        return words_instant(value, run->zone, run->now, at);
    case MEMBER_SPAN:
        return inc_duration_parse(value, INC_ZSTR, at) == INC_OK;
    case MEMBER_FACT:
        return words_number(value, 1, INT64_MAX, at);
    }
    return false;
}

static const char *member_hint(enum member_type type)
{
    static const char *const hints[] = {[MEMBER_TEXT] = "",
                                        [MEMBER_NUMBER] = "is no whole number",
                                        [MEMBER_ACTOR] = "is none of human, bot, system, caller",
                                        [MEMBER_SIGHT] = "is neither public nor internal",
                                        [MEMBER_TIME] =
                                            "is no instant like 2026-06-01T09:00, 09:00 or +2h",
                                        [MEMBER_SPAN] = "is no duration like 1h30m",
                                        [MEMBER_FACT] = "is no number of a fact"};
    return hints[type];
}

static int command_member(const struct desk_run *run, const struct word *word, inc_command *command)
{
    const struct member *member = member_find(word->name);
    if (!word->value || strcmp(word->sign, "=") != 0)
        return desk_wrong_word(run, word, "is no member=value");
    if (!member)
        return desk_wrong_word(run, word, "is no member of a command (see --help)");
    if (!member_set(run, member, word->value, command))
        return desk_wrong_word(run, word, member_hint(member->type));
    return TOOL_OK;
}

static void command_refused(struct desk_run *run)
{
    const char *name, *value;
    printf("  refused %s", inc_refusal_name(inc_desk_refusal(run->desk)));
    for (size_t i = 0; inc_desk_refusal_argument(run->desk, i, &name, &value) == INC_OK; i++)
        printf(" %s=%s", name, value);
    printf("\n  %s\n", inc_context_error(run->context));
    run->refused++;
}

static int command_answer(struct desk_run *run, const inc_command *command, inc_status status,
                          const inc_outcome *outcome)
{
    if (status == INC_E_REFUSED) {
        command_refused(run);
        return TOOL_OK;
    }
    if (status == INC_E_NOT_FOUND) {
        printf("  %s\n", inc_context_error(run->context));
        run->refused++;
        return TOOL_OK;
    }
    if (status != INC_OK)
        return desk_failed(run, status);
    if (outcome->first == 0)
        printf("  nothing new: there was a commit of this name\n");
    return desk_tell(run, command->subject);
}

int desk_command(struct desk_run *run, int32_t kind, struct words *line)
{
    inc_command command = {.size = sizeof command, .kind = kind};
    inc_outcome outcome = {.size = sizeof outcome};
    const struct word *word;
    inc_status status;
    command.subject = desk_subject(run, line);
    if (!command.subject)
        return TOOL_INPUT;
    while ((word = words_take(line))) {
        int code = command_member(run, word, &command);
        if (code != TOOL_OK)
            return code;
    }
    if (run->now == INC_TIME_NONE)
        return desk_wrong_word(run, &line->words[0], "needs an instant before it");
    status = inc_desk_run(run->desk, &command, run->now, &outcome);
    return command_answer(run, &command, status, &outcome);
}

int desk_allowed(struct desk_run *run, struct words *line)
{
    int32_t refusals[INC_COMMANDS_MOST];
    const char *subject = desk_subject(run, line);
    inc_status status;
    if (!subject || desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    status = inc_desk_allowed(run->desk, subject, run->now, refusals, INC_COMMANDS_MOST);
    if (status != INC_OK)
        return desk_failed(run, status);
    for (int32_t i = 1; i < INC_COMMANDS_MOST; i++)
        if (refusals[i] >= 0)
            printf("  %-12s %s\n", inc_command_name(i),
                   refusals[i] ? inc_refusal_name(refusals[i]) : "yes");
    return TOOL_OK;
}
