/* Mean and percentiles of a list of durations. */
#include "durations.h"

#include <stdlib.h>
#include <string.h>

void durations_reserve(struct durations *durations, size_t count)
{
    durations->items = tool_resize(durations->items, count, sizeof *durations->items);
    durations->capacity = count;
}

void durations_add(struct durations *durations, inc_duration duration)
{
    durations->items = tool_grow(durations->items, durations->count, &durations->capacity,
                                 sizeof *durations->items);
    durations->items[durations->count++] = duration;
}

/* By a digit of eight bits, from one list into the other; equal ones keep their order. */
static void durations_sort_digit(const inc_duration *from, inc_duration *to, size_t count,
                                 int shift)
{
    size_t places[257] = {0};
    for (size_t i = 0; i < count; i++)
        places[((uint64_t) from[i] >> shift & 255) + 1]++;
    for (int i = 0; i < 256; i++)
        places[i + 1] += places[i];
    for (size_t i = 0; i < count; i++)
        to[places[(uint64_t) from[i] >> shift & 255]++] = from[i];
}

/* Digit by digit: durations are not negative, and the longest has few digits. */
static void durations_sort(struct durations *durations)
{
    inc_duration *other = tool_resize(NULL, durations->count, sizeof *other);
    uint64_t all = 0;
    for (size_t i = 0; i < durations->count; i++)
        all |= (uint64_t) durations->items[i];
    for (int shift = 0; shift < 64 && all >> shift; shift += 8) {
        inc_duration *sorted = other;
        durations_sort_digit(durations->items, sorted, durations->count, shift);
        other = durations->items;
        durations->items = sorted;
    }
    durations->capacity = durations->count;
    free(other);
}

static double durations_hours(inc_duration duration)
{
    return (double) duration / (double) INC_HOUR;
}

/* Linear interpolation between the two nearest ranks, k = (n - 1) p. */
static double durations_percentile(const struct durations *durations, double p)
{
    double k = (double) (durations->count - 1) * p;
    size_t low = (size_t) k;
    size_t high = low + 1 < durations->count ? low + 1 : low;
    double below = durations_hours(durations->items[low]);
    return below + (durations_hours(durations->items[high]) - below) * (k - (double) low);
}

/* Summed in hours and in the order of the log, as the programs do whose figures these are compared
 * with: a mean that lies half-way between two roundings then falls to the same side. */
static double durations_mean(const struct durations *durations)
{
    double hours = 0;
    for (size_t i = 0; i < durations->count; i++)
        hours += durations_hours(durations->items[i]);
    return hours / (double) durations->count;
}

void durations_sum_up(struct durations *durations, struct figures_durations *into)
{
    into->n = durations->count;
    if (durations->count > 0) {
        into->mean_h = durations_mean(durations);
        durations_sort(durations);
        into->median_h = durations_percentile(durations, 0.5);
        into->p90_h = durations_percentile(durations, 0.9);
        into->p95_h = durations_percentile(durations, 0.95);
    }
    free(durations->items);
    memset(durations, 0, sizeof *durations);
}
