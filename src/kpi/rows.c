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

static void rows_meet(const inc__rows *rows, const inc_criterion *criterion, const int64_t *values,
                      uint8_t *met)
{
    int64_t wanted = criterion->value;
    size_t i;

    for (i = 0; i < rows->n; i++) {
        int64_t value = values[i];
        if (value == INC_UNKNOWN || wanted == INC_UNKNOWN)
            met[i] = value == wanted && criterion->comparison == INC_EQUAL;
        else
            met[i] =
                (uint8_t) rows_holds((value > wanted) - (value < wanted), criterion->comparison);
    }
}

void inc__rows_criterion(const inc__rows *rows, const inc_criterion *criterion, int64_t *scratch,
                         uint8_t *met)
{
    size_t i;

    if (criterion->text == NULL) {
        inc__rows_term(rows, &criterion->term, scratch);
        rows_meet(rows, criterion, scratch, met);
        return;
    }
    for (i = 0; i < rows->n; i++) {
        int order = strcmp(inc__rows_text(rows, criterion->term.column, i), criterion->text);
        met[i] = (uint8_t) rows_holds(order, criterion->comparison);
    }
}
