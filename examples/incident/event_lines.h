/* Event lines in a file, by incident: what `check`, `kpi` and `whatif` read. */
#ifndef EXAMPLES_INCIDENT_EVENT_LINES_H
#define EXAMPLES_INCIDENT_EVENT_LINES_H

#include "names.h"
#include "tool.h"

struct event_lines_event {
    inc_event *event;
    size_t line;
    size_t next; /* index + 1 of the next of its incident; 0: none */
};

struct event_lines_incident {
    size_t first; /* index + 1 */
    size_t last;
};

struct event_lines {
    const char *path; /* "-" is stdin */
    inc_context *context;
    struct event_lines_event *events;
    size_t count;
    size_t capacity;
    struct names subjects; /* tenant, a line break, subject */
    struct event_lines_incident *incidents;
    size_t incidents_capacity;
    size_t bad;    /* lines, and facts whose sequence is taken */
    inc_time last; /* when the last of them happened, or INC_TIME_NONE */
};

/* Reads a file; a line that is no event is reported on stderr and counted. */
int event_lines_read(struct event_lines *lines, inc_context *context, const char *path);
void event_lines_free(struct event_lines *lines);

/* How many incidents there are, and the id of one. */
size_t event_lines_incidents(const struct event_lines *lines);
const char *event_lines_subject(const struct event_lines *lines, size_t index);

/* What the index-th subject is: an inc_subject_kind. */
int32_t event_lines_kind(const struct event_lines *lines, size_t index);

/* Clears the incident and tells it the facts of the index-th one. */
void event_lines_tell(struct event_lines *lines, size_t index, inc_incident *incident);

#endif
