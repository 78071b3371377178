/* What the last row of an incident reports about it, whatever its other rows show. */
#include "facts_reports.h"

/* It happens, and is recorded, when the last row was written. */
static struct fact *reports_add(struct facts *facts, const char *figure)
{
    const struct log_incident *incident = facts->incident;
    struct fact *fact = facts_push(facts, INC_FACT_REPORTED, incident->last_line);
    fact->is_timed = incident->updated != INC_TIME_NONE;
    fact->happened = fact->is_timed ? incident->updated : facts->opened;
    fact->recorded = fact->happened;
    fact->is_internal = true;
    facts_put(fact, INC_EVENT_CODE_1, figure);
    return fact;
}

static void reports_time(struct facts *facts, const char *figure, inc_time at)
{
    if (at != INC_TIME_NONE)
        reports_add(facts, figure)->time = at;
}

/* A negative number: the row does not tell. */
static void reports_number(struct facts *facts, const char *figure, int64_t number)
{
    if (number >= 0)
        reports_add(facts, figure)->integers[0] = number;
}

/* Under the names that the library's observations look for. */
void facts_report(struct facts *facts)
{
    const struct log_incident *incident = facts->incident;
    reports_time(facts, "opened_at", incident->opened);
    reports_time(facts, "acknowledged_at", incident->acknowledged.at);
    reports_time(facts, "resolved_at", incident->resolved);
    reports_time(facts, "closed_at", incident->closed);
    reports_number(facts, "made_sla", incident->made_sla);
    reports_number(facts, "reopen_count", incident->reopens);
    reports_number(facts, "reassignment_count", incident->reassigns);
}
