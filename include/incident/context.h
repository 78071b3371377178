/** @file incident/context.h
 * The library's only way to the outside: memory, log, clock and randomness come from a context that
 * the host makes. There is no global state.
 */
#ifndef INCIDENT_CONTEXT_H
#define INCIDENT_CONTEXT_H

#include "status.h"

INC_BEGIN

/** What a host lends to the library, and where the last error text is kept. Reference-counted;
 * every object keeps the context it was made with alive. Error text makes it a one-thread-at-a-time
 * object, and so are all mutable objects made with it (builders, clocks,
 * ledgers, texts): a context a thread. Its reference count and its callbacks for memory may be used
 * from any thread, because shared immutables are freed wherever their last reference goes. @since
 * 0.1 */
typedef struct inc_context inc_context;

/** Severity of a log line. @since 0.1 */
typedef enum inc_log_level {
    INC_LOG_ERROR = 1,
    INC_LOG_WARNING = 2,
    INC_LOG_INFO = 3
} inc_log_level;

/** Callbacks of a context. Every member may be NULL (zero). @since 0.1 */
typedef struct inc_context_options {
    size_t size; /**< sizeof(inc_context_options) */
    /** Handed to every callback below. */
    void *user;
    /** Allocates (ptr NULL, old_size 0), resizes, or releases (new_size 0, result ignored) a block.
     * Returns NULL when it cannot; the block is then untouched. Aligned as malloc's. Must be safe
     * to call from several threads if immutables are shared between them. NULL: realloc and free.
     */
    void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
    /** Takes one log line without a newline. NULL: dropped. */
    void (*log)(void *user, int32_t level, const char *line);
    /** The present instant, for the calls that say they read it. NULL: they answer
     * INC_E_UNSUPPORTED. */
    inc_time (*now)(void *user);
    /** Fills buffer with size random bytes; 0 for success. NULL: calls that need randomness answer
     * INC_E_UNSUPPORTED. */
    int32_t (*entropy)(void *user, void *buffer, size_t size);
    /** Called once with user when the last reference is gone, and also when inc_context_new fails
     * (but for a wrong size: then this member cannot be read). */
    void (*destroy)(void *user);
} inc_context_options;

/** Makes a context. options NULL means all defaults.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL context or an absurd options size;
 * INC_E_UNSUPPORTED for option members this version does not know. @since 0.1 */
INC_API inc_status inc_context_new(const inc_context_options *options, inc_context **context);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_context *inc_context_ref(inc_context *context);

/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_context_unref(inc_context *context);

/** One line, in the past tense, on the last failed call made with this context or with a mutable
 * object that belongs to it; "" when none failed. A NULL pointer where none is allowed, or a
 * wrong size of a struct to fill, is a mistake of the caller's own and leaves no line. Borrowed
 * until the next call. @since 0.1 */
INC_API const char *inc_context_error(const inc_context *context);

/** The present instant from the context's clock callback.
 * @return INC_OK; INC_E_UNSUPPORTED without a callback; INC_E_RANGE when it gave an instant outside
 * INC_TIME_MIN to INC_TIME_MAX. @since 0.1 */
INC_API inc_status inc_context_now(inc_context *context, inc_time *now);

/** Random bytes from the context's entropy callback.
 * @return INC_OK; INC_E_UNSUPPORTED without a callback; INC_E_IO when it failed. @since 0.1 */
INC_API inc_status inc_context_entropy(inc_context *context, void *buffer, size_t size);

INC_END

#endif
