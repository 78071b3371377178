/* What a search works on: the rows that can decide, by priority, on the local clock. */
#ifndef INC_KPI_MINE_FIELD_H
#define INC_KPI_MINE_FIELD_H

#include "kpi/mine.h"

/* The most buckets that values are put into. */
#define INC__MINE_BUCKETS 1024
/* One row in so many is looked at first. */
#define INC__MINE_SAMPLE 16

/* The rows of one priority: every INC__MINE_SAMPLE-th of them, then the rest. */
typedef struct inc__mine_span {
    size_t first;
    size_t count;
    size_t filled;  /* so far */
    size_t buckets; /* that its values are put into */
    int32_t shift;  /* of values, to buckets */
} inc__mine_span;

typedef struct inc__mine_field {
    size_t anchors;
    size_t rows;
    inc__mine_point *points; /* of each milestone, all rows */
    size_t points_size;
    unsigned char *met; /* of each row */
    inc__array spans;   /* inc__mine_span, by priority */
    int64_t *values;    /* two of each row */
    int64_t *buckets;   /* of the met, then of the breached */
    inc__mine_zone zone;
    inc__mine_week week;
} inc__mine_field;

/* targets are those of the answer. */
inc_status inc__mine_field_init(inc__mine_field *field, const inc_mine *mine,
                                const inc__array *targets);
void inc__mine_field_free(inc__mine_field *field, inc_context *context);

/* The hours that the following calls count by. */
void inc__mine_field_set(inc__mine_field *field, const inc__mine_hours *hours);
/* The fewest rows that targets leave unexplained, those without the anchor or stop among them; or
 * any number above limit. */
int64_t inc__mine_field_errors(inc__mine_field *field, size_t anchor, size_t stop, int64_t limit);
/* Values of a span's rows that have both, sorted; they stay until the next call. */
const int64_t *inc__mine_field_values(inc__mine_field *field, size_t anchor, size_t stop,
                                      size_t span, size_t *count);

#endif
