/* What the subcommands of `incident` share: exit codes, error lines, memory, loading rules. */
#ifndef EXAMPLES_INCIDENT_TOOL_H
#define EXAMPLES_INCIDENT_TOOL_H

#include <incident.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define TOOL_PRINTF(at, first) __attribute__((__format__(__printf__, at, first)))
#else
#define TOOL_PRINTF(at, first)
#endif

enum tool_exit {
    TOOL_OK = 0,
    TOOL_FINDINGS = 1, /* lint found errors; --strict met a bad row */
    TOOL_USAGE = 2,
    TOOL_INPUT = 3 /* a file, a value in it, or the machine */
};

/* The name error lines start with, as "incident replay". */
void tool_name_is(const char *name);

/* One line on stderr: "incident replay: ...". */
void tool_error(const char *format, ...) TOOL_PRINTF(1, 2);

/* As tool_error, with a pointer to --help; returns TOOL_USAGE. */
int tool_usage(const char *format, ...) TOOL_PRINTF(1, 2);

/* realloc that ends the program when there is no memory left. */
void *tool_resize(void *block, size_t count, size_t size);

/* Room for one more in an array of *capacity items: doubles it when it is full. */
void *tool_grow(void *items, size_t count, size_t *capacity, size_t size);

char *tool_copy(const char *text, size_t size);

/* A whole file ("-" is stdin), NUL-terminated; NULL after an error line. */
char *tool_read_file(const char *path, size_t *size);

/* TOOL_OK or TOOL_INPUT after an error line. */
int tool_load_rules(inc_context *context, const char *path, inc_rules **rules);

/* For calls that fail for want of memory only. */
void tool_must(inc_status status);

#endif
