/* The figures of a log: what `incident replay` prints. */
#ifndef EXAMPLES_INCIDENT_FIGURES_H
#define EXAMPLES_INCIDENT_FIGURES_H

#include "clocks.h"

/* Priorities that can be told apart, and 0 for all incidents together. */
enum { FIGURES_PRIORITIES = INC_MATRIX_LEVELS + 1 };

/* Durations in hours; percentiles by linear interpolation at k = (n - 1) p. */
struct figures_durations {
    uint64_t n;
    uint64_t negative; /* rejected: it would have ended before it began */
    uint64_t left_out; /* a bad cell spoiled it */
    double mean_h;
    double median_h;
    double p90_h;
    double p95_h;
};

struct figures_share {
    uint64_t count;
    uint64_t of;
};

struct figures_verdicts {
    uint64_t met;
    uint64_t breached; /* running late is breached */
    uint64_t pending;
    uint64_t cancelled;
    uint64_t left_out;
};

struct figures_clock {
    struct rule rule;
    struct figures_verdicts verdicts[FIGURES_PRIORITIES];
};

/* What did not fit in the histories that the log tells. */
struct figures_finding {
    int32_t kind;       /* an inc_incident_finding_kind */
    uint64_t incidents; /* that have it */
};

struct figures_backlog {
    inc_time at;
    uint64_t open;
};

struct figures {
    uint64_t incidents;
    uint64_t by_priority[FIGURES_PRIORITIES];
    struct figures_durations mttr[FIGURES_PRIORITIES];
    struct figures_durations mtta;
    struct figures_share made_sla[FIGURES_PRIORITIES];
    struct figures_share reopened;
    struct figures_share reassigned;
    struct figures_share fcr;
    struct figures_share reopens_agree;   /* reopen_count with the reopens of the fold */
    struct figures_share priority_agrees; /* of the last row with that of the fold */
    struct figures_backlog *backlog;
    size_t backlog_count;
    uint64_t backlog_left_out;
    struct figures_clock *clocks;
    size_t clocks_count;
    size_t clocks_capacity;
    const struct rule *made_sla_rule; /* compared with made_sla; NULL: the rules have none */
    struct figures_share reproduced[FIGURES_PRIORITIES];
    bool has_terms[FIGURES_PRIORITIES]; /* of made_sla_rule */
    struct figures_finding *findings;   /* by kind, ascending */
    size_t findings_count;
    size_t findings_capacity;
    int64_t business_minutes;   /* opened to closed, whole ones */
    uint64_t business_left_out; /* bad, negative, or not closed yet */
};

struct figures_options {
    const inc_time *backlog; /* NULL: the first of each month that the log covers */
    size_t backlog_count;
    const char *made_sla; /* name of the policy to compare with made_sla; NULL: the first SLA */
    bool is_retargeting;  /* clocks are told changes of priority when they happened */
};

/* Computes all of them; TOOL_INPUT after an error line when the rules lack what options name. */
int figures_compute(struct figures *figures, const struct log *log, inc_context *context,
                    const struct figures_options *options);

void figures_free(struct figures *figures);

/* 100 count / of. */
double figures_percent(struct figures_share share);

#endif
