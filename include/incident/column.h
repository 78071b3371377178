/** @file incident/column.h
 * Columns: what events (event.h) and rows (row.h) are made of. A column has a frozen id and a type;
 * published tables list them, so that a schema, a binding or a file format is made from the table.
 */
#ifndef INCIDENT_COLUMN_H
#define INCIDENT_COLUMN_H

#include "status.h"

INC_BEGIN

/** Types of columns. @since 0.1 */
typedef enum inc_value_type {
    INC_VALUE_INTEGER = 1, /**< int64; none is 0 */
    INC_VALUE_TIME = 2,    /**< inc_time; none is INC_TIME_NONE */
    INC_VALUE_TEXT = 3     /**< UTF-8 without NUL bytes; none is "" */
} inc_value_type;

/** The column is part of the key; keys compare bytewise. @since 0.1 */
#define INC_COLUMN_KEY 1
/** The column is about a person: a redaction empties it. @since 0.1 */
#define INC_COLUMN_PERSONAL 2
/** Lists are asked for in the order of this column; a backend should have an index on it. @since
 * 0.1 */
#define INC_COLUMN_ORDERED 4

/** One column of a published table. Strings are static. @since 0.1 */
typedef struct inc_column {
    size_t size;      /**< set by the caller: sizeof(inc_column) */
    int32_t id;       /**< frozen */
    int32_t type;     /**< an inc_value_type */
    int32_t flags;    /**< of INC_COLUMN_KEY, INC_COLUMN_PERSONAL, INC_COLUMN_ORDERED */
    int32_t most;     /**< of a text: the most bytes it may have; else 0 */
    const char *name; /**< lower case with underscores, unique within the table */
} inc_column;

/** Comparisons. Texts compare bytewise, a shorter one first. @since 0.1 */
typedef enum inc_comparison {
    INC_EQUAL = 1,
    INC_LESS = 2,
    INC_LESS_OR_EQUAL = 3,
    INC_GREATER = 4,
    INC_GREATER_OR_EQUAL = 5
} inc_comparison;

INC_END

#endif
