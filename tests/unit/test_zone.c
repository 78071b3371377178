/* Zones that are made by hand: footers of every shape, tables, gaps and folds. */
#include "time/date.h"
#include "time/zone.h"
#include "tzif_maker.h"
#include "unit.h"

#include <incident/format.h>

static inc_context *context;

static void zone_setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
}

static void zone_teardown(void)
{
    inc_context_unref(context);
}

static inc_zone *zone_make(const maker *made)
{
    maker_bytes bytes;
    inc_zone *zone;
    inc_status status;

    maker_write(made, &bytes);
    status = inc_zone_new(context, "Test/Zone", INC_ZSTR, bytes.at, bytes.size, &zone);
    ck_assert_msg(status == INC_OK, "%s", inc_context_error(context));
    return zone;
}

static inc_time at(const char *text)
{
    inc_time time;

    ck_assert_msg(inc_time_parse(text, INC_ZSTR, &time) == INC_OK, "%s", text);
    return time;
}

static void expect_type(const inc_zone *zone, inc_time time, int32_t offset, int32_t daylight,
                        const char *name)
{
    int32_t got, flag;
    const char *text;

    ck_assert_int_eq(inc_zone_offset(zone, time, &got, &flag), INC_OK);
    ck_assert_int_eq(got, offset);
    ck_assert_int_eq(flag, daylight);
    ck_assert_int_eq(inc_zone_abbreviation(zone, time, &text), INC_OK);
    ck_assert_str_eq(text, name);
}

/* A transition of a footer: what held one microsecond before, and what holds from then on. */
static const struct {
    const char *footer, *instant;
    int32_t before, after, daylight;
    const char *name;
} zone_turns[] = {
    {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00Z", 3600, 7200, 1, "CEST"},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00Z", 7200, 3600, 0, "CET"},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "9999-10-31T01:00Z", 7200, 3600, 0, "CET"},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "1900-03-25T01:00Z", 3600, 7200, 1, "CEST"},
    /* Dublin: winter is the exception, an hour behind its standard time. */
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-03-29T01:00Z", 0, 3600, 0, "IST"},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00Z", 3600, 0, 1, "GMT"},
    /* Lord Howe: half an hour, in the south. */
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-04-04T15:00Z", 39600, 37800, 0, "+1030"},
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-10-03T15:30Z", 37800, 39600, 1, "+11"},
    /* Santiago: 24:00. */
    {"<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-04-05T03:00Z", -10800, -14400, 0, "-04"},
    {"<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-09-06T04:00Z", -14400, -10800, 1, "-03"},
    /* Nuuk: the eve of the last Sunday. */
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00Z", -7200, -3600, 1, "-01"},
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-10-25T01:00Z", -3600, -7200, 0, "-02"},
    /* Jerusalem: 02:00 on the Friday after a Thursday. */
    {"IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00Z", 7200, 10800, 1, "IDT"},
    /* Day 60 counted without February 29 is March 1 in every year. */
    {"AAA0BBB,J60/0,J300/0", "2024-03-01T00:00Z", 0, 3600, 1, "BBB"},
    {"AAA0BBB,J60/0,J300/0", "2026-03-01T00:00Z", 0, 3600, 1, "BBB"},
    {"AAA0BBB,J59/0,J300/0", "2024-02-28T00:00Z", 0, 3600, 1, "BBB"},
    {"AAA0BBB,J60/0,J365/0", "2024-12-30T23:00Z", 3600, 0, 0, "AAA"},
    /* Day 59 counted from 0 is February 29 where there is one. */
    {"AAA0BBB,59/0,299/0", "2024-02-29T00:00Z", 0, 3600, 1, "BBB"},
    {"AAA0BBB,59/0,299/0", "2026-03-01T00:00Z", 0, 3600, 1, "BBB"},
    /* A week before the first Sunday of January is in the year before. */
    {"AAA0BBB,M1.1.0/-167,M7.1.0/167", "2025-12-28T01:00Z", 0, 3600, 1, "BBB"},
    {"AAA0BBB,M1.1.0/-167,M7.1.0/167", "2026-07-11T22:00Z", 3600, 0, 0, "AAA"},
    /* A week after the last Sunday of December is in the year after. */
    {"AAA0BBB,M6.5.0/0,M12.5.0/167:59:59", "2027-01-02T22:59:59Z", 3600, 0, 0, "AAA"},
    {"XYZ-24:59:59ABC,M3.1.0,M10.1.0", "2026-02-28T01:00:01Z", 89999, 93599, 1, "ABC"},
    {"XYZ24:30ABC,M3.1.0,M10.1.0", "2026-03-02T02:30Z", -88200, -84600, 1, "ABC"},
};

START_TEST(zone_footer_turns)
{
    size_t i;

    for (i = 0; i < sizeof zone_turns / sizeof zone_turns[0]; i++) {
        maker made = maker_footer(zone_turns[i].footer);
        inc_time turn = at(zone_turns[i].instant), found;
        inc_zone *zone;
        int32_t offset;

        zone = zone_make(&made);
        ck_assert_int_eq(inc_zone_offset(zone, turn - 1, &offset, NULL), INC_OK);
        ck_assert_msg(offset == zone_turns[i].before, "%s %s", zone_turns[i].footer,
                      zone_turns[i].instant);
        expect_type(zone, turn, zone_turns[i].after, zone_turns[i].daylight, zone_turns[i].name);
        ck_assert_int_eq(inc_zone_next_transition(zone, turn - 1, &found), INC_OK);
        ck_assert_int_eq(found, turn);
        ck_assert_int_eq(inc__zone_next_offset(zone, turn / INC_SECOND - 86400), turn / INC_SECOND);
        ck_assert_int_eq(inc__zone_periodic_year(zone), 1900);
        inc_zone_unref(zone);
    }
}
END_TEST

/* Footers after which nothing ever changes. */
START_TEST(zone_footer_without_turns)
{
    static const struct {
        const char *footer;
        int32_t offset, daylight;
        const char *name;
    } rows[] = {
        {"UTC0", 0, 0, "UTC"},
        {"<+0330>-3:30", 12600, 0, "+0330"},
        {"<-00>0", 0, 0, "-00"},
        {"abc+1:02:03", -3723, 0, "abc"},
        {"EST5EDT,0/0,J365/25", -14400, 1, "EDT"},
        {"XXX3EDT4,0/0,J365/23", -14400, 1, "EDT"},
        {"AAA0BBB,M3.1.0/2,M3.1.0/3", 0, 0, "AAA"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        maker made = maker_footer(rows[i].footer);
        inc_zone *zone = zone_make(&made);
        inc_time time;

        for (time = INC_TIME_MIN; time < INC_TIME_MAX - 40000 * INC_HOUR; time += 39999 * INC_HOUR)
            expect_type(zone, time, rows[i].offset, rows[i].daylight, rows[i].name);
        expect_type(zone, at("2026-01-01T03:00Z"), rows[i].offset, rows[i].daylight, rows[i].name);
        ck_assert_int_eq(inc_zone_next_transition(zone, 0, &time), INC_DONE);
        ck_assert_int_eq(inc__zone_next_offset(zone, 0), INC__NEVER);
        inc_zone_unref(zone);
    }
}
END_TEST

/* Only the name and the flag change: a transition, but not of the offset. */
START_TEST(zone_same_offset)
{
    maker made = maker_footer("AAA0BBB0,M3.5.0,M10.5.0");
    inc_zone *zone = zone_make(&made);
    inc_time found;

    ck_assert_int_eq(inc_zone_next_transition(zone, at("2026-01-01T00:00Z"), &found), INC_OK);
    ck_assert_int_eq(found, at("2026-03-29T02:00Z"));
    expect_type(zone, found, 0, 1, "BBB");
    ck_assert_int_eq(inc__zone_next_offset(zone, 0), INC__NEVER);
    inc_zone_unref(zone);
}
END_TEST

/* Two types in a table of two transitions. */
static maker zone_table(const char *first, const char *second, const char *footer)
{
    maker made = maker_footer(footer);

    made.time_count = 2;
    made.type_count = 3;
    made.times[0] = at(first) / INC_SECOND;
    made.times[1] = at(second) / INC_SECOND;
    made.index[0] = 1;
    made.index[1] = 2;
    made.names = "LMT\0ONE\0TWO";
    made.name_size = 12;
    made.types[1].name = 4;
    made.types[2].name = 8;
    return made;
}

static void expect_local(const inc_zone *zone, const char *local, const char *instant,
                         int32_t reading)
{
    inc_civil civil;
    inc_time time;
    int32_t got;

    ck_assert_int_eq(inc_time_to_civil(at(local), &civil), INC_OK);
    ck_assert_int_eq(inc_zone_from_civil(zone, &civil, &time, &got), INC_OK);
    ck_assert_msg(time == at(instant) && got == reading, "%s is %s", local, instant);
    ck_assert_int_eq(inc_zone_from_civil(zone, &civil, &time, NULL), INC_OK);
    ck_assert_int_eq(inc__zone_from_local(zone, inc__civil_second(&civil), NULL),
                     inc__floor_div(time, INC_SECOND));
    if (reading != INC_READING_GAP) {
        inc_civil back;
        ck_assert_int_eq(inc_zone_to_civil(zone, time, &back), INC_OK);
        ck_assert_mem_eq(&back, &civil, sizeof civil);
    }
}

/* Gaps and folds by the footer. */
START_TEST(zone_readings)
{
    maker made = maker_footer("CET-1CEST,M3.5.0,M10.5.0/3");
    inc_zone *zone = zone_make(&made);

    expect_local(zone, "2026-06-01T09:00Z", "2026-06-01T07:00Z", INC_READING_ONCE);
    expect_local(zone, "2026-03-29T01:59:59.999999Z", "2026-03-29T00:59:59.999999Z",
                 INC_READING_ONCE);
    expect_local(zone, "2026-03-29T02:00Z", "2026-03-29T01:00Z", INC_READING_GAP);
    expect_local(zone, "2026-03-29T02:30:00.5Z", "2026-03-29T01:00Z", INC_READING_GAP);
    expect_local(zone, "2026-03-29T03:00Z", "2026-03-29T01:00Z", INC_READING_ONCE);
    expect_local(zone, "2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z", INC_READING_ONCE);
    expect_local(zone, "2026-10-25T02:00Z", "2026-10-25T00:00Z", INC_READING_TWICE);
    expect_local(zone, "2026-10-25T02:59:59.999999Z", "2026-10-25T00:59:59.999999Z",
                 INC_READING_TWICE);
    expect_local(zone, "2026-10-25T03:00Z", "2026-10-25T02:00Z", INC_READING_ONCE);
    inc_zone_unref(zone);
    made.footer = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
    zone = zone_make(&made);
    expect_local(zone, "2026-10-04T02:15Z", "2026-10-03T15:30Z", INC_READING_GAP);
    expect_local(zone, "2026-10-04T02:30Z", "2026-10-03T15:30Z", INC_READING_ONCE);
    expect_local(zone, "2026-04-05T01:30Z", "2026-04-04T14:30Z", INC_READING_TWICE);
    expect_local(zone, "2026-04-05T02:00Z", "2026-04-04T15:30Z", INC_READING_ONCE);
    inc_zone_unref(zone);
}
END_TEST

/* Apia had no 2011-12-30: its clocks jumped over a whole day. */
START_TEST(zone_skipped_day)
{
    maker made = zone_table("2011-09-24T14:00Z", "2011-12-30T10:00Z", "<+13>-13");
    inc_zone *zone;
    inc_civil civil;

    made.types[0].offset = -39600;
    made.types[1].offset = -36000;
    made.types[1].daylight = 1;
    made.types[2].offset = 50400;
    made.types[2].daylight = 1;
    zone = zone_make(&made);
    expect_local(zone, "2011-12-29T23:59:59Z", "2011-12-30T09:59:59Z", INC_READING_ONCE);
    expect_local(zone, "2011-12-30T00:00Z", "2011-12-30T10:00Z", INC_READING_GAP);
    expect_local(zone, "2011-12-30T23:59:59Z", "2011-12-30T10:00Z", INC_READING_GAP);
    expect_local(zone, "2011-12-31T00:00Z", "2011-12-30T10:00Z", INC_READING_ONCE);
    ck_assert_int_eq(inc_zone_to_civil(zone, at("2011-12-30T10:00Z"), &civil), INC_OK);
    ck_assert_int_eq(civil.day, 31);
    /* The footer has no turn, so the last entry's type stays. */
    expect_type(zone, INC_TIME_MAX, 50400, 1, "TWO");
    ck_assert_int_eq(inc__zone_periodic_year(zone), 2012);
    inc_zone_unref(zone);
}
END_TEST

/* St Johns changed its clocks at 00:01, so the fold reaches into the day before. */
START_TEST(zone_minute_past_midnight)
{
    maker made = zone_table("2006-04-02T03:31Z", "2006-10-29T02:31Z", "NST3:30");
    inc_zone *zone;

    made.types[0].offset = made.types[2].offset = -12600;
    made.types[1].offset = -9000;
    made.types[1].daylight = 1;
    zone = zone_make(&made);
    expect_local(zone, "2006-04-02T00:00:59Z", "2006-04-02T03:30:59Z", INC_READING_ONCE);
    expect_local(zone, "2006-04-02T00:01Z", "2006-04-02T03:31Z", INC_READING_GAP);
    expect_local(zone, "2006-04-02T01:01Z", "2006-04-02T03:31Z", INC_READING_ONCE);
    expect_local(zone, "2006-10-28T23:00:59Z", "2006-10-29T01:30:59Z", INC_READING_ONCE);
    expect_local(zone, "2006-10-28T23:01Z", "2006-10-29T01:31Z", INC_READING_TWICE);
    expect_local(zone, "2006-10-29T00:00Z", "2006-10-29T02:30Z", INC_READING_TWICE);
    expect_local(zone, "2006-10-29T00:01Z", "2006-10-29T03:31Z", INC_READING_ONCE);
    inc_zone_unref(zone);
}
END_TEST

/* Casablanca: Ramadan by table as far as it goes, then the footer's one offset. */
START_TEST(zone_table_then_footer)
{
    maker made = zone_table("2087-04-13T02:00Z", "2087-05-11T02:00Z", "<+01>-1");
    inc_zone *zone;
    inc_time found;

    made.types[0].offset = made.types[2].offset = 3600;
    made.types[1].daylight = 1;
    made.names = "+01\0+00\0+01";
    zone = zone_make(&made);
    expect_type(zone, INC_TIME_MIN, 3600, 0, "+01");
    expect_type(zone, at("2087-04-13T01:59:59Z"), 3600, 0, "+01");
    expect_type(zone, at("2087-04-13T02:00Z"), 0, 1, "+00");
    expect_type(zone, at("2087-05-11T02:00Z"), 3600, 0, "+01");
    expect_type(zone, INC_TIME_MAX, 3600, 0, "+01");
    expect_local(zone, "2087-04-13T02:30Z", "2087-04-13T01:30Z", INC_READING_TWICE);
    expect_local(zone, "2087-05-11T02:30Z", "2087-05-11T02:00Z", INC_READING_GAP);
    ck_assert_int_eq(inc_zone_next_transition(zone, at("2087-05-11T02:00Z"), &found), INC_DONE);
    ck_assert_int_eq(inc__zone_next_offset(zone, at("2087-05-11T02:00Z") / INC_SECOND), INC__NEVER);
    ck_assert_int_eq(inc__zone_periodic_year(zone), 2088);
    inc_zone_unref(zone);
}
END_TEST

/* The last entry holds until the footer acts for the first time after it, even if it disagrees. */
START_TEST(zone_seam)
{
    maker made = zone_table("2020-01-01T00:00Z", "2026-06-01T00:00Z", "AAA0BBB,M3.5.0,M10.5.0");
    inc_zone *zone;

    made.types[2].offset = 18000;
    zone = zone_make(&made);
    expect_type(zone, at("2025-07-01T00:00Z"), 0, 0, "ONE");
    expect_type(zone, at("2026-10-25T00:59:59Z"), 18000, 0, "TWO");
    expect_type(zone, at("2026-10-25T01:00Z"), 0, 0, "AAA");
    expect_type(zone, at("2027-03-28T02:00Z"), 3600, 1, "BBB");
    ck_assert_int_eq(inc__zone_periodic_year(zone), 2027);
    inc_zone_unref(zone);
    made.times[1] = at("2026-12-01T00:00Z") / INC_SECOND;
    zone = zone_make(&made);
    expect_type(zone, at("2027-03-28T01:59:59Z"), 18000, 0, "TWO");
    expect_type(zone, at("2027-03-28T02:00Z"), 3600, 1, "BBB");
    ck_assert_int_eq(inc__zone_periodic_year(zone), 2028);
    inc_zone_unref(zone);
    /* Without a footer it holds for ever. */
    made.footer = "";
    zone = zone_make(&made);
    expect_type(zone, INC_TIME_MAX, 18000, 0, "TWO");
    ck_assert_int_eq(inc__zone_next_offset(zone, made.times[1]), INC__NEVER);
    inc_zone_unref(zone);
}
END_TEST

/* Tables that end before every supported instant, or after. */
START_TEST(zone_far_tables)
{
    maker made = zone_table("1901-01-01T00:00Z", "1902-01-01T00:00Z", "AAA0BBB,M3.5.0,M10.5.0");
    inc_zone *zone;

    made.times[0] = INT64_MIN;
    /* So early that its days do not fit 32 bits. */
    made.times[1] = -INT64_C(370998774374400);
    zone = zone_make(&made);
    expect_type(zone, INC_TIME_MIN, 0, 0, "AAA");
    expect_type(zone, at("1900-07-01T00:00Z"), 3600, 1, "BBB");
    ck_assert_int_eq(inc__zone_periodic_year(zone), 1900);
    inc_zone_unref(zone);
    made.times[1] = INT64_MAX;
    zone = zone_make(&made);
    expect_type(zone, INC_TIME_MAX, 0, 0, "ONE");
    ck_assert_int_gt(inc__zone_periodic_year(zone), 9999);
    inc_zone_unref(zone);
}
END_TEST

START_TEST(zone_range)
{
    maker made = maker_footer("CET-1CEST,M3.5.0,M10.5.0/3");
    inc_zone *east = zone_make(&made), *west;
    inc_civil civil = {2026, 2, 29, 0, 0, 0, 0}, early = {1899, 12, 31, 23, 59, 59, 0};
    inc_civil late = {9999, 12, 31, 23, 30, 0, 0}, first = {1900, 1, 1, 0, 0, 0, 0};
    const char *name = NULL;
    inc_time time = 17;
    int32_t offset = 17;

    made.footer = "XXX1";
    west = zone_make(&made);
    ck_assert_int_eq(inc_zone_offset(east, INC_TIME_MIN - 1, &offset, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_offset(east, INC_TIME_MAX + 1, &offset, NULL), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_abbreviation(east, INC_TIME_NONE, &name), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_next_transition(east, INC_TIME_MAX + 1, &time), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_next_transition(east, INC_TIME_MAX, &time), INC_DONE);
    ck_assert_int_eq(inc_zone_to_civil(east, INC_TIME_MAX, &civil), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_to_civil(west, INC_TIME_MIN, &civil), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_to_civil(east, INC_TIME_MAX + 1, &civil), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_from_civil(east, &civil, &time, &offset), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_from_civil(east, &early, &time, &offset), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_from_civil(east, &first, &time, &offset), INC_E_RANGE);
    ck_assert_int_eq(inc_zone_from_civil(west, &late, &time, &offset), INC_E_RANGE);
    ck_assert_int_eq(time, 17);
    ck_assert_int_eq(offset, 17);
    ck_assert_int_eq(inc_zone_to_civil(west, INC_TIME_MAX, &civil), INC_OK);
    ck_assert_int_eq(civil.hour, 22);
    inc_zone_unref(east);
    inc_zone_unref(west);
}
END_TEST

START_TEST(zone_invalid)
{
    maker made = maker_footer("UTC0");
    inc_zone *zone = zone_make(&made);
    inc_civil civil = {2026, 1, 1, 0, 0, 0, 0};
    int32_t offset;
    inc_time time;

    ck_assert_int_eq(inc_zone_offset(NULL, 0, &offset, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_offset(zone, 0, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_abbreviation(zone, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_next_transition(zone, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_to_civil(zone, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_to_civil(NULL, 0, &civil), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_from_civil(zone, NULL, &time, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_from_civil(zone, &civil, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_from_civil(NULL, &civil, &time, NULL), INC_E_INVALID);
    inc_zone_unref(zone);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {zone_footer_turns,      zone_footer_without_turns,
                                  zone_same_offset,       zone_readings,
                                  zone_skipped_day,       zone_minute_past_midnight,
                                  zone_table_then_footer, zone_seam,
                                  zone_far_tables,        zone_range,
                                  zone_invalid,           NULL};

    return unit_run("zone", tests, zone_setup, zone_teardown);
}
