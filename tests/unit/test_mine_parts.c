/* Mining from the inside: open time from tables, the best target, the fewest rows unexplained; each
 * against the slow way. */
#include "mine_fixture.h"
#include "unit.h"

#include "kpi/mine_cut.h"
#include "kpi/mine_field.h"

#include <string.h>

static fixture_memory memory;
static inc_context *context;

static void setup(void)
{
    context = fixture_context(&memory);
}

static void teardown(void)
{
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc__mine_hours any_hours(uint64_t *state)
{
    inc__mine_hours hours;

    hours.weekdays = 1 + (int32_t) made_number(state, 127);
    hours.start = (int32_t) made_number(state, 96) * 15;
    hours.length = (int32_t) (1 + made_number(state, 96)) * 15;
    return hours;
}

static inc_calendar *calendar_of(const char *zone, const inc__mine_hours *hours)
{
    made_rule rule = {.zone = zone};

    rule.weekdays = hours->weekdays;
    rule.from = hours->start;
    rule.to = hours->start + hours->length;
    return made_calendar(context, &rule);
}

/* Two instants at most some years apart, many of them near each other or near a change of clocks.
 */
static void any_span(uint64_t *state, const inc_zone *zone, inc_time *from, inc_time *to)
{
    static const int64_t spans[] = {INC_SECOND, 3 * INC_HOUR, 3 * FIXTURE_DAY, 900 * FIXTURE_DAY};

    *from = fixture_instant(state);
    if (made_number(state, 3) == 0 && inc_zone_next_transition(zone, *from, from) == INC_OK)
        *from -= made_number(state, 6 * INC_HOUR) - 3 * INC_HOUR;
    *to = *from + made_number(state, spans[made_number(state, 4)]);
    if (*from < INC_TIME_MIN + 1)
        *from = INC_TIME_MIN + 1;
    if (*to > INC_TIME_MAX)
        *to = INC_TIME_MAX;
}

static void check_hours(uint64_t *state, const char *name)
{
    inc__mine_hours hours = any_hours(state);
    inc_calendar *calendar = calendar_of(name, &hours);
    inc_zone *source = fixture_zone(context, name);
    inc__mine_zone zone;
    inc__mine_week week;
    int i;

    ck_assert_int_eq(inc__mine_zone_init(&zone, context, source, INC_TIME_MIN, INC_TIME_MAX),
                     INC_OK);
    ck_assert_int_eq(inc__mine_week_init(&week, context, &zone), INC_OK);
    inc__mine_week_set(&week, &zone, &hours);
    for (i = 0; i < 400; i++) {
        inc_time from, to;
        inc_duration counted;
        inc__mine_point first, last;
        int32_t open;
        any_span(state, source, &from, &to);
        first = inc__mine_zone_point(&zone, from);
        last = inc__mine_zone_point(&zone, to);
        ck_assert_int_eq(inc_calendar_between(calendar, from, to, &counted), INC_OK);
        ck_assert_int_eq(inc__mine_week_at(&week, &last) - inc__mine_week_at(&week, &first),
                         counted);
        ck_assert_int_eq(inc_calendar_is_open(calendar, from - 1, &open), INC_OK);
        ck_assert_int_eq(week.open[first.before] != 0, open);
    }
    inc__mine_week_free(&week, context);
    inc__mine_zone_free(&zone, context);
    inc_zone_unref(source);
    inc_calendar_unref(calendar);
}

START_TEST(tables_count_as_calendars_do)
{
    static const char *const zones[] = {"UTC",          "Europe/Brussels",     "America/New_York",
                                        "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia",
                                        "Asia/Tehran",  "Africa/Casablanca",   "Asia/Kathmandu"};
    uint64_t state = 11;
    size_t i;

    for (i = 0; i < 5 * sizeof zones / sizeof *zones; i++)
        check_hours(&state, zones[i % (sizeof zones / sizeof *zones)]);
}
END_TEST

START_TEST(sorting)
{
    int64_t values[200], scratch[200];
    uint64_t state = 1;
    size_t count, i;

    for (count = 0; count <= 200; count++) {
        int64_t sum = 0, sorted = 0;
        for (i = 0; i < count; i++)
            sum += values[i] = made_number(&state, 50);
        inc__mine_sort(values, scratch, count);
        for (i = 0; i < count; i++)
            sorted += values[i];
        ck_assert_int_eq(sorted, sum);
        for (i = 1; i < count; i++)
            ck_assert_int_le(values[i - 1], values[i]);
    }
}
END_TEST

static void round_is(inc_duration least, inc_duration most, inc_duration wanted, int64_t bits)
{
    int64_t got;

    ck_assert_int_eq(inc__mine_round(least, most, &got), wanted);
    ck_assert_int_eq(got, bits);
}

START_TEST(the_roundest_target)
{
    round_is(0, 0, 0, 0);
    round_is(0, INC_MINE_UNBOUNDED, 0, 0);
    round_is(1, INC_MINE_UNBOUNDED, INC_HOUR, 1);
    round_is(8 * INC_HOUR, 8 * INC_HOUR, 8 * INC_HOUR, 4);
    round_is(8 * INC_HOUR + 1, 9 * INC_HOUR - 1, 8 * INC_HOUR + 30 * INC_MINUTE, 6);
    round_is(7 * INC_HOUR + 37 * INC_MINUTE - 1, 7 * INC_HOUR + 37 * INC_MINUTE + 1,
             7 * INC_HOUR + 37 * INC_MINUTE, 7 + 9);
    round_is(15 * INC_MINUTE, 20 * INC_MINUTE, 15 * INC_MINUTE, 3 + 1);
    round_is(7, 7, 7, 11 + 3);
}
END_TEST

/* The verdict of a value under a target, by the meaning of the boundary. */
static int met_under(int64_t value, inc_duration target, int32_t boundary)
{
    int64_t counted = value / 4;
    int late = (value & 2) != 0;

    if (boundary == INC_BOUNDARY_CLOSING && late)
        return counted < target;
    return counted <= target;
}

static int64_t errors_under(const int64_t *values, size_t count, inc_duration target,
                            int32_t boundary)
{
    int64_t errors = 0;
    size_t i;

    for (i = 0; i < count; i++)
        errors += met_under(values[i], target, boundary) != (int) (values[i] & 1);
    return errors;
}

/* The least cost over all targets that can matter: a few units beyond what any row counted. */
static void check_cut(const int64_t *values, size_t count, int32_t boundary, int64_t weight)
{
    inc__mine_cut cut = inc__mine_cut_best(values, count, boundary, weight);
    int64_t least = INT64_MAX, bits;
    inc_duration target;

    for (target = 0; target < 40; target++) {
        int64_t cost = weight * errors_under(values, count, target, boundary);
        (void) inc__mine_round(target, target, &bits);
        if (cost + bits < least)
            least = cost + bits;
    }
    /* Beyond all rows there are rounder targets. */
    (void) inc__mine_round(40, INC_MINE_UNBOUNDED, &bits);
    bits += weight * errors_under(values, count, 40, boundary);
    ck_assert_int_eq(cut.cost, bits < least ? bits : least);
    ck_assert_int_eq(cut.errors, errors_under(values, count, cut.target, boundary));
    ck_assert_int_eq(cut.errors, errors_under(values, count, cut.least, boundary));
    ck_assert_int_eq(cut.errors, errors_under(values, count, cut.most, boundary));
    ck_assert(cut.least <= cut.target && cut.target <= cut.most);
}

START_TEST(the_best_target)
{
    int64_t values[12], scratch[12];
    uint64_t state = 2;
    int round;

    for (round = 0; round < 20000; round++) {
        size_t count = (size_t) made_number(&state, 13), i;
        for (i = 0; i < count; i++)
            values[i] = made_number(&state, 30 * 4);
        inc__mine_sort(values, scratch, count);
        check_cut(values, count, INC_BOUNDARY_CLOSING, 1 + made_number(&state, 8));
        check_cut(values, count, INC_BOUNDARY_NEXT_OPENING, INC__MINE_STRICT);
    }
}
END_TEST

/* A field of one priority, and all of its values by the calendar. */
static inc_mine *any_mine(uint64_t *state, int rows)
{
    inc_mine *mine;
    int i;

    ck_assert_int_eq(inc_mine_new(context, NULL, &mine), INC_OK);
    for (i = 0; i < rows; i++) {
        inc_time stops[2], at = made_number(state, 300) * INC_HOUR;
        inc_mine_row row = {sizeof row, "a", 1, 0, &at, stops};
        stops[0] = at + made_number(state, 60) * 30 * INC_MINUTE;
        stops[1] = made_number(state, 9) == 0 ? INC_TIME_NONE : stops[0] + INC_HOUR;
        row.met = stops[0] < at + 15 * INC_HOUR;
        if (made_number(state, 6) == 0)
            row.met = !row.met;
        ck_assert_int_eq(inc_mine_add(mine, &row), INC_OK);
    }
    return mine;
}

/* The fewest errors over all cuts of the rows, by trying each row's value as the last that is met.
 */
static int64_t fewest_errors(const inc_mine *mine, const inc_calendar *calendar, size_t stop)
{
    int64_t fewest = INT64_MAX, values[300];
    size_t count = 0, unmeasured = 0, i, cut;

    for (i = 0; i < mine->rows.count; i++) {
        const inc_time *times = inc__mine_times(mine, i);
        inc_duration counted;
        inc_time due;
        if (times[1 + stop] == INC_TIME_NONE) {
            unmeasured++;
            continue;
        }
        ck_assert_int_eq(inc_calendar_between(calendar, times[0], times[1 + stop], &counted),
                         INC_OK);
        ck_assert_int_eq(inc_calendar_add(calendar, times[0], counted, &due), INC_OK);
        values[count++] = inc__mine_value(counted, times[1 + stop] > due,
                                          INC__AT(&mine->rows, inc__mine_row, i)->met);
    }
    for (cut = 0; cut <= count; cut++) {
        int64_t last = cut < count ? values[cut] / 2 : -1, errors = 0;
        for (i = 0; i < count; i++)
            errors += (values[i] / 2 <= last) != (int) (values[i] & 1);
        fewest = errors < fewest ? errors : fewest;
    }
    return fewest + (int64_t) unmeasured;
}

static void check_field(uint64_t *state, int rows)
{
    inc_mine *mine = any_mine(state, rows);
    inc_mined_target target = {.priority = 1, .determined = 1, .met = rows};
    inc__array targets = {&target, 1, 1};
    inc__mine_field field;
    int i;

    ck_assert_int_eq(inc__mine_field_init(&field, mine, &targets), INC_OK);
    for (i = 0; i < 6; i++) {
        inc__mine_hours hours = any_hours(state);
        inc_calendar *calendar = calendar_of("UTC", &hours);
        int64_t fewest = fewest_errors(mine, calendar, (size_t) i % 2);
        inc__mine_field_set(&field, &hours);
        ck_assert_int_eq(inc__mine_field_errors(&field, 0, (size_t) i % 2, INT64_MAX), fewest);
        ck_assert_int_eq(inc__mine_field_errors(&field, 0, (size_t) i % 2, fewest), fewest);
        if (fewest > 0)
            ck_assert_int_ge(inc__mine_field_errors(&field, 0, (size_t) i % 2, fewest - 1), fewest);
        inc_calendar_unref(calendar);
    }
    inc__mine_field_free(&field, context);
    inc_mine_free(mine);
}

START_TEST(the_fewest_rows_unexplained)
{
    uint64_t state = 4;
    int rows;

    for (rows = 1; rows <= 300; rows += 1 + rows / 5)
        check_field(&state, rows);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tables_count_as_calendars_do, sorting,
                                  the_roundest_target,          the_best_target,
                                  the_fewest_rows_unexplained,  NULL};

    return unit_run("mine_parts", tests, setup, teardown);
}
