/* Which facts are taken out by others. */
#include "facts/strike.h"

void inc__strike_name(inc__strike *strike, inc__strike *named)
{
    strike->named = named;
    named->namers++;
}

/* What is struck is out whatever else names it; but one that takes another's place strikes on when
 * it is itself replaced, so that it waits for those that may do so. */
static int strike_is_known(const inc__strike *strike)
{
    return strike->namers == 0 || strike->replaced || (strike->out && !strike->replaces);
}

/* It strikes what it names unless it is out itself. What is known to be out or in is the next to
 * resolve. */
static void strike_resolve(inc__strike *strike)
{
    while (strike != NULL) {
        inc__strike *named = strike->named;
        strike->resolved = 1;
        if (named == NULL || named->resolved)
            return;
        named->namers--;
        if (!strike->out || (strike->replaced && strike->replaces)) {
            named->out = 1;
            named->replaced |= strike->replaces;
        }
        strike = strike_is_known(named) ? named : NULL;
    }
}

void inc__strike_settle(inc__strike *(*at)(const void *list, size_t index), const void *list,
                        size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        inc__strike *strike = at(list, i);
        if (strike->named != NULL && strike->namers == 0 && !strike->resolved)
            strike_resolve(strike);
    }
    /* Left are circles that nothing outside of them strikes. */
    for (i = count; i-- > 0;) {
        inc__strike *strike = at(list, i);
        if (strike->named != NULL && !strike->resolved)
            strike_resolve(strike);
    }
}
