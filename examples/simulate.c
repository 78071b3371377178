/* A simulated service desk: prints an event log as ServiceNow exports it. The same seed gives the
 * same bytes everywhere. `--help` tells the arguments.
 *
 * Incidents come in by office hours and seasons, are assigned, reassigned, put on hold, resolved,
 * sometimes reopened, and closed five days later. The desk works Monday to Friday 08:00-18:00 in
 * Brussels, and its made_sla follows data/rules.json: opened to resolved, holds not counted. */
#include "world.h"

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
    struct world world;
    long seed;
    long incidents;
    long days;
    long dirt;
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

static void simulate_classify(struct simulate *simulate, struct simulate_incident *incident)
{
    static const int matrix[3][3] = {{1, 2, 3}, {2, 3, 4}, {3, 4, 4}};
    int impact = world_below(&simulate->world, 100), urgency = world_below(&simulate->world, 100);
    incident->impact = impact < 5 ? 1 : impact < 85 ? 2 : 3;
    incident->urgency = urgency < 8 ? 1 : urgency < 85 ? 2 : 3;
    incident->priority = matrix[incident->impact - 1][incident->urgency - 1];
    incident->caller = 1 + world_below(&simulate->world, 900);
    incident->category = 1 + world_below(&simulate->world, 40);
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
    inc_duration minutes = world_minutes(&simulate->world, scale);
    inc_time done = at;
    world_must(inc_calendar_add(simulate->world.desk, at, minutes, &done));
    incident->worked += minutes;
    return done;
}

/* The caller answers after some hours of anybody's time; the clock stands still. */
static inc_time simulate_hold(struct simulate *simulate, struct simulate_incident *incident,
                              inc_time at, int group)
{
    static const char *const reasons[] = {"Awaiting User Info", "Awaiting User Info",
                                          "Awaiting Vendor", "Awaiting Problem"};
    const char *reason = reasons[world_below(&simulate->world, 4)];
    simulate_append(incident, reason, at)->group = group;
    at += world_minutes(&simulate->world, 2000);
    simulate_append(incident, "Active", at);
    return at - at % INC_MINUTE;
}

/* From in the queue to resolved. */
static inc_time simulate_solve(struct simulate *simulate, struct simulate_incident *incident,
                               inc_time at)
{
    static const int scales[5] = {0, 300, 500, 900, 1500};
    int steps = 1 + world_below(&simulate->world, 3);
    for (int i = 0; i < steps; i++) {
        struct simulate_event *event;
        at = simulate_work(simulate, incident, at, scales[incident->priority] / steps);
        event = simulate_append(incident, "Active", at);
        if (world_chance(&simulate->world, i == 0 ? 25 : 40)) {
            event->group = 1 + world_below(&simulate->world, 12);
            event->reassignments++;
        }
        if (world_chance(&simulate->world, 15))
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
    at += world_below(&simulate->world, 10) * INC_MINUTE;
    world_must(inc_calendar_between(simulate->world.desk, incident->opened, at, &incident->worked));
    event = simulate_append(incident, "New", at);
    event->group = 1 + world_below(&simulate->world, 12);
    if (world_chance(&simulate->world, 2))
        simulate_append(incident, "-100", at);
    at = simulate_solve(simulate, incident, at);
    while (world_chance(&simulate->world, 4) && incident->count < SIMULATE_EVENTS - 16) {
        at += world_minutes(&simulate->world, 1500);
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
    world_must(inc_time_to_civil(at, &civil));
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
    switch (world_below(&simulate->world, 5)) {
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
    inc_time *arrivals = world_arrivals(&simulate->world, count);
    puts(simulate_header);
    for (size_t i = 0; i < count; i++) {
        struct simulate_incident incident = {.number = (long) i + 1, .opened = arrivals[i]};
        simulate_classify(simulate, &incident);
        simulate_live(simulate, &incident);
        for (int event = 0; event < incident.count; event++) {
            simulate_print(&incident, event);
            if (world_below(&simulate->world, 10000) < simulate->dirt)
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
    switch (option) {
    case 'i':
        return simulate_number(value, 1, 10000000, &simulate->incidents);
    case 's':
        return simulate_number(value, 0, 2147483647, &simulate->seed);
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
    struct simulate simulate = {.seed = 1, .incidents = 2000, .days = 120};
    inc_context *context = NULL;
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
    world_must(inc_context_new(NULL, &context));
    world_open(&simulate.world, context, (uint64_t) simulate.seed, simulate.days);
    simulate_run(&simulate);
    world_close(&simulate.world);
    inc_context_unref(context);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 3;
}
