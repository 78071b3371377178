/* A set of keys, each a fixed number of integers, numbered in the order they came. */
#ifndef INC_KPI_KEYS_H
#define INC_KPI_KEYS_H

#include "base/array.h"

typedef struct inc__keys {
    size_t width;
    inc__array items; /* int64_t, width of them a key */
    size_t count;     /* of keys */
    uint32_t *slots;  /* 1 + a key's number; 0: free */
    size_t slots_count;
} inc__keys;

/* No such key. */
#define INC__KEY_NONE SIZE_MAX

void inc__keys_init(inc__keys *keys, size_t width);
void inc__keys_free(inc_context *context, inc__keys *keys);
/* Forgets the keys from a number on; the memory is kept. */
void inc__keys_truncate(inc__keys *keys, size_t count);
/* The number of a key, or INC__KEY_NONE. */
size_t inc__keys_find(const inc__keys *keys, const int64_t *key);
/* The same; a key that is not there is added. Without memory INC_E_NOMEM, the set unchanged. */
inc_status inc__keys_put(inc_context *context, inc__keys *keys, const int64_t *key, size_t *number);
const int64_t *inc__keys_at(const inc__keys *keys, size_t number);

#endif
