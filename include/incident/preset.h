/** @file incident/preset.h
 * Ready-made rules. P1 1-4 h, P2 4-8 h of working time, P3 1-3, P4 3-5 business days. And rules
 * whose clocks count as those of another system do.
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

/** Systems whose arithmetic can be told in rules. @since 0.1 */
typedef enum inc_system {
    INC_SYSTEM_ZAMMAD = 1,
    INC_SYSTEM_GLPI = 2,
    INC_SYSTEM_ITOP = 3,
    INC_SYSTEM_SERVICENOW = 4, /**< without retroactive start */
    INC_SYSTEM_JIRA = 5,       /**< Jira Service Management */
    INC_SYSTEM_ZENDESK = 6     /**< first reply time and agent work time */
} inc_system;

/** The rules `base` with every policy counted as that system counts: the milestones between which
 * a clock runs, what pauses it, what a change of priority and a reopen do to it, where a due on a
 * closing goes, and no caps. Calendars, matrix, taxonomy, targets, thresholds and all names but
 * that of the set stay; where the system's behaviour is not documented, so does what the base says.
 * Where closed is final there, the process has no reopen window. The set is called "<name of base>
 * like <name of the system>" and has the version of the base. What each system does, and from which
 * source that is known: doc/other-systems.md.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer, or with a line on the context for
 * an unknown system or when the set's name would be longer than 255 bytes. @since 0.1 */
INC_API inc_status inc_preset_like(inc_context *context, int32_t system, const inc_rules *base,
                                   inc_rules **rules);

/** The name of an inc_system, as "zammad"; "?" for an unknown one. Static, any thread. @since 0.1
 */
INC_API const char *inc_system_name(int32_t system);
/** The system of a name (size bytes or INC_ZSTR), or 0. Any thread. @since 0.1 */
INC_API int32_t inc_system_find(const char *name, size_t size);
/** What of the system's documented behaviour rules cannot express: English sentences, one line; ""
 * for an unknown system. Static, any thread. @since 0.1 */
INC_API const char *inc_system_limits(int32_t system);

INC_END

#endif
