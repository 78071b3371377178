/* `incident check`: reads event lines, folds the incidents, and tells what does not fit. */
#include "args.h"
#include "commands.h"
#include "names.h"

#include <getopt.h>
#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

static const char check_help[] =
    "Usage: incident check --rules RULES.json EVENTS\n\n"
    "Reads event lines ('-' is stdin; doc/event-format.md), in any order, folds each incident "
    "under\n"
    "the rules, and prints how many facts of each kind there are, and what does not fit: each "
    "kind\n"
    "of finding (doc/life-cycle.md) with the number of incidents that have it and the first "
    "fact.\n\n"
    "A line that is no event is reported on stderr. Exit codes: 0 all fits, 1 something does not,\n"
    "2 usage, 3 input.\n";

static const struct option check_options[] = {
    {"rules", required_argument, NULL, 'r'}, {"help", no_argument, NULL, 'H'}, {NULL, 0, NULL, 0}};

struct check_event {
    inc_event *event;
    size_t line;
    size_t next; /* index + 1 of the next of its incident; 0: none */
};

struct check_incident {
    size_t first; /* index + 1 */
    size_t last;
};

/* A kind of finding, or of fact. */
struct check_count {
    int32_t kind;
    uint64_t count;
    size_t incident; /* the last that was counted, and the first fact that has it */
    int64_t fact;
    size_t first;
};

struct check_counts {
    struct check_count *items; /* by kind, ascending */
    size_t count;
    size_t capacity;
};

struct check {
    const char *rules_path;
    const char *path;
    inc_context *context;
    inc_rules *rules;
    inc_incident *incident;
    struct check_event *events;
    size_t events_count;
    size_t events_capacity;
    struct names subjects; /* tenant, a line break, subject */
    struct check_incident *incidents;
    size_t incidents_capacity;
    struct check_counts facts;
    struct check_counts findings;
    size_t bad; /* lines, and facts whose sequence is taken */
    inc_time last;
};

static struct check_count *check_count(struct check_counts *counts, int32_t kind)
{
    size_t at = 0;
    while (at < counts->count && counts->items[at].kind < kind)
        at++;
    if (at < counts->count && counts->items[at].kind == kind)
        return &counts->items[at];
    counts->items =
        tool_grow(counts->items, counts->count, &counts->capacity, sizeof *counts->items);
    memmove(&counts->items[at + 1], &counts->items[at],
            (counts->count - at) * sizeof *counts->items);
    counts->count++;
    counts->items[at] = (struct check_count){.kind = kind, .incident = SIZE_MAX};
    return &counts->items[at];
}

static uint32_t check_subject(struct check *check, const inc_event *event)
{
    char key[1024];
    int size = snprintf(key, sizeof key, "%s\n%s", inc_event_text(event, INC_EVENT_TENANT, NULL),
                        inc_event_text(event, INC_EVENT_SUBJECT, NULL));
    size_t known = check->subjects.count;
    uint32_t index = names_add(&check->subjects, key, (size_t) size);
    check->incidents =
        tool_grow(check->incidents, index, &check->incidents_capacity, sizeof *check->incidents);
    if (index == known)
        check->incidents[index] = (struct check_incident){0, 0};
    return index;
}

static void check_keep(struct check *check, inc_event *event, size_t line)
{
    uint32_t subject = check_subject(check, event);
    struct check_incident *incident = &check->incidents[subject];
    inc_time happened = inc_event_integer(event, INC_EVENT_HAPPENED);
    check->events = tool_grow(check->events, check->events_count, &check->events_capacity,
                              sizeof *check->events);
    check->events[check->events_count++] = (struct check_event){event, line, 0};
    if (incident->last)
        check->events[incident->last - 1].next = check->events_count;
    else
        incident->first = check->events_count;
    incident->last = check->events_count;
    check_count(&check->facts, (int32_t) inc_event_integer(event, INC_EVENT_KIND))->count++;
    if (check->last == INC_TIME_NONE || happened > check->last)
        check->last = happened;
}

static void check_line(struct check *check, const char *text, size_t size, size_t line)
{
    inc_json_options options = {
        .size = sizeof options, .file = check->path, .first_line = (int64_t) line};
    inc_event *event = NULL;
    if (size == 0 || (size == 1 && *text == '\r'))
        return;
    if (inc_json_read_event(check->context, text, size, &options, &event) == INC_OK) {
        check_keep(check, event, line);
        return;
    }
    check->bad++;
    tool_error("%s", inc_context_error(check->context));
}

static int check_read(struct check *check)
{
    size_t size = 0, line = 1;
    char *text = tool_read_file(check->path, &size);
    const char *at = text;
    if (!text)
        return TOOL_INPUT;
    for (;; line++) {
        size_t left = size - (size_t) (at - text);
        const char *end = memchr(at, '\n', left);
        check_line(check, at, end ? (size_t) (end - at) : left, line);
        if (!end)
            break;
        at = end + 1;
    }
    free(text);
    return TOOL_OK;
}

static const char *check_name(const struct check *check, size_t incident)
{
    return strchr(names_text(&check->subjects, (uint32_t) incident), '\n') + 1;
}

static void check_tell(struct check *check, size_t index)
{
    size_t next = check->incidents[index].first;
    inc_incident_clear(check->incident);
    for (; next; next = check->events[next - 1].next) {
        const struct check_event *event = &check->events[next - 1];
        inc_status status = inc_incident_apply(check->incident, event->event);
        if (status == INC_OK)
            continue;
        if (status != INC_E_EXISTS && status != INC_E_INVALID)
            tool_must(status);
        check->bad++;
        tool_error("%s:%zu: %s", check->path, event->line,
                   status == INC_E_EXISTS ? "another fact of the incident has this sequence"
                                          : inc_context_error(check->context));
    }
}

static void check_fold(struct check *check, size_t index)
{
    inc_finding finding = {.size = sizeof finding};
    check_tell(check, index);
    tool_must(inc_incident_look(check->incident, check->last, INC_TIME_NONE, NULL));
    for (size_t i = 0; inc_incident_finding(check->incident, i, &finding) == INC_OK; i++) {
        struct check_count *count = check_count(&check->findings, finding.kind);
        if (count->count == 0) {
            count->first = index;
            count->fact = finding.fact;
        }
        count->count += count->incident != index;
        count->incident = index;
    }
}

/* Kinds of the host have numbers only. */
static const char *check_kind(int32_t kind, char name[24])
{
    if (kind < INC_FACT_HOST)
        return inc_fact_name(kind);
    snprintf(name, 24, "%ld", (long) kind);
    return name;
}

static void check_print(const struct check *check)
{
    char name[24];
    printf("%s: %zu events, %zu incidents; rules %s %s\n", check->path, check->events_count,
           check->subjects.count, inc_rules_name(check->rules), inc_rules_version(check->rules));
    for (size_t i = 0; i < check->facts.count; i++)
        printf("  %-22s %8llu\n", check_kind(check->facts.items[i].kind, name),
               (unsigned long long) check->facts.items[i].count);
    if (check->bad)
        printf("%zu lines left out\n", check->bad);
    printf("%s\n", check->findings.count ? "What does not fit:" : "What there is fits.");
    for (size_t i = 0; i < check->findings.count; i++) {
        const struct check_count *count = &check->findings.items[i];
        printf("  %-22s %8llu incidents, first %s, fact %lld\n", inc_finding_name(count->kind),
               (unsigned long long) count->count, check_name(check, count->first),
               (long long) count->fact);
    }
}

static int check_run(struct check *check)
{
    inc_incident_options options = {.size = sizeof options};
    int code = tool_load_rules(check->context, check->rules_path, &check->rules);
    if (code == TOOL_OK)
        code = check_read(check);
    if (code != TOOL_OK)
        return code;
    options.rules = check->rules;
    tool_must(inc_incident_new(check->context, &options, &check->incident));
    for (size_t i = 0; i < check->subjects.count; i++)
        check_fold(check, i);
    check_print(check);
    return check->bad || check->findings.count ? TOOL_FINDINGS : TOOL_OK;
}

static int check_parse(struct check *check, int argc, char **argv, bool *is_help)
{
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", check_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        if (option != 'r')
            return args_refuse(option, argv);
        check->rules_path = optarg;
    }
    if (!check->rules_path)
        return tool_usage("no --rules given");
    if (argc - optind != 1)
        return tool_usage("one file of events is needed, %d given", argc - optind);
    check->path = argv[optind];
    return TOOL_OK;
}

static void check_free(struct check *check)
{
    for (size_t i = 0; i < check->events_count; i++)
        inc_event_unref(check->events[i].event);
    free(check->events);
    free(check->incidents);
    free(check->facts.items);
    free(check->findings.items);
    names_free(&check->subjects);
    inc_incident_free(check->incident);
    inc_rules_unref(check->rules);
    inc_context_unref(check->context);
}

int command_check(int argc, char **argv)
{
    struct check check = {.last = INC_TIME_NONE};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &check.context));
    code = check_parse(&check, argc, argv, &is_help);
    if (is_help)
        fputs(check_help, stdout);
    else if (code == TOOL_OK)
        code = check_run(&check);
    check_free(&check);
    return code;
}
