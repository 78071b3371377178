/* Incidents of a log folded by the library, one after the other through one handle. */
#ifndef EXAMPLES_INCIDENT_FOLD_H
#define EXAMPLES_INCIDENT_FOLD_H

#include "facts.h"

struct fold {
    const struct log *log;
    struct facts facts;
    inc_event_builder *builder;
    inc_incident *incident;
    inc_incident_view view; /* of the incident in hand, as of the last instant of the log */
    bool is_told;           /* false: its rows have no instant, nothing could be told */
};

/* Without is_retargeting the clocks run under the final classification from the start. */
void fold_init(struct fold *fold, const struct log *log, inc_context *context, bool is_retargeting);
void fold_free(struct fold *fold);

/* Folds an incident: fold->view, and what a look at fold->incident shows. */
void fold_take(struct fold *fold, uint32_t index);

#endif
