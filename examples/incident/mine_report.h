/* What was mined from a log, as text for people and as JSON for programs. */
#ifndef EXAMPLES_INCIDENT_MINE_REPORT_H
#define EXAMPLES_INCIDENT_MINE_REPORT_H

#include "log.h"

struct mine_report {
    const char *path;
    const struct log *log;
    const inc_zone *zone; /* of the hours, and of instants that are printed */
    const inc_mine *mine;
    inc_mined found;
    uint64_t untold;  /* incidents without a verdict or a priority */
    uint64_t spoiled; /* incidents with a bad cell that matters */
    size_t most;      /* contradictions that are printed as text */
};

void mine_report_text(const struct mine_report *report);
void mine_report_json(const struct mine_report *report);

/* "Mon-Fri 14:00-23:00", or "always". */
void mine_report_hours(const inc_mined *found, char text[128]);

/* The column of the log that a milestone is read from. */
const char *mine_report_milestone(int32_t milestone);

#endif
