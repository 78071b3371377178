/* A script for `incident desk`: lines of words, and the instants in them. */
#ifndef EXAMPLES_INCIDENT_DESK_SCRIPT_H
#define EXAMPLES_INCIDENT_DESK_SCRIPT_H

#include "tool.h"

/* name, name=value or name<=value; a "quoted part" may hold blanks. */
struct script_word {
    const char *name;
    const char *sign;  /* "", or one of = < <= > >= */
    const char *value; /* after the sign, else NULL */
    const char *raw;   /* as it was written */
    size_t raw_size;
};

struct script_line {
    struct script_word *words;
    size_t count;
    size_t next; /* the first word that nobody took */
    size_t capacity;
    char *bytes; /* what the words point into */
};

/* Splits a line; false, and *wrong is the offending word, at a quote that nothing closes. */
bool script_split(const char *text, size_t size, struct script_line *line,
                  struct script_word *wrong);

void script_free(struct script_line *line);

/* The next word, or NULL. */
const struct script_word *script_take(struct script_line *line);

/* "+15m" and "-15m" from now, "09:30" on the day of now, or as args_instant. */
bool script_instant(const char *text, const inc_zone *zone, inc_time now, inc_time *instant);

bool script_number(const char *text, int64_t least, int64_t most, int64_t *number);

#endif
