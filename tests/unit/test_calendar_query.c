/* Questions to calendars: edges, laws, columns and the ends of the axis. What the answers are on
 * given days is in tests/cases. */
#include "calendar_fixture.h"
#include "unit.h"

#include <string.h>

#define SAMPLES 2000

static fixture_memory memory;
static inc_context *context;

static const char *const zones[] = {"UTC",          "Europe/Brussels",     "America/New_York",
                                    "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"};
#define ZONES (sizeof zones / sizeof zones[0])

static void setup(void)
{
    context = fixture_context(&memory);
}

static void teardown(void)
{
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_calendar *only(inc_date date)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_exception exception = {.size = sizeof exception};

    exception.scope = INC_SCOPE_DATE;
    exception.from = date;
    exception.hours = &hours;
    exception.hours_count = 1;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
    return fixture_built(builder);
}

static inc_calendar *always(void)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");

    fixture_weekly(builder, INC_MONDAY, INC_SUNDAY, 0, 86400);
    return fixture_built(builder);
}

static inc_calendar *nested(const char *zone)
{
    inc_calendar *rich = fixture_rich(context, zone), *day = fixture_hours(context, 6, 15);
    inc_calendar *late = fixture_hours(context, 12, 23), *one, *two;
    const inc_calendar *parts[2] = {rich, day};

    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, 2, &one), INC_OK);
    parts[0] = one;
    parts[1] = late;
    ck_assert_int_eq(inc_calendar_combine(context, INC_DIFFERENCE, parts, 2, &two), INC_OK);
    inc_calendar_unref(rich);
    inc_calendar_unref(day);
    inc_calendar_unref(late);
    inc_calendar_unref(one);
    return two;
}

static int open_at(const inc_calendar *calendar, inc_time time)
{
    int32_t open = -1;

    ck_assert_int_eq(inc_calendar_is_open(calendar, time, &open), INC_OK);
    ck_assert(open == 0 || open == 1);
    return open;
}

static inc_duration between(const inc_calendar *calendar, inc_time a, inc_time b)
{
    inc_duration worked = -1;

    ck_assert_int_eq(inc_calendar_between(calendar, a, b, &worked), INC_OK);
    return worked;
}

/* Everything that is said of the edges around an instant, in terms of is_open and between. */
static void check_edges(const inc_calendar *calendar, inc_time time)
{
    inc_time next, close, last, opening;

    if (inc_calendar_next_open(calendar, time, &next) == INC_OK) {
        ck_assert(next >= time && open_at(calendar, next));
        ck_assert_int_eq(between(calendar, time, next), 0);
    }
    if (inc_calendar_next_close(calendar, time, &close) == INC_OK) {
        ck_assert(close > next && !open_at(calendar, close));
        ck_assert_int_eq(between(calendar, next, close), close - next);
    }
    if (inc_calendar_prev_open(calendar, time, &last) == INC_OK) {
        ck_assert(last <= time && open_at(calendar, last - 1));
        ck_assert_int_eq(between(calendar, last, time), 0);
    }
    if (inc_calendar_prev_opening(calendar, time, &opening) == INC_OK) {
        ck_assert(opening < last && open_at(calendar, opening));
        ck_assert(opening == INC_TIME_MIN || !open_at(calendar, opening - 1));
        ck_assert_int_eq(between(calendar, opening, last), last - opening);
    }
}

START_TEST(edges_are_where_they_say)
{
    uint64_t state = 1;
    size_t i, j;

    for (i = 0; i < ZONES; i++) {
        inc_calendar *plain = fixture_rich(context, zones[i]), *both = nested(zones[i]);
        for (j = 0; j < SAMPLES / 4; j++) {
            check_edges(plain, fixture_instant(&state));
            check_edges(both, fixture_instant(&state));
        }
        inc_calendar_unref(plain);
        inc_calendar_unref(both);
    }
}
END_TEST

/* Reversed time: the mirror image of Monday to Friday 09:00-17:00 around a noon is itself. */
START_TEST(twins_mirror_each_other)
{
    inc_calendar *calendar = fixture_hours(context, 9, 15);
    inc_time noon = fixture_time(6, 3, 12, 0), forward, backward;
    inc_duration away;

    for (away = -3 * 24 * INC_HOUR; away <= 3 * 24 * INC_HOUR; away += 11 * INC_MINUTE) {
        ck_assert_int_eq(inc_calendar_next_open(calendar, noon + away, &forward), INC_OK);
        ck_assert_int_eq(inc_calendar_prev_open(calendar, noon - away, &backward), INC_OK);
        ck_assert_int_eq(forward - noon, noon - backward);
        ck_assert_int_eq(inc_calendar_next_close(calendar, noon + away, &forward), INC_OK);
        ck_assert_int_eq(inc_calendar_prev_opening(calendar, noon - away, &backward), INC_OK);
        ck_assert_int_eq(forward - noon, noon - backward);
    }
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(intervals_tile_the_open_time)
{
    uint64_t state = 2;
    size_t i, j;

    for (i = 0; i < ZONES; i++) {
        inc_calendar *calendar = nested(zones[i]);
        for (j = 0; j < 50; j++) {
            inc_time from = fixture_instant(&state), to = from + 90 * FIXTURE_DAY, at = from;
            inc_duration sum = 0;
            inc_interval interval;
            if (to > INC_TIME_MAX)
                continue;
            while (inc_calendar_next_interval(calendar, at, to, &interval) == INC_OK) {
                ck_assert(interval.from >= at && interval.from < interval.to && interval.to <= to);
                ck_assert(open_at(calendar, interval.from));
                ck_assert(interval.to == to || !open_at(calendar, interval.to));
                sum += interval.to - interval.from;
                at = interval.to;
            }
            ck_assert_int_eq(sum, between(calendar, from, to));
        }
        inc_calendar_unref(calendar);
    }
}
END_TEST

/* One more than asked for, so that all + 1 is a column too. */
static inc_time *instants(uint64_t *state, size_t count)
{
    inc_time *all = malloc((count + 1) * sizeof *all);
    size_t i;

    for (i = 0; i <= count; i++)
        all[i] = fixture_instant(state);
    /* Out of range, the very ends, and neighbours that lie in one window. */
    all[3] = INC_TIME_MAX + 1;
    all[4] = INC_TIME_MIN - 1;
    all[5] = INC_TIME_NONE;
    all[6] = INC_TIME_MIN;
    all[7] = INC_TIME_MAX;
    for (i = 8; i < 200; i++)
        all[i] = all[i - 1] - (inc_time) (fixture_random(state) % (uint64_t) (5 * INC_HOUR));
    for (i = 200; i < 400; i++)
        all[i] = all[i - 1] + (inc_time) (fixture_random(state) % (uint64_t) (9 * INC_HOUR));
    all[200] = fixture_at("2026-01-01T00:00Z");
    return all;
}

static inc_duration *spans(uint64_t *state, size_t count)
{
    inc_duration *all = malloc(count * sizeof *all);
    size_t i;

    for (i = 0; i < count; i++)
        all[i] =
            (inc_duration) (fixture_random(state) % (uint64_t) (4000 * INC_HOUR)) - 2000 * INC_HOUR;
    for (i = 100; i < 300; i++)
        all[i] = (inc_duration) (fixture_random(state) % (uint64_t) (3 * INC_HOUR));
    all[10] = 0;
    all[11] = INT64_MAX;
    all[12] = INT64_MIN;
    all[13] = 1;
    all[14] = -1;
    return all;
}

static void check_add(const inc_calendar *calendar, const inc_time *starts,
                      const inc_duration *durations, const inc_batch_options *options)
{
    int one = options != NULL && options->one_duration == 1;
    inc_time *results = malloc(SAMPLES * sizeof *results), *more = malloc(SAMPLES * sizeof *more);
    int32_t *statuses = malloc(SAMPLES * sizeof *statuses);
    inc_status first = INC_OK, answered;
    size_t i;

    answered =
        inc_calendar_add_batch(calendar, starts, durations, SAMPLES, options, results, statuses);
    for (i = 0; i < SAMPLES; i++) {
        inc_time single = INC_TIME_NONE;
        inc_status status = inc_calendar_add(calendar, starts[i], durations[one ? 0 : i], &single);
        ck_assert_int_eq(statuses[i], status);
        ck_assert_int_eq(results[i], single);
        first = first == INC_OK ? status : first;
    }
    ck_assert_int_eq(answered, first);
    ck_assert_int_eq(
        inc_calendar_add_batch(calendar, starts, durations, SAMPLES, options, more, NULL), first);
    ck_assert_mem_eq(results, more, SAMPLES * sizeof *results);
    free(results);
    free(more);
    free(statuses);
}

static void check_between(const inc_calendar *calendar, const inc_time *a, const inc_time *b)
{
    inc_duration *worked = malloc(SAMPLES * sizeof *worked);
    int32_t *statuses = malloc(SAMPLES * sizeof *statuses);
    inc_status first = INC_OK, answered;
    size_t i;

    answered = inc_calendar_between_batch(calendar, a, b, SAMPLES, NULL, worked, statuses);
    for (i = 0; i < SAMPLES; i++) {
        inc_duration single = 0;
        inc_status status = inc_calendar_between(calendar, a[i], b[i], &single);
        ck_assert_int_eq(statuses[i], status);
        ck_assert_int_eq(worked[i], single);
        first = first == INC_OK ? status : first;
    }
    ck_assert_int_eq(answered, first);
    free(worked);
    free(statuses);
}

static void check_is_open(const inc_calendar *calendar, const inc_time *times)
{
    uint8_t *open = malloc(SAMPLES);
    int32_t *statuses = malloc(SAMPLES * sizeof *statuses);
    size_t i;

    ck_assert_int_eq(inc_calendar_is_open_batch(calendar, times, SAMPLES, NULL, open, statuses),
                     INC_E_RANGE);
    for (i = 0; i < SAMPLES; i++) {
        int32_t single = 0;
        ck_assert_int_eq(statuses[i], inc_calendar_is_open(calendar, times[i], &single));
        ck_assert_int_eq(open[i], single);
    }
    free(open);
    free(statuses);
}

START_TEST(columns_answer_as_single_calls)
{
    const inc_batch_options one = {sizeof one, 1, 0};
    uint64_t state = 3;
    size_t i, j;

    for (i = 0; i < ZONES; i++) {
        inc_calendar *calendars[2];
        inc_time *a = instants(&state, SAMPLES), *b = instants(&state, SAMPLES);
        inc_duration *durations = spans(&state, SAMPLES);
        calendars[0] = fixture_rich(context, zones[i]);
        calendars[1] = nested(zones[i]);
        for (j = 0; j < 2; j++) {
            check_add(calendars[j], a, durations, NULL);
            check_add(calendars[j], a, durations, &one);
            check_between(calendars[j], a, b);
            check_is_open(calendars[j], a);
            inc_calendar_unref(calendars[j]);
        }
        free(a);
        free(b);
        free(durations);
    }
}
END_TEST

START_TEST(columns_of_calendars_that_hardly_open)
{
    uint64_t state = 4;
    inc_time *a = instants(&state, SAMPLES);
    inc_duration *durations = spans(&state, SAMPLES);
    inc_calendar *calendars[4];
    size_t i;

    calendars[0] = only(fixture_date(2026, 6, 1));
    calendars[1] = fixture_built(fixture_builder(context, "UTC"));
    calendars[2] = always();
    calendars[3] = only(fixture_date(1900, 1, 1));
    for (i = 0; i < 4; i++) {
        check_add(calendars[i], a, durations, NULL);
        check_between(calendars[i], a, a + 1);
        check_is_open(calendars[i], a);
        inc_calendar_unref(calendars[i]);
    }
    free(a);
    free(durations);
}
END_TEST

START_TEST(columns_refuse)
{
    inc_calendar *calendar = fixture_hours(context, 9, 17);
    inc_batch_options options = {sizeof options, 0, 0};
    inc_time time = 0, result = 7;
    inc_duration duration = 0, worked = 7;
    uint8_t open = 7;

#define ADD(c, s, d, o, r) inc_calendar_add_batch(c, s, d, 1, o, r, NULL)
#define BETWEEN(c, a, b, o, w) inc_calendar_between_batch(c, a, b, 1, o, w, NULL)
#define IS_OPEN(c, t, o, w) inc_calendar_is_open_batch(c, t, 1, o, w, NULL)
    ck_assert_int_eq(ADD(NULL, &time, &duration, NULL, &result), INC_E_INVALID);
    ck_assert_int_eq(ADD(calendar, NULL, &duration, NULL, &result), INC_E_INVALID);
    ck_assert_int_eq(ADD(calendar, &time, NULL, NULL, &result), INC_E_INVALID);
    ck_assert_int_eq(ADD(calendar, &time, &duration, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(BETWEEN(NULL, &time, &time, NULL, &worked), INC_E_INVALID);
    ck_assert_int_eq(BETWEEN(calendar, NULL, &time, NULL, &worked), INC_E_INVALID);
    ck_assert_int_eq(BETWEEN(calendar, &time, NULL, NULL, &worked), INC_E_INVALID);
    ck_assert_int_eq(BETWEEN(calendar, &time, &time, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(IS_OPEN(NULL, &time, NULL, &open), INC_E_INVALID);
    ck_assert_int_eq(IS_OPEN(calendar, NULL, NULL, &open), INC_E_INVALID);
    ck_assert_int_eq(IS_OPEN(calendar, &time, NULL, NULL), INC_E_INVALID);
    options.size = 1;
    ck_assert_int_eq(ADD(calendar, &time, &duration, &options, &result), INC_E_INVALID);
    ck_assert_int_eq(BETWEEN(calendar, &time, &time, &options, &worked), INC_E_INVALID);
    ck_assert_int_eq(IS_OPEN(calendar, &time, &options, &open), INC_E_INVALID);
    ck_assert_int_eq(result, 7);
    ck_assert_int_eq(worked, 7);
    ck_assert_uint_eq(open, 7);
    options.size = sizeof options;
    ck_assert_int_eq(inc_calendar_add_batch(calendar, &time, &duration, 0, &options, &result, NULL),
                     INC_OK);
    ck_assert_int_eq(result, 7);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(single_calls_refuse)
{
    inc_calendar *calendar = fixture_hours(context, 9, 17);
    inc_time result = 7;
    int32_t open = 7;
    inc_interval interval = {7, 7};
    inc_status (*const edges[])(const inc_calendar *, inc_time,
                                inc_time *) = {inc_calendar_next_open, inc_calendar_next_close,
                                               inc_calendar_prev_open, inc_calendar_prev_opening};
    size_t i;

    for (i = 0; i < 4; i++) {
        ck_assert_int_eq(edges[i](NULL, 0, &result), INC_E_INVALID);
        ck_assert_int_eq(edges[i](calendar, 0, NULL), INC_E_INVALID);
        ck_assert_int_eq(edges[i](calendar, INC_TIME_MIN - 1, &result), INC_E_RANGE);
        ck_assert_int_eq(edges[i](calendar, INC_TIME_MAX + 1, &result), INC_E_RANGE);
    }
    ck_assert_int_eq(inc_calendar_is_open(NULL, 0, &open), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_is_open(calendar, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_is_open(calendar, INC_TIME_NONE, &open), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_between(NULL, 0, 0, &result), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_between(calendar, 0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_between(calendar, INC_TIME_NONE, 0, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_between(calendar, 0, INC_TIME_MAX + 1, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add(NULL, 0, 0, &result), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add(calendar, 0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_add(calendar, INC_TIME_NONE, 0, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_next_interval(NULL, 0, 1, &interval), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, 0, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, INC_TIME_NONE, 1, &interval),
                     INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, 0, INC_TIME_MAX + 1, &interval),
                     INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, 5, 5, &interval), INC_DONE);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, 6, 5, &interval), INC_DONE);
    ck_assert_int_eq(result, 7);
    ck_assert_int_eq(open, 7);
    ck_assert_int_eq(interval.from, 7);
    inc_calendar_unref(calendar);
}
END_TEST

/* 1900-01-01 is a Monday, 9999-12-31 a Friday. */
START_TEST(the_ends_of_the_axis)
{
    inc_calendar *calendar = fixture_hours(context, 9, 17);
    inc_time first = fixture_at("1900-01-01T09:00Z"), last = fixture_at("9999-12-31T17:00Z");
    inc_time result;
    inc_interval interval;

    ck_assert_int_eq(inc_calendar_next_open(calendar, INC_TIME_MIN, &result), INC_OK);
    ck_assert_int_eq(result, first);
    ck_assert_int_eq(inc_calendar_prev_open(calendar, INC_TIME_MAX, &result), INC_OK);
    ck_assert_int_eq(result, last);
    ck_assert_int_eq(inc_calendar_next_open(calendar, last, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_next_close(calendar, last, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_prev_open(calendar, first, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, first, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, first + 1, &result), INC_OK);
    ck_assert_int_eq(result, first);
    ck_assert_int_eq(inc_calendar_add(calendar, last - 1, 1, &result), INC_OK);
    ck_assert_int_eq(result, last);
    ck_assert_int_eq(inc_calendar_add(calendar, last - 1, 2, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add(calendar, last, INT64_MAX, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add(calendar, first + 1, -1, &result), INC_OK);
    ck_assert_int_eq(result, first);
    ck_assert_int_eq(inc_calendar_add(calendar, first + 1, -2, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_add(calendar, first, INT64_MIN, &result), INC_E_RANGE);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, last, INC_TIME_MAX, &interval), INC_DONE);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, last - 1, INC_TIME_MAX, &interval),
                     INC_OK);
    ck_assert_int_eq(interval.to, last);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(a_calendar_that_never_closes)
{
    inc_calendar *calendar = always();
    inc_time result = 7;
    inc_interval interval;

    ck_assert_int_eq(inc_calendar_next_close(calendar, 0, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, 0, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_prev_open(calendar, INC_TIME_MIN, &result), INC_E_RANGE);
    ck_assert_int_eq(result, 7);
    ck_assert_int_eq(inc_calendar_next_open(calendar, 0, &result), INC_OK);
    ck_assert_int_eq(result, 0);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, 0, 100, &interval), INC_OK);
    ck_assert_int_eq(interval.to, 100);
    ck_assert_int_eq(between(calendar, INC_TIME_MIN, INC_TIME_MAX), INC_TIME_MAX - INC_TIME_MIN);
    inc_calendar_unref(calendar);
}
END_TEST

/* Open from the very first instant until a holiday in 1999: what opened before 1900 has no opening
 * that could be told. */
START_TEST(an_interval_that_began_before_the_axis)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    inc_calendar *calendar;
    inc_time result = 7;

    fixture_weekly(builder, INC_MONDAY, INC_SUNDAY, 0, 86400);
    fixture_holiday(builder, INC_SCOPE_DATE, fixture_date(1999, 5, 5), 0, "Once");
    calendar = fixture_built(builder);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, 0, &result), INC_E_RANGE);
    ck_assert_int_eq(result, 7);
    ck_assert_int_eq(inc_calendar_next_close(calendar, 0, &result), INC_OK);
    ck_assert_int_eq(result, fixture_at("1999-05-05T00:00Z"));
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, fixture_at("2500-01-01T00:00Z"), &result),
                     INC_OK);
    ck_assert_int_eq(result, fixture_at("1999-05-06T00:00Z"));
    ck_assert_int_eq(inc_calendar_next_close(calendar, fixture_at("1999-05-06T00:00Z"), &result),
                     INC_E_UNREACHABLE);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(one_day_ever)
{
    inc_calendar *calendar = only(fixture_date(2026, 6, 1));
    inc_time opening = fixture_time(6, 1, 9, 0), closing = fixture_time(6, 1, 17, 0), result = 7;
    inc_interval interval;

    ck_assert_int_eq(inc_calendar_reachable(calendar), 1);
    ck_assert_int_eq(inc_calendar_add(calendar, opening, 8 * INC_HOUR + 1, &result),
                     INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_add(calendar, closing, -8 * INC_HOUR - 1, &result),
                     INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_add(calendar, closing, INT64_MAX, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_next_open(calendar, closing, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_prev_open(calendar, opening, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_next_close(calendar, closing, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, opening, &result), INC_E_UNREACHABLE);
    ck_assert_int_eq(inc_calendar_next_interval(calendar, closing, INC_TIME_MAX, &interval),
                     INC_DONE);
    ck_assert_int_eq(result, 7);
    ck_assert_int_eq(inc_calendar_add(calendar, INC_TIME_MIN, 8 * INC_HOUR, &result), INC_OK);
    ck_assert_int_eq(result, closing);
    ck_assert_int_eq(inc_calendar_add(calendar, INC_TIME_MAX, -8 * INC_HOUR, &result), INC_OK);
    ck_assert_int_eq(result, opening);
    inc_calendar_unref(calendar);
}
END_TEST

/* Open in every second of every year but for one: the edges of years are no closings. */
START_TEST(intervals_that_run_through_years)
{
    inc_calendar_builder *builder = fixture_builder(context, "UTC");
    inc_calendar *calendar;
    inc_interval interval;
    inc_time result;

    fixture_weekly(builder, INC_MONDAY, INC_SUNDAY, 0, 86400);
    fixture_holiday(builder, INC_SCOPE_YEARLY, 229, 0, "Leap day");
    calendar = fixture_built(builder);
    ck_assert_int_eq(inc_calendar_next_close(calendar, fixture_at("2096-03-01T00:00Z"), &result),
                     INC_OK);
    ck_assert_int_eq(result, fixture_at("2104-02-29T00:00Z"));
    ck_assert_int_eq(inc_calendar_prev_opening(calendar, fixture_at("9904-02-29T00:00Z"), &result),
                     INC_OK);
    ck_assert_int_eq(result, fixture_at("9896-03-01T00:00Z"));
    ck_assert_int_eq(inc_calendar_next_interval(calendar, fixture_at("9896-02-29T12:00Z"),
                                                fixture_at("9999-01-01T00:00Z"), &interval),
                     INC_OK);
    ck_assert_int_eq(interval.from, fixture_at("9896-03-01T00:00Z"));
    ck_assert_int_eq(interval.to, fixture_at("9904-02-29T00:00Z"));
    inc_calendar_unref(calendar);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {edges_are_where_they_say,
                                  twins_mirror_each_other,
                                  intervals_tile_the_open_time,
                                  columns_answer_as_single_calls,
                                  columns_of_calendars_that_hardly_open,
                                  columns_refuse,
                                  single_calls_refuse,
                                  the_ends_of_the_axis,
                                  a_calendar_that_never_closes,
                                  an_interval_that_began_before_the_axis,
                                  one_day_ever,
                                  intervals_that_run_through_years,
                                  NULL};

    return unit_run("calendar_query", tests, setup, teardown);
}
