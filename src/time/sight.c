/* Where an instant lies in compiled open time. */
#include "time/sight.h"

/* Spans to try one by one before a binary search. */
#define SIGHT_NEAR 4
/* More repetitions of the last 400 years than the axis holds. */
#define SIGHT_CYCLES 32

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

inc_duration inc__sight_open(const inc__timeline *timeline, inc_time time, int32_t *open)
{
    uint64_t micros = (uint64_t) (time - INC_TIME_MIN);
    int64_t second = (int64_t) (micros / INC_SECOND), before = 0;
    const inc__span *span = &sight_nothing;
    const inc__year *year;
    uint32_t inside, gone;

    if (second >= timeline->end)
        second = inc__timeline_fold(timeline, second, &before);
    year = inc__timeline_stored(timeline, second);
    second -= year->start;
    if (year->count > 0)
        span = inc__span_search(INC__AT(&timeline->spans, const inc__span, year->first),
                                year->count, (uint32_t) second);
    gone = sight_gone(span, (uint32_t) second, &inside);
    *open = (int32_t) inside;
    return (before + year->before + span->before + gone) * INC_SECOND +
           (uint32_t) (micros % INC_SECOND) * inside;
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

/* The span of the sighted year that holds the (wanted + 1)-th open second in it; tries those that
 * follow the sighted instant first. */
static const inc__span *sight_find(const inc__sight *sight, uint32_t wanted)
{
    const inc__place *place = &sight->place;
    const inc__span *span = &place->spans[sight->opened > 0 ? sight->opened - 1 : 0];
    const inc__span *end = &place->spans[place->count];
    int left = SIGHT_NEAR;

    if (span->before > wanted)
        return inc__place_find(place, wanted);
    while (span + 1 < end && span[1].before <= wanted) {
        span++;
        if (--left == 0)
            return inc__place_find(place, wanted);
    }
    return span;
}

static void sight_reach(const inc__place *place, const inc__span *span, inc__reach *reach)
{
    reach->from = (place->before + span->before) * INC_SECOND;
    reach->to = reach->from + (inc_duration) (span->close - span->open) * INC_SECOND;
    reach->start = inc__sight_time(place->start + span->open);
}

/* The stretch that holds the (key + 1)-th open second since 1900. */
static void sight_reach_key(const inc__timeline *timeline, const inc__sight *sight, int64_t key,
                            inc__reach *reach)
{
    int64_t wanted = key - sight->place.before;
    inc__place far;

    if (wanted >= 0 && wanted < sight->place.total) {
        sight_reach(&sight->place, sight_find(sight, (uint32_t) wanted), reach);
        return;
    }
    inc__timeline_find(timeline, key, &far);
    sight_reach(&far, inc__place_find(&far, (uint32_t) (key - far.before)), reach);
}

inc_status inc__sight_add(const inc__timeline *timeline, const inc__sight *sight, inc_duration open,
                          inc_duration duration, inc__reach *reach, inc_time *result)
{
    int32_t always_will = timeline->cycle_open > 0;
    int64_t goal, key;

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
    sight_reach_key(timeline, sight, key, reach);
    if (reach->start + (goal - reach->from) > INC_TIME_MAX)
        return INC_E_RANGE;
    *result = reach->start + (goal - reach->from);
    return INC_OK;
}

void inc__window_take(const inc__sight *sight, inc__window *window)
{
    const inc__place *place = &sight->place;
    uint32_t opened = sight->opened, from, to;

    if (sight->inside) {
        from = place->spans[opened - 1].open;
        to = place->spans[opened - 1].close;
    } else {
        from = opened > 0 ? place->spans[opened - 1].close : 0;
        to = opened < place->count ? place->spans[opened].open : place->length;
    }
    window->inside = sight->inside;
    window->from = inc__sight_time(place->start + from);
    window->to = inc__sight_time(place->start + to);
    window->open = sight->open;
    if (sight->inside)
        window->open -= (inc_duration) (sight->second - from) * INC_SECOND + sight->micro;
}
