/* The world of a simulated service desk: random numbers, working hours, when incidents come in. The
 * same seed gives the same world everywhere: own random numbers, integers only. */
#ifndef EXAMPLES_WORLD_H
#define EXAMPLES_WORLD_H

#include <incident.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct world {
    uint64_t random;
    long days;          /* span in which incidents come in, from 2026-01-05 */
    inc_calendar *desk; /* Monday to Friday 08:00-18:00 in Brussels */
};

void world_open(struct world *world, inc_context *context, uint64_t seed, long days);
void world_close(struct world *world);

uint64_t world_random(struct world *world);

/* 0 to limit - 1. */
int world_below(struct world *world, int limit);

bool world_chance(struct world *world, int percent);

/* Minutes around a scale, most of them short, a few very long. */
inc_duration world_minutes(struct world *world, int scale);

/* When so many incidents come in, in order of time; the caller frees it. */
inc_time *world_arrivals(struct world *world, size_t count);

/* Midnight (UTC) of the first day. */
inc_time world_start(void);

/* For calls that fail for want of memory only. */
void world_must(inc_status status);

#endif
