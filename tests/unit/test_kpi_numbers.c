/* Sums of 128 bits, histograms, spreads. */
#include "kpi_fixture.h"

#include "kpi/spread.h"
#include "kpi/wide.h"

static void wide_is(const inc__wide *sum, int64_t high, uint64_t low)
{
    ck_assert_int_eq(sum->high, high);
    ck_assert_uint_eq(sum->low, low);
}

START_TEST(wide_sums_carry)
{
    inc__wide sum = {0, 0};

    inc__wide_add(&sum, INT64_MAX);
    inc__wide_add(&sum, INT64_MAX);
    wide_is(&sum, 0, UINT64_C(18446744073709551614));
    inc__wide_add(&sum, INT64_MAX);
    wide_is(&sum, 1, UINT64_C(9223372036854775805));
    inc__wide_add(&sum, -INT64_MAX);
    inc__wide_add(&sum, -INT64_MAX);
    wide_is(&sum, 0, UINT64_C(9223372036854775807));
    inc__wide_add(&sum, INT64_MIN);
    wide_is(&sum, -1, UINT64_MAX);
    inc__wide_add(&sum, 1);
    ck_assert(inc__wide_is_zero(&sum));
    inc__wide_add(&sum, INT64_MIN);
    inc__wide_add(&sum, INT64_MIN);
    inc__wide_add(&sum, INT64_MIN);
    wide_is(&sum, -2, UINT64_C(9223372036854775808));
}
END_TEST

START_TEST(wide_sums_of_sums)
{
    inc__wide a = {5, UINT64_MAX}, b = {-7, 3}, sum = a;
    const inc__wide zero = {0, 0}, low = {0, 1}, high = {1, 0};

    inc__wide_plus(&sum, &b);
    wide_is(&sum, -1, 2);
    inc__wide_minus(&sum, &b);
    wide_is(&sum, 5, UINT64_MAX);
    inc__wide_minus(&b, &a);
    wide_is(&b, -13, 4);
    ck_assert_int_eq(inc__wide_sign(&b), -1);
    ck_assert_int_eq(inc__wide_sign(&zero), 0);
    ck_assert_int_eq(inc__wide_sign(&low), 1);
    ck_assert_int_eq(inc__wide_sign(&high), 1);
    ck_assert(!inc__wide_is_zero(&high));
}
END_TEST

/* Computed with integers of any length. */
START_TEST(wide_sums_as_doubles)
{
    static const struct {
        inc__wide sum;
        int64_t n;
        double mean;
        double whole;
    } known[] = {
        {{INT64_C(54210108624), UINT64_C(5076944270305263616)}, 7, 1.4285714285714285e+29, 1e+30},
        {{INT64_C(-54210108625), UINT64_C(13369799803404288000)},
         7,
         -1.4285714285714285e+29,
         -1e+30},
        {{INT64_MAX, UINT64_MAX}, 3, 5.671372782015641e+37, 1.7014118346046923e+38},
        {{INT64_MIN, 0}, 3, -5.671372782015641e+37, -1.7014118346046923e+38},
        {{1, 1}, INT64_MAX, 2.0, 1.8446744073709552e+19},
        {{-1, UINT64_C(18446744073709551609)}, 2, -3.5, -7.0},
        {{1, UINT64_C(9223372036854775805)}, 3, 9.223372036854776e+18, 2.7670116110564327e+19},
        {{0, 1}, 3, 0.3333333333333333, 1.0},
        {{0, 0}, 9, 0, 0},
    };
    size_t i;

    for (i = 0; i < sizeof known / sizeof *known; i++) {
        near(inc__wide_mean(&known[i].sum, known[i].n), known[i].mean);
        near(inc__wide_double(&known[i].sum), known[i].whole);
    }
}
END_TEST

/* The least and the greatest value of a bucket, by definition. */
START_TEST(buckets_meet_at_every_edge)
{
    int32_t bucket, octave, part, number = 0;

    for (number = 0; number < 128; number++) {
        ck_assert_int_eq(inc__bucket_of(number), number);
        ck_assert_int_eq(inc__bucket_middle(number), number);
    }
    for (octave = 7; octave < 63; octave++)
        for (part = 0; part < 64; part++) {
            int64_t width = INT64_C(1) << (octave - 6);
            int64_t first = (INT64_C(1) << octave) + part * width, last = first + (width - 1);
            bucket = number++;
            ck_assert_int_eq(inc__bucket_of(first), bucket);
            ck_assert_int_eq(inc__bucket_of(last), bucket);
            ck_assert_int_eq(inc__bucket_of(first - 1), bucket - 1);
            ck_assert_int_eq(inc__bucket_middle(bucket), first + (width - 1) / 2);
            ck_assert_int_eq(inc__bucket_of(-first - 1), -bucket - 1);
            ck_assert_int_eq(inc__bucket_of(-last - 1), -bucket - 1);
            ck_assert_int_eq(inc__bucket_middle(-bucket - 1), -(first + (width - 1) / 2) - 1);
        }
    ck_assert_int_eq(number - 1, INC__BUCKET_MOST);
    ck_assert_int_eq(inc__bucket_of(INT64_MAX), INC__BUCKET_MOST);
    ck_assert_int_eq(inc__bucket_of(INT64_MIN), INC__BUCKET_LEAST);
    ck_assert_int_eq(inc__bucket_of(-1), -1);
    ck_assert_int_eq(inc__bucket_middle(-1), -1);
}
END_TEST

START_TEST(a_middle_is_near)
{
    uint64_t state = 1;
    int32_t i;

    for (i = 0; i < 200000; i++) {
        int64_t value = (int64_t) (fixture_random(&state) >> (fixture_random(&state) % 64));
        int64_t middle = inc__bucket_middle(inc__bucket_of(value));
        double size = value < 0 ? -(double) value : (double) value;
        double off = (double) middle - (double) value;
        ck_assert_msg((off < 0 ? -off : off) <= size / 128 + (value < 0), "%lld",
                      (long long) value);
    }
}
END_TEST

static void count(inc__histogram *histogram, int64_t value, int64_t times)
{
    int32_t bucket = inc__bucket_of(value);

    ck_assert_int_eq(inc__histogram_reserve(context, histogram, bucket, bucket), INC_OK);
    inc__histogram_add(histogram, bucket, times);
}

START_TEST(histograms_grow_both_ways)
{
    inc__histogram histogram = {0, {NULL, 0, 0}};

    count(&histogram, 1000000, 2);
    count(&histogram, INT64_MAX, 1);
    count(&histogram, -5, 3);
    count(&histogram, INT64_MIN, 4);
    count(&histogram, 0, 1);
    ck_assert_int_eq(inc__histogram_count(&histogram, inc__bucket_of(1000000)), 2);
    ck_assert_int_eq(inc__histogram_count(&histogram, INC__BUCKET_LEAST), 4);
    ck_assert_int_eq(inc__histogram_count(&histogram, INC__BUCKET_MOST), 1);
    ck_assert_int_eq(inc__histogram_count(&histogram, 7), 0);
    ck_assert_int_eq(inc__histogram_rank(&histogram, 0), INC__BUCKET_LEAST);
    ck_assert_int_eq(inc__histogram_rank(&histogram, 3), INC__BUCKET_LEAST);
    ck_assert_int_eq(inc__histogram_rank(&histogram, 4), inc__bucket_of(-5));
    ck_assert_int_eq(inc__histogram_rank(&histogram, 7), 0);
    ck_assert_int_eq(inc__histogram_rank(&histogram, 9), inc__bucket_of(1000000));
    ck_assert_int_eq(inc__histogram_rank(&histogram, 10), INC__BUCKET_MOST);
    inc__histogram_free(context, &histogram);
}
END_TEST

START_TEST(buckets_that_are_not_kept_count_nothing)
{
    inc__histogram histogram = {0, {NULL, 0, 0}};
    const int64_t values[] = {300, 301, 300};

    ck_assert_int_eq(inc__histogram_count(&histogram, 5), 0);
    count(&histogram, 300, 1);
    inc__histogram_pour(&histogram, values, 3, 1);
    ck_assert_int_eq(inc__histogram_count(&histogram, inc__bucket_of(300)), 4);
    inc__histogram_pour(&histogram, values, 3, -1);
    ck_assert_int_eq(inc__histogram_count(&histogram, inc__bucket_of(300)), 1);
    ck_assert_int_eq(inc__histogram_count(&histogram, INC__BUCKET_MOST), 0);
    ck_assert_int_eq(inc__histogram_count(&histogram, INC__BUCKET_LEAST), 0);
    inc__histogram_free(context, &histogram);
}
END_TEST

static inc__spread spread_of(const int64_t *values, size_t n, int64_t limit)
{
    inc__spread spread;
    size_t i;

    inc__spread_init(&spread);
    for (i = 0; i < n; i++)
        ck_assert_int_eq(inc__spread_add(context, &spread, values[i], limit), INC_OK);
    ck_assert_int_eq(inc__spread_settle(context, &spread), INC_OK);
    return spread;
}

#define SPREAD(limit, ...)                                                                         \
    spread_of((const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / 8, (limit))

static void merge(inc__spread *spread, const inc__spread *other, int64_t limit)
{
    ck_assert_int_eq(inc__spread_reserve(context, spread, other, limit), INC_OK);
    inc__spread_merge(spread, other, limit);
}

START_TEST(exact_up_to_the_limit)
{
    inc__spread spread = SPREAD(4, 40, -10, 30, 20);

    ck_assert(!spread.coarse);
    ck_assert_int_eq(spread.min, -10);
    ck_assert_int_eq(spread.max, 40);
    ck_assert_int_eq(inc__spread_sorted(&spread)[0], -10);
    near(inc__spread_percentile(&spread, 0), -10);
    near(inc__spread_percentile(&spread, 0.5), 25);
    near(inc__spread_percentile(&spread, 0.9), 37);
    near(inc__spread_percentile(&spread, 1), 40);
    ck_assert_int_eq(inc__spread_add(context, &spread, 1000, 4), INC_OK);
    ck_assert_int_eq(inc__spread_settle(context, &spread), INC_OK);
    ck_assert(spread.coarse);
    ck_assert_int_eq(spread.n, 5);
    near(inc__spread_percentile(&spread, 1), 1000);
    near(inc__spread_percentile(&spread, 0.5), 30);
    inc__spread_free(context, &spread);
}
END_TEST

START_TEST(never_exact)
{
    inc__spread spread = SPREAD(0, 1001, 1003);

    ck_assert(spread.coarse);
    near(inc__spread_percentile(&spread, 0), 1003); /* both lie in 1000 to 1007 */
    near(inc__spread_percentile(&spread, 1), 1003);
    ck_assert_int_eq(spread.min, 1001);
    inc__spread_free(context, &spread);
}
END_TEST

START_TEST(many_values_wait_and_are_counted)
{
    inc__spread spread;
    double middle;
    int64_t i;

    inc__spread_init(&spread);
    for (i = 0; i < 10000; i++)
        ck_assert_int_eq(inc__spread_add(context, &spread, i * 1000, 10), INC_OK);
    ck_assert_int_eq(inc__spread_settle(context, &spread), INC_OK);
    ck_assert_int_eq(inc__spread_settle(context, &spread), INC_OK);
    ck_assert_int_eq(spread.n, 10000);
    middle = inc__spread_percentile(&spread, 0.5);
    ck_assert(middle > 4999500 * 0.992 && middle < 4999500 * 1.008);
    near(inc__spread_percentile(&spread, 0), 0);
    near(inc__spread_percentile(&spread, 1), 9999000);
    inc__spread_free(context, &spread);
}
END_TEST

START_TEST(merging_goes_over_the_limit)
{
    inc__spread a = SPREAD(4, 1, 2), b = SPREAD(4, 3, 4), c = SPREAD(4, 500), d = SPREAD(4, 9);
    inc__spread whole = SPREAD(4, 1, 2, 3, 4, 500, 9), none;

    inc__spread_init(&none);
    merge(&none, &a, 4);
    merge(&none, &b, 4);
    ck_assert(!none.coarse);
    near(inc__spread_percentile(&none, 1), 4);
    merge(&none, &c, 4);
    ck_assert(none.coarse);
    merge(&none, &d, 4);
    ck_assert_int_eq(none.n, 6);
    ck_assert_int_eq(none.min, 1);
    ck_assert_int_eq(none.max, 500);
    ck_assert(inc__spread_contains(&none, &whole));
    ck_assert(inc__spread_contains(&whole, &none));
    merge(&d, &none, 4);
    ck_assert_int_eq(d.n, 7);
    ck_assert(d.coarse);
    inc__spread_free(context, &a);
    inc__spread_free(context, &b);
    inc__spread_free(context, &c);
    inc__spread_free(context, &d);
    inc__spread_free(context, &none);
    inc__spread_free(context, &whole);
}
END_TEST

START_TEST(taking_values_away)
{
    inc__spread spread = SPREAD(9, 5, 1, 5, 9), some = SPREAD(9, 9, 5), more = SPREAD(9, 5, 5, 5);
    inc__spread other = SPREAD(9, 2), none;

    inc__spread_init(&none);
    ck_assert(inc__spread_contains(&spread, &some));
    ck_assert(!inc__spread_contains(&spread, &more));
    ck_assert(!inc__spread_contains(&spread, &other));
    ck_assert(inc__spread_contains(&spread, &none));
    ck_assert(!inc__spread_contains(&none, &other));
    inc__spread_subtract(&spread, &some);
    inc__spread_subtract(&spread, &none);
    ck_assert_int_eq(spread.n, 2);
    ck_assert_int_eq(spread.min, 1);
    ck_assert_int_eq(spread.max, 5);
    inc__spread_free(context, &spread);
    inc__spread_free(context, &some);
    inc__spread_free(context, &more);
    inc__spread_free(context, &other);
}
END_TEST

START_TEST(taking_values_from_a_histogram)
{
    inc__spread spread = SPREAD(3, 5, 1, 5, 900), some = SPREAD(3, 5, 1), more = SPREAD(3, 1, 1);
    inc__spread coarse = SPREAD(0, 5, 900), far = SPREAD(0, 70000);

    ck_assert(inc__spread_contains(&spread, &some));
    ck_assert(!inc__spread_contains(&spread, &more));
    ck_assert(!inc__spread_contains(&some, &coarse));
    ck_assert(!inc__spread_contains(&spread, &far));
    inc__spread_subtract(&spread, &some);
    ck_assert(spread.coarse);
    ck_assert(spread.blurred);
    ck_assert_int_eq(spread.min, INC_UNKNOWN);
    ck_assert_int_eq(spread.max, INC_UNKNOWN);
    near(inc__spread_percentile(&spread, 1), (double) inc__bucket_middle(inc__bucket_of(900)));
    ck_assert_int_eq(inc__spread_add(context, &spread, 7, 3), INC_OK);
    ck_assert_int_eq(spread.min, INC_UNKNOWN);
    ck_assert_int_eq(inc__spread_settle(context, &spread), INC_OK);
    merge(&some, &spread, 3);
    ck_assert_int_eq(some.max, INC_UNKNOWN);
    inc__spread_free(context, &spread);
    inc__spread_free(context, &some);
    inc__spread_free(context, &more);
    inc__spread_free(context, &coarse);
    inc__spread_free(context, &far);
}
END_TEST

START_TEST(what_was_emptied_is_exact_again)
{
    inc__spread spread = SPREAD(1, 5, 900), same = SPREAD(1, 900, 5);

    inc__spread_subtract(&spread, &same);
    ck_assert_int_eq(spread.n, 0);
    ck_assert(!spread.coarse);
    ck_assert(!spread.blurred);
    ck_assert_int_eq(inc__spread_add(context, &spread, 7, 1), INC_OK);
    ck_assert_int_eq(spread.min, 7);
    near(inc__spread_percentile(&spread, 0.3), 7);
    inc__spread_free(context, &spread);
    inc__spread_free(context, &same);
}
END_TEST

START_TEST(the_widest_values)
{
    inc__spread exact = SPREAD(9, INT64_MAX, INT64_MIN + 1, 0), coarse;

    coarse = SPREAD(0, INT64_MAX, INT64_MIN + 1, 0);
    near(inc__spread_percentile(&exact, 0), -9223372036854775807.0);
    near(inc__spread_percentile(&exact, 0.5), 0);
    near(inc__spread_percentile(&coarse, 0.5), 0);
    near(inc__spread_percentile(&coarse, 1), (double) inc__bucket_middle(INC__BUCKET_MOST));
    ck_assert_int_eq(coarse.max, INT64_MAX);
    ck_assert_int_eq(coarse.min, INT64_MIN + 1);
    inc__spread_free(context, &exact);
    inc__spread_free(context, &coarse);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {wide_sums_carry,
                                  wide_sums_of_sums,
                                  wide_sums_as_doubles,
                                  buckets_meet_at_every_edge,
                                  a_middle_is_near,
                                  histograms_grow_both_ways,
                                  buckets_that_are_not_kept_count_nothing,
                                  exact_up_to_the_limit,
                                  never_exact,
                                  many_values_wait_and_are_counted,
                                  merging_goes_over_the_limit,
                                  taking_values_away,
                                  taking_values_from_a_histogram,
                                  what_was_emptied_is_exact_again,
                                  the_widest_values,
                                  NULL};

    return unit_run("kpi_numbers", tests, open_kpi, close_kpi);
}
