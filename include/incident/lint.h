/** @file incident/lint.h
 * Finds what is wrong with rules that are well-formed.
 */
#ifndef INCIDENT_LINT_H
#define INCIDENT_LINT_H

#include "rules.h"

INC_BEGIN

/** The findings on a set of rules. One thread at a time. @since 0.1 */
typedef struct inc_lint inc_lint;

/** What can be wrong. Values are frozen. @since 0.1 */
typedef enum inc_lint_kind {
    INC_LINT_UNREACHABLE_TARGET = 1, /**< its calendar never has that much open time, or only from
                                        some starts (a warning); a threshold's is never open */
    INC_LINT_EMPTY_CELL = 2,         /**< an impact and urgency without a priority */
    INC_LINT_OBJECTIVE_BEYOND_LIMIT = 3,
    INC_LINT_THRESHOLDS_OUT_OF_ORDER = 4, /**< a threshold listed after one that fires later */
    INC_LINT_PRORATE_ACROSS_UNITS =
        5,                       /**< prorate with working time and business days in one policy */
    INC_LINT_OLA_BEYOND_SLA = 6, /**< the tiers' OLA limits add up to more than the SLA's limit */
    INC_LINT_OLA_NOT_COMPARABLE =
        7, /**< OLA and SLA of one priority in different units or calendars */
    INC_LINT_PRIORITY_WITHOUT_TERMS =
        8, /**< the matrix gives a priority that an SLA has no terms for, nor has another of its
              clock whose scope takes in its scope */
    INC_LINT_PRIORITY_UNUSED = 9,    /**< no cell of the matrix gives it, or the matrix lacks it */
    INC_LINT_DAYS_WITHOUT_ZONE = 10, /**< business days on a composite calendar without a zone */
    INC_LINT_LOWER_PRIORITY_FASTER =
        11, /**< a lower priority has a shorter limit than a higher one */
    INC_LINT_CATEGORY_UNKNOWN =
        12, /**< the taxonomy lacks the category of a policy, or there is no taxonomy */
    INC_LINT_PROCESS_CALENDAR_CLOSED =
        13,                    /**< a confirmation never times out: its calendar is never open */
    INC_LINT_TIER_UNKNOWN = 14 /**< the tier of an OLA is beyond the tiers of the process */
} inc_lint_kind;

/** Severity of a finding. @since 0.1 */
typedef enum inc_lint_severity {
    INC_LINT_ERROR = 1,  /**< clocks under these rules would be refused, or wrong */
    INC_LINT_WARNING = 2 /**< surely not what was meant */
} inc_lint_severity;

/** One finding. Strings live as long as the inc_lint. @since 0.1 */
typedef struct inc_lint_finding {
    size_t size;       /**< set by the caller: sizeof(inc_lint_finding) */
    int32_t kind;      /**< an inc_lint_kind */
    int32_t severity;  /**< an inc_lint_severity */
    const char *where; /**< path in the rules, as "policies/resolve/P3" */
    const char *line;  /**< one English line that quotes the offending value */
} inc_lint_finding;

/** Checks rules. Findings come in the order of the rules. @return INC_OK; INC_E_NOMEM;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_lint_new(inc_context *context, const inc_rules *rules, inc_lint **lint);
/** Frees the findings; NULL is allowed. @since 0.1 */
INC_API void inc_lint_free(inc_lint *lint);
/** The next finding. @return INC_OK; INC_DONE after the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_lint_next(inc_lint *lint, inc_lint_finding *finding);
/** The name of a kind, as "unreachable_target"; "?" for an unknown one. Static, any thread. @since
 * 0.1 */
INC_API const char *inc_lint_name(int32_t kind);

INC_END

#endif
