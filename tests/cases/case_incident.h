/* An incident from rules and events in JSON. */
#ifndef TEST_CASE_INCIDENT_H
#define TEST_CASE_INCIDENT_H

#include "case_json.h"

/* The subject of every event of a case, and of every command that names none. */
#define CASE_SUBJECT "INC-1"

/* Tells the events of a case to an incident, and compares how it stands with what is expected. */
void case_incident(case_run *run, const json_t *value);

/* An event; sequence is that of an event that gives none. rulebook may be NULL. What cannot be an
 * event is INC_E_INVALID. */
inc_status case_event(case_run *run, const json_t *value, const inc_rulebook *rulebook,
                      int64_t sequence, inc_event **event);

/* Looks at an incident and compares with the members of `expect`. */
inc_status case_look(case_run *run, const json_t *expect, inc_incident *incident, inc_time as_of,
                     inc_time as_known);

#endif
