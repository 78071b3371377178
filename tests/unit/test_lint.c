/* The linter: each kind found where it is, and not where it is not. */
#include "make_rules.h"

static inc_context *context;
static inc_rules_builder *rules;
static inc_calendar *office, *always, *never, *composite;

static void setup(void)
{
    context = make_context(NULL);
    rules = make_builder(context, "1");
    office = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    always = make_calendar(context, "UTC", INC_SUNDAY, 0, 24);
    never = make_calendar(context, "UTC", INC_FRIDAY, 0, 0);
    composite = make_composite(context, office, always);
}

static void teardown(void)
{
    inc_calendar_unref(office);
    inc_calendar_unref(always);
    inc_calendar_unref(never);
    inc_calendar_unref(composite);
    inc_rules_builder_free(rules);
    inc_context_unref(context);
}

/* What is to be found, in order; kind 0 ends it. */
typedef struct expected {
    int32_t kind;
    int32_t severity;
    const char *where;
    const char *quoted; /* a part of the line */
} expected;

static void expect(const expected *items)
{
    inc_lint_finding finding;
    inc_rules *made;
    inc_lint *lint;
    inc_status status;

    MAKE_OK(inc_rules_builder_build(rules, &made));
    MAKE_OK(inc_lint_new(context, made, &lint));
    inc_rules_unref(made);
    finding.size = sizeof finding;
    while ((status = inc_lint_next(lint, &finding)) == INC_OK) {
        ck_assert_msg(items->kind != 0, "surplus: %s: %s", finding.where, finding.line);
        ck_assert_msg(finding.kind == items->kind, "%s: %s", finding.where, finding.line);
        ck_assert_int_eq(finding.severity, items->severity);
        ck_assert_str_eq(finding.where, items->where);
        ck_assert_msg(strstr(finding.line, items->quoted) != NULL, "%s", finding.line);
        items++;
    }
    ck_assert_int_eq(status, INC_DONE);
    ck_assert_msg(items->kind == 0, "missing: %s", items->where);
    inc_lint_free(lint);
}

/* One finding, and no other. */
static void expect_first(const expected *item)
{
    expected items[2] = {*item, {0, 0, NULL, NULL}};
    expect(items);
}

static void expect_nothing(void)
{
    static const expected nothing[] = {{0, 0, NULL, NULL}};
    expect(nothing);
}

static inc_policy_builder *sla(void)
{
    return make_policy(context, "resolve", INC_AGREEMENT_SLA, 0);
}

START_TEST(nothing_is_wrong_with_nothing)
{
    inc_lint *lint = NULL;
    inc_lint_finding finding;
    inc_rules *made;

    expect_nothing();
    MAKE_OK(inc_rules_builder_build(rules, &made));
    ck_assert_int_eq(inc_lint_new(NULL, made, &lint), INC_E_INVALID);
    ck_assert_int_eq(inc_lint_new(context, NULL, &lint), INC_E_INVALID);
    ck_assert_int_eq(inc_lint_new(context, made, NULL), INC_E_INVALID);
    ck_assert_ptr_null(lint);
    finding.size = sizeof finding;
    ck_assert_int_eq(inc_lint_next(NULL, &finding), INC_E_INVALID);
    MAKE_OK(inc_lint_new(context, made, &lint));
    ck_assert_int_eq(inc_lint_next(lint, NULL), INC_E_INVALID);
    inc_lint_free(lint);
    inc_lint_free(NULL);
    inc_rules_unref(made);
}
END_TEST

START_TEST(kinds_have_names)
{
    int32_t kind, other;

    for (kind = INC_LINT_UNREACHABLE_TARGET; kind <= INC_LINT_TIER_UNKNOWN; kind++) {
        ck_assert_str_ne(inc_lint_name(kind), "?");
        for (other = INC_LINT_UNREACHABLE_TARGET; other < kind; other++)
            ck_assert_str_ne(inc_lint_name(kind), inc_lint_name(other));
    }
    ck_assert_str_eq(inc_lint_name(INC_LINT_UNREACHABLE_TARGET), "unreachable_target");
    ck_assert_str_eq(inc_lint_name(INC_LINT_LOWER_PRIORITY_FASTER), "lower_priority_faster");
    ck_assert_str_eq(inc_lint_name(INC_LINT_CATEGORY_UNKNOWN), "category_unknown");
    ck_assert_str_eq(inc_lint_name(INC_LINT_PROCESS_CALENDAR_CLOSED), "process_calendar_closed");
    ck_assert_str_eq(inc_lint_name(INC_LINT_TIER_UNKNOWN), "tier_unknown");
    ck_assert_str_eq(inc_lint_name(0), "?");
    ck_assert_str_eq(inc_lint_name(-1), "?");
    ck_assert_str_eq(inc_lint_name(kind), "?");
}
END_TEST

START_TEST(unreachable_target)
{
    static const expected items[] = {
        {INC_LINT_UNREACHABLE_TARGET, INC_LINT_ERROR, "policies/resolve/P1", "'4h'"},
        {INC_LINT_UNREACHABLE_TARGET, INC_LINT_ERROR, "policies/resolve/P2", "'3bd'"},
        {INC_LINT_UNREACHABLE_TARGET, INC_LINT_ERROR, "policies/resolve/thresholds/late", "'late'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla();

    make_policy_terms(context, policy, 1, never, make_hours(1, 4));
    make_policy_terms(context, policy, 2, never, make_days(1, 3));
    make_policy_terms(context, policy, 3, office, make_hours(1, 4));
    make_threshold(policy, "late", INC_THRESHOLD_AFTER, 0, INC_HOUR, never);
    make_add_policy(rules, policy);
    expect(items);
}
END_TEST

/* Open on 2020-01-01 (day 18262) alone, 09:00-17:00. */
static inc_calendar *one_day(void)
{
    inc_zone *zone = make_zone(context, "UTC");
    inc_calendar_builder *builder;
    inc_calendar *calendar;
    inc_exception exception;
    inc_hours hours = {9 * 3600, 17 * 3600};

    memset(&exception, 0, sizeof exception);
    exception.size = sizeof exception;
    exception.scope = INC_SCOPE_DATE;
    exception.from = 18262;
    exception.hours = &hours;
    exception.hours_count = 1;
    MAKE_OK(inc_calendar_builder_new(context, zone, &builder));
    MAKE_OK(inc_calendar_builder_except(builder, &exception));
    MAKE_OK(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

/* A calendar that has some open time, but never that much, or not any more. */
START_TEST(unreachable_in_part)
{
    static const expected items[] = {
        {INC_LINT_UNREACHABLE_TARGET, INC_LINT_WARNING, "policies/resolve/P1", "'8h'"},
        {INC_LINT_UNREACHABLE_TARGET, INC_LINT_ERROR, "policies/resolve/P2", "'9h'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla();
    inc_calendar *calendar = one_day();

    make_policy_terms(context, policy, 1, calendar, make_hours(1, 8));
    make_policy_terms(context, policy, 2, calendar, make_hours(1, 9));
    make_add_policy(rules, policy);
    expect(items);
    inc_calendar_unref(calendar);
}
END_TEST

/* Level 2 of urgency has a name; priority 3 has none and is given by no cell. */
START_TEST(cells_and_priorities)
{
    static const expected items[] = {
        {INC_LINT_EMPTY_CELL, INC_LINT_ERROR, "matrix/1/2", "'low\?key'"},
        {INC_LINT_EMPTY_CELL, INC_LINT_ERROR, "matrix/2/1", "'2'"},
        {INC_LINT_PRIORITY_UNUSED, INC_LINT_WARNING, "matrix/priorities/3", "'3'"},
        {INC_LINT_PRIORITY_UNUSED, INC_LINT_WARNING, "policies/resolve/P9", "'9'"},
        {INC_LINT_PRIORITY_WITHOUT_TERMS, INC_LINT_WARNING, "policies/resolve/P2", "'2'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla(), *ola = make_policy(context, "tier1", INC_AGREEMENT_OLA, 1);
    inc_matrix_builder *builder;
    inc_matrix *matrix;

    MAKE_OK(inc_matrix_builder_new(context, "1", 2, 2, 3, &builder));
    MAKE_OK(inc_matrix_builder_level(builder, INC_SCALE_URGENCY, 2, "low\nkey", NULL));
    MAKE_OK(inc_matrix_builder_cell(builder, 1, 1, 1));
    MAKE_OK(inc_matrix_builder_cell(builder, 2, 2, 2));
    MAKE_OK(inc_matrix_builder_build(builder, &matrix));
    MAKE_OK(inc_rules_builder_matrix(rules, matrix));
    make_policy_terms(context, policy, 1, office, make_hours(1, 4));
    make_policy_terms(context, policy, 9, office, make_hours(1, 8));
    make_add_policy(rules, policy);
    make_policy_terms(context, ola, 1, office, make_hours(1, 4));
    make_add_policy(rules, ola);
    expect(items);
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(builder);
}
END_TEST

START_TEST(any_priority_has_terms)
{
    inc_policy_builder *policy = sla();

    make_add_matrix(context, rules, 3);
    make_policy_terms(context, policy, INC_PRIORITY_ANY, office, make_hours(1, 4));
    make_policy_terms(context, policy, 1, office, make_hours(1, 8));
    make_add_policy(rules, policy);
    expect_nothing();
}
END_TEST

START_TEST(objective_beyond_limit)
{
    static const expected items[] = {
        {INC_LINT_OBJECTIVE_BEYOND_LIMIT, INC_LINT_ERROR, "policies/resolve/any", "'5h'"},
        {INC_LINT_OBJECTIVE_BEYOND_LIMIT, INC_LINT_ERROR, "policies/resolve/P1", "'4bd'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla();

    make_policy_terms(context, policy, INC_PRIORITY_ANY, office, make_hours(5, 4));
    make_policy_terms(context, policy, 1, office, make_days(4, 3));
    make_add_policy(rules, policy);
    expect(items);
}
END_TEST

START_TEST(days_without_zone)
{
    static const expected items[] = {
        {INC_LINT_DAYS_WITHOUT_ZONE, INC_LINT_ERROR, "policies/resolve/P1", "'3bd'"},
        {INC_LINT_DAYS_WITHOUT_ZONE, INC_LINT_ERROR, "policies/resolve/P2", "'3bd by 16:00'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla();
    inc_zone *zone = make_zone(context, "GMT");
    inc_target by = make_days(0, 3), zoned = make_days(1, 3);

    by.kind = INC_TARGET_BY;
    by.time_of_day = 16 * 3600;
    zoned.zone = zone;
    make_policy_terms(context, policy, 1, composite, make_days(1, 3));
    make_policy_terms(context, policy, 2, composite, by);
    make_policy_terms(context, policy, 3, composite, zoned);
    make_policy_terms(context, policy, 4, composite, make_hours(40, 50));
    make_add_policy(rules, policy);
    expect(items);
    inc_zone_unref(zone);
}
END_TEST

/* The objective is a quarter of P1, and three quarters of P2. */
START_TEST(thresholds_out_of_order)
{
    static const expected items[] = {{INC_LINT_THRESHOLDS_OUT_OF_ORDER, INC_LINT_WARNING,
                                      "policies/resolve/P1/thresholds/objective", "'half'"},
                                     {INC_LINT_THRESHOLDS_OUT_OF_ORDER, INC_LINT_WARNING,
                                      "policies/resolve/P1/thresholds/early", "'due'"},
                                     {INC_LINT_THRESHOLDS_OUT_OF_ORDER, INC_LINT_WARNING,
                                      "policies/resolve/P2/thresholds/early", "'due'"},
                                     {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla();

    make_policy_terms(context, policy, 1, office, make_hours(1, 4));
    make_policy_terms(context, policy, 2, office, make_hours(6, 8));
    make_threshold(policy, "half", INC_THRESHOLD_PERCENT, 50, 0, NULL);
    make_threshold(policy, "objective", INC_THRESHOLD_OBJECTIVE, 0, 0, NULL);
    make_threshold(policy, "due", INC_THRESHOLD_PERCENT, 100, 0, NULL);
    make_threshold(policy, "early", INC_THRESHOLD_BEFORE, 0, INC_HOUR, NULL);
    make_threshold(policy, "late", INC_THRESHOLD_AFTER, 0, INC_HOUR, always);
    make_threshold(policy, "twice", INC_THRESHOLD_PERCENT, 200, 0, NULL);
    make_add_policy(rules, policy);
    expect(items);
}
END_TEST

START_TEST(equal_thresholds_are_in_order)
{
    inc_policy_builder *policy = sla();

    make_policy_terms(context, policy, 1, office, make_hours(2, 4));
    make_threshold(policy, "half", INC_THRESHOLD_PERCENT, 50, 0, NULL);
    make_threshold(policy, "objective", INC_THRESHOLD_OBJECTIVE, 0, 0, NULL);
    make_threshold(policy, "two hours left", INC_THRESHOLD_BEFORE, 0, 2 * INC_HOUR, NULL);
    make_add_policy(rules, policy);
    expect_nothing();
}
END_TEST

static inc_policy_builder *prorating(void)
{
    inc_policy_options options;
    inc_policy_builder *builder;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = "resolve";
    options.on_retarget = INC_RETARGET_PRORATE;
    MAKE_OK(inc_policy_builder_new(context, &options, &builder));
    return builder;
}

START_TEST(prorate_across_units)
{
    static const expected items[] = {
        {INC_LINT_PRORATE_ACROSS_UNITS, INC_LINT_ERROR, "policies/resolve", "'3bd' of P3"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = prorating();

    make_policy_terms(context, policy, 1, office, make_hours(1, 4));
    make_policy_terms(context, policy, 2, office, make_hours(1, 8));
    if (_i == 1)
        make_policy_terms(context, policy, 3, office, make_days(1, 3));
    make_add_policy(rules, policy);
    if (_i == 1)
        expect(items);
    else
        expect_nothing();
}
END_TEST

START_TEST(lower_priority_faster)
{
    static const expected items[] = {
        {INC_LINT_LOWER_PRIORITY_FASTER, INC_LINT_WARNING, "policies/resolve/P3", "'4h' ends"},
        {INC_LINT_LOWER_PRIORITY_FASTER, INC_LINT_WARNING, "policies/resolve/P5", "'1bd' ends"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla();

    make_policy_terms(context, policy, INC_PRIORITY_ANY, office, make_hours(1, 80));
    make_policy_terms(context, policy, 1, always, make_hours(1, 5));
    make_policy_terms(context, policy, 2, office, make_hours(1, 5));
    make_policy_terms(context, policy, 3, always, make_hours(1, 4));
    make_policy_terms(context, policy, 4, office, make_days(1, 2));
    make_policy_terms(context, policy, 5, office, make_days(1, 1));
    make_policy_terms(context, policy, 6, office, make_days(1, 1));
    make_add_policy(rules, policy);
    expect(items);
}
END_TEST

static void add_ola(const char *name, int32_t tier, const inc_calendar *calendar, inc_target target)
{
    inc_policy_builder *policy = make_policy(context, name, INC_AGREEMENT_OLA, tier);

    make_policy_terms(context, policy, 1, calendar, target);
    make_add_policy(rules, policy);
}

static void add_sla(inc_target target)
{
    inc_policy_builder *policy = sla();

    make_policy_terms(context, policy, 1, office, target);
    make_add_policy(rules, policy);
}

/* Two teams of one tier take turns; an agreement without a tier counts by itself. */
START_TEST(ola_within_sla)
{
    add_sla(make_hours(1, 8));
    add_ola("a", 1, office, make_hours(1, 2));
    add_ola("b", 2, office, make_hours(1, 4));
    add_ola("c", 2, office, make_hours(1, 5));
    add_ola("d", 0, office, make_hours(1, 1));
    expect_nothing();
}
END_TEST

START_TEST(ola_beyond_sla)
{
    static const expected items[] = {
        {INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR, "policies/resolve/P1", "'9h'"},
        {0, 0, NULL, NULL}};

    add_sla(make_hours(1, 8));
    add_ola("a", 1, office, make_hours(1, 2));
    add_ola("b", 2, office, make_hours(1, 5));
    add_ola("c", 0, office, make_hours(1, 1));
    add_ola("d", 0, office, make_hours(1, 1));
    expect(items);
}
END_TEST

START_TEST(ola_days_beyond_sla)
{
    static const expected items[] = {
        {INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR, "policies/resolve/P1", "'4bd'"},
        {0, 0, NULL, NULL}};

    add_sla(make_days(1, 3));
    add_ola("a", 1, office, make_days(1, 2));
    add_ola("b", 2, office, make_days(1, 2));
    expect(items);
}
END_TEST

/* Once per priority, and what can be compared still is. */
START_TEST(ola_not_comparable)
{
    static const expected items[] = {
        {INC_LINT_OLA_NOT_COMPARABLE, INC_LINT_WARNING, "policies/resolve/P1", "'a'"},
        {INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR, "policies/resolve/P1", "'9h'"},
        {0, 0, NULL, NULL}};

    add_sla(make_hours(1, 8));
    add_ola("a", 1, office, make_days(1, 1));
    add_ola("b", 2, always, make_hours(1, 5));
    add_ola("c", 3, office, make_hours(1, 9));
    expect(items);
}
END_TEST

/* A policy for P1 alone of 8 hours; an OLA measures a clock of its own. */
static void add_scoped(const char *name, int32_t agreement, int32_t hours, const char *service,
                       const char *category)
{
    inc_policy_options options;
    inc_policy_builder *builder;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = name;
    options.clock = agreement == INC_AGREEMENT_OLA ? "team" : NULL;
    options.agreement = agreement;
    options.service = service;
    options.category = category;
    MAKE_OK(inc_policy_builder_new(context, &options, &builder));
    make_policy_terms(context, builder, 1, office, make_hours(1, hours));
    make_add_policy(rules, builder);
}

static void add_taxonomy(void)
{
    inc_category category = {sizeof category, "software", NULL, NULL, 0, 0};
    inc_taxonomy_builder *builder;
    inc_taxonomy *taxonomy;

    MAKE_OK(inc_taxonomy_builder_new(context, "1", &builder));
    MAKE_OK(inc_taxonomy_builder_add(builder, &category));
    category.id = "mail";
    category.parent = "software";
    MAKE_OK(inc_taxonomy_builder_add(builder, &category));
    MAKE_OK(inc_taxonomy_builder_build(builder, &taxonomy));
    MAKE_OK(inc_rules_builder_taxonomy(rules, taxonomy));
    inc_taxonomy_unref(taxonomy);
    inc_taxonomy_builder_free(builder);
}

/* 5 hours of the OLAs are for all, 9 for one service: only they are beyond, and only its SLA. */
START_TEST(olas_add_up_within_a_scope)
{
    static const expected items[] = {
        {INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR, "policies/vip/P1", "'9h'"}, {0, 0, NULL, NULL}};

    add_scoped("all", INC_AGREEMENT_SLA, 8, NULL, NULL);
    add_scoped("vip", INC_AGREEMENT_SLA, 8, "vip", NULL);
    add_scoped("a", INC_AGREEMENT_OLA, 5, NULL, NULL);
    add_scoped("b", INC_AGREEMENT_OLA, 4, "vip", NULL);
    add_scoped("c", INC_AGREEMENT_OLA, 5, "vip", NULL);
    add_scoped("d", INC_AGREEMENT_OLA, 5, "mail", NULL);
    add_scoped("e", INC_AGREEMENT_OLA, 5, "vip", "mail");
    add_taxonomy();
    expect(items);
}
END_TEST

/* The priorities to look at are those of the SLA and of its own OLAs. */
START_TEST(olas_of_other_scopes_add_no_priority)
{
    static const expected items[] = {
        {INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR, "policies/resolve/any", "'9h'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *policy = sla(), *ola = make_policy(context, "a", INC_AGREEMENT_OLA, 1);

    make_policy_terms(context, policy, INC_PRIORITY_ANY, office, make_hours(1, 8));
    make_add_policy(rules, policy);
    make_policy_terms(context, ola, INC_PRIORITY_ANY, office, make_hours(1, 9));
    make_add_policy(rules, ola);
    add_scoped("b", INC_AGREEMENT_OLA, 1, "vip", NULL);
    expect(items);
}
END_TEST

/* What measures a clock of its own in its scope is part of resolve there, whatever other scopes
 * have. */
START_TEST(clocks_of_other_scopes_do_not_count)
{
    static const expected items[] = {
        {INC_LINT_OLA_BEYOND_SLA, INC_LINT_ERROR, "policies/all/P1", "'9h'"}, {0, 0, NULL, NULL}};
    inc_policy_options options;
    inc_policy_builder *builder;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = options.clock = "team";
    options.service = _i == 0 ? "vip" : NULL;
    MAKE_OK(inc_policy_builder_new(context, &options, &builder));
    make_policy_terms(context, builder, 1, office, make_hours(1, 20));
    make_add_policy(rules, builder);
    add_scoped("all", INC_AGREEMENT_SLA, 8, NULL, NULL);
    add_scoped("a", INC_AGREEMENT_OLA, 9, NULL, NULL);
    if (_i == 0)
        expect(items);
    else
        expect_nothing();
}
END_TEST

/* The rest of a scope may be left to a wider one; not to a narrower, or to another clock. */
START_TEST(wider_scopes_serve_narrower_ones)
{
    static const expected alone[] = {
        {INC_LINT_PRIORITY_WITHOUT_TERMS, INC_LINT_WARNING, "policies/mail/P2", "'2'"},
        {0, 0, NULL, NULL}};
    static const struct {
        const char *service, *category, *clock;
        int serves;
    } others[] = {{NULL, NULL, NULL, 1},       {"vip", NULL, NULL, 1},
                  {NULL, "software", NULL, 1}, {"vip", "software", NULL, 1},
                  {"vip", "mail", NULL, 1},    {"other", NULL, NULL, 0},
                  {"other", "mail", NULL, 0},  {NULL, NULL, "reply", 0}};
    inc_policy_builder *builder;
    inc_policy_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = "rest";
    options.service = others[_i].service;
    options.category = others[_i].category;
    options.clock = others[_i].clock;
    add_taxonomy();
    make_add_matrix(context, rules, 2);
    add_scoped("mail", INC_AGREEMENT_SLA, 8, "vip", "mail");
    MAKE_OK(inc_policy_builder_new(context, &options, &builder));
    make_policy_terms(context, builder, INC_PRIORITY_ANY, office, make_hours(1, 8));
    make_add_policy(rules, builder);
    if (others[_i].serves)
        expect_nothing();
    else
        expect(alone);
}
END_TEST

START_TEST(narrower_scopes_do_not_serve_wider_ones)
{
    static const expected items[] = {
        {INC_LINT_PRIORITY_WITHOUT_TERMS, INC_LINT_WARNING, "policies/all/P2", "'2'"},
        {0, 0, NULL, NULL}};
    inc_policy_builder *builder;
    inc_policy_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = "rest";
    options.service = _i == 0 ? "vip" : NULL;
    options.category = _i == 1 ? "mail" : NULL;
    add_taxonomy();
    make_add_matrix(context, rules, 2);
    add_scoped("all", INC_AGREEMENT_SLA, 8, NULL, NULL);
    MAKE_OK(inc_policy_builder_new(context, &options, &builder));
    make_policy_terms(context, builder, INC_PRIORITY_ANY, office, make_hours(1, 8));
    make_add_policy(rules, builder);
    expect(items);
}
END_TEST

START_TEST(category_unknown)
{
    static const expected items[] = {
        {INC_LINT_CATEGORY_UNKNOWN, INC_LINT_ERROR, "policies/resolve", "no taxonomy"},
        {INC_LINT_CATEGORY_UNKNOWN, INC_LINT_ERROR, "policies/resolve", "'printer'"},
        {0, 0, NULL, NULL}};

    add_scoped("resolve", INC_AGREEMENT_SLA, 8, "any service", _i == 2 ? "mail" : "printer");
    if (_i > 0)
        add_taxonomy();
    if (_i == 2)
        expect_nothing();
    else
        expect_first(&items[_i]);
}
END_TEST

START_TEST(process_calendar_closed)
{
    static const expected items[] = {
        {INC_LINT_PROCESS_CALENDAR_CLOSED, INC_LINT_ERROR, "process/confirm_calendar", "'8h'"},
        {0, 0, NULL, NULL}};
    const inc_calendar *const calendars[] = {NULL, office, never};

    make_add_process(context, rules, calendars[_i], 0);
    if (_i == 2)
        expect(items);
    else
        expect_nothing();
}
END_TEST

/* Nobody waits in a calendar when there is no time to confirm. */
START_TEST(no_time_needs_no_calendar)
{
    inc_process_options options;
    inc_process_builder *builder;
    inc_process *process;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.confirm_calendar = never;
    MAKE_OK(inc_process_builder_new(context, &options, &builder));
    MAKE_OK(inc_process_builder_build(builder, &process));
    MAKE_OK(inc_rules_builder_process(rules, process));
    inc_process_unref(process);
    inc_process_builder_free(builder);
    expect_nothing();
}
END_TEST

/* Any tier goes where the process does not say how many there are. */
START_TEST(tier_unknown)
{
    static const expected items[] = {
        {INC_LINT_TIER_UNKNOWN, INC_LINT_WARNING, "policies/b", "'3' is beyond the 2"},
        {0, 0, NULL, NULL}};

    make_add_process(context, rules, NULL, _i == 0 ? 2 : 0);
    add_ola("a", 2, office, make_hours(1, 2));
    add_ola("b", 3, office, make_hours(1, 2));
    if (_i == 0)
        expect(items);
    else
        expect_nothing();
}
END_TEST

START_TEST(findings_survive_a_lack_of_memory)
{
    make_memory memory = {0, 0, 0, 0};
    inc_context *poor = make_context(&memory);
    size_t live = memory.live, fail = 1;
    inc_lint *lint = NULL;
    inc_rules *made;

    add_sla(make_hours(1, 8));
    add_ola("a", 1, office, make_days(1, 1));
    add_ola("b", 2, office, make_hours(1, 9));
    MAKE_OK(inc_rules_builder_build(rules, &made));
    for (; memory.calls >= memory.fail; fail++) {
        inc_status status;

        memory.calls = 0;
        memory.fail = fail;
        memory.sticky = _i;
        status = inc_lint_new(poor, made, &lint);
        ck_assert_int_eq(status, memory.calls >= fail ? INC_E_NOMEM : INC_OK);
        inc_lint_free(lint);
        ck_assert_uint_eq(memory.live, live);
    }
    ck_assert_uint_gt(fail, 4);
    inc_rules_unref(made);
    inc_context_unref(poor);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lint");
    TCase *tcase = tcase_create("lint");
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, nothing_is_wrong_with_nothing);
    tcase_add_test(tcase, kinds_have_names);
    tcase_add_test(tcase, unreachable_target);
    tcase_add_test(tcase, unreachable_in_part);
    tcase_add_test(tcase, cells_and_priorities);
    tcase_add_test(tcase, any_priority_has_terms);
    tcase_add_test(tcase, objective_beyond_limit);
    tcase_add_test(tcase, days_without_zone);
    tcase_add_test(tcase, thresholds_out_of_order);
    tcase_add_test(tcase, equal_thresholds_are_in_order);
    tcase_add_loop_test(tcase, prorate_across_units, 0, 2);
    tcase_add_test(tcase, lower_priority_faster);
    tcase_add_test(tcase, ola_within_sla);
    tcase_add_test(tcase, ola_beyond_sla);
    tcase_add_test(tcase, ola_days_beyond_sla);
    tcase_add_test(tcase, ola_not_comparable);
    tcase_add_test(tcase, olas_add_up_within_a_scope);
    tcase_add_test(tcase, olas_of_other_scopes_add_no_priority);
    tcase_add_loop_test(tcase, clocks_of_other_scopes_do_not_count, 0, 2);
    tcase_add_loop_test(tcase, wider_scopes_serve_narrower_ones, 0, 8);
    tcase_add_loop_test(tcase, narrower_scopes_do_not_serve_wider_ones, 0, 2);
    tcase_add_loop_test(tcase, category_unknown, 0, 3);
    tcase_add_loop_test(tcase, process_calendar_closed, 0, 3);
    tcase_add_test(tcase, no_time_needs_no_calendar);
    tcase_add_loop_test(tcase, tier_unknown, 0, 2);
    tcase_add_loop_test(tcase, findings_survive_a_lack_of_memory, 0, 2);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
