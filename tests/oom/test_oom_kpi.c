/* No memory: aggregates. A call that is refused leaves an aggregate as it was, to the byte. */
#include "desk.h"
#include "oom.h"

#include <string.h>

#define ROWS 12

static inc_context *rich;
static inc_zone *zone;
static inc_rules *rules;
static inc_incident *incident;
static inc_kpi *empty, *half, *whole; /* as they should be, made with memory */

static const char *const teams[ROWS] = {"a", "b", "a", "b", "", "a", "c", "a", "b", "a", "a", "c"};
static int64_t logged[ROWS], held[ROWS], priority[ROWS];
static const inc_time instants[] = {INC_HOUR, 100 * INC_HOUR};

static const inc_criterion excluded[] = {
    {.term = {.column = INC_OBSERVED_TEAM}, .comparison = INC_EQUAL, .text = "c"}};
static const inc_goal goals[] = {{1, INC_LESS, 0}};

static const inc_definition own = {.size = sizeof own,
                                   .id = "own",
                                   .grain = INC_GRAIN_INCIDENT,
                                   .kind = INC_FIGURE_MEAN,
                                   .unit = INC_UNIT_DURATION,
                                   .by = {INC_OBSERVED_LOGGED},
                                   .value = {.column = INC_OBSERVED_HELD},
                                   .excluded = {excluded, 1},
                                   .goals = goals,
                                   .goals_count = 1};

static inc_status make(inc_context *context, inc_kpi **kpi)
{
    static const int32_t dimensions[] = {INC_OBSERVED_TEAM, INC_OBSERVED_PRIORITY};
    inc_definition definitions[] = {own,
                                    {.size = sizeof own},
                                    {.size = sizeof own},
                                    {.size = sizeof own},
                                    {.size = sizeof own}};
    inc_kpi_options options = {.size = sizeof options,
                               .definitions = definitions,
                               .definitions_count = 5,
                               .dimensions = dimensions,
                               .dimensions_count = 2,
                               .zone = zone,
                               .period = INC_PERIOD_DAY,
                               .exact = 2,
                               .instants = instants,
                               .instants_count = 2,
                               .where = {excluded, 0}};

    DESK_OK(inc_definition_find("recurrence", INC_ZSTR, &definitions[1]));
    DESK_OK(inc_definition_find("recorded.backlog", INC_ZSTR, &definitions[2]));
    DESK_OK(inc_definition_find("throughput.opened", INC_ZSTR, &definitions[3]));
    DESK_OK(inc_definition_find("sla.met", INC_ZSTR, &definitions[4]));
    return inc_kpi_new(context, &options, kpi);
}

static inc_status add_rows(inc_kpi *kpi, size_t from, size_t count)
{
    const inc_values columns[] = {
        {.size = sizeof *columns, .column = INC_OBSERVED_TEAM, .texts = teams + from},
        {.size = sizeof *columns, .column = INC_OBSERVED_SERVICE, .texts = teams + from},
        {.size = sizeof *columns, .column = INC_OBSERVED_PRIORITY, .integers = priority + from},
        {.size = sizeof *columns, .column = INC_OBSERVED_LOGGED, .integers = logged + from},
        {.size = sizeof *columns,
         .column = INC_OBSERVED_REPORTED_OPENED,
         .integers = logged + from},
        {.size = sizeof *columns, .column = INC_OBSERVED_HELD, .integers = held + from}};

    return inc_kpi_add_columns(kpi, INC_GRAIN_INCIDENT, columns, 6, count);
}

/* An incident that was held, reopened, and is resolved. */
static void tell_incident(void)
{
    static const int32_t kinds[] = {INC_FACT_LOGGED, INC_FACT_ACKNOWLEDGED, INC_FACT_RESOLVED,
                                    INC_FACT_REOPENED, INC_FACT_RESOLVED};
    const inc_incident_options options = {.size = sizeof options, .rules = rules};
    inc_event_builder *builder;
    inc_event *event;
    int32_t i;

    DESK_OK(inc_incident_new(rich, &options, &incident));
    DESK_OK(inc_event_builder_new(rich, &builder));
    for (i = 0; i < 5; i++) {
        DESK_OK(inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR));
        DESK_OK(inc_event_builder_integer(builder, INC_EVENT_KIND, kinds[i]));
        DESK_OK(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, desk_time(6, 1, 9 + i, 0)));
        DESK_OK(inc_event_builder_build(builder, &event));
        DESK_OK(inc_incident_apply(incident, event));
        inc_event_unref(event);
    }
    inc_event_builder_free(builder);
    DESK_OK(inc_incident_look(incident, desk_time(6, 2, 9, 0), INC_TIME_NONE, NULL));
}

static void setup(void)
{
    int64_t i;

    DESK_OK(inc_context_new(NULL, &rich));
    zone = desk_zone(rich, "Europe/Brussels");
    DESK_OK(inc_preset_rules(rich, INC_PRESET_SMALL, zone, &rules));
    tell_incident();
    for (i = 0; i < ROWS; i++) {
        logged[i] = i * 9 * INC_HOUR;
        held[i] = i * i * INC_SECOND;
        priority[i] = i % 2;
    }
    DESK_OK(make(rich, &empty));
    DESK_OK(make(rich, &half));
    DESK_OK(make(rich, &whole));
    DESK_OK(add_rows(half, 0, 6));
    DESK_OK(add_rows(whole, 0, ROWS));
}

static void teardown(void)
{
    inc_kpi_free(empty);
    inc_kpi_free(half);
    inc_kpi_free(whole);
    inc_incident_free(incident);
    inc_rules_unref(rules);
    inc_zone_unref(zone);
    inc_context_unref(rich);
}

/* What a call left behind, looked at with memory. */
static void is_as(oom_run *run, inc_kpi *kpi, inc_kpi *wanted)
{
    const failing_memory before = run->memory;
    const void *got, *bytes;
    size_t got_size, size;

    run->memory.fail = 0;
    DESK_OK(inc_kpi_bytes(kpi, &got, &got_size));
    DESK_OK(inc_kpi_bytes(wanted, &bytes, &size));
    ck_assert_uint_eq(got_size, size);
    ck_assert_mem_eq(got, bytes, size);
    run->memory.fail = before.fail;
    run->memory.calls = before.calls;
}

/* A call that changes an aggregate, or leaves it like another one. */
#define KPI_CALL(run, kpi, otherwise, call)                                                        \
    do {                                                                                           \
        int kpi_again;                                                                             \
        status = (call);                                                                           \
        kpi_again = oom_refused((run), status);                                                    \
        if (status != INC_OK)                                                                      \
            is_as((run), (kpi), (otherwise));                                                      \
        if (kpi_again)                                                                             \
            status = (call);                                                                       \
        if (status != INC_OK)                                                                      \
            goto out;                                                                              \
    } while (0)

static inc_status rows_are_added(oom_run *run)
{
    inc_kpi *kpi = NULL;
    inc_status status;

    OOM_MAKE(run, kpi, make(run->context, &kpi));
    KPI_CALL(run, kpi, empty, add_rows(kpi, 0, 6));
    KPI_CALL(run, kpi, half, add_rows(kpi, 6, ROWS - 6));
    is_as(run, kpi, whole);
out:
    inc_kpi_free(kpi);
    return status;
}

static inc_status tables_are_added(oom_run *run)
{
    inc_observations *table = NULL;
    inc_kpi *kpi = NULL;
    inc_status status;

    DESK_OK(inc_observations_new(rich, NULL, &table));
    DESK_OK(inc_observations_add(table, incident));
    OOM_MAKE(run, kpi, make(run->context, &kpi));
    KPI_CALL(run, kpi, empty, inc_kpi_add_observations(kpi, table));
out:
    inc_observations_free(table);
    inc_kpi_free(kpi);
    return status;
}

static void note_kpi(oom_run *run, inc_kpi *kpi)
{
    const failing_memory before = run->memory;
    const void *bytes;
    size_t size;

    run->memory.fail = 0;
    DESK_OK(inc_kpi_bytes(kpi, &bytes, &size));
    oom_note(run, bytes, size);
    run->memory.fail = before.fail;
    run->memory.calls = before.calls;
}

/* The second one waits; the first question takes both. */
static inc_status incidents_are_added(oom_run *run)
{
    inc_figure figure = {.size = sizeof figure};
    inc_kpi *kpi = NULL, *one = NULL;
    inc_status status;

    DESK_OK(make(rich, &one));
    DESK_OK(inc_kpi_add(one, incident));
    OOM_MAKE(run, kpi, make(run->context, &kpi));
    KPI_CALL(run, kpi, empty, inc_kpi_add(kpi, incident));
    KPI_CALL(run, kpi, one, inc_kpi_add(kpi, incident));
    OOM_CALL(run, inc_kpi_find(kpi, "throughput.opened", 0, desk_time(6, 1, 9, 0), &figure));
    ck_assert_int_eq(figure.n, 2);
out:
    inc_kpi_free(one);
    inc_kpi_free(kpi);
    return status;
}

/* Flushed when many wait: one more is not added, and none is lost. */
static inc_status many_incidents_are_added(oom_run *run)
{
    inc_kpi *kpi = NULL, *many = NULL;
    inc_status status = INC_OK;
    const size_t fail = run->memory.fail;
    int i;

    DESK_OK(make(rich, &many));
    run->memory.fail = 0;
    DESK_OK(make(run->context, &kpi));
    for (i = 0; i < 256; i++) {
        DESK_OK(inc_kpi_add(many, incident));
        DESK_OK(inc_kpi_add(kpi, incident));
    }
    run->memory.calls = 0;
    run->memory.fail = fail;
    KPI_CALL(run, kpi, many, inc_kpi_add(kpi, incident));
    note_kpi(run, kpi);
out:
    inc_kpi_free(many);
    inc_kpi_free(kpi);
    return status;
}

/* Both aggregates of a call in the context that may refuse. */
static inc_status they_are_merged(oom_run *run)
{
    inc_kpi *kpi = NULL, *other = NULL;
    inc_status status;

    OOM_MAKE(run, kpi, make(run->context, &kpi));
    OOM_MAKE(run, other, make(run->context, &other));
    KPI_CALL(run, kpi, empty, add_rows(kpi, 0, 6));
    KPI_CALL(run, other, empty, add_rows(other, 6, ROWS - 6));
    KPI_CALL(run, kpi, half, inc_kpi_merge(kpi, other));
    is_as(run, kpi, whole);
    KPI_CALL(run, kpi, whole, inc_kpi_subtract(kpi, other));
    note_kpi(run, kpi);
out:
    inc_kpi_free(kpi);
    inc_kpi_free(other);
    return status;
}

/* Incidents that wait on both sides. */
static inc_status what_waits_is_merged(oom_run *run)
{
    inc_kpi *kpi = NULL, *other = NULL, *one = NULL, *two = NULL;
    inc_status status;

    DESK_OK(make(rich, &one));
    DESK_OK(make(rich, &two));
    DESK_OK(inc_kpi_add(one, incident));
    DESK_OK(inc_kpi_add(two, incident));
    DESK_OK(inc_kpi_add(two, incident));
    OOM_MAKE(run, kpi, make(run->context, &kpi));
    OOM_MAKE(run, other, make(run->context, &other));
    OOM_CALL(run, inc_kpi_add(kpi, incident));
    OOM_CALL(run, inc_kpi_add(other, incident));
    KPI_CALL(run, kpi, one, inc_kpi_merge(kpi, other));
    is_as(run, kpi, two);
    is_as(run, other, one);
out:
    inc_kpi_free(one);
    inc_kpi_free(two);
    inc_kpi_free(kpi);
    inc_kpi_free(other);
    return status;
}

static inc_status they_are_rolled_up(oom_run *run)
{
    static const int32_t team = INC_OBSERVED_TEAM;
    inc_kpi *kpi = NULL, *rolled = NULL;
    inc_status status;

    OOM_MAKE(run, kpi, make(run->context, &kpi));
    KPI_CALL(run, kpi, empty, add_rows(kpi, 0, ROWS));
    OOM_MAKE(run, rolled, inc_kpi_rollup(kpi, &team, 1, INC_PERIOD_MONTH, &rolled));
    is_as(run, kpi, whole);
    note_kpi(run, rolled);
out:
    inc_kpi_free(kpi);
    inc_kpi_free(rolled);
    return status;
}

static inc_status they_are_written_and_read(oom_run *run)
{
    inc_kpi *kpi = NULL, *again = NULL;
    const void *bytes;
    size_t size;
    inc_status status;

    OOM_MAKE(run, kpi, make(run->context, &kpi));
    KPI_CALL(run, kpi, empty, add_rows(kpi, 0, ROWS));
    OOM_CALL(run, inc_kpi_bytes(kpi, &bytes, &size));
    OOM_MAKE(run, again, inc_kpi_from_bytes(run->context, zone, bytes, size, &again));
    is_as(run, again, whole);
out:
    inc_kpi_free(kpi);
    inc_kpi_free(again);
    return status;
}

static inc_status they_are_asked(oom_run *run)
{
    inc_figure figure = {.size = sizeof figure};
    inc_trend trend = {.size = sizeof trend};
    inc_kpi_key key = {.size = sizeof key};
    double value;
    inc_kpi *kpi = NULL;
    inc_status status;

    OOM_MAKE(run, kpi, make(run->context, &kpi));
    KPI_CALL(run, kpi, empty, add_rows(kpi, 0, ROWS));
    OOM_CALL(run, inc_kpi_figure(kpi, 0, &figure));
    oom_note_number(run, figure.n);
    KPI_CALL(run, kpi, whole, add_rows(kpi, 0, 1));
    OOM_CALL(run, inc_kpi_percentile(kpi, "own", 1, logged[2], 0.5, &value));
    oom_note_number(run, (int64_t) value);
    KPI_CALL(run, kpi, kpi, add_rows(kpi, 0, 1));
    OOM_CALL(run, inc_kpi_key_at(kpi, 1, 0, &key));
    oom_note_text(run, key.text);
    OOM_CALL(run, inc_kpi_trend(kpi, "throughput.opened", 1, &trend));
    oom_note_number(run, trend.score);
out:
    inc_kpi_free(kpi);
    return status;
}

static void sweep(oom_scenario *scenario, size_t least)
{
    setup();
    oom_sweep(scenario, least);
    teardown();
}

START_TEST(rows)
{
    sweep(rows_are_added, 60);
}
END_TEST

START_TEST(tables)
{
    sweep(tables_are_added, 30);
}
END_TEST

START_TEST(incidents)
{
    sweep(incidents_are_added, 60);
}
END_TEST

START_TEST(many_incidents)
{
    sweep(many_incidents_are_added, 20);
}
END_TEST

START_TEST(merging)
{
    sweep(they_are_merged, 60);
}
END_TEST

START_TEST(waiting)
{
    sweep(what_waits_is_merged, 60);
}
END_TEST

START_TEST(rolling_up)
{
    sweep(they_are_rolled_up, 60);
}
END_TEST

START_TEST(bytes)
{
    sweep(they_are_written_and_read, 60);
}
END_TEST

START_TEST(questions)
{
    sweep(they_are_asked, 60);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {rows,    tables,     incidents, many_incidents, merging,
                                  waiting, rolling_up, bytes,     questions};

    return oom_main("oom_kpi", tests, sizeof tests / sizeof *tests);
}
