/* Commands at a desk, in turn, over a store in memory. */
#include "case_desk.h"

#include "case_expect.h"
#include "case_field.h"
#include "case_incident.h"
#include "case_rules.h"

#include <stdio.h>
#include <string.h>

#define MEMBER(name, kind)                                                                         \
    {                                                                                              \
#name, kind, offsetof(inc_command, name), NULL                                             \
    }
#define MEMBER_WORD(name, word)                                                                    \
    {                                                                                              \
#name, CASE_WORD, offsetof(inc_command, name), word                                        \
    }

static const case_field command_fields[] = {
    MEMBER_WORD(actor_kind, inc_actor_kind_name),
    MEMBER_WORD(visibility, inc_visibility_name),
    MEMBER(tier, CASE_NUMBER),
    MEMBER(impact, CASE_NUMBER),
    MEMBER(urgency, CASE_NUMBER),
    MEMBER(priority, CASE_NUMBER),
    MEMBER(subject, CASE_TEXT),
    MEMBER(actor, CASE_TEXT),
    MEMBER(commit, CASE_TEXT),
    MEMBER(extra, CASE_TEXT),
    MEMBER(team, CASE_TEXT),
    MEMBER(person, CASE_TEXT),
    MEMBER(channel, CASE_TEXT),
    MEMBER(symptom, CASE_TEXT),
    MEMBER(service, CASE_TEXT),
    MEMBER(ci, CASE_TEXT),
    MEMBER(category, CASE_TEXT),
    MEMBER(reason, CASE_TEXT),
    MEMBER(source, CASE_TEXT),
    MEMBER(code, CASE_TEXT),
    MEMBER(activity, CASE_TEXT),
    MEMBER(direction, CASE_TEXT),
    MEMBER(relation, CASE_TEXT),
    MEMBER(other, CASE_TEXT),
    MEMBER(article, CASE_TEXT),
    MEMBER(rules, CASE_TEXT),
    MEMBER(text, CASE_TEXT),
    MEMBER(documentation, CASE_TEXT),
    MEMBER(happened, CASE_INSTANT),
    MEMBER(expires, CASE_INSTANT),
    MEMBER(effort, CASE_DURATION),
    MEMBER(corrects, CASE_SEQUENCE),
    {NULL, CASE_NUMBER, 0, NULL},
};
static const char *const command_others[] = {"command", "now", "expect", NULL};

static const case_field outcome_fields[] = {
    {"first", CASE_SEQUENCE, offsetof(inc_outcome, first), NULL},
    {"last", CASE_SEQUENCE, offsetof(inc_outcome, last), NULL},
    {"facts", CASE_NUMBER, offsetof(inc_outcome, facts), NULL},
    {"settled", CASE_NUMBER, offsetof(inc_outcome, settled), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

static const case_field advance_fields[] = {
    {"subjects", CASE_NUMBER, offsetof(inc_advance_report, subjects), NULL},
    {"facts", CASE_NUMBER, offsetof(inc_advance_report, facts), NULL},
    {NULL, CASE_NUMBER, 0, NULL},
};

/* Arguments that are instants: they are compared as such. */
static const char *const instant_arguments[] = {"acknowledged", "confirm_by",   "happened", "last",
                                                "now",          "reopen_until", "restored", NULL};

static void expect_argument(case_run *run, const json_t *arguments, const char *name,
                            const char *value)
{
    const json_t *expected = json_object_get(arguments, name);
    inc_time instant = 0;
    if (expected == NULL)
        case_complain(run, "argument '%s' is '%s', none was expected", name, value);
    else if (case_index(instant_arguments, name) < 0)
        case_expect_text(run, name, expected, value);
    else if (inc_time_parse(value, strlen(value), &instant) != INC_OK)
        case_complain(run, "argument '%s' is no instant: '%s'", name, value);
    else
        case_expect_instant(run, name, expected, instant);
}

static void expect_arguments(case_run *run, const json_t *arguments, const inc_desk *desk)
{
    const char *name = NULL;
    const char *value = NULL;
    size_t count = 0;
    for (; inc_desk_refusal_argument(desk, count, &name, &value) == INC_OK; count++)
        expect_argument(run, arguments, name, value);
    if (count != json_object_size(arguments))
        case_complain(run, "%zu arguments, not %zu", count, json_object_size(arguments));
}

static void expect_refusal(case_run *run, const json_t *expect, const inc_desk *desk,
                           inc_status status)
{
    const json_t *arguments = json_object_get(expect, "arguments");
    if (status != INC_E_REFUSED) {
        case_complain(run, "status is %s (%s), not refused: %s", inc_status_name(status),
                      inc_context_error(run->context), case_text(expect, "refused"));
        return;
    }
    case_expect_text(run, "refusal", json_object_get(expect, "refused"),
                     inc_refusal_name(inc_desk_refusal(desk)));
    if (arguments != NULL)
        expect_arguments(run, arguments, desk);
}

static void expect_outcome(case_run *run, const json_t *expect, const inc_desk *desk,
                           inc_status status, const inc_outcome *outcome)
{
    const char *name = case_text(expect, "status");
    if (case_text(expect, "refused") != NULL) {
        expect_refusal(run, expect, desk, status);
    } else if (name != NULL) {
        inc_status wanted = strcmp(name, "not_found") == 0 ? INC_E_NOT_FOUND : INC_E_INVALID;
        if (status != wanted)
            case_complain(run, "status is %s, not %s", inc_status_name(status), name);
    } else if (status != INC_OK) {
        case_complain(run, "status is %s, refusal %s (%s)", inc_status_name(status),
                      inc_refusal_name(inc_desk_refusal(desk)), inc_context_error(run->context));
    } else {
        case_expect_fields(run, "", expect, outcome_fields, NULL, outcome);
    }
}

static void desk_command(case_run *run, const json_t *step, inc_time now, inc_desk *desk)
{
    inc_command command = {.size = sizeof(command), .subject = CASE_SUBJECT};
    inc_outcome outcome = {.size = sizeof(outcome)};
    const char *name = case_text(step, "command");
    command.kind = inc_command_find(name, INC_ZSTR);
    if (command.kind == 0)
        case_complain(run, "no command '%s'", name);
    if (case_fill_fields(run, step, command_fields, command_others, &command) != INC_OK)
        return;
    inc_status status = inc_desk_run(desk, &command, now, &outcome);
    expect_outcome(run, json_object_get(step, "expect"), desk, status, &outcome);
}

static void desk_advance(case_run *run, const json_t *step, inc_time now, inc_desk *desk)
{
    inc_advance_report report = {.size = sizeof(report)};
    inc_status status = inc_desk_advance(desk, now, NULL, &report);
    if (case_expect_status(run, NULL, status))
        case_expect_fields(run, "", json_object_get(step, "expect"), advance_fields, NULL, &report);
}

static void desk_look(case_run *run, const json_t *step, inc_time now, inc_desk *desk)
{
    const char *subject = case_text(step, "subject");
    inc_incident *incident = NULL;
    inc_status status =
        inc_desk_look(desk, subject == NULL ? CASE_SUBJECT : subject, now, NULL, &incident);
    if (status == INC_OK)
        status = case_look(run, json_object_get(step, "expect"), incident, now, INC_TIME_NONE);
    (void) case_expect_status(run, NULL, status);
}

static void desk_allowed(case_run *run, const json_t *step, inc_time now, inc_desk *desk)
{
    int32_t refusals[INC_COMMANDS_MOST] = {0};
    const char *name;
    json_t *expected;
    inc_status status = inc_desk_allowed(desk, CASE_SUBJECT, now, refusals, INC_COMMANDS_MOST);
    if (!case_expect_status(run, NULL, status))
        return;
    json_object_foreach(json_object_get(step, "expect"), name, expected)
    {
        int32_t command = inc_command_find(name, INC_ZSTR);
        if (command <= 0 || command >= INC_COMMANDS_MOST)
            case_complain(run, "no command '%s'", name);
        else
            case_expect_text(run, name, expected,
                             refusals[command] == 0 ? NULL : inc_refusal_name(refusals[command]));
    }
}

static void desk_step(case_run *run, const json_t *step, size_t index, inc_desk *desk)
{
    static const struct {
        const char *name;
        const char *instant;
        void (*run)(case_run *, const json_t *, inc_time, inc_desk *);
    } table[] = {{"command", "now", desk_command},
                 {"advance", "advance", desk_advance},
                 {"look", "look", desk_look},
                 {"allowed", "allowed", desk_allowed}};
    char place[64];
    inc_time now = 0;
    size_t i = 0;
    (void) snprintf(place, sizeof(place), "commands[%zu]: ", index);
    run->place = place;
    while (i < sizeof(table) / sizeof(table[0]) && json_object_get(step, table[i].name) == NULL)
        i++;
    if (i == sizeof(table) / sizeof(table[0]))
        case_complain(run, "nothing to do");
    else if (case_instant(run, json_object_get(step, table[i].instant), &now) == INC_OK)
        table[i].run(run, step, now, desk);
    run->place = NULL;
}

static void desk_steps(case_run *run, const json_t *steps, const inc_rulebook *rulebook,
                       inc_store *store)
{
    inc_desk_options options = {.size = sizeof(options), .rulebook = rulebook};
    inc_desk *desk = NULL;
    inc_status status = inc_desk_new(run->context, store, &options, &desk);
    if (case_expect_status(run, NULL, status)) {
        for (size_t i = 0; i < json_array_size(steps); i++)
            desk_step(run, json_array_get(steps, i), i, desk);
    }
    inc_desk_free(desk);
}

void case_desk(case_run *run, const json_t *value)
{
    inc_rulebook *rulebook = NULL;
    inc_memory *memory = NULL;
    inc_store *store = NULL;
    inc_status status = case_rulebook(run, json_object_get(value, "rules"), &rulebook);
    if (status == INC_OK)
        status = inc_memory_new(run->context, &memory);
    if (status == INC_OK)
        status = inc_memory_store(memory, run->context, &store);
    if (case_expect_status(run, NULL, status))
        desk_steps(run, json_object_get(value, "commands"), rulebook, store);
    inc_store_free(store);
    inc_memory_unref(memory);
    inc_rulebook_free(rulebook);
}
