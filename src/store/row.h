/* Rows from the inside. */
#ifndef INC_STORE_ROW_H
#define INC_STORE_ROW_H

#include "facts/record.h"

#include <incident/row.h>

/* Inherits the reference count of a record, which comes first. */
struct inc_row {
    inc__record record;
};

/* The columns of a kind of rows, or NULL. */
const inc__table *inc__row_table(int32_t kind);

/* The getters of whoever knows the type of a column. */
static inline int64_t inc__row_integer(const inc_row *row, int32_t column)
{
    return inc__cell_integer(&row->record, column);
}

static inline const char *inc__row_text(const inc_row *row, int32_t column)
{
    return inc__cell_text(&row->record, column);
}

/* Bytewise, by tenant, subject kind, subject, name. */
int32_t inc__row_compare_keys(const inc_row *a, const inc_row *b);

/* A copy with another revision; context's error line tells INC_E_NOMEM. */
inc_status inc__row_revise(inc_context *context, const inc_row *row, int64_t revision,
                           inc_row **revised);

#endif
