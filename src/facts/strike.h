/* Which facts are taken out by others: a fact strikes what it names unless it is struck itself. */
#ifndef INC_FACTS_STRIKE_H
#define INC_FACTS_STRIKE_H

#include <stddef.h>
#include <stdint.h>

/* The part of a fact in it; zeroed before facts are named. */
typedef struct inc__strike {
    struct inc__strike *named; /* what it strikes, or NULL */
    size_t namers;             /* that name it and are not resolved yet */
    int32_t out;               /* 1: it was struck */
    int32_t resolved;          /* 1: it is known whether it strikes */
    int32_t replaces;          /* 1: it takes the place of what it names */
    int32_t replaced;          /* 1: it was struck by such a one: what it struck stays out */
} inc__strike;

/* Notes what a fact names; it may not name itself, nor two. */
void inc__strike_name(inc__strike *strike, inc__strike *named);

/* Marks those that are out, when all have been named; at gives the strikes of a list in the order
 * of the fold. However long the chains, whatever order they came in; of those that name each other
 * in a circle, the last strikes. */
void inc__strike_settle(inc__strike *(*at)(const void *list, size_t index), const void *list,
                        size_t count);

#endif
