/* What a clock was told: facts in the order in which they happened. */
#ifndef INC_INCIDENT_FACT_H
#define INC_INCIDENT_FACT_H

#include "base/array.h"
#include "facts/horizon.h"
#include "facts/strike.h"

#include <incident/clock.h>

typedef enum inc__fact_kind {
    INC__FACT_START = 1,
    INC__FACT_STOP,
    INC__FACT_PAUSE,
    INC__FACT_RESUME,
    INC__FACT_REOPEN,
    INC__FACT_CLOSE,
    INC__FACT_CANCEL,
    INC__FACT_RETARGET,
    INC__FACT_VOID,
    INC__FACT_MIGRATE /* of clocks on an incident only: the open cycle goes on under another policy
                       */
} inc__fact_kind;

typedef struct inc__fact {
    inc__fact_kind kind;
    inc_time at;
    inc_time recorded;
    int64_t order;
    int64_t sequence;
    char *id;                 /* or NULL */
    char *reason;             /* of a pause, resume or void; never NULL there */
    char *source;             /* of a pause or resume, never NULL there */
    char *voids;              /* id of the fact that a void takes out */
    inc_terms *terms;         /* of a retarget, a migration, a reopen that pins anew */
    const inc_policy *policy; /* likewise, but for a retarget; or NULL */
    inc_time live;            /* of a start: before it nothing is derived; else 0 */
    inc__strike strike;       /* of the selection made last; only voids name any */
} inc__fact;

typedef struct inc__facts {
    inc__array list;  /* inc__fact *, by (at, order, sequence) once sorted */
    int32_t unsorted; /* 1 when the last ones came out of order */
    inc__array ids;   /* inc__fact *, those with an id in a hash table with linear probing */
    size_t named;     /* how many those are */
    int64_t sequence; /* of the last one */
} inc__facts;

/* A copy of a fact whose strings and terms are borrowed. */
inc_status inc__facts_add(inc_context *context, inc__facts *facts, const inc__fact *fact,
                          const inc_stamp *stamp);
/* A copy of all facts into an empty list. */
inc_status inc__facts_copy(inc_context *context, const inc__facts *from, inc__facts *to);
void inc__facts_free(inc_context *context, inc__facts *facts);

inc__fact *inc__facts_at(const inc__facts *facts, size_t index);
/* 1 if a is folded before b. */
int inc__fact_before(const inc__fact *a, const inc__fact *b);

/* The fact of an id, or NULL. */
inc__fact *inc__facts_find(const inc__facts *facts, const char *id);
/* 1 for a fact within a horizon. */
int inc__fact_within(const inc__fact *fact, const inc__horizon *horizon);

/* 1 for a fact that changes what was known of the past. */
int inc__fact_late(const inc__fact *fact);

/* Fills selection (const inc__fact *) with the facts within a horizon, without those that a void
 * took out. */
inc_status inc__facts_select(inc_context *context, inc__facts *facts, const inc__horizon *horizon,
                             inc__array *selection);

#endif
