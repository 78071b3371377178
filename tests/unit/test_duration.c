/* Durations as text. */
#include "unit.h"

#include <incident/format.h>
#include <string.h>

static void expect(const char *text, inc_duration expected)
{
    inc_duration duration;

    ck_assert_msg(inc_duration_parse(text, INC_ZSTR, &duration) == INC_OK, "'%s' was refused",
                  text);
    ck_assert_int_eq(duration, expected);
}

START_TEST(duration_examples)
{
    expect("8h", 8 * INC_HOUR);
    expect("1h30m", 90 * INC_MINUTE);
    expect("45m", 45 * INC_MINUTE);
    expect("90s", 90 * INC_SECOND);
    expect("1h1s", INC_HOUR + INC_SECOND);
    expect("1.5h", 90 * INC_MINUTE);
    expect("1h0.5m", INC_HOUR + 30 * INC_SECOND);
    expect("-2h", -2 * INC_HOUR);
    expect("-0s", 0);
    expect("0h0m0s", 0);
    expect("007m", 7 * INC_MINUTE);
    expect("100000m", 100000 * INC_MINUTE);
    expect("PT8H", 8 * INC_HOUR);
    expect("-PT1H30M", -90 * INC_MINUTE);
    expect("PT0.000001S", 1);
    expect("1.100000s", 1100000);
    expect("0.0000000025h", 9);
    expect("0.00000005m", 3);
    expect("9223372036854.775807s", INT64_MAX);
    expect("-9223372036854.775808s", INT64_MIN);
}
END_TEST

START_TEST(duration_refusals)
{
    static const char *const bad[] = {"",
                                      "-",
                                      "h",
                                      "8",
                                      " 8h",
                                      "8h ",
                                      "8 h",
                                      "8h30",
                                      "8m1h",
                                      "1h1h",
                                      "1s1m",
                                      "1h1m1",
                                      "1.5h30m",
                                      ".5h",
                                      "1.h",
                                      "1.",
                                      "1.1234567s",
                                      "1.0000000s",
                                      "0.0000000001h",
                                      "0.00000000025h",
                                      "0.000000000000h",
                                      "PT",
                                      "P",
                                      "P1D",
                                      "P1DT8H",
                                      "PT8h",
                                      "8H",
                                      "pt8h",
                                      "PT-8H",
                                      "--8h",
                                      "+8h",
                                      "1d",
                                      "1,5h",
                                      "1e3s",
                                      "0x8h",
                                      "PPT8H",
                                      "1h-30m",
                                      "99999999999999999999999999x"};
    static const char *const far[] = {"9223372036854775808h",     "9223372036854.775808s",
                                      "-9223372036854.775809s",   "2562047789h",
                                      "2562047788h60m",           "99999999999999999999999999h",
                                      "2562047788h54m60.999999s", "18446744073709551617s"};
    inc_duration duration = 17;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(inc_duration_parse(bad[i], INC_ZSTR, &duration) == INC_E_FORMAT, "'%s'",
                      bad[i]);
    for (i = 0; i < sizeof far / sizeof far[0]; i++)
        ck_assert_msg(inc_duration_parse(far[i], INC_ZSTR, &duration) == INC_E_RANGE, "'%s'",
                      far[i]);
    ck_assert_int_eq(inc_duration_parse("8h\0", 3, &duration), INC_E_FORMAT);
    ck_assert_int_eq(inc_duration_parse(NULL, 0, &duration), INC_E_INVALID);
    ck_assert_int_eq(inc_duration_parse("8h", 2, NULL), INC_E_INVALID);
    ck_assert_int_eq(duration, 17);
}
END_TEST

static void expect_text(inc_duration duration, const char *expected)
{
    char text[INC_FORMAT_SIZE];
    inc_duration read;

    ck_assert_int_eq(inc_duration_format(duration, text), INC_OK);
    if (expected != NULL)
        ck_assert_str_eq(text, expected);
    ck_assert_uint_lt(strlen(text), INC_FORMAT_SIZE);
    ck_assert_msg(inc_duration_parse(text, INC_ZSTR, &read) == INC_OK && read == duration,
                  "%s does not read back", text);
}

START_TEST(duration_written)
{
    expect_text(0, "0s");
    expect_text(8 * INC_HOUR, "8h");
    expect_text(90 * INC_MINUTE, "1h30m");
    expect_text(90 * INC_SECOND, "1m30s");
    expect_text(-2 * INC_HOUR, "-2h");
    expect_text(1500000, "1.5s");
    expect_text(-1, "-0.000001s");
    expect_text(INC_HOUR + 1, "1h0.000001s");
    expect_text(INT64_MAX, "2562047788h54.775807s");
    expect_text(INT64_MIN, "-2562047788h54.775808s");
    expect_text(INT64_MIN + 1, "-2562047788h54.775807s");
}
END_TEST

START_TEST(duration_round_trip)
{
    uint64_t state = 88172645463325252u;
    int i;

    for (i = 0; i < 6000; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        expect_text((inc_duration) (state >> (1 + i % 62)), NULL);
        expect_text(-(inc_duration) (state >> (1 + i % 62)), NULL);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {duration_examples, duration_refusals, duration_written,
                                  duration_round_trip, NULL};

    return unit_run("duration", tests, NULL, NULL);
}
