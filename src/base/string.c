/* NUL-terminated strings that the library keeps. */
#include "base/string.h"

#include <string.h>

/* Bytes of the well-formed sequence at the front, 0 for none. Source: Unicode 15, table 3-7. */
static size_t string_sequence(const unsigned char *at, size_t left)
{
    unsigned char low = 0x80, high = 0xbf;
    size_t size, i;

    if (at[0] < 0x80)
        return at[0] != 0;
    if (at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    size = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    if (size > left)
        return 0;
    if (at[0] == 0xe0)
        low = 0xa0;
    if (at[0] == 0xed)
        high = 0x9f;
    if (at[0] == 0xf0)
        low = 0x90;
    if (at[0] == 0xf4)
        high = 0x8f;
    if (at[1] < low || at[1] > high)
        return 0;
    for (i = 2; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    }
    return size;
}

size_t inc__text_prefix(const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *) bytes;
    size_t left = size;

    while (left > 0) {
        size_t step = string_sequence(at, left);
        if (step == 0)
            break;
        at += step;
        left -= step;
    }
    return size - left;
}

int inc__text_valid(const char *bytes, size_t size)
{
    return inc__text_prefix(bytes, size) == size;
}

int inc__name_valid(const char *name, size_t least)
{
    size_t size = name != NULL ? strlen(name) : 0;
    return size >= least && size <= INC__NAME_MOST && inc__text_valid(name, size);
}

char *inc__string_copy(inc_context *context, const char *bytes, size_t size)
{
    char *copy;

    if (size == INC_ZSTR)
        size = strlen(bytes);
    copy = inc__alloc(context, size + 1);
    if (copy != NULL && size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

void inc__string_free(inc_context *context, char *string)
{
    if (string != NULL)
        inc__release(context, string, strlen(string) + 1);
}
