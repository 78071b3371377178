/* The serialised form of an aggregate. Format: doc/kpi-format.md. Only what holds anything is
 * written, in order, so that equal aggregates have equal bytes. */
#include "kpi/kpi_bytes.h"

#include "base/sort.h"
#include "kpi/definition_bytes.h"

#include <string.h>

typedef struct inc__bytes_text {
    const char *text;
    size_t number;
} inc__bytes_text;

/* Three places of texts, or of a day its group, signature and day; and what is there. */
typedef struct inc__bytes_item {
    int64_t key[3];
    size_t number;
} inc__bytes_item;

/* New numbers of what is written. */
typedef struct inc__bytes_order {
    inc_kpi *kpi;
    inc__writer *writer;
    inc__array texts;      /* inc__bytes_text, used ones, in order */
    inc__array places;     /* int64_t by number of a text: 1 + its place; 0: it is not used */
    inc__array signatures; /* inc__bytes_item, used ones, in order */
    inc__array ranks;      /* int64_t by number of a signature */
    inc__array days;       /* inc__bytes_item, of the series in hand */
} inc__bytes_order;

static int bytes_compare_texts(const void *left, const void *right)
{
    const inc__bytes_text *a = left, *b = right;

    return strcmp(a->text, b->text);
}

static int bytes_compare_items(const void *left, const void *right)
{
    const inc__bytes_item *a = left, *b = right;
    size_t i = 0;

    while (i < 2 && a->key[i] == b->key[i])
        i++;
    return (a->key[i] > b->key[i]) - (a->key[i] < b->key[i]);
}

/* A list of zeros. */
static inc_status bytes_zeros(inc_context *context, inc__array *list, size_t count)
{
    if (inc__array_reserve(context, list, sizeof(int64_t), count) != INC_OK)
        return INC_E_NOMEM;
    if (count > 0)
        memset(list->items, 0, count * sizeof(int64_t));
    list->count = count;
    return INC_OK;
}

static void bytes_use_text(inc__bytes_order *order, int64_t number)
{
    if (number > 0)
        *INC__AT(&order->places, int64_t, (size_t) number) = 1;
}

static void bytes_use_groups(inc__bytes_order *order)
{
    const inc_kpi *kpi = order->kpi;
    size_t i, j;

    for (i = 0; i < kpi->view.groups.count; i++)
        for (j = 0; j < kpi->plan.dimensions_count; j++)
            if (kpi->plan.types[j] == INC_VALUE_TEXT)
                bytes_use_text(order, inc__keys_at(&kpi->cube.groups,
                                                   *INC__AT(&kpi->view.groups, size_t, i))[j]);
}

/* Marks the signatures that have any day, and their texts. */
static void bytes_use_signatures(inc__bytes_order *order)
{
    const inc__cube *cube = &order->kpi->cube;
    size_t i, j, k;

    for (i = 0; i < cube->series.count; i++) {
        const inc__series *series = inc__cube_series(cube, i);
        for (j = 0; j < series->counts.count; j++) {
            int64_t signature = inc__keys_at(&series->days, j)[1];
            if (*inc__series_count(series, j) == 0)
                continue;
            *INC__AT(&order->ranks, int64_t, (size_t) signature) = 1;
            for (k = 0; k < 3; k++)
                bytes_use_text(order, inc__keys_at(&cube->signatures, (size_t) signature)[k]);
        }
    }
}

static inc_status bytes_order_texts(inc__bytes_order *order)
{
    const inc__strings *strings = &order->kpi->cube.strings;
    size_t i;

    for (i = 1; i <= inc__strings_count(strings); i++) {
        inc__bytes_text *text;
        if (*INC__AT(&order->places, int64_t, i) == 0)
            continue;
        text = INC__PUSH(order->kpi->context, &order->texts, inc__bytes_text);
        if (text == NULL)
            return inc__nomem(order->kpi->context);
        text->text = inc__strings_at(strings, (int64_t) i);
        text->number = i;
    }
    inc__sort(order->texts.items, order->texts.count, sizeof(inc__bytes_text), bytes_compare_texts);
    for (i = 0; i < order->texts.count; i++)
        *INC__AT(&order->places, int64_t, INC__AT(&order->texts, inc__bytes_text, i)->number) =
            (int64_t) i + 1;
    return INC_OK;
}

static inc_status bytes_order_signatures(inc__bytes_order *order)
{
    const inc__keys *signatures = &order->kpi->cube.signatures;
    size_t i, j;

    for (i = 0; i < signatures->count; i++) {
        inc__bytes_item *item;
        if (*INC__AT(&order->ranks, int64_t, i) == 0)
            continue;
        item = INC__PUSH(order->kpi->context, &order->signatures, inc__bytes_item);
        if (item == NULL)
            return inc__nomem(order->kpi->context);
        for (j = 0; j < 3; j++)
            item->key[j] =
                *INC__AT(&order->places, int64_t, (size_t) inc__keys_at(signatures, i)[j]);
        item->number = i;
    }
    inc__sort(order->signatures.items, order->signatures.count, sizeof(inc__bytes_item),
              bytes_compare_items);
    for (i = 0; i < order->signatures.count; i++)
        *INC__AT(&order->ranks, int64_t, INC__AT(&order->signatures, inc__bytes_item, i)->number) =
            (int64_t) i;
    return INC_OK;
}

static inc_status bytes_order_days(inc__bytes_order *order, const inc__series *series)
{
    const inc__view *view = &order->kpi->view;
    size_t i;

    order->days.count = 0;
    for (i = 0; i < series->counts.count; i++) {
        const int64_t *key = inc__keys_at(&series->days, i);
        inc__bytes_item *item;
        if (*inc__series_count(series, i) == 0)
            continue;
        item = INC__PUSH(order->kpi->context, &order->days, inc__bytes_item);
        if (item == NULL)
            return inc__nomem(order->kpi->context);
        item->key[0] = (int64_t) *INC__AT(&view->ranks, size_t, (size_t) key[0]);
        item->key[1] = *INC__AT(&order->ranks, int64_t, (size_t) key[1]);
        item->key[2] = key[2];
        item->number = i;
    }
    inc__sort(order->days.items, order->days.count, sizeof(inc__bytes_item), bytes_compare_items);
    return INC_OK;
}

static void bytes_put_wide(inc__writer *writer, const inc__wide *sum)
{
    inc__put_signed(writer, sum->high);
    inc__put_varint(writer, sum->low);
}

static void bytes_put_values(inc__writer *writer, inc__spread *spread)
{
    const int64_t *values = inc__spread_sorted(spread);
    int64_t i;

    inc__put_varint(writer, (uint64_t) spread->n);
    for (i = 0; i < spread->n; i++) {
        if (i == 0)
            inc__put_signed(writer, values[0]);
        else
            inc__put_varint(writer, (uint64_t) values[i] - (uint64_t) values[i - 1]);
    }
}

static void bytes_put_buckets(inc__writer *writer, const inc__histogram *histogram)
{
    int32_t bucket, last = INC__BUCKET_LEAST;
    size_t i, used = 0;

    for (i = 0; i < histogram->counts.count; i++)
        used += *INC__AT(&histogram->counts, int64_t, i) != 0;
    inc__put_varint(writer, used);
    for (i = 0; i < histogram->counts.count; i++) {
        int64_t count = *INC__AT(&histogram->counts, int64_t, i);
        if (count == 0)
            continue;
        bucket = histogram->first + (int32_t) i;
        inc__put_varint(writer, (uint64_t) (bucket - last));
        inc__put_varint(writer, (uint64_t) count);
        last = bucket;
    }
}

/* Values that are kept tell their sum, least and greatest. */
static void bytes_put_spread(inc__writer *writer, const inc__tally *cell, inc__spread *spread)
{
    if (!spread->coarse) {
        inc__put_u8(writer, INC__SPREAD_EXACT);
        bytes_put_values(writer, spread);
        return;
    }
    inc__put_u8(writer, spread->blurred ? INC__SPREAD_BLURRED : INC__SPREAD_COARSE);
    bytes_put_wide(writer, &cell->sum);
    if (!spread->blurred) {
        inc__put_signed(writer, spread->min);
        inc__put_signed(writer, spread->max);
    }
    bytes_put_buckets(writer, &spread->histogram);
}

static void bytes_put_cell(inc__writer *writer, const inc_definition *definition,
                           const inc__tally *cell, inc__spread *spread)
{
    uint64_t mask = 0;
    size_t i;

    for (i = 1; i < INC__ROW_OUTCOMES; i++)
        mask |= (uint64_t) (cell->rows[i] != 0) << (i - 1);
    inc__put_varint(writer, mask);
    for (i = 1; i < INC__ROW_OUTCOMES; i++)
        if (cell->rows[i] != 0)
            inc__put_varint(writer, (uint64_t) cell->rows[i]);
    if (definition->kind == INC_FIGURE_STOCK)
        inc__put_signed(writer, cell->change);
    if (spread != NULL)
        bytes_put_spread(writer, cell, spread);
    if (inc__definition_sums(definition))
        bytes_put_wide(writer, &cell->sum);
    if (inc__definition_sums_pair(definition))
        bytes_put_wide(writer, &cell->sum_of);
}

static void bytes_put_cells(inc__bytes_order *order, size_t definition)
{
    const inc_definition *is = inc__kpi_plan_at(&order->kpi->plan, definition);
    const inc__series *series = inc__cube_series(&order->kpi->cube, definition);
    const inc__array *cells = &inc__view_at(&order->kpi->view, definition)->cells;
    size_t i, used = 0, rank = 0;
    int64_t period = 0;

    for (i = 0; i < cells->count; i++)
        used +=
            !inc__tally_is_empty(inc__series_cell(series, INC__AT(cells, inc__view_cell, i)->cell));
    inc__put_varint(order->writer, used);
    for (i = 0; i < cells->count; i++) {
        const inc__view_cell *at = INC__AT(cells, inc__view_cell, i);
        inc__tally *cell = inc__series_cell(series, at->cell);
        if (inc__tally_is_empty(cell))
            continue;
        inc__put_varint(order->writer, at->rank - rank);
        inc__put_signed(order->writer, at->period - period);
        rank = at->rank;
        period = at->period;
        bytes_put_cell(order->writer, is, cell, inc__series_spread(series, at->cell));
    }
}

static void bytes_put_days(inc__bytes_order *order, const inc__series *series)
{
    int64_t rank = 0, day = 0;
    size_t i;

    inc__put_varint(order->writer, order->days.count);
    for (i = 0; i < order->days.count; i++) {
        const inc__bytes_item *item = INC__AT(&order->days, inc__bytes_item, i);
        inc__put_varint(order->writer, (uint64_t) (item->key[0] - rank));
        inc__put_varint(order->writer, (uint64_t) item->key[1]);
        inc__put_signed(order->writer, item->key[2] - day);
        inc__put_varint(order->writer, (uint64_t) *inc__series_count(series, item->number));
        rank = item->key[0];
        day = item->key[2];
    }
}

static inc_status bytes_put_series(inc__bytes_order *order, size_t definition)
{
    const inc__series *series = inc__cube_series(&order->kpi->cube, definition);
    inc_status status;

    bytes_put_cells(order, definition);
    if (inc__kpi_plan_at(&order->kpi->plan, definition)->kind != INC_FIGURE_REPEATS)
        return INC_OK;
    status = bytes_order_days(order, series);
    if (status == INC_OK)
        bytes_put_days(order, series);
    return status;
}

static void bytes_put_plan(inc__writer *writer, const inc__kpi_plan *plan)
{
    inc_time before = 0;
    size_t i;

    inc__put_raw(writer, INC__KPI_MAGIC, 4);
    inc__put_u8(writer, INC__KPI_VERSION);
    inc__put_short_text(writer, inc_zone_name(plan->zone));
    inc__put_raw(writer, inc_zone_hash(plan->zone), sizeof(inc_hash));
    inc__put_varint(writer, (uint64_t) plan->period);
    inc__put_varint(writer, (uint64_t) plan->exact);
    inc__put_varint(writer, (uint64_t) plan->rate);
    inc__put_varint(writer, (uint64_t) plan->multiplier);
    inc__put_varint(writer, plan->dimensions_count);
    for (i = 0; i < plan->dimensions_count; i++)
        inc__put_varint(writer, (uint64_t) plan->dimensions[i]);
    inc__put_varint(writer, plan->instants.count);
    for (i = 0; i < plan->instants.count; i++) {
        inc_time instant = *INC__AT(&plan->instants, inc_time, i);
        inc__put_signed(writer, instant - before);
        before = instant;
    }
    inc__criteria_write(writer, &plan->where);
    inc__put_varint(writer, plan->definitions.count);
    for (i = 0; i < plan->definitions.count; i++)
        inc__definition_write(writer, INC__AT(&plan->definitions, inc__kept, i));
}

static void bytes_put_names(inc__bytes_order *order)
{
    const inc_kpi *kpi = order->kpi;
    size_t i, j;

    inc__put_varint(order->writer, order->texts.count);
    for (i = 0; i < order->texts.count; i++)
        inc__put_short_text(order->writer, INC__AT(&order->texts, inc__bytes_text, i)->text);
    inc__put_varint(order->writer, kpi->view.groups.count);
    for (i = 0; i < kpi->view.groups.count; i++) {
        const int64_t *key =
            inc__keys_at(&kpi->cube.groups, *INC__AT(&kpi->view.groups, size_t, i));
        for (j = 0; j < kpi->plan.dimensions_count; j++) {
            if (kpi->plan.types[j] == INC_VALUE_TEXT)
                inc__put_signed(order->writer, *INC__AT(&order->places, int64_t, (size_t) key[j]));
            else
                inc__put_signed(order->writer, key[j]);
        }
    }
    inc__put_varint(order->writer, order->signatures.count);
    for (i = 0; i < order->signatures.count; i++)
        for (j = 0; j < 3; j++)
            inc__put_varint(order->writer,
                            (uint64_t) INC__AT(&order->signatures, inc__bytes_item, i)->key[j]);
}

static inc_status bytes_make_order(inc__bytes_order *order)
{
    inc_context *context = order->kpi->context;
    const inc__cube *cube = &order->kpi->cube;
    inc_status status =
        bytes_zeros(context, &order->places, inc__strings_count(&cube->strings) + 1);

    if (status == INC_OK)
        status = bytes_zeros(context, &order->ranks, cube->signatures.count);
    if (status != INC_OK)
        return status;
    bytes_use_groups(order);
    bytes_use_signatures(order);
    status = bytes_order_texts(order);
    return status == INC_OK ? bytes_order_signatures(order) : status;
}

static inc_status bytes_write(inc__bytes_order *order)
{
    inc_kpi *kpi = order->kpi;
    inc_status status = bytes_make_order(order);
    size_t i;

    if (status != INC_OK)
        return status;
    bytes_put_plan(order->writer, &kpi->plan);
    inc__put_signed(order->writer, kpi->cube.looked);
    bytes_put_names(order);
    for (i = 0; i < kpi->plan.definitions.count && status == INC_OK; i++)
        status = bytes_put_series(order, i);
    return status == INC_OK ? order->writer->status : status;
}

inc_status inc_kpi_bytes(inc_kpi *kpi, const void **bytes, size_t *size)
{
    inc__bytes_order order;
    inc_context *context;
    inc_status status;

    if (kpi == NULL || bytes == NULL || size == NULL)
        return INC_E_INVALID;
    context = kpi->context;
    status = inc__kpi_settle(kpi);
    if (status != INC_OK)
        return status;
    memset(&order, 0, sizeof order);
    order.kpi = kpi;
    order.writer = &kpi->bytes;
    kpi->bytes.bytes.count = 0;
    kpi->bytes.status = INC_OK;
    status = bytes_write(&order);
    inc__array_free(context, &order.texts, sizeof(inc__bytes_text));
    inc__array_free(context, &order.places, sizeof(int64_t));
    inc__array_free(context, &order.signatures, sizeof(inc__bytes_item));
    inc__array_free(context, &order.ranks, sizeof(int64_t));
    inc__array_free(context, &order.days, sizeof(inc__bytes_item));
    if (status != INC_OK)
        return status;
    *bytes = kpi->bytes.bytes.items;
    *size = kpi->bytes.bytes.count;
    return INC_OK;
}
