/* Key figures by definition: every row is looked at for every figure, straight from what the
 * headers say. */
#ifndef TESTS_KPI_NAIVE_H
#define TESTS_KPI_NAIVE_H

#include "kpi_world.h"

/* Compares every figure that a kpi lists with what the rows of the batches say. Returns 1 when all
 * are the same; else what is not, in broken. */
int kpi_naive_agrees(inc_kpi *kpi, const kpi_choice *choice, const kpi_batch *batches,
                     size_t batches_count, char *broken, size_t broken_size);

#endif
