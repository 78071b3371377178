/* The calendars that scripts use: office hours, nights with a holiday, always, never, and two
 * composites. */
#include "script.h"

#include <string.h>

static inc_status weekly(inc_calendar_builder *builder, int32_t days, int32_t from, int32_t to)
{
    inc_hours hours = {from * 3600, to * 3600};
    inc_status status = INC_OK;
    for (int32_t day = INC_MONDAY; status == INC_OK && day <= days; day++)
        status = inc_calendar_builder_weekly(builder, day, &hours);
    return status;
}

static inc_status make_plain(inc_context *context, const inc_zone *zone, int32_t days, int32_t from,
                             int32_t to, int holiday, inc_calendar **calendar)
{
    inc_calendar_builder *builder = NULL;
    inc_exception exception = {.size = sizeof(exception), .scope = INC_SCOPE_DATE, .name = "off"};
    inc_status status = inc_calendar_builder_new(context, zone, &builder);
    if (status == INC_OK)
        status = weekly(builder, days, from, to);
    if (status == INC_OK && holiday)
        status = inc_date_from_ymd(2026, 6, 3, &exception.from);
    if (status == INC_OK && holiday)
        status = inc_calendar_builder_except(builder, &exception);
    if (status == INC_OK)
        status = inc_calendar_builder_build(builder, calendar);
    inc_calendar_builder_free(builder);
    return status;
}

int script_world_make(script_world *world, inc_context *context)
{
    inc_zone *utc = NULL;
    inc_calendar **made = world->calendars;
    memset(world, 0, sizeof(*world));
    world->context = context;
    inc_status status = inc_zone_load(context, NULL, "Etc/UTC", INC_ZSTR, &utc);
    if (status == INC_OK)
        status = make_plain(context, utc, INC_FRIDAY, 9, 17, 0, &made[0]);
    if (status == INC_OK)
        status = make_plain(context, utc, INC_FRIDAY, 22, 30, 1, &made[1]);
    if (status == INC_OK)
        status = make_plain(context, utc, INC_SUNDAY, 0, 24, 0, &made[2]);
    if (status == INC_OK)
        status = make_plain(context, utc, 0, 0, 0, 1, &made[3]);
    const inc_calendar *day_and_night[] = {made[0], made[1]};
    const inc_calendar *rest[] = {made[2], made[0]};
    if (status == INC_OK)
        status = inc_calendar_combine(context, INC_UNION, day_and_night, 2, &made[4]);
    if (status == INC_OK)
        status = inc_calendar_combine(context, INC_DIFFERENCE, rest, 2, &made[5]);
    inc_zone_unref(utc);
    return status == INC_OK;
}

void script_world_free(script_world *world)
{
    for (size_t i = 0; i < SCRIPT_CALENDARS; i++)
        inc_calendar_unref(world->calendars[i]);
}
