/* The table of (stage, command): the whole of it through a desk, and as it is printed. */
#include "desk_fixture.h"

#define STAGES (INC_STAGE_CANCELLED + 1)

static char subject[32];

static inc_status ask(inc_command command, const char *when)
{
    command.size = sizeof command;
    command.subject = subject;
    return inc_desk_run(desk, &command, at(when), NULL);
}

#define ASK(when, ...) ask((inc_command){__VA_ARGS__}, (when))
#define MUST(when, ...)                                                                            \
    ck_assert_msg(ASK(when, __VA_ARGS__) == INC_OK, "%s", inc_context_error(context))

/* As far as classified; nobody has acted on it where the caller could see. */
static void log_it(int32_t stage)
{
    if (stage == INC_STAGE_LOGGED)
        MUST("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .person = "cal");
    else
        MUST("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .impact = 3, .urgency = 3);
}

/* Resolved, and confirmed by the caller; but not documented, so that it does not close by itself.
 */
static void resolve_it(void)
{
    MUST("2026-06-01T09:30", .kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "done");
    MUST("2026-06-01T09:40", .kind = INC_COMMAND_CONFIRM, .actor_kind = INC_ACTOR_CALLER);
}

static void bring_to(int32_t stage)
{
    if (stage <= INC_STAGE_DETECTED)
        MUST("2026-06-01T08:00", .kind = INC_COMMAND_DETECT);
    if (stage == INC_STAGE_NONE)
        MUST("2026-06-01T08:10", .kind = INC_COMMAND_VOID, .corrects = 1, .reason = "a slip");
    if (stage >= INC_STAGE_LOGGED)
        log_it(stage);
    if (stage == INC_STAGE_DIAGNOSIS)
        MUST("2026-06-01T09:10", .kind = INC_COMMAND_ASSIGN, .team = "desk", .tier = 1);
    if (stage == INC_STAGE_INVESTIGATION)
        MUST("2026-06-01T09:10", .kind = INC_COMMAND_ASSIGN, .team = "net", .tier = 2);
    if (stage == INC_STAGE_RESOLVED || stage == INC_STAGE_CLOSED)
        resolve_it();
    if (stage == INC_STAGE_CLOSED)
        MUST("2026-06-01T09:50", .kind = INC_COMMAND_DOCUMENT, .documentation = "restarted");
    if (stage == INC_STAGE_CANCELLED)
        MUST("2026-06-01T09:20", .kind = INC_COMMAND_CANCEL, .reason = "none");
}

/* What a command needs beside the stage. */
static void prepare(int32_t stage, int32_t kind)
{
    int works = stage >= INC_STAGE_LOGGED && stage < INC_STAGE_RESOLVED;

    if (kind == INC_COMMAND_RELEASE && works)
        MUST("2026-06-01T09:55", .kind = INC_COMMAND_HOLD, .reason = "caller",
             .actor_kind = INC_ACTOR_BOT);
    if (kind == INC_COMMAND_REOPEN && works)
        MUST("2026-06-01T09:55", .kind = INC_COMMAND_RESTORE);
    if (kind == INC_COMMAND_UNLINK && stage >= INC_STAGE_LOGGED)
        MUST("2026-06-01T09:55", .kind = INC_COMMAND_LINK, .relation = "change", .other = "CHG-1");
}

static const char *reason_of(int32_t kind)
{
    switch (kind) {
    case INC_COMMAND_HOLD:
    case INC_COMMAND_RELEASE:
        return "caller";
    case INC_COMMAND_PRIORITISE:
    case INC_COMMAND_REFUSE:
    case INC_COMMAND_REOPEN:
    case INC_COMMAND_CANCEL:
    case INC_COMMAND_VOID:
    case INC_COMMAND_REDACT:
        return "why not";
    default:
        return NULL;
    }
}

/* A command with what it takes. */
static inc_command sensible(int32_t stage, int32_t kind)
{
    inc_command command = {.kind = kind, .reason = reason_of(kind)};

    if (kind == INC_COMMAND_CLASSIFY)
        command.impact = command.urgency = 2;
    if (kind == INC_COMMAND_PRIORITISE)
        command.priority = 1;
    if (kind == INC_COMMAND_ASSIGN)
        command.team = "desk";
    if (kind == INC_COMMAND_ESCALATE)
        command.direction = "hierarchic";
    if (kind == INC_COMMAND_RESOLVE)
        command.code = "fixed";
    if (kind == INC_COMMAND_RESOLVE || kind == INC_COMMAND_NOTE)
        command.text = "done";
    if (kind == INC_COMMAND_DOCUMENT || kind == INC_COMMAND_CLOSE)
        command.documentation = "restarted";
    if (kind == INC_COMMAND_LINK || kind == INC_COMMAND_UNLINK)
        command.relation = "change";
    if (command.relation != NULL || kind == INC_COMMAND_CONVERT)
        command.other = "CHG-1";
    if (kind == INC_COMMAND_VOID)
        command.corrects = stage == INC_STAGE_NONE ? 2 : 1;
    return command;
}

static void check_pair(int32_t stage, int32_t kind)
{
    int32_t said = inc_command_guard(kind, stage), allowed[INC_COMMANDS_MOST];
    inc_incident_view view = {.size = sizeof view};
    inc_incident *incident = NULL;
    inc_status status;

    (void) snprintf(subject, sizeof subject, "%d-%d", (int) stage, (int) kind);
    bring_to(stage);
    prepare(stage, kind);
    ck_assert_int_eq(inc_desk_look(desk, subject, at("2026-06-01T10:00"), NULL, &incident), INC_OK);
    ck_assert_int_eq(inc_incident_look(incident, at("2026-06-01T10:00"), INC_TIME_NONE, &view),
                     INC_OK);
    ck_assert_int_eq(view.stage, stage);
    ck_assert_int_eq(
        inc_desk_allowed(desk, subject, at("2026-06-01T10:00"), allowed, INC_COMMANDS_MOST),
        INC_OK);
    ck_assert_int_eq(allowed[kind], said);
    status = ask(sensible(stage, kind), "2026-06-01T10:00");
    ck_assert_msg(status == (said == INC_REFUSAL_NONE ? INC_OK : INC_E_REFUSED), "%s in %s: %s",
                  inc_command_name(kind), inc_stage_name(stage), inc_context_error(context));
    ck_assert_int_eq(inc_desk_refusal(desk), said);
}

START_TEST(guard_is_the_table_in_every_stage)
{
    int32_t stage, kind;

    for (stage = 0; stage < STAGES; stage++) {
        for (kind = 1; kind <= INC_COMMAND_MIGRATE; kind++)
            check_pair(stage, kind);
    }
}
END_TEST

START_TEST(guard_refuses_what_is_no_command_or_stage)
{
    ck_assert_int_eq(inc_command_guard(0, 3), INC_REFUSAL_NOT_LOGGED);
    ck_assert_int_eq(inc_command_guard(INC_COMMAND_MIGRATE + 1, 3), INC_REFUSAL_NOT_LOGGED);
    ck_assert_int_eq(inc_command_guard(-1, 3), INC_REFUSAL_NOT_LOGGED);
    ck_assert_int_eq(inc_command_guard(INC_COMMAND_NOTE, -1), INC_REFUSAL_NOT_LOGGED);
    ck_assert_int_eq(inc_command_guard(INC_COMMAND_NOTE, STAGES), INC_REFUSAL_NOT_LOGGED);
}
END_TEST

START_TEST(guard_has_nothing_to_void_where_nothing_is)
{
    int32_t allowed[INC_COMMANDS_MOST], kind;

    ck_assert_int_eq(
        inc_desk_allowed(desk, "none", at("2026-06-01T10:00"), allowed, INC_COMMANDS_MOST), INC_OK);
    for (kind = 1; kind <= INC_COMMAND_MIGRATE; kind++)
        ck_assert_int_eq(allowed[kind], kind <= INC_COMMAND_LOG ? 0 : INC_REFUSAL_NOT_LOGGED);
}
END_TEST

/* A line of the table as doc/life-cycle.md has it. */
static void print_row(int32_t kind, char *line, size_t room)
{
    size_t used = (size_t) snprintf(line, room, "| `%s` |", inc_command_name(kind));
    int32_t stage;

    for (stage = 0; stage < STAGES; stage++) {
        int32_t code = inc_command_guard(kind, stage);
        used += (size_t) snprintf(line + used, room - used, " %s |",
                                  code == INC_REFUSAL_NONE ? "yes" : inc_refusal_name(code));
    }
}

static int page_has(FILE *page, const char *line)
{
    char read[1024];

    rewind(page);
    while (fgets(read, sizeof read, page) != NULL) {
        read[strcspn(read, "\r\n")] = '\0';
        if (strcmp(read, line) == 0)
            return 1;
    }
    return 0;
}

START_TEST(guard_is_printed_in_the_guide)
{
    char path[1024], line[512];
    const char *root = getenv("INCIDENT_SOURCE");
    FILE *page;
    int32_t kind;

    (void) snprintf(path, sizeof path, "%s/doc/life-cycle.md", root != NULL ? root : ".");
    page = fopen(path, "r");
    ck_assert_msg(page != NULL, "no %s", path);
    for (kind = 1; kind <= INC_COMMAND_MIGRATE; kind++) {
        print_row(kind, line, sizeof line);
        ck_assert_msg(page_has(page, line), "the guide lacks the line\n%s", line);
    }
    (void) fclose(page);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        guard_is_the_table_in_every_stage, guard_refuses_what_is_no_command_or_stage,
        guard_has_nothing_to_void_where_nothing_is, guard_is_printed_in_the_guide, NULL};

    return unit_run("guard", tests, open_desk, close_desk);
}
