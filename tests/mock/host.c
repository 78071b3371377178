/* A host that keeps an eye on what the library does with its callbacks. */
#include "host.h"

#include <stdlib.h>
#include <string.h>

static host_block *host_find(host *self, const void *ptr)
{
    size_t at = ((uintptr_t) ptr >> 4) % HOST_BLOCKS;

    while (self->blocks[at].ptr != NULL && self->blocks[at].ptr != ptr)
        at = (at + 1) % HOST_BLOCKS;
    return self->blocks[at].ptr != NULL ? &self->blocks[at] : NULL;
}

static void host_forget(host *self, const void *ptr, size_t size)
{
    host_block *block = host_find(self, ptr);

    if (block == NULL || block->size != size) {
        self->wrong++;
        return;
    }
    self->held--;
    self->bytes -= size;
    block->ptr = self;
}

static void host_remember(host *self, void *ptr, size_t size)
{
    size_t at = ((uintptr_t) ptr >> 4) % HOST_BLOCKS;

    while (self->blocks[at].ptr != NULL && self->blocks[at].ptr != self)
        at = (at + 1) % HOST_BLOCKS;
    self->blocks[at].ptr = ptr;
    self->blocks[at].size = size;
    self->held++;
    self->bytes += size;
}

/* Always moves, and fills what is new with a pattern, so that nothing can be taken for granted. */
static void *host_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    host *self = user;
    void *block = NULL;

    if (ptr == NULL && (old_size != 0 || new_size == 0))
        self->wrong++;
    if (new_size != 0) {
        self->calls++;
        if (self->calls == self->fail_at)
            return NULL;
        block = malloc(new_size);
        if (block == NULL)
            return NULL;
        memset(block, 0xa5, new_size);
    }
    if (ptr != NULL) {
        host_forget(self, ptr, old_size);
        if (block != NULL)
            memcpy(block, ptr, old_size < new_size ? old_size : new_size);
        free(ptr);
    }
    if (block != NULL)
        host_remember(self, block, new_size);
    return block;
}

static void host_log(void *user, int32_t level, const char *line)
{
    host *self = user;

    self->lines++;
    self->level = level;
    strncpy(self->line, line, sizeof self->line - 1);
}

static inc_time host_now(void *user)
{
    return ((host *) user)->now;
}

static int32_t host_entropy(void *user, void *buffer, size_t size)
{
    memset(buffer, 0x5a, size);
    return ((host *) user)->entropy_result;
}

static void host_destroy(void *user)
{
    ((host *) user)->destroyed++;
}

void host_init(host *self)
{
    memset(self, 0, sizeof *self);
    self->blocks = calloc(HOST_BLOCKS, sizeof *self->blocks);
    assert_non_null(self->blocks);
}

void host_free(host *self)
{
    free(self->blocks);
    self->blocks = NULL;
}

inc_context_options host_options(host *self)
{
    inc_context_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.user = self;
    options.resize = host_resize;
    options.log = host_log;
    options.now = host_now;
    options.entropy = host_entropy;
    options.destroy = host_destroy;
    return options;
}

inc_context *host_context(host *self)
{
    inc_context_options options = host_options(self);
    inc_context *context = NULL;

    assert_int_equal(inc_context_new(&options, &context), INC_OK);
    return context;
}

inc_calendar *host_calendar(inc_context *context)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    inc_exception holiday;
    int32_t weekday;

    memset(&holiday, 0, sizeof holiday);
    holiday.size = sizeof holiday;
    holiday.scope = INC_SCOPE_YEARLY;
    holiday.yearly_from = 1225;
    holiday.name = "Christmas";
    assert_int_equal(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone), INC_OK);
    assert_int_equal(inc_calendar_builder_new(context, zone, &builder), INC_OK);
    for (weekday = INC_MONDAY; weekday <= INC_FRIDAY; weekday++)
        assert_int_equal(inc_calendar_builder_weekly(builder, weekday, &hours), INC_OK);
    assert_int_equal(inc_calendar_builder_except(builder, &holiday), INC_OK);
    assert_int_equal(inc_calendar_builder_build(builder, &calendar), INC_OK);
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

static inc_terms *host_terms(inc_context *context, const inc_calendar *calendar)
{
    inc_terms_options options;
    inc_terms *terms = NULL;
    inc_target target;

    memset(&options, 0, sizeof options);
    memset(&target, 0, sizeof target);
    target.size = sizeof target;
    target.kind = INC_TARGET_WORKING;
    target.limit = 4 * INC_HOUR;
    options.size = sizeof options;
    options.calendar = calendar;
    options.target = &target;
    options.pause_all = 1;
    assert_int_equal(inc_terms_new(context, &options, &terms), INC_OK);
    return terms;
}

inc_policy *host_policy(inc_context *context)
{
    inc_calendar *calendar = host_calendar(context);
    inc_terms *terms = host_terms(context, calendar);
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    inc_policy_options options;
    inc_threshold half;

    memset(&options, 0, sizeof options);
    memset(&half, 0, sizeof half);
    half.size = sizeof half;
    half.id = "half";
    half.kind = INC_THRESHOLD_PERCENT;
    half.percent = 50;
    options.size = sizeof options;
    options.name = "resolve";
    assert_int_equal(inc_policy_builder_new(context, &options, &builder), INC_OK);
    assert_int_equal(inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms), INC_OK);
    assert_int_equal(inc_policy_builder_threshold(builder, &half), INC_OK);
    assert_int_equal(inc_policy_builder_build(builder, &policy), INC_OK);
    inc_policy_builder_free(builder);
    inc_terms_unref(terms);
    inc_calendar_unref(calendar);
    return policy;
}
