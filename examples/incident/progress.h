/* A progress bar on stderr: on a terminal only, and only for what takes longer than a second. */
#ifndef EXAMPLES_INCIDENT_PROGRESS_H
#define EXAMPLES_INCIDENT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    uint64_t total; /* 0: nobody knows */
    bool is_shown;  /* stderr is a terminal */
    bool is_drawn;
    int64_t next; /* when to draw again, in milliseconds */
};

void progress_start(struct progress *progress, uint64_t total);
void progress_step(void *progress, uint64_t done);

/* Wipes the bar. */
void progress_end(struct progress *progress);

#endif
