/* NUL-terminated strings that the library keeps, and what is text at all. */
#ifndef INC_BASE_STRING_H
#define INC_BASE_STRING_H

#include "base/context.h"

/* The longest name or id that any object takes. */
#define INC__NAME_MOST 255

/* 1 for valid UTF-8 without a NUL byte. */
int inc__text_valid(const char *bytes, size_t size);
/* How many bytes at the front are valid UTF-8 without a NUL byte. */
size_t inc__text_prefix(const char *bytes, size_t size);
/* 1 for a valid NUL-terminated text of least to INC__NAME_MOST bytes; NULL counts as empty. */
int inc__name_valid(const char *name, size_t least);
/* A copy of size bytes (or INC_ZSTR) with a NUL, in a block of its length + 1; NULL without memory.
 */
char *inc__string_copy(inc_context *context, const char *bytes, size_t size);
/* Frees such a copy; NULL is allowed. */
void inc__string_free(inc_context *context, char *string);

#endif
