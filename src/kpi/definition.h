/* Definitions from the inside. */
#ifndef INC_KPI_DEFINITION_H
#define INC_KPI_DEFINITION_H

#include "base/array.h"

#include <incident/definition.h>

/* The most criteria of one purpose, and goals. */
#define INC__CRITERIA_MOST 16

/* A definition that is kept. */
typedef struct inc__kept {
    inc_definition is;
    int32_t library; /* its number among the library's, or -1: what it points to is owned */
} inc__kept;

/* The library's table. */
const inc_definition *inc__definition_table(size_t *count);
/* The number of the library's definition of an id, or -1. */
int32_t inc__definition_number(const char *id);

/* Columns below this are those that all grains have. */
#define INC__OBSERVED_COMMON 100

/* The inc_value_type of a column of a grain; 0: it has none such. Grain 0: those that all grains
 * have. */
int32_t inc__column_type(int32_t grain, int32_t column);

/* INC_OK, or INC_E_INVALID with a line that quotes what is wrong. */
inc_status inc__definition_check(inc_context *context, const inc_definition *given);
/* Checks a definition and keeps it. @return INC_OK; INC_E_NOMEM; INC_E_INVALID or INC_E_EXISTS with
 * a line. */
inc_status inc__definition_keep(inc_context *context, const inc_definition *given, inc__kept *kept);
void inc__definition_drop(inc_context *context, inc__kept *kept);

/* Criteria of a grain's columns, or of those that all have (grain 0); name is for the line. */
inc_status inc__criteria_check(inc_context *context, int32_t grain, const inc_criteria *criteria,
                               const char *name);
inc_status inc__criteria_copy(inc_context *context, const inc_criteria *from, inc_criteria *to);
void inc__criteria_free(inc_context *context, inc_criteria *criteria);

/* 1 when sums are kept beside values that have a spread: of SUM, RATIO, COST; and two of them. */
int inc__definition_sums(const inc_definition *definition);
int inc__definition_sums_pair(const inc_definition *definition);

/* 1 when both say the same. */
int inc__definition_same(const inc_definition *a, const inc_definition *b);
int inc__criteria_same(const inc_criteria *a, const inc_criteria *b);

#endif
