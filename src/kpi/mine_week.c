/* Local clocks as weeks and slots, and the open time up to each. */
#include "kpi/mine_week.h"

#include <string.h>

#define MINE_SLOT_LENGTH (INC__MINE_STEP * INC_MINUTE)
#define MINE_WEEK_LENGTH (INC__MINE_WEEK * MINE_SLOT_LENGTH)
#define MINE_FIRST_MONDAY (-3 * 24 * INC_HOUR) /* 1969-12-29 */

static inc_status mine_zone_push(inc_context *context, inc__array *array, int64_t value)
{
    int64_t *place = INC__PUSH(context, array, int64_t);

    if (place == NULL)
        return inc__nomem(context);
    *place = value;
    return INC_OK;
}

static inc_status mine_zone_offset(inc__mine_zone *zone, inc_context *context,
                                   const inc_zone *source, inc_time at)
{
    int32_t seconds;
    inc_status status = inc_zone_offset(source, at, &seconds, NULL);

    if (status != INC_OK)
        return inc__fail(context, status, "the zone '%s' had no offset", inc_zone_name(source));
    return mine_zone_push(context, &zone->offsets, seconds * INC_SECOND);
}

inc_status inc__mine_zone_init(inc__mine_zone *zone, inc_context *context, const inc_zone *source,
                               inc_time from, inc_time to)
{
    inc_time change = from;
    inc_status status;

    memset(zone, 0, sizeof *zone);
    status = mine_zone_offset(zone, context, source, from);
    while (status == INC_OK && inc_zone_next_transition(source, change, &change) == INC_OK &&
           change <= to) {
        status = mine_zone_push(context, &zone->changes, change);
        if (status == INC_OK)
            status = mine_zone_offset(zone, context, source, change);
    }
    if (status != INC_OK)
        inc__mine_zone_free(zone, context);
    return status;
}

void inc__mine_zone_free(inc__mine_zone *zone, inc_context *context)
{
    inc__array_free(context, &zone->offsets, sizeof(int64_t));
    inc__array_free(context, &zone->changes, sizeof(inc_time));
}

/* How many changes there are up to an instant. */
static size_t mine_zone_part(const inc__mine_zone *zone, inc_time time)
{
    size_t low = 0, high = zone->changes.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (*INC__AT(&zone->changes, inc_time, middle) <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static inc__mine_point mine_zone_read(const inc__mine_zone *zone, size_t part, inc_time time)
{
    int64_t local = time + *INC__AT(&zone->offsets, int64_t, part) - MINE_FIRST_MONDAY;
    int64_t within = local % MINE_WEEK_LENGTH;
    inc__mine_point point = {0};

    if (within < 0)
        within += MINE_WEEK_LENGTH;
    point.week = (int32_t) ((local - within) / MINE_WEEK_LENGTH);
    point.slot = (uint16_t) (within / MINE_SLOT_LENGTH);
    point.rest = (uint32_t) (within % MINE_SLOT_LENGTH);
    point.part = (uint32_t) part;
    return point;
}

inc__mine_point inc__mine_zone_point(const inc__mine_zone *zone, inc_time time)
{
    inc__mine_point point = {.before = INC__MINE_NOWHERE};

    if (time == INC_TIME_NONE)
        return point;
    point = mine_zone_read(zone, mine_zone_part(zone, time), time);
    point.before = mine_zone_read(zone, mine_zone_part(zone, time - 1), time - 1).slot;
    return point;
}

inc_status inc__mine_week_init(inc__mine_week *week, inc_context *context,
                               const inc__mine_zone *zone)
{
    memset(week, 0, sizeof *week);
    if (inc__array_reserve(context, &week->bases, sizeof(int64_t), zone->offsets.count) != INC_OK)
        return INC_E_NOMEM;
    week->bases.count = zone->offsets.count;
    return INC_OK;
}

void inc__mine_week_free(inc__mine_week *week, inc_context *context)
{
    inc__array_free(context, &week->bases, sizeof(int64_t));
}

static void mine_week_open(inc__mine_week *week, const inc__mine_hours *hours)
{
    int32_t day, slot;

    memset(week->open, 0, sizeof week->open);
    for (day = 0; day < 7; day++) {
        int32_t first = day * INC__MINE_DAY + hours->start / INC__MINE_STEP;
        if ((hours->weekdays >> day & 1) == 0)
            continue;
        for (slot = first; slot < first + hours->length / INC__MINE_STEP; slot++)
            week->open[slot % INC__MINE_WEEK] = UINT32_MAX;
    }
}

void inc__mine_week_set(inc__mine_week *week, const inc__mine_zone *zone,
                        const inc__mine_hours *hours)
{
    int64_t *bases = week->bases.items;
    size_t i;

    mine_week_open(week, hours);
    week->length = 0;
    for (i = 0; i < INC__MINE_WEEK; i++) {
        week->opened[i] = week->length;
        week->length += week->open[i] != 0 ? MINE_SLOT_LENGTH : 0;
    }
    memset(bases, 0, week->bases.count * sizeof *bases);
    /* At a change both clocks say how far the open time is: the new one goes on from the old. */
    for (i = 0; i < zone->changes.count; i++) {
        inc_time change = *INC__AT(&zone->changes, inc_time, i);
        inc__mine_point old = mine_zone_read(zone, i, change);
        inc__mine_point new = mine_zone_read(zone, i + 1, change);
        bases[i + 1] = inc__mine_week_at(week, &old) - inc__mine_week_at(week, &new);
    }
}
