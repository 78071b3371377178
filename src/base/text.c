/* A growing text. */
#include "base/text.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct inc_text {
    inc_context *context;
    inc__array bytes; /* count does not include the NUL, which is always there once items are */
};

inc_status inc_text_new(inc_context *context, inc_text **text)
{
    if (text == NULL)
        return INC_E_INVALID;
    *text = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    *text = inc__alloc(context, sizeof **text);
    if (*text == NULL)
        return inc__nomem(context);
    (*text)->context = inc_context_ref(context);
    return INC_OK;
}

void inc_text_free(inc_text *text)
{
    inc_context *context;

    if (text == NULL)
        return;
    context = text->context;
    inc__array_free(context, &text->bytes, 1);
    inc__release(context, text, sizeof *text);
    inc_context_unref(context);
}

inc_status inc_text_append(inc_text *text, const char *bytes, size_t size)
{
    inc_status status;

    if (text == NULL || (bytes == NULL && size != 0))
        return INC_E_INVALID;
    if (size == INC_ZSTR)
        size = strlen(bytes);
    status = inc__array_reserve(text->context, &text->bytes, 1, text->bytes.count + size + 1);
    if (status != INC_OK)
        return status;
    if (size > 0)
        memcpy(INC__AT(&text->bytes, char, text->bytes.count), bytes, size);
    text->bytes.count += size;
    *INC__AT(&text->bytes, char, text->bytes.count) = '\0';
    return INC_OK;
}

void inc_text_clear(inc_text *text)
{
    if (text == NULL || text->bytes.items == NULL)
        return;
    text->bytes.count = 0;
    *INC__AT(&text->bytes, char, 0) = '\0';
}

const char *inc_text_data(const inc_text *text, size_t *size)
{
    if (size != NULL)
        *size = text != NULL ? text->bytes.count : 0;
    return text != NULL && text->bytes.items != NULL ? text->bytes.items : "";
}

inc_status inc__text_printf(inc_text *text, const char *format, ...)
{
    va_list arguments;
    inc_status status;
    int size;

    va_start(arguments, format);
    size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0)
        return INC_E_INVALID;
    status =
        inc__array_reserve(text->context, &text->bytes, 1, text->bytes.count + (size_t) size + 1);
    if (status != INC_OK)
        return status;
    va_start(arguments, format);
    (void) vsnprintf(INC__AT(&text->bytes, char, text->bytes.count), (size_t) size + 1, format,
                     arguments);
    va_end(arguments);
    text->bytes.count += (size_t) size;
    return INC_OK;
}

void inc__text_cut(inc_text *text, size_t size)
{
    if (size >= text->bytes.count)
        return;
    text->bytes.count = size;
    *INC__AT(&text->bytes, char, size) = '\0';
}
