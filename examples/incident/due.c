/* `incident due`: the deadline of a target, or of a policy's terms. */
#include "args.h"
#include "commands.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char due_help[] =
    "Usage: incident due --rules FILE --calendar NAME --from T --target TARGET [--objective "
    "TARGET]\n"
    "       incident due --zone ZONE --hours HOURS --from T --target TARGET [--objective TARGET]\n"
    "       incident due --rules FILE --policy NAME --priority N --from T\n\n"
    "Prints the deadline, and the objective's before it when there is one.\n\n" //
    ARGS_CALENDAR_HELP "\n"
    "  --from T          when the clock starts: 2026-06-01T09:00Z, or without an offset in the\n"
    "                    calendar's zone\n"
    "  --target TARGET   working time (8h, 1h30m) or business days (3bd)\n"
    "  --objective TARGET  an earlier target of the same unit\n"
    "  --days RULE       what a business day is: same_time, close_of_day, own_length\n"
    "  --at HH:MM        with 1bd: by that local time of the next business day\n"
    "  --boundary RULE   a due that falls on closing stays (closing) or moves (next_opening)\n"
    "  --policy NAME     take calendar and target from a policy of the rules, for\n"
    "  --priority N      this priority\n";

static const struct option due_options[] = {ARGS_CALENDAR_OPTIONS,
                                            {"from", required_argument, NULL, 'f'},
                                            {"target", required_argument, NULL, 't'},
                                            {"objective", required_argument, NULL, 'o'},
                                            {"days", required_argument, NULL, 'd'},
                                            {"at", required_argument, NULL, 'a'},
                                            {"boundary", required_argument, NULL, 'b'},
                                            {"policy", required_argument, NULL, 'p'},
                                            {"priority", required_argument, NULL, 'n'},
                                            {"help", no_argument, NULL, 'H'},
                                            {NULL, 0, NULL, 0}};

struct due_arguments {
    struct args_calendar source;
    const char *from;
    const char *target;
    const char *objective;
    const char *days;
    const char *at;
    const char *boundary;
    const char *policy;
    const char *priority;
};

static int due_choice(const char *option, const char *value, const char *const *names, int32_t *at)
{
    *at = 0;
    if (!value)
        return TOOL_OK;
    for (int32_t i = 0; names[i]; i++) {
        if (strcmp(value, names[i]) == 0) {
            *at = i;
            return TOOL_OK;
        }
    }
    return tool_usage("%s: '%s' is not known", option, value);
}

/* "3bd" gives days, "8h" a duration; one of the two stays 0. */
static bool due_amount(const char *text, int32_t *days, inc_duration *duration)
{
    char *end;
    long count = strtol(text, &end, 10);
    *days = 0;
    *duration = 0;
    if (end != text && strcmp(end, "bd") == 0) {
        *days = count >= 1 && count <= 100000 ? (int32_t) count : 0;
        return *days > 0;
    }
    return inc_duration_parse(text, strlen(text), duration) == INC_OK && *duration >= 0;
}

static int due_target(const struct due_arguments *arguments, inc_target *target)
{
    static const char *const rules[] = {"same_time", "close_of_day", "own_length", NULL};
    int code = due_choice("--days", arguments->days, rules, &target->rule);
    if (code != TOOL_OK)
        return code;
    if (!arguments->target)
        return tool_usage("no --target given");
    if (!due_amount(arguments->target, &target->days, &target->limit))
        return tool_usage("--target: '%s' is neither working time like 8h nor days like 3bd",
                          arguments->target);
    target->kind = target->days ? INC_TARGET_DAYS : INC_TARGET_WORKING;
    if (!target->days && (arguments->at || arguments->days))
        return tool_usage("--at and --days need a target in business days, not '%s'",
                          arguments->target);
    if (arguments->at) {
        target->kind = INC_TARGET_BY;
        if (inc_time_of_day_parse(arguments->at, strlen(arguments->at), &target->time_of_day) !=
            INC_OK)
            return tool_usage("--at: '%s' is no time of day", arguments->at);
    }
    if (arguments->objective &&
        (!due_amount(arguments->objective, &target->objective_days, &target->objective) ||
         !target->objective_days != !target->days))
        return tool_usage("--objective: '%s' is no target in the unit of '%s'",
                          arguments->objective, arguments->target);
    return TOOL_OK;
}

static int due_print(const inc_target *target, const inc_calendar *calendar, int32_t boundary,
                     inc_time from, const inc_zone *zone)
{
    inc_time due, objective;
    char text[ARGS_INSTANT_SIZE];
    inc_status status = inc_target_due(target, calendar, boundary, from, &due, &objective);
    if (status == INC_E_INVALID)
        return tool_usage("the target is refused: is its objective beyond its limit?");
    if (status != INC_OK) {
        tool_error("no due: %s", status == INC_E_UNREACHABLE
                                     ? "the calendar never has that much open time"
                                     : inc_status_name(status));
        return TOOL_INPUT;
    }
    if (objective != due) {
        args_print_instant(objective, zone, text, sizeof text);
        printf("objective %s\n", text);
    }
    args_print_instant(due, zone, text, sizeof text);
    printf("%s%s\n", objective != due ? "due       " : "", text);
    return TOOL_OK;
}

static int due_of_calendar(const struct due_arguments *arguments, inc_context *context)
{
    static const char *const boundaries[] = {"closing", "next_opening", NULL};
    inc_target target = {.size = sizeof target};
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    inc_time from;
    int32_t boundary;
    int code = due_choice("--boundary", arguments->boundary, boundaries, &boundary);
    if (code == TOOL_OK)
        code = due_target(arguments, &target);
    if (code == TOOL_OK)
        code = args_calendar_open(&arguments->source, context, &calendar, &zone);
    if (code == TOOL_OK)
        code = args_need_instant("--from", arguments->from, zone, &from);
    if (code == TOOL_OK) {
        target.zone = inc_calendar_zone(calendar) ? NULL : zone;
        code = due_print(&target, calendar, boundary, from, zone);
    }
    inc_zone_unref(zone);
    inc_calendar_unref(calendar);
    return code;
}

static int due_of_terms(const struct due_arguments *arguments, const inc_policy *policy,
                        inc_context *context)
{
    inc_policy_options options = {.size = sizeof options};
    long priority = arguments->priority ? strtol(arguments->priority, NULL, 10) : 0;
    const inc_terms *terms;
    inc_zone *zone = NULL;
    inc_time from;
    int code;
    if (priority < 1 || priority > 1000)
        return tool_usage("--policy needs a --priority from 1 to 1000, not '%s'",
                          arguments->priority ? arguments->priority : "");
    terms = inc_policy_terms(policy, (int32_t) priority);
    if (!terms) {
        tool_error("%s: policy '%s' has no terms for priority %ld", arguments->source.rules,
                   arguments->policy, priority);
        return TOOL_INPUT;
    }
    tool_must(inc_policy_describe(policy, &options));
    if (inc_calendar_zone(inc_terms_calendar(terms)))
        zone = inc_zone_ref(inc_calendar_zone(inc_terms_calendar(terms)));
    else
        tool_must(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone));
    code = args_need_instant("--from", arguments->from, zone, &from);
    if (code == TOOL_OK)
        code = due_print(inc_terms_target(terms), inc_terms_calendar(terms), options.boundary, from,
                         zone);
    inc_zone_unref(zone);
    return code;
}

static int due_of_policy(const struct due_arguments *arguments, inc_context *context)
{
    inc_rules *rules = NULL;
    const inc_policy *policy;
    int code;
    if (!arguments->source.rules)
        return tool_usage("--policy needs --rules");
    if (arguments->target || arguments->source.name || arguments->source.hours)
        return tool_usage("--policy has a calendar and a target of its own");
    code = tool_load_rules(context, arguments->source.rules, &rules);
    if (code != TOOL_OK)
        return code;
    if (inc_rules_find_policy(rules, arguments->policy, INC_ZSTR, &policy) == INC_OK) {
        code = due_of_terms(arguments, policy, context);
    } else {
        tool_error("%s: no policy '%s'", arguments->source.rules, arguments->policy);
        code = TOOL_INPUT;
    }
    inc_rules_unref(rules);
    return code;
}

static bool due_take(struct due_arguments *arguments, int option, const char *value)
{
    const char **to = option == 'f'   ? &arguments->from
                      : option == 't' ? &arguments->target
                      : option == 'o' ? &arguments->objective
                      : option == 'd' ? &arguments->days
                      : option == 'a' ? &arguments->at
                      : option == 'b' ? &arguments->boundary
                      : option == 'p' ? &arguments->policy
                      : option == 'n' ? &arguments->priority
                                      : NULL;
    if (!to)
        return args_calendar_take(&arguments->source, option, value);
    *to = value;
    return true;
}

int command_due(int argc, char **argv)
{
    struct due_arguments arguments = {0};
    inc_context *context = NULL;
    int option, code;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", due_options, NULL)) != -1) {
        if (option == 'H') {
            fputs(due_help, stdout);
            return TOOL_OK;
        }
        if (!due_take(&arguments, option, optarg))
            return args_refuse(option, argv);
    }
    if (optind < argc)
        return tool_usage("unexpected argument '%s'", argv[optind]);
    tool_must(inc_context_new(NULL, &context));
    code = arguments.policy ? due_of_policy(&arguments, context)
                            : due_of_calendar(&arguments, context);
    inc_context_unref(context);
    return code;
}
