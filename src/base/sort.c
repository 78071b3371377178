/* Heap sort: in place, and never worse than n log n. */
#include "base/sort.h"

typedef struct sort_heap {
    unsigned char *items;
    size_t item_size;
    int (*compare)(const void *left, const void *right);
} sort_heap;

static unsigned char *sort_at(const sort_heap *heap, size_t index)
{
    return heap->items + index * heap->item_size;
}

static void sort_swap(const sort_heap *heap, size_t a, size_t b)
{
    unsigned char *left = sort_at(heap, a), *right = sort_at(heap, b);
    size_t i;

    for (i = 0; i < heap->item_size; i++) {
        unsigned char byte = left[i];
        left[i] = right[i];
        right[i] = byte;
    }
}

/* Lets an item sink to where no child is greater. */
static void sort_sink(const sort_heap *heap, size_t at, size_t count)
{
    size_t child;

    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && heap->compare(sort_at(heap, child), sort_at(heap, child + 1)) < 0)
            child++;
        if (heap->compare(sort_at(heap, at), sort_at(heap, child)) >= 0)
            return;
        sort_swap(heap, at, child);
        at = child;
    }
}

void inc__sort(void *items, size_t count, size_t item_size,
               int (*compare)(const void *left, const void *right))
{
    sort_heap heap;
    size_t i;

    heap.items = items;
    heap.item_size = item_size;
    heap.compare = compare;
    for (i = count / 2; i-- > 0;)
        sort_sink(&heap, i, count);
    for (i = count; i-- > 1;) {
        sort_swap(&heap, 0, i);
        sort_sink(&heap, 0, i);
    }
}

int inc__sort_by_value(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}
