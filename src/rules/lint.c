/* The linter: what is wrong with rules that are well-formed. */
#include "rules/lint.h"

#include "base/options.h"
#include "base/string.h"

#include <incident/format.h>
#include <stdio.h>
#include <string.h>

typedef struct lint_item {
    int32_t kind;
    int32_t severity;
    char *where;
    char *line;
} lint_item;

struct inc_lint {
    inc_context *context;
    inc__array items; /* lint_item */
    size_t next;
};

/* A name may hold anything: one line stays one line. */
static void lint_flatten(char *line)
{
    for (; *line != '\0'; line++) {
        if ((unsigned char) *line < 0x20 || *line == 0x7f)
            *line = '?';
    }
}

void inc__lint_add(inc__lint_job *job, int32_t kind, int32_t severity)
{
    inc_context *context = job->context;
    lint_item *item;
    char *where, *line;

    if (job->status != INC_OK)
        return;
    lint_flatten(job->where);
    lint_flatten(job->line);
    where = inc__string_copy(context, job->where, INC_ZSTR);
    line = inc__string_copy(context, job->line, INC_ZSTR);
    item = where != NULL && line != NULL ? INC__PUSH(context, &job->lint->items, lint_item) : NULL;
    if (item == NULL) {
        inc__string_free(context, where);
        inc__string_free(context, line);
        job->status = inc__nomem(context);
        return;
    }
    item->kind = kind;
    item->severity = severity;
    item->where = where;
    item->line = line;
}

void inc__lint_label(int32_t priority, char *label)
{
    if (priority == INC_PRIORITY_ANY)
        (void) snprintf(label, INC__LINT_LABEL, "any");
    else
        (void) snprintf(label, INC__LINT_LABEL, "P%ld", (long) priority);
}

void inc__lint_target(const inc_target *target, int objective, char *text)
{
    char part[INC_FORMAT_SIZE] = "";
    long days = (long) (objective ? target->objective_days : target->days);

    if (target->kind == INC_TARGET_WORKING) {
        (void) inc_duration_format(objective ? target->objective : target->limit, part);
        (void) snprintf(text, INC__LINT_TARGET, "%s", part);
    } else if (target->kind == INC_TARGET_DAYS) {
        (void) snprintf(text, INC__LINT_TARGET, "%ldbd", days);
    } else {
        (void) inc_time_of_day_format(target->time_of_day, part);
        (void) snprintf(text, INC__LINT_TARGET, "%ldbd by %s", days, part);
    }
}

void inc__lint_describe(const inc_policy *policy, inc_policy_options *options)
{
    memset(options, 0, sizeof *options);
    options->size = sizeof *options;
    (void) inc_policy_describe(policy, options);
}

static void lint_level_name(const inc_matrix *matrix, int32_t scale, int32_t level, char *text)
{
    const char *name = "";

    (void) inc_matrix_level(matrix, scale, level, &name, NULL);
    if (name[0] != '\0')
        (void) snprintf(text, INC__NAME_MOST + 1, "%s", name);
    else
        (void) snprintf(text, INC__NAME_MOST + 1, "%ld", (long) level);
}

static void lint_cell(inc__lint_job *job, const inc_matrix *matrix, int32_t impact, int32_t urgency)
{
    char impact_name[INC__NAME_MOST + 1], urgency_name[INC__NAME_MOST + 1];
    int32_t priority;

    if (inc_matrix_priority(matrix, impact, urgency, &priority) == INC_OK) {
        job->given[priority] = 1;
        return;
    }
    lint_level_name(matrix, INC_SCALE_IMPACT, impact, impact_name);
    lint_level_name(matrix, INC_SCALE_URGENCY, urgency, urgency_name);
    (void) snprintf(job->where, sizeof job->where, "matrix/%ld/%ld", (long) impact, (long) urgency);
    (void) snprintf(job->line, sizeof job->line, "impact '%s' and urgency '%s' have no priority",
                    impact_name, urgency_name);
    inc__lint_add(job, INC_LINT_EMPTY_CELL, INC_LINT_ERROR);
}

static void lint_matrix(inc__lint_job *job, const inc_matrix *matrix)
{
    char name[INC__NAME_MOST + 1];
    int32_t i, j;

    for (i = 1; i <= inc_matrix_levels(matrix, INC_SCALE_IMPACT); i++) {
        for (j = 1; j <= inc_matrix_levels(matrix, INC_SCALE_URGENCY); j++)
            lint_cell(job, matrix, i, j);
    }
    for (i = 1; i <= inc_matrix_levels(matrix, INC_SCALE_PRIORITY); i++) {
        if (job->given[i])
            continue;
        lint_level_name(matrix, INC_SCALE_PRIORITY, i, name);
        (void) snprintf(job->where, sizeof job->where, "matrix/priorities/%ld", (long) i);
        (void) snprintf(job->line, sizeof job->line, "no impact and urgency give priority '%s'",
                        name);
        inc__lint_add(job, INC_LINT_PRIORITY_UNUSED, INC_LINT_WARNING);
    }
}

static void lint_process(inc__lint_job *job, const inc_process *process)
{
    char within[INC_FORMAT_SIZE] = "";
    inc_process_options options;

    options.size = sizeof options;
    (void) inc_process_describe(process, &options);
    if (options.confirm_within == 0 || options.confirm_calendar == NULL ||
        inc_calendar_reachable(options.confirm_calendar))
        return;
    (void) inc_duration_format(options.confirm_within, within);
    (void) snprintf(job->where, sizeof job->where, "process/confirm_calendar");
    (void) snprintf(job->line, sizeof job->line,
                    "'%s' to confirm never ends: its calendar is never open", within);
    inc__lint_add(job, INC_LINT_PROCESS_CALENDAR_CLOSED, INC_LINT_ERROR);
}

static void lint_run(inc__lint_job *job)
{
    const inc_matrix *matrix = inc_rules_matrix(job->rules);
    const inc_policy *policy;
    inc_policy_options options;
    size_t i;

    if (matrix != NULL)
        lint_matrix(job, matrix);
    if (inc_rules_process(job->rules) != NULL)
        lint_process(job, inc_rules_process(job->rules));
    for (i = 0; inc_rules_policy(job->rules, i, &policy) == INC_OK; i++) {
        inc__lint_policy(job, policy);
        inc__lint_describe(policy, &options);
        if (options.agreement == INC_AGREEMENT_SLA)
            inc__lint_ola(job, policy);
    }
}

inc_status inc_lint_new(inc_context *context, const inc_rules *rules, inc_lint **lint)
{
    inc__lint_job job;

    if (lint == NULL)
        return INC_E_INVALID;
    *lint = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (rules == NULL)
        return inc__fail(context, INC_E_INVALID, "the rules to check were NULL");
    memset(&job, 0, sizeof job);
    job.context = context;
    job.rules = rules;
    job.lint = inc__alloc(context, sizeof *job.lint);
    if (job.lint == NULL)
        return inc__nomem(context);
    job.lint->context = inc_context_ref(context);
    lint_run(&job);
    if (job.status == INC_OK)
        *lint = job.lint;
    else
        inc_lint_free(job.lint);
    return job.status;
}

void inc_lint_free(inc_lint *lint)
{
    inc_context *context;
    size_t i;

    if (lint == NULL)
        return;
    context = lint->context;
    for (i = 0; i < lint->items.count; i++) {
        inc__string_free(context, INC__AT(&lint->items, lint_item, i)->where);
        inc__string_free(context, INC__AT(&lint->items, lint_item, i)->line);
    }
    inc__array_free(context, &lint->items, sizeof(lint_item));
    inc__release(context, lint, sizeof *lint);
    inc_context_unref(context);
}

inc_status inc_lint_next(inc_lint *lint, inc_lint_finding *finding)
{
    inc_lint_finding local;
    const lint_item *item;
    inc_status status;

    if (lint == NULL || finding == NULL)
        return INC_E_INVALID;
    if (lint->next >= lint->items.count)
        return INC_DONE;
    item = INC__AT(&lint->items, lint_item, lint->next);
    memset(&local, 0, sizeof local);
    local.kind = item->kind;
    local.severity = item->severity;
    local.where = item->where;
    local.line = item->line;
    status = INC__FILL(finding, &local, line);
    if (status == INC_OK)
        lint->next++;
    return status;
}

const char *inc_lint_name(int32_t kind)
{
    static const char *const lint_names[] = {
        "?",
        "unreachable_target",
        "empty_cell",
        "objective_beyond_limit",
        "thresholds_out_of_order",
        "prorate_across_units",
        "ola_beyond_sla",
        "ola_not_comparable",
        "priority_without_terms",
        "priority_unused",
        "days_without_zone",
        "lower_priority_faster",
        "category_unknown",
        "process_calendar_closed",
        "tier_unknown",
    };

    if (kind < 0 || (size_t) kind >= sizeof lint_names / sizeof *lint_names)
        return lint_names[0];
    return lint_names[kind];
}
