/* The lanes of the races. Each loop is what a careful caller would write: the result is kept, and
 * whether any call failed. */
#include "lanes.h"

#define LANE_LENGTH (8 * INC_HOUR)

static const inc_duration lane_length = LANE_LENGTH;

static inc_status lane_add(bench_sample *sample, const inc_time *start)
{
    const inc_calendar *calendar = sample->calendar;
    inc_status failed = INC_OK;
    size_t i;

    for (i = 0; i < sample->count; i++)
        failed |= inc_calendar_add(calendar, start[i], LANE_LENGTH, &sample->results[i]);
    return failed;
}

static inc_status lane_between(bench_sample *sample, const inc_time *a, const inc_time *b)
{
    const inc_calendar *calendar = sample->calendar;
    inc_status failed = INC_OK;
    size_t i;

    for (i = 0; i < sample->count; i++)
        failed |= inc_calendar_between(calendar, a[i], b[i], &sample->results[i]);
    return failed;
}

static inc_status lane_is_open(bench_sample *sample, const inc_time *time)
{
    const inc_calendar *calendar = sample->calendar;
    inc_status failed = INC_OK;
    size_t i;

    for (i = 0; i < sample->count; i++) {
        int32_t open;
        failed |= inc_calendar_is_open(calendar, time[i], &open);
        sample->open[i] = (uint8_t) open;
    }
    return failed;
}

inc_status lane_add_library(bench_sample *sample)
{
    return lane_add(sample, sample->start);
}

inc_status lane_add_yardstick(bench_sample *sample)
{
    const yardstick table = sample->table;
    size_t i;

    for (i = 0; i < sample->count; i++)
        sample->results[i] = yardstick_add(&table, sample->start[i], LANE_LENGTH);
    return INC_OK;
}

inc_status lane_between_yardstick(bench_sample *sample)
{
    const yardstick table = sample->table;
    size_t i;

    for (i = 0; i < sample->count; i++)
        sample->results[i] = yardstick_between(&table, sample->start[i], sample->years[i]);
    return INC_OK;
}

inc_status lane_is_open_library(bench_sample *sample)
{
    return lane_is_open(sample, sample->start);
}

inc_status lane_is_open_yardstick(bench_sample *sample)
{
    const yardstick table = sample->table;
    size_t i;

    for (i = 0; i < sample->count; i++)
        sample->open[i] = (uint8_t) yardstick_is_open(&table, sample->start[i]);
    return INC_OK;
}

inc_status lane_between_day(bench_sample *sample)
{
    return lane_between(sample, sample->start, sample->day);
}

inc_status lane_between_years(bench_sample *sample)
{
    return lane_between(sample, sample->start, sample->years);
}

inc_status lane_add_single(bench_sample *sample)
{
    return lane_add(sample, sample->sorted);
}

inc_status lane_add_batch(bench_sample *sample)
{
    const inc_batch_options options = {.size = sizeof options, .one_duration = 1};
    return inc_calendar_add_batch(sample->calendar, sample->sorted, &lane_length, sample->count,
                                  &options, sample->results, NULL);
}

inc_status lane_add_column_single(bench_sample *sample)
{
    inc_status failed = INC_OK;
    size_t i;

    for (i = 0; i < sample->count; i++)
        failed |= inc_calendar_add(sample->calendar, sample->sorted[i], sample->lengths[i],
                                   &sample->results[i]);
    return failed;
}

inc_status lane_add_column_batch(bench_sample *sample)
{
    return inc_calendar_add_batch(sample->calendar, sample->sorted, sample->lengths, sample->count,
                                  NULL, sample->results, NULL);
}

inc_status lane_between_single(bench_sample *sample)
{
    return lane_between(sample, sample->sorted, sample->sorted_later);
}

inc_status lane_between_batch(bench_sample *sample)
{
    return inc_calendar_between_batch(sample->calendar, sample->sorted, sample->sorted_later,
                                      sample->count, NULL, sample->results, NULL);
}

inc_status lane_between_apart_single(bench_sample *sample)
{
    return lane_between(sample, sample->sorted, sample->sorted_apart);
}

inc_status lane_between_apart_batch(bench_sample *sample)
{
    return inc_calendar_between_batch(sample->calendar, sample->sorted, sample->sorted_apart,
                                      sample->count, NULL, sample->results, NULL);
}

inc_status lane_is_open_single(bench_sample *sample)
{
    return lane_is_open(sample, sample->sorted);
}

inc_status lane_is_open_batch(bench_sample *sample)
{
    return inc_calendar_is_open_batch(sample->calendar, sample->sorted, sample->count, NULL,
                                      sample->open, NULL);
}

inc_status lane_build(bench_sample *sample)
{
    inc_calendar *calendar = sample_calendar(sample, SAMPLE_FIRST_YEAR, 10);
    inc_status status = calendar != NULL ? INC_OK : INC_E_NOMEM;

    inc_calendar_unref(calendar);
    return status;
}
