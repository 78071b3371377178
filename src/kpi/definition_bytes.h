/* Definitions as bytes; doc/kpi-format.md. */
#ifndef INC_KPI_DEFINITION_BYTES_H
#define INC_KPI_DEFINITION_BYTES_H

#include "base/bytes.h"
#include "kpi/definition.h"

void inc__criteria_write(inc__writer *writer, const inc_criteria *criteria);
/* Criteria that are owned. INC_OK; INC_E_NOMEM; INC_E_FORMAT. */
inc_status inc__criteria_read(inc__reader *reader, inc_context *context, inc_criteria *criteria);

void inc__definition_write(inc__writer *writer, const inc__kept *definition);
/* A definition that is kept, checked. INC_OK; INC_E_NOMEM; INC_E_FORMAT; the kept one is to be
 * dropped in any case. */
inc_status inc__definition_read(inc__reader *reader, inc_context *context, inc__kept *kept);

#endif
