/* One sorted sweep over what the rows counted: between any two of them a target may lie. */
#include "kpi/mine_cut.h"

#include <string.h>

/* Merges the two sorted halves of from into to. */
static void mine_sort_merge(const int64_t *from, size_t middle, size_t count, int64_t *to)
{
    size_t left = 0, right = middle, i;

    for (i = 0; i < count; i++) {
        if (right == count || (left < middle && from[left] <= from[right]))
            to[i] = from[left++];
        else
            to[i] = from[right++];
    }
}

void inc__mine_sort(int64_t *values, int64_t *scratch, size_t count)
{
    int64_t *from = values, *to = scratch, *swap;
    size_t width, at;

    for (width = 1; width < count; width *= 2) {
        for (at = 0; at < count; at += 2 * width) {
            size_t left = count - at;
            mine_sort_merge(from + at, width < left ? width : left,
                            2 * width < left ? 2 * width : left, to + at);
        }
        swap = from;
        from = to;
        to = swap;
    }
    if (from != values)
        memcpy(values, from, count * sizeof *values);
}

static int64_t mine_cut_length(int64_t number)
{
    int64_t bits = 0;

    while (number > 0) {
        bits++;
        number /= 2;
    }
    return bits;
}

inc_duration inc__mine_round(inc_duration least, inc_duration most, int64_t *bits)
{
    static const inc_duration units[] = {INC_HOUR,       30 * INC_MINUTE, 15 * INC_MINUTE,
                                         5 * INC_MINUTE, INC_MINUTE,      INC_SECOND,
                                         INC_MICROSECOND};
    static const int64_t odd[] = {0, 1, 3, 5, 7, 9, 11}; /* bits of each unit */
    inc_duration best = least;
    size_t i;

    *bits = INT64_MAX;
    for (i = 0; i < sizeof units / sizeof *units; i++) {
        int64_t number = least / units[i] + (least % units[i] != 0);
        int64_t found = odd[i] + mine_cut_length(number);
        if (number > most / units[i] || found >= *bits)
            continue;
        best = number * units[i];
        *bits = found;
    }
    return best;
}

/* The least target under which a row with that value is met. */
static inc_duration mine_cut_from(int64_t value, int32_t boundary)
{
    int64_t counted = value / 4;
    return boundary == INC_BOUNDARY_CLOSING && (value & 2) != 0 ? counted + 1 : counted;
}

/* The greatest under which the rows from the at-th on are breached. */
static inc_duration mine_cut_to(const int64_t *values, size_t at, size_t count, int32_t boundary)
{
    return at < count ? mine_cut_from(values[at], boundary) - 1 : INC_MINE_UNBOUNDED;
}

/* Takes the gap if it is better than the best so far. */
static void mine_cut_offer(inc__mine_cut *best, inc_duration least, inc_duration most,
                           int64_t errors, int64_t weight)
{
    int64_t bits, cost = errors * weight;
    inc_duration target;

    if (least > most || cost > best->cost)
        return;
    target = inc__mine_round(least, most, &bits);
    cost += bits;
    if (cost > best->cost || (cost == best->cost && errors >= best->errors))
        return;
    best->target = target;
    best->least = least;
    best->most = most;
    best->errors = errors;
    best->cost = cost;
}

inc__mine_cut inc__mine_cut_best(const int64_t *values, size_t count, int32_t boundary,
                                 int64_t weight)
{
    inc__mine_cut best = {0, 0, INC_MINE_UNBOUNDED, 0, INT64_MAX};
    inc_duration least = 0;
    int64_t errors = 0;
    size_t i;

    for (i = 0; i < count; i++)
        errors += values[i] & 1;
    for (i = 0; i <= count; i++) {
        mine_cut_offer(&best, least, mine_cut_to(values, i, count, boundary), errors, weight);
        if (i == count)
            break;
        errors += (values[i] & 1) != 0 ? -1 : 1;
        least = mine_cut_from(values[i], boundary);
    }
    return best;
}
