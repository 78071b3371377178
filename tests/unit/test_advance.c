/* Advance: what is due is settled once, at its true instant, however it is called. */
#include "desk_fixture.h"

#include "desk/desk.h"

static void log_as(const char *subject, const char *when)
{
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_LOG};

    command.subject = subject;
    command.impact = command.urgency = 1;
    ck_assert_int_eq(inc_desk_run(desk, &command, at(when), NULL), INC_OK);
}

static inc_time deadline(void)
{
    inc_time when = 0;
    inc_status status = inc_desk_next_deadline(desk, NULL, &when);

    ck_assert_int_eq(status, when == INC_TIME_NONE ? INC_DONE : INC_OK);
    return when;
}

static inc_advance_report advance(const char *when, inc_advance_options options)
{
    inc_advance_report report = {.size = sizeof report};

    options.size = sizeof options;
    ck_assert_msg(inc_desk_advance(desk, at(when), &options, &report) == INC_OK, "%s",
                  inc_context_error(context));
    return report;
}

/* Facts of a kind of INC-1, those that were taken out included. */
static int facts_of(int32_t kind)
{
    inc_incident *incident = NULL;
    const inc_event *event;
    size_t i;
    int count = 0;

    ck_assert_int_eq(inc_desk_look(desk, "INC-1", at("2027-01-01T00:00"), NULL, &incident), INC_OK);
    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++)
        count += inc_event_integer(event, INC_EVENT_KIND) == kind;
    return count;
}

/* The sequence of the last fact of a kind. */
static int64_t last_of(int32_t kind)
{
    inc_incident *incident = NULL;
    const inc_event *event;
    size_t i;
    int64_t found = 0;

    ck_assert_int_eq(inc_desk_look(desk, "INC-1", at("2027-01-01T00:00"), NULL, &incident), INC_OK);
    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++) {
        if (inc_event_integer(event, INC_EVENT_KIND) == kind)
            found = inc_event_integer(event, INC_EVENT_SEQUENCE);
    }
    return found;
}

static void check_clean(void)
{
    inc_walk_report report = {.size = sizeof report};

    ck_assert_int_eq(inc_desk_verify(desk, NULL, &report), INC_OK);
    ck_assert_int_eq(report.changed, 0);
}

START_TEST(advance_wakes_at_the_first_instant)
{
    log_as("INC-1", "2026-06-01T09:00");
    ck_assert_int_eq(deadline(), at("2026-06-01T09:10"));
    ck_assert_int_eq(advance("2026-06-01T09:09:59.999999", (inc_advance_options){0}).subjects, 0);
    ck_assert_int_eq(advance("2026-06-01T09:10", (inc_advance_options){0}).facts, 1);
    ck_assert_int_eq(deadline(), at("2026-06-01T09:11:15"));
    ck_assert_int_eq(advance("2026-06-01T09:15", (inc_advance_options){0}).facts, 3);
    ck_assert_int_eq(deadline(), at("2026-06-01T09:15:00.000001"));
    ck_assert_int_eq(advance("2026-06-01T09:15:00.000001", (inc_advance_options){0}).facts, 1);
    ck_assert_int_eq(look("2026-06-01T09:16").breach_at, at("2026-06-01T09:15:00.000001"));
}
END_TEST

START_TEST(advance_goes_on_in_parts)
{
    inc_advance_options options = {.limit = 1};
    inc_advance_report report;
    int rounds = 0;

    log_as("INC-3", "2026-06-01T09:00");
    log_as("INC-1", "2026-06-01T09:00");
    log_as("INC-2", "2026-06-01T09:05");
    do {
        report = advance("2026-06-01T09:12", options);
        ck_assert_int_eq(report.subjects, 1);
        ck_assert_int_eq(report.more, ++rounds < 2);
        options.after = report.after;
        options.after_subject = report.after_subject;
        ck_assert_str_eq(report.after_subject, rounds == 1 ? "INC-1" : "INC-3");
    } while (report.more);
    ck_assert_int_eq(rounds, 2);
    report = advance("2026-06-01T09:12", options);
    ck_assert_int_eq(report.subjects, 0);
    ck_assert_str_eq(report.after_subject, "");
    ck_assert_int_eq(report.after, INC_TIME_NONE);
}
END_TEST

START_TEST(advance_takes_a_shard_at_a_time)
{
    char id[16];
    int32_t index, total = 0;
    int i;

    for (i = 0; i < 30; i++) {
        (void) snprintf(id, sizeof id, "INC-%d", i);
        log_as(id, "2026-06-01T09:00");
    }
    for (index = 0; index < 3; index++) {
        inc_deadline_options wanted = {.size = sizeof wanted, .shard_count = 3};
        inc_advance_report report;
        inc_time when = 0;
        wanted.shard_index = index;
        ck_assert_int_eq(inc_desk_next_deadline(desk, &wanted, &when), INC_OK);
        ck_assert_int_eq(when, at("2026-06-01T09:10"));
        report = advance("2026-06-01T09:10",
                         (inc_advance_options){.shard_index = index, .shard_count = 3});
        ck_assert_int_gt(report.subjects, 0);
        total += report.subjects;
        ck_assert_int_eq(inc_desk_next_deadline(desk, &wanted, &when), INC_OK);
        ck_assert_int_gt(when, at("2026-06-01T09:10"));
    }
    ck_assert_int_eq(total, 30);
}
END_TEST

START_TEST(advance_has_shards_that_tile)
{
    static const int32_t counts[] = {0, 1, 2, 3, 7, INC_SHARDS - 1, INC_SHARDS};
    inc__shards shards;
    int32_t index, next;
    size_t i;

    for (i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (index = 0, next = 0; index < counts[i] || index == 0; index++) {
            ck_assert_int_eq(inc__desk_shards(desk, index, counts[i], &shards), INC_OK);
            ck_assert_int_eq(shards.first, next);
            next = shards.last + 1;
        }
        ck_assert_int_eq(next, INC_SHARDS);
    }
}
END_TEST

START_TEST(advance_refuses_what_makes_no_sense)
{
    inc_advance_options options = {.size = sizeof options};
    inc_deadline_options wanted = {.size = sizeof wanted, .shard_index = 1};
    inc_advance_report report = {.size = 3};
    inc_time when = 5;

    ck_assert_int_eq(inc_desk_advance(NULL, 0, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_advance(desk, 0, NULL, &report), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_advance(desk, INC_TIME_MAX + 1, NULL, NULL), INC_E_RANGE);
    options.limit = -1;
    ck_assert_int_eq(inc_desk_advance(desk, 0, &options, NULL), INC_E_INVALID);
    options = (inc_advance_options){.size = sizeof options, .after = 1};
    ck_assert_int_eq(inc_desk_advance(desk, 0, &options, NULL), INC_E_INVALID);
    options = (inc_advance_options){.size = sizeof options, .reserved = 1};
    ck_assert_int_eq(inc_desk_advance(desk, 0, &options, NULL), INC_E_INVALID);
    options = (inc_advance_options){.size = sizeof options, .shard_count = INC_SHARDS + 1};
    ck_assert_int_eq(inc_desk_advance(desk, 0, &options, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_next_deadline(desk, &wanted, &when), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(when, 5);
    options = (inc_advance_options){.size = sizeof options, .limit = INT32_MAX};
    ck_assert_int_eq(inc_desk_advance(desk, 0, &options, NULL), INC_OK);
}
END_TEST

/* A hold that ran out before it was entered is released where it ran out. */
START_TEST(advance_is_not_needed_for_a_hold_of_the_past)
{
    log_as("INC-1", "2026-06-01T09:00");
    must("2026-06-01T15:00", .kind = INC_COMMAND_HOLD, .reason = "supplier",
         .happened = at("2026-06-01T10:00"), .expires = at("2026-06-01T11:00"));
    ck_assert_int_eq(look("2026-06-01T15:00").held, 0);
    ck_assert_int_eq(facts_of(INC_FACT_RELEASED), 1);
    ck_assert_int_eq(advance("2026-06-01T15:00", (inc_advance_options){0}).facts, 0);
    check_clean();
}
END_TEST

/* What happened by itself follows again from its cause, once. */
START_TEST(advance_does_not_loop_over_what_was_voided)
{
    int fired, i;

    log_as("INC-1", "2026-06-01T09:00");
    must("2026-06-01T09:01", .kind = INC_COMMAND_HOLD, .reason = "supplier",
         .expires = at("2026-06-01T09:05"), .visibility = INC_VISIBILITY_INTERNAL);
    must("2026-06-01T09:12", .kind = INC_COMMAND_DOCUMENT, .documentation = "it hung");
    fired = facts_of(INC_FACT_FIRED);
    ck_assert_int_eq(fired, 2);
    must("2026-06-01T09:12", .kind = INC_COMMAND_VOID, .corrects = last_of(INC_FACT_FIRED),
         .reason = "a slip");
    must("2026-06-01T09:12", .kind = INC_COMMAND_VOID, .corrects = last_of(INC_FACT_RELEASED),
         .reason = "a slip");
    ck_assert_int_eq(facts_of(INC_FACT_FIRED), fired + 1);
    ck_assert_int_eq(facts_of(INC_FACT_RELEASED), 2);
    for (i = 0; i < 3; i++)
        ck_assert_int_eq(advance("2026-06-01T09:13", (inc_advance_options){0}).facts, 0);
    must("2026-06-01T09:13", .kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "done");
    ck_assert_int_eq(advance("2026-06-10T00:00", (inc_advance_options){0}).facts, 2);
    must("2026-06-10T00:00", .kind = INC_COMMAND_VOID, .corrects = last_of(INC_FACT_CLOSED),
         .reason = "a slip");
    must("2026-06-10T00:00", .kind = INC_COMMAND_VOID, .corrects = last_of(INC_FACT_TIMED_OUT),
         .reason = "a slip");
    ck_assert_int_eq(facts_of(INC_FACT_CLOSED), 2);
    /* It is closed at that very instant by a fact, so that there is nothing left to time out. */
    ck_assert_int_eq(facts_of(INC_FACT_TIMED_OUT), 1);
    for (i = 0; i < 3; i++)
        ck_assert_int_eq(advance("2026-06-20T00:00", (inc_advance_options){0}).facts, 0);
    ck_assert_int_eq(look("2026-06-20T00:00").stage, INC_STAGE_CLOSED);
    check_clean();
}
END_TEST

/* Correcting what was settled: the hold lasted longer than it was said to. */
START_TEST(advance_after_a_correction)
{
    log_as("INC-1", "2026-06-01T09:00");
    must("2026-06-01T09:05", .kind = INC_COMMAND_HOLD, .reason = "supplier",
         .expires = at("2026-06-01T10:00"));
    (void) advance("2026-06-01T11:00", (inc_advance_options){0});
    must("2026-06-01T11:00", .kind = INC_COMMAND_HOLD, .reason = "supplier",
         .corrects = last_of(INC_FACT_HELD), .happened = at("2026-06-01T09:05"),
         .expires = at("2026-06-01T09:30"));
    ck_assert_int_eq(facts_of(INC_FACT_RELEASED), 2);
    ck_assert_int_eq(advance("2026-06-01T11:00", (inc_advance_options){0}).facts, 0);
    ck_assert_int_eq(deadline() > at("2026-06-01T11:00"), 1);
    check_clean();
}
END_TEST

/* What happened before anything was known of it. */
START_TEST(advance_with_facts_from_before_the_first)
{
    log_as("INC-1", "2026-06-02T09:00");
    must("2026-06-02T09:01", .kind = INC_COMMAND_NOTE, .text = "it hung yesterday",
         .happened = at("2026-06-01T08:00"));
    must("2026-06-02T09:02", .kind = INC_COMMAND_HOLD, .reason = "caller",
         .happened = at("2026-06-01T08:30"), .expires = at("2026-06-01T08:45"));
    ck_assert_int_eq(look("2026-06-02T09:02").held, 0);
    ck_assert_int_eq(advance("2026-06-02T09:02", (inc_advance_options){0}).facts, 0);
    check_clean();
}
END_TEST

START_TEST(advance_at_the_ends_of_time)
{
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_LOG, .subject = "INC-1"};
    inc_advance_report report = {.size = sizeof report};

    command.impact = command.urgency = 1;
    ck_assert_int_eq(inc_desk_run(desk, &command, INC_TIME_MIN, NULL), INC_OK);
    command.subject = "INC-2";
    ck_assert_msg(inc_desk_run(desk, &command, INC_TIME_MAX, NULL) == INC_OK, "%s",
                  inc_context_error(context));
    command.kind = INC_COMMAND_HOLD;
    command.impact = command.urgency = 0;
    command.reason = "caller";
    ck_assert_msg(inc_desk_run(desk, &command, INC_TIME_MAX, NULL) == INC_OK, "%s",
                  inc_context_error(context));
    ck_assert_msg(inc_desk_advance(desk, INC_TIME_MAX, NULL, &report) == INC_OK, "%s",
                  inc_context_error(context));
    ck_assert_int_eq(inc_desk_advance(desk, INC_TIME_MAX, NULL, &report), INC_OK);
    ck_assert_int_eq(report.subjects, 0);
    ck_assert_int_eq(deadline(), INC_TIME_NONE);
    check_clean();
}
END_TEST

/* A backend that has lost what INC-1 is about. */
static inc_status broken_commit(void *user, inc_context *own, const inc_batch *batch,
                                int64_t *sequence)
{
    (void) own;
    return inc_store_commit(user, batch, sequence);
}

static inc_status broken_read(void *user, inc_context *own, const inc_range *range, inc_page *page)
{
    inc_status status = inc_store_read(user, range, page);

    (void) own;
    if (strcmp(range->subject, "INC-1") == 0)
        return INC_E_BACKEND;
    return status == INC_DONE ? INC_OK : status;
}

static inc_status broken_find(void *user, inc_context *own, const inc_query *query, inc_page *page)
{
    inc_status status = inc_store_find(user, (inc_query *) (uintptr_t) query, page);

    (void) own;
    return status == INC_DONE ? INC_OK : status;
}

static void link_to(const char *subject, const char *other)
{
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_LINK, .relation = "related"};

    command.subject = subject;
    command.other = other;
    ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-01T09:01"), NULL), INC_OK);
}

/* The others get what is theirs: timers once the call goes on after it, messages at once. */
START_TEST(advance_goes_on_after_what_is_broken)
{
    inc_backend callbacks = {.size = sizeof callbacks,
                             .commit = broken_commit,
                             .read = broken_read,
                             .find = broken_find};
    inc_desk_options options = {.size = sizeof options, .rulebook = rulebook};
    inc_advance_options from = {.size = sizeof from};
    inc_advance_report report = {.size = sizeof report};
    inc_store *outer = NULL;
    inc_desk *other = NULL;

    log_as("INC-1", "2026-06-01T09:00");
    log_as("INC-2", "2026-06-01T09:00");
    log_as("INC-3", "2026-06-01T09:00");
    link_to("INC-2", "INC-1");
    link_to("INC-2", "INC-3");
    ck_assert_int_eq(inc_store_open(context, &callbacks, store, &outer), INC_OK);
    ck_assert_int_eq(inc_desk_new(context, outer, &options, &other), INC_OK);
    ck_assert_int_eq(inc_desk_advance(other, at("2026-06-01T09:12"), &from, &report),
                     INC_E_BACKEND);
    ck_assert_str_eq(report.after_subject, "INC-1");
    ck_assert_int_eq(report.subjects, 0);
    /* INC-3 was told, and settled with it. */
    ck_assert_int_eq(report.messages, 1);
    from.after = report.after;
    from.after_subject = report.after_subject;
    ck_assert_int_eq(inc_desk_advance(other, at("2026-06-01T09:12"), &from, &report),
                     INC_E_BACKEND);
    ck_assert_int_eq(report.subjects, 1);
    ck_assert_int_eq(report.messages, 0);
    inc_desk_free(other);
    inc_store_free(outer);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {advance_wakes_at_the_first_instant,
                                  advance_goes_on_in_parts,
                                  advance_takes_a_shard_at_a_time,
                                  advance_has_shards_that_tile,
                                  advance_refuses_what_makes_no_sense,
                                  advance_is_not_needed_for_a_hold_of_the_past,
                                  advance_does_not_loop_over_what_was_voided,
                                  advance_after_a_correction,
                                  advance_with_facts_from_before_the_first,
                                  advance_goes_on_after_what_is_broken,
                                  advance_at_the_ends_of_time,
                                  NULL};

    return unit_run("advance", tests, open_desk, close_desk);
}
