/* What the columns of an event mean for each kind of fact. */
#ifndef INC_FACTS_FACT_TABLE_H
#define INC_FACTS_FACT_TABLE_H

#include <incident/event.h>

typedef struct inc__role {
    int32_t column; /* 0 ends a list */
    int32_t required;
    const char *name;
    int64_t least, most;      /* of an integer */
    const char *const *words; /* that a code is one of, NULL at the end; NULL: any */
} inc__role;

/* Names of the relations of links, in the order of inc_relation from 1; NULL at the end. */
extern const char *const inc__relation_names[];

/* The roles of a kind; NULL for kinds of the host and those that are unknown. */
const inc__role *inc__fact_roles(int32_t fact);

#endif
