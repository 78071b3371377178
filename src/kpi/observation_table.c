/* The columns of observations, by grain. */
#include "base/options.h"
#include "kpi/observation.h"

#include <string.h>

#define OBSERVED(id, what, called)                                                                 \
    {                                                                                              \
        INC_OBSERVED_##id, INC_VALUE_##what, called                                                \
    }

#define OBSERVED_COMMON                                                                            \
    OBSERVED(TENANT, TEXT, "tenant"), OBSERVED(SUBJECT, TEXT, "subject"),                          \
        OBSERVED(PRIORITY, INTEGER, "priority"), OBSERVED(CATEGORY, TEXT, "category"),             \
        OBSERVED(SERVICE, TEXT, "service"), OBSERVED(TEAM, TEXT, "team"),                          \
        OBSERVED(TIER, INTEGER, "tier"), OBSERVED(CHANNEL, TEXT, "channel"),                       \
        OBSERVED(SYMPTOM, TEXT, "symptom"), OBSERVED(RESOLUTION, TEXT, "resolution"),              \
        OBSERVED(LOOKED, TIME, "looked"), OBSERVED(LOGGED, TIME, "logged"),                        \
        OBSERVED(CANCELLED, INTEGER, "cancelled"), OBSERVED(CONVERTED, INTEGER, "converted")

#define OBSERVED_CLOCK_COLUMNS                                                                     \
    OBSERVED(CLOCK, TEXT, "clock"), OBSERVED(POLICY, TEXT, "policy"),                              \
        OBSERVED(AGREEMENT, INTEGER, "agreement"), OBSERVED(VERDICT, INTEGER, "verdict"),          \
        OBSERVED(ANCHOR, TIME, "anchor"), OBSERVED(DUE, TIME, "due"),                              \
        OBSERVED(BREACH_AT, TIME, "breach_at"), OBSERVED(STOPPED_AT, TIME, "stopped_at"),          \
        OBSERVED(CYCLE, INTEGER, "cycle")

static const inc__observed observed_incident[] = {
    OBSERVED_COMMON,
    OBSERVED(STAGE, INTEGER, "stage"),
    OBSERVED(IMPACT, INTEGER, "impact"),
    OBSERVED(URGENCY, INTEGER, "urgency"),
    OBSERVED(OCCURRED, TIME, "occurred"),
    OBSERVED(DETECTED, TIME, "detected"),
    OBSERVED(ACKNOWLEDGED, TIME, "acknowledged"),
    OBSERVED(RESTORED, TIME, "restored"),
    OBSERVED(FIRST_RESTORED, TIME, "first_restored"),
    OBSERVED(RESOLVED, TIME, "resolved"),
    OBSERVED(CLOSED, TIME, "closed"),
    OBSERVED(REOPENS, INTEGER, "reopens"),
    OBSERVED(REASSIGNMENTS, INTEGER, "reassignments"),
    OBSERVED(ESCALATIONS, INTEGER, "escalations"),
    OBSERVED(HIERARCHIC, INTEGER, "hierarchic"),
    OBSERVED(RESOLVER_TIER, INTEGER, "resolver_tier"),
    OBSERVED(BUSINESS, INTEGER, "business"),
    OBSERVED(HELD, INTEGER, "held"),
    OBSERVED(EFFORT_FIRST, INTEGER, "effort_first"),
    OBSERVED(EFFORT_HIGHER, INTEGER, "effort_higher"),
    OBSERVED(AVOIDABLE, INTEGER, "avoidable"),
    OBSERVED(COUNTED, INTEGER, "counted"),
    OBSERVED(ROOT_CAUSE, INTEGER, "root_cause"),
    OBSERVED(DOWNGRADED, INTEGER, "downgraded"),
    OBSERVED(LATE_HOLD, INTEGER, "late_hold"),
    OBSERVED(BACKDATED, INTEGER, "backdated"),
    OBSERVED(PARKED, INTEGER, "parked"),
    OBSERVED(REPORTED_OPENED, TIME, "reported_opened"),
    OBSERVED(REPORTED_ACKNOWLEDGED, TIME, "reported_acknowledged"),
    OBSERVED(REPORTED_RESOLVED, TIME, "reported_resolved"),
    OBSERVED(REPORTED_CLOSED, TIME, "reported_closed"),
    OBSERVED(REPORTED_MADE_SLA, INTEGER, "reported_made_sla"),
    OBSERVED(REPORTED_REOPENS, INTEGER, "reported_reopens"),
    OBSERVED(REPORTED_REASSIGNMENTS, INTEGER, "reported_reassignments"),
};

static const inc__observed observed_clock[] = {OBSERVED_COMMON, OBSERVED_CLOCK_COLUMNS};
static const inc__observed observed_cycle[] = {OBSERVED_COMMON, OBSERVED_CLOCK_COLUMNS};

static const inc__observed observed_episode[] = {
    OBSERVED_COMMON,
    OBSERVED(OPENED, TIME, "opened"),
    OBSERVED(ENDED, TIME, "ended"),
    OBSERVED(EPISODE_RESOLVED, TIME, "episode_resolved"),
    OBSERVED(EPISODE_CLOSED, TIME, "episode_closed"),
    OBSERVED(EPISODE_CANCELLED, TIME, "episode_cancelled"),
    OBSERVED(RETURNED, TIME, "returned"),
    OBSERVED(EPISODE, INTEGER, "episode"),
};

#define OBSERVED_COUNT(list) (sizeof(list) / sizeof(list)[0])

const inc__observed *inc__observed_columns(int32_t grain, size_t *count)
{
    static const struct {
        const inc__observed *columns;
        size_t count;
    } grains[] = {{NULL, 0},
                  {observed_incident, OBSERVED_COUNT(observed_incident)},
                  {observed_clock, OBSERVED_COUNT(observed_clock)},
                  {observed_cycle, OBSERVED_COUNT(observed_cycle)},
                  {observed_episode, OBSERVED_COUNT(observed_episode)}};
    int known = grain >= INC_GRAIN_INCIDENT && grain <= INC_GRAIN_EPISODE;

    *count = grains[known ? grain : 0].count;
    return grains[known ? grain : 0].columns;
}

inc_status inc_observation_column(int32_t grain, size_t index, inc_column *column)
{
    inc_column found;
    size_t count;
    const inc__observed *columns = inc__observed_columns(grain, &count);

    if (column == NULL || columns == NULL)
        return INC_E_INVALID;
    if (index >= count)
        return INC_DONE;
    memset(&found, 0, sizeof found);
    found.id = columns[index].column;
    found.type = columns[index].type;
    found.name = columns[index].name;
    return INC__FILL(column, &found, name);
}

static const char *const observed_grains[] = {"?", "incident", "clock", "cycle", "episode"};

const char *inc_grain_name(int32_t grain)
{
    return observed_grains[grain >= INC_GRAIN_INCIDENT && grain <= INC_GRAIN_EPISODE ? grain : 0];
}

int32_t inc_grain_find(const char *name, size_t size)
{
    int32_t grain;

    if (name == NULL)
        return 0;
    if (size == INC_ZSTR)
        size = strlen(name);
    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        if (strlen(observed_grains[grain]) == size &&
            memcmp(observed_grains[grain], name, size) == 0)
            return grain;
    return 0;
}
