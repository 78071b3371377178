/* The lanes of the races: each does one thing with every instant of the sample. */
#ifndef BENCH_LANES_H
#define BENCH_LANES_H

#include "sample.h"

/* What a lane finds out goes to results or open, so that two lanes can be compared. */
typedef inc_status lane(bench_sample *sample);

lane lane_add_library, lane_add_yardstick;
lane lane_is_open_library, lane_is_open_yardstick;
lane lane_between_day, lane_between_years, lane_between_yardstick;
lane lane_add_single, lane_add_batch;
lane lane_add_column_single, lane_add_column_batch;
lane lane_between_single, lane_between_batch;
lane lane_between_apart_single, lane_between_apart_batch;
lane lane_is_open_single, lane_is_open_batch;
lane lane_build;

#endif
