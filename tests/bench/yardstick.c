/* A bare sorted array with prefix sums and a branch-free binary search: what a good engineer writes
 * in an hour when nothing needs to be checked. */
#include "yardstick.h"

/* The last item at or below the key; the first if there is none. */
static size_t yardstick_search(const int64_t *column, size_t count, int64_t key)
{
    const int64_t *base = column;

    while (count > 1) {
        size_t half = count / 2;
        base = base[half] <= key ? base + half : base;
        count -= half;
    }
    return (size_t) (base - column);
}

/* Open time from the start of the table. */
static int64_t yardstick_open(const yardstick *table, int64_t time)
{
    size_t at = yardstick_search(table->open, table->count, time);
    int64_t end = time < table->close[at] ? time : table->close[at];

    return table->before[at] + (end - table->open[at]);
}

int64_t yardstick_between(const yardstick *table, int64_t a, int64_t b)
{
    return yardstick_open(table, b) - yardstick_open(table, a);
}

int64_t yardstick_add(const yardstick *table, int64_t start, int64_t duration)
{
    int64_t goal = yardstick_open(table, start) + duration;
    size_t at = yardstick_search(table->before, table->count, goal - 1);

    return table->open[at] + (goal - table->before[at]);
}

int yardstick_is_open(const yardstick *table, int64_t time)
{
    return time < table->close[yardstick_search(table->open, table->count, time)];
}
