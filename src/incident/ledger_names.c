/* Names of what a clock and its ledger hold. */
#include <incident/incident.h>

static const char *const names_findings[] = {
    "?",
    "stop_before_start",
    "start_repeated",
    "stop_repeated",
    "resume_without_pause",
    "pause_while_stopped",
    "reopen_while_open",
    "reopen_before_start",
    "close_while_open",
    "close_repeated",
    "after_cancel",
    "void_without_reason",
    "void_of_nothing",
    "prorate_across_units",
    "due_unreachable",
};

/* From INC_FINDING_NOT_LOGGED on. */
static const char *const names_incident[] = {
    "not_logged",          "logged_repeated", "milestones_reversed", "after_end",
    "resolved_repeated",   "not_resolved",    "closed_unresolved",   "closed_repeated",
    "closed_undocumented", "reopened_open",   "reopened_late",       "released_unheld",
    "void_unreasoned",     "void_of_none",    "corrects_none",       "priority_unknown",
    "category_unknown",    "is_request",      "link_repeated",       "unlink_of_none",
    "rules_unknown",       "change_missing",
};

static const char *const names_segments[] = {"?",       "running",     "paused",  "out_of_hours",
                                             "holiday", "maintenance", "stopped", "superseded"};

static const char *const names_states[] = {"armed", "running", "paused", "stopped", "cancelled"};

static const char *const names_verdicts[] = {"pending", "met", "breached", "cancelled"};

#define NAMES_COUNT(names) ((int32_t) (sizeof(names) / sizeof(names)[0]))

const char *inc_finding_name(int32_t kind)
{
    int32_t own = kind - INC_FINDING_NOT_LOGGED;

    if (own >= 0 && own < NAMES_COUNT(names_incident))
        return names_incident[own];
    return kind > 0 && kind < NAMES_COUNT(names_findings) ? names_findings[kind] : "?";
}

const char *inc_segment_name(int32_t kind)
{
    return kind > 0 && kind < NAMES_COUNT(names_segments) ? names_segments[kind] : "?";
}

const char *inc_clock_state_name(int32_t state)
{
    return state >= 0 && state < NAMES_COUNT(names_states) ? names_states[state] : "?";
}

const char *inc_verdict_name(int32_t verdict)
{
    return verdict >= 0 && verdict < NAMES_COUNT(names_verdicts) ? names_verdicts[verdict] : "?";
}
