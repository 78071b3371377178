/* What libraries beside the core need to behave like it. */
#include <incident/addon.h>

#include "base/context.h"
#include "base/options.h"
#include "base/string.h"

#include <string.h>

inc_status inc_context_fail(inc_context *context, inc_status status, const char *line)
{
    return inc__fail(context, status, "%s", line != NULL ? line : "");
}

void *inc_context_resize(inc_context *context, void *ptr, size_t old_size, size_t new_size)
{
    if (context == NULL || (ptr == NULL && new_size == 0))
        return NULL;
    if (new_size == 0) {
        inc__release(context, ptr, old_size);
        return NULL;
    }
    return inc__resize(context, ptr, old_size, new_size);
}

inc_status inc_options_read(void *ours, size_t ours_size, size_t first_size, const void *theirs)
{
    return ours != NULL ? inc__options_read(ours, ours_size, first_size, theirs) : INC_E_INVALID;
}

inc_status inc_options_write(const void *ours, size_t ours_size, size_t first_size, void *theirs)
{
    return ours != NULL ? inc__options_write(ours, ours_size, first_size, theirs) : INC_E_INVALID;
}

int32_t inc_text_valid(const char *bytes, size_t size)
{
    return bytes != NULL && inc__text_valid(bytes, size == INC_ZSTR ? strlen(bytes) : size);
}
