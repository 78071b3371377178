/* Whole scenarios with every allocation failing in turn. A scenario is a run of calls; one that is
 * refused memory must leave its outputs and objects as they were, so that either everything can be
 * given back, or the same call again goes through and the scenario ends as it always does. */
#ifndef TESTS_OOM_OOM_H
#define TESTS_OOM_OOM_H

#include "failing.h"

#include <check.h>
#include <incident.h>
#include <stdint.h>

/* One pass through a scenario. */
typedef struct oom_run {
    inc_context *context; /* its own: no error line is older than the run */
    failing_memory memory;
    int again;       /* a call that was refused memory is made once more, with memory */
    size_t refusals; /* calls that answered INC_E_NOMEM */
    uint64_t answer; /* of all that oom_note was told */
} oom_run;

/* Runs, cleans up, and answers what went wrong first. */
typedef inc_status oom_scenario(oom_run *run);

/* Runs a scenario undisturbed, then with its first, second, third... allocation failing (beyond 200
 * every 7th): for once and with the call made again, and for good and given up; asserts that at
 * least `least` of its allocations were refused. */
void oom_sweep(oom_scenario *scenario, size_t least);

/* Adds to the answer of a run. */
void oom_note(oom_run *run, const void *bytes, size_t size);
void oom_note_text(oom_run *run, const char *text);
void oom_note_hash(oom_run *run, const inc_hash *hash);
void oom_note_number(oom_run *run, int64_t number);

/* 1 if a call with that status is to be made again; asserts what every refusal must be like. */
int oom_refused(oom_run *run, inc_status status);

/* What handles hold before a call, so that one that is left alone shows. */
extern char oom_poison;

/* For the following three, `status` and a label `out` are the scenario's own. A call that makes
 * nothing and changes an object, or nothing at all. */
#define OOM_CALL(run, call)                                                                        \
    do {                                                                                           \
        status = (call);                                                                           \
        if (oom_refused((run), status))                                                            \
            status = (call);                                                                       \
        if (status != INC_OK)                                                                      \
            goto out;                                                                              \
    } while (0)

/* A call that makes a handle: NULL on a refusal. */
#define OOM_MAKE(run, handle, call)                                                                \
    do {                                                                                           \
        (handle) = (void *) &oom_poison;                                                           \
        status = (call);                                                                           \
        ck_assert_msg(status == INC_OK || (handle) == NULL, "no NULL from %s", #call);             \
        if (oom_refused((run), status))                                                            \
            status = (call);                                                                       \
        if (status != INC_OK)                                                                      \
            goto out;                                                                              \
    } while (0)

/* A call that appends to a text: nothing on a refusal. */
#define OOM_PRINT(run, text, call)                                                                 \
    do {                                                                                           \
        size_t oom_before, oom_after;                                                              \
        (void) inc_text_data((text), &oom_before);                                                 \
        status = (call);                                                                           \
        (void) inc_text_data((text), &oom_after);                                                  \
        ck_assert_msg(status == INC_OK || oom_before == oom_after, "%zu bytes came from %s",       \
                      oom_after - oom_before, #call);                                              \
        if (oom_refused((run), status))                                                            \
            status = (call);                                                                       \
        if (status != INC_OK)                                                                      \
            goto out;                                                                              \
    } while (0)

/* Runs the scenarios as tests of their own; 0 or 1 for main. */
int oom_main(const char *name, const TTest *const *tests, size_t count);

#endif
