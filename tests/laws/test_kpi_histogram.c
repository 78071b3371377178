/* Percentiles from the histogram against those from the values: at most 0.8 % off, whatever the
 * values are. */
#include <incident.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { HISTOGRAM_VALUES = 4000, HISTOGRAM_STEPS = 1000 };

static inc_context *histogram_context;
static uint64_t histogram_state = 1;
static int64_t histogram_values[HISTOGRAM_VALUES];

/* SplitMix64, as a number from 0 to below 1. */
static double histogram_random(void)
{
    uint64_t z = (histogram_state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double) ((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static size_t fill_log_normal(void)
{
    for (size_t i = 0; i < HISTOGRAM_VALUES; i++) {
        /* Box and Muller; the median is four hours. */
        double normal =
            sqrt(-2 * log(1 - histogram_random())) * cos(6.283185307 * histogram_random());
        histogram_values[i] = (int64_t) (4.0 * (double) INC_HOUR * exp(1.7 * normal));
    }
    return HISTOGRAM_VALUES;
}

static size_t fill_uniform(void)
{
    for (size_t i = 0; i < HISTOGRAM_VALUES; i++)
        histogram_values[i] = (int64_t) (histogram_random() * 100 * (double) INC_HOUR);
    return HISTOGRAM_VALUES;
}

static size_t fill_constant(void)
{
    for (size_t i = 0; i < 1000; i++)
        histogram_values[i] = 4 * INC_HOUR + 1;
    return 1000;
}

static size_t fill_zero(void)
{
    for (size_t i = 0; i < 100; i++)
        histogram_values[i] = 0;
    return 100;
}

static size_t fill_small(void)
{
    for (size_t i = 0; i < HISTOGRAM_VALUES; i++)
        histogram_values[i] = (int64_t) i;
    return HISTOGRAM_VALUES;
}

/* Where buckets of any width that is a power of two begin and end. */
static size_t fill_powers(void)
{
    size_t count = 0;
    for (int bit = 0; bit < 58; bit++)
        for (int64_t off = -1; off <= 1; off++)
            histogram_values[count++] = (INT64_C(1) << bit) + off;
    return count;
}

static size_t fill_edges(void)
{
    size_t count = 0;
    for (int bit = 8; bit < 50; bit++)
        for (int64_t step = 0; step < 256; step += 8) {
            int64_t edge = (INT64_C(1) << bit) + ((step << bit) >> 8);
            for (int64_t off = -1; off <= 1 && count < HISTOGRAM_VALUES; off++)
                histogram_values[count++] = edge + off;
        }
    return count;
}

static size_t fill_huge(void)
{
    for (size_t i = 0; i < 8; i++)
        histogram_values[i] =
            INT64_C(1000000000000000000) + (int64_t) i * INT64_C(17000000000000001);
    return 8;
}

static size_t fill_two_clusters(void)
{
    for (size_t i = 0; i < 2000; i++)
        histogram_values[i] = i % 2 == 0 ? 1 : INT64_C(90071992547409917);
    return 2000;
}

static size_t fill_one(void)
{
    histogram_values[0] = 123456789;
    return 1;
}

static size_t fill_negative(void)
{
    (void) fill_log_normal();
    for (size_t i = 0; i < HISTOGRAM_VALUES; i++)
        histogram_values[i] = -histogram_values[i] - 1;
    return HISTOGRAM_VALUES;
}

static inc_kpi *histogram_fold(size_t count, int32_t exact)
{
    const inc_definition definition = {.size = sizeof definition,
                                       .id = "own.length",
                                       .grain = INC_GRAIN_INCIDENT,
                                       .kind = INC_FIGURE_MEAN,
                                       .unit = INC_UNIT_DURATION,
                                       .is_signed = 1,
                                       .by = {INC_OBSERVED_LOGGED},
                                       .value = {.column = INC_OBSERVED_COUNTED}};
    const inc_kpi_options options = {
        .size = sizeof options, .definitions = &definition, .definitions_count = 1, .exact = exact};
    static const int64_t logged[HISTOGRAM_VALUES];
    const inc_values columns[] = {
        {.size = sizeof *columns, .column = INC_OBSERVED_LOGGED, .integers = logged},
        {.size = sizeof *columns, .column = INC_OBSERVED_COUNTED, .integers = histogram_values}};
    inc_kpi *kpi = NULL;
    if (inc_kpi_new(histogram_context, &options, &kpi) != INC_OK ||
        inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 2, count) != INC_OK) {
        printf("# %s\n", inc_context_error(histogram_context));
        exit(EXIT_FAILURE);
    }
    return kpi;
}

static double histogram_percentile(inc_kpi *kpi, double p, int32_t exact)
{
    inc_figure figure = {.size = sizeof figure};
    double value = NAN;
    if (inc_kpi_percentile(kpi, "own.length", 0, 0, p, &value) != INC_OK ||
        inc_kpi_find(kpi, "own.length", 0, 0, &figure) != INC_OK || figure.exact != exact)
        return NAN;
    return value;
}

/* The greatest relative error over all percentiles, and those of the values themselves. */
static double histogram_error(size_t count)
{
    inc_kpi *exact = histogram_fold(count, 1000000);
    inc_kpi *rough = histogram_fold(count, -1);
    double worst = 0;
    for (size_t i = 0; i <= HISTOGRAM_STEPS + count; i++) {
        double p = i <= HISTOGRAM_STEPS ? (double) i / HISTOGRAM_STEPS
                   : count == 1         ? 0
                                        : (double) (i - HISTOGRAM_STEPS - 1) / (double) (count - 1);
        double should = histogram_percentile(exact, p, 1);
        double is = histogram_percentile(rough, p, 0);
        double off = should == is ? 0 : fabs(is - should) / fabs(should);
        if (!(off <= worst))
            worst = off;
    }
    inc_kpi_free(exact);
    inc_kpi_free(rough);
    return worst;
}

int main(void)
{
    static const struct {
        const char *name;
        size_t (*fill)(void);
    } sets[] = {{"log-normal", fill_log_normal},
                {"uniform", fill_uniform},
                {"constant", fill_constant},
                {"zero", fill_zero},
                {"small", fill_small},
                {"powers of two", fill_powers},
                {"edges of buckets", fill_edges},
                {"huge", fill_huge},
                {"two clusters", fill_two_clusters},
                {"one value", fill_one},
                {"negative", fill_negative}};
    int failed = 0;
    if (inc_context_new(NULL, &histogram_context) != INC_OK)
        return EXIT_FAILURE;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        double worst = histogram_error(sets[i].fill());
        int good = worst <= 0.008;
        printf("%s: at most %.4f %% off%s\n", sets[i].name, 100 * worst, good ? "" : ": too much");
        failed += !good;
    }
    inc_context_unref(histogram_context);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
