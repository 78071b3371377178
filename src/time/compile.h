/* From definitions to compiled open time. */
#ifndef INC_TIME_COMPILE_H
#define INC_TIME_COMPILE_H

#include "time/definition.h"
#include "time/timeline.h"

/* A calendar that takes more steps than this is no calendar of a desk; INC_E_RANGE. */
#define INC__COMPILE_MOST 8000000

/* The timeline of an indexed definition. */
inc_status inc__compile(const inc__definition *definition, inc__timeline *timeline);

/* The timeline that an inc_combination of two makes, instant by instant. */
inc_status inc__compile_combined(inc_context *context, int32_t combination, const inc__timeline *a,
                                 const inc__timeline *b, inc__timeline *timeline);

#endif
