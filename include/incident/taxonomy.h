/** @file incident/taxonomy.h
 * The classification tree: categories that incidents are filed under, as a versioned rule.
 */
#ifndef INCIDENT_TAXONOMY_H
#define INCIDENT_TAXONOMY_H

#include "context.h"
#include "hash.h"

INC_BEGIN

/** An immutable taxonomy. Shareable between threads. @since 0.1 */
typedef struct inc_taxonomy inc_taxonomy;

/** Collects the definition of a taxonomy. One thread at a time. @since 0.1 */
typedef struct inc_taxonomy_builder inc_taxonomy_builder;

/** A category. Strings are NUL-terminated UTF-8. @since 0.1 */
typedef struct inc_category {
    size_t size;        /**< sizeof(inc_category) */
    const char *id;     /**< 1 to 255 bytes, unique, never reused: history refers to it */
    const char *parent; /**< id of a category added before; NULL: a root */
    const char *name;   /**< for people, at most 255 bytes; NULL: the id */
    int32_t retired;    /**< 1: kept for history, no longer for new incidents */
    int32_t request;    /**< 1: what is filed here is a service request, not an incident */
} inc_category;

/** Starts an empty taxonomy; version is NUL-terminated, 1 to 255 bytes.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_taxonomy_builder_new(inc_context *context, const char *version,
                                            inc_taxonomy_builder **builder);
/** Adds a category. @return INC_OK; INC_E_NOMEM; INC_E_EXISTS; INC_E_NOT_FOUND for an unknown
 * parent; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_taxonomy_builder_add(inc_taxonomy_builder *builder,
                                            const inc_category *category);
/** Makes the taxonomy; the builder stays usable. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since
 * 0.1 */
INC_API inc_status inc_taxonomy_builder_build(inc_taxonomy_builder *builder,
                                              inc_taxonomy **taxonomy);
/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_taxonomy_builder_free(inc_taxonomy_builder *builder);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_taxonomy *inc_taxonomy_ref(const inc_taxonomy *taxonomy);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_taxonomy_unref(inc_taxonomy *taxonomy);
/** The hash of the canonical form. Any thread. @since 0.1 */
INC_API const inc_hash *inc_taxonomy_hash(const inc_taxonomy *taxonomy);
/** The host's name for this version. Any thread. @since 0.1 */
INC_API const char *inc_taxonomy_version(const inc_taxonomy *taxonomy);
/** The number of categories. Any thread. @since 0.1 */
INC_API size_t inc_taxonomy_count(const inc_taxonomy *taxonomy);
/** The index-th category in the order they were added (category->size set by the caller); strings
 * are borrowed. Any thread.
 * @return INC_OK; INC_DONE past the last; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_taxonomy_at(const inc_taxonomy *taxonomy, size_t index,
                                   inc_category *category);
/** The category of an id (category->size set by the caller). Any thread.
 * @return INC_OK; INC_E_NOT_FOUND; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_taxonomy_find(const inc_taxonomy *taxonomy, const char *id, size_t id_size,
                                     inc_category *category);
/** Whether the category id lies at or under ancestor: 1 or 0. Any thread.
 * @return INC_OK; INC_E_NOT_FOUND for an unknown id; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_taxonomy_within(const inc_taxonomy *taxonomy, const char *id,
                                       const char *ancestor, int32_t *within);

INC_END

#endif
