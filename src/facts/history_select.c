/* Which events of a history a view may know of, in the order in which they happened. */
#include "base/sort.h"
#include "facts/history.h"

inc__entry *inc__history_at(const inc__history *history, size_t index)
{
    if (history->turns.count > 0)
        index = INC__AT(&history->turns, inc__turn, index)->place;
    return INC__AT(&history->entries, inc__entry, index);
}

static inc__strike *history_strike_at(const void *list, size_t index)
{
    return &inc__history_at(list, index)->strike;
}

static int history_compare(const void *left, const void *right)
{
    return inc__turn_compare(left, right);
}

static int history_within(const inc__entry *entry, const inc__horizon *horizon)
{
    return inc__horizon_holds(horizon, entry->happened, entry->recorded, inc__entry_late(entry));
}

static int history_replaces(const inc__entry *entry)
{
    return entry->strikes && entry->kind != INC_FACT_VOIDED;
}

/* A correction says when something really happened, not when that was found out: it takes the place
 * of the other as soon as it is known. */
static int history_strikes_within(const inc__entry *entry, const inc__horizon *horizon)
{
    inc__horizon known = *horizon;

    if (!history_replaces(entry))
        return history_within(entry, horizon);
    known.as_of = INC_TIME_MAX;
    return history_within(entry, &known);
}

/* Marks what voids and corrections within the horizon take out. */
static void history_settle(inc__history *history, const inc__horizon *horizon)
{
    static const inc__strike none = {NULL, 0, 0, 0, 0, 0};
    size_t count = history->entries.count, i;

    for (i = 0; i < count; i++)
        INC__AT(&history->entries, inc__entry, i)->strike = none;
    for (i = 0; i < count; i++) {
        inc__entry *entry = INC__AT(&history->entries, inc__entry, i), *named;
        if (!entry->strikes || !history_strikes_within(entry, horizon))
            continue;
        entry->strike.replaces = history_replaces(entry);
        named = inc__history_find(history, inc__event_integer(entry->event, INC_EVENT_CORRECTS));
        if (named != NULL && named != entry && history_strikes_within(named, horizon))
            inc__strike_name(&entry->strike, &named->strike);
    }
    inc__strike_settle(history_strike_at, history, count);
}

inc_status inc__history_select(inc_context *context, inc__history *history,
                               const inc__horizon *horizon, inc__array *selection)
{
    size_t count = history->entries.count, i;

    if (history->unsorted)
        inc__sort(history->turns.items, history->turns.count, sizeof(inc__turn), history_compare);
    history->unsorted = 0;
    selection->count = 0;
    if (inc__array_reserve(context, selection, sizeof(const inc__entry *), count) != INC_OK)
        return INC_E_NOMEM;
    if (history->strikers > 0)
        history_settle(history, horizon);
    for (i = 0; i < count; i++) {
        const inc__entry *entry = inc__history_at(history, i);
        if (!entry->strike.out && history_within(entry, horizon))
            *INC__AT(selection, const inc__entry *, selection->count++) = entry;
    }
    return INC_OK;
}
