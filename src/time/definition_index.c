/* Which hours a date has: the look-up tables of a definition. */
#include "time/date.h"

#include "base/sort.h"
#include "time/definition.h"

#include <string.h>

/* An exception as the sweep over dates sees it. */
typedef struct index_item {
    inc_date from;
    inc_date to;
    uint32_t exception;
    uint32_t rank; /* a date beats a range, then the one added last wins */
} index_item;

/* A binary heap of items, the highest rank on top. */
typedef struct index_heap {
    index_item *items;
    size_t count;
} index_heap;

static void index_swap(index_item *a, index_item *b)
{
    index_item item = *a;

    *a = *b;
    *b = item;
}

static void index_heap_push(index_heap *heap, const index_item *item)
{
    size_t at = heap->count++;

    heap->items[at] = *item;
    while (at > 0 && heap->items[(at - 1) / 2].rank < heap->items[at].rank) {
        index_swap(&heap->items[(at - 1) / 2], &heap->items[at]);
        at = (at - 1) / 2;
    }
}

static void index_heap_pop(index_heap *heap)
{
    size_t at = 0, child;

    heap->items[0] = heap->items[--heap->count];
    while ((child = 2 * at + 1) < heap->count) {
        if (child + 1 < heap->count && heap->items[child + 1].rank > heap->items[child].rank)
            child++;
        if (heap->items[child].rank <= heap->items[at].rank)
            return;
        index_swap(&heap->items[child], &heap->items[at]);
        at = child;
    }
}

static int index_by_from(const void *left, const void *right)
{
    const index_item *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

static size_t index_collect(const inc__definition *definition, index_item *items)
{
    uint32_t all = (uint32_t) definition->exceptions.count, i;
    size_t count = 0;

    for (i = 0; i < all; i++) {
        const inc_exception *e = &INC__AT(&definition->exceptions, inc__exception, i)->given;
        if (e->scope != INC_SCOPE_DATE && e->scope != INC_SCOPE_RANGE)
            continue;
        items[count].from = e->from;
        items[count].to = e->scope == INC_SCOPE_DATE ? e->from : e->to;
        items[count].exception = i;
        items[count].rank = e->scope == INC_SCOPE_DATE ? i + all : i;
        count++;
    }
    inc__sort(items, count, sizeof *items, index_by_from);
    return count;
}

static inc_status index_emit(inc__definition *definition, inc_date from, inc_date to,
                             uint32_t exception)
{
    inc__array *dated = &definition->dated;
    inc__dated *last;

    last = dated->count > 0 ? INC__AT(dated, inc__dated, dated->count - 1) : NULL;
    if (last != NULL && last->to + 1 == from && last->exception == exception) {
        last->to = to;
        return INC_OK;
    }
    last = INC__PUSH(definition->context, dated, inc__dated);
    if (last == NULL)
        return INC_E_NOMEM;
    last->from = from;
    last->to = to;
    last->exception = exception;
    return INC_OK;
}

/* Sweeps over the dates; between two borders the item of the highest rank rules. */
static inc_status index_sweep(inc__definition *definition, const index_item *items, size_t count,
                              index_heap *heap)
{
    inc_date date = 0, border;
    size_t next = 0;

    while (next < count || heap->count > 0) {
        if (heap->count == 0)
            date = items[next].from;
        while (next < count && items[next].from <= date)
            index_heap_push(heap, &items[next++]);
        while (heap->count > 0 && heap->items[0].to < date)
            index_heap_pop(heap);
        if (heap->count == 0)
            continue;
        border = heap->items[0].to;
        if (next < count && items[next].from <= border)
            border = items[next].from - 1;
        if (index_emit(definition, date, border, heap->items[0].exception) != INC_OK)
            return INC_E_NOMEM;
        date = border + 1;
    }
    return INC_OK;
}

static int32_t index_yearly_next(int32_t at)
{
    return at + 1 < INC__YEARLY_SIZE ? at + 1 : 32;
}

static void index_yearly(inc__definition *definition, int32_t scope)
{
    uint32_t i;

    for (i = 0; i < definition->exceptions.count; i++) {
        const inc_exception *e = &INC__AT(&definition->exceptions, inc__exception, i)->given;
        int32_t from = e->yearly_from / 100 * 32 + e->yearly_from % 100;
        int32_t to = e->yearly_to / 100 * 32 + e->yearly_to % 100;
        if (e->scope != scope)
            continue;
        if (scope == INC_SCOPE_YEARLY)
            to = from;
        for (; from != to; from = index_yearly_next(from))
            definition->yearly[from] = i + 1;
        definition->yearly[to] = i + 1;
        definition->yearly_any = 1;
    }
}

inc_status inc__definition_index(inc__definition *definition)
{
    inc_context *context = definition->context;
    size_t size = definition->exceptions.count * sizeof(index_item);
    index_item *items;
    index_heap heap;
    inc_status status = INC_E_NOMEM;

    definition->dated.count = 0;
    memset(definition->yearly, 0, sizeof definition->yearly);
    definition->yearly_any = 0;
    index_yearly(definition, INC_SCOPE_YEARLY_RANGE);
    index_yearly(definition, INC_SCOPE_YEARLY);
    items = inc__alloc(context, size);
    heap.items = inc__alloc(context, size);
    heap.count = 0;
    if (items != NULL && heap.items != NULL)
        status = index_sweep(definition, items, index_collect(definition, items), &heap);
    inc__release(context, items, size);
    inc__release(context, heap.items, size);
    return status == INC_OK ? INC_OK : inc__nomem(context);
}

/* The first stretch that ends on or after a date. */
static size_t index_dated_at(const inc__definition *definition, inc_date date)
{
    size_t low = 0, high = definition->dated.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (INC__AT(&definition->dated, inc__dated, middle)->to < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The exception for a date; `at` is the first stretch that ends on or after it. */
static const inc__exception *index_exception(const inc__definition *definition, inc_date date,
                                             size_t at)
{
    int32_t month, day;
    uint32_t found;

    if (at < definition->dated.count) {
        const inc__dated *dated = INC__AT(&definition->dated, inc__dated, at);
        if (dated->from <= date)
            return INC__AT(&definition->exceptions, inc__exception, dated->exception);
    }
    if (!definition->yearly_any)
        return NULL;
    inc__date_split(date, NULL, &month, &day);
    found = definition->yearly[month * 32 + day];
    return found != 0 ? INC__AT(&definition->exceptions, inc__exception, found - 1) : NULL;
}

size_t inc__definition_revision_at(const inc__definition *definition, inc_date date)
{
    size_t at = definition->revisions.count - 1;

    while (at > 0 && INC__AT(&definition->revisions, inc__revision, at)->from > date)
        at--;
    return at;
}

void inc__days_start(const inc__definition *definition, inc_date date, inc__days *days)
{
    days->definition = definition;
    days->date = date;
    days->weekday = inc_date_weekday(date) - 1;
    days->dated = index_dated_at(definition, date);
    days->revision = inc__definition_revision_at(definition, date);
}

/* Steps to the next date and what rules it. */
static void index_step(inc__days *days)
{
    const inc__definition *definition = days->definition;
    inc_date date = ++days->date;

    days->weekday = days->weekday < 6 ? days->weekday + 1 : 0;
    if (days->dated < definition->dated.count &&
        INC__AT(&definition->dated, inc__dated, days->dated)->to < date)
        days->dated++;
    if (days->revision + 1 < definition->revisions.count &&
        INC__AT(&definition->revisions, inc__revision, days->revision + 1)->from <= date)
        days->revision++;
}

inc__day inc__days_next(inc__days *days)
{
    const inc__definition *definition = days->definition;
    const inc__exception *exception = index_exception(definition, days->date, days->dated);
    inc__day day = {NULL, 0, NULL};

    if (exception != NULL) {
        day.hours = exception->hours;
        day.count = exception->given.hours_count;
        day.holiday = day.count == 0 ? exception->name : NULL;
    } else {
        const inc__array *week =
            INC__AT(&definition->revisions, inc__revision, days->revision)->week + days->weekday;
        day.hours = week->items;
        day.count = week->count;
    }
    index_step(days);
    return day;
}

inc__day inc__definition_day(const inc__definition *definition, inc_date date)
{
    inc__days days;

    inc__days_start(definition, date, &days);
    return inc__days_next(&days);
}

uint32_t inc__definition_dated(const inc__definition *definition, inc_date first, inc_date last)
{
    size_t at = index_dated_at(definition, first);
    const inc__dated *dated;

    if (inc__definition_revision_at(definition, first) !=
        inc__definition_revision_at(definition, last))
        return INC__DATED_MIXED;
    if (at == definition->dated.count)
        return INC__DATED_NONE;
    dated = INC__AT(&definition->dated, inc__dated, at);
    if (dated->from > last)
        return INC__DATED_NONE;
    return dated->from <= first && dated->to >= last ? dated->exception + 1 : INC__DATED_MIXED;
}

int32_t inc__definition_regular_year(const inc__definition *definition)
{
    inc_date last = INC_DATE_NONE;
    int32_t year;

    if (definition->dated.count > 0)
        last = INC__AT(&definition->dated, inc__dated, definition->dated.count - 1)->to;
    if (definition->revisions.count > 1) {
        inc_date from =
            INC__AT(&definition->revisions, inc__revision, definition->revisions.count - 1)->from;
        last = from > last ? from : last;
    }
    if (last == INC_DATE_NONE)
        return 0;
    inc__date_split(last, &year, NULL, NULL);
    /* A shift that starts on the last of them may run into the next year but one. */
    return year + 2;
}

int inc__definition_always_was(const inc__definition *definition)
{
    const inc__revision *base = INC__AT(&definition->revisions, inc__revision, 0);
    size_t i;

    for (i = 0; i < 7; i++) {
        if (base->week[i].count > 0)
            return 1;
    }
    for (i = 0; i < INC__YEARLY_SIZE; i++) {
        if (definition->yearly[i] != 0 &&
            INC__AT(&definition->exceptions, inc__exception, definition->yearly[i] - 1)
                    ->given.hours_count > 0)
            return 1;
    }
    return 0;
}
