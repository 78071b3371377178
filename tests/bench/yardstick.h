/* The yardstick: the least code that can answer add and between for a table of open intervals. */
#ifndef BENCH_YARDSTICK_H
#define BENCH_YARDSTICK_H

#include <stddef.h>
#include <stdint.h>

/* Sorted open intervals that do not touch, all in microseconds, with a column for each member so
 * that a search touches nothing else. */
typedef struct yardstick {
    size_t count;
    int64_t *open;
    int64_t *close;
    int64_t *before; /* open time in the intervals before this one */
} yardstick;

/* Nothing is checked: instants and results must lie within the table. */
int64_t yardstick_between(const yardstick *table, int64_t a, int64_t b);
int64_t yardstick_add(const yardstick *table, int64_t start, int64_t duration);
int yardstick_is_open(const yardstick *table, int64_t time);

#endif
