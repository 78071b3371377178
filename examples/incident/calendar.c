/* `incident calendar`: the open hours of a range of dates, holidays and clock changes marked. */
#include "args.h"
#include "commands.h"

#include <getopt.h>
#include <string.h>

static const char calendar_help[] =
    "Usage: incident calendar --rules FILE --calendar NAME FROM TO\n"
    "       incident calendar --zone ZONE --hours HOURS FROM TO\n\n"
    "Prints one line for each local date from FROM to TO, both included: its open hours, their\n"
    "elapsed length (a span over midnight is shown on both dates), the holiday that closes it,\n"
    "and the change of the clocks that falls on it.\n\n" //
    ARGS_CALENDAR_HELP "\nDates: 2026-06-01.\n";

static const struct option calendar_options[] = {
    ARGS_CALENDAR_OPTIONS, {"help", no_argument, NULL, 'H'}, {NULL, 0, NULL, 0}};

struct calendar_view {
    const inc_calendar *calendar;
    const inc_zone *zone;
    inc_duration total;
};

static inc_status calendar_midnight(const struct calendar_view *view, inc_date date, inc_time *time)
{
    inc_civil civil = {0};
    inc_status status = inc_date_to_ymd(date, &civil.year, &civil.month, &civil.day);
    return status == INC_OK ? inc_zone_from_civil(view->zone, &civil, time, NULL) : status;
}

/* "09:00" in local time; the end of the day is 24:00, not the next day's 00:00. */
static void calendar_print_time(const struct calendar_view *view, inc_time time, bool day_end)
{
    char text[INC_FORMAT_SIZE] = "?";
    inc_civil civil;
    if (day_end)
        strcpy(text, "24:00");
    else if (inc_zone_to_civil(view->zone, time, &civil) == INC_OK)
        (void) inc_time_of_day_format(civil.hour * 3600 + civil.minute * 60 + civil.second, text);
    fputs(text, stdout);
}

static int calendar_print_hours(struct calendar_view *view, inc_interval day, inc_duration *open)
{
    inc_interval span;
    inc_time from = day.from;
    int width = 0;
    *open = 0;
    while (inc_calendar_next_interval(view->calendar, from, day.to, &span) == INC_OK) {
        fputs(width ? " " : "", stdout);
        calendar_print_time(view, span.from, false);
        putchar('-');
        calendar_print_time(view, span.to, span.to == day.to);
        width += width ? 12 : 11;
        *open += span.to - span.from;
        from = span.to;
    }
    if (!width)
        width = printf("closed");
    return width;
}

static void calendar_print_change(const struct calendar_view *view, inc_interval day)
{
    int32_t before, after;
    inc_time change;
    char was[INC_FORMAT_SIZE], is[INC_FORMAT_SIZE];
    if (inc_zone_next_transition(view->zone, day.from - 1, &change) != INC_OK || change >= day.to)
        return;
    if (inc_zone_offset(view->zone, change - 1, &before, NULL) != INC_OK ||
        inc_zone_offset(view->zone, change, &after, NULL) != INC_OK || before == after)
        return;
    (void) inc_duration_format((day.to - day.from), is);
    printf("  DST: a day of %s", is);
    (void) inc_time_format(change, before, was);
    (void) inc_time_format(change, after, is);
    printf(", %.5s becomes %.5s", was + 11, is + 11);
}

static void calendar_print_holiday(const struct calendar_view *view, inc_time midnight)
{
    const char *name;
    if (inc_calendar_holiday(view->calendar, midnight, &name, NULL) == INC_OK)
        printf("  holiday%s%s", *name ? ": " : "", name);
}

static inc_status calendar_print_day(struct calendar_view *view, inc_date date)
{
    static const char weekdays[7][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    char text[INC_FORMAT_SIZE];
    inc_interval day;
    inc_duration open;
    inc_status status = calendar_midnight(view, date, &day.from);
    if (status == INC_OK)
        status = calendar_midnight(view, date + 1, &day.to);
    if (status != INC_OK)
        return status;
    tool_must(inc_date_format(date, text));
    printf("%s %s  ", text, weekdays[inc_date_weekday(date) - INC_MONDAY]);
    printf("%*s", 25 - calendar_print_hours(view, day, &open), "");
    tool_must(inc_duration_format(open, text));
    printf("%8s", text);
    calendar_print_holiday(view, day.from);
    calendar_print_change(view, day);
    putchar('\n');
    view->total += open;
    return INC_OK;
}

static int calendar_print(struct calendar_view *view, char **words)
{
    inc_date from, to;
    char text[INC_FORMAT_SIZE];
    if (inc_date_parse(words[0], strlen(words[0]), &from) != INC_OK)
        return tool_usage("FROM: '%s' is no date like 2026-06-01", words[0]);
    if (inc_date_parse(words[1], strlen(words[1]), &to) != INC_OK)
        return tool_usage("TO: '%s' is no date like 2026-06-01", words[1]);
    if (to < from)
        return tool_usage("TO '%s' is before FROM '%s'", words[1], words[0]);
    for (inc_date date = from; date <= to; date++) {
        if (calendar_print_day(view, date) != INC_OK)
            return tool_usage("'%s' to '%s' leaves the years 1900 to 9999", words[0], words[1]);
    }
    tool_must(inc_duration_format(view->total, text));
    printf("%d day%s, open %s (%s)\n", (int) (to - from) + 1, to > from ? "s" : "", text,
           inc_zone_name(view->zone));
    return TOOL_OK;
}

static int calendar_run(const struct args_calendar *source, char **words)
{
    inc_context *context = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    int code;
    tool_must(inc_context_new(NULL, &context));
    code = args_calendar_open(source, context, &calendar, &zone);
    if (code == TOOL_OK) {
        struct calendar_view view = {.calendar = calendar, .zone = zone};
        code = calendar_print(&view, words);
    }
    inc_zone_unref(zone);
    inc_calendar_unref(calendar);
    inc_context_unref(context);
    return code;
}

int command_calendar(int argc, char **argv)
{
    struct args_calendar source = {0};
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", calendar_options, NULL)) != -1) {
        if (option == 'H') {
            fputs(calendar_help, stdout);
            return TOOL_OK;
        }
        if (!args_calendar_take(&source, option, optarg))
            return args_refuse(option, argv);
    }
    if (argc - optind != 2)
        return tool_usage("FROM and TO are needed, %d given", argc - optind);
    return calendar_run(&source, argv + optind);
}
