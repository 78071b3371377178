/* No memory: events, their redaction, and histories that are told them out of order. */
#include "desk.h"
#include "oom.h"

#include "facts/history.h"

#include <string.h>

#define EVENTS 24

static void note_event(oom_run *run, const inc_event *event)
{
    int32_t id;

    for (id = INC_EVENT_TENANT; id <= INC_EVENT_REDACTED; id++) {
        oom_note_number(run, inc_event_integer(event, id));
        oom_note_text(run, inc_event_text(event, id, NULL));
    }
}

/* The columns of an event that is told i-th: backwards in time, from the highest sequence. */
static inc_status set_columns(oom_run *run, inc_event_builder *builder, int32_t i)
{
    static const char *const texts[] = {"a", "a text that is longer than the one before", ""};
    int corrects = i % 5 == 4;
    inc_status status;

    inc_event_builder_clear(builder);
    OOM_CALL(run, inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR));
    OOM_CALL(run, inc_event_builder_text(builder, INC_EVENT_ACTOR, "ada", INC_ZSTR));
    OOM_CALL(run, inc_event_builder_text(builder, INC_EVENT_TEXT, texts[i % 3], INC_ZSTR));
    OOM_CALL(run, inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, EVENTS - i));
    OOM_CALL(run, inc_event_builder_integer(builder, INC_EVENT_HAPPENED, INC_HOUR * (EVENTS - i)));
    OOM_CALL(run, inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_NOTED));
    OOM_CALL(run, inc_event_builder_integer(builder, INC_EVENT_CORRECTS, corrects ? i : 0));
out:
    return status;
}

static inc_status tell(oom_run *run, inc_event_builder *builder, inc__history *history, int32_t i)
{
    inc_event *event = NULL;
    inc_status status = set_columns(run, builder, i);

    if (status != INC_OK)
        return status;
    OOM_MAKE(run, event, inc_event_builder_build(builder, &event));
    OOM_CALL(run, inc__history_add(run->context, history, event));
    ck_assert_ptr_eq(inc__history_find(history, EVENTS - i)->event, event);
    note_event(run, event);
out:
    inc_event_unref(event);
    return status;
}

static inc_status look(oom_run *run, inc__history *history, inc__array *selection)
{
    inc__horizon horizon = {INC_TIME_MAX, INC_TIME_NONE, 0};
    inc_status status;
    size_t i;

    OOM_CALL(run, inc__history_select(run->context, history, &horizon, selection));
    for (i = 0; i < selection->count; i++)
        oom_note_number(run, (*INC__AT(selection, const inc__entry *, i))->sequence);
out:
    return status;
}

static inc_status run_history(oom_run *run)
{
    inc_event_builder *builder = NULL;
    inc__history history = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}, 0, 0, 0};
    inc__array selection = {NULL, 0, 0};
    inc_status status;
    int32_t i;

    OOM_MAKE(run, builder, inc_event_builder_new(run->context, &builder));
    for (i = 0; i < EVENTS && status == INC_OK; i++) {
        status = tell(run, builder, &history, i);
        if (status == INC_OK && i % 6 == 0)
            status = look(run, &history, &selection);
    }
    if (status == INC_OK)
        status = look(run, &history, &selection);
out:
    inc__array_free(run->context, &selection, sizeof(const inc__entry *));
    inc__history_free(run->context, &history);
    inc_event_builder_free(builder);
    return status;
}

START_TEST(a_history_out_of_order)
{
    oom_sweep(run_history, 40);
}
END_TEST

/* A copy that is refused memory leaves the builder as it was. */
static inc_status copy(oom_run *run, inc_event_builder *builder, const inc_event *event)
{
    inc_event *before = NULL;
    inc_status status;

    OOM_CALL(run, inc_event_builder_text(builder, INC_EVENT_SUBJECT, "S", INC_ZSTR));
    OOM_CALL(run, inc_event_builder_integer(builder, INC_EVENT_HAPPENED, 1));
    OOM_CALL(run, inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_HOST));
    status = inc_event_builder_copy(builder, event);
    if (oom_refused(run, status)) {
        OOM_MAKE(run, before, inc_event_builder_build(builder, &before));
        ck_assert_str_eq(inc_event_text(before, INC_EVENT_SUBJECT, NULL), "S");
        ck_assert_str_eq(inc_event_text(before, INC_EVENT_TEXT, NULL), "");
        ck_assert_int_eq(inc_event_integer(before, INC_EVENT_KIND), INC_FACT_HOST);
        status = inc_event_builder_copy(builder, event);
    }
out:
    inc_event_unref(before);
    return status;
}

static inc_status run_events(oom_run *run)
{
    inc_event_builder *builder = NULL, *other = NULL;
    inc_event *event = NULL, *redacted = NULL, *again = NULL;
    inc_status status;

    OOM_MAKE(run, builder, inc_event_builder_new(run->context, &builder));
    status = set_columns(run, builder, 1);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, event, inc_event_builder_build(builder, &event));
    OOM_MAKE(run, redacted, inc_event_redact(run->context, event, "ada", 30, &redacted));
    note_event(run, redacted);
    OOM_MAKE(run, other, inc_event_builder_new(run->context, &other));
    status = copy(run, other, event);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, again, inc_event_builder_build(other, &again));
    note_event(run, again);
out:
    inc_event_unref(again);
    inc_event_unref(redacted);
    inc_event_unref(event);
    inc_event_builder_free(other);
    inc_event_builder_free(builder);
    return status;
}

START_TEST(events_and_their_copies)
{
    oom_sweep(run_events, 20);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_history_out_of_order, events_and_their_copies};
    return oom_main("oom_facts", tests, sizeof tests / sizeof *tests);
}
