/* A simulated incident from its detection to its first assignment. */
#include "story.h"

/* It began some minutes before it was noticed; that is told now. */
static void start_occurred(struct story *story, inc_time noticed, int minutes)
{
    story_begin(story, INC_FACT_OCCURRED);
    story_integer(story, INC_EVENT_HAPPENED,
                  noticed - (1 + story_below(story, minutes)) * INC_MINUTE);
    story_tell(story);
}

static void start_monitored(struct story *story)
{
    story_begin(story, INC_FACT_DETECTED);
    story_actor(story, "monitor", INC_ACTOR_BOT);
    story_text(story, INC_EVENT_CODE_1, "monitor");
    story_tell(story);
    if (story_chance(story, 40))
        start_occurred(story, story->at, 10);
    story_pass(story, 10);
}

static void start_log(struct story *story, const char *channel)
{
    static const char *const symptoms[] = {"outage", "slowness", "intermittent", "partial"};
    static const char *const services[] = {"mail", "erp", "intranet", "telephony", "vpn"};
    static const char *const titles[] = {"Nothing loads", "Cannot log in", "It takes minutes",
                                         "Error 500", "The screen stays white"};
    char ci[24];
    story_begin(story, INC_FACT_LOGGED);
    if (channel[0] == 'p' && channel[1] == 'o') /* the portal: by the caller */
        story_actor(story, story->caller, INC_ACTOR_CALLER);
    story_text(story, INC_EVENT_PERSON, story->caller);
    story_text(story, INC_EVENT_CODE_1, channel);
    story_text(story, INC_EVENT_CODE_2, story_pick(story, symptoms, 4));
    story_text(story, INC_EVENT_REFERENCE_1, story_pick(story, services, 5));
    snprintf(ci, sizeof ci, "srv-%d", 1 + story_below(story, 60));
    story_text(story, INC_EVENT_REFERENCE_2, ci);
    story_text(story, INC_EVENT_TEXT, story_pick(story, titles, 5));
    story_tell(story);
}

static void start_detect(struct story *story)
{
    static const char *const channels[] = {"phone", "phone", "mail", "portal"};
    if (story_chance(story, 30)) {
        start_monitored(story);
        start_log(story, "monitor");
        return;
    }
    start_log(story, story_pick(story, channels, 4));
    if (story_chance(story, 15)) {
        inc_time noticed = story->at;
        story_pass(story, 15);
        start_occurred(story, noticed, 200);
    }
}

/* It was a duplicate, a mistake, or a service request. */
static void start_withdraw(struct story *story)
{
    char other[32];
    story_pass(story, 60);
    if (story_chance(story, 40)) {
        snprintf(other, sizeof other, "REQ-%07ld", story->number);
        story_begin(story, INC_FACT_CONVERTED);
        story_text(story, INC_EVENT_REFERENCE_1, other);
        story_tell(story);
        return;
    }
    if (story->number > 1) {
        snprintf(other, sizeof other, "INC-%07ld", story->number - 1);
        story_begin(story, INC_FACT_LINKED);
        story_text(story, INC_EVENT_CODE_1, "duplicate");
        story_text(story, INC_EVENT_REFERENCE_1, other);
        story_tell(story);
    }
    story_begin(story, INC_FACT_CANCELLED);
    story_text(story, INC_EVENT_CODE_1, story->number > 1 ? "duplicate" : "mistake");
    story_tell(story);
}

/* Levels for which the matrix has a priority. */
static void start_draw_levels(struct story *story, int32_t levels[2])
{
    const inc_matrix *matrix = story->all->rules.matrix;
    int32_t priority;
    for (;;) {
        for (int i = 0; i < 2; i++) {
            int draw = story_below(story, 100);
            levels[i] = draw < 7 ? 1 : draw < 75 ? 2 : 3;
        }
        if (!matrix ||
            inc_matrix_priority(matrix, levels[0], levels[1], &priority) != INC_E_NOT_FOUND)
            return;
    }
}

static void start_classify(struct story *story, const char *category, const int32_t levels[2])
{
    story_begin(story, INC_FACT_CLASSIFIED);
    story_text(story, INC_EVENT_CODE_1, category);
    story_integer(story, INC_EVENT_INTEGER_1, levels[0]);
    story_integer(story, INC_EVENT_INTEGER_2, levels[1]);
}

/* A first classification that was wrong is corrected; the correction happened when it did. */
static void start_classification(struct story *story)
{
    const struct story_rules *rules = &story->all->rules;
    const char *category = story_pick(story, rules->categories, rules->categories_count);
    int32_t levels[2];
    inc_time first;
    int64_t wrong;
    story_office(story, 20);
    start_draw_levels(story, levels);
    start_classify(story, category, levels);
    first = story->at;
    wrong = story_tell(story);
    if (!story_chance(story, 6))
        return;
    story_office(story, 60);
    start_draw_levels(story, levels);
    start_classify(story, category, levels);
    story_integer(story, INC_EVENT_HAPPENED, first);
    story_integer(story, INC_EVENT_CORRECTS, wrong);
    story_tell(story);
}

static void start_prioritise(struct story *story, int64_t priority, const char *reason)
{
    story_begin(story, INC_FACT_PRIORITISED);
    story_integer(story, INC_EVENT_INTEGER_1, priority);
    story_text(story, INC_EVENT_CODE_1, reason);
    story_tell(story);
}

static void start_override(struct story *story)
{
    static const char *const reasons[] = {"board member", "end of quarter", "press"};
    start_prioritise(story, 1 + story_below(story, 2), story_pick(story, reasons, 3));
    if (!story_chance(story, 40))
        return;
    story_office(story, 90);
    start_prioritise(story, 0, "no longer");
}

bool story_start(struct story *story)
{
    start_detect(story);
    if (story_chance(story, 5)) {
        start_withdraw(story);
        return false;
    }
    if (story_chance(story, 35)) {
        story_office(story, 15);
        story_begin(story, INC_FACT_ACKNOWLEDGED);
        story_tell(story);
    }
    start_classification(story);
    if (story_chance(story, 4))
        start_override(story);
    story_assign(story, INC_FACT_ASSIGNED, 1);
    return true;
}
