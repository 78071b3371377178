/* Histories to fold: read from event lines, or made up. */
#ifndef BENCH_HISTORIES_H
#define BENCH_HISTORIES_H

#include <incident.h>

typedef struct histories {
    inc_context *context;
    inc_rules *rules;
    inc_event **events; /* grouped by incident, each group in order */
    size_t count;
    size_t capacity;
    size_t *firsts; /* where each incident begins; one more at the end */
    size_t incidents;
    size_t firsts_capacity;
    inc_time first; /* instants that they cover */
    inc_time last;
} histories;

/* Ends the program with a line when a call failed. */
void histories_must(inc_context *context, inc_status status, const char *what);

/* Rules of a small desk, and incidents from 2026 on, each with a life of eight events. */
void histories_make(histories *made, inc_context *context, size_t incidents);
/* Rules and event lines from files; the events of one incident stand together. */
void histories_read(histories *made, inc_context *context, const char *rules, const char *events);
void histories_free(histories *made);

/* Folds every incident as of the last instant; what came of it, so that two runs can be compared.
 */
int64_t histories_fold(const histories *made, inc_incident *incident);

#endif
