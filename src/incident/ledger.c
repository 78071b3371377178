/* The account of a clock: cuts the fold's stretches up by the calendar, one segment at a time. */
#include "incident/ledger_body.h"

#include "base/options.h"
#include "incident/clock_body.h"
#include "time/calendar.h"
#include "time/sight.h"

#include <string.h>

static inc_status ledger_fold(inc_ledger *ledger, const inc_clock *clock, inc_time as_known)
{
    inc__horizon horizon = {ledger->as_of, as_known, 0};
    inc_status status = inc__facts_copy(ledger->context, &clock->facts, &ledger->facts);

    if (status == INC_OK)
        status = inc__fold_init(&ledger->fold, ledger->context, ledger->policy);
    if (status == INC_OK)
        status = inc__fold_facts(&ledger->fold, &ledger->facts, ledger->terms, &horizon, 1);
    return status == INC_OK ? inc__ledger_correct(ledger, as_known) : status;
}

inc_status inc_ledger_new(inc_clock *clock, inc_time as_of, inc_time as_known, inc_ledger **ledger)
{
    inc_ledger *made;
    inc_status status;

    if (ledger != NULL)
        *ledger = NULL;
    if (clock == NULL || ledger == NULL)
        return INC_E_INVALID;
    if (!inc__time_valid(as_of) || (as_known != INC_TIME_NONE && !inc__time_valid(as_known)))
        return inc__fail(clock->context, INC_E_RANGE,
                         "a ledger as of %lld us was outside the years 1900 to 9999",
                         (long long) (inc__time_valid(as_of) ? as_known : as_of));
    made = inc__alloc(clock->context, sizeof *made);
    if (made == NULL)
        return inc__nomem(clock->context);
    made->context = inc_context_ref(clock->context);
    made->policy = inc_policy_ref(clock->policy);
    made->terms = inc_terms_ref(clock->terms);
    made->as_of = as_of;
    status = ledger_fold(made, clock, as_known);
    if (status != INC_OK) {
        inc_ledger_free(made);
        return inc__nomem(clock->context);
    }
    inc_ledger_rewind(made);
    *ledger = made;
    return INC_OK;
}

void inc_ledger_free(inc_ledger *ledger)
{
    inc_context *context;

    if (ledger == NULL)
        return;
    context = ledger->context;
    inc__fold_free(&ledger->fold);
    inc__facts_free(context, &ledger->facts);
    inc__ledger_free_told(ledger);
    inc__array_free(context, &ledger->revised, sizeof(inc__revised));
    inc__array_free(context, &ledger->by, sizeof(int64_t));
    inc__array_free(context, &ledger->by_ids, sizeof(const char *));
    inc_terms_unref(ledger->terms);
    inc_policy_unref(ledger->policy);
    inc__release(context, ledger, sizeof *ledger);
    inc_context_unref(context);
}

void inc_ledger_rewind(inc_ledger *ledger)
{
    if (ledger == NULL)
        return;
    ledger->stretch = 0;
    ledger->waiting = 0;
    ledger->at = INC_TIME_NONE;
}

static const inc__stretch *ledger_stretch(const inc_ledger *ledger)
{
    return INC__AT(&ledger->fold.stretches, const inc__stretch, ledger->stretch);
}

/* A closed piece from `from` to `to` at the most: a holiday's part of it, or what lies before the
 * next. */
static void ledger_cut_closed(const inc_calendar *calendar, inc_segment *piece, inc_time to)
{
    inc_interval day;

    piece->cause = 0;
    piece->cause_id = NULL;
    piece->reasons = NULL;
    if (inc_calendar_holiday(calendar, piece->from, &piece->name, &day) == INC_OK) {
        piece->kind = INC_SEGMENT_HOLIDAY;
        piece->to = day.to < to ? day.to : to;
        return;
    }
    piece->kind = INC_SEGMENT_OUT_OF_HOURS;
    piece->to = inc__calendar_next_holiday(calendar, piece->from, to);
}

/* The piece of a stretch that begins at `at`. */
static void ledger_cut(const inc_ledger *ledger, const inc__stretch *stretch, inc_time at,
                       inc_segment *piece)
{
    const inc_calendar *calendar = inc_terms_calendar(stretch->terms);
    inc_interval open = {stretch->to, stretch->to};

    memset(piece, 0, sizeof *piece);
    piece->from = at;
    piece->to = stretch->to;
    piece->kind = stretch->kind;
    piece->cycle = stretch->cycle;
    piece->revision = stretch->revision;
    piece->cause = stretch->cause;
    piece->cause_id = stretch->cause_id;
    piece->calendar = inc_calendar_hash(calendar);
    if (stretch->reasons != 0)
        piece->reasons = INC__AT(&ledger->fold.pool, const char, stretch->reasons - 1);
    if (stretch->kind != INC_SEGMENT_STOPPED) {
        if (inc_calendar_next_interval(calendar, at, stretch->to, &open) == INC_OK &&
            open.from == at)
            piece->to = open.to;
        else
            ledger_cut_closed(calendar, piece, open.from);
    }
    if (stretch->superseded) {
        piece->was = piece->kind;
        piece->kind = INC_SEGMENT_SUPERSEDED;
    }
    if (piece->kind == INC_SEGMENT_RUNNING)
        piece->counted = piece->to - piece->from;
}

static int ledger_same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static int ledger_alike(const inc_segment *a, const inc_segment *b)
{
    return a->kind == b->kind && a->was == b->was && a->cycle == b->cycle &&
           a->revision == b->revision && a->cause == b->cause &&
           ledger_same_text(a->name, b->name) && ledger_same_text(a->reasons, b->reasons);
}

/* The next piece, neighbours not united; 0 at the end. */
static int ledger_piece(inc_ledger *ledger, inc_segment *piece)
{
    const inc__stretch *stretch;

    if (ledger->waiting) {
        *piece = ledger->ahead;
        ledger->waiting = 0;
        return 1;
    }
    if (ledger->stretch >= ledger->fold.stretches.count)
        return 0;
    stretch = ledger_stretch(ledger);
    if (ledger->at == INC_TIME_NONE)
        ledger->at = stretch->from;
    ledger_cut(ledger, stretch, ledger->at, piece);
    ledger->at = piece->to;
    if (piece->to == stretch->to) {
        ledger->stretch++;
        ledger->at = INC_TIME_NONE;
    }
    return 1;
}

inc_status inc_ledger_next(inc_ledger *ledger, inc_segment *segment)
{
    inc_segment piece, next;

    /* A size that is wrong must not cost a segment. */
    memset(&piece, 0, sizeof piece);
    if (ledger == NULL || INC__FILL(segment, &piece, calendar) != INC_OK)
        return INC_E_INVALID;
    if (!ledger_piece(ledger, &piece))
        return INC_DONE;
    while (ledger_piece(ledger, &next)) {
        if (!ledger_alike(&piece, &next)) {
            ledger->ahead = next;
            ledger->waiting = 1;
            break;
        }
        piece.to = next.to;
        piece.counted += next.counted;
    }
    return INC__FILL(segment, &piece, calendar);
}

inc_status inc_ledger_cycle(const inc_ledger *ledger, size_t index, inc_cycle *cycle)
{
    inc_cycle local;

    if (ledger == NULL)
        return INC_E_INVALID;
    if (index >= ledger->fold.cycles.count)
        return INC_DONE;
    local = inc__fold_describe(&ledger->fold, index, ledger->as_of);
    return INC__FILL(cycle, &local, elapsed);
}

inc_status inc_ledger_firing(const inc_ledger *ledger, size_t index, inc_firing *firing)
{
    if (ledger == NULL)
        return INC_E_INVALID;
    if (index >= ledger->fold.firings.count)
        return INC_DONE;
    return INC__FILL(firing, INC__AT(&ledger->fold.firings, inc_firing, index), reserved);
}

inc_status inc_ledger_finding(const inc_ledger *ledger, size_t index, inc_finding *finding)
{
    if (ledger == NULL)
        return INC_E_INVALID;
    if (index >= ledger->fold.findings.count)
        return INC_DONE;
    return INC__FILL(finding, INC__AT(&ledger->fold.findings, inc_finding, index), reserved);
}

inc_status inc_ledger_correction(const inc_ledger *ledger, size_t index, inc_correction *correction)
{
    inc_correction local;
    const inc__revised *revised;

    if (ledger == NULL)
        return INC_E_INVALID;
    if (index >= ledger->revised.count)
        return INC_DONE;
    revised = INC__AT(&ledger->revised, inc__revised, index);
    local = revised->correction;
    local.by = INC__AT(&ledger->by, const int64_t, revised->first);
    local.by_ids = INC__AT(&ledger->by_ids, const char *const, revised->first);
    return INC__FILL(correction, &local, is_breach_at);
}
