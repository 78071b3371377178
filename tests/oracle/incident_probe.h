/* What the probe of the incident prints, part by part. */
#ifndef TEST_INCIDENT_PROBE_H
#define TEST_INCIDENT_PROBE_H

#include <incident.h>
#include <jansson.h>

/* All that can be asked of an incident after a look. */
json_t *incident_answer(inc_incident *incident, const inc_incident_view *view);

/* The clocks on it, each with its view, its cycles and its ledger. */
json_t *incident_clocks(inc_incident *incident);

/* What it gives key figures: the row of the incident, and when its episodes came back. */
void incident_observed(json_t *answer, inc_incident *incident);

/* An instant; null for none. */
json_t *incident_instant(inc_time time);

#endif
