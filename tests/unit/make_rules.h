/* Rules for tests, from zones that need no file. Every maker stops the test when it cannot. */
#ifndef TESTS_UNIT_MAKE_RULES_H
#define TESTS_UNIT_MAKE_RULES_H

#include <check.h>
#include <incident.h>
#include <stdlib.h>
#include <string.h>

#define MAKE_OK(call) ck_assert_int_eq((call), INC_OK)

/* An allocator that refuses the call number `fail` (1 is the first), or all from it on. */
typedef struct make_memory {
    size_t calls;
    size_t fail;
    int sticky;
    size_t live;
} make_memory;

static inline void *make_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    make_memory *memory = user;
    void *block;

    if (new_size == 0) {
        memory->live -= old_size;
        free(ptr);
        return NULL;
    }
    memory->calls++;
    if (memory->fail != 0 &&
        (memory->calls == memory->fail || (memory->sticky && memory->calls > memory->fail)))
        return NULL;
    block = realloc(ptr, new_size);
    if (block != NULL)
        memory->live += new_size - old_size;
    return block;
}

static inline inc_context *make_context(make_memory *memory)
{
    inc_context_options options;
    inc_context *context;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.user = memory;
    options.resize = memory != NULL ? make_resize : NULL;
    MAKE_OK(inc_context_new(&options, &context));
    return context;
}

static inline inc_zone *make_zone(inc_context *context, const char *name)
{
    inc_zone *zone;
    MAKE_OK(inc_zone_load(context, NULL, name, INC_ZSTR, &zone));
    return zone;
}

/* Monday to last_weekday, from hour to hour; from == to: never open. */
static inline inc_calendar *make_calendar(inc_context *context, const char *zone_name,
                                          int32_t last_weekday, int32_t from, int32_t to)
{
    inc_zone *zone = make_zone(context, zone_name);
    inc_calendar_builder *builder;
    inc_calendar *calendar;
    inc_hours hours;
    int32_t day;

    hours.from = from * 3600;
    hours.to = to * 3600;
    MAKE_OK(inc_calendar_builder_new(context, zone, &builder));
    for (day = INC_MONDAY; from != to && day <= last_weekday; day++)
        MAKE_OK(inc_calendar_builder_weekly(builder, day, &hours));
    MAKE_OK(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

static inline inc_calendar *make_composite(inc_context *context, const inc_calendar *a,
                                           const inc_calendar *b)
{
    const inc_calendar *parts[2];
    inc_calendar *composite;

    parts[0] = a;
    parts[1] = b;
    MAKE_OK(inc_calendar_combine(context, INC_INTERSECTION, parts, 2, &composite));
    return composite;
}

/* limit and objective in hours of working time. */
static inline inc_target make_hours(int32_t objective, int32_t limit)
{
    inc_target target;

    memset(&target, 0, sizeof target);
    target.size = sizeof target;
    target.kind = INC_TARGET_WORKING;
    target.objective = objective * INC_HOUR;
    target.limit = limit * INC_HOUR;
    return target;
}

static inline inc_target make_days(int32_t objective, int32_t days)
{
    inc_target target;

    memset(&target, 0, sizeof target);
    target.size = sizeof target;
    target.kind = INC_TARGET_DAYS;
    target.objective_days = objective;
    target.days = days;
    return target;
}

static inline void make_policy_terms(inc_context *context, inc_policy_builder *builder,
                                     int32_t priority, const inc_calendar *calendar,
                                     inc_target target)
{
    inc_terms_options options;
    inc_terms *terms;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.calendar = calendar;
    options.target = &target;
    MAKE_OK(inc_terms_new(context, &options, &terms));
    MAKE_OK(inc_policy_builder_terms(builder, priority, terms));
    inc_terms_unref(terms);
}

static inline inc_policy_builder *make_policy(inc_context *context, const char *name,
                                              int32_t agreement, int32_t tier)
{
    inc_policy_options options;
    inc_policy_builder *builder;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = name;
    options.clock = agreement == INC_AGREEMENT_OLA ? name : NULL;
    options.agreement = agreement;
    options.tier = tier;
    MAKE_OK(inc_policy_builder_new(context, &options, &builder));
    return builder;
}

static inline void make_threshold(inc_policy_builder *builder, const char *id, int32_t kind,
                                  int32_t percent, inc_duration duration,
                                  const inc_calendar *calendar)
{
    inc_threshold threshold;

    memset(&threshold, 0, sizeof threshold);
    threshold.size = sizeof threshold;
    threshold.id = id;
    threshold.kind = kind;
    threshold.percent = percent;
    threshold.duration = duration;
    threshold.calendar = calendar;
    MAKE_OK(inc_policy_builder_threshold(builder, &threshold));
}

/* Builds the policy into the rules and frees its builder. */
static inline void make_add_policy(inc_rules_builder *rules, inc_policy_builder *builder)
{
    inc_policy *policy;

    MAKE_OK(inc_policy_builder_build(builder, &policy));
    MAKE_OK(inc_rules_builder_policy(rules, policy));
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
}

/* Closes a day of that calendar (NULL: wall time) after resolution; tiers 0: any number. */
static inline void make_add_process(inc_context *context, inc_rules_builder *rules,
                                    const inc_calendar *calendar, int32_t tiers)
{
    inc_process_options options;
    inc_process_builder *builder;
    inc_process *process;
    inc_resolution resolution;
    inc_hold_rule hold;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.confirm_within = 8 * INC_HOUR;
    options.confirm_calendar = calendar;
    options.close_on_timeout = 1;
    options.tiers = tiers;
    memset(&resolution, 0, sizeof resolution);
    resolution.size = sizeof resolution;
    resolution.code = "fixed";
    memset(&hold, 0, sizeof hold);
    hold.size = sizeof hold;
    hold.reason = "caller";
    MAKE_OK(inc_process_builder_new(context, &options, &builder));
    MAKE_OK(inc_process_builder_resolution(builder, &resolution));
    MAKE_OK(inc_process_builder_hold(builder, &hold));
    MAKE_OK(inc_process_builder_build(builder, &process));
    MAKE_OK(inc_rules_builder_process(rules, process));
    inc_process_unref(process);
    inc_process_builder_free(builder);
}

static inline inc_rules_builder *make_builder(inc_context *context, const char *version)
{
    inc_rules_builder *builder;
    MAKE_OK(inc_rules_builder_new(context, "desk", version, &builder));
    return builder;
}

static inline inc_rules *make_build(inc_rules_builder *builder)
{
    inc_rules *rules;

    MAKE_OK(inc_rules_builder_build(builder, &rules));
    inc_rules_builder_free(builder);
    return rules;
}

/* One impact and urgency for each priority. */
static inline void make_add_matrix(inc_context *context, inc_rules_builder *rules,
                                   int32_t priorities)
{
    inc_matrix_builder *builder;
    inc_matrix *matrix;
    int32_t i;

    MAKE_OK(inc_matrix_builder_new(context, "m1", priorities, 1, priorities, &builder));
    for (i = 1; i <= priorities; i++)
        MAKE_OK(inc_matrix_builder_cell(builder, i, 1, i));
    MAKE_OK(inc_matrix_builder_build(builder, &matrix));
    MAKE_OK(inc_rules_builder_matrix(rules, matrix));
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(builder);
}

static inline inc_rules *make_preset(inc_context *context, int32_t preset)
{
    inc_zone *zone = make_zone(context, "UTC");
    inc_rules *rules;

    MAKE_OK(inc_preset_rules(context, preset, zone, &rules));
    inc_zone_unref(zone);
    return rules;
}

#endif
