/* What simulated incidents must know of the rules to keep to them. */
#ifndef EXAMPLES_INCIDENT_STORY_RULES_H
#define EXAMPLES_INCIDENT_STORY_RULES_H

#include "tool.h"

enum { STORY_NAMES = 64 };

struct story_rules {
    const inc_matrix *matrix; /* NULL: none */
    inc_process_options process;
    int32_t tiers;
    const char *categories[STORY_NAMES]; /* of incidents, not of requests */
    size_t categories_count;
    inc_resolution resolutions[STORY_NAMES];
    size_t resolutions_count;
    inc_hold_rule holds[STORY_NAMES];
    size_t holds_count;
};

/* Borrows from rules. */
void story_rules_init(struct story_rules *story, const inc_rules *rules);

/* When the confirmation of a resolution of that instant times out; INC_TIME_NONE: never. */
inc_time story_rules_confirm_by(const struct story_rules *story, inc_time resolved);

#endif
