/* Logs made from known rules: pseudo-random hours, zones, targets, boundaries and wrong verdicts
 * that are the same in every run. */
#ifndef TESTS_UNIT_MINE_FIXTURE_H
#define TESTS_UNIT_MINE_FIXTURE_H

#include "calendar_fixture.h"

#define MADE_PRIORITIES 3

/* The rule behind a log. */
typedef struct made_rule {
    const char *zone;
    int32_t weekdays;
    int32_t from; /* minutes */
    int32_t to;   /* past 1440 on the next day */
    int32_t stop; /* 0: the first of the two, 1: the second */
    int32_t boundary;
    inc_duration targets[MADE_PRIORITIES]; /* of priorities 1 to 3 */
} made_rule;

static inline int64_t made_number(uint64_t *state, int64_t below)
{
    return (int64_t) (fixture_random(state) % (uint64_t) below);
}

/* Any rule: one in six is always open, one in four works at night, some start on the half hour. */
static inline made_rule made_rule_of(uint64_t *state)
{
    static const char *const zones[] = {"UTC", "Europe/Brussels", "America/New_York",
                                        "Asia/Kolkata", "Australia/Lord_Howe"};
    static const int32_t days[] = {0x1f, 0x1f, 0x3f, 0x4f, 0x7f};
    static const int32_t minutes[] = {0, 0, 0, 30, 30, 15};
    made_rule rule = {.weekdays = 0x7f, .to = 1440};
    int i;

    rule.zone = zones[made_number(state, 5)];
    if (made_number(state, 6) > 0) {
        int32_t night = made_number(state, 4) == 0;
        rule.weekdays = days[made_number(state, 5)];
        rule.from = (int32_t) (night ? 18 + made_number(state, 5) : 6 + made_number(state, 4)) * 60;
        rule.from += minutes[made_number(state, 6)];
        rule.to = rule.from + (int32_t) (7 + made_number(state, 5)) * 60;
        rule.to += minutes[made_number(state, 6)];
    }
    rule.stop = (int32_t) made_number(state, 2);
    rule.boundary = (int32_t) made_number(state, 2);
    for (i = 0; i < MADE_PRIORITIES; i++)
        rule.targets[i] = (2 + made_number(state, 14)) * (i + 1) * 30 * INC_MINUTE;
    return rule;
}

static inline inc_calendar *made_calendar(inc_context *context, const made_rule *rule)
{
    inc_calendar_builder *builder = fixture_builder(context, rule->zone);
    int32_t day;

    for (day = INC_MONDAY; day <= INC_SUNDAY; day++) {
        if ((rule->weekdays >> (day - 1) & 1) != 0)
            fixture_weekly(builder, day, day, rule->from * 60, rule->to * 60);
    }
    return fixture_built(builder);
}

/* A row before it is given an id. */
typedef struct made_row {
    int32_t priority;
    int32_t met;
    inc_time anchor;
    inc_time stops[2];
} made_row;

/* Whole minutes, as in most logs. */
static inline inc_time made_minute(inc_time time)
{
    return time - time % INC_MINUTE;
}

/* Moves the anchor so that due is a closing, as far as there is one. */
static inline inc_time made_on_closing(const inc_calendar *calendar, inc_time anchor,
                                       inc_duration target)
{
    inc_time closing, moved;

    if (inc_calendar_next_close(calendar, anchor, &closing) != INC_OK)
        return anchor;
    ck_assert_int_eq(inc_calendar_add(calendar, closing, -target, &moved), INC_OK);
    return moved;
}

/* When the clock stops: most within twice the target; one in ten when it is used up; and of all,
 * one in two up to 16 hours later. */
static inline inc_time made_stop(uint64_t *state, const inc_calendar *calendar, inc_time anchor,
                                 inc_duration target, int is_edge)
{
    inc_duration wanted = is_edge ? target : target / 64 * made_number(state, 128);
    inc_time stop;

    ck_assert_int_eq(inc_calendar_add(calendar, anchor, wanted, &stop), INC_OK);
    if (made_number(state, 2) == 0)
        stop += made_number(state, (is_edge ? 4 : 16) * 60) * INC_MINUTE;
    stop = made_minute(stop);
    return stop < anchor ? anchor : stop;
}

/* A row of two years; the verdict is the rule's. */
static inline made_row made_row_of(uint64_t *state, const made_rule *rule,
                                   const inc_calendar *calendar)
{
    inc_target target = {.size = sizeof target, .kind = INC_TARGET_WORKING};
    made_row row = {.priority = 1 + (int32_t) made_number(state, MADE_PRIORITIES)};
    int is_edge = made_number(state, 10) == 0;
    inc_time due, stop, first = fixture_at("2025-01-01T00:00Z");

    target.limit = rule->targets[row.priority - 1];
    row.anchor = first + made_number(state, 2 * 365 * 1440) * INC_MINUTE;
    if (is_edge)
        row.anchor = made_on_closing(calendar, row.anchor, target.limit);
    ck_assert_int_eq(inc_target_due(&target, calendar, rule->boundary, row.anchor, &due, NULL),
                     INC_OK);
    stop = made_stop(state, calendar, row.anchor, target.limit, is_edge);
    row.met = stop <= due;
    row.stops[rule->stop] = stop;
    /* The other milestone does not follow the rule. */
    row.stops[1 - rule->stop] =
        rule->stop == 0
            ? stop + made_number(state, 5 * 1440) * INC_MINUTE
            : made_minute(row.anchor + (stop - row.anchor) / 64 * made_number(state, 64));
    if (row.stops[0] < row.anchor)
        row.stops[0] = row.anchor;
    return row;
}

#endif
