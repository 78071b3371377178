/* Moves from state to state: what they say about an incident, and which facts clocks must know. */
#ifndef EXAMPLES_INCIDENT_LOG_STATES_H
#define EXAMPLES_INCIDENT_LOG_STATES_H

#include "log_fold.h"

/* The incident is in this state as of mark (mark.at INC_TIME_NONE: nobody knows when). */
void log_states_move(struct log_fold *fold, struct log_incident *incident, struct csv_field state,
                     struct log_mark mark);

/* The incident's priority changed. */
void log_states_priority(struct log_fold *fold, struct log_incident *incident, inc_time at,
                         uint32_t line, int32_t priority);

#endif
