/* What must hold for a row. */
#include "kpi/definition.h"

#include "base/string.h"

#include <string.h>

static int criterion_is_term(const inc_term *term, int32_t grain)
{
    const int32_t columns[] = {term->column, term->minus, term->less};
    size_t i;

    for (i = 0; i < 3; i++) {
        int32_t type = columns[i] != 0 ? inc__column_type(grain, columns[i]) : 0;
        if (columns[i] != 0 && type != INC_VALUE_INTEGER && type != INC_VALUE_TIME)
            return 0;
    }
    return term->column != 0;
}

static int criterion_is_valid(const inc_criterion *criterion, int32_t grain)
{
    if (criterion->comparison < INC_EQUAL || criterion->comparison > INC_GREATER_OR_EQUAL)
        return 0;
    if (criterion->text == NULL)
        return criterion_is_term(&criterion->term, grain);
    return inc__column_type(grain, criterion->term.column) == INC_VALUE_TEXT &&
           criterion->term.minus == 0 && criterion->term.less == 0 &&
           inc__name_valid(criterion->text, 0);
}

inc_status inc__criteria_check(inc_context *context, int32_t grain, const inc_criteria *criteria,
                               const char *name)
{
    size_t i;

    if (criteria->count > INC__CRITERIA_MOST || (criteria->count > 0 && criteria->items == NULL))
        return inc__fail(context, INC_E_INVALID,
                         "'%s' had %lu criteria of one purpose, not at most %d", name,
                         (unsigned long) criteria->count, INC__CRITERIA_MOST);
    for (i = 0; i < criteria->count; i++)
        if (!criterion_is_valid(&criteria->items[i], grain))
            return inc__fail(context, INC_E_INVALID,
                             "a criterion of '%s' compared column %d wrongly (comparison %d)", name,
                             (int) criteria->items[i].term.column,
                             (int) criteria->items[i].comparison);
    return INC_OK;
}

void inc__criteria_free(inc_context *context, inc_criteria *criteria)
{
    inc_criterion *items = (inc_criterion *) (uintptr_t) criteria->items;
    size_t i;

    for (i = 0; i < criteria->count; i++)
        inc__string_free(context, (char *) (uintptr_t) items[i].text);
    inc__release(context, items, criteria->count * sizeof *items);
    criteria->items = NULL;
    criteria->count = 0;
}

inc_status inc__criteria_copy(inc_context *context, const inc_criteria *from, inc_criteria *to)
{
    inc_criterion *items;
    size_t i;

    to->items = NULL;
    to->count = 0;
    if (from->count == 0)
        return INC_OK;
    items = inc__alloc(context, from->count * sizeof *items);
    if (items == NULL)
        return inc__nomem(context);
    to->items = items;
    to->count = from->count;
    for (i = 0; i < from->count; i++) {
        items[i] = from->items[i];
        items[i].text = NULL;
    }
    for (i = 0; i < from->count; i++) {
        if (from->items[i].text == NULL)
            continue;
        items[i].text = inc__string_copy(context, from->items[i].text, INC_ZSTR);
        if (items[i].text == NULL) {
            inc__criteria_free(context, to);
            return inc__nomem(context);
        }
    }
    return INC_OK;
}

static int criterion_same(const inc_criterion *a, const inc_criterion *b)
{
    if ((a->text == NULL) != (b->text == NULL) ||
        (a->text != NULL && strcmp(a->text, b->text) != 0))
        return 0;
    return a->term.column == b->term.column && a->term.minus == b->term.minus &&
           a->term.less == b->term.less && a->comparison == b->comparison &&
           (a->text != NULL || a->value == b->value);
}

int inc__criteria_same(const inc_criteria *a, const inc_criteria *b)
{
    size_t i;

    if (a->count != b->count)
        return 0;
    for (i = 0; i < a->count; i++)
        if (!criterion_same(&a->items[i], &b->items[i]))
            return 0;
    return 1;
}
