/* Folds event lines, the facts of each incident in the order of the file and in random orders of
 * arrival: everything there is to see must be the same to the last byte. Prints sums as JSON.
 *
 * usage: refold RULES.json|large|small EVENTS.jsonl SEED     (large, small: the presets) */
#include <incident.h>
#include <incident/json.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REFOLD_SHUFFLES = 3, REFOLD_KINDS = 256, REFOLD_POLICIES = 16, REFOLD_LINE = 65536 };

struct refold {
    inc_context *context;
    inc_rules *rules;
    inc_incident *incident;
    inc_event **events;
    size_t count;
    size_t capacity;
    inc_time last;
    uint64_t random;
    uint64_t incidents;
    uint64_t reopens;
    uint64_t facts[REFOLD_KINDS];
    uint64_t findings[REFOLD_KINDS]; /* incidents that have it */
    uint64_t derived[REFOLD_KINDS];
    uint64_t stages[INC_STAGE_CANCELLED + 1];
    uint64_t verdicts[REFOLD_POLICIES][4];
};

static void refold_must(struct refold *refold, inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "refold: %s: %s\n", inc_status_name(status),
            inc_context_error(refold->context));
    exit(3);
}

__attribute__((format(printf, 2, 3))) static void refold_print(inc_text *text, const char *format,
                                                               ...)
{
    char line[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (inc_text_append(text, line, INC_ZSTR) != INC_OK)
        exit(3);
}

static void refold_dump_view(const inc_incident_view *v, inc_text *text)
{
    const int32_t numbers[] = {v->stage,         v->priority,    v->impact,     v->urgency,
                               v->overridden,    v->tier,        v->held,       v->breached,
                               v->confirmation,  v->documented,  v->converted,  v->reopens,
                               v->reassignments, v->escalations, v->hierarchic, v->implied,
                               v->redacted,      v->migrations};
    const int64_t times[] = {v->sequence,  v->effort,       v->occurred,     v->detected,
                             v->logged,    v->acknowledged, v->restored,     v->first_restored,
                             v->resolved,  v->confirmed,    v->closed,       v->cancelled,
                             v->updated,   v->confirm_by,   v->reopen_until, v->due,
                             v->breach_at, v->next};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        refold_print(text, " %" PRId32, numbers[i]);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        refold_print(text, " %" PRId64, times[i]);
    refold_print(text, " [%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s]\n", v->tenant, v->subject, v->title,
                 v->channel, v->symptom, v->service, v->ci, v->category, v->caller, v->team,
                 v->person, v->resolution);
}

static void refold_dump_parts(struct refold *refold, inc_text *text)
{
    const inc_incident *incident = refold->incident;
    inc_hold hold = {.size = sizeof hold};
    inc_link link = {.size = sizeof link};
    inc_stay stay = {.size = sizeof stay};
    inc_choice choice = {.size = sizeof choice};
    inc_derived derived = {.size = sizeof derived};
    inc_finding finding = {.size = sizeof finding};
    for (size_t i = 0; inc_incident_hold(incident, i, &hold) == INC_OK; i++)
        refold_print(text, "hold %s %s %" PRId64 " %" PRId64 " %" PRId64 "\n", hold.reason,
                     hold.source, hold.since, hold.expires, hold.fact);
    for (size_t i = 0; inc_incident_link(incident, i, &link) == INC_OK; i++)
        refold_print(text, "link %s %s %" PRId64 " %" PRId64 "\n", link.relation, link.other,
                     link.since, link.fact);
    for (size_t i = 0; inc_incident_stay(incident, i, &stay) == INC_OK; i++)
        refold_print(text, "stay %s %s %" PRId64 " %" PRId64 " %" PRId64 " %d\n", stay.team,
                     stay.person, stay.from, stay.to, stay.fact, (int) stay.tier);
    for (size_t i = 0; inc_incident_choice(incident, i, &choice) == INC_OK; i++)
        refold_print(text, "choice %s %d\n", inc_choice_name(choice.reason), (int) choice.clock);
    for (size_t i = 0; inc_incident_derived(incident, i, &derived) == INC_OK; i++)
        refold_print(text, "derived %" PRId64 " %s %d %d %d %d %" PRId64 " %s %s\n", derived.at,
                     inc_derived_name(derived.kind), (int) derived.recorded, (int) derived.clock,
                     (int) derived.cycle, (int) derived.revision, derived.cause, derived.name,
                     derived.value);
    for (size_t i = 0; inc_incident_finding(incident, i, &finding) == INC_OK; i++)
        refold_print(text, "finding %s %" PRId64 "\n", inc_finding_name(finding.kind),
                     finding.fact);
}

static void refold_dump(struct refold *refold, inc_text *text)
{
    inc_incident_view view = {.size = sizeof view};
    inc_ledger *ledger;
    refold_must(refold, inc_incident_look(refold->incident, refold->last, INC_TIME_NONE, &view));
    inc_text_clear(text);
    refold_dump_view(&view, text);
    refold_dump_parts(refold, text);
    for (size_t i = 0; inc_incident_ledger(refold->incident, i, &ledger) == INC_OK; i++) {
        refold_must(refold, inc_ledger_print(ledger, NULL, text));
        inc_ledger_free(ledger);
    }
}

/* Adds a kind to a table of counts, once for an incident when seen is not NULL. */
static void refold_count(uint64_t *counts, uint8_t *seen, int32_t kind)
{
    if (seen && seen[kind])
        return;
    counts[kind]++;
    if (seen)
        seen[kind] = 1;
}

static void refold_sum(struct refold *refold)
{
    inc_incident_view view = {.size = sizeof view};
    inc_choice choice = {.size = sizeof choice};
    inc_derived derived = {.size = sizeof derived};
    inc_finding finding = {.size = sizeof finding};
    inc_clock_view clock = {.size = sizeof clock};
    uint8_t seen[REFOLD_KINDS] = {0};
    const inc_incident *incident = refold->incident;
    refold_must(refold, inc_incident_look(refold->incident, refold->last, INC_TIME_NONE, &view));
    refold->incidents++;
    refold->reopens += (uint64_t) view.reopens;
    refold->stages[view.stage]++;
    for (size_t i = 0; inc_incident_finding(incident, i, &finding) == INC_OK; i++)
        refold_count(refold->findings, seen, finding.kind);
    for (size_t i = 0; inc_incident_derived(incident, i, &derived) == INC_OK; i++)
        refold_count(refold->derived, NULL, derived.kind);
    for (size_t i = 0; i < REFOLD_POLICIES; i++)
        if (inc_incident_choice(incident, i, &choice) == INC_OK && choice.clock >= 0 &&
            inc_incident_clock(incident, (size_t) choice.clock, NULL, &clock) == INC_OK)
            refold->verdicts[i][clock.verdict]++;
}

/* xorshift64*. Source: Vigna, An experimental exploration of Marsaglia's xorshift generators. */
static size_t refold_below(struct refold *refold, size_t limit)
{
    refold->random ^= refold->random >> 12;
    refold->random ^= refold->random << 25;
    refold->random ^= refold->random >> 27;
    return (size_t) (refold->random * UINT64_C(0x2545F4914F6CDD1D) >> 33) % limit;
}

static void refold_tell(struct refold *refold, inc_event **events, size_t count)
{
    inc_incident_clear(refold->incident);
    for (size_t i = 0; i < count; i++)
        refold_must(refold, inc_incident_apply(refold->incident, events[i]));
}

static void refold_shuffle(struct refold *refold, inc_event **events, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = refold_below(refold, i);
        inc_event *event = events[i - 1];
        events[i - 1] = events[other];
        events[other] = event;
    }
}

/* The facts of one incident; the texts are those of before and after. */
static void refold_incident(struct refold *refold, inc_event **events, size_t count,
                            inc_text *texts[2])
{
    for (size_t i = 0; i < count; i++)
        refold_count(refold->facts, NULL,
                     (int32_t) inc_event_integer(events[i], INC_EVENT_KIND) % REFOLD_KINDS);
    refold_tell(refold, events, count);
    refold_sum(refold);
    refold_dump(refold, texts[0]);
    for (int i = 0; i < REFOLD_SHUFFLES; i++) {
        refold_shuffle(refold, events, count);
        refold_tell(refold, events, count);
        refold_dump(refold, texts[1]);
        if (strcmp(inc_text_data(texts[0], NULL), inc_text_data(texts[1], NULL)) == 0)
            continue;
        fprintf(stderr, "refold: another order of arrival shows something else\n%s\n%s",
                inc_text_data(texts[0], NULL), inc_text_data(texts[1], NULL));
        exit(1);
    }
}

static int refold_compare(const void *left, const void *right)
{
    const inc_event *a = *(inc_event *const *) left, *b = *(inc_event *const *) right;
    int64_t x = inc_event_integer(a, INC_EVENT_SEQUENCE);
    int64_t y = inc_event_integer(b, INC_EVENT_SEQUENCE);
    int order = strcmp(inc_event_text(a, INC_EVENT_SUBJECT, NULL),
                       inc_event_text(b, INC_EVENT_SUBJECT, NULL));
    return order != 0 ? order : (x > y) - (x < y);
}

static void refold_all(struct refold *refold)
{
    inc_text *texts[2] = {NULL, NULL};
    size_t from = 0;
    refold_must(refold, inc_text_new(refold->context, &texts[0]));
    refold_must(refold, inc_text_new(refold->context, &texts[1]));
    if (refold->count > 0)
        qsort(refold->events, refold->count, sizeof *refold->events, refold_compare);
    for (size_t i = 1; i <= refold->count; i++) {
        if (i < refold->count &&
            strcmp(inc_event_text(refold->events[i], INC_EVENT_SUBJECT, NULL),
                   inc_event_text(refold->events[from], INC_EVENT_SUBJECT, NULL)) == 0)
            continue;
        refold_incident(refold, refold->events + from, i - from, texts);
        from = i;
    }
    inc_text_free(texts[0]);
    inc_text_free(texts[1]);
}

static void refold_read(struct refold *refold, const char *path)
{
    static char line[REFOLD_LINE];
    FILE *file = fopen(path, "r");
    if (!file)
        exit(3);
    while (fgets(line, sizeof line, file)) {
        inc_event *event = NULL;
        inc_time happened;
        refold_must(refold, inc_json_read_event(refold->context, line, strlen(line), NULL, &event));
        happened = inc_event_integer(event, INC_EVENT_HAPPENED);
        if (happened > refold->last)
            refold->last = happened;
        if (refold->count == refold->capacity) {
            refold->capacity = refold->capacity ? refold->capacity * 2 : 1024;
            refold->events = realloc(refold->events, refold->capacity * sizeof *refold->events);
            if (!refold->events)
                exit(3);
        }
        refold->events[refold->count++] = event;
    }
    fclose(file);
}

static void refold_read_rules(struct refold *refold, const char *path)
{
    static char text[1 << 20];
    FILE *file = fopen(path, "r");
    size_t size = file ? fread(text, 1, sizeof text, file) : 0;
    if (file)
        fclose(file);
    refold_must(refold, inc_json_read_rules(refold->context, text, size, NULL, &refold->rules));
}

static void refold_open(struct refold *refold, const char *rules)
{
    inc_incident_options options = {.size = sizeof options};
    int32_t preset = strcmp(rules, "large") == 0   ? INC_PRESET_LARGE
                     : strcmp(rules, "small") == 0 ? INC_PRESET_SMALL
                                                   : 0;
    inc_zone *zone = NULL;
    if (preset) {
        refold_must(refold,
                    inc_zone_load(refold->context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
        refold_must(refold, inc_preset_rules(refold->context, preset, zone, &refold->rules));
        inc_zone_unref(zone);
    } else {
        refold_read_rules(refold, rules);
    }
    options.rules = refold->rules;
    refold_must(refold, inc_incident_new(refold->context, &options, &refold->incident));
}

static void refold_print_counts(const char *name, const uint64_t *counts, size_t size,
                                const char *(*kind_name)(int32_t kind))
{
    const char *comma = "";
    printf(" \"%s\": {", name);
    for (size_t i = 0; i < size; i++) {
        if (!counts[i])
            continue;
        printf("%s\"%s\": %" PRIu64, comma, kind_name((int32_t) i), counts[i]);
        comma = ", ";
    }
    printf("},\n");
}

static void refold_print_sums(const struct refold *refold)
{
    const inc_policy *policy;
    printf("{\n \"events\": %zu, \"incidents\": %" PRIu64 ", \"reopens\": %" PRIu64 ",\n",
           refold->count, refold->incidents, refold->reopens);
    refold_print_counts("facts", refold->facts, REFOLD_KINDS, inc_fact_name);
    refold_print_counts("findings", refold->findings, REFOLD_KINDS, inc_finding_name);
    refold_print_counts("derived", refold->derived, REFOLD_KINDS, inc_derived_name);
    refold_print_counts("stages", refold->stages, INC_STAGE_CANCELLED + 1, inc_stage_name);
    printf(" \"clocks\": {");
    for (size_t i = 0; inc_rules_policy(refold->rules, i, &policy) == INC_OK; i++) {
        inc_policy_options options = {.size = sizeof options};
        const uint64_t *verdicts = refold->verdicts[i];
        if (i == REFOLD_POLICIES || inc_policy_describe(policy, &options) != INC_OK)
            exit(3);
        printf("%s\"%s\": {\"met\": %" PRIu64 ", \"breached\": %" PRIu64 ", \"pending\": %" PRIu64
               ", \"cancelled\": %" PRIu64 "}",
               i ? ", " : "", options.name, verdicts[INC_VERDICT_MET],
               verdicts[INC_VERDICT_BREACHED], verdicts[INC_VERDICT_PENDING],
               verdicts[INC_VERDICT_CANCELLED]);
    }
    printf("}\n}\n");
}

int main(int argc, char **argv)
{
    struct refold refold = {.last = INC_TIME_MIN};
    if (argc != 4)
        return 2;
    refold.random = strtoull(argv[3], NULL, 10) + 1;
    refold_must(&refold, inc_context_new(NULL, &refold.context));
    refold_open(&refold, argv[1]);
    refold_read(&refold, argv[2]);
    refold_all(&refold);
    refold_print_sums(&refold);
    for (size_t i = 0; i < refold.count; i++)
        inc_event_unref(refold.events[i]);
    free(refold.events);
    inc_incident_free(refold.incident);
    inc_rules_unref(refold.rules);
    inc_context_unref(refold.context);
    return 0;
}
