/* Bytes of a memory store: whatever is accepted is written back as it came. */
#include <incident.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_same(inc_context *context, inc_memory *memory, const uint8_t *data, size_t size)
{
    inc_text *text;
    const char *bytes;
    size_t count;

    if (inc_text_new(context, &text) != INC_OK || inc_memory_snapshot(memory, text) != INC_OK)
        abort();
    bytes = inc_text_data(text, &count);
    if (count != size || memcmp(bytes, data, size) != 0)
        abort();
    inc_text_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context;
    inc_memory *memory;
    inc_status status;

    if (inc_context_new(NULL, &context) != INC_OK)
        abort();
    status = inc_memory_restore(context, data, size, &memory);
    if (status == INC_OK) {
        check_same(context, memory, data, size);
        inc_memory_unref(memory);
    } else if (data != NULL && inc_context_error(context)[0] == '\0') {
        abort();
    }
    inc_context_unref(context);
    return 0;
}
