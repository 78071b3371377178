/* Structs that start with their size, of all floors below the incident. */
#include "sizes.h"

#include <string.h>

/* What the calls under test work on. */
struct sizes_world {
    host self;
    inc_context *context;
    inc_calendar *calendar;
    inc_policy *policy;
    inc_terms *terms;
    inc_rules *rules;
    inc_clock *clock;
    inc_ledger *ledger;
    inc_taxonomy *taxonomy;
    inc_rulebook *book;
};

/* A category and an acknowledgement to ask for. */
static void sizes_make_lists(sizes_world *world)
{
    inc_taxonomy_builder *builder = NULL;
    inc_category category;

    memset(&category, 0, sizeof category);
    category.size = sizeof category;
    category.id = "network";
    assert_int_equal(inc_taxonomy_builder_new(world->context, "1", &builder), INC_OK);
    assert_int_equal(inc_taxonomy_builder_add(builder, &category), INC_OK);
    assert_int_equal(inc_taxonomy_builder_build(builder, &world->taxonomy), INC_OK);
    inc_taxonomy_builder_free(builder);
    assert_int_equal(inc_rulebook_new(world->context, &world->book), INC_OK);
    assert_int_equal(inc_rulebook_publish(world->book, world->rules, 0), INC_OK);
    assert_int_equal(inc_rulebook_acknowledge(world->book, "ada", inc_rules_hash(world->rules), 1),
                     INC_OK);
}

/* A clock with a finding, a firing and a correction: the stop at noon became known at 20:00. */
static void sizes_make_clock(sizes_world *world)
{
    inc_stamp late;

    memset(&late, 0, sizeof late);
    late.size = sizeof late;
    late.recorded = 20 * INC_HOUR;
    assert_int_equal(inc_clock_new(world->context, world->policy, 1, &world->clock), INC_OK);
    assert_int_equal(inc_clock_stop(world->clock, -1, NULL), INC_OK);
    assert_int_equal(inc_clock_start(world->clock, 1, NULL), INC_OK);
    assert_int_equal(inc_clock_stop(world->clock, 12 * INC_HOUR, &late), INC_OK);
    assert_int_equal(inc_ledger_new(world->clock, 24 * INC_HOUR, INC_TIME_NONE, &world->ledger),
                     INC_OK);
}

static int sizes_setup(void **state)
{
    static sizes_world world;
    inc_zone *zone = NULL;

    host_init(&world.self);
    world.context = host_context(&world.self);
    world.calendar = host_calendar(world.context);
    world.policy = host_policy(world.context);
    world.terms = inc_terms_ref(inc_policy_terms(world.policy, 1));
    assert_int_equal(inc_zone_load(world.context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    assert_int_equal(inc_preset_rules(world.context, INC_PRESET_SMALL, zone, &world.rules), INC_OK);
    inc_zone_unref(zone);
    sizes_make_lists(&world);
    sizes_make_clock(&world);
    *state = &world;
    return 0;
}

static int sizes_teardown(void **state)
{
    sizes_world *world = *state;

    inc_rulebook_free(world->book);
    inc_taxonomy_unref(world->taxonomy);
    inc_ledger_free(world->ledger);
    inc_clock_free(world->clock);
    inc_rules_unref(world->rules);
    inc_terms_unref(world->terms);
    inc_policy_unref(world->policy);
    inc_calendar_unref(world->calendar);
    inc_context_unref(world->context);
    assert_int_equal(world->self.held, 0);
    host_free(&world->self);
    return 0;
}

/* Ways in. */

static void sizes_nothing(sizes_world *world, void *bytes)
{
    (void) world;
    (void) bytes;
}

static inc_status sizes_context(sizes_world *world, void *bytes)
{
    inc_context *context = NULL;
    inc_status status = inc_context_new(bytes, &context);

    (void) world;
    inc_context_unref(context);
    return status;
}

static void sizes_fill_exception(sizes_world *world, void *bytes)
{
    inc_exception exception;

    (void) world;
    memset(&exception, 0, sizeof exception);
    exception.scope = INC_SCOPE_DATE;
    memcpy(bytes, &exception, sizeof exception);
}

static inc_status sizes_exception(sizes_world *world, void *bytes)
{
    inc_calendar_builder *builder = NULL;
    inc_status status;

    assert_int_equal(
        inc_calendar_builder_new(world->context, inc_calendar_zone(world->calendar), &builder),
        INC_OK);
    status = inc_calendar_builder_except(builder, bytes);
    inc_calendar_builder_free(builder);
    return status;
}

static inc_status sizes_batch(sizes_world *world, void *bytes)
{
    const inc_time start = 0;
    const inc_duration duration = INC_HOUR;
    inc_time result;

    return inc_calendar_add_batch(world->calendar, &start, &duration, 1, bytes, &result, NULL);
}

static void sizes_fill_target(sizes_world *world, void *bytes)
{
    memcpy(bytes, inc_terms_target(world->terms), sizeof(inc_target));
}

static inc_status sizes_target(sizes_world *world, void *bytes)
{
    inc_time due;

    return inc_target_due(bytes, world->calendar, INC_BOUNDARY_CLOSING, 0, &due, NULL);
}

static void sizes_fill_terms(sizes_world *world, void *bytes)
{
    inc_terms_options options;

    memset(&options, 0, sizeof options);
    options.calendar = world->calendar;
    options.target = inc_terms_target(world->terms);
    memcpy(bytes, &options, sizeof options);
}

static inc_status sizes_terms(sizes_world *world, void *bytes)
{
    inc_terms *terms = NULL;
    inc_status status = inc_terms_new(world->context, bytes, &terms);

    inc_terms_unref(terms);
    return status;
}

static void sizes_fill_policy(sizes_world *world, void *bytes)
{
    inc_policy_options options;

    (void) world;
    memset(&options, 0, sizeof options);
    options.name = "other";
    memcpy(bytes, &options, sizeof options);
}

static inc_status sizes_policy(sizes_world *world, void *bytes)
{
    inc_policy_builder *builder = NULL;
    inc_status status = inc_policy_builder_new(world->context, bytes, &builder);

    inc_policy_builder_free(builder);
    return status;
}

static void sizes_fill_threshold(sizes_world *world, void *bytes)
{
    inc_threshold threshold;

    (void) world;
    memset(&threshold, 0, sizeof threshold);
    threshold.id = "half";
    threshold.kind = INC_THRESHOLD_PERCENT;
    threshold.percent = 50;
    memcpy(bytes, &threshold, sizeof threshold);
}

static inc_status sizes_threshold(sizes_world *world, void *bytes)
{
    inc_policy_builder *builder = NULL;
    inc_policy_options options;
    inc_status status;

    sizes_fill_policy(world, &options);
    options.size = sizeof options;
    assert_int_equal(inc_policy_builder_new(world->context, &options, &builder), INC_OK);
    status = inc_policy_builder_threshold(builder, bytes);
    inc_policy_builder_free(builder);
    return status;
}

static void sizes_fill_category(sizes_world *world, void *bytes)
{
    inc_category category;

    (void) world;
    memset(&category, 0, sizeof category);
    category.id = "network";
    memcpy(bytes, &category, sizeof category);
}

static inc_status sizes_category(sizes_world *world, void *bytes)
{
    inc_taxonomy_builder *builder = NULL;
    inc_status status;

    assert_int_equal(inc_taxonomy_builder_new(world->context, "1", &builder), INC_OK);
    status = inc_taxonomy_builder_add(builder, bytes);
    inc_taxonomy_builder_free(builder);
    return status;
}

static inc_status sizes_process(sizes_world *world, void *bytes)
{
    inc_process_builder *builder = NULL;
    inc_status status = inc_process_builder_new(world->context, bytes, &builder);

    inc_process_builder_free(builder);
    return status;
}

static void sizes_fill_resolution(sizes_world *world, void *bytes)
{
    inc_resolution resolution;

    (void) world;
    memset(&resolution, 0, sizeof resolution);
    resolution.code = "fixed";
    memcpy(bytes, &resolution, sizeof resolution);
}

static inc_status sizes_resolution(sizes_world *world, void *bytes)
{
    inc_process_builder *builder = NULL;
    inc_status status;

    assert_int_equal(inc_process_builder_new(world->context, NULL, &builder), INC_OK);
    status = inc_process_builder_resolution(builder, bytes);
    inc_process_builder_free(builder);
    return status;
}

static void sizes_fill_hold(sizes_world *world, void *bytes)
{
    inc_hold_rule hold;

    (void) world;
    memset(&hold, 0, sizeof hold);
    hold.reason = "caller";
    memcpy(bytes, &hold, sizeof hold);
}

static inc_status sizes_hold(sizes_world *world, void *bytes)
{
    inc_process_builder *builder = NULL;
    inc_status status;

    assert_int_equal(inc_process_builder_new(world->context, NULL, &builder), INC_OK);
    status = inc_process_builder_hold(builder, bytes);
    inc_process_builder_free(builder);
    return status;
}

static inc_status sizes_stamp(sizes_world *world, void *bytes)
{
    inc_clock *clock = NULL;
    inc_status status;

    assert_int_equal(inc_clock_new(world->context, world->policy, 1, &clock), INC_OK);
    status = inc_clock_start(clock, 0, bytes);
    inc_clock_free(clock);
    return status;
}

static const sizes_case sizes_in[] = {
    {"inc_context_options", sizeof(inc_context_options), SIZES_END(inc_context_options, destroy),
     sizes_nothing, sizes_context},
    {"inc_exception", sizeof(inc_exception), SIZES_END(inc_exception, name), sizes_fill_exception,
     sizes_exception},
    {"inc_batch_options", sizeof(inc_batch_options), SIZES_END(inc_batch_options, reserved),
     sizes_nothing, sizes_batch},
    {"inc_target", sizeof(inc_target), SIZES_END(inc_target, zone), sizes_fill_target,
     sizes_target},
    {"inc_terms_options", sizeof(inc_terms_options), SIZES_END(inc_terms_options, cap_per_cycle),
     sizes_fill_terms, sizes_terms},
    {"inc_policy_options", sizeof(inc_policy_options), SIZES_END(inc_policy_options, reserved),
     sizes_fill_policy, sizes_policy},
    {"inc_threshold", sizeof(inc_threshold), SIZES_END(inc_threshold, calendar),
     sizes_fill_threshold, sizes_threshold},
    {"inc_category", sizeof(inc_category), SIZES_END(inc_category, request), sizes_fill_category,
     sizes_category},
    {"inc_process_options", sizeof(inc_process_options), SIZES_END(inc_process_options, tiers),
     sizes_nothing, sizes_process},
    {"inc_resolution", sizeof(inc_resolution), SIZES_END(inc_resolution, reserved),
     sizes_fill_resolution, sizes_resolution},
    {"inc_hold_rule", sizeof(inc_hold_rule), SIZES_END(inc_hold_rule, expires), sizes_fill_hold,
     sizes_hold},
    {"inc_stamp", sizeof(inc_stamp), SIZES_END(inc_stamp, order), sizes_nothing, sizes_stamp},
};

/* Ways out. */

static inc_status sizes_view(sizes_world *world, void *bytes)
{
    return inc_clock_look(world->clock, 24 * INC_HOUR, INC_TIME_NONE, bytes);
}

static inc_status sizes_segment(sizes_world *world, void *bytes)
{
    inc_ledger_rewind(world->ledger);
    return inc_ledger_next(world->ledger, bytes);
}

static inc_status sizes_cycle(sizes_world *world, void *bytes)
{
    return inc_ledger_cycle(world->ledger, 0, bytes);
}

static inc_status sizes_finding(sizes_world *world, void *bytes)
{
    return inc_ledger_finding(world->ledger, 0, bytes);
}

static inc_status sizes_described(sizes_world *world, void *bytes)
{
    return inc_policy_describe(world->policy, bytes);
}

static inc_status sizes_excepted(sizes_world *world, void *bytes)
{
    return inc_calendar_exception(world->calendar, 0, bytes);
}

static inc_status sizes_fired(sizes_world *world, void *bytes)
{
    return inc_ledger_firing(world->ledger, 0, bytes);
}

static inc_status sizes_corrected(sizes_world *world, void *bytes)
{
    return inc_ledger_correction(world->ledger, 0, bytes);
}

static inc_status sizes_limit(sizes_world *world, void *bytes)
{
    return inc_policy_threshold(world->policy, 0, bytes);
}

static inc_status sizes_filed(sizes_world *world, void *bytes)
{
    return inc_taxonomy_at(world->taxonomy, 0, bytes);
}

static inc_status sizes_enveloped(sizes_world *world, void *bytes)
{
    (void) world;
    return inc_event_column(0, bytes);
}

static inc_status sizes_found(sizes_world *world, void *bytes)
{
    return inc_taxonomy_find(world->taxonomy, "network", INC_ZSTR, bytes);
}

static inc_status sizes_processed(sizes_world *world, void *bytes)
{
    return inc_process_describe(inc_rules_process(world->rules), bytes);
}

static inc_status sizes_resolved(sizes_world *world, void *bytes)
{
    return inc_process_resolution(inc_rules_process(world->rules), 0, bytes);
}

static inc_status sizes_held(sizes_world *world, void *bytes)
{
    return inc_process_hold(inc_rules_process(world->rules), 0, bytes);
}

static inc_status sizes_read(sizes_world *world, void *bytes)
{
    return inc_rulebook_acknowledgement(world->book, 0, bytes);
}

/* A matrix of one empty cell has findings. */
static inc_status sizes_linted(sizes_world *world, void *bytes)
{
    inc_matrix_builder *cells = NULL;
    inc_rules_builder *builder = NULL;
    inc_matrix *matrix = NULL;
    inc_rules *rules = NULL;
    inc_lint *lint = NULL;
    inc_status status;

    assert_int_equal(inc_matrix_builder_new(world->context, "1", 1, 1, 1, &cells), INC_OK);
    assert_int_equal(inc_matrix_builder_build(cells, &matrix), INC_OK);
    assert_int_equal(inc_rules_builder_new(world->context, "r", "1", &builder), INC_OK);
    assert_int_equal(inc_rules_builder_matrix(builder, matrix), INC_OK);
    assert_int_equal(inc_rules_builder_build(builder, &rules), INC_OK);
    assert_int_equal(inc_lint_new(world->context, rules, &lint), INC_OK);
    status = inc_lint_next(lint, bytes);
    if (status == INC_OK) {
        assert_non_null(((inc_lint_finding *) bytes)->line);
        ((inc_lint_finding *) bytes)->where = NULL;
        ((inc_lint_finding *) bytes)->line = NULL;
    }
    inc_lint_free(lint);
    inc_rules_unref(rules);
    inc_rules_builder_free(builder);
    inc_matrix_unref(matrix);
    inc_matrix_builder_free(cells);
    return status;
}

static const sizes_case sizes_out[] = {
    {"inc_firing", sizeof(inc_firing), SIZES_END(inc_firing, reserved), NULL, sizes_fired},
    {"inc_correction", sizeof(inc_correction), SIZES_END(inc_correction, is_breach_at), NULL,
     sizes_corrected},
    {"inc_threshold", sizeof(inc_threshold), SIZES_END(inc_threshold, calendar), NULL, sizes_limit},
    {"inc_category", sizeof(inc_category), SIZES_END(inc_category, request), NULL, sizes_filed},
    {"inc_column", sizeof(inc_column), SIZES_END(inc_column, name), NULL, sizes_enveloped},
    {"inc_category by id", sizeof(inc_category), SIZES_END(inc_category, request), NULL,
     sizes_found},
    {"inc_process_options", sizeof(inc_process_options), SIZES_END(inc_process_options, tiers),
     NULL, sizes_processed},
    {"inc_resolution", sizeof(inc_resolution), SIZES_END(inc_resolution, reserved), NULL,
     sizes_resolved},
    {"inc_hold_rule", sizeof(inc_hold_rule), SIZES_END(inc_hold_rule, expires), NULL, sizes_held},
    {"inc_acknowledgement", sizeof(inc_acknowledgement), SIZES_END(inc_acknowledgement, at), NULL,
     sizes_read},
    {"inc_lint_finding", sizeof(inc_lint_finding), SIZES_END(inc_lint_finding, line), NULL,
     sizes_linted},
    {"inc_clock_view", sizeof(inc_clock_view), SIZES_END(inc_clock_view, overrun), NULL,
     sizes_view},
    {"inc_segment", sizeof(inc_segment), SIZES_END(inc_segment, calendar), NULL, sizes_segment},
    {"inc_cycle", sizeof(inc_cycle), SIZES_END(inc_cycle, elapsed), NULL, sizes_cycle},
    {"inc_finding", sizeof(inc_finding), SIZES_END(inc_finding, reserved), NULL, sizes_finding},
    {"inc_policy_options", sizeof(inc_policy_options), SIZES_END(inc_policy_options, reserved),
     NULL, sizes_described},
    {"inc_exception", sizeof(inc_exception), SIZES_END(inc_exception, name), NULL, sizes_excepted},
};

static void sizes_of_structs_in(void **state)
{
    sizes_check_in(*state, sizes_in, sizeof sizes_in / sizeof *sizes_in);
}

static void sizes_of_structs_out(void **state)
{
    sizes_check_out(*state, sizes_out, sizeof sizes_out / sizeof *sizes_out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_of_structs_in),
        cmocka_unit_test(sizes_of_structs_out),
    };

    return cmocka_run_group_tests(tests, sizes_setup, sizes_teardown);
}
