/* Rules from JSON, by the json add-on. */
#ifndef TEST_CASE_RULES_H
#define TEST_CASE_RULES_H

#include "case_json.h"

/* Rules by name or by definition; `like` is followed. */
inc_status case_rules(case_run *run, const json_t *value, const char *version, inc_rules **rules);

/* A rulebook from a list of {version, from, rules}, or from rules that always were in force. */
inc_status case_rulebook(case_run *run, const json_t *value, inc_rulebook **rulebook);

/* The hash, as text, of the rules of a version in a rulebook (which may be NULL); a text that is no
 * version is a hash itself. */
void case_rules_hash(const inc_rulebook *rulebook, const char *version,
                     char text[INC_HASH_TEXT_SIZE]);

#endif
