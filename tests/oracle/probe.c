/* Answers questions about a calendar, one a line, so that an oracle in another language can check
 * them. `calendar JSON` defines it; then an operation and its numbers (microseconds; days since
 * 1970-01-01 for dates). `zone NAME` names the zone of the days asked about from then on, `zone -`
 * the calendar's own. The answer is one line: the values, or the name of a status. */
#include "case_calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct probe_state {
    case_run run;
    inc_calendar *calendar;
    inc_zone *zone;
} probe_state;

static void answer(inc_status status, int64_t value)
{
    if (status == INC_OK)
        printf("%" PRId64 "\n", value);
    else
        printf("%s\n", inc_status_name(status));
}

static void define(probe_state *probe, const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, 0, &error);
    inc_calendar_unref(probe->calendar);
    probe->calendar = NULL;
    inc_status status =
        value == NULL ? INC_E_FORMAT : case_calendar(&probe->run, value, &probe->calendar);
    answer(status, status == INC_OK ? inc_calendar_reachable(probe->calendar) : 0);
    json_decref(value);
}

static void name_zone(probe_state *probe, char *name)
{
    inc_status status = INC_OK;
    name[strcspn(name, "\n")] = '\0';
    inc_zone_unref(probe->zone);
    probe->zone = NULL;
    if (strcmp(name, "-") != 0)
        status = case_zone(&probe->run, name, &probe->zone);
    answer(status, 0);
}

static void edge(const probe_state *probe, int64_t time, int64_t other,
                 inc_status (*call)(const inc_calendar *, inc_time, inc_time *))
{
    inc_time result = 0;
    (void) other;
    inc_status status = call(probe->calendar, time, &result);
    answer(status, result);
}

static void next_open(const probe_state *probe, int64_t time, int64_t other)
{
    edge(probe, time, other, inc_calendar_next_open);
}

static void next_close(const probe_state *probe, int64_t time, int64_t other)
{
    edge(probe, time, other, inc_calendar_next_close);
}

static void prev_open(const probe_state *probe, int64_t time, int64_t other)
{
    edge(probe, time, other, inc_calendar_prev_open);
}

static void prev_opening(const probe_state *probe, int64_t time, int64_t other)
{
    edge(probe, time, other, inc_calendar_prev_opening);
}

static void is_open(const probe_state *probe, int64_t time, int64_t other)
{
    int32_t open = 0;
    (void) other;
    inc_status status = inc_calendar_is_open(probe->calendar, time, &open);
    answer(status, open);
}

static void add(const probe_state *probe, int64_t time, int64_t duration)
{
    inc_time result = 0;
    inc_status status = inc_calendar_add(probe->calendar, time, duration, &result);
    answer(status, result);
}

static void between(const probe_state *probe, int64_t a, int64_t b)
{
    inc_duration worked = 0;
    inc_status status = inc_calendar_between(probe->calendar, a, b, &worked);
    answer(status, worked);
}

static void open_day(const probe_state *probe, int64_t date, int64_t other)
{
    inc_duration length = 0;
    (void) other;
    inc_status status =
        inc_calendar_open_day(probe->calendar, probe->zone, (inc_date) date, &length);
    answer(status, length);
}

static void add_days(const probe_state *probe, int64_t date, int64_t days)
{
    inc_date result = 0;
    inc_status status = inc_calendar_add_days(probe->calendar, probe->zone, (inc_date) date,
                                              (int32_t) days, &result);
    answer(status, result);
}

/* All maximal open intervals within, on one line. */
static void intervals(const probe_state *probe, int64_t from, int64_t to)
{
    inc_interval interval;
    inc_status status;
    while ((status = inc_calendar_next_interval(probe->calendar, from, to, &interval)) == INC_OK) {
        printf("%" PRId64 " %" PRId64 " ", interval.from, interval.to);
        if (interval.to <= from) {
            status = INC_E_INVALID;
            break;
        }
        from = interval.to;
    }
    printf("%s\n", inc_status_name(status));
}

/* The batch forms answer as the single ones do: items start, start + step, start + 2 step... */
static void batch(const probe_state *probe, int64_t start, int64_t step)
{
    enum { COUNT = 64 };
    const inc_batch_options one = {.size = sizeof(one), .one_duration = 1};
    const inc_duration hour = INC_HOUR;
    inc_time times[COUNT];
    inc_time later[COUNT];
    inc_time results[COUNT];
    inc_duration worked[COUNT];
    uint8_t open[COUNT];
    int32_t statuses[3][COUNT];
    int wrong = 0;
    for (int64_t i = 0; i < COUNT; i++) {
        times[i] = start + i * step;
        later[i] = start + (COUNT - i) * step;
    }
    (void) inc_calendar_add_batch(probe->calendar, times, &hour, COUNT, &one, results, statuses[0]);
    (void) inc_calendar_between_batch(probe->calendar, times, later, COUNT, NULL, worked,
                                      statuses[1]);
    (void) inc_calendar_is_open_batch(probe->calendar, times, COUNT, NULL, open, statuses[2]);
    for (int i = 0; i < COUNT; i++) {
        inc_time result = INC_TIME_NONE;
        inc_duration length = 0;
        int32_t is = 0;
        wrong += inc_calendar_add(probe->calendar, times[i], hour, &result) != statuses[0][i];
        wrong +=
            inc_calendar_between(probe->calendar, times[i], later[i], &length) != statuses[1][i];
        wrong += inc_calendar_is_open(probe->calendar, times[i], &is) != statuses[2][i];
        wrong += result != results[i] || length != worked[i] || is != open[i];
    }
    printf("%d\n", wrong);
}

static void ask(const probe_state *probe, const char *line)
{
    static const struct {
        const char *name;
        void (*ask)(const probe_state *, int64_t, int64_t);
    } table[] = {{"is_open", is_open},
                 {"add", add},
                 {"between", between},
                 {"next_open", next_open},
                 {"next_close", next_close},
                 {"prev_open", prev_open},
                 {"open_day", open_day},
                 {"prev_opening", prev_opening},
                 {"add_days", add_days},
                 {"intervals", intervals},
                 {"batch", batch}};
    char name[32];
    int64_t first = 0;
    int64_t second = 0;
    if (sscanf(line, "%31s %" SCNd64 " %" SCNd64, name, &first, &second) < 2)
        name[0] = '\0';
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (strcmp(table[i].name, name) == 0) {
            table[i].ask(probe, first, second);
            return;
        }
    }
    printf("unknown question\n");
}

int main(void)
{
    static char line[1 << 20];
    probe_state probe = {.calendar = NULL};
    if (inc_context_new(NULL, &probe.run.context) != INC_OK)
        return EXIT_FAILURE;
    while (fgets(line, sizeof(line), stdin) != NULL) {
        if (strncmp(line, "calendar ", 9) == 0)
            define(&probe, line + 9);
        else if (strncmp(line, "zone ", 5) == 0)
            name_zone(&probe, line + 5);
        else if (strncmp(line, "flush", 5) == 0)
            (void) fflush(stdout);
        else
            ask(&probe, line);
    }
    inc_zone_unref(probe.zone);
    inc_calendar_unref(probe.calendar);
    inc_context_unref(probe.run.context);
    return EXIT_SUCCESS;
}
