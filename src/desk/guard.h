/* Guards: whether an incident allows a command. */
#ifndef INC_DESK_GUARD_H
#define INC_DESK_GUARD_H

#include "desk/refusal.h"
#include "incident/incident_body.h"

#include <incident/command.h>

/* What guards look at. */
typedef struct inc__case {
    const inc_incident *incident; /* looked at */
    const inc_incident_view *view;
    const inc_rules *rules; /* that it works under, or those in force; or NULL */
    const inc_rulebook *rulebook;
    inc_time now;
    const inc_process *process;  /* of the rules, or NULL */
    inc_process_options options; /* of the process, or zero */
} inc__case;

/* Fills in what follows from incident, rules and rulebook. */
void inc__case_fill(inc__case *facts);

/* INC_REFUSAL_NONE, or the refusal's code with its arguments. command has no NULL texts; its
 * `happened` is an instant. */
int32_t inc__guard(const inc__case *facts, const inc_command *command, inc__refusal *refusal);
/* The same for a command that is not given yet. */
int32_t inc__guard_kind(const inc__case *facts, int32_t kind);

/* The tier that a functional escalation goes to. */
int32_t inc__guard_next_tier(const inc__case *facts, const inc_command *command);

#endif
