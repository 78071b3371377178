/* `incident simulate`: the event stream of a desk that never was, in the order of recording. */
#include "args.h"
#include "commands.h"
#include "story.h"

#include <getopt.h>
#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

static const char simulate_help[] =
    "Usage: incident simulate [--seed N] [--incidents N] [--days N] [--rules RULES.json]\n\n"
    "Writes the event lines of a simulated service desk, in the order in which it recorded them:\n"
    "each kind of fact of an incident but fired and migrated, late facts, corrections and voids.\n"
    "All of it is possible under the rules. The same seed gives the same bytes.\n\n"
    "  --seed N        of the random numbers (default 1)\n"
    "  --incidents N   how many come in (default 200)\n"
    "  --days N        the span from 2026-01-05 on in which they come in, and in which facts are\n"
    "                  recorded: some incidents are open at its end (default 90)\n"
    "  --rules FILE    categories, codes, holds and times to keep to; default: the preset for a\n"
    "                  large desk in Europe/Brussels\n";

static const struct option simulate_options[] = {
    {"seed", required_argument, NULL, 's'}, {"incidents", required_argument, NULL, 'i'},
    {"days", required_argument, NULL, 'd'}, {"rules", required_argument, NULL, 'r'},
    {"help", no_argument, NULL, 'H'},       {NULL, 0, NULL, 0}};

/* A fact that waits until all that is recorded before it is known. */
struct simulate_fact {
    inc_time recorded;
    uint64_t place; /* in the order in which facts were made up */
    inc_event *event;
};

struct simulate {
    long seed;
    long incidents;
    long days;
    const char *rules_path;
    inc_context *context;
    inc_rules *rules;
    struct stories stories;
    struct simulate_fact *heap; /* the first is the earliest */
    size_t count;
    size_t capacity;
    uint64_t given;
    inc_time end;
    inc_text *text;
};

static bool simulate_before(const struct simulate_fact *a, const struct simulate_fact *b)
{
    return a->recorded < b->recorded || (a->recorded == b->recorded && a->place < b->place);
}

static void simulate_swap(struct simulate_fact *a, struct simulate_fact *b)
{
    struct simulate_fact kept = *a;
    *a = *b;
    *b = kept;
}

static void simulate_give(void *user, inc_event *event)
{
    struct simulate *simulate = user;
    size_t at = simulate->count;
    inc_time recorded = inc_event_integer(event, INC_EVENT_RECORDED);
    if (recorded >= simulate->end) {
        inc_event_unref(event);
        return;
    }
    simulate->heap =
        tool_grow(simulate->heap, simulate->count++, &simulate->capacity, sizeof *simulate->heap);
    simulate->heap[at] = (struct simulate_fact){recorded, simulate->given++, event};
    for (; at > 0 && simulate_before(&simulate->heap[at], &simulate->heap[(at - 1) / 2]);
         at = (at - 1) / 2)
        simulate_swap(&simulate->heap[at], &simulate->heap[(at - 1) / 2]);
}

static void simulate_sink(struct simulate *simulate)
{
    size_t at = 0;
    for (;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < simulate->count; child++)
            if (simulate_before(&simulate->heap[child], &simulate->heap[least]))
                least = child;
        if (least == at)
            return;
        simulate_swap(&simulate->heap[at], &simulate->heap[least]);
        at = least;
    }
}

/* Writes what was recorded before an instant. */
static void simulate_write(struct simulate *simulate, inc_time until)
{
    while (simulate->count > 0 && simulate->heap[0].recorded < until) {
        const char *bytes;
        size_t size;
        inc_text_clear(simulate->text);
        tool_must(inc_json_write_event(simulate->context, simulate->heap[0].event, simulate->text));
        bytes = inc_text_data(simulate->text, &size);
        fwrite(bytes, 1, size, stdout);
        inc_event_unref(simulate->heap[0].event);
        simulate->heap[0] = simulate->heap[--simulate->count];
        simulate_sink(simulate);
    }
}

static void simulate_stream(struct simulate *simulate)
{
    struct stories *stories = &simulate->stories;
    inc_time *arrivals;
    world_open(&stories->world, simulate->context, (uint64_t) simulate->seed, simulate->days);
    story_rules_init(&stories->rules, simulate->rules);
    tool_must(inc_event_builder_new(simulate->context, &stories->builder));
    tool_must(inc_text_new(simulate->context, &simulate->text));
    stories->give = simulate_give;
    stories->user = simulate;
    simulate->end = world_start() + simulate->days * 24 * INC_HOUR;
    arrivals = world_arrivals(&stories->world, (size_t) simulate->incidents);
    for (long i = 0; i < simulate->incidents; i++) {
        simulate_write(simulate, arrivals[i]);
        story_live(stories, i + 1, arrivals[i]);
    }
    simulate_write(simulate, simulate->end);
    free(arrivals);
    inc_text_free(simulate->text);
    inc_event_builder_free(stories->builder);
    world_close(&stories->world);
}

static int simulate_run(struct simulate *simulate)
{
    inc_zone *zone = NULL;
    int code = TOOL_OK;
    if (simulate->rules_path) {
        code = tool_load_rules(simulate->context, simulate->rules_path, &simulate->rules);
    } else {
        tool_must(inc_zone_load(simulate->context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
        tool_must(inc_preset_rules(simulate->context, INC_PRESET_LARGE, zone, &simulate->rules));
        inc_zone_unref(zone);
    }
    if (code == TOOL_OK)
        simulate_stream(simulate);
    return code;
}

static int simulate_number(const char *option, const char *text, long most, long *number)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < 0 || value > most)
        return tool_usage("--%s: '%s' is no number from 0 to %ld", option, text, most);
    *number = value;
    return TOOL_OK;
}

static int simulate_take(struct simulate *simulate, int option, char **argv)
{
    switch (option) {
    case 's':
        return simulate_number("seed", optarg, 2147483647, &simulate->seed);
    case 'i':
        return simulate_number("incidents", optarg, 10000000, &simulate->incidents);
    case 'd':
        return simulate_number("days", optarg, 36500, &simulate->days);
    case 'r':
        simulate->rules_path = optarg;
        return TOOL_OK;
    default:
        return args_refuse(option, argv);
    }
}

static int simulate_parse(struct simulate *simulate, int argc, char **argv, bool *is_help)
{
    int option, code = TOOL_OK;
    opterr = 0;
    while (code == TOOL_OK &&
           (option = getopt_long(argc, argv, ":", simulate_options, NULL)) != -1) {
        *is_help = option == 'H';
        if (*is_help)
            return TOOL_OK;
        code = simulate_take(simulate, option, argv);
    }
    if (code == TOOL_OK && optind < argc)
        return tool_usage("unexpected argument '%s'", argv[optind]);
    if (code == TOOL_OK && simulate->days == 0)
        return tool_usage("--days: there must be one at least");
    return code;
}

int command_simulate(int argc, char **argv)
{
    struct simulate simulate = {.seed = 1, .incidents = 200, .days = 90};
    bool is_help = false;
    int code;
    tool_must(inc_context_new(NULL, &simulate.context));
    code = simulate_parse(&simulate, argc, argv, &is_help);
    if (is_help)
        fputs(simulate_help, stdout);
    else if (code == TOOL_OK)
        code = simulate_run(&simulate);
    free(simulate.heap);
    inc_rules_unref(simulate.rules);
    inc_context_unref(simulate.context);
    return code;
}
