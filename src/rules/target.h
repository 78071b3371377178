/* Targets from the inside: bounds, and a due in steps for the clock. */
#ifndef INC_RULES_TARGET_H
#define INC_RULES_TARGET_H

#include <incident/target.h>

/* Copies *in in the shape of this version: bounds checked, defaults filled, what its kind does not
 * use zeroed. An objective beyond the limit passes; ask inc__target_usable. */
inc_status inc__target_check(const inc_target *in, inc_target *out);

/* The calls below take a target that inc__target_check made. */

/* INC_TARGET_WORKING or INC_TARGET_DAYS: what is counted. */
int inc__target_unit(const inc_target *target);

/* 1 if the objective lies beyond the limit. */
int inc__target_beyond(const inc_target *target);

/* INC_E_INVALID for an objective beyond the limit, or days on a composite without a zone. */
inc_status inc__target_usable(const inc_target *target, const inc_calendar *calendar);

/* The due of the limit (or of the objective) without the boundary rule. */
inc_status inc__target_nominal(const inc_target *target, const inc_calendar *calendar,
                               int objective, inc_time start, inc_time *due);

/* Applies an inc_boundary to a due. */
inc_status inc__target_boundary(const inc_target *target, const inc_calendar *calendar,
                                int32_t boundary, inc_time *due);

#endif
