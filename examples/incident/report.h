/* The figures as text for people and as JSON for programs. */
#ifndef EXAMPLES_INCIDENT_REPORT_H
#define EXAMPLES_INCIDENT_REPORT_H

#include "figures.h"

/* What was replayed and what came of it. */
struct report {
    const char *path;
    const struct log *log;
    const struct figures *figures;
    const uint32_t *explain; /* incidents whose ledgers are wanted */
    size_t explain_count;
    inc_context *context;
    bool is_retargeting;
};

void report_text(const struct report *report);
void report_json(const struct report *report);

/* "2016-04-01", or the whole instant when it is not a midnight. */
void report_instant(inc_time at, char *text);

#endif
