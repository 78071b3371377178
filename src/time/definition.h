/* What a plain calendar is defined by, and the opening hours that follow for a date. */
#ifndef INC_TIME_DEFINITION_H
#define INC_TIME_DEFINITION_H

#include "base/array.h"

#include <incident/calendar.h>

/* A weekly pattern that holds for start dates from a date on. */
typedef struct inc__revision {
    inc_date from;      /* INC_DATE_NONE for the base pattern */
    inc__array week[7]; /* inc_hours by weekday - 1, sorted, each once, to > from */
} inc__revision;

/* One exception; the public struct with memory of our own behind it. */
typedef struct inc__exception {
    inc_exception given;
    inc_hours *hours; /* sorted, each once, to > from */
    char *name;       /* never NULL */
} inc__exception;

/* A stretch of dates that one exception rules. */
typedef struct inc__dated {
    inc_date from;
    inc_date to; /* included */
    uint32_t exception;
} inc__dated;

/* One entry for each month * 32 + day. */
#define INC__YEARLY_SIZE (13 * 32)

typedef struct inc__definition {
    inc_context *context;
    inc_zone *zone;
    inc__array revisions;  /* inc__revision, base first, then by date */
    inc__array exceptions; /* inc__exception in the order they were added */
    inc__array dated;      /* inc__dated, disjoint and sorted; made by inc__definition_index */
    uint32_t yearly[INC__YEARLY_SIZE]; /* 1 + exception, 0 for none; made likewise */
    int32_t yearly_any;                /* 1 if one of them is not 0 */
} inc__definition;

/* The hours of a date; name is that of the holiday that closes it, else NULL. */
typedef struct inc__day {
    const inc_hours *hours;
    size_t count;
    const char *holiday;
} inc__day;

inc_status inc__definition_init(inc__definition *definition, inc_context *context,
                                const inc_zone *zone);
void inc__definition_free(inc__definition *definition);
inc_status inc__definition_copy(const inc__definition *from, inc__definition *to);

inc__revision *inc__definition_revise(inc__definition *definition, inc_date from);
inc_status inc__definition_weekly(inc__definition *definition, inc__revision *revision,
                                  int32_t weekday, const inc_hours *hours);
inc_status inc__definition_except(inc__definition *definition, const inc_exception *exception);

/* Takes the last exception away. */
void inc__definition_undo(inc__definition *definition);

/* Builds the look-up tables; call when all is added. */
inc_status inc__definition_index(inc__definition *definition);

inc__day inc__definition_day(const inc__definition *definition, inc_date date);

/* A walk over dates, a good deal quicker than asking for one after the other. */
typedef struct inc__days {
    const inc__definition *definition;
    inc_date date; /* the one that comes next */
    int32_t weekday;
    size_t dated;
    size_t revision;
} inc__days;

void inc__days_start(const inc__definition *definition, inc_date date, inc__days *days);
inc__day inc__days_next(inc__days *days);

/* The pattern in force on a date. */
size_t inc__definition_revision_at(const inc__definition *definition, inc_date date);

/* What single dates say of first to last (included): INC__DATED_NONE; 1 + the exception that rules
 * them all; or INC__DATED_MIXED, so that they differ from the same dates of other years. */
#define INC__DATED_NONE 0
#define INC__DATED_MIXED UINT32_MAX
uint32_t inc__definition_dated(const inc__definition *definition, inc_date first, inc_date last);

/* The year from whose January 1 on no single date is spoken of; 0 when none ever is. */
int32_t inc__definition_regular_year(const inc__definition *definition);

/* 1 if there are opening hours arbitrarily long ago. */
int inc__definition_always_was(const inc__definition *definition);

#endif
