/* Mean and percentiles of a list of durations. */
#ifndef EXAMPLES_INCIDENT_DURATIONS_H
#define EXAMPLES_INCIDENT_DURATIONS_H

#include "figures.h"

struct durations {
    inc_duration *items;
    size_t count;
    size_t capacity;
};

/* Room for count durations at once. */
void durations_reserve(struct durations *durations, size_t count);

void durations_add(struct durations *durations, inc_duration duration);

/* Fills n, the mean and the percentiles; sorts the list, and empties it. */
void durations_sum_up(struct durations *durations, struct figures_durations *into);

#endif
