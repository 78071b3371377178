/* Ordered indexes: nodes are part of what is indexed, so that putting in and taking out need no
 * memory and cannot fail. */
#ifndef INC_STORE_MEMORY_INDEX_H
#define INC_STORE_MEMORY_INDEX_H

#include <stddef.h>
#include <stdint.h>

typedef struct inc__node {
    struct inc__node *left;
    struct inc__node *right;
    int64_t value; /* the owner's, to compare by without a look at what is indexed */
    int32_t place; /* the owner's: which of several nodes it is */
    int32_t level;
} inc__node;

/* Negative, 0 or positive as the key comes before, with or after the node. */
typedef int inc__node_compare(const void *key, const inc__node *node);

typedef struct inc__index {
    inc__node *root;
    inc__node_compare *compare;
} inc__index;

/* The node of a key, or NULL. */
inc__node *inc__index_find(const inc__index *index, const void *key);
/* Puts a node in, at its key, which no other has. */
void inc__index_insert(inc__index *index, inc__node *node, const void *key);
/* Takes a node out that is in. */
void inc__index_remove(inc__index *index, inc__node *node, const void *key);

/* More than twice the levels of as many nodes as fit into any memory. */
#define INC__WALK_DEPTH 128

/* A walk through an index that does not change meanwhile. */
typedef struct inc__walk {
    int backwards;
    int depth;
    inc__node *path[INC__WALK_DEPTH]; /* nodes still to come, the next one last */
} inc__walk;

/* Starts before the first node that does not come before the key (backwards: after it); NULL: at
 * the end where the walk begins. */
void inc__walk_start(inc__walk *walk, const inc__index *index, const void *key, int backwards);
/* The next node, or NULL. */
inc__node *inc__walk_next(inc__walk *walk);

#endif
