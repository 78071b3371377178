/* The world of a simulated service desk: random numbers, working hours, when incidents come in. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>

void world_must(inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "the library answered %s\n", inc_status_name(status));
    exit(3);
}

/* SplitMix64. Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014. */
uint64_t world_random(struct world *world)
{
    uint64_t z = world->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

int world_below(struct world *world, int limit)
{
    return (int) (world_random(world) % (uint64_t) limit);
}

bool world_chance(struct world *world, int percent)
{
    return world_below(world, 100) < percent;
}

/* A product of three draws. */
inc_duration world_minutes(struct world *world, int scale)
{
    int64_t product = 1;
    for (int i = 0; i < 3; i++)
        product *= 1 + world_below(world, 1000);
    return (1 + scale * (product / 1000000) / 250) * INC_MINUTE;
}

static inc_calendar *world_calendar(inc_context *context)
{
    const inc_hours hours = {8 * 3600, 18 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    world_must(inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
    world_must(inc_calendar_builder_new(context, zone, &builder));
    for (int32_t day = INC_MONDAY; day <= INC_FRIDAY; day++)
        world_must(inc_calendar_builder_weekly(builder, day, &hours));
    world_must(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

/* How likely a minute is to bring an incident, in percent: mornings of working days most, Mondays
 * more than Fridays, the weeks of late summer less. */
static int world_load(inc_time at)
{
    static const int by_hour[24] = {2,  2,  1,  1,  2,  5,  20, 60, 95, 100, 90, 70,
                                    55, 70, 80, 70, 50, 30, 15, 10, 8,  6,   4,  3};
    static const int by_weekday[8] = {0, 100, 85, 80, 80, 70, 8, 5};
    inc_civil civil = {0};
    inc_date date = INC_DATE_NONE;
    int load;
    world_must(inc_time_to_civil(at, &civil));
    world_must(inc_date_from_ymd(civil.year, civil.month, civil.day, &date));
    load = by_hour[civil.hour] * by_weekday[inc_date_weekday(date)] / 100;
    return civil.month == 8 ? load * 6 / 10 : load;
}

inc_time world_start(void)
{
    inc_time start = INC_TIME_NONE;
    inc_civil first = {.year = 2026, .month = 1, .day = 5};
    world_must(inc_time_from_civil(&first, &start));
    return start;
}

static inc_time world_arrival(struct world *world)
{
    uint64_t minutes = (uint64_t) world->days * 1440;
    inc_time start = world_start();
    for (;;) {
        inc_time at = start + (inc_time) (world_random(world) % minutes) * INC_MINUTE;
        if (world_chance(world, world_load(at)))
            return at;
    }
}

static int world_compare(const void *left, const void *right)
{
    inc_time a = *(const inc_time *) left;
    inc_time b = *(const inc_time *) right;
    return (a > b) - (a < b);
}

inc_time *world_arrivals(struct world *world, size_t count)
{
    inc_time *arrivals = calloc(count, sizeof *arrivals);
    if (!arrivals)
        world_must(INC_E_NOMEM);
    for (size_t i = 0; i < count; i++)
        arrivals[i] = world_arrival(world);
    qsort(arrivals, count, sizeof *arrivals, world_compare);
    return arrivals;
}

void world_open(struct world *world, inc_context *context, uint64_t seed, long days)
{
    world->random = seed;
    world->days = days;
    world->desk = world_calendar(context);
}

void world_close(struct world *world)
{
    inc_calendar_unref(world->desk);
}
