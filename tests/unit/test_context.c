/* The context: callbacks, references, the error line, and size-checked options. */
#include "base/array.h"
#include "base/options.h"
#include "base/string.h"
#include "unit.h"

#include <string.h>

/* What the callbacks saw. */
typedef struct host {
    int destroyed, logged, entropy_status;
    int32_t level;
    int64_t blocks, bytes;
    int refuse;
    inc_time now;
    char line[64];
} host;

static void *host_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    host *own = user;
    void *made;

    ck_assert((ptr == NULL) == (old_size == 0));
    if (new_size == 0) {
        own->blocks--;
        own->bytes -= (int64_t) old_size;
        free(ptr);
        return NULL;
    }
    if (own->refuse)
        return NULL;
    made = realloc(ptr, new_size);
    ck_assert_ptr_nonnull(made);
    own->blocks += ptr == NULL;
    own->bytes += (int64_t) new_size - (int64_t) old_size;
    return made;
}

static void host_log(void *user, int32_t level, const char *line)
{
    host *own = user;

    own->logged++;
    own->level = level;
    strncpy(own->line, line, sizeof own->line - 1);
}

static inc_time host_now(void *user)
{
    return ((host *) user)->now;
}

static int32_t host_entropy(void *user, void *buffer, size_t size)
{
    memset(buffer, 0x5a, size);
    return ((host *) user)->entropy_status;
}

static void host_destroy(void *user)
{
    ((host *) user)->destroyed++;
}

static inc_context_options host_options(host *own)
{
    inc_context_options options;

    memset(own, 0, sizeof *own);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.user = own;
    options.resize = host_resize;
    options.log = host_log;
    options.now = host_now;
    options.entropy = host_entropy;
    options.destroy = host_destroy;
    return options;
}

START_TEST(context_references)
{
    host own;
    inc_context_options options = host_options(&own);
    inc_context *context;

    ck_assert_int_eq(inc_context_new(&options, &context), INC_OK);
    ck_assert_str_eq(inc_context_error(context), "");
    ck_assert_ptr_eq(inc_context_ref(context), context);
    inc_context_unref(context);
    ck_assert_int_eq(own.destroyed, 0);
    ck_assert_int_eq(own.blocks, 1);
    inc_context_unref(context);
    ck_assert_int_eq(own.destroyed, 1);
    ck_assert_int_eq(own.blocks, 0);
    ck_assert_int_eq(own.bytes, 0);
    ck_assert_ptr_null(inc_context_ref(NULL));
    inc_context_unref(NULL);
    ck_assert_str_eq(inc_context_error(NULL), "");
}
END_TEST

START_TEST(context_without_memory)
{
    host own;
    inc_context_options options = host_options(&own);
    inc_context *context = (inc_context *) &own;

    own.refuse = 1;
    ck_assert_int_eq(inc_context_new(&options, &context), INC_E_NOMEM);
    ck_assert_ptr_null(context);
    ck_assert_int_eq(own.destroyed, 1);
    ck_assert_int_eq(inc_context_new(&options, NULL), INC_E_INVALID);
    ck_assert_int_eq(own.destroyed, 2);
}
END_TEST

START_TEST(context_sizes)
{
    struct {
        inc_context_options options;
        unsigned char tail[16];
    } later;
    host own;
    inc_context *context;

    memset(&later, 0, sizeof later);
    later.options = host_options(&own);
    later.options.size = sizeof later;
    ck_assert_int_eq(inc_context_new(&later.options, &context), INC_OK);
    inc_context_unref(context);
    later.tail[15] = 1;
    ck_assert_int_eq(inc_context_new(&later.options, &context), INC_E_UNSUPPORTED);
    ck_assert_ptr_null(context);
    later.options.size = sizeof(size_t);
    ck_assert_int_eq(inc_context_new(&later.options, &context), INC_E_INVALID);
    later.options.size = (size_t) -1;
    ck_assert_int_eq(inc_context_new(&later.options, &context), INC_E_INVALID);
    later.options.size = 0;
    ck_assert_int_eq(inc_context_new(&later.options, &context), INC_E_INVALID);
}
END_TEST

START_TEST(context_clock)
{
    host own;
    inc_context_options options = host_options(&own);
    inc_context *context;
    inc_time now = 17;

    ck_assert_int_eq(inc_context_new(&options, &context), INC_OK);
    own.now = INC_TIME_MAX + 1;
    ck_assert_int_eq(inc_context_now(context, &now), INC_E_RANGE);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "253402300800000000"));
    own.now = INC_TIME_MIN - 1;
    ck_assert_int_eq(inc_context_now(context, &now), INC_E_RANGE);
    ck_assert_int_eq(now, 17);
    own.now = INC_TIME_MAX;
    ck_assert_int_eq(inc_context_now(context, &now), INC_OK);
    ck_assert_int_eq(now, INC_TIME_MAX);
    ck_assert_int_eq(inc_context_now(context, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_context_now(NULL, &now), INC_E_INVALID);
    inc_context_unref(context);
}
END_TEST

START_TEST(context_entropy)
{
    host own;
    inc_context_options options = host_options(&own);
    inc_context *context;
    unsigned char bytes[4] = {0};

    ck_assert_int_eq(inc_context_new(&options, &context), INC_OK);
    ck_assert_int_eq(inc_context_entropy(context, bytes, 3), INC_OK);
    ck_assert_mem_eq(bytes, "\x5a\x5a\x5a\0", 4);
    own.entropy_status = 1;
    ck_assert_int_eq(inc_context_entropy(context, bytes, 4), INC_E_IO);
    ck_assert_int_eq(inc_context_entropy(context, NULL, 4), INC_E_INVALID);
    ck_assert_int_eq(inc_context_entropy(NULL, bytes, 4), INC_E_INVALID);
    inc_context_unref(context);
}
END_TEST

START_TEST(context_without_callbacks)
{
    inc_context *context;
    inc_time now;
    char byte;

    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
    ck_assert_int_eq(inc_context_now(context, &now), INC_E_UNSUPPORTED);
    ck_assert_str_ne(inc_context_error(context), "");
    ck_assert_int_eq(inc_context_entropy(context, &byte, 1), INC_E_UNSUPPORTED);
    inc__log(context, INC_LOG_ERROR, "nobody listens");
    inc_context_unref(context);
}
END_TEST

START_TEST(context_error_is_one_line)
{
    host own;
    inc_context_options options = host_options(&own);
    inc_context *context;
    char bytes[2000];

    ck_assert_int_eq(inc_context_new(&options, &context), INC_OK);
    ck_assert_int_eq(inc__fail(context, INC_E_FORMAT, "'%s' was wrong", "a\nb\x7f"), INC_E_FORMAT);
    ck_assert_str_eq(inc_context_error(context), "'a?b?' was wrong");
    memset(bytes, 'x', sizeof bytes - 1);
    bytes[sizeof bytes - 1] = '\0';
    ck_assert_int_eq(inc__fail(context, INC_E_FORMAT, "%s", bytes), INC_E_FORMAT);
    ck_assert_uint_lt(strlen(inc_context_error(context)), sizeof bytes - 1);
    ck_assert_int_eq(inc__fail(NULL, INC_E_IO, "nowhere"), INC_E_IO);
    inc__log(context, INC_LOG_WARNING, "a line");
    ck_assert_int_eq(own.logged, 1);
    ck_assert_int_eq(own.level, INC_LOG_WARNING);
    ck_assert_str_eq(own.line, "a line");
    inc_context_unref(context);
}
END_TEST

/* Old sizes are told exactly, and a refusal leaves an array as it was. */
START_TEST(context_arrays)
{
    host own;
    inc_context_options options = host_options(&own);
    inc_context *context;
    inc__array array = {0};
    int32_t i, *place;

    ck_assert_int_eq(inc_context_new(&options, &context), INC_OK);
    for (i = 0; i < 1000; i++) {
        place = INC__PUSH(context, &array, int32_t);
        ck_assert_ptr_nonnull(place);
        ck_assert_int_eq(*place, 0);
        *place = i;
    }
    own.refuse = 1;
    while (array.count < array.capacity)
        ck_assert_ptr_nonnull(INC__PUSH(context, &array, int32_t));
    ck_assert_ptr_null(INC__PUSH(context, &array, int32_t));
    ck_assert_uint_eq(array.count, array.capacity);
    ck_assert_int_eq(*INC__AT(&array, int32_t, 999), 999);
    ck_assert_int_eq(inc__array_reserve(context, &array, sizeof *place, SIZE_MAX / 2), INC_E_NOMEM);
    own.refuse = 0;
    place = inc__array_insert(context, &array, sizeof *place, 1);
    ck_assert_ptr_nonnull(place);
    ck_assert_int_eq(*INC__AT(&array, int32_t, 0), 0);
    ck_assert_int_eq(*INC__AT(&array, int32_t, 1), 0);
    ck_assert_int_eq(*INC__AT(&array, int32_t, 1000), 999);
    inc__array_free(context, &array, sizeof *place);
    ck_assert_uint_eq(array.count, 0);
    inc_context_unref(context);
    ck_assert_int_eq(own.bytes, 0);
}
END_TEST

/* Structs that a caller of another version fills or receives. */
typedef struct sized {
    size_t size;
    int32_t first, second;
} sized;

START_TEST(context_struct_sizes)
{
    sized ours = {sizeof(sized), 1, 2};
    struct {
        sized base;
        int32_t third, fourth;
    } theirs = {{0, 0, 0}, 7, 7};

    theirs.base.size = sizeof theirs;
    ck_assert_int_eq(INC__FILL(&theirs.base, &ours, first), INC_OK);
    ck_assert_uint_eq(theirs.base.size, sizeof theirs);
    ck_assert_int_eq(theirs.base.first, 1);
    ck_assert_int_eq(theirs.base.second, 2);
    ck_assert_int_eq(theirs.third, 0);
    theirs.base = (sized){sizeof(size_t) + sizeof(int32_t), 0, 9};
    ck_assert_int_eq(INC__FILL(&theirs.base, &ours, first), INC_OK);
    ck_assert_int_eq(theirs.base.first, 1);
    ck_assert_int_eq(theirs.base.second, 9);
    theirs.base.size = sizeof(size_t);
    ck_assert_int_eq(INC__FILL(&theirs.base, &ours, first), INC_E_INVALID);
    ck_assert_int_eq(inc__options_write(&ours, sizeof ours, sizeof(size_t), NULL), INC_E_INVALID);
    theirs.base = (sized){sizeof(size_t) + sizeof(int32_t), 5, 9};
    ck_assert_int_eq(INC__OPTIONS(&ours, &theirs.base, first), INC_OK);
    ck_assert_int_eq(ours.first, 5);
    ck_assert_int_eq(ours.second, 0);
}
END_TEST

START_TEST(context_names)
{
    static const char *const bad[] = {"\x80",
                                      "\xc1\x80",
                                      "\xe0\x9f\x80",
                                      "\xed\xa0\x80",
                                      "\xf0\x8f\x80\x80",
                                      "\xf4\x90\x80\x80",
                                      "\xf5\x80\x80\x80",
                                      "\xe2\x82",
                                      "\xe2\x82x",
                                      "\xff"};
    char name[258];
    size_t i;

    ck_assert(inc__name_valid("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80", 1));
    ck_assert(!inc__name_valid("", 1));
    ck_assert(!inc__name_valid(NULL, 1));
    ck_assert(inc__name_valid(NULL, 0));
    ck_assert(!inc__text_valid("a\0b", 3));
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert(!inc__name_valid(bad[i], 1));
    memset(name, 'n', sizeof name);
    name[256] = '\0';
    ck_assert(!inc__name_valid(name, 1));
    name[255] = '\0';
    ck_assert(inc__name_valid(name, 1));
}
END_TEST

/* A line cut to size, or quoting itself, stays valid UTF-8. */
START_TEST(context_error_is_text)
{
    char longer[600];
    inc_context *context;
    size_t i;

    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
    for (i = 0; i < 4; i++) {
        memset(longer, 'x', sizeof longer);
        memcpy(longer + 508 + i, "\xe2\x82\xac", 4);
        (void) inc__fail(context, INC_E_INVALID, "%s", longer);
        ck_assert(inc__text_valid(inc_context_error(context), strlen(inc_context_error(context))));
    }
    (void) inc__fail(context, INC_E_INVALID, "bytes '%s'",
                     "a\xff\xfe"
                     "b\xc3");
    ck_assert_str_eq(inc_context_error(context), "bytes 'a??b?'");
    (void) inc__fail(context, INC_E_INVALID, "again: %s", inc_context_error(context));
    ck_assert_str_eq(inc_context_error(context), "again: bytes 'a??b?'");
    inc_context_unref(context);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {context_references,
                                  context_without_memory,
                                  context_sizes,
                                  context_clock,
                                  context_entropy,
                                  context_without_callbacks,
                                  context_error_is_one_line,
                                  context_error_is_text,
                                  context_arrays,
                                  context_struct_sizes,
                                  context_names,
                                  NULL};

    return unit_run("context", tests, NULL, NULL);
}
