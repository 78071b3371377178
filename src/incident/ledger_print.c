/* The whole account as text: segments, then what happened on the way. */
#include "incident/ledger_body.h"

#include "base/text.h"
#include "time/date.h"
#include "time/zone.h"

#include <incident/format.h>
#include <stdio.h>
#include <string.h>

/* Local time with its offset; "-" for none. */
static const char *print_time(const inc_zone *zone, inc_time time, char *text)
{
    int32_t offset = 0;

    if (zone != NULL && time != INC_TIME_NONE)
        offset = inc__zone_offset_at(zone, inc__floor_div(time, INC_SECOND));
    if (time == INC_TIME_NONE || inc_time_format(time, offset, text) != INC_OK)
        strcpy(text, "-");
    return text;
}

static const char *print_cause(const inc_segment *segment, char *text, size_t size)
{
    if (segment->cause_id != NULL)
        return segment->cause_id;
    if (segment->cause == INC_CAUSE_CAP)
        return "cap";
    if (segment->cause == 0)
        return "calendar";
    (void) snprintf(text, size, "#%lld", (long long) segment->cause);
    return text;
}

static inc_status print_segment(const inc_segment *segment, const inc_zone *zone, inc_text *text)
{
    char from[INC_FORMAT_SIZE], to[INC_FORMAT_SIZE], counted[INC_FORMAT_SIZE], cause[32];
    const char *note = segment->name != NULL      ? segment->name
                       : segment->reasons != NULL ? segment->reasons
                                                  : "";

    (void) inc_duration_format(segment->counted, counted);
    return inc__text_printf(
        text, "%-25s  %-25s  %-12s  %10s  %ld.%ld  %s%s%s%s%s\n",
        print_time(zone, segment->from, from), print_time(zone, segment->to, to),
        inc_segment_name(segment->kind), counted, (long) segment->cycle, (long) segment->revision,
        print_cause(segment, cause, sizeof cause), note[0] != '\0' ? "  " : "", note,
        segment->was != 0 ? "  was " : "", segment->was != 0 ? inc_segment_name(segment->was) : "");
}

static inc_status print_segments(inc_ledger *ledger, const inc_zone *zone, inc_text *text)
{
    inc_status status = inc__text_printf(text, "%-25s  %-25s  %-12s  %10s  %s  %s\n", "from", "to",
                                         "kind", "counted", "c.r", "cause");
    inc_segment segment;

    segment.size = sizeof segment;
    inc_ledger_rewind(ledger);
    while (status == INC_OK && inc_ledger_next(ledger, &segment) == INC_OK)
        status = print_segment(&segment, zone, text);
    inc_ledger_rewind(ledger);
    return status;
}

/* A line of its own for what earlier targets left, so that the account adds up. */
static inc_status print_carried(const inc_cycle *cycle, size_t index, inc_text *text)
{
    char carried[INC_FORMAT_SIZE];

    if (cycle->carried == 0)
        return INC_OK;
    (void) inc_duration_format(cycle->carried, carried);
    return inc__text_printf(text, "cycle %zu: %s carried over from before the change of target\n",
                            index + 1, carried);
}

static inc_status print_cycles(const inc_ledger *ledger, const inc_zone *zone, inc_text *text)
{
    char anchor[INC_FORMAT_SIZE], stopped[INC_FORMAT_SIZE], breach[INC_FORMAT_SIZE];
    inc_status status = INC_OK;
    inc_cycle cycle;
    size_t i;

    cycle.size = sizeof cycle;
    for (i = 0; status == INC_OK && inc_ledger_cycle(ledger, i, &cycle) == INC_OK; i++) {
        status = inc__text_printf(
            text, "cycle %zu: %s, from %s, stopped %s, breached %s%s\n", i + 1,
            inc_verdict_name(cycle.verdict), print_time(zone, cycle.anchor, anchor),
            print_time(zone, cycle.stopped_at, stopped), print_time(zone, cycle.breach_at, breach),
            cycle.on_arrival ? " (on arrival)" : "");
        if (status == INC_OK)
            status = print_carried(&cycle, i, text);
    }
    return status;
}

static inc_status print_firings(const inc_ledger *ledger, const inc_zone *zone, inc_text *text)
{
    char at[INC_FORMAT_SIZE];
    inc_status status = INC_OK;
    inc_firing firing;
    size_t i;

    firing.size = sizeof firing;
    for (i = 0; status == INC_OK && inc_ledger_firing(ledger, i, &firing) == INC_OK; i++)
        status = inc__text_printf(text, "threshold %s: %s, cycle %ld, revision %ld%s\n", firing.id,
                                  print_time(zone, firing.at, at), (long) firing.cycle,
                                  (long) firing.revision, firing.on_arrival ? " (on arrival)" : "");
    return status;
}

static inc_status print_findings(const inc_ledger *ledger, inc_text *text)
{
    inc_status status = INC_OK;
    inc_finding finding;
    size_t i;

    finding.size = sizeof finding;
    for (i = 0; status == INC_OK && inc_ledger_finding(ledger, i, &finding) == INC_OK; i++) {
        if (finding.fact_id != NULL)
            status = inc__text_printf(text, "finding %s: %s\n", inc_finding_name(finding.kind),
                                      finding.fact_id);
        else
            status = inc__text_printf(text, "finding %s: #%lld\n", inc_finding_name(finding.kind),
                                      (long long) finding.fact);
    }
    return status;
}

static inc_status print_corrections(const inc_ledger *ledger, const inc_zone *zone, inc_text *text)
{
    char recorded[INC_FORMAT_SIZE], was[INC_FORMAT_SIZE], is[INC_FORMAT_SIZE];
    inc_status status = INC_OK;
    inc_correction correction;
    size_t i;

    correction.size = sizeof correction;
    for (i = 0; status == INC_OK && inc_ledger_correction(ledger, i, &correction) == INC_OK; i++)
        status = inc__text_printf(text, "corrected %s: was %s (breach %s), is %s (breach %s)\n",
                                  print_time(zone, correction.recorded, recorded),
                                  inc_verdict_name(correction.was_verdict),
                                  print_time(zone, correction.was_breach_at, was),
                                  inc_verdict_name(correction.is_verdict),
                                  print_time(zone, correction.is_breach_at, is));
    return status;
}

inc_status inc_ledger_print(inc_ledger *ledger, const inc_zone *zone, inc_text *text)
{
    inc_status status;
    size_t before;

    if (ledger == NULL || text == NULL)
        return INC_E_INVALID;
    (void) inc_text_data(text, &before);
    status = print_segments(ledger, zone, text);
    if (status == INC_OK)
        status = print_cycles(ledger, zone, text);
    if (status == INC_OK)
        status = print_firings(ledger, zone, text);
    if (status == INC_OK)
        status = print_findings(ledger, text);
    if (status == INC_OK)
        status = print_corrections(ledger, zone, text);
    if (status != INC_OK)
        inc__text_cut(text, before);
    return status;
}
