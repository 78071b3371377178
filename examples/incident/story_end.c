/* Resolution of a simulated incident, what the caller says to it, and its closing. */
#include "story.h"

static void end_change(struct story *story, char change[32], bool is_linked)
{
    snprintf(change, 32, "CHG-%ld-%d", story->number, story->rounds);
    if (!is_linked)
        return;
    story_begin(story, INC_FACT_LINKED);
    story_text(story, INC_EVENT_CODE_1, "change");
    story_text(story, INC_EVENT_REFERENCE_1, change);
    story_tell(story);
}

static void end_document(struct story *story)
{
    char article[24];
    if (story->is_documented)
        return;
    story_begin(story, INC_FACT_DOCUMENTED);
    snprintf(article, sizeof article, "KB-%d", 1 + story_below(story, 300));
    story_text(story, INC_EVENT_REFERENCE_1, article);
    story_text(story, INC_EVENT_TEXT, "What it was and what helped.");
    story_tell(story);
    story->is_documented = true;
}

/* Returns when it was resolved; one in ten is entered later than it happened. */
static inc_time end_resolve(struct story *story)
{
    const struct story_rules *rules = &story->all->rules;
    const inc_resolution *resolution =
        &rules->resolutions[story_below(story, (int) rules->resolutions_count)];
    bool changes = resolution->needs_change || story_chance(story, 5), is_linked;
    inc_time resolved;
    char change[32] = "";
    is_linked = changes && story_chance(story, 50);
    story->rounds++;
    story_office(story, 40);
    if (changes)
        end_change(story, change, is_linked);
    resolved = story->at;
    if (story_chance(story, 10))
        story_office(story, 45);
    story_begin(story, INC_FACT_RESOLVED);
    story_integer(story, INC_EVENT_HAPPENED, resolved);
    story_text(story, INC_EVENT_CODE_1, resolution->code);
    if (changes)
        story_text(story, INC_EVENT_REFERENCE_1, change);
    story_text(story, INC_EVENT_TEXT, "It works again.");
    story_tell(story);
    return resolved;
}

/* Back to work: what the resolution and the closing said is said no more. */
static bool end_again(struct story *story, int32_t kind, const char *reason)
{
    story_begin(story, kind);
    if (kind == INC_FACT_REFUSED)
        story_actor(story, story->caller, INC_ACTOR_CALLER);
    story_text(story, INC_EVENT_CODE_1, reason);
    story_tell(story);
    story->is_restored = story->is_documented = false;
    story->worked = 0;
    return true;
}

static void end_close(struct story *story, bool is_by_itself, int64_t cause)
{
    if (!is_by_itself)
        story_office(story, 200);
    end_document(story);
    story_begin(story, INC_FACT_CLOSED);
    if (is_by_itself) {
        story_actor(story, "desk", INC_ACTOR_SYSTEM);
        story_integer(story, INC_EVENT_CAUSE, cause);
    }
    story_text(story, INC_EVENT_CODE_1, is_by_itself ? "automatic" : "checked");
    story_tell(story);
}

static void end_confirm(struct story *story)
{
    int64_t confirmed;
    end_document(story);
    story_begin(story, INC_FACT_CONFIRMED);
    story_actor(story, story->caller, INC_ACTOR_CALLER);
    confirmed = story_tell(story);
    end_close(story, story->all->rules.process.close_on_confirm, confirmed);
}

/* Nobody said anything: it times out, where the rules let it. */
static void end_time_out(struct story *story, inc_time by, int64_t resolved)
{
    int64_t timed_out;
    end_document(story);
    if (by == INC_TIME_NONE) {
        end_close(story, false, 0);
        return;
    }
    story_until(story, by);
    story_begin(story, INC_FACT_TIMED_OUT);
    story_actor(story, "desk", INC_ACTOR_SYSTEM);
    story_integer(story, INC_EVENT_CAUSE, resolved);
    story_tell(story);
    timed_out = story->sequence;
    end_close(story, story->all->rules.process.close_on_timeout, timed_out);
}

/* An answer of the caller within the time to give one: true when there is still time. */
static bool end_answers(struct story *story, inc_time by)
{
    inc_time at = story->at + world_minutes(&story->all->world, 1500);
    if (by != INC_TIME_NONE && at >= by)
        return false;
    story->at = at;
    return true;
}

bool story_end(struct story *story)
{
    inc_time by = story_rules_confirm_by(&story->all->rules, end_resolve(story));
    int64_t resolved = story->sequence;
    int draw = story_below(story, 100);
    if (story_chance(story, 60) && (by == INC_TIME_NONE || by > story->at))
        end_document(story);
    if (draw < 4 && end_answers(story, by))
        return end_again(story, INC_FACT_REFUSED, "not solved");
    if (draw < 6 && end_answers(story, by))
        return end_again(story, INC_FACT_REOPENED, "it came back");
    if (draw < 65 && end_answers(story, by))
        end_confirm(story);
    else
        end_time_out(story, by, resolved);
    if (story->all->rules.process.reopen_within > INC_HOUR && story_chance(story, 2)) {
        story->at += (1 + story_below(story, 59)) *
                     (story->all->rules.process.reopen_within / INC_MINUTE / 60) * INC_MINUTE;
        return end_again(story, INC_FACT_REOPENED, "it came back");
    }
    return false;
}
