/* Compiled open time: for each UTC year a table of spans with prefix sums; years that are alike
 * share one, and beyond the stored years the Gregorian cycle repeats. All in whole seconds, because
 * zones and opening hours are. */
#ifndef INC_TIME_TIMELINE_H
#define INC_TIME_TIMELINE_H

#include "base/array.h"

#include <incident/common.h>

/* Open time within a year, in seconds from its start; spans of one year do not touch. */
typedef struct inc__span {
    uint32_t open;
    uint32_t close;
    uint32_t before; /* open seconds earlier in the year */
} inc__span;

/* A UTC year. Seconds count from 1900-01-01T00:00Z. */
typedef struct inc__year {
    int64_t start;
    int64_t before; /* open seconds since 1900 */
    uint32_t first; /* of its spans */
    uint32_t count;
    uint32_t total; /* open seconds in it */
} inc__year;

/* The mean length of a Gregorian year, and more than any start of a year is off from multiples. */
#define INC__YEAR_MEAN 31556952
#define INC__YEAR_DRIFT 259200

typedef struct inc__timeline {
    inc__array spans; /* inc__span, the tables of all kinds of years */
    inc__array
        years; /* inc__year from 1900 on, and one behind the last that holds the end and the sum */
    int64_t end;        /* second behind the last stored year */
    int64_t total;      /* open seconds in all stored years */
    int64_t cycle_open; /* open seconds in the last 400 of them, which repeat for ever */
    int32_t always_was; /* 1 if it was open arbitrarily long before 1900 */
} inc__timeline;

/* A year wherever it lies, the repeating ones moved to their place. */
typedef struct inc__place {
    const inc__span *spans;
    uint32_t first; /* of its spans in the timeline */
    uint32_t count;
    uint32_t total;  /* open seconds in the year */
    uint32_t length; /* seconds in the year */
    int64_t start;
    int64_t before;
    int64_t index; /* years since 1900 */
} inc__place;

/* Appends a year whose spans are in place. */
inc_status inc__timeline_append(inc_context *context, inc__timeline *timeline, uint32_t first,
                                uint32_t count);
/* Sets end, total and cycle_open when all years are there. */
inc_status inc__timeline_finish(inc_context *context, inc__timeline *timeline);
void inc__timeline_free(inc_context *context, inc__timeline *timeline);

/* Moves a second behind the end into the stored years; the open seconds skipped go to *before. */
int64_t inc__timeline_fold(const inc__timeline *timeline, int64_t second, int64_t *before);
/* The stored year that holds a second before the end. */
static inline const inc__year *inc__timeline_stored(const inc__timeline *timeline, int64_t second)
{
    const inc__year *years = (const inc__year *) timeline->years.items;
    size_t index = (size_t) ((uint64_t) (second + INC__YEAR_DRIFT) / INC__YEAR_MEAN);

    /* Right, or one too many in the last days of a year. */
    return years + index - (second < years[index].start);
}

/* The year that holds a second; the one with an index. */
void inc__timeline_place(const inc__timeline *timeline, int64_t second, inc__place *place);
void inc__timeline_year(const inc__timeline *timeline, int64_t index, inc__place *place);
/* The year that holds the (key + 1)-th open second; there must be one. */
void inc__timeline_find(const inc__timeline *timeline, int64_t key, inc__place *place);

/* The last of count spans that opens at or before a second; the first if none does. */
static inline const inc__span *inc__span_search(const inc__span *span, uint32_t count,
                                                uint32_t second)
{
    while (count > 1) {
        uint32_t half = count / 2;
        span = span[half].open <= second ? span + half : span;
        count -= half;
    }
    return span;
}

/* Most calendars open at even distances: a guess is then right but for a few spans. */
#define INC__SPAN_NEAR 8
#define INC__SPAN_PER_YEAR 136 /* 2^32 by the seconds of a year, rounded down */

/* The same for the spans of a whole year. */
static inline const inc__span *inc__span_guess(const inc__span *spans, uint32_t count,
                                               uint32_t second)
{
    if (count > 2 * INC__SPAN_NEAR) {
        uint32_t at = (uint32_t) ((uint64_t) second * count * INC__SPAN_PER_YEAR >> 32);
        const inc__span *span;

        at = at > INC__SPAN_NEAR / 2 ? at - INC__SPAN_NEAR / 2 : 0;
        at = at < count - INC__SPAN_NEAR - 1 ? at : count - INC__SPAN_NEAR - 1;
        span = spans + at;
        if (span->open <= second && second < span[INC__SPAN_NEAR].open) {
            uint32_t step = (uint32_t) (span[4].open <= second) << 2;
            step |= (uint32_t) (span[step + 2].open <= second) << 1;
            return span + (step | (uint32_t) (span[step + 1].open <= second));
        }
    }
    return inc__span_search(spans, count, second);
}

/* The one of count spans that holds the (wanted + 1)-th open second of the year. */
static inline const inc__span *inc__span_find(const inc__span *span, uint32_t count,
                                              uint32_t wanted)
{
    while (count > 1) {
        uint32_t half = count / 2;
        span = span[half].before <= wanted ? span + half : span;
        count -= half;
    }
    return span;
}

/* The same, looked for in a few spans from one on first. */
static inline const inc__span *inc__span_near(const inc__span *spans, uint32_t count, uint32_t at,
                                              uint32_t wanted)
{
    const inc__span *span = spans + at;

    if (at + INC__SPAN_NEAR < count && span->before <= wanted &&
        wanted < span[INC__SPAN_NEAR].before) {
        uint32_t step = (uint32_t) (span[4].before <= wanted) << 2;
        step |= (uint32_t) (span[step + 2].before <= wanted) << 1;
        return span + (step | (uint32_t) (span[step + 1].before <= wanted));
    }
    return inc__span_find(spans, count, wanted);
}

/* How many spans open at or before a second of the year: the last of them is the one to look at. */
uint32_t inc__place_opened(const inc__place *place, uint32_t second);
/* The span that holds the (key + 1)-th open second since 1900, in the place that inc__timeline_find
 * gave. */
const inc__span *inc__place_find(const inc__place *place, uint32_t wanted);

#endif
