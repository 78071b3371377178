/* Aggregates merged, taken away from each other, rolled up. */
#include "kpi_fixture.h"

/* Two teams, three days; the second half of the rows is of one day. */
static inc_kpi *of_rows(int from, int to)
{
    const inc_definition definitions[] = {library("recurrence"), library("backlog"), own};
    const int32_t dimensions[] = {INC_OBSERVED_TEAM, INC_OBSERVED_PRIORITY};
    const inc_kpi_options options = {.size = sizeof options,
                                     .definitions = definitions,
                                     .definitions_count = 3,
                                     .dimensions = dimensions,
                                     .dimensions_count = 2,
                                     .period = INC_PERIOD_DAY,
                                     .exact = 3};
    inc_kpi *made = make_kpi(&options);
    int i;

    for (i = from; i < to; i++) {
        inc_time when = DAY(i % 5 < 3 ? i % 5 : 2);
        ADD(made, INC_GRAIN_INCIDENT, 1, TEXTS(INC_OBSERVED_TEAM, i % 2 ? "a" : "b"),
            INTEGERS(INC_OBSERVED_PRIORITY, i % 3), INTEGERS(INC_OBSERVED_HELD, i * 37 % 11 - 1),
            INTEGERS(INC_OBSERVED_LOGGED, when), TEXTS(INC_OBSERVED_SERVICE, i % 4 ? "m" : "w"),
            INTEGERS(INC_OBSERVED_LOOKED, DAY(1)));
        ADD(made, INC_GRAIN_EPISODE, 1, TEXTS(INC_OBSERVED_TEAM, i % 2 ? "a" : "b"),
            INTEGERS(INC_OBSERVED_PRIORITY, i % 3), INTEGERS(INC_OBSERVED_OPENED, when),
            INTEGERS(INC_OBSERVED_ENDED, when + FIXTURE_DAY));
    }
    return made;
}

START_TEST(merging)
{
    inc_kpi *other = of_rows(20, 60), *whole = of_rows(0, 60), *empty = of_rows(0, 0);

    kpi = of_rows(0, 20);
    ck_assert_int_eq(inc_kpi_merge(kpi, other), INC_OK);
    same_bytes(kpi, whole);
    ck_assert_int_eq(inc_kpi_merge(empty, whole), INC_OK);
    same_bytes(empty, whole);
    ck_assert_int_eq(inc_kpi_merge(kpi, kpi), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_merge(NULL, kpi), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_merge(kpi, NULL), INC_E_INVALID);
    inc_kpi_free(other);
    inc_kpi_free(whole);
    inc_kpi_free(empty);
}
END_TEST

/* What is left has the counts of the rest; a histogram stays one. */
START_TEST(taking_away)
{
    inc_kpi *part = of_rows(0, 8), *rest = of_rows(8, 14), *empty = of_rows(0, 0);
    inc_figure left = {.size = sizeof left}, wanted = {.size = sizeof wanted};
    size_t i;

    kpi = of_rows(0, 14);
    ck_assert_int_eq(inc_kpi_subtract(kpi, part), INC_OK);
    for (i = 0; inc_kpi_figure(rest, i, &wanted) == INC_OK; i++) {
        ck_assert_int_eq(inc_kpi_figure(kpi, i, &left), INC_OK);
        ck_assert_int_eq(left.n, wanted.n);
        ck_assert_int_eq(left.hits, wanted.hits);
        near(left.sum, wanted.sum);
    }
    ck_assert_uint_gt(i, 10);
    ck_assert_int_eq(inc_kpi_subtract(kpi, rest), INC_OK);
    ck_assert_uint_eq(inc_kpi_groups(kpi), 0);
    ck_assert_int_eq(inc_kpi_subtract(kpi, empty), INC_OK);
    inc_kpi_free(part);
    inc_kpi_free(rest);
    inc_kpi_free(empty);
}
END_TEST

/* Each kind of figure says what there was too little of, and nothing is taken. */
START_TEST(taking_away_too_much)
{
    inc_kpi *same = of_rows(0, 8), *more = of_rows(0, 9), *other = of_rows(60, 61);

    kpi = of_rows(0, 8);
    refused(inc_kpi_subtract(kpi, more), INC_E_RANGE,
            "there was less of 'recurrence' than was to be taken away");
    refused(inc_kpi_subtract(kpi, other), INC_E_RANGE,
            "there was less of 'own' than was to be taken away");
    same_bytes(kpi, same);
    inc_kpi_free(same);
    inc_kpi_free(more);
    inc_kpi_free(other);
}
END_TEST

START_TEST(taking_away_other_values)
{
    inc_kpi *other = make_one(&own, INC_PERIOD_NONE), *more = make_one(&own, INC_PERIOD_NONE);

    kpi = make_one(&own, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 2, INTEGERS(INC_OBSERVED_HELD, 1, 3));
    ADD(other, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_HELD, 2));
    ADD(more, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_HELD, -2));
    refused(inc_kpi_subtract(kpi, other), INC_E_RANGE,
            "there was less of 'own' than was to be taken away");
    refused(inc_kpi_subtract(kpi, more), INC_E_RANGE,
            "there was less of 'own' than was to be taken away");
    ck_assert_int_eq(find(kpi, "own", 0, 0).n, 2);
    inc_kpi_free(other);
    inc_kpi_free(more);
}
END_TEST

/* By fewer dimensions and longer periods: as if it had been folded so. */
START_TEST(rolling_up)
{
    static const int32_t periods[] = {INC_PERIOD_DAY, INC_PERIOD_WEEK, INC_PERIOD_MONTH,
                                      INC_PERIOD_QUARTER, INC_PERIOD_NONE};
    const int32_t dimensions[] = {INC_OBSERVED_PRIORITY, INC_OBSERVED_TEAM};
    size_t i;

    kpi = of_rows(0, 40);
    for (i = 0; i < 5; i++) {
        inc_kpi *rolled, *again;
        ck_assert_int_eq(inc_kpi_rollup(kpi, dimensions, 2, periods[i], &rolled), INC_OK);
        ck_assert_uint_eq(inc_kpi_groups(rolled), inc_kpi_groups(kpi));
        ck_assert_int_eq(inc_kpi_rollup(rolled, dimensions, 1, periods[i], &again), INC_OK);
        ck_assert_uint_eq(inc_kpi_groups(again), 3);
        inc_kpi_free(rolled);
        inc_kpi_free(again);
        ck_assert_int_eq(inc_kpi_rollup(kpi, NULL, 0, periods[i], &rolled), INC_OK);
        ck_assert_uint_eq(inc_kpi_groups(rolled), 1);
        inc_kpi_free(rolled);
    }
}
END_TEST

START_TEST(rollups_that_are_refused)
{
    const int32_t other[] = {INC_OBSERVED_TIER}, twice[] = {INC_OBSERVED_TEAM, INC_OBSERVED_TEAM};
    const int32_t many[] = {6, 3, 6, 3, 6, 3, 6, 3, 6};
    const inc_kpi_options options = {.size = sizeof options, .period = INC_PERIOD_WEEK};
    inc_kpi *rolled = kpi, *weekly = make_kpi(&options);

    kpi = of_rows(0, 3);
    refused(inc_kpi_rollup(kpi, other, 1, INC_PERIOD_DAY, &rolled), INC_E_INVALID,
            "it was not grouped by column 7");
    refused(inc_kpi_rollup(kpi, twice, 2, INC_PERIOD_DAY, &rolled), INC_E_EXISTS,
            "the dimension 6 was there twice");
    refused(inc_kpi_rollup(kpi, many, 9, INC_PERIOD_DAY, &rolled), INC_E_INVALID,
            "there were 9 dimensions, not at most 8");
    refused(inc_kpi_rollup(weekly, NULL, 0, INC_PERIOD_MONTH, &rolled), INC_E_INVALID,
            "a 'month' is no union of periods 'week'");
    refused(inc_kpi_rollup(kpi, NULL, 0, 5, &rolled), INC_E_INVALID,
            "a '?' is no union of periods 'day'");
    ck_assert_ptr_null(rolled);
    ck_assert_int_eq(inc_kpi_rollup(kpi, NULL, 1, 0, &rolled), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_rollup(NULL, NULL, 0, 0, &rolled), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_rollup(kpi, NULL, 0, 0, NULL), INC_E_INVALID);
    inc_kpi_free(weekly);
}
END_TEST

START_TEST(a_rollup_keeps_the_stock_at_instants)
{
    inc_time instants[] = {DAY(0), DAY(3)};
    const int32_t dimensions[] = {INC_OBSERVED_TEAM};
    const inc_definition backlog = library("backlog");
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &backlog,
                               .definitions_count = 1,
                               .dimensions = dimensions,
                               .dimensions_count = 1,
                               .instants = instants,
                               .instants_count = 2,
                               .period = INC_PERIOD_DAY};
    inc_kpi *rolled;

    kpi = make_kpi(&options);
    ADD(kpi, INC_GRAIN_EPISODE, 2, INTEGERS(INC_OBSERVED_OPENED, DAY(0), DAY(1)),
        TEXTS(INC_OBSERVED_TEAM, "a", "b"));
    ck_assert_int_eq(inc_kpi_rollup(kpi, NULL, 0, INC_PERIOD_NONE, &rolled), INC_OK);
    ck_assert_int_eq(find(rolled, "backlog", 0, DAY(0)).n, 1);
    ck_assert_int_eq(find(rolled, "backlog", 0, DAY(3)).n, 2);
    inc_kpi_free(rolled);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {merging,
                                  taking_away,
                                  taking_away_too_much,
                                  taking_away_other_values,
                                  rolling_up,
                                  rollups_that_are_refused,
                                  a_rollup_keeps_the_stock_at_instants,
                                  NULL};

    return unit_run("kpi_merge", tests, open_own, close_kpi);
}
