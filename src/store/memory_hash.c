/* Hash tables with chains. */
#include "store/memory_hash.h"

#define HASH_LEAST 16

/* Offset basis and prime of Fowler, Noll and Vo, 64 bits. */
#define HASH_BASIS UINT64_C(0xcbf29ce484222325)
#define HASH_PRIME UINT64_C(0x00000100000001b3)

uint64_t inc__hash_start(uint64_t seed)
{
    return inc__hash_number(HASH_BASIS, seed);
}

uint64_t inc__hash_text(uint64_t hash, const char *text)
{
    const unsigned char *at = (const unsigned char *) text;

    do
        hash = (hash ^ *at) * HASH_PRIME;
    while (*at++ != 0);
    return hash;
}

uint64_t inc__hash_number(uint64_t hash, uint64_t number)
{
    int shift;

    for (shift = 0; shift < 64; shift += 8)
        hash = (hash ^ (number >> shift & 0xff)) * HASH_PRIME;
    return hash;
}

/* Low bits of a product know low bits only. */
static size_t hash_chain(const inc__links *links, uint64_t hash)
{
    return (size_t) (hash ^ hash >> 32) & (links->size - 1);
}

static inc__link *hash_same(inc__link *link, uint64_t hash)
{
    while (link != NULL && link->hash != hash)
        link = link->next;
    return link;
}

inc__link *inc__links_first(const inc__links *links, uint64_t hash)
{
    if (links->size == 0)
        return NULL;
    return hash_same(links->chains[hash_chain(links, hash)], hash);
}

inc__link *inc__links_next(const inc__link *link)
{
    return hash_same(link->next, link->hash);
}

static void hash_push(inc__links *links, inc__link *link)
{
    inc__link **chain = &links->chains[hash_chain(links, link->hash)];

    link->next = *chain;
    *chain = link;
}

/* 0 when there was no memory for it. */
static int hash_grow(inc_context *context, inc__links *links)
{
    inc__links grown = {NULL, links->size != 0 ? links->size * 2 : HASH_LEAST, links->count};
    size_t i;

    grown.chains = inc__alloc(context, grown.size * sizeof(inc__link *));
    if (grown.chains == NULL)
        return 0;
    for (i = 0; i < links->size; i++) {
        inc__link *link = links->chains[i];
        while (link != NULL) {
            inc__link *next = link->next;
            hash_push(&grown, link);
            link = next;
        }
    }
    inc__links_free(context, links);
    *links = grown;
    return 1;
}

int inc__links_ready(inc_context *context, inc__links *links)
{
    return links->size != 0 || hash_grow(context, links);
}

void inc__links_put(inc_context *context, inc__links *links, inc__link *link, uint64_t hash)
{
    if (links->count >= links->size)
        (void) hash_grow(context, links);
    link->hash = hash;
    hash_push(links, link);
    links->count++;
}

void inc__links_take(inc__links *links, const inc__link *link)
{
    inc__link **place = &links->chains[hash_chain(links, link->hash)];

    while (*place != link)
        place = &(*place)->next;
    *place = link->next;
    links->count--;
}

void inc__links_free(inc_context *context, inc__links *links)
{
    inc__release(context, links->chains, links->size * sizeof(inc__link *));
    links->chains = NULL;
    links->size = 0;
    links->count = 0;
}
