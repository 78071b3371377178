/* A day at a desk, call by call: what test_oom_desk.c and test_oom_backend.c disturb. Every call
 * can be made again, because commands name their commits. */
#ifndef TESTS_OOM_DAY_H
#define TESTS_OOM_DAY_H

#include "desk.h"

/* What the day is about; made by the test. */
typedef struct oom_day {
    inc_context *context;
    inc_memory *memory;
    inc_store *store;
    inc_desk *desk;
} oom_day;

/* One call. `one` is 1 when it writes in one commit or not at all; `wrong` is 1 when a head may be
 * wrong while it goes on. */
typedef struct day_call {
    const char *name;
    int one;
    int wrong;
    inc_status (*call)(oom_day *day);
} day_call;

extern const day_call day_calls[];
extern const size_t day_count;

/* Two versions of the rules, the second in force from the day's end on. These makers have all the
 * memory they want. */
inc_rulebook *day_rulebook(inc_context *rich);
inc_status day_desk(oom_day *day, const inc_rulebook *rulebook);

/* Stops the test where a head is not what its facts come to; unless it may be, of this call. */
void day_verify(oom_day *day, const day_call *call);

/* The whole memory as bytes, in a text of the rich context. */
inc_text *day_bytes(const oom_day *day, inc_context *rich);
int day_same(const inc_text *a, const inc_text *b);

#endif
