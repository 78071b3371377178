/* What is raced: a calendar of office hours with holidays, and instants to ask it about. */
#ifndef BENCH_SAMPLE_H
#define BENCH_SAMPLE_H

#include "yardstick.h"

#include <incident.h>

#define SAMPLE_FIRST_YEAR 2016
#define SAMPLE_YEARS 20
#define SAMPLE_DAY (24 * INC_HOUR)

typedef struct bench_sample {
    inc_context *context;
    inc_zone *zone;
    inc_calendar *calendar; /* with holidays through all the years */
    yardstick table;        /* its open intervals */
    size_t count;
    inc_time *start; /* at random, in all but the first days and the last six years */
    inc_time *day;   /* a day after each start */
    inc_time *years; /* five years after each start */
    inc_time *sorted;
    inc_time *sorted_later; /* three days after each, so sorted as well */
    inc_time *sorted_apart; /* up to 90 days after each, so in no order */
    inc_duration *lengths;  /* of up to 40 hours */
    inc_time *results;
    uint8_t *open;
} bench_sample;

/* Makes it; ends the program when it cannot. */
void sample_make(bench_sample *sample, size_t count);
void sample_free(bench_sample *sample);

/* Office hours, Monday to Friday 09:00 to 17:00, closed on ten holidays in each of the years. */
inc_calendar *sample_calendar(const bench_sample *sample, int32_t first_year, int32_t years);

/* Ends the program with a line when a call failed. */
void sample_check(inc_status status, const char *what);

#endif
