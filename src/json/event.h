/* Events as JSON: how members are called. */
#ifndef INC_JSON_EVENT_H
#define INC_JSON_EVENT_H

#include "document.h"

/* What a column is called for a kind of fact; NULL when the kind has no use for it. */
const char *inc__json_member(int32_t kind, const inc_column *column);

#endif
