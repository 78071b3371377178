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

static int durations_compare(const void *left, const void *right)
{
    inc_duration a = *(const inc_duration *) left;
    inc_duration b = *(const inc_duration *) right;
    return (a > b) - (a < b);
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
        qsort(durations->items, durations->count, sizeof *durations->items, durations_compare);
        into->median_h = durations_percentile(durations, 0.5);
        into->p90_h = durations_percentile(durations, 0.9);
        into->p95_h = durations_percentile(durations, 0.95);
    }
    free(durations->items);
    memset(durations, 0, sizeof *durations);
}
