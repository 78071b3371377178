/* A mine from the inside: its rows, and the answer of the last run. */
#ifndef INC_KPI_MINE_H
#define INC_KPI_MINE_H

#include "base/array.h"
#include "kpi/mine_week.h"

#include <incident/mine.h>

#define INC__MINE_PRIORITIES 1001

typedef struct inc__mine_row {
    size_t id; /* where it begins in ids */
    int32_t priority;
    int32_t met;
} inc__mine_row;

/* What a row of the answer's contradictions says beside the row itself. */
typedef struct inc__mine_strange {
    size_t row;
    inc_duration counted;
    inc_time due;
} inc__mine_strange;

/* What a run found; the anchor and the stop are places in the lists of the mine. */
typedef struct inc__mine_answer {
    inc_mined found;
    size_t anchor;
    size_t stop;
    inc_calendar *calendar; /* NULL: no rule */
    inc__array targets;     /* inc_mined_target, by priority */
    inc__array strange;     /* inc__mine_strange, by row */
} inc__mine_answer;

struct inc_mine {
    inc_context *context;
    inc_zone *zone;
    size_t anchors; /* how many */
    size_t stops;
    int32_t milestones[2 * INC_MINE_MILESTONES]; /* the anchors, then the stops */
    int32_t fewest;
    int32_t is_run; /* since the last row */
    int64_t missing;
    int64_t negative;
    inc__array ids;   /* char: each with its NUL */
    inc__array rows;  /* inc__mine_row */
    inc__array times; /* inc_time: of each row the anchors, then the stops */
    inc__mine_answer answer;
};

/* A rule that was looked at, but for its targets. */
typedef struct inc__mine_try {
    inc__mine_hours hours;
    size_t anchor;
    size_t stop;
    int64_t errors; /* the fewest rows not explained, whatever the targets */
    int64_t bits;
    int32_t spread; /* the last step that was tried from here, in minutes */
} inc__mine_try;

/* The instants of a row. */
static inline const inc_time *inc__mine_times(const inc_mine *mine, size_t row)
{
    return INC__AT(&mine->times, inc_time, row * (mine->anchors + mine->stops));
}

/* The rule of least cost for the priorities of the answer that have enough rows (at least one has):
 * hours; anchor, stop, boundary, tried, rivals and weight of the answer; and what a row weighed. */
inc_status inc__mine_search(const inc_mine *mine, inc__mine_answer *answer, inc__mine_hours *hours,
                            int64_t *weight);

/* The targets, the rows that contradict and all figures, on the answer's calendar. */
inc_status inc__mine_settle(const inc_mine *mine, inc__mine_answer *answer, int64_t weight);

void inc__mine_answer_free(inc_context *context, inc__mine_answer *answer);

/* INC_OK if there is an answer, else a line and INC_E_NOT_FOUND. */
inc_status inc__mine_answered(const inc_mine *mine);

#endif
