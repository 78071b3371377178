/* What is known of one figure of one group in one period. */
#include "kpi/tally.h"

#include <stddef.h>

int64_t inc__tally_n(const inc__tally *cell)
{
    return cell->rows[INC__ROW_COUNTS] + cell->rows[INC__ROW_HITS];
}

int inc__tally_is_empty(const inc__tally *cell)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        if (cell->rows[i] != 0)
            return 0;
    return cell->change == 0;
}

void inc__tally_merge(inc__tally *cell, const inc__tally *other)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        cell->rows[i] += other->rows[i];
    cell->change += other->change;
    inc__wide_plus(&cell->sum, &other->sum);
    inc__wide_plus(&cell->sum_of, &other->sum_of);
}

int inc__tally_contains(const inc__tally *cell, const inc__tally *other)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        if (cell->rows[i] < other->rows[i])
            return 0;
    return 1;
}

void inc__tally_subtract(inc__tally *cell, const inc__tally *other)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        cell->rows[i] -= other->rows[i];
    cell->change -= other->change;
    inc__wide_minus(&cell->sum, &other->sum);
    inc__wide_minus(&cell->sum_of, &other->sum_of);
}
