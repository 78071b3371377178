/* Texts that are kept once. */
#include "kpi/strings.h"

#include "base/string.h"

#include <string.h>

#define STRINGS_FIRST_SLOTS 16

size_t inc__strings_count(const inc__strings *strings)
{
    return strings->items.count;
}

const char *inc__strings_at(const inc__strings *strings, int64_t number)
{
    return number > 0 ? *INC__AT(&strings->items, char *, (size_t) number - 1) : "";
}

/* FNV-1a. */
static uint64_t strings_hash(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char) *text) * UINT64_C(1099511628211);
    return hash ^ (hash >> 32);
}

/* The slot that a text has, or would take. */
static size_t strings_slot(const inc__strings *strings, const char *text)
{
    size_t mask = strings->slots_count - 1;
    size_t slot = (size_t) strings_hash(text) & mask;

    while (strings->slots[slot] != 0 &&
           strcmp(inc__strings_at(strings, strings->slots[slot]), text) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

/* The number of a text, or -1. */
static int64_t strings_find(const inc__strings *strings, const char *text)
{
    uint32_t number;

    if (text == NULL || text[0] == '\0')
        return 0;
    number = strings->slots_count > 0 ? strings->slots[strings_slot(strings, text)] : 0;
    return number > 0 ? (int64_t) number : -1;
}

static void strings_fill(inc__strings *strings)
{
    size_t i;

    if (strings->slots_count > 0)
        memset(strings->slots, 0, strings->slots_count * sizeof *strings->slots);
    for (i = 1; i <= strings->items.count; i++)
        strings->slots[strings_slot(strings, inc__strings_at(strings, (int64_t) i))] = (uint32_t) i;
}

void inc__strings_truncate(inc_context *context, inc__strings *strings, size_t count)
{
    if (count == strings->items.count)
        return;
    while (strings->items.count > count)
        inc__string_free(context, *INC__AT(&strings->items, char *, --strings->items.count));
    strings_fill(strings);
}

void inc__strings_free(inc_context *context, inc__strings *strings)
{
    while (strings->items.count > 0)
        inc__string_free(context, *INC__AT(&strings->items, char *, --strings->items.count));
    inc__array_free(context, &strings->items, sizeof(char *));
    inc__release(context, strings->slots, strings->slots_count * sizeof *strings->slots);
    strings->slots = NULL;
    strings->slots_count = 0;
}

static inc_status strings_grow(inc_context *context, inc__strings *strings)
{
    size_t count = strings->slots_count > 0 ? strings->slots_count * 2 : STRINGS_FIRST_SLOTS;
    uint32_t *slots;

    if ((strings->items.count + 1) * 2 <= strings->slots_count)
        return INC_OK;
    if (strings->items.count >= UINT32_MAX - 1)
        return inc__nomem(context);
    slots = inc__alloc(context, count * sizeof *slots);
    if (slots == NULL)
        return inc__nomem(context);
    inc__release(context, strings->slots, strings->slots_count * sizeof *strings->slots);
    strings->slots = slots;
    strings->slots_count = count;
    strings_fill(strings);
    return INC_OK;
}

static inc_status strings_add(inc_context *context, inc__strings *strings, const char *text)
{
    char *copy, **place;

    if (!inc__text_valid(text, strlen(text)))
        return inc__fail(context, INC_E_INVALID, "the text '%.*s'... was no UTF-8",
                         (int) inc__text_prefix(text, strlen(text)), text);
    if (strings_grow(context, strings) != INC_OK)
        return INC_E_NOMEM;
    copy = inc__string_copy(context, text, INC_ZSTR);
    if (copy == NULL)
        return inc__nomem(context);
    place = INC__PUSH(context, &strings->items, char *);
    if (place == NULL) {
        inc__string_free(context, copy);
        return inc__nomem(context);
    }
    *place = copy;
    strings->slots[strings_slot(strings, copy)] = (uint32_t) strings->items.count;
    return INC_OK;
}

inc_status inc__strings_put(inc_context *context, inc__strings *strings, const char *text,
                            int64_t *number)
{
    inc_status status;

    *number = strings_find(strings, text);
    if (*number >= 0)
        return INC_OK;
    status = strings_add(context, strings, text);
    *number = (int64_t) strings->items.count;
    return status;
}
