/* A simulated service desk: prints an event log as ServiceNow exports it. The same seed gives the
 * same bytes everywhere: own random numbers, integers only. `--help` tells the arguments.
 *
 * Incidents come in by office hours and seasons, are assigned, reassigned, put on hold, resolved,
 * sometimes reopened, and closed five days later. The desk works Monday to Friday 08:00-18:00 in
 * Brussels, and its made_sla follows data/rules.json: opened to resolved, holds not counted. */
#include <incident.h>

#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIMULATE_EVENTS = 64 };

static const char simulate_help[] =
    "Usage: simulate [--incidents N] [--seed N] [--days N] [--dirt N]\n\n"
    "Prints a simulated event log as CSV, with the columns of a ServiceNow export.\n\n"
    "  --incidents N  how many (default 2000)\n"
    "  --seed N       of the random numbers (default 1); the same seed, the same log\n"
    "  --days N       span in which they are opened, from 2026-01-05 (default 120)\n"
    "  --dirt N       bad rows in 10,000 (default 0)\n";

static const char simulate_header[] =
    "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,"
    "opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,"
    "location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,"
    "assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,"
    "closed_code,resolved_by,resolved_at,closed_at";

struct simulate_event {
    const char *state;
    inc_time at;
    int reassignments;
    int reopens;
    int group;
};

struct simulate {
    uint64_t random;
    long incidents;
    long days;
    long dirt;
    inc_context *context;
    inc_calendar *desk;
};

struct simulate_incident {
    long number;
    inc_time opened;
    inc_time resolved;
    int impact;
    int urgency;
    int priority;
    bool made_sla;
    inc_duration worked; /* counted by the desk's own clock */
    int caller;
    int category;
    struct simulate_event events[SIMULATE_EVENTS];
    int count;
};

static void simulate_must(inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "simulate: the library answered %s\n", inc_status_name(status));
    exit(3);
}

/* SplitMix64. Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014. */
static uint64_t simulate_random(struct simulate *simulate)
{
    uint64_t z = simulate->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* 0 to limit - 1. */
static int simulate_below(struct simulate *simulate, int limit)
{
    return (int) (simulate_random(simulate) % (uint64_t) limit);
}

static bool simulate_chance(struct simulate *simulate, int percent)
{
    return simulate_below(simulate, 100) < percent;
}

/* Minutes around a scale, most of them short, a few very long: a product of three draws. */
static inc_duration simulate_minutes(struct simulate *simulate, int scale)
{
    int64_t product = 1;
    for (int i = 0; i < 3; i++)
        product *= 1 + simulate_below(simulate, 1000);
    return (1 + scale * (product / 1000000) / 250) * INC_MINUTE;
}

static inc_calendar *simulate_calendar(inc_context *context)
{
    const inc_hours hours = {8 * 3600, 18 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    simulate_must(inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
    simulate_must(inc_calendar_builder_new(context, zone, &builder));
    for (int32_t day = INC_MONDAY; day <= INC_FRIDAY; day++)
        simulate_must(inc_calendar_builder_weekly(builder, day, &hours));
    simulate_must(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

/* How likely a minute is to bring an incident, in percent: mornings of working days most, Mondays
 * more than Fridays, the weeks of late summer less. */
static int simulate_load(inc_time at)
{
    static const int by_hour[24] = {2,  2,  1,  1,  2,  5,  20, 60, 95, 100, 90, 70,
                                    55, 70, 80, 70, 50, 30, 15, 10, 8,  6,   4,  3};
    static const int by_weekday[8] = {0, 100, 85, 80, 80, 70, 8, 5};
    inc_civil civil = {0};
    inc_date date = INC_DATE_NONE;
    int load;
    simulate_must(inc_time_to_civil(at, &civil));
    simulate_must(inc_date_from_ymd(civil.year, civil.month, civil.day, &date));
    load = by_hour[civil.hour] * by_weekday[inc_date_weekday(date)] / 100;
    return civil.month == 8 ? load * 6 / 10 : load;
}

static inc_time simulate_arrival(struct simulate *simulate)
{
    inc_time start = INC_TIME_NONE;
    inc_civil first = {.year = 2026, .month = 1, .day = 5};
    simulate_must(inc_time_from_civil(&first, &start));
    for (;;) {
        uint64_t minutes = (uint64_t) simulate->days * 1440;
        inc_time at = start + (inc_time) (simulate_random(simulate) % minutes) * INC_MINUTE;
        if (simulate_chance(simulate, simulate_load(at)))
            return at;
    }
}

static int simulate_compare(const void *left, const void *right)
{
    inc_time a = *(const inc_time *) left;
    inc_time b = *(const inc_time *) right;
    return (a > b) - (a < b);
}

static void simulate_classify(struct simulate *simulate, struct simulate_incident *incident)
{
    static const int matrix[3][3] = {{1, 2, 3}, {2, 3, 4}, {3, 4, 4}};
    int impact = simulate_below(simulate, 100), urgency = simulate_below(simulate, 100);
    incident->impact = impact < 5 ? 1 : impact < 85 ? 2 : 3;
    incident->urgency = urgency < 8 ? 1 : urgency < 85 ? 2 : 3;
    incident->priority = matrix[incident->impact - 1][incident->urgency - 1];
    incident->caller = 1 + simulate_below(simulate, 900);
    incident->category = 1 + simulate_below(simulate, 40);
}

static struct simulate_event *simulate_append(struct simulate_incident *incident, const char *state,
                                              inc_time at)
{
    struct simulate_event *event = &incident->events[incident->count];
    if (incident->count > 0)
        *event = event[-1];
    event->state = state;
    event->at = at - at % INC_MINUTE;
    incident->count++;
    return event;
}

/* The desk works on it for some minutes of its own time. */
static inc_time simulate_work(struct simulate *simulate, struct simulate_incident *incident,
                              inc_time at, int scale)
{
    inc_duration minutes = simulate_minutes(simulate, scale);
    inc_time done = at;
    simulate_must(inc_calendar_add(simulate->desk, at, minutes, &done));
    incident->worked += minutes;
    return done;
}

/* The caller answers after some hours of anybody's time; the clock stands still. */
static inc_time simulate_hold(struct simulate *simulate, struct simulate_incident *incident,
                              inc_time at, int group)
{
    static const char *const reasons[] = {"Awaiting User Info", "Awaiting User Info",
                                          "Awaiting Vendor", "Awaiting Problem"};
    const char *reason = reasons[simulate_below(simulate, 4)];
    simulate_append(incident, reason, at)->group = group;
    at += simulate_minutes(simulate, 2000);
    simulate_append(incident, "Active", at);
    return at - at % INC_MINUTE;
}

/* From in the queue to resolved. */
static inc_time simulate_solve(struct simulate *simulate, struct simulate_incident *incident,
                               inc_time at)
{
    static const int scales[5] = {0, 300, 500, 900, 1500};
    int steps = 1 + simulate_below(simulate, 3);
    for (int i = 0; i < steps; i++) {
        struct simulate_event *event;
        at = simulate_work(simulate, incident, at, scales[incident->priority] / steps);
        event = simulate_append(incident, "Active", at);
        if (simulate_chance(simulate, i == 0 ? 25 : 40)) {
            event->group = 1 + simulate_below(simulate, 12);
            event->reassignments++;
        }
        if (simulate_chance(simulate, 15))
            at = simulate_hold(simulate, incident, at, event->group);
    }
    at = simulate_work(simulate, incident, at, 60);
    simulate_append(incident, "Resolved", at);
    return at;
}

static void simulate_live(struct simulate *simulate, struct simulate_incident *incident)
{
    static const inc_duration targets[5] = {0, 4, 8, 24, 40};
    inc_time at = incident->opened;
    struct simulate_event *event;
    at += simulate_below(simulate, 10) * INC_MINUTE;
    simulate_must(inc_calendar_between(simulate->desk, incident->opened, at, &incident->worked));
    event = simulate_append(incident, "New", at);
    event->group = 1 + simulate_below(simulate, 12);
    if (simulate_chance(simulate, 2))
        simulate_append(incident, "-100", at);
    at = simulate_solve(simulate, incident, at);
    while (simulate_chance(simulate, 4) && incident->count < SIMULATE_EVENTS - 16) {
        at += simulate_minutes(simulate, 1500);
        simulate_append(incident, "Active", at)->reopens++;
        at = simulate_solve(simulate, incident, at);
    }
    incident->resolved = at - at % INC_MINUTE;
    incident->made_sla = incident->worked <= targets[incident->priority] * INC_HOUR;
    simulate_append(incident, "Closed", at + 5 * 24 * INC_HOUR);
}

static void simulate_print_time(inc_time at)
{
    inc_civil civil = {0};
    simulate_must(inc_time_to_civil(at, &civil));
    printf("%d/%d/%d %02d:%02d", (int) civil.day, (int) civil.month, (int) civil.year,
           (int) civil.hour, (int) civil.minute);
}

static void simulate_print(const struct simulate_incident *incident, int index)
{
    static const char *const levels[] = {"", "1 - High", "2 - Medium", "3 - Low"};
    static const char *const priorities[] = {"", "1 - Critical", "2 - High", "3 - Moderate",
                                             "4 - Low"};
    const struct simulate_event *event = &incident->events[index];
    bool is_closed = index == incident->count - 1;
    printf("INC%07ld,%s,%s,%d,%d,%d,%s,Caller %d,Opened by %d,", incident->number, event->state,
           is_closed ? "false" : "true", event->reassignments, event->reopens, index,
           !is_closed || incident->made_sla ? "true" : "false", incident->caller,
           incident->caller % 30);
    simulate_print_time(incident->opened);
    printf(",Created by %d,", incident->caller % 25);
    simulate_print_time(incident->events[0].at);
    printf(",Updated by %d,", event->group * 7 + index % 3);
    simulate_print_time(event->at);
    printf(",Phone,Location %d,Category %d,Subcategory %d,Symptom %d,?,%s,%s,%s,Group %d,"
           "Resolver %d,true,false,Do Not Notify,?,?,?,?,code %d,Resolved by %d,",
           incident->caller % 60, incident->category, incident->category * 3,
           incident->category * 5, levels[incident->impact], levels[incident->urgency],
           priorities[incident->priority], event->group, event->group * 9,
           1 + incident->category % 9, event->group * 9);
    simulate_print_time(incident->resolved);
    putchar(',');
    simulate_print_time(incident->events[incident->count - 1].at);
    putchar('\n');
}

/* A row that no reader should swallow, in place of a good one. */
static void simulate_print_dirt(struct simulate *simulate, const struct simulate_incident *incident)
{
    long number = incident->number;
    switch (simulate_below(simulate, 5)) {
    case 0:
        printf("INC%07ld,Active,true,0\n", number);
        break;
    case 1:
        printf("INC%07ld,\"Active,true,0,0,1,true,no quote closes this\n", number);
        break;
    case 2:
        printf(
            ",Active,true,0,0,1,true,,,1/1/2026 08:00,,,,1/1/2026 08:00,,,,,,,,,,,,,,,,,,,,,,\n");
        break;
    case 3:
        printf("INC%07ld,Active,true,x,0,1,maybe,,,31/2/2026 08:00,,,,1/13/2026 08:00,,,,,,,"
               "9 - What,2 - Medium,3 - Moderate,,,,,,,,,,,,,\n",
               number);
        break;
    default:
        printf("INC%07ld,?,true,0,0,1,true,,,1/1/2026 08:00,,,,?,,,,,,,,,,,,,,,,,,,,,soon,\n",
               number);
        break;
    }
}

static void simulate_run(struct simulate *simulate)
{
    size_t count = (size_t) simulate->incidents;
    inc_time *arrivals = calloc(count, sizeof *arrivals);
    if (!arrivals)
        simulate_must(INC_E_NOMEM);
    for (size_t i = 0; i < count; i++)
        arrivals[i] = simulate_arrival(simulate);
    qsort(arrivals, count, sizeof *arrivals, simulate_compare);
    puts(simulate_header);
    for (size_t i = 0; i < count; i++) {
        struct simulate_incident incident = {.number = (long) i + 1, .opened = arrivals[i]};
        simulate_classify(simulate, &incident);
        simulate_live(simulate, &incident);
        for (int event = 0; event < incident.count; event++) {
            simulate_print(&incident, event);
            if (simulate_below(simulate, 10000) < simulate->dirt)
                simulate_print_dirt(simulate, &incident);
        }
    }
    free(arrivals);
}

static bool simulate_number(const char *text, long least, long most, long *number)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < least || value > most) {
        fprintf(stderr, "simulate: '%s' is no number from %ld to %ld\n", text, least, most);
        return false;
    }
    *number = value;
    return true;
}

static bool simulate_take(struct simulate *simulate, int option, const char *value)
{
    long seed = 0;
    switch (option) {
    case 'i':
        return simulate_number(value, 1, 10000000, &simulate->incidents);
    case 's':
        if (!simulate_number(value, 0, 2147483647, &seed))
            return false;
        simulate->random = (uint64_t) seed;
        return true;
    case 'd':
        return simulate_number(value, 1, 36500, &simulate->days);
    case 'b':
        return simulate_number(value, 0, 10000, &simulate->dirt);
    default:
        fputs("simulate: unknown option, or one without its value (see simulate --help)\n", stderr);
        return false;
    }
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"incidents", required_argument, NULL, 'i'},
                                            {"seed", required_argument, NULL, 's'},
                                            {"days", required_argument, NULL, 'd'},
                                            {"dirt", required_argument, NULL, 'b'},
                                            {"help", no_argument, NULL, 'H'},
                                            {NULL, 0, NULL, 0}};
    struct simulate simulate = {.random = 1, .incidents = 2000, .days = 120};
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == 'H') {
            fputs(simulate_help, stdout);
            return 0;
        }
        if (!simulate_take(&simulate, option, optarg))
            return 2;
    }
    if (optind < argc) {
        fprintf(stderr, "simulate: unexpected argument '%s'\n", argv[optind]);
        return 2;
    }
    simulate_must(inc_context_new(NULL, &simulate.context));
    simulate.desk = simulate_calendar(simulate.context);
    simulate_run(&simulate);
    inc_calendar_unref(simulate.desk);
    inc_context_unref(simulate.context);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 3;
}
