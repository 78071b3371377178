/* Which facts are taken out by others. */
#include "facts/strike.h"

void inc__strike_name(inc__strike *strike, inc__strike *named)
{
    strike->named = named;
    named->namers++;
}

/* It strikes what it names unless it is out itself. What is struck is out whatever else names it;
 * what nobody is left to strike is in; either way it is the next to resolve. */
static void strike_resolve(inc__strike *strike)
{
    while (strike != NULL) {
        inc__strike *named = strike->named;
        strike->resolved = 1;
        if (named == NULL || named->resolved)
            return;
        named->namers--;
        if (!strike->out)
            named->out = 1;
        strike = named->out || named->namers == 0 ? named : NULL;
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
