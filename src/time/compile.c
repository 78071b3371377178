/* Compiles a definition year by year. Years of one kind (weekday of January 1, leap or not,
 * pattern, course of the offset) that no single date speaks of share a table. */
#include "time/compile.h"

#include "time/date.h"
#include "time/zone.h"

#include <string.h>

/* The offset may move the year's edge into the day before or after the next; a shift starts on the
 * date itself or on the one before. */
#define COMPILE_DAYS_BEFORE 4
#define COMPILE_DAYS_AFTER 2
/* No zone changes its offset more often in a year; one that did would get tables of its own. */
#define COMPILE_CHANGES 12
#define COMPILE_KINDS (7 * 2 * 2 * 2)

/* The course of the offset through a year. */
typedef struct compile_course {
    int32_t offset; /* at its start */
    uint32_t count;
    struct {
        int32_t second; /* from the start of the year */
        int32_t offset;
    } changes[COMPILE_CHANGES];
} compile_course;

/* A table that may serve further years. */
typedef struct compile_shape {
    compile_course course;
    size_t revision;
    uint32_t dated; /* as inc__definition_dated */
    uint32_t first;
    uint32_t count;
    uint32_t next; /* 1 + index of the next shape of the same kind of year, 0 for none */
} compile_shape;

typedef struct compile_job {
    const inc__definition *definition;
    inc__timeline *timeline;
    inc__array shapes;                /* compile_shape */
    uint32_t kinds[14];               /* 1 + newest shape of a kind of year */
    uint32_t periodic[COMPILE_KINDS]; /* 1 + shape of a kind of year in the repeating part */
    int32_t periodic_year;
    uint32_t steps;
} compile_job;

/* Adds one span, which starts no earlier than the ones before it. */
static inc_status compile_span(compile_job *job, uint32_t first, uint32_t open, uint32_t close)
{
    inc__array *spans = &job->timeline->spans;
    inc__span *last = NULL, *span;

    if (spans->count > first) {
        last = INC__AT(spans, inc__span, spans->count - 1);
        if (open <= last->close) {
            last->close = close > last->close ? close : last->close;
            return INC_OK;
        }
    }
    span = INC__PUSH(job->definition->context, spans, inc__span);
    if (span == NULL)
        return INC_E_NOMEM;
    span->open = open;
    span->close = close;
    if (spans->count - 1 > first)
        span->before = span[-1].before + (span[-1].close - span[-1].open);
    return INC_OK;
}

/* A stretch of local time in which the offset is constant; shift leads from local seconds to those
 * of the year. */
typedef struct compile_stretch {
    int64_t from;
    int64_t to;
    int64_t shift;
} compile_stretch;

/* The hours of one date, cut to the stretch. */
static inc_status compile_day(compile_job *job, uint32_t first, const inc__day *day,
                              int64_t midnight, const compile_stretch *stretch)
{
    size_t i;

    job->steps += (uint32_t) day->count;
    if (job->steps > INC__COMPILE_MOST)
        return inc__fail(job->definition->context, INC_E_RANGE,
                         "a calendar took more than %ld steps to compile",
                         (long) INC__COMPILE_MOST);
    for (i = 0; i < day->count; i++) {
        int64_t open = midnight + day->hours[i].from;
        int64_t close = midnight + day->hours[i].to;
        open = open > stretch->from ? open : stretch->from;
        close = close < stretch->to ? close : stretch->to;
        if (open < close && compile_span(job, first, (uint32_t) (open - stretch->shift),
                                         (uint32_t) (close - stretch->shift)) != INC_OK)
            return INC_E_NOMEM;
    }
    return INC_OK;
}

static inc_status compile_days(compile_job *job, uint32_t first, const compile_stretch *stretch)
{
    inc_date date = (inc_date) inc__floor_div(stretch->from, INC__DAY_SECONDS) - 1;
    inc_date last = (inc_date) inc__floor_div(stretch->to - 1, INC__DAY_SECONDS);
    inc_status status = INC_OK;
    inc__days days;

    inc__days_start(job->definition, date, &days);
    for (; date <= last && status == INC_OK; date++) {
        inc__day day = inc__days_next(&days);
        status = compile_day(job, first, &day, date * INC__DAY_SECONDS, stretch);
    }
    return status;
}

static inc_status compile_table(compile_job *job, int32_t year, uint32_t *first, uint32_t *count)
{
    const inc_zone *zone = job->definition->zone;
    int64_t start = inc__year_start(year) * INC__DAY_SECONDS;
    int64_t end = inc__year_start(year + 1) * INC__DAY_SECONDS;
    int64_t from = start, to;
    inc_status status = INC_OK;
    compile_stretch stretch;

    *first = (uint32_t) job->timeline->spans.count;
    while (from < end && status == INC_OK) {
        to = inc__zone_next_offset(zone, from);
        to = to < end ? to : end;
        stretch.shift = start + inc__zone_offset_at(zone, from);
        stretch.from = from - start + stretch.shift;
        stretch.to = to - start + stretch.shift;
        status = compile_days(job, *first, &stretch);
        from = to;
    }
    *count = (uint32_t) job->timeline->spans.count - *first;
    return status;
}

/* 0 when the offset changes too often to be described. */
static int compile_describe(const inc_zone *zone, int32_t year, compile_course *course)
{
    int64_t start = inc__year_start(year) * INC__DAY_SECONDS;
    int64_t end = inc__year_start(year + 1) * INC__DAY_SECONDS;
    int64_t at = start;

    memset(course, 0, sizeof *course);
    course->offset = inc__zone_offset_at(zone, start);
    while ((at = inc__zone_next_offset(zone, at)) < end) {
        if (course->count == COMPILE_CHANGES)
            return 0;
        course->changes[course->count].second = (int32_t) (at - start);
        course->changes[course->count].offset = inc__zone_offset_at(zone, at);
        course->count++;
    }
    return 1;
}

static uint32_t compile_kind(int32_t year)
{
    return (uint32_t) (inc_date_weekday(inc__year_start(year)) - 1) * 2 +
           (uint32_t) inc__year_leap(year);
}

static uint32_t compile_find_shape(const compile_job *job, uint32_t kind, size_t revision,
                                   uint32_t dated, const compile_course *course)
{
    uint32_t at = job->kinds[kind];

    while (at != 0) {
        const compile_shape *shape = INC__AT(&job->shapes, compile_shape, at - 1);
        if (shape->revision == revision && shape->dated == dated &&
            memcmp(&shape->course, course, sizeof *course) == 0)
            return at;
        at = shape->next;
    }
    return 0;
}

/* The shape of a year whose dates are ruled alike, compiled if it is the first of its kind. */
static inc_status compile_shape_of(compile_job *job, int32_t year, uint32_t dated,
                                   const compile_course *course, uint32_t *at)
{
    uint32_t kind = compile_kind(year);
    size_t revision = inc__definition_revision_at(job->definition, inc__year_start(year));
    compile_shape *shape;

    *at = compile_find_shape(job, kind, revision, dated, course);
    if (*at != 0)
        return INC_OK;
    shape = INC__PUSH(job->definition->context, &job->shapes, compile_shape);
    if (shape == NULL)
        return INC_E_NOMEM;
    shape->course = *course;
    shape->revision = revision;
    shape->dated = dated;
    shape->next = job->kinds[kind];
    *at = job->kinds[kind] = (uint32_t) job->shapes.count;
    return compile_table(job, year, &shape->first, &shape->count);
}

/* In the repeating part the kind of the year and its leap neighbours tell all. */
static uint32_t *compile_periodic(compile_job *job, int32_t year)
{
    uint32_t kind = compile_kind(year) * 4 + (uint32_t) inc__year_leap(year - 1) * 2 +
                    (uint32_t) inc__year_leap(year + 1);
    return year >= job->periodic_year ? &job->periodic[kind] : NULL;
}

static inc_status compile_single_year(compile_job *job, int32_t year)
{
    uint32_t first, count;
    inc_status status = compile_table(job, year, &first, &count);

    if (status != INC_OK)
        return status;
    return inc__timeline_append(job->definition->context, job->timeline, first, count);
}

static inc_status compile_year(compile_job *job, int32_t year)
{
    uint32_t *periodic = compile_periodic(job, year), at = periodic != NULL ? *periodic : 0, dated;
    const compile_shape *shape;
    compile_course course;
    inc_status status;

    if (at == 0) {
        dated = inc__definition_dated(job->definition, inc__year_start(year) - COMPILE_DAYS_BEFORE,
                                      inc__year_start(year + 1) + COMPILE_DAYS_AFTER);
        if (dated == INC__DATED_MIXED || !compile_describe(job->definition->zone, year, &course))
            return compile_single_year(job, year);
        status = compile_shape_of(job, year, dated, &course, &at);
        if (status != INC_OK)
            return status;
        if (periodic != NULL)
            *periodic = at;
    }
    shape = INC__AT(&job->shapes, compile_shape, at - 1);
    return inc__timeline_append(job->definition->context, job->timeline, shape->first,
                                shape->count);
}

/* The first year of the repeating part. */
static int32_t compile_periodic_year(const inc__definition *definition)
{
    int32_t zone = inc__zone_periodic_year(definition->zone);
    int32_t regular = inc__definition_regular_year(definition);
    int32_t year = zone > regular ? zone : regular;

    return year > INC__FIRST_YEAR ? year : INC__FIRST_YEAR;
}

inc_status inc__compile(const inc__definition *definition, inc__timeline *timeline)
{
    inc_context *context = definition->context;
    inc_status status = INC_OK;
    compile_job job;
    int32_t year, end;

    memset(timeline, 0, sizeof *timeline);
    memset(&job, 0, sizeof job);
    job.definition = definition;
    job.timeline = timeline;
    job.periodic_year = compile_periodic_year(definition);
    timeline->always_was = inc__definition_always_was(definition);
    end = job.periodic_year + INC__CYCLE_YEARS;
    for (year = INC__FIRST_YEAR; year < end && status == INC_OK; year++)
        status = compile_year(&job, year);
    if (status == INC_OK)
        status = inc__timeline_finish(context, timeline);
    inc__array_free(context, &job.shapes, sizeof(compile_shape));
    if (status != INC_OK)
        inc__timeline_free(context, timeline);
    return status;
}
