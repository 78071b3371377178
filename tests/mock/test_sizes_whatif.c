/* Structs that start with their size, of what-ifs and scans. */
#include "sizes.h"

#include <string.h>

#define MORNING INT64_C(1780304400000000) /* Mon 2026-06-01T09:00Z */

struct sizes_world {
    host self;
    inc_context *context;
    inc_rules *rules;
    inc_rules *other;
    inc_memory *memory;
    inc_store *store;
    inc_incident *incident;
    inc_whatif *whatif;
};

static void whatif_tell(sizes_world *world, inc_event_builder *builder, int32_t kind)
{
    inc_event *event = NULL;

    assert_int_equal(inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR), 0);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_KIND, kind), 0);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, MORNING), 0);
    assert_int_equal(inc_event_builder_build(builder, &event), INC_OK);
    assert_int_equal(inc_incident_apply(world->incident, event), INC_OK);
    inc_event_unref(event);
}

/* An incident that has no priority under the other rules. */
static void whatif_tell_all(sizes_world *world)
{
    inc_event_builder *builder = NULL;

    assert_int_equal(inc_event_builder_new(world->context, &builder), INC_OK);
    whatif_tell(world, builder, INC_FACT_LOGGED);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_INTEGER_1, 1), 0);
    assert_int_equal(inc_event_builder_integer(builder, INC_EVENT_INTEGER_2, 1), 0);
    whatif_tell(world, builder, INC_FACT_CLASSIFIED);
    inc_event_builder_free(builder);
}

static void whatif_fill(sizes_world *world, void *bytes)
{
    inc_whatif_options *options = bytes;

    options->size = sizeof *options;
    options->before = world->rules;
    options->after = world->other;
    options->as_of = MORNING + INC_HOUR;
}

static inc_status whatif_made(sizes_world *world, void *bytes)
{
    inc_whatif *made = NULL;
    inc_status status = inc_whatif_new(world->context, bytes, &made);

    inc_whatif_free(made);
    return status;
}

static void scan_fill(sizes_world *world, void *bytes)
{
    inc_scan_options *options = bytes;

    (void) world;
    options->tenant = "";
    options->after = "INC-1";
}

static inc_status scan_made(sizes_world *world, void *bytes)
{
    inc_scan *made = NULL;
    inc_status status = inc_scan_new(world->store, bytes, world->incident, &made);

    inc_scan_free(made);
    return status;
}

static const sizes_case sizes_in[] = {
    {"inc_whatif_options", sizeof(inc_whatif_options), SIZES_END(inc_whatif_options, as_known),
     whatif_fill, whatif_made},
    {"inc_scan_options", sizeof(inc_scan_options), SIZES_END(inc_scan_options, after), scan_fill,
     scan_made},
};

static inc_status whatif_deviated(sizes_world *world, void *bytes)
{
    return inc_whatif_deviation(world->whatif, 0, bytes);
}

static inc_status whatif_counted(sizes_world *world, void *bytes)
{
    return inc_whatif_totals(world->whatif, bytes);
}

static const sizes_case sizes_out[] = {
    {"inc_deviation", sizeof(inc_deviation), SIZES_END(inc_deviation, elapsed_after), NULL,
     whatif_deviated},
    {"inc_whatif_counts", sizeof(inc_whatif_counts), SIZES_END(inc_whatif_counts, only_after), NULL,
     whatif_counted},
};

static int sizes_setup(void **state)
{
    static sizes_world world;
    inc_context_options options;
    inc_incident_options told = {.size = sizeof told};
    inc_whatif_options compared = {.size = sizeof compared};
    inc_rules_builder *builder = NULL;
    inc_zone *zone = NULL;

    memset(&world, 0, sizeof world);
    host_init(&world.self);
    options = host_options(&world.self);
    assert_int_equal(inc_context_new(&options, &world.context), INC_OK);
    assert_int_equal(inc_zone_load(world.context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    assert_int_equal(inc_preset_rules(world.context, INC_PRESET_SMALL, zone, &world.rules), INC_OK);
    inc_zone_unref(zone);
    assert_int_equal(inc_rules_builder_new(world.context, "none", "1", &builder), INC_OK);
    assert_int_equal(inc_rules_builder_build(builder, &world.other), INC_OK);
    inc_rules_builder_free(builder);
    assert_int_equal(inc_memory_new(world.context, &world.memory), INC_OK);
    assert_int_equal(inc_memory_store(world.memory, world.context, &world.store), INC_OK);
    told.rules = world.rules;
    assert_int_equal(inc_incident_new(world.context, &told, &world.incident), INC_OK);
    whatif_tell_all(&world);
    whatif_fill(&world, &compared);
    assert_int_equal(inc_whatif_new(world.context, &compared, &world.whatif), INC_OK);
    assert_int_equal(inc_whatif_add(world.whatif, world.incident), INC_OK);
    *state = &world;
    return 0;
}

static int sizes_teardown(void **state)
{
    sizes_world *world = *state;

    inc_whatif_free(world->whatif);
    inc_incident_free(world->incident);
    inc_store_free(world->store);
    inc_memory_unref(world->memory);
    inc_rules_unref(world->other);
    inc_rules_unref(world->rules);
    inc_context_unref(world->context);
    assert_int_equal(world->self.held, 0);
    assert_int_equal(world->self.wrong, 0);
    host_free(&world->self);
    return 0;
}

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
