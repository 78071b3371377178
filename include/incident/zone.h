/** @file incident/zone.h
 * IANA time zones, read from TZif bytes. Source of the format and of the rules: RFC 8536 (TZif
 * versions 1 to 3) and RFC 9636 (version 4); POSIX.1-2017 section 8.3 for the footer.
 */
#ifndef INCIDENT_ZONE_H
#define INCIDENT_ZONE_H

#include "context.h"
#include "date.h"
#include "hash.h"

INC_BEGIN

/** An immutable time zone. Shareable between threads without a lock. @since 0.1 */
typedef struct inc_zone inc_zone;

/** How a wall clock reading maps to instants. @since 0.1 */
typedef enum inc_reading {
    INC_READING_ONCE = 0, /**< the reading occurs once */
    INC_READING_GAP =
        1, /**< the clocks jumped over it; the answer is the first instant after the gap */
    INC_READING_TWICE = 2 /**< it occurs twice; the answer is the first occurrence */
} inc_reading;

/** A zone from TZif bytes, which are copied. name (text, or INC_ZSTR) is what calendars and
 * messages call it, at most 255 bytes. The 64-bit block and the POSIX footer are used; files with
 * leap seconds, counts over 65,536, times that do not rise, or offsets of 26 hours or more are
 * refused.
 * @return INC_OK; INC_E_FORMAT with a line on the context; INC_E_UNSUPPORTED for leap seconds;
 * INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_zone_new(inc_context *context, const char *name, size_t name_size,
                                const void *tzif, size_t size, inc_zone **zone);

/** Loads NAME from a zoneinfo directory; directory NULL means /usr/share/zoneinfo. Neither TZ nor
 * TZDIR is read. A name with an empty, "." or ".." part, a leading slash, or bytes other than ASCII
 * letters, digits and "+-_.", is refused. "UTC", "Etc/UTC", "GMT" and "Etc/GMT" need no file. Reads
 * a file of at most 1 MiB. @return INC_OK; INC_E_NOT_FOUND for an unknown name; INC_E_IO; otherwise
 * as inc_zone_new. @since 0.1 */
INC_API inc_status inc_zone_load(inc_context *context, const char *directory, const char *name,
                                 size_t name_size, inc_zone **zone);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_zone *inc_zone_ref(const inc_zone *zone);

/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_zone_unref(inc_zone *zone);

/** The name, NUL-terminated, as long as the zone lives. Any thread. @since 0.1 */
INC_API const char *inc_zone_name(const inc_zone *zone);

/** The hash of the zone's bytes: another tzdata is another zone. Any thread. @since 0.1 */
INC_API const inc_hash *inc_zone_hash(const inc_zone *zone);

/** The offset in seconds east of Greenwich at an instant; daylight (may be NULL) is 1 in daylight
 * saving time. Any thread. @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since
 * 0.1 */
INC_API inc_status inc_zone_offset(const inc_zone *zone, inc_time time, int32_t *offset,
                                   int32_t *daylight);

/** The abbreviation in use at an instant, as "CEST"; as long as the zone lives. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_zone_abbreviation(const inc_zone *zone, inc_time time, const char **text);

/** The least instant > time at which offset, daylight flag or abbreviation changes. Any thread.
 * @return INC_OK; INC_DONE when none follows before 10000; INC_E_RANGE; INC_E_INVALID. @since 0.1
 */
INC_API inc_status inc_zone_next_transition(const inc_zone *zone, inc_time time,
                                            inc_time *transition);

/** The wall clock reading at an instant. Any thread.
 * @return INC_OK; INC_E_RANGE; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_zone_to_civil(const inc_zone *zone, inc_time time, inc_civil *civil);

/** The instant of a wall clock reading; reading (may be NULL) receives an inc_reading. Any thread.
 * @return INC_OK; INC_E_INVALID for a reading that no calendar has; INC_E_RANGE. @since 0.1 */
INC_API inc_status inc_zone_from_civil(const inc_zone *zone, const inc_civil *civil, inc_time *time,
                                       int32_t *reading);

INC_END

#endif
