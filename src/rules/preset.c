/* Ready-made rules. Every preset lints clean. */
#include <incident/preset.h>

#include "base/context.h"

#include <string.h>

#define PRESET_PRIORITIES 4
#define PRESET_DAYS 0x40000000
#define PRESET_COUNT(array) (sizeof(array) / sizeof *(array))

/* A target in short: minutes of working time, or business days marked PRESET_DAYS; 0 for none. */
typedef struct preset_target {
    int32_t objective;
    int32_t limit;
} preset_target;

typedef struct preset_policy {
    const char *name;
    const char *clock;
    int32_t agreement;
    int32_t tier;
    int32_t pauses; /* 1: waiting stops the clock */
    preset_target targets[PRESET_PRIORITIES];
} preset_policy;

/* What the making of a preset shares; everything in it is given back at the end. */
typedef struct preset_job {
    inc_context *context;
    int32_t preset;
    inc_calendar *office;
    inc_calendar *always;
    inc_rules_builder *builder;
} preset_job;

static const char *const preset_reasons[] = {"caller", "supplier", "maintenance"};

#define PRESET_BD(days) (PRESET_DAYS | (days))

static const preset_policy preset_slas[] = {
    {"respond", "respond", INC_AGREEMENT_SLA, 0, 0, {{10, 15}, {20, 30}, {120, 240}, {240, 480}}},
    {"resolve",
     "resolve",
     INC_AGREEMENT_SLA,
     0,
     1,
     {{60, 240}, {240, 480}, {PRESET_BD(1), PRESET_BD(3)}, {PRESET_BD(3), PRESET_BD(5)}}},
};

/* They add up to 4 h, 8 h, 3 and 5 business days; a P3 never reaches the fourth tier. */
static const preset_policy preset_olas[] = {
    {"ola.tier1",
     "tier1",
     INC_AGREEMENT_OLA,
     1,
     1,
     {{15, 30}, {30, 60}, {PRESET_BD(1), PRESET_BD(1)}, {PRESET_BD(1), PRESET_BD(1)}}},
    {"ola.tier2",
     "tier2",
     INC_AGREEMENT_OLA,
     2,
     1,
     {{30, 60}, {60, 120}, {PRESET_BD(1), PRESET_BD(1)}, {PRESET_BD(1), PRESET_BD(1)}}},
    {"ola.tier3",
     "tier3",
     INC_AGREEMENT_OLA,
     3,
     1,
     {{30, 60}, {60, 120}, {PRESET_BD(1), PRESET_BD(1)}, {PRESET_BD(1), PRESET_BD(1)}}},
    {"ola.tier4",
     "tier4",
     INC_AGREEMENT_OLA,
     4,
     1,
     {{45, 90}, {90, 180}, {0, 0}, {PRESET_BD(1), PRESET_BD(2)}}},
};

/* In an order that holds for every target above: no objective lies beyond 75 %. */
static const inc_threshold preset_thresholds[] = {
    {sizeof(inc_threshold), "objective", INC_THRESHOLD_OBJECTIVE, 0, 0, NULL},
    {sizeof(inc_threshold), "75", INC_THRESHOLD_PERCENT, 75, 0, NULL},
    {sizeof(inc_threshold), "90", INC_THRESHOLD_PERCENT, 90, 0, NULL},
    {sizeof(inc_threshold), "due", INC_THRESHOLD_PERCENT, 100, 0, NULL},
};

static const inc_category preset_categories[] = {
    {sizeof(inc_category), "hardware", NULL, "Hardware", 0, 0},
    {sizeof(inc_category), "hardware.workplace", "hardware", "Workplace", 0, 0},
    {sizeof(inc_category), "hardware.server", "hardware", "Server", 0, 0},
    {sizeof(inc_category), "software", NULL, "Software", 0, 0},
    {sizeof(inc_category), "software.business", "software", "Business application", 0, 0},
    {sizeof(inc_category), "software.email", "software", "E-mail", 0, 0},
    {sizeof(inc_category), "network", NULL, "Network", 0, 0},
    {sizeof(inc_category), "access", NULL, "Access", 0, 0},
    {sizeof(inc_category), "request", NULL, "Service request", 0, 1},
    {sizeof(inc_category), "request.access", "request", "New access", 0, 1},
    {sizeof(inc_category), "request.hardware", "request", "New hardware", 0, 1},
};

static const inc_resolution preset_resolutions[] = {
    {sizeof(inc_resolution), "fixed", 0, 0},
    {sizeof(inc_resolution), "workaround", 0, 0},
    {sizeof(inc_resolution), "duplicate", 0, 0},
    {sizeof(inc_resolution), "no_fault_found", 0, 0},
    {sizeof(inc_resolution), "configuration_changed", 1, 0},
};

static const inc_hold_rule preset_holds[] = {
    {sizeof(inc_hold_rule), "caller", 5 * 24 * INC_HOUR},
    {sizeof(inc_hold_rule), "supplier", 0},
    {sizeof(inc_hold_rule), "change", 0},
    {sizeof(inc_hold_rule), "maintenance", 0},
};

static inc_status preset_calendar(preset_job *job, const inc_zone *zone, int32_t last_weekday,
                                  int32_t from, int32_t to, inc_calendar **calendar)
{
    inc_calendar_builder *builder = NULL;
    inc_hours hours;
    inc_status status = inc_calendar_builder_new(job->context, zone, &builder);
    int32_t weekday;

    hours.from = from;
    hours.to = to;
    for (weekday = INC_MONDAY; status == INC_OK && weekday <= last_weekday; weekday++)
        status = inc_calendar_builder_weekly(builder, weekday, &hours);
    if (status == INC_OK)
        status = inc_calendar_builder_build(builder, calendar);
    inc_calendar_builder_free(builder);
    return status;
}

static inc_status preset_calendars(preset_job *job, const inc_zone *zone)
{
    inc_status status = preset_calendar(job, zone, INC_FRIDAY, 9 * 3600, 17 * 3600, &job->office);

    if (status == INC_OK)
        status = preset_calendar(job, zone, INC_SUNDAY, 0, 24 * 3600, &job->always);
    if (status == INC_OK)
        status = inc_rules_builder_calendar(job->builder, "office", job->office);
    if (status == INC_OK)
        status = inc_rules_builder_calendar(job->builder, "always", job->always);
    return status;
}

typedef struct preset_level {
    int32_t scale;
    int32_t level;
    const char *name;
    const char *definition;
} preset_level;

static inc_status preset_levels(inc_matrix_builder *builder)
{
    static const preset_level levels[] = {
        {INC_SCALE_IMPACT, 1, "High", "The service is out for everybody, or a site."},
        {INC_SCALE_IMPACT, 2, "Medium", "The service is out for a group, or slow for everybody."},
        {INC_SCALE_IMPACT, 3, "Low", "One person is affected, or the effect is partial."},
        {INC_SCALE_URGENCY, 1, "High", "Work stands still, and there is no way around it."},
        {INC_SCALE_URGENCY, 2, "Medium", "Work goes on with difficulty, or will stop soon."},
        {INC_SCALE_URGENCY, 3, "Low", "Work goes on; a way around it is known."},
        {INC_SCALE_PRIORITY, 1, "P1", "Critical"},
        {INC_SCALE_PRIORITY, 2, "P2", "High"},
        {INC_SCALE_PRIORITY, 3, "P3", "Medium"},
        {INC_SCALE_PRIORITY, 4, "P4", "Low"},
    };
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && i < PRESET_COUNT(levels); i++)
        status = inc_matrix_builder_level(builder, levels[i].scale, levels[i].level, levels[i].name,
                                          levels[i].definition);
    return status;
}

static inc_status preset_matrix(preset_job *job)
{
    static const int32_t cells[3][3] = {{1, 2, 3}, {2, 3, 4}, {3, 4, 4}};
    inc_matrix_builder *builder = NULL;
    inc_matrix *matrix = NULL;
    inc_status status =
        inc_matrix_builder_new(job->context, "1", 3, 3, PRESET_PRIORITIES, &builder);
    int32_t i;

    if (status == INC_OK)
        status = preset_levels(builder);
    for (i = 0; status == INC_OK && i < 9; i++)
        status = inc_matrix_builder_cell(builder, i / 3 + 1, i % 3 + 1, cells[i / 3][i % 3]);
    if (status == INC_OK)
        status = inc_matrix_builder_build(builder, &matrix);
    if (status == INC_OK)
        status = inc_rules_builder_matrix(job->builder, matrix);
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(builder);
    return status;
}

static inc_status preset_taxonomy(preset_job *job)
{
    inc_taxonomy_builder *builder = NULL;
    inc_taxonomy *taxonomy = NULL;
    inc_status status = inc_taxonomy_builder_new(job->context, "1", &builder);
    size_t i;

    for (i = 0; status == INC_OK && i < PRESET_COUNT(preset_categories); i++)
        status = inc_taxonomy_builder_add(builder, &preset_categories[i]);
    if (status == INC_OK)
        status = inc_taxonomy_builder_build(builder, &taxonomy);
    if (status == INC_OK)
        status = inc_rules_builder_taxonomy(job->builder, taxonomy);
    inc_taxonomy_unref(taxonomy);
    inc_taxonomy_builder_free(builder);
    return status;
}

static inc_status preset_process_fill(inc_process_builder *builder)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && i < PRESET_COUNT(preset_resolutions); i++)
        status = inc_process_builder_resolution(builder, &preset_resolutions[i]);
    for (i = 0; status == INC_OK && i < PRESET_COUNT(preset_holds); i++)
        status = inc_process_builder_hold(builder, &preset_holds[i]);
    return status;
}

/* Three office days to confirm, two weeks to reopen. */
static inc_status preset_process(preset_job *job)
{
    inc_process_builder *builder = NULL;
    inc_process *process = NULL;
    inc_process_options options;
    inc_status status;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.confirm_within = 3 * 8 * INC_HOUR;
    options.confirm_calendar = job->office;
    options.reopen_within = 14 * 24 * INC_HOUR;
    options.close_on_timeout = 1;
    options.close_on_confirm = 1;
    options.tiers = job->preset == INC_PRESET_LARGE ? 4 : 2;
    status = inc_process_builder_new(job->context, &options, &builder);
    if (status == INC_OK)
        status = preset_process_fill(builder);
    if (status == INC_OK)
        status = inc_process_builder_build(builder, &process);
    if (status == INC_OK)
        status = inc_rules_builder_process(job->builder, process);
    inc_process_unref(process);
    inc_process_builder_free(builder);
    return status;
}

static void preset_target_of(const preset_target *given, inc_target *target)
{
    memset(target, 0, sizeof *target);
    target->size = sizeof *target;
    if ((given->limit & PRESET_DAYS) != 0) {
        target->kind = INC_TARGET_DAYS;
        target->rule = INC_DAYS_SAME_TIME;
        target->days = given->limit & ~PRESET_DAYS;
        target->objective_days = given->objective & ~PRESET_DAYS;
    } else {
        target->kind = INC_TARGET_WORKING;
        target->limit = given->limit * INC_MINUTE;
        target->objective = given->objective * INC_MINUTE;
    }
}

/* A large desk works on P1 and P2 around the clock. */
static inc_status preset_terms(const preset_job *job, const preset_policy *policy, int32_t priority,
                               inc_policy_builder *builder)
{
    inc_terms_options options;
    inc_terms *terms = NULL;
    inc_target target;
    inc_status status;

    if (policy->targets[priority - 1].limit == 0)
        return INC_OK;
    preset_target_of(&policy->targets[priority - 1], &target);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.calendar = job->preset == INC_PRESET_LARGE && priority <= 2 ? job->always : job->office;
    options.target = &target;
    options.pauses = preset_reasons;
    options.pauses_count = policy->pauses ? PRESET_COUNT(preset_reasons) : 0;
    status = inc_terms_new(job->context, &options, &terms);
    if (status == INC_OK)
        status = inc_policy_builder_terms(builder, priority, terms);
    inc_terms_unref(terms);
    return status;
}

static inc_status preset_fill(const preset_job *job, const preset_policy *policy,
                              inc_policy_builder *builder)
{
    inc_status status = INC_OK;
    int32_t priority;
    size_t i;

    for (priority = 1; status == INC_OK && priority <= PRESET_PRIORITIES; priority++)
        status = preset_terms(job, policy, priority, builder);
    if (policy->agreement != INC_AGREEMENT_SLA)
        return status;
    for (i = 0; status == INC_OK && i < PRESET_COUNT(preset_thresholds); i++)
        status = inc_policy_builder_threshold(builder, &preset_thresholds[i]);
    return status;
}

static inc_status preset_policy_add(preset_job *job, const preset_policy *given)
{
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    inc_policy_options options;
    inc_status status;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = given->name;
    options.clock = given->clock;
    options.agreement = given->agreement;
    options.tier = given->tier;
    status = inc_policy_builder_new(job->context, &options, &builder);
    if (status == INC_OK)
        status = preset_fill(job, given, builder);
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, &policy);
    if (status == INC_OK)
        status = inc_rules_builder_policy(job->builder, policy);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
    return status;
}

static inc_status preset_policies(preset_job *job)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; status == INC_OK && i < PRESET_COUNT(preset_slas); i++)
        status = preset_policy_add(job, &preset_slas[i]);
    if (job->preset != INC_PRESET_LARGE)
        return status;
    for (i = 0; status == INC_OK && i < PRESET_COUNT(preset_olas); i++)
        status = preset_policy_add(job, &preset_olas[i]);
    return status;
}

inc_status inc_preset_rules(inc_context *context, int32_t preset, const inc_zone *zone,
                            inc_rules **rules)
{
    preset_job job;
    inc_status status;

    if (rules == NULL)
        return INC_E_INVALID;
    *rules = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (zone == NULL || (preset != INC_PRESET_SMALL && preset != INC_PRESET_LARGE))
        return inc__fail(context, INC_E_INVALID, "the preset was '%ld', its zone '%s'",
                         (long) preset, zone != NULL ? inc_zone_name(zone) : "");
    memset(&job, 0, sizeof job);
    job.context = context;
    job.preset = preset;
    status = inc_rules_builder_new(
        context, preset == INC_PRESET_SMALL ? "small desk" : "large desk", "1", &job.builder);
    if (status == INC_OK)
        status = preset_calendars(&job, zone);
    if (status == INC_OK)
        status = preset_matrix(&job);
    if (status == INC_OK)
        status = preset_taxonomy(&job);
    if (status == INC_OK)
        status = preset_process(&job);
    if (status == INC_OK)
        status = preset_policies(&job);
    if (status == INC_OK)
        status = inc_rules_builder_build(job.builder, rules);
    inc_rules_builder_free(job.builder);
    inc_calendar_unref(job.office);
    inc_calendar_unref(job.always);
    return status;
}
