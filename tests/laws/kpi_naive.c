/* Key figures by definition, slowly: the words of definition.h and kpi.h, row by row. */
#include "kpi_naive.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What a row is, in the order in which it is asked. */
typedef enum naive_class {
    NAIVE_OUT,
    NAIVE_EXCLUDED,
    NAIVE_CENSORED,
    NAIVE_IMMATURE,
    NAIVE_MISSING,
    NAIVE_NEGATIVE,
    NAIVE_COUNTS
} naive_class;

enum { NAIVE_DAYS = 512 };

/* A day of a signature, of REPEATS. */
typedef struct naive_day {
    const char *signature[3];
    inc_date date;
    inc_time at;
} naive_day;

typedef struct naive_sum {
    int64_t classes[NAIVE_COUNTS + 1];
    int64_t hits;
    int64_t immature_hits;
    int64_t sum;
    int64_t sum_of;
    int64_t min;
    int64_t max;
} naive_sum;

/* What is asked: a definition, a group, and the instants from first to last. */
typedef struct naive_question {
    const kpi_choice *choice;
    const inc_definition *definition;
    inc_kpi *kpi;
    const inc_figure *figure;
    const kpi_rows *rows;
    size_t row;
} naive_question;

static int64_t naive_integer(const kpi_rows *rows, size_t row, int32_t column)
{
    for (size_t i = 0; i < rows->columns_count; i++)
        if (rows->columns[i].id == column)
            return rows->integers[i][row];
    return INC_UNKNOWN;
}

/* NULL where the grain has no such text. */
static const char *naive_text(const kpi_rows *rows, size_t row, int32_t column)
{
    for (size_t i = 0; i < rows->columns_count; i++)
        if (rows->columns[i].id == column && rows->columns[i].type == INC_VALUE_TEXT)
            return rows->texts[i][row] == NULL ? "" : rows->texts[i][row];
    return NULL;
}

static int64_t naive_term(const kpi_rows *rows, size_t row, const inc_term *term)
{
    const int32_t off[] = {term->minus, term->less};
    int64_t value = naive_integer(rows, row, term->column);
    for (size_t i = 0; i < 2 && value != INC_UNKNOWN; i++) {
        int64_t less = off[i] == 0 ? 0 : naive_integer(rows, row, off[i]);
        value = less == INC_UNKNOWN ? INC_UNKNOWN : value - less;
    }
    return value;
}

static int naive_compare(int64_t order, int32_t comparison)
{
    return comparison == INC_EQUAL           ? order == 0
           : comparison == INC_LESS          ? order < 0
           : comparison == INC_LESS_OR_EQUAL ? order <= 0
           : comparison == INC_GREATER       ? order > 0
                                             : order >= 0;
}

static int naive_meets(const kpi_rows *rows, size_t row, const inc_criterion *criterion)
{
    if (criterion->text != NULL)
        return naive_compare(strcmp(naive_text(rows, row, criterion->term.column), criterion->text),
                             criterion->comparison);
    int64_t value = naive_term(rows, row, &criterion->term);
    if (value == INC_UNKNOWN || criterion->value == INC_UNKNOWN)
        return value == criterion->value && criterion->comparison == INC_EQUAL;
    return naive_compare((value > criterion->value) - (value < criterion->value),
                         criterion->comparison);
}

static size_t naive_met(const kpi_rows *rows, size_t row, const inc_criteria *criteria)
{
    size_t met = 0;
    for (size_t i = 0; i < criteria->count; i++)
        met += (size_t) naive_meets(rows, row, &criteria->items[i]);
    return met;
}

static int naive_is_of_group(const naive_question *asked)
{
    inc_kpi_key key = {.size = sizeof key};
    for (size_t i = 0; inc_kpi_key_at(asked->kpi, asked->figure->group, i, &key) == INC_OK; i++) {
        const char *text = naive_text(asked->rows, asked->row, key.column);
        if (key.text != NULL && strcmp(key.text, text == NULL ? "" : text) != 0)
            return 0;
        if (key.text == NULL && key.integer != naive_integer(asked->rows, asked->row, key.column))
            return 0;
    }
    return naive_met(asked->rows, asked->row, &asked->choice->options.where) ==
           asked->choice->options.where.count;
}

static int naive_is_immature(const naive_question *asked)
{
    const inc_definition *definition = asked->definition;
    int64_t looked = naive_integer(asked->rows, asked->row, INC_OBSERVED_LOOKED);
    int64_t from = naive_integer(asked->rows, asked->row, definition->mature_column);
    return definition->mature_column != 0 && (from == INC_UNKNOWN || looked == INC_UNKNOWN ||
                                              looked < from + definition->mature_after);
}

static int naive_takes_of(const inc_definition *definition)
{
    return definition->kind == INC_FIGURE_RATIO || definition->kind == INC_FIGURE_COST;
}

static naive_class naive_missing(const naive_question *asked)
{
    const inc_definition *definition = asked->definition;
    int64_t value =
        definition->value.column == 0 ? 0 : naive_term(asked->rows, asked->row, &definition->value);
    int64_t of =
        naive_takes_of(definition) ? naive_term(asked->rows, asked->row, &definition->of) : 0;
    if (definition->kind == INC_FIGURE_REPEATS &&
        naive_text(asked->rows, asked->row, INC_OBSERVED_SERVICE)[0] == '\0' &&
        naive_text(asked->rows, asked->row, INC_OBSERVED_CATEGORY)[0] == '\0' &&
        naive_text(asked->rows, asked->row, INC_OBSERVED_SYMPTOM)[0] == '\0')
        return NAIVE_MISSING;
    if (value == INC_UNKNOWN || of == INC_UNKNOWN)
        return NAIVE_MISSING;
    return (value < 0 && definition->is_signed == 0) || of < 0 ? NAIVE_NEGATIVE : NAIVE_COUNTS;
}

static naive_class naive_class_of(const naive_question *asked)
{
    const inc_definition *definition = asked->definition;
    if (naive_met(asked->rows, asked->row, &definition->population) != definition->population.count)
        return NAIVE_OUT;
    if (naive_met(asked->rows, asked->row, &definition->excluded) > 0)
        return NAIVE_EXCLUDED;
    if (naive_met(asked->rows, asked->row, &definition->censored) > 0)
        return NAIVE_CENSORED;
    if (naive_is_immature(asked))
        return NAIVE_IMMATURE;
    return naive_missing(asked);
}

/* The first of `by` that is known, INC_TIME_NONE when none is. */
static inc_time naive_at(const naive_question *asked)
{
    inc_time at = INC_TIME_NONE;
    for (size_t i = 0; i < 3 && at == INC_TIME_NONE; i++)
        at = naive_integer(asked->rows, asked->row, asked->definition->by[i]);
    return at;
}

static int naive_is_in(const inc_figure *figure, inc_time at)
{
    return figure->from == INC_TIME_NONE || (figure->from <= at && at < figure->to);
}

static void naive_count(const naive_question *asked, naive_class class, naive_sum *sum)
{
    const inc_definition *definition = asked->definition;
    int hit = definition->kind == INC_FIGURE_SHARE &&
              naive_met(asked->rows, asked->row, &definition->hits) == definition->hits.count;
    int64_t value = naive_term(asked->rows, asked->row, &definition->value);
    sum->classes[class]++;
    sum->immature_hits += class == NAIVE_IMMATURE && hit;
    if (class != NAIVE_COUNTS)
        return;
    sum->hits += hit;
    if (definition->kind == INC_FIGURE_MEAN || definition->kind == INC_FIGURE_SUM ||
        naive_takes_of(definition))
        sum->sum += value;
    if (naive_takes_of(definition))
        sum->sum_of += naive_term(asked->rows, asked->row, &definition->of);
    if (definition->kind == INC_FIGURE_MEAN) {
        sum->min = sum->min == INC_UNKNOWN || value < sum->min ? value : sum->min;
        sum->max = sum->max == INC_UNKNOWN || value > sum->max ? value : sum->max;
    }
}

static int naive_is_there(const naive_question *asked, inc_time at)
{
    const inc_definition *definition = asked->definition;
    inc_time begin = naive_integer(asked->rows, asked->row, definition->by[0]);
    inc_time end = naive_integer(asked->rows, asked->row, definition->by[1]);
    int64_t since = naive_integer(asked->rows, asked->row, definition->of.column);
    int there = definition->ends_after != 0 ? begin < at && (end == INC_TIME_NONE || at <= end)
                                            : begin <= at && (end == INC_TIME_NONE || at < end);
    if (definition->age_from > 0 && at - since < definition->age_from)
        return 0;
    return there && (definition->age_to == 0 || at - since < definition->age_to);
}

/* Where a row of a stock is reported that does not count. At instants: at the first that is not
 * earlier, else at the last. */
static int naive_is_reported(const naive_question *asked)
{
    const inc_definition *definition = asked->definition;
    const inc_kpi_options *options = &asked->choice->options;
    inc_time at = naive_integer(asked->rows, asked->row, definition->by[0]);
    size_t place = 0;
    if (at == INC_TIME_NONE)
        at = naive_integer(asked->rows, asked->row, definition->by[2]);
    if (options->instants_count == 0)
        return naive_is_in(asked->figure, at);
    while (place + 1 < options->instants_count && options->instants[place] < at)
        place++;
    return options->instants[place] == asked->figure->from;
}

static void naive_count_stock(const naive_question *asked, naive_sum *sum)
{
    const inc_definition *definition = asked->definition;
    const inc_figure *figure = asked->figure;
    inc_time begin = naive_integer(asked->rows, asked->row, definition->by[0]);
    inc_time end = naive_integer(asked->rows, asked->row, definition->by[1]);
    int64_t since = naive_integer(asked->rows, asked->row, definition->of.column);
    int aged = definition->age_from > 0 || definition->age_to > 0;
    naive_class class = naive_class_of(asked);
    if (class == NAIVE_COUNTS && (begin == INC_TIME_NONE || (aged && since == INC_UNKNOWN)))
        class = NAIVE_MISSING;
    if (class == NAIVE_COUNTS && end != INC_TIME_NONE && end < begin)
        class = NAIVE_NEGATIVE;
    if (class == NAIVE_COUNTS)
        sum->classes[class] +=
            naive_is_there(asked, figure->from == figure->to ? figure->to : figure->to - 1);
    else if (naive_is_reported(asked))
        sum->classes[class]++;
}

static int naive_same_day(const naive_day *a, const naive_day *b)
{
    return strcmp(a->signature[0], b->signature[0]) == 0 &&
           strcmp(a->signature[1], b->signature[1]) == 0 &&
           strcmp(a->signature[2], b->signature[2]) == 0;
}

static void naive_list_day(const naive_question *asked, naive_day *days, size_t *count)
{
    inc_civil civil;
    inc_time at = naive_at(asked);
    naive_day day = {{naive_text(asked->rows, asked->row, INC_OBSERVED_SERVICE),
                      naive_text(asked->rows, asked->row, INC_OBSERVED_CATEGORY),
                      naive_text(asked->rows, asked->row, INC_OBSERVED_SYMPTOM)},
                     (inc_date) (at / (24 * INC_HOUR)),
                     at};
    if (asked->choice->options.zone != NULL &&
        inc_zone_to_civil(asked->choice->options.zone, at, &civil) == INC_OK)
        (void) inc_date_from_ymd(civil.year, civil.month, civil.day, &day.date);
    for (size_t i = 0; i < *count; i++)
        if (naive_same_day(&days[i], &day) && days[i].date == day.date)
            return;
    if (*count < NAIVE_DAYS)
        days[(*count)++] = day;
}

static void naive_count_days(const naive_day *days, size_t count, const inc_figure *figure,
                             naive_sum *sum)
{
    sum->classes[NAIVE_COUNTS] = 0;
    for (size_t i = 0; i < count; i++) {
        int again = 0;
        if (!naive_is_in(figure, days[i].at))
            continue;
        for (size_t j = 0; j < count; j++)
            again |= naive_same_day(&days[i], &days[j]) && days[j].date < days[i].date;
        sum->classes[NAIVE_COUNTS]++;
        sum->hits += again;
    }
}

static void naive_row(const naive_question *asked, naive_sum *sum, naive_day *days, size_t *count)
{
    naive_class class;
    if (!naive_is_of_group(asked))
        return;
    if (asked->definition->kind == INC_FIGURE_STOCK) {
        naive_count_stock(asked, sum);
        return;
    }
    class = naive_class_of(asked);
    if (asked->definition->kind == INC_FIGURE_REPEATS && class == NAIVE_COUNTS)
        naive_list_day(asked, days, count);
    if (naive_is_in(asked->figure, naive_at(asked)))
        naive_count(asked, class, sum);
}

static naive_sum naive_fold(naive_question *asked, const kpi_batch *batches, size_t batches_count)
{
    naive_sum sum = {.min = INC_UNKNOWN, .max = INC_UNKNOWN};
    naive_day days[NAIVE_DAYS];
    size_t count = 0;
    for (size_t i = 0; i < batches_count; i++) {
        asked->rows = &batches[i].grains[asked->definition->grain];
        for (asked->row = 0; asked->row < asked->rows->rows; asked->row++)
            naive_row(asked, &sum, days, &count);
    }
    if (asked->definition->kind == INC_FIGURE_REPEATS)
        naive_count_days(days, count, asked->figure, &sum);
    return sum;
}

static int naive_near(double a, double b)
{
    double size = (a < 0 ? -a : a) + (b < 0 ? -b : b);
    double off = a < b ? b - a : a - b;
    return off <= 1e-9 * size;
}

/* Without a rate hours of the first tier. */
static double naive_cost(const naive_question *asked, const naive_sum *sum)
{
    const inc_kpi_options *options = &asked->choice->options;
    double multiplier = (options->multiplier == 0 ? 400 : options->multiplier) / 100.0;
    double rate = options->rate == 0 ? 1 : (double) options->rate;
    return ((double) sum->sum + multiplier * (double) sum->sum_of) / (double) INC_HOUR * rate;
}

/* The value, when there is one. */
static int naive_value(const naive_question *asked, const naive_sum *sum, double *value)
{
    inc_figure before = {.size = sizeof before};
    double n = (double) sum->classes[NAIVE_COUNTS];
    switch (asked->definition->kind) {
    case INC_FIGURE_MEAN:
        *value = n > 0 ? (double) sum->sum / n : 0;
        return n > 0;
    case INC_FIGURE_SHARE:
    case INC_FIGURE_REPEATS:
        *value = n > 0 ? (double) sum->hits / n : 0;
        return n > 0;
    case INC_FIGURE_GROWTH:
        if (asked->figure->from == INC_TIME_NONE ||
            inc_kpi_find(asked->kpi, asked->figure->id, asked->figure->group,
                         asked->figure->from - 1, &before) != INC_OK)
            return 0;
        *value = before.n > 0 ? (n - (double) before.n) / (double) before.n : 0;
        return before.n > 0;
    case INC_FIGURE_RATIO:
        *value = sum->sum_of > 0 ? (double) sum->sum / (double) sum->sum_of : 0;
        return sum->sum_of > 0;
    case INC_FIGURE_COST:
        *value = naive_cost(asked, sum);
        return n > 0;
    case INC_FIGURE_SUM:
        *value = (double) sum->sum;
        return 1;
    default:
        *value = n;
        return 1;
    }
}

/* The goal of the group's priority, else that of all; NULL for none. */
static const inc_goal *naive_goal(const naive_question *asked)
{
    const inc_definition *definition = asked->definition;
    const inc_goal *found = NULL;
    int64_t priority = 0;
    inc_kpi_key key = {.size = sizeof key};
    for (size_t i = 0; inc_kpi_key_at(asked->kpi, asked->figure->group, i, &key) == INC_OK; i++)
        if (key.column == INC_OBSERVED_PRIORITY)
            priority = key.integer;
    for (int32_t i = 0; i < definition->goals_count; i++) {
        if (definition->goals[i].priority == priority && priority != 0)
            return &definition->goals[i];
        if (definition->goals[i].priority == 0)
            found = &definition->goals[i];
    }
    return found;
}

static int naive_goal_agrees(const naive_question *asked, int has_value)
{
    const inc_goal *goal = naive_goal(asked);
    const inc_figure *figure = asked->figure;
    int32_t state = INC_GOAL_NONE;
    if (goal != NULL && has_value)
        state = naive_compare((figure->value > goal->value) - (figure->value < goal->value),
                              goal->comparison)
                    ? INC_GOAL_MET
                    : INC_GOAL_MISSED;
    return figure->goal == state && naive_near(figure->goal_value, goal == NULL ? 0 : goal->value);
}

static const char *naive_difference(const naive_question *asked, const naive_sum *sum)
{
    const inc_figure *figure = asked->figure;
    const int64_t *classes = sum->classes;
    double value = 0;
    int has_value = naive_value(asked, sum, &value);
    int64_t told = classes[NAIVE_COUNTS] + classes[NAIVE_MISSING] + classes[NAIVE_NEGATIVE];
    const struct {
        const char *name;
        int same;
    } members[] = {
        {"n", figure->n == classes[NAIVE_COUNTS]},
        {"excluded", figure->excluded == classes[NAIVE_EXCLUDED]},
        {"censored", figure->censored == classes[NAIVE_CENSORED]},
        {"immature", figure->immature == classes[NAIVE_IMMATURE]},
        {"missing", figure->missing == classes[NAIVE_MISSING]},
        {"negative", figure->negative == classes[NAIVE_NEGATIVE]},
        {"hits", figure->hits == sum->hits},
        {"immature_hits", figure->immature_hits == sum->immature_hits},
        {"has_value", figure->has_value == has_value},
        {"value", naive_near(figure->value, has_value ? value : 0)},
        {"sum", figure->kind == INC_FIGURE_SUM || naive_near(figure->sum, (double) sum->sum)},
        {"sum_of", naive_near(figure->sum_of, (double) sum->sum_of)},
        {"min", figure->min == sum->min},
        {"max", figure->max == sum->max},
        {"coverage", naive_near(figure->coverage,
                                told == 0 ? 1 : (double) classes[NAIVE_COUNTS] / (double) told)},
        {"goal", naive_goal_agrees(asked, has_value)}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (!members[i].same)
            return members[i].name;
    return NULL;
}

int kpi_naive_agrees(inc_kpi *kpi, const kpi_choice *choice, const kpi_batch *batches,
                     size_t batches_count, char *broken, size_t broken_size)
{
    inc_figure figure = {.size = sizeof figure};
    inc_definition definition = {.size = sizeof definition};
    naive_question asked = {.choice = choice, .kpi = kpi, .figure = &figure};
    for (size_t i = 0; inc_kpi_figure(kpi, i, &figure) == INC_OK; i++) {
        for (size_t d = 0; asked.definition == NULL || strcmp(definition.id, figure.id) != 0; d++) {
            if (inc_kpi_definition(kpi, d, &definition) != INC_OK)
                return 0;
            asked.definition = &definition;
        }
        naive_sum sum = naive_fold(&asked, batches, batches_count);
        const char *other = naive_difference(&asked, &sum);
        if (other == NULL)
            continue;
        (void) snprintf(broken, broken_size,
                        "%s of %s (kind %d, group %zu, from %" PRId64 " to %" PRId64 ")", other,
                        figure.id, (int) figure.kind, figure.group, figure.from, figure.to);
        return 0;
    }
    return 1;
}
