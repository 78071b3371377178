/* No memory: terms, policies, matrices, taxonomies, processes, sets of rules. */
#include "desk.h"
#include "oom.h"

/* What is made once, with memory. */
static inc_context *rich;
static inc_zone *utc;
static inc_calendar *office;
static inc_rules *first_rules;

static void rich_setup(void)
{
    DESK_OK(inc_context_new(NULL, &rich));
    utc = desk_zone(rich, "UTC");
    office = desk_calendar(rich, utc, 9, 17);
    first_rules = desk_rules(rich, "1");
}

static void rich_teardown(void)
{
    inc_rules_unref(first_rules);
    inc_calendar_unref(office);
    inc_zone_unref(utc);
    inc_context_unref(rich);
}

static void sweep(oom_scenario *scenario, size_t least)
{
    rich_setup();
    oom_sweep(scenario, least);
    rich_teardown();
}

static inc_status add_terms(oom_run *run, inc_policy_builder *builder, int32_t priority)
{
    static const char *const pauses[] = {"vendor", "caller", "caller", "parts"};
    inc_target target = {.size = sizeof target, .kind = INC_TARGET_DAYS, .days = 2, .zone = utc};
    inc_terms_options options = {.size = sizeof options, .calendar = office, .target = &target};
    inc_terms *terms = NULL;
    inc_status status;

    options.pauses = pauses;
    options.pauses_count = 4;
    OOM_MAKE(run, terms, inc_terms_new(run->context, &options, &terms));
    OOM_CALL(run, inc_policy_builder_terms(builder, priority, terms));
    oom_note_text(run, inc_terms_pause(terms, 0));
out:
    inc_terms_unref(terms);
    return status;
}

static inc_status add_threshold(oom_run *run, inc_policy_builder *builder, const char *id,
                                int32_t percent)
{
    inc_threshold threshold = {.size = sizeof threshold, .kind = INC_THRESHOLD_PERCENT};
    inc_status status;

    threshold.id = id;
    threshold.percent = percent;
    threshold.calendar = office;
    OOM_CALL(run, inc_policy_builder_threshold(builder, &threshold));
out:
    return status;
}

static inc_status make_policy(oom_run *run)
{
    inc_policy_options options = {.size = sizeof options,
                                  .name = "reply",
                                  .clock = "next reply",
                                  .service = "mail",
                                  .category = "software"};
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    inc_status status;
    int32_t priority;

    OOM_MAKE(run, builder, inc_policy_builder_new(run->context, &options, &builder));
    for (priority = 0; priority < 6; priority++) {
        status = add_terms(run, builder, priority);
        if (status != INC_OK)
            goto out;
    }
    status = add_threshold(run, builder, "half", 50);
    if (status == INC_OK)
        status = add_threshold(run, builder, "due", 100);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, policy, inc_policy_builder_build(builder, &policy));
    oom_note_hash(run, inc_policy_hash(policy));
out:
    inc_policy_builder_free(builder);
    inc_policy_unref(policy);
    return status;
}

START_TEST(a_policy_with_everything)
{
    sweep(make_policy, 50);
}
END_TEST

static inc_status make_matrix(oom_run *run)
{
    static const char *const names[] = {"High", "Middle", "Low"};
    inc_matrix_builder *builder = NULL;
    inc_matrix *matrix = NULL;
    inc_text *text = NULL;
    inc_status status;
    int32_t scale, level;

    OOM_MAKE(run, builder, inc_matrix_builder_new(run->context, "m1", 3, 3, 3, &builder));
    for (scale = INC_SCALE_IMPACT; scale <= INC_SCALE_PRIORITY; scale++) {
        for (level = 1; level <= 3; level++)
            OOM_CALL(run, inc_matrix_builder_level(builder, scale, level, names[level - 1],
                                                   "what the level means"));
        /* Named once more: the old name goes. */
        OOM_CALL(run, inc_matrix_builder_level(builder, scale, 2, "Medium", NULL));
        OOM_CALL(run, inc_matrix_builder_cell(builder, scale, 2, 2));
    }
    OOM_MAKE(run, matrix, inc_matrix_builder_build(builder, &matrix));
    OOM_MAKE(run, text, inc_text_new(run->context, &text));
    OOM_PRINT(run, text, inc_text_append(text, "before", INC_ZSTR));
    OOM_PRINT(run, text, inc_matrix_print(matrix, text));
    oom_note_hash(run, inc_matrix_hash(matrix));
    oom_note_text(run, inc_text_data(text, NULL));
out:
    inc_text_free(text);
    inc_matrix_builder_free(builder);
    inc_matrix_unref(matrix);
    return status;
}

START_TEST(a_matrix_is_printed)
{
    sweep(make_matrix, 40);
}
END_TEST

static inc_status make_taxonomy(oom_run *run)
{
    static const char *const ids[] = {"hardware", "printer", "paper", "toner", "tray", "drum"};
    inc_category category = {.size = sizeof category, .name = "a name"};
    inc_taxonomy_builder *builder = NULL;
    inc_taxonomy *taxonomy = NULL;
    inc_status status;
    size_t i;

    OOM_MAKE(run, builder, inc_taxonomy_builder_new(run->context, "t1", &builder));
    for (i = 0; i < sizeof ids / sizeof *ids; i++) {
        category.id = ids[i];
        category.parent = i > 0 ? ids[i - 1] : NULL;
        OOM_CALL(run, inc_taxonomy_builder_add(builder, &category));
    }
    OOM_MAKE(run, taxonomy, inc_taxonomy_builder_build(builder, &taxonomy));
    oom_note_hash(run, inc_taxonomy_hash(taxonomy));
out:
    inc_taxonomy_builder_free(builder);
    inc_taxonomy_unref(taxonomy);
    return status;
}

START_TEST(a_taxonomy_grows)
{
    sweep(make_taxonomy, 30);
}
END_TEST

static inc_status fill_process(oom_run *run, inc_process_builder *builder)
{
    static const char *const names[] = {"fixed",     "workaround", "duplicate",
                                        "cancelled", "spare",      "no fault found"};
    inc_resolution resolution = {.size = sizeof resolution, .needs_change = 1};
    inc_hold_rule hold = {.size = sizeof hold, .expires = INC_HOUR};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        resolution.code = hold.reason = names[i];
        OOM_CALL(run, inc_process_builder_resolution(builder, &resolution));
        OOM_CALL(run, inc_process_builder_hold(builder, &hold));
    }
out:
    return status;
}

static inc_status make_process(oom_run *run)
{
    inc_process_options options = {.size = sizeof options, .confirm_within = INC_HOUR};
    inc_process_builder *builder = NULL;
    inc_process *process = NULL;
    inc_status status;

    options.confirm_calendar = office;
    OOM_MAKE(run, builder, inc_process_builder_new(run->context, &options, &builder));
    status = fill_process(run, builder);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, process, inc_process_builder_build(builder, &process));
    oom_note_hash(run, inc_process_hash(process));
out:
    inc_process_builder_free(builder);
    inc_process_unref(process);
    return status;
}

START_TEST(a_process_grows)
{
    sweep(make_process, 30);
}
END_TEST

static inc_status fill_rules(oom_run *run, inc_rules_builder *builder)
{
    const inc_calendar *calendar;
    const inc_policy *policy;
    inc_status status;
    const char *name;
    size_t i;

    for (i = 0; inc_rules_calendar(first_rules, i, &name, &calendar) == INC_OK; i++)
        OOM_CALL(run, inc_rules_builder_calendar(builder, name, calendar));
    for (i = 0; inc_rules_policy(first_rules, i, &policy) == INC_OK; i++)
        OOM_CALL(run, inc_rules_builder_policy(builder, policy));
    OOM_CALL(run, inc_rules_builder_matrix(builder, inc_rules_matrix(first_rules)));
    OOM_CALL(run, inc_rules_builder_taxonomy(builder, inc_rules_taxonomy(first_rules)));
    OOM_CALL(run, inc_rules_builder_process(builder, inc_rules_process(first_rules)));
out:
    return status;
}

static inc_status build_rules(oom_run *run)
{
    inc_rules_builder *builder = NULL;
    inc_rules *rules = NULL;
    inc_status status;

    OOM_MAKE(run, builder, inc_rules_builder_new(run->context, "desk", "1", &builder));
    status = fill_rules(run, builder);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, rules, inc_rules_builder_build(builder, &rules));
    oom_note_hash(run, inc_rules_hash(rules));
    ck_assert_mem_eq(inc_rules_hash(rules), inc_rules_hash(first_rules), sizeof(inc_hash));
out:
    inc_rules_builder_free(builder);
    inc_rules_unref(rules);
    return status;
}

static inc_status read_rules(oom_run *run)
{
    inc_rules *rules = NULL;
    const void *bytes;
    inc_status status;
    size_t size;

    DESK_OK(inc_rules_bytes(first_rules, &bytes, &size));
    OOM_MAKE(run, rules, inc_rules_from_bytes(run->context, bytes, size, &rules));
    oom_note_hash(run, inc_rules_hash(rules));
    ck_assert_mem_eq(inc_rules_hash(rules), inc_rules_hash(first_rules), sizeof(inc_hash));
out:
    inc_rules_unref(rules);
    return status;
}

START_TEST(rules_and_their_bytes)
{
    sweep(build_rules, 10);
    sweep(read_rules, 100);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_policy_with_everything, a_matrix_is_printed, a_taxonomy_grows,
                                  a_process_grows, rules_and_their_bytes};
    return oom_main("oom_rules", tests, sizeof tests / sizeof *tests);
}
