/* The laws of a desk over random days. INCIDENT_LONG=1 takes a million; an argument repeats one
 * seed. */
#include "desk_laws.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define DAYS 1500
#define DAYS_LONG 1000000

static uint64_t day_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int run_day(const desk_world *world, uint64_t seed)
{
    uint8_t bytes[640];
    char broken[400] = "";
    uint64_t state = seed;
    size_t size = 60 + (size_t) (day_random(&state) % (sizeof(bytes) - 60)), i;

    for (i = 0; i < size; i++)
        bytes[i] = (uint8_t) (day_random(&state) >> 56);
    if (desk_laws_hold(world, bytes, size, broken, sizeof(broken)))
        return 1;
    printf("seed %" PRIu64 ": broken: %s\n", seed, broken);
    return 0;
}

int main(int argc, char **argv)
{
    static desk_world world;
    inc_context *context = NULL;
    uint64_t first = 1, seed;
    uint64_t count = getenv("INCIDENT_LONG") != NULL ? DAYS_LONG : DAYS;
    int failed = 0;

    if (argc > 1) {
        first = strtoull(argv[1], NULL, 10);
        count = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    }
    if (inc_context_new(NULL, &context) != INC_OK || !desk_world_make(&world, context))
        return EXIT_FAILURE;
    for (seed = first; seed < first + count && failed < 10; seed++)
        failed += !run_day(&world, seed);
    printf("%" PRIu64 " days, %d broken\n", count, failed);
    desk_world_free(&world);
    inc_context_unref(context);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
