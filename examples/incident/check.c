/* `incident check`: reads event lines, folds the incidents, and tells what does not fit. */
#include "args.h"
#include "commands.h"
#include "event_lines.h"

#include <getopt.h>
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
    struct event_lines lines;
    struct check_counts facts;
    struct check_counts findings;
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

static void check_fold(struct check *check, size_t index)
{
    inc_finding finding = {.size = sizeof finding};
    event_lines_tell(&check->lines, index, check->incident);
    tool_must(inc_incident_look(check->incident, check->lines.last, INC_TIME_NONE, NULL));
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
    printf("%s: %zu events, %zu incidents; rules %s %s\n", check->path, check->lines.count,
           event_lines_incidents(&check->lines), inc_rules_name(check->rules),
           inc_rules_version(check->rules));
    for (size_t i = 0; i < check->facts.count; i++)
        printf("  %-22s %8llu\n", check_kind(check->facts.items[i].kind, name),
               (unsigned long long) check->facts.items[i].count);
    if (check->lines.bad)
        printf("%zu lines left out\n", check->lines.bad);
    printf("%s\n", check->findings.count ? "What does not fit:" : "What there is fits.");
    for (size_t i = 0; i < check->findings.count; i++) {
        const struct check_count *count = &check->findings.items[i];
        printf("  %-22s %8llu incidents, first %s, fact %lld\n", inc_finding_name(count->kind),
               (unsigned long long) count->count, event_lines_subject(&check->lines, count->first),
               (long long) count->fact);
    }
}

static int check_run(struct check *check)
{
    inc_incident_options options = {.size = sizeof options};
    int code = tool_load_rules(check->context, check->rules_path, &check->rules);
    if (code == TOOL_OK)
        code = event_lines_read(&check->lines, check->context, check->path);
    if (code != TOOL_OK)
        return code;
    for (size_t i = 0; i < check->lines.count; i++)
        check_count(&check->facts,
                    (int32_t) inc_event_integer(check->lines.events[i].event, INC_EVENT_KIND))
            ->count++;
    options.rules = check->rules;
    tool_must(inc_incident_new(check->context, &options, &check->incident));
    for (size_t i = 0; i < event_lines_incidents(&check->lines); i++)
        check_fold(check, i);
    check_print(check);
    return check->lines.bad || check->findings.count ? TOOL_FINDINGS : TOOL_OK;
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
    event_lines_free(&check->lines);
    free(check->facts.items);
    free(check->findings.items);
    inc_incident_free(check->incident);
    inc_rules_unref(check->rules);
    inc_context_unref(check->context);
}

int command_check(int argc, char **argv)
{
    struct check check = {.path = NULL};
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
