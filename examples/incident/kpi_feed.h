/* The incidents of `incident kpi`: folded one at a time into an aggregate. */
#ifndef EXAMPLES_INCIDENT_KPI_FEED_H
#define EXAMPLES_INCIDENT_KPI_FEED_H

#include "kpi_report.h"
#include "source.h"

struct kpi_feed {
    inc_context *context;
    const char *rules_path; /* NULL: no clocks, no matrix */
    struct source source;
    inc_rules *rules;
    inc_time as_of; /* of the looks; INC_TIME_NONE: the last instant of the data */
    uint64_t incidents;
    inc_observations *observations; /* NULL: no findings are asked for */
    struct kpi_findings findings;
};

/* Reads what the incidents are made of, and settles as_of. */
int kpi_feed_open(struct kpi_feed *feed);

/* Adds every incident to an aggregate; with is_finding, also collects what looks like gaming. */
void kpi_feed_run(struct kpi_feed *feed, inc_kpi *kpi, bool is_finding);

void kpi_feed_free(struct kpi_feed *feed);

#endif
