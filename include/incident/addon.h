/** @file incident/addon.h
 * What libraries beside the core (the add-ons, a host's backend) need to behave like it: its error
 * line, its memory, its size-checked structs. Calling code has no use for this header.
 */
#ifndef INCIDENT_ADDON_H
#define INCIDENT_ADDON_H

#include "context.h"

INC_BEGIN

/** Leaves line (NUL-terminated; cut to what a context keeps, control characters become '?') as the
 * last error of the context, so that a caller can return at once. context may be NULL.
 * @return status, whatever it is. @since 0.1 */
INC_API inc_status inc_context_fail(inc_context *context, inc_status status, const char *line);

/** Allocates (ptr NULL, old_size 0), resizes, or frees (new_size 0, answers NULL) a block with the
 * context's allocator; new bytes are not zeroed. NULL without memory, the block unchanged. As many
 * threads as the context's callback allows. @since 0.1 */
INC_API void *inc_context_resize(inc_context *context, void *ptr, size_t old_size, size_t new_size);

/** Reads a struct that starts with its size into ours, in the shape of ours_size bytes: what theirs
 * (NULL: all defaults) lacks is zero. first_size is where the last member of the struct's first
 * version ends. Any thread.
 * @return INC_OK; INC_E_INVALID for an absurd size; INC_E_UNSUPPORTED for a tail that is not zero.
 * @since 0.1 */
INC_API inc_status inc_options_read(void *ours, size_t ours_size, size_t first_size,
                                    const void *theirs);

/** Fills a struct that starts with its size, which its owner has set, from ours; the size stays.
 * Any thread. @return INC_OK; INC_E_INVALID for an absurd size or a NULL pointer. @since 0.1 */
INC_API inc_status inc_options_write(const void *ours, size_t ours_size, size_t first_size,
                                     void *theirs);

/** 1 if size bytes (or INC_ZSTR) are valid UTF-8 without a NUL byte, else 0. Any thread. @since 0.1
 */
INC_API int32_t inc_text_valid(const char *bytes, size_t size);

INC_END

#endif
