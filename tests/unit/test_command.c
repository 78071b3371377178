/* Commands: which members each takes and needs, and how large they may be. */
#include "desk_fixture.h"

#include "desk/command.h"

#include <stddef.h>

/* Members that not every command takes, by a letter each. */
typedef struct member {
    char letter;
    const char *name;
    size_t offset;
    char type; /* s: text, i: int32_t, l: int64_t */
} member;

#define MEMBER(letter, name, type)                                                                 \
    {                                                                                              \
        letter, #name, offsetof(inc_command, name), type                                           \
    }

static const member members[] = {
    MEMBER('t', team, 's'),     MEMBER('p', person, 's'),   MEMBER('h', channel, 's'),
    MEMBER('y', symptom, 's'),  MEMBER('s', service, 's'),  MEMBER('I', ci, 's'),
    MEMBER('k', category, 's'), MEMBER('r', reason, 's'),   MEMBER('o', source, 's'),
    MEMBER('c', code, 's'),     MEMBER('a', activity, 's'), MEMBER('d', direction, 's'),
    MEMBER('n', relation, 's'), MEMBER('O', other, 's'),    MEMBER('A', article, 's'),
    MEMBER('R', rules, 's'),    MEMBER('x', text, 's'),     MEMBER('D', documentation, 's'),
    MEMBER('T', tier, 'i'),     MEMBER('i', impact, 'i'),   MEMBER('u', urgency, 'i'),
    MEMBER('P', priority, 'i'), MEMBER('e', expires, 'l'),  MEMBER('E', effort, 'l'),
    MEMBER('C', corrects, 'l')};

#define MEMBERS (sizeof members / sizeof *members)

/* As command.h says; a command without corrects has facts that nothing takes the place of. */
typedef struct takes {
    int32_t kind;
    const char *takes;
    const char *needs;
    const char *with; /* what a test gives beside them, so that one of several is there */
} takes;

static const takes table[] = {
    {INC_COMMAND_DETECT, "hC", "", ""},         {INC_COMMAND_LOG, "hysIpkiunOxC", "", ""},
    {INC_COMMAND_ACKNOWLEDGE, "C", "", ""},     {INC_COMMAND_CLASSIFY, "kyiusIxC", "", "k"},
    {INC_COMMAND_PRIORITISE, "PrxC", "r", ""},  {INC_COMMAND_ASSIGN, "tTpxC", "", "t"},
    {INC_COMMAND_ESCALATE, "dtTprxC", "", ""},  {INC_COMMAND_HOLD, "roexC", "r", ""},
    {INC_COMMAND_RELEASE, "roxC", "r", ""},     {INC_COMMAND_WORK, "aExC", "", ""},
    {INC_COMMAND_NOTE, "xC", "x", ""},          {INC_COMMAND_RESTORE, "C", "", ""},
    {INC_COMMAND_RESOLVE, "cxODAC", "cx", "D"}, {INC_COMMAND_CONFIRM, "C", "", ""},
    {INC_COMMAND_REFUSE, "rxC", "r", ""},       {INC_COMMAND_DOCUMENT, "DAC", "D", ""},
    {INC_COMMAND_CLOSE, "cDAxC", "", "D"},      {INC_COMMAND_REOPEN, "rxC", "r", ""},
    {INC_COMMAND_CANCEL, "rxC", "r", ""},       {INC_COMMAND_CONVERT, "OxC", "O", ""},
    {INC_COMMAND_LINK, "nOx", "nO", ""},        {INC_COMMAND_UNLINK, "nOx", "nO", ""},
    {INC_COMMAND_VOID, "Crx", "Cr", ""},        {INC_COMMAND_REDACT, "rpx", "r", ""},
    {INC_COMMAND_MIGRATE, "Rx", "", ""}};

static void give(inc_command *command, const member *given)
{
    static const char text[] = "text";
    char *place = (char *) command + given->offset;
    const char *pointer = text;
    int32_t small = 1;
    int64_t large = 1;

    if (given->type == 's')
        memcpy(place, &pointer, sizeof pointer);
    else if (given->type == 'i')
        memcpy(place, &small, sizeof small);
    else
        memcpy(place, &large, sizeof large);
}

static void give_all(inc_command *command, const char *letters, char but)
{
    size_t i;

    for (i = 0; i < MEMBERS; i++) {
        if (strchr(letters, members[i].letter) != NULL && members[i].letter != but)
            give(command, &members[i]);
    }
}

static inc_status try_command(inc_command command)
{
    inc_command ours;

    command.size = sizeof command;
    if (command.subject == NULL)
        command.subject = "INC-1";
    return inc__command_read(context, &command, &ours);
}

static void line_has(const char *what)
{
    ck_assert_msg(strstr(inc_context_error(context), what) != NULL, "'%s' is not in: %s", what,
                  inc_context_error(context));
}

static void check_taken(const takes *row, const member *given)
{
    inc_command command = {.kind = row->kind};
    inc_status status;
    int taken = strchr(row->takes, given->letter) != NULL;
    char quoted[40];

    give_all(&command, row->needs, 0);
    give_all(&command, row->with, 0);
    give(&command, given);
    /* A link needs both its ends. */
    if (row->kind == INC_COMMAND_LOG && (given->letter == 'n' || given->letter == 'O'))
        command.relation = command.other = "duplicate";
    status = try_command(command);
    ck_assert_msg(status == (taken ? INC_OK : INC_E_INVALID), "%s with %s: %s",
                  inc_command_name(row->kind), given->name, inc_status_name(status));
    (void) snprintf(quoted, sizeof quoted, "took no '%s'", given->name);
    if (!taken)
        line_has(quoted);
}

START_TEST(command_takes_its_members_and_no_others)
{
    size_t i, j;

    ck_assert_uint_eq(sizeof table / sizeof *table, INC_COMMAND_MIGRATE);
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        for (j = 0; j < MEMBERS; j++)
            check_taken(&table[i], &members[j]);
    }
}
END_TEST

START_TEST(command_lacks_what_it_needs)
{
    size_t i, j;

    for (i = 0; i < sizeof table / sizeof *table; i++) {
        for (j = 0; j < MEMBERS; j++) {
            inc_command command = {.kind = table[i].kind};
            if (strchr(table[i].needs, members[j].letter) == NULL)
                continue;
            give_all(&command, table[i].needs, members[j].letter);
            ck_assert_int_eq(try_command(command), INC_E_INVALID);
            line_has(members[j].name);
        }
    }
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_ASSIGN}), INC_E_INVALID);
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_CLASSIFY}), INC_E_INVALID);
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_LOG, .relation = "duplicate"}),
                     INC_E_INVALID);
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_CLOSE, .article = "KB-1"}),
                     INC_E_INVALID);
}
END_TEST

START_TEST(command_numbers_have_bounds)
{
    static const struct {
        inc_command command;
        inc_status status;
    } cases[] = {
        {{.kind = INC_COMMAND_ASSIGN, .tier = 100}, INC_OK},
        {{.kind = INC_COMMAND_ASSIGN, .tier = 101}, INC_E_INVALID},
        {{.kind = INC_COMMAND_ASSIGN, .tier = -1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_CLASSIFY, .impact = 1000}, INC_OK},
        {{.kind = INC_COMMAND_CLASSIFY, .impact = 1001}, INC_E_INVALID},
        {{.kind = INC_COMMAND_CLASSIFY, .urgency = -1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_CLASSIFY, .urgency = 1001}, INC_E_INVALID},
        {{.kind = INC_COMMAND_PRIORITISE, .priority = 1001, .reason = "x"}, INC_E_INVALID},
        {{.kind = INC_COMMAND_PRIORITISE, .priority = -1, .reason = "x"}, INC_E_INVALID},
        {{.kind = INC_COMMAND_WORK, .effort = INT64_MAX}, INC_OK},
        {{.kind = INC_COMMAND_WORK, .effort = -1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_NOTE, .text = "x", .corrects = -1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_DETECT, .actor_kind = INC_ACTOR_CALLER}, INC_OK},
        {{.kind = INC_COMMAND_DETECT, .actor_kind = INC_ACTOR_CALLER + 1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_DETECT, .actor_kind = -1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_DETECT, .visibility = INC_VISIBILITY_INTERNAL}, INC_OK},
        {{.kind = INC_COMMAND_DETECT, .visibility = INC_VISIBILITY_INTERNAL + 1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_DETECT, .reserved = 1}, INC_E_INVALID},
        {{.kind = 0}, INC_E_INVALID},
        {{.kind = -1}, INC_E_INVALID},
        {{.kind = INC_COMMAND_MIGRATE + 1}, INC_E_INVALID}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(try_command(cases[i].command) == cases[i].status, "case %zu", i);
}
END_TEST

START_TEST(command_texts_have_bounds)
{
    char id[258];

    memset(id, 'x', sizeof id);
    id[255] = '\0';
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_DETECT, .subject = id}), INC_OK);
    id[255] = 'x';
    id[256] = '\0';
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_DETECT, .subject = id}),
                     INC_E_INVALID);
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_DETECT, .subject = ""}),
                     INC_E_INVALID);
    ck_assert_int_eq(try_command((inc_command){.kind = INC_COMMAND_DETECT, .subject = "\xff"}),
                     INC_E_INVALID);
    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG);
    id[255] = '\0';
    must("2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .team = id, .person = id, .actor = id,
         .commit = id);
    id[255] = 'x';
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .team = id),
                     INC_E_INVALID);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .person = id),
                     INC_E_INVALID);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x", .actor = id),
                     INC_E_INVALID);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x", .commit = id),
                     INC_E_INVALID);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "\xff"),
                     INC_E_INVALID);
    ck_assert_int_eq(look("2026-06-01T09:00").sequence, 2);
}
END_TEST

START_TEST(command_instants_are_checked)
{
    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x",
                         .happened = INC_TIME_MIN - 1),
                     INC_E_RANGE);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x",
                         .happened = INC_TIME_MAX + 1),
                     INC_E_RANGE);
    ck_assert_str_eq(refused("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x",
                             .happened = at("2026-06-01T09:00:00.000001")),
                     "in_future");
    must("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x", .happened = INC_TIME_NONE);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_HOLD, .reason = "caller",
                         .expires = at("2026-06-01T09:00")),
                     INC_E_INVALID);
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_HOLD, .reason = "caller",
                         .expires = INC_TIME_MAX + 1),
                     INC_E_RANGE);
    must("2026-06-01T09:00", .kind = INC_COMMAND_HOLD, .reason = "caller", .expires = INC_TIME_MAX);
}
END_TEST

START_TEST(command_names_go_both_ways)
{
    int32_t kind;

    for (kind = 1; kind <= INC_COMMAND_MIGRATE; kind++) {
        ck_assert_int_eq(inc_command_find(inc_command_name(kind), INC_ZSTR), kind);
        ck_assert_str_ne(inc_fact_name(inc_command_fact(kind)), "?");
    }
    ck_assert_str_eq(inc_command_name(0), "?");
    ck_assert_str_eq(inc_command_name(INC_COMMAND_MIGRATE + 1), "?");
    ck_assert_int_eq(inc_command_find("resolved", INC_ZSTR), 0);
    ck_assert_int_eq(inc_command_find("resolved", 7), INC_COMMAND_RESOLVE);
    ck_assert_int_eq(inc_command_find("", 0), 0);
    ck_assert_int_eq(inc_command_find(NULL, 0), 0);
    ck_assert_int_eq(inc_command_fact(0), 0);
    ck_assert_int_eq(inc_command_fact(INC_COMMAND_MIGRATE + 1), 0);
}
END_TEST

START_TEST(command_may_come_from_what_the_desk_gave)
{
    inc_incident *incident = NULL;
    inc_incident_view view = {.size = sizeof view};
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_ASSIGN};

    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG);
    must("2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .team = "a long name of a team");
    ck_assert_int_eq(inc_desk_look(desk, "INC-1", at("2026-06-01T09:00"), NULL, &incident), INC_OK);
    ck_assert_int_eq(inc_incident_look(incident, at("2026-06-01T09:00"), INC_TIME_NONE, &view),
                     INC_OK);
    command.subject = view.subject;
    command.team = view.team;
    command.person = "ann";
    ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-01T09:10"), NULL), INC_OK);
    ck_assert_str_eq(look("2026-06-01T09:10").team, "a long name of a team");
    ck_assert_int_eq(inc_desk_look(desk, look("2026-06-01T09:10").subject, at("2026-06-01T09:10"),
                                   NULL, &incident),
                     INC_OK);
    ck_assert_uint_eq(inc_incident_count(incident), 3);
}
END_TEST

START_TEST(command_names_of_commits_are_kept)
{
    inc_outcome outcome = {.size = sizeof outcome};
    inc_command command = {.size = sizeof command,
                           .kind = INC_COMMAND_NOTE,
                           .subject = "INC-1",
                           .text = "once",
                           .commit = "note"};

    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .impact = 1, .urgency = 1);
    ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-01T09:12"), &outcome), INC_OK);
    /* Of 15 minutes to respond the objective of 10 and 75 % had passed. */
    ck_assert_int_eq(outcome.settled, 2);
    ck_assert_int_eq(outcome.first, 5);
    ck_assert_int_eq(outcome.last, 5);
    ck_assert_int_eq(outcome.facts, 1);
    must("2026-06-01T09:15", .kind = INC_COMMAND_NOTE, .text = "twice");
    ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-02T09:00"), &outcome), INC_OK);
    ck_assert_int_eq(outcome.settled, 0);
    ck_assert_int_eq(outcome.first, 0);
    ck_assert_int_eq(outcome.last, 5);
    ck_assert_int_eq(outcome.facts, 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {command_takes_its_members_and_no_others,
                                  command_lacks_what_it_needs,
                                  command_numbers_have_bounds,
                                  command_texts_have_bounds,
                                  command_instants_are_checked,
                                  command_names_go_both_ways,
                                  command_may_come_from_what_the_desk_gave,
                                  command_names_of_commits_are_kept,
                                  NULL};

    return unit_run("command", tests, open_desk, close_desk);
}
