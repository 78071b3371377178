/* Compares what came out with what a case expects, member by member. */
#ifndef TEST_CASE_EXPECT_H
#define TEST_CASE_EXPECT_H

#include "case_json.h"

void case_expect_instant(case_run *run, const char *what, const json_t *expected, inc_time got);
void case_expect_duration(case_run *run, const char *what, const json_t *expected,
                          inc_duration got);
void case_expect_number(case_run *run, const char *what, const json_t *expected, int64_t got);
void case_expect_truth(case_run *run, const char *what, const json_t *expected, int32_t got);
/* got NULL matches null. */
void case_expect_text(case_run *run, const char *what, const json_t *expected, const char *got);
/* Whether a status is the one that is expected (INC_OK where none is); complains when not. */
int case_expect_status(case_run *run, const json_t *expect, inc_status got);

/* The view and the account of a clock against the members of `expect`. */
void case_expect_clock(case_run *run, const json_t *expect, const inc_clock_view *view,
                       inc_ledger *ledger);

#endif
