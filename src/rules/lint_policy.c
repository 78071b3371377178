/* The linter: a policy by itself, and against the matrix. */
#include "rules/lint.h"
#include "rules/target.h"

#include <stdio.h>
#include <string.h>

#define LINT_DAY (24 * INC_HOUR)

/* Mondays at midnight UTC: the past, the present, each season, a leap year. What is wrong from all
 * of them is wrong. */
#define LINT_STARTS 6
static const inc_time lint_starts[LINT_STARTS] = {
    10959 * LINT_DAY, /* 2000-01-03 */
    20458 * LINT_DAY, /* 2026-01-05 */
    20528 * LINT_DAY, /* 2026-03-16 */
    20605 * LINT_DAY, /* 2026-06-01 */
    20738 * LINT_DAY, /* 2026-10-12 */
    21235 * LINT_DAY, /* 2028-02-21 */
};

/* What the checks of one priority share. */
typedef struct lint_subject {
    const inc_policy *policy;
    const char *name;
    int32_t boundary;
    int32_t priority;
    char label[INC__LINT_LABEL];
    const inc_calendar *calendar;
    const inc_target *target;
    /* From each sample start rolled to open time; known is 0 where there is no due. */
    struct {
        int known;
        inc_time start, due, objective;
    } samples[LINT_STARTS];
} lint_subject;

static void lint_subject_of(const inc_policy *policy, const inc_policy_options *options,
                            int32_t priority, lint_subject *subject)
{
    const inc_terms *terms = inc_policy_terms(policy, priority);

    subject->policy = policy;
    subject->name = options->name;
    subject->boundary = options->boundary;
    subject->priority = priority;
    inc__lint_label(priority, subject->label);
    subject->calendar = inc_terms_calendar(terms);
    subject->target = inc_terms_target(terms);
}

static void lint_at(inc__lint_job *job, const lint_subject *subject)
{
    (void) snprintf(job->where, sizeof job->where, "policies/%s/%s", subject->name, subject->label);
}

static inc_status lint_due(const lint_subject *subject, inc_time start, inc_time *due,
                           inc_time *objective)
{
    return inc_target_due(subject->target, subject->calendar, subject->boundary, start, due,
                          objective);
}

/* 0 when the terms are so wrong that no due can be asked for. */
static int lint_usable(inc__lint_job *job, const lint_subject *subject)
{
    char limit[INC__LINT_TARGET], objective[INC__LINT_TARGET];

    if (inc__target_usable(subject->target, subject->calendar) == INC_OK)
        return 1;
    inc__lint_target(subject->target, 0, limit);
    inc__lint_target(subject->target, 1, objective);
    lint_at(job, subject);
    if (inc__target_unit(subject->target) == INC_TARGET_DAYS && subject->target->zone == NULL &&
        inc_calendar_zone(subject->calendar) == NULL) {
        (void) snprintf(job->line, sizeof job->line,
                        "'%s' counts days on a composite calendar and names no zone", limit);
        inc__lint_add(job, INC_LINT_DAYS_WITHOUT_ZONE, INC_LINT_ERROR);
    }
    if (inc__target_beyond(subject->target)) {
        (void) snprintf(job->line, sizeof job->line,
                        "the objective '%s' lies beyond the limit '%s'", objective, limit);
        inc__lint_add(job, INC_LINT_OBJECTIVE_BEYOND_LIMIT, INC_LINT_ERROR);
    }
    return 0;
}

static void lint_reachable(inc__lint_job *job, const lint_subject *subject)
{
    char limit[INC__LINT_TARGET];
    inc_time due, objective;
    size_t i, bad = 0;

    for (i = 0; i < LINT_STARTS; i++)
        bad += lint_due(subject, lint_starts[i], &due, &objective) != INC_OK;
    if (bad == 0)
        return;
    inc__lint_target(subject->target, 0, limit);
    lint_at(job, subject);
    if (!inc_calendar_reachable(subject->calendar))
        (void) snprintf(job->line, sizeof job->line, "'%s' never ends: its calendar is never open",
                        limit);
    else
        (void) snprintf(job->line, sizeof job->line,
                        "'%s' never ends: from %s sample start its calendar has so much open time",
                        limit, bad == LINT_STARTS ? "no" : "not every");
    inc__lint_add(job, INC_LINT_UNREACHABLE_TARGET,
                  bad == LINT_STARTS ? INC_LINT_ERROR : INC_LINT_WARNING);
}

static void lint_sample(lint_subject *subject)
{
    size_t i;

    for (i = 0; i < LINT_STARTS; i++) {
        inc_time start = 0;
        subject->samples[i].known =
            inc_calendar_next_open(subject->calendar, lint_starts[i], &start) == INC_OK &&
            lint_due(subject, start, &subject->samples[i].due, &subject->samples[i].objective) ==
                INC_OK;
        subject->samples[i].start = start;
    }
}

/* The instant of a percentage of the counted time, rounded up. */
static inc_status lint_percent(const lint_subject *subject, int32_t percent, inc_time start,
                               inc_time due, inc_time *at)
{
    inc_duration counted;
    inc_status status;

    if (percent == 100) {
        *at = due;
        return INC_OK;
    }
    status = inc_calendar_between(subject->calendar, start, due, &counted);
    if (status != INC_OK)
        return status;
    if (counted / 100 >= INT64_MAX / 20000)
        return INC_E_RANGE;
    return inc_calendar_add(subject->calendar, start,
                            counted / 100 * percent + (counted % 100 * percent + 99) / 100, at);
}

/* When a threshold fires for a clock that starts at a sample. */
static inc_status lint_fires(const lint_subject *subject, const inc_threshold *threshold,
                             size_t sample, inc_time *at)
{
    const inc_calendar *calendar =
        threshold->calendar != NULL ? threshold->calendar : subject->calendar;
    inc_time due = subject->samples[sample].due;

    switch (threshold->kind) {
    case INC_THRESHOLD_PERCENT:
        return lint_percent(subject, threshold->percent, subject->samples[sample].start, due, at);
    case INC_THRESHOLD_BEFORE:
        return inc_calendar_add(calendar, due, -threshold->duration, at);
    case INC_THRESHOLD_AFTER:
        return inc_calendar_add(calendar, due, threshold->duration, at);
    default:
        *at = subject->samples[sample].objective;
        return INC_OK;
    }
}

/* 1 if the later listed threshold fires before the earlier one from every start that both have an
 * instant for, and there is one. */
static int lint_swapped(const lint_subject *subject, const inc_threshold *earlier,
                        const inc_threshold *later)
{
    inc_time first, second;
    size_t i, seen = 0;

    for (i = 0; i < LINT_STARTS; i++) {
        if (!subject->samples[i].known || lint_fires(subject, earlier, i, &first) != INC_OK ||
            lint_fires(subject, later, i, &second) != INC_OK)
            continue;
        if (second >= first)
            return 0;
        seen++;
    }
    return seen > 0;
}

static void lint_order(inc__lint_job *job, const lint_subject *subject)
{
    inc_threshold earlier, later;
    size_t i;

    earlier.size = sizeof earlier;
    later.size = sizeof later;
    if (inc_policy_threshold(subject->policy, 0, &earlier) != INC_OK)
        return;
    for (i = 1; inc_policy_threshold(subject->policy, i, &later) == INC_OK; i++) {
        if (lint_swapped(subject, &earlier, &later)) {
            (void) snprintf(job->where, sizeof job->where, "policies/%s/%s/thresholds/%s",
                            subject->name, subject->label, later.id);
            (void) snprintf(job->line, sizeof job->line,
                            "the threshold '%s' fires before '%s', which is listed first", later.id,
                            earlier.id);
            inc__lint_add(job, INC_LINT_THRESHOLDS_OUT_OF_ORDER, INC_LINT_WARNING);
        }
        earlier = later;
    }
}

/* The lower priority against the next higher one, from an instant at which its calendar is open. */
static void lint_faster(inc__lint_job *job, const lint_subject *higher, const lint_subject *lower)
{
    char slow[INC__LINT_TARGET], fast[INC__LINT_TARGET];
    inc_time high;
    size_t i, seen = 0;

    for (i = 0; i < LINT_STARTS; i++) {
        if (!lower->samples[i].known ||
            lint_due(higher, lower->samples[i].start, &high, NULL) != INC_OK)
            continue;
        if (lower->samples[i].due >= high)
            return;
        seen++;
    }
    if (seen == 0)
        return;
    inc__lint_target(higher->target, 0, slow);
    inc__lint_target(lower->target, 0, fast);
    lint_at(job, lower);
    (void) snprintf(job->line, sizeof job->line, "the limit '%s' ends before '%s' of the higher %s",
                    fast, slow, higher->label);
    inc__lint_add(job, INC_LINT_LOWER_PRIORITY_FASTER, INC_LINT_WARNING);
}

static void lint_prorate(inc__lint_job *job, const inc_policy *policy,
                         const inc_policy_options *options)
{
    char one[INC__LINT_TARGET], other[INC__LINT_TARGET];
    lint_subject first, next;
    int32_t priority;
    size_t i;

    if (options->on_retarget != INC_RETARGET_PRORATE ||
        inc_policy_priority(policy, 0, &priority) != INC_OK)
        return;
    lint_subject_of(policy, options, priority, &first);
    for (i = 1; inc_policy_priority(policy, i, &priority) == INC_OK; i++) {
        lint_subject_of(policy, options, priority, &next);
        if (inc__target_unit(first.target) == inc__target_unit(next.target))
            continue;
        inc__lint_target(first.target, 0, one);
        inc__lint_target(next.target, 0, other);
        (void) snprintf(job->where, sizeof job->where, "policies/%s", options->name);
        (void) snprintf(job->line, sizeof job->line,
                        "prorate cannot turn '%s' of %s into '%s' of %s", one, first.label, other,
                        next.label);
        inc__lint_add(job, INC_LINT_PRORATE_ACROSS_UNITS, INC_LINT_ERROR);
        return;
    }
}

static void lint_notifications(inc__lint_job *job, const inc_policy *policy, const char *name)
{
    inc_threshold threshold;
    size_t i;

    threshold.size = sizeof threshold;
    for (i = 0; inc_policy_threshold(policy, i, &threshold) == INC_OK; i++) {
        if (threshold.calendar == NULL || threshold.duration == 0 ||
            inc_calendar_reachable(threshold.calendar))
            continue;
        (void) snprintf(job->where, sizeof job->where, "policies/%s/thresholds/%s", name,
                        threshold.id);
        (void) snprintf(job->line, sizeof job->line,
                        "the threshold '%s' never fires: its calendar is never open", threshold.id);
        inc__lint_add(job, INC_LINT_UNREACHABLE_TARGET, INC_LINT_ERROR);
    }
}

/* A priority of the policy that the matrix does not have. */
static void lint_unused(inc__lint_job *job, const lint_subject *subject)
{
    const inc_matrix *matrix = inc_rules_matrix(job->rules);

    if (matrix == NULL || subject->priority <= inc_matrix_levels(matrix, INC_SCALE_PRIORITY))
        return;
    lint_at(job, subject);
    (void) snprintf(job->line, sizeof job->line, "the matrix has no priority '%ld'",
                    (long) subject->priority);
    inc__lint_add(job, INC_LINT_PRIORITY_UNUSED, INC_LINT_WARNING);
}

/* 1 if any SLA of that clock has terms for a priority. One of a wider scope will do: it serves the
 * incidents of a narrower one, too, for which the narrower has no terms. */
static int lint_served(const inc__lint_job *job, const inc_policy_options *options,
                       int32_t priority)
{
    const inc_policy *policy;
    inc_policy_options other;
    size_t i;

    for (i = 0; inc_rules_policy(job->rules, i, &policy) == INC_OK; i++) {
        inc__lint_describe(policy, &other);
        if (other.agreement == INC_AGREEMENT_SLA && strcmp(other.clock, options->clock) == 0 &&
            inc__lint_within_scope(job->rules, options, &other) &&
            inc_policy_terms(policy, priority) != NULL)
            return 1;
    }
    return 0;
}

static void lint_missing(inc__lint_job *job, const inc_policy *policy,
                         const inc_policy_options *options)
{
    char label[INC__LINT_LABEL];
    int32_t priority;

    if (options->agreement != INC_AGREEMENT_SLA)
        return;
    for (priority = 1; priority <= INC_MATRIX_LEVELS; priority++) {
        if (!job->given[priority] || inc_policy_terms(policy, priority) != NULL ||
            lint_served(job, options, priority))
            continue;
        inc__lint_label(priority, label);
        (void) snprintf(job->where, sizeof job->where, "policies/%s/%s", options->name, label);
        (void) snprintf(job->line, sizeof job->line,
                        "the matrix gives priority '%ld', for which there are no terms",
                        (long) priority);
        inc__lint_add(job, INC_LINT_PRIORITY_WITHOUT_TERMS, INC_LINT_WARNING);
    }
}

void inc__lint_policy(inc__lint_job *job, const inc_policy *policy)
{
    inc_policy_options options;
    lint_subject subject, higher;
    int32_t priority;
    int compare = 0;
    size_t i;

    inc__lint_describe(policy, &options);
    inc__lint_scope(job, &options);
    lint_prorate(job, policy, &options);
    for (i = 0; inc_policy_priority(policy, i, &priority) == INC_OK; i++) {
        lint_subject_of(policy, &options, priority, &subject);
        lint_unused(job, &subject);
        if (!lint_usable(job, &subject))
            continue;
        lint_reachable(job, &subject);
        lint_sample(&subject);
        if (compare)
            lint_faster(job, &higher, &subject);
        lint_order(job, &subject);
        higher = subject;
        compare = priority != INC_PRIORITY_ANY;
    }
    lint_notifications(job, policy, options.name);
    lint_missing(job, policy, &options);
}
