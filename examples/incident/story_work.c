/* Diagnosis and investigation of a simulated incident. */
#include "story.h"

static const char *work_team(int32_t tier)
{
    static const char *const teams[] = {"Service desk", "Second line", "Third line", "Suppliers"};
    return teams[tier <= 4 ? tier - 1 : 3];
}

void story_assign(struct story *story, int32_t kind, int32_t tier)
{
    static const char *const reasons[] = {"needs rights", "needs knowledge", "takes too long"};
    char person[24];
    snprintf(person, sizeof person, "agent %d", (int) tier * 20 + 1 + story_below(story, 20));
    story_begin(story, kind);
    story_integer(story, INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL);
    story_text(story, INC_EVENT_TEAM, work_team(tier));
    story_integer(story, INC_EVENT_TIER, tier);
    story_text(story, INC_EVENT_PERSON, person);
    if (kind == INC_FACT_ESCALATED) {
        story_text(story, INC_EVENT_CODE_1, "functional");
        story_text(story, INC_EVENT_CODE_2, story_pick(story, reasons, 3));
    }
    story_tell(story);
    story->tier = tier;
    snprintf(story->agent, sizeof story->agent, "%s", person);
}

static void work_worked(struct story *story)
{
    static const char *const activities[] = {"diagnosis", "root_cause", "repair", "contact"};
    inc_time from = story->at;
    story_office(story, 40);
    story_begin(story, INC_FACT_WORKED);
    story_text(story, INC_EVENT_CODE_1, story_pick(story, activities, 4));
    story_integer(story, INC_EVENT_INTEGER_1, (1 + (story->at - from) / INC_MINUTE) * INC_MINUTE);
    story->worked_at = story->at;
    story->worked = story_tell(story);
}

static void work_noted(struct story *story)
{
    static const char *const texts[] = {"Asked for the log file.", "Restarted; no change.",
                                        "The caller can work for now.", "See the known error."};
    story_begin(story, INC_FACT_NOTED);
    if (story_chance(story, 30))
        story_integer(story, INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL);
    story_text(story, INC_EVENT_TEXT, story_pick(story, texts, 4));
    story_tell(story);
}

static void work_escalate(struct story *story)
{
    if (story_chance(story, 15)) {
        story_begin(story, INC_FACT_ESCALATED);
        story_text(story, INC_EVENT_CODE_1, "hierarchic");
        story_text(story, INC_EVENT_CODE_2, "caller is angry");
        story_tell(story);
    } else if (story->tier < story->all->rules.tiers && story_chance(story, 75)) {
        story_assign(story, INC_FACT_ESCALATED, story->tier + 1);
    } else {
        story_assign(story, INC_FACT_ASSIGNED, story->tier);
    }
}

/* The hold of a rule, which it or this one may limit; when it ends by itself, nobody releases it.
 */
static void work_release(struct story *story, const inc_hold_rule *hold, inc_time expires)
{
    inc_time released;
    story_pass(story, 2500);
    if (expires != INC_TIME_NONE && story->at >= expires)
        return;
    released = story->at;
    if (story_chance(story, 15)) /* entered later than it happened */
        story_office(story, 60);
    story_begin(story, INC_FACT_RELEASED);
    story_integer(story, INC_EVENT_HAPPENED, released);
    story_text(story, INC_EVENT_CODE_1, hold->reason);
    story_text(story, INC_EVENT_CODE_2, "desk");
    story_tell(story);
}

static void work_hold(struct story *story)
{
    const struct story_rules *rules = &story->all->rules;
    const inc_hold_rule *hold = &rules->holds[story_below(story, (int) rules->holds_count)];
    inc_time expires = hold->expires > 0 ? story->at + hold->expires : INC_TIME_NONE;
    story_begin(story, INC_FACT_HELD);
    story_text(story, INC_EVENT_CODE_1, hold->reason);
    story_text(story, INC_EVENT_CODE_2, "desk");
    if (story_chance(story, 30)) {
        expires = story->at + (1 + story_below(story, 4)) * 24 * INC_HOUR;
        story_integer(story, INC_EVENT_TIME_1, expires);
    }
    story_tell(story);
    work_release(story, hold, expires);
}

static void work_link(struct story *story)
{
    static const char *const relations[] = {"related", "problem", "parent", "child"};
    const char *relation = story_pick(story, relations, 4);
    char other[32];
    snprintf(other, sizeof other, "%s-%ld-%ld", relation[1] == 'r' ? "PRB" : "INC", story->number,
             (long) story->sequence);
    for (int kind = INC_FACT_LINKED; kind <= INC_FACT_UNLINKED; kind++) {
        story_begin(story, kind);
        story_text(story, INC_EVENT_CODE_1, relation);
        story_text(story, INC_EVENT_REFERENCE_1, other);
        story_tell(story);
        if (!story_chance(story, 25))
            return;
        story_office(story, 30);
    }
}

/* The last work was booked wrongly: another effort, or on the wrong incident. */
static void work_mend(struct story *story)
{
    if (!story->worked)
        return;
    story_office(story, 30);
    if (story_chance(story, 50)) {
        story_begin(story, INC_FACT_WORKED);
        story_integer(story, INC_EVENT_HAPPENED, story->worked_at);
        story_text(story, INC_EVENT_CODE_1, "repair");
        story_integer(story, INC_EVENT_INTEGER_1, (5 + story_below(story, 50)) * INC_MINUTE);
    } else {
        story_begin(story, INC_FACT_VOIDED);
        story_text(story, INC_EVENT_CODE_1, "wrong incident");
    }
    story_integer(story, INC_EVENT_CORRECTS, story->worked);
    story_tell(story);
    story->worked = 0;
}

void story_work(struct story *story)
{
    int steps = 2 + story_below(story, 6);
    for (int i = 0; i < steps; i++) {
        int draw = story_below(story, 100);
        story_office(story, 60);
        if (draw < 38)
            work_worked(story);
        else if (draw < 58)
            work_noted(story);
        else if (draw < 72)
            work_hold(story);
        else if (draw < 86)
            work_escalate(story);
        else if (draw < 92)
            work_link(story);
        else
            work_mend(story);
    }
    if (!story->is_restored && story_chance(story, 35)) {
        story_office(story, 30);
        story_begin(story, INC_FACT_RESTORED);
        story_tell(story);
        story->is_restored = true;
        if (story_chance(story, 50))
            work_worked(story);
    }
}
