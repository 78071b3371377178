/* Reading members of a case: instants, durations, dates, hours. */
#ifndef TEST_CASE_JSON_H
#define TEST_CASE_JSON_H

#include <incident.h>
#include <jansson.h>

/* One case under way: where its names are looked up and what went wrong so far. */
typedef struct case_run {
    inc_context *context;
    const json_t *calendars;    /* the named calendars of the file, or NULL */
    const json_t *rules;        /* the named rules of the file, or NULL */
    const char *zone_directory; /* NULL: the system's */
    const char *place;          /* what complaints begin with, or NULL */
    char complaint[4096];
    size_t used;
} case_run;

/* Adds a line to the complaint. A case fails when it has one. */
void case_complain(case_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text of a member, or NULL. */
const char *case_text(const json_t *object, const char *member);

/* The value of a member; each complains and answers a status when it is not what it should be.
 * null is INC_TIME_NONE. */
inc_status case_instant(case_run *run, const json_t *value, inc_time *instant);
inc_status case_duration(case_run *run, const json_t *value, inc_duration *duration);
inc_status case_date(const char *text, inc_date *date);

/* "HH:MM[:SS]-HH:MM[:SS]". Hours that no clock shows are INC_E_INVALID without a complaint: cases
 * ask for that. */
inc_status case_hours(const char *text, inc_hours *hours);

/* INC_MONDAY to INC_SUNDAY for "mon" to "sun", else 0. */
int32_t case_weekday(const char *name);

/* Where a text stands in a list that ends with NULL, or -1. */
int32_t case_index(const char *const *names, const char *text);

#endif
