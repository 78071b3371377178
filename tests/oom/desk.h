/* What scenarios are about: calendars, terms and rules that have a bit of everything. These makers
 * have all the memory they want, and stop the test when they cannot. */
#ifndef TESTS_OOM_DESK_H
#define TESTS_OOM_DESK_H

#include <incident.h>

#define DESK_OK(call) ck_assert_int_eq((call), INC_OK)

/* In 2026, UTC. */
inc_time desk_time(int32_t month, int32_t day, int32_t hour, int32_t minute);

/* A zone with a file where the system has one, else one that needs none. */
const char *desk_zone_name(void);
inc_zone *desk_zone(inc_context *context, const char *name);

/* Monday to Friday, from hour to hour. */
inc_calendar *desk_calendar(inc_context *context, const inc_zone *zone, int32_t from, int32_t to);

/* 4 hours with an objective of 2, paused for "caller" and "vendor", both kinds of caps. */
inc_terms *desk_terms(inc_context *context, const inc_calendar *calendar, inc_duration limit);
/* Terms for priorities 1, 2 and any; five thresholds of all kinds. */
inc_policy *desk_policy(inc_context *context, const char *name, const inc_calendar *calendar,
                        int32_t on_retarget, int32_t on_reopen);
inc_matrix *desk_matrix(inc_context *context);
inc_taxonomy *desk_taxonomy(inc_context *context);

/* All of the above, with a plain calendar and a nested composite. */
inc_rules *desk_rules(inc_context *context, const char *version);

#endif
