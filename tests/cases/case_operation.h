/* Operations on a calendar. */
#ifndef TEST_CASE_OPERATION_H
#define TEST_CASE_OPERATION_H

#include "case_json.h"

/* Does what `op` says and compares with `expect`. */
void case_operation(case_run *run, const json_t *value);

/* The same for a vector of data/README.md, whose answer is one value, `expected`. */
void case_vector(case_run *run, const json_t *value);

#endif
