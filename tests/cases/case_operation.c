/* Operations on a calendar, through the public interface only. */
#include "case_operation.h"

#include "case_expect.h"
#include "case_policy.h"

#include <string.h>

typedef struct question {
    case_run *run;
    const json_t *value;
    const json_t *expect;
    inc_calendar *calendar;
} question;

static inc_status instant_member(const question *q, const char *member, inc_time *instant)
{
    return case_instant(q->run, json_object_get(q->value, member), instant);
}

static void expect_at(const question *q, inc_status status, inc_time at)
{
    if (case_expect_status(q->run, q->expect, status) && status == INC_OK)
        case_expect_instant(q->run, "at", json_object_get(q->expect, "at"), at);
}

static void ask_add_signed(const question *q, int sign)
{
    inc_time from = 0;
    inc_time at = 0;
    inc_duration duration = 0;
    inc_status status = instant_member(q, "from", &from);
    if (status == INC_OK)
        status = case_duration(q->run, json_object_get(q->value, "seconds"), &duration);
    if (status == INC_OK)
        status = inc_calendar_add(q->calendar, from, sign * duration, &at);
    expect_at(q, status, at);
}

static void ask_add(const question *q)
{
    ask_add_signed(q, 1);
}

static void ask_subtract(const question *q)
{
    ask_add_signed(q, -1);
}

static void ask_between(const question *q)
{
    inc_time from = 0;
    inc_time to = 0;
    inc_duration worked = 0;
    inc_status status = instant_member(q, "from", &from);
    if (status == INC_OK)
        status = instant_member(q, "to", &to);
    if (status == INC_OK)
        status = inc_calendar_between(q->calendar, from, to, &worked);
    if (case_expect_status(q->run, q->expect, status) && status == INC_OK)
        case_expect_duration(q->run, "seconds", json_object_get(q->expect, "seconds"), worked);
}

static void ask_is_open(const question *q)
{
    inc_time at = 0;
    int32_t open = -1;
    inc_status status = instant_member(q, "at", &at);
    if (status == INC_OK)
        status = inc_calendar_is_open(q->calendar, at, &open);
    if (case_expect_status(q->run, q->expect, status) && status == INC_OK)
        case_expect_truth(q->run, "open", json_object_get(q->expect, "open"), open);
}

typedef inc_status (*edge_call)(const inc_calendar *, inc_time, inc_time *);

static void ask_edge(const question *q, edge_call call)
{
    inc_time at = 0;
    inc_time result = 0;
    inc_status status = instant_member(q, "at", &at);
    if (status == INC_OK)
        status = call(q->calendar, at, &result);
    expect_at(q, status, result);
}

static void ask_next_open(const question *q)
{
    ask_edge(q, inc_calendar_next_open);
}

static void ask_next_close(const question *q)
{
    ask_edge(q, inc_calendar_next_close);
}

static void ask_prev_open(const question *q)
{
    ask_edge(q, inc_calendar_prev_open);
}

/* Strictly the next start of an interval: past the closing of the one under way. */
static inc_status next_opening(const inc_calendar *calendar, inc_time at, inc_time *result)
{
    int32_t open = 0;
    inc_status status = inc_calendar_is_open(calendar, at, &open);
    if (status == INC_OK && open)
        status = inc_calendar_next_close(calendar, at, &at);
    return status == INC_OK ? inc_calendar_next_open(calendar, at, result) : status;
}

static void ask_next_opening(const question *q)
{
    ask_edge(q, next_opening);
}

static void ask_intervals(const question *q)
{
    const json_t *list = json_object_get(q->expect, "intervals");
    inc_time from = 0;
    inc_time to = 0;
    inc_interval interval;
    size_t count = 0;
    inc_status status = instant_member(q, "from", &from);
    if (status == INC_OK)
        status = instant_member(q, "to", &to);
    while (status == INC_OK) {
        status = inc_calendar_next_interval(q->calendar, from, to, &interval);
        if (status != INC_OK)
            break;
        const json_t *expected = json_array_get(list, count);
        case_expect_instant(q->run, "interval from", json_array_get(expected, 0), interval.from);
        case_expect_instant(q->run, "interval to", json_array_get(expected, 1), interval.to);
        count++;
        from = interval.to;
    }
    if (status != INC_DONE || count != json_array_size(list))
        case_complain(q->run, "%zu intervals, not %zu (%s)", count, json_array_size(list),
                      inc_status_name(status));
}

static void ask_open_day(const question *q)
{
    inc_zone *zone = NULL;
    inc_date date = 0;
    inc_duration length = 0;
    inc_status status = case_date(case_text(q->value, "date"), &date);
    if (status == INC_OK && case_text(q->value, "zone") != NULL)
        status = case_zone(q->run, case_text(q->value, "zone"), &zone);
    if (status == INC_OK)
        status = inc_calendar_open_day(q->calendar, zone, date, &length);
    if (case_expect_status(q->run, q->expect, status) && status == INC_OK) {
        const json_t *seconds = json_object_get(q->expect, "seconds");
        case_expect_truth(q->run, "open", json_object_get(q->expect, "open"), length > 0);
        if (seconds != NULL)
            case_expect_duration(q->run, "seconds", seconds, length);
    }
    inc_zone_unref(zone);
}

static void ask_reachable(const question *q)
{
    case_expect_truth(q->run, "reachable", json_object_get(q->expect, "reachable"),
                      inc_calendar_reachable(q->calendar));
}

static void ask_due(const question *q)
{
    const json_t *objective = json_object_get(q->expect, "objective_due");
    inc_target target;
    inc_zone *zone = NULL;
    inc_time from = 0;
    inc_time due = 0;
    inc_time objective_due = 0;
    int32_t boundary = 0;
    inc_status status = case_target(q->run, json_object_get(q->value, "target"), &target, &zone);
    if (status == INC_OK)
        status = case_boundary(case_text(q->value, "boundary"), &boundary);
    if (status == INC_OK)
        status = instant_member(q, "from", &from);
    if (status == INC_OK)
        status = inc_target_due(&target, q->calendar, boundary, from, &due, &objective_due);
    if (case_expect_status(q->run, q->expect, status) && status == INC_OK) {
        case_expect_instant(q->run, "due", json_object_get(q->expect, "due"), due);
        if (objective != NULL)
            case_expect_instant(q->run, "objective_due", objective, objective_due);
    }
    inc_zone_unref(zone);
}

static void ask(const question *q, const char *op)
{
    static const struct {
        const char *op;
        void (*ask)(const question *);
    } table[] = {{"add", ask_add},
                 {"subtract", ask_subtract},
                 {"between", ask_between},
                 {"is_open", ask_is_open},
                 {"next_open", ask_next_open},
                 {"next_opening", ask_next_opening},
                 {"next_close", ask_next_close},
                 {"prev_open", ask_prev_open},
                 {"intervals", ask_intervals},
                 {"open_day", ask_open_day},
                 {"reachable", ask_reachable},
                 {"due", ask_due}};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (strcmp(table[i].op, op) == 0) {
            table[i].ask(q);
            return;
        }
    }
    case_complain(q->run, "no operation '%s'", op);
}

static void ask_of(case_run *run, const json_t *definition, const json_t *value,
                   const json_t *expect)
{
    question q = {run, value, expect, NULL};
    inc_status status = case_calendar(run, definition, &q.calendar);
    if (status == INC_OK)
        ask(&q, case_text(value, "op"));
    else
        (void) case_expect_status(run, expect, status);
    inc_calendar_unref(q.calendar);
}

void case_operation(case_run *run, const json_t *value)
{
    ask_of(run, json_object_get(value, "calendar"), value, json_object_get(value, "expect"));
}

void case_vector(case_run *run, const json_t *value)
{
    const json_t *expected = json_object_get(value, "expected");
    const char *member = "at";
    if (json_is_boolean(expected))
        member = "open";
    else if (json_is_number(expected))
        member = "seconds";
    json_t *expect = json_object();
    json_object_set(expect, member, (json_t *) (uintptr_t) expected);
    ask_of(run, value, value, expect);
    json_decref(expect);
}
