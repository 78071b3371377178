/* Rows and cells of a log that say nothing usable: each is kept, printed and counted. */
#ifndef EXAMPLES_INCIDENT_REJECTS_H
#define EXAMPLES_INCIDENT_REJECTS_H

#include "csv.h"

struct reject {
    uint64_t line;
    const char *column; /* what the column means, as "opened_at"; NULL: the whole row */
    const char *reason; /* static */
    char *value;        /* its beginning */
};

struct rejects {
    const char *path; /* of the log, for the lines on stderr */
    struct reject *items;
    size_t count;
    size_t capacity;
    uint64_t rows; /* rows left out altogether */
    bool is_quiet; /* nothing on stderr: for the fuzzer */
};

/* column NULL: the whole row. Prints a line on stderr unless is_quiet. */
void rejects_add(struct rejects *rejects, uint64_t line, const char *column, const char *reason,
                 struct csv_field value);

void rejects_free(struct rejects *rejects);

#endif
