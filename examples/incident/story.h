/* The lives of simulated incidents, fact by fact: what happens to them is drawn by lot, but always
 * possible under the rules. */
#ifndef EXAMPLES_INCIDENT_STORY_H
#define EXAMPLES_INCIDENT_STORY_H

#include "../world.h"
#include "story_rules.h"

/* What all stories share. */
struct stories {
    struct world world;
    struct story_rules rules;
    inc_event_builder *builder;
    void (*give)(void *user, inc_event *event); /* takes over each fact, as it is recorded */
    void *user;
};

struct story {
    struct stories *all;
    char subject[32];
    long number;
    int64_t sequence; /* of the last fact */
    inc_time at;      /* now: facts are recorded in order of time */
    int32_t tier;
    char agent[24];  /* who works on it */
    char caller[24]; /* who is affected */
    int rounds;      /* resolutions so far */
    bool is_restored;
    bool is_documented;
    int64_t worked; /* sequence of a fact that can be corrected or voided; 0: none */
    inc_time worked_at;
};

/* The whole life of the number-th incident, which comes in at an instant. */
void story_live(struct stories *all, long number, inc_time arrival);

/* story_tell.c: telling facts. A fact is begun, given columns, and told. */

/* It happens now; the agent does it. */
void story_begin(struct story *story, int32_t kind);
void story_text(struct story *story, int32_t column, const char *text);
void story_integer(struct story *story, int32_t column, int64_t value);
/* Another does it. */
void story_actor(struct story *story, const char *actor, int32_t kind);
/* Its sequence. */
int64_t story_tell(struct story *story);

/* Time goes by: minutes around a scale of anybody's time, or of the desk's own. */
void story_pass(struct story *story, int scale);
void story_office(struct story *story, int scale);
/* As far as an instant, if that is still to come. */
void story_until(struct story *story, inc_time at);

bool story_chance(struct story *story, int percent);
int story_below(struct story *story, int limit);
/* One of count texts. */
const char *story_pick(struct story *story, const char *const *texts, size_t count);

/* story_start.c: from its detection to its first assignment; false: it was no incident. */
bool story_start(struct story *story);

/* story_work.c: diagnosis and investigation. */
void story_work(struct story *story);
/* Another person of the team of its tier. */
void story_assign(struct story *story, int32_t kind, int32_t tier);

/* story_end.c: resolution and what follows it; true: back to work. */
bool story_end(struct story *story);

#endif
