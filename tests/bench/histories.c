/* Histories to fold: read from event lines, or made up. */
#include "histories.h"

#include <incident/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HISTORIES_START INT64_C(1767571200000000) /* Mon 2026-01-05T00:00Z */

void histories_must(inc_context *context, inc_status status, const char *what)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "bench: %s: %s: %s\n", what, inc_status_name(status),
            context != NULL ? inc_context_error(context) : "");
    exit(1);
}

static void *histories_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity > 0 ? 2 * *capacity : 1024;
    items = realloc(items, *capacity * size);
    histories_must(NULL, items != NULL ? INC_OK : INC_E_NOMEM, "histories");
    return items;
}

static void histories_first(histories *made)
{
    made->firsts =
        histories_grow(made->firsts, made->incidents, &made->firsts_capacity, sizeof *made->firsts);
    made->firsts[made->incidents] = made->count;
}

/* Takes the event over. */
static void histories_add(histories *made, inc_event *event)
{
    const inc_event *before = made->count > 0 ? made->events[made->count - 1] : NULL;
    inc_time happened = inc_event_integer(event, INC_EVENT_HAPPENED);

    if (before == NULL || strcmp(inc_event_text(before, INC_EVENT_SUBJECT, NULL),
                                 inc_event_text(event, INC_EVENT_SUBJECT, NULL)) != 0) {
        histories_first(made);
        made->incidents++;
    }
    made->events = histories_grow(made->events, made->count, &made->capacity, sizeof event);
    made->events[made->count++] = event;
    if (made->first == INC_TIME_NONE || happened < made->first)
        made->first = happened;
    if (made->last == INC_TIME_NONE || happened > made->last)
        made->last = happened;
}

typedef struct histories_fact {
    int32_t kind;
    int32_t minutes; /* after the one before */
    const char *code;
    const char *team;
    int32_t tier;
} histories_fact;

static const histories_fact histories_life[] = {
    {INC_FACT_LOGGED, 0, "phone", NULL, 0},      {INC_FACT_CLASSIFIED, 4, NULL, NULL, 0},
    {INC_FACT_ASSIGNED, 11, NULL, "desk", 1},    {INC_FACT_HELD, 37, "caller", NULL, 0},
    {INC_FACT_RELEASED, 180, "caller", NULL, 0}, {INC_FACT_ASSIGNED, 25, NULL, "network", 2},
    {INC_FACT_RESOLVED, 240, "fixed", NULL, 0},  {INC_FACT_CLOSED, 4320, "done", NULL, 0}};

static void histories_make_event(histories *made, inc_event_builder *builder, size_t index,
                                 const histories_fact *fact, inc_time at)
{
    char subject[32];
    inc_event *event = NULL;

    snprintf(subject, sizeof subject, "INC-%07zu", index);
    inc_event_builder_clear(builder);
    (void) inc_event_builder_text(builder, INC_EVENT_SUBJECT, subject, INC_ZSTR);
    (void) inc_event_builder_integer(builder, INC_EVENT_KIND, fact->kind);
    (void) inc_event_builder_integer(builder, INC_EVENT_HAPPENED, at);
    (void) inc_event_builder_integer(builder, INC_EVENT_TIER, fact->tier);
    if (fact->code != NULL)
        (void) inc_event_builder_text(builder, INC_EVENT_CODE_1, fact->code, INC_ZSTR);
    if (fact->team != NULL)
        (void) inc_event_builder_text(builder, INC_EVENT_TEAM, fact->team, INC_ZSTR);
    if (fact->kind == INC_FACT_CLASSIFIED) {
        (void) inc_event_builder_integer(builder, INC_EVENT_INTEGER_1, (int64_t) (1 + index % 3));
        (void) inc_event_builder_integer(builder, INC_EVENT_INTEGER_2,
                                         (int64_t) (1 + index / 3 % 3));
    }
    histories_must(made->context, inc_event_builder_build(builder, &event), "event");
    histories_add(made, event);
}

void histories_make(histories *made, inc_context *context, size_t incidents)
{
    inc_event_builder *builder = NULL;
    inc_zone *zone = NULL;
    size_t i, j;

    *made = (histories){.context = context, .first = INC_TIME_NONE, .last = INC_TIME_NONE};
    histories_must(context, inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &zone),
                   "zone");
    histories_must(context, inc_preset_rules(context, INC_PRESET_SMALL, zone, &made->rules),
                   "preset");
    histories_must(context, inc_event_builder_new(context, &builder), "builder");
    for (i = 0; i < incidents; i++) {
        inc_time at = HISTORIES_START + (inc_time) (i * 7 % 500000) * INC_MINUTE;
        for (j = 0; j < sizeof histories_life / sizeof histories_life[0]; j++) {
            at += (inc_time) histories_life[j].minutes * INC_MINUTE;
            histories_make_event(made, builder, i, &histories_life[j], at);
        }
    }
    histories_first(made);
    inc_event_builder_free(builder);
    inc_zone_unref(zone);
}

static char *histories_file(inc_context *context, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long length = 0;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 &&
        fseek(file, 0, SEEK_SET) == 0)
        text = malloc((size_t) length + 1);
    histories_must(context, text != NULL ? INC_OK : INC_E_IO, path);
    *size = fread(text, 1, (size_t) length, file);
    text[*size] = '\0';
    fclose(file);
    return text;
}

void histories_read(histories *made, inc_context *context, const char *rules, const char *events)
{
    size_t size, at = 0;
    char *text = histories_file(context, rules, &size);

    *made = (histories){.context = context, .first = INC_TIME_NONE, .last = INC_TIME_NONE};
    histories_must(context, inc_json_read_rules(context, text, size, NULL, &made->rules), rules);
    free(text);
    text = histories_file(context, events, &size);
    while (at < size) {
        size_t length = strcspn(text + at, "\n");
        inc_event *event = NULL;
        histories_must(context, inc_json_read_event(context, text + at, length, NULL, &event),
                       events);
        histories_add(made, event);
        at += length + 1;
    }
    histories_first(made);
    free(text);
}

void histories_free(histories *made)
{
    size_t i;

    for (i = 0; i < made->count; i++)
        inc_event_unref(made->events[i]);
    free(made->events);
    free(made->firsts);
    inc_rules_unref(made->rules);
}

int64_t histories_fold(const histories *made, inc_incident *incident)
{
    inc_incident_view view = {.size = sizeof view};
    int64_t sum = 0;
    size_t i, j;

    for (i = 0; i < made->incidents; i++) {
        inc_incident_clear(incident);
        for (j = made->firsts[i]; j < made->firsts[i + 1]; j++)
            histories_must(made->context, inc_incident_apply(incident, made->events[j]), "apply");
        histories_must(made->context, inc_incident_look(incident, made->last, INC_TIME_NONE, &view),
                       "look");
        sum += view.stage + view.breached * 8 + view.reopens * 16;
    }
    return sum;
}
