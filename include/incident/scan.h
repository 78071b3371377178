/** @file incident/scan.h
 * A walk over the incidents of a store: the facts of one after the other are told to a handle.
 * Nothing is written, so that it may be a replica or a snapshot; what is written meanwhile may be
 * seen or not.
 */
#ifndef INCIDENT_SCAN_H
#define INCIDENT_SCAN_H

#include "incident.h"
#include "store.h"

INC_BEGIN

/** A walk under way. One thread at a time. @since 0.1 */
typedef struct inc_scan inc_scan;

/** What inc_scan_new copies. @since 0.1 */
typedef struct inc_scan_options {
    size_t size;        /**< sizeof(inc_scan_options) */
    const char *tenant; /**< NUL-terminated; NULL: "" */
    const char *after;  /**< only incidents whose id is after this one, bytewise: where an earlier
                           walk was left; NULL or "": from the first */
} inc_scan_options;

/** Starts a walk over the incidents of a tenant that have a head, in the bytewise order of their
 * ids. Store and incident are borrowed and must outlive it; options NULL: all defaults.
 * @return INC_OK; INC_E_NOMEM; INC_E_UNSUPPORTED for options of a later version; INC_E_INVALID for
 * a NULL pointer, or with a line on the context of the incident. @since 0.1 */
INC_API inc_status inc_scan_new(inc_store *store, const inc_scan_options *options,
                                inc_incident *incident, inc_scan **scan);
/** Frees a walk, but neither store nor incident; NULL is allowed. @since 0.1 */
INC_API void inc_scan_free(inc_scan *scan);
/** Clears the incident and tells it all facts of the next one. After an error the incident is
 * clear, and the next call begins with the same one again.
 * @return INC_OK; INC_DONE past the last; INC_E_NOMEM; INC_E_IO; INC_E_BACKEND; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_scan_next(inc_scan *scan);
/** The id of the incident in hand; "" before the first, and after the last. Borrowed until the next
 * call. @since 0.1 */
INC_API const char *inc_scan_subject(const inc_scan *scan);

INC_END

#endif
