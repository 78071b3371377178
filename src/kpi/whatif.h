/* A comparison of two sets of rules from the inside. */
#ifndef INC_KPI_WHATIF_H
#define INC_KPI_WHATIF_H

#include "base/array.h"

#include <incident/whatif.h>

#define INC__SIDES 2

struct inc_whatif {
    inc_context *context;
    inc_time as_of;
    inc_time as_known;
    int32_t anew[INC__SIDES]; /* 1: what followed by itself is derived anew */
    inc_incident *incidents[INC__SIDES];
    inc_kpi *kpis[INC__SIDES]; /* or NULL */
    inc__array deviations;     /* inc_deviation, of the last incident */
    inc__array answers;        /* int32_t, by clock before: the clock after that answers to it */
    inc__array taken;          /* int32_t, by clock after: 1 if it answers to one */
    inc_whatif_counts counts;
};

/* Fills the deviations of the incident that both sides were looked at. INC_OK or INC_E_NOMEM. */
inc_status inc__whatif_compare(inc_whatif *whatif);

#endif
