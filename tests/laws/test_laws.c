/* The laws of a clock over random histories. INCIDENT_LONG=1 takes a hundred times as many; an
 * argument repeats one seed. */
#include "laws.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define LAW_SEEDS 1500

static uint64_t law_next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int run_seed(const script_world *world, uint64_t seed)
{
    uint8_t bytes[160];
    char broken[256] = "";
    uint64_t state = seed;
    size_t size = 20 + (size_t) (law_next_random(&state) % (sizeof(bytes) - 20));
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t) (law_next_random(&state) >> 56);
    if (laws_hold(world, bytes, size, broken, sizeof(broken)))
        return 1;
    printf("seed %" PRIu64 ": broken: %s\n", seed, broken);
    return 0;
}

int main(int argc, char **argv)
{
    script_world world;
    inc_context *context = NULL;
    uint64_t first = 1;
    uint64_t count = getenv("INCIDENT_LONG") != NULL ? LAW_SEEDS * 100 : LAW_SEEDS;
    int failed = 0;
    if (argc > 1) {
        first = strtoull(argv[1], NULL, 10);
        count = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    }
    if (inc_context_new(NULL, &context) != INC_OK || !script_world_make(&world, context))
        return EXIT_FAILURE;
    for (uint64_t seed = first; seed < first + count && failed < 10; seed++)
        failed += !run_seed(&world, seed);
    printf("%" PRIu64 " histories, %d broken\n", count, failed);
    script_world_free(&world);
    inc_context_unref(context);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
