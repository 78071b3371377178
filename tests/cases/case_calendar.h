/* Calendars from JSON, in the forms of README.md here and of the vectors. */
#ifndef TEST_CASE_CALENDAR_H
#define TEST_CASE_CALENDAR_H

#include "case_json.h"

/* A calendar by name or by definition. A definition that no calendar can have is INC_E_INVALID
 * without a complaint. */
inc_status case_calendar(case_run *run, const json_t *value, inc_calendar **calendar);

/* A zone by name; an unknown one is INC_E_INVALID. */
inc_status case_zone(case_run *run, const char *name, inc_zone **zone);

/* Cuts `breaks` and `weekly_breaks` out of a definition: a new one without them. */
inc_status case_cut_breaks(const json_t *definition, json_t **cut);

#endif
