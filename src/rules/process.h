/* The rules of the process from the inside. */
#ifndef INC_RULES_PROCESS_H
#define INC_RULES_PROCESS_H

#include "time/calendar.h"

#include <incident/process.h>

/* How many resolutions, and how many hold reasons, a process has at the most; they are searched one
 * by one. */
#define INC__PROCESS_ITEMS_MOST 1000

/* What a builder collects and a process keeps; it owns every string and reference in it. */
typedef struct inc__process_body {
    inc_process_options options;
    inc__array resolutions; /* inc_resolution, as added */
    inc__array holds;       /* inc_hold_rule, as added */
} inc__process_body;

struct inc_process {
    inc__refs refs;
    inc_context *context;
    inc_hash hash;
    inc__process_body body;
};

/* Fills what is known of a code or of a reason, its string borrowed, and gives 1; 0 and untouched
 * when the process does not list it. */
int inc__process_find_resolution(const inc_process *process, const char *code,
                                 inc_resolution *resolution);
int inc__process_find_hold(const inc_process *process, const char *reason, inc_hold_rule *hold);

/* Appends the canonical form: the calendar by hash, all else inline. */
inc_status inc__process_write(inc__writer *writer, const inc_process *process);

/* The process of a canonical form, one reference; NULL on a failure, and *status tells why:
 * INC_E_FORMAT, INC_E_UNSUPPORTED for a later format, INC_E_NOT_FOUND for a hash that the resolver
 * does not know, INC_E_NOMEM. Bytes that are not canonical may pass: write it again and compare. */
inc_process *inc__process_read(inc__reader *reader, inc_context *context,
                               const inc__calendar_resolver *resolver, inc_status *status);

#endif
