/* Commands at a desk, from JSON. */
#ifndef TEST_CASE_DESK_H
#define TEST_CASE_DESK_H

#include "case_json.h"

/* Runs the commands of a case in turn over an empty store, each with what is expected of it. */
void case_desk(case_run *run, const json_t *value);

#endif
