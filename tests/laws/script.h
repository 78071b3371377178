/* A history of one clock, decoded from bytes: any bytes make one, so that a random generator and a
 * fuzzer can both write them. */
#ifndef TEST_LAWS_SCRIPT_H
#define TEST_LAWS_SCRIPT_H

#include <incident.h>

#define SCRIPT_FACTS 14
#define SCRIPT_CALENDARS 6
#define SCRIPT_START INT64_C(1780272000000000) /* Mon 2026-06-01T00:00Z */

typedef enum script_kind {
    SCRIPT_START_FACT,
    SCRIPT_STOP,
    SCRIPT_PAUSE,
    SCRIPT_RESUME,
    SCRIPT_REOPEN,
    SCRIPT_CLOSE,
    SCRIPT_CANCEL,
    SCRIPT_RETARGET,
    SCRIPT_VOID,
    SCRIPT_KINDS
} script_kind;

typedef struct script_fact {
    script_kind kind;
    inc_time at;
    inc_time recorded;
    char id[8];
    const char *reason;
    const char *source;
    char voided[8];
    inc_terms *terms;
} script_fact;

/* Calendars that every script may use. */
typedef struct script_world {
    inc_context *context;
    inc_calendar *calendars[SCRIPT_CALENDARS];
} script_world;

typedef struct law_script {
    const script_world *world;
    inc_policy *policy;
    int32_t on_reopen;
    int32_t on_retarget;
    int has_caps;
    int has_voids;
    script_fact facts[SCRIPT_FACTS];
    size_t count;
    uint64_t shuffle; /* what the arrival order is drawn from */
} law_script;

int script_world_make(script_world *world, inc_context *context);
void script_world_free(script_world *world);

/* 1, or 0 where the policy cannot be made, which is a failure. */
int script_read(const script_world *world, const uint8_t *bytes, size_t size, law_script *script);
void script_free(law_script *script);

/* A clock that was told the facts, up to an instant, in an arrival order drawn from seed (0: as
 * listed); NULL on a failure. Every fact has an order of its own, so that arrival does not matter.
 */
inc_clock *script_clock(const law_script *script, inc_time until, uint64_t seed);

/* The calendar of a hash, or NULL. */
const inc_calendar *script_calendar(const script_world *world, const inc_hash *hash);

/* The fact of an id, or NULL. */
const script_fact *script_find(const law_script *script, const char *id);

#endif
