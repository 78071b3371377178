/* Log, clock and entropy: what the library hands on, and what it answers when the host does not. */
#include "host.h"

#include "base/context.h"

#include <string.h>

static int callbacks_setup(void **state)
{
    static host self;

    host_init(&self);
    *state = &self;
    return 0;
}

static int callbacks_teardown(void **state)
{
    host_free(*state);
    return 0;
}

static void callbacks_now(void **state)
{
    const inc_time wrong[] = {INC_TIME_NONE, INC_TIME_MIN - 1, INC_TIME_MAX + 1, INT64_MAX};
    host *self = *state;
    inc_context *context = host_context(self);
    inc_time now = 7;
    size_t i;

    self->now = INC_TIME_MIN;
    assert_int_equal(inc_context_now(context, &now), INC_OK);
    assert_true(now == INC_TIME_MIN);
    self->now = INC_TIME_MAX;
    assert_int_equal(inc_context_now(context, &now), INC_OK);
    assert_true(now == INC_TIME_MAX);
    for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        self->now = wrong[i];
        now = 7;
        assert_int_equal(inc_context_now(context, &now), INC_E_RANGE);
        assert_true(now == 7);
        assert_non_null(strstr(inc_context_error(context), "clock callback"));
    }
    inc_context_unref(context);
}

static void callbacks_entropy(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    unsigned char bytes[4] = {0, 0, 0, 0};

    assert_int_equal(inc_context_entropy(context, bytes, 3), INC_OK);
    assert_memory_equal(bytes, "\x5a\x5a\x5a\x00", 4);
    self->entropy_result = 1;
    assert_int_equal(inc_context_entropy(context, bytes, 3), INC_E_IO);
    assert_non_null(strstr(inc_context_error(context), "entropy callback"));
    assert_int_equal(inc_context_entropy(context, NULL, 3), INC_E_INVALID);
    inc_context_unref(context);
}

static void callbacks_absent(void **state)
{
    inc_context *context = NULL;
    inc_time now = 7;
    char byte = 7;

    (void) state;
    assert_int_equal(inc_context_new(NULL, &context), INC_OK);
    assert_string_equal(inc_context_error(context), "");
    assert_int_equal(inc_context_now(context, &now), INC_E_UNSUPPORTED);
    assert_true(now == 7);
    assert_int_equal(inc_context_entropy(context, &byte, 1), INC_E_UNSUPPORTED);
    assert_int_equal(byte, 7);
    inc__log(context, INC_LOG_INFO, "nobody listens");
    inc_context_unref(context);
}

static void callbacks_log(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);

    inc__log(context, INC_LOG_WARNING, "one line");
    assert_int_equal(self->lines, 1);
    assert_int_equal(self->level, INC_LOG_WARNING);
    assert_string_equal(self->line, "one line");
    inc_context_unref(context);
}

static void callbacks_none_behind_the_back(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_policy *policy = host_policy(context);

    self->now = INC_TIME_NONE;
    inc_policy_unref(policy);
    assert_int_equal(self->lines, 0);
    assert_string_equal(inc_context_error(context), "");
    inc_context_unref(context);
    assert_int_equal(self->destroyed, 1);
}

static void callbacks_error_is_one_line(void **state)
{
    host *self = *state;
    inc_context *context = host_context(self);
    inc_zone *zone = NULL;
    const char *line;

    assert_int_not_equal(inc_zone_load(context, NULL, "No\nwhere\x1b[2J", INC_ZSTR, &zone), INC_OK);
    line = inc_context_error(context);
    assert_true(line[0] != '\0');
    assert_null(strpbrk(line, "\n\r\x1b"));
    inc_context_unref(context);
}

#define CALLBACKS_TEST(name)                                                                       \
    cmocka_unit_test_setup_teardown(name, callbacks_setup, callbacks_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CALLBACKS_TEST(callbacks_now),
        CALLBACKS_TEST(callbacks_entropy),
        CALLBACKS_TEST(callbacks_absent),
        CALLBACKS_TEST(callbacks_log),
        CALLBACKS_TEST(callbacks_none_behind_the_back),
        CALLBACKS_TEST(callbacks_error_is_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
