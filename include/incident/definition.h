/** @file incident/definition.h
 * What a key figure means, as data: which rows of observations it is about, which of them count,
 * what of each is taken, and what is asked of the result. The library's own definitions are made of
 * the same blocks as those of a host. doc/kpis.md tells each with its formula and its source.
 */
#ifndef INCIDENT_DEFINITION_H
#define INCIDENT_DEFINITION_H

#include "observation.h"

INC_BEGIN

/** What is made of the rows that count. Frozen. @since 0.1 */
typedef enum inc_figure_kind {
    INC_FIGURE_MEAN = 1,    /**< sum of the values / n, with their percentiles */
    INC_FIGURE_SHARE = 2,   /**< rows that meet `hits` / n */
    INC_FIGURE_COUNT = 3,   /**< n */
    INC_FIGURE_GROWTH = 4,  /**< (n - n of the period before) / n of the period before */
    INC_FIGURE_RATIO = 5,   /**< sum of the values / sum of `of` */
    INC_FIGURE_COST = 6,    /**< (sum of the values + multiplier x sum of `of`) x rate */
    INC_FIGURE_STOCK = 7,   /**< rows that are there, from the first of `by` until the second, at
                               the end of the period or at an instant */
    INC_FIGURE_REPEATS = 8, /**< (signature, local day) with an earlier day of the same signature /
                              all (signature, local day). A signature is service, category and
                              symptom, not all of them ""; the day is that of the first of `by` */
    INC_FIGURE_SUM = 9      /**< sum of the values */
} inc_figure_kind;

/** In which unit a value is. Frozen. @since 0.1 */
typedef enum inc_unit {
    INC_UNIT_COUNT = 1,
    INC_UNIT_SHARE = 2,    /**< 0 to 1; a growth may be anything from -1 on */
    INC_UNIT_DURATION = 3, /**< microseconds */
    INC_UNIT_MONEY = 4     /**< the host's minor unit, as cents; without a rate hours of the first
                              tier */
} inc_unit;

/** What is taken of a row: column - minus - less. @since 0.1 */
typedef struct inc_term {
    int32_t column;   /**< an integer or time column; 0: nothing is taken */
    int32_t minus;    /**< taken off, or 0 */
    int32_t less;     /**< taken off too, or 0 */
    int32_t reserved; /**< 0 */
} inc_term;

/** What must hold for a row: term comparison value, or text. What is unknown meets nothing but
 * INC_EQUAL with INC_UNKNOWN. @since 0.1 */
typedef struct inc_criterion {
    inc_term term;      /**< one integer or time, or a difference; or one text column */
    int32_t comparison; /**< an inc_comparison */
    int32_t reserved;   /**< 0 */
    int64_t value;      /**< that the term is compared with */
    const char *text;   /**< of a text column, NUL-terminated, else NULL */
} inc_criterion;

/** Criteria of one purpose; NULL and 0: none. @since 0.1 */
typedef struct inc_criteria {
    const inc_criterion *items; /**< in any order */
    size_t count;               /**< at most 16 */
} inc_criteria;

/** What the value of a figure should be. @since 0.1 */
typedef struct inc_goal {
    double value;       /**< in the figure's unit */
    int32_t comparison; /**< an inc_comparison: the figure's value against `value` */
    int32_t priority; /**< for groups of that priority, where INC_OBSERVED_PRIORITY is a dimension;
                         0: for all that have none of their own */
} inc_goal;

/** A definition. A row is looked at in this order: it is out of the population (and shows nowhere),
 * excluded, censored (not known yet), immature, missing (the term is unknown), negative, or it
 * counts. @since 0.1 */
typedef struct inc_definition {
    size_t size;         /**< sizeof(inc_definition) */
    const char *id;      /**< NUL-terminated, 1 to 255 bytes: of the library frozen, of a host its
                            own, as "acme.first_reply" */
    const char *title;   /**< for people; NULL: the id */
    const char *formula; /**< for people; NULL: "" */
    const char *source;  /**< of the formula; NULL: "" */
    int32_t grain;       /**< an inc_grain */
    int32_t kind;        /**< an inc_figure_kind */
    int32_t unit;        /**< an inc_unit */
    int32_t period;      /**< an inc_period in place of the one asked for; 0: that one */
    int32_t by[3]; /**< time columns: the first that is known says in which period a row lies; 0:
                      no more. REPEATS takes the day of the first. STOCK: the begin of a row, its
                      end, which may be unknown, and what says where a row without a begin is
                      reported */
    int32_t is_signed;  /**< 1: a negative value counts too, but not of RATIO and COST */
    int32_t ends_after; /**< of STOCK: 0: a row is there at its begin and not at its end; 1: it is
                           not at its begin, and still is at its end */
    int32_t reserved;   /**< 0 */
    inc_term value;     /**< of MEAN, SUM, RATIO and COST */
    inc_term of;        /**< of RATIO and COST; of STOCK column is what an age counts from */
    inc_criteria population; /**< all must hold */
    inc_criteria excluded;   /**< any of them excludes */
    inc_criteria censored;   /**< any of them censors */
    inc_criteria hits;       /**< of SHARE: all must hold */
    int32_t mature_column; /**< a time column: a row counts once the look was mature_after later; 0:
                              at once */
    int32_t goals_count;   /**< at most 16 */
    inc_duration mature_after; /**< elapsed time, at least 0 */
    inc_duration age_from;     /**< of STOCK: only what is at least that old; */
    inc_duration age_to;       /**< and younger than that; 0: no bound */
    const inc_goal *goals;     /**< or NULL */
} inc_definition;

/** The index-th definition of the library (definition->size set by the caller), in a frozen order;
 * static. Any thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_definition_at(size_t index, inc_definition *definition);
/** The library's definition of an id (size bytes or INC_ZSTR), likewise.
 * @return INC_OK; INC_E_NOT_FOUND; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_definition_find(const char *id, size_t id_size, inc_definition *definition);

/** The name of an inc_figure_kind, as "share"; "?" for an unknown one. Static, any thread. @since
 * 0.1 */
INC_API const char *inc_figure_kind_name(int32_t kind);
/** The name of an inc_unit, as "duration"; "?" for an unknown one. Static, any thread. @since 0.1
 */
INC_API const char *inc_unit_name(int32_t unit);

INC_END

#endif
