/* Desks: commands, guards, timers, walks. */
#include "desk_fixture.h"

static void log_it(void)
{
    must("2026-06-01T09:00", .kind = INC_COMMAND_LOG, .person = "cal", .service = "mail",
         .text = "no mail", .impact = 1, .urgency = 1);
}

START_TEST(desk_runs_a_life)
{
    inc_outcome outcome = {.size = sizeof outcome};
    inc_command command = {.size = sizeof command,
                           .kind = INC_COMMAND_RESOLVE,
                           .subject = "INC-1",
                           .code = "fixed",
                           .text = "restarted the relay",
                           .documentation = "relay hung; restarted",
                           .commit = "once"};

    ck_assert_int_eq(
        run("2026-06-01T09:00", .kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "x"),
        INC_E_NOT_FOUND);
    log_it();
    ck_assert_int_eq(look("2026-06-01T09:00").stage, INC_STAGE_CLASSIFIED);
    ck_assert_str_eq(refused("2026-06-01T09:01", .kind = INC_COMMAND_LOG), "already_logged");
    must("2026-06-01T09:05", .kind = INC_COMMAND_ASSIGN, .team = "desk", .tier = 1,
         .person = "ann");
    ck_assert_msg(inc_desk_run(desk, &command, at("2026-06-01T10:00"), &outcome) == INC_OK, "%s",
                  inc_context_error(context));
    ck_assert_int_eq(outcome.facts, 2);
    ck_assert_int_eq(outcome.first, 5);
    ck_assert_int_eq(outcome.settled, 1);
    ck_assert_int_eq(inc_desk_run(desk, &command, at("2026-06-01T10:01"), &outcome), INC_OK);
    ck_assert_int_eq(outcome.first, 0);
    ck_assert_int_eq(outcome.last, 6);
    ck_assert_str_eq(refused("2026-06-01T10:02", .kind = INC_COMMAND_CLOSE), "not_confirmed");
    must("2026-06-01T10:03", .kind = INC_COMMAND_CONFIRM, .actor_kind = INC_ACTOR_CALLER);
    ck_assert_int_eq(look("2026-06-01T10:03").stage, INC_STAGE_CLOSED);
}
END_TEST

START_TEST(desk_advances_at_true_instants)
{
    inc_advance_report report = {.size = sizeof report};
    inc_time when = 0;

    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_DONE);
    log_it();
    must("2026-06-01T09:00", .kind = INC_COMMAND_ASSIGN, .person = "ann");
    must("2026-06-01T09:30", .kind = INC_COMMAND_HOLD, .reason = "supplier",
         .expires = at("2026-06-01T11:00"));
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_OK);
    ck_assert_int_eq(when, at("2026-06-01T11:00"));
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-10T00:00"), NULL, &report), INC_OK);
    ck_assert_int_eq(report.subjects, 1);
    ck_assert_int_gt(report.facts, 2);
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-10T00:00"), NULL, &report), INC_OK);
    ck_assert_int_eq(report.subjects, 0);
    ck_assert_int_eq(look("2026-06-10T00:00").held, 0);
    ck_assert_int_eq(look("2026-06-10T00:00").breach_at, at("2026-06-01T14:30:00.000001"));
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_DONE);
}
END_TEST

START_TEST(desk_links_both_ends)
{
    inc_advance_report report = {.size = sizeof report};
    inc_incident *incident = NULL;
    inc_link link = {.size = sizeof link};
    inc_command other = {.size = sizeof other,
                         .kind = INC_COMMAND_LOG,
                         .subject = "INC-2",
                         .relation = "follow_up",
                         .other = "INC-1"};

    log_it();
    ck_assert_int_eq(inc_desk_run(desk, &other, at("2026-06-01T12:00"), NULL), INC_OK);
    ck_assert_msg(inc_desk_advance(desk, at("2026-06-01T12:00"), NULL, &report) == INC_OK, "%s",
                  inc_context_error(context));
    ck_assert_int_eq(report.messages, 1);
    ck_assert_int_eq(inc_desk_look(desk, "INC-1", at("2026-06-01T12:00"), NULL, &incident), INC_OK);
    ck_assert_int_eq(inc_incident_link(incident, 0, &link), INC_OK);
    ck_assert_str_eq(link.relation, "followed_by");
    ck_assert_str_eq(link.other, "INC-2");
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-01T12:00"), NULL, &report), INC_OK);
    ck_assert_int_eq(report.messages, 0);
}
END_TEST

START_TEST(desk_verifies_and_forgets)
{
    inc_walk_report report = {.size = sizeof report};
    inc_walk_options options = {.size = sizeof options, .person = "cal", .reason = "gdpr"};
    inc_row *row = NULL;

    log_it();
    must("2026-06-01T09:30", .kind = INC_COMMAND_NOTE, .text = "called back", .actor = "ann");
    ck_assert_int_eq(inc_desk_verify(desk, NULL, &report), INC_OK);
    ck_assert_int_eq(report.subjects, 1);
    ck_assert_int_eq(report.changed, 0);
    ck_assert_int_eq(inc_desk_redact(desk, at("2026-06-02T09:30"), &options, &report), INC_OK);
    ck_assert_int_eq(report.changed, 1);
    ck_assert_int_eq(inc_store_head(store, "", INC_SUBJECT_INCIDENT, "INC-1", &row), INC_OK);
    ck_assert_str_eq(inc_row_text(row, INC_HEAD_CALLER, NULL), "");
    ck_assert_str_eq(inc_row_text(row, INC_HEAD_TITLE, NULL), "");
    ck_assert_str_eq(inc_row_text(row, INC_HEAD_SERVICE, NULL), "mail");
    inc_row_unref(row);
    ck_assert_int_eq(look("2026-06-02T09:30").redacted, 1);
    ck_assert_int_eq(inc_desk_redact(desk, at("2026-06-02T09:30"), &options, &report), INC_OK);
    ck_assert_int_eq(report.changed, 0);
    ck_assert_int_eq(inc_desk_verify(desk, NULL, &report), INC_OK);
    ck_assert_int_eq(report.changed, 0);
}
END_TEST

typedef struct inbox {
    int count;
    int32_t answer;
    int64_t kinds[20];
} inbox;

static int32_t deliver(void *user, const inc_row *message, const inc_event *event)
{
    inbox *box = user;

    ck_assert_int_eq(inc_row_integer(message, INC_MESSAGE_KIND),
                     inc_event_integer(event, INC_EVENT_KIND));
    box->kinds[box->count++] = inc_event_integer(event, INC_EVENT_KIND);
    return box->answer;
}

START_TEST(desk_delivers_in_order)
{
    inbox box = {.answer = INC_DELIVERY_RETRY};
    inc_outbox_options options = {
        .size = sizeof options, .owner = "w1", .deliver = deliver, .user = &box};
    inc_outbox_report report = {.size = sizeof report};

    log_it();
    must("2026-06-01T09:05", .kind = INC_COMMAND_ASSIGN, .person = "ann");
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T09:06"), &options, &report), INC_OK);
    ck_assert_int_eq(report.retried, 1);
    ck_assert_int_eq(report.delivered, 0);
    ck_assert_int_eq(box.count, 1);
    box.answer = INC_DELIVERY_DONE;
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T09:07"), &options, &report), INC_OK);
    ck_assert_int_eq(report.delivered, 2);
    ck_assert_int_eq(box.kinds[1], INC_FACT_LOGGED);
    ck_assert_int_eq(box.kinds[2], INC_FACT_ASSIGNED);
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T09:08"), &options, &report), INC_DONE);
}
END_TEST

/* A backend that calls its desk back from each of its callbacks. */
typedef struct caller {
    inc_store *inner;
    inc_desk *desk;
    int calls;
} caller;

static void call_back(caller *self)
{
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_DETECT, .subject = "INC-9"};
    int32_t refusals[2];
    inc_incident *incident = NULL;
    inc_time when, now = at("2026-06-01T10:00");

    if (self->desk == NULL)
        return;
    self->calls++;
    ck_assert_int_eq(inc_desk_run(self->desk, &command, now, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_look(self->desk, "INC-9", now, NULL, &incident), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_allowed(self->desk, "INC-9", now, refusals, 2), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_next_deadline(self->desk, NULL, &when), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_advance(self->desk, now, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_verify(self->desk, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_desk_migrate(self->desk, now, NULL, NULL), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "callback"));
}

static inc_status caller_commit(void *user, inc_context *own, const inc_batch *batch,
                                int64_t *sequence)
{
    caller *self = user;

    (void) own;
    call_back(self);
    return inc_store_commit(self->inner, batch, sequence);
}

static inc_status caller_read(void *user, inc_context *own, const inc_range *range, inc_page *page)
{
    caller *self = user;
    inc_status status = inc_store_read(self->inner, range, page);

    (void) own;
    call_back(self);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status caller_find(void *user, inc_context *own, const inc_query *query, inc_page *page)
{
    caller *self = user;
    inc_status status = inc_store_find(self->inner, (inc_query *) (uintptr_t) query, page);

    (void) own;
    call_back(self);
    return status == INC_DONE ? INC_OK : status;
}

/* Each call from inside is refused, and the one it came from goes on as if nothing had been. */
START_TEST(desk_refuses_its_own_backend)
{
    inc_backend callbacks = {.size = sizeof callbacks,
                             .commit = caller_commit,
                             .read = caller_read,
                             .find = caller_find};
    inc_desk_options options = {.size = sizeof options, .rulebook = rulebook};
    caller self = {.inner = store};
    inc_store *outer = NULL;
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_NOTE, .subject = "INC-1"};

    log_it();
    ck_assert_int_eq(inc_store_open(context, &callbacks, &self, &outer), INC_OK);
    ck_assert_int_eq(inc_desk_new(context, outer, &options, &self.desk), INC_OK);
    command.text = "called back";
    ck_assert_int_eq(inc_desk_run(self.desk, &command, at("2026-06-01T09:05"), NULL), INC_OK);
    ck_assert_int_ge(self.calls, 3);
    ck_assert_int_eq(inc_desk_advance(self.desk, at("2026-06-01T18:00"), NULL, NULL), INC_OK);
    ck_assert_int_eq(inc_desk_verify(self.desk, NULL, NULL), INC_OK);
    inc_desk_free(self.desk);
    inc_store_free(outer);
    ck_assert_int_eq(look("2026-06-01T18:00").breached, 1);
    ck_assert_int_gt(look("2026-06-01T18:00").sequence, 4);
}
END_TEST

/* Freed from inside, it is gone when the call is over. */
static inc_status freeing_read(void *user, inc_context *own, const inc_range *range, inc_page *page)
{
    caller *self = user;
    inc_status status = inc_store_read(self->inner, range, page);

    (void) own;
    inc_desk_free(self->desk);
    return status == INC_DONE ? INC_OK : status;
}

START_TEST(desk_may_be_freed_by_its_backend)
{
    inc_backend callbacks = {.size = sizeof callbacks,
                             .commit = caller_commit,
                             .read = freeing_read,
                             .find = caller_find};
    inc_desk_options options = {.size = sizeof options, .rulebook = rulebook};
    caller self = {.inner = store};
    inc_store *outer = NULL;
    inc_incident *incident = NULL;

    log_it();
    ck_assert_int_eq(inc_store_open(context, &callbacks, &self, &outer), INC_OK);
    ck_assert_int_eq(inc_desk_new(context, outer, &options, &self.desk), INC_OK);
    (void) inc_desk_look(self.desk, "INC-1", at("2026-06-01T09:05"), NULL, &incident);
    inc_store_free(outer);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {desk_runs_a_life,
                                  desk_advances_at_true_instants,
                                  desk_links_both_ends,
                                  desk_verifies_and_forgets,
                                  desk_delivers_in_order,
                                  desk_refuses_its_own_backend,
                                  desk_may_be_freed_by_its_backend,
                                  NULL};

    return unit_run("desk", tests, open_desk, close_desk);
}
