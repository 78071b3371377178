/* A growing array of equal items. */
#ifndef INC_BASE_ARRAY_H
#define INC_BASE_ARRAY_H

#include "base/context.h"

typedef struct inc__array {
    void *items;
    size_t count;
    size_t capacity;
} inc__array;

/* Room for one more item at the end, zeroed and counted; NULL without memory, the array unchanged.
 */
void *inc__array_push(inc_context *context, inc__array *array, size_t item_size);
/* The same at a place; later items move up. */
void *inc__array_insert(inc_context *context, inc__array *array, size_t item_size, size_t at);
/* Makes room for count items in all without counting them. */
inc_status inc__array_reserve(inc_context *context, inc__array *array, size_t item_size,
                              size_t count);
/* Frees the items and empties the array. */
void inc__array_free(inc_context *context, inc__array *array, size_t item_size);

#define INC__PUSH(context, array, type) ((type *) inc__array_push((context), (array), sizeof(type)))
#define INC__AT(array, type, index) (&((type *) (array)->items)[index])

#endif
