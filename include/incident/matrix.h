/** @file incident/matrix.h
 * The priority matrix: impact x urgency -> priority. Levels count from 1, the most severe.
 */
#ifndef INCIDENT_MATRIX_H
#define INCIDENT_MATRIX_H

#include "hash.h"
#include "text.h"

INC_BEGIN

/** An immutable matrix. Shareable between threads. @since 0.1 */
typedef struct inc_matrix inc_matrix;

/** Collects the definition of a matrix. One thread at a time. @since 0.1 */
typedef struct inc_matrix_builder inc_matrix_builder;

/** The three scales of a matrix. @since 0.1 */
typedef enum inc_scale {
    INC_SCALE_IMPACT = 1,
    INC_SCALE_URGENCY = 2,
    INC_SCALE_PRIORITY = 3
} inc_scale;

/** The most levels a scale can have. @since 0.1 */
#define INC_MATRIX_LEVELS 100

/** Starts a matrix of impacts x urgencies cells and priorities levels (each 1 to
 * INC_MATRIX_LEVELS), all cells empty. version is the host's name for this version, NUL-terminated,
 * 1 to 255 bytes.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID with a line on the context. @since 0.1 */
INC_API inc_status inc_matrix_builder_new(inc_context *context, const char *version,
                                          int32_t impacts, int32_t urgencies, int32_t priorities,
                                          inc_matrix_builder **builder);

/** Names a level and defines it (NUL-terminated UTF-8, at most 255 and 4,095 bytes; NULL: none).
 * Unnamed levels are called by their number. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1
 */
INC_API inc_status inc_matrix_builder_level(inc_matrix_builder *builder, int32_t scale,
                                            int32_t level, const char *name,
                                            const char *definition);

/** Fills a cell. @return INC_OK; INC_E_INVALID for a level that does not exist. @since 0.1 */
INC_API inc_status inc_matrix_builder_cell(inc_matrix_builder *builder, int32_t impact,
                                           int32_t urgency, int32_t priority);

/** Makes the matrix; the builder stays usable. Empty cells are allowed (the linter names them).
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID for a NULL pointer. @since 0.1 */
INC_API inc_status inc_matrix_builder_build(inc_matrix_builder *builder, inc_matrix **matrix);

/** Frees a builder; NULL is allowed. @since 0.1 */
INC_API void inc_matrix_builder_free(inc_matrix_builder *builder);

/** Takes a reference and returns its argument. Any thread. @since 0.1 */
INC_API inc_matrix *inc_matrix_ref(const inc_matrix *matrix);
/** Gives a reference back; NULL is allowed. Any thread. @since 0.1 */
INC_API void inc_matrix_unref(inc_matrix *matrix);
/** The hash of the canonical form. Any thread. @since 0.1 */
INC_API const inc_hash *inc_matrix_hash(const inc_matrix *matrix);
/** The host's name for this version. Any thread. @since 0.1 */
INC_API const char *inc_matrix_version(const inc_matrix *matrix);
/** The number of levels of a scale; 0 for an unknown scale. Any thread. @since 0.1 */
INC_API int32_t inc_matrix_levels(const inc_matrix *matrix, int32_t scale);

/** The priority of an incident. Any thread.
 * @return INC_OK; INC_E_NOT_FOUND for an empty cell; INC_E_INVALID for a level that does not exist.
 * @since 0.1 */
INC_API inc_status inc_matrix_priority(const inc_matrix *matrix, int32_t impact, int32_t urgency,
                                       int32_t *priority);

/** Name and definition of a level ("" for none; each pointer may be NULL), as long as the matrix
 * lives. Any thread. @return INC_OK; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_matrix_level(const inc_matrix *matrix, int32_t scale, int32_t level,
                                    const char **name, const char **definition);

/** Appends the matrix as a table for the wall, with its version, hash and definitions.
 * @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_matrix_print(const inc_matrix *matrix, inc_text *text);

INC_END

#endif
