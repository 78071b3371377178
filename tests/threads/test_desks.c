/* Two threads with a desk each on one memory store, at work on the same incidents, as TAP: nothing
 * is lost, nothing is done twice, every head is what its facts come to. */
#include <incident.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DESKS 2
#define ROUNDS 300
#define SUBJECTS 3
#define MORNING INT64_C(1780304400000000) /* Mon 2026-06-01T09:00Z */
#define STEP (7 * INC_MINUTE)

/* Stops the program with a line that says where. */
#define EXPECT(fine) expect((fine), #fine, __LINE__)

static void expect(int fine, const char *what, int line)
{
    if (fine)
        return;
    printf("not ok - line %d: %s\n", line, what);
    exit(EXIT_FAILURE);
}

typedef struct clerk {
    pthread_t thread;
    int number;
    inc_rules *rules;
    inc_memory *memory;
    atomic_int *waiting; /* clerks that are not here yet */
    int done[SUBJECTS];  /* commands that went through */
    int conflicts;
} clerk;

typedef struct desk_room {
    inc_context *context;
    inc_rulebook *rulebook;
    inc_store *store;
    inc_desk *desk;
} desk_room;

static void room_open(desk_room *room, const inc_rules *rules, inc_memory *memory)
{
    inc_desk_options options = {.size = sizeof options, .attempts = 100};

    EXPECT(inc_context_new(NULL, &room->context) == INC_OK);
    EXPECT(inc_rulebook_new(room->context, &room->rulebook) == INC_OK);
    EXPECT(inc_rulebook_publish(room->rulebook, rules, 0) == INC_OK);
    EXPECT(inc_memory_store(memory, room->context, &room->store) == INC_OK);
    options.rulebook = room->rulebook;
    EXPECT(inc_desk_new(room->context, room->store, &options, &room->desk) == INC_OK);
}

static void room_close(desk_room *room)
{
    inc_desk_free(room->desk);
    inc_store_free(room->store);
    inc_rulebook_free(room->rulebook);
    inc_context_unref(room->context);
}

static void subject_of(int index, char *id, size_t size)
{
    (void) snprintf(id, size, "INC-%d", index);
}

static void log_all(inc_desk *desk)
{
    int i;

    for (i = 0; i < SUBJECTS; i++) {
        inc_command command = {.size = sizeof command, .kind = INC_COMMAND_LOG};
        char id[16];
        subject_of(i, id, sizeof id);
        command.subject = id;
        command.impact = command.urgency = 1 + i;
        EXPECT(inc_desk_run(desk, &command, MORNING, NULL) == INC_OK);
    }
}

/* A command of a round; hold and release meet those of the other clerk. */
static void fill(inc_command *command, int number, int round)
{
    static const int32_t kinds[] = {INC_COMMAND_NOTE, INC_COMMAND_HOLD, INC_COMMAND_ASSIGN,
                                    INC_COMMAND_RELEASE, INC_COMMAND_WORK};

    command->kind = kinds[(round + number) % 5];
    if (command->kind == INC_COMMAND_NOTE)
        command->text = "called back";
    if (command->kind == INC_COMMAND_ASSIGN)
        command->person = number == 0 ? "ann" : "bob";
    if (command->kind == INC_COMMAND_HOLD || command->kind == INC_COMMAND_RELEASE)
        command->reason = "caller";
}

static void work_round(clerk *self, inc_desk *desk, int round)
{
    inc_command command = {.size = sizeof command};
    inc_advance_report report = {.size = sizeof report};
    char id[16], commit[32];
    inc_time now = MORNING + round * STEP;
    inc_status status;
    int subject = round % SUBJECTS;

    subject_of(subject, id, sizeof id);
    (void) snprintf(commit, sizeof commit, "%d-%d", self->number, round);
    fill(&command, self->number, round);
    command.subject = id;
    command.commit = commit;
    status = inc_desk_run(desk, &command, now, NULL);
    EXPECT(status == INC_OK || status == INC_E_REFUSED);
    self->done[subject] += status == INC_OK;
    EXPECT(inc_desk_advance(desk, now, NULL, &report) == INC_OK);
    self->conflicts += report.conflicts;
    if (round % 10 == self->number)
        EXPECT(inc_desk_verify(desk, NULL, NULL) == INC_OK);
}

static void *work(void *user)
{
    clerk *self = user;
    desk_room own;
    int round;

    room_open(&own, self->rules, self->memory);
    atomic_fetch_sub(self->waiting, 1);
    while (atomic_load(self->waiting) > 0)
        continue;
    for (round = 0; round < ROUNDS; round++)
        work_round(self, own.desk, round);
    room_close(&own);
    return NULL;
}

/* Facts of an incident that carry a commit's name of a clerk, and firings that are there twice. */
static void count_facts(inc_incident *incident, int number, int *named, int *twice)
{
    const inc_event *event, *other;
    size_t i, j;

    *named = *twice = 0;
    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++) {
        const char *commit = inc_event_text(event, INC_EVENT_COMMIT, NULL);
        int64_t kind = inc_event_integer(event, INC_EVENT_KIND);
        int settled = inc_event_integer(event, INC_EVENT_ACTOR_KIND) == INC_ACTOR_SYSTEM;
        *named += !settled && commit[0] == '0' + number;
        for (j = 0; kind == INC_FACT_FIRED && j < i; j++) {
            (void) inc_incident_event(incident, j, &other);
            *twice += inc_event_integer(other, INC_EVENT_KIND) == kind &&
                      strcmp(inc_event_text(other, INC_EVENT_CODE_1, NULL),
                             inc_event_text(event, INC_EVENT_CODE_1, NULL)) == 0 &&
                      strcmp(inc_event_text(other, INC_EVENT_CODE_2, NULL),
                             inc_event_text(event, INC_EVENT_CODE_2, NULL)) == 0 &&
                      inc_event_integer(other, INC_EVENT_INTEGER_1) ==
                          inc_event_integer(event, INC_EVENT_INTEGER_1) &&
                      inc_event_integer(other, INC_EVENT_INTEGER_2) ==
                          inc_event_integer(event, INC_EVENT_INTEGER_2);
        }
    }
}

static int report_line(int number, const char *name, int fine)
{
    printf("%s %d - %s\n", fine ? "ok" : "not ok", number, name);
    return !fine;
}

static int check(inc_desk *desk, const clerk *clerks)
{
    inc_walk_report report = {.size = sizeof report};
    int lost = 0, doubled = 0, subject, i;

    for (subject = 0; subject < SUBJECTS; subject++) {
        inc_incident *incident = NULL;
        char id[16];
        subject_of(subject, id, sizeof id);
        EXPECT(inc_desk_look(desk, id, MORNING + ROUNDS * STEP, NULL, &incident) == INC_OK);
        for (i = 0; i < DESKS; i++) {
            int named, twice;
            count_facts(incident, i, &named, &twice);
            lost += named != clerks[i].done[subject];
            doubled += twice;
        }
    }
    EXPECT(inc_desk_verify(desk, NULL, &report) == INC_OK);
    for (i = 0; i < DESKS; i++)
        EXPECT(clerks[i].done[0] > 0 && clerks[i].done[1] > 0 && clerks[i].done[2] > 0);
    return report_line(1, "nothing is lost, nothing is there twice", lost == 0) +
           report_line(2, "each timer fires once", doubled == 0) +
           report_line(3, "every head is what its facts come to", report.changed == 0);
}

int main(void)
{
    clerk clerks[DESKS];
    inc_memory *memory = NULL;
    inc_rules *rules = NULL;
    inc_zone *zone = NULL;
    inc_context *context = NULL;
    atomic_int waiting = DESKS;
    desk_room own;
    int i, failed;

    printf("1..3\n");
    EXPECT(inc_context_new(NULL, &context) == INC_OK);
    EXPECT(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone) == INC_OK);
    EXPECT(inc_preset_rules(context, INC_PRESET_SMALL, zone, &rules) == INC_OK);
    EXPECT(inc_memory_new(context, &memory) == INC_OK);
    room_open(&own, rules, memory);
    log_all(own.desk);
    for (i = 0; i < DESKS; i++) {
        clerks[i] = (clerk){.number = i, .rules = rules, .memory = memory, .waiting = &waiting};
        EXPECT(pthread_create(&clerks[i].thread, NULL, work, &clerks[i]) == 0);
    }
    for (i = 0; i < DESKS; i++)
        EXPECT(pthread_join(clerks[i].thread, NULL) == 0);
    failed = check(own.desk, clerks);
    printf("# %d and %d advances met a conflict\n", clerks[0].conflicts, clerks[1].conflicts);
    room_close(&own);
    inc_memory_unref(memory);
    inc_rules_unref(rules);
    inc_zone_unref(zone);
    inc_context_unref(context);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
