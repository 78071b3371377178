/* Structs that start with their size: what a caller of an older or a newer version may pass. Too
 * small or absurd is INC_E_INVALID; a tail that this version does not know must be zero on the way
 * in and is zeroed on the way out. */
#ifndef TESTS_MOCK_SIZES_H
#define TESTS_MOCK_SIZES_H

#include "host.h"

/* What the calls under test work on; each test has its own. */
typedef struct sizes_world sizes_world;

/* A struct: its size, where its first version ended, a good value, and a call that takes it. */
typedef struct sizes_case {
    const char *name;
    size_t size;
    size_t first_size;
    void (*fill)(sizes_world *world, void *bytes);
    inc_status (*call)(sizes_world *world, void *bytes);
} sizes_case;

#define SIZES_END(type, member) (offsetof(type, member) + sizeof(((type *) 0)->member))

void sizes_check_in(sizes_world *world, const sizes_case *cases, size_t count);
void sizes_check_out(sizes_world *world, const sizes_case *cases, size_t count);

#endif
