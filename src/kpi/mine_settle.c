/* The figures of the rule that was found, on a real calendar. */
#include "kpi/mine.h"
#include "kpi/mine_cut.h"

typedef struct mine_settle {
    const inc_mine *mine;
    inc__mine_answer *answer;
    int64_t weight;
    size_t *places;        /* of each priority: the end of its values */
    inc_duration *counted; /* of each row; -1: its anchor or stop is not known */
    int64_t *values;       /* of the rows that were counted, by priority; and as much room again */
} mine_settle;

static inc_time mine_settle_anchor(const mine_settle *settle, size_t row)
{
    return inc__mine_times(settle->mine, row)[settle->answer->anchor];
}

static inc_time mine_settle_stop(const mine_settle *settle, size_t row)
{
    return inc__mine_times(settle->mine, row)[settle->mine->anchors + settle->answer->stop];
}

static inc_status mine_settle_room(mine_settle *settle)
{
    inc_context *context = settle->mine->context;
    size_t rows = settle->mine->rows.count;

    settle->places = inc__alloc(context, INC__MINE_PRIORITIES * sizeof *settle->places);
    settle->counted = inc__alloc(context, rows * sizeof *settle->counted);
    settle->values = inc__alloc(context, 2 * rows * sizeof *settle->values);
    if (settle->places == NULL || settle->counted == NULL || settle->values == NULL)
        return inc__nomem(context);
    return INC_OK;
}

static void mine_settle_free(mine_settle *settle)
{
    inc_context *context = settle->mine->context;
    size_t rows = settle->mine->rows.count;

    inc__release(context, settle->places, INC__MINE_PRIORITIES * sizeof *settle->places);
    inc__release(context, settle->counted, rows * sizeof *settle->counted);
    inc__release(context, settle->values, 2 * rows * sizeof *settle->values);
}

/* Whether the stop came after the due of just as much time as was counted. */
static int mine_settle_late(const mine_settle *settle, size_t row)
{
    inc_time due;
    inc_status status = inc_calendar_add(settle->answer->calendar, mine_settle_anchor(settle, row),
                                         settle->counted[row], &due);
    return status == INC_OK && mine_settle_stop(settle, row) > due;
}

/* Counts a row, and puts what it says to those of its priority. */
static inc_status mine_settle_row(mine_settle *settle, size_t at)
{
    const inc__mine_row *row = INC__AT(&settle->mine->rows, inc__mine_row, at);
    inc_time anchor = mine_settle_anchor(settle, at), stop = mine_settle_stop(settle, at);
    inc_status status;

    settle->counted[at] = -1;
    if (anchor == INC_TIME_NONE || stop == INC_TIME_NONE)
        return INC_OK;
    status = inc_calendar_between(settle->answer->calendar, anchor, stop, &settle->counted[at]);
    if (status != INC_OK)
        return inc__fail(settle->mine->context, status, "row '%s' was not counted",
                         INC__AT(&settle->mine->ids, char, row->id));
    settle->values[settle->places[row->priority]++] =
        inc__mine_value(settle->counted[at], mine_settle_late(settle, at), row->met != 0);
    return INC_OK;
}

static inc_status mine_settle_count(mine_settle *settle)
{
    const inc__array *targets = &settle->answer->targets;
    inc_status status = INC_OK;
    size_t i, place = 0;

    for (i = 0; i < targets->count; i++) {
        const inc_mined_target *target = INC__AT(targets, inc_mined_target, i);
        settle->places[target->priority] = place;
        place += (size_t) (target->met + target->breached);
    }
    for (i = 0; i < settle->mine->rows.count && status == INC_OK; i++)
        status = mine_settle_row(settle, i);
    return status;
}

/* The cut of a priority under the rule's boundary; *other are the errors under the other one. */
static inc__mine_cut mine_settle_cut(const mine_settle *settle, const inc_mined_target *target,
                                     int64_t *values, size_t count, int64_t *other)
{
    int32_t boundary = settle->answer->found.boundary;
    int64_t weight = target->determined ? settle->weight : INC__MINE_STRICT;

    inc__mine_sort(values, settle->values + settle->mine->rows.count, count);
    *other = inc__mine_cut_best(values, count, INC_BOUNDARY_NEXT_OPENING - boundary, weight).errors;
    return inc__mine_cut_best(values, count, boundary, weight);
}

/* Finds each priority's target; answers how many more errors the other boundary has in all. */
static int64_t mine_settle_targets(mine_settle *settle)
{
    const inc__array *targets = &settle->answer->targets;
    int64_t more = 0, other;
    size_t i, first = 0;

    for (i = 0; i < targets->count; i++) {
        inc_mined_target *target = INC__AT(targets, inc_mined_target, i);
        size_t count = settle->places[target->priority] - first;
        inc__mine_cut cut = mine_settle_cut(settle, target, settle->values + first, count, &other);
        first += (size_t) (target->met + target->breached);
        target->unmeasured = target->met + target->breached - (int64_t) count;
        target->least = cut.least;
        target->most = cut.most;
        if (!target->determined) {
            target->explained = (int64_t) count - cut.errors;
            continue;
        }
        target->target = cut.target;
        more += other - cut.errors;
    }
    return more;
}

static inc_mined_target *mine_settle_target(const inc__array *targets, int32_t priority)
{
    size_t low = 0, high = targets->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (INC__AT(targets, inc_mined_target, middle)->priority <= priority)
            low = middle;
        else
            high = middle;
    }
    return INC__AT(targets, inc_mined_target, low);
}

/* Compares a row's verdict with that of its due. */
static inc_status mine_settle_compare(mine_settle *settle, size_t at)
{
    const inc__mine_row *row = INC__AT(&settle->mine->rows, inc__mine_row, at);
    inc__mine_answer *answer = settle->answer;
    inc_mined_target *target = mine_settle_target(&answer->targets, row->priority);
    inc_target asked = {.size = sizeof asked, .kind = INC_TARGET_WORKING, .limit = target->target};
    inc__mine_strange *strange;
    inc_time due;

    if (!target->determined || settle->counted[at] < 0)
        return INC_OK;
    /* A due after the year 9999 is later than any stop. */
    if (inc_target_due(&asked, answer->calendar, answer->found.boundary,
                       mine_settle_anchor(settle, at), &due, NULL) != INC_OK)
        due = INC_TIME_NONE;
    if ((due == INC_TIME_NONE || mine_settle_stop(settle, at) <= due) == (row->met != 0)) {
        target->explained++;
        return INC_OK;
    }
    strange = INC__PUSH(settle->mine->context, &answer->strange, inc__mine_strange);
    if (strange == NULL)
        return inc__nomem(settle->mine->context);
    strange->row = at;
    strange->counted = settle->counted[at];
    strange->due = due;
    return INC_OK;
}

static double mine_settle_share(int64_t part, int64_t whole)
{
    return whole > 0 ? (double) part / (double) whole : 0;
}

/* The figures of the rule, from those of its priorities. */
static void mine_settle_sum(inc__mine_answer *answer)
{
    inc_mined *found = &answer->found;
    size_t i;

    for (i = 0; i < answer->targets.count; i++) {
        inc_mined_target *target = INC__AT(&answer->targets, inc_mined_target, i);
        target->share = mine_settle_share(target->explained, target->met + target->breached);
        if (!target->determined)
            continue;
        found->n += target->met + target->breached;
        found->explained += target->explained;
        found->unmeasured += target->unmeasured;
        found->always += target->met > target->breached ? target->met : target->breached;
    }
    found->contradictions = (int64_t) answer->strange.count;
    found->share = mine_settle_share(found->explained, found->n);
}

inc_status inc__mine_settle(const inc_mine *mine, inc__mine_answer *answer, int64_t weight)
{
    mine_settle settle = {.mine = mine, .answer = answer, .weight = weight};
    inc_status status = mine_settle_room(&settle);
    size_t i;

    if (status == INC_OK)
        status = mine_settle_count(&settle);
    if (status == INC_OK)
        answer->found.boundary_decides = mine_settle_targets(&settle) > 0;
    for (i = 0; i < mine->rows.count && status == INC_OK; i++)
        status = mine_settle_compare(&settle, i);
    if (status == INC_OK)
        mine_settle_sum(answer);
    mine_settle_free(&settle);
    return status;
}
