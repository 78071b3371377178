/* A set of keys: an array in order of arrival, and open addressing into it. */
#include "kpi/keys.h"

#include <string.h>

#define KEYS_FIRST_SLOTS 16

void inc__keys_init(inc__keys *keys, size_t width)
{
    memset(keys, 0, sizeof *keys);
    keys->width = width;
}

void inc__keys_free(inc_context *context, inc__keys *keys)
{
    inc__array_free(context, &keys->items, sizeof(int64_t));
    inc__release(context, keys->slots, keys->slots_count * sizeof *keys->slots);
    inc__keys_init(keys, keys->width);
}

const int64_t *inc__keys_at(const inc__keys *keys, size_t number)
{
    return INC__AT(&keys->items, const int64_t, number * keys->width);
}

/* Multiplication by an odd constant, the high half folded in (as splitmix64 does). */
static uint64_t keys_hash(const int64_t *key, size_t width)
{
    uint64_t hash = 0;
    size_t i;

    for (i = 0; i < width; i++) {
        hash = (hash ^ (uint64_t) key[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return hash;
}

static int keys_same(const int64_t *a, const int64_t *b, size_t width)
{
    size_t i;

    for (i = 0; i < width; i++)
        if (a[i] != b[i])
            return 0;
    return 1;
}

/* The slot that a key has, or would take. */
static size_t keys_slot(const inc__keys *keys, const int64_t *key)
{
    size_t mask = keys->slots_count - 1;
    size_t slot = (size_t) keys_hash(key, keys->width) & mask;

    while (keys->slots[slot] != 0 &&
           !keys_same(inc__keys_at(keys, keys->slots[slot] - 1), key, keys->width))
        slot = (slot + 1) & mask;
    return slot;
}

size_t inc__keys_find(const inc__keys *keys, const int64_t *key)
{
    uint32_t slot = keys->slots_count > 0 ? keys->slots[keys_slot(keys, key)] : 0;

    return slot > 0 ? slot - 1 : INC__KEY_NONE;
}

static void keys_fill(inc__keys *keys)
{
    size_t i;

    if (keys->slots_count > 0)
        memset(keys->slots, 0, keys->slots_count * sizeof *keys->slots);
    for (i = 0; i < keys->count; i++)
        keys->slots[keys_slot(keys, inc__keys_at(keys, i))] = (uint32_t) i + 1;
}

void inc__keys_truncate(inc__keys *keys, size_t count)
{
    if (count == keys->count)
        return;
    keys->count = count;
    keys->items.count = count * keys->width;
    keys_fill(keys);
}

/* At most half of the slots are taken. */
static inc_status keys_grow(inc_context *context, inc__keys *keys)
{
    size_t count = keys->slots_count > 0 ? keys->slots_count * 2 : KEYS_FIRST_SLOTS;
    uint32_t *slots;

    if ((keys->count + 1) * 2 <= keys->slots_count)
        return INC_OK;
    if (keys->count >= UINT32_MAX - 1)
        return inc__nomem(context);
    slots = inc__alloc(context, count * sizeof *slots);
    if (slots == NULL)
        return inc__nomem(context);
    inc__release(context, keys->slots, keys->slots_count * sizeof *keys->slots);
    keys->slots = slots;
    keys->slots_count = count;
    keys_fill(keys);
    return INC_OK;
}

inc_status inc__keys_put(inc_context *context, inc__keys *keys, const int64_t *key, size_t *number)
{
    inc_status status;
    size_t i;

    *number = inc__keys_find(keys, key);
    if (*number != INC__KEY_NONE)
        return INC_OK;
    status = keys_grow(context, keys);
    if (status == INC_OK)
        status = inc__array_reserve(context, &keys->items, sizeof(int64_t),
                                    (keys->count + 1) * keys->width);
    if (status != INC_OK)
        return status;
    for (i = 0; i < keys->width; i++)
        INC__AT(&keys->items, int64_t, keys->count * keys->width)[i] = key[i];
    keys->slots[keys_slot(keys, key)] = (uint32_t) keys->count + 1;
    *number = keys->count++;
    keys->items.count = keys->count * keys->width;
    return INC_OK;
}
