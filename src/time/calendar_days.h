/* Stretches of local time, for dates and holidays. */
#ifndef INC_TIME_CALENDAR_DAYS_H
#define INC_TIME_CALENDAR_DAYS_H

#include "time/zone.h"

/* A stretch of UTC seconds that shows a stretch of local time once; several make up a local span.
 */
typedef struct inc__showing {
    int64_t from;
    int64_t to;
} inc__showing;

#define INC__SHOWING_FIRST INT64_MIN

/* Visits the UTC stretches in which a zone's clocks show local seconds from `local` to `end`:
 * begins with *next = INC__SHOWING_FIRST, gives 0 after the last. */
int inc__zone_next_showing(const inc_zone *zone, int64_t local, int64_t end, int64_t *next,
                           inc__showing *showing);

/* The instant of a second, kept within the axis; its very end may be sighted, to measure up to it.
 */
inc_time inc__second_clamp(int64_t second);

#endif
