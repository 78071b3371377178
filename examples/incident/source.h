/* Incidents from a log or from event lines, one after the other through one handle. */
#ifndef EXAMPLES_INCIDENT_SOURCE_H
#define EXAMPLES_INCIDENT_SOURCE_H

#include "event_lines.h"
#include "facts.h"
#include "log_file.h"

struct source {
    const char *events_path; /* event lines; NULL: a log, whose path is file.path */
    struct log_file file;
    struct event_lines lines;
    struct facts facts;
    inc_event_builder *builder; /* of a log's facts */
};

/* Reads all of it; rules are those whose matrix says which priorities of a log are overrides. */
int source_open(struct source *source, inc_context *context, const inc_rules *rules);
void source_free(struct source *source);

const char *source_path(const struct source *source);
size_t source_incidents(const struct source *source);
const char *source_name(const struct source *source, size_t index);
/* When the last fact happened, or INC_TIME_NONE. */
inc_time source_last(const struct source *source);

/* Clears the incident and tells it the facts of the index-th one; false when nothing can be told,
 * or when it is a subject of another kind. */
bool source_tell(struct source *source, size_t index, inc_incident *incident);

/* Where a fact of the index-th one comes from, right after it was told: its kind, and the line in
 * the file; both 0 when no fact has the sequence. */
void source_fact(const struct source *source, size_t index, int64_t sequence, int32_t *kind,
                 size_t *line);

#endif
