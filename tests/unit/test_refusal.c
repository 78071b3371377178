/* Refusals: every code with its arguments, a name and a line. */
#include "desk_fixture.h"

/* The refusal of a command with its arguments, as "code name=value name=value". */
static const char *told(const char *when, inc_command command)
{
    static char text[1200];
    const char *name = NULL, *value = NULL;
    size_t used, i;

    command.size = sizeof command;
    if (command.subject == NULL)
        command.subject = "INC-1";
    ck_assert_int_eq(inc_desk_run(desk, &command, at(when), NULL), INC_E_REFUSED);
    used = (size_t) snprintf(text, sizeof text, "%s", inc_refusal_name(inc_desk_refusal(desk)));
    ck_assert_str_ne(inc_context_error(context), "");
    for (i = 0; inc_desk_refusal_argument(desk, i, &name, &value) == INC_OK; i++)
        used += (size_t) snprintf(text + used, sizeof text - used, " %s=%s", name, value);
    ck_assert_int_eq(inc_desk_refusal_argument(desk, i, &name, &value), INC_DONE);
    return text;
}

#define TOLD(expected, when, ...)                                                                  \
    ck_assert_str_eq(told((when), (inc_command){__VA_ARGS__}), expected)

static void log_it(void)
{
    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .impact = 2, .urgency = 2);
}

START_TEST(refusal_of_state)
{
    must("2026-06-01T08:00", .kind = INC_COMMAND_DETECT);
    TOLD("not_logged", "2026-06-01T08:00", .kind = INC_COMMAND_WORK);
    TOLD("already_detected", "2026-06-01T08:00", .kind = INC_COMMAND_DETECT);
    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG);
    TOLD("already_logged", "2026-06-01T09:00", .kind = INC_COMMAND_LOG);
    TOLD("not_classified", "2026-06-01T09:00", .kind = INC_COMMAND_ESCALATE);
    must("2026-06-01T09:00", .kind = INC_COMMAND_ACKNOWLEDGE);
    TOLD("already_acknowledged acknowledged=2026-06-01T09:00:00Z", "2026-06-01T09:01",
         .kind = INC_COMMAND_ACKNOWLEDGE);
    must("2026-06-01T09:10", .kind = INC_COMMAND_RESTORE);
    TOLD("already_restored restored=2026-06-01T09:10:00Z", "2026-06-01T09:11",
         .kind = INC_COMMAND_RESTORE);
    must("2026-06-01T09:12", .kind = INC_COMMAND_REOPEN, .reason = "no");
    TOLD("open", "2026-06-01T09:13", .kind = INC_COMMAND_REOPEN, .reason = "no");
    TOLD("not_resolved", "2026-06-01T09:13", .kind = INC_COMMAND_CONFIRM);
    must("2026-06-01T09:14", .kind = INC_COMMAND_CANCEL, .reason = "none");
    TOLD("cancelled", "2026-06-01T09:15", .kind = INC_COMMAND_WORK);
}
END_TEST

START_TEST(refusal_of_the_end)
{
    log_it();
    must("2026-06-01T10:00", .kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "done");
    TOLD("resolved", "2026-06-01T10:00", .kind = INC_COMMAND_WORK);
    TOLD("not_confirmed confirm_by=2026-06-04T10:00:00Z", "2026-06-01T10:00",
         .kind = INC_COMMAND_CLOSE);
    must("2026-06-01T10:01", .kind = INC_COMMAND_CONFIRM);
    TOLD("undocumented", "2026-06-01T10:02", .kind = INC_COMMAND_CLOSE);
    must("2026-06-01T10:02", .kind = INC_COMMAND_CLOSE, .documentation = "it hung");
    TOLD("closed", "2026-06-01T10:02", .kind = INC_COMMAND_CLOSE);
    TOLD("reopen_window reopen_until=2026-06-15T10:02:00Z", "2026-06-15T10:02:00.000001",
         .kind = INC_COMMAND_REOPEN, .reason = "again");
    must("2026-06-15T10:02", .kind = INC_COMMAND_REOPEN, .reason = "again",
         .happened = at("2026-06-15T10:02"));
}
END_TEST

START_TEST(refusal_of_class)
{
    TOLD("is_request category=request.access", "2026-06-01T09:00", .kind = INC_COMMAND_LOG,
         .category = "request.access");
    TOLD("category_unknown category=moon", "2026-06-01T09:00", .kind = INC_COMMAND_LOG,
         .category = "moon");
    log_it();
    TOLD("level_unknown scale=impact level=4", "2026-06-01T09:00", .kind = INC_COMMAND_CLASSIFY,
         .impact = 4);
    TOLD("level_unknown scale=urgency level=4", "2026-06-01T09:00", .kind = INC_COMMAND_CLASSIFY,
         .urgency = 4);
    TOLD("level_unknown scale=priority level=5", "2026-06-01T09:00", .kind = INC_COMMAND_PRIORITISE,
         .priority = 5, .reason = "x");
    TOLD("no_override", "2026-06-01T09:00", .kind = INC_COMMAND_PRIORITISE, .reason = "x");
    TOLD("tier_unknown tier=3 tiers=2", "2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .tier = 3);
    must("2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .tier = 2);
    TOLD("tier_not_higher tier=1 from=2", "2026-06-01T09:00", .kind = INC_COMMAND_ESCALATE,
         .tier = 1);
    TOLD("tier_unknown tier=3 tiers=2", "2026-06-01T09:00", .kind = INC_COMMAND_ESCALATE);
}
END_TEST

START_TEST(refusal_of_holds_and_codes)
{
    log_it();
    TOLD("hold_unknown reason=nap", "2026-06-01T09:00", .kind = INC_COMMAND_HOLD, .reason = "nap");
    TOLD("not_held reason=caller source=", "2026-06-01T09:00", .kind = INC_COMMAND_RELEASE,
         .reason = "caller");
    must("2026-06-01T09:00", .kind = INC_COMMAND_HOLD, .reason = "caller", .source = "mail");
    TOLD("not_held reason=caller source=phone", "2026-06-01T09:00", .kind = INC_COMMAND_RELEASE,
         .reason = "caller", .source = "phone");
    TOLD("resolution_unknown code=magic", "2026-06-01T09:00", .kind = INC_COMMAND_RESOLVE,
         .code = "magic", .text = "x");
    TOLD("change_missing code=configuration_changed", "2026-06-01T09:00",
         .kind = INC_COMMAND_RESOLVE, .code = "configuration_changed", .text = "x");
    must("2026-06-01T09:00", .kind = INC_COMMAND_LINK, .relation = "change", .other = "CHG-1");
    must("2026-06-01T09:00", .kind = INC_COMMAND_RESOLVE, .code = "configuration_changed",
         .text = "x");
}
END_TEST

START_TEST(refusal_of_links)
{
    log_it();
    TOLD("link_missing relation=change other=C", "2026-06-01T09:00", .kind = INC_COMMAND_UNLINK,
         .relation = "change", .other = "C");
    must("2026-06-01T09:00", .kind = INC_COMMAND_LINK, .relation = "change", .other = "C");
    TOLD("link_exists relation=change other=C", "2026-06-01T09:00", .kind = INC_COMMAND_LINK,
         .relation = "change", .other = "C");
    TOLD("link_missing relation=problem other=C", "2026-06-01T09:00", .kind = INC_COMMAND_UNLINK,
         .relation = "problem", .other = "C");
    TOLD("link_to_self other=INC-1", "2026-06-01T09:00", .kind = INC_COMMAND_LINK,
         .relation = "parent", .other = "INC-1");
}
END_TEST

START_TEST(refusal_of_amendments)
{
    log_it();
    must("2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .text = "x");
    TOLD("fact_unknown fact=9", "2026-06-01T09:00", .kind = INC_COMMAND_VOID, .corrects = 9,
         .reason = "x");
    TOLD("fact_kind fact=1 kind=logged", "2026-06-01T09:00", .kind = INC_COMMAND_NOTE,
         .corrects = 1, .text = "x");
    must("2026-06-01T09:00", .kind = INC_COMMAND_VOID, .corrects = 3, .reason = "x");
    TOLD("fact_struck fact=3", "2026-06-01T09:00", .kind = INC_COMMAND_VOID, .corrects = 3,
         .reason = "x");
    TOLD("fact_struck fact=3", "2026-06-01T09:00", .kind = INC_COMMAND_NOTE, .corrects = 3,
         .text = "x");
    TOLD("in_future happened=2026-06-01T10:00:00Z now=2026-06-01T09:00:00Z", "2026-06-01T09:00",
         .kind = INC_COMMAND_WORK, .happened = at("2026-06-01T10:00"));
    TOLD("rules_unknown rules=abc", "2026-06-01T09:00", .kind = INC_COMMAND_MIGRATE,
         .rules = "abc");
}
END_TEST

START_TEST(refusal_is_gone_with_the_next_call)
{
    const char *name, *value;

    log_it();
    TOLD("fact_unknown fact=9", "2026-06-01T09:00", .kind = INC_COMMAND_VOID, .corrects = 9,
         .reason = "x");
    must("2026-06-01T09:00", .kind = INC_COMMAND_WORK);
    ck_assert_int_eq(inc_desk_refusal(desk), INC_REFUSAL_NONE);
    ck_assert_int_eq(inc_desk_refusal_argument(desk, 0, &name, &value), INC_DONE);
    ck_assert_int_eq(inc_desk_refusal(NULL), INC_REFUSAL_NONE);
    ck_assert_int_eq(inc_desk_refusal_argument(NULL, 0, &name, &value), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_refusal_argument(desk, 0, NULL, &value), INC_E_INVALID);
}
END_TEST

/* A value that is too long is cut at a character. */
START_TEST(refusal_values_are_cut_at_a_character)
{
    char long_name[301];
    const char *name = NULL, *value = NULL;
    size_t i;

    for (i = 0; i < 150; i++)
        memcpy(long_name + 2 * i, "\xc3\xa9", 3);
    log_it();
    ck_assert_int_eq(run("2026-06-01T09:00", .kind = INC_COMMAND_HOLD, .reason = long_name),
                     INC_E_REFUSED);
    ck_assert_int_eq(inc_desk_refusal_argument(desk, 0, &name, &value), INC_OK);
    ck_assert_uint_eq(strlen(value), 254);
    ck_assert_int_eq(strncmp(value, long_name, 254), 0);
}
END_TEST

START_TEST(refusal_codes_are_in_the_guide)
{
    static char page[200000];
    char path[1024], row[80];
    const char *root = getenv("INCIDENT_SOURCE");
    FILE *file;
    int32_t code;

    (void) snprintf(path, sizeof path, "%s/doc/life-cycle.md", root != NULL ? root : ".");
    file = fopen(path, "r");
    ck_assert_msg(file != NULL, "no %s", path);
    page[fread(page, 1, sizeof page - 1, file)] = '\0';
    (void) fclose(file);
    for (code = 1; strcmp(inc_refusal_name(code), "?") != 0; code++) {
        (void) snprintf(row, sizeof row, "| %d | `%s` |", (int) code, inc_refusal_name(code));
        ck_assert_msg(strstr(page, row) != NULL, "the guide lacks %s", row);
    }
    ck_assert_int_eq(code, INC_REFUSAL_RULES_UNKNOWN + 1);
    ck_assert_str_eq(inc_refusal_name(0), "none");
    ck_assert_str_eq(inc_refusal_name(-1), "?");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {refusal_of_state,
                                  refusal_of_the_end,
                                  refusal_of_class,
                                  refusal_of_holds_and_codes,
                                  refusal_of_links,
                                  refusal_of_amendments,
                                  refusal_is_gone_with_the_next_call,
                                  refusal_values_are_cut_at_a_character,
                                  refusal_codes_are_in_the_guide,
                                  NULL};

    return unit_run("refusal", tests, open_desk, close_desk);
}
