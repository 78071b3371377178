/* Ordered indexes. What an index may need of memory is set aside beforehand, so that a change that
 * consists of many cannot fail halfway. */
#ifndef INC_STORE_MEMORY_INDEX_H
#define INC_STORE_MEMORY_INDEX_H

#include "base/context.h"

#include <stddef.h>
#include <stdint.h>

/* Something that is indexed, and a number to compare by without a look at it. */
typedef struct inc__indexed {
    int64_t value;
    void *item;
} inc__indexed;

/* The most and, but for the root, the fewest entries of a node. */
#define INC__NODE_MOST 63
#define INC__NODE_FEWEST 15

typedef struct inc__node {
    int32_t count;
    int32_t leaf;
    inc__indexed entries[INC__NODE_MOST];
    struct inc__node
        *children[INC__NODE_MOST + 1]; /* of one that is no leaf; of a spare the next */
} inc__node;

/* Nodes set aside. */
typedef struct inc__spares {
    inc_context *context; /* borrowed; no line is left on it */
    inc__node *first;
    size_t count;
} inc__spares;

/* Negative, 0 or positive as the key comes before, with or after the entry. */
typedef int inc__indexed_compare(const void *key, const inc__indexed *entry);

typedef struct inc__index {
    inc__node *root;
    inc__indexed_compare *compare;
    int32_t height;
} inc__index;

/* Sets aside what one more entry in each of so many indexes, none higher than that, may need. 0
 * without memory. */
int inc__spares_reserve(inc__spares *spares, size_t entries, int32_t height);
/* Gives back all but so many. */
void inc__spares_trim(inc__spares *spares, size_t most);

/* The entry of a key, or NULL. */
inc__indexed *inc__index_find(const inc__index *index, const void *key);
/* Puts an entry in, at its key, which no other has; nodes come from the spares. */
void inc__index_insert(inc__index *index, inc__spares *spares, const inc__indexed *entry,
                       const void *key);
/* Takes the entry of a key out, which is in; nodes go to the spares. */
void inc__index_remove(inc__index *index, inc__spares *spares, const void *key);
/* Gives all nodes back to the spares' context. */
void inc__index_free(inc__index *index, inc__spares *spares);

/* More levels than there can be. */
#define INC__WALK_DEPTH 20

/* A walk through an index that does not change meanwhile. Of each node on the path: the entry that
 * comes next. */
typedef struct inc__walk {
    int backwards;
    int depth;
    const inc__node *nodes[INC__WALK_DEPTH];
    int32_t next[INC__WALK_DEPTH];
} inc__walk;

/* Starts before the first entry that does not come before the key (backwards: after the last one
 * that does not come after it); NULL: at the end where the walk begins. */
void inc__walk_start(inc__walk *walk, const inc__index *index, const void *key, int backwards);
/* The next entry, or NULL. */
const inc__indexed *inc__walk_next(inc__walk *walk);

#endif
