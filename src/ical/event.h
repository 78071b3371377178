/* The dates of one all-day event. */
#ifndef INC_ICAL_EVENT_H
#define INC_ICAL_EVENT_H

#include "lines.h"

#include <libical/ical.h>

/* The most dates that one text may have, and steps that one rule may take. */
#define INC__ICAL_MOST 500000

/* What is wanted, and where from. */
typedef struct inc__ical_job {
    inc_context *context;
    const char *text;
    size_t size;
    inc_date from;
    inc_date to;
    int all_events;
    icalcomponent *root;
    size_t event; /* place of the event in hand */
} inc__ical_job;

/* A growing list of dates. */
typedef struct inc__ical_dates {
    inc_date *items;
    size_t count;
    size_t capacity;
} inc__ical_dates;

/* The items of a list with room for one more; NULL when memory ran out, the list unchanged. */
void *inc__ical_room(inc_context *context, void *items, size_t count, size_t *capacity,
                     size_t item_size);
void inc__ical_dates_free(inc_context *context, inc__ical_dates *dates);

/* The dates of an event within from to to, rising, without doubles; none for an event that is no
 * holiday. The caller frees them, whatever the status. */
inc_status inc__ical_event(const inc__ical_job *job, icalcomponent *event, inc__ical_dates *dates);

/* The dates of a rule that is the value of a property. */
inc_status inc__ical_rule(const inc__ical_job *job, icalproperty *property, const char *name,
                          struct icaltimetype start, inc__ical_dates *dates);
inc_status inc__ical_date(const inc__ical_job *job, const char *property, struct icaltimetype time,
                          inc_date *date);
inc_status inc__ical_dates_push(const inc__ical_job *job, inc__ical_dates *dates, inc_date date);

/* A failure that names a property of the event in hand. */
inc_status inc__ical_event_fail(const inc__ical_job *job, inc_status status, const char *property,
                                const char *what);

#endif
