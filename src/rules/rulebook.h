/* A rulebook from the inside. */
#ifndef INC_RULES_RULEBOOK_H
#define INC_RULES_RULEBOOK_H

#include "base/array.h"

#include <incident/rulebook.h>

#define INC__RULEBOOK_VERSION 1u

/* From when on rules hold. */
typedef struct inc__publication {
    inc_time from;
    const inc_rules *rules; /* borrowed from the versions */
} inc__publication;

/* One acknowledgement; it is in two lists, so it has a block of its own. */
typedef struct inc__acknowledged {
    inc_time at;
    inc_hash hash;
    char *person;
} inc__acknowledged;

struct inc_rulebook {
    inc_context *context;
    inc__array versions;     /* inc_rules *, by hash, each once */
    inc__array publications; /* inc__publication, by from */
    inc__array known;        /* inc_hash of all rules and their matrices, in order, each once */
    inc__array by_time;      /* inc__acknowledged *, by (at, person, hash) */
    inc__array by_person;    /* the same, by (person, hash) */
    inc__array bytes;        /* what inc_rulebook_bytes gave out */
};

#endif
