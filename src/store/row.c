/* Rows: getters, keys, shards. */
#include "store/row.h"

#include "store/partition.h"

#include <string.h>

int32_t inc_shard_of(const char *subject, size_t size)
{
    /* Offset basis and prime of Fowler, Noll and Vo. */
    uint32_t hash = UINT32_C(0x811c9dc5);
    size_t i;

    if (subject == NULL)
        return 0;
    if (size == INC_ZSTR)
        size = strlen(subject);
    for (i = 0; i < size; i++)
        hash = (hash ^ (unsigned char) subject[i]) * UINT32_C(0x01000193);
    return (int32_t) (hash % INC_SHARDS);
}

inc_row *inc_row_ref(const inc_row *row)
{
    return inc__refs_share(row);
}

void inc_row_unref(inc_row *row)
{
    inc__record_unref((inc__record *) row);
}

int32_t inc_row_kind_of(const inc_row *row)
{
    int32_t kind;

    for (kind = INC_ROW_HEAD; row != NULL && kind <= INC_ROW_MESSAGE; kind++) {
        if (row->record.table == inc__row_table(kind))
            return kind;
    }
    return 0;
}

int64_t inc_row_integer(const inc_row *row, int32_t column)
{
    return inc__record_integer((const inc__record *) row, column);
}

const char *inc_row_text(const inc_row *row, int32_t column, size_t *size)
{
    return inc__record_text((const inc__record *) row, column, size);
}

int32_t inc__row_compare_keys(const inc_row *a, const inc_row *b)
{
    inc__partition left = inc__partition_of_row(a), right = inc__partition_of_row(b);
    int32_t order = inc__partition_compare(&left, &right);

    return order != 0 ? order
                      : strcmp(inc__row_text(a, INC_ROW_NAME), inc__row_text(b, INC_ROW_NAME));
}

inc_status inc__row_revise(inc_context *context, const inc_row *row, int64_t revision,
                           inc_row **revised)
{
    inc__record *record;
    inc_status status = inc__record_copy(context, &row->record, &record);

    if (status != INC_OK)
        return status;
    inc__record_cells(record)[INC_ROW_REVISION].integer = revision;
    *revised = (inc_row *) record;
    return INC_OK;
}
