/* Signatures by local day: what a recurrence is made of. */
#include "kpi/cube_add.h"

/* The number of a row's signature; INC__KEY_NONE when nothing is known of it. */
static inc_status repeats_signature(inc__chunk *chunk, size_t i, size_t *number)
{
    static const int32_t columns[] = {INC_OBSERVED_SERVICE, INC_OBSERVED_CATEGORY,
                                      INC_OBSERVED_SYMPTOM};
    int64_t key[3];
    inc_status status = INC_OK;
    size_t j;

    for (j = 0; j < 3 && status == INC_OK; j++)
        status = inc__strings_put(chunk->context, &chunk->cube->strings,
                                  inc__rows_text(chunk->rows, columns[j], i), &key[j]);
    *number = INC__KEY_NONE;
    if (status != INC_OK || (key[0] == 0 && key[1] == 0 && key[2] == 0))
        return status;
    return inc__keys_put(chunk->context, &chunk->cube->signatures, key, number);
}

static inc_status repeats_row(inc__chunk *chunk, size_t i)
{
    inc_time at = inc__rows_integer(chunk->rows, chunk->definition->by[0], i);
    size_t signature, number;
    inc_status status = repeats_signature(chunk, i, &signature);

    if (status != INC_OK)
        return status;
    if (signature == INC__KEY_NONE || at == INC_TIME_NONE) {
        chunk->outcome[i] = INC__ROW_MISSING;
        return inc__chunk_add_rest(chunk, i);
    }
    status = inc__chunk_check_time(chunk, i, at);
    if (status == INC_OK)
        status = inc__series_put_day(chunk->context, chunk->series, chunk->group[i], signature,
                                     inc__periods_day(&chunk->periods, at), &number);
    if (status == INC_OK)
        ++*inc__series_count(chunk->series, number);
    return status;
}

inc_status inc__chunk_add_repeats(inc__chunk *chunk)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < chunk->rows->n && status == INC_OK; i++) {
        if (chunk->outcome[i] == INC__ROW_COUNTS)
            status = repeats_row(chunk, i);
        else if (chunk->outcome[i] != INC__ROW_OUT)
            status = inc__chunk_add_rest(chunk, i);
    }
    return status;
}
