/* A TZif file as a view over its bytes, checked once. */
#ifndef INC_TIME_TZIF_H
#define INC_TIME_TZIF_H

#include "base/context.h"
#include "time/posix_tz.h"

/* Everything is borrowed from the bytes. */
typedef struct inc__tzif {
    const unsigned char *times; /* big-endian, time_size bytes each */
    const unsigned char *index; /* a type for each time */
    const unsigned char *types; /* 6 bytes each: offset, daylight, place of the name */
    const char *names;
    size_t time_count, type_count, name_size, time_size;
    int has_footer;
    inc__posix_tz footer;
} inc__tzif;

/* Checks and describes; name is for messages. INC_E_FORMAT or INC_E_UNSUPPORTED with a line. */
inc_status inc__tzif_read(inc_context *context, const char *name, const unsigned char *bytes,
                          size_t size, inc__tzif *tzif);

int64_t inc__tzif_time(const inc__tzif *tzif, size_t at);
inc__tz_type inc__tzif_type(const inc__tzif *tzif, size_t at);

#endif
