/* Zones from the inside: whole seconds since 1970 in UTC, no range checks. */
#ifndef INC_TIME_ZONE_H
#define INC_TIME_ZONE_H

#include "base/bytes.h"

#include <incident/zone.h>

/* No change of offset follows. */
#define INC__NEVER INT64_MAX

/* Seconds east of Greenwich at a UTC second. */
int32_t inc__zone_offset_at(const inc_zone *zone, int64_t second);

/* The least second > `second` at which the offset (not the name, not the flag alone) changes, or
 * INC__NEVER. */
int64_t inc__zone_next_offset(const inc_zone *zone, int64_t second);

/* The first UTC year from whose first second on, offsets repeat every 400 years: all are the
 * footer's, or there are no more changes. */
int32_t inc__zone_periodic_year(const inc_zone *zone);

/* The first UTC second whose wall clock reading is at or after `local` (seconds since 1970 as if
 * local time were UTC) and not before a later reading: for a reading in a gap the first instant
 * after the gap, for one that occurs twice the first. reading may be NULL. */
int64_t inc__zone_from_local(const inc_zone *zone, int64_t local, int32_t *reading);

/* The TZif bytes the zone was made from, as long as it lives. */
const void *inc__zone_bytes(const inc_zone *zone, size_t *size);

/* 1 for a name that can be loaded: 1 to 255 bytes of ASCII letters, digits and "+-_/.", no empty,
 * "." or ".." part. */
int inc__zone_name_valid(const char *name, size_t size);

#endif
