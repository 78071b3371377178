/* Where an instant lies in compiled open time. */
#include "time/sight.h"

/* More repetitions of the last 400 years than the axis holds. */
#define SIGHT_CYCLES 32
/* Spans to try one by one before a binary search. */
#define SIGHT_NEAR 4

inc_time inc__sight_time(int64_t second)
{
    return second * INC_SECOND + INC_TIME_MIN;
}

/* What there is to see in a year without open time. */
static const inc__span sight_nothing = {0, 0, 0};

/* Open seconds of a span by a second of its year. Without branches, because an instant is open or
 * not as if by chance. */
static inline uint32_t sight_gone(const inc__span *span, uint32_t second, uint32_t *inside)
{
    uint32_t gone = second - span->open;
    uint32_t length = second < span->open ? 0 : span->close - span->open;

    *inside = gone < length;
    return gone < length ? gone : length;
}

static void sight_measure(inc__sight *sight)
{
    const inc__span *span =
        sight->opened > 0 ? &sight->place.spans[sight->opened - 1] : &sight_nothing;
    uint32_t inside, gone = sight_gone(span, sight->second, &inside);

    sight->inside = (int32_t) inside;
    sight->open = (sight->place.before + span->before + gone) * INC_SECOND + sight->micro * inside;
}

static inline const inc__span *sight_spans(const inc__timeline *timeline, const inc__year *year)
{
    return year->count > 0 ? INC__AT(&timeline->spans, const inc__span, year->first)
                           : &sight_nothing;
}

inc_duration inc__sight_open(const inc__timeline *timeline, inc_time time, int32_t *open)
{
    uint64_t micros = (uint64_t) (time - INC_TIME_MIN);
    int64_t second = (int64_t) (micros / INC_SECOND), before = 0;
    uint32_t micro = (uint32_t) (micros - (uint64_t) second * INC_SECOND);
    const inc__span *span;
    const inc__year *year;
    uint32_t inside, gone;

    if (second >= timeline->end)
        second = inc__timeline_fold(timeline, second, &before);
    year = inc__timeline_stored(timeline, second);
    span = inc__span_guess(sight_spans(timeline, year), year->count,
                           (uint32_t) (second - year->start));
    gone = sight_gone(span, (uint32_t) (second - year->start), &inside);
    *open = (int32_t) inside;
    return (before + year->before + span->before + gone) * INC_SECOND + micro * inside;
}

void inc__sight_take(const inc__timeline *timeline, inc_time time, inc__sight *sight)
{
    uint64_t micros = (uint64_t) (time - INC_TIME_MIN);
    int64_t second = (int64_t) (micros / INC_SECOND);

    inc__timeline_place(timeline, second, &sight->place);
    sight->micro = (uint32_t) (micros % INC_SECOND);
    sight->second = (uint32_t) (second - sight->place.start);
    sight->opened = inc__place_opened(&sight->place, sight->second);
    sight_measure(sight);
}

/* Spans opened by a second, counted on from those that had opened by an earlier one. */
static uint32_t sight_opened_near(const inc__place *place, uint32_t opened, uint32_t second)
{
    uint32_t most = place->count - opened < SIGHT_NEAR ? place->count : opened + SIGHT_NEAR;

    if (opened > 0 && place->spans[opened - 1].open > second)
        return inc__place_opened(place, second);
    while (opened < most && place->spans[opened].open <= second)
        opened++;
    if (opened == most && opened < place->count && place->spans[opened].open <= second)
        return inc__place_opened(place, second);
    return opened;
}

void inc__sight_move(const inc__timeline *timeline, inc_time time, inc__sight *sight)
{
    uint64_t micros = (uint64_t) (time - INC_TIME_MIN);
    int64_t second = (int64_t) (micros / INC_SECOND) - sight->place.start;

    if (second < 0 || second >= sight->place.length) {
        inc__sight_take(timeline, time, sight);
        return;
    }
    sight->micro = (uint32_t) (micros % INC_SECOND);
    sight->second = (uint32_t) second;
    sight->opened = sight_opened_near(&sight->place, sight->opened, sight->second);
    sight_measure(sight);
}

/* The instant at which the open time since 1900 reaches the goal, in the stretch that holds the
 * (key + 1)-th open second. */
static inc_time sight_reach(const inc__timeline *timeline, int64_t key, inc_duration goal)
{
    const inc__span *span;
    inc__place far;

    inc__timeline_find(timeline, key, &far);
    span = inc__place_find(&far, (uint32_t) (key - far.before));
    return inc__sight_time(far.start + span->open) + goal -
           (far.before + span->before) * INC_SECOND;
}

inc_status inc__sight_add(const inc__timeline *timeline, inc_duration open, inc_duration duration,
                          inc_time *result)
{
    int32_t always_will = timeline->cycle_open > 0;
    int64_t goal, key;
    inc_time time;

    if (duration > INT64_MAX - open)
        return always_will ? INC_E_RANGE : INC_E_UNREACHABLE;
    goal = open + duration;
    if (goal < 0)
        return timeline->always_was ? INC_E_RANGE : INC_E_UNREACHABLE;
    /* Forward the second that ends at the goal decides, backward the one that starts there. */
    key = (duration > 0 ? goal - 1 : goal) / INC_SECOND;
    if (key >= timeline->total && !always_will)
        return INC_E_UNREACHABLE;
    if (key >= timeline->total && (key - timeline->total) / timeline->cycle_open >= SIGHT_CYCLES)
        return INC_E_RANGE;
    time = sight_reach(timeline, key, goal);
    if (time > INC_TIME_MAX)
        return INC_E_RANGE;
    *result = time;
    return INC_OK;
}

inc_status inc__sight_add_once(const inc__timeline *timeline, inc_time start, inc_duration duration,
                               inc_time *result)
{
    uint64_t micros = (uint64_t) (start - INC_TIME_MIN);
    int64_t second = (int64_t) (micros / INC_SECOND);
    uint32_t micro = (uint32_t) (micros - (uint64_t) second * INC_SECOND);
    uint32_t inside, gone;
    const inc__year *year;
    const inc__span *span;
    inc__near near;
    inc_duration open;
    inc_time time;
    int32_t ignored;

    if (second >= timeline->end || !inc__near_duration(duration)) {
        open = inc__sight_open(timeline, start, &ignored);
        return inc__sight_add(timeline, open, duration, result);
    }
    year = inc__timeline_stored(timeline, second);
    near.spans = sight_spans(timeline, year);
    span = inc__span_guess(near.spans, year->count, (uint32_t) (second - year->start));
    gone = sight_gone(span, (uint32_t) (second - year->start), &inside);
    near.at = (uint32_t) (span - near.spans);
    near.count = year->count;
    near.total = year->total;
    near.start = year->start;
    near.before = year->before * INC_SECOND;
    open = near.before + (int64_t) (span->before + gone) * INC_SECOND + micro * inside;
    if (!inc__near_add(&near, open, duration, &time))
        return inc__sight_add(timeline, open, duration, result);
    if (time > INC_TIME_MAX)
        return INC_E_RANGE;
    *result = time;
    return INC_OK;
}

/* The rest of a window whose span is near.at; no span opens before the first of the year does. */
static void window_set(inc__window *window, uint32_t opened)
{
    const inc__near *near = &window->near;
    const inc__span *span = &near->spans[near->at];
    uint32_t to = opened < near->count ? near->spans[opened].open : window->year;

    window->next = opened;
    window->length = opened > 0 ? (span->close - span->open) * INC_SECOND : 0;
    window->to = inc__sight_time(near->start + to);
}

void inc__window_take(const inc__sight *sight, inc__window *window)
{
    const inc__place *place = &sight->place;
    inc__near *near = &window->near;
    uint32_t opened = sight->opened;

    near->spans = place->count > 0 ? place->spans : &sight_nothing;
    near->at = opened > 0 ? opened - 1 : 0;
    near->count = place->count;
    near->total = place->total;
    near->start = place->start;
    near->before = place->before * INC_SECOND;
    window->year = place->length;
    window->from = inc__sight_time(near->start + (opened > 0 ? near->spans[near->at].open : 0));
    window->open = near->before + near->spans[near->at].before * INC_SECOND;
    window_set(window, opened);
}

int inc__window_step(inc__window *window)
{
    if (window->next == window->near.count)
        return 0;
    window->from = window->to;
    window->open += window->length;
    window->near.at = window->next;
    window_set(window, window->next + 1);
    return 1;
}
