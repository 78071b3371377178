/* A script for `incident desk`: lines of words, and the instants in them. */
#ifndef EXAMPLES_INCIDENT_WORDS_H
#define EXAMPLES_INCIDENT_WORDS_H

#include "tool.h"

/* name, name=value or name<=value; a "quoted part" may hold blanks. */
struct word {
    const char *name;
    const char *sign;  /* "", or one of = < <= > >= */
    const char *value; /* after the sign, else NULL */
    const char *raw;   /* as it was written */
    size_t raw_size;
};

struct words {
    struct word *words;
    size_t count;
    size_t next; /* the first word that nobody took */
    size_t capacity;
    char *bytes; /* what the words point into */
};

/* Splits a line; false, and *wrong is the offending word, at a quote that nothing closes. */
bool words_split(const char *text, size_t size, struct words *line, struct word *wrong);

void words_free(struct words *line);

/* The next word, or NULL. */
const struct word *words_take(struct words *line);

/* "+15m" and "-15m" from now, "09:30" on the day of now, or as args_instant. */
bool words_instant(const char *text, const inc_zone *zone, inc_time now, inc_time *instant);

bool words_number(const char *text, int64_t least, int64_t most, int64_t *number);

#endif
