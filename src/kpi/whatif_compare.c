/* How one incident stands on the two sides of a what-if: which clocks answer to each other, and
 * what differs. */
#include "incident/incident_body.h"
#include "kpi/whatif.h"

#include <string.h>

/* What is compared of a clock. */
typedef struct compare_clock {
    const inc_policy_options *options;
    const inc_clock_view *view;
} compare_clock;

static const inc__life *compare_life(const inc_whatif *whatif, int32_t side)
{
    return &whatif->incidents[side]->life;
}

static compare_clock compare_at(const inc_whatif *whatif, int32_t side, size_t index)
{
    const inc__life *life = compare_life(whatif, side);
    const inc__attached *attached = *INC__AT(&life->attached, inc__attached *, index);
    compare_clock clock = {&attached->plan.options, &attached->view};

    return clock;
}

static int compare_answers(const inc_policy_options *a, const inc_policy_options *b, int named)
{
    return a->agreement == b->agreement && a->tier == b->tier && strcmp(a->clock, b->clock) == 0 &&
           (!named || strcmp(a->name, b->name) == 0);
}

/* Clocks before that have no answer get one, the last the last that is left. */
static void compare_match(inc_whatif *whatif, int named)
{
    size_t i, j;

    for (i = whatif->answers.count; i-- > 0;) {
        int32_t *answer = INC__AT(&whatif->answers, int32_t, i);
        compare_clock before = compare_at(whatif, INC_BEFORE, i);
        for (j = whatif->taken.count; j-- > 0 && *answer < 0;) {
            int32_t *taken = INC__AT(&whatif->taken, int32_t, j);
            if (*taken ||
                !compare_answers(before.options, compare_at(whatif, INC_AFTER, j).options, named))
                continue;
            *taken = 1;
            *answer = (int32_t) j;
        }
    }
}

static inc_status compare_pair(inc_whatif *whatif)
{
    inc_context *context = whatif->context;
    size_t i, before = compare_life(whatif, INC_BEFORE)->attached_count;
    size_t after = compare_life(whatif, INC_AFTER)->attached_count;

    if (inc__array_reserve(context, &whatif->answers, sizeof(int32_t), before) != INC_OK ||
        inc__array_reserve(context, &whatif->taken, sizeof(int32_t), after) != INC_OK)
        return INC_E_NOMEM;
    for (i = 0; i < before; i++)
        *INC__AT(&whatif->answers, int32_t, i) = -1;
    for (i = 0; i < after; i++)
        *INC__AT(&whatif->taken, int32_t, i) = 0;
    whatif->answers.count = before;
    whatif->taken.count = after;
    compare_match(whatif, 1);
    compare_match(whatif, 0);
    return INC_OK;
}

static void compare_deviation(const inc_whatif *whatif, int32_t kind, inc_deviation *deviation)
{
    memset(deviation, 0, sizeof *deviation);
    deviation->size = sizeof *deviation;
    deviation->kind = kind;
    deviation->subject = compare_life(whatif, INC_BEFORE)->view.subject;
    deviation->clock = deviation->policy_before = deviation->policy_after = "";
    deviation->index_before = deviation->index_after = -1;
    deviation->due_before = deviation->due_after = INC_TIME_NONE;
    deviation->breach_at_before = deviation->breach_at_after = INC_TIME_NONE;
}

static inc_status compare_keep(inc_whatif *whatif, const inc_deviation *deviation)
{
    inc_deviation *place = INC__PUSH(whatif->context, &whatif->deviations, inc_deviation);

    if (place == NULL)
        return INC_E_NOMEM;
    *place = *deviation;
    return INC_OK;
}

static inc_status compare_incident(inc_whatif *whatif)
{
    const inc_incident_view *before = &compare_life(whatif, INC_BEFORE)->view;
    const inc_incident_view *after = &compare_life(whatif, INC_AFTER)->view;
    inc_deviation deviation;

    if (before->stage == after->stage && before->priority == after->priority)
        return INC_OK;
    compare_deviation(whatif, INC_DEVIATION_INCIDENT, &deviation);
    deviation.stage_before = before->stage;
    deviation.stage_after = after->stage;
    deviation.priority_before = before->priority;
    deviation.priority_after = after->priority;
    if (before->stage != after->stage)
        deviation.differs |= INC_DIFFERS_STAGE;
    if (before->priority != after->priority)
        deviation.differs |= INC_DIFFERS_PRIORITY;
    return compare_keep(whatif, &deviation);
}

static void compare_scope(const inc_policy_options *options, inc_deviation *deviation)
{
    deviation->clock = options->clock;
    deviation->agreement = options->agreement;
    deviation->tier = options->tier;
}

static void compare_before(const inc_whatif *whatif, size_t index, inc_deviation *deviation)
{
    compare_clock clock = compare_at(whatif, INC_BEFORE, index);

    compare_scope(clock.options, deviation);
    deviation->policy_before = clock.options->name;
    deviation->index_before = (int32_t) index;
    deviation->verdict_before = clock.view->verdict;
    deviation->due_before = clock.view->due;
    deviation->breach_at_before = clock.view->breach_at;
    deviation->elapsed_before = clock.view->elapsed;
}

static void compare_after(const inc_whatif *whatif, size_t index, inc_deviation *deviation)
{
    compare_clock clock = compare_at(whatif, INC_AFTER, index);

    compare_scope(clock.options, deviation);
    deviation->policy_after = clock.options->name;
    deviation->index_after = (int32_t) index;
    deviation->verdict_after = clock.view->verdict;
    deviation->due_after = clock.view->due;
    deviation->breach_at_after = clock.view->breach_at;
    deviation->elapsed_after = clock.view->elapsed;
}

static int32_t compare_differs(const inc_clock_view *before, const inc_clock_view *after)
{
    int32_t differs = 0;

    if (before->verdict != after->verdict)
        differs |= INC_DIFFERS_VERDICT;
    if (before->due != after->due)
        differs |= INC_DIFFERS_DUE;
    if (before->breach_at != after->breach_at)
        differs |= INC_DIFFERS_BREACH;
    if (before->elapsed != after->elapsed)
        differs |= INC_DIFFERS_ELAPSED;
    return differs;
}

/* A clock before, with the one that answers to it. */
static inc_status compare_clocks(inc_whatif *whatif, size_t index)
{
    int32_t answer = *INC__AT(&whatif->answers, const int32_t, index);
    inc_deviation deviation;
    int32_t differs = 0;

    if (answer >= 0)
        differs = compare_differs(compare_at(whatif, INC_BEFORE, index).view,
                                  compare_at(whatif, INC_AFTER, (size_t) answer).view);
    if (answer >= 0 && differs == 0)
        return INC_OK;
    compare_deviation(whatif, answer >= 0 ? INC_DEVIATION_CLOCK : INC_DEVIATION_ONLY_BEFORE,
                      &deviation);
    deviation.differs = differs;
    compare_before(whatif, index, &deviation);
    if (answer >= 0)
        compare_after(whatif, (size_t) answer, &deviation);
    return compare_keep(whatif, &deviation);
}

inc_status inc__whatif_compare(inc_whatif *whatif)
{
    inc_status status = compare_pair(whatif);
    size_t i;

    if (status == INC_OK)
        status = compare_incident(whatif);
    for (i = 0; i < whatif->answers.count && status == INC_OK; i++)
        status = compare_clocks(whatif, i);
    for (i = 0; i < whatif->taken.count && status == INC_OK; i++) {
        inc_deviation deviation;
        if (*INC__AT(&whatif->taken, const int32_t, i))
            continue;
        compare_deviation(whatif, INC_DEVIATION_ONLY_AFTER, &deviation);
        compare_after(whatif, i, &deviation);
        status = compare_keep(whatif, &deviation);
    }
    return status == INC_E_NOMEM ? inc__nomem(whatif->context) : status;
}
