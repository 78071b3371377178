/* The outbox from the inside. */
#ifndef INC_DESK_OUTBOX_H
#define INC_DESK_OUTBOX_H

#include "desk/desk.h"

#include <incident/outbox.h>

/* Options checked, defaults filled in. */
inc_status inc__outbox_read(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                            inc_outbox_options *ours);
inc_status inc__outbox_claim(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                             inc_page *page);
/* error is never NULL. */
inc_status inc__outbox_settle(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                              const inc_row *message, int32_t delivery, const char *error);
/* Puts a claimed message back as if it had not been claimed, until an instant. */
inc_status inc__outbox_postpone(inc_desk *desk, const inc_row *message, inc_time until);

#endif
