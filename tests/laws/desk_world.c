/* Rules for days at a desk: a small one, one with short holds, caps and rivals, and a large one. */
#include "desk_script.h"

#include <string.h>

static inc_status brisk_terms(inc_policy_builder *builder, const desk_world *world,
                              int32_t priority, inc_duration limit)
{
    static const char *const pauses[] = {"caller", "vendor"};
    inc_target target = {.size = sizeof target, .kind = INC_TARGET_WORKING};
    inc_terms_options options = {.size = sizeof options};
    inc_terms *terms = NULL;
    inc_status status;

    target.limit = limit;
    target.objective = limit / 2;
    options.calendar = world->plain.calendars[priority == 1 ? 2 : 0];
    options.target = &target;
    options.pauses = pauses;
    options.pauses_count = 2;
    options.cap_per_pause = 90 * INC_MINUTE;
    options.cap_per_cycle = 5 * INC_HOUR;
    status = inc_terms_new(world->plain.context, &options, &terms);
    if (status == INC_OK)
        status = inc_policy_builder_terms(builder, priority, terms);
    inc_terms_unref(terms);
    return status;
}

static inc_status brisk_thresholds(inc_policy_builder *builder, const desk_world *world)
{
    const inc_threshold thresholds[] = {
        {sizeof(inc_threshold), "half", INC_THRESHOLD_PERCENT, 50, 0, NULL},
        {sizeof(inc_threshold), "objective", INC_THRESHOLD_OBJECTIVE, 0, 0, NULL},
        {sizeof(inc_threshold), "soon", INC_THRESHOLD_BEFORE, 0, 30 * INC_MINUTE, NULL},
        {sizeof(inc_threshold), "late", INC_THRESHOLD_AFTER, 0, INC_HOUR,
         world->plain.calendars[2]}};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && i < sizeof thresholds / sizeof *thresholds; i++)
        status = inc_policy_builder_threshold(builder, &thresholds[i]);
    return status;
}

static inc_status brisk_policy(inc_rules_builder *rules, const desk_world *world,
                               const inc_policy_options *options, inc_duration limit)
{
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    inc_status status = inc_policy_builder_new(world->plain.context, options, &builder);

    if (status == INC_OK)
        status = brisk_terms(builder, world, 1, limit / 2);
    if (status == INC_OK)
        status = brisk_terms(builder, world, INC_PRIORITY_ANY, limit);
    if (status == INC_OK)
        status = brisk_thresholds(builder, world);
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, &policy);
    if (status == INC_OK)
        status = inc_rules_builder_policy(rules, policy);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
    return status;
}

static inc_status brisk_policies(inc_rules_builder *rules, const desk_world *world)
{
    inc_policy_options resolve = {.size = sizeof resolve, .name = "resolve"};
    inc_policy_options mail = {.size = sizeof mail, .name = "mail", .service = "mail"};
    inc_policy_options respond = {.size = sizeof respond, .name = "respond", .clock = "respond"};
    inc_policy_options tier = {.size = sizeof tier, .name = "ola.tier2", .clock = "tier2"};
    inc_status status;

    resolve.on_retarget = INC_RETARGET_PRORATE;
    resolve.on_reopen = INC_REOPEN_NEW_CYCLE;
    mail.on_retarget = INC_RETARGET_FROM_CHANGE;
    mail.on_reopen = INC_REOPEN_CONTINUE;
    tier.agreement = INC_AGREEMENT_OLA;
    tier.tier = 2;
    status = brisk_policy(rules, world, &resolve, 8 * INC_HOUR);
    if (status == INC_OK)
        status = brisk_policy(rules, world, &mail, 4 * INC_HOUR);
    if (status == INC_OK)
        status = brisk_policy(rules, world, &respond, INC_HOUR);
    return status == INC_OK ? brisk_policy(rules, world, &tier, 2 * INC_HOUR) : status;
}

static inc_status brisk_process(inc_context *context, inc_process **process)
{
    inc_process_options options = {.size = sizeof options};
    inc_hold_rule caller = {.size = sizeof caller, .reason = "caller", .expires = 2 * INC_HOUR};
    inc_hold_rule vendor = {.size = sizeof vendor, .reason = "vendor"};
    inc_process_builder *builder = NULL;
    inc_status status;

    options.confirm_within = 4 * INC_HOUR;
    options.reopen_within = 24 * INC_HOUR;
    options.close_on_timeout = options.close_on_confirm = 1;
    options.choice = INC_CHOOSE_STRICTEST;
    options.tiers = 3;
    status = inc_process_builder_new(context, &options, &builder);
    if (status == INC_OK)
        status = inc_process_builder_hold(builder, &caller);
    if (status == INC_OK)
        status = inc_process_builder_hold(builder, &vendor);
    if (status == INC_OK)
        status = inc_process_builder_build(builder, process);
    inc_process_builder_free(builder);
    return status;
}

/* Matrix and taxonomy are those of the small desk. */
static inc_status brisk_rules(desk_world *world, inc_rules **rules)
{
    inc_context *context = world->plain.context;
    inc_rules_builder *builder = NULL;
    inc_process *process = NULL;
    inc_status status = brisk_process(context, &process);

    if (status == INC_OK)
        status = inc_rules_builder_new(context, "brisk desk", "1", &builder);
    if (status == INC_OK)
        status = inc_rules_builder_calendar(builder, "office", world->plain.calendars[0]);
    if (status == INC_OK)
        status = inc_rules_builder_calendar(builder, "always", world->plain.calendars[2]);
    if (status == INC_OK)
        status = inc_rules_builder_matrix(builder, inc_rules_matrix(world->rules[0]));
    if (status == INC_OK)
        status = inc_rules_builder_taxonomy(builder, inc_rules_taxonomy(world->rules[0]));
    if (status == INC_OK)
        status = inc_rules_builder_process(builder, process);
    if (status == INC_OK)
        status = brisk_policies(builder, world);
    if (status == INC_OK)
        status = inc_rules_builder_build(builder, rules);
    inc_process_unref(process);
    inc_rules_builder_free(builder);
    return status;
}

int desk_world_make(desk_world *world, inc_context *context)
{
    inc_zone *utc = NULL;
    inc_status status;

    memset(world, 0, sizeof *world);
    if (!script_world_make(&world->plain, context))
        return 0;
    status = inc_zone_load(context, NULL, "UTC", INC_ZSTR, &utc);
    if (status == INC_OK)
        status = inc_preset_rules(context, INC_PRESET_SMALL, utc, &world->rules[0]);
    if (status == INC_OK)
        status = brisk_rules(world, &world->rules[1]);
    if (status == INC_OK)
        status = inc_preset_rules(context, INC_PRESET_LARGE, utc, &world->rules[2]);
    inc_zone_unref(utc);
    return status == INC_OK;
}

void desk_world_free(desk_world *world)
{
    size_t i;

    for (i = 0; i < DESK_RULES; i++)
        inc_rules_unref(world->rules[i]);
    script_world_free(&world->plain);
}
