/* Distinct texts, numbered in the order they are first seen: incident numbers, states. */
#ifndef EXAMPLES_INCIDENT_NAMES_H
#define EXAMPLES_INCIDENT_NAMES_H

#include "csv.h"

struct names {
    char *bytes; /* all texts one after the other, each with a NUL */
    size_t bytes_used;
    size_t bytes_capacity;
    size_t *offsets; /* of each text in bytes */
    size_t count;
    size_t capacity;
    uint32_t *slots; /* index + 1, 0 for free; a power of two of them */
    size_t slots_count;
    uint32_t last; /* index + 1 of the last found: logs repeat themselves */
};

void names_free(struct names *names);

/* The number of a text, which is added when it is new. */
uint32_t names_add(struct names *names, const char *text, size_t size);

/* The number of a text, or UINT32_MAX. */
uint32_t names_find(const struct names *names, const char *text, size_t size);

const char *names_text(const struct names *names, uint32_t index);

#endif
