/* What the last row of an incident reports about it, whatever its other rows show. */
#ifndef EXAMPLES_INCIDENT_FACTS_REPORTS_H
#define EXAMPLES_INCIDENT_FACTS_REPORTS_H

#include "facts.h"

/* Tells them at the end, as of the last row. */
void facts_report(struct facts *facts);

#endif
