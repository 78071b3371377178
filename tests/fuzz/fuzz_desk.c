/* Days at a desk: every law of tests/laws holds. */
#include "desk_laws.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static desk_world world; /* made once: compiling it takes longer than a run */
    char broken[400] = "";

    if (world.plain.context == NULL) {
        inc_context *context = NULL;
        if (inc_context_new(NULL, &context) != INC_OK || !desk_world_make(&world, context))
            abort();
    }
    if (!desk_laws_hold(&world, data, size, broken, sizeof(broken))) {
        (void) fprintf(stderr, "broken: %s\n", broken);
        abort();
    }
    return 0;
}
