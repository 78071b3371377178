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
int inc__time_valid(inc_time time);

/* Sees a supported instant. */
void inc__sight_take(const inc__timeline *timeline, inc_time time, inc__sight *sight);

/* The same for an instant near the one that *sight shows, which must have been taken. */
void inc__sight_move(const inc__timeline *timeline, inc_time time, inc__sight *sight);

/* The result of inc_calendar_add from the instant that was sighted; duration is not 0. */
inc_status inc__sight_add(const inc__timeline *timeline, const inc__sight *sight,
                          inc_duration duration, inc_time *result);

/* Microseconds since 1970 of a second since 1900. */
inc_time inc__sight_time(int64_t second);

#endif
