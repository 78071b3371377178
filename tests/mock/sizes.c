/* Structs that start with their size: what a caller of an older or a newer version may pass. */
#include "sizes.h"

#include <string.h>

#define SIZES_ROOM 512
#define SIZES_ABSURD 65537

/* The answer to the struct when it says it has size bytes, byte `at` (if not 0) being 1. */
static inc_status sizes_ask(sizes_world *world, const sizes_case *one, size_t size, size_t at)
{
    union {
        size_t size;
        int64_t align;
        unsigned char bytes[SIZES_ROOM];
    } theirs;

    memset(&theirs, 0, sizeof theirs);
    one->fill(world, theirs.bytes);
    theirs.size = size;
    if (at != 0)
        theirs.bytes[at] = 1;
    return one->call(world, theirs.bytes);
}

static void sizes_expect(sizes_world *world, const sizes_case *one, size_t size, size_t at,
                         inc_status expected)
{
    inc_status status = sizes_ask(world, one, size, at);

    if (status != expected)
        fail_msg("%s of %zu bytes (byte %zu set) was answered %s, not %s", one->name, size, at,
                 inc_status_name(status), inc_status_name(expected));
}

void sizes_check_in(sizes_world *world, const sizes_case *cases, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const sizes_case *one = &cases[i];
        sizes_expect(world, one, one->size, 0, INC_OK);
        sizes_expect(world, one, one->first_size, 0, INC_OK);
        sizes_expect(world, one, 0, 0, INC_E_INVALID);
        sizes_expect(world, one, one->first_size - 1, 0, INC_E_INVALID);
        sizes_expect(world, one, SIZES_ABSURD, 0, INC_E_INVALID);
        sizes_expect(world, one, SIZE_MAX, 0, INC_E_INVALID);
        sizes_expect(world, one, one->size + 8, 0, INC_OK);
        sizes_expect(world, one, one->size + 8, one->size, INC_E_UNSUPPORTED);
        sizes_expect(world, one, one->size + 8, one->size + 7, INC_E_UNSUPPORTED);
        sizes_expect(world, one, one->size + 8, one->size + 8, INC_OK);
    }
}

/* Asks for size bytes into a buffer full of 0x77 and checks that nothing beyond them is touched. */
static inc_status sizes_get(sizes_world *world, const sizes_case *one, size_t size,
                            unsigned char *out)
{
    union {
        size_t size;
        int64_t align;
        unsigned char bytes[SIZES_ROOM];
    } theirs;
    inc_status status;
    size_t i;

    memset(&theirs, 0x77, sizeof theirs);
    theirs.size = size;
    status = one->call(world, theirs.bytes);
    assert_true(theirs.size == size);
    for (i = status == INC_OK ? size : sizeof theirs.size; i < sizeof theirs; i++)
        if (theirs.bytes[i] != 0x77)
            fail_msg("%s of %zu bytes: byte %zu was written", one->name, size, i);
    memcpy(out, theirs.bytes, sizeof theirs);
    return status;
}

static void sizes_demand(sizes_world *world, const sizes_case *one, size_t size,
                         inc_status expected, unsigned char *out)
{
    inc_status status = sizes_get(world, one, size, out);

    if (status != expected)
        fail_msg("%s of %zu bytes was answered %s, not %s", one->name, size,
                 inc_status_name(status), inc_status_name(expected));
}

void sizes_check_out(sizes_world *world, const sizes_case *cases, size_t count)
{
    const unsigned char zeroes[8] = {0};
    unsigned char out[SIZES_ROOM], wide[SIZES_ROOM];
    size_t i;

    for (i = 0; i < count; i++) {
        const sizes_case *one = &cases[i];
        sizes_demand(world, one, one->first_size, INC_OK, out);
        sizes_demand(world, one, 0, INC_E_INVALID, out);
        sizes_demand(world, one, one->first_size - 1, INC_E_INVALID, out);
        sizes_demand(world, one, SIZES_ABSURD, INC_E_INVALID, out);
        sizes_demand(world, one, one->size, INC_OK, out);
        sizes_demand(world, one, one->size + 8, INC_OK, wide);
        assert_memory_equal(out + sizeof(size_t), wide + sizeof(size_t),
                            one->first_size - sizeof(size_t));
        assert_memory_equal(wide + one->size, zeroes, sizeof zeroes);
    }
}
