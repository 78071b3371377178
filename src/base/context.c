/* The context: the only way to the outside. */
#include "base/context.h"

#include "base/options.h"
#include "base/string.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT_ERROR_SIZE 512

struct inc_context {
    inc__refs refs;
    inc_context_options options;
    char error[CONTEXT_ERROR_SIZE];
};

void inc__refs_init(inc__refs *refs)
{
    atomic_init(&refs->count, 1);
}

void inc__refs_take(inc__refs *refs)
{
    atomic_fetch_add_explicit(&refs->count, 1, memory_order_relaxed);
}

void *inc__refs_share(const void *object)
{
    inc__refs *refs = (inc__refs *) (uintptr_t) object;

    if (refs != NULL)
        inc__refs_take(refs);
    return refs;
}

int inc__refs_drop(inc__refs *refs)
{
    return atomic_fetch_sub_explicit(&refs->count, 1, memory_order_acq_rel) == 1;
}

static void *context_default_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    (void) user;
    (void) old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, new_size);
}

/* What has a wrong size cannot be read; all else gives user away, whatever becomes of the call. */
static inc_status context_read_options(const inc_context_options *options, inc_context_options *out)
{
    inc_status status = INC__OPTIONS(out, options, destroy);
    if (status == INC_E_UNSUPPORTED && options->destroy != NULL)
        options->destroy(options->user);
    if (status == INC_OK && out->resize == NULL)
        out->resize = context_default_resize;
    return status;
}

inc_status inc_context_new(const inc_context_options *options, inc_context **context)
{
    inc_context_options local;
    inc_context *made;
    inc_status status = context_read_options(options, &local);

    if (context != NULL)
        *context = NULL;
    if (status != INC_OK)
        return status;
    made = context != NULL ? local.resize(local.user, NULL, 0, sizeof *made) : NULL;
    if (made == NULL) {
        if (local.destroy != NULL)
            local.destroy(local.user);
        return context != NULL ? INC_E_NOMEM : INC_E_INVALID;
    }
    memset(made, 0, sizeof *made);
    inc__refs_init(&made->refs);
    made->options = local;
    *context = made;
    return INC_OK;
}

inc_context *inc_context_ref(inc_context *context)
{
    return inc__refs_share(context);
}

void inc_context_unref(inc_context *context)
{
    inc_context_options options;

    if (context == NULL || !inc__refs_drop(&context->refs))
        return;
    options = context->options;
    options.resize(options.user, context, sizeof *context, 0);
    if (options.destroy != NULL)
        options.destroy(options.user);
}

const char *inc_context_error(const inc_context *context)
{
    return context != NULL ? context->error : "";
}

inc_status inc_context_now(inc_context *context, inc_time *now)
{
    inc_time value;

    if (context == NULL || now == NULL)
        return INC_E_INVALID;
    if (context->options.now == NULL)
        return inc__fail(context, INC_E_UNSUPPORTED, "the context had no clock callback");
    value = context->options.now(context->options.user);
    if (value < INC_TIME_MIN || value > INC_TIME_MAX)
        return inc__fail(context, INC_E_RANGE, "the clock callback gave %lld us, outside 1900-9999",
                         (long long) value);
    *now = value;
    return INC_OK;
}

inc_status inc_context_entropy(inc_context *context, void *buffer, size_t size)
{
    if (context == NULL || (buffer == NULL && size != 0))
        return INC_E_INVALID;
    if (context->options.entropy == NULL)
        return inc__fail(context, INC_E_UNSUPPORTED, "the context had no entropy callback");
    if (context->options.entropy(context->options.user, buffer, size) != 0)
        return inc__fail(context, INC_E_IO, "the entropy callback failed for %zu bytes", size);
    return INC_OK;
}

void *inc__resize(inc_context *context, void *ptr, size_t old_size, size_t new_size)
{
    return context->options.resize(context->options.user, ptr, old_size, new_size);
}

void *inc__alloc(inc_context *context, size_t size)
{
    void *block = inc__resize(context, NULL, 0, size != 0 ? size : 1);
    if (block != NULL)
        memset(block, 0, size != 0 ? size : 1);
    return block;
}

void inc__release(inc_context *context, void *ptr, size_t size)
{
    if (ptr != NULL)
        inc__resize(context, ptr, size != 0 ? size : 1, 0);
}

/* A quoted value may hold anything, and be cut anywhere: one line of valid UTF-8 comes of it. */
static void context_flatten(char *line)
{
    size_t size = strlen(line), at;

    for (at = 0; at < size; at++) {
        unsigned char byte = (unsigned char) line[at];
        if (byte < 0x20 || byte == 0x7f)
            line[at] = '?';
    }
    for (at = inc__text_prefix(line, size); at < size;
         at += 1 + inc__text_prefix(line + at + 1, size - at - 1))
        line[at] = '?';
}

inc_status inc__fail(inc_context *context, inc_status status, const char *format, ...)
{
    char line[CONTEXT_ERROR_SIZE]; /* an argument may be the line that is there */
    va_list arguments;

    if (context == NULL)
        return status;
    va_start(arguments, format);
    (void) vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    context_flatten(line);
    memcpy(context->error, line, sizeof line);
    return status;
}

inc_status inc__nomem(inc_context *context)
{
    return inc__fail(context, INC_E_NOMEM, "memory ran out");
}

char inc__line_hide(inc_context *context)
{
    char hidden = context->error[0];

    context->error[0] = '\0';
    return hidden;
}

void inc__line_show(inc_context *context, char hidden)
{
    if (context->error[0] == '\0')
        context->error[0] = hidden;
}

void inc__log(inc_context *context, int32_t level, const char *line)
{
    if (context->options.log != NULL)
        context->options.log(context->options.user, level, line);
}
