/* Walks over all subjects: verify, rebuild, migrate, redact; in chunks. */
#include "desk_fixture.h"

#define SUBJECTS 7

static inc_rules *others; /* in force from 2026-06-03 on */

static void open_walk(void)
{
    inc_zone *zone = NULL;

    open_desk();
    ck_assert_int_eq(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    ck_assert_int_eq(inc_preset_rules(context, INC_PRESET_LARGE, zone, &others), INC_OK);
    ck_assert_int_eq(inc_rulebook_publish(rulebook, others, at("2026-06-03T00:00")), INC_OK);
    inc_zone_unref(zone);
}

static void close_walk(void)
{
    inc_rules_unref(others);
    close_desk();
}

/* INC-0 to INC-6: every third is closed, the rest are open; all are by ann for cal. */
static void fill(void)
{
    inc_command command;
    char id[16];
    int i;

    for (i = 0; i < SUBJECTS; i++) {
        (void) snprintf(id, sizeof id, "INC-%d", i);
        command = (inc_command){.size = sizeof command, .kind = INC_COMMAND_LOG, .subject = id};
        command.person = i % 2 == 0 ? "cal" : "col";
        command.actor = "ann";
        command.impact = 1;
        command.urgency = 1 + i % 3;
        ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-02T16:00"), NULL), INC_OK);
        if (i % 3 != 0)
            continue;
        command = (inc_command){.size = sizeof command, .kind = INC_COMMAND_CANCEL, .subject = id};
        command.reason = "none";
        ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-02T16:30"), NULL), INC_OK);
    }
}

static inc_text *bytes(void)
{
    inc_text *text = NULL;

    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_memory_snapshot(backend, text), INC_OK);
    return text;
}

/* 1 when the memory is as it was; the text is freed. */
static int unchanged(inc_text *before)
{
    inc_text *after = bytes();
    size_t left, right;
    const char *one = inc_text_data(before, &left), *other = inc_text_data(after, &right);
    int same = left == right && memcmp(one, other, left) == 0;

    inc_text_free(before);
    inc_text_free(after);
    return same;
}

/* Sets a column of a head to something else. */
static void tamper(const char *subject, int32_t column, int64_t value)
{
    inc_write write = {.size = sizeof write};
    inc_row_builder *builder = NULL;
    inc_batch *batch = NULL;
    inc_row *row = NULL, *wrong = NULL;

    ck_assert_int_eq(inc_store_head(store, "", 0, subject, &row), INC_OK);
    ck_assert_int_eq(inc_row_builder_new(context, INC_ROW_HEAD, &builder), INC_OK);
    ck_assert_int_eq(inc_row_builder_copy(builder, row), INC_OK);
    ck_assert_int_eq(inc_row_builder_integer(builder, column, value), INC_OK);
    ck_assert_int_eq(inc_row_builder_build(builder, &wrong), INC_OK);
    ck_assert_int_eq(inc_batch_new(context, "", 0, subject, -1, &batch), INC_OK);
    write.row = wrong;
    write.revision = inc_row_integer(row, INC_ROW_REVISION);
    ck_assert_int_eq(inc_batch_write(batch, &write), INC_OK);
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_OK);
    inc_batch_free(batch);
    inc_row_unref(wrong);
    inc_row_builder_free(builder);
    inc_row_unref(row);
}

typedef inc_status walk(inc_desk *desk, inc_time now, const inc_walk_options *options,
                        inc_walk_report *report);

static inc_status verify(inc_desk *at_desk, inc_time now, const inc_walk_options *options,
                         inc_walk_report *report)
{
    (void) now;
    return inc_desk_verify(at_desk, options, report);
}

static inc_status rebuild(inc_desk *at_desk, inc_time now, const inc_walk_options *options,
                          inc_walk_report *report)
{
    (void) now;
    return inc_desk_rebuild(at_desk, options, report);
}

/* Walks in chunks; "changed/subjects/calls". */
static const char *walks(walk *go, inc_walk_options options)
{
    static char text[60];
    inc_walk_report report = {.size = sizeof report};
    int32_t changed = 0, subjects = 0, calls = 0;

    options.size = sizeof options;
    do {
        ck_assert_msg(go(desk, at("2026-06-03T08:00"), &options, &report) == INC_OK, "%s",
                      inc_context_error(context));
        changed += report.changed;
        subjects += report.subjects;
        calls++;
        options.after_subject = report.after_subject;
    } while (report.more);
    (void) snprintf(text, sizeof text, "%d/%d/%d", (int) changed, (int) subjects, (int) calls);
    return text;
}

START_TEST(walk_of_nothing)
{
    inc_walk_report report = {.size = sizeof report};

    ck_assert_str_eq(walks(verify, (inc_walk_options){0}), "0/0/1");
    fill();
    ck_assert_int_eq(inc_desk_verify(desk, NULL, &report), INC_OK);
    ck_assert_str_eq(report.after_subject, "INC-6");
    /* Where an earlier walk stopped is no answer of this one. */
    ck_assert_int_eq(inc_desk_verify(desk,
                                     &(inc_walk_options){.size = sizeof(inc_walk_options),
                                                         .after_subject = "INC-6"},
                                     &report),
                     INC_OK);
    ck_assert_int_eq(report.subjects, 0);
    ck_assert_str_eq(report.after_subject, "");
}
END_TEST

START_TEST(walk_finds_and_mends_heads)
{
    inc_difference difference = {.size = sizeof difference};

    fill();
    ck_assert_str_eq(walks(verify, (inc_walk_options){.limit = 3}), "0/7/3");
    tamper("INC-2", INC_HEAD_PRIORITY, 4);
    tamper("INC-5", INC_HEAD_NEXT_AT, INC_TIME_NONE);
    ck_assert_str_eq(walks(verify, (inc_walk_options){0}), "2/7/1");
    ck_assert_int_eq(inc_desk_difference(desk, 0, &difference), INC_OK);
    ck_assert_str_eq(difference.subject, "INC-2");
    ck_assert_str_eq(difference.name, "priority");
    ck_assert_int_eq(inc_desk_difference(desk, 1, &difference), INC_OK);
    ck_assert_str_eq(difference.subject, "INC-5");
    ck_assert_str_eq(difference.name, "next_at");
    ck_assert_int_eq(inc_desk_difference(desk, 2, &difference), INC_DONE);
    ck_assert_str_eq(walks(rebuild, (inc_walk_options){.dry_run = 1}), "2/7/1");
    ck_assert_str_eq(walks(rebuild, (inc_walk_options){.limit = 1}), "2/7/7");
    ck_assert_str_eq(walks(verify, (inc_walk_options){0}), "0/7/1");
    ck_assert_str_eq(walks(rebuild, (inc_walk_options){0}), "0/7/1");
}
END_TEST

/* A head that hides its timer comes to nothing until it is rebuilt. */
START_TEST(walk_brings_timers_back)
{
    inc_time when;

    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .impact = 1, .urgency = 1);
    tamper("INC-1", INC_HEAD_NEXT_AT, INC_TIME_NONE);
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_DONE);
    ck_assert_int_eq(inc_desk_rebuild(desk, NULL, NULL), INC_OK);
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_OK);
    ck_assert_int_eq(when, at("2026-06-01T09:10"));
    /* One that is due for nothing is looked at once, and written anew. */
    tamper("INC-1", INC_HEAD_NEXT_AT, at("2026-06-01T09:01"));
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-01T09:02"), NULL, NULL), INC_OK);
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_OK);
    ck_assert_int_eq(when, at("2026-06-01T09:10"));
    ck_assert_str_eq(walks(verify, (inc_walk_options){0}), "0/1/1");
}
END_TEST

#define DIFFERENCES 40

static size_t copy_differences(inc_difference *list)
{
    static char names[DIFFERENCES][2][32];
    size_t i;

    for (i = 0; i < DIFFERENCES; i++) {
        list[i] = (inc_difference){.size = sizeof list[i]};
        if (inc_desk_difference(desk, i, &list[i]) != INC_OK)
            break;
        (void) snprintf(names[i][0], sizeof names[i][0], "%s", list[i].subject);
        (void) snprintf(names[i][1], sizeof names[i][1], "%s", list[i].name);
        list[i].subject = names[i][0];
        list[i].name = names[i][1];
    }
    return i;
}

/* The clock of a subject's policy is as a dry run said it would be. */
static void check_foreseen(const inc_difference *foreseen)
{
    inc_attachment attachment = {.size = sizeof attachment};
    inc_clock_view view = {.size = sizeof view};
    inc_policy_options options = {.size = sizeof options};
    inc_incident *incident = NULL;
    size_t i;

    ck_assert_int_eq(
        inc_desk_look(desk, foreseen->subject, at("2026-06-03T08:00"), NULL, &incident), INC_OK);
    for (i = 0; inc_incident_clock(incident, i, &attachment, &view) == INC_OK; i++) {
        ck_assert_int_eq(inc_policy_describe(attachment.policy, &options), INC_OK);
        if (strcmp(options.name, foreseen->name) != 0)
            continue;
        ck_assert_int_eq(view.verdict, foreseen->is_verdict);
        ck_assert_int_eq(view.due, foreseen->is_due);
        ck_assert_int_eq(view.breach_at, foreseen->is_breach_at);
        return;
    }
    ck_assert_msg(0, "%s has no clock '%s'", foreseen->subject, foreseen->name);
}

START_TEST(walk_migrates_as_its_dry_run_says)
{
    inc_difference foreseen[DIFFERENCES], done[DIFFERENCES];
    inc_text *before;
    size_t count, i;

    fill();
    before = bytes();
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){.dry_run = 1}), "4/7/1");
    count = copy_differences(foreseen);
    ck_assert_uint_gt(count, 0);
    ck_assert_int_eq(unchanged(before), 1);
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){0}), "4/7/1");
    ck_assert_uint_eq(copy_differences(done), count);
    for (i = 0; i < count; i++)
        check_foreseen(&foreseen[i]);
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){0}), "0/7/1");
    ck_assert_str_eq(walks(verify, (inc_walk_options){0}), "0/7/1");
}
END_TEST

START_TEST(walk_migrates_in_chunks_and_back)
{
    fill();
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){.limit = 2}), "4/7/4");
    ck_assert_str_eq(
        walks(inc_desk_migrate, (inc_walk_options){.limit = 2, .rules = inc_rules_hash(rules)}),
        "4/7/4");
    ck_assert_int_eq(inc_desk_migrate(desk, at("2025-01-01T00:00"), NULL, NULL), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_desk_migrate(desk, INC_TIME_MIN - 1, NULL, NULL), INC_E_RANGE);
}
END_TEST

/* What has closed by itself meanwhile is not moved, nor said to be. */
START_TEST(walk_leaves_what_has_closed)
{
    must("2026-05-28T09:00", .kind = INC_COMMAND_LOG, .impact = 1, .urgency = 1);
    must("2026-05-28T09:05", .kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "x",
         .documentation = "y", .happened = at("2026-05-28T09:05"));
    /* Three office days later. */
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){.dry_run = 1}), "0/1/1");
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){0}), "0/1/1");
}
END_TEST

START_TEST(walk_forgets_a_person)
{
    inc_walk_options options = {.limit = 2, .person = "cal", .reason = "gdpr", .actor = "cal"};

    fill();
    options.dry_run = 1;
    ck_assert_str_eq(walks(inc_desk_redact, options), "4/7/4");
    options.dry_run = 0;
    ck_assert_str_eq(walks(inc_desk_redact, options), "4/7/4");
    /* Who asked was the person: the name is not kept by the fact that forgets it. */
    ck_assert_str_eq(walks(inc_desk_redact, options), "0/7/4");
    options.person = "ann";
    options.actor = "boss";
    ck_assert_str_eq(walks(inc_desk_redact, options), "7/7/4");
    ck_assert_str_eq(walks(verify, (inc_walk_options){0}), "0/7/1");
    options = (inc_walk_options){.size = sizeof options, .person = "cal"};
    ck_assert_int_eq(inc_desk_redact(desk, at("2026-06-04T09:00"), &options, NULL), INC_E_INVALID);
}
END_TEST

/* What lost its record is still about somebody. */
START_TEST(walk_forgets_what_has_no_record)
{
    inc_walk_options options = {.person = "cal", .reason = "gdpr"};

    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .person = "cal");
    must("2026-06-01T09:00", .kind = INC_COMMAND_VOID, .corrects = 1, .reason = "a slip");
    ck_assert_int_eq(look("2026-06-01T09:00").stage, INC_STAGE_NONE);
    ck_assert_str_eq(walks(inc_desk_migrate, (inc_walk_options){.dry_run = 1}), "0/1/1");
    ck_assert_str_eq(walks(inc_desk_redact, options), "1/1/1");
    ck_assert_str_eq(walks(inc_desk_redact, options), "0/1/1");
    must("2026-06-04T09:00", .kind = INC_COMMAND_VOID, .corrects = 2, .reason = "it was one");
    ck_assert_int_eq(look("2026-06-04T09:00").stage, INC_STAGE_LOGGED);
}
END_TEST

START_TEST(walk_refuses_what_makes_no_sense)
{
    inc_walk_options options = {.size = sizeof options, .limit = -1};
    inc_walk_report report = {.size = 1};

    ck_assert_int_eq(inc_desk_verify(NULL, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_verify(desk, NULL, &report), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_verify(desk, &options, NULL), INC_E_INVALID);
    options = (inc_walk_options){.size = sizeof options, .dry_run = 2};
    ck_assert_int_eq(inc_desk_rebuild(desk, &options, NULL), INC_E_INVALID);
    options = (inc_walk_options){.size = 2};
    ck_assert_int_eq(inc_desk_rebuild(desk, &options, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_difference(NULL, 0, NULL), INC_E_INVALID);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {walk_of_nothing,
                                  walk_finds_and_mends_heads,
                                  walk_brings_timers_back,
                                  walk_migrates_as_its_dry_run_says,
                                  walk_migrates_in_chunks_and_back,
                                  walk_leaves_what_has_closed,
                                  walk_forgets_a_person,
                                  walk_forgets_what_has_no_record,
                                  walk_refuses_what_makes_no_sense,
                                  NULL};

    return unit_run("walk", tests, open_walk, close_walk);
}
