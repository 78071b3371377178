/* The context from the inside: memory, the error line, references. */
#ifndef INC_BASE_CONTEXT_H
#define INC_BASE_CONTEXT_H

#include <incident/context.h>
#include <stdatomic.h>

#if defined(__GNUC__)
#define INC__PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define INC__PRINTF(text, first)
#endif

/* A count of references that any thread may take or drop. */
typedef struct inc__refs {
    atomic_size_t count;
} inc__refs;

/* One reference, the maker's. */
void inc__refs_init(inc__refs *refs);
void inc__refs_take(inc__refs *refs);
/* Takes a reference to an object whose first member is its inc__refs, and returns it; NULL is
 * allowed. */
void *inc__refs_share(const void *object);
/* 1 when that was the last one. */
int inc__refs_drop(inc__refs *refs);

/* Zeroed memory, or NULL; size 0 gives one byte. */
void *inc__alloc(inc_context *context, size_t size);
/* As the context's resize callback; new bytes are not zeroed. */
void *inc__resize(inc_context *context, void *ptr, size_t old_size, size_t new_size);
void inc__release(inc_context *context, void *ptr, size_t size);

/* Leaves a line on the context and returns status; INC_E_NOMEM gets a fixed line. */
inc_status inc__fail(inc_context *context, inc_status status, const char *format, ...)
    INC__PRINTF(3, 4);
inc_status inc__nomem(inc_context *context);

/* Hides the line that is there while the host is called, so that a call that failed without one of
 * its own shows; the answer is for inc__line_show, which brings it back when no other was left. */
char inc__line_hide(inc_context *context);
void inc__line_show(inc_context *context, char hidden);

void inc__log(inc_context *context, int32_t level, const char *line);

#endif
