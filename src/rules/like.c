/* Rules whose clocks count as those of another system do; where each is known from:
 * doc/other-systems.md. */
#include <incident/preset.h>

#include "base/array.h"
#include "base/string.h"
#include "rules/rules.h"
#include "rules/terms.h"

#include <stdio.h>
#include <string.h>

#define LIKE_COUNT(array) (sizeof(array) / sizeof *(array))

typedef enum like_pauses {
    LIKE_PAUSES_BASE = 0, /* the reasons of the base */
    LIKE_PAUSES_NONE = 1,
    LIKE_PAUSES_ALL = 2
} like_pauses;

typedef enum like_boundary {
    LIKE_BOUNDARY_BASE = 0,
    LIKE_BOUNDARY_NEXT = 1,   /* counted time is compared with the target */
    LIKE_BOUNDARY_WORKING = 2 /* so, but business days end at the closing */
} like_boundary;

/* How one system counts. A reopen never restarts a response. */
typedef struct like_system {
    int32_t system;
    const char *name;
    int32_t stop; /* an inc_milestone, of a solution */
    int32_t on_retarget;
    int32_t on_reopen;       /* of a solution */
    like_pauses of_response; /* what pauses it */
    like_pauses of_solution;
    like_boundary boundary;
    int32_t closed_is_final;
    const char *limits;
} like_system;

static const like_system like_systems[] = {
    {INC_SYSTEM_ZAMMAD, "zammad", INC_MILESTONE_CLOSED, INC_RETARGET_FROM_START, INC_REOPEN_NONE,
     LIKE_PAUSES_ALL, LIKE_PAUSES_ALL, LIKE_BOUNDARY_NEXT, 0,
     "Minutes are whole there, and seconds of a pending span are dropped. A ticket that waits for "
     "its closing as pending close does not count meanwhile; here what is resolved counts until "
     "it is closed. The update time, which starts anew with each message of the customer, is no "
     "clock between two milestones. An "
     "escalated ticket is no longer so once a change of priority moves its due into the future; "
     "here a breach sticks. An escalation is marked at the closing that its due falls on, although "
     "no working minute is over before the next opening."},
    {INC_SYSTEM_GLPI, "glpi", INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START,
     INC_REOPEN_EXCLUDE_CLOSED, LIKE_PAUSES_NONE, LIKE_PAUSES_ALL, LIKE_BOUNDARY_WORKING, 0,
     "A target in days counts from the start as it is there, from the next opening here; one that "
     "would end after the last working hour of its day is cut to that hour there and goes to the "
     "next opening here, as does one that ends on it where the policy has a target in hours too. "
     "The end of a working day is counted from the first working day there, from the date of the "
     "start here. A month is 30 days. A late ticket is on time again once a change of priority "
     "moves its due into the future; here a breach sticks."},
    {INC_SYSTEM_ITOP, "itop", INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START,
     INC_REOPEN_EXCLUDE_CLOSED, LIKE_PAUSES_ALL, LIKE_PAUSES_ALL, LIKE_BOUNDARY_NEXT, 1,
     "Time spent before a pause stays as it was counted when the coverage window changes later; "
     "here the whole cycle is counted under the new terms. A threshold passed is open again once a "
     "change of priority moves it into the future; here a breach sticks. The state escalated is "
     "entered at the closing that a due falls on, although nothing is overrun until the next "
     "opening."},
    {INC_SYSTEM_SERVICENOW, "servicenow", INC_MILESTONE_RESTORED, INC_RETARGET_FROM_CHANGE,
     INC_REOPEN_NEW_CYCLE, LIKE_PAUSES_NONE, LIKE_PAUSES_ALL, LIKE_BOUNDARY_NEXT, 0,
     "A change of priority cancels one task SLA and attaches another, each with its own breach; "
     "here it is one clock, whose earlier breach sticks. A definition with retroactive start "
     "counts from the beginning: keep from_start for it. The percentage is rounded to two digits "
     "before it is compared with 100, so that the last 0.005 % of a target is a breach there. "
     "Start, pause, stop, reset and cancel conditions of a definition may be any fields; these "
     "are those of an incident that is on hold, resolved or reopened."},
    {INC_SYSTEM_JIRA, "jira", INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START, INC_REOPEN_NEW_CYCLE,
     LIKE_PAUSES_NONE, LIKE_PAUSES_BASE, LIKE_BOUNDARY_NEXT, 0,
     "Start, pause and stop conditions of a metric are free; here they are created, the reasons of "
     "the base, and a comment for the customer or the resolution. A metric that is edited may be "
     "computed again, verdicts included; here a breach sticks. What a goal with another calendar "
     "makes of the time counted so far is not documented; here the cycle is counted again from "
     "its start."},
    {INC_SYSTEM_ZENDESK, "zendesk", INC_MILESTONE_RESTORED, INC_RETARGET_FROM_START,
     INC_REOPEN_EXCLUDE_CLOSED, LIKE_PAUSES_NONE, LIKE_PAUSES_ALL, LIKE_BOUNDARY_BASE, 1,
     "Requester wait time pauses while pending but not while on hold: let only the reason for the "
     "caller pause the policy. Next reply, periodic update and pausable update are no clocks "
     "between two milestones. A policy or target that changes after a breach may breach a second "
     "time; here a cycle breaches once."},
};

static const like_system *like_find(int32_t system)
{
    size_t i;

    for (i = 0; i < LIKE_COUNT(like_systems); i++) {
        if (like_systems[i].system == system)
            return &like_systems[i];
    }
    return NULL;
}

const char *inc_system_name(int32_t system)
{
    const like_system *found = like_find(system);
    return found != NULL ? found->name : "?";
}

int32_t inc_system_find(const char *name, size_t size)
{
    size_t i;

    if (name == NULL)
        return 0;
    if (size == INC_ZSTR)
        size = strlen(name);
    for (i = 0; i < LIKE_COUNT(like_systems); i++) {
        if (strlen(like_systems[i].name) == size && memcmp(like_systems[i].name, name, size) == 0)
            return like_systems[i].system;
    }
    return 0;
}

const char *inc_system_limits(int32_t system)
{
    const like_system *found = like_find(system);
    return found != NULL ? found->limits : "";
}

/* What the making of a set shares; everything in it is given back at the end. */
typedef struct like_job {
    inc_context *context;
    const like_system *system;
    const inc_rules *base;
    inc_rules_builder *builder;
} like_job;

static int like_is_response(const inc_policy_options *options)
{
    return options->stop == INC_MILESTONE_ACKNOWLEDGED;
}

static int like_is_solution(const inc_policy_options *options)
{
    return options->stop == INC_MILESTONE_RESTORED || options->stop == INC_MILESTONE_CONFIRMED ||
           options->stop == INC_MILESTONE_CLOSED;
}

/* 1 when a policy has a target in working time for any priority. */
static int like_works(const inc_policy *policy)
{
    int32_t priority;
    size_t i;

    for (i = 0; inc_policy_priority(policy, i, &priority) == INC_OK; i++) {
        if (inc_terms_target(inc_policy_terms(policy, priority))->kind == INC_TARGET_WORKING)
            return 1;
    }
    return 0;
}

static int32_t like_boundary_of(const like_system *system, const inc_policy *policy, int32_t base)
{
    switch (system->boundary) {
    case LIKE_BOUNDARY_NEXT:
        return INC_BOUNDARY_NEXT_OPENING;
    case LIKE_BOUNDARY_WORKING:
        return like_works(policy) ? INC_BOUNDARY_NEXT_OPENING : INC_BOUNDARY_CLOSING;
    case LIKE_BOUNDARY_BASE:
        break;
    }
    return base;
}

/* A clock between other milestones is the desk's own: it keeps them. */
static like_pauses like_options(const like_system *system, const inc_policy *policy,
                                inc_policy_options *options)
{
    like_pauses pauses = LIKE_PAUSES_BASE;

    options->on_retarget = system->on_retarget;
    options->boundary = like_boundary_of(system, policy, options->boundary);
    if (like_is_response(options)) {
        options->anchor = INC_MILESTONE_LOGGED;
        options->on_reopen = INC_REOPEN_NONE;
        pauses = system->of_response;
    } else if (like_is_solution(options)) {
        options->anchor = INC_MILESTONE_LOGGED;
        options->stop = system->stop;
        options->on_reopen = system->on_reopen;
        pauses = system->of_solution;
    }
    return pauses;
}

static inc_status like_reasons(const like_job *job, const inc_terms *from, inc__array *reasons)
{
    const char *reason, **place;
    size_t i;

    for (i = 0; (reason = inc_terms_pause(from, i)) != NULL; i++) {
        place = INC__PUSH(job->context, reasons, const char *);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = reason;
    }
    return INC_OK;
}

static inc_status like_terms(const like_job *job, const inc_terms *from, like_pauses pauses,
                             inc_terms **terms)
{
    inc_terms_options options;
    inc__array reasons;
    inc_status status = INC_OK;

    memset(&reasons, 0, sizeof reasons);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.calendar = inc_terms_calendar(from);
    options.target = inc_terms_target(from);
    options.pause_all =
        pauses == LIKE_PAUSES_ALL || (pauses == LIKE_PAUSES_BASE && inc_terms_pause_all(from));
    if (pauses == LIKE_PAUSES_BASE)
        status = like_reasons(job, from, &reasons);
    options.pauses = reasons.items;
    options.pauses_count = reasons.count;
    if (status == INC_OK)
        status = inc_terms_new(job->context, &options, terms);
    inc__array_free(job->context, &reasons, sizeof(const char *));
    return status;
}

static inc_status like_fill(const like_job *job, const inc_policy *from, like_pauses pauses,
                            inc_policy_builder *builder)
{
    inc_threshold threshold;
    inc_status status = INC_OK;
    int32_t priority;
    size_t i;

    for (i = 0; status == INC_OK && inc_policy_priority(from, i, &priority) == INC_OK; i++) {
        inc_terms *terms = NULL;
        status = like_terms(job, inc_policy_terms(from, priority), pauses, &terms);
        if (status == INC_OK)
            status = inc_policy_builder_terms(builder, priority, terms);
        inc_terms_unref(terms);
    }
    threshold.size = sizeof threshold;
    for (i = 0; status == INC_OK && inc_policy_threshold(from, i, &threshold) == INC_OK; i++)
        status = inc_policy_builder_threshold(builder, &threshold);
    return status;
}

static inc_status like_policy(like_job *job, const inc_policy *from)
{
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    inc_policy_options options;
    like_pauses pauses;
    inc_status status;

    options.size = sizeof options;
    status = inc_policy_describe(from, &options);
    pauses = like_options(job->system, from, &options);
    if (status == INC_OK)
        status = inc_policy_builder_new(job->context, &options, &builder);
    if (status == INC_OK)
        status = like_fill(job, from, pauses, builder);
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, &policy);
    if (status == INC_OK)
        status = inc_rules_builder_policy(job->builder, policy);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
    return status;
}

static inc_status like_policies(like_job *job)
{
    const inc_policy *policy;
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && inc_rules_policy(job->base, i, &policy) == INC_OK; i++)
        status = like_policy(job, policy);
    return status;
}

static inc_status like_process_fill(const inc_process *from, inc_process_builder *builder)
{
    inc_resolution resolution;
    inc_hold_rule hold;
    inc_status status = INC_OK;
    size_t i;

    resolution.size = sizeof resolution;
    hold.size = sizeof hold;
    for (i = 0; status == INC_OK && inc_process_resolution(from, i, &resolution) == INC_OK; i++)
        status = inc_process_builder_resolution(builder, &resolution);
    for (i = 0; status == INC_OK && inc_process_hold(from, i, &hold) == INC_OK; i++)
        status = inc_process_builder_hold(builder, &hold);
    return status;
}

/* The process of the base; where closed is final, without a reopen window. */
static inc_status like_process(like_job *job)
{
    const inc_process *from = inc_rules_process(job->base);
    inc_process_builder *builder = NULL;
    inc_process *process = NULL;
    inc_process_options options;
    inc_status status;

    if (from == NULL)
        return INC_OK;
    if (!job->system->closed_is_final)
        return inc_rules_builder_process(job->builder, from);
    options.size = sizeof options;
    status = inc_process_describe(from, &options);
    options.reopen_within = 0;
    if (status == INC_OK)
        status = inc_process_builder_new(job->context, &options, &builder);
    if (status == INC_OK)
        status = like_process_fill(from, builder);
    if (status == INC_OK)
        status = inc_process_builder_build(builder, &process);
    if (status == INC_OK)
        status = inc_rules_builder_process(job->builder, process);
    inc_process_unref(process);
    inc_process_builder_free(builder);
    return status;
}

/* What stays as it was. */
static inc_status like_rest(like_job *job)
{
    const inc_calendar *calendar;
    const char *name;
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && inc_rules_calendar(job->base, i, &name, &calendar) == INC_OK;
         i++)
        status = inc_rules_builder_calendar(job->builder, name, calendar);
    if (status == INC_OK && inc_rules_matrix(job->base) != NULL)
        status = inc_rules_builder_matrix(job->builder, inc_rules_matrix(job->base));
    if (status == INC_OK && inc_rules_taxonomy(job->base) != NULL)
        status = inc_rules_builder_taxonomy(job->builder, inc_rules_taxonomy(job->base));
    return status;
}

static inc_status like_begin(like_job *job)
{
    char name[2 * INC__NAME_MOST];
    int length =
        snprintf(name, sizeof name, "%s like %s", inc_rules_name(job->base), job->system->name);

    if (length < 0 || length > INC__NAME_MOST)
        return inc__fail(job->context, INC_E_INVALID,
                         "rules '%s' had a name too long to add ' like %s'",
                         inc_rules_name(job->base), job->system->name);
    return inc_rules_builder_new(job->context, name, inc_rules_version(job->base), &job->builder);
}

inc_status inc_preset_like(inc_context *context, int32_t system, const inc_rules *base,
                           inc_rules **rules)
{
    like_job job;
    inc_status status;

    if (rules == NULL)
        return INC_E_INVALID;
    *rules = NULL;
    if (context == NULL || base == NULL)
        return INC_E_INVALID;
    memset(&job, 0, sizeof job);
    job.context = context;
    job.base = base;
    job.system = like_find(system);
    if (job.system == NULL)
        return inc__fail(context, INC_E_INVALID, "rules '%s' were to be like system '%ld'",
                         inc_rules_name(base), (long) system);
    status = like_begin(&job);
    if (status == INC_OK)
        status = like_rest(&job);
    if (status == INC_OK)
        status = like_process(&job);
    if (status == INC_OK)
        status = like_policies(&job);
    if (status == INC_OK)
        status = inc_rules_builder_build(job.builder, rules);
    inc_rules_builder_free(job.builder);
    return status;
}
