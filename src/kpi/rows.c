/* Terms and criteria over columns. */
#include "kpi/rows.h"

#include <string.h>

int64_t inc__known_minus(int64_t a, int64_t b)
{
    if (a == INC_UNKNOWN || b == INC_UNKNOWN)
        return INC_UNKNOWN;
    if (b > 0 && a < INT64_MIN + 1 + b)
        return INT64_MIN + 1;
    if (b < 0 && a > INT64_MAX + b)
        return INT64_MAX;
    return a - b;
}

int64_t inc__known_plus(int64_t a, int64_t b)
{
    return b == INC_UNKNOWN ? INC_UNKNOWN : inc__known_minus(a, -b);
}

int64_t inc__rows_integer(const inc__rows *rows, int32_t column, size_t i)
{
    const int64_t *values = rows->integers[column];

    return values != NULL ? values[rows->start + i] : INC_UNKNOWN;
}

const char *inc__rows_text(const inc__rows *rows, int32_t column, size_t i)
{
    const char *const *values = rows->texts[column];
    const char *text = values != NULL ? values[rows->start + i] : NULL;

    return text != NULL ? text : "";
}

static void rows_fill(int64_t *values, size_t n, int64_t value)
{
    size_t i;

    for (i = 0; i < n; i++)
        values[i] = value;
}

static void rows_less(const inc__rows *rows, int32_t column, int64_t *values)
{
    const int64_t *less = rows->integers[column];
    size_t i;

    if (column == 0)
        return;
    if (less == NULL) {
        rows_fill(values, rows->n, INC_UNKNOWN);
        return;
    }
    less += rows->start;
    for (i = 0; i < rows->n; i++)
        values[i] = inc__known_minus(values[i], less[i]);
}

void inc__rows_term(const inc__rows *rows, const inc_term *term, int64_t *values)
{
    const int64_t *column = rows->integers[term->column];

    if (column == NULL)
        rows_fill(values, rows->n, INC_UNKNOWN);
    else
        memcpy(values, column + rows->start, rows->n * sizeof *values);
    rows_less(rows, term->minus, values);
    rows_less(rows, term->less, values);
}

static int rows_holds(int order, int32_t comparison)
{
    switch (comparison) {
    case INC_EQUAL:
        return order == 0;
    case INC_LESS:
        return order < 0;
    case INC_LESS_OR_EQUAL:
        return order <= 0;
    case INC_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

/* What a comparison asks for, as the least and the greatest value; what is unknown is the least
 * number there is. */
static void rows_range(const inc_criterion *criterion, int64_t *least, int64_t *most)
{
    int64_t value = criterion->value;

    *least = INC_UNKNOWN + 1;
    *most = INT64_MAX;
    if (criterion->comparison == INC_EQUAL) {
        *least = value;
        *most = value;
    } else if (value == INC_UNKNOWN ||
               (value == INT64_MAX && criterion->comparison == INC_GREATER)) {
        *most = INC_UNKNOWN;
    } else if (criterion->comparison == INC_LESS) {
        *most = value - 1;
    } else if (criterion->comparison == INC_LESS_OR_EQUAL) {
        *most = value;
    } else {
        *least = value + (criterion->comparison == INC_GREATER);
    }
}

static void rows_meet(const inc_criterion *criterion, const int64_t *values, size_t n, uint8_t *met)
{
    int64_t least, most;
    size_t i;

    rows_range(criterion, &least, &most);
    for (i = 0; i < n; i++)
        met[i] = (uint8_t) ((values[i] >= least) & (values[i] <= most));
}

int inc__rows_is_constant(const inc__rows *rows, const inc_criterion *criterion)
{
    const inc_term *term = &criterion->term;

    if (criterion->text != NULL)
        return rows->texts[term->column] == NULL;
    return rows->integers[term->column] == NULL ||
           (term->minus != 0 && rows->integers[term->minus] == NULL) ||
           (term->less != 0 && rows->integers[term->less] == NULL);
}

int inc__rows_constant(const inc_criterion *criterion)
{
    if (criterion->text != NULL)
        return rows_holds(-(criterion->text[0] != '\0'), criterion->comparison);
    return criterion->value == INC_UNKNOWN && criterion->comparison == INC_EQUAL;
}

void inc__rows_criterion(const inc__rows *rows, const inc_criterion *criterion, int64_t *scratch,
                         uint8_t *met)
{
    size_t i;

    if (criterion->text == NULL) {
        inc__rows_term(rows, &criterion->term, scratch);
        rows_meet(criterion, scratch, rows->n, met);
        return;
    }
    for (i = 0; i < rows->n; i++) {
        int order = strcmp(inc__rows_text(rows, criterion->term.column, i), criterion->text);
        met[i] = (uint8_t) rows_holds(order, criterion->comparison);
    }
}
