/* Opening hours written on the command line. */
#ifndef EXAMPLES_INCIDENT_HOURS_H
#define EXAMPLES_INCIDENT_HOURS_H

#include "tool.h"

/* A calendar from "mon-fri 09:00-12:00 13:00-17:00, sat 10:00-12:00"; usage line when it is none.
 */
int hours_calendar(inc_context *context, const inc_zone *zone, const char *text,
                   inc_calendar **calendar);

#endif
