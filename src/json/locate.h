/* Where in the text a value stands: jansson keeps no lines, so the text is walked once more when,
 * and only when, there is an error to report. */
#ifndef INC_JSON_LOCATE_H
#define INC_JSON_LOCATE_H

#include "document.h"

/* The line, from 1, on which the value at the end of a path starts, in a text that is valid JSON.
 */
size_t inc__json_line_of(const char *text, size_t size, const inc__json_step *steps, size_t count);

/* The path that a reader of a text, valid or not, has in hand at an offset. */
void inc__json_path_at(const char *text, size_t offset, char *path, size_t path_size);

/* Appends to a path of path_size bytes what fits, in whole characters. */
void inc__json_path_append(char *path, size_t path_size, const char *bytes, size_t size);

#endif
