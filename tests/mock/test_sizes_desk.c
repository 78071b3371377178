/* Structs that start with their size, of the incident and the desk. */
#include "sizes.h"

#include <string.h>

#define MORNING INT64_C(1780304400000000) /* Mon 2026-06-01T09:00Z */

struct sizes_world {
    host self;
    inc_context *context;
    inc_rules *rules;
    inc_rulebook *book;
    inc_memory *memory;
    inc_store *store;
    inc_desk *desk;
    inc_incident *incident;
    inc_page *page;
};

static void desk_run(sizes_world *world, const inc_command *command)
{
    inc_command own = *command;

    own.size = sizeof own;
    own.subject = "INC-1";
    assert_int_equal(inc_desk_run(world->desk, &own, MORNING + own.effort, NULL), INC_OK);
}

/* An incident with something of everything. */
static void desk_fill(sizes_world *world)
{
    desk_run(world, &(inc_command){.kind = INC_COMMAND_LOG, .impact = 1, .urgency = 1});
    desk_run(world, &(inc_command){.kind = INC_COMMAND_ASSIGN, .team = "desk"});
    desk_run(world, &(inc_command){.kind = INC_COMMAND_HOLD, .reason = "caller"});
    desk_run(world, &(inc_command){.kind = INC_COMMAND_HOLD,
                                   .reason = "supplier",
                                   .expires = MORNING + 10 * INC_MINUTE});
    desk_run(world,
             &(inc_command){.kind = INC_COMMAND_LINK, .relation = "change", .other = "CHG-1"});
}

/* A head that is not what its facts come to, found by verify. */
static void desk_tamper(sizes_world *world)
{
    inc_write write = {.size = sizeof write};
    inc_row_builder *builder = NULL;
    inc_batch *batch = NULL;
    inc_row *row = NULL, *wrong = NULL;

    assert_int_equal(inc_store_head(world->store, "", 0, "INC-1", &row), INC_OK);
    assert_int_equal(inc_row_builder_new(world->context, INC_ROW_HEAD, &builder), INC_OK);
    assert_int_equal(inc_row_builder_copy(builder, row), INC_OK);
    assert_int_equal(inc_row_builder_integer(builder, INC_HEAD_PRIORITY, 4), INC_OK);
    assert_int_equal(inc_row_builder_build(builder, &wrong), INC_OK);
    assert_int_equal(inc_batch_new(world->context, "", 0, "INC-1", -1, &batch), INC_OK);
    write.row = wrong;
    write.revision = inc_row_integer(row, INC_ROW_REVISION);
    assert_int_equal(inc_batch_write(batch, &write), INC_OK);
    assert_int_equal(inc_store_commit(world->store, batch, NULL), INC_OK);
    assert_int_equal(inc_desk_verify(world->desk, NULL, NULL), INC_OK);
    inc_batch_free(batch);
    inc_row_unref(wrong);
    inc_row_builder_free(builder);
    inc_row_unref(row);
}

/* The same incident once more, apart from the desk. */
static void desk_copy(sizes_world *world)
{
    inc_incident_options options = {.size = sizeof options, .rulebook = world->book};
    inc_incident *incident = NULL;
    const inc_event *event;
    inc_time as_of = MORNING + 30 * INC_MINUTE;
    size_t i;

    assert_int_equal(inc_incident_new(world->context, &options, &world->incident), INC_OK);
    assert_int_equal(inc_desk_look(world->desk, "INC-1", as_of, NULL, &incident), INC_OK);
    for (i = 0; inc_incident_event(incident, i, &event) == INC_OK; i++)
        assert_int_equal(inc_incident_apply(world->incident, event), INC_OK);
    assert_int_equal(inc_incident_look(world->incident, as_of, INC_TIME_NONE, NULL), INC_OK);
}

static int desk_setup(void **state)
{
    static sizes_world world;
    inc_desk_options options = {.size = sizeof options};
    inc_zone *zone = NULL;

    host_init(&world.self);
    world.context = host_context(&world.self);
    assert_int_equal(inc_zone_load(world.context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    assert_int_equal(inc_preset_rules(world.context, INC_PRESET_SMALL, zone, &world.rules), INC_OK);
    inc_zone_unref(zone);
    assert_int_equal(inc_rulebook_new(world.context, &world.book), INC_OK);
    assert_int_equal(inc_rulebook_publish(world.book, world.rules, 0), INC_OK);
    assert_int_equal(inc_memory_new(world.context, &world.memory), INC_OK);
    assert_int_equal(inc_memory_store(world.memory, world.context, &world.store), INC_OK);
    options.rulebook = world.book;
    assert_int_equal(inc_desk_new(world.context, world.store, &options, &world.desk), INC_OK);
    assert_int_equal(inc_page_new(world.context, &world.page), INC_OK);
    desk_fill(&world);
    desk_copy(&world);
    desk_tamper(&world);
    *state = &world;
    return 0;
}

static int desk_teardown(void **state)
{
    sizes_world *world = *state;

    inc_page_free(world->page);
    inc_incident_free(world->incident);
    inc_desk_free(world->desk);
    inc_store_free(world->store);
    inc_memory_unref(world->memory);
    inc_rulebook_free(world->book);
    inc_rules_unref(world->rules);
    inc_context_unref(world->context);
    assert_int_equal(world->self.held, 0);
    host_free(&world->self);
    return 0;
}

/* Ways in. */

static void desk_nothing(sizes_world *world, void *bytes)
{
    (void) world;
    (void) bytes;
}

static void desk_fill_command(sizes_world *world, void *bytes)
{
    inc_command command = {.kind = INC_COMMAND_NOTE, .subject = "INC-1", .text = "x"};

    (void) world;
    command.commit = "in";
    memcpy(bytes, &command, sizeof command);
}

static inc_status desk_command(sizes_world *world, void *bytes)
{
    return inc_desk_run(world->desk, bytes, MORNING, NULL);
}

static void desk_fill_desk(sizes_world *world, void *bytes)
{
    inc_desk_options options = {.rulebook = world->book};

    memcpy(bytes, &options, sizeof options);
}

static inc_status desk_desk(sizes_world *world, void *bytes)
{
    inc_desk *desk = NULL;
    inc_status status = inc_desk_new(world->context, world->store, bytes, &desk);

    inc_desk_free(desk);
    return status;
}

static void desk_fill_incident(sizes_world *world, void *bytes)
{
    inc_incident_options options = {.rulebook = world->book};

    memcpy(bytes, &options, sizeof options);
}

static inc_status desk_incident(sizes_world *world, void *bytes)
{
    inc_incident *incident = NULL;
    inc_status status = inc_incident_new(world->context, bytes, &incident);

    inc_incident_free(incident);
    return status;
}

static inc_status desk_deadline(sizes_world *world, void *bytes)
{
    inc_time when;
    return inc_desk_next_deadline(world->desk, bytes, &when);
}

static inc_status desk_advance(sizes_world *world, void *bytes)
{
    return inc_desk_advance(world->desk, MORNING, bytes, NULL);
}

static inc_status desk_walk(sizes_world *world, void *bytes)
{
    return inc_desk_verify(world->desk, bytes, NULL);
}

static void desk_fill_outbox(sizes_world *world, void *bytes)
{
    inc_outbox_options options = {.owner = "w"};

    (void) world;
    memcpy(bytes, &options, sizeof options);
}

static inc_status desk_outbox(sizes_world *world, void *bytes)
{
    inc_status status = inc_outbox_claim(world->desk, MORNING, bytes, world->page);
    return status == INC_DONE ? INC_OK : status;
}

static const sizes_case desk_in[] = {
    {"inc_command", sizeof(inc_command), SIZES_END(inc_command, corrects), desk_fill_command,
     desk_command},
    {"inc_desk_options", sizeof(inc_desk_options), SIZES_END(inc_desk_options, attempts),
     desk_fill_desk, desk_desk},
    {"inc_incident_options", sizeof(inc_incident_options),
     SIZES_END(inc_incident_options, rulebook), desk_fill_incident, desk_incident},
    {"inc_deadline_options", sizeof(inc_deadline_options),
     SIZES_END(inc_deadline_options, shard_count), desk_nothing, desk_deadline},
    {"inc_advance_options", sizeof(inc_advance_options),
     SIZES_END(inc_advance_options, after_subject), desk_nothing, desk_advance},
    {"inc_walk_options", sizeof(inc_walk_options), SIZES_END(inc_walk_options, rules), desk_nothing,
     desk_walk},
    {"inc_outbox_options", sizeof(inc_outbox_options), SIZES_END(inc_outbox_options, user),
     desk_fill_outbox, desk_outbox},
};

static void sizes_of_desk_structs_in(void **state)
{
    sizes_check_in(*state, desk_in, sizeof desk_in / sizeof *desk_in);
}

/* Ways out. */

static inc_status desk_view(sizes_world *world, void *bytes)
{
    return inc_incident_look(world->incident, MORNING + 30 * INC_MINUTE, INC_TIME_NONE, bytes);
}

static inc_status desk_seen(sizes_world *world, void *bytes)
{
    return inc_desk_look(world->desk, "INC-1", MORNING, bytes, NULL);
}

static inc_status desk_hold(sizes_world *world, void *bytes)
{
    return inc_incident_hold(world->incident, 0, bytes);
}

static inc_status desk_link(sizes_world *world, void *bytes)
{
    return inc_incident_link(world->incident, 0, bytes);
}

static inc_status desk_stay(sizes_world *world, void *bytes)
{
    return inc_incident_stay(world->incident, 0, bytes);
}

static inc_status desk_choice(sizes_world *world, void *bytes)
{
    return inc_incident_choice(world->incident, 0, bytes);
}

static inc_status desk_attachment(sizes_world *world, void *bytes)
{
    return inc_incident_clock(world->incident, 0, bytes, NULL);
}

static inc_status desk_clock(sizes_world *world, void *bytes)
{
    return inc_incident_clock(world->incident, 0, NULL, bytes);
}

static inc_status desk_derived(sizes_world *world, void *bytes)
{
    return inc_incident_derived(world->incident, 0, bytes);
}

static inc_status desk_difference(sizes_world *world, void *bytes)
{
    return inc_desk_difference(world->desk, 0, bytes);
}

static inc_status desk_outcome(sizes_world *world, void *bytes)
{
    inc_command command = {.size = sizeof command, .kind = INC_COMMAND_NOTE, .subject = "INC-1"};

    command.text = "x";
    command.commit = "out";
    return inc_desk_run(world->desk, &command, MORNING, bytes);
}

static inc_status desk_advanced(sizes_world *world, void *bytes)
{
    return inc_desk_advance(world->desk, MORNING, NULL, bytes);
}

static inc_status desk_walked(sizes_world *world, void *bytes)
{
    inc_walk_options options = {.size = sizeof options, .after_subject = "INC-2"};
    return inc_desk_verify(world->desk, &options, bytes);
}

static int32_t desk_put_off(void *user, const inc_row *message, const inc_event *event)
{
    (void) user;
    (void) message;
    (void) event;
    return INC_DELIVERY_RETRY;
}

static inc_status desk_delivered(sizes_world *world, void *bytes)
{
    inc_outbox_options options = {.size = sizeof options, .owner = "w", .deliver = desk_put_off};
    inc_status status = inc_outbox_deliver(world->desk, MORNING, &options, bytes);

    return status == INC_DONE ? INC_OK : status;
}

static const sizes_case desk_out[] = {
    {"inc_incident_view", sizeof(inc_incident_view), SIZES_END(inc_incident_view, resolution), NULL,
     desk_view},
    {"inc_hold", sizeof(inc_hold), SIZES_END(inc_hold, fact), NULL, desk_hold},
    {"inc_link", sizeof(inc_link), SIZES_END(inc_link, fact), NULL, desk_link},
    {"inc_stay", sizeof(inc_stay), SIZES_END(inc_stay, reserved), NULL, desk_stay},
    {"inc_choice", sizeof(inc_choice), SIZES_END(inc_choice, clock), NULL, desk_choice},
    {"inc_attachment", sizeof(inc_attachment), SIZES_END(inc_attachment, tier), NULL,
     desk_attachment},
    {"inc_clock_view", sizeof(inc_clock_view), SIZES_END(inc_clock_view, overrun), NULL,
     desk_clock},
    {"inc_derived", sizeof(inc_derived), SIZES_END(inc_derived, value), NULL, desk_derived},
    /* Before any other walk. */
    {"inc_difference", sizeof(inc_difference), SIZES_END(inc_difference, is_breach_at), NULL,
     desk_difference},
    {"inc_walk_report", sizeof(inc_walk_report), SIZES_END(inc_walk_report, after_subject), NULL,
     desk_walked},
    {"inc_advance_report", sizeof(inc_advance_report), SIZES_END(inc_advance_report, after_subject),
     NULL, desk_advanced},
    {"inc_outbox_report", sizeof(inc_outbox_report), SIZES_END(inc_outbox_report, lost), NULL,
     desk_delivered},
    {"inc_outcome", sizeof(inc_outcome), SIZES_END(inc_outcome, settled), NULL, desk_outcome},
};

static void sizes_of_desk_structs_out(void **state)
{
    sizes_check_out(*state, desk_out, sizeof desk_out / sizeof *desk_out);
}

/* Its texts lie elsewhere in each look. */
static void sizes_of_a_desk_view(void **state)
{
    inc_incident_view view = {.size = sizeof view};

    assert_int_equal(desk_seen(*state, &view), INC_OK);
    view.size = SIZES_END(inc_incident_view, resolution) - 1;
    assert_int_equal(desk_seen(*state, &view), INC_E_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_of_desk_structs_out),
        cmocka_unit_test(sizes_of_desk_structs_in),
        cmocka_unit_test(sizes_of_a_desk_view),
    };

    return cmocka_run_group_tests(tests, desk_setup, desk_teardown);
}
