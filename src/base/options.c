/* Size-checked structs. */
#include "base/options.h"

#include <stdint.h>
#include <string.h>

/* No struct of ours will ever come near this; a larger size is an uninitialised one. */
#define OPTIONS_ABSURD 4096

inc_status inc__options_read(void *ours, size_t ours_size, size_t first_size, const void *theirs)
{
    const unsigned char *bytes = theirs;
    size_t size, i;

    memset(ours, 0, ours_size);
    if (theirs == NULL)
        return INC_OK;
    memcpy(&size, theirs, sizeof size);
    if (size < first_size || size > OPTIONS_ABSURD)
        return INC_E_INVALID;
    for (i = ours_size; i < size; i++) {
        if (bytes[i] != 0)
            return INC_E_UNSUPPORTED;
    }
    memcpy(ours, theirs, size < ours_size ? size : ours_size);
    return INC_OK;
}

inc_status inc__options_write(const void *ours, size_t ours_size, size_t first_size, void *theirs)
{
    size_t size;

    if (theirs == NULL)
        return INC_E_INVALID;
    memcpy(&size, theirs, sizeof size);
    if (size < first_size || size > OPTIONS_ABSURD)
        return INC_E_INVALID;
    if (size > ours_size)
        memset((unsigned char *) theirs + ours_size, 0, size - ours_size);
    memcpy((unsigned char *) theirs + sizeof size, (const unsigned char *) ours + sizeof size,
           (size < ours_size ? size : ours_size) - sizeof size);
    return INC_OK;
}
