/* Periods of a report zone, numbered: day 0 is 1970-01-01, week 0 is the one it lies in. */
#ifndef INC_KPI_PERIOD_H
#define INC_KPI_PERIOD_H

#include <incident/kpi.h>

/* Days that are remembered: those of eleven years. */
#define INC__PERIODS_KNOWN 4096

/* Periods of days, by the low bits of the day. */
typedef struct inc__period_memo {
    int32_t kind; /* an inc_period; 0: nothing is remembered yet */
    struct {
        int32_t day;
        int32_t period;
    } known[INC__PERIODS_KNOWN];
} inc__period_memo;

/* Finds periods; what it found last makes the next one cheap. */
typedef struct inc__periods {
    const inc_zone *zone;
    int32_t kind; /* an inc_period */
    int64_t from; /* seconds in which the offset is the same */
    int64_t until;
    int32_t offset;
    inc__period_memo *memo; /* or NULL */
} inc__periods;

void inc__periods_init(inc__periods *periods, const inc_zone *zone, int32_t kind);
/* It remembers in a memo, which may be that of another kind. */
void inc__periods_remember(inc__periods *periods, inc__period_memo *memo);
/* The local day of an instant. */
int64_t inc__periods_day(inc__periods *periods, inc_time at);
/* The number of the period that an instant lies in by its local date. */
int64_t inc__periods_at(inc__periods *periods, inc_time at);
/* The number of the period that a local day lies in. */
int64_t inc__period_of_day(int32_t kind, int64_t day);
/* The first local day of a period. */
int64_t inc__period_first_day(int32_t kind, int64_t number);
/* Where a period begins, and where the next one does. */
void inc__period_bounds(const inc_zone *zone, int32_t kind, int64_t number, inc_time *from,
                        inc_time *to);
/* 1 when every period of the kind is a union of those of the other. */
int inc__period_is_union(int32_t kind, int32_t of);

#endif
