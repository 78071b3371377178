/** @file incident/text.h
 * A growing text that printable forms are written to.
 */
#ifndef INCIDENT_TEXT_H
#define INCIDENT_TEXT_H

#include "context.h"

INC_BEGIN

/** A growing, NUL-terminated UTF-8 text. One thread at a time. @since 0.1 */
typedef struct inc_text inc_text;

/** Makes an empty text. @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer. @since 0.1
 */
INC_API inc_status inc_text_new(inc_context *context, inc_text **text);

/** Frees a text; NULL is allowed. @since 0.1 */
INC_API void inc_text_free(inc_text *text);

/** Appends size bytes (or INC_ZSTR). Nothing is appended on an error.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_text_append(inc_text *text, const char *bytes, size_t size);

/** Empties a text and keeps its memory. @since 0.1 */
INC_API void inc_text_clear(inc_text *text);

/** The text so far, never NULL; size (may be NULL) receives its length without the NUL. Borrowed
 * until the text changes. @since 0.1 */
INC_API const char *inc_text_data(const inc_text *text, size_t *size);

INC_END

#endif
