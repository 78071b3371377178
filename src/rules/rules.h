/* A set of rules from the inside, and how it becomes bytes. */
#ifndef INC_RULES_RULES_H
#define INC_RULES_RULES_H

#include "base/bytes.h"

#include <incident/rules.h>

/* Bounds of a set, so that bytes from a stranger cost no more than their size: see
 * doc/canonical-form.md. */
#define INC__RULES_ITEMS_MOST 10000
#define INC__RULES_VERSION 1u
#define INC__RULES_SIZE_MOST ((size_t) 256 * 1024 * 1024)

/* A calendar under a name. */
typedef struct inc__rules_calendar {
    char *name;
    inc_calendar *calendar;
} inc__rules_calendar;

/* What a builder collects and a set holds. */
typedef struct inc__rules_body {
    char *name;
    char *version;
    inc__array calendars; /* inc__rules_calendar, by name */
    inc__array policies;  /* inc_policy *, in the order they were added */
    inc__array by_name;   /* const inc_policy *, the same by name, borrowed */
    inc_matrix *matrix;
    inc_taxonomy *taxonomy;
    inc_process *process;
} inc__rules_body;

struct inc_rules {
    inc__refs refs;
    inc_context *context;
    inc__rules_body body;
    inc__array bytes;
    inc_hash hash;
};

/* Appends the canonical bytes of a set to an empty array; untouched on a failure. */
inc_status inc__rules_encode(inc_context *context, const inc__rules_body *body, inc__array *bytes);

/* Leaves a line that puts what the context says now under "what at offset", and returns
 * INC_E_FORMAT; INC_E_NOMEM and INC_E_UNSUPPORTED stay what they are. */
inc_status inc__rules_refuse(inc_context *context, inc_status status, const char *what,
                             size_t offset);

/* Compares `made` with the input that it was made from; INC_E_FORMAT at the first difference. */
inc_status inc__rules_canonical(inc_context *context, const void *input, size_t input_size,
                                const void *made, size_t made_size);

/* The order of hashes, bytewise. */
int inc__hash_compare(const inc_hash *a, const inc_hash *b);

#endif
