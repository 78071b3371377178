/* A growing text, from the inside. */
#ifndef INC_BASE_TEXT_H
#define INC_BASE_TEXT_H

#include "base/context.h"

#include <incident/text.h>

/* Appends as printf writes. */
inc_status inc__text_printf(inc_text *text, const char *format, ...) INC__PRINTF(2, 3);

/* Takes back what was appended since the text had that size. */
void inc__text_cut(inc_text *text, size_t size);

#endif
