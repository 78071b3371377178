/* Aggregates that are fed rows by columns. */
#ifndef TESTS_UNIT_KPI_FIXTURE_H
#define TESTS_UNIT_KPI_FIXTURE_H

#include "unit.h"

#include "calendar_fixture.h"

#include <incident.h>
#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_kpi *kpi;

static void open_kpi(void)
{
    memory = (fixture_memory){0};
    context = fixture_context(&memory);
    kpi = NULL;
}

static void close_kpi(void)
{
    inc_kpi_free(kpi);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* "2026-06-01T09:00", in UTC. */
static inline inc_time at(const char *text)
{
    char full[40];

    (void) snprintf(full, sizeof full, "%sZ", text);
    return fixture_at(full);
}

#define DAY(n) (at("2026-06-01T00:00") + (n) *FIXTURE_DAY)
#define HOURS(n) ((n) *INC_HOUR)

/* Columns of rows: ADD(kpi, INC_GRAIN_INCIDENT, 2, INTEGERS(id, 1, 2), TEXTS(id, "a", "b")). */
#define INTEGERS(id, ...)                                                                          \
    {                                                                                              \
        .size = sizeof(inc_values), .column = (id), .integers = (const int64_t[])                  \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define TEXTS(id, ...)                                                                             \
    {                                                                                              \
        .size = sizeof(inc_values), .column = (id), .texts = (const char *const[])                 \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define ADD_STATUS(to, grain, rows, ...)                                                           \
    inc_kpi_add_columns((to), (grain), (const inc_values[]){__VA_ARGS__},                          \
                        sizeof((const inc_values[]){__VA_ARGS__}) / sizeof(inc_values), (rows))
#define ADD(to, grain, rows, ...)                                                                  \
    ck_assert_msg(ADD_STATUS(to, grain, rows, __VA_ARGS__) == INC_OK, "%s",                        \
                  inc_context_error(context))

#define COMPARE(col, how, what)                                                                    \
    {                                                                                              \
        .term = {.column = (col)}, .comparison = (how), .value = (what)                            \
    }

static inline inc_kpi *make_kpi(const inc_kpi_options *options)
{
    inc_kpi *made = NULL;

    ck_assert_msg(inc_kpi_new(context, options, &made) == INC_OK, "%s", inc_context_error(context));
    return made;
}

/* One of a definition, by a period of UTC. */
static inline inc_kpi *make_one(const inc_definition *definition, int32_t period)
{
    const inc_kpi_options options = {.size = sizeof options,
                                     .definitions = definition,
                                     .definitions_count = 1,
                                     .period = period};

    return make_kpi(&options);
}

static inline inc_definition library(const char *id)
{
    inc_definition definition = {.size = sizeof definition};

    ck_assert_int_eq(inc_definition_find(id, INC_ZSTR, &definition), INC_OK);
    return definition;
}

static inline inc_figure find(inc_kpi *from, const char *id, size_t group, inc_time when)
{
    inc_figure figure = {.size = sizeof figure};

    ck_assert_msg(inc_kpi_find(from, id, group, when, &figure) == INC_OK, "%s",
                  inc_context_error(context));
    return figure;
}

static inline size_t figures_of(inc_kpi *from)
{
    inc_figure figure = {.size = sizeof figure};
    size_t count = 0;

    while (inc_kpi_figure(from, count, &figure) == INC_OK)
        count++;
    return count;
}

static inline double percentile(inc_kpi *from, const char *id, inc_time when, double p)
{
    double value = -1;

    ck_assert_int_eq(inc_kpi_percentile(from, id, 0, when, p, &value), INC_OK);
    return value;
}

static inline void refused(inc_status got, inc_status status, const char *line)
{
    ck_assert_int_eq(got, status);
    ck_assert_str_eq(inc_context_error(context), line);
}

/* Both have the same serialised form. */
static inline void same_bytes(inc_kpi *a, inc_kpi *b)
{
    const void *left, *right;
    size_t left_size, right_size;

    ck_assert_int_eq(inc_kpi_bytes(a, &left, &left_size), INC_OK);
    ck_assert_int_eq(inc_kpi_bytes(b, &right, &right_size), INC_OK);
    ck_assert_uint_eq(left_size, right_size);
    ck_assert_mem_eq(left, right, left_size);
}

static inline void near(double got, double wanted)
{
    double size = wanted < 0 ? -wanted : wanted, off = got < wanted ? wanted - got : got - wanted;

    ck_assert_msg(off <= 1e-9 * size, "%.17g is not %.17g", got, wanted);
}

/* A mean of time on hold, by when it was logged. */
static inc_definition own;

static inline void open_own(void)
{
    open_kpi();
    own = (inc_definition){.size = sizeof own,
                           .id = "own",
                           .grain = INC_GRAIN_INCIDENT,
                           .kind = INC_FIGURE_MEAN,
                           .unit = INC_UNIT_DURATION,
                           .by = {INC_OBSERVED_LOGGED},
                           .value = {INC_OBSERVED_HELD, 0, 0, 0}};
}

#endif
