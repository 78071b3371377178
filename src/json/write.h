/* Rules as JSON values. Every function gives a new value, or NULL when memory ran out. */
#ifndef INC_JSON_WRITE_H
#define INC_JSON_WRITE_H

#include "document.h"

json_t *inc__json_from_rules(const inc_rules *rules);
/* The name that rules have for a calendar, else its definition. */
json_t *inc__json_from_calendar(const inc_rules *rules, const inc_calendar *calendar);
/* The definition, even where there is a name. */
json_t *inc__json_define_calendar(const inc_rules *rules, const inc_calendar *calendar);
json_t *inc__json_from_policy(const inc_rules *rules, const inc_policy *policy);
json_t *inc__json_from_process(const inc_rules *rules, const inc_process *process);
json_t *inc__json_from_duration(inc_duration duration);

/* A new object with one member, or NULL; and one member more. Both give 0 for success, and take the
 * value whatever happens; NULL for a value is a failure. */
int inc__json_put(json_t *object, const char *key, json_t *value);
int inc__json_push(json_t *list, json_t *value);
/* Frees value and gives NULL when failed is not 0. */
json_t *inc__json_whole(json_t *value, int failed);

#endif
