/** @file incident/rulebook.h
 * Keeps every version of a set of rules that a pinned clock may need, and who was told of which.
 */
#ifndef INCIDENT_RULEBOOK_H
#define INCIDENT_RULEBOOK_H

#include "rules.h"

INC_BEGIN

/** Versions of rules by hash and by the instant from which they hold. One thread at a time. @since
 * 0.1 */
typedef struct inc_rulebook inc_rulebook;

/** A member of staff confirmed having read a version. Strings are borrowed from the rulebook until
 * it changes.
 * @since 0.1 */
typedef struct inc_acknowledgement {
    size_t size;        /**< set by the caller: sizeof(inc_acknowledgement) */
    const char *person; /**< the host's id of the person */
    inc_hash hash;      /**< of the rules, or of the matrix alone */
    inc_time at;        /**< when it was confirmed */
} inc_acknowledgement;

/** Makes an empty rulebook. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rulebook_new(inc_context *context, inc_rulebook **rulebook);
/** Frees a rulebook; NULL is allowed. @since 0.1 */
INC_API void inc_rulebook_free(inc_rulebook *rulebook);

/** Publishes rules from an instant on, and keeps a reference. The same rules may be published again
 * later (a return to an old version). @return INC_OK, also for the same again; INC_E_NOMEM;
 * INC_E_EXISTS when other rules
 * hold from that very instant; INC_E_RANGE; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rulebook_publish(inc_rulebook *rulebook, const inc_rules *rules,
                                        inc_time from);
/** The rules in force at an instant, borrowed. @return INC_OK; INC_E_NOT_FOUND before the first;
 * INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_rulebook_at(const inc_rulebook *rulebook, inc_time time,
                                   const inc_rules **rules);
/** The rules of a hash, borrowed: what a pinned clock asks for. @return INC_OK; INC_E_NOT_FOUND;
 * INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_rulebook_find(const inc_rulebook *rulebook, const inc_hash *hash,
                                     const inc_rules **rules);
/** The index-th publication in order of time; each pointer may be NULL.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rulebook_publication(const inc_rulebook *rulebook, size_t index,
                                            inc_time *from, const inc_rules **rules);

/** Records that a person (NUL-terminated, 1 to 255 bytes) acknowledged rules or a matrix by its
 * hash. A second acknowledgement of the same keeps the first instant. @return INC_OK; INC_E_NOMEM;
 * INC_E_NOT_FOUND for a hash that no published rules or matrix has; INC_E_RANGE; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_rulebook_acknowledge(inc_rulebook *rulebook, const char *person,
                                            const inc_hash *hash, inc_time at);
/** When a person acknowledged a hash. @return INC_OK; INC_E_NOT_FOUND; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rulebook_acknowledged(const inc_rulebook *rulebook, const char *person,
                                             const inc_hash *hash, inc_time *at);
/** The index-th acknowledgement, ordered by (at, person, hash). @return INC_OK; INC_DONE;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rulebook_acknowledgement(const inc_rulebook *rulebook, size_t index,
                                                inc_acknowledgement *acknowledgement);

/** The rulebook as bytes, borrowed until it changes or is asked again.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rulebook_bytes(inc_rulebook *rulebook, const void **bytes, size_t *size);
/** A rulebook from its bytes. @return as inc_rules_from_bytes. @since 0.1 */
INC_API inc_status inc_rulebook_from_bytes(inc_context *context, const void *bytes, size_t size,
                                           inc_rulebook **rulebook);

INC_END

#endif
