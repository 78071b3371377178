/* Policies from the inside. */
#ifndef INC_RULES_POLICY_H
#define INC_RULES_POLICY_H

#include "base/array.h"
#include "time/calendar.h"

#include <incident/policy.h>

/* The terms of one priority. */
typedef struct inc__policy_terms {
    int32_t priority;
    inc_terms *terms;
} inc__policy_terms;

/* What a builder collects and a policy keeps; it owns every string and reference in it. */
typedef struct inc__policy_body {
    inc_policy_options options;
    inc__array terms;      /* inc__policy_terms, by rising priority */
    inc__array thresholds; /* inc_threshold, as added */
} inc__policy_body;

struct inc_policy {
    inc__refs refs;
    inc_context *context;
    inc_hash hash;
    inc__policy_body body;
};

/* Defaults filled, bounds checked, strings copied. On a failure the body is empty. */
inc_status inc__policy_body_init(inc_context *context, const inc_policy_options *options,
                                 inc__policy_body *body);
inc_status inc__policy_body_copy(inc_context *context, const inc__policy_body *from,
                                 inc__policy_body *body);
void inc__policy_body_free(inc_context *context, inc__policy_body *body);

/* Appends the canonical form: calendars and zones by hash, all else inline. */
inc_status inc__policy_write(inc__writer *writer, const inc_policy *policy);

/* The policy of a canonical form, one reference; NULL on a failure, and *status tells why:
 * INC_E_FORMAT, INC_E_UNSUPPORTED for a later format, INC_E_NOT_FOUND for a hash that the resolver
 * does not know, INC_E_NOMEM. Bytes that are not canonical may pass: write it again and compare. */
inc_policy *inc__policy_read(inc__reader *reader, inc_context *context,
                             const inc__calendar_resolver *resolver, inc_status *status);

#endif
