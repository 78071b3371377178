/** @file incident/kpi.h
 * Key figures: aggregates over observations, by group and period. An aggregate holds integers only
 * (counts, sums, values or a histogram of them), so merging is exact: what is folded in parts, in
 * any order, by any number of threads, and merged, is to the bit what one fold of everything is.
 */
#ifndef INCIDENT_KPI_H
#define INCIDENT_KPI_H

#include "definition.h"
#include "text.h"
#include "zone.h"

INC_BEGIN

/** An aggregate. One thread at a time. @since 0.1 */
typedef struct inc_kpi inc_kpi;

/** Periods, in the report zone. Frozen. @since 0.1 */
typedef enum inc_period {
    INC_PERIOD_NONE = 0, /**< all time */
    INC_PERIOD_DAY = 1,
    INC_PERIOD_WEEK = 2, /**< ISO 8601, from Monday */
    INC_PERIOD_MONTH = 3,
    INC_PERIOD_QUARTER = 4
} inc_period;

/** The most columns that a kpi is grouped by. @since 0.1 */
#define INC_KPI_DIMENSIONS 8
/** Values of a cell that are kept as they are, unless another limit is asked for. @since 0.1 */
#define INC_KPI_EXACT 1000

/** What inc_kpi_new copies. @since 0.1 */
typedef struct inc_kpi_options {
    size_t size;                       /**< sizeof(inc_kpi_options) */
    const inc_definition *definitions; /**< unique ids; NULL: all of the library's */
    size_t definitions_count;          /**< how many, at most 1,000 */
    const int32_t *dimensions; /**< columns to group by, below 100 or, of clocks and cycles, those
                                  of clock and policy; a definition of a grain that lacks one has ""
                                  or INC_UNKNOWN there; NULL: one group */
    size_t dimensions_count;   /**< at most INC_KPI_DIMENSIONS, each once */
    const inc_zone *zone;      /**< the report zone; NULL: UTC. A reference is kept */
    int32_t period;            /**< an inc_period */
    int32_t exact; /**< up to so many values of a cell percentiles are exact; 0: INC_KPI_EXACT; -1:
                      always from the histogram */
    const inc_time *instants; /**< of INC_FIGURE_STOCK, rising: the instants to count at, in place
                                 of the ends of periods; NULL: those */
    size_t instants_count;    /**< how many; without any, and without a period, there is no stock */
    int64_t rate;       /**< of an hour of the first tier, in the host's minor unit; 0: not known */
    int32_t multiplier; /**< of the higher tiers' hours, in percent; 0: 400 */
    int32_t reserved;   /**< 0 */
    const inc_calendar *calendar; /**< as in inc_observations_options, for inc_kpi_add; not part of
                                     the serialised form. A reference is kept */
    inc_criteria where;           /**< only rows of which all this holds; columns below 100 */
} inc_kpi_options;

/** A value of a dimension. @since 0.1 */
typedef struct inc_kpi_key {
    size_t size;      /**< set by the caller: sizeof(inc_kpi_key) */
    int32_t column;   /**< the dimension */
    int32_t reserved; /**< 0 */
    int64_t integer;  /**< of an integer column; else 0 */
    const char *text; /**< of a text column, as long as the kpi; else NULL */
} inc_kpi_key;

/** Whether a figure's goal is met. @since 0.1 */
typedef enum inc_goal_state {
    INC_GOAL_NONE = 0, /**< there is no goal, or no value */
    INC_GOAL_MET = 1,
    INC_GOAL_MISSED = 2
} inc_goal_state;

/** One figure: a definition, a group, a period. @since 0.1 */
typedef struct inc_figure {
    size_t size;      /**< set by the caller: sizeof(inc_figure) */
    const char *id;   /**< of the definition; borrowed from the kpi, or static */
    int32_t kind;     /**< an inc_figure_kind */
    int32_t unit;     /**< an inc_unit */
    int32_t period;   /**< an inc_period */
    int32_t partial;  /**< 1: the period went on when the last look was taken */
    size_t group;     /**< index of the group */
    inc_time from;    /**< where the period begins; INC_TIME_NONE without one */
    inc_time to;      /**< where the next one begins; of a stock at instants both are the instant */
    int64_t n;        /**< rows that count */
    int64_t hits;     /**< of SHARE, REPEATS: those that hit */
    int64_t excluded; /**< rows that do not count by definition */
    int64_t censored; /**< rows whose value is not known yet */
    int64_t immature; /**< rows that are too young */
    int64_t immature_hits; /**< of them, those that would hit already */
    int64_t missing;       /**< rows whose value nobody told */
    int64_t negative;      /**< rows that end before they begin: rejected */
    int32_t has_value;     /**< 0: there is nothing to divide by, or before */
    int32_t goal;          /**< an inc_goal_state */
    double value;          /**< in the unit; 0 where there is none */
    double goal_value;     /**< what was asked for; 0 where nothing was */
    double coverage;       /**< n / (n + missing + negative); 1 when that is 0 / 0 */
    int64_t min;      /**< of MEAN: the least value; INC_UNKNOWN without any or after a subtraction
                         from a histogram */
    int64_t max;      /**< the greatest, likewise */
    double sum;       /**< of MEAN, RATIO, COST: of the values */
    double sum_of;    /**< of RATIO, COST: of `of` */
    int32_t exact;    /**< 1: percentiles come from the values, 0: from the histogram */
    int32_t reserved; /**< 0 */
} inc_figure;

/** How a figure moves over the periods that are complete and have a value, the last 1,000 of them.
 * @since 0.1 */
typedef struct inc_trend {
    size_t size;     /**< set by the caller: sizeof(inc_trend) */
    int64_t periods; /**< that were looked at */
    int64_t score;   /**< Mann-Kendall: pairs that rise less pairs that fall */
    double slope;    /**< Theil-Sen: the median of the slopes of all pairs, a period */
    double z;        /**< of the score, ties corrected; beyond -1.96 or 1.96 it is hardly chance */
} inc_trend;

/** Makes an empty aggregate.
 * @return INC_OK; INC_E_NOMEM; INC_E_UNSUPPORTED for options of a later version; INC_E_RANGE for an
 * instant; INC_E_EXISTS for two definitions of one id, or a dimension twice; INC_E_INVALID with a
 * line that quotes what is wrong. @since 0.1 */
INC_API inc_status inc_kpi_new(inc_context *context, const inc_kpi_options *options, inc_kpi **kpi);
/** Frees an aggregate; NULL is allowed. @since 0.1 */
INC_API void inc_kpi_free(inc_kpi *kpi);

/** Adds an incident as of its last look. @return as inc_observations_add; INC_E_INVALID with a line
 * for an incident without an instant that says in which period it lies, as only definitions of a
 * host can ask for; nothing is added on an error. @since 0.1 */
INC_API inc_status inc_kpi_add(inc_kpi *kpi, inc_incident *incident);
/** Adds a table. @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer; nothing is added on
 * an error. @since 0.1 */
INC_API inc_status inc_kpi_add_observations(inc_kpi *kpi, const inc_observations *observations);
/** Adds rows of a grain, given by columns in any order; a column that is not given is unknown in
 * every row. @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line for an unknown grain or column,
 * a column of another grain or twice, values of the wrong type, a text that is no UTF-8, or a row
 * without an instant that says in which period it lies; INC_E_RANGE with a line for such an instant
 * outside 1900 to 9999; nothing is added on an error. @since 0.1 */
INC_API inc_status inc_kpi_add_columns(inc_kpi *kpi, int32_t grain, const inc_values *columns,
                                       size_t columns_count, size_t rows);

/** Adds what another one holds; both must have been made with the same options.
 * merge(fold(a), fold(b)) is fold(a, b).
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer, the same one, or with a line that
 * says which option differs; nothing is merged on an error. @since 0.1 */
INC_API inc_status inc_kpi_merge(inc_kpi *kpi, inc_kpi *other);
/** Takes away what was merged or added before: for windows that slide. A cell that is left with a
 * histogram no longer knows its least and greatest value; it stays a histogram. The last look stays
 * what it was. Of a stock only what comes less what goes is kept, so that nothing tells whether it
 * was ever added.
 * @return as inc_kpi_merge; INC_E_RANGE with a line when there is less than is to be taken away.
 * @since 0.1 */
INC_API inc_status inc_kpi_subtract(inc_kpi *kpi, inc_kpi *other);
/** A new aggregate of the same rows by fewer dimensions and a period that is a union of the old
 * ones (a week's only to none): as if it had been folded so, to the bit. INC_FIGURE_STOCK at
 * instants stays.
 * @return INC_OK; INC_E_NOMEM; INC_E_EXISTS for a dimension twice; INC_E_INVALID with a line for a
 * dimension that it is not grouped by, or a period that is no union. @since 0.1 */
INC_API inc_status inc_kpi_rollup(inc_kpi *kpi, const int32_t *dimensions, size_t dimensions_count,
                                  int32_t period, inc_kpi **rolled);

/** The serialised form, borrowed until the aggregate changes: versioned, and canonical, so that
 * equal aggregates have equal bytes. Format: doc/kpi-format.md. @return INC_OK; INC_E_NOMEM;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_bytes(inc_kpi *kpi, const void **bytes, size_t *size);
/** An aggregate from its serialised form. zone must be the one it was made with; NULL: UTC.
 * @return INC_OK; INC_E_NOMEM; INC_E_NOT_FOUND with a line that names the zone that is needed;
 * INC_E_FORMAT with a line; INC_E_UNSUPPORTED for a later version. @since 0.1 */
INC_API inc_status inc_kpi_from_bytes(inc_context *context, const inc_zone *zone, const void *bytes,
                                      size_t size, inc_kpi **kpi);
/** The name of the zone that bytes need, borrowed from them; not NUL-terminated.
 * @return INC_OK; INC_E_FORMAT; INC_E_UNSUPPORTED for a later version; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_bytes_zone(const void *bytes, size_t size, const char **name,
                                      size_t *name_size);

/** The index-th definition (definition->size set by the caller), borrowed from the kpi. @return
 * INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_definition(const inc_kpi *kpi, size_t index, inc_definition *definition);
/** How many groups there are: those that hold anything, in the order of their keys; numbers of
 * groups stay the same until the aggregate changes. Without dimensions one. 0 without memory, too.
 * @since 0.1 */
INC_API size_t inc_kpi_groups(inc_kpi *kpi);
/** The value of the index-th dimension for a group (key->size set by the caller). @return INC_OK;
 * INC_DONE past the last dimension; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_key_at(inc_kpi *kpi, size_t group, size_t index, inc_kpi_key *key);

/** The index-th figure: by definition, group and period; a definition's periods run without gaps
 * from the first to the last of any group, of a stock to that of the last look. @return INC_OK;
 * INC_DONE past the last; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_figure(inc_kpi *kpi, size_t index, inc_figure *figure);
/** The figure of an id (NUL-terminated), a group, and the period that an instant lies in (any
 * instant without periods; of a stock at instants the instant itself). A period without rows has a
 * figure too.
 * @return INC_OK; INC_E_NOT_FOUND with a line for an id that is not among the definitions, or an
 * instant that is not among the instants; INC_E_RANGE; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_find(inc_kpi *kpi, const char *id, size_t group, inc_time at,
                                inc_figure *figure);
/** A percentile of a figure of MEAN: linear interpolation at k = (n - 1) p of the sorted values,
 * or of the midpoints of the histogram, which are at most 0.8 % off. p is 0 to 1; the figure is
 * found as in inc_kpi_find. figure->exact says which it is.
 * @return as inc_kpi_find; INC_DONE without values. @since 0.1 */
INC_API inc_status inc_kpi_percentile(inc_kpi *kpi, const char *id, size_t group, inc_time at,
                                      double p, double *value);
/** How a figure of a group moves over its periods. @return INC_OK; INC_DONE with fewer than two
 * values; INC_E_NOT_FOUND; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_kpi_trend(inc_kpi *kpi, const char *id, size_t group, inc_trend *trend);

/** The name of a period, as "month"; "?" for an unknown one. Static, any thread. @since 0.1 */
INC_API const char *inc_period_name(int32_t period);
/** The period of a name (size bytes or INC_ZSTR), or -1. Any thread. @since 0.1 */
INC_API int32_t inc_period_find(const char *name, size_t size);
/** Writes what people call the period that begins at an instant: "2026-06-01", "2026-W23",
 * "2026-06", "2026-Q2", "all", into text, which has room for INC_PERIOD_TEXT_SIZE bytes. zone NULL:
 * UTC. Any thread. @return INC_OK; INC_E_RANGE; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_period_text(int32_t period, const inc_zone *zone, inc_time from, char *text);
/** Bytes that inc_period_text writes at most, with the NUL. @since 0.1 */
#define INC_PERIOD_TEXT_SIZE 40

INC_END

#endif
