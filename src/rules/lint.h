/* The linter from the inside: findings are added one by one, in the order of the rules. */
#ifndef INC_RULES_LINT_H
#define INC_RULES_LINT_H

#include "base/array.h"

#include <incident/lint.h>

/* Holds any where and line: at most three names of 255 bytes, and words. */
#define INC__LINT_LINE 1024
/* Room for a target in words. */
#define INC__LINT_TARGET 96
/* Room for "P1000" or "any". */
#define INC__LINT_LABEL 16

/* One run over one set of rules. */
typedef struct inc__lint_job {
    inc_context *context;
    const inc_rules *rules;
    inc_lint *lint;
    inc_status status; /* INC_E_NOMEM sticks */
    char where[INC__LINT_LINE];
    char line[INC__LINT_LINE];
    unsigned char given[INC_MATRIX_LEVELS + 1]; /* 1 for a priority that a cell gives */
} inc__lint_job;

/* Adds what where and line say. */
void inc__lint_add(inc__lint_job *job, int32_t kind, int32_t severity);
/* "P3", or "any". */
void inc__lint_label(int32_t priority, char *label);
/* "8h", "3bd", "3bd by 16:00", of the limit or of the objective. */
void inc__lint_target(const inc_target *target, int objective, char *text);
void inc__lint_describe(const inc_policy *policy, inc_policy_options *options);

/* 1 if both are for the same service and the same category. */
int inc__lint_same_scope(const inc_policy_options *a, const inc_policy_options *b);
/* 1 if every incident that narrow is for is one that wide is for. */
int inc__lint_within_scope(const inc_rules *rules, const inc_policy_options *narrow,
                           const inc_policy_options *wide);
/* Whom a policy is for: its category and its tier. */
void inc__lint_scope(inc__lint_job *job, const inc_policy_options *options);

/* A policy by itself. */
void inc__lint_policy(inc__lint_job *job, const inc_policy *policy);
/* An SLA beside the OLAs of the same rules. */
void inc__lint_ola(inc__lint_job *job, const inc_policy *sla);

#endif
