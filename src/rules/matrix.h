/* Matrices from the inside. */
#ifndef INC_RULES_MATRIX_H
#define INC_RULES_MATRIX_H

#include "base/bytes.h"

#include <incident/matrix.h>

#define INC__MATRIX_SCALES 3
#define INC__DEFINITION_MOST 4095

/* A level of a scale; NULL for what it does not have. */
typedef struct inc__matrix_level {
    char *name;
    char *definition;
} inc__matrix_level;

/* What a builder collects and a matrix keeps. */
typedef struct inc__matrix_body {
    char *version;
    int32_t counts[INC__MATRIX_SCALES];            /* by inc_scale - 1 */
    inc__matrix_level *levels[INC__MATRIX_SCALES]; /* as many */
    int32_t *cells; /* impact by impact, one for each urgency; 0: empty */
} inc__matrix_body;

struct inc_matrix {
    inc__refs refs;
    inc_context *context;
    inc_hash hash;
    inc__matrix_body body;
};

/* Appends the canonical form. */
inc_status inc__matrix_write(inc__writer *writer, const inc_matrix *matrix);

/* The matrix of a canonical form, one reference; NULL on a failure, and *status tells why:
 * INC_E_FORMAT, INC_E_UNSUPPORTED for a later format, INC_E_NOMEM. Bytes that are not canonical may
 * pass: write it again and compare. */
inc_matrix *inc__matrix_read(inc__reader *reader, inc_context *context, inc_status *status);

#endif
