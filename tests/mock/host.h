/* A host that keeps an eye on what the library does with its callbacks. */
#ifndef TESTS_MOCK_HOST_H
#define TESTS_MOCK_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <incident.h>

#define HOST_BLOCKS 65536

/* One block that the library holds. */
typedef struct host_block {
    void *ptr;
    size_t size;
} host_block;

typedef struct host {
    host_block *blocks; /* open addressing by address; a removed one has the host's own address */
    size_t held;        /* blocks that are out */
    size_t bytes;       /* in them */
    size_t wrong;       /* calls that named an unknown block or another size than it has */
    size_t calls;       /* of resize that wanted memory */
    size_t fail_at;     /* the call that gets none; 0: never */
    int destroyed;
    int lines;
    int32_t level;
    char line[256];
    inc_time now;
    int32_t entropy_result;
} host;

void host_init(host *self);
void host_free(host *self);
/* Options with every callback of the host. */
inc_context_options host_options(host *self);
inc_context *host_context(host *self);

/* Monday to Friday 09:00-17:00 UTC, with a holiday. */
inc_calendar *host_calendar(inc_context *context);
/* A policy with terms for every priority: four open hours of that calendar, a threshold at half. */
inc_policy *host_policy(inc_context *context);

#endif
