/* A hash table for what is looked up by its whole key. Links are part of what is kept, so that
 * putting in cannot fail; without memory to grow chains become longer, no more. */
#ifndef INC_STORE_MEMORY_HASH_H
#define INC_STORE_MEMORY_HASH_H

#include "base/context.h"

#include <stddef.h>
#include <stdint.h>

typedef struct inc__link {
    struct inc__link *next;
    uint64_t hash;
} inc__link;

typedef struct inc__links {
    inc__link **chains;
    size_t size; /* a power of two, or 0 */
    size_t count;
} inc__links;

/* FNV-1a over one more part of a key; every part ends, so that "ab", "c" is not "a", "bc". */
uint64_t inc__hash_start(uint64_t seed);
uint64_t inc__hash_text(uint64_t hash, const char *text);
uint64_t inc__hash_number(uint64_t hash, uint64_t number);

/* Makes an empty table ready; 0 without memory. */
int inc__links_ready(inc_context *context, inc__links *links);
/* The first link that may be the one, and the next after that; NULL: none. */
inc__link *inc__links_first(const inc__links *links, uint64_t hash);
inc__link *inc__links_next(const inc__link *link);
void inc__links_put(inc_context *context, inc__links *links, inc__link *link, uint64_t hash);
void inc__links_take(inc__links *links, const inc__link *link);
void inc__links_free(inc_context *context, inc__links *links);

#endif
