/* What is known of one figure of one group in one period. */
#include "kpi/tally.h"

#include <incident/observation.h>
#include <string.h>

void inc__tally_init(inc__tally *cell)
{
    memset(cell, 0, sizeof *cell);
    cell->min = INC_UNKNOWN;
    cell->max = INC_UNKNOWN;
}

void inc__tally_free(inc_context *context, inc__tally *cell)
{
    inc__spread_free(context, &cell->spread);
}

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

inc_status inc__tally_take(inc_context *context, inc__tally *cell, int64_t value, int64_t limit)
{
    inc_status status = inc__spread_add(context, &cell->spread, value, limit);

    if (status != INC_OK)
        return status;
    if (!cell->blurred && (cell->min == INC_UNKNOWN || value < cell->min))
        cell->min = value;
    if (!cell->blurred && (cell->max == INC_UNKNOWN || value > cell->max))
        cell->max = value;
    return INC_OK;
}

static void tally_merge_bounds(inc__tally *cell, const inc__tally *other)
{
    cell->blurred |= other->blurred;
    if (other->min != INC_UNKNOWN && (cell->min == INC_UNKNOWN || other->min < cell->min))
        cell->min = other->min;
    if (other->max != INC_UNKNOWN && (cell->max == INC_UNKNOWN || other->max > cell->max))
        cell->max = other->max;
    if (cell->blurred) {
        cell->min = INC_UNKNOWN;
        cell->max = INC_UNKNOWN;
    }
}

void inc__tally_merge(inc__tally *cell, const inc__tally *other, int64_t limit)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        cell->rows[i] += other->rows[i];
    cell->change += other->change;
    inc__wide_plus(&cell->sum, &other->sum);
    inc__wide_plus(&cell->sum_of, &other->sum_of);
    tally_merge_bounds(cell, other);
    inc__spread_merge(&cell->spread, &other->spread, limit);
}

int inc__tally_contains(inc__tally *cell, inc__tally *other)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        if (cell->rows[i] < other->rows[i])
            return 0;
    return inc__spread_contains(&cell->spread, &other->spread);
}

/* What is left bounds the values, if they are still kept. */
static void tally_narrow(inc__tally *cell)
{
    const int64_t *values;

    cell->min = INC_UNKNOWN;
    cell->max = INC_UNKNOWN;
    cell->blurred = cell->spread.coarse && cell->spread.n > 0;
    if (cell->spread.coarse || cell->spread.n == 0)
        return;
    values = inc__spread_sorted(&cell->spread);
    cell->min = values[0];
    cell->max = values[cell->spread.n - 1];
}

void inc__tally_subtract(inc__tally *cell, inc__tally *other)
{
    size_t i;

    for (i = 0; i < INC__ROW_OUTCOMES; i++)
        cell->rows[i] -= other->rows[i];
    cell->change -= other->change;
    inc__wide_minus(&cell->sum, &other->sum);
    inc__wide_minus(&cell->sum_of, &other->sum_of);
    inc__spread_subtract(&cell->spread, &other->spread);
    if (other->spread.n > 0)
        tally_narrow(cell);
    if (cell->spread.n == 0 && inc__tally_n(cell) == 0)
        cell->spread.coarse = 0;
}
