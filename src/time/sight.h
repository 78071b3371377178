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

/* The stretch around a sighted instant that is open throughout or closed throughout, within its
 * year. Starts empty when zeroed. */
typedef struct inc__window {
    inc_time from;
    inc_time to;
    inc_duration open; /* open microseconds since 1900 at `from` */
    int32_t inside;
} inc__window;

void inc__window_take(const inc__sight *sight, inc__window *window);
/* 1 for an instant in the window, and then the open microseconds since 1900 at it. */
static inline int inc__window_holds(const inc__window *window, inc_time time)
{
    return time >= window->from && time < window->to;
}
static inline inc_duration inc__window_open(const inc__window *window, inc_time time)
{
    return window->inside ? window->open + (time - window->from) : window->open;
}

/* An open stretch, and the open microseconds since 1900 at its edges: sums between them are reached
 * in it. */
typedef struct inc__reach {
    inc_duration from;
    inc_duration to;
    inc_time start;
} inc__reach;

/* The instant at which duration (not 0) is added to the open time `open` of an instant in the
 * window of the sighted one; its stretch goes to *reach. The result and statuses of
 * inc_calendar_add. */
inc_status inc__sight_add(const inc__timeline *timeline, const inc__sight *sight, inc_duration open,
                          inc_duration duration, inc__reach *reach, inc_time *result);

/* Microseconds since 1970 of a second since 1900. */
inc_time inc__sight_time(int64_t second);

#endif
