/* The allocator is told the true old size of every block, gets everything back, and destroy is
 * called exactly once, however things end. */
#include "host.h"

#include <string.h>

static int allocator_setup(void **state)
{
    static host self;

    host_init(&self);
    *state = &self;
    return 0;
}

static int allocator_teardown(void **state)
{
    host_free(*state);
    return 0;
}

/* Everything has come back, sizes were right, destroy was called once. */
static void allocator_settled(const host *self)
{
    assert_int_equal(self->wrong, 0);
    assert_int_equal(self->held, 0);
    assert_int_equal(self->bytes, 0);
    assert_int_equal(self->destroyed, 1);
}

static void allocator_watches_sizes(void **state)
{
    host *self = *state;
    inc_context_options options = host_options(self);
    void *block = options.resize(self, NULL, 0, 10);

    block = options.resize(self, block, 10, 20);
    assert_int_equal(self->wrong, 0);
    block = options.resize(self, block, 10, 30);
    assert_int_equal(self->wrong, 1);
    options.resize(self, block, 31, 0);
    assert_int_equal(self->wrong, 2);
}

static void allocator_context_alone(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);

    assert_int_equal(self->held, 1);
    assert_int_equal(self->destroyed, 0);
    inc_context_unref(inc_context_ref(context));
    assert_int_equal(self->destroyed, 0);
    inc_context_unref(context);
    allocator_settled(self);
}

static void allocator_objects_keep_context(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_calendar *calendar = host_calendar(context);
    const inc_zone *zone;
    inc_zone *kept;

    inc_context_unref(context);
    assert_int_equal(self->destroyed, 0);
    zone = inc_calendar_zone(calendar);
    kept = inc_zone_ref(zone);
    inc_calendar_unref(calendar);
    assert_int_equal(self->destroyed, 0);
    assert_string_equal(inc_zone_name(kept), "UTC");
    inc_zone_unref(kept);
    allocator_settled(self);
}

static void allocator_text_grows(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_text *text = NULL;
    size_t size, i;

    assert_int_equal(inc_text_new(context, &text), INC_OK);
    for (i = 0; i < 1000; i++)
        assert_int_equal(inc_text_append(text, "0123456789", 10), INC_OK);
    assert_int_equal(strlen(inc_text_data(text, &size)), 10000);
    assert_int_equal(size, 10000);
    inc_text_clear(text);
    assert_string_equal(inc_text_data(text, NULL), "");
    inc_text_free(text);
    inc_context_unref(context);
    allocator_settled(self);
}

/* Presets build calendars, a matrix, policies and thresholds: most of the rules floor. */
static inc_rules *allocator_rules(inc_context *context)
{
    inc_rules *rules = NULL;
    inc_zone *zone = NULL;

    assert_int_equal(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    assert_int_equal(inc_preset_rules(context, INC_PRESET_LARGE, zone, &rules), INC_OK);
    inc_zone_unref(zone);
    return rules;
}

static void allocator_rules_and_rulebook(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_rules *rules = allocator_rules(context), *again = NULL;
    inc_rulebook *book = NULL, *copy = NULL;
    const void *bytes;
    size_t size;

    assert_int_equal(inc_rules_bytes(rules, &bytes, &size), INC_OK);
    assert_int_equal(inc_rules_from_bytes(context, bytes, size, &again), INC_OK);
    assert_memory_equal(inc_rules_hash(rules), inc_rules_hash(again), sizeof(inc_hash));
    assert_int_equal(inc_rulebook_new(context, &book), INC_OK);
    assert_int_equal(inc_rulebook_publish(book, rules, 0), INC_OK);
    assert_int_equal(inc_rulebook_acknowledge(book, "ada", inc_rules_hash(rules), 1), INC_OK);
    assert_int_equal(inc_rulebook_bytes(book, &bytes, &size), INC_OK);
    assert_int_equal(inc_rulebook_from_bytes(context, bytes, size, &copy), INC_OK);
    inc_rulebook_free(book);
    inc_rulebook_free(copy);
    inc_rules_unref(again);
    inc_rules_unref(rules);
    inc_context_unref(context);
    allocator_settled(self);
}

static void allocator_lint(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_rules *rules = allocator_rules(context);
    inc_lint *lint = NULL;

    assert_int_equal(inc_lint_new(context, rules, &lint), INC_OK);
    inc_lint_free(lint);
    inc_rules_unref(rules);
    inc_context_unref(context);
    allocator_settled(self);
}

static void allocator_clock_and_ledger(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_policy *policy = host_policy(context);
    inc_clock *clock = NULL;
    inc_ledger *ledger = NULL;
    inc_text *text = NULL;
    size_t i;

    assert_int_equal(inc_clock_new(context, policy, 1, &clock), INC_OK);
    inc_policy_unref(policy);
    assert_int_equal(inc_clock_start(clock, 0, NULL), INC_OK);
    for (i = 1; i < 50; i++) {
        inc_time at = (inc_time) i * INC_HOUR;
        assert_int_equal(inc_clock_pause(clock, at, "caller", "chat", NULL), INC_OK);
        assert_int_equal(inc_clock_resume(clock, at + INC_MINUTE, "caller", "chat", NULL), INC_OK);
    }
    assert_int_equal(inc_ledger_new(clock, 60 * INC_HOUR, INC_TIME_NONE, &ledger), INC_OK);
    inc_clock_free(clock);
    assert_int_equal(inc_text_new(context, &text), INC_OK);
    assert_int_equal(inc_ledger_print(ledger, NULL, text), INC_OK);
    inc_ledger_free(ledger);
    inc_text_free(text);
    inc_context_unref(context);
    allocator_settled(self);
}

static void allocator_refused_input_leaves_nothing(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_zone *zone = (inc_zone *) self;
    inc_rules *rules = (inc_rules *) self;

    assert_int_equal(inc_zone_new(context, "X", INC_ZSTR, "TZif", 4, &zone), INC_E_FORMAT);
    assert_null(zone);
    assert_int_equal(inc_rules_from_bytes(context, "nothing", 7, &rules), INC_E_FORMAT);
    assert_null(rules);
    assert_int_equal(self->held, 1);
    inc_context_unref(context);
    allocator_settled(self);
}

static void allocator_no_memory_for_context(void **state)
{
    host *self = *state;
    inc_context_options options = host_options(self);
    inc_context *context = (inc_context *) self;

    self->fail_at = 1;
    assert_int_equal(inc_context_new(&options, &context), INC_E_NOMEM);
    assert_null(context);
    allocator_settled(self);
}

static void allocator_refused_context_destroys(void **state)
{
    host *self = *state;
    inc_context_options options = host_options(self);
    struct {
        inc_context_options known;
        uint64_t unknown;
    } later;
    inc_context *context = (inc_context *) self;

    assert_int_equal(inc_context_new(&options, NULL), INC_E_INVALID);
    allocator_settled(self);
    self->destroyed = 0;
    memset(&later, 0, sizeof later);
    later.known = options;
    later.known.size = sizeof later;
    later.unknown = 1;
    assert_int_equal(inc_context_new(&later.known, &context), INC_E_UNSUPPORTED);
    assert_null(context);
    allocator_settled(self);
}

#define ALLOCATOR_TEST(name)                                                                       \
    cmocka_unit_test_setup_teardown(name, allocator_setup, allocator_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALLOCATOR_TEST(allocator_watches_sizes),
        ALLOCATOR_TEST(allocator_context_alone),
        ALLOCATOR_TEST(allocator_objects_keep_context),
        ALLOCATOR_TEST(allocator_text_grows),
        ALLOCATOR_TEST(allocator_rules_and_rulebook),
        ALLOCATOR_TEST(allocator_lint),
        ALLOCATOR_TEST(allocator_clock_and_ledger),
        ALLOCATOR_TEST(allocator_refused_input_leaves_nothing),
        ALLOCATOR_TEST(allocator_no_memory_for_context),
        ALLOCATOR_TEST(allocator_refused_context_destroys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
