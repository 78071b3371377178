/* Events from the inside. */
#ifndef INC_FACTS_EVENT_H
#define INC_FACTS_EVENT_H

#include "facts/record.h"

#include <incident/event.h>

/* Inherits the reference count of a record, which comes first. */
struct inc_event {
    inc__record record;
};

extern const inc__table inc__event_table;

/* The getters of whoever knows the type of a column. */
static inline int64_t inc__event_integer(const inc_event *event, int32_t column)
{
    return inc__cell_integer(&event->record, column);
}

static inline const char *inc__event_text(const inc_event *event, int32_t column)
{
    return inc__cell_text(&event->record, column);
}

/* Its place among facts of one instant, when its place in the history is sequence. */
int64_t inc__event_order(const inc_event *event, int64_t sequence);

/* INC_OK for a draft that an event may be made from, else the status and a line. */
inc_status inc__event_check(const inc__draft *draft);

#endif
