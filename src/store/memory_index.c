/* Ordered indexes as AA trees: a left child is one level below its parent, a right child at most
 * one, a right grandchild at least one. Source: A. Andersson, Balanced search trees made simple,
 * 1993. */
#include "store/memory_index.h"

inc__node *inc__index_find(const inc__index *index, const void *key)
{
    inc__node *node = index->root;

    while (node != NULL) {
        int order = index->compare(key, node);
        if (order == 0)
            break;
        node = order < 0 ? node->left : node->right;
    }
    return node;
}

/* A left child on the same level becomes the parent. */
static inc__node *index_skew(inc__node *node)
{
    inc__node *left = node != NULL ? node->left : NULL;

    if (left == NULL || left->level != node->level)
        return node;
    node->left = left->right;
    left->right = node;
    return left;
}

/* Of three on one level the middle one goes up. */
static inc__node *index_split(inc__node *node)
{
    inc__node *right = node != NULL ? node->right : NULL;

    if (right == NULL || right->level != node->level || right->right == NULL ||
        right->right->level != node->level)
        return node;
    node->right = right->left;
    right->left = node;
    right->level++;
    return right;
}

static inc__node *index_put(const inc__index *index, inc__node *tree, inc__node *node,
                            const void *key)
{
    if (tree == NULL)
        return node;
    if (index->compare(key, tree) < 0) {
        tree->left = index_put(index, tree->left, node, key);
        tree = index_skew(tree);
    } else {
        tree->right = index_put(index, tree->right, node, key);
    }
    return index_split(tree);
}

void inc__index_insert(inc__index *index, inc__node *node, const void *key)
{
    node->left = NULL;
    node->right = NULL;
    node->level = 1;
    index->root = index_put(index, index->root, node, key);
}

static int32_t index_level(const inc__node *node)
{
    return node != NULL ? node->level : 0;
}

/* After a node below was taken out. */
static inc__node *index_mend(inc__node *node)
{
    int32_t left = index_level(node->left), right = index_level(node->right);
    int32_t level = (left < right ? left : right) + 1;

    if (level >= node->level)
        return node;
    node->level = level;
    if (right > level)
        node->right->level = level;
    node = index_skew(node);
    node->right = index_skew(node->right);
    if (node->right != NULL)
        node->right->right = index_skew(node->right->right);
    node = index_split(node);
    node->right = index_split(node->right);
    return node;
}

static inc__node *index_take_first(inc__node *tree, inc__node **first)
{
    if (tree->left == NULL) {
        *first = tree;
        return tree->right;
    }
    tree->left = index_take_first(tree->left, first);
    return index_mend(tree);
}

static inc__node *index_take(const inc__index *index, inc__node *tree, const inc__node *node,
                             const void *key)
{
    inc__node *heir;

    if (tree == node) {
        if (tree->left == NULL)
            return tree->right;
        tree->right = index_take_first(tree->right, &heir);
        heir->left = tree->left;
        heir->right = tree->right;
        heir->level = tree->level;
        return index_mend(heir);
    }
    if (index->compare(key, tree) < 0)
        tree->left = index_take(index, tree->left, node, key);
    else
        tree->right = index_take(index, tree->right, node, key);
    return index_mend(tree);
}

void inc__index_remove(inc__index *index, inc__node *node, const void *key)
{
    index->root = index_take(index, index->root, node, key);
}

void inc__walk_start(inc__walk *walk, const inc__index *index, const void *key, int backwards)
{
    inc__node *node = index->root;

    walk->backwards = backwards;
    walk->depth = 0;
    while (node != NULL) {
        int order = key != NULL ? index->compare(key, node) : 0;
        int comes = key == NULL || (backwards ? order >= 0 : order <= 0);
        if (comes)
            walk->path[walk->depth++] = node;
        node = comes != backwards ? node->left : node->right;
    }
}

inc__node *inc__walk_next(inc__walk *walk)
{
    inc__node *next, *node;

    if (walk->depth == 0)
        return NULL;
    next = walk->path[--walk->depth];
    for (node = walk->backwards ? next->left : next->right; node != NULL;
         node = walk->backwards ? node->right : node->left)
        walk->path[walk->depth++] = node;
    return next;
}
