/* What writing and reading the serialised form share. */
#ifndef INC_KPI_KPI_BYTES_H
#define INC_KPI_KPI_BYTES_H

#include "kpi/kpi_body.h"

#define INC__KPI_MAGIC "INCK"
#define INC__KPI_VERSION 1

/* How the values of a cell are kept. */
#define INC__SPREAD_EXACT 0
#define INC__SPREAD_COARSE 1
#define INC__SPREAD_BLURRED 2 /* least and greatest are not known any more */

#endif
