/* A desk in memory: an incident is logged, assigned, put on hold, resolved and confirmed, time
 * passes in between, and the ledger of its clock explains the verdict. Read this first. */
#include <incident.h>

#include <stdio.h>
#include <stdlib.h>

/* What a product keeps for as long as it runs. */
struct office {
    inc_context *context;
    inc_zone *zone;
    inc_rules *rules;
    inc_rulebook *rulebook;
    inc_memory *memory;
    inc_store *store;
    inc_desk *desk;
};

/* Every call tells whether it worked; a product would hand this to its own error handling. */
static void check(inc_context *context, inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "desk: %s: %s\n", inc_status_name(status), inc_context_error(context));
    exit(1);
}

static inc_time at(const char *text)
{
    inc_time time = INC_TIME_NONE;
    check(NULL, inc_time_parse(text, INC_ZSTR, &time));
    return time;
}

/* The library keeps no clock: each call is told what time it is. */
static void open_office(struct office *office)
{
    inc_desk_options options = {.size = sizeof options};
    inc_context *context;
    check(NULL, inc_context_new(NULL, &context));
    check(context, inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &office->zone));
    check(context, inc_preset_rules(context, INC_PRESET_SMALL, office->zone, &office->rules));
    check(context, inc_rulebook_new(context, &office->rulebook));
    check(context,
          inc_rulebook_publish(office->rulebook, office->rules, at("2026-01-01T00:00+01:00")));
    check(context, inc_memory_new(context, &office->memory));
    check(context, inc_memory_store(office->memory, context, &office->store));
    options.rulebook = office->rulebook;
    check(context, inc_desk_new(context, office->store, &options, &office->desk));
    office->context = context;
}

static void close_office(struct office *office)
{
    inc_desk_free(office->desk);
    inc_store_free(office->store);
    inc_memory_unref(office->memory);
    inc_rulebook_free(office->rulebook);
    inc_rules_unref(office->rules);
    inc_zone_unref(office->zone);
    inc_context_unref(office->context);
}

/* A command is a struct with a few members set; the desk says no where the process does. */
static void run(const struct office *office, const char *when, inc_command command)
{
    inc_status status;
    command.size = sizeof command;
    command.subject = "INC-1";
    status = inc_desk_run(office->desk, &command, at(when), NULL);
    if (status != INC_E_REFUSED)
        check(office->context, status);
    printf("%s %-8s %s\n", when, inc_command_name(command.kind),
           status == INC_OK ? "done" : inc_context_error(office->context));
}

/* What is due happens at its own instant, even when the host comes late: here the hold ran out, and
 * the clock reached its objective. A product sleeps until inc_desk_next_deadline. */
static void come_back(const struct office *office, const char *when)
{
    inc_advance_report report = {.size = sizeof report};
    check(office->context, inc_desk_advance(office->desk, at(when), NULL, &report));
    printf("%s %-8s %d facts were due\n", when, "advance", (int) report.facts);
}

/* Clocks are numbered in the order they were attached: the time to respond, the time to resolve. */
static void explain(const struct office *office, const char *when)
{
    inc_incident_view view = {.size = sizeof view};
    inc_incident *incident = NULL;
    inc_ledger *ledger = NULL;
    inc_text *text = NULL;
    check(office->context, inc_desk_look(office->desk, "INC-1", at(when), &view, &incident));
    printf("\nINC-1 is %s, P%d, solved with '%s'\n\n", inc_stage_name(view.stage),
           (int) view.priority, view.resolution);
    check(office->context, inc_incident_ledger(incident, 1, &ledger));
    check(office->context, inc_text_new(office->context, &text));
    check(office->context, inc_ledger_print(ledger, office->zone, text));
    fputs(inc_text_data(text, NULL), stdout);
    inc_text_free(text);
    inc_ledger_free(ledger);
}

int main(void)
{
    struct office office = {0};
    open_office(&office);
    run(&office, "2026-06-01T09:00+02:00",
        (inc_command){.kind = INC_COMMAND_LOG,
                      .person = "Bob",
                      .service = "mail",
                      .text = "No mail since nine",
                      .impact = 2,
                      .urgency = 1});
    run(&office, "2026-06-01T09:10+02:00",
        (inc_command){.kind = INC_COMMAND_ASSIGN, .team = "desk", .tier = 1, .person = "Ada"});
    run(&office, "2026-06-01T11:00+02:00",
        (inc_command){
            .kind = INC_COMMAND_HOLD, .reason = "caller", .expires = at("2026-06-02T10:00+02:00")});
    come_back(&office, "2026-06-02T12:00+02:00");
    run(&office, "2026-06-02T12:30+02:00",
        (inc_command){.kind = INC_COMMAND_RESOLVE, .code = "fixed", .text = "Restarted the relay"});
    run(&office, "2026-06-02T12:31+02:00", (inc_command){.kind = INC_COMMAND_CLOSE});
    run(&office, "2026-06-02T13:00+02:00",
        (inc_command){.kind = INC_COMMAND_DOCUMENT, .documentation = "The relay's queue was full"});
    run(&office, "2026-06-02T14:00+02:00",
        (inc_command){.kind = INC_COMMAND_CONFIRM, .actor = "Bob", .actor_kind = INC_ACTOR_CALLER});
    explain(&office, "2026-06-02T15:00+02:00");
    close_office(&office);
    return 0;
}
