/* Open time of any weekly hours, from tables of a quarter of an hour: what a search can afford
 * where a compiled calendar would be too slow. */
#ifndef INC_KPI_MINE_WEEK_H
#define INC_KPI_MINE_WEEK_H

#include "base/array.h"

#include <incident/zone.h>

#define INC__MINE_STEP 15 /* minutes */
#define INC__MINE_DAY (1440 / INC__MINE_STEP)
#define INC__MINE_WEEK (7 * INC__MINE_DAY)

/* Weekly hours in minutes: length 15 to 1440, from start, 0 to 1425, on each day of weekdays. */
typedef struct inc__mine_hours {
    int32_t weekdays; /* as inc_mined has them */
    int32_t start;
    int32_t length;
} inc__mine_hours;

/* An instant on the local clock. */
typedef struct inc__mine_point {
    uint32_t rest;   /* microseconds into the slot */
    int32_t week;    /* since that of 1970-01-01 */
    uint32_t part;   /* between which changes of the clock */
    uint16_t slot;   /* of the week, from Monday */
    uint16_t before; /* the slot of the microsecond before; INC__MINE_NOWHERE: no such instant */
} inc__mine_point;

#define INC__MINE_NOWHERE UINT16_MAX

/* The changes of the clock in a span. */
typedef struct inc__mine_zone {
    inc__array offsets; /* int64_t microseconds: one more than there are changes */
    inc__array changes; /* inc_time, rising */
} inc__mine_zone;

inc_status inc__mine_zone_init(inc__mine_zone *zone, inc_context *context, const inc_zone *source,
                               inc_time from, inc_time to);
void inc__mine_zone_free(inc__mine_zone *zone, inc_context *context);
/* INC_TIME_NONE gives a point that is nowhere. */
inc__mine_point inc__mine_zone_point(const inc__mine_zone *zone, inc_time time);

/* The tables of one week's hours. */
typedef struct inc__mine_week {
    int64_t length;                 /* open time of a week in which the clock does not change */
    int64_t opened[INC__MINE_WEEK]; /* in the week before the slot */
    uint32_t open[INC__MINE_WEEK];  /* all bits of an open slot, else none */
    inc__array bases; /* int64_t: of each part, what its clock would not count, or twice */
} inc__mine_week;

inc_status inc__mine_week_init(inc__mine_week *week, inc_context *context,
                               const inc__mine_zone *zone);
void inc__mine_week_free(inc__mine_week *week, inc_context *context);
void inc__mine_week_set(inc__mine_week *week, const inc__mine_zone *zone,
                        const inc__mine_hours *hours);

/* Open time from some fixed instant to a point. */
static inline int64_t inc__mine_week_at(const inc__mine_week *week, const inc__mine_point *point)
{
    return ((const int64_t *) week->bases.items)[point->part] + point->week * week->length +
           week->opened[point->slot] + (point->rest & week->open[point->slot]);
}

#endif
