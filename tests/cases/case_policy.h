/* Targets, terms and policies from JSON. */
#ifndef TEST_CASE_POLICY_H
#define TEST_CASE_POLICY_H

#include "case_calendar.h"

/* A target; its zone, if it names one, is the caller's to give back. */
inc_status case_target(case_run *run, const json_t *value, inc_target *target, inc_zone **zone);

/* INC_BOUNDARY_CLOSING for NULL. */
inc_status case_boundary(const char *text, int32_t *boundary);

/* Terms from a policy, or from a retarget that has been filled up with what does not change. */
inc_status case_terms(case_run *run, const json_t *value, inc_terms **terms);

inc_status case_policy(case_run *run, const json_t *value, inc_policy **policy);

#endif
