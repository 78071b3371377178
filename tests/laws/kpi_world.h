/* Random observations, random definitions and random options to aggregate them by. */
#ifndef TESTS_KPI_WORLD_H
#define TESTS_KPI_WORLD_H

#include <incident.h>

#include <stddef.h>
#include <stdint.h>

enum { KPI_ROWS = 64, KPI_COLUMNS = 64, KPI_GRAINS = INC_GRAIN_EPISODE + 1, KPI_ZONES = 4 };
enum { KPI_OWN = 6, KPI_INSTANTS = 5 };

/* Rows of one grain; those of every column. */
typedef struct kpi_rows {
    inc_column columns[KPI_COLUMNS];
    size_t columns_count;
    size_t rows;
    int64_t integers[KPI_COLUMNS][KPI_ROWS];
    const char *texts[KPI_COLUMNS][KPI_ROWS];
} kpi_rows;

/* Rows of every grain, by its number. */
typedef struct kpi_batch {
    kpi_rows grains[KPI_GRAINS];
} kpi_batch;

/* Options, and what they point to. */
typedef struct kpi_choice {
    inc_kpi_options options;
    inc_definition definitions[64];
    inc_criterion criteria[64][12];
    inc_goal goals[64];
    char ids[64][32];
    int32_t dimensions[INC_KPI_DIMENSIONS];
    inc_time instants[KPI_INSTANTS];
    inc_criterion where;
} kpi_choice;

typedef struct kpi_world {
    inc_context *context;
    inc_zone *zones[KPI_ZONES];
} kpi_world;

int kpi_world_make(kpi_world *world, inc_context *context);
void kpi_world_free(kpi_world *world);

/* A number below limit. */
size_t kpi_random(uint64_t *state, size_t limit);

/* Random rows; looked is the instant of every look, or INC_TIME_NONE for one of each row's own. */
void kpi_batch_make(kpi_batch *batch, uint64_t *state, size_t most, inc_time looked);

/* Adds the rows from first on, count of them, of a grain. */
inc_status kpi_batch_add(inc_kpi *kpi, const kpi_batch *batch, int32_t grain, size_t first,
                         size_t count);
/* Adds all rows of all grains. */
inc_status kpi_batch_add_all(inc_kpi *kpi, const kpi_batch *batch);

void kpi_choice_make(kpi_choice *choice, const kpi_world *world, uint64_t *state);

#endif
