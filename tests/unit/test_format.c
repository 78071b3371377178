/* Instants, dates and times of day as text: examples, refusals, and round trips. */
#include "unit.h"

#include <incident/format.h>
#include <string.h>

static void expect_time(const char *text, inc_time expected)
{
    inc_time time;

    ck_assert_msg(inc_time_parse(text, INC_ZSTR, &time) == INC_OK, "'%s' was refused", text);
    ck_assert_int_eq(time, expected);
}

START_TEST(format_time_examples)
{
    const inc_time nine = INT64_C(1780304400000000);

    expect_time("2026-06-01T09:00:00Z", nine);
    expect_time("2026-06-01 09:00:00Z", nine);
    expect_time("2026-06-01T09:00Z", nine);
    expect_time("2026-06-01T11:00+02:00", nine);
    expect_time("2026-06-01T11:00+0200", nine);
    expect_time("2026-06-01T11:00+02", nine);
    expect_time("2026-06-01T05:30:00-03:30", nine);
    expect_time("2026-06-01T09:00:00-00:00", nine);
    expect_time("2026-06-01T09:00:00.25Z", nine + 250000);
    expect_time("2026-06-01T09:00:00.000001Z", nine + 1);
    expect_time("1899-12-31T22:00-02:00", INC_TIME_MIN);
    expect_time("9999-12-31T23:59:59.999999Z", INC_TIME_MAX);
    expect_time("2000-02-29T00:00Z", INT64_C(951782400000000));
}
END_TEST

START_TEST(format_time_refusals)
{
    static const char *const bad[] = {"",
                                      "2026-06-01",
                                      "2026-06-01T",
                                      "2026-06-01T09:00",
                                      "2026-06-01T09:00:00",
                                      "2026-06-01T09:00z",
                                      "2026-06-01t09:00Z",
                                      "2026-06-01_09:00Z",
                                      "2026-02-29T09:00Z",
                                      "1900-02-29T09:00Z",
                                      "2026-00-01T09:00Z",
                                      "2026-13-01T09:00Z",
                                      "2026-04-31T09:00Z",
                                      "2026-01-00T09:00Z",
                                      "2026-06-01T24:00Z",
                                      "2026-06-01T09:60Z",
                                      "2026-06-01T23:59:60Z",
                                      "2026-06-01T09Z",
                                      "2026-06-01T9:00Z",
                                      "2026-6-1T09:00Z",
                                      "26-06-01T09:00Z",
                                      "10000-01-01T00:00Z",
                                      "+2026-06-01T09:00Z",
                                      "-026-06-01T09:00Z",
                                      "2026-06-01T09:00:00.Z",
                                      "2026-06-01T09:00:00.1234567Z",
                                      "2026-06-01T09:00:00,5Z",
                                      "2026-06-01T09:00.5Z",
                                      "2026-06-01T09:00ZZ",
                                      "2026-06-01T09:00Z ",
                                      " 2026-06-01T09:00Z",
                                      "2026-06-01T09:00+",
                                      "2026-06-01T09:00+2",
                                      "2026-06-01T09:00+02:",
                                      "2026-06-01T09:00+02:0",
                                      "2026-06-01T09:00+020",
                                      "2026-06-01T09:00+02:60",
                                      "2026-06-01T09:00+26:00",
                                      "2026-06-01T09:00+02:00Z",
                                      "2026-06-01T09:00*02:00",
                                      "2026-06-01T09:00:Z",
                                      "20260601T0900Z",
                                      "2026-06-01T09:00:0xZ"};
    inc_time time = 17;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(inc_time_parse(bad[i], INC_ZSTR, &time) == INC_E_FORMAT, "'%s'", bad[i]);
    ck_assert_int_eq(inc_time_parse("2026-06-01T09:00Z\0", 18, &time), INC_E_FORMAT);
    ck_assert_int_eq(inc_time_parse("1899-12-31T23:59:59Z", INC_ZSTR, &time), INC_E_RANGE);
    ck_assert_int_eq(inc_time_parse("9999-12-31T23:00-02:00", INC_ZSTR, &time), INC_E_RANGE);
    ck_assert_int_eq(inc_time_parse("0000-01-01T00:00Z", INC_ZSTR, &time), INC_E_RANGE);
    ck_assert_int_eq(inc_time_parse(NULL, 0, &time), INC_E_INVALID);
    ck_assert_int_eq(inc_time_parse("x", 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(time, 17);
}
END_TEST

/* Only the bytes that were given count, whatever comes after them. */
START_TEST(format_sizes)
{
    inc_time time;
    inc_date date;
    inc_duration duration;
    int32_t seconds;
    size_t size;

    ck_assert_int_eq(inc_time_parse("2026-06-01T09:00Z", 17, &time), INC_OK);
    for (size = 0; size < 17; size++)
        ck_assert_int_eq(inc_time_parse("2026-06-01T09:00Z", size, &time), INC_E_FORMAT);
    ck_assert_int_eq(inc_date_parse("2026-06-01T", 10, &date), INC_OK);
    ck_assert_int_eq(inc_time_of_day_parse("09:00:30", 5, &seconds), INC_OK);
    ck_assert_int_eq(seconds, 9 * 3600);
    ck_assert_int_eq(inc_duration_parse("8h30m", 2, &duration), INC_OK);
    ck_assert_int_eq(duration, 8 * INC_HOUR);
}
END_TEST

static void expect_text(inc_time time, int32_t offset, const char *expected)
{
    char text[INC_FORMAT_SIZE];

    ck_assert_int_eq(inc_time_format(time, offset, text), INC_OK);
    ck_assert_str_eq(text, expected);
}

START_TEST(format_time_written)
{
    expect_text(INT64_C(1780304400000000), 0, "2026-06-01T09:00:00Z");
    expect_text(INT64_C(1780304400000000), 7200, "2026-06-01T11:00:00+02:00");
    expect_text(INT64_C(1780304400000000), -12600, "2026-06-01T05:30:00-03:30");
    expect_text(INT64_C(1780304400250000), 0, "2026-06-01T09:00:00.25Z");
    expect_text(-1, 0, "1969-12-31T23:59:59.999999Z");
    expect_text(INC_TIME_MIN, 0, "1900-01-01T00:00:00Z");
    expect_text(INC_TIME_MIN, -7200, "1899-12-31T22:00:00-02:00");
    expect_text(INC_TIME_MAX, 0, "9999-12-31T23:59:59.999999Z");
    /* Paris mean time is 00:09:21 ahead; the instant is exact, the offset in whole minutes. */
    expect_text(0, 561, "1970-01-01T00:09:00+00:09");
    expect_text(0, -561, "1969-12-31T23:51:00-00:09");
    expect_text(0, 59, "1970-01-01T00:00:00Z");
}
END_TEST

START_TEST(format_time_round_trip)
{
    char text[INC_FORMAT_SIZE];
    uint64_t state = 88172645463325252u;
    inc_time read;
    int i;

    for (i = 0; i < 10000; i++) {
        inc_time time;
        int32_t offset;

        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        time = INC_TIME_MIN +
               (inc_time) ((state >> 1) % (uint64_t) (INC_TIME_MAX - 26 * INC_HOUR - INC_TIME_MIN));
        offset = (int32_t) (state >> 40) % 93600;
        if (i % 2 == 0)
            time -= time % INC_SECOND;
        if (i % 3 == 0)
            offset = -offset;
        ck_assert_int_eq(inc_time_format(time, offset, text), INC_OK);
        ck_assert_msg(inc_time_parse(text, INC_ZSTR, &read) == INC_OK && read == time, "%s", text);
        ck_assert_uint_lt(strlen(text), INC_FORMAT_SIZE);
    }
}
END_TEST

START_TEST(format_write_refusals)
{
    char text[INC_FORMAT_SIZE] = "as it was";

    ck_assert_int_eq(inc_time_format(INC_TIME_MIN - 1, 0, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(INC_TIME_MAX + 1, 0, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(INC_TIME_NONE, 0, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(INC_TIME_MAX, 60, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(0, 93600, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(0, -93600, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(0, INT32_MIN, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_format(0, 0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_date_format(INC_DATE_MIN - 1, text), INC_E_RANGE);
    ck_assert_int_eq(inc_date_format(INC_DATE_MAX + 1, text), INC_E_RANGE);
    ck_assert_int_eq(inc_date_format(0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_time_of_day_format(-1, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_of_day_format(86401, text), INC_E_RANGE);
    ck_assert_int_eq(inc_time_of_day_format(0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_duration_format(0, NULL), INC_E_INVALID);
    ck_assert_str_eq(text, "as it was");
}
END_TEST

START_TEST(format_dates)
{
    static const char *const bad[] = {"",           "2026-06",     "2026-6-01",  "2026-02-29",
                                      "2026-13-01", "2026-06-01 ", "2026/06/01", "2026-06-0x",
                                      "20260601",   "2026-06-001"};
    char text[INC_FORMAT_SIZE];
    inc_date date, read = 17;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(inc_date_parse(bad[i], INC_ZSTR, &read) == INC_E_FORMAT, "'%s'", bad[i]);
    ck_assert_int_eq(inc_date_parse("1899-12-31", INC_ZSTR, &read), INC_E_RANGE);
    ck_assert_int_eq(inc_date_parse(NULL, 0, &read), INC_E_INVALID);
    ck_assert_int_eq(inc_date_parse("2026-06-01", 10, NULL), INC_E_INVALID);
    ck_assert_int_eq(read, 17);
    ck_assert_int_eq(inc_date_parse("2026-06-01", INC_ZSTR, &read), INC_OK);
    ck_assert_int_eq(read, 20605);
    for (date = INC_DATE_MIN; date <= INC_DATE_MAX; date += 11) {
        if (inc_date_format(date, text) != INC_OK || inc_date_parse(text, 10, &read) != INC_OK ||
            read != date)
            ck_abort_msg("day %d", (int) date);
    }
}
END_TEST

START_TEST(format_times_of_day)
{
    static const char *const bad[] = {"",         "9:00",      "09:0",  "09",     "09:60",
                                      "09:00:60", "09:00:00.", "24:01", "25:00",  "24:00:01",
                                      "09:00:",   "09:00:5",   "09-00", "09:00 ", "0900"};
    char text[INC_FORMAT_SIZE];
    int32_t seconds, read = 17;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(inc_time_of_day_parse(bad[i], INC_ZSTR, &read) == INC_E_FORMAT, "'%s'",
                      bad[i]);
    ck_assert_int_eq(inc_time_of_day_parse(NULL, 0, &read), INC_E_INVALID);
    ck_assert_int_eq(inc_time_of_day_parse("09:00", 5, NULL), INC_E_INVALID);
    ck_assert_int_eq(read, 17);
    for (seconds = 0; seconds <= 86400; seconds++) {
        if (inc_time_of_day_format(seconds, text) != INC_OK ||
            inc_time_of_day_parse(text, INC_ZSTR, &read) != INC_OK || read != seconds)
            ck_abort_msg("%d s", (int) seconds);
    }
    ck_assert_str_eq(text, "24:00");
    ck_assert_int_eq(inc_time_of_day_format(9 * 3600 + 30, text), INC_OK);
    ck_assert_str_eq(text, "09:00:30");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        format_time_examples, format_time_refusals,   format_sizes,
        format_time_written,  format_time_round_trip, format_write_refusals,
        format_dates,         format_times_of_day,    NULL};

    return unit_run("format", tests, NULL, NULL);
}
