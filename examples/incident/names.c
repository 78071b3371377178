/* Distinct texts, numbered in the order they are first seen. Open addressing, at most half full. */
#include "names.h"

#include "tool.h"

#include <stdlib.h>
#include <string.h>

void names_free(struct names *names)
{
    free(names->bytes);
    free(names->offsets);
    free(names->slots);
    memset(names, 0, sizeof *names);
}

const char *names_text(const struct names *names, uint32_t index)
{
    return names->bytes + names->offsets[index];
}

/* Eight bytes at a time, by multiplication; the high bits, where the product mixes them, are folded
 * down because the low ones pick the slot. */
static size_t names_hash(const char *text, size_t size)
{
    uint64_t hash = size, word = 0;
    for (; size >= sizeof word; text += sizeof word, size -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    word = 0;
    for (size_t i = 0; i < size; i++)
        word = word << 8 | (unsigned char) text[i];
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t) (hash ^ (hash >> 32));
}

static bool names_is(const struct names *names, uint32_t index, const char *text, size_t size)
{
    size_t offset = names->offsets[index];
    size_t next = index + 1 < names->count ? names->offsets[index + 1] : names->bytes_used;
    return next - offset - 1 == size && csv_same(names->bytes + offset, text, size);
}

/* The slot of a text, or the free one where it belongs. */
static size_t names_slot(const struct names *names, const char *text, size_t size)
{
    size_t mask = names->slots_count - 1;
    size_t slot = names_hash(text, size) & mask;
    while (names->slots[slot] && !names_is(names, names->slots[slot] - 1, text, size))
        slot = (slot + 1) & mask;
    return slot;
}

static void names_rehash(struct names *names)
{
    names->slots_count = names->slots_count ? names->slots_count * 2 : 64;
    names->slots = tool_resize(names->slots, names->slots_count, sizeof *names->slots);
    memset(names->slots, 0, names->slots_count * sizeof *names->slots);
    for (uint32_t i = 0; i < names->count; i++) {
        const char *text = names_text(names, i);
        size_t next = i + 1 < names->count ? names->offsets[i + 1] : names->bytes_used;
        names->slots[names_slot(names, text, next - names->offsets[i] - 1)] = i + 1;
    }
}

static uint32_t names_append(struct names *names, const char *text, size_t size)
{
    while (names->bytes_capacity - names->bytes_used < size + 1) {
        names->bytes_capacity = names->bytes_capacity ? names->bytes_capacity * 2 : 256;
        names->bytes = tool_resize(names->bytes, names->bytes_capacity, 1);
    }
    names->offsets =
        tool_grow(names->offsets, names->count, &names->capacity, sizeof *names->offsets);
    names->offsets[names->count] = names->bytes_used;
    memcpy(names->bytes + names->bytes_used, text, size);
    names->bytes[names->bytes_used + size] = '\0';
    names->bytes_used += size + 1;
    return (uint32_t) names->count++;
}

uint32_t names_add(struct names *names, const char *text, size_t size)
{
    size_t slot;
    if (names->last && names_is(names, names->last - 1, text, size))
        return names->last - 1;
    if (names->count * 2 >= names->slots_count)
        names_rehash(names);
    slot = names_slot(names, text, size);
    if (!names->slots[slot])
        names->slots[slot] = names_append(names, text, size) + 1;
    names->last = names->slots[slot];
    return names->last - 1;
}

uint32_t names_find(const struct names *names, const char *text, size_t size)
{
    size_t slot;
    if (names->slots_count == 0)
        return UINT32_MAX;
    slot = names_slot(names, text, size);
    return names->slots[slot] ? names->slots[slot] - 1 : UINT32_MAX;
}
