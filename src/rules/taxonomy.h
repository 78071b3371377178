/* Taxonomies from the inside. */
#ifndef INC_RULES_TAXONOMY_H
#define INC_RULES_TAXONOMY_H

#include "base/bytes.h"

#include <incident/taxonomy.h>

/* Appends the canonical form. */
inc_status inc__taxonomy_write(inc__writer *writer, const inc_taxonomy *taxonomy);

/* The taxonomy of a canonical form, one reference; NULL on a failure, and *status tells why:
 * INC_E_FORMAT, INC_E_UNSUPPORTED for a later format, INC_E_NOMEM. Bytes that are not canonical may
 * pass: write it again and compare. */
inc_taxonomy *inc__taxonomy_read(inc__reader *reader, inc_context *context, inc_status *status);

#endif
