/* The content lines of an iCalendar text, with the numbers that libical does not keep. */
#ifndef INC_ICAL_LINES_H
#define INC_ICAL_LINES_H

#include <incident/ical.h>

#if defined(__GNUC__)
#define INC__ICAL_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define INC__ICAL_PRINTF(text, first)
#endif

/* INC_OK for a text whose components open and close as they should, calendars outermost. */
inc_status inc__ical_check(inc_context *context, const char *text, size_t size);

/* The line of a property (NULL: of its BEGIN) in the index-th event of a text that was checked; of
 * the BEGIN where the event has no such property. */
size_t inc__ical_line_of(const char *text, size_t size, size_t event, const char *property);

/* Leaves "line N: ..." on the context. */
inc_status inc__ical_fail(inc_context *context, inc_status status, size_t line, const char *format,
                          ...) INC__ICAL_PRINTF(4, 5);

#endif
