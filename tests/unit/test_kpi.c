/* Aggregates: rows in, figures out. */
#include "kpi_fixture.h"

START_TEST(a_mean)
{
    inc_figure figure;

    kpi = make_one(&own, INC_PERIOD_NONE);
    figure = find(kpi, "own", 0, INC_TIME_NONE);
    ck_assert_int_eq(figure.has_value, 0);
    near(figure.value, 0);
    near(figure.coverage, 1);
    ck_assert_int_eq(figure.min, INC_UNKNOWN);
    ADD(kpi, INC_GRAIN_INCIDENT, 5, INTEGERS(INC_OBSERVED_HELD, 10, 20, INC_UNKNOWN, -1, 60));
    figure = find(kpi, "own", 0, INC_TIME_NONE);
    ck_assert_str_eq(figure.id, "own");
    ck_assert_int_eq(figure.kind, INC_FIGURE_MEAN);
    ck_assert_int_eq(figure.unit, INC_UNIT_DURATION);
    ck_assert_int_eq(figure.period, INC_PERIOD_NONE);
    ck_assert_int_eq(figure.from, INC_TIME_NONE);
    ck_assert_int_eq(figure.to, INC_TIME_NONE);
    ck_assert_int_eq(figure.n, 3);
    ck_assert_int_eq(figure.missing, 1);
    ck_assert_int_eq(figure.negative, 1);
    near(figure.value, 30);
    near(figure.sum, 90);
    near(figure.coverage, 0.6);
    ck_assert_int_eq(figure.min, 10);
    ck_assert_int_eq(figure.max, 60);
    ck_assert_int_eq(figure.exact, 1);
    ck_assert_int_eq(figure.goal, INC_GOAL_NONE);
    near(percentile(kpi, "own", 0, 0.5), 20);
}
END_TEST

START_TEST(a_signed_mean)
{
    own.is_signed = 1;
    kpi = make_one(&own, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 2, INTEGERS(INC_OBSERVED_HELD, -10, 4));
    near(find(kpi, "own", 0, 0).value, -3);
    ck_assert_int_eq(find(kpi, "own", 0, 0).negative, 0);
}
END_TEST

/* Differences that no number holds are as far as they can be said. */
START_TEST(terms_are_bounded)
{
    own.value = (inc_term){INC_OBSERVED_HELD, INC_OBSERVED_BUSINESS, INC_OBSERVED_COUNTED, 0};
    own.is_signed = 1;
    kpi = make_one(&own, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 4, INTEGERS(INC_OBSERVED_HELD, INT64_MAX, -INT64_MAX, 5, 5),
        INTEGERS(INC_OBSERVED_BUSINESS, -5, 5, 1, INC_UNKNOWN),
        INTEGERS(INC_OBSERVED_COUNTED, 0, 0, 1, 1));
    ck_assert_int_eq(find(kpi, "own", 0, 0).max, INT64_MAX);
    ck_assert_int_eq(find(kpi, "own", 0, 0).min, -INT64_MAX);
    ck_assert_int_eq(find(kpi, "own", 0, 0).missing, 1);
    near(percentile(kpi, "own", 0, 0.5), 3);
}
END_TEST

/* A row is out, excluded, censored, immature, missing, negative, or counts, in this order. */
START_TEST(the_order_of_outcomes)
{
    const inc_criterion in[] = {COMPARE(INC_OBSERVED_PRIORITY, INC_LESS, 9)};
    const inc_criterion no[] = {COMPARE(INC_OBSERVED_CANCELLED, INC_EQUAL, 1)};
    const inc_criterion open[] = {COMPARE(INC_OBSERVED_RESTORED, INC_EQUAL, INC_UNKNOWN)};
    inc_figure figure;

    own.population = (inc_criteria){in, 1};
    own.excluded = (inc_criteria){no, 1};
    own.censored = (inc_criteria){open, 1};
    own.mature_column = INC_OBSERVED_LOGGED;
    own.mature_after = HOURS(5);
    kpi = make_one(&own, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 7, INTEGERS(INC_OBSERVED_PRIORITY, 9, 1, 1, 1, 1, 1, 1),
        INTEGERS(INC_OBSERVED_CANCELLED, 1, 1, 0, 0, 0, 0, 0),
        INTEGERS(INC_OBSERVED_RESTORED, INC_UNKNOWN, INC_UNKNOWN, INC_UNKNOWN, 1, 1, 1, 1),
        INTEGERS(INC_OBSERVED_LOGGED, 0, 0, 0, HOURS(5) + 1, HOURS(5), HOURS(5), HOURS(5)),
        INTEGERS(INC_OBSERVED_LOOKED, 0, 0, 0, HOURS(10), HOURS(10), HOURS(10), HOURS(10)),
        INTEGERS(INC_OBSERVED_HELD, INC_UNKNOWN, INC_UNKNOWN, INC_UNKNOWN, INC_UNKNOWN, INC_UNKNOWN,
                 -1, 1));
    figure = find(kpi, "own", 0, 0);
    ck_assert_int_eq(figure.excluded, 1);
    ck_assert_int_eq(figure.censored, 1);
    ck_assert_int_eq(figure.immature, 1);
    ck_assert_int_eq(figure.missing, 1);
    ck_assert_int_eq(figure.negative, 1);
    ck_assert_int_eq(figure.n, 1);
}
END_TEST

START_TEST(a_share_and_what_is_immature)
{
    const inc_criterion hits[] = {COMPARE(INC_OBSERVED_PRIORITY, INC_LESS_OR_EQUAL, 2),
                                  COMPARE(INC_OBSERVED_REOPENS, INC_GREATER, 0)};
    inc_figure figure;

    own.kind = INC_FIGURE_SHARE;
    own.value.column = 0;
    own.hits = (inc_criteria){hits, 2};
    own.mature_column = INC_OBSERVED_LOGGED;
    own.mature_after = HOURS(2);
    kpi = make_one(&own, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 6, INTEGERS(INC_OBSERVED_PRIORITY, 1, 2, 3, 1, 1, 3),
        INTEGERS(INC_OBSERVED_REOPENS, 1, 0, 1, 3, 1, 1),
        INTEGERS(INC_OBSERVED_LOGGED, 0, 0, 0, 0, HOURS(9), HOURS(9)),
        INTEGERS(INC_OBSERVED_LOOKED, HOURS(2), HOURS(2), HOURS(2), HOURS(2), HOURS(10),
                 HOURS(10)));
    figure = find(kpi, "own", 0, 0);
    ck_assert_int_eq(figure.n, 4);
    ck_assert_int_eq(figure.hits, 2);
    near(figure.value, 0.5);
    ck_assert_int_eq(figure.immature, 2);
    ck_assert_int_eq(figure.immature_hits, 1);
}
END_TEST

/* What nobody told meets nothing but the question whether it is unknown. */
START_TEST(comparisons)
{
    static const struct {
        int32_t comparison;
        int64_t value;
        int hits; /* of 1, 2, 3, unknown */
    } known[] = {{INC_EQUAL, 2, 1},
                 {INC_EQUAL, INC_UNKNOWN, 1},
                 {INC_LESS, 2, 1},
                 {INC_LESS, INC_UNKNOWN, 0},
                 {INC_LESS, INC_UNKNOWN + 1, 0},
                 {INC_LESS_OR_EQUAL, 2, 2},
                 {INC_LESS_OR_EQUAL, INT64_MAX, 3},
                 {INC_GREATER, 2, 1},
                 {INC_GREATER, INC_UNKNOWN, 0},
                 {INC_GREATER, INT64_MAX, 0},
                 {INC_GREATER_OR_EQUAL, 2, 2},
                 {INC_GREATER_OR_EQUAL, INC_UNKNOWN, 0},
                 {INC_GREATER_OR_EQUAL, INC_UNKNOWN + 1, 3}};
    size_t i;

    own.kind = INC_FIGURE_SHARE;
    own.value.column = 0;
    for (i = 0; i < sizeof known / sizeof *known; i++) {
        const inc_criterion hits[] = {
            COMPARE(INC_OBSERVED_PRIORITY, known[i].comparison, known[i].value)};
        inc_kpi *one;
        own.hits = (inc_criteria){hits, 1};
        one = make_one(&own, INC_PERIOD_NONE);
        ADD(one, INC_GRAIN_INCIDENT, 4, INTEGERS(INC_OBSERVED_PRIORITY, 1, 2, 3, INC_UNKNOWN));
        ck_assert_int_eq(find(one, "own", 0, 0).hits, known[i].hits);
        inc_kpi_free(one);
    }
}
END_TEST

/* The same of texts, and of columns that are not given: all "" or unknown. */
START_TEST(comparisons_of_texts)
{
    static const struct {
        int32_t comparison;
        const char *text;
        int hits; /* of "", "a", "b", NULL */
        int hits_without;
    } known[] = {{INC_EQUAL, "a", 1, 0},
                 {INC_EQUAL, "", 2, 4},
                 {INC_LESS, "b", 3, 4},
                 {INC_LESS_OR_EQUAL, "b", 4, 4},
                 {INC_LESS_OR_EQUAL, "", 2, 4},
                 {INC_GREATER, "", 2, 0},
                 {INC_GREATER_OR_EQUAL, "b", 1, 0},
                 {INC_GREATER_OR_EQUAL, "", 4, 4}};
    size_t i;

    own.kind = INC_FIGURE_SHARE;
    own.value.column = 0;
    for (i = 0; i < sizeof known / sizeof *known; i++) {
        const inc_criterion hits[] = {{.term = {.column = INC_OBSERVED_TEAM},
                                       .comparison = known[i].comparison,
                                       .text = known[i].text}};
        inc_kpi *one;
        own.hits = (inc_criteria){hits, 1};
        one = make_one(&own, INC_PERIOD_NONE);
        ADD(one, INC_GRAIN_INCIDENT, 4, TEXTS(INC_OBSERVED_TEAM, "", "a", "b", NULL));
        ck_assert_int_eq(find(one, "own", 0, 0).hits, known[i].hits);
        ADD(one, INC_GRAIN_INCIDENT, 4, INTEGERS(INC_OBSERVED_PRIORITY, 1, 1, 1, 1));
        ck_assert_int_eq(find(one, "own", 0, 0).hits, known[i].hits + known[i].hits_without);
        inc_kpi_free(one);
    }
}
END_TEST

START_TEST(a_column_that_nobody_gave)
{
    const inc_criterion hits[] = {COMPARE(INC_OBSERVED_PRIORITY, INC_EQUAL, INC_UNKNOWN)};
    const inc_criterion none[] = {COMPARE(INC_OBSERVED_PRIORITY, INC_LESS, 9)};

    own.kind = INC_FIGURE_SHARE;
    own.value.column = 0;
    own.hits = (inc_criteria){hits, 1};
    own.excluded = (inc_criteria){none, 1};
    kpi = make_one(&own, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 2, INTEGERS(INC_OBSERVED_REOPENS, 1, 2));
    ck_assert_int_eq(find(kpi, "own", 0, 0).hits, 2);
    ck_assert_int_eq(find(kpi, "own", 0, 0).excluded, 0);
}
END_TEST

START_TEST(a_sum_a_ratio_and_a_cost)
{
    inc_kpi_options options = {.size = sizeof options, .rate = 6000, .multiplier = 250};
    inc_definition three[3];
    inc_figure figure;

    own.kind = INC_FIGURE_SUM;
    three[0] = own;
    own.id = "ratio";
    own.kind = INC_FIGURE_RATIO;
    own.of.column = INC_OBSERVED_COUNTED;
    three[1] = own;
    own.id = "price";
    own.kind = INC_FIGURE_COST;
    three[2] = own;
    options.definitions = three;
    options.definitions_count = 3;
    kpi = make_kpi(&options);
    ck_assert_int_eq(find(kpi, "ratio", 0, 0).has_value, 0);
    ck_assert_int_eq(find(kpi, "price", 0, 0).has_value, 0);
    ck_assert_int_eq(find(kpi, "own", 0, 0).has_value, 1);
    ADD(kpi, INC_GRAIN_INCIDENT, 4, INTEGERS(INC_OBSERVED_HELD, HOURS(1), HOURS(3), HOURS(5), -1),
        INTEGERS(INC_OBSERVED_COUNTED, HOURS(2), HOURS(6), INC_UNKNOWN, 1));
    figure = find(kpi, "own", 0, 0);
    near(figure.value, (double) HOURS(9));
    figure = find(kpi, "ratio", 0, 0);
    ck_assert_int_eq(figure.n, 2);
    ck_assert_int_eq(figure.missing, 1);
    ck_assert_int_eq(figure.negative, 1);
    near(figure.value, 0.5);
    near(figure.sum, (double) HOURS(4));
    near(figure.sum_of, (double) HOURS(8));
    near(find(kpi, "price", 0, 0).value, (4 + 2.5 * 8) * 6000);
    ADD(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_HELD, 0),
        INTEGERS(INC_OBSERVED_COUNTED, 0));
    near(find(kpi, "ratio", 0, 0).value, 0.5);
}
END_TEST

START_TEST(a_cost_without_a_rate_is_in_hours)
{
    const inc_definition cost = library("cost");

    kpi = make_one(&cost, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_EFFORT_FIRST, HOURS(1)),
        INTEGERS(INC_OBSERVED_EFFORT_HIGHER, HOURS(2)));
    near(find(kpi, "cost", 0, 0).value, 1 + 4 * 2);
}
END_TEST

START_TEST(growth)
{
    const inc_definition qoq = library("volume.qoq");
    inc_figure figure = {.size = sizeof figure};

    kpi = make_one(&qoq, INC_PERIOD_MONTH);
    ADD(kpi, INC_GRAIN_INCIDENT, 5,
        INTEGERS(INC_OBSERVED_LOGGED, at("2026-01-01T00:00"), at("2026-03-31T23:59"),
                 at("2026-04-01T00:00"), at("2026-05-01T00:00"), at("2026-06-30T00:00")));
    ADD(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_LOGGED, at("2026-12-31T00:00")));
    ck_assert_uint_eq(figures_of(kpi), 4);
    ck_assert_int_eq(inc_kpi_figure(kpi, 0, &figure), INC_OK);
    ck_assert_int_eq(figure.has_value, 0);
    ck_assert_int_eq(figure.n, 2);
    ck_assert_int_eq(figure.period, INC_PERIOD_QUARTER);
    near(find(kpi, "volume.qoq", 0, at("2026-05-05T00:00")).value, 0.5);
    near(find(kpi, "volume.qoq", 0, at("2026-08-05T00:00")).value, -1);
    ck_assert_int_eq(find(kpi, "volume.qoq", 0, at("2026-11-05T00:00")).has_value, 0);
}
END_TEST

/* Opened <= t < ended, at instants; the age decides which. */
START_TEST(stock_at_instants)
{
    inc_time instants[] = {DAY(0), DAY(1), DAY(2), DAY(8), DAY(9)};
    const inc_definition stocks[] = {library("backlog"), library("ageing.1d"), library("ageing.7d"),
                                     library("ageing.30d")};
    static const int wanted[4][5] = {{1, 1, 2, 1, 0}, {1, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {0}};
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = stocks,
                               .definitions_count = 4,
                               .instants = instants,
                               .instants_count = 5};
    size_t i, j;

    kpi = make_kpi(&options);
    ADD(kpi, INC_GRAIN_EPISODE, 3, INTEGERS(INC_OBSERVED_OPENED, DAY(0), DAY(2), DAY(30)),
        INTEGERS(INC_OBSERVED_ENDED, DAY(8), DAY(9), INC_UNKNOWN),
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0), DAY(2), DAY(30)));
    for (i = 0; i < 4; i++)
        for (j = 0; j < 5; j++)
            ck_assert_int_eq(find(kpi, stocks[i].id, 0, instants[j]).n, wanted[i][j]);
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(2)).from, DAY(2));
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(2)).to, DAY(2));
    near(find(kpi, "backlog", 0, DAY(2)).value, 2);
    ck_assert_uint_eq(figures_of(kpi), 20);
}
END_TEST

START_TEST(an_instant_that_is_none)
{
    inc_time instants[] = {DAY(0), DAY(1)};
    const inc_definition backlog = library("backlog");
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &backlog,
                               .definitions_count = 1,
                               .instants = instants,
                               .instants_count = 2};
    inc_figure figure = {.size = sizeof figure};

    kpi = make_kpi(&options);
    ck_assert_int_eq(inc_kpi_find(kpi, "backlog", 0, DAY(1) + 1, &figure), INC_E_NOT_FOUND);
    ck_assert_str_eq(inc_context_error(context),
                     "the instant 1780358400000001 was not among the instants");
    ck_assert_int_eq(inc_kpi_find(kpi, "backlog", 0, INC_TIME_NONE, &figure), INC_E_RANGE);
    ck_assert_int_eq(inc_kpi_find(kpi, "backlog", 0, DAY(1), &figure), INC_OK);
}
END_TEST

/* A stock that ends after: not yet there at its begin, still there at its end. */
START_TEST(the_other_side_of_an_instant)
{
    inc_time instants[] = {DAY(0), DAY(0) + 1, DAY(2), DAY(2) + 1};
    const inc_definition backlog = library("recorded.backlog");
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &backlog,
                               .definitions_count = 1,
                               .instants = instants,
                               .instants_count = 4};

    kpi = make_kpi(&options);
    ADD(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_REPORTED_OPENED, DAY(0)),
        INTEGERS(INC_OBSERVED_REPORTED_CLOSED, DAY(2)), INTEGERS(INC_OBSERVED_LOGGED, DAY(0)));
    ck_assert_int_eq(find(kpi, "recorded.backlog", 0, instants[0]).n, 0);
    ck_assert_int_eq(find(kpi, "recorded.backlog", 0, instants[1]).n, 1);
    ck_assert_int_eq(find(kpi, "recorded.backlog", 0, instants[2]).n, 1);
    ck_assert_int_eq(find(kpi, "recorded.backlog", 0, instants[3]).n, 0);
}
END_TEST

/* At the ends of periods, up to the last look. */
START_TEST(stock_at_the_ends_of_days)
{
    const inc_definition backlog = library("backlog");
    inc_figure figure;

    kpi = make_one(&backlog, INC_PERIOD_DAY);
    ADD(kpi, INC_GRAIN_EPISODE, 3, INTEGERS(INC_OBSERVED_OPENED, DAY(0), DAY(0) + 5, DAY(3)),
        INTEGERS(INC_OBSERVED_ENDED, DAY(1), DAY(2) - 1, INC_UNKNOWN),
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0), DAY(0), DAY(3)),
        INTEGERS(INC_OBSERVED_LOOKED, DAY(4) + 1, DAY(4) + 1, DAY(4) + 1));
    ck_assert_uint_eq(figures_of(kpi), 5);
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(0)).n, 2);
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(1)).n, 0);
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(2)).n, 0);
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(3)).n, 1);
    figure = find(kpi, "backlog", 0, DAY(4));
    ck_assert_int_eq(figure.n, 1);
    ck_assert_int_eq(figure.partial, 1);
    ck_assert_int_eq(figure.from, DAY(4));
    ck_assert_int_eq(figure.to, DAY(5));
    ck_assert_int_eq(find(kpi, "backlog", 0, DAY(3)).partial, 0);
}
END_TEST

/* Rows that are no stock: without a begin or an age, and those that end before they begin. */
START_TEST(stock_that_cannot_be)
{
    const inc_definition ageing = library("ageing.7d");
    inc_time instants[] = {DAY(3)};
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &ageing,
                               .definitions_count = 1,
                               .instants = instants,
                               .instants_count = 1};
    inc_figure figure;

    kpi = make_kpi(&options);
    ADD(kpi, INC_GRAIN_EPISODE, 4,
        INTEGERS(INC_OBSERVED_OPENED, INC_UNKNOWN, DAY(1), DAY(2), DAY(1)),
        INTEGERS(INC_OBSERVED_ENDED, INC_UNKNOWN, INC_UNKNOWN, DAY(1), DAY(9)),
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0), INC_UNKNOWN, DAY(1), DAY(1)));
    figure = find(kpi, "ageing.7d", 0, DAY(3));
    ck_assert_int_eq(figure.missing, 2);
    ck_assert_int_eq(figure.negative, 1);
    ck_assert_int_eq(figure.n, 1);
    ck_assert_int_eq(ADD_STATUS(kpi, INC_GRAIN_EPISODE, 1,
                                INTEGERS(INC_OBSERVED_OPENED, INC_UNKNOWN),
                                INTEGERS(INC_OBSERVED_LOGGED, INC_UNKNOWN)),
                     INC_E_INVALID);
    ck_assert_int_eq(ADD_STATUS(kpi, INC_GRAIN_EPISODE, 1,
                                INTEGERS(INC_OBSERVED_OPENED, INC_TIME_MAX + 1),
                                INTEGERS(INC_OBSERVED_LOGGED, DAY(1))),
                     INC_E_RANGE);
    ck_assert_int_eq(ADD_STATUS(kpi, INC_GRAIN_EPISODE, 1, INTEGERS(INC_OBSERVED_OPENED, DAY(1)),
                                INTEGERS(INC_OBSERVED_ENDED, INT64_MAX),
                                INTEGERS(INC_OBSERVED_LOGGED, DAY(1))),
                     INC_E_RANGE);
}
END_TEST

START_TEST(a_stock_without_periods_and_instants)
{
    const inc_definition backlog = library("backlog");
    inc_figure figure = {.size = sizeof figure};

    kpi = make_one(&backlog, INC_PERIOD_NONE);
    ADD(kpi, INC_GRAIN_EPISODE, 1, INTEGERS(INC_OBSERVED_OPENED, DAY(1)));
    ck_assert_uint_eq(figures_of(kpi), 0);
    ck_assert_int_eq(inc_kpi_find(kpi, "backlog", 0, DAY(1), &figure), INC_E_NOT_FOUND);
    ck_assert_str_eq(inc_context_error(context),
                     "'backlog' was asked for without periods or instants");
}
END_TEST

/* A signature counts once a local day; its first day is new. */
START_TEST(recurrence)
{
    const inc_definition definition = library("recurrence");
    inc_figure figure;

    kpi = make_one(&definition, INC_PERIOD_MONTH);
    ADD(kpi, INC_GRAIN_INCIDENT, 6,
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0), DAY(0) + HOURS(9), DAY(2), DAY(31), DAY(3), DAY(4)),
        TEXTS(INC_OBSERVED_SERVICE, "mail", "mail", "mail", "mail", "", "web"),
        INTEGERS(INC_OBSERVED_CANCELLED, 0, 0, 0, 0, 0, 1));
    figure = find(kpi, "recurrence", 0, DAY(0));
    ck_assert_int_eq(figure.n, 2);
    ck_assert_int_eq(figure.hits, 1);
    near(figure.value, 0.5);
    ck_assert_int_eq(figure.missing, 1);
    ck_assert_int_eq(figure.excluded, 1);
    figure = find(kpi, "recurrence", 0, DAY(31));
    ck_assert_int_eq(figure.n, 1);
    ck_assert_int_eq(figure.hits, 1);
}
END_TEST

START_TEST(goals_by_priority)
{
    static const inc_goal goals[] = {{5, INC_LESS_OR_EQUAL, 0},
                                     {10, INC_EQUAL, 1},
                                     {9, INC_GREATER, 2},
                                     {10, INC_GREATER_OR_EQUAL, 3},
                                     {10, INC_LESS, 4}};
    static const struct {
        double asked;
        int32_t goal;
    } wanted[] = {{10, INC_GOAL_MET},
                  {9, INC_GOAL_MET},
                  {10, INC_GOAL_MET},
                  {10, INC_GOAL_MISSED},
                  {5, INC_GOAL_MISSED}};
    const int32_t dimensions[] = {INC_OBSERVED_PRIORITY};
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &own,
                               .definitions_count = 1,
                               .dimensions = dimensions,
                               .dimensions_count = 1};
    size_t i;

    own.goals = goals;
    own.goals_count = 5;
    kpi = make_kpi(&options);
    ADD(kpi, INC_GRAIN_INCIDENT, 5, INTEGERS(INC_OBSERVED_PRIORITY, 1, 2, 3, 4, 5),
        INTEGERS(INC_OBSERVED_HELD, 10, 10, 10, 10, 10));
    ck_assert_uint_eq(inc_kpi_groups(kpi), 5);
    for (i = 0; i < 5; i++) {
        near(find(kpi, "own", i, 0).goal_value, wanted[i].asked);
        ck_assert_int_eq(find(kpi, "own", i, 0).goal, wanted[i].goal);
    }
}
END_TEST

/* Groups in the order of their keys, whatever the order they came in. */
START_TEST(groups)
{
    const int32_t dimensions[] = {INC_OBSERVED_TEAM, INC_OBSERVED_PRIORITY, INC_OBSERVED_CLOCK};
    inc_definition two[2];
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = two,
                               .definitions_count = 2,
                               .dimensions = dimensions,
                               .dimensions_count = 3};
    inc_kpi_key key = {.size = sizeof key};

    two[0] = own;
    two[1] = library("sla.met");
    kpi = make_kpi(&options);
    ck_assert_uint_eq(inc_kpi_groups(kpi), 0);
    ck_assert_uint_eq(figures_of(kpi), 0);
    ADD(kpi, INC_GRAIN_INCIDENT, 3, TEXTS(INC_OBSERVED_TEAM, "b", "a", NULL),
        INTEGERS(INC_OBSERVED_PRIORITY, 1, -2, INC_UNKNOWN));
    ADD(kpi, INC_GRAIN_CLOCK, 1, TEXTS(INC_OBSERVED_TEAM, "a"), INTEGERS(INC_OBSERVED_AGREEMENT, 0),
        INTEGERS(INC_OBSERVED_PRIORITY, 5), TEXTS(INC_OBSERVED_CLOCK, "resolve"));
    ck_assert_uint_eq(inc_kpi_groups(kpi), 4);
    ck_assert_int_eq(inc_kpi_key_at(kpi, 0, 0, &key), INC_OK);
    ck_assert_int_eq(key.column, INC_OBSERVED_TEAM);
    ck_assert_str_eq(key.text, "");
    ck_assert_int_eq(inc_kpi_key_at(kpi, 0, 1, &key), INC_OK);
    ck_assert_int_eq(key.integer, INC_UNKNOWN);
    ck_assert_ptr_null(key.text);
    ck_assert_int_eq(inc_kpi_key_at(kpi, 1, 1, &key), INC_OK);
    ck_assert_int_eq(key.integer, -2);
    ck_assert_int_eq(inc_kpi_key_at(kpi, 2, 2, &key), INC_OK);
    ck_assert_str_eq(key.text, "resolve");
    ck_assert_int_eq(inc_kpi_key_at(kpi, 3, 0, &key), INC_OK);
    ck_assert_str_eq(key.text, "b");
    ck_assert_int_eq(inc_kpi_key_at(kpi, 3, 3, &key), INC_DONE);
    ck_assert_int_eq(inc_kpi_key_at(kpi, 4, 0, &key), INC_E_INVALID);
}
END_TEST

START_TEST(periods_run_without_gaps)
{
    inc_figure figure = {.size = sizeof figure};
    size_t i;

    kpi = make_one(&own, INC_PERIOD_DAY);
    ADD(kpi, INC_GRAIN_INCIDENT, 2, INTEGERS(INC_OBSERVED_HELD, 1, 3),
        INTEGERS(INC_OBSERVED_LOGGED, DAY(0), DAY(3)),
        INTEGERS(INC_OBSERVED_LOOKED, DAY(3), DAY(3) + 1));
    ck_assert_uint_eq(figures_of(kpi), 4);
    for (i = 0; i < 4; i++) {
        ck_assert_int_eq(inc_kpi_figure(kpi, i, &figure), INC_OK);
        ck_assert_int_eq(figure.from, DAY((int64_t) i));
        ck_assert_int_eq(figure.n, i == 0 || i == 3);
        ck_assert_int_eq(figure.partial, i == 3);
    }
    ck_assert_int_eq(find(kpi, "own", 0, DAY(99)).n, 0);
    ck_assert_int_eq(inc_kpi_find(kpi, "own", 0, INC_TIME_MAX + 1, &figure), INC_E_RANGE);
    ck_assert_int_eq(inc_kpi_find(kpi, "own", 0, INC_TIME_NONE, &figure), INC_E_RANGE);
}
END_TEST

START_TEST(questions_that_are_refused)
{
    inc_figure figure = {.size = sizeof figure};
    inc_kpi_key key = {.size = sizeof key};
    double value = 7;

    kpi = make_one(&own, INC_PERIOD_NONE);
    ck_assert_int_eq(inc_kpi_find(kpi, "mttr", 0, 0, &figure), INC_E_NOT_FOUND);
    ck_assert_str_eq(inc_context_error(context), "there was no definition 'mttr'");
    ck_assert_int_eq(inc_kpi_find(kpi, "own", 1, 0, &figure), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_find(NULL, "own", 0, 0, &figure), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_find(kpi, NULL, 0, 0, &figure), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_find(kpi, "own", 0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_figure(NULL, 0, &figure), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_figure(kpi, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_figure(kpi, 1, &figure), INC_DONE);
    ck_assert_int_eq(inc_kpi_key_at(NULL, 0, 0, &key), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_key_at(kpi, 0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_key_at(kpi, 0, 0, &key), INC_DONE);
    ck_assert_uint_eq(inc_kpi_groups(NULL), 0);
    ck_assert_int_eq(inc_kpi_percentile(kpi, "own", 0, 0, 0.5, &value), INC_DONE);
    ck_assert_int_eq(inc_kpi_percentile(kpi, "own", 0, 0, -0.1, &value), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_percentile(kpi, "own", 0, 0, 1.1, &value), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_percentile(kpi, "own", 0, 0, 0.0 / (value - 7), &value),
                     INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_percentile(kpi, "x", 0, 0, 0.5, &value), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_kpi_percentile(kpi, "own", 0, 0, 0.5, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_percentile(NULL, "own", 0, 0, 0.5, &value), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_percentile(kpi, NULL, 0, 0, 0.5, &value), INC_E_INVALID);
    near(value, 7);
}
END_TEST

START_TEST(columns_that_are_refused)
{
    inc_kpi *fresh = make_one(&own, INC_PERIOD_DAY);
    const inc_values short_one = {.size = 8};

    kpi = make_one(&own, INC_PERIOD_DAY);
    refused(ADD_STATUS(kpi, 0, 1, INTEGERS(1, 1)), INC_E_INVALID, "there was no grain 0");
    refused(ADD_STATUS(kpi, 5, 1, INTEGERS(1, 1)), INC_E_INVALID, "there was no grain 5");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_DUE, 1)), INC_E_INVALID,
            "rows of the grain 'incident' had no column 206");
    refused(ADD_STATUS(kpi, INC_GRAIN_CLOCK, 1, INTEGERS(99, 1)), INC_E_INVALID,
            "rows of the grain 'clock' had no column 99");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(3, 1), INTEGERS(3, 1)), INC_E_INVALID,
            "the column 3 was given twice");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_TEAM, 1)), INC_E_INVALID,
            "the column 6 had values of the wrong type");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 1, TEXTS(3, "1")), INC_E_INVALID,
            "the column 3 had values of the wrong type");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 1, {.size = sizeof(inc_values), .column = 3}),
            INC_E_INVALID, "the column 3 had values of the wrong type");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 1, INTEGERS(INC_OBSERVED_HELD, 1)), INC_E_INVALID,
            "row 0 had no instant that 'own' could take a period of");
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 2,
                       INTEGERS(INC_OBSERVED_LOGGED, DAY(1), INC_TIME_MIN - 1)),
            INC_E_RANGE, "the instant -2208988800000001 of row 1 was outside 1900 to 9999");
    ck_assert_int_eq(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, &short_one, 1, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_add_columns(NULL, INC_GRAIN_INCIDENT, NULL, 0, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, NULL, 1, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, NULL, 0, 0), INC_OK);
    same_bytes(kpi, fresh);
    inc_kpi_free(fresh);
}
END_TEST

/* The texts of groups and signatures must be texts. */
START_TEST(texts_that_are_refused)
{
    const int32_t dimensions[] = {INC_OBSERVED_TEAM};
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &own,
                               .definitions_count = 1,
                               .dimensions = dimensions,
                               .dimensions_count = 1};
    inc_kpi *fresh = make_kpi(&options);

    kpi = make_kpi(&options);
    refused(ADD_STATUS(kpi, INC_GRAIN_INCIDENT, 2, TEXTS(INC_OBSERVED_TEAM, "ok", "a\xff")),
            INC_E_INVALID, "the text 'a'... was no UTF-8");
    same_bytes(kpi, fresh);
    inc_kpi_free(fresh);
}
END_TEST

/* More rows than one chunk has. */
START_TEST(many_rows)
{
    static int64_t held[5000], priority[5000];
    const int32_t dimensions[] = {INC_OBSERVED_PRIORITY};
    const inc_values columns[] = {
        {.size = sizeof *columns, .column = INC_OBSERVED_HELD, .integers = held},
        {.size = sizeof *columns, .column = INC_OBSERVED_PRIORITY, .integers = priority}};
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = &own,
                               .definitions_count = 1,
                               .dimensions = dimensions,
                               .dimensions_count = 1,
                               .exact = -1};
    int64_t i;

    for (i = 0; i < 5000; i++) {
        held[i] = i;
        priority[i] = i % 7;
    }
    kpi = make_kpi(&options);
    ck_assert_int_eq(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 2, 5000), INC_OK);
    ck_assert_uint_eq(inc_kpi_groups(kpi), 7);
    ck_assert_int_eq(find(kpi, "own", 0, 0).n, 715);
    ck_assert_int_eq(find(kpi, "own", 6, 0).n, 714);
    near(find(kpi, "own", 0, 0).value, 7.0 * 714 / 2);
    ck_assert_int_eq(find(kpi, "own", 3, 0).min, 3);
    ck_assert_int_eq(find(kpi, "own", 3, 0).exact, 0);
}
END_TEST

START_TEST(where)
{
    const inc_criterion all[] = {
        COMPARE(INC_OBSERVED_PRIORITY, INC_LESS, 3),
        {.term = {.column = INC_OBSERVED_TEAM}, .comparison = INC_EQUAL, .text = "a"}};
    inc_kpi_options options = {
        .size = sizeof options, .definitions = &own, .definitions_count = 1, .where = {all, 2}};

    kpi = make_kpi(&options);
    ADD(kpi, INC_GRAIN_INCIDENT, 4, INTEGERS(INC_OBSERVED_PRIORITY, 1, 2, 3, 1),
        TEXTS(INC_OBSERVED_TEAM, "a", "b", "a", "a"), INTEGERS(INC_OBSERVED_HELD, 1, 2, 3, 5));
    near(find(kpi, "own", 0, 0).value, 3);
}
END_TEST

START_TEST(incidents_wait_and_are_added)
{
    const inc_definition opened = library("throughput.opened");
    inc_incident_options options = {.size = sizeof options};
    inc_zone *zone = fixture_zone(context, "UTC");
    inc_incident *incident = NULL;
    inc_event_builder *builder;
    inc_rules *rules;
    inc_event *event;
    int i;

    kpi = make_one(&opened, INC_PERIOD_NONE);
    ck_assert_int_eq(inc_preset_rules(context, INC_PRESET_SMALL, zone, &rules), INC_OK);
    options.rules = rules;
    ck_assert_int_eq(inc_incident_new(context, &options, &incident), INC_OK);
    refused(inc_kpi_add(kpi, incident), INC_E_INVALID,
            "an incident was not looked at before it was counted");
    ck_assert_int_eq(inc_incident_look(incident, DAY(0), INC_TIME_NONE, NULL), INC_OK);
    ck_assert_int_eq(inc_kpi_add(kpi, incident), INC_OK);
    ck_assert_int_eq(find(kpi, opened.id, 0, 0).n, 0);
    ck_assert_int_eq(inc_event_builder_new(context, &builder), INC_OK);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_SUBJECT, "A", INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_LOGGED), INC_OK);
    ck_assert_int_eq(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, DAY(0)), INC_OK);
    ck_assert_int_eq(inc_event_builder_build(builder, &event), INC_OK);
    ck_assert_int_eq(inc_incident_apply(incident, event), INC_OK);
    ck_assert_int_eq(inc_incident_look(incident, DAY(1), INC_TIME_NONE, NULL), INC_OK);
    for (i = 0; i < 600; i++)
        ck_assert_int_eq(inc_kpi_add(kpi, incident), INC_OK);
    ck_assert_int_eq(find(kpi, opened.id, 0, 0).n, 600);
    ck_assert_int_eq(inc_kpi_add(kpi, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_add(NULL, incident), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_add_observations(kpi, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_add_observations(NULL, NULL), INC_E_INVALID);
    inc_event_unref(event);
    inc_event_builder_free(builder);
    inc_incident_free(incident);
    inc_rules_unref(rules);
    inc_zone_unref(zone);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_mean,
                                  a_signed_mean,
                                  terms_are_bounded,
                                  the_order_of_outcomes,
                                  a_share_and_what_is_immature,
                                  comparisons,
                                  comparisons_of_texts,
                                  a_column_that_nobody_gave,
                                  a_sum_a_ratio_and_a_cost,
                                  a_cost_without_a_rate_is_in_hours,
                                  growth,
                                  stock_at_instants,
                                  an_instant_that_is_none,
                                  the_other_side_of_an_instant,
                                  stock_at_the_ends_of_days,
                                  stock_that_cannot_be,
                                  a_stock_without_periods_and_instants,
                                  recurrence,
                                  goals_by_priority,
                                  groups,
                                  periods_run_without_gaps,
                                  questions_that_are_refused,
                                  columns_that_are_refused,
                                  texts_that_are_refused,
                                  many_rows,
                                  where,
                                  incidents_wait_and_are_added,
                                  NULL};

    return unit_run("kpi", tests, open_own, close_kpi);
}
