/* Key figures of several incidents. */
#ifndef TEST_CASE_KPI_H
#define TEST_CASE_KPI_H

#include "case_json.h"

/* Folds the incidents of a case, computes its key figures, and compares with what is expected. */
void case_kpi(case_run *run, const json_t *value);

#endif
