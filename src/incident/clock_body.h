/* One SLA clock from the inside. */
#ifndef INC_INCIDENT_CLOCK_BODY_H
#define INC_INCIDENT_CLOCK_BODY_H

#include "incident/fold.h"

struct inc_clock {
    inc_context *context;
    inc_policy *policy;
    inc_terms *terms; /* that it starts under */
    inc__facts facts;
    inc__fold fold; /* of the last look; its memory serves the next */
};

#endif
