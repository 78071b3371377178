/* The clocks of a policy on the incidents of a log: how they stand, and which are left out. */
#include "clocks.h"

/* Which cells tell a milestone; a service desk's log knows none before the opening. */
static unsigned clocks_spoiled_by(int32_t milestone)
{
    switch (milestone) {
    case INC_MILESTONE_ACKNOWLEDGED:
        return SPOILED_ACKNOWLEDGED;
    case INC_MILESTONE_RESTORED:
        return SPOILED_RESOLVED;
    case INC_MILESTONE_CONFIRMED:
    case INC_MILESTONE_CLOSED:
        return SPOILED_CLOSED;
    default:
        return SPOILED_OPENED;
    }
}

bool clocks_left_out(const struct rule *rule, const struct fold *fold)
{
    const struct log_incident *incident = fold->facts.incident;
    const inc_terms *terms = inc_policy_terms(rule->policy, fold->view.priority);
    unsigned spoiled = incident->spoiled | fold->facts.spoiled;
    unsigned needs = clocks_spoiled_by(rule->options.anchor) |
                     clocks_spoiled_by(rule->options.stop) | SPOILED_PRIORITY | SPOILED_REOPENED;
    bool pauses;
    if (!fold->is_told || (spoiled & needs))
        return true;
    if (!terms || !(spoiled & (SPOILED_HOLDS | SPOILED_STATES)))
        return false;
    pauses = inc_terms_pause_all(terms) || inc_terms_pause(terms, 0);
    /* A row whose state is unknown may hide a pause, or a reopen when the log counted more. */
    return pauses || ((spoiled & SPOILED_STATES) && incident->reopens != fold->view.reopens);
}

bool clocks_look(const struct fold *fold, size_t index, inc_clock_view *view)
{
    inc_choice choice = {.size = sizeof choice};
    view->size = sizeof *view;
    return inc_incident_choice(fold->incident, index, &choice) == INC_OK && choice.clock >= 0 &&
           inc_incident_clock(fold->incident, (size_t) choice.clock, NULL, view) == INC_OK;
}
