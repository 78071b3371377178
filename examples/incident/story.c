/* The lives of simulated incidents: from start to end, with what comes back. */
#include "story.h"

#include <string.h>

enum { STORY_ROUNDS = 4 }; /* resolutions of one incident, at most */

/* It came back too late to be reopened: a new incident that knows the old one. */
static void story_follow_up(struct story *old)
{
    struct story story = {.all = old->all, .number = old->number, .tier = 0};
    old->at += old->all->rules.process.reopen_within;
    story_pass(old, 4000);
    story.at = old->at;
    snprintf(story.subject, sizeof story.subject, "%s-2", old->subject);
    snprintf(story.agent, sizeof story.agent, "%s", old->agent);
    snprintf(story.caller, sizeof story.caller, "%s", old->caller);
    if (!story_start(&story))
        return;
    story_begin(&story, INC_FACT_LINKED);
    story_text(&story, INC_EVENT_CODE_1, "follow_up");
    story_text(&story, INC_EVENT_REFERENCE_1, old->subject);
    story_tell(&story);
    story_until(old, story.at);
    story_begin(old, INC_FACT_LINKED);
    story_text(old, INC_EVENT_CODE_1, "followed_by");
    story_text(old, INC_EVENT_REFERENCE_1, story.subject);
    story_tell(old);
    do
        story_work(&story);
    while (story_end(&story) && story.rounds < STORY_ROUNDS);
}

/* A person asked to be forgotten: the mark of it. What was recorded before has left the desk. */
static void story_redact(struct story *story)
{
    story_pass(story, 6000);
    story_begin(story, INC_FACT_REDACTED);
    story_text(story, INC_EVENT_CODE_1, "asked by the person");
    story_tell(story);
}

void story_live(struct stories *all, long number, inc_time arrival)
{
    struct story story = {.all = all, .number = number, .at = arrival};
    bool is_open;
    snprintf(story.subject, sizeof story.subject, "INC-%07ld", number);
    snprintf(story.agent, sizeof story.agent, "agent %d", 1 + story_below(&story, 20));
    snprintf(story.caller, sizeof story.caller, "caller %d", 1 + story_below(&story, 900));
    if (!story_start(&story))
        return;
    do {
        story_work(&story);
        is_open = story_end(&story);
    } while (is_open && story.rounds < STORY_ROUNDS);
    if (is_open)
        return;
    if (story_chance(&story, 3))
        story_redact(&story);
    if (story_chance(&story, 4))
        story_follow_up(&story);
}
