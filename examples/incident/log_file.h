/* A log in a file, read under a column map: what `replay` and `events` share. */
#ifndef EXAMPLES_INCIDENT_LOG_FILE_H
#define EXAMPLES_INCIDENT_LOG_FILE_H

#include "log.h"

struct log_file {
    const char *path;         /* "-" is stdin */
    const char *format;       /* of a column map that is built in; NULL: servicenow */
    const char *columns_path; /* of another column map, or NULL */
    bool is_strict;           /* bad rows are an error */
    struct columns columns;
    struct log log;
};

#define LOG_FILE_HELP                                                                              \
    "  --format NAME       a column map that is built in: servicenow (the default) or cstate\n"    \
    "  --columns MAP.json  a column map of your own\n"

/* Reads it; rules and is_whole as in log_init. */
int log_file_read(struct log_file *file, inc_context *context, const inc_rules *rules,
                  bool is_whole);

void log_file_free(struct log_file *file);

#endif
