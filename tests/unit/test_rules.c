/* Sets of rules: the builder, look-ups, canonical bytes and their hash. */
#include "base/bytes.h"
#include "make_rules.h"
#include "rules/rules_parts.h"
#include "time/calendar.h"
#include "time/zone.h"

static inc_context *context;

static void setup(void)
{
    context = make_context(NULL);
}

static void teardown(void)
{
    inc_context_unref(context);
}

static int same_hash(const inc_hash *a, const inc_hash *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Rules with everything: a composite that only a policy names, a target in a zone that nothing else
 * is in, a calendar that only the process names. */
static inc_rules *rules_full(const char *const *names, size_t count)
{
    inc_rules_builder *builder = make_builder(context, "7");
    inc_calendar *office = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_calendar *late = make_calendar(context, "UTC", INC_SUNDAY, 12, 20);
    inc_calendar *both = make_composite(context, office, late);
    inc_calendar *noon = make_calendar(context, "UTC", INC_SUNDAY, 12, 13);
    inc_policy_builder *policy = make_policy(context, "resolve", INC_AGREEMENT_SLA, 0);
    inc_zone *gmt = make_zone(context, "GMT");
    inc_target days = make_days(1, 3);
    size_t i;

    days.zone = gmt;
    for (i = 0; i < count; i++)
        MAKE_OK(inc_rules_builder_calendar(builder, names[i], office));
    make_policy_terms(context, policy, 1, office, make_hours(1, 4));
    make_policy_terms(context, policy, 2, both, days);
    make_threshold(policy, "warn", INC_THRESHOLD_BEFORE, 0, INC_HOUR, late);
    make_add_policy(builder, policy);
    make_add_matrix(context, builder, 2);
    make_add_process(context, builder, noon, 3);
    inc_calendar_unref(office);
    inc_calendar_unref(late);
    inc_calendar_unref(both);
    inc_calendar_unref(noon);
    inc_zone_unref(gmt);
    return make_build(builder);
}

static const char *const names_up[] = {"a", "ab", "b"};
static const char *const names_down[] = {"b", "ab", "a"};

START_TEST(builder_refuses)
{
    static const char bad_text[] = {'a', (char) 0xff, 0};
    inc_rules_builder *builder = NULL;
    inc_calendar *calendar = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_rules *rules = NULL;

    ck_assert_int_eq(inc_rules_builder_new(NULL, "a", "1", &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_new(context, "a", "1", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_new(context, "", "1", &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_new(context, "a", bad_text, &builder), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_new(context, NULL, NULL, &builder), INC_E_INVALID);
    ck_assert_ptr_null(builder);
    builder = make_builder(context, "1");
    ck_assert_int_eq(inc_rules_builder_calendar(builder, "", calendar), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_calendar(builder, NULL, calendar), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_calendar(builder, "a", NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_calendar(NULL, "a", calendar), INC_E_INVALID);
    MAKE_OK(inc_rules_builder_calendar(builder, "a", calendar));
    ck_assert_int_eq(inc_rules_builder_calendar(builder, "a", calendar), INC_E_EXISTS);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'a'"));
    ck_assert_int_eq(inc_rules_builder_matrix(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_matrix(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_taxonomy(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_taxonomy(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_process(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_process(builder, NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "the process was NULL");
    ck_assert_int_eq(inc_rules_builder_policy(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_policy(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_build(NULL, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_builder_build(builder, NULL), INC_E_INVALID);
    inc_calendar_unref(calendar);
    inc_rules_builder_free(builder);
    inc_rules_builder_free(NULL);
}
END_TEST

START_TEST(seconds_are_refused)
{
    inc_rules *preset = make_preset(context, INC_PRESET_SMALL);
    inc_rules_builder *builder = make_builder(context, "1");
    const inc_policy *policy;

    MAKE_OK(inc_rules_policy(preset, 0, &policy));
    MAKE_OK(inc_rules_builder_policy(builder, policy));
    ck_assert_int_eq(inc_rules_builder_policy(builder, policy), INC_E_EXISTS);
    MAKE_OK(inc_rules_builder_matrix(builder, inc_rules_matrix(preset)));
    ck_assert_int_eq(inc_rules_builder_matrix(builder, inc_rules_matrix(preset)), INC_E_EXISTS);
    MAKE_OK(inc_rules_builder_taxonomy(builder, inc_rules_taxonomy(preset)));
    ck_assert_int_eq(inc_rules_builder_taxonomy(builder, inc_rules_taxonomy(preset)), INC_E_EXISTS);
    MAKE_OK(inc_rules_builder_process(builder, inc_rules_process(preset)));
    ck_assert_int_eq(inc_rules_builder_process(builder, inc_rules_process(preset)), INC_E_EXISTS);
    ck_assert_str_eq(inc_context_error(context), "the rules 'desk' already had a process");
    inc_rules_builder_free(builder);
    inc_rules_unref(preset);
}
END_TEST

START_TEST(an_empty_set)
{
    inc_rules *rules = make_build(make_builder(context, "1"));
    inc_rules *again;
    const inc_policy *policy = NULL;
    const void *bytes;
    size_t size;

    ck_assert_str_eq(inc_rules_name(rules), "desk");
    ck_assert_str_eq(inc_rules_version(rules), "1");
    ck_assert_ptr_null(inc_rules_matrix(rules));
    ck_assert_ptr_null(inc_rules_taxonomy(rules));
    ck_assert_ptr_null(inc_rules_process(rules));
    ck_assert_int_eq(inc_rules_calendar(rules, 0, NULL, NULL), INC_DONE);
    ck_assert_int_eq(inc_rules_policy(rules, 0, &policy), INC_DONE);
    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    ck_assert_uint_eq(size, 4 + 4 + 8 + 5 + 4 + 4 + 4 + 1 + 1 + 1 + 4);
    MAKE_OK(inc_rules_from_bytes(context, bytes, size, &again));
    ck_assert(same_hash(inc_rules_hash(rules), inc_rules_hash(again)));
    inc_rules_unref(again);
    inc_rules_unref(rules);
    inc_rules_unref(NULL);
}
END_TEST

START_TEST(nothing_of_nothing)
{
    const inc_calendar *calendar = NULL;
    const inc_policy *policy = NULL;
    const void *bytes;
    size_t size;

    ck_assert_ptr_null(inc_rules_ref(NULL));
    ck_assert_ptr_null(inc_rules_hash(NULL));
    ck_assert_str_eq(inc_rules_name(NULL), "");
    ck_assert_str_eq(inc_rules_version(NULL), "");
    ck_assert_ptr_null(inc_rules_matrix(NULL));
    ck_assert_ptr_null(inc_rules_taxonomy(NULL));
    ck_assert_ptr_null(inc_rules_process(NULL));
    ck_assert_int_eq(inc_rules_calendar(NULL, 0, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_policy(NULL, 0, &policy), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_find_calendar(NULL, "a", 1, &calendar), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_find_policy(NULL, "a", 1, &policy), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_bytes(NULL, &bytes, &size), INC_E_INVALID);
}
END_TEST

START_TEST(names_are_found_in_order)
{
    inc_rules *rules = rules_full(names_down, 3);
    const inc_calendar *calendar, *found;
    const inc_policy *policy;
    const char *name;
    size_t i;

    for (i = 0; i < 3; i++) {
        MAKE_OK(inc_rules_calendar(rules, i, &name, &calendar));
        ck_assert_str_eq(name, names_up[i]);
        MAKE_OK(inc_rules_find_calendar(rules, name, INC_ZSTR, &found));
        ck_assert_ptr_eq(found, calendar);
    }
    ck_assert_int_eq(inc_rules_calendar(rules, 3, &name, &calendar), INC_DONE);
    MAKE_OK(inc_rules_find_calendar(rules, "abc", 2, &found));
    ck_assert_int_eq(inc_rules_find_calendar(rules, "abc", INC_ZSTR, &found), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_rules_find_calendar(rules, "", 0, &found), INC_E_NOT_FOUND);
    ck_assert_ptr_null(found);
    MAKE_OK(inc_rules_find_policy(rules, "resolve me", 7, &policy));
    ck_assert_int_eq(inc_rules_find_policy(rules, "resolve me", INC_ZSTR, &policy),
                     INC_E_NOT_FOUND);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(policies_keep_their_order)
{
    static const char *const policy_names[] = {"c", "a", "b"};
    inc_rules_builder *builder = make_builder(context, "1");
    inc_calendar *office = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_policy_options options;
    const inc_policy *policy, *found;
    inc_rules *rules;
    size_t i;

    for (i = 0; i < 3; i++) {
        inc_policy_builder *made = make_policy(context, policy_names[i], INC_AGREEMENT_SLA, 0);
        make_policy_terms(context, made, 0, office, make_hours(1, 1));
        make_add_policy(builder, made);
    }
    rules = make_build(builder);
    for (i = 0; i < 3; i++) {
        MAKE_OK(inc_rules_policy(rules, i, &policy));
        options.size = sizeof options;
        MAKE_OK(inc_policy_describe(policy, &options));
        ck_assert_str_eq(options.name, policy_names[i]);
        MAKE_OK(inc_rules_find_policy(rules, policy_names[i], INC_ZSTR, &found));
        ck_assert_ptr_eq(found, policy);
    }
    inc_calendar_unref(office);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(one_set_has_one_hash)
{
    inc_rules *up = rules_full(names_up, 3), *down = rules_full(names_down, 3);
    inc_rules *fewer = rules_full(names_up, 2);
    const void *bytes;
    inc_hash hash;
    size_t size;

    ck_assert(same_hash(inc_rules_hash(up), inc_rules_hash(down)));
    ck_assert(!same_hash(inc_rules_hash(up), inc_rules_hash(fewer)));
    MAKE_OK(inc_rules_bytes(up, &bytes, &size));
    MAKE_OK(inc_hash_of(bytes, size, &hash));
    ck_assert(same_hash(inc_rules_hash(up), &hash));
    inc_rules_unref(up);
    inc_rules_unref(down);
    inc_rules_unref(fewer);
}
END_TEST

START_TEST(bytes_come_back)
{
    inc_rules *rules = _i == 0   ? rules_full(names_up, 3)
                       : _i == 1 ? make_preset(context, INC_PRESET_SMALL)
                                 : make_preset(context, INC_PRESET_LARGE);
    const void *bytes, *again_bytes;
    const inc_policy *policy, *again_policy;
    size_t size, again_size, i;
    inc_rules *again;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    MAKE_OK(inc_rules_from_bytes(context, bytes, size, &again));
    MAKE_OK(inc_rules_bytes(again, &again_bytes, &again_size));
    ck_assert_uint_eq(size, again_size);
    ck_assert_int_eq(memcmp(bytes, again_bytes, size), 0);
    ck_assert_str_eq(inc_rules_name(again), inc_rules_name(rules));
    for (i = 0; inc_rules_policy(rules, i, &policy) == INC_OK; i++) {
        MAKE_OK(inc_rules_policy(again, i, &again_policy));
        ck_assert(same_hash(inc_policy_hash(policy), inc_policy_hash(again_policy)));
    }
    ck_assert_str_eq(inc_context_error(context), "");
    inc_rules_unref(again);
    inc_rules_unref(rules);
}
END_TEST

/* What only a policy refers to is there after a round trip, and works. */
START_TEST(unnamed_parts_are_included)
{
    inc_rules *rules = rules_full(names_up, 1), *again;
    const inc_policy *policy;
    const inc_terms *terms;
    inc_process_options process;
    inc_threshold threshold;
    const void *bytes;
    size_t size;
    inc_time due;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    MAKE_OK(inc_rules_from_bytes(context, bytes, size, &again));
    inc_rules_unref(rules);
    MAKE_OK(inc_rules_find_policy(again, "resolve", INC_ZSTR, &policy));
    terms = inc_policy_terms(policy, 2);
    ck_assert_ptr_null(inc_calendar_zone(inc_terms_calendar(terms)));
    ck_assert_str_eq(inc_zone_name(inc_terms_target(terms)->zone), "GMT");
    MAKE_OK(inc_target_due(inc_terms_target(terms), inc_terms_calendar(terms), 0, 0, &due, NULL));
    threshold.size = sizeof threshold;
    MAKE_OK(inc_policy_threshold(policy, 0, &threshold));
    ck_assert_ptr_nonnull(threshold.calendar);
    process.size = sizeof process;
    MAKE_OK(inc_process_describe(inc_rules_process(again), &process));
    MAKE_OK(inc_calendar_next_open(process.confirm_calendar, 0, &due));
    ck_assert_int_eq(due, 12 * INC_HOUR);
    inc_rules_unref(again);
}
END_TEST

START_TEST(every_cut_is_refused)
{
    inc_rules *rules = rules_full(names_up, 3), *again;
    const void *bytes;
    size_t size, i;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    for (i = 0; i < size; i += i < 40 ? 1 : 5) {
        ck_assert_int_eq(inc_rules_from_bytes(context, bytes, i, &again), INC_E_FORMAT);
        ck_assert_ptr_null(again);
        ck_assert_ptr_nonnull(strchr(inc_context_error(context), '\''));
    }
    inc_rules_unref(rules);
}
END_TEST

/* A changed byte is refused, or makes other rules with these very bytes. */
START_TEST(every_changed_byte_counts)
{
    inc_rules *rules = rules_full(names_up, 3), *again;
    const void *bytes, *again_bytes;
    size_t size, again_size, i;
    unsigned char *copy;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    copy = malloc(size);
    ck_assert_ptr_nonnull(copy);
    for (i = 0; i < 2 * size; i += 5) {
        inc_status status;

        memcpy(copy, bytes, size);
        copy[i / 2] ^= i % 2 == 0 ? 0x01 : 0xff;
        status = inc_rules_from_bytes(context, copy, size, &again);
        if (status != INC_OK) {
            ck_assert_msg(status == INC_E_FORMAT || status == INC_E_UNSUPPORTED, "byte %d: %s",
                          (int) (i / 2), inc_status_name(status));
            continue;
        }
        MAKE_OK(inc_rules_bytes(again, &again_bytes, &again_size));
        ck_assert_uint_eq(again_size, size);
        ck_assert_int_eq(memcmp(again_bytes, copy, size), 0);
        ck_assert(!same_hash(inc_rules_hash(again), inc_rules_hash(rules)));
        inc_rules_unref(again);
    }
    free(copy);
    inc_rules_unref(rules);
}
END_TEST

/* The first byte of the format version is at offset 4. */
START_TEST(versions_and_tails)
{
    inc_rules *rules = make_build(make_builder(context, "1")), *again = rules;
    unsigned char copy[64];
    const void *bytes;
    size_t size;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    memset(copy, 0, sizeof copy);
    memcpy(copy, bytes, size);
    ck_assert_int_eq(inc_rules_from_bytes(context, copy, size + 1, &again), INC_E_FORMAT);
    copy[4] = 2;
    ck_assert_int_eq(inc_rules_from_bytes(context, copy, size, &again), INC_E_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'2'"));
    copy[4] = 0;
    ck_assert_int_eq(inc_rules_from_bytes(context, copy, size, &again), INC_E_FORMAT);
    ck_assert_int_eq(inc_rules_from_bytes(context, NULL, 0, &again), INC_E_FORMAT);
    ck_assert_int_eq(inc_rules_from_bytes(context, NULL, 1, &again), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_from_bytes(NULL, copy, size, &again), INC_E_INVALID);
    ck_assert_int_eq(inc_rules_from_bytes(context, copy, size, NULL), INC_E_INVALID);
    ck_assert_ptr_null(again);
    inc_rules_unref(rules);
}
END_TEST

/* Head, zones, calendars and names of a set without tables or policies. */
static void write_set(inc__writer *writer, inc_zone *const *zones, size_t zone_count,
                      inc_calendar *const *calendars, size_t calendar_count, int32_t named)
{
    size_t i, size;
    const void *bytes;

    inc__writer_init(writer, context);
    inc__put_raw(writer, "INCR", 4);
    inc__put_u32(writer, 1);
    inc__put_text(writer, "desk");
    inc__put_text(writer, "1");
    inc__put_u32(writer, (uint32_t) zone_count);
    for (i = 0; i < zone_count; i++) {
        inc__put_text(writer, inc_zone_name(zones[i]));
        bytes = inc__zone_bytes(zones[i], &size);
        inc__put_blob(writer, bytes, size);
    }
    inc__put_u32(writer, (uint32_t) calendar_count);
    for (i = 0; i < calendar_count; i++) {
        bytes = inc__calendar_bytes(calendars[i], &size);
        inc__put_blob(writer, bytes, size);
    }
    inc__put_u32(writer, named >= 0);
    if (named >= 0) {
        inc__put_text(writer, "a");
        inc__put_raw(writer, inc_calendar_hash(calendars[named])->bytes, 32);
    }
    inc__put_u8(writer, 0);
    inc__put_u8(writer, 0);
    inc__put_u8(writer, 0);
    inc__put_u32(writer, 0);
    ck_assert_int_eq(writer->status, INC_OK);
}

static inc_status read_set(inc__writer *writer)
{
    inc_rules *rules;
    inc_status status =
        inc_rules_from_bytes(context, writer->bytes.items, writer->bytes.count, &rules);

    inc__writer_free(writer);
    inc_rules_unref(rules);
    return status;
}

START_TEST(surplus_and_disorder_are_refused)
{
    inc_zone *zones[2] = {make_zone(context, "UTC"), make_zone(context, "GMT")};
    inc_zone *twice[2] = {zones[0], zones[0]};
    inc_calendar *utc = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_calendar *gmt = make_calendar(context, "GMT", INC_FRIDAY, 9, 17);
    inc_calendar *both = make_composite(context, utc, gmt);
    inc_calendar *all[3] = {utc, gmt, both}, *early[3] = {both, utc, gmt}, *copies[2] = {utc, utc};
    inc__writer writer;
    int straight;

    write_set(&writer, zones, 1, all, 1, 0);
    MAKE_OK(read_set(&writer));
    write_set(&writer, zones, 1, all, 1, -1);
    ck_assert_int_eq(read_set(&writer), INC_E_FORMAT); /* a calendar that nothing refers to */
    write_set(&writer, zones, 1, all, 0, -1);
    ck_assert_int_eq(read_set(&writer), INC_E_FORMAT); /* a zone that nothing refers to */
    write_set(&writer, twice, 2, all, 1, 0);
    ck_assert_int_eq(read_set(&writer), INC_E_FORMAT);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "twice"));
    write_set(&writer, zones, 1, copies, 2, 0);
    ck_assert_int_eq(read_set(&writer), INC_E_FORMAT);
    write_set(&writer, zones, 2, early, 3, 0);
    ck_assert_int_eq(read_set(&writer), INC_E_FORMAT); /* a composite before its parts */
    straight = memcmp(inc_zone_hash(zones[0]), inc_zone_hash(zones[1]), 32) < 0;
    twice[0] = zones[straight ? 1 : 0];
    twice[1] = zones[straight ? 0 : 1];
    write_set(&writer, twice, 2, all, 3, 2);
    ck_assert_int_eq(read_set(&writer), INC_E_FORMAT); /* zones against the order of hashes */
    inc_calendar_unref(both);
    inc_calendar_unref(utc);
    inc_calendar_unref(gmt);
    inc_zone_unref(zones[0]);
    inc_zone_unref(zones[1]);
}
END_TEST

/* Two names of one zone are one zone, under the lesser name. */
START_TEST(zone_aliases_are_one_zone)
{
    inc_rules_builder *builder = make_builder(context, "1");
    inc_calendar *a = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_calendar *b = make_calendar(context, "Etc/UTC", INC_FRIDAY, 9, 18);
    const inc_calendar *found;
    const void *bytes;
    size_t size;
    inc_rules *rules, *again;

    MAKE_OK(inc_rules_builder_calendar(builder, "a", a));
    MAKE_OK(inc_rules_builder_calendar(builder, "b", b));
    rules = make_build(builder);
    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    MAKE_OK(inc_rules_from_bytes(context, bytes, size, &again));
    MAKE_OK(inc_rules_find_calendar(again, "a", 1, &found));
    ck_assert_str_eq(inc_zone_name(inc_calendar_zone(found)), "Etc/UTC");
    ck_assert(same_hash(inc_rules_hash(rules), inc_rules_hash(again)));
    inc_rules_unref(again);
    inc_rules_unref(rules);
    inc_calendar_unref(a);
    inc_calendar_unref(b);
}
END_TEST

static inc_status build_of(const inc_calendar *calendar)
{
    inc_rules_builder *builder = make_builder(context, "1");
    inc_rules *rules = NULL;
    inc_status status = inc_rules_builder_calendar(builder, "a", calendar);

    if (status == INC_OK)
        status = inc_rules_builder_build(builder, &rules);
    inc_rules_builder_free(builder);
    inc_rules_unref(rules);
    return status;
}

/* Composites may nest and unfold only so far: a chain, and one that doubles. */
START_TEST(nesting_is_bounded)
{
    inc_calendar *chain = make_calendar(context, "UTC", INC_FRIDAY, 9, 17), *next;
    const inc_calendar *parts[2];
    int i;

    for (i = 0; i < (_i == 0 ? INC__CALENDAR_LEVEL_MOST : 11); i++) {
        ck_assert_int_eq(build_of(chain), INC_OK);
        parts[0] = parts[1] = chain;
        MAKE_OK(inc_calendar_combine(context, INC_UNION, parts, _i == 0 ? 1 : 2, &next));
        inc_calendar_unref(chain);
        chain = next;
    }
    ck_assert_int_eq(build_of(chain), INC_OK);
    parts[0] = parts[1] = chain;
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, _i == 0 ? 1 : 2, &next),
                     INC_E_RANGE);
    ck_assert_ptr_null(next);
    ck_assert_str_eq(inc_context_error(context),
                     _i == 0 ? "a composite of 18 calendars, nested 17 deep, was refused"
                             : "a composite of 8191 calendars, nested 12 deep, was refused");
    inc_calendar_unref(chain);
}
END_TEST

/* A single date in a year makes a table for it, of some three thousand bytes. */
static inc_calendar *costly(void)
{
    inc_zone *zone = make_zone(context, "UTC");
    inc_hours hours = {9 * 3600, 17 * 3600};
    inc_calendar_builder *builder;
    inc_exception exception;
    inc_calendar *calendar;
    int32_t day, year;

    memset(&exception, 0, sizeof exception);
    exception.size = sizeof exception;
    exception.scope = INC_SCOPE_DATE;
    MAKE_OK(inc_calendar_builder_new(context, zone, &builder));
    for (day = INC_MONDAY; day <= INC_FRIDAY; day++)
        MAKE_OK(inc_calendar_builder_weekly(builder, day, &hours));
    for (year = 2000; year < 2500; year++) {
        MAKE_OK(inc_date_from_ymd(year, 6, 1, &exception.from));
        MAKE_OK(inc_calendar_builder_except(builder, &exception));
    }
    MAKE_OK(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

START_TEST(compiled_size_is_bounded)
{
    inc_calendar *calendar = costly();
    inc__rules_parts parts;

    inc__rules_parts_init(&parts, context);
    parts.compiled = INC__RULES_COMPILED_MOST - 1024 * 1024;
    ck_assert_int_eq(inc__rules_parts_calendar(&parts, calendar), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "compiled"));
    parts.compiled = 0;
    MAKE_OK(inc__rules_parts_calendar(&parts, calendar));
    ck_assert_uint_gt(parts.compiled, 1024 * 1024);
    inc__rules_parts_free(&parts);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(the_builder_goes_on)
{
    inc_rules_builder *builder = make_builder(context, "1");
    inc_calendar *calendar = make_calendar(context, "UTC", INC_FRIDAY, 9, 17);
    inc_rules *first, *second, *third;

    MAKE_OK(inc_rules_builder_build(builder, &first));
    MAKE_OK(inc_rules_builder_calendar(builder, "a", calendar));
    MAKE_OK(inc_rules_builder_build(builder, &second));
    ck_assert(!same_hash(inc_rules_hash(first), inc_rules_hash(second)));
    ck_assert_int_eq(inc_rules_calendar(first, 0, NULL, NULL), INC_DONE);
    third = inc_rules_ref(second);
    inc_rules_unref(second);
    ck_assert_int_eq(inc_rules_calendar(third, 0, NULL, NULL), INC_OK);
    inc_rules_unref(third);
    inc_rules_unref(first);
    inc_calendar_unref(calendar);
    inc_rules_builder_free(builder);
}
END_TEST

/* Bytes read with every allocation failing in turn. */
START_TEST(memory_runs_out)
{
    inc_rules *rules = rules_full(names_up, 2), *again = NULL;
    make_memory memory = {0, 0, 0, 0};
    inc_context *poor = make_context(&memory);
    size_t size, live = memory.live, fail = 1, failures = 0;
    const void *bytes;

    MAKE_OK(inc_rules_bytes(rules, &bytes, &size));
    for (; memory.calls >= memory.fail; fail += memory.calls > 200 ? 7 : 1) {
        inc_status status;

        memory.calls = 0;
        memory.fail = fail;
        memory.sticky = _i;
        status = inc_rules_from_bytes(poor, bytes, size, &again);
        ck_assert(status == INC_OK || status == INC_E_NOMEM);
        failures += status == INC_E_NOMEM;
        inc_rules_unref(again);
        ck_assert_uint_eq(memory.live, live);
    }
    ck_assert_uint_gt(failures, 20);
    inc_context_unref(poor);
    inc_rules_unref(rules);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules");
    TCase *tcase = tcase_create("rules");
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, builder_refuses);
    tcase_add_test(tcase, seconds_are_refused);
    tcase_add_test(tcase, an_empty_set);
    tcase_add_test(tcase, nothing_of_nothing);
    tcase_add_test(tcase, names_are_found_in_order);
    tcase_add_test(tcase, policies_keep_their_order);
    tcase_add_test(tcase, one_set_has_one_hash);
    tcase_add_loop_test(tcase, bytes_come_back, 0, 3);
    tcase_add_test(tcase, unnamed_parts_are_included);
    tcase_add_test(tcase, every_cut_is_refused);
    tcase_add_test(tcase, every_changed_byte_counts);
    tcase_add_test(tcase, versions_and_tails);
    tcase_add_test(tcase, surplus_and_disorder_are_refused);
    tcase_add_test(tcase, zone_aliases_are_one_zone);
    tcase_add_loop_test(tcase, nesting_is_bounded, 0, 2);
    tcase_add_test(tcase, compiled_size_is_bounded);
    tcase_add_test(tcase, the_builder_goes_on);
    tcase_add_loop_test(tcase, memory_runs_out, 0, 2);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
