/* What came of a comparison, as text for people and as JSON for programs. */
#ifndef EXAMPLES_INCIDENT_WHATIF_REPORT_H
#define EXAMPLES_INCIDENT_WHATIF_REPORT_H

#include "whatif_figures.h"

#include <jansson.h>

struct whatif_report {
    const char *path;
    const inc_rules *rules[2]; /* by inc_side */
    int32_t system;            /* that the rules after count like; 0: none */
    inc_time as_of;
    inc_whatif *whatif;
    struct whatif_figures figures;
    bool shows_equal; /* also figures that are the same on both sides */
    size_t limit;     /* incidents whose deviations are listed at most */
    size_t listed;
    json_t *incidents; /* of JSON: those that are listed; else NULL */
    inc_text *lines;   /* of text: the same */
    inc_text *ledgers; /* of incidents that are to be explained */
};

/* Adds the deviations of the incident that was added last. */
void whatif_text_incident(struct whatif_report *report);
void whatif_json_incident(struct whatif_report *report);

/* Prints it all. */
void whatif_text(const struct whatif_report *report);
void whatif_json(struct whatif_report *report);

#endif
