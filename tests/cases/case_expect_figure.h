/* Compares key figures, and the rows that they come from, with what a case expects. */
#ifndef TEST_CASE_EXPECT_FIGURE_H
#define TEST_CASE_EXPECT_FIGURE_H

#include "case_json.h"

/* Finds a column of observations by its name (NULL: none); returns 1 when there is one. */
int case_observation_column(int32_t grain, const char *name, inc_column *column);

/* The members `figures`, `trends` and `groups` of `expect`. */
void case_expect_figures(case_run *run, const json_t *expect, inc_kpi *kpi, const inc_zone *zone);

/* The member `rows` of `expect`, which may be NULL: lists by the name of a grain. */
void case_expect_rows(case_run *run, const json_t *rows, const inc_observations *observations);

#endif
