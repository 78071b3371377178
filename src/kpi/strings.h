/* Texts that are kept once and numbered in the order they came; number 0 is "". */
#ifndef INC_KPI_STRINGS_H
#define INC_KPI_STRINGS_H

#include "base/array.h"

typedef struct inc__strings {
    inc__array items; /* char * */
    uint32_t *slots;  /* 1 + a text's number; 0: free */
    size_t slots_count;
} inc__strings;

void inc__strings_free(inc_context *context, inc__strings *strings);
/* Forgets the texts from a number on. */
void inc__strings_truncate(inc_context *context, inc__strings *strings, size_t count);
/* How many there are, "" not counted: numbers go up to this. */
size_t inc__strings_count(const inc__strings *strings);
const char *inc__strings_at(const inc__strings *strings, int64_t number);
/* The number of a text (NULL is ""); one that is not there is added. INC_E_NOMEM; INC_E_INVALID
 * with a line for one that is no UTF-8. */
inc_status inc__strings_put(inc_context *context, inc__strings *strings, const char *text,
                            int64_t *number);

#endif
