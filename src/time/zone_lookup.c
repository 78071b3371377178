/* What a zone's clocks show: found in the table, or worked out from the footer's rule. */
#include "time/date.h"
#include "time/zone_table.h"

#include <string.h>

/* No offset is as large as this, so a reading is less than this away from its instant. */
#define ZONE_OFFSET_BOUND (26 * INT64_C(3600))

/* How many transitions lie at or before a second. */
static size_t zone_passed(const inc_zone *zone, int64_t second)
{
    const int64_t *base = zone->times;
    size_t left = zone->time_count;

    while (left > 0) {
        size_t half = left / 2;
        if (base[half] <= second) {
            base += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return (size_t) (base - zone->times);
}

const inc__tz_type *inc__zone_type_at(const inc_zone *zone, int64_t second, int64_t *until)
{
    size_t passed;

    if (second >= zone->footer_from) {
        if (until != NULL)
            *until = zone->footer.changes ? inc__posix_tz_next(&zone->footer, second) : INC__NEVER;
        return &zone->footer_types[inc__posix_tz_daylight(&zone->footer, second)];
    }
    passed = zone_passed(zone, second);
    if (until != NULL)
        *until = passed < zone->time_count ? zone->times[passed] : zone->footer_from;
    return &zone->types[passed > 0 ? zone->index[passed - 1] : 0];
}

int32_t inc__zone_offset_at(const inc_zone *zone, int64_t second)
{
    return inc__zone_type_at(zone, second, NULL)->offset;
}

int64_t inc__zone_next_offset(const inc_zone *zone, int64_t second)
{
    int64_t until;
    int32_t offset = inc__zone_type_at(zone, second, &until)->offset;

    while (until != INC__NEVER) {
        int64_t at = until;
        if (inc__zone_type_at(zone, at, &until)->offset != offset)
            return at;
        if (at >= zone->footer_from && zone->footer.offset[0] == zone->footer.offset[1])
            break;
    }
    return INC__NEVER;
}

static int64_t zone_next_change(const inc_zone *zone, int64_t second)
{
    int64_t until;
    const inc__tz_type *from = inc__zone_type_at(zone, second, &until);

    while (until != INC__NEVER) {
        int64_t at = until;
        const inc__tz_type *to = inc__zone_type_at(zone, at, &until);
        if (to->offset != from->offset || to->daylight != from->daylight ||
            strcmp(to->name, from->name) != 0)
            return at;
    }
    return INC__NEVER;
}

/* 1 when the wall clock shows `local` again after `second`, at which it does. */
static int zone_again(const inc_zone *zone, int64_t local, int64_t second)
{
    int64_t at = inc__zone_next_offset(zone, second);

    for (; at <= local + ZONE_OFFSET_BOUND; at = inc__zone_next_offset(zone, at)) {
        int64_t again = local - inc__zone_offset_at(zone, at);
        if (again >= at && again < inc__zone_next_offset(zone, at))
            return 1;
    }
    return 0;
}

int64_t inc__zone_from_local(const inc_zone *zone, int64_t local, int32_t *reading)
{
    int64_t at = local - ZONE_OFFSET_BOUND, found;

    for (;;) {
        int64_t end, second = local - inc__zone_type_at(zone, at, &end)->offset;

        found = second > at ? second : at;
        if (found < end) {
            if (reading != NULL && found != second)
                *reading = INC_READING_GAP;
            else if (reading != NULL)
                *reading = zone_again(zone, local, found) ? INC_READING_TWICE : INC_READING_ONCE;
            return found;
        }
        at = end;
    }
}

static int zone_in_range(inc_time time)
{
    return time >= INC_TIME_MIN && time <= INC_TIME_MAX;
}

inc_status inc_zone_offset(const inc_zone *zone, inc_time time, int32_t *offset, int32_t *daylight)
{
    const inc__tz_type *type;

    if (zone == NULL || offset == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    type = inc__zone_type_at(zone, inc__floor_div(time, INC_SECOND), NULL);
    *offset = type->offset;
    if (daylight != NULL)
        *daylight = type->daylight;
    return INC_OK;
}

inc_status inc_zone_abbreviation(const inc_zone *zone, inc_time time, const char **text)
{
    if (zone == NULL || text == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    *text = inc__zone_type_at(zone, inc__floor_div(time, INC_SECOND), NULL)->name;
    return INC_OK;
}

inc_status inc_zone_next_transition(const inc_zone *zone, inc_time time, inc_time *transition)
{
    int64_t second;

    if (zone == NULL || transition == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    second = zone_next_change(zone, inc__floor_div(time, INC_SECOND));
    if (second > INC_TIME_MAX / INC_SECOND)
        return INC_DONE;
    *transition = second * INC_SECOND;
    return INC_OK;
}

inc_status inc_zone_to_civil(const inc_zone *zone, inc_time time, inc_civil *civil)
{
    inc_civil local;
    int64_t second;

    if (zone == NULL || civil == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    second = inc__floor_div(time, INC_SECOND);
    inc__civil_split(second + inc__zone_offset_at(zone, second),
                     (int32_t) inc__floor_mod(time, INC_SECOND), &local);
    if (local.year < INC__FIRST_YEAR || local.year > INC__LAST_YEAR)
        return INC_E_RANGE;
    *civil = local;
    return INC_OK;
}

inc_status inc_zone_from_civil(const inc_zone *zone, const inc_civil *civil, inc_time *time,
                               int32_t *reading)
{
    int32_t found;
    inc_time instant;

    if (zone == NULL || civil == NULL || time == NULL || !inc__civil_valid(civil))
        return INC_E_INVALID;
    if (civil->year < INC__FIRST_YEAR || civil->year > INC__LAST_YEAR)
        return INC_E_RANGE;
    instant = inc__zone_from_local(zone, inc__civil_second(civil), &found) * INC_SECOND;
    if (found != INC_READING_GAP)
        instant += civil->microsecond;
    if (!zone_in_range(instant))
        return INC_E_RANGE;
    *time = instant;
    if (reading != NULL)
        *reading = found;
    return INC_OK;
}
