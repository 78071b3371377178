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
    inc_status status = INC__OPTIONS(local, options, reserved);

    if (status == INC_OK && (local->one_duration > 1 || local->reserved != 0))
        return INC_E_INVALID;
    return status;
}

static void batch_note(batch_tally *tally, size_t index, inc_status status)
{
    if (tally->statuses != NULL)
        tally->statuses[index] = (int32_t) status;
    if (status != INC_OK && tally->first == INC_OK)
        tally->first = status;
}

/* Where the last item was found: neighbours in a sorted column mostly lie in one window. */
typedef struct batch_cursor {
    const inc__timeline *timeline;
    inc__sight sight;
    inc__window window;
} batch_cursor;

static void batch_open_cursor(const inc_calendar *calendar, batch_cursor *cursor)
{
    cursor->timeline = &calendar->timeline;
    inc__sight_take(cursor->timeline, INC_TIME_MIN, &cursor->sight);
    inc__window_take(&cursor->sight, &cursor->window);
}

static void batch_move(batch_cursor *cursor, inc_time time)
{
    inc__window *window = &cursor->window;

    if (time >= window->to && inc__window_step(window) && time < window->to)
        return;
    inc__sight_move(cursor->timeline, time, &cursor->sight);
    inc__window_take(&cursor->sight, window);
}

/* The window around a supported instant. */
static inline const inc__window *batch_window(batch_cursor *cursor, inc_time time)
{
    if (!inc__window_holds(&cursor->window, time))
        batch_move(cursor, time);
    return &cursor->window;
}

static inline inc_duration batch_open_at(batch_cursor *cursor, inc_time time)
{
    return inc__window_open(batch_window(cursor, time), time);
}

static inline inc_status batch_add(batch_cursor *cursor, inc_time start, inc_duration duration,
                                   inc_time *result)
{
    inc_duration open;

    *result = start;
    if (!inc__time_valid(start))
        return INC_E_RANGE;
    if (duration == 0)
        return INC_OK;
    open = batch_open_at(cursor, start);
    if (!inc__near_duration(duration) ||
        !inc__near_add(&cursor->window.near, open, duration, result))
        return inc__sight_add(cursor->timeline, open, duration, result);
    return *result <= INC_TIME_MAX ? INC_OK : INC_E_RANGE;
}

inc_status inc_calendar_add_batch(const inc_calendar *calendar, const inc_time *starts,
                                  const inc_duration *durations, size_t count,
                                  const inc_batch_options *options, inc_time *results,
                                  int32_t *statuses)
{
    batch_tally tally = {statuses, INC_OK};
    inc_batch_options local;
    inc_status status = batch_begin(options, &local);
    batch_cursor cursor;
    size_t i;

    if (calendar == NULL || starts == NULL || durations == NULL || results == NULL)
        return INC_E_INVALID;
    if (status != INC_OK)
        return status;
    batch_open_cursor(calendar, &cursor);
    for (i = 0; i < count; i++) {
        inc_duration duration = durations[local.one_duration ? 0 : i];
        inc_time result;
        status = batch_add(&cursor, starts[i], duration, &result);
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
    batch_cursor from, to;
    size_t i;

    if (calendar == NULL || a == NULL || b == NULL || worked == NULL)
        return INC_E_INVALID;
    if (status != INC_OK)
        return status;
    batch_open_cursor(calendar, &from);
    batch_open_cursor(calendar, &to);
    for (i = 0; i < count; i++) {
        int valid = inc__time_valid(a[i]) && inc__time_valid(b[i]);
        worked[i] = valid ? batch_open_at(&to, b[i]) - batch_open_at(&from, a[i]) : 0;
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
    batch_cursor cursor;
    size_t i;

    if (calendar == NULL || times == NULL || open == NULL)
        return INC_E_INVALID;
    if (status != INC_OK)
        return status;
    batch_open_cursor(calendar, &cursor);
    for (i = 0; i < count; i++) {
        int valid = inc__time_valid(times[i]);
        open[i] =
            (uint8_t) (valid && inc__window_inside(batch_window(&cursor, times[i]), times[i]));
        batch_note(&tally, i, valid ? INC_OK : INC_E_RANGE);
    }
    return tally.first;
}
