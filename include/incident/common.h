/** @file incident/common.h
 * What every header of libincident shares: the export macro, the version, instants, durations.
 */
#ifndef INCIDENT_COMMON_H
#define INCIDENT_COMMON_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define INC_API
#elif defined(__GNUC__)
#define INC_API __attribute__((visibility("default")))
#else
#define INC_API
#endif

#ifdef __cplusplus
#define INC_BEGIN extern "C" {
#define INC_END }
#else
#define INC_BEGIN
#define INC_END
#endif

/** Version of these headers; inc_version() gives that of the library in use. @since 0.1 */
#define INC_VERSION_MAJOR 0
/** Raised by a release that adds to the interface. @since 0.1 */
#define INC_VERSION_MINOR 1
/** Raised by a release that adds nothing to it. @since 0.1 */
#define INC_VERSION_PATCH 0

/** Length to pass with a NUL-terminated string; the library measures it. @since 0.1 */
#define INC_ZSTR ((size_t) -1)

/** An instant: microseconds since 1970-01-01T00:00Z, no leap seconds. @since 0.1 */
typedef int64_t inc_time;

/** A signed span of elapsed time in microseconds. @since 0.1 */
typedef int64_t inc_duration;

/** A civil date: days since 1970-01-01, proleptic Gregorian. @since 0.1 */
typedef int32_t inc_date;

/** No instant. @since 0.1 */
#define INC_TIME_NONE INT64_MIN
/** 1900-01-01T00:00:00Z, the first supported instant. @since 0.1 */
#define INC_TIME_MIN INT64_C(-2208988800000000)
/** 9999-12-31T23:59:59.999999Z, the last supported instant. @since 0.1 */
#define INC_TIME_MAX INT64_C(253402300799999999)

/** No date. @since 0.1 */
#define INC_DATE_NONE INT32_MIN
/** 1900-01-01, the first supported date. @since 0.1 */
#define INC_DATE_MIN INT32_C(-25567)
/** 9999-12-31, the last supported date. @since 0.1 */
#define INC_DATE_MAX INT32_C(2932896)

/** The unit of inc_time and inc_duration. @since 0.1 */
#define INC_MICROSECOND INT64_C(1)
/** A second in microseconds. @since 0.1 */
#define INC_SECOND INT64_C(1000000)
/** A minute in microseconds. @since 0.1 */
#define INC_MINUTE INT64_C(60000000)
/** An hour in microseconds. There is no day: its length depends on zone and date. @since 0.1 */
#define INC_HOUR INT64_C(3600000000)

INC_BEGIN

/** The version of the library in use, as "0.1.0". Static storage, any thread. @since 0.1 */
INC_API const char *inc_version(void);

INC_END

#endif
