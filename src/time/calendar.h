/* Calendars from the inside: the canonical form. */
#ifndef INC_TIME_CALENDAR_H
#define INC_TIME_CALENDAR_H

#include "base/bytes.h"
#include "time/definition.h"
#include "time/timeline.h"

#include <incident/calendar.h>

/* How many calendars combine at the most. */
#define INC__CALENDAR_PARTS_MOST 64
/* How deep composites nest, and how much one may hold, at the most: what walks over the parts ends.
 */
#define INC__CALENDAR_LEVEL_MOST 16
#define INC__CALENDAR_WEIGHT_MOST 4096

struct inc_calendar {
    inc__refs refs;
    inc_context *context;
    inc__definition definition; /* of a plain calendar; its zone is NULL in a composite */
    int32_t combination;        /* an inc_combination, or 0 */
    inc__array parts;           /* inc_calendar *, of a composite */
    uint32_t level;             /* how deep composites nest in it; 0 of a plain calendar */
    uint32_t weight;            /* calendars in it, itself included, each as often as it is named */
    inc__timeline timeline;
    inc__array bytes; /* the canonical form */
    inc_hash hash;
};

/* A calendar with one reference and nothing in it; NULL without memory. */
inc_calendar *inc__calendar_alloc(inc_context *context);
/* Completes a calendar whose definition or parts are set: compiles it, writes its canonical form.
 */
inc_status inc__calendar_finish(inc_calendar *calendar);
/* Writes the canonical form into calendar->bytes and hashes it. */
inc_status inc__calendar_write(inc_calendar *calendar);

/* Finds what a canonical form names by hash; NULL when there is none. Borrowed. */
typedef struct inc__calendar_resolver {
    void *user;
    const inc_zone *(*zone)(void *user, const inc_hash *hash);
    const inc_calendar *(*calendar)(void *user, const inc_hash *hash);
} inc__calendar_resolver;

/* The canonical form, borrowed: a plain calendar names its zone by hash, a composite its parts by
 * hash. */
const void *inc__calendar_bytes(const inc_calendar *calendar, size_t *size);

/* The calendar of a canonical form that fills the reader to its end. Bytes that are not canonical
 * are INC_E_FORMAT; a zone or part that the resolver does not find is INC_E_NOT_FOUND. */
inc_status inc__calendar_from_bytes(inc_context *context, const void *bytes, size_t size,
                                    const inc__calendar_resolver *resolver,
                                    inc_calendar **calendar);

/* The first instant in from to to whose local date is a holiday; `to` when there is none. */
inc_time inc__calendar_next_holiday(const inc_calendar *calendar, inc_time from, inc_time to);

/* The end of the last interval that belongs to an open day, overnight included; of a composite (or
 * in a foreign zone) the last open instant's end before the next midnight. INC_E_UNREACHABLE for a
 * date that is no open day. */
inc_status inc__calendar_day_end(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                                 inc_time *end);

#endif
