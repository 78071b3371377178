/* The account of a clock from the inside. */
#ifndef INC_INCIDENT_LEDGER_BODY_H
#define INC_INCIDENT_LEDGER_BODY_H

#include "incident/fold.h"

/* A correction whose lists lie in the ledger's arrays. */
typedef struct inc__revised {
    inc_correction correction;
    size_t first;
} inc__revised;

struct inc_ledger {
    inc_context *context;
    inc_policy *policy;
    inc_terms *terms;
    inc__facts facts; /* copies: the ledger outlives the clock */
    inc__array told;  /* inc__fact, copies: of a clock on an incident, in place of the above */
    inc__array names; /* char *: decimal sequences, the ids of those facts */
    inc__fold fold;
    inc_time as_of;

    size_t stretch;  /* in hand */
    inc_time at;     /* in it: where the next piece begins */
    int32_t waiting; /* 1: `ahead` was cut but not given yet */
    inc_segment ahead;

    inc__array revised; /* inc__revised */
    inc__array by;      /* int64_t */
    inc__array by_ids;  /* const char * */
};

/* The account of a clock on an incident, from what it was told (inc__fact); verdicts that were
 * revised aside. What was made is in *ledger also on a failure. */
inc_status inc__ledger_of(inc_context *context, const inc_policy *policy, const inc_terms *terms,
                          const inc__array *told, inc_time as_of, inc_ledger **ledger);
/* Appends a fact's sequence, and its text, to the list of those that revised a verdict. */
inc_status inc__ledger_name(inc_ledger *ledger, int64_t sequence);
void inc__ledger_free_told(inc_ledger *ledger);

/* A correction, unless nothing was revised: then *revised stays. */
inc_status inc__ledger_revise(inc_ledger *ledger, inc_time recorded, const inc_clock_view *was,
                              const inc_clock_view *is, inc__revised **revised);
/* Finds the verdicts that late facts and voids revised. */
inc_status inc__ledger_correct(inc_ledger *ledger, inc_time as_known);

#endif
