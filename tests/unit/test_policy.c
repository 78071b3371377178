/* Terms and policies: builders, look-up, canonical form. */
#include "rules_fixture.h"

#include "rules/policy.h"
#include "rules/terms.h"

#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_calendar *office, *early;
static inc_zone *utc;

static void setup(void)
{
    context = fixture_context(&memory);
    office = fixture_hours(context, 9, 17);
    early = fixture_hours(context, 6, 14);
    utc = fixture_utc(context);
}

static void teardown(void)
{
    inc_calendar_unref(office);
    inc_calendar_unref(early);
    inc_zone_unref(utc);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static inc_target hours_target(int32_t hours)
{
    inc_target target = {.size = sizeof target};

    target.kind = INC_TARGET_WORKING;
    target.limit = hours * INC_HOUR;
    return target;
}

static inc_terms_options terms_options(const inc_target *target)
{
    inc_terms_options options = {.size = sizeof options};

    options.calendar = office;
    options.target = target;
    return options;
}

static inc_terms *new_terms(int32_t hours)
{
    inc_target target = hours_target(hours);
    inc_terms_options options = terms_options(&target);
    inc_terms *terms;

    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    return terms;
}

static void refused_terms(const inc_terms_options *options)
{
    inc_terms *terms = (inc_terms *) context;

    ck_assert_int_eq(inc_terms_new(context, options, &terms), INC_E_INVALID);
    ck_assert_ptr_null(terms);
}

START_TEST(terms_out_of_bounds)
{
    inc_target target = hours_target(4);
    inc_terms_options options = terms_options(&target);
    const char *empty[] = {""};
    inc_terms *terms;

    refused_terms(NULL);
    ck_assert_int_eq(inc_terms_new(NULL, &options, &terms), INC_E_INVALID);
    ck_assert_int_eq(inc_terms_new(context, &options, NULL), INC_E_INVALID);
    options.calendar = NULL;
    refused_terms(&options);
    ck_assert_str_eq(inc_context_error(context), "terms had no calendar");
    options = terms_options(NULL);
    refused_terms(&options);
    options = terms_options(&target);
    options.pause_all = 2;
    refused_terms(&options);
    options = terms_options(&target);
    options.reserved = 1;
    refused_terms(&options);
    options = terms_options(&target);
    options.cap_per_pause = -1;
    refused_terms(&options);
    options = terms_options(&target);
    options.cap_per_cycle = -1;
    refused_terms(&options);
    options = terms_options(&target);
    options.pauses_count = 1;
    refused_terms(&options);
    options.pauses = empty;
    refused_terms(&options);
    options.size = 0;
    refused_terms(&options);
    options = terms_options(&target);
    target.kind = 9;
    refused_terms(&options);
    ck_assert_str_eq(inc_context_error(context),
                     "terms had a target out of its bounds, of kind '9'");
    target.size = 8;
    refused_terms(&options);
}
END_TEST

START_TEST(terms_read_back)
{
    static const char *const pauses[] = {"vendor", "caller", "vendor", "caf\xc3\xa9"};
    inc_target target = hours_target(4);
    inc_terms_options options = terms_options(&target);
    inc_duration per_pause, per_cycle;
    inc_terms *terms;

    options.pauses = pauses;
    options.pauses_count = 4;
    options.cap_per_pause = INC_HOUR;
    options.cap_per_cycle = 2 * INC_HOUR;
    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    ck_assert_ptr_eq(inc_terms_calendar(terms), office);
    ck_assert_int_eq(inc_terms_target(terms)->limit, 4 * INC_HOUR);
    ck_assert_int_eq(inc_terms_target(terms)->objective, 4 * INC_HOUR);
    ck_assert_str_eq(inc_terms_pause(terms, 0), "caf\xc3\xa9");
    ck_assert_str_eq(inc_terms_pause(terms, 1), "caller");
    ck_assert_str_eq(inc_terms_pause(terms, 2), "vendor");
    ck_assert_ptr_null(inc_terms_pause(terms, 3));
    ck_assert_int_eq(inc_terms_pauses_for(terms, "caller"), 1);
    ck_assert_int_eq(inc_terms_pauses_for(terms, "call"), 0);
    ck_assert_int_eq(inc_terms_pauses_for(terms, "zzz"), 0);
    ck_assert_int_eq(inc_terms_pauses_for(terms, NULL), 0);
    ck_assert_int_eq(inc_terms_pause_all(terms), 0);
    inc_terms_caps(terms, &per_pause, &per_cycle);
    ck_assert_int_eq(per_pause, INC_HOUR);
    ck_assert_int_eq(per_cycle, 2 * INC_HOUR);
    inc_terms_caps(terms, NULL, NULL);
    ck_assert_ptr_eq(inc_terms_ref(terms), terms);
    inc_terms_unref(terms);
    inc_terms_unref(terms);
}
END_TEST

START_TEST(no_terms)
{
    inc_duration per_pause = 7, per_cycle = 7;

    inc_terms_unref(NULL);
    ck_assert_ptr_null(inc_terms_ref(NULL));
    ck_assert_ptr_null(inc_terms_calendar(NULL));
    ck_assert_ptr_null(inc_terms_target(NULL));
    ck_assert_ptr_null(inc_terms_pause(NULL, 0));
    ck_assert_int_eq(inc_terms_pause_all(NULL), 0);
    ck_assert_int_eq(inc_terms_pauses_for(NULL, "x"), 0);
    inc_terms_caps(NULL, &per_pause, &per_cycle);
    ck_assert_int_eq(per_pause + per_cycle, 0);
}
END_TEST

START_TEST(terms_keep_what_they_need)
{
    inc_calendar *lone = fixture_hours(context, 1, 2);
    inc_zone *zone = fixture_utc(context);
    inc_target target = {.size = sizeof target};
    inc_terms_options options = terms_options(&target);
    inc_terms *terms;

    target.kind = INC_TARGET_DAYS;
    target.days = 2;
    target.zone = zone;
    options.calendar = lone;
    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    inc_calendar_unref(lone);
    inc_zone_unref(zone);
    ck_assert_str_eq(inc_zone_name(inc_terms_target(terms)->zone), "UTC");
    ck_assert_int_eq(inc_calendar_reachable(inc_terms_calendar(terms)), 1);
    inc_terms_unref(terms);
}
END_TEST

START_TEST(an_objective_beyond_the_limit_is_left_to_the_linter)
{
    inc_target target = hours_target(1);
    inc_terms_options options = terms_options(&target);
    inc_terms *terms;

    target.objective = 2 * INC_HOUR;
    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    inc_terms_unref(terms);
}
END_TEST

static inc_terms *pausing(const char *first, const char *second, int32_t all, inc_duration cap)
{
    inc_target target = hours_target(4);
    inc_terms_options options = terms_options(&target);
    const char *pauses[2];
    inc_terms *terms;

    pauses[0] = first;
    pauses[1] = second;
    options.pauses = pauses;
    options.pauses_count = second != NULL ? 2 : 1;
    options.pause_all = all;
    options.cap_per_pause = cap;
    ck_assert_int_eq(inc_terms_new(context, &options, &terms), INC_OK);
    return terms;
}

START_TEST(the_same_pauses)
{
    inc_terms *a = pausing("caller", "vendor", 0, 0);
    inc_terms *others[5];
    size_t i;
    static const int same[5] = {1, 0, 0, 0, 0};

    others[0] = pausing("vendor", "caller", 0, 0);
    others[1] = pausing("caller", NULL, 0, 0);
    others[2] = pausing("caller", "other", 0, 0);
    others[3] = pausing("caller", "vendor", 1, 0);
    others[4] = pausing("caller", "vendor", 0, 1);
    for (i = 0; i < 5; i++)
        ck_assert_int_eq(inc__terms_same_pauses(a, others[i]), same[i]);
    inc_terms_unref(a);
    a = pausing("any", NULL, 1, 0);
    ck_assert_int_eq(inc__terms_same_pauses(a, others[3]), 1);
    ck_assert_int_eq(inc_terms_pauses_for(a, "whatever"), 1);
    inc_terms_unref(a);
    for (i = 0; i < 5; i++)
        inc_terms_unref(others[i]);
}
END_TEST

static inc_policy_options named(const char *name)
{
    inc_policy_options options = {.size = sizeof options};

    options.name = name;
    return options;
}

static inc_policy_builder *new_builder(const char *name)
{
    inc_policy_options options = named(name);
    inc_policy_builder *builder;

    ck_assert_int_eq(inc_policy_builder_new(context, &options, &builder), INC_OK);
    return builder;
}

static void refused_policy(inc_policy_options options)
{
    inc_policy_builder *builder = (inc_policy_builder *) context;

    ck_assert_int_eq(inc_policy_builder_new(context, &options, &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
}

START_TEST(options_out_of_bounds)
{
    static const size_t members[] = {
        offsetof(inc_policy_options, agreement),   offsetof(inc_policy_options, tier),
        offsetof(inc_policy_options, anchor),      offsetof(inc_policy_options, stop),
        offsetof(inc_policy_options, on_retarget), offsetof(inc_policy_options, on_reopen),
        offsetof(inc_policy_options, boundary),    offsetof(inc_policy_options, reserved)};
    static const int32_t beyond[] = {3, 1001, 8, 8, 3, 4, 2, 1};
    inc_policy_options options = named(NULL);
    inc_policy_builder *builder;
    int32_t wrong;
    size_t i;

    refused_policy(options);
    refused_policy(named(""));
    refused_policy(named("\xff"));
    options = named("p");
    options.clock = "";
    refused_policy(options);
    options = named("p");
    options.service = "";
    refused_policy(options);
    ck_assert_str_eq(inc_context_error(context),
                     "policy 'p' had service '', category '', not NULL or 1 to 255 bytes");
    options.service = "mail";
    options.category = "\xff";
    refused_policy(options);
    for (i = 0; i < 8; i++) {
        options = named("p");
        memcpy((char *) &options + members[i], &beyond[i], sizeof beyond[i]);
        refused_policy(options);
        wrong = -1;
        memcpy((char *) &options + members[i], &wrong, sizeof wrong);
        refused_policy(options);
    }
    options = named("p");
    options.size = 8;
    refused_policy(options);
    ck_assert_int_eq(inc_policy_builder_new(context, NULL, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_new(NULL, &options, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_new(context, &options, NULL), INC_E_INVALID);
}
END_TEST

static inc_policy *built(const inc_policy_options *options)
{
    inc_policy_builder *builder;
    inc_terms *terms = new_terms(4);
    inc_policy *policy;

    ck_assert_int_eq(inc_policy_builder_new(context, options, &builder), INC_OK);
    ck_assert_int_eq(inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    inc_policy_builder_free(builder);
    inc_terms_unref(terms);
    return policy;
}

START_TEST(defaults_of_the_clocks)
{
    inc_policy_options options = named("p"), read = {.size = sizeof read};
    inc_policy *policy = built(&options);

    ck_assert_int_eq(inc_policy_describe(policy, &read), INC_OK);
    ck_assert_str_eq(read.name, "p");
    ck_assert_str_eq(read.clock, "resolve");
    ck_assert_int_eq(read.anchor, INC_MILESTONE_DETECTED);
    ck_assert_int_eq(read.stop, INC_MILESTONE_RESTORED);
    ck_assert_ptr_null(read.service);
    ck_assert_ptr_null(read.category);
    inc_policy_unref(policy);
    options.clock = "respond";
    policy = built(&options);
    ck_assert_int_eq(inc_policy_describe(policy, &read), INC_OK);
    ck_assert_int_eq(read.anchor, INC_MILESTONE_LOGGED);
    ck_assert_int_eq(read.stop, INC_MILESTONE_ACKNOWLEDGED);
    ck_assert_int_eq(inc_policy_describe(NULL, &read), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_describe(policy, NULL), INC_E_INVALID);
    inc_policy_unref(policy);
}
END_TEST

/* Copies, each by itself; a caller of an earlier size is one without a scope. */
START_TEST(scopes)
{
    char service[] = "mail", category[] = "software";
    inc_policy_options options = named("p"), read = {.size = sizeof read};
    inc_policy *policy;

    options.service = service;
    options.category = category;
    policy = built(&options);
    service[0] = category[0] = 'x';
    ck_assert_int_eq(inc_policy_describe(policy, &read), INC_OK);
    ck_assert_str_eq(read.service, "mail");
    ck_assert_str_eq(read.category, "software");
    inc_policy_unref(policy);
    options.service = NULL;
    policy = built(&options);
    ck_assert_int_eq(inc_policy_describe(policy, &read), INC_OK);
    ck_assert_ptr_null(read.service);
    ck_assert_str_eq(read.category, "xoftware");
    inc_policy_unref(policy);
    options.size = offsetof(inc_policy_options, service);
    policy = built(&options);
    ck_assert_int_eq(inc_policy_describe(policy, &read), INC_OK);
    ck_assert_ptr_null(read.category);
    read.size = options.size;
    read.category = "kept";
    ck_assert_int_eq(inc_policy_describe(policy, &read), INC_OK);
    ck_assert_str_eq(read.category, "kept");
    inc_policy_unref(policy);
}
END_TEST

START_TEST(terms_by_priority)
{
    inc_policy_builder *builder = new_builder("p");
    inc_terms *terms[3];
    inc_policy *policy;
    int32_t priority;
    int i;

    for (i = 0; i < 3; i++)
        terms[i] = new_terms(i + 1);
    ck_assert_int_eq(inc_policy_builder_terms(builder, 3, terms[0]), INC_OK);
    ck_assert_int_eq(inc_policy_builder_terms(builder, 1, terms[1]), INC_OK);
    ck_assert_int_eq(inc_policy_builder_terms(builder, 3, terms[2]), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "policy 'p' already had terms for priority '3'");
    ck_assert_int_eq(inc_policy_builder_terms(builder, -1, terms[2]), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_terms(builder, 1001, terms[2]), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_terms(builder, 2, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_terms(NULL, 2, terms[2]), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    ck_assert_ptr_eq(inc_policy_terms(policy, 3), terms[0]);
    ck_assert_ptr_eq(inc_policy_terms(policy, 1), terms[1]);
    ck_assert_ptr_null(inc_policy_terms(policy, 2));
    ck_assert_ptr_null(inc_policy_terms(policy, INC_PRIORITY_ANY));
    inc_policy_unref(policy);
    ck_assert_int_eq(inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms[2]), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    ck_assert_ptr_eq(inc_policy_terms(policy, 2), terms[2]);
    ck_assert_ptr_eq(inc_policy_terms(policy, -5), terms[2]);
    ck_assert_ptr_eq(inc_policy_terms(policy, 3), terms[0]);
    ck_assert_ptr_null(inc_policy_terms(NULL, 3));
    ck_assert_int_eq(inc_policy_priority(policy, 0, &priority), INC_OK);
    ck_assert_int_eq(priority, INC_PRIORITY_ANY);
    ck_assert_int_eq(inc_policy_priority(policy, 2, &priority), INC_OK);
    ck_assert_int_eq(priority, 3);
    ck_assert_int_eq(inc_policy_priority(policy, 3, &priority), INC_DONE);
    ck_assert_int_eq(inc_policy_priority(policy, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_priority(NULL, 0, &priority), INC_E_INVALID);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
    for (i = 0; i < 3; i++)
        inc_terms_unref(terms[i]);
}
END_TEST

static inc_status add_threshold(inc_policy_builder *builder, const char *id, int32_t kind,
                                int32_t percent, inc_duration duration)
{
    inc_threshold threshold = {.size = sizeof threshold};

    threshold.id = id;
    threshold.kind = kind;
    threshold.percent = percent;
    threshold.duration = duration;
    threshold.calendar = kind == INC_THRESHOLD_BEFORE ? early : NULL;
    return inc_policy_builder_threshold(builder, &threshold);
}

START_TEST(thresholds)
{
    inc_policy_builder *builder = new_builder("p");
    inc_threshold read = {.size = sizeof read};
    inc_terms *terms = new_terms(4);
    inc_policy *policy;

    ck_assert_int_eq(add_threshold(builder, "late", INC_THRESHOLD_AFTER, 5, INC_HOUR), INC_OK);
    ck_assert_int_eq(add_threshold(builder, "75", INC_THRESHOLD_PERCENT, 75, 9), INC_OK);
    ck_assert_int_eq(add_threshold(builder, "soon", INC_THRESHOLD_BEFORE, 0, 0), INC_OK);
    ck_assert_int_eq(add_threshold(builder, "obj", INC_THRESHOLD_OBJECTIVE, 0, 0), INC_OK);
    ck_assert_int_eq(add_threshold(builder, "75", INC_THRESHOLD_PERCENT, 80, 0), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "policy 'p' already had threshold '75'");
    ck_assert_int_eq(add_threshold(builder, "a", INC_THRESHOLD_PERCENT, 0, 0), INC_E_INVALID);
    ck_assert_int_eq(add_threshold(builder, "a", INC_THRESHOLD_PERCENT, 10001, 0), INC_E_INVALID);
    ck_assert_int_eq(add_threshold(builder, "a", INC_THRESHOLD_AFTER, 0, -1), INC_E_INVALID);
    ck_assert_int_eq(add_threshold(builder, "a", 0, 1, 0), INC_E_INVALID);
    ck_assert_int_eq(add_threshold(builder, "a", 5, 1, 0), INC_E_INVALID);
    ck_assert_int_eq(add_threshold(builder, "", INC_THRESHOLD_OBJECTIVE, 0, 0), INC_E_INVALID);
    ck_assert_int_eq(add_threshold(builder, NULL, INC_THRESHOLD_OBJECTIVE, 0, 0), INC_E_INVALID);
    read.size = 8;
    ck_assert_int_eq(inc_policy_builder_threshold(builder, &read), INC_E_INVALID);
    read.size = sizeof read;
    ck_assert_int_eq(inc_policy_builder_threshold(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_threshold(NULL, &read), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_terms(builder, 1, terms), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    ck_assert_int_eq(inc_policy_threshold(policy, 0, &read), INC_OK);
    ck_assert_str_eq(read.id, "late");
    ck_assert_int_eq(read.percent, 0);
    ck_assert_int_eq(read.duration, INC_HOUR);
    ck_assert_int_eq(inc_policy_threshold(policy, 1, &read), INC_OK);
    ck_assert_int_eq(read.percent, 75);
    ck_assert_int_eq(read.duration, 0);
    ck_assert_int_eq(inc_policy_threshold(policy, 2, &read), INC_OK);
    ck_assert_ptr_eq(read.calendar, early);
    ck_assert_int_eq(inc_policy_threshold(policy, 3, &read), INC_OK);
    ck_assert_int_eq(inc_policy_threshold(policy, 4, &read), INC_DONE);
    ck_assert_int_eq(inc_policy_threshold(policy, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_threshold(NULL, 0, &read), INC_E_INVALID);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
    inc_terms_unref(terms);
}
END_TEST

START_TEST(a_policy_needs_terms)
{
    inc_policy_builder *builder = new_builder("lonely");
    inc_policy *policy = (inc_policy *) context;

    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_E_INVALID);
    ck_assert_ptr_null(policy);
    ck_assert_str_eq(inc_context_error(context), "policy 'lonely' had no terms");
    ck_assert_int_eq(inc_policy_builder_build(NULL, &policy), INC_E_INVALID);
    ck_assert_int_eq(inc_policy_builder_build(builder, NULL), INC_E_INVALID);
    inc_policy_builder_free(builder);
    inc_policy_builder_free(NULL);
    inc_policy_unref(NULL);
    ck_assert_ptr_null(inc_policy_ref(NULL));
    ck_assert_ptr_null(inc_policy_hash(NULL));
}
END_TEST

/* The scenario that the canonical form and the starving test share. */
static inc_status fill(inc_context *maker, inc_policy_builder **builder)
{
    static const char *const pauses[] = {"vendor", "caller"};
    inc_policy_options options = named("gold");
    inc_target target = {.size = sizeof target};
    inc_terms_options wanted = terms_options(&target);
    inc_terms *terms = NULL;
    inc_status status;
    int32_t priority;

    options.clock = "hand over";
    options.agreement = INC_AGREEMENT_OLA;
    options.anchor = INC_MILESTONE_OCCURRED;
    options.stop = INC_MILESTONE_CONFIRMED;
    options.tier = 2;
    options.on_retarget = INC_RETARGET_PRORATE;
    options.on_reopen = INC_REOPEN_NEW_CYCLE;
    options.boundary = INC_BOUNDARY_NEXT_OPENING;
    options.service = "mail";
    options.category = "software";
    status = inc_policy_builder_new(maker, &options, builder);
    target.kind = INC_TARGET_DAYS;
    target.rule = INC_DAYS_OWN_LENGTH;
    target.days = 3;
    target.objective_days = 1;
    target.zone = utc;
    wanted.pauses = pauses;
    wanted.pauses_count = 2;
    wanted.cap_per_pause = 2 * INC_HOUR;
    wanted.cap_per_cycle = 5 * INC_HOUR;
    for (priority = 2; priority >= 1 && status == INC_OK; priority--) {
        status = inc_terms_new(maker, &wanted, &terms);
        if (status == INC_OK)
            status = inc_policy_builder_terms(*builder, priority, terms);
        inc_terms_unref(terms);
        terms = NULL;
        target.kind = INC_TARGET_BY;
        target.time_of_day = 16 * 3600;
        wanted.calendar = early;
    }
    if (status == INC_OK)
        status = add_threshold(*builder, "75", INC_THRESHOLD_PERCENT, 75, 0);
    if (status == INC_OK)
        status = add_threshold(*builder, "soon", INC_THRESHOLD_BEFORE, 0, INC_HOUR);
    return status;
}

static const inc_zone *find_zone(void *user, const inc_hash *hash)
{
    (void) user;
    return memcmp(hash, inc_zone_hash(utc), sizeof *hash) == 0 ? utc : NULL;
}

static const inc_calendar *find_calendar(void *user, const inc_hash *hash)
{
    (void) user;
    if (memcmp(hash, inc_calendar_hash(office), sizeof *hash) == 0)
        return office;
    return memcmp(hash, inc_calendar_hash(early), sizeof *hash) == 0 ? early : NULL;
}

static const inc__calendar_resolver resolver = {NULL, find_zone, find_calendar};

static void same_terms(const inc_terms *terms, const inc_terms *other)
{
    const inc_target *a = inc_terms_target(terms), *b = inc_terms_target(other);

    ck_assert_int_eq(inc__terms_same_pauses(terms, other), 1);
    ck_assert_ptr_eq(inc_terms_calendar(terms), inc_terms_calendar(other));
    ck_assert_int_eq(a->kind, b->kind);
    ck_assert_int_eq(a->rule, b->rule);
    ck_assert_int_eq(a->limit, b->limit);
    ck_assert_int_eq(a->objective, b->objective);
    ck_assert_int_eq(a->days, b->days);
    ck_assert_int_eq(a->objective_days, b->objective_days);
    ck_assert_int_eq(a->time_of_day, b->time_of_day);
    ck_assert_ptr_eq(a->zone, b->zone);
}

static void same_options(const inc_policy *policy, const inc_policy *other)
{
    inc_policy_options a = {.size = sizeof a}, b = {.size = sizeof b};

    ck_assert_int_eq(inc_policy_describe(policy, &a), INC_OK);
    ck_assert_int_eq(inc_policy_describe(other, &b), INC_OK);
    ck_assert_str_eq(a.name, b.name);
    ck_assert_str_eq(a.clock, b.clock);
    ck_assert_int_eq(a.agreement, b.agreement);
    ck_assert_int_eq(a.tier, b.tier);
    ck_assert_int_eq(a.anchor, b.anchor);
    ck_assert_int_eq(a.stop, b.stop);
    ck_assert_int_eq(a.on_retarget, b.on_retarget);
    ck_assert_int_eq(a.on_reopen, b.on_reopen);
    ck_assert_int_eq(a.boundary, b.boundary);
    ck_assert_str_eq(a.service, b.service);
    ck_assert_str_eq(a.category, b.category);
}

static void same_thresholds(const inc_policy *policy, const inc_policy *other)
{
    inc_threshold a = {.size = sizeof a}, b = {.size = sizeof b};
    size_t i;

    for (i = 0; inc_policy_threshold(policy, i, &a) == INC_OK; i++) {
        ck_assert_int_eq(inc_policy_threshold(other, i, &b), INC_OK);
        ck_assert_str_eq(a.id, b.id);
        ck_assert_int_eq(a.kind, b.kind);
        ck_assert_int_eq(a.percent, b.percent);
        ck_assert_int_eq(a.duration, b.duration);
        ck_assert_ptr_eq(a.calendar, b.calendar);
    }
    ck_assert_int_eq(inc_policy_threshold(other, i, &b), INC_DONE);
}

START_TEST(bytes_round_trip)
{
    inc_policy_builder *builder;
    inc_policy *policy, *back;
    inc__writer writer;
    inc__reader reader;
    inc_status status;

    ck_assert_int_eq(fill(context, &builder), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__policy_write(&writer, policy), INC_OK);
    inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
    back = inc__policy_read(&reader, context, &resolver, &status);
    ck_assert_int_eq(status, INC_OK);
    ck_assert_uint_eq(reader.left, 0);
    ck_assert_mem_eq(inc_policy_hash(policy), inc_policy_hash(back), sizeof(inc_hash));
    same_options(policy, back);
    same_terms(inc_policy_terms(policy, 1), inc_policy_terms(back, 1));
    same_terms(inc_policy_terms(policy, 2), inc_policy_terms(back, 2));
    same_thresholds(policy, back);
    inc__writer_free(&writer);
    inc_policy_unref(back);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
}
END_TEST

/* Every prefix is refused; a changed byte is refused, or is another policy, or is not canonical. */
START_TEST(bytes_that_are_damaged)
{
    inc_policy_builder *builder;
    inc_policy *policy, *back;
    inc__writer writer;
    inc__reader reader;
    inc_status status;
    size_t i, other = 0, unknown = 0;

    ck_assert_int_eq(fill(context, &builder), INC_OK);
    ck_assert_int_eq(inc_policy_builder_build(builder, &policy), INC_OK);
    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__policy_write(&writer, policy), INC_OK);
    for (i = 0; i < writer.bytes.count; i++) {
        unsigned char *byte = INC__AT(&writer.bytes, unsigned char, i);
        inc__reader_init(&reader, writer.bytes.items, i);
        ck_assert_ptr_null(inc__policy_read(&reader, context, &resolver, &status));
        ck_assert_int_eq(status, INC_E_FORMAT);
        *byte ^= 1;
        inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
        back = inc__policy_read(&reader, context, &resolver, &status);
        ck_assert(status == INC_OK || status == INC_E_FORMAT || status == INC_E_NOT_FOUND ||
                  (status == INC_E_UNSUPPORTED && i == 0));
        ck_assert_int_eq(back != NULL, status == INC_OK);
        other += status == INC_OK;
        unknown += status == INC_E_NOT_FOUND;
        inc_policy_unref(back);
        *byte ^= 1;
    }
    ck_assert_uint_gt(other, 0);
    ck_assert_uint_ge(unknown, 5 * sizeof(inc_hash));
    inc__writer_free(&writer);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
}
END_TEST

START_TEST(whatever_differs_has_another_hash)
{
    inc_policy_options options = named("p");
    inc_policy *first = built(&options), *second = built(&options), *third;

    ck_assert_mem_eq(inc_policy_hash(first), inc_policy_hash(second), sizeof(inc_hash));
    options.boundary = INC_BOUNDARY_NEXT_OPENING;
    third = built(&options);
    ck_assert_mem_ne(inc_policy_hash(first), inc_policy_hash(third), sizeof(inc_hash));
    inc_policy_unref(second);
    inc_policy_unref(third);
    options = named("p");
    options.service = "mail";
    second = built(&options);
    options.category = options.service;
    options.service = NULL;
    third = built(&options);
    ck_assert_mem_ne(inc_policy_hash(first), inc_policy_hash(second), sizeof(inc_hash));
    ck_assert_mem_ne(inc_policy_hash(first), inc_policy_hash(third), sizeof(inc_hash));
    ck_assert_mem_ne(inc_policy_hash(second), inc_policy_hash(third), sizeof(inc_hash));
    ck_assert_ptr_eq(inc_policy_ref(first), first);
    inc_policy_unref(first);
    inc_policy_unref(first);
    inc_policy_unref(second);
    inc_policy_unref(third);
}
END_TEST

static inc_status build_and_read(inc_context *starving)
{
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL, *back = NULL;
    inc__writer writer;
    inc__reader reader;
    inc_status status = fill(starving, &builder);

    inc__writer_init(&writer, starving);
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, &policy);
    if (status == INC_OK)
        status = inc__policy_write(&writer, policy);
    if (status == INC_OK) {
        inc__reader_init(&reader, writer.bytes.items, writer.bytes.count);
        back = inc__policy_read(&reader, starving, &resolver, &status);
    }
    inc_policy_unref(back);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
    inc__writer_free(&writer);
    return status;
}

START_TEST(memory_runs_out)
{
    fixture_starve(context, &memory, build_and_read);
}
END_TEST

START_TEST(a_builder_survives_a_failure)
{
    inc_policy_builder *builder = NULL;
    inc_policy *policy;
    long nth;

    ck_assert_int_eq(fill(context, &builder), INC_OK);
    for (nth = 0;; nth++) {
        inc_status status;
        memory.left = nth;
        status = inc_policy_builder_build(builder, &policy);
        memory.left = -1;
        if (status == INC_OK)
            break;
        ck_assert_int_eq(status, INC_E_NOMEM);
        ck_assert_ptr_null(policy);
    }
    ck_assert_int_gt(nth, 3);
    inc_policy_unref(policy);
    inc_policy_builder_free(builder);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy");
    TCase *tcase = tcase_create("policy");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, terms_out_of_bounds);
    tcase_add_test(tcase, terms_read_back);
    tcase_add_test(tcase, no_terms);
    tcase_add_test(tcase, terms_keep_what_they_need);
    tcase_add_test(tcase, an_objective_beyond_the_limit_is_left_to_the_linter);
    tcase_add_test(tcase, the_same_pauses);
    tcase_add_test(tcase, options_out_of_bounds);
    tcase_add_test(tcase, defaults_of_the_clocks);
    tcase_add_test(tcase, scopes);
    tcase_add_test(tcase, terms_by_priority);
    tcase_add_test(tcase, thresholds);
    tcase_add_test(tcase, a_policy_needs_terms);
    tcase_add_test(tcase, bytes_round_trip);
    tcase_add_test(tcase, bytes_that_are_damaged);
    tcase_add_test(tcase, whatever_differs_has_another_hash);
    tcase_add_test(tcase, memory_runs_out);
    tcase_add_test(tcase, a_builder_survives_a_failure);
    suite_add_tcase(suite, tcase);
    return fixture_run(suite);
}
