/* What cells of a log say: dates, levels, counts, yes and no. */
#ifndef EXAMPLES_INCIDENT_CELLS_H
#define EXAMPLES_INCIDENT_CELLS_H

#include "columns.h"

/* "29/2/2016 01:16", "2/29/2016 1:16:05", "2016-02-29 01:16:05", "2016-02-29T01:16Z", by the map.
 */
bool cells_date(const struct columns *columns, struct csv_field cell, inc_time *time);

/* "2 - Medium", "2", "P2", or a name of the map's levels. */
bool cells_level(const struct columns *columns, enum column column, struct csv_field cell,
                 int32_t *level);

bool cells_count(struct csv_field cell, int32_t *count);

/* 1 for yes, 0 for no. */
bool cells_yes(struct csv_field cell, int32_t *yes);

#endif
