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

/* Finds the verdicts that late facts and voids revised. */
inc_status inc__ledger_correct(inc_ledger *ledger, inc_time as_known);

#endif
