/* Which figures a log gets: instants of the backlog, policies, the one that made_sla is compared
 * with.
 */
#ifndef EXAMPLES_INCIDENT_FIGURES_PLAN_H
#define EXAMPLES_INCIDENT_FIGURES_PLAN_H

#include "figures.h"

/* Into empty figures; TOOL_INPUT after an error line when the rules lack what options name. */
int figures_plan(struct figures *figures, const struct log *log, inc_context *context,
                 const struct figures_options *options);

#endif
