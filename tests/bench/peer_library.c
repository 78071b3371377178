/* The library's side of the race against its peers. All sides read the same sample and obey the
 * same words on standard input; bench_peers.py tells what they are. */
#define _POSIX_C_SOURCE 200809L

#include <incident.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PEER_MOST 20000
/* Calls between two looks at the clock, which costs as much as many of them. */
#define PEER_STRETCH 100000
#define PEER_ENOUGH 2e7

static inc_time peer_start[PEER_MOST], peer_from[PEER_MOST], peer_to[PEER_MOST];
static int64_t peer_result[PEER_MOST];
static size_t peer_starts, peer_spans;

static void peer_check(inc_status status, const char *what)
{
    if (status == INC_OK)
        return;
    fprintf(stderr, "peer_library: %s: %s\n", what, inc_status_name(status));
    exit(2);
}

static void peer_holiday(inc_calendar_builder *builder, const char *text)
{
    inc_exception holiday = {.size = sizeof holiday, .scope = INC_SCOPE_DATE};
    int year = 0, month = 0, day = 0;

    if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
        peer_check(INC_E_FORMAT, text);
    peer_check(inc_date_from_ymd(year, month, day, &holiday.from), text);
    peer_check(inc_calendar_builder_except(builder, &holiday), text);
}

static void peer_line(inc_calendar_builder *builder, const char *line)
{
    long long a, b;

    if (strncmp(line, "holiday ", 8) == 0) {
        peer_holiday(builder, line + 8);
    } else if (sscanf(line, "start %lld", &a) == 1 && peer_starts < PEER_MOST) {
        peer_start[peer_starts++] = a * INC_SECOND;
    } else if (sscanf(line, "span %lld %lld", &a, &b) == 2 && peer_spans < PEER_MOST) {
        peer_from[peer_spans] = a * INC_SECOND;
        peer_to[peer_spans++] = b * INC_SECOND;
    } else {
        peer_check(INC_E_FORMAT, line);
    }
}

static inc_calendar *peer_read(inc_context *context, const char *path)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    FILE *file = fopen(path, "r");
    char line[100];
    int32_t i;

    peer_check(file != NULL ? INC_OK : INC_E_IO, path);
    peer_check(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), "zone");
    peer_check(inc_calendar_builder_new(context, zone, &builder), "builder");
    for (i = INC_MONDAY; i <= INC_FRIDAY; i++)
        peer_check(inc_calendar_builder_weekly(builder, i, &hours), "hours");
    while (fgets(line, sizeof line, file))
        peer_line(builder, line);
    fclose(file);
    peer_check(inc_calendar_builder_build(builder, &calendar), "calendar");
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

static void peer_add(const inc_calendar *calendar)
{
    inc_status failed = INC_OK;
    size_t i;

    for (i = 0; i < peer_starts; i++)
        failed |= inc_calendar_add(calendar, peer_start[i], 8 * INC_HOUR, &peer_result[i]);
    peer_check(failed, "add");
}

static void peer_between(const inc_calendar *calendar)
{
    inc_status failed = INC_OK;
    size_t i;

    for (i = 0; i < peer_spans; i++)
        failed |= inc_calendar_between(calendar, peer_from[i], peer_to[i], &peer_result[i]);
    peer_check(failed, "between");
}

static double peer_now(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

/* Prints the nanoseconds of one call. */
static void peer_time(const inc_calendar *calendar, void (*run)(const inc_calendar *), size_t count)
{
    double start = peer_now(), spent = 0, calls = 0;

    while (spent < PEER_ENOUGH) {
        size_t done = 0;
        for (; done < PEER_STRETCH; done += count)
            run(calendar);
        calls += (double) done;
        spent = peer_now() - start;
    }
    printf("%.3f\n", spent / calls);
}

static void peer_answers(const inc_calendar *calendar)
{
    size_t i;

    peer_add(calendar);
    for (i = 0; i < peer_starts; i++)
        printf("%lld ", (long long) (peer_result[i] / INC_SECOND));
    peer_between(calendar);
    for (i = 0; i < peer_spans; i++)
        printf("%lld ", (long long) (peer_result[i] / (60 * INC_SECOND)));
    printf("\n");
}

int main(int argc, char **argv)
{
    inc_context *context = NULL;
    inc_calendar *calendar;
    char word[100];

    if (argc != 2) {
        fputs("usage: peer_library SAMPLE\n", stderr);
        return 2;
    }
    peer_check(inc_context_new(NULL, &context), "context");
    calendar = peer_read(context, argv[1]);
    while (fgets(word, sizeof word, stdin)) {
        if (strcmp(word, "add\n") == 0)
            peer_time(calendar, peer_add, peer_starts);
        else if (strcmp(word, "between\n") == 0)
            peer_time(calendar, peer_between, peer_spans);
        else
            peer_answers(calendar);
        fflush(stdout);
    }
    inc_calendar_unref(calendar);
    inc_context_unref(context);
    return 0;
}
