/* One incident from the inside. */
#ifndef INC_INCIDENT_INCIDENT_BODY_H
#define INC_INCIDENT_INCIDENT_BODY_H

#include "incident/life.h"

struct inc_incident {
    inc_context *context;
    inc_rules *rules;             /* or NULL */
    const inc_rulebook *rulebook; /* or NULL */
    inc__history history;
    inc__life life; /* of the last look */
    inc__horizon horizon;
    int32_t looked; /* 1 while the life is that of the last look */
};

#endif
