/* Guards that depend on what a command says. */
#include "desk/guard.h"
#include "rules/process.h"

#include <string.h>

static const inc_matrix *detail_matrix(const inc__case *facts)
{
    return facts->rules != NULL ? inc_rules_matrix(facts->rules) : NULL;
}

static int32_t detail_level(const inc__case *facts, int32_t scale, const char *name, int32_t level,
                            inc__refusal *refusal)
{
    const inc_matrix *matrix = detail_matrix(facts);

    if (matrix == NULL || level <= inc_matrix_levels(matrix, scale))
        return INC_REFUSAL_NONE;
    inc__refusal_text(refusal, "scale", name);
    inc__refusal_number(refusal, "level", level);
    return inc__refuse(refusal, INC_REFUSAL_LEVEL_UNKNOWN);
}

static int32_t detail_category(const inc__case *facts, const char *id, inc__refusal *refusal)
{
    const inc_taxonomy *taxonomy = facts->rules != NULL ? inc_rules_taxonomy(facts->rules) : NULL;
    inc_category category;

    if (taxonomy == NULL || id[0] == '\0')
        return INC_REFUSAL_NONE;
    memset(&category, 0, sizeof category);
    category.size = sizeof category;
    if (inc_taxonomy_find(taxonomy, id, INC_ZSTR, &category) != INC_OK)
        return inc__refuse_text(refusal, INC_REFUSAL_CATEGORY_UNKNOWN, "category", id);
    if (category.request)
        return inc__refuse_text(refusal, INC_REFUSAL_IS_REQUEST, "category", id);
    if (category.retired)
        return inc__refuse_text(refusal, INC_REFUSAL_CATEGORY_RETIRED, "category", id);
    return INC_REFUSAL_NONE;
}

/* The cell that impact and urgency come to, those given before included. */
static int32_t detail_cell(const inc__case *facts, const inc_command *command,
                           inc__refusal *refusal)
{
    int32_t impact = command->impact > 0 ? command->impact : facts->view->impact;
    int32_t urgency = command->urgency > 0 ? command->urgency : facts->view->urgency;
    const inc_matrix *matrix = detail_matrix(facts);
    int32_t priority;

    if (matrix == NULL || impact == 0 || urgency == 0 ||
        (command->impact == 0 && command->urgency == 0) ||
        inc_matrix_priority(matrix, impact, urgency, &priority) == INC_OK)
        return INC_REFUSAL_NONE;
    inc__refusal_number(refusal, "impact", impact);
    inc__refusal_number(refusal, "urgency", urgency);
    return inc__refuse(refusal, INC_REFUSAL_CELL_EMPTY);
}

static int32_t detail_classify(const inc__case *facts, const inc_command *command,
                               inc__refusal *refusal)
{
    int32_t code = detail_category(facts, command->category, refusal);

    if (code == INC_REFUSAL_NONE)
        code = detail_level(facts, INC_SCALE_IMPACT, "impact", command->impact, refusal);
    if (code == INC_REFUSAL_NONE)
        code = detail_level(facts, INC_SCALE_URGENCY, "urgency", command->urgency, refusal);
    return code == INC_REFUSAL_NONE ? detail_cell(facts, command, refusal) : code;
}

static int32_t detail_prioritise(const inc__case *facts, const inc_command *command,
                                 inc__refusal *refusal)
{
    if (command->priority == 0 && !facts->view->overridden && command->corrects == 0)
        return inc__refuse(refusal, INC_REFUSAL_NO_OVERRIDE);
    return detail_level(facts, INC_SCALE_PRIORITY, "priority", command->priority, refusal);
}

static int32_t detail_tier(const inc__case *facts, int32_t tier, inc__refusal *refusal)
{
    if (facts->options.tiers == 0 || tier <= facts->options.tiers)
        return INC_REFUSAL_NONE;
    inc__refusal_number(refusal, "tier", tier);
    inc__refusal_number(refusal, "tiers", facts->options.tiers);
    return inc__refuse(refusal, INC_REFUSAL_TIER_UNKNOWN);
}

int32_t inc__guard_next_tier(const inc__case *facts, const inc_command *command)
{
    if (command->tier > 0)
        return command->tier;
    return (facts->view->tier > 0 ? facts->view->tier : 1) + 1;
}

static int32_t detail_escalate(const inc__case *facts, const inc_command *command,
                               inc__refusal *refusal)
{
    int32_t tier = inc__guard_next_tier(facts, command);

    if (strcmp(command->direction, "hierarchic") == 0)
        return INC_REFUSAL_NONE;
    if (tier <= facts->view->tier && command->corrects == 0) {
        inc__refusal_number(refusal, "tier", tier);
        inc__refusal_number(refusal, "from", facts->view->tier);
        return inc__refuse(refusal, INC_REFUSAL_TIER_NOT_HIGHER);
    }
    return detail_tier(facts, tier, refusal);
}

/* Without a list of its own a process takes any. */
static int32_t detail_hold(const inc__case *facts, const inc_command *command,
                           inc__refusal *refusal)
{
    inc_hold_rule rule;

    memset(&rule, 0, sizeof rule);
    rule.size = sizeof rule;
    if (facts->process == NULL || inc_process_hold(facts->process, 0, &rule) != INC_OK ||
        inc__process_find_hold(facts->process, command->reason, &rule))
        return INC_REFUSAL_NONE;
    return inc__refuse_text(refusal, INC_REFUSAL_HOLD_UNKNOWN, "reason", command->reason);
}

static int32_t detail_release(const inc__case *facts, const inc_command *command,
                              inc__refusal *refusal)
{
    inc_hold hold;
    size_t i;

    memset(&hold, 0, sizeof hold);
    hold.size = sizeof hold;
    for (i = 0; inc_incident_hold(facts->incident, i, &hold) == INC_OK; i++) {
        if (strcmp(hold.reason, command->reason) == 0 && strcmp(hold.source, command->source) == 0)
            return INC_REFUSAL_NONE;
    }
    inc__refusal_text(refusal, "reason", command->reason);
    inc__refusal_text(refusal, "source", command->source);
    return inc__refuse(refusal, INC_REFUSAL_NOT_HELD);
}

static int detail_has_change(const inc__case *facts)
{
    inc_link link;
    size_t i;

    memset(&link, 0, sizeof link);
    link.size = sizeof link;
    for (i = 0; inc_incident_link(facts->incident, i, &link) == INC_OK; i++) {
        if (strcmp(link.relation, "change") == 0)
            return 1;
    }
    return 0;
}

static int32_t detail_resolve(const inc__case *facts, const inc_command *command,
                              inc__refusal *refusal)
{
    inc_resolution resolution;

    memset(&resolution, 0, sizeof resolution);
    resolution.size = sizeof resolution;
    if (facts->process == NULL || inc_process_resolution(facts->process, 0, &resolution) != INC_OK)
        return INC_REFUSAL_NONE;
    if (!inc__process_find_resolution(facts->process, command->code, &resolution))
        return inc__refuse_text(refusal, INC_REFUSAL_RESOLUTION_UNKNOWN, "code", command->code);
    if (resolution.needs_change && command->other[0] == '\0' && !detail_has_change(facts))
        return inc__refuse_text(refusal, INC_REFUSAL_CHANGE_MISSING, "code", command->code);
    return INC_REFUSAL_NONE;
}

static int32_t detail_close(const inc__case *facts, const inc_command *command,
                            inc__refusal *refusal)
{
    if (facts->view->documented || command->documentation[0] != '\0' || command->corrects != 0)
        return INC_REFUSAL_NONE;
    return inc__refuse(refusal, INC_REFUSAL_UNDOCUMENTED);
}

static int32_t detail_link(const inc__case *facts, const inc_command *command,
                           inc__refusal *refusal)
{
    int linked = inc__life_linked(&facts->incident->life, command->relation, command->other);
    int32_t code = INC_REFUSAL_NONE;

    if (command->relation[0] == '\0')
        return INC_REFUSAL_NONE;
    if (strcmp(command->other, command->subject) == 0)
        return inc__refuse_text(refusal, INC_REFUSAL_LINK_TO_SELF, "other", command->other);
    if (command->kind != INC_COMMAND_UNLINK && linked)
        code = INC_REFUSAL_LINK_EXISTS;
    else if (command->kind == INC_COMMAND_UNLINK && !linked)
        code = INC_REFUSAL_LINK_MISSING;
    if (code == INC_REFUSAL_NONE)
        return code;
    inc__refusal_text(refusal, "relation", command->relation);
    inc__refusal_text(refusal, "other", command->other);
    return inc__refuse(refusal, code);
}

static int32_t detail_migrate(const inc__case *facts, const inc_command *command,
                              inc__refusal *refusal)
{
    const inc_rules *rules;
    inc_hash hash;

    if (command->rules[0] == '\0')
        return INC_REFUSAL_NONE;
    if (inc_hash_parse(command->rules, strlen(command->rules), &hash) == INC_OK &&
        inc_rulebook_find(facts->rulebook, &hash, &rules) == INC_OK)
        return INC_REFUSAL_NONE;
    return inc__refuse_text(refusal, INC_REFUSAL_RULES_UNKNOWN, "rules", command->rules);
}

static int32_t detail_log(const inc__case *facts, const inc_command *command, inc__refusal *refusal)
{
    int32_t code = detail_link(facts, command, refusal);
    return code == INC_REFUSAL_NONE ? detail_classify(facts, command, refusal) : code;
}

static int32_t detail_assign(const inc__case *facts, const inc_command *command,
                             inc__refusal *refusal)
{
    return detail_tier(facts, command->tier, refusal);
}

typedef int32_t detail_guard(const inc__case *facts, const inc_command *command,
                             inc__refusal *refusal);

static detail_guard *const detail_guards[INC_COMMANDS_MOST] = {
    [INC_COMMAND_LOG] = detail_log,
    [INC_COMMAND_CLASSIFY] = detail_classify,
    [INC_COMMAND_PRIORITISE] = detail_prioritise,
    [INC_COMMAND_ASSIGN] = detail_assign,
    [INC_COMMAND_ESCALATE] = detail_escalate,
    [INC_COMMAND_HOLD] = detail_hold,
    [INC_COMMAND_RELEASE] = detail_release,
    [INC_COMMAND_RESOLVE] = detail_resolve,
    [INC_COMMAND_CLOSE] = detail_close,
    [INC_COMMAND_LINK] = detail_link,
    [INC_COMMAND_UNLINK] = detail_link,
    [INC_COMMAND_MIGRATE] = detail_migrate,
};

/* The fact that a void or a correction is about. */
static int32_t detail_amends(const inc__case *facts, const inc_command *command,
                             inc__refusal *refusal)
{
    const inc__entry *entry = inc__history_find(&facts->incident->history, command->corrects);
    int32_t code = INC_REFUSAL_NONE;

    if (entry == NULL)
        code = INC_REFUSAL_FACT_UNKNOWN;
    else if (entry->strike.out)
        code = INC_REFUSAL_FACT_STRUCK;
    else if (command->kind != INC_COMMAND_VOID && entry->kind != inc_command_fact(command->kind))
        code = INC_REFUSAL_FACT_KIND;
    if (code == INC_REFUSAL_NONE)
        return code;
    inc__refusal_number(refusal, "fact", command->corrects);
    if (code == INC_REFUSAL_FACT_KIND)
        inc__refusal_text(refusal, "kind", inc_fact_name(entry->kind));
    return inc__refuse(refusal, code);
}

/* What the state alone refuses, with its arguments. */
static int32_t detail_state(const inc__case *facts, const inc_command *command,
                            inc__refusal *refusal)
{
    int32_t code = inc__guard_kind(facts, command->kind);

    if (code == INC_REFUSAL_ALREADY_ACKNOWLEDGED)
        inc__refusal_time(refusal, "acknowledged", facts->view->acknowledged);
    else if (code == INC_REFUSAL_ALREADY_RESTORED)
        inc__refusal_time(refusal, "restored", facts->view->restored);
    else if (code == INC_REFUSAL_NOT_CONFIRMED)
        inc__refusal_time(refusal, "confirm_by", facts->view->confirm_by);
    else if (code == INC_REFUSAL_REOPEN_WINDOW)
        inc__refusal_time(refusal, "reopen_until", facts->view->reopen_until);
    else if (code == INC_REFUSAL_NOT_HELD)
        return detail_release(facts, command, refusal);
    else if (code == INC_REFUSAL_LINK_MISSING)
        return detail_link(facts, command, refusal);
    return inc__refuse(refusal, code);
}

int32_t inc__guard(const inc__case *facts, const inc_command *command, inc__refusal *refusal)
{
    detail_guard *detail = detail_guards[command->kind];
    int32_t code;

    if (command->corrects == 0)
        code = detail_state(facts, command, refusal);
    else
        code = inc__refuse(refusal, inc_command_guard(INC_COMMAND_VOID, facts->view->stage));
    if (code == INC_REFUSAL_NONE && command->corrects != 0)
        code = detail_amends(facts, command, refusal);
    if (code == INC_REFUSAL_NONE && detail != NULL)
        code = detail(facts, command, refusal);
    return code;
}
