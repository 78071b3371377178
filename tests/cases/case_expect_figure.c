/* Compares key figures. Values that are durations are in seconds. */
#include "case_expect_figure.h"

#include "case_expect.h"
#include "case_field.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *figure_goal_name(int32_t goal)
{
    return goal == INC_GOAL_MET ? "met" : goal == INC_GOAL_MISSED ? "missed" : "none";
}

#define FIGURE(name, kind)                                                                         \
    {                                                                                              \
#name, kind, offsetof(inc_figure, name), NULL                                              \
    }

static const case_field figure_fields[] = {
    FIGURE(partial, CASE_TRUTH),
    FIGURE(from, CASE_INSTANT),
    FIGURE(to, CASE_INSTANT),
    FIGURE(n, CASE_SEQUENCE),
    FIGURE(hits, CASE_SEQUENCE),
    FIGURE(excluded, CASE_SEQUENCE),
    FIGURE(censored, CASE_SEQUENCE),
    FIGURE(immature, CASE_SEQUENCE),
    FIGURE(immature_hits, CASE_SEQUENCE),
    FIGURE(missing, CASE_SEQUENCE),
    FIGURE(negative, CASE_SEQUENCE),
    FIGURE(exact, CASE_TRUTH),
    {"goal", CASE_WORD, offsetof(inc_figure, goal), figure_goal_name},
    {"kind", CASE_WORD, offsetof(inc_figure, kind), inc_figure_kind_name},
    {"unit", CASE_WORD, offsetof(inc_figure, unit), inc_unit_name},
    {NULL, CASE_NUMBER, 0, NULL}};

static const char *const figure_others[] = {"id",         "group",       "at",  "name", "value",
                                            "goal_value", "coverage",    "min", "max",  "sum",
                                            "sum_of",     "percentiles", NULL};

int case_observation_column(int32_t grain, const char *name, inc_column *column)
{
    column->size = sizeof(*column);
    for (size_t i = 0; name != NULL && inc_observation_column(grain, i, column) == INC_OK; i++) {
        if (strcmp(column->name, name) == 0)
            return 1;
    }
    column->id = 0;
    return 0;
}

/* Doubles are equal to 1e-9 of their size; null is no value. */
static void figure_number(case_run *run, const char *what, const json_t *expected, double got,
                          int known)
{
    double wanted = json_number_value(expected);
    double size = wanted < 0 ? -wanted : wanted;
    double off = got < wanted ? wanted - got : got - wanted;
    if (json_is_null(expected) ? !known : known && json_is_number(expected) && off <= 1e-9 * size)
        return;
    if (known)
        case_complain(run, "%s is %.12g, not %.12g", what, got, wanted);
    else
        case_complain(run, "%s is none, not %.12g", what, wanted);
}

/* Numbers that are in the unit of the figure. */
static void figure_numbers(case_run *run, const char *where, const json_t *expect,
                           const inc_figure *figure)
{
    double unit = figure->unit == INC_UNIT_DURATION ? 1 / (double) INC_SECOND : 1;
    const struct {
        const char *name;
        double got;
        int known;
    } numbers[] = {{"value", figure->value * unit, figure->has_value},
                   {"goal_value", figure->goal_value * unit, 1},
                   {"coverage", figure->coverage, 1},
                   {"min", (double) figure->min * unit, figure->min != INC_UNKNOWN},
                   {"max", (double) figure->max * unit, figure->max != INC_UNKNOWN},
                   {"sum", figure->sum / (double) INC_SECOND, 1},
                   {"sum_of", figure->sum_of / (double) INC_SECOND, 1}};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        const json_t *expected = json_object_get(expect, numbers[i].name);
        char what[256];
        (void) snprintf(what, sizeof(what), "%s%s", where, numbers[i].name);
        if (expected != NULL)
            figure_number(run, what, expected, numbers[i].got, numbers[i].known);
    }
}

/* {"0.5": seconds}; null is none. */
static void figure_percentiles(case_run *run, const char *where, const json_t *expect, inc_kpi *kpi,
                               const inc_figure *figure, inc_time at)
{
    const char *share;
    json_t *expected;
    json_object_foreach(json_object_get(expect, "percentiles"), share, expected)
    {
        char what[256];
        double value = 0;
        inc_status status =
            inc_kpi_percentile(kpi, figure->id, figure->group, at, strtod(share, NULL), &value);
        (void) snprintf(what, sizeof(what), "%spercentile %s", where, share);
        if (status < INC_OK)
            case_complain(run, "%s: %s", what, inc_status_name(status));
        figure_number(run, what, expected, value / (double) INC_SECOND, status == INC_OK);
    }
}

static int key_equals(const inc_kpi_key *key, const json_t *wanted)
{
    if (json_is_null(wanted))
        return key->text == NULL && key->integer == INC_UNKNOWN;
    if (json_is_string(wanted))
        return key->text != NULL && strcmp(key->text, json_string_value(wanted)) == 0;
    return key->text == NULL && json_is_integer(wanted) &&
           key->integer == json_integer_value(wanted);
}

/* The group with the keys of a list, or that of a place in the order of groups. */
static size_t figure_group(case_run *run, const json_t *wanted, inc_kpi *kpi)
{
    size_t groups = inc_kpi_groups(kpi);
    inc_kpi_key key = {.size = sizeof(key)};
    for (size_t group = 0; group < groups; group++) {
        size_t same = 0;
        while (same < json_array_size(wanted) && inc_kpi_key_at(kpi, group, same, &key) == INC_OK &&
               key_equals(&key, json_array_get(wanted, same)))
            same++;
        if (same == json_array_size(wanted))
            return group;
    }
    case_complain(run, "no such group");
    return 0;
}

static void expect_figure(case_run *run, const json_t *expect, inc_kpi *kpi, const inc_zone *zone)
{
    const char *id = case_text(expect, "id");
    const json_t *when = json_object_get(expect, "at");
    const json_t *name = json_object_get(expect, "name");
    inc_figure figure = {.size = sizeof(figure)};
    char where[128];
    char text[INC_PERIOD_TEXT_SIZE] = "";
    inc_time at = 0;
    inc_status status = when == NULL ? INC_OK : case_instant(run, when, &at);
    (void) snprintf(where, sizeof(where), "%s: ", id == NULL ? "(no id)" : id);
    if (status == INC_OK)
        status = inc_kpi_find(kpi, id, figure_group(run, json_object_get(expect, "group"), kpi), at,
                              &figure);
    if (status != INC_OK) {
        case_complain(run, "%s%s (%s)", where, inc_status_name(status),
                      inc_context_error(run->context));
        return;
    }
    case_expect_fields(run, where, expect, figure_fields, figure_others, &figure);
    figure_numbers(run, where, expect, &figure);
    figure_percentiles(run, where, expect, kpi, &figure, at);
    if (name != NULL && inc_period_text(figure.period, zone, figure.from, text) == INC_OK)
        case_expect_text(run, "name of the period", name, text);
}

static void expect_trend(case_run *run, const json_t *expect, inc_kpi *kpi)
{
    static const case_field fields[] = {
        {"periods", CASE_SEQUENCE, offsetof(inc_trend, periods), NULL},
        {"score", CASE_SEQUENCE, offsetof(inc_trend, score), NULL},
        {NULL, CASE_NUMBER, 0, NULL}};
    static const char *const others[] = {"id", "group", "slope", "z", "status", NULL};
    const json_t *slope = json_object_get(expect, "slope");
    const json_t *z = json_object_get(expect, "z");
    inc_trend trend = {.size = sizeof(trend)};
    size_t group = figure_group(run, json_object_get(expect, "group"), kpi);
    inc_status status = inc_kpi_trend(kpi, case_text(expect, "id"), group, &trend);
    if (case_text(expect, "status") != NULL) {
        case_expect_text(run, "status of the trend", json_object_get(expect, "status"),
                         status == INC_DONE ? "done" : inc_status_name(status));
        return;
    }
    if (status != INC_OK)
        case_complain(run, "trend: %s", inc_status_name(status));
    case_expect_fields(run, "trend: ", expect, fields, others, &trend);
    if (slope != NULL)
        figure_number(run, "slope", slope, trend.slope, 1);
    if (z != NULL)
        figure_number(run, "z", z, trend.z, 1);
}

void case_expect_figures(case_run *run, const json_t *expect, inc_kpi *kpi, const inc_zone *zone)
{
    static const char *const members[] = {"figures", "groups", "rows", "trends", NULL};
    const json_t *figures = json_object_get(expect, "figures");
    const json_t *trends = json_object_get(expect, "trends");
    const json_t *groups = json_object_get(expect, "groups");
    const char *name;
    json_t *value;
    json_object_foreach((json_t *) (uintptr_t) expect, name, value)
    {
        if (case_index(members, name) < 0)
            case_complain(run, "no member '%s'", name);
    }
    for (size_t i = 0; i < json_array_size(figures); i++)
        expect_figure(run, json_array_get(figures, i), kpi, zone);
    for (size_t i = 0; i < json_array_size(trends); i++)
        expect_trend(run, json_array_get(trends, i), kpi);
    if (groups != NULL)
        case_expect_number(run, "groups", groups, (int64_t) inc_kpi_groups(kpi));
}

/* One value of a row: an instant, a duration as seconds, a number, a flag or a text by its JSON. */
static void expect_value(case_run *run, const char *what, const json_t *expected,
                         const inc_column *column, const inc_values *values, size_t row)
{
    int64_t got = values->integers == NULL ? 0 : values->integers[row];
    if (column->type == INC_VALUE_TEXT)
        case_expect_text(run, what, expected, values->texts[row] == NULL ? "" : values->texts[row]);
    else if (column->type == INC_VALUE_TIME)
        case_expect_instant(run, what, expected, got);
    else if (json_is_null(expected) && got != INC_UNKNOWN)
        case_complain(run, "%s is %" PRId64 ", not unknown", what, got);
    else if (json_is_null(expected))
        return;
    else if (json_is_string(expected))
        case_expect_duration(run, what, expected, got);
    else
        case_expect_number(run, what, expected, got);
}

static void expect_row(case_run *run, const char *grain, const json_t *expect,
                       const inc_observations *observations, size_t row)
{
    const char *name;
    json_t *expected;
    json_object_foreach((json_t *) (uintptr_t) expect, name, expected)
    {
        int32_t number = inc_grain_find(grain, INC_ZSTR);
        inc_column column = {.size = sizeof(column)};
        inc_values values = {.size = sizeof(values)};
        char what[128];
        (void) snprintf(what, sizeof(what), "%s %zu: %s", grain, row, name);
        if (!case_observation_column(number, name, &column) ||
            inc_observations_values(observations, number, column.id, &values) != INC_OK)
            case_complain(run, "%s: no such column", what);
        else
            expect_value(run, what, expected, &column, &values, row);
    }
}

void case_expect_rows(case_run *run, const json_t *rows, const inc_observations *observations)
{
    const char *grain;
    json_t *list;
    json_object_foreach((json_t *) (uintptr_t) rows, grain, list)
    {
        size_t count = inc_observations_count(observations, inc_grain_find(grain, INC_ZSTR));
        case_expect_length(run, grain, list, count);
        for (size_t i = 0; i < json_array_size(list) && i < count; i++)
            expect_row(run, grain, json_array_get(list, i), observations, i);
    }
}
