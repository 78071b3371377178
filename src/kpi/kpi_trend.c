/* Trends: Mann-Kendall's score and the slope of Theil and Sen. Source: H. B. Mann, Econometrica 13
 * (1945); M. G. Kendall, Rank Correlation Methods (1975), with its variance under ties; P. K. Sen,
 * JASA 63 (1968). */
#include "base/options.h"
#include "base/sort.h"
#include "kpi/kpi_body.h"
#include "kpi/period.h"

#include <string.h>

/* The periods that are looked at: what a trend costs grows with their square. */
#define TREND_PERIODS 1000

/* A value and the number of its period. */
typedef struct inc__trend_point {
    double value;
    int64_t period;
} inc__trend_point;

static int trend_compare_doubles(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static int trend_compare_points(const void *left, const void *right)
{
    const inc__trend_point *a = left, *b = right;

    return (a->value > b->value) - (a->value < b->value);
}

/* Complete periods of a group that have a value, from the last one back. */
static inc_status trend_list(inc_kpi *kpi, inc__figure_place *place, inc__array *points)
{
    const inc__view_series *series = inc__view_at(&kpi->view, place->definition);
    inc_figure figure = {.size = sizeof figure};
    inc_status status = INC_OK;

    for (place->period = series->last;
         place->period >= series->first && points->count < TREND_PERIODS; place->period--) {
        inc__trend_point *point;
        status = inc__kpi_fill(kpi, place, &figure);
        if (status != INC_OK)
            break;
        if (figure.partial || !figure.has_value)
            continue;
        point = INC__PUSH(kpi->context, points, inc__trend_point);
        if (point == NULL)
            return inc__nomem(kpi->context);
        point->value = figure.value;
        point->period = place->period;
    }
    return status;
}

/* The slopes of all pairs, and the score; b is the earlier one of two. */
static inc_status trend_pair(inc_context *context, const inc__array *points, inc_trend *trend,
                             inc__array *slopes)
{
    size_t i, j, count = points->count;

    if (inc__array_reserve(context, slopes, sizeof(double), count * (count - 1) / 2) != INC_OK)
        return INC_E_NOMEM;
    for (i = 0; i < count; i++) {
        const inc__trend_point *a = INC__AT(points, inc__trend_point, i);
        for (j = i + 1; j < count; j++) {
            const inc__trend_point *b = INC__AT(points, inc__trend_point, j);
            trend->score += (a->value > b->value) - (a->value < b->value);
            *INC__AT(slopes, double, slopes->count) =
                (a->value - b->value) / (double) (a->period - b->period);
            slopes->count++;
        }
    }
    return INC_OK;
}

static double trend_median(inc__array *slopes)
{
    const double *values = slopes->items;
    size_t middle = slopes->count / 2;

    inc__sort(slopes->items, slopes->count, sizeof(double), trend_compare_doubles);
    if (slopes->count % 2 == 1)
        return values[middle];
    return (values[middle - 1] + values[middle]) / 2;
}

/* The root of a number that is not negative, by Newton's method. */
static double trend_root(double number)
{
    double root = number > 1 ? number : 1, before;

    if (!(number > 0))
        return 0;
    do {
        before = root;
        root = (before + number / before) / 2;
    } while (root < before);
    return root;
}

/* n (n - 1) (2n + 5), the term of the variance. */
static double trend_term(double n)
{
    return n * (n - 1) * (2 * n + 5);
}

/* The score in standard deviations, with the correction for continuity. */
static double trend_z(inc__array *points, int64_t score)
{
    double variance = trend_term((double) points->count), shift = score > 0 ? -1 : 1;
    size_t i, run = 1;

    inc__sort(points->items, points->count, sizeof(inc__trend_point), trend_compare_points);
    for (i = 1; i <= points->count; i++) {
        const inc__trend_point *point = INC__AT(points, inc__trend_point, i - 1);
        if (i < points->count && trend_compare_points(point, point + 1) == 0) {
            run++;
            continue;
        }
        variance -= trend_term((double) run);
        run = 1;
    }
    if (score == 0 || !(variance > 0))
        return 0;
    return ((double) score + shift) / trend_root(variance / 18);
}

static inc_status trend_make(inc_kpi *kpi, inc__array *points, inc__array *slopes, inc_trend *trend)
{
    inc_status status;

    if (points->count < 2)
        return INC_DONE;
    status = trend_pair(kpi->context, points, trend, slopes);
    if (status != INC_OK)
        return status;
    trend->periods = (int64_t) points->count;
    trend->slope = trend_median(slopes);
    trend->z = trend_z(points, trend->score);
    return INC_OK;
}

inc_status inc_kpi_trend(inc_kpi *kpi, const char *id, size_t group, inc_trend *trend)
{
    inc__array points = {NULL, 0, 0}, slopes = {NULL, 0, 0};
    inc__figure_place place = {0, group, 0};
    inc_trend made;
    inc_status status;

    if (kpi == NULL || id == NULL || trend == NULL)
        return INC_E_INVALID;
    memset(&made, 0, sizeof made);
    status = inc__kpi_settle(kpi);
    if (status == INC_OK)
        status = inc__kpi_locate(kpi, id, &place.definition);
    if (status == INC_OK && group >= kpi->view.groups.count)
        status = INC_E_INVALID;
    if (status == INC_OK)
        status = trend_list(kpi, &place, &points);
    if (status == INC_OK)
        status = trend_make(kpi, &points, &slopes, &made);
    if (status == INC_OK)
        status = INC__FILL(trend, &made, z);
    inc__array_free(kpi->context, &points, sizeof(inc__trend_point));
    inc__array_free(kpi->context, &slopes, sizeof(double));
    return status;
}
