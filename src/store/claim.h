/* What a claim makes of a message. */
#ifndef INC_STORE_CLAIM_H
#define INC_STORE_CLAIM_H

#include "store/row.h"

/* The message as its owner gets it, with the revision that it is to be stored with; one reference.
 * builder is one of messages, and loses what it held. */
inc_status inc__claim_row(inc_row_builder *builder, const inc_row *row, const char *owner,
                          inc_time until, inc_row **claimed);

#endif
