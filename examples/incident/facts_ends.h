/* How an incident ended: the last row knows better than the moves between states. */
#ifndef EXAMPLES_INCIDENT_FACTS_ENDS_H
#define EXAMPLES_INCIDENT_FACTS_ENDS_H

#include "facts.h"

/* The last closing is taken back: the row says that it is resolved, and no more. */
void facts_unclose(struct facts *facts);

/* The last resolution and closing happened when the last row says; finds out what is spoiled. */
void facts_end(struct facts *facts);

#endif
