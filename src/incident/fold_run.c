/* The arithmetic of a run: where its dues and thresholds lie. Source: semantics.md sections 3
 * and 4. */
#include "incident/fold.h"

#include "rules/target.h"

#include <string.h>

static const inc_calendar *run_calendar(const inc__fold *fold)
{
    return inc_terms_calendar(fold->run.terms);
}

inc_duration inc__run_between(const inc__fold *fold, inc_time from, inc_time to)
{
    inc_duration open = 0;

    (void) inc_calendar_between(run_calendar(fold), from, to, &open);
    return open;
}

inc_duration inc__run_counted(const inc__fold *fold, inc_time at)
{
    inc_duration open = 0;

    if (fold->state == INC_CLOCK_RUNNING)
        open = inc__run_between(fold, fold->since, at);
    return fold->run.counted + open;
}

inc_duration inc__run_credited(const inc__fold *fold, inc_time at)
{
    inc_duration open = 0;

    if (fold->state == INC_CLOCK_PAUSED)
        open = inc__run_between(fold, fold->since, at);
    return fold->run.credited + open;
}

/* The goal of one end of the range, from the target and the base. */
static void run_aim(inc__fold *fold, int end)
{
    inc__run *run = &fold->run;
    const inc_target *target = inc_terms_target(run->terms);

    run->nominal[end] = INC_TIME_NONE;
    if (target->kind == INC_TARGET_WORKING) {
        run->goal[end] = end == INC__LIMIT ? target->limit : target->objective;
        return;
    }
    run->goal[end] = INC__NO_GOAL;
    if (inc__target_nominal(target, run_calendar(fold), end, run->base, &run->nominal[end]) ==
        INC_OK)
        run->goal[end] = inc__run_between(fold, run->base, run->nominal[end]);
}

void inc__run_begin(inc__fold *fold, const inc_terms *terms, inc_time base)
{
    inc__run *run = &fold->run;

    memset(run, 0, sizeof *run);
    run->terms = terms;
    run->base = base;
    run->marks[INC__LIMIT].due = INC_TIME_NONE;
    run->marks[INC__OBJECTIVE].due = INC_TIME_NONE;
    run_aim(fold, INC__LIMIT);
    run_aim(fold, INC__OBJECTIVE);
}

/* The sum of two spans that are not negative, as far as it can be said. */
static inc_duration run_sum(inc_duration a, inc_duration b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static inc_time run_due(const inc__fold *fold, int end, inc_duration credited)
{
    const inc__run *run = &fold->run;
    const inc_target *target = inc_terms_target(run->terms);
    inc_time due = run->nominal[end];
    inc_status status = INC_OK;

    if (run->prorated || target->kind == INC_TARGET_WORKING)
        status = inc_calendar_add(run_calendar(fold), run->base, run_sum(run->goal[end], credited),
                                  &due);
    else if (due == INC_TIME_NONE)
        status = INC_E_UNREACHABLE;
    else if (credited != 0)
        status = inc_calendar_add(run_calendar(fold), due, credited, &due);
    if (status == INC_OK)
        status = inc__target_boundary(target, run_calendar(fold), fold->boundary, &due);
    return status == INC_OK ? due : INC_TIME_NONE;
}

void inc__run_mark(inc__fold *fold, inc_duration credited)
{
    int end;

    for (end = INC__LIMIT; end <= INC__OBJECTIVE; end++) {
        inc__mark *mark = &fold->run.marks[end];
        if (!mark->passed)
            mark->due = run_due(fold, end, credited);
    }
}

void inc__run_pass(inc__run *run, inc_time at)
{
    int end;

    for (end = INC__LIMIT; end <= INC__OBJECTIVE; end++) {
        if (run->marks[end].due != INC_TIME_NONE && run->marks[end].due < at)
            run->marks[end].passed = 1;
    }
}

/* percent of the counted time from the anchor to due, rounded up to the microsecond. */
static inc_duration run_share(inc_duration whole, int32_t percent)
{
    inc_duration hundredth = whole / 100, rest = whole % 100;

    if (hundredth > INT64_MAX / 2 / percent)
        return INT64_MAX / 2;
    return hundredth * percent + (rest * percent + 99) / 100;
}

static inc_time run_percent(const inc__fold *fold, int32_t percent)
{
    const inc__run *run = &fold->run;
    inc_duration share;
    inc_time at;

    if (percent == 100 || run->marks[INC__LIMIT].due == INC_TIME_NONE)
        return run->marks[INC__LIMIT].due;
    share = run_share(run_sum(run->carried, run->goal[INC__LIMIT]), percent) - run->carried;
    if (inc_calendar_add(run_calendar(fold), run->base, share + (share > 0 ? run->credited : 0),
                         &at) != INC_OK)
        return INC_TIME_NONE;
    return at;
}

static inc_time run_fixed(const inc__fold *fold, const inc_threshold *threshold)
{
    const inc_calendar *calendar =
        threshold->calendar != NULL ? threshold->calendar : run_calendar(fold);
    inc_duration away =
        threshold->kind == INC_THRESHOLD_BEFORE ? -threshold->duration : threshold->duration;
    inc_time due = fold->run.marks[INC__LIMIT].due, at;

    if (due == INC_TIME_NONE || inc_calendar_add(calendar, due, away, &at) != INC_OK)
        return INC_TIME_NONE;
    return at;
}

void inc__run_alarms(inc__fold *fold)
{
    size_t i;

    for (i = 0; i < fold->alarms.count; i++) {
        inc__alarm *alarm = INC__AT(&fold->alarms, inc__alarm, i);
        if (alarm->fired)
            continue;
        if (alarm->threshold.kind == INC_THRESHOLD_PERCENT)
            alarm->at = run_percent(fold, alarm->threshold.percent);
        else if (alarm->threshold.kind == INC_THRESHOLD_OBJECTIVE)
            alarm->at = fold->run.marks[INC__OBJECTIVE].due;
        else
            alarm->at = run_fixed(fold, &alarm->threshold);
    }
}
