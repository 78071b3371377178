/* How an incident ended: the last row knows better than the moves between states. */
#include "facts_ends.h"

#include <string.h>

/* 1 + the index of the last fact of a kind, from an index on; 0: none. */
static size_t ends_last(const struct facts *facts, int32_t kind, size_t from)
{
    for (size_t i = facts->count; i > from; i--)
        if (facts->items[i - 1].kind == kind)
            return i;
    return 0;
}

static void ends_remove(struct facts *facts, size_t index)
{
    facts->count--;
    memmove(&facts->items[index], &facts->items[index + 1],
            (facts->count - index) * sizeof *facts->items);
}

void facts_unclose(struct facts *facts)
{
    ends_remove(facts, ends_last(facts, INC_FACT_CLOSED, 0) - 1);
}

/* It happened then; the row that says so recorded it. */
static void ends_happened(struct fact *fact, inc_time at)
{
    fact->happened = at;
    if (fact->recorded < at || !fact->is_timed)
        fact->recorded = at;
    fact->is_timed = true;
}

/* What no row shows as a state, and the last row tells all the same. */
static struct fact *ends_append(struct facts *facts, int32_t kind, inc_time at)
{
    const struct log_incident *incident = facts->incident;
    struct fact *fact = facts_push(facts, kind, incident->last_line);
    fact->recorded = incident->updated;
    fact->is_timed = incident->updated != INC_TIME_NONE;
    ends_happened(fact, at);
    return fact;
}

/* Whether the last row's instant is that of the last end: it may be older than the last reopen, or
 * a typing error that lies before the opening. */
static bool ends_believed(const struct facts *facts, inc_time at, size_t reopened)
{
    if (at == INC_TIME_NONE)
        return false;
    if (!columns_timed(facts->log->columns))
        return true; /* nothing else is known: that it cannot be is for the figures to say */
    if (at < facts->opened)
        return false;
    return reopened == 0 || at >= facts->items[reopened - 1].happened;
}

static void ends_append_resolved(struct facts *facts, inc_time at)
{
    struct fact *fact = ends_append(facts, INC_FACT_RESOLVED, at);
    const char *code = log_text(facts->log, log_latest(facts->log, facts->incident, COLUMN_CODE));
    if (code[0] != '\0')
        facts_put(fact, INC_EVENT_CODE_1, code);
}

/* At the instant of the reopen it is still the end before it. */
static bool ends_follows(const struct facts *facts, inc_time at, size_t reopened)
{
    return reopened == 0 || at > facts->items[reopened - 1].happened;
}

static void ends_resolve(struct facts *facts, size_t reopened)
{
    inc_time at = facts->incident->resolved;
    size_t resolved = ends_last(facts, INC_FACT_RESOLVED, reopened);
    if (!ends_believed(facts, at, reopened))
        return;
    if (resolved)
        ends_happened(&facts->items[resolved - 1], at);
    else if (ends_follows(facts, at, reopened))
        ends_append_resolved(facts, at);
}

static void ends_close(struct facts *facts, size_t reopened)
{
    inc_time at = facts->incident->closed;
    size_t closed = ends_last(facts, INC_FACT_CLOSED, reopened);
    size_t resolved = ends_last(facts, INC_FACT_RESOLVED, reopened);
    if (!ends_believed(facts, at, reopened))
        return;
    if (!closed && !ends_follows(facts, at, reopened))
        return;
    if (!resolved)
        ends_append_resolved(facts, at);
    else if (closed && facts->incident->resolved == INC_TIME_NONE &&
             facts->items[resolved - 1].line == facts->items[closed - 1].line)
        ends_happened(&facts->items[resolved - 1], at); /* it went straight to closed */
    if (closed)
        ends_happened(&facts->items[closed - 1], at);
    else
        (void) ends_append(facts, INC_FACT_CLOSED, at);
}

static unsigned ends_spoils(const struct fact *fact)
{
    switch (fact->kind) {
    case INC_FACT_RESOLVED:
        return SPOILED_RESOLVED;
    case INC_FACT_CLOSED:
        return SPOILED_CLOSED;
    case INC_FACT_REOPENED:
        return SPOILED_REOPENED;
    case INC_FACT_HELD:
    case INC_FACT_RELEASED:
        return SPOILED_HOLDS;
    default:
        return 0;
    }
}

/* What a snapshot shows began before it, and nobody knows when. */
static void ends_drop_undated(struct facts *facts)
{
    for (size_t i = facts->count; i > 0; i--) {
        const struct fact *fact = &facts->items[i - 1];
        if (!fact->is_timed && (ends_spoils(fact) || fact->kind == INC_FACT_ACKNOWLEDGED))
            ends_remove(facts, i - 1);
    }
}

void facts_end(struct facts *facts)
{
    size_t reopened = ends_last(facts, INC_FACT_REOPENED, 0);
    ends_resolve(facts, reopened);
    ends_close(facts, reopened);
    for (size_t i = 0; i < facts->count; i++)
        if (!facts->items[i].is_timed)
            facts->spoiled |= ends_spoils(&facts->items[i]);
    if (!columns_timed(facts->log->columns))
        ends_drop_undated(facts);
}
