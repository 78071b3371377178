/* Text of instants and durations from the inside. */
#ifndef INC_TIME_FORMAT_H
#define INC_TIME_FORMAT_H

#include <incident/format.h>

/* Writes a number with leading zeros; returns the place after it. */
char *inc__format_digits(char *at, uint64_t value, int width);
/* Writes "." and up to six digits, or nothing when there is no fraction. */
char *inc__format_fraction(char *at, uint32_t microseconds);

#endif
