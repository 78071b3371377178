/* A tiny library for the gates to be tried on; see ../../../test_gates.py. */
#ifndef INCIDENT_SAMPLE_H
#define INCIDENT_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#define INC_API __attribute__((visibility("default")))

#define INC_SAMPLE_LIMIT 100
#define INC_SAMPLE_NAME "sample"

typedef enum inc_colour { INC_RED = 1, INC_GREEN = 2, INC_BLUE = 3 } inc_colour;

typedef struct inc_opaque inc_opaque;

typedef struct inc_sized {
    size_t size;
    int32_t first;
    int32_t second;
    inc_colour colour;
    int32_t reserved;
} inc_sized;

typedef struct inc_frozen {
    int64_t from;
    int64_t to;
} inc_frozen;

typedef struct inc_hooks {
    size_t size;
    void *(*resize)(void *user, void *ptr, size_t new_size);
} inc_hooks;

INC_API int32_t inc_sample_open(const inc_sized *sized, inc_opaque **opaque);
INC_API void inc_sample_free(inc_opaque *opaque);
INC_API int32_t inc_sample_span(const inc_opaque *opaque, int32_t colour, inc_frozen *frozen);
INC_API inc_colour inc_sample_colour(const inc_opaque *opaque, const inc_hooks *hooks);

#endif
