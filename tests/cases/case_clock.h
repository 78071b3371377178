/* A clock from a policy and facts in JSON. */
#ifndef TEST_CASE_CLOCK_H
#define TEST_CASE_CLOCK_H

#include "case_policy.h"

/* Makes the clock of a case and tells it the facts, in the order of the list. */
inc_status case_clock(case_run *run, const json_t *value, inc_clock **clock);

#endif
