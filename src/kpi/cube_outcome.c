/* What becomes of each row under a definition. */
#include "kpi/cube_add.h"

#include <string.h>

/* Where a criterion holds; 0 when it holds everywhere (unless) or nowhere: there is nothing to do.
 */
static int outcome_meet(inc__chunk *chunk, const inc_criterion *criterion, int unless)
{
    if (inc__rows_is_constant(chunk->rows, criterion)) {
        int holds = inc__rows_constant(criterion);
        memset(chunk->met, holds, sizeof chunk->met);
        return holds != unless;
    }
    inc__rows_criterion(chunk->rows, criterion, chunk->scratch, chunk->met);
    return 1;
}

static void outcome_population(inc__chunk *chunk)
{
    const inc_criteria *criteria = &chunk->definition->population;
    size_t c, i;

    for (c = 0; c < criteria->count; c++) {
        if (!outcome_meet(chunk, &criteria->items[c], 1))
            continue;
        for (i = 0; i < chunk->rows->n; i++)
            if (!chunk->met[i])
                chunk->outcome[i] = INC__ROW_OUT;
    }
}

/* Rows that still count become something else where any criterion holds. */
static void outcome_any(inc__chunk *chunk, const inc_criteria *criteria, inc__outcome outcome)
{
    size_t c, i;

    for (c = 0; c < criteria->count; c++) {
        if (!outcome_meet(chunk, &criteria->items[c], 0))
            continue;
        for (i = 0; i < chunk->rows->n; i++)
            if (chunk->met[i] && chunk->outcome[i] == INC__ROW_COUNTS)
                chunk->outcome[i] = (uint8_t) outcome;
    }
}

static void outcome_immature(inc__chunk *chunk)
{
    const inc_definition *definition = chunk->definition;
    size_t i;

    if (definition->mature_column == 0)
        return;
    for (i = 0; i < chunk->rows->n; i++) {
        int64_t looked = inc__rows_integer(chunk->rows, INC_OBSERVED_LOOKED, i);
        int64_t since = inc__rows_integer(chunk->rows, definition->mature_column, i);
        int64_t mature = inc__known_plus(since, definition->mature_after);
        if (chunk->outcome[i] != INC__ROW_COUNTS)
            continue;
        if (looked == INC_UNKNOWN || mature == INC_UNKNOWN || mature > looked)
            chunk->outcome[i] = INC__ROW_IMMATURE;
    }
}

/* Values that are unknown or negative. Of a pair, one unknown makes the row missing. */
static void outcome_values(inc__chunk *chunk, const inc_term *term, int64_t *values,
                           int32_t is_signed)
{
    size_t i;

    if (term->column == 0)
        return;
    inc__rows_term(chunk->rows, term, values);
    for (i = 0; i < chunk->rows->n; i++) {
        if (chunk->outcome[i] != INC__ROW_COUNTS && chunk->outcome[i] != INC__ROW_NEGATIVE)
            continue;
        if (values[i] == INC_UNKNOWN)
            chunk->outcome[i] = INC__ROW_MISSING;
        else if (values[i] < 0 && !is_signed)
            chunk->outcome[i] = INC__ROW_NEGATIVE;
    }
}

/* All of the criteria must hold for a hit. */
static void outcome_hits(inc__chunk *chunk)
{
    const inc_criteria *criteria = &chunk->definition->hits;
    uint8_t all[INC__CHUNK];
    size_t c, i;

    memset(all, 1, sizeof all);
    for (c = 0; c < criteria->count; c++) {
        if (!outcome_meet(chunk, &criteria->items[c], 1))
            continue;
        for (i = 0; i < chunk->rows->n; i++)
            all[i] &= chunk->met[i];
    }
    for (i = 0; i < chunk->rows->n; i++) {
        if (all[i] && chunk->outcome[i] == INC__ROW_COUNTS)
            chunk->outcome[i] = INC__ROW_HITS;
        if (all[i] && chunk->outcome[i] == INC__ROW_IMMATURE)
            chunk->outcome[i] = INC__ROW_IMMATURE_HIT;
    }
}

void inc__chunk_judge(inc__chunk *chunk)
{
    const inc_definition *definition = chunk->definition;
    int is_pair = inc__definition_sums_pair(definition);
    int32_t is_signed = definition->is_signed && !is_pair;

    memcpy(chunk->outcome, chunk->in, chunk->rows->n);
    outcome_population(chunk);
    outcome_any(chunk, &definition->excluded, INC__ROW_EXCLUDED);
    outcome_any(chunk, &definition->censored, INC__ROW_CENSORED);
    outcome_immature(chunk);
    outcome_values(chunk, &definition->value, chunk->value, is_signed);
    if (is_pair)
        outcome_values(chunk, &definition->of, chunk->of, 0);
    if (definition->kind == INC_FIGURE_SHARE)
        outcome_hits(chunk);
}
