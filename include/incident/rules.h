/** @file incident/rules.h
 * A set of rules: named calendars, one matrix, one taxonomy, one process, policies. It has a
 * canonical byte form, zone bytes included, and is identified by the hash of that form.
 */
#ifndef INCIDENT_RULES_H
#define INCIDENT_RULES_H

#include "matrix.h"
#include "policy.h"
#include "process.h"
#include "taxonomy.h"

INC_BEGIN

/** An immutable set of rules. Shareable between threads. @since 0.1 */
typedef struct inc_rules inc_rules;

/** Collects a set of rules. One thread at a time. @since 0.1 */
typedef struct inc_rules_builder inc_rules_builder;

/** Starts an empty set. name and version are NUL-terminated, 1 to 255 bytes.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_builder_new(inc_context *context, const char *name,
                                         const char *version, inc_rules_builder **builder);
/** Adds a calendar under a name (1 to 255 bytes). @return INC_OK; INC_E_NOMEM; INC_E_EXISTS;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_builder_calendar(inc_rules_builder *builder, const char *name,
                                              const inc_calendar *calendar);
/** Sets the matrix. @return INC_OK; INC_E_EXISTS for a second one; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_builder_matrix(inc_rules_builder *builder, const inc_matrix *matrix);
/** Sets the taxonomy. @return INC_OK; INC_E_EXISTS for a second one; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_builder_taxonomy(inc_rules_builder *builder,
                                              const inc_taxonomy *taxonomy);
/** Sets the rules of the process. @return INC_OK; INC_E_EXISTS for a second one; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_rules_builder_process(inc_rules_builder *builder,
                                             const inc_process *process);
/** Adds a policy. @return INC_OK; INC_E_NOMEM; INC_E_EXISTS for a second of that name;
 * INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_builder_policy(inc_rules_builder *builder, const inc_policy *policy);
/** Makes the set; the builder stays usable. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1
 */
INC_API inc_status inc_rules_builder_build(inc_rules_builder *builder, inc_rules **rules);
/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_rules_builder_free(inc_rules_builder *builder);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_rules *inc_rules_ref(const inc_rules *rules);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_rules_unref(inc_rules *rules);
/** The hash of the canonical bytes. Any thread. @since 0.1 */
INC_API const inc_hash *inc_rules_hash(const inc_rules *rules);
/** Name of the set. Any thread. @since 0.1 */
INC_API const char *inc_rules_name(const inc_rules *rules);
/** The host's name for this version. Any thread. @since 0.1 */
INC_API const char *inc_rules_version(const inc_rules *rules);
/** The matrix, borrowed, or NULL. Any thread. @since 0.1 */
INC_API const inc_matrix *inc_rules_matrix(const inc_rules *rules);
/** The taxonomy, borrowed, or NULL. Any thread. @since 0.1 */
INC_API const inc_taxonomy *inc_rules_taxonomy(const inc_rules *rules);
/** The rules of the process, borrowed, or NULL. Any thread. @since 0.1 */
INC_API const inc_process *inc_rules_process(const inc_rules *rules);
/** The index-th calendar in bytewise order of names, borrowed. Any thread.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_calendar(const inc_rules *rules, size_t index, const char **name,
                                      const inc_calendar **calendar);
/** The calendar of a name, borrowed. Any thread. @return INC_OK; INC_E_NOT_FOUND; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_rules_find_calendar(const inc_rules *rules, const char *name,
                                           size_t name_size, const inc_calendar **calendar);
/** The index-th policy in the order they were added, borrowed. Any thread.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_policy(const inc_rules *rules, size_t index,
                                    const inc_policy **policy);
/** The policy of a name, borrowed. Any thread. @return INC_OK; INC_E_NOT_FOUND; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_rules_find_policy(const inc_rules *rules, const char *name, size_t name_size,
                                         const inc_policy **policy);

/** The canonical bytes, borrowed. Format: doc/canonical-form.md. Any thread.
 * @return INC_OK; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_rules_bytes(const inc_rules *rules, const void **bytes, size_t *size);
/** Rules from canonical bytes. Bytes that are not canonical are refused, so that one set has one
 * hash.
 * @return INC_OK; INC_E_FORMAT with a line on the context; INC_E_UNSUPPORTED for a later format
 * version; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_rules_from_bytes(inc_context *context, const void *bytes, size_t size,
                                        inc_rules **rules);

INC_END

#endif
