/* A growing array of equal items. */
#include "base/array.h"

#include <stdint.h>
#include <string.h>

inc_status inc__array_reserve(inc_context *context, inc__array *array, size_t item_size,
                              size_t count)
{
    size_t first = count < 4 ? 4 : count; /* what is asked for at first is not guessed at */
    size_t capacity = array->capacity > 0 ? array->capacity : first;
    void *items;

    if (count <= array->capacity)
        return INC_OK;
    if (count > SIZE_MAX / 2 / item_size)
        return inc__nomem(context);
    while (capacity < count)
        capacity *= 2;
    items = inc__resize(context, array->items, array->capacity * item_size, capacity * item_size);
    if (items == NULL)
        return inc__nomem(context);
    array->items = items;
    array->capacity = capacity;
    return INC_OK;
}

void *inc__array_insert(inc_context *context, inc__array *array, size_t item_size, size_t at)
{
    unsigned char *place;

    if (inc__array_reserve(context, array, item_size, array->count + 1) != INC_OK)
        return NULL;
    place = (unsigned char *) array->items + at * item_size;
    memmove(place + item_size, place, (array->count - at) * item_size);
    memset(place, 0, item_size);
    array->count++;
    return place;
}

void *inc__array_push(inc_context *context, inc__array *array, size_t item_size)
{
    unsigned char *place;

    if (array->count == array->capacity &&
        inc__array_reserve(context, array, item_size, array->count + 1) != INC_OK)
        return NULL;
    place = (unsigned char *) array->items + array->count * item_size;
    memset(place, 0, item_size);
    array->count++;
    return place;
}

void inc__array_free(inc_context *context, inc__array *array, size_t item_size)
{
    if (array->items != NULL)
        inc__release(context, array->items, array->capacity * item_size);
    memset(array, 0, sizeof *array);
}
