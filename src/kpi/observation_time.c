/* Time on hold, business time, counted time of an incident. */
#include "base/sort.h"
#include "incident/ledger_body.h"
#include "kpi/observation.h"

#include <string.h>

static int time_compare_spans(const void *left, const void *right)
{
    const inc__stint *a = left, *b = right;

    return (a->from > b->from) - (a->from < b->from);
}

static void time_add_span(inc__observer *observer, inc_time from, inc_time to)
{
    inc__stint *span;

    if (from >= to || observer->status != INC_OK)
        return;
    span = INC__PUSH(observer->table->context, &observer->table->spans, inc__stint);
    if (span == NULL) {
        observer->status = inc__nomem(observer->table->context);
        return;
    }
    span->from = from;
    span->to = to;
}

/* Sorts the spans and unites those that meet. */
static void time_unite(inc__array *spans)
{
    inc__stint *items = spans->items;
    size_t i, count = 0;

    inc__sort(spans->items, spans->count, sizeof(inc__stint), time_compare_spans);
    for (i = 0; i < spans->count; i++) {
        if (count > 0 && items[i].from <= items[count - 1].to) {
            if (items[i].to > items[count - 1].to)
                items[count - 1].to = items[i].to;
        } else {
            items[count++] = items[i];
        }
    }
    spans->count = count;
}

/* How much of a stretch the spans cover. */
static inc_duration time_covered(const inc__array *spans, inc_time from, inc_time to)
{
    inc_duration covered = 0;
    size_t i;

    for (i = 0; i < spans->count; i++) {
        const inc__stint *span = INC__AT(spans, inc__stint, i);
        inc_time first = span->from > from ? span->from : from;
        inc_time last = span->to < to ? span->to : to;
        if (first < last)
            covered += last - first;
    }
    return covered;
}

inc_duration inc__observe_held(inc__observer *observer)
{
    const inc__array *ticks = &observer->life->ticks;
    inc__array *spans = &observer->table->spans;
    size_t i;

    if (observer->view->restored == INC_TIME_NONE || observer->view->detected == INC_TIME_NONE)
        return INC_UNKNOWN;
    spans->count = 0;
    for (i = 0; i < ticks->count; i++) {
        const inc__tick *tick = INC__AT(ticks, inc__tick, i);
        if (tick->kind != INC__TICK_HELD)
            continue;
        time_add_span(observer, tick->at,
                      tick->end > 0 ? INC__AT(ticks, inc__tick, tick->end - 1)->at : INT64_MAX);
    }
    time_unite(spans);
    return time_covered(spans, observer->view->detected, observer->view->restored);
}

static int time_is_resolve(const inc__attached *attached)
{
    return attached->plan.options.agreement == INC_AGREEMENT_SLA &&
           strcmp(attached->plan.options.clock, "resolve") == 0;
}

const inc__attached *inc__observe_resolve(const inc__observer *observer, size_t *index)
{
    for (*index = 0; *index < observer->life->attached_count; ++*index) {
        const inc__attached *attached =
            *INC__AT(&observer->life->attached, inc__attached *, *index);
        if (time_is_resolve(attached) && attached->view.verdict != INC_VERDICT_CANCELLED)
            return attached;
    }
    return NULL;
}

/* The table's calendar, else that of the first SLA clock "resolve". */
static const inc_calendar *time_calendar(const inc__observer *observer)
{
    size_t i;

    if (observer->table->calendar != NULL)
        return observer->table->calendar;
    for (i = 0; i < observer->life->attached_count; i++) {
        const inc__attached *attached = *INC__AT(&observer->life->attached, inc__attached *, i);
        if (time_is_resolve(attached))
            return inc_terms_calendar(attached->terms);
    }
    return NULL;
}

inc_duration inc__observe_business(const inc__observer *observer)
{
    const inc_calendar *calendar = time_calendar(observer);
    inc_time from = observer->view->detected, to = observer->view->restored;
    inc_duration open;
    int is_reversed = to < from;

    if (calendar == NULL || from == INC_TIME_NONE || to == INC_TIME_NONE)
        return INC_UNKNOWN;
    if (inc_calendar_between(calendar, is_reversed ? to : from, is_reversed ? from : to, &open) !=
        INC_OK)
        return INC_UNKNOWN;
    return is_reversed ? -open : open;
}

/* Cycles that ended know theirs, the last one is in the view. */
inc_duration inc__observe_counted(const inc__attached *attached)
{
    const inc__array *cycles = &attached->fold.cycles;
    inc_duration counted = attached->view.elapsed;
    size_t i;

    for (i = 0; i + 1 < cycles->count; i++)
        counted = inc__life_sum(counted, INC__AT(cycles, inc_cycle, i)->elapsed);
    return counted;
}

static int time_list_root_cause(inc__observer *observer)
{
    const inc__array *works = &observer->life->works;
    size_t i;

    observer->table->spans.count = 0;
    for (i = 0; i < works->count; i++) {
        const inc__work *work = INC__AT(works, inc__work, i);
        if (strcmp(work->activity, "root_cause") == 0)
            time_add_span(observer,
                          work->effort < work->at - INC_TIME_MIN ? work->at - work->effort
                                                                 : INC_TIME_MIN,
                          work->at);
    }
    time_unite(&observer->table->spans);
    return observer->table->spans.count > 0;
}

/* It counts, or did and is carried on. */
static int time_counts(const inc_ledger *ledger, const inc_segment *segment)
{
    inc_cycle cycle = {.size = sizeof cycle};

    if (segment->kind != INC_SEGMENT_SUPERSEDED)
        return segment->kind == INC_SEGMENT_RUNNING && segment->counted > 0;
    return segment->was == INC_SEGMENT_RUNNING &&
           inc_ledger_cycle(ledger, (size_t) segment->cycle - 1, &cycle) == INC_OK &&
           cycle.carried > 0;
}

/* Segments that count lie within open time, so that a part of one counts as long as it lasts. */
static inc_duration time_counted_under(inc_ledger *ledger, const inc__array *spans)
{
    inc_segment segment = {.size = sizeof segment};
    inc_duration counted = 0;

    while (inc_ledger_next(ledger, &segment) == INC_OK)
        if (time_counts(ledger, &segment))
            counted += time_covered(spans, segment.from, segment.to);
    return counted;
}

inc_duration inc__observe_root_cause(inc__observer *observer, const inc__attached *attached)
{
    inc_duration counted = 0;
    inc_ledger *ledger = NULL;
    inc_status status;

    if (!time_list_root_cause(observer) || observer->status != INC_OK)
        return 0;
    status = inc__ledger_of(observer->table->context, attached->began, attached->first,
                            &attached->told, observer->looked, &ledger);
    if (status == INC_OK)
        counted = time_counted_under(ledger, &observer->table->spans);
    else
        observer->status = inc__nomem(observer->table->context);
    inc_ledger_free(ledger);
    return counted;
}
