/* What a view may know of. */
#ifndef INC_FACTS_HORIZON_H
#define INC_FACTS_HORIZON_H

#include <incident/common.h>

typedef struct inc__horizon {
    inc_time as_of;    /* happened by then */
    inc_time as_known; /* recorded by then, or INC_TIME_NONE: everything */
    int32_t on_time; /* 1: of the facts recorded at as_known, only those that were neither late nor
                        voids */
} inc__horizon;

/* 1 for a fact within a horizon; late is 1 when it changes what was known of the past. */
static inline int inc__horizon_holds(const inc__horizon *horizon, inc_time happened,
                                     inc_time recorded, int late)
{
    if (happened > horizon->as_of)
        return 0;
    if (horizon->as_known == INC_TIME_NONE || recorded < horizon->as_known)
        return 1;
    return recorded == horizon->as_known && !(horizon->on_time && late);
}

#endif
