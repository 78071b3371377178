/* Compiled open time: how to find a place in it. */
#include "time/timeline.h"

#include "time/date.h"

#define TIMELINE_CYCLE_SECONDS (INC__CYCLE_DAYS * INC__DAY_SECONDS)

static const inc__year *timeline_years(const inc__timeline *timeline)
{
    return timeline->years.items;
}

static size_t timeline_count(const inc__timeline *timeline)
{
    return timeline->years.count - 1;
}

static int64_t timeline_year_start(size_t index)
{
    return (inc__year_start(INC__FIRST_YEAR + (int32_t) index) - (int64_t) INC_DATE_MIN) *
           INC__DAY_SECONDS;
}

static uint32_t timeline_total(const inc__timeline *timeline, uint32_t first, uint32_t count)
{
    const inc__span *last;

    if (count == 0)
        return 0;
    last = INC__AT(&timeline->spans, inc__span, first + count - 1);
    return last->before + (last->close - last->open);
}

inc_status inc__timeline_append(inc_context *context, inc__timeline *timeline, uint32_t first,
                                uint32_t count)
{
    inc__year *year = INC__PUSH(context, &timeline->years, inc__year);

    if (year == NULL)
        return INC_E_NOMEM;
    year->start = timeline_year_start(timeline->years.count - 1);
    year->before = timeline->total;
    year->first = first;
    year->count = count;
    year->total = timeline_total(timeline, first, count);
    timeline->total += year->total;
    return INC_OK;
}

inc_status inc__timeline_finish(inc_context *context, inc__timeline *timeline)
{
    const inc__year *year;

    if (inc__timeline_append(context, timeline, 0, 0) != INC_OK)
        return INC_E_NOMEM;
    year = timeline_years(timeline) + timeline_count(timeline);
    timeline->end = year->start;
    /* Nor was it, if it never is. */
    timeline->always_was = timeline->always_was && timeline->total > 0;
    timeline->cycle_open = timeline->total - (year - INC__CYCLE_YEARS)->before;
    return INC_OK;
}

void inc__timeline_free(inc_context *context, inc__timeline *timeline)
{
    inc__array_free(context, &timeline->spans, sizeof(inc__span));
    inc__array_free(context, &timeline->years, sizeof(inc__year));
}

static void timeline_at(const inc__timeline *timeline, size_t stored, int64_t cycles,
                        inc__place *place)
{
    const inc__year *year = timeline_years(timeline) + stored;

    place->spans = year->count > 0 ? INC__AT(&timeline->spans, const inc__span, year->first) : NULL;
    place->first = year->first;
    place->count = year->count;
    place->total = year->total;
    place->length = (uint32_t) (year[1].start - year->start);
    place->start = year->start + cycles * TIMELINE_CYCLE_SECONDS;
    place->before = year->before + cycles * timeline->cycle_open;
    place->index = (int64_t) stored + cycles * INC__CYCLE_YEARS;
}

void inc__timeline_year(const inc__timeline *timeline, int64_t index, inc__place *place)
{
    int64_t count = (int64_t) timeline_count(timeline), cycles = 0;

    if (index >= count) {
        cycles = (index - count) / INC__CYCLE_YEARS + 1;
        index -= cycles * INC__CYCLE_YEARS;
    }
    timeline_at(timeline, (size_t) index, cycles, place);
}

/* Cycles to go back from a second behind the end. */
static int64_t timeline_cycles(const inc__timeline *timeline, int64_t second)
{
    return (second - timeline->end) / TIMELINE_CYCLE_SECONDS + 1;
}

int64_t inc__timeline_fold(const inc__timeline *timeline, int64_t second, int64_t *before)
{
    int64_t cycles = timeline_cycles(timeline, second);

    *before = cycles * timeline->cycle_open;
    return second - cycles * TIMELINE_CYCLE_SECONDS;
}

void inc__timeline_place(const inc__timeline *timeline, int64_t second, inc__place *place)
{
    int64_t cycles = 0;

    if (second >= timeline->end) {
        cycles = timeline_cycles(timeline, second);
        second -= cycles * TIMELINE_CYCLE_SECONDS;
    }
    timeline_at(timeline,
                (size_t) (inc__timeline_stored(timeline, second) - timeline_years(timeline)),
                cycles, place);
}

void inc__timeline_find(const inc__timeline *timeline, int64_t key, inc__place *place)
{
    const inc__year *years = timeline_years(timeline);
    size_t base = 0, left = timeline_count(timeline);
    int64_t cycles = 0;

    if (key >= timeline->total) {
        cycles = (key - timeline->total) / timeline->cycle_open + 1;
        key -= cycles * timeline->cycle_open;
    }
    while (left > 1) {
        size_t half = left / 2;
        base = years[base + half].before <= key ? base + half : base;
        left -= half;
    }
    timeline_at(timeline, base, cycles, place);
}

uint32_t inc__place_opened(const inc__place *place, uint32_t second)
{
    if (place->count == 0 || second < place->spans->open)
        return 0;
    return (uint32_t) (inc__span_guess(place->spans, place->count, second) - place->spans) + 1;
}

const inc__span *inc__place_find(const inc__place *place, uint32_t wanted)
{
    return inc__span_find(place->spans, place->count, wanted);
}
