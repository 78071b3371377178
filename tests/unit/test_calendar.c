/* Calendars as objects: lines of refusals, definition, canonical bytes, identity. Questions to
 * calendars are in test_calendar_query.c. */
#include "calendar_fixture.h"
#include "unit.h"

#include "time/calendar.h"

#include <incident/calendar_definition.h>
#include <stdio.h>
#include <string.h>

static fixture_memory memory;
static inc_context *context;
static inc_calendar_builder *builder;

static void setup(void)
{
    context = fixture_context(&memory);
    builder = fixture_builder(context, "UTC");
}

static void teardown(void)
{
    inc_calendar_builder_free(builder);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static void refused(inc_status is, inc_status status, const char *line)
{
    inc_calendar *calendar;

    ck_assert_int_eq(is, status);
    ck_assert_str_eq(inc_context_error(context), line);
    /* Nothing was added. */
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    ck_assert_int_eq(inc_calendar_reachable(calendar), 0);
    inc_calendar_unref(calendar);
}

static inc_exception holiday(int32_t scope)
{
    inc_exception exception = {.size = sizeof exception};

    exception.scope = scope;
    exception.yearly_from = exception.yearly_to = 101;
    return exception;
}

START_TEST(null_pointers)
{
    inc_calendar *calendar = (inc_calendar *) context;

    ck_assert_int_eq(inc_calendar_builder_build(NULL, &calendar), INC_E_INVALID);
    ck_assert_ptr_null(calendar);
    inc_calendar_unref(NULL);
    ck_assert_ptr_null(inc_calendar_ref(NULL));
    ck_assert_ptr_null(inc_calendar_hash(NULL));
    ck_assert_ptr_null(inc_calendar_zone(NULL));
    ck_assert_int_eq(inc_calendar_reachable(NULL), 0);
}
END_TEST

START_TEST(hours_that_do_not_exist)
{
    static const inc_hours wrong[] = {{-1, 3600}, {86400, 90000},  {0, -1},
                                      {0, 86401}, {86399, 172800}, {INT32_MAX, INT32_MAX}};
    inc_hours hours = {0, 1};
    char line[128];
    size_t i;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        (void) snprintf(line, sizeof line,
                        "opening hours from second %ld to second %ld of a day were refused",
                        (long) wrong[i].from, (long) wrong[i].to);
        refused(inc_calendar_builder_weekly(builder, INC_MONDAY, &wrong[i]), INC_E_INVALID, line);
    }
    refused(inc_calendar_builder_weekly(builder, 0, &hours), INC_E_INVALID,
            "weekday 0 was not 1 to 7");
    refused(inc_calendar_builder_weekly(builder, 8, &hours), INC_E_INVALID,
            "weekday 8 was not 1 to 7");
}
END_TEST

START_TEST(revisions_that_do_not_exist)
{
    refused(inc_calendar_builder_revise(builder, INC_DATE_MIN - 1), INC_E_RANGE,
            "date -25568 of a revision was outside the years 1900 to 9999");
    refused(inc_calendar_builder_revise(builder, INC_DATE_NONE), INC_E_RANGE,
            "date -2147483648 of a revision was outside the years 1900 to 9999");
    refused(inc_calendar_builder_revise(builder, INC_DATE_MAX + 1), INC_E_RANGE,
            "date 2932897 of a revision was outside the years 1900 to 9999");
    ck_assert_int_eq(inc_calendar_builder_revise(builder, 20000), INC_OK);
    refused(inc_calendar_builder_revise(builder, 20000), INC_E_EXISTS,
            "a second revision came for '2024-10-04'");
}
END_TEST

static void refused_exception(inc_exception exception, inc_status status, const char *line)
{
    refused(inc_calendar_builder_except(builder, &exception), status, line);
}

START_TEST(exceptions_of_no_date)
{
    inc_exception exception = holiday(0);

    refused_exception(exception, INC_E_INVALID, "scope '0' of an exception was unknown");
    exception.scope = 5;
    refused_exception(exception, INC_E_INVALID, "scope '5' of an exception was unknown");
    exception = holiday(INC_SCOPE_DATE);
    exception.from = INC_DATE_MAX + 1;
    refused_exception(exception, INC_E_RANGE, "date 2932897 was outside the years 1900 to 9999");
    exception.from = INC_DATE_MIN - 1;
    refused_exception(exception, INC_E_RANGE, "date -25568 was outside the years 1900 to 9999");
    exception.scope = INC_SCOPE_RANGE;
    refused_exception(exception, INC_E_RANGE, "date -25568 was outside the years 1900 to 9999");
    exception.from = 0;
    exception.to = INC_DATE_MAX + 1;
    refused_exception(exception, INC_E_RANGE, "date 2932897 was outside the years 1900 to 9999");
    exception.to = INC_DATE_MIN - 1;
    refused_exception(exception, INC_E_RANGE, "date -25568 was outside the years 1900 to 9999");
    exception.to = -3;
    refused_exception(exception, INC_E_INVALID,
                      "a range from '1970-01-01' ended before it, at '1969-12-29'");
}
END_TEST

START_TEST(exceptions_of_no_month_and_day)
{
    static const int32_t wrong[] = {0, -101, 1, 100, 132, 230, 431, 1301, 10101};
    inc_exception exception;
    char line[128];
    size_t i;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        (void) snprintf(line, sizeof line, "yearly date '%04ld' was no month and day",
                        (long) wrong[i]);
        exception = holiday(INC_SCOPE_YEARLY);
        exception.yearly_from = wrong[i];
        refused_exception(exception, INC_E_INVALID, line);
        exception.scope = INC_SCOPE_YEARLY_RANGE;
        refused_exception(exception, INC_E_INVALID, line);
        exception = holiday(INC_SCOPE_YEARLY_RANGE);
        exception.yearly_to = wrong[i];
        refused_exception(exception, INC_E_INVALID, line);
    }
}
END_TEST

START_TEST(exceptions_of_no_hours_or_name)
{
    const inc_hours wrong[] = {{9 * 3600, 17 * 3600}, {-5, 3600}};
    inc_exception exception = holiday(INC_SCOPE_DATE);
    char name[257], line[400];

    exception.hours_count = 1;
    refused_exception(exception, INC_E_INVALID, "the hours of an exception were NULL");
    exception.hours = wrong;
    exception.hours_count = 2;
    refused_exception(exception, INC_E_INVALID,
                      "opening hours from second -5 to second 3600 of a day were refused");
    exception = holiday(INC_SCOPE_DATE);
    memset(name, 'n', 256);
    name[256] = '\0';
    exception.name = name;
    (void) snprintf(line, sizeof line,
                    "the name '%s' of an exception was no UTF-8 text of at most 255 bytes", name);
    refused_exception(exception, INC_E_INVALID, line);
    exception.name = "\xff";
    refused_exception(exception, INC_E_INVALID,
                      "the name '?' of an exception was no UTF-8 text of at most 255 bytes");
    exception.name = &name[1];
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
}
END_TEST

START_TEST(exceptions_of_another_size)
{
    struct {
        inc_exception exception;
        int64_t later;
    } grown;
    inc_exception exception = holiday(INC_SCOPE_DATE);

    exception.size = 0;
    refused_exception(exception, INC_E_INVALID, "an exception of size 0 was refused");
    exception.size = SIZE_MAX / 2;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_E_INVALID);
    memset(&grown, 0, sizeof grown);
    grown.exception = holiday(INC_SCOPE_DATE);
    grown.exception.size = sizeof grown;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &grown.exception), INC_OK);
    grown.later = 1;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &grown.exception), INC_E_UNSUPPORTED);
}
END_TEST

START_TEST(combinations_that_do_not_exist)
{
    inc_calendar *made = (inc_calendar *) context, *plain = fixture_hours(context, 9, 17);
    const inc_calendar *parts[65];
    size_t i;

    for (i = 0; i < 65; i++)
        parts[i] = plain;
    refused(inc_calendar_combine(context, 0, parts, 1, &made), INC_E_INVALID,
            "combination 0 was unknown");
    ck_assert_ptr_null(made);
    refused(inc_calendar_combine(context, 4, parts, 1, &made), INC_E_INVALID,
            "combination 4 was unknown");
    refused(inc_calendar_combine(context, INC_UNION, parts, 0, &made), INC_E_INVALID,
            "0 calendars to combine were not 1 to 64");
    refused(inc_calendar_combine(context, INC_UNION, parts, 65, &made), INC_E_INVALID,
            "65 calendars to combine were not 1 to 64");
    ck_assert_int_eq(inc_calendar_combine(NULL, INC_UNION, parts, 1, &made), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, NULL, 1, &made), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, 64, &made), INC_OK);
    inc_calendar_unref(made);
    parts[1] = NULL;
    refused(inc_calendar_combine(context, INC_UNION, parts, 2, &made), INC_E_INVALID,
            "a calendar to combine was NULL");
    inc_calendar_unref(plain);
}
END_TEST

START_TEST(patterns_read_back)
{
    static const inc_hours given[] = {
        {82800, 86400}, {32400, 61200}, {32400, 43200}, {32400, 61200}};
    static const inc_hours expected[] = {{32400, 43200}, {32400, 61200}, {82800, 86400}};
    inc_calendar *calendar;
    inc_date from;
    inc_hours hours;
    size_t i;

    for (i = 0; i < 4; i++)
        ck_assert_int_eq(inc_calendar_builder_weekly(builder, INC_MONDAY, &given[i]), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, 20000), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_revise(builder, 10000), INC_OK);
    fixture_weekly(builder, INC_SUNDAY, INC_SUNDAY, 22 * 3600, 6 * 3600);
    fixture_weekly(builder, INC_TUESDAY, INC_TUESDAY, 0, 0);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    for (i = 0; i < 3; i++) {
        ck_assert_int_eq(inc_calendar_weekly(calendar, 0, INC_MONDAY, i, &hours), INC_OK);
        ck_assert_int_eq(hours.from, expected[i].from);
        ck_assert_int_eq(hours.to, expected[i].to);
    }
    ck_assert_int_eq(inc_calendar_weekly(calendar, 0, INC_MONDAY, 3, &hours), INC_DONE);
    ck_assert_int_eq(inc_calendar_revision(calendar, 0, &from), INC_OK);
    ck_assert_int_eq(from, INC_DATE_NONE);
    ck_assert_int_eq(inc_calendar_revision(calendar, 1, &from), INC_OK);
    ck_assert_int_eq(from, 10000);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 1, INC_SUNDAY, 0, &hours), INC_OK);
    ck_assert_int_eq(hours.to, 30 * 3600);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 1, INC_TUESDAY, 0, &hours), INC_OK);
    ck_assert_int_eq(hours.to, 86400);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 2, INC_SUNDAY, 0, &hours), INC_DONE);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 3, INC_SUNDAY, 0, &hours), INC_DONE);
    ck_assert_int_eq(inc_calendar_revision(calendar, 3, &from), INC_DONE);
    ck_assert_int_eq(inc_calendar_weekly(NULL, 0, 1, 0, &hours), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 0, 1, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 0, 0, 0, &hours), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_weekly(calendar, 0, 8, 0, &hours), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_revision(NULL, 0, &from), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_revision(calendar, 0, NULL), INC_E_INVALID);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(exceptions_read_back)
{
    inc_calendar *calendar = fixture_rich(context, "UTC");
    inc_exception exception = {.size = sizeof exception};

    ck_assert_int_eq(inc_calendar_exception(calendar, 2, &exception), INC_OK);
    ck_assert_int_eq(exception.scope, INC_SCOPE_YEARLY_RANGE);
    ck_assert_int_eq(exception.yearly_from, 1230);
    ck_assert_int_eq(exception.yearly_to, 102);
    ck_assert_int_eq(exception.from, 0);
    ck_assert_uint_eq(exception.hours_count, 0);
    ck_assert_ptr_null(exception.hours);
    ck_assert_str_eq(exception.name, "New Year");
    ck_assert_int_eq(inc_calendar_exception(calendar, 4, &exception), INC_OK);
    ck_assert_int_eq(exception.scope, INC_SCOPE_DATE);
    ck_assert_int_eq(exception.from, fixture_date(2026, 7, 9));
    ck_assert_uint_eq(exception.hours_count, 2);
    ck_assert_int_eq(exception.hours[1].to, 26 * 3600);
    ck_assert_str_eq(exception.name, "");
    ck_assert_int_eq(inc_calendar_exception(calendar, 5, &exception), INC_DONE);
    ck_assert_int_eq(inc_calendar_exception(NULL, 0, &exception), INC_E_INVALID);
    ck_assert_int_eq(inc_calendar_exception(calendar, 0, NULL), INC_E_INVALID);
    exception.size = 8;
    ck_assert_int_eq(inc_calendar_exception(calendar, 0, &exception), INC_E_INVALID);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(parts_read_back)
{
    inc_calendar *a = fixture_hours(context, 9, 17), *b = fixture_hours(context, 12, 20), *both;
    const inc_calendar *parts[2] = {a, b};
    inc_exception exception = {.size = sizeof exception};
    inc_hours hours;
    inc_date from;

    ck_assert_int_eq(inc_calendar_combine(context, INC_DIFFERENCE, parts, 2, &both), INC_OK);
    ck_assert_int_eq(inc_calendar_combination(both), INC_DIFFERENCE);
    ck_assert_int_eq(inc_calendar_combination(a), 0);
    ck_assert_int_eq(inc_calendar_combination(NULL), 0);
    ck_assert_ptr_eq(inc_calendar_part(both, 0), a);
    ck_assert_ptr_eq(inc_calendar_part(both, 1), b);
    ck_assert_ptr_null(inc_calendar_part(both, 2));
    ck_assert_ptr_null(inc_calendar_part(a, 0));
    ck_assert_ptr_null(inc_calendar_part(NULL, 0));
    ck_assert_ptr_null(inc_calendar_zone(both));
    ck_assert_ptr_nonnull(inc_calendar_zone(a));
    ck_assert_int_eq(inc_calendar_revision(both, 0, &from), INC_DONE);
    ck_assert_int_eq(inc_calendar_weekly(both, 0, INC_MONDAY, 0, &hours), INC_DONE);
    ck_assert_int_eq(inc_calendar_exception(both, 0, &exception), INC_DONE);
    inc_calendar_unref(a);
    inc_calendar_unref(b);
    /* The composite keeps its parts. */
    ck_assert_int_eq(inc_calendar_reachable(inc_calendar_part(both, 1)), 1);
    inc_calendar_unref(both);
}
END_TEST

START_TEST(references_and_a_builder_that_goes_on)
{
    inc_calendar *first, *second, *third;
    inc_time time;

    fixture_weekly(builder, INC_MONDAY, INC_FRIDAY, 9 * 3600, 17 * 3600);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &first), INC_OK);
    fixture_holiday(builder, INC_SCOPE_DATE, fixture_date(2026, 6, 1), 0, NULL);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &second), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &third), INC_OK);
    ck_assert_mem_ne(inc_calendar_hash(first), inc_calendar_hash(second), sizeof(inc_hash));
    ck_assert_mem_eq(inc_calendar_hash(third), inc_calendar_hash(second), sizeof(inc_hash));
    ck_assert_ptr_eq(inc_calendar_ref(first), first);
    inc_calendar_unref(first);
    ck_assert_int_eq(inc_calendar_next_open(first, fixture_time(6, 1, 0, 0), &time), INC_OK);
    ck_assert_int_eq(time, fixture_time(6, 1, 9, 0));
    ck_assert_int_eq(inc_calendar_next_open(second, fixture_time(6, 1, 0, 0), &time), INC_OK);
    ck_assert_int_eq(time, fixture_time(6, 2, 9, 0));
    inc_calendar_unref(first);
    inc_calendar_unref(second);
    inc_calendar_unref(third);
}
END_TEST

/* One small calendar, and how to change one member of its definition. */
static inc_calendar *variant(int changed)
{
    inc_calendar_builder *made = fixture_builder(context, changed == 1 ? "Asia/Kolkata" : "UTC");
    inc_exception exception = holiday(changed == 2 ? INC_SCOPE_RANGE : INC_SCOPE_DATE);
    const inc_hours hours = {9 * 3600, changed == 3 ? 61201 : 61200};

    fixture_weekly(made, INC_MONDAY, changed == 4 ? INC_SATURDAY : INC_FRIDAY, 9 * 3600,
                   changed == 5 ? 61201 : 61200);
    ck_assert_int_eq(inc_calendar_builder_revise(made, changed == 6 ? 20001 : 20000), INC_OK);
    fixture_weekly(made, INC_MONDAY, INC_FRIDAY, changed == 7 ? 8 * 3600 : 9 * 3600, 61200);
    exception.from = exception.to = changed == 8 ? 20501 : 20500;
    exception.name = changed == 9 ? "b" : "a";
    exception.hours = changed == 10 ? NULL : &hours;
    exception.hours_count = changed == 10 ? 0 : 1;
    ck_assert_int_eq(inc_calendar_builder_except(made, &exception), INC_OK);
    if (changed == 11)
        fixture_holiday(made, INC_SCOPE_YEARLY, 1225, 0, "c");
    if (changed == 12)
        fixture_holiday(made, INC_SCOPE_YEARLY, 1226, 0, "c");
    if (changed == 13)
        fixture_holiday(made, INC_SCOPE_YEARLY_RANGE, 1225, 1226, "c");
    if (changed == 14)
        fixture_holiday(made, INC_SCOPE_YEARLY_RANGE, 1225, 1227, "c");
    return fixture_built(made);
}

#define VARIANTS 15

START_TEST(equal_definitions_have_equal_hashes_and_others_do_not)
{
    inc_calendar *all[VARIANTS], *again = variant(0);
    int i, j;

    for (i = 0; i < VARIANTS; i++)
        all[i] = variant(i);
    ck_assert_mem_eq(inc_calendar_hash(again), inc_calendar_hash(all[0]), sizeof(inc_hash));
    for (i = 0; i < VARIANTS; i++) {
        for (j = 0; j < i; j++)
            ck_assert_msg(
                memcmp(inc_calendar_hash(all[i]), inc_calendar_hash(all[j]), sizeof(inc_hash)) != 0,
                "variants %d and %d", i, j);
    }
    for (i = 0; i < VARIANTS; i++)
        inc_calendar_unref(all[i]);
    inc_calendar_unref(again);
}
END_TEST

START_TEST(members_that_a_scope_does_not_use_are_no_difference)
{
    inc_calendar *with, *without;
    inc_exception exception = holiday(INC_SCOPE_DATE);
    inc_calendar_builder *other = fixture_builder(context, "UTC");

    exception.from = 20500;
    exception.to = 20600;
    exception.yearly_to = 1225;
    ck_assert_int_eq(inc_calendar_builder_except(builder, &exception), INC_OK);
    fixture_holiday(other, INC_SCOPE_DATE, 20500, 0, "");
    ck_assert_int_eq(inc_calendar_builder_build(builder, &with), INC_OK);
    without = fixture_built(other);
    ck_assert_mem_eq(inc_calendar_hash(with), inc_calendar_hash(without), sizeof(inc_hash));
    inc_calendar_unref(with);
    inc_calendar_unref(without);
}
END_TEST

START_TEST(combination_and_order_of_parts_are_identity)
{
    inc_calendar *a = fixture_hours(context, 9, 17), *b = fixture_hours(context, 12, 20);
    const inc_calendar *parts[3] = {a, b, a};
    inc_calendar *made[5];
    int i, j;

    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, 2, &made[0]), INC_OK);
    ck_assert_int_eq(inc_calendar_combine(context, INC_INTERSECTION, parts, 2, &made[1]), INC_OK);
    ck_assert_int_eq(inc_calendar_combine(context, INC_DIFFERENCE, parts, 2, &made[2]), INC_OK);
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts + 1, 2, &made[3]), INC_OK);
    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, parts, 3, &made[4]), INC_OK);
    for (i = 0; i < 5; i++) {
        for (j = 0; j < i; j++)
            ck_assert_mem_ne(inc_calendar_hash(made[i]), inc_calendar_hash(made[j]),
                             sizeof(inc_hash));
    }
    for (i = 0; i < 5; i++)
        inc_calendar_unref(made[i]);
    inc_calendar_unref(a);
    inc_calendar_unref(b);
}
END_TEST

/* What canonical bytes may refer to. */
typedef struct known {
    const inc_zone *zone;
    const inc_calendar *parts[2];
} known;

static const inc_zone *known_zone(void *user, const inc_hash *hash)
{
    const known *all = user;

    if (all->zone != NULL && memcmp(inc_zone_hash(all->zone), hash, sizeof *hash) == 0)
        return all->zone;
    return NULL;
}

static const inc_calendar *known_calendar(void *user, const inc_hash *hash)
{
    const known *all = user;
    size_t i;

    for (i = 0; i < 2; i++) {
        if (all->parts[i] != NULL &&
            memcmp(inc_calendar_hash(all->parts[i]), hash, sizeof *hash) == 0)
            return all->parts[i];
    }
    return NULL;
}

static inc_status read_bytes(known *all, const void *bytes, size_t size, inc_calendar **calendar)
{
    const inc__calendar_resolver resolver = {all, known_zone, known_calendar};

    *calendar = (inc_calendar *) context;
    return inc__calendar_from_bytes(context, bytes, size, &resolver, calendar);
}

/* What is read is refused, or is another calendar. */
static void not_the_same(known *all, const void *bytes, size_t size, const inc_calendar *calendar)
{
    inc_calendar *read;
    inc_status status = read_bytes(all, bytes, size, &read);

    if (status == INC_OK) {
        ck_assert_mem_ne(inc_calendar_hash(read), inc_calendar_hash(calendar), sizeof(inc_hash));
        inc_calendar_unref(read);
        return;
    }
    ck_assert_ptr_null(read);
    ck_assert_msg(status == INC_E_FORMAT || status == INC_E_NOT_FOUND, "%d", status);
}

static void round_trip(known *all, const inc_calendar *calendar)
{
    size_t size, read_size, i;
    const void *bytes = inc__calendar_bytes(calendar, &size), *again;
    inc_calendar *read;
    unsigned char *copy = malloc(size + 1);

    ck_assert_int_eq(read_bytes(all, bytes, size, &read), INC_OK);
    ck_assert_mem_eq(inc_calendar_hash(read), inc_calendar_hash(calendar), sizeof(inc_hash));
    again = inc__calendar_bytes(read, &read_size);
    ck_assert_uint_eq(read_size, size);
    ck_assert_mem_eq(again, bytes, size);
    inc_calendar_unref(read);
    for (i = 0; i < size; i++)
        not_the_same(all, bytes, i, calendar);
    memcpy(copy, bytes, size);
    copy[size] = 0;
    ck_assert_int_eq(read_bytes(all, copy, size + 1, &read), INC_E_FORMAT);
    for (i = 0; i < 8 * size; i += 1 + i / 64) {
        copy[i / 8] ^= (unsigned char) (1 << i % 8);
        not_the_same(all, copy, size, calendar);
        copy[i / 8] ^= (unsigned char) (1 << i % 8);
    }
    free(copy);
}

START_TEST(bytes_of_a_plain_calendar)
{
    inc_calendar *calendar = variant(14);
    known all = {NULL, {NULL, NULL}};
    inc_calendar *read;
    size_t size;
    const void *bytes = inc__calendar_bytes(calendar, &size);

    ck_assert_int_eq(read_bytes(&all, bytes, size, &read), INC_E_NOT_FOUND);
    ck_assert_ptr_null(read);
    all.zone = inc_calendar_zone(calendar);
    round_trip(&all, calendar);
    inc_calendar_unref(calendar);
}
END_TEST

START_TEST(bytes_of_a_composite)
{
    inc_calendar *a = fixture_hours(context, 9, 17), *b = fixture_hours(context, 12, 20), *both;
    known all = {NULL, {a, b}};
    inc_calendar *read;
    const void *bytes;
    size_t size;

    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, all.parts, 2, &both), INC_OK);
    round_trip(&all, both);
    bytes = inc__calendar_bytes(both, &size);
    all.parts[1] = NULL;
    ck_assert_int_eq(read_bytes(&all, bytes, size, &read), INC_E_NOT_FOUND);
    inc_calendar_unref(both);
    inc_calendar_unref(a);
    inc_calendar_unref(b);
}
END_TEST

/* Bytes that mean the same but are not the ones that are written. */
START_TEST(bytes_in_another_order_are_not_canonical)
{
    inc_calendar *calendar, *read;
    known all = {NULL, {NULL, NULL}};
    unsigned char copy[512], first[8];
    const void *bytes;
    size_t size, hours = 1 + 32 + 4 + 4 + 4; /* kind, zone, revisions, from, count of Mondays */

    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 9 * 3600, 12 * 3600);
    fixture_weekly(builder, INC_MONDAY, INC_MONDAY, 13 * 3600, 17 * 3600);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    all.zone = inc_calendar_zone(calendar);
    bytes = inc__calendar_bytes(calendar, &size);
    ck_assert_uint_le(size, sizeof copy);
    memcpy(copy, bytes, size);
    ck_assert_int_eq(read_bytes(&all, copy, size, &read), INC_OK);
    inc_calendar_unref(read);
    memcpy(first, copy + hours, 8);
    memcpy(copy + hours, copy + hours + 8, 8);
    memcpy(copy + hours + 8, first, 8);
    ck_assert_int_eq(read_bytes(&all, copy, size, &read), INC_E_FORMAT);
    ck_assert_str_eq(inc_context_error(context),
                     "a calendar of 89 bytes was not in canonical form");
    inc_calendar_unref(calendar);
}
END_TEST

static inc_status starve_read(inc_context *with)
{
    inc_calendar *plain = variant(14), *both, *read = NULL;
    known all = {inc_calendar_zone(plain), {plain, NULL}};
    const inc__calendar_resolver resolver = {&all, known_zone, known_calendar};
    const void *bytes;
    size_t size;
    inc_status status;

    ck_assert_int_eq(inc_calendar_combine(context, INC_UNION, all.parts, 1, &both), INC_OK);
    bytes = inc__calendar_bytes(plain, &size);
    status = inc__calendar_from_bytes(with, bytes, size, &resolver, &read);
    inc_calendar_unref(read);
    bytes = inc__calendar_bytes(both, &size);
    if (status == INC_OK)
        status = inc__calendar_from_bytes(with, bytes, size, &resolver, &read);
    if (status == INC_OK)
        inc_calendar_unref(read);
    inc_calendar_unref(both);
    inc_calendar_unref(plain);
    return status;
}

/* The reader has memory of its own, so that only it starves. */
START_TEST(reading_survives_any_allocation_failing)
{
    fixture_memory scarce;
    inc_context *starved = fixture_context(&scarce);

    fixture_starve(starved, &scarce, starve_read);
    inc_context_unref(starved);
    ck_assert_uint_eq(scarce.live, 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {null_pointers,
                                  hours_that_do_not_exist,
                                  revisions_that_do_not_exist,
                                  exceptions_of_no_date,
                                  exceptions_of_no_month_and_day,
                                  exceptions_of_no_hours_or_name,
                                  exceptions_of_another_size,
                                  combinations_that_do_not_exist,
                                  patterns_read_back,
                                  exceptions_read_back,
                                  parts_read_back,
                                  references_and_a_builder_that_goes_on,
                                  equal_definitions_have_equal_hashes_and_others_do_not,
                                  members_that_a_scope_does_not_use_are_no_difference,
                                  combination_and_order_of_parts_are_identity,
                                  bytes_of_a_plain_calendar,
                                  bytes_of_a_composite,
                                  bytes_in_another_order_are_not_canonical,
                                  reading_survives_any_allocation_failing,
                                  NULL};

    return unit_run("calendar", tests, setup, teardown);
}
