/* Why the clocks of an incident say what they say. */
#ifndef EXAMPLES_INCIDENT_EXPLAIN_H
#define EXAMPLES_INCIDENT_EXPLAIN_H

#include "fold.h"

/* Appends, of the index-th incident of the log: each policy with the ledger of its clock, or why it
 * has none; the facts that the ledgers name; what did not fit. */
void explain(struct fold *fold, uint32_t index, inc_text *text);

#endif
