/* The rules of the process: builder, look-up, canonical form. */
#include "rules_fixture.h"

#include "rules/process.h"

#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_calendar *office;

static void setup(void)
{
    context = fixture_context(&memory);
    office = fixture_hours(context, 9, 17);
}

static void teardown(void)
{
    inc_calendar_unref(office);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* Every member differs from its default. */
static inc_process_options full_options(void)
{
    inc_process_options options = {.size = sizeof options};

    options.confirm_within = 24 * INC_HOUR;
    options.confirm_calendar = office;
    options.reopen_within = 336 * INC_HOUR;
    options.close_on_timeout = 1;
    options.close_on_confirm = 1;
    options.choice = INC_CHOOSE_ALL;
    options.tiers = 100;
    return options;
}

static inc_status add_resolution(inc_process_builder *builder, const char *code, int32_t change)
{
    inc_resolution resolution = {.size = sizeof resolution};

    resolution.code = code;
    resolution.needs_change = change;
    return inc_process_builder_resolution(builder, &resolution);
}

static inc_status add_hold(inc_process_builder *builder, const char *reason, inc_duration expires)
{
    inc_hold_rule hold = {.size = sizeof hold};

    hold.reason = reason;
    hold.expires = expires;
    return inc_process_builder_hold(builder, &hold);
}

/* Nothing is in bytewise order. */
static inc_status fill(inc_process_builder *builder)
{
    inc_status status = add_resolution(builder, "fixed", 0);

    if (status == INC_OK)
        status = add_resolution(builder, "configuration", 1);
    if (status == INC_OK)
        status = add_hold(builder, "supplier", 0);
    if (status == INC_OK)
        status = add_hold(builder, "caf\xc3\xa9", 120 * INC_HOUR);
    return status;
}

static inc_process_builder *new_builder(const inc_process_options *options)
{
    inc_process_builder *builder;

    ck_assert_int_eq(inc_process_builder_new(context, options, &builder), INC_OK);
    return builder;
}

static inc_process *build(inc_process_builder *builder)
{
    inc_process *process;

    ck_assert_int_eq(inc_process_builder_build(builder, &process), INC_OK);
    inc_process_builder_free(builder);
    return process;
}

static inc_process *new_process(void)
{
    inc_process_options options = full_options();
    inc_process_builder *builder = new_builder(&options);

    ck_assert_int_eq(fill(builder), INC_OK);
    return build(builder);
}

static void refused(const inc_process_options *options, const char *line)
{
    inc_process_builder *builder = (inc_process_builder *) context;

    ck_assert_int_eq(inc_process_builder_new(context, options, &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
    ck_assert_str_eq(inc_context_error(context), line);
}

START_TEST(options_out_of_bounds)
{
    inc_process_options options = full_options();
    inc_process_builder *builder;

    ck_assert_int_eq(inc_process_builder_new(NULL, &options, &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
    ck_assert_int_eq(inc_process_builder_new(context, &options, NULL), INC_E_INVALID);
    options.confirm_within = -1;
    refused(&options, "a process had confirm_within '-1' us, reopen_within '1209600000000' us");
    options = full_options();
    options.reopen_within = INC_TIME_NONE;
    refused(&options, "a process had confirm_within '86400000000' us, reopen_within "
                      "'-9223372036854775808' us");
    options = full_options();
    options.close_on_timeout = 2;
    refused(&options, "a process had close_on_timeout '2', close_on_confirm '1'");
    options = full_options();
    options.close_on_confirm = -1;
    refused(&options, "a process had close_on_timeout '1', close_on_confirm '-1'");
    options = full_options();
    options.choice = INC_CHOOSE_ALL + 1;
    refused(&options, "a process had the choice '3'");
    options.choice = -1;
    refused(&options, "a process had the choice '-1'");
    options = full_options();
    options.tiers = 101;
    refused(&options, "a process had '101' tiers, not 0 to 100");
    options.tiers = -1;
    refused(&options, "a process had '-1' tiers, not 0 to 100");
    options = full_options();
    options.size = 8;
    refused(&options, "the options of a process had size '8'");
}
END_TEST

START_TEST(resolutions_out_of_bounds)
{
    inc_process_builder *builder = new_builder(NULL);
    inc_resolution resolution = {.size = sizeof resolution};
    char name[257];

    memset(name, 'a', sizeof name);
    name[256] = '\0';
    ck_assert_int_eq(add_resolution(builder, NULL, 0), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "a resolution had the code '', not 1 to 255 bytes of UTF-8");
    ck_assert_int_eq(add_resolution(builder, "", 0), INC_E_INVALID);
    ck_assert_int_eq(add_resolution(builder, "\xff", 0), INC_E_INVALID);
    ck_assert_int_eq(add_resolution(builder, name, 0), INC_E_INVALID);
    ck_assert_int_eq(add_resolution(builder, name + 1, 0), INC_OK);
    ck_assert_int_eq(add_resolution(builder, "a", 2), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "resolution 'a' had needs_change '2', reserved '0'");
    resolution.code = "a";
    resolution.reserved = 1;
    ck_assert_int_eq(inc_process_builder_resolution(builder, &resolution), INC_E_INVALID);
    resolution.reserved = 0;
    ck_assert_int_eq(inc_process_builder_resolution(builder, &resolution), INC_OK);
    ck_assert_int_eq(inc_process_builder_resolution(builder, &resolution), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "a process already had resolution 'a'");
    resolution.size = 8;
    ck_assert_int_eq(inc_process_builder_resolution(builder, &resolution), INC_E_INVALID);
    ck_assert_int_eq(inc_process_builder_resolution(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_process_builder_resolution(NULL, &resolution), INC_E_INVALID);
    inc_process_builder_free(builder);
    inc_process_builder_free(NULL);
}
END_TEST

START_TEST(holds_out_of_bounds)
{
    inc_process_builder *builder = new_builder(NULL);
    inc_hold_rule hold = {.size = sizeof hold};

    ck_assert_int_eq(add_hold(builder, NULL, 0), INC_E_INVALID);
    ck_assert_int_eq(add_hold(builder, "", 0), INC_E_INVALID);
    ck_assert_int_eq(add_hold(builder, "\xed\xa0\x80", 0), INC_E_INVALID);
    ck_assert_int_eq(add_hold(builder, "caller", -1), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "hold reason 'caller' expired after '-1' us");
    ck_assert_int_eq(add_hold(builder, "caller", INC_HOUR), INC_OK);
    ck_assert_int_eq(add_hold(builder, "caller", 0), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "a process already had hold reason 'caller'");
    hold.reason = "change";
    hold.size = 1;
    ck_assert_int_eq(inc_process_builder_hold(builder, &hold), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "a hold rule had size '1'");
    ck_assert_int_eq(inc_process_builder_hold(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_process_builder_hold(NULL, &hold), INC_E_INVALID);
    inc_process_builder_free(builder);
}
END_TEST

START_TEST(a_thousand_of_each_and_no_more)
{
    inc_process_builder *builder = new_builder(NULL);
    char name[16];
    int i;

    for (i = 0; i < INC__PROCESS_ITEMS_MOST; i++) {
        (void) snprintf(name, sizeof name, "n%d", i);
        ck_assert_int_eq(add_resolution(builder, name, 0), INC_OK);
        ck_assert_int_eq(add_hold(builder, name, 0), INC_OK);
    }
    ck_assert_int_eq(add_resolution(builder, "n", 0), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "a process had no room for 'n' after 1000 others");
    ck_assert_int_eq(add_hold(builder, "n", 0), INC_E_INVALID);
    ck_assert_int_eq(add_hold(builder, "n0", 0), INC_E_EXISTS);
    inc_process_builder_free(builder);
}
END_TEST

START_TEST(what_was_given_reads_back)
{
    inc_process *process = new_process();
    inc_process_options options = {.size = sizeof options};
    inc_resolution resolution = {.size = sizeof resolution};
    inc_hold_rule hold = {.size = sizeof hold};

    ck_assert_int_eq(inc_process_describe(process, &options), INC_OK);
    ck_assert_int_eq(options.confirm_within, 24 * INC_HOUR);
    ck_assert_ptr_eq(options.confirm_calendar, office);
    ck_assert_int_eq(options.reopen_within, 336 * INC_HOUR);
    ck_assert_int_eq(options.close_on_timeout, 1);
    ck_assert_int_eq(options.close_on_confirm, 1);
    ck_assert_int_eq(options.choice, INC_CHOOSE_ALL);
    ck_assert_int_eq(options.tiers, 100);
    ck_assert_int_eq(inc_process_resolution(process, 0, &resolution), INC_OK);
    ck_assert_str_eq(resolution.code, "fixed");
    ck_assert_int_eq(resolution.needs_change, 0);
    ck_assert_int_eq(inc_process_resolution(process, 1, &resolution), INC_OK);
    ck_assert_str_eq(resolution.code, "configuration");
    ck_assert_int_eq(resolution.needs_change, 1);
    ck_assert_int_eq(inc_process_resolution(process, 2, &resolution), INC_DONE);
    ck_assert_int_eq(inc_process_hold(process, 0, &hold), INC_OK);
    ck_assert_str_eq(hold.reason, "supplier");
    ck_assert_int_eq(hold.expires, 0);
    ck_assert_int_eq(inc_process_hold(process, 1, &hold), INC_OK);
    ck_assert_str_eq(hold.reason, "caf\xc3\xa9");
    ck_assert_int_eq(hold.expires, 120 * INC_HOUR);
    ck_assert_int_eq(inc_process_hold(process, 2, &hold), INC_DONE);
    inc_process_unref(process);
}
END_TEST

START_TEST(questions_about_nothing)
{
    inc_process *process = build(new_builder(NULL));
    inc_process_options options = full_options();
    inc_resolution resolution = {.size = sizeof resolution};
    inc_hold_rule hold = {.size = sizeof hold};

    ck_assert_int_eq(inc_process_describe(process, &options), INC_OK);
    ck_assert_int_eq(options.confirm_within, 0);
    ck_assert_ptr_null(options.confirm_calendar);
    ck_assert_int_eq(options.tiers, 0);
    ck_assert_int_eq(inc_process_resolution(process, 0, &resolution), INC_DONE);
    ck_assert_int_eq(inc_process_hold(process, 0, &hold), INC_DONE);
    ck_assert_int_eq(inc_process_describe(process, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_process_describe(NULL, &options), INC_E_INVALID);
    ck_assert_int_eq(inc_process_resolution(process, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_process_resolution(NULL, 0, &resolution), INC_E_INVALID);
    ck_assert_int_eq(inc_process_hold(process, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_process_hold(NULL, 0, &hold), INC_E_INVALID);
    options.size = 0;
    ck_assert_int_eq(inc_process_describe(process, &options), INC_E_INVALID);
    ck_assert_ptr_null(inc_process_hash(NULL));
    ck_assert_ptr_null(inc_process_ref(NULL));
    ck_assert_ptr_eq(inc_process_ref(process), process);
    inc_process_unref(process);
    inc_process_unref(process);
    inc_process_unref(NULL);
    ck_assert_int_eq(inc_process_builder_build(NULL, &process), INC_E_INVALID);
    ck_assert_ptr_null(process);
    ck_assert_int_eq(inc_process_builder_build(NULL, NULL), INC_E_INVALID);
}
END_TEST

START_TEST(found_by_name)
{
    inc_process *process = new_process();
    inc_resolution resolution = {.size = 7};
    inc_hold_rule hold = {.size = 7};

    ck_assert_int_eq(inc__process_find_resolution(process, "fix", &resolution), 0);
    ck_assert_int_eq(inc__process_find_hold(process, "supplier2", &hold), 0);
    ck_assert_uint_eq(resolution.size, 7);
    ck_assert_uint_eq(hold.size, 7);
    ck_assert_int_eq(inc__process_find_resolution(process, "configuration", &resolution), 1);
    ck_assert_int_eq(resolution.needs_change, 1);
    ck_assert_int_eq(inc__process_find_hold(process, "caf\xc3\xa9", &hold), 1);
    ck_assert_int_eq(hold.expires, 120 * INC_HOUR);
    inc_process_unref(process);
}
END_TEST

/* What was read back and given again is the same process; each member counts. */
START_TEST(one_meaning_has_one_hash)
{
    inc_process *process = new_process(), *again = new_process();
    inc_process_options options = full_options();
    inc_calendar *early = fixture_hours(context, 6, 14);
    int i;

    ck_assert_mem_eq(inc_process_hash(process), inc_process_hash(again), sizeof(inc_hash));
    inc_process_unref(again);
    for (i = 0; i < 9; i++) {
        inc_process_builder *builder;
        options = full_options();
        options.confirm_within += i == 0;
        options.confirm_calendar = i == 1 ? early : i == 2 ? NULL : office;
        options.reopen_within += i == 3;
        options.close_on_timeout -= i == 4;
        options.close_on_confirm -= i == 5;
        options.choice -= i == 6;
        options.tiers -= i == 7;
        builder = new_builder(&options);
        if (i < 8)
            ck_assert_int_eq(fill(builder), INC_OK);
        again = build(builder);
        ck_assert_mem_ne(inc_process_hash(process), inc_process_hash(again), sizeof(inc_hash));
        inc_process_unref(again);
    }
    inc_calendar_unref(early);
    inc_process_unref(process);
}
END_TEST

/* The process that a builder made stays as it is when the builder goes on. */
START_TEST(a_builder_goes_on)
{
    inc_process_builder *builder = new_builder(NULL);
    inc_process *first, *second;
    inc_resolution resolution = {.size = sizeof resolution};

    ck_assert_int_eq(inc_process_builder_build(builder, &first), INC_OK);
    ck_assert_int_eq(fill(builder), INC_OK);
    second = build(builder);
    ck_assert_int_eq(inc_process_resolution(first, 0, &resolution), INC_DONE);
    ck_assert_int_eq(inc_process_resolution(second, 1, &resolution), INC_OK);
    inc_process_unref(first);
    inc_process_unref(second);
}
END_TEST

static const inc_calendar *resolve(void *user, const inc_hash *hash)
{
    const inc_calendar *calendar = user;
    return memcmp(inc_calendar_hash(calendar), hash, sizeof *hash) == 0 ? calendar : NULL;
}

static inc_process *read_back(inc_context *with, const void *bytes, size_t size, size_t *left,
                              inc_status *status)
{
    inc__calendar_resolver resolver = {office, NULL, resolve};
    inc__reader reader;
    inc_process *process;

    inc__reader_init(&reader, bytes, size);
    process = inc__process_read(&reader, with, &resolver, status);
    *left = reader.left;
    return process;
}

/* The bytes of doc/canonical-form.md, by hand. */
START_TEST(bytes_are_as_documented)
{
    static const unsigned char expected[] = {
        1,                                      /* format */
        0,    0, 0, 0, 0, 0, 0, 0, 0,           /* confirm_within, no calendar */
        0x0f, 0, 0, 0, 0, 0, 0, 0, 0,   1,      /* reopen_within, closes on confirm */
        1,    0, 0, 0, 4, 0, 0, 0,              /* choice, tiers */
        1,    0, 0, 0, 2, 0, 0, 0, 'o', 'k', 1, /* a resolution */
        1,    0, 0, 0, 1, 0, 0, 0, 'w', 2,   0, 0, 0, 0, 0, 0, 0}; /* a hold */
    inc_process_options options = {.size = sizeof options};
    inc_process_builder *builder;
    inc_process *process;
    inc__writer writer;

    options.reopen_within = 15;
    options.close_on_confirm = 1;
    options.choice = INC_CHOOSE_STRICTEST;
    options.tiers = 4;
    builder = new_builder(&options);
    ck_assert_int_eq(add_resolution(builder, "ok", 1), INC_OK);
    ck_assert_int_eq(add_hold(builder, "w", 2), INC_OK);
    process = build(builder);
    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__process_write(&writer, process), INC_OK);
    ck_assert_uint_eq(writer.bytes.count, sizeof expected);
    ck_assert_mem_eq(writer.bytes.items, expected, sizeof expected);
    inc__writer_free(&writer);
    inc_process_unref(process);
}
END_TEST

START_TEST(bytes_round_trip)
{
    inc_process *process = new_process(), *back;
    inc__writer writer;
    inc_status status;
    size_t i, left;

    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__process_write(&writer, process), INC_OK);
    back = read_back(context, writer.bytes.items, writer.bytes.count, &left, &status);
    ck_assert_int_eq(status, INC_OK);
    ck_assert_uint_eq(left, 0);
    ck_assert_mem_eq(inc_process_hash(process), inc_process_hash(back), sizeof(inc_hash));
    inc_process_unref(back);
    for (i = 0; i < writer.bytes.count; i++) {
        ck_assert_ptr_null(read_back(context, writer.bytes.items, i, &left, &status));
        ck_assert_int_eq(status, INC_E_FORMAT);
    }
    inc__writer_free(&writer);
    inc_process_unref(process);
}
END_TEST

/* A byte of the head or of a length: the first is the format, 10 on the calendar's hash. */
START_TEST(broken_bytes_are_refused)
{
    static const struct {
        size_t at;
        unsigned char byte;
        inc_status status;
        const char *line;
    } broken[] = {
        {0, 2, INC_E_UNSUPPORTED, "the bytes of a process had format '2'"},
        {8, 0x80, INC_E_FORMAT, "the bytes of a process were refused: 'INC_E_INVALID'"},
        {9, 2, INC_E_FORMAT, "the bytes of a process were refused: 'INC_E_FORMAT'"},
        {10, 0, INC_E_NOT_FOUND, "the bytes of a process named an unknown hash"},
        {50, 2, INC_E_FORMAT, "the bytes of a process were refused: 'INC_E_INVALID'"},
        {63, 0xff, INC_E_FORMAT, "the bytes of a process were refused: 'early end or bad text'"},
        {68, 0xff, INC_E_FORMAT, "the bytes of a process were refused: 'early end or bad text'"},
    };
    inc_process *process = new_process();
    inc__writer writer;
    size_t i, left;

    inc__writer_init(&writer, context);
    ck_assert_int_eq(inc__process_write(&writer, process), INC_OK);
    for (i = 0; i < sizeof broken / sizeof *broken; i++) {
        unsigned char *byte = INC__AT(&writer.bytes, unsigned char, broken[i].at), was = *byte;
        inc_status status = INC_OK;
        *byte = i == 3 ? (unsigned char) (was ^ 1) : broken[i].byte;
        ck_assert_ptr_null(
            read_back(context, writer.bytes.items, writer.bytes.count, &left, &status));
        ck_assert_int_eq(status, broken[i].status);
        ck_assert_str_eq(inc_context_error(context), broken[i].line);
        *byte = was;
    }
    inc__writer_free(&writer);
    inc_process_unref(process);
}
END_TEST

static inc_status build_and_read(inc_context *starving)
{
    inc_process_options options = full_options();
    inc_process_builder *builder = NULL;
    inc_process *process = NULL, *back = NULL;
    inc__writer writer;
    size_t left;
    inc_status status = inc_process_builder_new(starving, &options, &builder);

    inc__writer_init(&writer, starving);
    if (status == INC_OK)
        status = fill(builder);
    if (status == INC_OK)
        status = inc_process_builder_build(builder, &process);
    if (status == INC_OK)
        status = inc__process_write(&writer, process);
    if (status == INC_OK)
        back = read_back(starving, writer.bytes.items, writer.bytes.count, &left, &status);
    inc_process_unref(back);
    inc_process_unref(process);
    inc_process_builder_free(builder);
    inc__writer_free(&writer);
    return status;
}

START_TEST(memory_runs_out)
{
    fixture_starve(context, &memory, build_and_read);
}
END_TEST

START_TEST(a_builder_survives_a_failed_add)
{
    inc_process_builder *builder = new_builder(NULL);
    inc_process *process;
    inc_status status = INC_E_NOMEM;
    long nth;

    for (nth = 0; status != INC_OK; nth++) {
        memory.left = nth;
        status = _i == 0 ? add_resolution(builder, "a", 0) : add_hold(builder, "a", 0);
        memory.left = -1;
        ck_assert(status == INC_OK || status == INC_E_NOMEM);
    }
    ck_assert_int_gt(nth, 2);
    ck_assert_int_eq(add_resolution(builder, "b", 0), INC_OK);
    ck_assert_int_eq(add_hold(builder, "b", 0), INC_OK);
    process = build(builder);
    ck_assert_uint_eq(process->body.resolutions.count, _i == 0 ? 2 : 1);
    ck_assert_uint_eq(process->body.holds.count, _i == 0 ? 1 : 2);
    inc_process_unref(process);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("process");
    TCase *tcase = tcase_create("process");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, options_out_of_bounds);
    tcase_add_test(tcase, resolutions_out_of_bounds);
    tcase_add_test(tcase, holds_out_of_bounds);
    tcase_add_test(tcase, a_thousand_of_each_and_no_more);
    tcase_add_test(tcase, what_was_given_reads_back);
    tcase_add_test(tcase, questions_about_nothing);
    tcase_add_test(tcase, found_by_name);
    tcase_add_test(tcase, one_meaning_has_one_hash);
    tcase_add_test(tcase, a_builder_goes_on);
    tcase_add_test(tcase, bytes_are_as_documented);
    tcase_add_test(tcase, bytes_round_trip);
    tcase_add_test(tcase, broken_bytes_are_refused);
    tcase_add_test(tcase, memory_runs_out);
    tcase_add_loop_test(tcase, a_builder_survives_a_failed_add, 0, 2);
    suite_add_tcase(suite, tcase);
    return fixture_run(suite);
}
