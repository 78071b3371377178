/* Where an instant lies in compiled open time. */
#include "time/sight.h"

/* Spans to try one by one before a binary search. */
#define SIGHT_NEAR 4

int inc__time_valid(inc_time time)
{
    return time >= INC_TIME_MIN && time <= INC_TIME_MAX;
}

inc_time inc__sight_time(int64_t second)
{
    return second * INC_SECOND + INC_TIME_MIN;
}

static void sight_measure(inc__sight *sight)
{
    const inc__span *span;
    int64_t open = sight->place.before;
    uint32_t micro = 0;

    sight->inside = 0;
    if (sight->opened > 0) {
        span = &sight->place.spans[sight->opened - 1];
        sight->inside = sight->second < span->close;
        open += span->before + ((sight->inside ? sight->second : span->close) - span->open);
        micro = sight->inside ? sight->micro : 0;
    }
    sight->open = open * INC_SECOND + micro;
}

void inc__sight_take(const inc__timeline *timeline, inc_time time, inc__sight *sight)
{
    uint64_t micros = (uint64_t) (time - INC_TIME_MIN);
    int64_t second = (int64_t) (micros / INC_SECOND);

    sight->place = inc__timeline_place(timeline, second);
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

/* The span that holds the (key + 1)-th open second; tries those that follow the sighted instant
 * first. */
static const inc__span *sight_find(const inc__timeline *timeline, const inc__sight *sight,
                                   int64_t key, inc__place *place)
{
    uint32_t wanted, at, most;

    if (key < sight->place.before || key - sight->place.before >= sight->place.total) {
        *place = inc__timeline_find(timeline, key);
        return inc__place_find(place, key);
    }
    *place = sight->place;
    wanted = (uint32_t) (key - place->before);
    at = sight->opened > 0 ? sight->opened - 1 : 0;
    most = place->count - at < SIGHT_NEAR ? place->count : at + SIGHT_NEAR;
    if (place->spans[at].before > wanted)
        return inc__place_find(place, key);
    while (at + 1 < most && place->spans[at + 1].before <= wanted)
        at++;
    if (at + 1 == most && most < place->count && place->spans[most].before <= wanted)
        return inc__place_find(place, key);
    return &place->spans[at];
}

inc_status inc__sight_add(const inc__timeline *timeline, const inc__sight *sight,
                          inc_duration duration, inc_time *result)
{
    int32_t always_will = timeline->cycle_open > 0;
    const inc__span *span;
    inc__place place;
    int64_t goal, key;
    inc_time time;

    if (duration > INT64_MAX - sight->open)
        return always_will ? INC_E_RANGE : INC_E_UNREACHABLE;
    goal = sight->open + duration;
    if (goal < 0)
        return timeline->always_was ? INC_E_RANGE : INC_E_UNREACHABLE;
    /* Forward the second that ends at the goal decides, backward the one that starts there. */
    key = (duration > 0 ? goal - 1 : goal) / INC_SECOND;
    if (key >= timeline->total && !always_will)
        return INC_E_UNREACHABLE;
    if (key > (INC_TIME_MAX - INC_TIME_MIN) / INC_SECOND)
        return INC_E_RANGE;
    span = sight_find(timeline, sight, key, &place);
    time = inc__sight_time(place.start + span->open) +
           (goal - (place.before + span->before) * INC_SECOND);
    if (time > INC_TIME_MAX)
        return INC_E_RANGE;
    *result = time;
    return INC_OK;
}
