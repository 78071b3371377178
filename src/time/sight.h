/* Where an instant lies in compiled open time; what all queries are made of. */
#ifndef INC_TIME_SIGHT_H
#define INC_TIME_SIGHT_H

#include "time/timeline.h"

#include <incident/status.h>

/* An instant seen on a timeline. */
typedef struct inc__sight {
    inc__place place;  /* its year */
    uint32_t second;   /* whole seconds from the start of the year */
    uint32_t micro;    /* and the rest of the second */
    uint32_t opened;   /* spans of the year that opened at or before it */
    int32_t inside;    /* 1 if it is open */
    inc_duration open; /* open microseconds since 1900 */
} inc__sight;

/* 1 for a supported instant. */
static inline int inc__time_valid(inc_time time)
{
    return time >= INC_TIME_MIN && time <= INC_TIME_MAX;
}

/* Open microseconds since 1900 at a supported instant, and whether it is open. */
inc_duration inc__sight_open(const inc__timeline *timeline, inc_time time, int32_t *open);

/* Sees a supported instant. */
void inc__sight_take(const inc__timeline *timeline, inc_time time, inc__sight *sight);

/* The same for an instant near the one that *sight shows, which must have been taken. */
void inc__sight_move(const inc__timeline *timeline, inc_time time, inc__sight *sight);

/* The result of inc_calendar_add from an instant at which `open` microseconds are open since 1900;
 * duration is not 0. */
inc_status inc__sight_add(const inc__timeline *timeline, inc_duration open, inc_duration duration,
                          inc_time *result);

/* The same from a supported instant; quickest when the result lies in the same year. */
inc_status inc__sight_add_once(const inc__timeline *timeline, inc_time start, inc_duration duration,
                               inc_time *result);

/* Durations between minus this and this are added without a thought of overflow: more than a year
 * has. */
#define INC__NEAR_MOST (INC_HOUR * 24 * 400)

/* The open time of a year from one of its spans on. */
typedef struct inc__near {
    const inc__span *spans;
    uint32_t at;
    uint32_t count;
    uint32_t total;      /* open seconds of the year */
    int64_t start;       /* of the year, in seconds since 1900 */
    inc_duration before; /* open microseconds since 1900 at its start */
} inc__near;

/* inc__sight_add where start and result lie in one year: 1 if they do, and the instant, which may
 * be past INC_TIME_MAX. */
static inline int inc__near_add(const inc__near *near, inc_duration open, inc_duration duration,
                                inc_time *result)
{
    inc_duration goal = open - near->before + duration, key = goal - (duration > 0);
    const inc__span *span;

    /* Forward the second that ends at the goal decides, backward the one that starts there. */
    if (key < 0 || key >= near->total * INC_SECOND)
        return 0;
    span = inc__span_near(near->spans, near->count, near->at,
                          (uint32_t) ((uint64_t) key / INC_SECOND));
    *result = (near->start + span->open - span->before) * INC_SECOND + INC_TIME_MIN + goal;
    return 1;
}

static inline int inc__near_duration(inc_duration duration)
{
    return duration <= INC__NEAR_MOST && duration >= -INC__NEAR_MOST;
}

/* The stretch around a sighted instant from the opening of a span to that of the next, within its
 * year. */
typedef struct inc__window {
    inc_time from;
    inc_time to;
    inc_duration open;   /* open microseconds since 1900 at `from` */
    inc_duration length; /* it is open for that long */
    uint32_t next;       /* the span after it */
    uint32_t year;       /* seconds of the year */
    inc__near near;
} inc__window;

void inc__window_take(const inc__sight *sight, inc__window *window);
/* Moves to the next stretch; 0 at the end of the year. */
int inc__window_step(inc__window *window);

static inline int inc__window_holds(const inc__window *window, inc_time time)
{
    return time >= window->from && time < window->to;
}
/* For an instant in the window. */
static inline int inc__window_inside(const inc__window *window, inc_time time)
{
    return time - window->from < window->length;
}
static inline inc_duration inc__window_open(const inc__window *window, inc_time time)
{
    inc_duration gone = time - window->from;
    return window->open + (gone < window->length ? gone : window->length);
}

/* Microseconds since 1970 of a second since 1900. */
inc_time inc__sight_time(int64_t second);

#endif
