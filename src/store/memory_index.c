/* Ordered indexes as B-trees: few wide nodes, so that a million entries are four memory accesses
 * deep and not twenty. Source: R. Bayer and E. McCreight, Organization and maintenance of large
 * ordered indexes, 1972. */
#include "store/memory_index.h"

#include <string.h>

int inc__spares_reserve(inc__spares *spares, size_t entries, int32_t height)
{
    /* An insertion splits at most every node on its way, and puts a root on top. */
    size_t wanted = entries * ((size_t) height + 2);

    while (spares->count < wanted) {
        inc__node *node = inc__resize(spares->context, NULL, 0, sizeof *node);
        if (node == NULL)
            return 0;
        node->children[0] = spares->first;
        spares->first = node;
        spares->count++;
    }
    return 1;
}

static inc__node *index_take_spare(inc__spares *spares, int32_t leaf)
{
    inc__node *node = spares->first;

    spares->first = node->children[0];
    spares->count--;
    node->count = 0;
    node->leaf = leaf;
    return node;
}

static void index_give_spare(inc__spares *spares, inc__node *node)
{
    node->children[0] = spares->first;
    spares->first = node;
    spares->count++;
}

void inc__spares_trim(inc__spares *spares, size_t most)
{
    while (spares->count > most) {
        inc__node *node = index_take_spare(spares, 1);
        inc__release(spares->context, node, sizeof *node);
    }
}

/* The first entry of a node that does not come before the key; *same tells whether it is with it.
 */
static int32_t index_place(const inc__index *index, const inc__node *node, const void *key,
                           int *same)
{
    int32_t low = 0, high = node->count;

    *same = 0;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        int order = index->compare(key, &node->entries[middle]);
        if (order == 0) {
            *same = 1;
            return middle;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

inc__indexed *inc__index_find(const inc__index *index, const void *key)
{
    inc__node *node = index->root;

    while (node != NULL) {
        int same;
        int32_t at = index_place(index, node, key, &same);
        if (same)
            return &node->entries[at];
        node = node->leaf ? NULL : node->children[at];
    }
    return NULL;
}

/* Makes room at a place of a node that is not full, for an entry and the child behind it. */
static void index_open(inc__node *node, int32_t at, const inc__indexed *entry, inc__node *behind)
{
    size_t moved = (size_t) (node->count - at);

    memmove(&node->entries[at + 1], &node->entries[at], moved * sizeof node->entries[0]);
    node->entries[at] = *entry;
    if (!node->leaf) {
        memmove(&node->children[at + 2], &node->children[at + 1], moved * sizeof node->children[0]);
        node->children[at + 1] = behind;
    }
    node->count++;
}

/* Closes the gap of an entry and the child behind it. */
static void index_close(inc__node *node, int32_t at)
{
    size_t moved = (size_t) (node->count - at - 1);

    memmove(&node->entries[at], &node->entries[at + 1], moved * sizeof node->entries[0]);
    if (!node->leaf)
        memmove(&node->children[at + 1], &node->children[at + 2], moved * sizeof node->children[0]);
    node->count--;
}

/* Cuts a full node in two; the entry in between goes up into *middle. */
static inc__node *index_split(inc__spares *spares, inc__node *node, inc__indexed *middle)
{
    inc__node *right = index_take_spare(spares, node->leaf);
    int32_t half = node->count / 2;

    right->count = node->count - half - 1;
    memcpy(right->entries, &node->entries[half + 1],
           (size_t) right->count * sizeof node->entries[0]);
    if (!node->leaf)
        memcpy(right->children, &node->children[half + 1],
               ((size_t) right->count + 1) * sizeof node->children[0]);
    *middle = node->entries[half];
    node->count = half;
    return right;
}

/* What an insertion hands up: an entry with the node behind it. */
typedef struct index_rise {
    inc__indexed entry;
    inc__node *behind;
} index_rise;

/* Puts a rising entry into a node; 1 when the node was full and another one rises from it. */
static int index_settle(inc__spares *spares, inc__node *node, int32_t at, index_rise *rise)
{
    inc__indexed middle;
    inc__node *right;

    if (node->count < INC__NODE_MOST) {
        index_open(node, at, &rise->entry, rise->behind);
        return 0;
    }
    right = index_split(spares, node, &middle);
    if (at <= node->count)
        index_open(node, at, &rise->entry, rise->behind);
    else
        index_open(right, at - node->count - 1, &rise->entry, rise->behind);
    rise->entry = middle;
    rise->behind = right;
    return 1;
}

static int index_put(const inc__index *index, inc__spares *spares, inc__node *node, const void *key,
                     index_rise *rise)
{
    int same;
    int32_t at = index_place(index, node, key, &same);

    if (!node->leaf && !index_put(index, spares, node->children[at], key, rise))
        return 0;
    return index_settle(spares, node, at, rise);
}

void inc__index_insert(inc__index *index, inc__spares *spares, const inc__indexed *entry,
                       const void *key)
{
    index_rise rise = {*entry, NULL};
    inc__node *root;

    if (index->root != NULL && !index_put(index, spares, index->root, key, &rise))
        return;
    root = index_take_spare(spares, index->root == NULL);
    root->count = 1;
    root->entries[0] = rise.entry;
    if (!root->leaf) {
        root->children[0] = index->root;
        root->children[1] = rise.behind;
    }
    index->root = root;
    index->height++;
}

/* Puts the child behind an entry, and the entry, at the end of the child before it. */
static void index_merge(inc__spares *spares, inc__node *node, int32_t at)
{
    inc__node *left = node->children[at], *right = node->children[at + 1];

    left->entries[left->count] = node->entries[at];
    memcpy(&left->entries[left->count + 1], right->entries,
           (size_t) right->count * sizeof left->entries[0]);
    if (!left->leaf)
        memcpy(&left->children[left->count + 1], right->children,
               ((size_t) right->count + 1) * sizeof left->children[0]);
    left->count += right->count + 1;
    index_close(node, at);
    index_give_spare(spares, right);
}

/* Moves one entry over the one between two children, from the right one to the left one. */
static void index_rotate_left(inc__node *node, int32_t at)
{
    inc__node *left = node->children[at], *right = node->children[at + 1];

    index_open(left, left->count, &node->entries[at], right->leaf ? NULL : right->children[0]);
    node->entries[at] = right->entries[0];
    if (!right->leaf)
        right->children[0] = right->children[1];
    index_close(right, 0);
}

static void index_rotate_right(inc__node *node, int32_t at)
{
    inc__node *left = node->children[at], *right = node->children[at + 1];
    inc__node *first = right->leaf ? NULL : right->children[0];

    index_open(right, 0, &node->entries[at], first);
    if (!right->leaf)
        right->children[0] = left->children[left->count];
    node->entries[at] = left->entries[left->count - 1];
    left->count--;
}

/* After an entry was taken out below a child. */
static void index_mend(inc__spares *spares, inc__node *node, int32_t child)
{
    int32_t at = child > 0 ? child - 1 : 0;
    inc__node *left, *right;

    if (node->children[child]->count >= INC__NODE_FEWEST)
        return;
    left = node->children[at];
    right = node->children[at + 1];
    if (left->count + right->count < INC__NODE_MOST)
        index_merge(spares, node, at);
    else if (left->count < right->count)
        index_rotate_left(node, at);
    else
        index_rotate_right(node, at);
}

static inc__indexed index_take_last(inc__spares *spares, inc__node *node)
{
    inc__indexed last;

    if (node->leaf)
        return node->entries[--node->count];
    last = index_take_last(spares, node->children[node->count]);
    index_mend(spares, node, node->count);
    return last;
}

static void index_take(const inc__index *index, inc__spares *spares, inc__node *node,
                       const void *key)
{
    int same;
    int32_t at = index_place(index, node, key, &same);

    if (node->leaf) {
        index_close(node, at);
        return;
    }
    if (same)
        node->entries[at] = index_take_last(spares, node->children[at]);
    else
        index_take(index, spares, node->children[at], key);
    index_mend(spares, node, at);
}

void inc__index_remove(inc__index *index, inc__spares *spares, const void *key)
{
    inc__node *root = index->root;

    index_take(index, spares, root, key);
    if (root->count > 0)
        return;
    index->root = root->leaf ? NULL : root->children[0];
    index->height--;
    index_give_spare(spares, root);
}

static void index_free_node(inc__spares *spares, inc__node *node)
{
    int32_t i;

    if (node == NULL)
        return;
    for (i = 0; i <= node->count && !node->leaf; i++)
        index_free_node(spares, node->children[i]);
    inc__release(spares->context, node, sizeof *node);
}

void inc__index_free(inc__index *index, inc__spares *spares)
{
    index_free_node(spares, index->root);
    index->root = NULL;
    index->height = 0;
}

void inc__walk_start(inc__walk *walk, const inc__index *index, const void *key, int backwards)
{
    const inc__node *node = index->root;

    walk->backwards = backwards;
    walk->depth = 0;
    while (node != NULL) {
        int same = 0;
        int32_t at = backwards ? node->count : 0;
        if (key != NULL)
            at = index_place(index, node, key, &same);
        walk->nodes[walk->depth] = node;
        walk->next[walk->depth++] = backwards ? at - !same : at;
        node = node->leaf || same ? NULL : node->children[at];
    }
}

/* Goes down to the outermost entry below a child. */
static void index_descend(inc__walk *walk, const inc__node *node)
{
    for (;; node = node->children[walk->backwards ? node->count : 0]) {
        walk->nodes[walk->depth] = node;
        walk->next[walk->depth++] = walk->backwards ? node->count - 1 : 0;
        if (node->leaf)
            return;
    }
}

const inc__indexed *inc__walk_next(inc__walk *walk)
{
    const inc__node *node;
    int32_t at;

    while (walk->depth > 0) {
        node = walk->nodes[walk->depth - 1];
        at = walk->next[walk->depth - 1];
        if (at < 0 || at >= node->count) {
            walk->depth--;
            continue;
        }
        walk->next[walk->depth - 1] = walk->backwards ? at - 1 : at + 1;
        if (!node->leaf)
            index_descend(walk, node->children[walk->backwards ? at : at + 1]);
        return &node->entries[at];
    }
    return NULL;
}
