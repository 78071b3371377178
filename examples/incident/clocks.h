/* The clocks of a policy on the incidents of a log: how they stand, and which are left out. */
#ifndef EXAMPLES_INCIDENT_CLOCKS_H
#define EXAMPLES_INCIDENT_CLOCKS_H

#include "fold.h"

/* Whether bad cells spoiled what a clock of the policy needs, on the incident in hand. */
bool clocks_left_out(const struct rule *rule, const struct fold *fold);

/* How the latest clock of the index-th policy of the rules stands on the incident in hand; false
 * when it never had one. */
bool clocks_look(const struct fold *fold, size_t index, inc_clock_view *view);

#endif
