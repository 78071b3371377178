/* Questions to a calendar, a column at a time: each item starts where the one before was found. */
#include "base/options.h"
#include "time/calendar.h"
#include "time/sight.h"

#include <string.h>

/* The first failure of a column, and where to note each. */
typedef struct batch_tally {
    int32_t *statuses;
    inc_status first;
} batch_tally;

static inc_status batch_begin(const inc_batch_options *options, inc_batch_options *local)
{
    return INC__OPTIONS(local, options, reserved);
}

static void batch_note(batch_tally *tally, size_t index, inc_status status)
{
    if (tally->statuses != NULL)
        tally->statuses[index] = (int32_t) status;
    if (status != INC_OK && tally->first == INC_OK)
        tally->first = status;
}

inc_status inc_calendar_add_batch(const inc_calendar *calendar, const inc_time *starts,
                                  const inc_duration *durations, size_t count,
                                  const inc_batch_options *options, inc_time *results,
                                  int32_t *statuses)
{
    batch_tally tally = {statuses, INC_OK};
    inc_batch_options local;
    inc_status status = batch_begin(options, &local);
    inc__sight sight;
    size_t i;

    if (calendar == NULL || starts == NULL || durations == NULL || results == NULL)
        return INC_E_INVALID;
    if (status != INC_OK)
        return status;
    inc__sight_take(&calendar->timeline, INC_TIME_MIN, &sight);
    for (i = 0; i < count; i++) {
        inc_duration duration = durations[local.one_duration ? 0 : i];
        inc_time start = starts[i], result = start;
        status = inc__time_valid(start) ? INC_OK : INC_E_RANGE;
        if (status == INC_OK && duration != 0) {
            inc__sight_move(&calendar->timeline, start, &sight);
            status = inc__sight_add(&calendar->timeline, &sight, duration, &result);
        }
        results[i] = status == INC_OK ? result : INC_TIME_NONE;
        batch_note(&tally, i, status);
    }
    return tally.first;
}

inc_status inc_calendar_between_batch(const inc_calendar *calendar, const inc_time *a,
                                      const inc_time *b, size_t count,
                                      const inc_batch_options *options, inc_duration *worked,
                                      int32_t *statuses)
{
    batch_tally tally = {statuses, INC_OK};
    inc_batch_options local;
    inc_status status = batch_begin(options, &local);
    inc__sight from, to;
    size_t i;

    if (calendar == NULL || a == NULL || b == NULL || worked == NULL)
        return INC_E_INVALID;
    if (status != INC_OK)
        return status;
    inc__sight_take(&calendar->timeline, INC_TIME_MIN, &from);
    to = from;
    for (i = 0; i < count; i++) {
        int valid = inc__time_valid(a[i]) && inc__time_valid(b[i]);
        inc_duration span = 0;
        if (valid) {
            inc__sight_move(&calendar->timeline, a[i], &from);
            inc__sight_move(&calendar->timeline, b[i], &to);
            span = to.open - from.open;
        }
        worked[i] = span;
        batch_note(&tally, i, valid ? INC_OK : INC_E_RANGE);
    }
    return tally.first;
}

inc_status inc_calendar_is_open_batch(const inc_calendar *calendar, const inc_time *times,
                                      size_t count, const inc_batch_options *options, uint8_t *open,
                                      int32_t *statuses)
{
    batch_tally tally = {statuses, INC_OK};
    inc_batch_options local;
    inc_status status = batch_begin(options, &local);
    inc__sight sight;
    size_t i;

    if (calendar == NULL || times == NULL || open == NULL)
        return INC_E_INVALID;
    if (status != INC_OK)
        return status;
    inc__sight_take(&calendar->timeline, INC_TIME_MIN, &sight);
    for (i = 0; i < count; i++) {
        int valid = inc__time_valid(times[i]);
        if (valid)
            inc__sight_move(&calendar->timeline, times[i], &sight);
        open[i] = (uint8_t) (valid && sight.inside);
        batch_note(&tally, i, valid ? INC_OK : INC_E_RANGE);
    }
    return tally.first;
}
