/* What one row says about its incident. */
#ifndef EXAMPLES_INCIDENT_LOG_ROW_H
#define EXAMPLES_INCIDENT_LOG_ROW_H

#include "log.h"

/* Takes the row that reader holds. */
void log_row_take(struct log *log, struct csv_reader *reader);

#endif
