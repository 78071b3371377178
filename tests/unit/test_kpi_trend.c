/* Trends, against figures worked out by hand. */
#include "kpi_fixture.h"

/* A series of means, one a day; a negative one is a day without any. */
static inc_kpi *series(const int64_t *values, size_t count)
{
    inc_kpi *made = make_one(&own, INC_PERIOD_DAY);
    size_t i;

    for (i = 0; i < count; i++) {
        if (values[i] < 0)
            continue;
        ADD(made, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_HELD, values[i]),
            INTEGERS(INC_OBSERVED_LOGGED, DAY((int64_t) i)));
    }
    ADD(made, INC_GRAIN_EPISODE, 1, INTEGERS(INC_OBSERVED_LOOKED, DAY(1000)));
    return made;
}

#define SERIES(...)                                                                                \
    series((const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

static inc_trend trend_of(inc_kpi *from)
{
    inc_trend trend = {.size = sizeof trend};

    ck_assert_int_eq(inc_kpi_trend(from, "own", 0, &trend), INC_OK);
    return trend;
}

/* S = 10 of 10 pairs; variance 5 x 4 x 15 / 18 = 50 / 3; z = 9 / sqrt(50 / 3). */
START_TEST(it_rises)
{
    inc_trend trend;

    kpi = SERIES(1, 2, 4, 7, 11);
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.periods, 5);
    ck_assert_int_eq(trend.score, 10);
    near(trend.z, 2.2045407685048604);
    near(trend.slope, 2.5);
}
END_TEST

START_TEST(it_falls)
{
    inc_trend trend;

    kpi = SERIES(11, 7, 4, 2, 1);
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.score, -10);
    near(trend.z, -2.2045407685048604);
    near(trend.slope, -2.5);
}
END_TEST

/* Ties of two and three: variance (6 x 5 x 17 - 2 x 1 x 9 - 3 x 2 x 11) / 18 = 71 / 3. */
START_TEST(ties_are_corrected)
{
    inc_trend trend;

    kpi = SERIES(3, 3, 5, 5, 5, 1);
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.score, 1);
    near(trend.z, 0);
    near(trend.slope, 0);
    inc_kpi_free(kpi);
    kpi = SERIES(3, 3, 5, 5, 5, 9);
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.score, 11);
    near(trend.z, 10 / 4.864839839531787);
    near(trend.slope, 1);
}
END_TEST

START_TEST(it_stays)
{
    inc_trend trend;

    kpi = SERIES(4, 4, 4);
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.score, 0);
    near(trend.z, 0);
    near(trend.slope, 0);
}
END_TEST

/* Days without a value are passed over, but they are days: slopes 8 / 4, 2 / 1, 6 / 3. */
START_TEST(gaps_count_as_time)
{
    inc_trend trend;

    kpi = SERIES(1, 3, -1, -1, 9);
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.periods, 3);
    near(trend.slope, 2);
}
END_TEST

/* The day of the look is not complete. */
START_TEST(partial_periods_are_left_out)
{
    inc_trend trend;

    kpi = make_one(&own, INC_PERIOD_DAY);
    ADD(kpi, INC_GRAIN_INCIDENT, 3, INTEGERS(INC_OBSERVED_HELD, 1, 2, 99),
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0), DAY(1), DAY(2)),
        INTEGERS(INC_OBSERVED_LOOKED, DAY(2), DAY(2), DAY(3) - 1));
    trend = trend_of(kpi);
    ck_assert_int_eq(trend.periods, 2);
    near(trend.slope, 1);
}
END_TEST

START_TEST(too_few_values)
{
    inc_trend trend = {.size = sizeof trend, .score = 7};

    kpi = make_one(&own, INC_PERIOD_DAY);
    ck_assert_int_eq(inc_kpi_trend(kpi, "own", 0, &trend), INC_DONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_HELD, 1),
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0)));
    ck_assert_int_eq(inc_kpi_trend(kpi, "own", 0, &trend), INC_DONE);
    ck_assert_int_eq(trend.score, 7);
}
END_TEST

START_TEST(trends_that_are_refused)
{
    inc_trend trend = {.size = sizeof trend}, small = {.size = 4};

    kpi = SERIES(1, 2, 3);
    refused(inc_kpi_trend(kpi, "mttr", 0, &trend), INC_E_NOT_FOUND,
            "there was no definition 'mttr'");
    ck_assert_int_eq(inc_kpi_trend(kpi, "own", 1, &trend), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_trend(NULL, "own", 0, &trend), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_trend(kpi, NULL, 0, &trend), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_trend(kpi, "own", 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_trend(kpi, "own", 0, &small), INC_E_INVALID);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {it_rises,
                                  it_falls,
                                  ties_are_corrected,
                                  it_stays,
                                  gaps_count_as_time,
                                  partial_periods_are_left_out,
                                  too_few_values,
                                  trends_that_are_refused,
                                  NULL};

    return unit_run("kpi_trend", tests, open_own, close_kpi);
}
