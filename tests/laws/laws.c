/* What holds for every history of a clock, whatever happened in it. */
#include "laws.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LAW_FIRINGS 256
#define LAW_CYCLES 32

/* Everything that a clock says as of one instant. */
typedef struct law_account {
    inc_clock_view view;
    inc_ledger *ledger;
} law_account;

typedef struct law_trial {
    const law_script *script;
    char *broken;
    size_t room;
    inc_time as_of;
} law_trial;

static int fails(const law_trial *trial, const char *law)
{
    (void) snprintf(trial->broken, trial->room, "%s, as of %" PRId64, law,
                    (trial->as_of - SCRIPT_START) / INC_MINUTE);
    return 0;
}

static void account_close(law_account *account)
{
    inc_ledger_free(account->ledger);
    account->ledger = NULL;
}

static int account_open(inc_clock *clock, inc_time as_of, law_account *account)
{
    memset(account, 0, sizeof(*account));
    account->view.size = sizeof(account->view);
    return inc_clock_look(clock, as_of, INC_TIME_NONE, &account->view) == INC_OK &&
           inc_ledger_new(clock, as_of, INC_TIME_NONE, &account->ledger) == INC_OK;
}

static int same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Alike but for the instants and the sequence number, which depends on arrival. */
static int segments_alike(const inc_segment *a, const inc_segment *b)
{
    int cap = a->cause == INC_CAUSE_CAP;
    return a->kind == b->kind && a->was == b->was && a->cycle == b->cycle &&
           a->revision == b->revision && cap == (b->cause == INC_CAUSE_CAP) &&
           same_text(a->cause_id, b->cause_id) && same_text(a->name, b->name) &&
           same_text(a->reasons, b->reasons);
}

/* The ledger tiles wall time from the first anchor to the instant asked about. */
static int law_tiles(const law_trial *trial, const law_account *account)
{
    inc_segment segment = {.size = sizeof(segment)};
    inc_segment last = {.size = 0};
    inc_cycle cycle = {.size = sizeof(cycle)};
    inc_status begun = inc_ledger_cycle(account->ledger, 0, &cycle);
    inc_ledger_rewind(account->ledger);
    while (inc_ledger_next(account->ledger, &segment) == INC_OK) {
        inc_time from = last.size == 0 ? cycle.anchor : last.to;
        if (begun != INC_OK || segment.from != from || segment.to <= segment.from)
            return fails(trial, "the ledger tiles wall time");
        if (last.size != 0 && segments_alike(&segment, &last))
            return fails(trial, "neighbours that are alike are united");
        if (segment.counted < 0 || segment.counted > segment.to - segment.from ||
            (segment.counted > 0 && segment.kind != INC_SEGMENT_RUNNING))
            return fails(trial, "only running time counts");
        last = segment;
    }
    if (begun == INC_OK && trial->as_of > cycle.anchor && last.to != trial->as_of)
        return fails(trial, "the ledger reaches the instant asked about");
    return (begun == INC_OK) == (account->view.cycles > 0) || fails(trial, "cycles");
}

/* Counted segments of the last cycle and what was carried add up to elapsed. */
static int law_counted(const law_trial *trial, const law_account *account)
{
    inc_segment segment = {.size = sizeof(segment)};
    inc_duration counted = 0;
    inc_ledger_rewind(account->ledger);
    while (inc_ledger_next(account->ledger, &segment) == INC_OK) {
        if (segment.cycle == account->view.cycles)
            counted += segment.counted;
    }
    return counted + account->view.carried == account->view.elapsed ||
           fails(trial, "counted + carried == elapsed");
}

static inc_duration open_time(const law_trial *trial, const inc_segment *segment)
{
    const inc_calendar *calendar = script_calendar(trial->script->world, segment->calendar);
    inc_duration worked = -1;
    if (calendar != NULL)
        (void) inc_calendar_between(calendar, segment->from, segment->to, &worked);
    return worked;
}

/* A reopen and an end at one instant leave no segment between them to tell the tale by. */
static int reopened_and_ended(const law_script *script)
{
    for (size_t i = 0; i < script->count; i++) {
        for (size_t j = 0; j < script->count; j++) {
            int ends =
                script->facts[j].kind == SCRIPT_CANCEL || script->facts[j].kind == SCRIPT_STOP;
            if (ends && script->facts[i].kind == SCRIPT_REOPEN &&
                script->facts[i].at == script->facts[j].at)
                return 1;
        }
    }
    return 0;
}

/* Paused, maintenance and excluded stopped open time of the current target is what was credited. A
 * stopped stretch is excluded when the clock went on after it. */
static int law_credited(const law_trial *trial, const law_account *account)
{
    inc_segment segment = {.size = sizeof(segment)};
    inc_duration credited = 0;
    inc_duration waiting = 0;
    inc_ledger_rewind(account->ledger);
    while (inc_ledger_next(account->ledger, &segment) == INC_OK) {
        const script_fact *cause = script_find(trial->script, segment.cause_id);
        if (segment.cycle != account->view.cycles)
            continue;
        if (segment.kind != INC_SEGMENT_STOPPED || (cause != NULL && cause->kind == SCRIPT_STOP)) {
            credited += waiting;
            waiting = 0;
        }
        if (segment.kind == INC_SEGMENT_STOPPED)
            waiting += open_time(trial, &segment);
        if (segment.kind == INC_SEGMENT_PAUSED || segment.kind == INC_SEGMENT_MAINTENANCE)
            credited += open_time(trial, &segment);
    }
    if (account->view.state == INC_CLOCK_RUNNING || account->view.state == INC_CLOCK_PAUSED)
        credited += waiting;
    return credited == account->view.credited || reopened_and_ended(trial->script) ||
           fails(trial, "paused + maintenance + excluded == credited");
}

/* Members that follow from each other. */
static int law_view(const law_trial *trial, const law_account *account)
{
    const inc_clock_view *view = &account->view;
    inc_cycle cycle = {.size = sizeof(cycle)};
    int32_t worst = INC_VERDICT_PENDING;
    if (view->remaining < 0 || view->overrun < 0 || view->elapsed < 0 || view->credited < 0 ||
        view->carried < 0)
        return fails(trial, "no duration is negative");
    if (view->state == INC_CLOCK_RUNNING && view->due != INC_TIME_NONE &&
        view->due < trial->as_of && !view->breached)
        return fails(trial, "running past due is a breach");
    if (view->breach_at != INC_TIME_NONE && (view->breach_at > trial->as_of || !view->breached))
        return fails(trial, "a breach is not in the future");
    if (view->next != INC_TIME_NONE && view->next <= trial->as_of)
        return fails(trial, "next is after the instant asked about");
    if (view->state == INC_CLOCK_PAUSED && !view->breached && view->due != INC_TIME_NONE)
        return fails(trial, "no due while paused before the breach");
    for (size_t i = 0; inc_ledger_cycle(account->ledger, i, &cycle) == INC_OK; i++) {
        if ((cycle.verdict == INC_VERDICT_BREACHED) != (cycle.breach_at != INC_TIME_NONE) &&
            cycle.verdict != INC_VERDICT_CANCELLED)
            return fails(trial, "a cycle is breached where it has a breach");
        worst = cycle.verdict == INC_VERDICT_BREACHED ? cycle.verdict : worst;
    }
    if (worst == INC_VERDICT_BREACHED && view->state != INC_CLOCK_CANCELLED &&
        view->verdict != worst)
        return fails(trial, "the verdict is the worst of the cycles");
    if (view->state == INC_CLOCK_STOPPED && cycle.verdict == INC_VERDICT_MET &&
        view->due != INC_TIME_NONE && view->stopped_at > view->due)
        return fails(trial, "met means stopped at or before due");
    return 1;
}

/* Thresholds fire once per (threshold, cycle, revision), in order, and not in the future. */
static int law_firings(const law_trial *trial, const law_account *account)
{
    inc_firing firing = {.size = sizeof(firing)};
    inc_firing other = {.size = sizeof(other)};
    inc_time last = INC_TIME_NONE;
    for (size_t i = 0; inc_ledger_firing(account->ledger, i, &firing) == INC_OK; i++) {
        if (firing.at < last || firing.at > trial->as_of)
            return fails(trial, "thresholds fire in order and not in the future");
        for (size_t j = 0; j < i && inc_ledger_firing(account->ledger, j, &other) == INC_OK; j++) {
            if (strcmp(firing.id, other.id) == 0 && firing.cycle == other.cycle &&
                firing.revision == other.revision)
                return fails(trial, "a threshold fires once");
        }
        last = firing.at;
    }
    return 1;
}

static int same_ledgers(inc_ledger *a, inc_ledger *b)
{
    inc_segment first = {.size = sizeof(first)};
    inc_segment second = {.size = sizeof(second)};
    inc_ledger_rewind(a);
    inc_ledger_rewind(b);
    for (;;) {
        inc_status mine = inc_ledger_next(a, &first);
        inc_status theirs = inc_ledger_next(b, &second);
        if (mine != theirs)
            return 0;
        if (mine != INC_OK)
            return mine == INC_DONE;
        if (first.from != second.from || first.to != second.to || first.counted != second.counted ||
            !segments_alike(&first, &second))
            return 0;
    }
}

static size_t firing_count(const law_account *account)
{
    inc_firing firing = {.size = sizeof(firing)};
    size_t count = 0;
    while (inc_ledger_firing(account->ledger, count, &firing) == INC_OK)
        count++;
    return count;
}

static int same_accounts(const law_account *a, const law_account *b)
{
    return memcmp(&a->view, &b->view, sizeof(a->view)) == 0 && firing_count(a) == firing_count(b) &&
           same_ledgers(a->ledger, b->ledger);
}

/* Facts in any order of arrival, and facts that happen later, change nothing. */
static int law_arrival(const law_trial *trial, const law_account *account)
{
    const law_script *script = trial->script;
    const inc_time until[] = {INC_TIME_MAX, INC_TIME_MAX, trial->as_of};
    const uint64_t seeds[] = {script->shuffle, script->shuffle * 977 + 13, 0};
    static const char *const names[] = {"arrival order does not matter",
                                        "arrival order does not matter",
                                        "facts that happen later change nothing"};
    for (size_t i = 0; i < 3; i++) {
        law_account other;
        inc_clock *clock = script_clock(script, until[i], seeds[i]);
        int same = clock != NULL && account_open(clock, trial->as_of, &other);
        if (same) {
            same = same_accounts(account, &other);
            account_close(&other);
        }
        inc_clock_free(clock);
        if (!same)
            return fails(trial, names[i]);
    }
    return 1;
}

/* What can change of itself: the state, the verdict, the thresholds. */
static int same_derived(const law_account *a, const law_account *b)
{
    return a->view.state == b->view.state && a->view.verdict == b->view.verdict &&
           a->view.breached == b->view.breached && a->view.breach_at == b->view.breach_at &&
           a->view.provisional == b->view.provisional && a->view.due == b->view.due &&
           firing_count(a) == firing_count(b);
}

/* 1 or 0 for whether the derived members at another instant are those of the account; -1 when that
 * could not be asked. */
static int still_same(inc_clock *clock, const law_account *account, inc_time at)
{
    law_account other;
    int same = -1;
    if (account_open(clock, at, &other))
        same = same_derived(account, &other);
    account_close(&other);
    return same;
}

/* next is the first instant at which something happens of itself, if no fact comes. A cap may
 * release one of several pauses, which only the ledger shows. */
static int law_next(const law_trial *trial, const law_account *account)
{
    static const inc_duration later[] = {1, INC_HOUR, 30 * INC_HOUR, 900 * INC_HOUR,
                                         9000 * INC_HOUR};
    inc_time next = account->view.next;
    inc_clock *clock = script_clock(trial->script, trial->as_of, 0);
    int good = clock != NULL;
    for (size_t i = 0; good && i < sizeof(later) / sizeof(later[0]); i++) {
        inc_time at = trial->as_of + later[i];
        if (next == INC_TIME_NONE || at < next)
            good = still_same(clock, account, at) == 1;
    }
    if (good && next != INC_TIME_NONE && next - 1 > trial->as_of)
        good = still_same(clock, account, next - 1) == 1;
    if (good && next != INC_TIME_NONE && !trial->script->has_caps)
        good = still_same(clock, account, next) == 0;
    inc_clock_free(clock);
    return good || fails(trial, "next is the first instant at which something happens");
}

/* A breach sticks, and so does a threshold that fired, unless a void took a fact out. */
static int law_sticks(const law_trial *trial, const law_account *before, const law_account *after)
{
    inc_cycle was = {.size = sizeof(was)};
    inc_cycle is = {.size = sizeof(is)};
    inc_firing fired = {.size = sizeof(fired)};
    inc_firing fires = {.size = sizeof(fires)};
    if (trial->script->has_voids)
        return 1;
    for (size_t i = 0; inc_ledger_cycle(before->ledger, i, &was) == INC_OK; i++) {
        if (inc_ledger_cycle(after->ledger, i, &is) != INC_OK || was.anchor != is.anchor ||
            (was.breach_at != INC_TIME_NONE && was.breach_at != is.breach_at))
            return fails(trial, "a breach sticks");
    }
    for (size_t i = 0; inc_ledger_firing(before->ledger, i, &fired) == INC_OK; i++) {
        if (inc_ledger_firing(after->ledger, i, &fires) != INC_OK || fired.at != fires.at ||
            strcmp(fired.id, fires.id) != 0 || fired.revision != fires.revision)
            return fails(trial, "a threshold that fired has fired");
    }
    return before->view.breached <= after->view.breached || fails(trial, "a breach sticks");
}

/* What was known is a fold of the facts recorded by then; all of them by the end of time. */
static int law_known(const law_trial *trial, inc_clock *clock, const law_account *account)
{
    inc_clock_view view = {.size = sizeof(view)};
    if (inc_clock_look(clock, trial->as_of, INC_TIME_MAX, &view) != INC_OK ||
        memcmp(&view, &account->view, sizeof(view)) != 0)
        return fails(trial, "everything is known in the end");
    memset(&view, 0, sizeof(view));
    view.size = sizeof(view);
    if (inc_clock_look(clock, trial->as_of, INC_TIME_MIN, &view) != INC_OK ||
        view.state != INC_CLOCK_ARMED || view.cycles != 0)
        return fails(trial, "nothing is known in the beginning");
    return 1;
}

static int one_account(const law_trial *trial, inc_clock *clock, const law_account *account)
{
    return law_tiles(trial, account) && law_counted(trial, account) &&
           law_credited(trial, account) && law_view(trial, account) &&
           law_firings(trial, account) && law_arrival(trial, account) && law_next(trial, account) &&
           law_known(trial, clock, account);
}

/* The instants asked about: around every fact, and long after the last. */
static size_t instants_of(const law_script *script, inc_time *instants)
{
    size_t count = 0;
    inc_time latest = SCRIPT_START;
    for (size_t i = 0; i < script->count; i++) {
        instants[count++] = script->facts[i].at;
        instants[count++] = script->facts[i].at + 1 + (inc_time) i * INC_HOUR;
        latest = script->facts[i].at > latest ? script->facts[i].at : latest;
    }
    instants[count++] = latest + 200 * INC_HOUR;
    for (size_t i = 1; i < count; i++) {
        for (size_t j = i; j > 0 && instants[j - 1] > instants[j]; j--) {
            inc_time kept = instants[j];
            instants[j] = instants[j - 1];
            instants[j - 1] = kept;
        }
    }
    return count;
}

static int check_script(const law_script *script, char *broken, size_t room)
{
    inc_time instants[2 * SCRIPT_FACTS + 1];
    size_t count = instants_of(script, instants);
    law_trial trial = {script, broken, room, 0};
    law_account last = {.ledger = NULL};
    inc_clock *clock = script_clock(script, INC_TIME_MAX, 0);
    int good = clock != NULL || fails(&trial, "every fact is taken");
    for (size_t i = 0; good && i < count; i++) {
        law_account now;
        trial.as_of = instants[i];
        good = account_open(clock, instants[i], &now) || fails(&trial, "the fold is total");
        good = good && one_account(&trial, clock, &now);
        good = good && (last.ledger == NULL || law_sticks(&trial, &last, &now));
        account_close(&last);
        last = now;
    }
    account_close(&last);
    inc_clock_free(clock);
    return good;
}

int laws_hold(const script_world *world, const uint8_t *bytes, size_t size, char *broken,
              size_t room)
{
    law_script script;
    int good = script_read(world, bytes, size, &script);
    if (!good)
        (void) snprintf(broken, room, "a policy was refused: %s",
                        inc_context_error(world->context));
    else
        good = check_script(&script, broken, room);
    script_free(&script);
    return good;
}
