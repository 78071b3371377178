/** @file incident/status.h
 * What a call answers. Values are frozen; new ones may be added.
 */
#ifndef INCIDENT_STATUS_H
#define INCIDENT_STATUS_H

#include "common.h"

INC_BEGIN

/** The result of a call: 0 is success, positive is success with nothing more to give, negative is
 * an error. On an error outputs are untouched (handles are set to NULL). @since 0.1 */
typedef enum inc_status {
    INC_OK = 0,             /**< done */
    INC_DONE = 1,           /**< an iteration has no more items */
    INC_E_INVALID = -1,     /**< an argument that is never right */
    INC_E_NOMEM = -2,       /**< the allocator returned NULL; the object is as it was before */
    INC_E_RANGE = -3,       /**< a value or result outside the supported range */
    INC_E_UNREACHABLE = -4, /**< the calendar has no such open time, ever */
    INC_E_UNSUPPORTED = -5, /**< asked for something this version does not know */
    INC_E_NOT_FOUND = -6,   /**< no such name, file, version or cell */
    INC_E_EXISTS = -7,      /**< the name or id is already taken */
    INC_E_FORMAT = -8,      /**< bytes or text that are not what they claim to be */
    INC_E_IO = -9,          /**< the operating system or a backend could not read or write */
    INC_E_CONFLICT = -10,   /**< somebody else wrote in between; nothing was written, try again */
    INC_E_REFUSED = -11,    /**< a guard refused the command; inc_desk_refusal tells why */
    INC_E_BACKEND = -12     /**< a backend broke its contract (backend.h); nothing was believed */
} inc_status;

/** The name of a status, as "INC_E_RANGE"; "INC_E_?" for a value this version does not know.
 * Static storage, any thread. @since 0.1 */
INC_API const char *inc_status_name(inc_status status);

INC_END

#endif
