/** @file incident/outbox.h
 * The outbox: messages that commits left to be delivered. Putting them in is exactly once (they are
 * part of the commit); delivery is at least once, under a stable id (tenant, subject, name) that
 * the receiver can know them by. A message names the fact it tells of; what to say is the host's.
 */
#ifndef INCIDENT_OUTBOX_H
#define INCIDENT_OUTBOX_H

#include "desk.h"

INC_BEGIN

/** What a delivery callback answers. @since 0.1 */
typedef enum inc_delivery {
    INC_DELIVERY_DONE = 0,  /**< delivered: the message is taken out */
    INC_DELIVERY_RETRY = 1, /**< not now: again after a while, and dead after too many tries */
    INC_DELIVERY_DEAD = 2   /**< never: kept as a dead letter */
} inc_delivery;

/** How to deliver. @since 0.1 */
typedef struct inc_outbox_options {
    size_t size;               /**< sizeof(inc_outbox_options) */
    const char *owner;         /**< required, 1 to 255 bytes: this worker, unlike any other */
    inc_duration lease;        /**< how long a claimed message is kept from others; 0: 60 s */
    inc_duration backoff;      /**< wait after the first failure; doubled by each; 0: 30 s */
    inc_duration backoff_most; /**< the longest wait; 0: 1 h */
    int32_t attempts;          /**< after which a message is dead; 0: 10 */
    int32_t limit;             /**< the most messages; 0: 100 */
    /** Delivers one message that tells of an event; answers an inc_delivery. It may leave a line
     * with inc_context_fail, which is kept with the message. It may call the desk. Required by
     * inc_outbox_deliver. */
    int32_t (*deliver)(void *user, const inc_row *message, const inc_event *event);
    void *user; /**< for deliver */
} inc_outbox_options;

/** What a delivery run did. @since 0.1 */
typedef struct inc_outbox_report {
    size_t size;       /**< set by the caller: sizeof(inc_outbox_report) */
    int32_t delivered; /**< and taken out */
    int32_t retried;   /**< put back, to be tried again */
    int32_t dead;      /**< given up */
    int32_t lost;      /**< whose lease ran out and that another worker took meanwhile */
} inc_outbox_report;

/** Claims messages for the owner, delivers each through the callback, and takes it out, puts it
 * back or gives it up. Messages of one subject are delivered in order, and none overtakes one that
 * waits for a retry. report may be NULL.
 * @return INC_OK; INC_DONE when none was waiting; INC_E_INVALID with a line; INC_E_RANGE; else as
 * inc_store_claim. @since 0.1 */
INC_API inc_status inc_outbox_deliver(inc_desk *desk, inc_time now,
                                      const inc_outbox_options *options, inc_outbox_report *report);

/** @name By hand
 * For hosts that deliver elsewhere. @since 0.1 @{ */
/** Empties the page and claims messages into it. @return as inc_outbox_deliver. @since 0.1 */
INC_API inc_status inc_outbox_claim(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                                    inc_page *page);
/** Settles a claimed message as delivered, to be retried, or dead (an inc_delivery); error is a
 * line to keep, or NULL. @return INC_OK; INC_E_CONFLICT when the lease ran out and another took it;
 * INC_E_INVALID; else as inc_store_commit. @since 0.1 */
INC_API inc_status inc_outbox_settle(inc_desk *desk, inc_time now,
                                     const inc_outbox_options *options, const inc_row *message,
                                     int32_t delivery, const char *error);
/** Puts a dead message back, with no attempts counted. @return as inc_outbox_settle. @since 0.1 */
INC_API inc_status inc_outbox_revive(inc_desk *desk, inc_time now, const inc_row *message);
/** @} */

INC_END

#endif
