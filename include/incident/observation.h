/** @file incident/observation.h
 * What key figures are computed from: observations, rows of frozen columns, in four grains. An
 * incident that was looked at gives one row of the grain incident, and as many of the others as it
 * had clocks, cycles and episodes. The columns are published, so that a host can hand over rows of
 * its own (inc_kpi_add_columns), and so that any figure can be computed again elsewhere, as in SQL.
 */
#ifndef INCIDENT_OBSERVATION_H
#define INCIDENT_OBSERVATION_H

#include "incident.h"

INC_BEGIN

/** Rows of observations, by columns. One thread at a time. @since 0.1 */
typedef struct inc_observations inc_observations;

/** What one row is about. Frozen. @since 0.1 */
typedef enum inc_grain {
    INC_GRAIN_INCIDENT = 1,
    INC_GRAIN_CLOCK = 2,  /**< a clock on an incident */
    INC_GRAIN_CYCLE = 3,  /**< a cycle of such a clock */
    INC_GRAIN_EPISODE = 4 /**< an incident from its opening, or reopening, to the next reopening */
} inc_grain;

/** No number, no duration: the value of an integer column that is not known. An unknown instant is
 * INC_TIME_NONE, which is the same number; an unknown text is "". @since 0.1 */
#define INC_UNKNOWN INT64_MIN

/** Columns of observations. Ids are frozen. Durations are in microseconds; flags are 1, 0 or
 * INC_UNKNOWN. All grains have those below 100, with the values that the incident has at the look.
 * @since 0.1 */
typedef enum inc_observation_column_id {
    INC_OBSERVED_TENANT = 1,      /**< text */
    INC_OBSERVED_SUBJECT = 2,     /**< text: the host's id */
    INC_OBSERVED_PRIORITY = 3,    /**< 0: none */
    INC_OBSERVED_CATEGORY = 4,    /**< text */
    INC_OBSERVED_SERVICE = 5,     /**< text */
    INC_OBSERVED_TEAM = 6,        /**< text: that has it, or had it last */
    INC_OBSERVED_TIER = 7,        /**< likewise; 0: none */
    INC_OBSERVED_CHANNEL = 8,     /**< text */
    INC_OBSERVED_SYMPTOM = 9,     /**< text */
    INC_OBSERVED_RESOLUTION = 10, /**< text: code of the last resolution */
    INC_OBSERVED_LOOKED = 11,     /**< time: the instant of the look; what comes after is unknown */
    INC_OBSERVED_LOGGED = 12,     /**< time; detected where there is no record */
    INC_OBSERVED_CANCELLED = 13,  /**< flag: it was no incident */
    INC_OBSERVED_CONVERTED = 14,  /**< flag: it was a service request */

    INC_OBSERVED_STAGE = 101,          /**< an inc_stage */
    INC_OBSERVED_IMPACT = 102,         /**< 0: none */
    INC_OBSERVED_URGENCY = 103,        /**< 0: none */
    INC_OBSERVED_OCCURRED = 104,       /**< time */
    INC_OBSERVED_DETECTED = 105,       /**< time, implied or not */
    INC_OBSERVED_ACKNOWLEDGED = 106,   /**< time, implied or not */
    INC_OBSERVED_RESTORED = 107,       /**< time, the last one; none while open again */
    INC_OBSERVED_FIRST_RESTORED = 108, /**< time */
    INC_OBSERVED_RESOLVED = 109,       /**< time, the last one; none while open again */
    INC_OBSERVED_CLOSED = 110,         /**< time; none while open again */
    INC_OBSERVED_REOPENS = 111,        /**< count */
    INC_OBSERVED_REASSIGNMENTS = 112,  /**< count */
    INC_OBSERVED_ESCALATIONS = 113,    /**< functional ones, count */
    INC_OBSERVED_HIERARCHIC = 114,     /**< escalations to management, count */
    INC_OBSERVED_RESOLVER_TIER = 115, /**< tier that resolved it last; unknown where none is told */
    INC_OBSERVED_BUSINESS = 116, /**< open time from detected to restored, on the calendar of its
                                    resolve clock; unknown without one */
    INC_OBSERVED_HELD = 117,     /**< wall time on any hold from detected to restored; unknown while
                                    not restored */
    INC_OBSERVED_EFFORT_FIRST = 118,  /**< effort of the first tier; unknown without any effort */
    INC_OBSERVED_EFFORT_HIGHER = 119, /**< effort of the higher tiers; unknown without any effort */
    INC_OBSERVED_AVOIDABLE = 120,     /**< flag: a higher tier resolved it with an article or an
                                         authority that the first tier had; unknown where the first tier
                                     or nobody resolved it, or no work of a higher tier is told */
    INC_OBSERVED_COUNTED = 121,       /**< counted time of its resolve clock; unknown without one */
    INC_OBSERVED_ROOT_CAUSE = 122, /**< the part of it under work marked root_cause; unknown without
                                      a resolve clock or without any effort */
    INC_OBSERVED_DOWNGRADED =
        123,                      /**< flag: its priority was lowered after a warning or a breach */
    INC_OBSERVED_LATE_HOLD = 124, /**< flag: a hold began just before a due */
    INC_OBSERVED_BACKDATED = 125, /**< flag: a fact recorded late took back a breach */
    INC_OBSERVED_PARKED = 126,    /**< flag: resolved just before a due and reopened soon after */

    INC_OBSERVED_REPORTED_OPENED = 141,        /**< time, as another system reported it */
    INC_OBSERVED_REPORTED_ACKNOWLEDGED = 142,  /**< time, likewise */
    INC_OBSERVED_REPORTED_RESOLVED = 143,      /**< time, likewise */
    INC_OBSERVED_REPORTED_CLOSED = 144,        /**< time, likewise */
    INC_OBSERVED_REPORTED_MADE_SLA = 145,      /**< flag, likewise */
    INC_OBSERVED_REPORTED_REOPENS = 146,       /**< count, likewise */
    INC_OBSERVED_REPORTED_REASSIGNMENTS = 147, /**< count, likewise */

    INC_OBSERVED_CLOCK = 201,     /**< text, of clocks and cycles: what it measures, as "resolve" */
    INC_OBSERVED_POLICY = 202,    /**< text, likewise: name of its policy */
    INC_OBSERVED_AGREEMENT = 203, /**< likewise: an inc_agreement */
    INC_OBSERVED_VERDICT = 204,   /**< likewise: an inc_verdict; of a clock the worst of its cycles;
                                     running late is breached */
    INC_OBSERVED_ANCHOR = 205,    /**< time, likewise: where it began to count */
    INC_OBSERVED_DUE = 206,       /**< time, likewise; of a clock that of its last cycle */
    INC_OBSERVED_BREACH_AT = 207, /**< time, likewise */
    INC_OBSERVED_STOPPED_AT = 208, /**< time, likewise */
    INC_OBSERVED_CYCLE = 209,      /**< of cycles: its number, from 1; of clocks: how many */

    INC_OBSERVED_OPENED = 301, /**< time, of episodes: logged, or reopened */
    INC_OBSERVED_ENDED = 302,  /**< time, likewise: the first of resolved, closed, cancelled and, of
                                  what was only restored, reopened; none while open */
    INC_OBSERVED_EPISODE_RESOLVED = 303,  /**< time, likewise */
    INC_OBSERVED_EPISODE_CLOSED = 304,    /**< time, likewise */
    INC_OBSERVED_EPISODE_CANCELLED = 305, /**< time, likewise */
    INC_OBSERVED_RETURNED = 306, /**< time, likewise: when it came back after its closing: reopened,
                                    or followed by an incident that is linked as its follow-up */
    INC_OBSERVED_EPISODE = 307   /**< number of the episode, from 1: above 1 it was a reopening */
} inc_observation_column_id;

/** What inc_observations_new takes. @since 0.1 */
typedef struct inc_observations_options {
    size_t size;                  /**< sizeof(inc_observations_options) */
    const inc_calendar *calendar; /**< that INC_OBSERVED_BUSINESS is measured on; NULL: that of the
                                     first SLA clock "resolve". A reference is kept */
} inc_observations_options;

/** One column of a batch of rows: value i belongs to row i. Borrowed. @since 0.1 */
typedef struct inc_values {
    size_t size;              /**< sizeof(inc_values) */
    int32_t column;           /**< an inc_observation_column_id */
    int32_t reserved;         /**< 0 */
    const int64_t *integers;  /**< of an integer or time column, else NULL */
    const char *const *texts; /**< of a text column, else NULL; NULL or NUL-terminated UTF-8 */
} inc_values;

/** Makes an empty table. @return INC_OK; INC_E_NOMEM; INC_E_INVALID; INC_E_UNSUPPORTED for options
 * of a later version. @since 0.1 */
INC_API inc_status inc_observations_new(inc_context *context,
                                        const inc_observations_options *options,
                                        inc_observations **observations);
/** Frees a table; NULL is allowed. @since 0.1 */
INC_API void inc_observations_free(inc_observations *observations);
/** Forgets the rows and keeps the memory. @since 0.1 */
INC_API void inc_observations_clear(inc_observations *observations);
/** Adds what an incident shows as of its last look, in every grain. An incident that nothing is
 * known of adds nothing.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer, or with a line for an incident
 * that was not looked at. No row is added on an error. @since 0.1 */
INC_API inc_status inc_observations_add(inc_observations *observations, inc_incident *incident);
/** The number of rows of a grain. @since 0.1 */
INC_API size_t inc_observations_count(const inc_observations *observations, int32_t grain);
/** A column of a grain (values->size set by the caller), borrowed until the table changes.
 * @return INC_OK; INC_E_INVALID for a grain without such a column. @since 0.1 */
INC_API inc_status inc_observations_values(const inc_observations *observations, int32_t grain,
                                           int32_t column, inc_values *values);

/** The index-th column of a grain, in the order of ids (column->size set by the caller). Any
 * thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_observation_column(int32_t grain, size_t index, inc_column *column);
/** The name of a grain, as "episode"; "?" for an unknown one. Static, any thread. @since 0.1 */
INC_API const char *inc_grain_name(int32_t grain);
/** The grain of a name (size bytes or INC_ZSTR), or 0. Any thread. @since 0.1 */
INC_API int32_t inc_grain_find(const char *name, size_t size);

INC_END

#endif
