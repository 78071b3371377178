/** @file incident/gaming.h
 * What looks like gaming: acts around a due that make a verdict look better than the service was.
 * Each finding names its evidence; whether it was meant so is for people to judge.
 */
#ifndef INCIDENT_GAMING_H
#define INCIDENT_GAMING_H

#include "observation.h"

INC_BEGIN

/** Kinds of findings. Frozen. @since 0.1 */
typedef enum inc_gaming_kind {
    INC_GAMING_DOWNGRADED = 1, /**< the priority was lowered after a threshold of a running SLA
                                  clock had fired, or after its breach */
    INC_GAMING_LATE_HOLD = 2,  /**< a hold that pauses an SLA clock began in the last tenth of the
                                  counted time before its due */
    INC_GAMING_BACKDATED = 3,  /**< facts recorded late took back the breach of an SLA clock */
    INC_GAMING_PARKED = 4 /**< resolved in the last tenth of the counted time before the due of a
                             clock "resolve", and reopened within 24 hours */
} inc_gaming_kind;

/** One finding. @since 0.1 */
typedef struct inc_gaming {
    size_t size;         /**< set by the caller: sizeof(inc_gaming) */
    const char *subject; /**< the incident; until the table is cleared or freed */
    const char *policy;  /**< of the clock, likewise */
    inc_time at;         /**< when it happened: the change, the hold, the resolution; of a backdated
                            one when the late facts were recorded */
    inc_time due;        /**< of the clock just before, or the breach that was taken back */
    int64_t fact;        /**< sequence of the evidence: the change, the hold, the reopening; of a
                            backdated one the first of the late facts */
    int32_t kind;        /**< an inc_gaming_kind */
    int32_t reserved;    /**< 0 */
} inc_gaming;

/** The index-th finding about the incidents of a table, in the order they were added.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_observations_gaming(const inc_observations *observations, size_t index,
                                           inc_gaming *gaming);
/** The name of a kind, as "late_hold"; "?" for an unknown one. Static, any thread. @since 0.1 */
INC_API const char *inc_gaming_name(int32_t kind);

INC_END

#endif
