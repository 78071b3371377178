/* The best target of one priority, from what its rows counted. */
#ifndef INC_KPI_MINE_CUT_H
#define INC_KPI_MINE_CUT_H

#include <incident/mine.h>

/* What a row says, in one number that sorts: counted time, whether the stop came while closed (so
 * after the due of exactly that target), and the recorded verdict. */
static inline int64_t inc__mine_value(int64_t counted, int late, int met)
{
    return counted * 4 + (late ? 2 : 0) + (met ? 1 : 0);
}

/* Sorts count values; scratch has room for as many. */
void inc__mine_sort(int64_t *values, int64_t *scratch, size_t count);

/* A target, those that are as good, and what they leave unexplained. */
typedef struct inc__mine_cut {
    inc_duration target;
    inc_duration least;
    inc_duration most;
    int64_t errors;
    int64_t cost;
} inc__mine_cut;

/* Weight of a row where none is to contradict. */
#define INC__MINE_STRICT (INT64_C(1) << 20)

/* The target of least cost for sorted values; of equal ones that of fewest errors, then the least.
 */
inc__mine_cut inc__mine_cut_best(const int64_t *values, size_t count, int32_t boundary,
                                 int64_t weight);

/* The roundest target from least to most, and its bits. */
inc_duration inc__mine_round(inc_duration least, inc_duration most, int64_t *bits);

#endif
