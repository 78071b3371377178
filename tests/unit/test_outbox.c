/* The outbox: retries, dead letters, leases, order, and callbacks that misbehave. */
#include "desk_fixture.h"

typedef struct inbox {
    int32_t count;
    int32_t answer;
    const char *line; /* left by each call */
    int64_t kinds[40];
    char subjects[40][16];
    void (*act)(void); /* what the host does meanwhile */
} inbox;

static inbox box;

static int32_t deliver(void *user, const inc_row *message, const inc_event *event)
{
    inbox *own = user;
    size_t place = (size_t) own->count++;

    ck_assert_int_eq(inc_row_integer(message, INC_MESSAGE_FACT),
                     inc_event_integer(event, INC_EVENT_SEQUENCE));
    own->kinds[place] = inc_event_integer(event, INC_EVENT_KIND);
    (void) snprintf(own->subjects[place], sizeof own->subjects[place], "%.15s",
                    inc_event_text(event, INC_EVENT_SUBJECT, NULL));
    if (own->line != NULL)
        (void) inc_context_fail(context, INC_E_IO, own->line);
    if (own->act != NULL)
        own->act();
    /* What was given stays as it was, whatever the host did. */
    ck_assert_int_eq(own->kinds[place], inc_event_integer(event, INC_EVENT_KIND));
    ck_assert_int_eq(own->kinds[place], inc_row_integer(message, INC_MESSAGE_KIND));
    return own->answer;
}

static inc_outbox_options worker(const char *owner)
{
    inc_outbox_options options = {.size = sizeof options, .deliver = deliver, .user = &box};

    options.owner = owner;
    return options;
}

/* Delivers and answers "delivered retried dead lost". */
static const char *delivers(const char *when, const inc_outbox_options *options)
{
    static char text[80];
    inc_outbox_report report = {.size = sizeof report};
    inc_status status = inc_outbox_deliver(desk, at(when), options, &report);

    ck_assert_msg(status == INC_OK || status == INC_DONE, "%s", inc_context_error(context));
    (void) snprintf(text, sizeof text, "%d %d %d %d%s", (int) report.delivered,
                    (int) report.retried, (int) report.dead, (int) report.lost,
                    status == INC_DONE ? " done" : "");
    return text;
}

static void log_it(const char *subject)
{
    box = (inbox){.answer = INC_DELIVERY_DONE};
    ck_assert_int_eq(inc_desk_run(desk,
                                  &(inc_command){.size = sizeof(inc_command),
                                                 .kind = INC_COMMAND_LOG,
                                                 .subject = subject},
                                  at("2026-06-01T09:00"), NULL),
                     INC_OK);
}

/* The only message there is. */
static inc_row *message(void)
{
    inc_query *query = NULL;
    inc_page *page = NULL;
    inc_row *row = NULL;

    ck_assert_int_eq(inc_query_new(context, INC_ROW_MESSAGE, "", &query), INC_OK);
    ck_assert_int_eq(inc_page_new(context, &page), INC_OK);
    if (inc_store_find(store, query, page) == INC_OK)
        row = inc_row_ref(inc_page_row(page, 0));
    inc_page_free(page);
    inc_query_free(query);
    return row;
}

static inc_time next_try(void)
{
    inc_row *row = message();
    inc_time when = inc_row_integer(row, INC_MESSAGE_NEXT_AT);

    inc_row_unref(row);
    return when;
}

START_TEST(outbox_backs_off_and_gives_up)
{
    inc_outbox_options options = worker("w");
    static const inc_duration waits[] = {30 * INC_SECOND, INC_MINUTE, 2 * INC_MINUTE,
                                         3 * INC_MINUTE, 3 * INC_MINUTE};
    inc_time now = at("2026-06-01T09:00");
    inc_outbox_report report = {.size = sizeof report};
    inc_row *row;
    size_t i;

    log_it("INC-1");
    box.answer = INC_DELIVERY_RETRY;
    box.line = "the mail server was away";
    options.backoff_most = 3 * INC_MINUTE;
    options.attempts = 6;
    for (i = 0; i < sizeof waits / sizeof *waits; i++) {
        ck_assert_int_eq(inc_outbox_deliver(desk, now, &options, &report), INC_OK);
        ck_assert_int_eq(report.retried, 1);
        ck_assert_int_eq(next_try() - now, waits[i]);
        ck_assert_int_eq(inc_outbox_deliver(desk, next_try() - 1, &options, &report), INC_DONE);
        now = next_try();
        row = message();
        ck_assert_str_eq(inc_row_text(row, INC_MESSAGE_ERROR, NULL), "the mail server was away");
        inc_row_unref(row);
    }
    ck_assert_int_eq(inc_outbox_deliver(desk, now, &options, &report), INC_OK);
    ck_assert_int_eq(report.dead, 1);
    ck_assert_int_eq(next_try(), INC_TIME_NONE);
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2027-01-01T00:00"), &options, &report), INC_DONE);
    ck_assert_int_eq(box.count, 6);
}
END_TEST

START_TEST(outbox_revives_the_dead)
{
    inc_outbox_options options = worker("w");
    inc_row *row;

    log_it("INC-1");
    box.answer = INC_DELIVERY_DEAD;
    ck_assert_str_eq(delivers("2026-06-01T09:00", &options), "0 0 1 0");
    row = message();
    ck_assert_int_eq(inc_outbox_revive(desk, at("2026-06-01T10:00"), row), INC_OK);
    ck_assert_int_eq(inc_outbox_revive(desk, at("2026-06-01T10:00"), row), INC_E_CONFLICT);
    inc_row_unref(row);
    row = message();
    ck_assert_int_eq(inc_row_integer(row, INC_MESSAGE_ATTEMPTS), 0);
    ck_assert_int_eq(inc_outbox_revive(desk, at("2026-06-01T10:00"), row), INC_E_INVALID);
    inc_row_unref(row);
    box.answer = INC_DELIVERY_DONE;
    ck_assert_str_eq(delivers("2026-06-01T10:00", &options), "1 0 0 0");
    ck_assert_ptr_null(message());
}
END_TEST

START_TEST(outbox_leases_expire)
{
    inc_outbox_options one = worker("one"), two = worker("two");
    inc_page *page = NULL;
    const inc_row *claimed;

    log_it("INC-1");
    ck_assert_int_eq(inc_page_new(context, &page), INC_OK);
    ck_assert_int_eq(inc_outbox_claim(desk, at("2026-06-01T09:00"), &one, page), INC_OK);
    ck_assert_uint_eq(inc_page_rows(page), 1);
    claimed = inc_page_row(page, 0);
    ck_assert_str_eq(inc_row_text(claimed, INC_MESSAGE_OWNER, NULL), "one");
    ck_assert_str_eq(delivers("2026-06-01T09:00:59", &two), "0 0 0 0 done");
    ck_assert_str_eq(delivers("2026-06-01T09:01", &two), "1 0 0 0");
    ck_assert_int_eq(
        inc_outbox_settle(desk, at("2026-06-01T09:01"), &one, claimed, INC_DELIVERY_DONE, NULL),
        INC_E_CONFLICT);
    inc_page_free(page);
}
END_TEST

/* Another worker takes the message while this one is at it. */
static void other_takes_it(void)
{
    inc_outbox_options other = worker("other");

    box.act = NULL;
    box.answer = INC_DELIVERY_DONE;
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T10:00"), &other, NULL), INC_OK);
}

START_TEST(outbox_counts_what_is_lost)
{
    inc_outbox_options options = worker("w");

    log_it("INC-1");
    box.act = other_takes_it;
    ck_assert_str_eq(delivers("2026-06-01T09:00", &options), "0 0 0 1");
    ck_assert_int_eq(box.count, 2);
    ck_assert_ptr_null(message());
}
END_TEST

START_TEST(outbox_keeps_the_order_of_each_subject)
{
    inc_outbox_options options = worker("w");

    log_it("INC-1");
    must("2026-06-01T09:01", .kind = INC_COMMAND_ASSIGN, .person = "ann");
    log_it("INC-2");
    box.answer = INC_DELIVERY_RETRY;
    ck_assert_str_eq(delivers("2026-06-01T09:02", &options), "0 2 0 0");
    ck_assert_int_eq(box.count, 2);
    box = (inbox){.answer = INC_DELIVERY_DONE};
    ck_assert_str_eq(delivers("2026-06-01T09:02:30", &options), "3 0 0 0");
    ck_assert_int_eq(box.kinds[0], INC_FACT_LOGGED);
    ck_assert_int_eq(box.kinds[1], INC_FACT_ASSIGNED);
    ck_assert_str_eq(box.subjects[1], "INC-1");
    ck_assert_str_eq(box.subjects[2], "INC-2");
    /* What is dead lets the others pass. */
    must("2026-06-01T10:00", .kind = INC_COMMAND_ASSIGN, .person = "bob");
    must("2026-06-01T10:01", .kind = INC_COMMAND_ASSIGN, .person = "ann");
    options.limit = 1;
    box.answer = INC_DELIVERY_DEAD;
    ck_assert_str_eq(delivers("2026-06-01T10:02", &options), "0 0 1 0");
    box.answer = INC_DELIVERY_DONE;
    ck_assert_str_eq(delivers("2026-06-01T10:02", &options), "1 0 0 0");
}
END_TEST

START_TEST(outbox_takes_nonsense_for_not_now)
{
    inc_outbox_options options = worker("w");
    char bad[700];
    inc_row *row;

    log_it("INC-1");
    memset(bad, 'x', sizeof bad);
    memcpy(bad, "\xff\xfe line", 7);
    bad[sizeof bad - 1] = '\0';
    box.answer = 77;
    box.line = bad;
    ck_assert_str_eq(delivers("2026-06-01T09:00", &options), "0 1 0 0");
    row = message();
    ck_assert_int_eq(inc_row_integer(row, INC_MESSAGE_STATE), INC_MESSAGE_PENDING);
    ck_assert_str_ne(inc_row_text(row, INC_MESSAGE_ERROR, NULL), "");
    inc_row_unref(row);
    box.answer = -1;
    ck_assert_str_eq(delivers("2026-06-01T10:00", &options), "0 1 0 0");
}
END_TEST

/* The host works on at the desk from inside the callback. */
static void host_works(void)
{
    inc_outbox_options other = worker("other");
    inc_incident *incident = NULL;
    inc_time when;

    if (box.count > 1)
        return;
    must("2026-06-01T09:30", .kind = INC_COMMAND_NOTE, .text = "told the caller");
    ck_assert_str_eq(refused("2026-06-01T09:30", .kind = INC_COMMAND_LOG), "already_logged");
    ck_assert_int_eq(inc_desk_look(desk, "INC-2", at("2026-06-01T09:30"), NULL, &incident), INC_OK);
    ck_assert_int_eq(inc_desk_next_deadline(desk, NULL, &when), INC_DONE);
    ck_assert_int_eq(inc_desk_advance(desk, at("2026-06-01T09:30"), NULL, NULL), INC_OK);
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T09:30"), &other, NULL), INC_DONE);
    ck_assert_int_eq(inc_desk_verify(desk, NULL, NULL), INC_OK);
}

START_TEST(outbox_callbacks_may_call_the_desk)
{
    inc_outbox_options options = worker("w");

    log_it("INC-1");
    log_it("INC-2");
    box.act = host_works;
    ck_assert_str_eq(delivers("2026-06-01T09:30", &options), "2 0 0 0");
    ck_assert_int_eq(look("2026-06-01T09:30").sequence, 2);
}
END_TEST

static void host_leaves(void)
{
    inc_desk_free(desk);
}

START_TEST(outbox_callbacks_may_free_the_desk)
{
    inc_desk_options again = {.size = sizeof again};
    inc_outbox_options options = worker("w");

    log_it("INC-1");
    box.act = host_leaves;
    ck_assert_str_eq(delivers("2026-06-01T09:30", &options), "1 0 0 0");
    again.rulebook = rulebook;
    ck_assert_int_eq(inc_desk_new(context, store, &again, &desk), INC_OK);
    ck_assert_ptr_null(message());
}
END_TEST

START_TEST(outbox_refuses_what_makes_no_sense)
{
    inc_outbox_options options = worker("w");
    inc_outbox_report report = {.size = sizeof report};
    inc_page *page = NULL;
    inc_row *row;

    log_it("INC-1");
    ck_assert_int_eq(inc_page_new(context, &page), INC_OK);
    row = message();
    options.deliver = NULL;
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T09:00"), &options, &report),
                     INC_E_INVALID);
    ck_assert_int_eq(inc_outbox_deliver(desk, at("2026-06-01T09:00"), NULL, &report),
                     INC_E_INVALID);
    options = worker("");
    ck_assert_int_eq(inc_outbox_claim(desk, at("2026-06-01T09:00"), &options, page), INC_E_INVALID);
    options = worker("w");
    ck_assert_int_eq(inc_outbox_claim(desk, INC_TIME_MAX + 1, &options, page), INC_E_RANGE);
    options.limit = INC_QUERY_LIMIT + 1;
    ck_assert_int_eq(inc_outbox_claim(desk, at("2026-06-01T09:00"), &options, page), INC_E_INVALID);
    options = worker("w");
    options.lease = -1;
    ck_assert_int_eq(inc_outbox_claim(desk, at("2026-06-01T09:00"), &options, page), INC_E_INVALID);
    options = worker("w");
    ck_assert_int_eq(inc_outbox_settle(desk, at("2026-06-01T09:00"), &options, row, 3, NULL),
                     INC_E_INVALID);
    ck_assert_int_eq(inc_outbox_settle(NULL, at("2026-06-01T09:00"), &options, row, 0, NULL),
                     INC_E_INVALID);
    ck_assert_int_eq(inc_outbox_revive(desk, INC_TIME_MIN - 1, row), INC_E_RANGE);
    ck_assert_int_eq(inc_outbox_claim(desk, at("2026-06-01T09:00"), &options, page), INC_OK);
    inc_row_unref(row);
    inc_page_free(page);
}
END_TEST

START_TEST(outbox_works_at_the_end_of_time)
{
    inc_outbox_options options = worker("w");
    inc_outbox_report report = {.size = sizeof report};

    log_it("INC-1");
    box.answer = INC_DELIVERY_RETRY;
    ck_assert_int_eq(inc_outbox_deliver(desk, INC_TIME_MAX, &options, &report), INC_OK);
    ck_assert_int_eq(report.retried, 1);
    ck_assert_int_eq(next_try(), INC_TIME_MAX);
    box.answer = INC_DELIVERY_DONE;
    ck_assert_int_eq(inc_outbox_deliver(desk, INC_TIME_MAX, &options, &report), INC_OK);
    ck_assert_int_eq(report.delivered, 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {outbox_backs_off_and_gives_up,
                                  outbox_revives_the_dead,
                                  outbox_leases_expire,
                                  outbox_counts_what_is_lost,
                                  outbox_keeps_the_order_of_each_subject,
                                  outbox_takes_nonsense_for_not_now,
                                  outbox_callbacks_may_call_the_desk,
                                  outbox_callbacks_may_free_the_desk,
                                  outbox_refuses_what_makes_no_sense,
                                  outbox_works_at_the_end_of_time,
                                  NULL};

    return unit_run("outbox", tests, open_desk, close_desk);
}
