/* The table of guards: which command is allowed in which stage. */
#include "desk/guard.h"

#include <string.h>

/* Short names for the table. */
#define ALLOWED INC_REFUSAL_NONE
#define NO_LOG INC_REFUSAL_NOT_LOGGED
#define DETECT INC_REFUSAL_ALREADY_DETECTED
#define LOGGED INC_REFUSAL_ALREADY_LOGGED
#define UNCLASS INC_REFUSAL_NOT_CLASSIFIED
#define RESOLVE INC_REFUSAL_RESOLVED
#define NOT_RES INC_REFUSAL_NOT_RESOLVED
#define CLOSED INC_REFUSAL_CLOSED
#define CANCEL INC_REFUSAL_CANCELLED

#define GUARD_STAGES (INC_STAGE_CANCELLED + 1)

/* By stage: none, detected, logged, classified, diagnosis, investigation, resolved, closed,
 * cancelled. */
/* clang-format off */
static const unsigned char guard_table[INC_COMMANDS_MOST][GUARD_STAGES] = {
    [INC_COMMAND_DETECT]      = {ALLOWED, DETECT,  DETECT,  DETECT,  DETECT,  DETECT,  DETECT,  DETECT,  DETECT},
    [INC_COMMAND_LOG]         = {ALLOWED, ALLOWED, LOGGED,  LOGGED,  LOGGED,  LOGGED,  LOGGED,  LOGGED,  LOGGED},
    [INC_COMMAND_ACKNOWLEDGE] = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_CLASSIFY]    = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, CLOSED,  CANCEL},
    [INC_COMMAND_PRIORITISE]  = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, CLOSED,  CANCEL},
    [INC_COMMAND_ASSIGN]      = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_ESCALATE]    = {NO_LOG,  NO_LOG,  UNCLASS, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_HOLD]        = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_RELEASE]     = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_WORK]        = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_NOTE]        = {NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED},
    [INC_COMMAND_RESTORE]     = {NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_RESOLVE]     = {NO_LOG,  NO_LOG,  UNCLASS, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_CONFIRM]     = {NO_LOG,  NO_LOG,  NOT_RES, NOT_RES, NOT_RES, NOT_RES, ALLOWED, CLOSED,  CANCEL},
    [INC_COMMAND_REFUSE]      = {NO_LOG,  NO_LOG,  NOT_RES, NOT_RES, NOT_RES, NOT_RES, ALLOWED, CLOSED,  CANCEL},
    [INC_COMMAND_DOCUMENT]    = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED},
    [INC_COMMAND_CLOSE]       = {NO_LOG,  NO_LOG,  NOT_RES, NOT_RES, NOT_RES, NOT_RES, ALLOWED, CLOSED,  CANCEL},
    [INC_COMMAND_REOPEN]      = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, CANCEL},
    [INC_COMMAND_CANCEL]      = {NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_CONVERT]     = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, RESOLVE, CLOSED,  CANCEL},
    [INC_COMMAND_LINK]        = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED},
    [INC_COMMAND_UNLINK]      = {NO_LOG,  NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED},
    [INC_COMMAND_VOID]        = {ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED},
    [INC_COMMAND_REDACT]      = {ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED},
    [INC_COMMAND_MIGRATE]     = {NO_LOG,  ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, CLOSED,  CANCEL},
};
/* clang-format on */

#undef ALLOWED
#undef NO_LOG
#undef DETECT
#undef LOGGED
#undef UNCLASS
#undef RESOLVE
#undef NOT_RES
#undef CLOSED
#undef CANCEL

int32_t inc_command_guard(int32_t command, int32_t stage)
{
    if (inc_command_fact(command) == 0 || stage < 0 || stage >= GUARD_STAGES)
        return INC_REFUSAL_NOT_LOGGED;
    return guard_table[command][stage];
}

void inc__case_fill(inc__case *facts)
{
    facts->view = &facts->incident->life.view;
    facts->process = facts->rules != NULL ? inc_rules_process(facts->rules) : NULL;
    memset(&facts->options, 0, sizeof facts->options);
    facts->options.size = sizeof facts->options;
    if (facts->process != NULL)
        (void) inc_process_describe(facts->process, &facts->options);
}

/* A resolution that the caller may still refuse keeps it from being closed. */
static int guard_is_unconfirmed(const inc__case *facts)
{
    return facts->view->confirmation == INC_CONFIRMATION_NONE;
}

/* What is open but restored may turn out not to be; what is closed, within its window. */
static int32_t guard_reopen(const inc__case *facts)
{
    const inc_incident_view *view = facts->view;

    if (view->stage < INC_STAGE_RESOLVED && view->restored == INC_TIME_NONE)
        return INC_REFUSAL_OPEN;
    if (view->stage == INC_STAGE_CLOSED &&
        (view->reopen_until == INC_TIME_NONE || facts->now > view->reopen_until))
        return INC_REFUSAL_REOPEN_WINDOW;
    return INC_REFUSAL_NONE;
}

int32_t inc__guard_kind(const inc__case *facts, int32_t kind)
{
    const inc_incident_view *view = facts->view;
    int32_t code = inc_command_guard(kind, view->stage);

    if (code != INC_REFUSAL_NONE)
        return code;
    if ((kind == INC_COMMAND_VOID || kind == INC_COMMAND_REDACT) &&
        facts->incident->history.entries.count == 0)
        return INC_REFUSAL_NOT_LOGGED;
    if (kind == INC_COMMAND_ACKNOWLEDGE && view->acknowledged != INC_TIME_NONE)
        return INC_REFUSAL_ALREADY_ACKNOWLEDGED;
    if (kind == INC_COMMAND_RESTORE && view->restored != INC_TIME_NONE)
        return INC_REFUSAL_ALREADY_RESTORED;
    if (kind == INC_COMMAND_RELEASE && view->held == 0)
        return INC_REFUSAL_NOT_HELD;
    if (kind == INC_COMMAND_UNLINK && facts->incident->life.links.count == 0)
        return INC_REFUSAL_LINK_MISSING;
    if (kind == INC_COMMAND_CLOSE && guard_is_unconfirmed(facts))
        return INC_REFUSAL_NOT_CONFIRMED;
    return kind == INC_COMMAND_REOPEN ? guard_reopen(facts) : INC_REFUSAL_NONE;
}
