/* Calendars from the inside: the canonical form. */
#ifndef INC_TIME_CALENDAR_H
#define INC_TIME_CALENDAR_H

#include "base/bytes.h"

#include <incident/calendar.h>

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

/* The end of the last interval that belongs to an open day, overnight included; of a composite (or
 * in a foreign zone) the last open instant's end before the next midnight. INC_E_UNREACHABLE for a
 * date that is no open day. */
inc_status inc__calendar_day_end(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                                 inc_time *end);

#endif
