/* The row of an incident. */
#include "kpi/observation.h"

#include <string.h>

/* What a reported figure is called, and where it goes. */
static const struct {
    const char *figure;
    int32_t column;
    int32_t is_time;
} incident_reports[] = {
    {"opened_at", INC_OBSERVED_REPORTED_OPENED, 1},
    {"acknowledged_at", INC_OBSERVED_REPORTED_ACKNOWLEDGED, 1},
    {"resolved_at", INC_OBSERVED_REPORTED_RESOLVED, 1},
    {"closed_at", INC_OBSERVED_REPORTED_CLOSED, 1},
    {"made_sla", INC_OBSERVED_REPORTED_MADE_SLA, 0},
    {"reopen_count", INC_OBSERVED_REPORTED_REOPENS, 0},
    {"reassignment_count", INC_OBSERVED_REPORTED_REASSIGNMENTS, 0},
};

static void incident_put(inc__observer *observer, int32_t column, int64_t value)
{
    inc__observe_integer(observer, INC_GRAIN_INCIDENT, column, value);
}

static void incident_view(inc__observer *observer)
{
    const inc_incident_view *view = observer->view;

    incident_put(observer, INC_OBSERVED_STAGE, view->stage);
    incident_put(observer, INC_OBSERVED_IMPACT, view->impact);
    incident_put(observer, INC_OBSERVED_URGENCY, view->urgency);
    incident_put(observer, INC_OBSERVED_OCCURRED, view->occurred);
    incident_put(observer, INC_OBSERVED_DETECTED, view->detected);
    incident_put(observer, INC_OBSERVED_ACKNOWLEDGED, view->acknowledged);
    incident_put(observer, INC_OBSERVED_RESTORED, view->restored);
    incident_put(observer, INC_OBSERVED_FIRST_RESTORED, view->first_restored);
    incident_put(observer, INC_OBSERVED_RESOLVED, view->resolved);
    incident_put(observer, INC_OBSERVED_CLOSED, view->closed);
    incident_put(observer, INC_OBSERVED_REOPENS, view->reopens);
    incident_put(observer, INC_OBSERVED_REASSIGNMENTS, view->reassignments);
    incident_put(observer, INC_OBSERVED_ESCALATIONS, view->escalations);
    incident_put(observer, INC_OBSERVED_HIERARCHIC, view->hierarchic);
}

/* Effort without a tier is the first tier's. 0 where nobody told of any. */
static int incident_effort(inc__observer *observer)
{
    inc_duration first = 0, higher = 0;
    size_t i;

    for (i = 0; i < observer->life->works.count; i++) {
        const inc__work *work = INC__AT(&observer->life->works, inc__work, i);
        if (work->tier >= 2)
            higher = inc__life_sum(higher, work->effort);
        else
            first = inc__life_sum(first, work->effort);
    }
    if (first == 0 && higher == 0)
        return 0;
    incident_put(observer, INC_OBSERVED_EFFORT_FIRST, first);
    incident_put(observer, INC_OBSERVED_EFFORT_HIGHER, higher);
    return 1;
}

/* 1 if a higher tier used what the first tier had as well, 0 if it did other work. */
static int64_t incident_avoidable(const inc__observer *observer, size_t episode)
{
    int64_t avoidable = INC_UNKNOWN;
    size_t i;

    for (i = 0; i < observer->life->works.count; i++) {
        const inc__work *work = INC__AT(&observer->life->works, inc__work, i);
        if (work->tier < 2 || work->episode != episode)
            continue;
        if (strcmp(work->activity, "known_solution") == 0 ||
            strcmp(work->activity, "authority") == 0)
            return 1;
        avoidable = 0;
    }
    return avoidable;
}

/* Who resolved it, if it is resolved. */
static void incident_resolver(inc__observer *observer)
{
    size_t last = observer->life->episodes.count - 1;
    const inc_episode *episode = INC__AT(&observer->life->episodes, inc_episode, last);

    if (episode->resolved == INC_TIME_NONE || episode->tier == 0)
        return;
    incident_put(observer, INC_OBSERVED_RESOLVER_TIER, episode->tier);
    if (episode->tier >= 2)
        incident_put(observer, INC_OBSERVED_AVOIDABLE, incident_avoidable(observer, last));
}

static void incident_times(inc__observer *observer, int has_effort)
{
    size_t index;
    const inc__attached *attached = inc__observe_resolve(observer, &index);

    incident_put(observer, INC_OBSERVED_BUSINESS, inc__observe_business(observer));
    incident_put(observer, INC_OBSERVED_HELD, inc__observe_held(observer));
    if (attached == NULL)
        return;
    incident_put(observer, INC_OBSERVED_COUNTED, inc__observe_counted(attached));
    if (has_effort)
        incident_put(observer, INC_OBSERVED_ROOT_CAUSE,
                     inc__observe_root_cause(observer, attached));
}

static void incident_gaming(inc__observer *observer)
{
    incident_put(observer, INC_OBSERVED_DOWNGRADED,
                 inc__observe_has_gaming(observer, INC_GAMING_DOWNGRADED));
    incident_put(observer, INC_OBSERVED_LATE_HOLD,
                 inc__observe_has_gaming(observer, INC_GAMING_LATE_HOLD));
    incident_put(observer, INC_OBSERVED_BACKDATED,
                 inc__observe_has_gaming(observer, INC_GAMING_BACKDATED));
    incident_put(observer, INC_OBSERVED_PARKED,
                 inc__observe_has_gaming(observer, INC_GAMING_PARKED));
}

#define INCIDENT_REPORTS (sizeof incident_reports / sizeof incident_reports[0])

/* The place of a figure, or their count. Systems report in the same order again and again: it is
 * looked for from `next` on. */
static size_t incident_report(const char *figure, size_t next)
{
    size_t i;

    for (i = 0; i < INCIDENT_REPORTS; i++) {
        size_t place = (next + i) % INCIDENT_REPORTS;
        if (strcmp(figure, incident_reports[place].figure) == 0)
            return place;
    }
    return INCIDENT_REPORTS;
}

static void incident_reported(inc__observer *observer)
{
    size_t i, place, next = 0;

    for (i = 0; i < observer->life->reported.count; i++) {
        const inc_reported *reported = INC__AT(&observer->life->reported, inc_reported, i);
        place = incident_report(reported->figure, next);
        if (place == INCIDENT_REPORTS)
            continue;
        next = place + 1;
        incident_put(observer, incident_reports[place].column,
                     incident_reports[place].is_time ? reported->instant : reported->value);
    }
}

void inc__observe_incident(inc__observer *observer)
{
    int has_effort = incident_effort(observer);

    incident_view(observer);
    incident_resolver(observer);
    incident_times(observer, has_effort);
    incident_gaming(observer);
    incident_reported(observer);
}
