/* Terms from the inside. */
#ifndef INC_RULES_TERMS_H
#define INC_RULES_TERMS_H

#include <incident/policy.h>

/* How many reasons inc_terms_pause gives. */
size_t inc__terms_pause_count(const inc_terms *terms);
/* 1 when the same reasons pause, for as long. */
int inc__terms_same_pauses(const inc_terms *a, const inc_terms *b);

#endif
