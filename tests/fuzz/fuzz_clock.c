/* Histories of a clock: the fold is total, and every law of tests/laws holds. */
#include "laws.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static script_world world; /* made once: compiling it takes longer than a run */
    char broken[256] = "";
    if (world.context == NULL) {
        inc_context *context = NULL;
        if (inc_context_new(NULL, &context) != INC_OK || !script_world_make(&world, context))
            abort();
    }
    if (!laws_hold(&world, data, size, broken, sizeof(broken))) {
        (void) fprintf(stderr, "broken: %s\n", broken);
        abort();
    }
    return 0;
}
