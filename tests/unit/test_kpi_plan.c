/* What an aggregate is made of: definitions and options, and every refusal with its line. */
#include "kpi_fixture.h"

static inc_kpi_options options;
static inc_definition own;
static inc_criterion criteria[17];
static inc_goal goals[17];

/* A mean of a host's that is right. */
static void setup(void)
{
    size_t i;

    open_kpi();
    own = (inc_definition){.size = sizeof own,
                           .id = "own",
                           .grain = INC_GRAIN_INCIDENT,
                           .kind = INC_FIGURE_MEAN,
                           .unit = INC_UNIT_DURATION,
                           .by = {INC_OBSERVED_RESTORED, INC_OBSERVED_LOGGED},
                           .value = {INC_OBSERVED_RESTORED, INC_OBSERVED_DETECTED, 0, 0}};
    options =
        (inc_kpi_options){.size = sizeof options, .definitions = &own, .definitions_count = 1};
    for (i = 0; i < 17; i++) {
        criteria[i] = (inc_criterion) COMPARE(INC_OBSERVED_PRIORITY, INC_EQUAL, (int64_t) i);
        goals[i] = (inc_goal){1, INC_LESS, 0};
    }
}

static void fails(inc_status status, const char *line)
{
    inc_kpi *made = (inc_kpi *) &own;

    ck_assert_int_eq(inc_kpi_new(context, &options, &made), status);
    ck_assert_ptr_null(made);
    ck_assert_str_eq(inc_context_error(context), line);
}

static void succeeds(void)
{
    inc_kpi_free(make_kpi(&options));
}

START_TEST(options_that_are_refused)
{
    options.period = 5;
    fails(INC_E_INVALID, "there was no period 5");
    options.period = -1;
    fails(INC_E_INVALID, "there was no period -1");
    options.period = INC_PERIOD_QUARTER;
    options.exact = -2;
    fails(INC_E_INVALID, "-2 exact values were asked for");
    options.exact = -1;
    options.rate = -1;
    fails(INC_E_INVALID, "the rate was -1, the multiplier 0 %");
    options.rate = 0;
    options.multiplier = -5;
    fails(INC_E_INVALID, "the rate was 0, the multiplier -5 %");
    options.multiplier = 100;
    succeeds();
}
END_TEST

START_TEST(definitions_that_are_refused)
{
    inc_definition two[2];

    options.definitions_count = 0;
    fails(INC_E_INVALID, "there were 0 definitions, not 1 to 1000");
    options.definitions_count = 1001;
    fails(INC_E_INVALID, "there were 1001 definitions, not 1 to 1000");
    two[0] = two[1] = own;
    options.definitions = two;
    options.definitions_count = 2;
    fails(INC_E_EXISTS, "there were two definitions 'own'");
    two[1].id = "mttr";
    fails(INC_E_EXISTS, "the id 'mttr' is the library's");
    two[1] = library("mttr");
    succeeds();
    two[1].size = 8;
    ck_assert_int_eq(inc_kpi_new(context, &options, &kpi), INC_E_INVALID);
    options.definitions = NULL;
    succeeds();
}
END_TEST

START_TEST(dimensions_that_are_refused)
{
    int32_t dimensions[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    options.dimensions = dimensions;
    options.dimensions_count = 9;
    fails(INC_E_INVALID, "there were 9 dimensions, not at most 8");
    options.dimensions_count = 8;
    succeeds();
    dimensions[7] = INC_OBSERVED_PRIORITY;
    fails(INC_E_EXISTS, "the dimension 3 was there twice");
    dimensions[7] = INC_OBSERVED_STAGE;
    fails(INC_E_INVALID, "nothing is grouped by column 101");
    dimensions[7] = INC_OBSERVED_VERDICT;
    fails(INC_E_INVALID, "nothing is grouped by column 204");
    dimensions[7] = 99;
    fails(INC_E_INVALID, "nothing is grouped by column 99");
    dimensions[7] = INC_OBSERVED_CLOCK;
    succeeds();
    options.dimensions = NULL;
    fails(INC_E_INVALID, "there were 8 dimensions, not at most 8");
}
END_TEST

START_TEST(instants_that_are_refused)
{
    inc_time instants[] = {5, 5};

    options.instants = instants;
    options.instants_count = 2;
    fails(INC_E_INVALID, "the instant 5 did not rise");
    instants[1] = 4;
    fails(INC_E_INVALID, "the instant 4 did not rise");
    instants[1] = INC_TIME_MAX + 1;
    fails(INC_E_RANGE, "the instant 253402300800000000 was outside 1900 to 9999");
    instants[0] = INC_TIME_NONE;
    fails(INC_E_RANGE, "the instant -9223372036854775808 was outside 1900 to 9999");
    instants[0] = INC_TIME_MIN;
    instants[1] = INC_TIME_MAX;
    succeeds();
    options.instants = NULL;
    fails(INC_E_INVALID, "2 instants were NULL");
}
END_TEST

START_TEST(where_that_is_refused)
{
    options.where = (inc_criteria){criteria, 17};
    fails(INC_E_INVALID, "'where' had 17 criteria of one purpose, not at most 16");
    options.where.count = 16;
    succeeds();
    options.where.items = NULL;
    fails(INC_E_INVALID, "'where' had 16 criteria of one purpose, not at most 16");
    options.where = (inc_criteria){criteria, 1};
    criteria[0].term.column = INC_OBSERVED_LOGGED;
    succeeds();
    criteria[0].term.column = INC_OBSERVED_OPENED;
    fails(INC_E_INVALID, "a criterion of 'where' compared column 301 wrongly (comparison 1)");
    criteria[0].term.column = 99;
    fails(INC_E_INVALID, "a criterion of 'where' compared column 99 wrongly (comparison 1)");
}
END_TEST

/* Numbers of a definition, one after the other. */
START_TEST(numbers_that_are_refused)
{
    static const struct {
        size_t offset;
        int32_t value;
        const char *line;
    } wrong[] = {
        {offsetof(inc_definition, grain), 0, "grain 0"},
        {offsetof(inc_definition, grain), 5, "grain 5"},
        {offsetof(inc_definition, kind), 0, "kind 0"},
        {offsetof(inc_definition, kind), 10, "kind 10"},
        {offsetof(inc_definition, unit), 0, "unit 0"},
        {offsetof(inc_definition, unit), 5, "unit 5"},
        {offsetof(inc_definition, period), -1, "period -1"},
        {offsetof(inc_definition, period), 5, "period 5"},
        {offsetof(inc_definition, is_signed), 2, "flag 2"},
        {offsetof(inc_definition, ends_after), -3, "flag -3"},
        {offsetof(inc_definition, by), 0, "period column 0"},
        {offsetof(inc_definition, by), INC_OBSERVED_PRIORITY, "period column 3"},
        {offsetof(inc_definition, by) + 4, INC_OBSERVED_TEAM, "period column 6"},
        {offsetof(inc_definition, by) + 8, INC_OBSERVED_DUE, "period column 206"},
        {offsetof(inc_definition, value), 0, "term column 0"},
        {offsetof(inc_definition, value), INC_OBSERVED_TEAM, "term column 6"},
        {offsetof(inc_definition, value) + 4, INC_OBSERVED_DUE, "term column 206"},
        {offsetof(inc_definition, value) + 8, -1, "term column -1"},
        {offsetof(inc_definition, of), 99, "term column 99"},
        {offsetof(inc_definition, mature_column), INC_OBSERVED_REOPENS, "maturity column 111"},
        {offsetof(inc_definition, goals_count), -1, "number of goals -1"},
        {offsetof(inc_definition, goals_count), 17, "number of goals 17"},
        {offsetof(inc_definition, goals_count), 1, "number of goals 1"},
    };
    const inc_definition right = own;
    char line[100];
    size_t i;

    for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        own = right;
        memcpy((char *) &own + wrong[i].offset, &wrong[i].value, sizeof wrong[i].value);
        (void) snprintf(line, sizeof line, "the definition 'own' had the %s", wrong[i].line);
        fails(INC_E_INVALID, line);
    }
}
END_TEST

START_TEST(durations_that_are_refused)
{
    own.mature_after = -1;
    fails(INC_E_INVALID, "the definition 'own' had the maturity -1");
    own.mature_after = 0;
    own.age_from = -2;
    fails(INC_E_INVALID, "the definition 'own' had the age -2");
    own.age_from = 0;
    own.age_to = -3;
    fails(INC_E_INVALID, "the definition 'own' had the age -3");
    own.age_to = 1;
    own.kind = INC_FIGURE_STOCK;
    fails(INC_E_INVALID, "the definition 'own' had the age column 0");
    own.of.column = INC_OBSERVED_LOGGED;
    succeeds();
}
END_TEST

START_TEST(terms_that_a_kind_needs)
{
    own.kind = INC_FIGURE_RATIO;
    fails(INC_E_INVALID, "the definition 'own' had the term column 0");
    own.kind = INC_FIGURE_COST;
    fails(INC_E_INVALID, "the definition 'own' had the term column 0");
    own.of.column = INC_OBSERVED_HELD;
    succeeds();
    own.kind = INC_FIGURE_SUM;
    own.value.column = 0;
    own.value.minus = 0;
    fails(INC_E_INVALID, "the definition 'own' had the term column 0");
    own.kind = INC_FIGURE_COUNT;
    succeeds();
}
END_TEST

START_TEST(criteria_of_a_definition_that_are_refused)
{
    own.hits = (inc_criteria){criteria, 17};
    fails(INC_E_INVALID, "'own' had 17 criteria of one purpose, not at most 16");
    own.hits.count = 1;
    criteria[0].comparison = 0;
    fails(INC_E_INVALID, "a criterion of 'own' compared column 3 wrongly (comparison 0)");
    criteria[0].comparison = 6;
    fails(INC_E_INVALID, "a criterion of 'own' compared column 3 wrongly (comparison 6)");
    criteria[0].comparison = INC_LESS;
    criteria[0].text = "x";
    fails(INC_E_INVALID, "a criterion of 'own' compared column 3 wrongly (comparison 2)");
    criteria[0].term.column = INC_OBSERVED_TEAM;
    succeeds();
    criteria[0].term.minus = INC_OBSERVED_PRIORITY;
    fails(INC_E_INVALID, "a criterion of 'own' compared column 6 wrongly (comparison 2)");
    criteria[0].term.minus = 0;
    criteria[0].text = "caf\xe9";
    fails(INC_E_INVALID, "a criterion of 'own' compared column 6 wrongly (comparison 2)");
    criteria[0].text = NULL;
    fails(INC_E_INVALID, "a criterion of 'own' compared column 6 wrongly (comparison 2)");
    criteria[0].term.column = INC_OBSERVED_DUE;
    fails(INC_E_INVALID, "a criterion of 'own' compared column 206 wrongly (comparison 2)");
    criteria[0].term.column = 0;
    fails(INC_E_INVALID, "a criterion of 'own' compared column 0 wrongly (comparison 2)");
}
END_TEST

START_TEST(goals_that_are_refused)
{
    own.goals = goals;
    own.goals_count = 16;
    succeeds();
    goals[3].comparison = 0;
    fails(INC_E_INVALID, "the definition 'own' had the comparison of a goal 0");
    goals[3].comparison = 6;
    fails(INC_E_INVALID, "the definition 'own' had the comparison of a goal 6");
}
END_TEST

START_TEST(texts_that_are_refused)
{
    char id[300];

    memset(id, 'x', sizeof id);
    id[256] = '\0';
    own.id = id;
    fails(INC_E_INVALID,
          "a definition had the id "
          "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          "xxxxxxxxxxxxxxxx', not 1 to 255 bytes");
    id[255] = '\0';
    succeeds();
    own.id = "";
    fails(INC_E_INVALID, "a definition had the id '', not 1 to 255 bytes");
    own.id = NULL;
    fails(INC_E_INVALID, "a definition had the id '', not 1 to 255 bytes");
    own.id = "own";
    own.title = "\xff";
    fails(INC_E_INVALID, "a text of a definition was no UTF-8");
    own.title = "t";
    own.source = "\xff";
    fails(INC_E_INVALID, "a text of a definition was no UTF-8");
}
END_TEST

START_TEST(null_pointers)
{
    inc_definition definition = {.size = sizeof definition};

    ck_assert_int_eq(inc_kpi_new(NULL, &options, &kpi), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_new(context, &options, NULL), INC_E_INVALID);
    options.size = 3;
    ck_assert_int_eq(inc_kpi_new(context, &options, &kpi), INC_E_INVALID);
    ck_assert_int_eq(inc_definition_at(0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_definition_at(1000, &definition), INC_DONE);
    ck_assert_int_eq(inc_definition_find(NULL, 0, &definition), INC_E_INVALID);
    ck_assert_int_eq(inc_definition_find("mttr", INC_ZSTR, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_definition_find("mtt", INC_ZSTR, &definition), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_definition_find("mttr.first", 4, &definition), INC_OK);
    ck_assert_str_eq(definition.id, "mttr");
    inc_kpi_free(NULL);
}
END_TEST

/* The library's own would be accepted from a host, but for their ids. */
START_TEST(the_library_obeys_its_rules)
{
    inc_definition definition = {.size = sizeof definition};
    size_t i;

    for (i = 0; inc_definition_at(i, &definition) == INC_OK; i++) {
        char id[100];
        inc_kpi *made;
        (void) snprintf(id, sizeof id, "own.%s", definition.id);
        ck_assert_uint_gt(strlen(definition.title), 0);
        ck_assert_uint_gt(strlen(definition.formula), 0);
        ck_assert_uint_gt(strlen(definition.source), 0);
        definition.id = id;
        made = make_one(&definition, INC_PERIOD_DAY);
        inc_kpi_free(made);
    }
    ck_assert_uint_gt(i, 40);
}
END_TEST

/* An aggregate keeps what it was made of. */
START_TEST(definitions_are_kept)
{
    char id[] = "own", text[] = "mail";
    inc_definition told = {.size = sizeof told};

    criteria[0] = (inc_criterion){
        .term = {.column = INC_OBSERVED_TEAM}, .comparison = INC_EQUAL, .text = text};
    own.id = id;
    own.goals = goals;
    own.goals_count = 2;
    own.excluded = (inc_criteria){criteria, 2};
    kpi = make_kpi(&options);
    memset(id, 'x', 3);
    memset(text, 'x', 4);
    memset(criteria, 0, sizeof criteria);
    memset(goals, 0, sizeof goals);
    ck_assert_int_eq(inc_kpi_definition(kpi, 0, &told), INC_OK);
    ck_assert_str_eq(told.id, "own");
    ck_assert_str_eq(told.title, "own");
    ck_assert_str_eq(told.formula, "");
    ck_assert_uint_eq(told.excluded.count, 2);
    ck_assert_str_eq(told.excluded.items[0].text, "mail");
    ck_assert_int_eq(told.excluded.items[1].value, 1);
    ck_assert_int_eq(told.goals[1].comparison, INC_LESS);
    ck_assert_int_eq(inc_kpi_definition(kpi, 1, &told), INC_DONE);
    ck_assert_int_eq(inc_kpi_definition(NULL, 0, &told), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_definition(kpi, 0, NULL), INC_E_INVALID);
}
END_TEST

/* What the other one computes differs from what the first one does. */
static void differs(const char *line)
{
    inc_kpi *other = make_kpi(&options);

    ck_assert_int_eq(inc_kpi_merge(kpi, other), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), line);
    ck_assert_int_eq(inc_kpi_subtract(kpi, other), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), line);
    inc_kpi_free(other);
}

START_TEST(options_must_match)
{
    const inc_kpi_options same = options;
    const inc_time instants[] = {1, 2, 3};
    const int32_t dimensions[] = {INC_OBSERVED_TEAM};

    kpi = make_kpi(&options);
    options.zone = fixture_zone(context, "Europe/Brussels");
    differs("the aggregates differed in their zone: 'UTC' and 'Europe/Brussels'");
    inc_zone_unref((inc_zone *) (uintptr_t) options.zone);
    options = same;
    options.period = INC_PERIOD_MONTH;
    differs("the aggregates differed in their period: 'none' and 'month'");
    options = same;
    options.exact = 5;
    differs("the aggregates differed in their limit of exact values: 1000 and 5");
    options = same;
    options.rate = 1;
    differs("the aggregates differed in their rate or multiplier");
    options = same;
    options.multiplier = 1;
    differs("the aggregates differed in their rate or multiplier");
    options = same;
    options.dimensions = dimensions;
    options.dimensions_count = 1;
    differs("the aggregates differed in their dimensions");
    options = same;
    options.instants = instants;
    options.instants_count = 1;
    differs("the aggregates differed in their instants");
    options = same;
    options.where = (inc_criteria){criteria, 1};
    differs("the aggregates differed in their where");
}
END_TEST

START_TEST(instants_and_criteria_must_match)
{
    inc_time instants[] = {1, 2};

    options.instants = instants;
    options.instants_count = 2;
    options.where = (inc_criteria){criteria, 2};
    kpi = make_kpi(&options);
    instants[1] = 3;
    differs("the aggregates differed in their instants");
    instants[1] = 2;
    criteria[1].value = 7;
    differs("the aggregates differed in their where");
    criteria[1].value = 1;
    criteria[1].comparison = INC_LESS;
    differs("the aggregates differed in their where");
    criteria[1] = (inc_criterion){
        .term = {.column = INC_OBSERVED_TEAM}, .comparison = INC_EQUAL, .text = "x"};
    differs("the aggregates differed in their where");
}
END_TEST

/* Each member of a definition counts, but for what people read. */
START_TEST(definitions_must_match)
{
    const char *line = "the aggregates differed in their definitions";
    const inc_definition right = own;
    inc_definition two[2];
    size_t i;

    kpi = make_kpi(&options);
    for (i = 0; i < 12; i++) {
        own = right;
        if (i == 0)
            own.id = "other";
        if (i == 1)
            own.unit = INC_UNIT_COUNT;
        if (i == 2)
            own.period = INC_PERIOD_DAY;
        if (i == 3)
            own.by[1] = 0;
        if (i == 4)
            own.is_signed = 1;
        if (i == 5)
            own.value.less = INC_OBSERVED_HELD;
        if (i == 6)
            own.of.column = INC_OBSERVED_HELD;
        if (i == 7)
            own.mature_column = INC_OBSERVED_LOGGED;
        if (i == 8)
            own.mature_after = 1;
        if (i == 9)
            own.hits = (inc_criteria){criteria, 1};
        if (i == 10) {
            own.goals = goals;
            own.goals_count = 1;
        }
        if (i == 11)
            own.kind = INC_FIGURE_SUM;
        differs(line);
    }
    own = right;
    own.title = "another title";
    own.source = "another source";
    two[0] = own;
    two[1] = library("mttr");
    options.definitions = two;
    options.definitions_count = 2;
    differs(line);
    options.definitions_count = 1;
    inc_kpi *other = make_kpi(&options);
    ck_assert_int_eq(inc_kpi_merge(kpi, other), INC_OK);
    inc_kpi_free(other);
}
END_TEST

START_TEST(names)
{
    ck_assert_str_eq(inc_figure_kind_name(INC_FIGURE_MEAN), "mean");
    ck_assert_str_eq(inc_figure_kind_name(INC_FIGURE_REPEATS), "repeats");
    ck_assert_str_eq(inc_figure_kind_name(INC_FIGURE_SUM), "sum");
    ck_assert_str_eq(inc_figure_kind_name(0), "?");
    ck_assert_str_eq(inc_figure_kind_name(10), "?");
    ck_assert_str_eq(inc_unit_name(INC_UNIT_COUNT), "count");
    ck_assert_str_eq(inc_unit_name(INC_UNIT_MONEY), "money");
    ck_assert_str_eq(inc_unit_name(0), "?");
    ck_assert_str_eq(inc_unit_name(5), "?");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {options_that_are_refused,
                                  definitions_that_are_refused,
                                  dimensions_that_are_refused,
                                  instants_that_are_refused,
                                  where_that_is_refused,
                                  numbers_that_are_refused,
                                  durations_that_are_refused,
                                  terms_that_a_kind_needs,
                                  criteria_of_a_definition_that_are_refused,
                                  goals_that_are_refused,
                                  texts_that_are_refused,
                                  null_pointers,
                                  the_library_obeys_its_rules,
                                  definitions_are_kept,
                                  options_must_match,
                                  instants_and_criteria_must_match,
                                  definitions_must_match,
                                  names,
                                  NULL};

    return unit_run("kpi_plan", tests, setup, close_kpi);
}
