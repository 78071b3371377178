/** @file incident/conformance.h
 * The conformance suite for storage backends (backend.h), a library of its own
 * (libincident-conformance), so that a host's own tests can call it. The program
 * incident-conformance does that for a backend in a shared object.
 */
#ifndef INCIDENT_CONFORMANCE_H
#define INCIDENT_CONFORMANCE_H

#include "store.h"
#include "text.h"

INC_BEGIN

/** How the suite gets at a backend. @since 0.1 */
typedef struct inc_conformance_options {
    size_t size; /**< sizeof(inc_conformance_options) */
    /** Required. Opens a store over a backend that holds nothing: called once a law, after the
     * store of the law before was freed. An answer other than INC_OK, with a line on the context,
     * fails the law. */
    inc_status (*open)(void *user, inc_context *context, inc_store **store);
    /** Handed to open. */
    void *user;
} inc_conformance_options;

/** Of what a backend's shared object exports, not the library. @since 0.1 */
#define INC_CONFORMANCE_BACKEND INC_API

/** Written by who writes a backend: what the program incident-conformance looks for in a shared
 * object. Opens a store over a backend that holds nothing, each call another one. argument is the
 * program's second, or "". @return INC_OK; else a status with a line on the context. @since 0.1 */
INC_CONFORMANCE_BACKEND inc_status inc_conformance_open(inc_context *context, const char *argument,
                                                        inc_store **store);

/** Holds a backend against every law of the contract and appends a report to `report`, in the Test
 * Anything Protocol: one line a law, and of a failed one what was wrong.
 * @return 0 when all hold; how many do not; negative an inc_status when there was no running them
 * (INC_E_INVALID for a NULL pointer or a wrong size, INC_E_UNSUPPORTED, INC_E_NOMEM). @since 0.1 */
INC_API int32_t inc_conformance_run(inc_context *context, const inc_conformance_options *options,
                                    inc_text *report);

INC_END

#endif
