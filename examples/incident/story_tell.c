/* Telling the facts of a simulated incident, and letting time go by. */
#include "story.h"

bool story_chance(struct story *story, int percent)
{
    return world_chance(&story->all->world, percent);
}

int story_below(struct story *story, int limit)
{
    return world_below(&story->all->world, limit);
}

const char *story_pick(struct story *story, const char *const *texts, size_t count)
{
    return texts[story_below(story, (int) count)];
}

void story_text(struct story *story, int32_t column, const char *text)
{
    tool_must(inc_event_builder_text(story->all->builder, column, text, INC_ZSTR));
}

void story_integer(struct story *story, int32_t column, int64_t value)
{
    tool_must(inc_event_builder_integer(story->all->builder, column, value));
}

void story_actor(struct story *story, const char *actor, int32_t kind)
{
    story_text(story, INC_EVENT_ACTOR, actor);
    story_integer(story, INC_EVENT_ACTOR_KIND, kind);
}

void story_begin(struct story *story, int32_t kind)
{
    inc_event_builder_clear(story->all->builder);
    story_text(story, INC_EVENT_SUBJECT, story->subject);
    story_integer(story, INC_EVENT_SEQUENCE, ++story->sequence);
    story_integer(story, INC_EVENT_HAPPENED, story->at);
    story_integer(story, INC_EVENT_RECORDED, story->at);
    story_integer(story, INC_EVENT_KIND, kind);
    story_actor(story, story->agent, INC_ACTOR_HUMAN);
}

int64_t story_tell(struct story *story)
{
    inc_event *event = NULL;
    tool_must(inc_event_builder_build(story->all->builder, &event));
    story->all->give(story->all->user, event);
    return story->sequence;
}

void story_pass(struct story *story, int scale)
{
    story->at += world_minutes(&story->all->world, scale);
}

void story_office(struct story *story, int scale)
{
    inc_duration minutes = world_minutes(&story->all->world, scale);
    tool_must(inc_calendar_add(story->all->world.desk, story->at, minutes, &story->at));
}

void story_until(struct story *story, inc_time at)
{
    if (at > story->at)
        story->at = at;
}
