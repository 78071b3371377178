/* Aggregates: made, fed, merged. */
#include "kpi/kpi_body.h"

#include "base/options.h"

#include <string.h>

/* Incidents that wait until they are taken together. */
#define KPI_WAITING 256

inc_status inc__kpi_make(inc_context *context, inc__kpi_plan *plan, const inc_calendar *calendar,
                         inc_kpi **kpi)
{
    inc_kpi *made = inc__alloc(context, sizeof *made);
    inc_status status;

    if (made == NULL) {
        inc__kpi_plan_free(plan);
        return inc__nomem(context);
    }
    made->context = inc_context_ref(context);
    made->plan = *plan;
    made->is_sure = inc__kpi_plan_is_sure(plan);
    made->calendar = inc_calendar_ref(calendar);
    inc__writer_init(&made->bytes, context);
    status = inc__cube_init(&made->cube, &made->plan);
    if (status != INC_OK) {
        inc_kpi_free(made);
        return status;
    }
    *kpi = made;
    return INC_OK;
}

inc_status inc_kpi_new(inc_context *context, const inc_kpi_options *options, inc_kpi **kpi)
{
    inc_kpi_options ours;
    inc__kpi_plan plan;
    inc_status status;

    if (kpi == NULL)
        return INC_E_INVALID;
    *kpi = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    memset(&ours, 0, sizeof ours);
    status = INC__OPTIONS(&ours, options, where);
    if (status != INC_OK)
        return status;
    status = inc__kpi_plan_init(&plan, context, &ours);
    if (status != INC_OK) {
        inc__kpi_plan_free(&plan);
        return status;
    }
    return inc__kpi_make(context, &plan, ours.calendar, kpi);
}

void inc_kpi_free(inc_kpi *kpi)
{
    inc_context *context;

    if (kpi == NULL)
        return;
    context = kpi->context;
    inc__kpi_touch(kpi);
    inc_observations_free(kpi->waiting);
    inc__cube_free(&kpi->cube);
    inc__writer_free(&kpi->bytes);
    inc_calendar_unref(kpi->calendar);
    inc__kpi_plan_free(&kpi->plan);
    inc__release(context, kpi, sizeof *kpi);
    inc_context_unref(context);
}

void inc__kpi_touch(inc_kpi *kpi)
{
    if (kpi->viewed)
        inc__view_free(&kpi->view);
    kpi->viewed = 0;
    kpi->bytes.bytes.count = 0;
}

static void kpi_set_column(inc__rows *rows, const inc_values *values)
{
    rows->integers[values->column] = values->integers;
    rows->texts[values->column] = values->texts;
}

/* All columns that a table has of a grain, from a row on. */
static void kpi_set_table(inc__rows *rows, const inc_observations *table, int32_t grain,
                          size_t first)
{
    inc_column column = {.size = sizeof column};
    inc_values values = {.size = sizeof values};
    size_t i;

    memset(rows, 0, sizeof *rows);
    rows->grain = grain;
    rows->count = inc_observations_count(table, grain) - first;
    for (i = 0; inc_observation_column(grain, i, &column) == INC_OK && rows->count > 0; i++) {
        (void) inc_observations_values(table, grain, column.id, &values);
        if (values.texts != NULL)
            values.texts += first;
        else
            values.integers += first;
        kpi_set_column(rows, &values);
    }
}

/* first: the first row of each grain. */
static inc_status kpi_add_table(inc_kpi *kpi, inc__cube *part, const inc_observations *table,
                                const size_t *first)
{
    inc_status status = INC_OK;
    inc__rows rows;
    int32_t grain;

    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE && status == INC_OK; grain++) {
        kpi_set_table(&rows, table, grain, first[grain - 1]);
        status = inc__cube_add(part, &kpi->plan, &rows);
    }
    return status;
}

/* Adds rows, or a table: all of it gets into the cube, or nothing. */
static inc_status kpi_take(inc_kpi *kpi, inc__rows *rows, const inc_observations *table)
{
    static const size_t first[INC__GRAINS] = {0};
    inc__cube part;
    inc_status status = inc__cube_init(&part, &kpi->plan);

    if (status == INC_OK && rows != NULL)
        status = inc__cube_add(&part, &kpi->plan, rows);
    if (status == INC_OK && table != NULL)
        status = kpi_add_table(kpi, &part, table, first);
    if (status == INC_OK) {
        inc__kpi_touch(kpi);
        status = inc__cube_merge(&kpi->cube, &kpi->plan, &part);
    }
    inc__cube_free(&part);
    return status;
}

inc_status inc__kpi_flush(inc_kpi *kpi)
{
    inc_status status;

    if (kpi->waiting == NULL)
        return INC_OK;
    status = kpi_take(kpi, NULL, kpi->waiting);
    if (status != INC_OK)
        return status;
    inc_observations_free(kpi->waiting);
    kpi->waiting = NULL;
    return INC_OK;
}

inc_status inc__kpi_settle(inc_kpi *kpi)
{
    inc_status status = inc__kpi_flush(kpi);

    if (status != INC_OK || kpi->viewed)
        return status;
    status = inc__view_make(&kpi->view, &kpi->plan, &kpi->cube);
    kpi->viewed = status == INC_OK;
    return status;
}

void inc__kpi_undo(inc_kpi *kpi)
{
    inc__observations_undo(kpi->waiting);
}

/* What would be refused later, with all that waits, is refused now and taken back. */
static inc_status kpi_try_last(inc_kpi *kpi)
{
    inc__cube part;
    inc_status status;

    if (kpi->is_sure)
        return INC_OK;
    status = inc__cube_init(&part, &kpi->plan);
    if (status == INC_OK)
        status = kpi_add_table(kpi, &part, kpi->waiting, kpi->waiting->last);
    if (status != INC_OK)
        inc__kpi_undo(kpi);
    inc__cube_free(&part);
    return status;
}

inc_status inc_kpi_add(inc_kpi *kpi, inc_incident *incident)
{
    inc_observations_options options = {.size = sizeof options};
    inc_status status = INC_OK;

    if (kpi == NULL || incident == NULL)
        return INC_E_INVALID;
    if (inc_observations_count(kpi->waiting, INC_GRAIN_INCIDENT) >= KPI_WAITING)
        status = inc__kpi_flush(kpi);
    options.calendar = kpi->calendar;
    if (status == INC_OK && kpi->waiting == NULL)
        status = inc_observations_new(kpi->context, &options, &kpi->waiting);
    if (status == INC_OK)
        status = inc_observations_add(kpi->waiting, incident);
    return status == INC_OK ? kpi_try_last(kpi) : status;
}

inc_status inc_kpi_add_observations(inc_kpi *kpi, const inc_observations *observations)
{
    if (kpi == NULL || observations == NULL)
        return INC_E_INVALID;
    return kpi_take(kpi, NULL, observations);
}

static inc_status kpi_check_column(inc_kpi *kpi, const inc__rows *rows, const inc_values *values)
{
    int32_t type = inc__column_type(rows->grain, values->column);

    if (type == 0)
        return inc__fail(kpi->context, INC_E_INVALID, "rows of the grain '%s' had no column %d",
                         inc_grain_name(rows->grain), (int) values->column);
    if (rows->integers[values->column] != NULL || rows->texts[values->column] != NULL)
        return inc__fail(kpi->context, INC_E_INVALID, "the column %d was given twice",
                         (int) values->column);
    /* Columns of an empty table point to nothing. */
    if ((type == INC_VALUE_TEXT ? values->integers != NULL : values->texts != NULL) ||
        (rows->count > 0 && values->integers == NULL && values->texts == NULL))
        return inc__fail(kpi->context, INC_E_INVALID, "the column %d had values of the wrong type",
                         (int) values->column);
    return INC_OK;
}

static inc_status kpi_set_columns(inc_kpi *kpi, inc__rows *rows, const inc_values *columns,
                                  size_t columns_count)
{
    size_t i;
    inc_status status = INC_OK;

    for (i = 0; i < columns_count && status == INC_OK; i++) {
        inc_values values;
        memset(&values, 0, sizeof values);
        status = INC__OPTIONS(&values, (const char *) columns + i * columns->size, texts);
        if (status == INC_OK)
            status = kpi_check_column(kpi, rows, &values);
        if (status == INC_OK)
            kpi_set_column(rows, &values);
    }
    return status;
}

inc_status inc_kpi_add_columns(inc_kpi *kpi, int32_t grain, const inc_values *columns,
                               size_t columns_count, size_t rows)
{
    inc__rows given;
    inc_status status;

    if (kpi == NULL || (columns == NULL && columns_count > 0))
        return INC_E_INVALID;
    if (grain < INC_GRAIN_INCIDENT || grain > INC_GRAIN_EPISODE)
        return inc__fail(kpi->context, INC_E_INVALID, "there was no grain %d", (int) grain);
    memset(&given, 0, sizeof given);
    given.grain = grain;
    given.count = rows;
    status = kpi_set_columns(kpi, &given, columns, columns_count);
    if (status != INC_OK || rows == 0)
        return status;
    return kpi_take(kpi, &given, NULL);
}

/* Both are flushed, and compute the same. */
static inc_status kpi_meet(inc_kpi *kpi, inc_kpi *other)
{
    inc_status status;

    if (kpi == NULL || other == NULL || kpi == other)
        return INC_E_INVALID;
    status = inc__kpi_plan_match(&kpi->plan, &other->plan);
    if (status == INC_OK)
        status = inc__kpi_flush(other);
    if (status == INC_OK)
        status = inc__kpi_flush(kpi);
    if (status == INC_OK)
        inc__kpi_touch(kpi);
    return status;
}

inc_status inc_kpi_merge(inc_kpi *kpi, inc_kpi *other)
{
    inc_status status = kpi_meet(kpi, other);

    return status == INC_OK ? inc__cube_merge(&kpi->cube, &kpi->plan, &other->cube) : status;
}

inc_status inc_kpi_subtract(inc_kpi *kpi, inc_kpi *other)
{
    inc_status status = kpi_meet(kpi, other);

    return status == INC_OK ? inc__cube_subtract(&kpi->cube, &kpi->plan, &other->cube) : status;
}
