/* What a zone is made of: a table of transitions, and the footer's rule after it. */
#ifndef INC_TIME_ZONE_TABLE_H
#define INC_TIME_ZONE_TABLE_H

#include "time/posix_tz.h"
#include "time/zone.h"

struct inc_zone {
    inc__refs refs;
    inc_context *context;
    char *name;
    unsigned char *bytes;
    size_t size;
    inc_hash hash;
    int64_t *times;
    inc__tz_type *types;
    const unsigned char *index; /* in bytes */
    size_t time_count, type_count;
    int64_t footer_from; /* the footer's rule holds from this second on, or INC__NEVER */
    inc__posix_tz footer;
    inc__tz_type footer_types[2];
    int32_t periodic_year;
};

/* The type in force and, unless until is NULL, the next second at which another may be. */
const inc__tz_type *inc__zone_type_at(const inc_zone *zone, int64_t second, int64_t *until);

#endif
