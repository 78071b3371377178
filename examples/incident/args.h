/* Reading arguments: what getopt_long refuses, and values that several commands take. */
#ifndef EXAMPLES_INCIDENT_ARGS_H
#define EXAMPLES_INCIDENT_ARGS_H

#include "tool.h"

/* Where a command gets its calendar from: a rules file, or the command line itself. */
struct args_calendar {
    const char *rules; /* --rules FILE */
    const char *name;  /* --calendar NAME */
    const char *zone;  /* --zone NAME */
    const char *hours; /* --hours "mon-fri 09:00-17:00" */
};

/* The long options of args_calendar, for a table of struct option, and what getopt_long answers. */
#define ARGS_CALENDAR_OPTIONS                                                                      \
    {"rules", required_argument, NULL, 'r'}, {"calendar", required_argument, NULL, 'c'},           \
        {"zone", required_argument, NULL, 'z'},                                                    \
    {                                                                                              \
        "hours", required_argument, NULL, 'h'                                                      \
    }

#define ARGS_CALENDAR_HELP                                                                         \
    "  --rules FILE      a rules file, with\n"                                                     \
    "  --calendar NAME   the calendar in it (not needed when it has one only)\n"                   \
    "or\n"                                                                                         \
    "  --zone ZONE       an IANA zone, as Europe/Brussels, with\n"                                 \
    "  --hours HOURS     opening hours, as 'mon-fri 09:00-12:00 13:00-17:00, sat 10:00-12:00'\n"

/* Takes an option of args_calendar; false when it is another's. */
bool args_calendar_take(struct args_calendar *source, int option, const char *value);

/* The calendar and the zone to read and print local times in (both are the caller's to unref). */
int args_calendar_open(const struct args_calendar *source, inc_context *context,
                       inc_calendar **calendar, inc_zone **zone);

/* One usage line for what getopt_long answered '?' or ':' to. */
int args_refuse(int answer, char **argv);

/* "2026-06-01T09:00Z", a local reading "2026-06-01T09:00", or a date (its local midnight). */
bool args_instant(const char *text, const inc_zone *zone, inc_time *instant);

/* As args_instant, with a usage line when it is none. */
int args_need_instant(const char *what, const char *text, const inc_zone *zone, inc_time *instant);

/* An instant in local time with its zone's abbreviation, as "2026-06-01T09:00:00+02:00 CEST". */
void args_print_instant(inc_time instant, const inc_zone *zone, char *text, size_t size);

/* Room for args_print_instant. */
enum { ARGS_INSTANT_SIZE = INC_FORMAT_SIZE + 24 };

#endif
