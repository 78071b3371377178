/* The builder of rows. */
#include "store/partition.h"
#include "store/row.h"
#include "time/date.h"
#include "time/sight.h"

struct inc_row_builder {
    inc_context *context;
    inc__draft draft;
};

inc_status inc_row_builder_new(inc_context *context, int32_t kind, inc_row_builder **builder)
{
    const inc__table *table = inc__row_table(kind);
    inc_row_builder *made;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (table == NULL)
        return inc__fail(context, INC_E_INVALID, "there were no rows of the kind '%d'", (int) kind);
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    if (inc__draft_init(&made->draft, context, table) != INC_OK) {
        inc__release(context, made, sizeof *made);
        return INC_E_NOMEM;
    }
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

void inc_row_builder_free(inc_row_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    inc__draft_free(&builder->draft);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

void inc_row_builder_clear(inc_row_builder *builder)
{
    if (builder != NULL)
        inc__draft_clear(&builder->draft);
}

inc_status inc_row_builder_copy(inc_row_builder *builder, const inc_row *row)
{
    if (builder == NULL || row == NULL)
        return INC_E_INVALID;
    if (row->record.table != builder->draft.table)
        return inc__fail(builder->context, INC_E_INVALID, "%s was not copied from %s",
                         builder->draft.table->noun, row->record.table->noun);
    return inc__draft_copy(&builder->draft, &row->record);
}

inc_status inc_row_builder_integer(inc_row_builder *builder, int32_t column, int64_t value)
{
    return builder != NULL ? inc__draft_integer(&builder->draft, column, value) : INC_E_INVALID;
}

inc_status inc_row_builder_text(inc_row_builder *builder, int32_t column, const char *bytes,
                                size_t size)
{
    return builder != NULL ? inc__draft_text(&builder->draft, column, bytes, size) : INC_E_INVALID;
}

static inc_status row_check_key(const inc__draft *draft)
{
    const char *name = inc__draft_get(draft, INC_ROW_NAME);
    inc__partition partition;
    inc_status status = inc__partition_make(draft->context, draft->table->noun,
                                            inc__draft_get(draft, INC_ROW_TENANT),
                                            draft->cells[INC_ROW_SUBJECT_KIND].integer,
                                            inc__draft_get(draft, INC_ROW_SUBJECT), &partition);

    if (status != INC_OK)
        return status;
    if (draft->table == inc__row_table(INC_ROW_HEAD) && name[0] != '\0')
        return inc__fail(draft->context, INC_E_INVALID, "a head of '%s' had the name '%s'",
                         partition.subject, name);
    if (draft->table == inc__row_table(INC_ROW_MESSAGE) && name[0] == '\0')
        return inc__fail(draft->context, INC_E_INVALID, "a message of '%s' had no name",
                         partition.subject);
    return INC_OK;
}

static inc_status row_check_values(const inc__draft *draft)
{
    int64_t revision = draft->cells[INC_ROW_REVISION].integer;
    int32_t id;

    if (revision < 0)
        return inc__fail(draft->context, INC_E_INVALID, "%s had the revision '%lld'",
                         draft->table->noun, (long long) revision);
    for (id = 1; id <= draft->table->highest; id++) {
        int64_t value = draft->cells[id].integer;
        if (draft->table->columns[id].type == INC_VALUE_TIME && value != INC_TIME_NONE &&
            !inc__time_valid(value))
            return inc__fail(draft->context, INC_E_RANGE,
                             "%s '%lld' us of %s was outside the years 1900 to 9999",
                             draft->table->columns[id].name, (long long) value, draft->table->noun);
    }
    return INC_OK;
}

inc_status inc_row_builder_build(inc_row_builder *builder, inc_row **row)
{
    inc__record *record;
    inc__cell *kind;
    inc_status status;

    if (row == NULL)
        return INC_E_INVALID;
    *row = NULL;
    if (builder == NULL)
        return INC_E_INVALID;
    status = row_check_key(&builder->draft);
    if (status == INC_OK)
        status = row_check_values(&builder->draft);
    if (status == INC_OK)
        status = inc__record_make(&builder->draft, &record);
    if (status != INC_OK)
        return status;
    kind = &inc__record_cells(record)[INC_ROW_SUBJECT_KIND];
    if (kind->integer == 0)
        kind->integer = INC_SUBJECT_INCIDENT;
    *row = (inc_row *) record;
    return INC_OK;
}
