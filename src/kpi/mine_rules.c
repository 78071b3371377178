/* The rule that was found, as a set of rules. */
#include "kpi/mine.h"

#define MINE_RULES_NAME "mined"

static inc_status mine_rules_terms(const inc_mine *mine, inc_policy_builder *builder,
                                   const inc_mined_target *found)
{
    inc_target target = {.size = sizeof target, .kind = INC_TARGET_WORKING};
    inc_terms_options options = {.size = sizeof options};
    inc_terms *terms;
    inc_status status;

    target.limit = found->target;
    options.calendar = mine->answer.calendar;
    options.target = &target;
    status = inc_terms_new(mine->context, &options, &terms);
    if (status == INC_OK)
        status = inc_policy_builder_terms(builder, found->priority, terms);
    inc_terms_unref(terms);
    return status;
}

static inc_status mine_rules_policy(const inc_mine *mine, inc_policy **policy)
{
    inc_policy_options options = {.size = sizeof options};
    inc_policy_builder *builder;
    inc_status status;
    size_t i;

    options.name = MINE_RULES_NAME;
    options.anchor = mine->answer.found.anchor;
    options.stop = mine->answer.found.stop;
    options.on_reopen = INC_REOPEN_CONTINUE;
    options.boundary = mine->answer.found.boundary;
    status = inc_policy_builder_new(mine->context, &options, &builder);
    for (i = 0; i < mine->answer.targets.count && status == INC_OK; i++) {
        const inc_mined_target *target = INC__AT(&mine->answer.targets, inc_mined_target, i);
        if (target->determined)
            status = mine_rules_terms(mine, builder, target);
    }
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, policy);
    inc_policy_builder_free(builder);
    return status;
}

static inc_status mine_rules_fill(const inc_mine *mine, inc_rules_builder *builder)
{
    inc_policy *policy = NULL;
    inc_status status = mine_rules_policy(mine, &policy);

    if (status == INC_OK)
        status = inc_rules_builder_calendar(builder, MINE_RULES_NAME, mine->answer.calendar);
    if (status == INC_OK)
        status = inc_rules_builder_policy(builder, policy);
    inc_policy_unref(policy);
    return status;
}

inc_status inc_mine_rules(const inc_mine *mine, const char *name, const char *version,
                          inc_rules **rules)
{
    inc_rules_builder *builder;
    inc_status status;

    if (rules == NULL)
        return INC_E_INVALID;
    *rules = NULL;
    if (mine == NULL)
        return INC_E_INVALID;
    status = inc__mine_answered(mine);
    if (status != INC_OK)
        return status;
    if (mine->answer.calendar == NULL)
        return inc__fail(mine->context, INC_E_NOT_FOUND,
                         "no priority of the mine's '%zu' rows had enough of either verdict",
                         mine->rows.count);
    status = inc_rules_builder_new(mine->context, name, version, &builder);
    if (status == INC_OK)
        status = mine_rules_fill(mine, builder);
    if (status == INC_OK)
        status = inc_rules_builder_build(builder, rules);
    inc_rules_builder_free(builder);
    return status;
}
