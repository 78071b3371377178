/* Key figures: the side of the library in the races of bench_kpi.py. Obeys words on standard input:
 * `answers` prints every cell of the grouped figures, `group` and `exact` compute them once and
 * print nanoseconds of wall time; `merge` prints the nanoseconds of merging a year of daily
 * aggregates, and of recomputing them from the facts. */
#define _POSIX_C_SOURCE 200809L

#include "histories.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAYS 365
#define MERGES 9

typedef struct bench_rows {
    size_t count;
    int64_t *priority;
    int64_t *detected;
    int64_t *restored;
} bench_rows;

static double bench_now(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

static int bench_order(const void *a, const void *b)
{
    const double *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static void *bench_memory(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    if (memory == NULL) {
        fprintf(stderr, "bench_kpi: no memory\n");
        exit(2);
    }
    return memory;
}

/* The same arithmetic as in peer_duckdb.js: five years of detections, skewed durations. */
static void bench_rows_make(bench_rows *rows, size_t count)
{
    const int64_t begin = INT64_C(1609459200);
    size_t i;

    rows->count = count;
    rows->priority = bench_memory(count, sizeof *rows->priority);
    rows->detected = bench_memory(count, sizeof *rows->detected);
    rows->restored = bench_memory(count, sizeof *rows->restored);
    for (i = 0; i < count; i++) {
        int64_t n = (int64_t) i, draw = n * 40503 % 65521;
        rows->priority[i] = 1 + n * 7919 % 97 % 4;
        rows->detected[i] = (begin + n * 48271 % 157680000) * INC_SECOND;
        rows->restored[i] = rows->detected[i] + (60 + draw * draw / 2000) * INC_SECOND;
    }
}

static inc_kpi *bench_group(inc_context *context, const bench_rows *rows, int32_t exact)
{
    static const int32_t by[] = {INC_OBSERVED_PRIORITY};
    inc_definition definition = {.size = sizeof definition};
    inc_kpi_options options = {.size = sizeof options};
    const inc_values columns[] = {
        {sizeof columns[0], INC_OBSERVED_PRIORITY, 0, rows->priority, NULL},
        {sizeof columns[0], INC_OBSERVED_DETECTED, 0, rows->detected, NULL},
        {sizeof columns[0], INC_OBSERVED_RESTORED, 0, rows->restored, NULL},
    };
    inc_kpi *kpi = NULL;

    histories_must(context, inc_definition_find("mttr", INC_ZSTR, &definition), "definition");
    options.definitions = &definition;
    options.definitions_count = 1;
    options.dimensions = by;
    options.dimensions_count = 1;
    options.period = INC_PERIOD_MONTH;
    options.exact = exact;
    histories_must(context, inc_kpi_new(context, &options, &kpi), "new");
    histories_must(context, inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 3, rows->count),
                   "rows");
    return kpi;
}

/* Reads every figure, and prints it if asked to. */
static double bench_read(inc_context *context, inc_kpi *kpi, int print)
{
    inc_figure figure = {.size = sizeof figure};
    inc_kpi_key key = {.size = sizeof key};
    double median, high, sum = 0;
    char month[INC_PERIOD_TEXT_SIZE];
    size_t i;

    for (i = 0; inc_kpi_figure(kpi, i, &figure) == INC_OK; i++) {
        if (inc_kpi_percentile(kpi, "mttr", figure.group, figure.from, 0.5, &median) != INC_OK ||
            inc_kpi_percentile(kpi, "mttr", figure.group, figure.from, 0.9, &high) != INC_OK)
            continue;
        sum += figure.sum + median + high;
        if (!print)
            continue;
        histories_must(context, inc_kpi_key_at(kpi, figure.group, 0, &key), "key");
        histories_must(context, inc_period_text(figure.period, NULL, figure.from, month), "month");
        printf("%" PRId64 ",%s,%" PRId64 ",%.0f,%.6f,%.6f ", key.integer, month, figure.n,
               figure.sum / 1e6, median / 1e6, high / 1e6);
    }
    return sum;
}

static void bench_race(inc_context *context, const bench_rows *rows, int32_t exact)
{
    double before = bench_now();
    inc_kpi *kpi = bench_group(context, rows, exact);
    double sum = bench_read(context, kpi, 0), after;

    inc_kpi_free(kpi);
    after = bench_now();
    printf("%.0f %g\n", after - before, sum);
}

static void bench_answers(inc_context *context, const bench_rows *rows)
{
    inc_kpi *kpi = bench_group(context, rows, (int32_t) rows->count);

    bench_read(context, kpi, 1);
    printf("\n");
    inc_kpi_free(kpi);
}

static inc_kpi *bench_daily(inc_context *context)
{
    inc_kpi_options options = {.size = sizeof options, .period = INC_PERIOD_DAY};
    inc_kpi *kpi = NULL;

    histories_must(context, inc_kpi_new(context, &options, &kpi), "daily");
    return kpi;
}

/* Folds the incidents of a day. */
static void bench_fold_day(const histories *made, inc_incident *incident, size_t day, inc_kpi *kpi)
{
    size_t i, j, first = made->incidents * day / DAYS, last = made->incidents * (day + 1) / DAYS;

    for (i = first; i < last; i++) {
        inc_incident_clear(incident);
        for (j = made->firsts[i]; j < made->firsts[i + 1]; j++)
            histories_must(made->context, inc_incident_apply(incident, made->events[j]), "event");
        histories_must(made->context, inc_incident_look(incident, made->last, INC_TIME_NONE, NULL),
                       "look");
        histories_must(made->context, inc_kpi_add(kpi, incident), "add");
    }
}

static size_t bench_size(inc_context *context, inc_kpi *kpi)
{
    const void *bytes;
    size_t size = 0;

    histories_must(context, inc_kpi_bytes(kpi, &bytes, &size), "bytes");
    return size;
}

/* The median of several times. */
static double bench_merge_days(inc_context *context, inc_kpi **days)
{
    double times[MERGES];
    size_t i, day;

    for (i = 0; i < MERGES; i++) {
        inc_kpi *year = bench_daily(context);
        times[i] = bench_now();
        for (day = 0; day < DAYS; day++)
            histories_must(context, inc_kpi_merge(year, days[day]), "merge");
        times[i] = bench_now() - times[i];
        inc_kpi_free(year);
    }
    qsort(times, MERGES, sizeof times[0], bench_order);
    return times[MERGES / 2];
}

static void bench_merge(inc_context *context, size_t incidents)
{
    inc_incident_options options = {.size = sizeof options};
    inc_kpi *days[DAYS];
    inc_incident *incident = NULL;
    histories made;
    double recomputed, merged;
    size_t day, size = 0;

    memset(&made, 0, sizeof made);
    histories_make(&made, context, incidents);
    options.rules = made.rules;
    histories_must(context, inc_incident_new(context, &options, &incident), "incident");
    recomputed = bench_now();
    for (day = 0; day < DAYS; day++) {
        days[day] = bench_daily(context);
        bench_fold_day(&made, incident, day, days[day]);
        size += bench_size(context, days[day]);
    }
    recomputed = bench_now() - recomputed;
    merged = bench_merge_days(context, days);
    printf("%.0f %.0f %zu\n", merged, recomputed, size);
    for (day = 0; day < DAYS; day++)
        inc_kpi_free(days[day]);
    inc_incident_free(incident);
    histories_free(&made);
}

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? (size_t) strtoul(argv[1], NULL, 10) : 5000000;
    size_t incidents = argc > 2 ? (size_t) strtoul(argv[2], NULL, 10) : 36500;
    inc_context *context = NULL;
    bench_rows rows;
    char word[16];

    if (inc_context_new(NULL, &context) != INC_OK)
        return 2;
    bench_rows_make(&rows, count);
    while (fgets(word, sizeof word, stdin) != NULL) {
        if (strcmp(word, "answers\n") == 0)
            bench_answers(context, &rows);
        else if (strcmp(word, "group\n") == 0)
            bench_race(context, &rows, 0);
        else if (strcmp(word, "exact\n") == 0)
            bench_race(context, &rows, (int32_t) rows.count);
        else if (strcmp(word, "merge\n") == 0)
            bench_merge(context, incidents);
        fflush(stdout);
    }
    free(rows.priority);
    free(rows.detected);
    free(rows.restored);
    inc_context_unref(context);
    return 0;
}
