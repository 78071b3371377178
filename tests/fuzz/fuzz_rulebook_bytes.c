/* Bytes of a rulebook: whatever is accepted is written back as it came. */
#include <incident.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context;
    inc_rulebook *rulebook;
    const void *bytes;
    size_t count;

    if (inc_context_new(NULL, &context) != INC_OK)
        abort();
    if (inc_rulebook_from_bytes(context, data, size, &rulebook) == INC_OK) {
        if (inc_rulebook_bytes(rulebook, &bytes, &count) != INC_OK || count != size ||
            memcmp(bytes, data, size) != 0)
            abort();
        inc_rulebook_free(rulebook);
    } else if (inc_context_error(context)[0] == '\0') {
        abort();
    }
    inc_context_unref(context);
    return 0;
}
