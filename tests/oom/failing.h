/* An allocator for tests: it refuses the call number `fail` (1 is the first) or all from it on,
 * counts live bytes, keeps the true size beside every block and always moves. */
#ifndef TESTS_OOM_FAILING_H
#define TESTS_OOM_FAILING_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct failing_memory {
    size_t calls; /* that wanted memory */
    size_t fail;  /* 0: never */
    int sticky;
    size_t live;
} failing_memory;

typedef union failing_head {
    size_t size;
    long double align;
    void *pointer;
} failing_head;

/* A block of another size than it is said to have is a bug that nothing recovers from. */
static inline void failing_check(const failing_head *head, size_t old_size)
{
    if ((head != NULL ? head->size : 0) == old_size)
        return;
    fprintf(stderr, "a block of %zu bytes was said to have %zu\n", head != NULL ? head->size : 0,
            old_size);
    abort();
}

static inline int failing_refuses(failing_memory *memory)
{
    size_t call = ++memory->calls;

    return memory->fail != 0 && (call == memory->fail || (memory->sticky && call > memory->fail));
}

static inline void *failing_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    failing_memory *memory = user;
    failing_head *old = ptr != NULL ? (failing_head *) ptr - 1 : NULL;
    failing_head *made = NULL;

    failing_check(old, old_size);
    if (new_size != 0) {
        made = failing_refuses(memory) ? NULL : malloc(sizeof *made + new_size);
        if (made == NULL)
            return NULL;
        made->size = new_size;
        memset(made + 1, 0xa5, new_size);
        if (old != NULL)
            memcpy(made + 1, ptr, old_size < new_size ? old_size : new_size);
    }
    memory->live += new_size - old_size;
    free(old);
    return made != NULL ? made + 1 : NULL;
}

#endif
