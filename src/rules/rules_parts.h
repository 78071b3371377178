/* The calendars and zones that rules refer to, each once, by hash. */
#ifndef INC_RULES_RULES_PARTS_H
#define INC_RULES_RULES_PARTS_H

#include "rules/rules.h"

/* A few bytes can ask for many tables: what all calendars of a set may take once compiled. */
#define INC__RULES_COMPILED_MOST ((size_t) 512 * 1024 * 1024)

typedef struct inc__rules_part {
    inc_hash hash;
    const inc_calendar *calendar;
} inc__rules_part;

typedef struct inc__rules_parts {
    inc_context *context;
    inc__array zones;     /* const inc_zone *, by hash; borrowed */
    inc__array calendars; /* inc__rules_part, by hash; borrowed */
    size_t compiled;      /* bytes that their tables take */
} inc__rules_parts;

void inc__rules_parts_init(inc__rules_parts *parts, inc_context *context);
void inc__rules_parts_free(inc__rules_parts *parts);

/* Adds what is not there yet; INC_E_INVALID with a line for too much of it. Of zones with the same
 * bytes the least name stays. */
inc_status inc__rules_parts_zone(inc__rules_parts *parts, const inc_zone *zone);
inc_status inc__rules_parts_calendar(inc__rules_parts *parts, const inc_calendar *calendar);
inc_status inc__rules_parts_process(inc__rules_parts *parts, const inc_process *process);
inc_status inc__rules_parts_policy(inc__rules_parts *parts, const inc_policy *policy);

/* NULL when there is none. */
const inc_zone *inc__rules_parts_find_zone(const inc__rules_parts *parts, const inc_hash *hash);
const inc__rules_part *inc__rules_parts_find(const inc__rules_parts *parts, const inc_hash *hash);

#endif
