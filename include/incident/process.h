/** @file incident/process.h
 * The rules of the process: which resolutions and holds there are, when a resolution counts as
 * confirmed, when a closed incident may be reopened, which policy serves when several match.
 */
#ifndef INCIDENT_PROCESS_H
#define INCIDENT_PROCESS_H

#include "calendar.h"
#include "hash.h"

INC_BEGIN

/** Immutable rules of the process. Shareable between threads. @since 0.1 */
typedef struct inc_process inc_process;

/** Collects the definition of a process. One thread at a time. @since 0.1 */
typedef struct inc_process_builder inc_process_builder;

/** Which of several matching policies of one clock, agreement and tier serves. @since 0.1 */
typedef enum inc_choice_rule {
    INC_CHOOSE_FIRST = 0,     /**< the first in the order of the rules */
    INC_CHOOSE_STRICTEST = 1, /**< the one whose limit is due first; of equals the first */
    INC_CHOOSE_ALL = 2        /**< each of them */
} inc_choice_rule;

/** What inc_process_builder_new copies. Zero members are the defaults. Durations are microseconds,
 * >= 0. @since 0.1 */
typedef struct inc_process_options {
    size_t size;                 /**< sizeof(inc_process_options) */
    inc_duration confirm_within; /**< time to confirm or refuse a resolution; then it times out; 0:
                                    it never does */
    const inc_calendar *confirm_calendar; /**< whose open time that is; NULL: wall time. A reference
                                             is kept */
    inc_duration reopen_within; /**< wall time after the closing in which it may be reopened; 0:
                                   never */
    int32_t close_on_timeout;   /**< 1: it closes when confirmation has timed out and it is
                                   documented; 0:   it stays resolved */
    int32_t close_on_confirm;   /**< 1: it closes when it is confirmed and documented; 0: it
                                   stays resolved until closed */
    int32_t choice;             /**< an inc_choice_rule */
    int32_t tiers;              /**< how many there are, 1 to 100; 0: any number */
} inc_process_options;

/** A resolution code. @since 0.1 */
typedef struct inc_resolution {
    size_t size;          /**< sizeof(inc_resolution) */
    const char *code;     /**< NUL-terminated UTF-8, 1 to 255 bytes, unique among resolutions */
    int32_t needs_change; /**< 1: it changes configuration, and needs a linked change */
    int32_t reserved;     /**< 0 */
} inc_resolution;

/** A reason to put an incident on hold. @since 0.1 */
typedef struct inc_hold_rule {
    size_t size;          /**< sizeof(inc_hold_rule) */
    const char *reason;   /**< NUL-terminated UTF-8, 1 to 255 bytes, unique among hold reasons */
    inc_duration expires; /**< wall time, >= 0, after which a hold without its own expiry ends; 0:
                             it does not */
} inc_hold_rule;

/** Starts a process; options NULL: all defaults. @return INC_OK; INC_E_NOMEM; INC_E_UNSUPPORTED for
 * options of a later version; INC_E_INVALID with a line on the context. @since 0.1 */
INC_API inc_status inc_process_builder_new(inc_context *context, const inc_process_options *options,
                                           inc_process_builder **builder);
/** Adds a resolution code, at most 1,000; with none, every code may be used. @return INC_OK;
 * INC_E_NOMEM; INC_E_EXISTS for a second of that code; INC_E_UNSUPPORTED for one of a later
 * version; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_process_builder_resolution(inc_process_builder *builder,
                                                  const inc_resolution *resolution);
/** Adds a hold reason, at most 1,000; with none, every reason may be used. @return INC_OK;
 * INC_E_NOMEM; INC_E_EXISTS for a second of that reason; INC_E_UNSUPPORTED for one of a later
 * version; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_process_builder_hold(inc_process_builder *builder,
                                            const inc_hold_rule *hold);
/** Makes the process, one reference; the builder stays usable. @return INC_OK; INC_E_NOMEM;
 * INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_process_builder_build(inc_process_builder *builder, inc_process **process);
/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_process_builder_free(inc_process_builder *builder);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_process *inc_process_ref(const inc_process *process);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_process_unref(inc_process *process);
/** The hash of the canonical form. Any thread. @since 0.1 */
INC_API const inc_hash *inc_process_hash(const inc_process *process);
/** Fills options (options->size set by the caller) with what the process was made from; the
 * calendar is borrowed. Any thread. @return INC_OK; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_process_describe(const inc_process *process, inc_process_options *options);
/** The index-th resolution code in the order they were added (resolution->size set by the caller),
 * borrowed. Any thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_process_resolution(const inc_process *process, size_t index,
                                          inc_resolution *resolution);
/** The index-th hold reason in the order they were added (hold->size set by the caller), borrowed.
 * Any thread. @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_process_hold(const inc_process *process, size_t index, inc_hold_rule *hold);

INC_END

#endif
