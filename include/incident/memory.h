/** @file incident/memory.h
 * The backend that keeps everything in memory: for tests, for tools, for products that write
 * snapshots of their own. All calls may come from several threads, each with a store of its own.
 */
#ifndef INCIDENT_MEMORY_H
#define INCIDENT_MEMORY_H

#include "store.h"
#include "text.h"

INC_BEGIN

/** Events and rows in memory. Reference-counted, shareable between threads. @since 0.1 */
typedef struct inc_memory inc_memory;

/** Makes an empty one. The context's memory callback must be safe to call from all threads that use
 * it. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_memory_new(inc_context *context, inc_memory **memory);
/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_memory *inc_memory_ref(inc_memory *memory);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_memory_unref(inc_memory *memory);
/** Opens a store over it, which keeps a reference. context is the calling thread's. Any thread.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_memory_store(inc_memory *memory, inc_context *context, inc_store **store);

/** Appends all of it as bytes (not text) to `bytes`: the same content gives the same bytes. Format:
 * doc/snapshot-format.md. Any thread. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_memory_snapshot(inc_memory *memory, inc_text *bytes);
/** Makes one from such bytes. @return INC_OK; INC_E_FORMAT with a line; INC_E_UNSUPPORTED for a
 * later version of the format; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_memory_restore(inc_context *context, const void *bytes, size_t size,
                                      inc_memory **memory);

INC_END

#endif
