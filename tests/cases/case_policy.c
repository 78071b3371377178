/* Targets, terms and policies from JSON. */
#include "case_policy.h"

#include <string.h>

#define CASE_REASONS 32

static inc_status read_optional(case_run *run, const json_t *object, const char *member,
                                inc_duration *duration)
{
    const json_t *value = json_object_get(object, member);
    return value == NULL ? INC_OK : case_duration(run, value, duration);
}

static int32_t read_number(const json_t *object, const char *member)
{
    return (int32_t) json_integer_value(json_object_get(object, member));
}

static inc_status read_days(const json_t *value, inc_target *target)
{
    static const char *const rules[] = {"same_time", "close_of_day", "own_length", NULL};
    const char *rule = case_text(value, "rule");
    target->rule = rule == NULL ? INC_DAYS_SAME_TIME : case_index(rules, rule);
    target->objective_days = read_number(value, "objective_days");
    return target->rule < 0 ? INC_E_FORMAT : INC_OK;
}

inc_status case_target(case_run *run, const json_t *value, inc_target *target, inc_zone **zone)
{
    static const char *const kinds[] = {"working", "days", "by", NULL};
    inc_status status = INC_OK;
    *target = (inc_target){.size = sizeof(*target)};
    *zone = NULL;
    target->kind = case_index(kinds, case_text(value, "kind")) + 1;
    target->days = read_number(value, "days");
    if (target->kind == INC_TARGET_DAYS)
        status = read_days(value, target);
    if (target->kind == INC_TARGET_BY) {
        const char *time = case_text(value, "time");
        status = time == NULL ? INC_E_FORMAT
                              : inc_time_of_day_parse(time, strlen(time), &target->time_of_day);
    }
    if (status == INC_OK)
        status = read_optional(run, value, "limit", &target->limit);
    if (status == INC_OK)
        status = read_optional(run, value, "objective", &target->objective);
    if (status == INC_OK && case_text(value, "zone") != NULL)
        status = case_zone(run, case_text(value, "zone"), zone);
    target->zone = *zone;
    if (status == INC_E_FORMAT || target->kind == 0)
        case_complain(run, "no target");
    return status;
}

inc_status case_boundary(const char *text, int32_t *boundary)
{
    static const char *const names[] = {"closing", "next_opening", NULL};
    *boundary = text == NULL ? INC_BOUNDARY_CLOSING : case_index(names, text);
    return *boundary < 0 ? INC_E_FORMAT : INC_OK;
}

static void read_pauses(const json_t *list, const char **reasons, inc_terms_options *options)
{
    if (json_is_string(list)) {
        options->pause_all = strcmp(json_string_value(list), "all") == 0;
        return;
    }
    for (size_t i = 0; i < json_array_size(list) && i < CASE_REASONS; i++)
        reasons[options->pauses_count++] = json_string_value(json_array_get(list, i));
    options->pauses = reasons;
}

inc_status case_terms(case_run *run, const json_t *value, inc_terms **terms)
{
    inc_terms_options options = {.size = sizeof(options)};
    const char *reasons[CASE_REASONS];
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    inc_target target;
    const json_t *caps = json_object_get(value, "caps");
    inc_status status = case_target(run, json_object_get(value, "target"), &target, &zone);
    if (status == INC_OK)
        status = case_calendar(run, json_object_get(value, "calendar"), &calendar);
    if (status == INC_OK)
        status = read_optional(run, caps, "per_pause", &options.cap_per_pause);
    if (status == INC_OK)
        status = read_optional(run, caps, "per_cycle", &options.cap_per_cycle);
    options.calendar = calendar;
    options.target = &target;
    read_pauses(json_object_get(value, "pauses"), reasons, &options);
    if (status == INC_OK)
        status = inc_terms_new(run->context, &options, terms);
    inc_calendar_unref(calendar);
    inc_zone_unref(zone);
    return status;
}

static inc_status add_threshold(case_run *run, const json_t *value, inc_policy_builder *builder)
{
    inc_threshold threshold = {.size = sizeof(threshold), .id = case_text(value, "id")};
    inc_calendar *calendar = NULL;
    inc_status status = INC_OK;
    if (json_is_true(json_object_get(value, "objective"))) {
        threshold.kind = INC_THRESHOLD_OBJECTIVE;
    } else if (json_object_get(value, "percent") != NULL) {
        threshold.kind = INC_THRESHOLD_PERCENT;
        threshold.percent = read_number(value, "percent");
    } else if (json_object_get(value, "before") != NULL) {
        threshold.kind = INC_THRESHOLD_BEFORE;
        status = read_optional(run, value, "before", &threshold.duration);
    } else {
        threshold.kind = INC_THRESHOLD_AFTER;
        status = read_optional(run, value, "after", &threshold.duration);
    }
    if (status == INC_OK && json_object_get(value, "calendar") != NULL)
        status = case_calendar(run, json_object_get(value, "calendar"), &calendar);
    threshold.calendar = calendar;
    if (status == INC_OK)
        status = inc_policy_builder_threshold(builder, &threshold);
    inc_calendar_unref(calendar);
    return status;
}

static inc_status read_options(const json_t *value, inc_policy_options *options)
{
    static const char *const retargets[] = {"from_start", "from_change", "prorate", NULL};
    static const char *const reopens[] = {"exclude_closed", "continue", "new_cycle", "none", NULL};
    const char *on_retarget = case_text(value, "on_retarget");
    const char *on_reopen = case_text(value, "on_reopen");
    options->on_retarget = on_retarget == NULL ? 0 : case_index(retargets, on_retarget);
    options->on_reopen = on_reopen == NULL ? 0 : case_index(reopens, on_reopen);
    return case_boundary(case_text(value, "boundary"), &options->boundary);
}

inc_status case_policy(case_run *run, const json_t *value, inc_policy **policy)
{
    inc_policy_options options = {.size = sizeof(options), .name = "case"};
    inc_policy_builder *builder = NULL;
    inc_terms *terms = NULL;
    const json_t *thresholds = json_object_get(value, "thresholds");
    inc_status status = read_options(value, &options);
    if (status == INC_OK)
        status = inc_policy_builder_new(run->context, &options, &builder);
    if (status == INC_OK)
        status = case_terms(run, value, &terms);
    if (status == INC_OK)
        status = inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms);
    for (size_t i = 0; status == INC_OK && i < json_array_size(thresholds); i++)
        status = add_threshold(run, json_array_get(thresholds, i), builder);
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, policy);
    inc_terms_unref(terms);
    inc_policy_builder_free(builder);
    return status;
}
