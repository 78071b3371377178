/* What scenarios are about. */
#include "desk.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

inc_time desk_time(int32_t month, int32_t day, int32_t hour, int32_t minute)
{
    inc_civil civil = {2026, 0, 0, 0, 0, 0, 0};
    inc_time time;

    civil.month = month;
    civil.day = day;
    civil.hour = hour;
    civil.minute = minute;
    DESK_OK(inc_time_from_civil(&civil, &time));
    return time;
}

const char *desk_zone_name(void)
{
    FILE *file = fopen("/usr/share/zoneinfo/Europe/Brussels", "rb");

    if (file == NULL)
        return "Etc/GMT";
    (void) fclose(file);
    return "Europe/Brussels";
}

inc_zone *desk_zone(inc_context *context, const char *name)
{
    inc_zone *zone;
    DESK_OK(inc_zone_load(context, NULL, name, INC_ZSTR, &zone));
    return zone;
}

inc_calendar *desk_calendar(inc_context *context, const inc_zone *zone, int32_t from, int32_t to)
{
    inc_calendar_builder *builder;
    inc_calendar *calendar;
    inc_hours hours;
    int32_t day;

    hours.from = from * 3600;
    hours.to = to * 3600;
    DESK_OK(inc_calendar_builder_new(context, zone, &builder));
    for (day = INC_MONDAY; day <= INC_FRIDAY; day++)
        DESK_OK(inc_calendar_builder_weekly(builder, day, &hours));
    DESK_OK(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    return calendar;
}

inc_terms *desk_terms(inc_context *context, const inc_calendar *calendar, inc_duration limit)
{
    static const char *const pauses[] = {"vendor", "caller"};
    inc_terms_options options;
    inc_terms *terms;
    inc_target target;

    memset(&target, 0, sizeof target);
    target.size = sizeof target;
    target.kind = INC_TARGET_WORKING;
    target.limit = limit;
    target.objective = limit / 2;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.calendar = calendar;
    options.target = &target;
    options.pauses = pauses;
    options.pauses_count = 2;
    options.cap_per_pause = 24 * INC_HOUR;
    options.cap_per_cycle = 36 * INC_HOUR;
    DESK_OK(inc_terms_new(context, &options, &terms));
    return terms;
}

static void desk_threshold(inc_policy_builder *builder, const char *id, int32_t kind,
                           int32_t percent, inc_duration duration, const inc_calendar *calendar)
{
    inc_threshold threshold;

    memset(&threshold, 0, sizeof threshold);
    threshold.size = sizeof threshold;
    threshold.id = id;
    threshold.kind = kind;
    threshold.percent = percent;
    threshold.duration = duration;
    threshold.calendar = calendar;
    DESK_OK(inc_policy_builder_threshold(builder, &threshold));
}

inc_policy *desk_policy(inc_context *context, const char *name, const inc_calendar *calendar,
                        int32_t on_retarget, int32_t on_reopen)
{
    const inc_duration limits[3] = {16 * INC_HOUR, 2 * INC_HOUR, 4 * INC_HOUR};
    inc_policy_builder *builder;
    inc_policy_options options;
    inc_policy *policy;
    int32_t priority;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = name;
    options.on_retarget = on_retarget;
    options.on_reopen = on_reopen;
    DESK_OK(inc_policy_builder_new(context, &options, &builder));
    for (priority = INC_PRIORITY_ANY; priority < 3; priority++) {
        inc_terms *terms = desk_terms(context, calendar, limits[priority]);
        DESK_OK(inc_policy_builder_terms(builder, priority, terms));
        inc_terms_unref(terms);
    }
    desk_threshold(builder, "half", INC_THRESHOLD_PERCENT, 50, 0, NULL);
    desk_threshold(builder, "objective", INC_THRESHOLD_OBJECTIVE, 0, 0, NULL);
    desk_threshold(builder, "soon", INC_THRESHOLD_BEFORE, 0, INC_HOUR, calendar);
    desk_threshold(builder, "due", INC_THRESHOLD_PERCENT, 100, 0, NULL);
    desk_threshold(builder, "late", INC_THRESHOLD_AFTER, 0, INC_HOUR, NULL);
    DESK_OK(inc_policy_builder_build(builder, &policy));
    inc_policy_builder_free(builder);
    return policy;
}

inc_matrix *desk_matrix(inc_context *context)
{
    inc_matrix_builder *builder;
    inc_matrix *matrix;

    DESK_OK(inc_matrix_builder_new(context, "m1", 2, 1, 2, &builder));
    DESK_OK(inc_matrix_builder_level(builder, INC_SCALE_IMPACT, 1, "High", "the service is down"));
    DESK_OK(inc_matrix_builder_cell(builder, 1, 1, 1));
    DESK_OK(inc_matrix_builder_build(builder, &matrix));
    inc_matrix_builder_free(builder);
    return matrix;
}

inc_taxonomy *desk_taxonomy(inc_context *context)
{
    inc_taxonomy_builder *builder;
    inc_taxonomy *taxonomy;
    inc_category category;

    memset(&category, 0, sizeof category);
    category.size = sizeof category;
    DESK_OK(inc_taxonomy_builder_new(context, "t1", &builder));
    category.id = "hardware";
    DESK_OK(inc_taxonomy_builder_add(builder, &category));
    category.id = "printer";
    category.parent = "hardware";
    category.name = "Printers";
    DESK_OK(inc_taxonomy_builder_add(builder, &category));
    DESK_OK(inc_taxonomy_builder_build(builder, &taxonomy));
    inc_taxonomy_builder_free(builder);
    return taxonomy;
}

static inc_process *desk_process(inc_context *context, const inc_calendar *office)
{
    inc_process_options options;
    inc_process_builder *builder;
    inc_resolution resolution;
    inc_process *process;
    inc_hold_rule hold;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.confirm_within = INC_HOUR;
    options.confirm_calendar = office;
    memset(&resolution, 0, sizeof resolution);
    resolution.size = sizeof resolution;
    resolution.code = "fixed";
    memset(&hold, 0, sizeof hold);
    hold.size = sizeof hold;
    hold.reason = "caller";
    DESK_OK(inc_process_builder_new(context, &options, &builder));
    DESK_OK(inc_process_builder_resolution(builder, &resolution));
    DESK_OK(inc_process_builder_hold(builder, &hold));
    DESK_OK(inc_process_builder_build(builder, &process));
    inc_process_builder_free(builder);
    return process;
}

static void desk_rules_parts(inc_context *context, inc_rules_builder *builder,
                             const inc_calendar *office)
{
    inc_matrix *matrix = desk_matrix(context);
    inc_taxonomy *taxonomy = desk_taxonomy(context);
    inc_process *process = desk_process(context, office);
    inc_policy *policy = desk_policy(context, "resolve", office, INC_RETARGET_PRORATE, 0);

    DESK_OK(inc_rules_builder_matrix(builder, matrix));
    DESK_OK(inc_rules_builder_taxonomy(builder, taxonomy));
    DESK_OK(inc_rules_builder_process(builder, process));
    DESK_OK(inc_rules_builder_policy(builder, policy));
    inc_matrix_unref(matrix);
    inc_taxonomy_unref(taxonomy);
    inc_process_unref(process);
    inc_policy_unref(policy);
}

inc_rules *desk_rules(inc_context *context, const char *version)
{
    inc_zone *zone = desk_zone(context, "UTC");
    inc_calendar *parts[2], *both, *nested;
    const inc_calendar *inner[2], *outer[2];
    inc_rules_builder *builder;
    inc_rules *rules;

    inner[0] = parts[0] = desk_calendar(context, zone, 9, 17);
    inner[1] = parts[1] = desk_calendar(context, zone, 20, 26);
    DESK_OK(inc_calendar_combine(context, INC_UNION, inner, 2, &both));
    outer[0] = both;
    outer[1] = parts[0];
    DESK_OK(inc_calendar_combine(context, INC_DIFFERENCE, outer, 2, &nested));
    DESK_OK(inc_rules_builder_new(context, "desk", version, &builder));
    DESK_OK(inc_rules_builder_calendar(builder, "office", parts[0]));
    DESK_OK(inc_rules_builder_calendar(builder, "nested", nested));
    desk_rules_parts(context, builder, parts[0]);
    DESK_OK(inc_rules_builder_build(builder, &rules));
    inc_rules_builder_free(builder);
    inc_calendar_unref(nested);
    inc_calendar_unref(both);
    inc_calendar_unref(parts[1]);
    inc_calendar_unref(parts[0]);
    inc_zone_unref(zone);
    return rules;
}
