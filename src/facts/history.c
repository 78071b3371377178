/* The history of one subject: events as they are added, and found by their sequences. */
#include "facts/history.h"

#include <string.h>

#define HISTORY_SLOTS 16

static inc__entry *history_entry(const inc__history *history, size_t place)
{
    return INC__AT(&history->entries, inc__entry, place);
}

void inc__history_clear(inc__history *history)
{
    size_t i;

    for (i = 0; i < history->entries.count; i++)
        inc_event_unref(history_entry(history, i)->event);
    history->entries.count = 0;
    history->turns.count = 0;
    history->slots.count = 0;
    history->sequence = 0;
    history->strikers = 0;
    history->unsorted = 0;
}

void inc__history_free(inc_context *context, inc__history *history)
{
    inc__history_clear(history);
    inc__array_free(context, &history->entries, sizeof(inc__entry));
    inc__array_free(context, &history->turns, sizeof(inc__turn));
    inc__array_free(context, &history->slots, sizeof(size_t));
}

/* Where a sequence is in the table, or where it would go; the table has a free slot. */
static size_t *history_slot(const inc__history *history, int64_t sequence)
{
    size_t mask = history->slots.count - 1;
    size_t at = (size_t) ((uint64_t) sequence * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;

    for (;;) {
        size_t *slot = INC__AT(&history->slots, size_t, at);
        if (*slot == 0 || history_entry(history, *slot - 1)->sequence == sequence)
            return slot;
        at = (at + 1) & mask;
    }
}

/* Of sequences that rose. */
static inc__entry *history_search(const inc__history *history, int64_t sequence)
{
    size_t low = 0, high = history->entries.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        inc__entry *entry = history_entry(history, middle);
        if (entry->sequence == sequence)
            return entry;
        if (entry->sequence < sequence)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

inc__entry *inc__history_find(const inc__history *history, int64_t sequence)
{
    size_t slot;

    if (history->slots.count == 0)
        return history_search(history, sequence);
    slot = *history_slot(history, sequence);
    return slot != 0 ? history_entry(history, slot - 1) : NULL;
}

/* A table for count entries at a load of at most a half, with those there are in it. */
static inc_status history_index(inc_context *context, inc__history *history, size_t count)
{
    size_t wanted = history->slots.count > 0 ? history->slots.count : HISTORY_SLOTS, i;

    while (wanted < 2 * count)
        wanted *= 2;
    if (wanted == history->slots.count)
        return INC_OK;
    if (inc__array_reserve(context, &history->slots, sizeof(size_t), wanted) != INC_OK)
        return INC_E_NOMEM;
    history->slots.count = wanted;
    memset(history->slots.items, 0, wanted * sizeof(size_t));
    for (i = 0; i < history->entries.count; i++)
        *history_slot(history, history_entry(history, i)->sequence) = i + 1;
    return INC_OK;
}

static inc__turn history_turn(const inc__entry *entry, size_t place)
{
    inc__turn turn = {entry->happened, entry->order, entry->sequence, place};
    return turn;
}

int inc__turn_compare(const inc__turn *a, const inc__turn *b)
{
    if (a->happened != b->happened)
        return a->happened < b->happened ? -1 : 1;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

/* 1 when an entry comes before the last one there is. */
static int history_behind(const inc__history *history, const inc__entry *entry)
{
    size_t count = history->entries.count;
    inc__turn turn = history_turn(entry, count), last;

    if (count == 0)
        return 0;
    last = history->turns.count > 0 ? *INC__AT(&history->turns, inc__turn, count - 1)
                                    : history_turn(history_entry(history, count - 1), count - 1);
    return inc__turn_compare(&turn, &last) < 0;
}

/* Room for count turns, with those of the entries there are in it. */
static inc_status history_take_turns(inc_context *context, inc__history *history, size_t count)
{
    if (inc__array_reserve(context, &history->turns, sizeof(inc__turn), count) != INC_OK)
        return INC_E_NOMEM;
    while (history->turns.count < history->entries.count) {
        size_t place = history->turns.count++;
        *INC__AT(&history->turns, inc__turn, place) =
            history_turn(history_entry(history, place), place);
    }
    return INC_OK;
}

static inc_status history_check_subject(inc_context *context, const inc__history *history,
                                        const inc_event *event)
{
    const inc_event *first;
    const char *tenant = inc__event_text(event, INC_EVENT_TENANT);
    const char *subject = inc__event_text(event, INC_EVENT_SUBJECT);
    int64_t kind = inc__event_integer(event, INC_EVENT_SUBJECT_KIND);

    if (history->entries.count == 0)
        return INC_OK;
    first = history_entry(history, 0)->event;
    if (strcmp(subject, inc__event_text(first, INC_EVENT_SUBJECT)) == 0 &&
        strcmp(tenant, inc__event_text(first, INC_EVENT_TENANT)) == 0 &&
        kind == inc__event_integer(first, INC_EVENT_SUBJECT_KIND))
        return INC_OK;
    return inc__fail(context, INC_E_INVALID,
                     "an event of subject '%s' (kind '%lld', tenant '%s') came to the history of "
                     "'%s' (kind '%lld', tenant '%s')",
                     subject, (long long) kind, tenant, inc__event_text(first, INC_EVENT_SUBJECT),
                     (long long) inc__event_integer(first, INC_EVENT_SUBJECT_KIND),
                     inc__event_text(first, INC_EVENT_TENANT));
}

static inc_status history_check_sequence(inc_context *context, const inc__history *history,
                                         const inc_event *event)
{
    int64_t sequence = inc__event_integer(event, INC_EVENT_SEQUENCE);

    if (sequence == 0 && history->sequence == INT64_MAX)
        return inc__fail(context, INC_E_RANGE,
                         "the history of subject '%s' had no sequence left after '%lld'",
                         inc__event_text(event, INC_EVENT_SUBJECT), (long long) history->sequence);
    if (sequence == 0 || sequence > history->sequence ||
        inc__history_find(history, sequence) == NULL)
        return INC_OK;
    return inc__fail(context, INC_E_EXISTS,
                     "the history of subject '%s' already had sequence '%lld'",
                     inc__event_text(event, INC_EVENT_SUBJECT), (long long) sequence);
}

static int history_strikes(const inc_event *event)
{
    if (inc__event_integer(event, INC_EVENT_CORRECTS) == 0)
        return 0;
    return inc__event_integer(event, INC_EVENT_KIND) != INC_FACT_VOIDED ||
           inc__event_text(event, INC_EVENT_CODE_1)[0] != '\0';
}

static void history_fill(const inc__history *history, const inc_event *event, inc__entry *entry)
{
    memset(entry, 0, sizeof *entry);
    entry->sequence = inc__event_integer(event, INC_EVENT_SEQUENCE);
    if (entry->sequence == 0)
        entry->sequence = history->sequence + 1;
    entry->order = inc__event_order(event, entry->sequence);
    entry->happened = inc__event_integer(event, INC_EVENT_HAPPENED);
    entry->recorded = inc__event_integer(event, INC_EVENT_RECORDED);
    entry->kind = (int32_t) inc__event_integer(event, INC_EVENT_KIND);
    entry->strikes = history_strikes(event);
}

/* Room for an entry wherever it will go; what was made for one that does not come does no harm. */
static inc_status history_reserve(inc_context *context, inc__history *history,
                                  const inc__entry *entry)
{
    size_t count = history->entries.count + 1;
    inc_status status = inc__array_reserve(context, &history->entries, sizeof(inc__entry), count);

    if (status == INC_OK && (history->slots.count > 0 || entry->sequence <= history->sequence))
        status = history_index(context, history, count);
    if (status == INC_OK && (history->turns.count > 0 || history_behind(history, entry)))
        status = history_take_turns(context, history, count);
    return status;
}

inc_status inc__history_add(inc_context *context, inc__history *history, const inc_event *event)
{
    size_t place = history->entries.count;
    inc__entry entry;
    int behind;
    inc_status status = history_check_subject(context, history, event);

    if (status == INC_OK)
        status = history_check_sequence(context, history, event);
    if (status != INC_OK)
        return status;
    history_fill(history, event, &entry);
    status = history_reserve(context, history, &entry);
    if (status != INC_OK)
        return status;
    behind = history_behind(history, &entry);
    entry.event = inc_event_ref(event);
    *history_entry(history, place) = entry;
    history->entries.count++;
    if (history->slots.count > 0)
        *history_slot(history, entry.sequence) = place + 1;
    if (history->turns.count > 0 || behind)
        *INC__AT(&history->turns, inc__turn, history->turns.count++) = history_turn(&entry, place);
    history->unsorted |= behind;
    history->strikers += entry.strikes != 0;
    if (entry.sequence > history->sequence)
        history->sequence = entry.sequence;
    return INC_OK;
}
