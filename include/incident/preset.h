/** @file incident/preset.h
 * Ready-made rules. P1 1-4 h, P2 4-8 h of working time, P3 1-3, P4 3-5 business days.
 */
#ifndef INCIDENT_PRESET_H
#define INCIDENT_PRESET_H

#include "rules.h"

INC_BEGIN

/** Presets by size of the desk. @since 0.1 */
typedef enum inc_preset {
    INC_PRESET_SMALL = 1, /**< five people, two tiers: office hours, respond and resolve */
    INC_PRESET_LARGE =
        2 /**< a hundred people, four tiers: P1 and P2 around the clock, an OLA for each tier */
} inc_preset;

/** Rules for a desk in a zone: calendars "office" (Monday to Friday 09:00-17:00) and "always", a 3
 * x 3 matrix, a taxonomy, policies for respond and resolve, and for the large desk an OLA for each
 * tier. The process: three office days (24 h of "office") to confirm, two weeks to reopen; it
 * closes on both; a handful of resolutions, of which "configuration_changed" needs a change; holds
 * for the caller (5 days), a supplier, a change, maintenance.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for an unknown preset or a NULL pointer. @since 0.1 */
INC_API inc_status inc_preset_rules(inc_context *context, int32_t preset, const inc_zone *zone,
                                    inc_rules **rules);

INC_END

#endif
