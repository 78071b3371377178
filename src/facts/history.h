/* The history of one subject: its events, and which of them a view may know of. */
#ifndef INC_FACTS_HISTORY_H
#define INC_FACTS_HISTORY_H

#include "facts/event.h"
#include "facts/horizon.h"
#include "facts/strike.h"

/* An event in a history. */
typedef struct inc__entry {
    inc__strike strike; /* of the selection made last; first, so that a strike is an entry */
    inc_event *event;   /* a reference */
    int64_t sequence;   /* the event's, or the next when it had none */
    int64_t order;      /* the event's, or the sequence when it had none */
    inc_time happened;
    inc_time recorded;
    int32_t kind;
    int32_t strikes; /* 1: a void with a reason, or a correction: it takes out what it names */
} inc__entry;

/* All zero is an empty one. */
typedef struct inc__history {
    inc__array entries; /* inc__entry, as they came */
    inc__array turns;   /* inc__turn, in the order of the fold; none while they came in it */
    inc__array slots;   /* size_t, 1 + place of an entry, a hash table of sequences with linear
                           probing; none while they rose */
    int64_t sequence;   /* the highest */
    size_t strikers;    /* entries that strike */
    int32_t unsorted;   /* 1 when the last turns came out of order */
} inc__history;

typedef struct inc__turn {
    inc_time happened;
    int64_t order;
    int64_t sequence;
    size_t place; /* of the entry */
} inc__turn;

/* Negative, 0 or positive as a is folded before, with or after b. */
int inc__turn_compare(const inc__turn *a, const inc__turn *b);

/* Adds an event, of which a reference is kept. INC_E_EXISTS when its sequence is there already,
 * INC_E_INVALID when it is of another subject than the first, INC_E_RANGE when no sequence is left
 * for it; each with a line, the history unchanged. */
inc_status inc__history_add(inc_context *context, inc__history *history, const inc_event *event);
/* Gives all events back and keeps the memory. */
void inc__history_clear(inc__history *history);
void inc__history_free(inc_context *context, inc__history *history);

/* The entry of a sequence, or NULL. */
inc__entry *inc__history_find(const inc__history *history, int64_t sequence);

/* Fills selection (const inc__entry *) with the entries within a horizon, without those that others
 * took out, in the order of the fold; good until an event is added. */
inc_status inc__history_select(inc_context *context, inc__history *history,
                               const inc__horizon *horizon, inc__array *selection);

/* The index-th entry in the order of the fold, after a selection. */
inc__entry *inc__history_at(const inc__history *history, size_t index);

/* 1 for an entry that changes what was known of the past. */
static inline int inc__entry_late(const inc__entry *entry)
{
    return entry->recorded > entry->happened || entry->strikes;
}

/* What an entry named within the horizon of the selection made last, or NULL. */
static inline const inc__entry *inc__entry_named(const inc__entry *entry)
{
    return (const inc__entry *) entry->strike.named;
}

#endif
