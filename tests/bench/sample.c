/* What is raced: a calendar of office hours with holidays, and instants to ask it about. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>

#define SAMPLE_SEED UINT64_C(20161106)

void sample_check(inc_status status, const char *what)
{
    if (status == INC_OK)
        return;
    fprintf(stderr, "bench: %s: %s\n", what, inc_status_name(status));
    exit(2);
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t sample_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static void *sample_column(size_t count, size_t size)
{
    void *column = calloc(count, size);
    sample_check(column != NULL ? INC_OK : INC_E_NOMEM, "column");
    return column;
}

static inc_date sample_date(int32_t year, int32_t month, int32_t day)
{
    inc_date date = INC_DATE_NONE;
    sample_check(inc_date_from_ymd(year, month, day, &date), "date");
    return date;
}

/* Easter Sunday, by the rule of Meeus, Jones and Butcher. */
static inc_date sample_easter(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    return sample_date(year, n / 31, n % 31 + 1);
}

static void sample_close(inc_calendar_builder *builder, inc_date date)
{
    inc_exception holiday = {.size = sizeof holiday};
    holiday.scope = INC_SCOPE_DATE;
    holiday.from = date;
    holiday.name = "holiday";
    sample_check(inc_calendar_builder_except(builder, &holiday), "holiday");
}

/* Belgium's. */
static void sample_holidays(inc_calendar_builder *builder, int32_t year)
{
    static const int32_t fixed[] = {101, 501, 721, 815, 1101, 1111, 1225};
    inc_date easter = sample_easter(year);
    size_t i;

    for (i = 0; i < sizeof fixed / sizeof *fixed; i++)
        sample_close(builder, sample_date(year, fixed[i] / 100, fixed[i] % 100));
    sample_close(builder, easter + 1);
    sample_close(builder, easter + 39);
    sample_close(builder, easter + 50);
}

inc_calendar *sample_calendar(const bench_sample *sample, int32_t first_year, int32_t years)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    int32_t i;

    sample_check(inc_calendar_builder_new(sample->context, sample->zone, &builder), "builder");
    for (i = INC_MONDAY; i <= INC_FRIDAY; i++)
        sample_check(inc_calendar_builder_weekly(builder, i, &hours), "hours");
    for (i = 0; i < years; i++)
        sample_holidays(builder, first_year + i);
    sample_check(inc_calendar_builder_build(builder, &calendar), "calendar");
    inc_calendar_builder_free(builder);
    return calendar;
}

static inc_time sample_year(int32_t year)
{
    return sample_date(year, 1, 1) * SAMPLE_DAY;
}

static void sample_table(bench_sample *sample)
{
    inc_time from = sample_year(SAMPLE_FIRST_YEAR);
    inc_time to = sample_year(SAMPLE_FIRST_YEAR + SAMPLE_YEARS);
    size_t most = SAMPLE_YEARS * 366;
    yardstick *table = &sample->table;
    inc_interval open;
    int64_t before = 0;

    table->open = sample_column(most, sizeof *table->open);
    table->close = sample_column(most, sizeof *table->close);
    table->before = sample_column(most, sizeof *table->before);
    for (table->count = 0; table->count < most; table->count++, from = open.to) {
        inc_status status = inc_calendar_next_interval(sample->calendar, from, to, &open);
        if (status == INC_DONE)
            return;
        sample_check(status, "interval");
        table->open[table->count] = open.from;
        table->close[table->count] = open.to;
        table->before[table->count] = before;
        before += open.to - open.from;
    }
}

static int sample_order(const void *a, const void *b)
{
    const inc_time *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* The table's first interval opens before any start, and there is room for spans at its end. */
static void sample_instants(bench_sample *sample)
{
    inc_time from = sample_year(SAMPLE_FIRST_YEAR) + 14 * SAMPLE_DAY;
    inc_time to = sample_year(SAMPLE_FIRST_YEAR + SAMPLE_YEARS - 6);
    uint64_t state = SAMPLE_SEED;
    size_t i;

    for (i = 0; i < sample->count; i++) {
        inc_time at = from + (inc_time) (sample_random(&state) % (uint64_t) (to - from));
        sample->start[i] = sample->sorted[i] = at;
        sample->day[i] = at + SAMPLE_DAY;
        sample->years[i] = at + 1826 * SAMPLE_DAY;
        sample->lengths[i] = 1 + (inc_duration) (sample_random(&state) % (40 * INC_HOUR));
    }
    qsort(sample->sorted, sample->count, sizeof *sample->sorted, sample_order);
    for (i = 0; i < sample->count; i++) {
        sample->sorted_later[i] = sample->sorted[i] + 3 * SAMPLE_DAY;
        sample->sorted_apart[i] =
            sample->sorted[i] + (inc_time) (sample_random(&state) % (90 * SAMPLE_DAY));
    }
}

void sample_make(bench_sample *sample, size_t count)
{
    sample->count = count;
    sample_check(inc_context_new(NULL, &sample->context), "context");
    sample_check(inc_zone_load(sample->context, NULL, "Europe/Brussels", INC_ZSTR, &sample->zone),
                 "zone");
    sample->calendar = sample_calendar(sample, SAMPLE_FIRST_YEAR, SAMPLE_YEARS);
    sample_table(sample);
    sample->start = sample_column(count, sizeof *sample->start);
    sample->day = sample_column(count, sizeof *sample->day);
    sample->years = sample_column(count, sizeof *sample->years);
    sample->sorted = sample_column(count, sizeof *sample->sorted);
    sample->sorted_later = sample_column(count, sizeof *sample->sorted_later);
    sample->sorted_apart = sample_column(count, sizeof *sample->sorted_apart);
    sample->lengths = sample_column(count, sizeof *sample->lengths);
    sample->results = sample_column(count, sizeof *sample->results);
    sample->open = sample_column(count, sizeof *sample->open);
    sample_instants(sample);
}

void sample_free(bench_sample *sample)
{
    free(sample->table.open);
    free(sample->table.close);
    free(sample->table.before);
    free(sample->start);
    free(sample->day);
    free(sample->years);
    free(sample->sorted);
    free(sample->sorted_later);
    free(sample->sorted_apart);
    free(sample->lengths);
    free(sample->results);
    free(sample->open);
    inc_calendar_unref(sample->calendar);
    inc_zone_unref(sample->zone);
    inc_context_unref(sample->context);
}
