/* What a run of `incident desk` works on, and what its verbs share. */
#ifndef EXAMPLES_INCIDENT_DESK_RUN_H
#define EXAMPLES_INCIDENT_DESK_RUN_H

#include "names.h"
#include "words.h"

struct desk_run {
    inc_context *context;
    inc_zone *zone;
    inc_rulebook *rulebook;
    inc_memory *memory;
    inc_store *store;
    inc_desk *desk;
    inc_page *page;
    inc_text *text;
    const char *path; /* of the script */
    size_t number;    /* of the line */
    inc_time now;     /* INC_TIME_NONE before the first instant */
    int refused;      /* commands that were refused, or whose subject there is not */
    struct names subjects;
    int64_t *told; /* last fact of each subject that was printed */
    size_t told_capacity;
};

/* Opens a desk in memory under the rules of a file (NULL: the preset for a small desk), and reads
 * local times in a zone (NULL: that of the first calendar of the rules, or UTC). */
int desk_run_open(struct desk_run *run, const char *rules, const char *zone);
void desk_run_close(struct desk_run *run);

/* "SCRIPT:LINE: ..." on stderr; returns TOOL_INPUT. */
int desk_wrong(const struct desk_run *run, const char *format, ...) TOOL_PRINTF(2, 3);

/* The same with the line of the failed call. */
int desk_failed(const struct desk_run *run, inc_status status);

/* The same for a word that was not understood. */
int desk_wrong_word(const struct desk_run *run, const struct word *word, const char *hint);

/* TOOL_INPUT after a line when a word is left that no verb took. */
int desk_end(const struct desk_run *run, struct words *line);

/* The next word as a subject, or NULL after a line. */
const char *desk_subject(const struct desk_run *run, struct words *line);

/* Local time with its offset, "-" for none; text has INC_FORMAT_SIZE bytes. Returns text. */
const char *desk_time(const struct desk_run *run, inc_time time, char *text);

/* Prints the facts of a subject that were not printed yet. */
int desk_tell(struct desk_run *run, const char *subject);
/* The same for every subject. */
int desk_tell_all(struct desk_run *run);

/* Publishes the rules of a file from an instant on. */
int desk_publish(struct desk_run *run, const char *path, inc_time from);

#endif
