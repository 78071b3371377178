/** @file incident/refusal.h
 * Why a guard refused a command: a frozen code and its arguments, so that a product can say it in
 * the language of its users, and an English line.
 */
#ifndef INCIDENT_REFUSAL_H
#define INCIDENT_REFUSAL_H

#include "status.h"

INC_BEGIN

/** Codes of refusals; in brackets their arguments. Frozen. @since 0.1 */
typedef enum inc_refusal_code {
    INC_REFUSAL_NONE = 0,
    INC_REFUSAL_NOT_LOGGED = 1,           /**< there is no record yet */
    INC_REFUSAL_ALREADY_DETECTED = 2,     /**< there is one already */
    INC_REFUSAL_ALREADY_LOGGED = 3,       /**< there is one already */
    INC_REFUSAL_ALREADY_ACKNOWLEDGED = 4, /**< [acknowledged] */
    INC_REFUSAL_ALREADY_RESTORED = 5,     /**< [restored] */
    INC_REFUSAL_NOT_CLASSIFIED = 6,       /**< it has no priority yet */
    INC_REFUSAL_OPEN = 7,                 /**< it is open */
    INC_REFUSAL_RESOLVED = 8,             /**< it is resolved: reopen it first */
    INC_REFUSAL_NOT_RESOLVED = 9,         /**< it is not resolved */
    INC_REFUSAL_CLOSED = 10,              /**< it is closed */
    INC_REFUSAL_CANCELLED = 11,           /**< it was cancelled */
    INC_REFUSAL_NOT_CONFIRMED = 12,       /**< the caller may still refuse [confirm_by] */
    INC_REFUSAL_UNDOCUMENTED = 13,        /**< closure needs documentation */
    INC_REFUSAL_REOPEN_WINDOW = 14,       /**< log a follow-up instead [reopen_until] */
    INC_REFUSAL_IS_REQUEST = 15,          /**< a service request is no incident [category] */
    INC_REFUSAL_CATEGORY_UNKNOWN = 16,    /**< [category] */
    INC_REFUSAL_CATEGORY_RETIRED = 17,    /**< [category] */
    INC_REFUSAL_LEVEL_UNKNOWN = 18,       /**< [scale, level]: impact, urgency or priority */
    INC_REFUSAL_CELL_EMPTY = 19,          /**< [impact, urgency]: the matrix has no priority */
    INC_REFUSAL_NO_OVERRIDE = 20,         /**< there is none to withdraw */
    INC_REFUSAL_TIER_UNKNOWN = 21,        /**< [tier, tiers] */
    INC_REFUSAL_TIER_NOT_HIGHER = 22,     /**< a functional escalation goes up [tier, from] */
    INC_REFUSAL_HOLD_UNKNOWN = 23,        /**< the rules have no such hold reason [reason] */
    INC_REFUSAL_NOT_HELD = 24,            /**< [reason, source] */
    INC_REFUSAL_RESOLUTION_UNKNOWN = 25,  /**< the rules have no such resolution code [code] */
    INC_REFUSAL_CHANGE_MISSING = 26,      /**< the code needs a linked change [code] */
    INC_REFUSAL_LINK_EXISTS = 27,         /**< [relation, other] */
    INC_REFUSAL_LINK_MISSING = 28,        /**< [relation, other] */
    INC_REFUSAL_LINK_TO_SELF = 29,        /**< [other] */
    INC_REFUSAL_FACT_UNKNOWN = 30,        /**< no such fact to correct or void [fact] */
    INC_REFUSAL_FACT_KIND = 31,           /**< a correction is of the same kind [fact, kind] */
    INC_REFUSAL_FACT_STRUCK = 32,         /**< it was taken out already [fact] */
    INC_REFUSAL_IN_FUTURE = 33,           /**< [happened, now] */
    INC_REFUSAL_RULES_UNKNOWN = 34        /**< the rulebook does not have them [rules] */
} inc_refusal_code;

/** The name of a code, as "not_confirmed"; "?" for an unknown one. Static, any thread. @since 0.1
 */
INC_API const char *inc_refusal_name(int32_t code);

INC_END

#endif
