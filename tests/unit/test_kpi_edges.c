/* Key figures at the edges: what waits, what cancels out, what lies outside, what nobody wrote. */
#include "incident_fixture.h"

static inc_kpi *kpi, *other;

static void setup(void)
{
    open_incident(INC_PRESET_SMALL);
}

static void teardown(void)
{
    inc_kpi_free(kpi);
    inc_kpi_free(other);
    kpi = other = NULL;
    close_incident();
}

#define ok(call) ck_assert_msg((call) == INC_OK, "%s", inc_context_error(context))

static inc_definition own(int32_t kind, int32_t by)
{
    const inc_definition definition = {.size = sizeof definition,
                                       .id = "own",
                                       .grain = INC_GRAIN_INCIDENT,
                                       .kind = kind,
                                       .unit = INC_UNIT_COUNT,
                                       .by = {by}};
    return definition;
}

static inc_kpi *kpi_of(const inc_definition *definition, int32_t period)
{
    inc_kpi_options options = {.size = sizeof options};
    inc_kpi *made = NULL;

    options.definitions = definition;
    options.definitions_count = definition != NULL;
    options.period = period;
    ok(inc_kpi_new(context, &options, &made));
    return made;
}

static inc_definition library(const char *id)
{
    inc_definition definition = {.size = sizeof definition};

    ck_assert_int_eq(inc_definition_find(id, INC_ZSTR, &definition), INC_OK);
    return definition;
}

static inc_figure figure_at(const char *id, const char *instant)
{
    inc_figure figure = {.size = sizeof figure};

    ok(inc_kpi_find(kpi, id, 0, at(instant), &figure));
    return figure;
}

/* The aggregate as it comes out of its bytes. */
static void store_and_load(void)
{
    inc_kpi *loaded = NULL;
    const void *bytes;
    size_t size;

    ok(inc_kpi_bytes(kpi, &bytes, &size));
    ok(inc_kpi_from_bytes(context, NULL, bytes, size, &loaded));
    inc_kpi_free(kpi);
    kpi = loaded;
}

static void stay(inc_kpi *to, const char *opened, const char *ended)
{
    const int64_t from = at(opened), until = at(ended);
    const inc_values columns[] = {
        {sizeof columns[0], INC_OBSERVED_LOGGED, 0, &from, NULL},
        {sizeof columns[0], INC_OBSERVED_OPENED, 0, &from, NULL},
        {sizeof columns[0], INC_OBSERVED_ENDED, 0, &until, NULL},
    };

    ok(inc_kpi_add_columns(to, INC_GRAIN_EPISODE, columns, 3, 1));
}

/* On the 5th one comes and one goes: the day holds nothing, until one of them is taken away. */
START_TEST(what_cancelled_out_can_be_taken_away)
{
    const inc_definition backlog = library("backlog");

    kpi = kpi_of(&backlog, INC_PERIOD_DAY);
    other = kpi_of(&backlog, INC_PERIOD_DAY);
    stay(kpi, "2026-06-05T10:00", "2026-06-07T10:00");
    stay(other, "2026-06-03T10:00", "2026-06-05T12:00");
    ok(inc_kpi_merge(kpi, other));
    store_and_load();
    ok(inc_kpi_subtract(kpi, other));
    ck_assert_int_eq(figure_at("backlog", "2026-06-04T00:00").n, 0);
    ck_assert_int_eq(figure_at("backlog", "2026-06-05T00:00").n, 1);
}
END_TEST

/* An incident without the instant that a definition asks for is refused when it is added; what was
 * added before and after it counts. */
START_TEST(an_incident_that_does_not_fit_is_refused_at_once)
{
    const inc_definition closings = own(INC_FIGURE_COUNT, INC_OBSERVED_CLOSED);

    kpi = kpi_of(&closings, INC_PERIOD_MONTH);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    look("2026-06-01T10:00");
    ck_assert_int_eq(inc_kpi_add(kpi, incident), INC_E_INVALID);
    tell(INC_FACT_CLOSED, "2026-06-02T09:00", 0);
    look("2026-06-03T10:00");
    ok(inc_kpi_add(kpi, incident));
    ck_assert_int_eq(figure_at("own", "2026-06-01T00:00").n, 1);
}
END_TEST

/* Every row lies in a period; the first and the last have days before 1900 and after 9999. */
START_TEST(periods_at_both_ends_of_time_can_be_loaded)
{
    static const int32_t periods[] = {INC_PERIOD_DAY, INC_PERIOD_WEEK, INC_PERIOD_MONTH,
                                      INC_PERIOD_QUARTER};
    static const char *const zones[] = {"America/New_York", "Pacific/Kiritimati"};
    const int64_t logged[] = {INC_TIME_MIN, INC_TIME_MAX};
    const inc_values columns[] = {{sizeof columns[0], INC_OBSERVED_LOGGED, 0, logged, NULL}};
    const inc_definition opened = library("throughput.opened");
    size_t i, j;

    for (i = 0; i < 4; i++)
        for (j = 0; j < 2; j++) {
            inc_kpi_options options = {.size = sizeof options, .definitions = &opened};
            inc_zone *zone = NULL;
            const void *bytes;
            size_t size;
            options.definitions_count = 1;
            options.period = periods[i];
            ok(inc_zone_load(context, NULL, zones[j], INC_ZSTR, &zone));
            options.zone = zone;
            ok(inc_kpi_new(context, &options, &kpi));
            ok(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 1, 2));
            ok(inc_kpi_bytes(kpi, &bytes, &size));
            ok(inc_kpi_from_bytes(context, zone, bytes, size, &other));
            inc_kpi_free(other);
            inc_kpi_free(kpi);
            other = kpi = NULL;
            inc_zone_unref(zone);
        }
}
END_TEST

static char *long_text(size_t size)
{
    char *text = malloc(size + 1);

    memset(text, 'x', size);
    text[size] = '\0';
    return text;
}

START_TEST(long_texts_can_be_loaded)
{
    inc_definition named = own(INC_FIGURE_COUNT, INC_OBSERVED_LOGGED);
    char *formula = long_text(70000), *team = long_text(1100000);
    const int64_t logged = 0;
    const char *const teams[] = {team};
    const inc_values columns[] = {{sizeof columns[0], INC_OBSERVED_LOGGED, 0, &logged, NULL},
                                  {sizeof columns[0], INC_OBSERVED_TEAM, 0, NULL, teams}};
    const int32_t by[] = {INC_OBSERVED_TEAM};
    inc_kpi_options options = {.size = sizeof options, .definitions = &named, .dimensions = by};
    inc_kpi_key key = {.size = sizeof key};

    named.formula = formula;
    options.definitions_count = options.dimensions_count = 1;
    ok(inc_kpi_new(context, &options, &kpi));
    ok(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 2, 1));
    store_and_load();
    ok(inc_kpi_key_at(kpi, 0, 0, &key));
    ck_assert_str_eq(key.text, team);
    free(formula);
    free(team);
}
END_TEST

START_TEST(only_columns_that_all_grains_have_can_be_asked_of_all_rows)
{
    const inc_criterion stage = {.term = {.column = INC_OBSERVED_STAGE}, .comparison = INC_EQUAL};
    const inc_criterion less = {
        .term = {.column = INC_OBSERVED_LOGGED, .minus = INC_OBSERVED_DETECTED},
        .comparison = INC_EQUAL};
    inc_kpi_options options = {.size = sizeof options, .where = {&stage, 1}};

    ck_assert_int_eq(inc_kpi_new(context, &options, &kpi), INC_E_INVALID);
    options.where.items = &less;
    ck_assert_int_eq(inc_kpi_new(context, &options, &kpi), INC_E_INVALID);
}
END_TEST

START_TEST(a_goal_is_a_number)
{
    inc_definition definition = own(INC_FIGURE_COUNT, INC_OBSERVED_LOGGED);
    inc_goal goal = {.value = strtod("nan", NULL), .comparison = INC_LESS};
    inc_kpi_options options = {.size = sizeof options, .definitions = &definition};

    options.definitions_count = 1;
    definition.goals = &goal;
    definition.goals_count = 1;
    ck_assert_int_eq(inc_kpi_new(context, &options, &kpi), INC_E_INVALID);
    goal.value = 1;
    ok(inc_kpi_new(context, &options, &kpi));
}
END_TEST

/* A service that fails again before anybody resolved it: the first episode ends where the next one
 * begins, so that an incident is in the queue once. */
START_TEST(an_incident_is_open_once)
{
    const inc_definition backlog = library("backlog");
    inc_episode episode = {.size = sizeof episode};

    kpi = kpi_of(&backlog, INC_PERIOD_DAY);
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_RESTORED, "2026-06-01T10:00", 0);
    tell(INC_FACT_REOPENED, "2026-06-01T11:00", 0);
    look("2026-06-02T12:00");
    ok(inc_incident_episode(incident, 0, &episode));
    ck_assert_int_eq(episode.ended, at("2026-06-01T11:00"));
    ok(inc_incident_episode(incident, 1, &episode));
    ck_assert_int_eq(episode.ended, INC_TIME_NONE);
    ok(inc_kpi_add(kpi, incident));
    ck_assert_int_eq(figure_at("backlog", "2026-06-01T00:00").n, 1);
}
END_TEST

static inc_calendar *office_hours(void)
{
    inc_calendar_builder *hours = fixture_builder(context, "UTC");

    fixture_weekly(hours, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    return fixture_built(hours);
}

START_TEST(what_is_rolled_up_counts_on_the_same_calendar)
{
    inc_calendar *hours = office_hours();
    inc_kpi_options options = {.size = sizeof options, .calendar = hours};

    ok(inc_kpi_new(context, &options, &other));
    ok(inc_kpi_rollup(other, NULL, 0, INC_PERIOD_NONE, &kpi));
    tell(INC_FACT_LOGGED, "2026-06-01T16:00", 0);
    tell(INC_FACT_RESOLVED, "2026-06-02T10:00", 0);
    look("2026-06-03T12:00");
    ok(inc_kpi_add(other, incident));
    ok(inc_kpi_add(kpi, incident));
    ck_assert_int_eq(figure_at("mttr.business", "2026-06-01T00:00").min, 2 * INC_HOUR);
    inc_calendar_unref(hours);
}
END_TEST

/* A day of 1970 among those of today: 20,000 complete days. */
START_TEST(a_trend_over_many_days_needs_little_memory)
{
    const int64_t logged[] = {0, at("2026-06-01T00:00")};
    const inc_values columns[] = {{sizeof columns[0], INC_OBSERVED_LOGGED, 0, logged, NULL}};
    const inc_definition opened = library("throughput.opened");
    inc_trend trend = {.size = sizeof trend};

    kpi = kpi_of(&opened, INC_PERIOD_DAY);
    ok(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 1, 2));
    ok(inc_kpi_trend(kpi, "throughput.opened", 0, &trend));
    ck_assert_int_gt(trend.periods, 0);
}
END_TEST

static inc_status load_with(const void *bytes, size_t size, size_t place, unsigned char byte)
{
    unsigned char changed[400];

    ck_assert_uint_lt(size, sizeof changed);
    memcpy(changed, bytes, size);
    ck_assert_uint_ne(changed[place], byte);
    changed[place] = byte;
    return inc_kpi_from_bytes(context, NULL, changed, size, &other);
}

/* The last 13 bytes are those of a histogram of 1, 2 and 3: its kind, two bytes of the sum, the
 * least and the greatest value, three buckets. */
START_TEST(a_histogram_that_nobody_wrote_is_refused)
{
    const int64_t values[] = {1, 2, 3}, logged[] = {0, 0, 0};
    const inc_values columns[] = {{sizeof columns[0], INC_OBSERVED_LOGGED, 0, logged, NULL},
                                  {sizeof columns[0], INC_OBSERVED_REOPENS, 0, values, NULL}};
    inc_definition mean = own(INC_FIGURE_MEAN, INC_OBSERVED_LOGGED);
    inc_kpi_options options = {.size = sizeof options, .definitions = &mean, .exact = 2};
    const unsigned char *bytes;
    const void *written;
    size_t size;

    mean.value.column = INC_OBSERVED_REOPENS;
    options.definitions_count = 1;
    ok(inc_kpi_new(context, &options, &kpi));
    ok(inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 2, 3));
    ok(inc_kpi_bytes(kpi, &written, &size));
    bytes = written;
    ck_assert_uint_eq(bytes[42], 2); /* the limit of exact values */
    ck_assert_uint_eq(bytes[size - 13], 1);
    ck_assert_uint_eq(bytes[size - 10], 2);
    ck_assert_uint_eq(bytes[size - 9], 6);
    ck_assert_int_eq(load_with(bytes, size, 42, 3), INC_E_FORMAT);
    ck_assert_int_eq(load_with(bytes, size, size - 10, 0), INC_E_FORMAT);
    ck_assert_int_eq(load_with(bytes, size, size - 9, 8), INC_E_FORMAT);
    ok(load_with(bytes, size, size - 11, 8)); /* only the sum could be anything */
}
END_TEST

/* What the priority of an incident that is P1 from 09:00 is lowered to at an instant looks like. */
static size_t downgrades(inc_time lowered)
{
    inc_observations *table = NULL;
    inc_gaming gaming = {.size = sizeof gaming};
    size_t count = 0;

    inc_incident_free(incident);
    ok(inc_incident_new(
        context, &(inc_incident_options){.size = sizeof(inc_incident_options), .rules = rules},
        &incident));
    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_PRIORITISED, "2026-06-01T09:00", FIRST(1), CODE("test"));
    tell(INC_FACT_PRIORITISED, "2026-06-01T09:00",
         inc_event_builder_integer(builder, INC_EVENT_HAPPENED, lowered), FIRST(3), CODE("test"));
    look("2026-06-20T09:00");
    ok(inc_observations_new(context, NULL, &table));
    ok(inc_observations_add(table, incident));
    for (; inc_observations_gaming(table, count, &gaming) == INC_OK; count++)
        ck_assert_int_eq(gaming.kind, INC_GAMING_DOWNGRADED);
    inc_observations_free(table);
    return count;
}

/* The first threshold of a P1's resolve clock that fires. */
static inc_time first_warning(void)
{
    inc_firing firing = {.size = sizeof firing};
    inc_ledger *ledger = NULL;
    inc_time first = INC_TIME_MAX;
    size_t i;

    tell(INC_FACT_LOGGED, "2026-06-01T09:00", 0);
    tell(INC_FACT_PRIORITISED, "2026-06-01T09:00", FIRST(1), CODE("test"));
    look("2026-06-20T09:00");
    for (i = 0; inc_incident_ledger(incident, i, &ledger) == INC_OK; i++) {
        size_t j;
        for (j = 0; inc_ledger_firing(ledger, j, &firing) == INC_OK; j++)
            first = firing.at < first ? firing.at : first;
        inc_ledger_free(ledger);
    }
    return first;
}

/* Thresholds come after the facts of their instant. */
START_TEST(a_warning_does_not_come_before_the_facts_of_its_instant)
{
    inc_time warning = first_warning();

    ck_assert_uint_eq(downgrades(warning), 0);
    ck_assert_uint_gt(downgrades(warning + 1), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_cancelled_out_can_be_taken_away,
                                  an_incident_that_does_not_fit_is_refused_at_once,
                                  periods_at_both_ends_of_time_can_be_loaded,
                                  long_texts_can_be_loaded,
                                  only_columns_that_all_grains_have_can_be_asked_of_all_rows,
                                  a_goal_is_a_number,
                                  an_incident_is_open_once,
                                  what_is_rolled_up_counts_on_the_same_calendar,
                                  a_trend_over_many_days_needs_little_memory,
                                  a_warning_does_not_come_before_the_facts_of_its_instant,
                                  a_histogram_that_nobody_wrote_is_refused,
                                  NULL};

    return unit_run("kpi_edges", tests, setup, teardown);
}
