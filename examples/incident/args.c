/* Reading arguments: what getopt_long refuses, and values that several commands take. */
#include "args.h"

#include "hours.h"

#include <getopt.h>
#include <string.h>

int args_refuse(int answer, char **argv)
{
    const char *argument = argv[optind - 1];
    if (answer == ':')
        return tool_usage("option '%s' needs a value", argument);
    return tool_usage("unknown option '%s'", argument);
}

bool args_calendar_take(struct args_calendar *source, int option, const char *value)
{
    switch (option) {
    case 'r':
        source->rules = value;
        return true;
    case 'c':
        source->name = value;
        return true;
    case 'z':
        source->zone = value;
        return true;
    case 'h':
        source->hours = value;
        return true;
    default:
        return false;
    }
}

static int args_load_zone(inc_context *context, const char *name, inc_zone **zone)
{
    if (inc_zone_load(context, NULL, name, INC_ZSTR, zone) == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(context));
    return TOOL_INPUT;
}

/* A name that is missing from the rules: tells which there are. */
static int args_no_calendar(const struct args_calendar *source, const inc_rules *rules)
{
    const inc_calendar *calendar;
    const char *name;
    char names[512] = "";
    size_t used = 0;
    for (size_t i = 0; inc_rules_calendar(rules, i, &name, &calendar) == INC_OK; i++) {
        int wrote = snprintf(names + used, sizeof names - used, "%s'%s'", i ? ", " : "", name);
        if (wrote < 0 || (size_t) wrote >= sizeof names - used)
            break;
        used += (size_t) wrote;
    }
    if (source->name)
        tool_error("%s: no calendar '%s'; it has %s", source->rules, source->name,
                   used ? names : "none");
    else
        tool_error("%s: --calendar must choose one of %s", source->rules, used ? names : "none");
    return TOOL_INPUT;
}

static inc_status args_pick(const struct args_calendar *source, const inc_rules *rules,
                            const inc_calendar **calendar)
{
    const inc_calendar *second;
    const char *name;
    if (source->name)
        return inc_rules_find_calendar(rules, source->name, INC_ZSTR, calendar);
    if (inc_rules_calendar(rules, 1, &name, &second) == INC_OK)
        return INC_E_NOT_FOUND;
    return inc_rules_calendar(rules, 0, &name, calendar);
}

static int args_from_rules(const struct args_calendar *source, inc_context *context,
                           inc_calendar **calendar)
{
    inc_rules *rules = NULL;
    const inc_calendar *found = NULL;
    int code = tool_load_rules(context, source->rules, &rules);
    if (code != TOOL_OK)
        return code;
    if (args_pick(source, rules, &found) == INC_OK)
        *calendar = inc_calendar_ref(found);
    else
        code = args_no_calendar(source, rules);
    inc_rules_unref(rules);
    return code;
}

/* --zone beside --rules only says how to read and print; a composite has no zone of its own. */
static int args_zone_beside(const struct args_calendar *source, inc_context *context,
                            const inc_calendar *calendar, inc_zone **zone)
{
    const inc_zone *own = inc_calendar_zone(calendar);
    if (source->zone)
        return args_load_zone(context, source->zone, zone);
    if (!own)
        return args_load_zone(context, "UTC", zone);
    *zone = inc_zone_ref(own);
    return TOOL_OK;
}

static int args_from_hours(const struct args_calendar *source, inc_context *context,
                           inc_calendar **calendar, inc_zone **zone)
{
    int code = args_load_zone(context, source->zone, zone);
    if (code != TOOL_OK)
        return code;
    code = hours_calendar(context, *zone, source->hours, calendar);
    if (code != TOOL_OK) {
        inc_zone_unref(*zone);
        *zone = NULL;
    }
    return code;
}

int args_calendar_open(const struct args_calendar *source, inc_context *context,
                       inc_calendar **calendar, inc_zone **zone)
{
    int code;
    if (source->rules && source->hours)
        return tool_usage("--rules and --hours exclude each other");
    if (!source->rules && (!source->zone || !source->hours || source->name))
        return tool_usage("no calendar: give --rules and --calendar, or --zone and --hours");
    if (!source->rules)
        return args_from_hours(source, context, calendar, zone);
    code = args_from_rules(source, context, calendar);
    if (code == TOOL_OK)
        code = args_zone_beside(source, context, *calendar, zone);
    if (code != TOOL_OK) {
        inc_calendar_unref(*calendar);
        *calendar = NULL;
    }
    return code;
}

static bool args_local(const char *text, size_t size, inc_civil *civil)
{
    char utc[INC_FORMAT_SIZE];
    inc_time instant;
    inc_date date;
    if (inc_date_parse(text, size, &date) == INC_OK) {
        memset(civil, 0, sizeof *civil);
        return inc_date_to_ymd(date, &civil->year, &civil->month, &civil->day) == INC_OK;
    }
    if (size + 1 >= sizeof utc)
        return false;
    /* A local reading is what would be an instant with a Z at its end. */
    memcpy(utc, text, size);
    utc[size] = 'Z';
    return inc_time_parse(utc, size + 1, &instant) == INC_OK &&
           inc_time_to_civil(instant, civil) == INC_OK;
}

bool args_instant(const char *text, const inc_zone *zone, inc_time *instant)
{
    size_t size = strlen(text);
    inc_civil civil;
    if (inc_time_parse(text, size, instant) == INC_OK)
        return true;
    return args_local(text, size, &civil) &&
           inc_zone_from_civil(zone, &civil, instant, NULL) == INC_OK;
}

int args_need_instant(const char *what, const char *text, const inc_zone *zone, inc_time *instant)
{
    if (!text)
        return tool_usage("no %s given", what);
    if (args_instant(text, zone, instant))
        return TOOL_OK;
    return tool_usage("%s: '%s' is no instant like 2026-06-01T09:00Z", what, text);
}

void args_print_instant(inc_time instant, const inc_zone *zone, char *text, size_t size)
{
    char reading[INC_FORMAT_SIZE] = "?";
    const char *abbreviation = "?";
    int32_t offset = 0;
    if (inc_zone_offset(zone, instant, &offset, NULL) == INC_OK)
        (void) inc_zone_abbreviation(zone, instant, &abbreviation);
    (void) inc_time_format(instant, offset, reading);
    snprintf(text, size, "%s %s", reading, abbreviation);
}
