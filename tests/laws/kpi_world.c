/* Random observations and options: few values, so that they meet; instants around changes of the
 * clocks; anything may be unknown, anything may come before anything. */
#include "kpi_world.h"

#include <stdio.h>
#include <string.h>

static const char *const kpi_zone_names[KPI_ZONES] = {"UTC", "Europe/Brussels", "America/New_York",
                                                      "Australia/Lord_Howe"};

int kpi_world_make(kpi_world *world, inc_context *context)
{
    memset(world, 0, sizeof *world);
    world->context = inc_context_ref(context);
    for (size_t i = 0; i < KPI_ZONES; i++)
        if (inc_zone_load(context, NULL, kpi_zone_names[i], INC_ZSTR, &world->zones[i]) != INC_OK)
            return 0;
    return 1;
}

void kpi_world_free(kpi_world *world)
{
    for (size_t i = 0; i < KPI_ZONES; i++)
        inc_zone_unref(world->zones[i]);
    inc_context_unref(world->context);
}

/* SplitMix64. Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014. */
size_t kpi_random(uint64_t *state, size_t limit)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (size_t) ((z ^ (z >> 31)) >> 11) % limit;
}

static inc_time world_instant(uint64_t *state)
{
    /* Changes of the clocks in 2026: New York, Brussels, Lord Howe, Brussels, New York. */
    static const int64_t seconds[] = {1772953200, 1774746000, 1775314800, 1792890000, 1793512800};
    inc_time at = seconds[kpi_random(state, 5)] * INC_SECOND;
    switch (kpi_random(state, 4)) {
    case 0:
        return at + (inc_time) kpi_random(state, 3) - 1;
    case 1:
        return at + ((inc_time) kpi_random(state, 97) - 48) * INC_HOUR;
    default:
        return at + (inc_time) kpi_random(state, 1000000) * 10 * INC_SECOND;
    }
}

static int64_t world_integer(uint64_t *state, const inc_column *column)
{
    /* Where a row is reported must be known. */
    if (column->id != INC_OBSERVED_LOGGED && column->id != INC_OBSERVED_OPENED &&
        kpi_random(state, 8) == 0)
        return INC_UNKNOWN;
    if (column->type == INC_VALUE_TIME)
        return world_instant(state);
    if (column->id == INC_OBSERVED_BUSINESS || column->id == INC_OBSERVED_HELD ||
        (column->id >= INC_OBSERVED_EFFORT_FIRST && column->id <= INC_OBSERVED_EFFORT_HIGHER) ||
        column->id == INC_OBSERVED_COUNTED || column->id == INC_OBSERVED_ROOT_CAUSE)
        return (int64_t) kpi_random(state, 100000000);
    return (int64_t) kpi_random(state, 4);
}

static void rows_make(kpi_rows *rows, uint64_t *state, int32_t grain, size_t count, inc_time looked)
{
    static const char *const words[] = {"", "a", "b", "ab", "\xc3\xa9", NULL};
    inc_column column = {.size = sizeof column};
    rows->rows = count;
    rows->columns_count = 0;
    while (inc_observation_column(grain, rows->columns_count, &column) == INC_OK) {
        size_t index = rows->columns_count++;
        rows->columns[index] = column;
        for (size_t row = 0; row < count; row++) {
            rows->texts[index][row] = words[kpi_random(state, 6)];
            rows->integers[index][row] = world_integer(state, &column);
            if (column.id == INC_OBSERVED_LOOKED)
                rows->integers[index][row] =
                    looked != INC_TIME_NONE ? looked : world_instant(state);
        }
    }
}

void kpi_batch_make(kpi_batch *batch, uint64_t *state, size_t most, inc_time looked)
{
    for (int32_t grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        rows_make(&batch->grains[grain], state, grain, 1 + kpi_random(state, most), looked);
}

inc_status kpi_batch_add(inc_kpi *kpi, const kpi_batch *batch, int32_t grain, size_t first,
                         size_t count)
{
    const kpi_rows *rows = &batch->grains[grain];
    inc_values values[KPI_COLUMNS];
    for (size_t i = 0; i < rows->columns_count; i++) {
        values[i] = (inc_values){.size = sizeof *values, .column = rows->columns[i].id};
        if (rows->columns[i].type == INC_VALUE_TEXT)
            values[i].texts = &rows->texts[i][first];
        else
            values[i].integers = &rows->integers[i][first];
    }
    return inc_kpi_add_columns(kpi, grain, values, rows->columns_count, count);
}

inc_status kpi_batch_add_all(inc_kpi *kpi, const kpi_batch *batch)
{
    inc_status status = INC_OK;
    for (int32_t grain = INC_GRAIN_INCIDENT; status == INC_OK && grain <= INC_GRAIN_EPISODE;
         grain++)
        status = kpi_batch_add(kpi, batch, grain, 0, batch->grains[grain].rows);
    return status;
}

/* A random column of a grain: a text (1), a time (2), an integer or a time (0). */
static int32_t choice_column(uint64_t *state, int32_t grain, int want)
{
    inc_column column = {.size = sizeof column};
    size_t count = 0;
    while (inc_observation_column(grain, count, &column) == INC_OK)
        count++;
    for (;;) {
        (void) inc_observation_column(grain, kpi_random(state, count), &column);
        if ((column.type == INC_VALUE_TEXT) == (want == 1) &&
            (want != 2 || column.type == INC_VALUE_TIME))
            return column.id;
    }
}

static int64_t choice_value(uint64_t *state, int32_t is_time)
{
    if (kpi_random(state, 6) == 0)
        return INC_UNKNOWN;
    return is_time ? world_instant(state) : (int64_t) kpi_random(state, 4);
}

static void choice_criterion(inc_criterion *criterion, uint64_t *state, int32_t grain)
{
    memset(criterion, 0, sizeof *criterion);
    criterion->comparison = (int32_t) kpi_random(state, 5) + 1;
    switch (kpi_random(state, 4)) {
    case 0:
        criterion->term.column = choice_column(state, grain, 1);
        criterion->text = kpi_random(state, 2) == 0 ? "" : "a";
        break;
    case 1:
        criterion->term.column = choice_column(state, grain, 2);
        criterion->term.minus = choice_column(state, grain, 2);
        criterion->value = ((int64_t) kpi_random(state, 40) - 10) * 24 * INC_HOUR;
        break;
    case 2:
        criterion->term.column = choice_column(state, grain, 2);
        criterion->value = choice_value(state, 1);
        break;
    default:
        criterion->term.column = choice_column(state, grain, 0);
        criterion->value = choice_value(state, 0);
        break;
    }
    if (criterion->value == INC_UNKNOWN)
        criterion->comparison = INC_EQUAL;
}

static void choice_criteria(inc_criteria *criteria, inc_criterion *room, uint64_t *state,
                            int32_t grain)
{
    criteria->count = kpi_random(state, 3);
    criteria->items = criteria->count == 0 ? NULL : room;
    for (size_t i = 0; i < criteria->count; i++)
        choice_criterion(&room[i], state, grain);
}

static void choice_value_terms(inc_definition *definition, uint64_t *state)
{
    int32_t grain = definition->grain;
    int32_t kind = definition->kind;
    if (kind != INC_FIGURE_MEAN && kind != INC_FIGURE_SUM && kind != INC_FIGURE_RATIO &&
        kind != INC_FIGURE_COST)
        return;
    definition->value.column = choice_column(state, grain, 2);
    definition->value.minus = choice_column(state, grain, 2);
    if (kind == INC_FIGURE_RATIO || kind == INC_FIGURE_COST) {
        definition->of.column = choice_column(state, grain, 2);
        definition->of.minus = choice_column(state, grain, 2);
    } else {
        definition->is_signed = (int32_t) kpi_random(state, 2);
    }
}

/* The last one is known of every row. */
static void choice_by(inc_definition *definition, uint64_t *state)
{
    size_t count = definition->kind == INC_FIGURE_STOCK     ? 2
                   : definition->kind == INC_FIGURE_REPEATS ? 0
                                                            : kpi_random(state, 3);
    for (size_t i = 0; i < count; i++)
        definition->by[i] = choice_column(state, definition->grain, 2);
    definition->by[count] = INC_OBSERVED_LOGGED;
}

static void choice_stock(inc_definition *definition, uint64_t *state)
{
    definition->ends_after = (int32_t) kpi_random(state, 2);
    if (kpi_random(state, 2) == 0)
        return;
    definition->of.column = choice_column(state, definition->grain, 2);
    definition->age_from = (inc_duration) kpi_random(state, 20) * 24 * INC_HOUR;
    if (kpi_random(state, 2) == 0)
        definition->age_to = definition->age_from + 24 * INC_HOUR;
}

/* A definition of a host's own. */
static void choice_own(kpi_choice *choice, size_t index, uint64_t *state)
{
    inc_definition *definition = &choice->definitions[index];
    inc_criterion *room = choice->criteria[index];
    memset(definition, 0, sizeof *definition);
    definition->size = sizeof *definition;
    (void) snprintf(choice->ids[index], sizeof choice->ids[index], "own.%zu", index);
    definition->id = choice->ids[index];
    definition->grain = (int32_t) kpi_random(state, 4) + 1;
    definition->kind = (int32_t) kpi_random(state, 9) + 1;
    definition->unit = INC_UNIT_COUNT;
    choice_by(definition, state);
    choice_value_terms(definition, state);
    choice_criteria(&definition->population, room, state, definition->grain);
    choice_criteria(&definition->excluded, room + 3, state, definition->grain);
    if (definition->kind == INC_FIGURE_STOCK) {
        choice_stock(definition, state);
        return;
    }
    choice_criteria(&definition->censored, room + 6, state, definition->grain);
    if (definition->kind == INC_FIGURE_SHARE)
        choice_criteria(&definition->hits, room + 9, state, definition->grain);
    if (kpi_random(state, 3) == 0) {
        definition->mature_column = choice_column(state, definition->grain, 2);
        definition->mature_after = (inc_duration) kpi_random(state, 40) * 24 * INC_HOUR;
    }
    if (kpi_random(state, 6) == 0)
        definition->period = (int32_t) kpi_random(state, 4) + 1;
    choice->goals[index] = (inc_goal){0.5, INC_LESS, (int32_t) kpi_random(state, 3)};
    definition->goals = &choice->goals[index];
    definition->goals_count = (int32_t) kpi_random(state, 2);
}

/* Those of the library, own ones, or both. */
static void choice_definitions(kpi_choice *choice, uint64_t *state)
{
    inc_kpi_options *options = &choice->options;
    size_t which = kpi_random(state, 4);
    if (which == 0)
        return;
    for (size_t i = 0; which != 1 && options->definitions_count < 50; i++) {
        inc_definition *definition = &choice->definitions[options->definitions_count];
        definition->size = sizeof *definition;
        if (inc_definition_at(i, definition) != INC_OK)
            break;
        options->definitions_count += kpi_random(state, 3) != 0;
    }
    for (size_t own = 1 + kpi_random(state, KPI_OWN); own > 0; own--)
        choice_own(choice, options->definitions_count++, state);
    options->definitions = choice->definitions;
}

static void choice_dimensions(kpi_choice *choice, uint64_t *state)
{
    static const int32_t columns[] = {
        INC_OBSERVED_PRIORITY,   INC_OBSERVED_CATEGORY, INC_OBSERVED_SERVICE,
        INC_OBSERVED_TEAM,       INC_OBSERVED_TIER,     INC_OBSERVED_CHANNEL,
        INC_OBSERVED_RESOLUTION, INC_OBSERVED_CLOCK,    INC_OBSERVED_POLICY};
    size_t first = kpi_random(state, 9);
    size_t count = kpi_random(state, 4);
    for (size_t i = 0; i < count; i++)
        choice->dimensions[i] = columns[(first + 2 * i) % 9];
    choice->options.dimensions = count == 0 ? NULL : choice->dimensions;
    choice->options.dimensions_count = count;
}

void kpi_choice_make(kpi_choice *choice, const kpi_world *world, uint64_t *state)
{
    static const int32_t limits[] = {0, -1, 1, 3, 20, 1000000};
    inc_kpi_options *options = &choice->options;
    memset(choice, 0, sizeof *choice);
    options->size = sizeof *options;
    choice_definitions(choice, state);
    choice_dimensions(choice, state);
    options->zone = kpi_random(state, 5) == 0 ? NULL : world->zones[kpi_random(state, KPI_ZONES)];
    options->period = (int32_t) kpi_random(state, 5);
    options->exact = limits[kpi_random(state, 6)];
    options->rate = (int64_t) kpi_random(state, 2) * 6000;
    options->multiplier = (int32_t) kpi_random(state, 2) * 300;
    if (kpi_random(state, 3) == 0) {
        choice->instants[0] = world_instant(state);
        for (size_t i = 1; i < KPI_INSTANTS; i++)
            choice->instants[i] =
                choice->instants[i - 1] + 1 + (inc_time) kpi_random(state, 60) * 24 * INC_HOUR;
        options->instants = choice->instants;
        options->instants_count = KPI_INSTANTS;
    }
    if (kpi_random(state, 3) == 0) {
        choice->where = (inc_criterion){.term = {.column = INC_OBSERVED_PRIORITY},
                                        .comparison = INC_GREATER_OR_EQUAL,
                                        .value = 1};
        options->where = (inc_criteria){&choice->where, 1};
    }
}
