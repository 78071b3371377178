/* The library's definitions. Ids, order and meaning are frozen; doc/kpis.md explains each. */
#include "kpi/definition.h"

#include <incident/kpi.h>

#define TABLE_IS(col, what)                                                                        \
    {                                                                                              \
        .term = {.column = (col)}, .comparison = INC_EQUAL, .value = (what)                        \
    }
#define TABLE_FROM(col, what)                                                                      \
    {                                                                                              \
        .term = {.column = (col)}, .comparison = INC_GREATER_OR_EQUAL, .value = (what)             \
    }
#define TABLE_KNOWN(col) TABLE_FROM(col, INC_TIME_MIN)
#define TABLE_UNKNOWN(col) TABLE_IS(col, INC_UNKNOWN)
#define TABLE_WITHIN(col, since, what)                                                             \
    {                                                                                              \
        .term = {.column = (col), .minus = (since)}, .comparison = INC_LESS_OR_EQUAL,              \
        .value = (what)                                                                            \
    }
#define TABLE_ALL(list)                                                                            \
    {                                                                                              \
        (list), sizeof(list) / sizeof(list)[0]                                                     \
    }
#define TABLE_HEAD .size = sizeof(inc_definition)

#define TABLE_DAY (24 * INC_HOUR)

static const inc_criterion table_no_incident[] = {TABLE_IS(INC_OBSERVED_CANCELLED, 1),
                                                  TABLE_IS(INC_OBSERVED_CONVERTED, 1)};
static const inc_criterion table_not_restored[] = {TABLE_UNKNOWN(INC_OBSERVED_RESTORED)};
static const inc_criterion table_not_first[] = {TABLE_UNKNOWN(INC_OBSERVED_FIRST_RESTORED)};
static const inc_criterion table_not_acknowledged[] = {TABLE_UNKNOWN(INC_OBSERVED_ACKNOWLEDGED)};
static const inc_criterion table_resolved[] = {TABLE_KNOWN(INC_OBSERVED_RESOLVED)};
static const inc_criterion table_needed[] = {TABLE_IS(INC_OBSERVED_CANCELLED, 1),
                                             TABLE_IS(INC_OBSERVED_CONVERTED, 1),
                                             TABLE_IS(INC_OBSERVED_AVOIDABLE, 0)};
static const inc_criterion table_flr[] = {TABLE_IS(INC_OBSERVED_RESOLVER_TIER, 1),
                                          TABLE_IS(INC_OBSERVED_ESCALATIONS, 0),
                                          TABLE_IS(INC_OBSERVED_HIERARCHIC, 0)};
static const inc_criterion table_untouched[] = {TABLE_IS(INC_OBSERVED_REASSIGNMENTS, 0),
                                                TABLE_IS(INC_OBSERVED_REOPENS, 0)};
static const inc_criterion table_quick[] = {
    TABLE_WITHIN(INC_OBSERVED_RESOLVED, INC_OBSERVED_LOGGED, 15 * INC_MINUTE)};
static const inc_criterion table_net[] = {
    TABLE_IS(INC_OBSERVED_RESOLVER_TIER, 1), TABLE_IS(INC_OBSERVED_ESCALATIONS, 0),
    TABLE_IS(INC_OBSERVED_HIERARCHIC, 0), TABLE_IS(INC_OBSERVED_REASSIGNMENTS, 0),
    TABLE_IS(INC_OBSERVED_REOPENS, 0)};
static const inc_criterion table_sla[] = {TABLE_IS(INC_OBSERVED_AGREEMENT, INC_AGREEMENT_SLA)};
static const inc_criterion table_off[] = {TABLE_IS(INC_OBSERVED_VERDICT, INC_VERDICT_CANCELLED),
                                          TABLE_IS(INC_OBSERVED_CANCELLED, 1),
                                          TABLE_IS(INC_OBSERVED_CONVERTED, 1)};
static const inc_criterion table_pending[] = {TABLE_IS(INC_OBSERVED_VERDICT, INC_VERDICT_PENDING)};
static const inc_criterion table_met[] = {TABLE_IS(INC_OBSERVED_VERDICT, INC_VERDICT_MET)};
static const inc_criterion table_was_closed[] = {TABLE_KNOWN(INC_OBSERVED_EPISODE_CLOSED)};
static const inc_criterion table_returned[] = {
    TABLE_WITHIN(INC_OBSERVED_RETURNED, INC_OBSERVED_EPISODE_CLOSED, 30 * TABLE_DAY)};
static const inc_criterion table_reopening[] = {TABLE_FROM(INC_OBSERVED_EPISODE, 2)};
static const inc_criterion table_was_resolved[] = {TABLE_KNOWN(INC_OBSERVED_EPISODE_RESOLVED)};
static const inc_criterion table_was_cancelled[] = {TABLE_KNOWN(INC_OBSERVED_EPISODE_CANCELLED)};
static const inc_criterion table_higher[] = {TABLE_FROM(INC_OBSERVED_RESOLVER_TIER, 2)};
static const inc_criterion table_unavoidable[] = {TABLE_IS(INC_OBSERVED_AVOIDABLE, 0),
                                                  TABLE_UNKNOWN(INC_OBSERVED_AVOIDABLE)};
static const inc_criterion table_converted[] = {TABLE_IS(INC_OBSERVED_CONVERTED, 1)};
static const inc_criterion table_downgraded[] = {TABLE_IS(INC_OBSERVED_DOWNGRADED, 1)};
static const inc_criterion table_late_hold[] = {TABLE_IS(INC_OBSERVED_LATE_HOLD, 1)};
static const inc_criterion table_backdated[] = {TABLE_IS(INC_OBSERVED_BACKDATED, 1)};
static const inc_criterion table_parked[] = {TABLE_IS(INC_OBSERVED_PARKED, 1)};
static const inc_criterion table_made_sla[] = {TABLE_IS(INC_OBSERVED_REPORTED_MADE_SLA, 1)};
static const inc_criterion table_reopened_there[] = {TABLE_FROM(INC_OBSERVED_REPORTED_REOPENS, 1)};
static const inc_criterion table_reassigned_there[] = {
    TABLE_FROM(INC_OBSERVED_REPORTED_REASSIGNMENTS, 1)};
static const inc_criterion table_fcr_there[] = {TABLE_IS(INC_OBSERVED_REPORTED_REOPENS, 0),
                                                TABLE_IS(INC_OBSERVED_REPORTED_REASSIGNMENTS, 0)};

static const inc_goal table_mttr_goals[] = {{(double) (4 * INC_HOUR), INC_LESS, 1},
                                            {(double) (8 * INC_HOUR), INC_LESS, 2}};
static const inc_goal table_flr_goals[] = {{0.70, INC_GREATER_OR_EQUAL, 0}};
static const inc_goal table_sla_goals[] = {{0.90, INC_GREATER, 0}};
static const inc_goal table_reopen_goals[] = {{0.10, INC_LESS, 0}};

#define TABLE_SOURCE_ITIL "ITIL 4 Practice: Incident management (AXELOS, 2020)"
#define TABLE_SOURCE_DESK "MetricNet, HDI: service desk metrics"
#define TABLE_SOURCE_OWN "libincident, doc/kpis.md"

#define TABLE_DURATION                                                                             \
    TABLE_HEAD, .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_MEAN, .unit = INC_UNIT_DURATION
#define TABLE_RATE TABLE_HEAD, .kind = INC_FIGURE_SHARE, .unit = INC_UNIT_SHARE
#define TABLE_SHARE TABLE_RATE, .grain = INC_GRAIN_INCIDENT
#define TABLE_STOCK                                                                                \
    TABLE_HEAD, .grain = INC_GRAIN_EPISODE, .kind = INC_FIGURE_STOCK, .unit = INC_UNIT_COUNT,      \
                .by = {INC_OBSERVED_OPENED, INC_OBSERVED_ENDED, INC_OBSERVED_LOGGED}
#define TABLE_AGEING TABLE_STOCK, .source = TABLE_SOURCE_DESK, .of = {.column = INC_OBSERVED_LOGGED}
#define TABLE_FLOW                                                                                 \
    TABLE_HEAD, .source = TABLE_SOURCE_ITIL, .kind = INC_FIGURE_COUNT, .unit = INC_UNIT_COUNT
#define TABLE_MTTR                                                                                 \
    TABLE_DURATION,                                                                                \
        .source = TABLE_SOURCE_ITIL, .by = {INC_OBSERVED_RESTORED, INC_OBSERVED_LOGGED},           \
        .excluded = TABLE_ALL(table_no_incident), .censored = TABLE_ALL(table_not_restored)
#define TABLE_FCR                                                                                  \
    TABLE_SHARE, .source = TABLE_SOURCE_DESK, .by = {INC_OBSERVED_RESOLVED},                       \
                 .population = TABLE_ALL(table_resolved)
#define TABLE_GAMING                                                                               \
    TABLE_SHARE, .source = TABLE_SOURCE_OWN, .by = {INC_OBSERVED_LOGGED},                          \
                 .excluded = TABLE_ALL(table_no_incident)
#define TABLE_THERE                                                                                \
    TABLE_SHARE, .source = "the log itself",                                                       \
                 .by = {INC_OBSERVED_REPORTED_OPENED, INC_OBSERVED_LOGGED}
#define TABLE_BY_DUE                                                                               \
    TABLE_RATE, .source = TABLE_SOURCE_ITIL,                                                       \
                .by = {INC_OBSERVED_DUE, INC_OBSERVED_BREACH_AT, INC_OBSERVED_LOGGED},             \
                .population = TABLE_ALL(table_sla), .excluded = TABLE_ALL(table_off),              \
                .censored = TABLE_ALL(table_pending), .hits = TABLE_ALL(table_met),                \
                .goals = table_sla_goals, .goals_count = 1

static const inc_definition table_of_kpis[] = {
    {TABLE_MTTR, .id = "mttr", .title = "Mean time to restore",
     .formula = "mean(last restored - detected)",
     .value = {.column = INC_OBSERVED_RESTORED, .minus = INC_OBSERVED_DETECTED},
     .goals = table_mttr_goals, .goals_count = 2},
    {TABLE_DURATION, .id = "mttr.first", .title = "Mean time to first restoration",
     .formula = "mean(first restored - detected)", .source = TABLE_SOURCE_ITIL,
     .by = {INC_OBSERVED_FIRST_RESTORED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_FIRST_RESTORED, .minus = INC_OBSERVED_DETECTED},
     .excluded = TABLE_ALL(table_no_incident), .censored = TABLE_ALL(table_not_first)},
    {TABLE_MTTR, .id = "mttr.business", .title = "Mean time to restore, business time",
     .formula = "mean(open time from detected to last restored)",
     .value = {.column = INC_OBSERVED_BUSINESS}},
    {TABLE_MTTR, .id = "mttr.hold_free", .title = "Mean time to restore, without holds",
     .formula = "mean(last restored - detected - time on hold in between)",
     .value = {.column = INC_OBSERVED_RESTORED,
               .minus = INC_OBSERVED_DETECTED,
               .less = INC_OBSERVED_HELD}},
    {TABLE_DURATION, .id = "mttd", .title = "Mean time to detect",
     .formula = "mean(detected - occurred)", .source = TABLE_SOURCE_ITIL,
     .by = {INC_OBSERVED_DETECTED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_DETECTED, .minus = INC_OBSERVED_OCCURRED},
     .excluded = TABLE_ALL(table_no_incident)},
    {TABLE_DURATION, .id = "mtta", .title = "Mean time to acknowledge",
     .formula = "mean(first act of a human that the caller can see - logged)",
     .source = TABLE_SOURCE_ITIL, .by = {INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_ACKNOWLEDGED, .minus = INC_OBSERVED_LOGGED},
     .excluded = TABLE_ALL(table_no_incident), .censored = TABLE_ALL(table_not_acknowledged)},
    {TABLE_FCR, .id = "flr", .title = "First level resolution",
     .formula = "resolved by the first tier without any escalation / resolved",
     .value = {.column = INC_OBSERVED_RESOLVER_TIER}, .excluded = TABLE_ALL(table_no_incident),
     .hits = TABLE_ALL(table_flr), .goals = table_flr_goals, .goals_count = 1},
    {TABLE_FCR, .id = "fcr.noreassign", .title = "Resolved without reassignment or reopen",
     .formula = "resolved, never reassigned, never reopened / resolved",
     .excluded = TABLE_ALL(table_no_incident), .hits = TABLE_ALL(table_untouched)},
    {TABLE_FCR, .id = "fcr.15min", .title = "Resolved within 15 minutes",
     .formula = "resolved - logged <= 15 min / resolved",
     .value = {.column = INC_OBSERVED_RESOLVED, .minus = INC_OBSERVED_LOGGED},
     .excluded = TABLE_ALL(table_no_incident), .hits = TABLE_ALL(table_quick)},
    {TABLE_FCR, .id = "fcr.net", .title = "Net first contact resolution",
     .formula = "resolved by the first tier, never escalated, reassigned or reopened / resolved, "
                "without those that needed a higher tier",
     .value = {.column = INC_OBSERVED_RESOLVER_TIER}, .excluded = TABLE_ALL(table_needed),
     .hits = TABLE_ALL(table_net)},
    {TABLE_BY_DUE, .id = "sla.met", .grain = INC_GRAIN_CLOCK, .title = "SLA clocks met",
     .formula = "met / (met + breached), by incident and clock"},
    {TABLE_BY_DUE, .id = "sla.met.cycle", .grain = INC_GRAIN_CYCLE, .title = "SLA cycles met",
     .formula = "met / (met + breached), by cycle"},
    {TABLE_RATE, .id = "reopen.30d", .grain = INC_GRAIN_EPISODE,
     .title = "Came back within 30 days",
     .formula = "closings that were reopened, or followed up, within 30 x 24 h / closings",
     .source = TABLE_SOURCE_ITIL, .by = {INC_OBSERVED_EPISODE_CLOSED},
     .population = TABLE_ALL(table_was_closed), .hits = TABLE_ALL(table_returned),
     .mature_column = INC_OBSERVED_EPISODE_CLOSED, .mature_after = 30 * TABLE_DAY,
     .goals = table_reopen_goals, .goals_count = 1},
    {TABLE_HEAD, .id = "recurrence", .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_REPEATS,
     .unit = INC_UNIT_SHARE, .title = "Recurrence",
     .formula = "days on which a signature came back / days on which signatures came, by signature",
     .source = TABLE_SOURCE_OWN, .by = {INC_OBSERVED_LOGGED},
     .excluded = TABLE_ALL(table_no_incident)},
    {TABLE_STOCK, .id = "backlog", .source = TABLE_SOURCE_ITIL, .title = "Backlog",
     .formula = "open at the instant: opened <= t < ended"},
    {TABLE_AGEING, .id = "ageing.1d", .title = "Backlog younger than a day",
     .formula = "open, and t - logged < 24 h", .age_to = TABLE_DAY},
    {TABLE_AGEING, .id = "ageing.7d", .title = "Backlog of 1 to 7 days",
     .formula = "open, and 24 h <= t - logged < 7 x 24 h", .age_from = TABLE_DAY,
     .age_to = 7 * TABLE_DAY},
    {TABLE_AGEING, .id = "ageing.30d", .title = "Backlog of 7 to 30 days",
     .formula = "open, and 7 x 24 h <= t - logged < 30 x 24 h", .age_from = 7 * TABLE_DAY,
     .age_to = 30 * TABLE_DAY},
    {TABLE_AGEING, .id = "ageing.90d", .title = "Backlog of 30 to 90 days",
     .formula = "open, and 30 x 24 h <= t - logged < 90 x 24 h", .age_from = 30 * TABLE_DAY,
     .age_to = 90 * TABLE_DAY},
    {TABLE_AGEING, .id = "ageing.over", .title = "Backlog of 90 days and more",
     .formula = "open, and t - logged >= 90 x 24 h", .age_from = 90 * TABLE_DAY},
    {TABLE_FLOW, .id = "throughput.opened", .grain = INC_GRAIN_INCIDENT, .title = "Opened",
     .formula = "incidents by logged", .by = {INC_OBSERVED_LOGGED}},
    {TABLE_FLOW, .id = "throughput.reopened", .grain = INC_GRAIN_EPISODE, .title = "Reopened",
     .formula = "episodes after the first, by opened", .by = {INC_OBSERVED_OPENED},
     .population = TABLE_ALL(table_reopening)},
    {TABLE_FLOW, .id = "throughput.resolved", .grain = INC_GRAIN_EPISODE, .title = "Resolved",
     .formula = "episodes by resolved", .by = {INC_OBSERVED_EPISODE_RESOLVED},
     .population = TABLE_ALL(table_was_resolved)},
    {TABLE_FLOW, .id = "throughput.closed", .grain = INC_GRAIN_EPISODE, .title = "Closed",
     .formula = "episodes by closed", .by = {INC_OBSERVED_EPISODE_CLOSED},
     .population = TABLE_ALL(table_was_closed)},
    {TABLE_FLOW, .id = "throughput.cancelled", .grain = INC_GRAIN_EPISODE, .title = "Cancelled",
     .formula = "episodes by cancelled", .by = {INC_OBSERVED_EPISODE_CANCELLED},
     .population = TABLE_ALL(table_was_cancelled)},
    {TABLE_HEAD, .id = "cost", .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_COST,
     .unit = INC_UNIT_MONEY, .title = "Cost",
     .formula = "(first tier's hours + multiplier x higher tiers' hours) x rate",
     .source = TABLE_SOURCE_DESK, .by = {INC_OBSERVED_RESOLVED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_EFFORT_FIRST}, .of = {.column = INC_OBSERVED_EFFORT_HIGHER}},
    {TABLE_HEAD, .id = "cost.avoidable", .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_COST,
     .unit = INC_UNIT_MONEY, .title = "Cost of avoidable escalations",
     .formula = "cost of what a higher tier resolved with an article or authority that the first "
                "tier had",
     .source = TABLE_SOURCE_DESK, .by = {INC_OBSERVED_RESOLVED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_EFFORT_FIRST}, .of = {.column = INC_OBSERVED_EFFORT_HIGHER},
     .population = TABLE_ALL(table_higher), .excluded = TABLE_ALL(table_unavoidable)},
    {TABLE_HEAD, .id = "volume.qoq", .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_GROWTH,
     .unit = INC_UNIT_SHARE, .period = INC_PERIOD_QUARTER, .title = "Growth by quarter",
     .formula = "(logged in the quarter - logged in the one before) / logged in the one before",
     .source = TABLE_SOURCE_ITIL, .by = {INC_OBSERVED_LOGGED}},
    {TABLE_HEAD, .id = "diagnosis.share", .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_RATIO,
     .unit = INC_UNIT_SHARE, .title = "Share of diagnosis",
     .formula = "counted resolve time under work on the root cause / counted resolve time",
     .source = TABLE_SOURCE_OWN, .by = {INC_OBSERVED_RESTORED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_ROOT_CAUSE}, .of = {.column = INC_OBSERVED_COUNTED}},
    {TABLE_SHARE, .id = "mixing", .title = "Service requests among incidents",
     .formula = "converted to service requests / logged", .source = TABLE_SOURCE_ITIL,
     .by = {INC_OBSERVED_LOGGED}, .hits = TABLE_ALL(table_converted)},
    {TABLE_GAMING, .id = "gaming.downgraded", .title = "Priority lowered after a warning",
     .formula = "priority lowered after a warning or a breach / logged",
     .value = {.column = INC_OBSERVED_DOWNGRADED}, .hits = TABLE_ALL(table_downgraded)},
    {TABLE_GAMING, .id = "gaming.late_hold", .title = "Held just before due",
     .formula = "a hold began in the last tenth before a due / logged",
     .value = {.column = INC_OBSERVED_LATE_HOLD}, .hits = TABLE_ALL(table_late_hold)},
    {TABLE_GAMING, .id = "gaming.backdated", .title = "Breach taken back by late facts",
     .formula = "facts recorded late took back a breach / logged",
     .value = {.column = INC_OBSERVED_BACKDATED}, .hits = TABLE_ALL(table_backdated)},
    {TABLE_GAMING, .id = "gaming.parked", .title = "Resolved before due and reopened",
     .formula = "resolved in the last tenth before a due, reopened within 24 h / logged",
     .value = {.column = INC_OBSERVED_PARKED}, .hits = TABLE_ALL(table_parked)},
    {TABLE_DURATION, .id = "recorded.mttr", .title = "Time to resolve, as recorded",
     .formula = "mean(reported resolved - reported opened)", .source = "the log itself",
     .by = {INC_OBSERVED_REPORTED_RESOLVED, INC_OBSERVED_REPORTED_OPENED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_REPORTED_RESOLVED, .minus = INC_OBSERVED_REPORTED_OPENED}},
    {TABLE_DURATION, .id = "recorded.mtta", .title = "Time to acknowledge, as recorded",
     .formula = "mean(reported acknowledged - reported opened)", .source = "the log itself",
     .by = {INC_OBSERVED_REPORTED_OPENED, INC_OBSERVED_LOGGED},
     .value = {.column = INC_OBSERVED_REPORTED_ACKNOWLEDGED,
               .minus = INC_OBSERVED_REPORTED_OPENED}},
    {TABLE_THERE, .id = "recorded.made_sla", .title = "SLA met, as recorded",
     .formula = "reported made_sla / incidents that report it",
     .value = {.column = INC_OBSERVED_REPORTED_MADE_SLA}, .hits = TABLE_ALL(table_made_sla)},
    {TABLE_THERE, .id = "recorded.reopened", .title = "Reopened, as recorded",
     .formula = "reported reopen_count > 0 / incidents that report it",
     .value = {.column = INC_OBSERVED_REPORTED_REOPENS}, .hits = TABLE_ALL(table_reopened_there)},
    {TABLE_THERE, .id = "recorded.reassigned", .title = "Reassigned, as recorded",
     .formula = "reported reassignment_count > 0 / incidents that report it",
     .value = {.column = INC_OBSERVED_REPORTED_REASSIGNMENTS},
     .hits = TABLE_ALL(table_reassigned_there)},
    {TABLE_THERE, .id = "recorded.fcr_noreassign",
     .title = "Neither reopened nor reassigned, as recorded",
     .formula = "both counts 0 / incidents that report both", .is_signed = 1,
     .value = {.column = INC_OBSERVED_REPORTED_REASSIGNMENTS,
               .minus = INC_OBSERVED_REPORTED_REOPENS},
     .hits = TABLE_ALL(table_fcr_there)},
    {TABLE_HEAD, .id = "recorded.backlog", .grain = INC_GRAIN_INCIDENT, .kind = INC_FIGURE_STOCK,
     .unit = INC_UNIT_COUNT, .title = "Backlog, as recorded",
     .formula = "reported opened < t <= reported closed", .source = "the log itself",
     .by = {INC_OBSERVED_REPORTED_OPENED, INC_OBSERVED_REPORTED_CLOSED, INC_OBSERVED_LOGGED},
     .ends_after = 1},
};

const inc_definition *inc__definition_table(size_t *count)
{
    *count = sizeof table_of_kpis / sizeof table_of_kpis[0];
    return table_of_kpis;
}
