/* Sorting in place: the C library's may take memory behind the host's back. */
#ifndef INC_BASE_SORT_H
#define INC_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts count items of item_size bytes; compare as qsort's. Equal items end up in any order. */
void inc__sort(void *items, size_t count, size_t item_size,
               int (*compare)(const void *left, const void *right));

/* The order of int64_t items, for the above. */
int inc__sort_by_value(const void *left, const void *right);

#endif
