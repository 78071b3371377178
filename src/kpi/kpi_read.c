/* Reading the serialised form. What was read is written again: bytes that are not canonical come
 * out otherwise, and are refused. */
#include "base/string.h"
#include "kpi/definition_bytes.h"
#include "kpi/kpi_bytes.h"
#include "kpi/period.h"
#include "time/date.h"

#include <string.h>

/* More rows than this in one cell are not believed, so that sums of counts cannot overflow. */
#define READ_ROWS_MOST (INT64_C(1) << 48)
/* Changes of all cells of a stock together, so that their sums cannot overflow either. */
#define READ_CHANGES_MOST (INT64_C(1) << 56)
/* Local days of the years 1900 to 9999: offsets are shorter than two days. */
#define READ_DAY_LEAST (INC_DATE_MIN - 2)
#define READ_DAY_MOST (INC_DATE_MAX + 2)

typedef struct inc__kpi_reader {
    inc__reader reader;
    inc_context *context;
    inc_kpi *kpi;
    int64_t changes; /* of the series in hand, without their signs */
} inc__kpi_reader;

static inc_status read_broken(inc_context *context, const char *what)
{
    return inc__fail(context, INC_E_FORMAT, "the serialised aggregate was broken in its %s", what);
}

/* Up to and with the zone's hash. */
static inc_status read_head(inc__reader *reader, const char **zone, size_t *zone_size,
                            const void **hash)
{
    const void *magic = inc__get_raw(reader, 4);
    uint8_t version = inc__get_u8(reader);

    if (magic == NULL || memcmp(magic, INC__KPI_MAGIC, 4) != 0)
        return INC_E_FORMAT;
    if (version > INC__KPI_VERSION)
        return INC_E_UNSUPPORTED;
    *zone_size = inc__get_short_count(reader);
    *zone = inc__get_raw(reader, *zone_size);
    *hash = inc__get_raw(reader, sizeof(inc_hash));
    if (reader->failed || version < 1 || !inc__text_valid(*zone, *zone_size))
        return INC_E_FORMAT;
    return INC_OK;
}

inc_status inc_kpi_bytes_zone(const void *bytes, size_t size, const char **name, size_t *name_size)
{
    inc__reader reader;
    const void *hash;
    const char *zone;
    size_t zone_size;
    inc_status status;

    if (bytes == NULL || name == NULL || name_size == NULL)
        return INC_E_INVALID;
    inc__reader_init(&reader, bytes, size);
    status = read_head(&reader, &zone, &zone_size, &hash);
    if (status != INC_OK)
        return status;
    *name = zone;
    *name_size = zone_size;
    return INC_OK;
}

static inc_status read_zone(inc__reader *reader, inc__kpi_plan *plan, const inc_zone *zone)
{
    const void *hash;
    const char *name;
    size_t name_size;
    inc_status status = read_head(reader, &name, &name_size, &hash);

    if (status == INC_E_UNSUPPORTED)
        return inc__fail(plan->context, status,
                         "the serialised aggregate was made by a later version");
    if (status != INC_OK)
        return read_broken(plan->context, "head");
    if (zone == NULL)
        status = inc_zone_load(plan->context, NULL, "UTC", INC_ZSTR, &plan->zone);
    else
        plan->zone = inc_zone_ref(zone);
    if (status != INC_OK)
        return status;
    if (memcmp(hash, inc_zone_hash(plan->zone), sizeof(inc_hash)) != 0 ||
        strlen(inc_zone_name(plan->zone)) != name_size ||
        memcmp(name, inc_zone_name(plan->zone), name_size) != 0)
        return inc__fail(plan->context, INC_E_NOT_FOUND,
                         "the aggregate needs the zone '%.*s' of the same tzdata, not '%s'",
                         (int) name_size, name, inc_zone_name(plan->zone));
    return INC_OK;
}

static int32_t read_i32(inc__reader *reader, int64_t most)
{
    uint64_t value = inc__get_varint(reader);

    if (value > (uint64_t) most) {
        reader->failed = 1;
        return 0;
    }
    return (int32_t) value;
}

static inc_status read_numbers(inc__reader *reader, inc__kpi_plan *plan, int32_t *dimensions)
{
    size_t i;

    plan->period = read_i32(reader, INC_PERIOD_QUARTER);
    plan->exact = read_i32(reader, INT32_MAX);
    plan->rate = (int64_t) inc__get_varint(reader);
    plan->multiplier = read_i32(reader, INT32_MAX);
    plan->dimensions_count = (size_t) read_i32(reader, INC_KPI_DIMENSIONS);
    for (i = 0; i < plan->dimensions_count; i++)
        dimensions[i] = read_i32(reader, INT32_MAX);
    return reader->failed || plan->rate < 0 || plan->multiplier < 1
               ? read_broken(plan->context, "options")
               : INC_OK;
}

static inc_status read_instants(inc__reader *reader, inc__kpi_plan *plan)
{
    size_t i, count = inc__get_short_count(reader);
    uint64_t instant = 0;
    inc_status status = INC_OK;
    inc__array list = {NULL, 0, 0};

    for (i = 0; i < count && status == INC_OK && !reader->failed; i++) {
        inc_time *place = INC__PUSH(plan->context, &list, inc_time);
        instant += (uint64_t) inc__get_signed(reader);
        if (place == NULL)
            status = inc__nomem(plan->context);
        else
            *place = (inc_time) instant;
    }
    if (status == INC_OK)
        status = inc__kpi_plan_instants(plan, list.items, list.count);
    inc__array_free(plan->context, &list, sizeof(inc_time));
    return status;
}

static inc_status read_definitions(inc__reader *reader, inc__kpi_plan *plan)
{
    size_t i, j, count = inc__get_short_count(reader);
    inc_status status = INC_OK;

    if (count == 0 || count > INC__PLAN_DEFINITIONS)
        return INC_E_FORMAT;
    for (i = 0; i < count && status == INC_OK; i++) {
        inc__kept *kept = INC__PUSH(plan->context, &plan->definitions, inc__kept);
        if (kept == NULL)
            return inc__nomem(plan->context);
        status = inc__definition_read(reader, plan->context, kept);
        for (j = 0; j < i && status == INC_OK; j++)
            if (strcmp(inc__kpi_plan_at(plan, j)->id, kept->is.id) == 0)
                status = INC_E_FORMAT;
    }
    return status;
}

static inc_status read_plan(inc__reader *reader, inc__kpi_plan *plan, const inc_zone *zone)
{
    int32_t dimensions[INC_KPI_DIMENSIONS] = {0};
    inc_status status = read_zone(reader, plan, zone);

    if (status != INC_OK)
        return status;
    status = read_numbers(reader, plan, dimensions);
    if (status == INC_OK)
        status = inc__kpi_plan_dimensions(plan, dimensions, plan->dimensions_count);
    if (status == INC_OK)
        status = read_instants(reader, plan);
    if (status == INC_OK)
        status = inc__criteria_read(reader, plan->context, &plan->where);
    if (status == INC_OK)
        status = inc__criteria_check(plan->context, 0, &plan->where, "where");
    if (status == INC_OK)
        status = read_definitions(reader, plan);
    if (status == INC_OK && reader->failed)
        status = INC_E_FORMAT;
    if (status == INC_OK || status == INC_E_NOMEM || status == INC_E_NOT_FOUND ||
        status == INC_E_UNSUPPORTED)
        return status;
    return read_broken(plan->context, "options");
}

static inc_status read_strings(inc__kpi_reader *from)
{
    inc__strings *strings = &from->kpi->cube.strings;
    size_t i, count = inc__get_short_count(&from->reader);
    inc_status status = INC_OK;
    int64_t number;

    for (i = 0; i < count && status == INC_OK; i++) {
        char *text = inc__get_short_text(&from->reader, from->context, SIZE_MAX, &status);
        if (text == NULL)
            return status;
        status = inc__strings_put(from->context, strings, text, &number);
        if (status == INC_OK && number != (int64_t) i + 1)
            status = INC_E_FORMAT;
        inc__string_free(from->context, text);
    }
    return status;
}

static int read_is_text(const inc__kpi_reader *from, int64_t number)
{
    return number >= 0 && number <= (int64_t) inc__strings_count(&from->kpi->cube.strings);
}

static inc_status read_groups(inc__kpi_reader *from)
{
    const inc__kpi_plan *plan = &from->kpi->plan;
    size_t i, j, number, count = (size_t) inc__get_varint(&from->reader);
    inc_status status = INC_OK;

    if (count > (plan->dimensions_count > 0 ? from->reader.left : 1))
        return INC_E_FORMAT;
    for (i = 0; i < count && status == INC_OK; i++) {
        int64_t key[INC_KPI_DIMENSIONS] = {0};
        for (j = 0; j < plan->dimensions_count; j++) {
            key[j] = inc__get_signed(&from->reader);
            if (plan->types[j] == INC_VALUE_TEXT && !read_is_text(from, key[j]))
                return INC_E_FORMAT;
        }
        status = inc__keys_put(from->context, &from->kpi->cube.groups, key, &number);
        if (status == INC_OK && number != i)
            status = INC_E_FORMAT;
    }
    return status;
}

static inc_status read_signatures(inc__kpi_reader *from)
{
    size_t i, j, number, count = inc__get_short_count(&from->reader);
    inc_status status = INC_OK;

    for (i = 0; i < count && status == INC_OK; i++) {
        int64_t key[3];
        for (j = 0; j < 3; j++) {
            key[j] = (int64_t) inc__get_varint(&from->reader);
            if (!read_is_text(from, key[j]))
                return INC_E_FORMAT;
        }
        status = inc__keys_put(from->context, &from->kpi->cube.signatures, key, &number);
        if (status == INC_OK && number != i)
            status = INC_E_FORMAT;
    }
    return status;
}

/* 1 for a local day that an instant can lie in. */
static int read_is_day(int64_t day)
{
    return day >= READ_DAY_LEAST && day <= READ_DAY_MOST;
}

static int read_is_period(const inc__kpi_reader *from, const inc_definition *definition,
                          int64_t period)
{
    const inc__kpi_plan *plan = &from->kpi->plan;
    int32_t kind = inc__kpi_plan_period(plan, definition);

    if (inc__kpi_plan_is_idle(plan, definition))
        return 0;
    if (inc__kpi_plan_is_at_instants(plan, definition))
        return period >= 0 && period < (int64_t) plan->instants.count;
    if (kind == INC_PERIOD_NONE)
        return period == 0;
    return period >= inc__period_of_day(kind, READ_DAY_LEAST) &&
           period <= inc__period_of_day(kind, READ_DAY_MOST);
}

static void read_wide(inc__reader *reader, inc__wide *sum)
{
    sum->high = inc__get_signed(reader);
    sum->low = inc__get_varint(reader);
}

static inc_status read_values(inc__kpi_reader *from, inc__tally *cell, inc__spread *spread)
{
    size_t i, count = inc__get_short_count(&from->reader);
    uint64_t value = 0;
    inc_status status = INC_OK;

    if (count > (size_t) from->kpi->plan.exact)
        return INC_E_FORMAT;
    for (i = 0; i < count && status == INC_OK; i++) {
        value +=
            i == 0 ? (uint64_t) inc__get_signed(&from->reader) : inc__get_varint(&from->reader);
        if ((int64_t) value == INC_UNKNOWN)
            return INC_E_FORMAT;
        status = inc__spread_add(from->context, spread, (int64_t) value, from->kpi->plan.exact);
        inc__wide_add(&cell->sum, (int64_t) value);
    }
    return status;
}

static inc_status read_buckets(inc__kpi_reader *from, inc__spread *spread)
{
    size_t i, count = inc__get_short_count(&from->reader);
    int64_t bucket = INC__BUCKET_LEAST;
    inc_status status = INC_OK;

    for (i = 0; i < count && status == INC_OK; i++) {
        uint64_t step = inc__get_varint(&from->reader), rows = inc__get_varint(&from->reader);
        if (step > 2 * INC__BUCKET_MOST + 1 || rows < 1 || rows > (uint64_t) READ_ROWS_MOST)
            return INC_E_FORMAT;
        bucket += (int64_t) step;
        if (bucket > INC__BUCKET_MOST)
            return INC_E_FORMAT;
        status = inc__histogram_reserve(from->context, &spread->histogram, (int32_t) bucket,
                                        (int32_t) bucket);
        if (status != INC_OK)
            return status;
        inc__histogram_add(&spread->histogram, (int32_t) bucket, (int64_t) rows);
        spread->n += (int64_t) rows;
    }
    return status;
}

/* A histogram is that of more values than are kept, unless some were taken away, and the least and
 * the greatest value lie at its ends. */
static int read_is_spread(const inc__kpi_reader *from, const inc__spread *spread)
{
    if (spread->n == 0 || spread->blurred)
        return spread->n > 0;
    return spread->n > from->kpi->plan.exact &&
           inc__histogram_rank(&spread->histogram, 0) == inc__bucket_of(spread->min) &&
           inc__histogram_rank(&spread->histogram, spread->n - 1) == inc__bucket_of(spread->max);
}

static inc_status read_spread(inc__kpi_reader *from, inc__tally *cell, inc__spread *spread)
{
    uint8_t mode = inc__get_u8(&from->reader);
    inc_status status;

    if (mode == INC__SPREAD_EXACT)
        return read_values(from, cell, spread);
    if (mode > INC__SPREAD_BLURRED)
        return INC_E_FORMAT;
    spread->coarse = 1;
    spread->blurred = mode == INC__SPREAD_BLURRED;
    read_wide(&from->reader, &cell->sum);
    if (!spread->blurred) {
        spread->min = inc__get_signed(&from->reader);
        spread->max = inc__get_signed(&from->reader);
        if (spread->min == INC_UNKNOWN || spread->min > spread->max)
            return INC_E_FORMAT;
    }
    status = read_buckets(from, spread);
    return status == INC_OK && !read_is_spread(from, spread) ? INC_E_FORMAT : status;
}

static int read_is_change(inc__kpi_reader *from, int64_t change)
{
    if (change > READ_ROWS_MOST || change < -READ_ROWS_MOST)
        return 0;
    from->changes += change < 0 ? -change : change;
    return from->changes <= READ_CHANGES_MOST;
}

static inc_status read_cell(inc__kpi_reader *from, const inc_definition *definition,
                            inc__tally *cell, inc__spread *spread)
{
    uint64_t rows, mask = inc__get_varint(&from->reader);
    inc_status status = INC_OK;
    size_t i;

    for (i = 1; i < INC__ROW_OUTCOMES; i++) {
        rows = (mask >> (i - 1) & 1) != 0 ? inc__get_varint(&from->reader) : 0;
        if (rows > (uint64_t) READ_ROWS_MOST)
            return INC_E_FORMAT;
        cell->rows[i] = (int64_t) rows;
    }
    if (definition->kind == INC_FIGURE_STOCK) {
        cell->change = inc__get_signed(&from->reader);
        if (!read_is_change(from, cell->change))
            return INC_E_FORMAT;
    }
    if (spread != NULL)
        status = read_spread(from, cell, spread);
    if (inc__definition_sums(definition))
        read_wide(&from->reader, &cell->sum);
    if (inc__definition_sums_pair(definition))
        read_wide(&from->reader, &cell->sum_of);
    if (status == INC_OK && spread != NULL && spread->n != inc__tally_n(cell))
        return INC_E_FORMAT;
    if ((definition->kind == INC_FIGURE_STOCK || definition->kind == INC_FIGURE_REPEATS) &&
        inc__tally_n(cell) != 0)
        return INC_E_FORMAT;
    return status;
}

static inc_status read_cells(inc__kpi_reader *from, size_t definition)
{
    const inc_definition *is = inc__kpi_plan_at(&from->kpi->plan, definition);
    inc__series *series = inc__cube_series(&from->kpi->cube, definition);
    size_t i, number, count = inc__get_short_count(&from->reader);
    uint64_t group = 0, period = 0;
    inc_status status = INC_OK;

    from->changes = 0;
    for (i = 0; i < count && status == INC_OK; i++) {
        group += inc__get_varint(&from->reader);
        period += (uint64_t) inc__get_signed(&from->reader);
        if (from->reader.failed || group >= from->kpi->cube.groups.count ||
            !read_is_period(from, is, (int64_t) period))
            return INC_E_FORMAT;
        status = inc__series_put(from->context, series, (size_t) group, (int64_t) period, &number);
        if (status == INC_OK && number != i)
            status = INC_E_FORMAT;
        if (status == INC_OK)
            status = read_cell(from, is, inc__series_cell(series, number),
                               inc__series_spread(series, number));
    }
    return status;
}

static inc_status read_days(inc__kpi_reader *from, inc__series *series)
{
    const inc__cube *cube = &from->kpi->cube;
    size_t i, number, count = inc__get_short_count(&from->reader);
    uint64_t group = 0, day = 0;
    inc_status status = INC_OK;

    for (i = 0; i < count && status == INC_OK; i++) {
        uint64_t signature, rows;
        group += inc__get_varint(&from->reader);
        signature = inc__get_varint(&from->reader);
        day += (uint64_t) inc__get_signed(&from->reader);
        rows = inc__get_varint(&from->reader);
        if (from->reader.failed || group >= cube->groups.count ||
            signature >= cube->signatures.count || !read_is_day((int64_t) day) || rows < 1 ||
            rows > (uint64_t) READ_ROWS_MOST)
            return INC_E_FORMAT;
        status = inc__series_put_day(from->context, series, (size_t) group, (size_t) signature,
                                     (int64_t) day, &number);
        if (status == INC_OK && number != i)
            status = INC_E_FORMAT;
        if (status == INC_OK)
            *inc__series_count(series, number) = (int64_t) rows;
    }
    return status;
}

static inc_status read_cube(inc__kpi_reader *from)
{
    inc__cube *cube = &from->kpi->cube;
    inc_status status;
    size_t i;

    cube->looked = inc__get_signed(&from->reader);
    status = read_strings(from);
    if (status == INC_OK)
        status = read_groups(from);
    if (status == INC_OK)
        status = read_signatures(from);
    for (i = 0; i < from->kpi->plan.definitions.count && status == INC_OK; i++) {
        status = read_cells(from, i);
        if (status == INC_OK && inc__kpi_plan_at(&from->kpi->plan, i)->kind == INC_FIGURE_REPEATS)
            status = read_days(from, inc__cube_series(cube, i));
    }
    if (status == INC_OK && (from->reader.failed || from->reader.left > 0))
        status = INC_E_FORMAT;
    return status;
}

/* The bytes that were read are the bytes that it has. */
static inc_status read_compare(inc_kpi *kpi, const void *bytes, size_t size)
{
    const void *again;
    size_t again_size;
    inc_status status = inc_kpi_bytes(kpi, &again, &again_size);

    if (status != INC_OK)
        return status;
    return again_size == size && memcmp(again, bytes, size) == 0 ? INC_OK : INC_E_FORMAT;
}

static inc_status read_kpi(inc__kpi_reader *from, const inc_zone *zone, const void *bytes,
                           size_t size)
{
    inc__kpi_plan plan;
    inc_status status;

    memset(&plan, 0, sizeof plan);
    plan.context = from->context;
    status = read_plan(&from->reader, &plan, zone);
    if (status != INC_OK) {
        inc__kpi_plan_free(&plan);
        return status;
    }
    status = inc__kpi_make(from->context, &plan, NULL, &from->kpi);
    if (status == INC_OK)
        status = read_cube(from);
    if (status == INC_OK)
        status = read_compare(from->kpi, bytes, size);
    return status == INC_E_FORMAT || status == INC_E_INVALID ? read_broken(from->context, "numbers")
                                                             : status;
}

inc_status inc_kpi_from_bytes(inc_context *context, const inc_zone *zone, const void *bytes,
                              size_t size, inc_kpi **kpi)
{
    inc__kpi_reader from;
    inc_status status;

    if (kpi == NULL)
        return INC_E_INVALID;
    *kpi = NULL;
    if (context == NULL || bytes == NULL)
        return INC_E_INVALID;
    memset(&from, 0, sizeof from);
    from.context = context;
    inc__reader_init(&from.reader, bytes, size);
    status = read_kpi(&from, zone, bytes, size);
    if (status == INC_OK)
        *kpi = from.kpi;
    else
        inc_kpi_free(from.kpi);
    return status == INC_E_NOMEM ? inc__nomem(context) : status;
}
