/* The view and the account of a clock against the members of `expect`. */
#include "case_expect.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* One member of a struct that a case may speak of. */
typedef enum member_kind { AN_INSTANT, A_DURATION, A_NUMBER, A_TRUTH } member_kind;
typedef struct member {
    const char *name;
    member_kind kind;
    int64_t value;
} member;

static void expect_members(case_run *run, const char *where, const json_t *expect,
                           const member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *expected = json_object_get(expect, members[i].name);
        char what[128];
        if (expected == NULL)
            continue;
        (void) snprintf(what, sizeof(what), "%s%s", where, members[i].name);
        switch (members[i].kind) {
        case AN_INSTANT:
            case_expect_instant(run, what, expected, members[i].value);
            break;
        case A_DURATION:
            case_expect_duration(run, what, expected, members[i].value);
            break;
        case A_NUMBER:
            case_expect_number(run, what, expected, members[i].value);
            break;
        case A_TRUTH:
            case_expect_truth(run, what, expected, (int32_t) members[i].value);
            break;
        }
    }
}

static void expect_text_member(case_run *run, const char *where, const json_t *expect,
                               const char *name, const char *got)
{
    char what[128];
    const json_t *expected = json_object_get(expect, name);
    if (expected == NULL)
        return;
    (void) snprintf(what, sizeof(what), "%s%s", where, name);
    case_expect_text(run, what, expected, got);
}

static void expect_view(case_run *run, const json_t *expect, const inc_clock_view *view)
{
    const member members[] = {
        {"breached", A_TRUTH, view->breached},
        {"breach_at", AN_INSTANT, view->breach_at},
        {"on_arrival", A_TRUTH, view->on_arrival},
        {"due", AN_INSTANT, view->due},
        {"objective_due", AN_INSTANT, view->objective_due},
        {"elapsed", A_DURATION, view->elapsed},
        {"carried", A_DURATION, view->carried},
        {"credited", A_DURATION, view->credited},
        {"remaining", A_DURATION, view->remaining},
        {"overrun", A_DURATION, view->overrun},
        {"next", AN_INSTANT, view->next},
        {"provisional", A_TRUTH, view->provisional},
        {"revision", A_NUMBER, view->revision},
    };
    expect_members(run, "", expect, members, sizeof(members) / sizeof(members[0]));
    expect_text_member(run, "", expect, "state", inc_clock_state_name(view->state));
    expect_text_member(run, "", expect, "verdict", inc_verdict_name(view->verdict));
}

/* A list has the length that is expected of it. */
static void expect_length(case_run *run, const char *what, const json_t *list, size_t got)
{
    if (json_array_size(list) != got)
        case_complain(run, "%s: %zu items, not %zu", what, got, json_array_size(list));
}

static void expect_cycles(case_run *run, const json_t *list, const inc_ledger *ledger)
{
    inc_cycle cycle = {.size = sizeof(cycle)};
    size_t count = 0;
    for (; inc_ledger_cycle(ledger, count, &cycle) == INC_OK; count++) {
        const json_t *expect = json_array_get(list, count);
        char where[32];
        const member members[] = {{"anchor", AN_INSTANT, cycle.anchor},
                                  {"breach_at", AN_INSTANT, cycle.breach_at},
                                  {"on_arrival", A_TRUTH, cycle.on_arrival}};
        (void) snprintf(where, sizeof(where), "cycles[%zu].", count);
        expect_members(run, where, expect, members, 3);
        expect_text_member(run, where, expect, "verdict", inc_verdict_name(cycle.verdict));
    }
    expect_length(run, "cycles", list, count);
}

static void expect_thresholds(case_run *run, const json_t *list, const inc_ledger *ledger)
{
    inc_firing firing = {.size = sizeof(firing)};
    size_t count = 0;
    for (; inc_ledger_firing(ledger, count, &firing) == INC_OK; count++) {
        const json_t *expect = json_array_get(list, count);
        char where[32];
        const member members[] = {{"at", AN_INSTANT, firing.at},
                                  {"cycle", A_NUMBER, firing.cycle},
                                  {"revision", A_NUMBER, firing.revision},
                                  {"on_arrival", A_TRUTH, firing.on_arrival}};
        (void) snprintf(where, sizeof(where), "thresholds[%zu].", count);
        expect_members(run, where, expect, members, 4);
        expect_text_member(run, where, expect, "id", firing.id);
    }
    expect_length(run, "thresholds", list, count);
}

static void expect_findings(case_run *run, const json_t *list, const inc_ledger *ledger)
{
    inc_finding finding = {.size = sizeof(finding)};
    size_t count = 0;
    for (; inc_ledger_finding(ledger, count, &finding) == INC_OK; count++) {
        const json_t *expect = json_array_get(list, count);
        char where[32];
        (void) snprintf(where, sizeof(where), "findings[%zu].", count);
        expect_text_member(run, where, expect, "finding", inc_finding_name(finding.kind));
        expect_text_member(run, where, expect, "fact", finding.fact_id);
    }
    expect_length(run, "findings", list, count);
}

static void expect_by(case_run *run, const json_t *list, const inc_correction *correction)
{
    if (list == NULL)
        return;
    expect_length(run, "corrections.by", list, correction->by_count);
    for (size_t i = 0; i < correction->by_count; i++)
        case_expect_text(run, "corrections.by", json_array_get(list, i), correction->by_ids[i]);
}

static void expect_corrections(case_run *run, const json_t *list, const inc_ledger *ledger)
{
    inc_correction correction = {.size = sizeof(correction)};
    size_t count = 0;
    for (; inc_ledger_correction(ledger, count, &correction) == INC_OK; count++) {
        const json_t *expect = json_array_get(list, count);
        const json_t *was = json_object_get(expect, "was");
        const json_t *is = json_object_get(expect, "is");
        const member recorded = {"recorded", AN_INSTANT, correction.recorded};
        const member was_breach = {"breach_at", AN_INSTANT, correction.was_breach_at};
        const member is_breach = {"breach_at", AN_INSTANT, correction.is_breach_at};
        expect_members(run, "corrections.", expect, &recorded, 1);
        expect_members(run, "corrections.was.", was, &was_breach, 1);
        expect_members(run, "corrections.is.", is, &is_breach, 1);
        expect_text_member(run, "corrections.was.", was, "verdict",
                           inc_verdict_name(correction.was_verdict));
        expect_text_member(run, "corrections.is.", is, "verdict",
                           inc_verdict_name(correction.is_verdict));
        expect_by(run, json_object_get(expect, "by"), &correction);
    }
    expect_length(run, "corrections", list, count);
}

static const char *cause_text(const inc_segment *segment)
{
    if (segment->cause == INC_CAUSE_CAP)
        return "cap";
    return segment->cause == 0 ? NULL : segment->cause_id;
}

static void expect_reasons(case_run *run, const char *where, const json_t *list,
                           const inc_segment *segment)
{
    char joined[1024] = "";
    size_t used = 0;
    for (size_t i = 0; i < json_array_size(list) && used < sizeof(joined); i++)
        used += (size_t) snprintf(joined + used, sizeof(joined) - used, "%s%s", i == 0 ? "" : ", ",
                                  json_string_value(json_array_get(list, i)));
    if (list != NULL && (segment->reasons == NULL || strcmp(joined, segment->reasons) != 0))
        case_complain(run, "%sreasons are '%s', not '%s'", where,
                      segment->reasons == NULL ? "(none)" : segment->reasons, joined);
}

static void expect_segment(case_run *run, size_t index, const json_t *expect,
                           const inc_segment *segment)
{
    char where[32];
    const member members[] = {{"from", AN_INSTANT, segment->from},
                              {"to", AN_INSTANT, segment->to},
                              {"counted", A_DURATION, segment->counted},
                              {"cycle", A_NUMBER, segment->cycle},
                              {"revision", A_NUMBER, segment->revision}};
    (void) snprintf(where, sizeof(where), "ledger[%zu].", index);
    expect_members(run, where, expect, members, 5);
    expect_text_member(run, where, expect, "kind", inc_segment_name(segment->kind));
    expect_text_member(run, where, expect, "cause", cause_text(segment));
    expect_text_member(run, where, expect, "name", segment->name);
    expect_text_member(run, where, expect, "was", inc_segment_name(segment->was));
    expect_reasons(run, where, json_object_get(expect, "reasons"), segment);
}

/* What holds for every ledger: segments tile, and the last cycle's counted time is its elapsed time
 * less what was carried over. */
static void expect_ledger(case_run *run, const json_t *list, const inc_clock_view *view,
                          inc_ledger *ledger)
{
    inc_segment segment = {.size = sizeof(segment)};
    inc_time reached = INC_TIME_NONE;
    inc_duration counted = 0;
    size_t count = 0;
    for (; inc_ledger_next(ledger, &segment) == INC_OK; count++) {
        if (list != NULL)
            expect_segment(run, count, json_array_get(list, count), &segment);
        if (segment.to <= segment.from || (count > 0 && segment.from != reached))
            case_complain(run, "ledger[%zu] does not meet the segment before it", count);
        if (segment.cycle == view->cycles)
            counted += segment.counted;
        reached = segment.to;
    }
    if (list != NULL)
        expect_length(run, "ledger", list, count);
    if (counted + view->carried != view->elapsed)
        case_complain(run, "counted %" PRId64 " + carried %" PRId64 " is not elapsed %" PRId64,
                      counted, view->carried, view->elapsed);
}

void case_expect_clock(case_run *run, const json_t *expect, const inc_clock_view *view,
                       inc_ledger *ledger)
{
    static const struct {
        const char *name;
        void (*check)(case_run *, const json_t *, const inc_ledger *);
    } lists[] = {{"cycles", expect_cycles},
                 {"thresholds", expect_thresholds},
                 {"findings", expect_findings},
                 {"corrections", expect_corrections}};
    expect_view(run, expect, view);
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        const json_t *list = json_object_get(expect, lists[i].name);
        if (list != NULL)
            lists[i].check(run, list, ledger);
    }
    expect_ledger(run, json_object_get(expect, "ledger"), view, ledger);
}
