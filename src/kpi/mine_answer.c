/* What a run of a mine answers: priorities, the rule, its calendar. */
#include "base/options.h"
#include "kpi/mine.h"

#include <string.h>

void inc__mine_answer_free(inc_context *context, inc__mine_answer *answer)
{
    inc_calendar_unref(answer->calendar);
    inc__array_free(context, &answer->targets, sizeof(inc_mined_target));
    inc__array_free(context, &answer->strange, sizeof(inc__mine_strange));
    memset(answer, 0, sizeof *answer);
}

static inc_status mine_answer_target(const inc_mine *mine, inc__mine_answer *answer,
                                     int32_t priority, const int64_t *verdicts)
{
    inc_mined_target *target;

    if (verdicts[0] + verdicts[1] == 0)
        return INC_OK;
    target = INC__PUSH(mine->context, &answer->targets, inc_mined_target);
    if (target == NULL)
        return inc__nomem(mine->context);
    target->priority = priority;
    target->met = verdicts[1];
    target->breached = verdicts[0];
    target->determined = verdicts[0] >= mine->fewest && verdicts[1] >= mine->fewest;
    target->target = -1;
    target->most = INC_MINE_UNBOUNDED;
    answer->found.determined += target->determined;
    return INC_OK;
}

/* One target a priority, with how many rows were met and breached. */
static inc_status mine_answer_targets(const inc_mine *mine, inc__mine_answer *answer)
{
    int64_t(*verdicts)[2] = inc__alloc(mine->context, INC__MINE_PRIORITIES * sizeof *verdicts);
    inc_status status = INC_OK;
    int32_t priority;
    size_t i;

    if (verdicts == NULL)
        return inc__nomem(mine->context);
    for (i = 0; i < mine->rows.count; i++) {
        const inc__mine_row *row = INC__AT(&mine->rows, inc__mine_row, i);
        verdicts[row->priority][row->met]++;
    }
    for (priority = 0; priority < INC__MINE_PRIORITIES && status == INC_OK; priority++)
        status = mine_answer_target(mine, answer, priority, verdicts[priority]);
    inc__release(mine->context, verdicts, INC__MINE_PRIORITIES * sizeof *verdicts);
    return status;
}

static void mine_answer_hours(const inc_mine *mine, inc__mine_answer *answer,
                              const inc__mine_hours *hours)
{
    inc_mined *found = &answer->found;

    found->weekdays = hours->weekdays;
    found->hours.from = hours->start * 60;
    found->hours.to = (hours->start + hours->length) * 60;
    found->anchor = mine->milestones[answer->anchor];
    found->stop = mine->milestones[mine->anchors + answer->stop];
}

static inc_status mine_answer_calendar(const inc_mine *mine, inc__mine_answer *answer)
{
    inc_calendar_builder *builder;
    inc_status status = inc_calendar_builder_new(mine->context, mine->zone, &builder);
    int32_t day;

    for (day = INC_MONDAY; day <= INC_SUNDAY && status == INC_OK; day++) {
        if ((answer->found.weekdays >> (day - 1) & 1) != 0)
            status = inc_calendar_builder_weekly(builder, day, &answer->found.hours);
    }
    if (status == INC_OK)
        status = inc_calendar_builder_build(builder, &answer->calendar);
    inc_calendar_builder_free(builder);
    return status;
}

static inc_status mine_answer_make(const inc_mine *mine, inc__mine_answer *answer)
{
    inc__mine_hours hours;
    int64_t weight;
    inc_status status = mine_answer_targets(mine, answer);

    answer->found.rows = (int64_t) mine->rows.count;
    answer->found.missing = mine->missing;
    answer->found.negative = mine->negative;
    if (status != INC_OK || answer->found.determined == 0)
        return status;
    status = inc__mine_search(mine, answer, &hours, &weight);
    if (status != INC_OK)
        return status;
    mine_answer_hours(mine, answer, &hours);
    status = mine_answer_calendar(mine, answer);
    return status == INC_OK ? inc__mine_settle(mine, answer, weight) : status;
}

inc_status inc_mine_run(inc_mine *mine)
{
    inc__mine_answer answer = {0};
    inc_status status;

    if (mine == NULL)
        return INC_E_INVALID;
    status = mine_answer_make(mine, &answer);
    if (status != INC_OK) {
        inc__mine_answer_free(mine->context, &answer);
        return status;
    }
    inc__mine_answer_free(mine->context, &mine->answer);
    mine->answer = answer;
    mine->is_run = 1;
    return INC_OK;
}

inc_status inc__mine_answered(const inc_mine *mine)
{
    if (mine->is_run)
        return INC_OK;
    return inc__fail(mine->context, INC_E_NOT_FOUND,
                     "the mine was not run since the last of its '%zu' rows", mine->rows.count);
}

inc_status inc_mine_found(const inc_mine *mine, inc_mined *found)
{
    inc_status status;

    if (mine == NULL || found == NULL)
        return INC_E_INVALID;
    status = inc__mine_answered(mine);
    return status == INC_OK ? INC__FILL(found, &mine->answer.found, hours) : status;
}

inc_status inc_mine_target(const inc_mine *mine, size_t index, inc_mined_target *target)
{
    inc_status status;

    if (mine == NULL || target == NULL)
        return INC_E_INVALID;
    status = inc__mine_answered(mine);
    if (status != INC_OK)
        return status;
    if (index >= mine->answer.targets.count)
        return INC_DONE;
    return INC__FILL(target, INC__AT(&mine->answer.targets, inc_mined_target, index), most);
}

inc_status inc_mine_contradiction(const inc_mine *mine, size_t index, inc_contradiction *row)
{
    const inc__mine_strange *strange;
    const inc__mine_row *told;
    inc_contradiction filled = {0};
    inc_status status;

    if (mine == NULL || row == NULL)
        return INC_E_INVALID;
    status = inc__mine_answered(mine);
    if (status != INC_OK)
        return status;
    if (index >= mine->answer.strange.count)
        return INC_DONE;
    strange = INC__AT(&mine->answer.strange, inc__mine_strange, index);
    told = INC__AT(&mine->rows, inc__mine_row, strange->row);
    filled.id = INC__AT(&mine->ids, char, told->id);
    filled.priority = told->priority;
    filled.met = told->met;
    filled.anchor = inc__mine_times(mine, strange->row)[mine->answer.anchor];
    filled.stop = inc__mine_times(mine, strange->row)[mine->anchors + mine->answer.stop];
    filled.counted = strange->counted;
    filled.due = strange->due;
    return INC__FILL(row, &filled, due);
}
