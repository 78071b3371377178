/* Races lanes against each other in interleaved pairs, so that a busy machine slows both alike;
 * prints the median and the range of each ratio, and whether the target is held. */
#define _POSIX_C_SOURCE 200809L

#include "lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RACE_PAIRS_MOST 501
/* "No slower", where both do the same work: two runs of one lane differ as much. */
#define RACE_SAME 1.05

typedef struct bench_race {
    const char *title;
    lane *upper; /* the ratio is what it costs to what the lower costs */
    lane *lower;
    const char *upper_name;
    const char *lower_name;
    int32_t compare; /* 1: both must find the same */
    double at_most;  /* 0 when nothing is asked */
    double at_least;
    int32_t whole; /* 1: the upper lane is one item, not one for each instant */
} bench_race;

#define RACE_LANES(a, b) lane_##a, lane_##b, "lane_" #a, "lane_" #b

static const bench_race races[] = {
    {"add, random instants: library / yardstick", RACE_LANES(add_library, add_yardstick), 1, 1.5, 0,
     0},
    {"between, random instants, 5 years: library / yardstick",
     RACE_LANES(between_years, between_yardstick), 1, 1.5, 0, 0},
    {"is_open, random instants: library / yardstick",
     RACE_LANES(is_open_library, is_open_yardstick), 1, 0, 0, 0},
    {"between: over 5 years / over 1 day", RACE_LANES(between_years, between_day), 0, RACE_SAME, 0,
     0},
    {"add, sorted, one duration: single / batch", RACE_LANES(add_single, add_batch), 1, 0, 2, 0},
    {"add, sorted, column of durations: single / batch",
     RACE_LANES(add_column_single, add_column_batch), 1, 0, 2, 0},
    {"between, both sorted: single / batch", RACE_LANES(between_single, between_batch), 1, 0, 2, 0},
    {"between, ends in no order: single / batch",
     RACE_LANES(between_apart_single, between_apart_batch), 1, 0, 0, 0},
    {"is_open, sorted: single / batch", RACE_LANES(is_open_single, is_open_batch), 1, 0, 2, 0},
    {"calendar with a decade of holidays: build / add", RACE_LANES(build, add_library), 0, 33000, 0,
     1},
};

#define RACE_COUNT (sizeof races / sizeof *races)

/* Processor time: what others do on the machine meanwhile is not counted. */
static double race_now(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

/* Nanoseconds. */
static double race_run(lane *run, bench_sample *sample)
{
    double start = race_now();
    sample_check(run(sample), "lane");
    return race_now() - start;
}

static int race_order(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static double race_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, race_order);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* Whether both lanes find the same; ends the program when they do not. */
static void race_compare(const bench_race *race, bench_sample *sample)
{
    size_t results = sample->count * sizeof *sample->results;
    inc_time *kept = malloc(results);
    uint8_t *open = malloc(sample->count);

    sample_check(kept != NULL && open != NULL ? INC_OK : INC_E_NOMEM, "comparison");
    memset(sample->results, 0, results);
    memset(sample->open, 0, sample->count);
    sample_check(race->upper(sample), race->title);
    memcpy(kept, sample->results, results);
    memcpy(open, sample->open, sample->count);
    memset(sample->results, 0, results);
    memset(sample->open, 0, sample->count);
    sample_check(race->lower(sample), race->title);
    if (memcmp(kept, sample->results, results) != 0 ||
        memcmp(open, sample->open, sample->count) != 0) {
        fprintf(stderr, "bench: both sides differ: %s\n", race->title);
        exit(1);
    }
    free(kept);
    free(open);
}

/* A target is judged by the median. */
static int race_judge(const bench_race *race, double median)
{
    int held = race->at_most > 0 ? median <= race->at_most : median >= race->at_least;

    if (race->at_most == 0 && race->at_least == 0)
        return 1;
    printf("target %s, at %s %g: %s\n", race->title, race->at_most > 0 ? "most" : "least",
           race->at_most > 0 ? race->at_most : race->at_least, held ? "held" : "MISSED");
    return held;
}

static int race_pairs(const bench_race *race, bench_sample *sample, size_t pairs)
{
    double ratios[RACE_PAIRS_MOST], uppers[RACE_PAIRS_MOST], lowers[RACE_PAIRS_MOST];
    double upper_items = race->whole ? 1 : (double) sample->count, median;
    size_t i;

    if (race->compare)
        race_compare(race, sample);
    race_run(race->upper, sample);
    race_run(race->lower, sample);
    for (i = 0; i < pairs; i++) {
        uppers[i] = race_run(race->upper, sample) / upper_items;
        lowers[i] = race_run(race->lower, sample) / (double) sample->count;
        ratios[i] = uppers[i] / lowers[i];
    }
    median = race_median(ratios, pairs);
    printf("%-54s %9.2f  (%.2f to %.2f)  %.1f ns, %.1f ns\n", race->title, median, ratios[0],
           ratios[pairs - 1], race_median(uppers, pairs), race_median(lowers, pairs));
    return race_judge(race, median);
}

static int race_all(bench_sample *sample, size_t pairs)
{
    int held = 1;
    size_t i;

    printf("%zu instants, %zu interleaved pairs each\n%-54s %9s  %s\n", sample->count, pairs,
           "ratio", "median", "(range)  cost of an item: upper, lower");
    for (i = 0; i < RACE_COUNT; i++)
        held &= race_pairs(&races[i], sample, pairs);
    return held;
}

static void race_check(bench_sample *sample)
{
    size_t i, compared = 0;

    for (i = 0; i < RACE_COUNT; i++) {
        if (!races[i].compare)
            continue;
        race_compare(&races[i], sample);
        compared++;
    }
    printf("%zu races: both sides find the same for %zu instants\n", compared, sample->count);
}

/* Every lane once, for a tool that counts instructions; and what it is to make of the counts. */
static void race_lanes(bench_sample *sample)
{
    size_t i;

    for (i = 0; i < RACE_COUNT; i++) {
        const bench_race *race = &races[i];
        sample_check(race->upper(sample), race->title);
        sample_check(race->lower(sample), race->title);
        printf("%s|%s|%s|%zu|%zu|%g|%g\n", race->title, race->upper_name, race->lower_name,
               race->whole ? 1 : sample->count, sample->count, race->at_most, race->at_least);
    }
}

static size_t race_number(const char *text)
{
    long number = strtol(text, NULL, 10);
    return number > 0 ? (size_t) number : 1;
}

int main(int argc, char **argv)
{
    size_t pairs = 101, items = 20000;
    const char *mode = "";
    bench_sample sample;
    int held = 1, i;

    for (i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--pairs") == 0 && i + 1 < argc)
            pairs = race_number(argv[++i]);
        else if (strcmp(argv[i], "--items") == 0 && i + 1 < argc)
            items = race_number(argv[++i]);
        else
            mode = argv[i];
    }
    if (*mode != '\0' && strcmp(mode, "--check") != 0 && strcmp(mode, "--lanes") != 0) {
        fputs("usage: bench_calendar [--check | --lanes] [--pairs N] [--items N]\n", stderr);
        return 2;
    }
    sample_make(&sample, items);
    if (strcmp(mode, "--check") == 0)
        race_check(&sample);
    else if (strcmp(mode, "--lanes") == 0)
        race_lanes(&sample);
    else
        held = race_all(&sample, pairs < RACE_PAIRS_MOST ? pairs : RACE_PAIRS_MOST);
    sample_free(&sample);
    return held ? 0 : 1;
}
