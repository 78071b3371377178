/* Episodes, and what is kept of them for those who count: work, changes of priority, what other
 * systems reported. */
#include "incident/life.h"

#include <string.h>

inc_episode *inc__life_episode(const inc__life *life)
{
    return INC__AT(&life->episodes, inc_episode, life->episodes.count - 1);
}

/* What was restored but not resolved ends where it is reopened. */
static void episode_leave(inc__life *life)
{
    if (life->episodes.count > 0 && inc__life_episode(life)->ended == INC_TIME_NONE)
        inc__life_episode(life)->ended = life->at;
}

void inc__life_open(inc__life *life)
{
    inc_episode *episode;

    episode_leave(life);
    episode = INC__PUSH(life->context, &life->episodes, inc_episode);
    if (episode == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    episode->opened = life->at;
    episode->restored = episode->resolved = episode->closed = INC_TIME_NONE;
    episode->cancelled = episode->ended = INC_TIME_NONE;
    episode->fact = life->cause;
}

void inc__life_opened(inc__life *life)
{
    inc_episode *first = INC__AT(&life->episodes, inc_episode, 0);

    first->opened = life->at;
    first->fact = life->cause;
}

void inc__life_end(inc__life *life, inc_time *place)
{
    inc_episode *episode = inc__life_episode(life);

    *place = life->at;
    if (episode->ended == INC_TIME_NONE)
        episode->ended = life->at;
}

int32_t inc__life_tier(const inc__life *life)
{
    int32_t tier = (int32_t) inc__event_integer(life->entry->event, INC_EVENT_TIER);

    return tier > 0 ? tier : life->view.tier;
}

void inc__life_work(inc__life *life)
{
    inc__work *work = INC__PUSH(life->context, &life->works, inc__work);

    if (work == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    work->at = life->at;
    work->effort = inc__event_integer(life->entry->event, INC_EVENT_INTEGER_1);
    work->activity = inc__event_text(life->entry->event, INC_EVENT_CODE_1);
    work->tier = inc__life_tier(life);
    work->episode = life->episodes.count - 1;
}

void inc__life_grade(inc__life *life, int32_t before)
{
    inc__grade *grade = INC__PUSH(life->context, &life->grades, inc__grade);

    if (grade == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    grade->at = life->at;
    grade->fact = life->cause;
    grade->before = before;
    grade->after = life->view.priority;
}

static inc_reported *episode_reported(inc__life *life, const char *figure)
{
    inc_reported *reported;
    size_t i;

    for (i = 0; i < life->reported.count; i++) {
        reported = INC__AT(&life->reported, inc_reported, i);
        if (strcmp(reported->figure, figure) == 0)
            return reported;
    }
    return INC__PUSH(life->context, &life->reported, inc_reported);
}

void inc__life_report(inc__life *life)
{
    const inc_event *event = life->entry->event;
    const char *figure = inc__event_text(event, INC_EVENT_CODE_1);
    inc_reported *reported = episode_reported(life, figure);

    if (reported == NULL) {
        life->status = INC_E_NOMEM;
        return;
    }
    reported->figure = figure;
    reported->value = inc__event_integer(event, INC_EVENT_INTEGER_1);
    reported->instant = inc__event_integer(event, INC_EVENT_TIME_1);
    reported->fact = life->cause;
}
