/* Holidays from iCalendar files. */
#include <check.h>
#include <incident.h>
#include <incident/ical.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEGIN_EVENT "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"
#define END_EVENT "SUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

static inc_context *context;

static void setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
}

static void teardown(void)
{
    inc_context_unref(context);
}

static inc_date date(const char *text)
{
    inc_date read;

    ck_assert_int_eq(inc_date_parse(text, INC_ZSTR, &read), INC_OK);
    return read;
}

static inc_status read_range(const char *text, const char *from, const char *to, int32_t all,
                             inc_ical **ical)
{
    inc_ical_options options = {sizeof options, date(from), date(to), all, 0};

    return inc_ical_read(context, text, INC_ZSTR, &options, ical);
}

/* "date name|date name|" of all there are. */
static void ck_lists(const inc_ical *ical, const char *expected)
{
    inc_ical_holiday holiday = {sizeof holiday, 0, 0, NULL};
    char text[4096] = "", day[INC_FORMAT_SIZE];
    size_t i, used = 0;

    for (i = 0; inc_ical_at(ical, i, &holiday) == INC_OK; i++) {
        ck_assert_int_eq(inc_date_format(holiday.date, day), INC_OK);
        used += (size_t) snprintf(text + used, sizeof text - used, "%s %s|", day, holiday.name);
        ck_assert_uint_lt(used, sizeof text);
    }
    ck_assert_int_eq(inc_ical_at(ical, i, &holiday), INC_DONE);
    ck_assert_str_eq(text, expected);
}

static void ck_reads(const char *text, const char *from, const char *to, int32_t all,
                     const char *expected)
{
    inc_ical *ical;

    ck_assert_msg(read_range(text, from, to, all, &ical) == INC_OK, "%s",
                  inc_context_error(context));
    ck_lists(ical, expected);
    inc_ical_free(ical);
}

static char *slurp(const char *base, const char *path)
{
    char name[1024];
    FILE *file;
    char *text;

    (void) snprintf(name, sizeof name, "%s/%s", base, path);
    file = fopen(name, "rb");
    if (file == NULL)
        return NULL;
    text = calloc(1, 1 << 16);
    ck_assert_uint_gt(fread(text, 1, (1 << 16) - 1, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    return text;
}

static const char *source(void)
{
    const char *named = getenv("INCIDENT_SOURCE");

    return named != NULL ? named : ".";
}

START_TEST(every_kind_of_event)
{
    static const char expected[] =
        "2024-02-29 Leap day|2024-11-28 Thanksgiving|2025-11-20 Thanksgiving|2025-11-21 "
        "Thanksgiving|2026-01-02 Long weekend of two lines|2026-01-16 Long weekend of two "
        "lines|2026-01-30 Long weekend of two lines|2026-05-01 Labour Day, or 1 May|2026-07-21 "
        "National day of a country with a name that is too long for one line and is "
        "folded|2026-11-26 Thanksgiving|2026-12-25 Christmas|2026-12-26 Christmas|2026-12-30 "
        "Year's end|2026-12-31 Year's end|2027-01-01 Year's end|2027-11-26 Thanksgiving, "
        "moved|2028-02-29 Leap day|2028-11-23 Thanksgiving|";
    char *text = slurp(source(), "tests/data/holidays.ics");

    ck_assert_ptr_nonnull(text);
    ck_reads(text, "2024-01-01", "2028-12-31", 0, expected);
    ck_reads(text, "2026-05-01", "2026-05-01", 0, "2026-05-01 Labour Day, or 1 May|");
    ck_reads(text, "2026-06-01", "2026-06-30", 0, "");
    ck_reads(text, "2026-06-01", "2026-06-30", 1, "2026-06-03 Day of something|");
    ck_reads(text, "2026-12-31", "2026-12-31", 0, "2026-12-31 Year's end|");
    free(text);
}
END_TEST

START_TEST(observances_of_a_real_feed)
{
    char base[1024];
    const char *shared = getenv("INCIDENT_SHARED");
    char *text;

    (void) snprintf(base, sizeof base, "%s/../shared", source());
    text = slurp(shared != NULL ? shared : base, "data/holidays/google_us_excerpt.ics");
    if (text == NULL)
        return;
    ck_reads(text, "2021-01-01", "2021-12-31", 0, "2021-01-18 Martin Luther King Jr. Day|");
    ck_reads(text, "2021-01-01", "2021-12-31", 1,
             "2021-01-18 Martin Luther King Jr. Day|2021-03-14 Daylight Saving Time starts|");
    free(text);
}
END_TEST

START_TEST(observances_as_google_marks_them)
{
    static const char text[] = BEGIN_EVENT
        "DTSTART;VALUE=DATE:20210314\r\nDESCRIPTION:Observance\\nTo hide observances\\, go to\r\n"
        "  Settings\r\n" END_EVENT;
    static const char other[] =
        BEGIN_EVENT "DTSTART;VALUE=DATE:20210314\r\nDESCRIPTION:Observances are many\r\n" END_EVENT;

    ck_reads(text, "2021-01-01", "2021-12-31", 0, "");
    ck_reads(text, "2021-01-01", "2021-12-31", 1, "2021-03-14 x|");
    ck_reads(other, "2021-01-01", "2021-12-31", 0, "2021-03-14 x|");
}
END_TEST

START_TEST(without_options_1900_to_2200)
{
    inc_ical *ical;
    inc_ical_holiday holiday = {sizeof holiday, 0, 0, NULL};
    size_t count = 0;

    ck_assert_int_eq(inc_ical_read(context,
                                   BEGIN_EVENT
                                   "DTSTART;VALUE=DATE:18990101\r\nRRULE:FREQ=YEARLY\r\n" END_EVENT,
                                   INC_ZSTR, NULL, &ical),
                     INC_OK);
    while (inc_ical_at(ical, count, &holiday) == INC_OK)
        count++;
    ck_assert_uint_eq(count, 301);
    ck_assert_int_eq(holiday.date, date("2200-01-01"));
    inc_ical_free(ical);
}
END_TEST

START_TEST(several_calendars_and_a_byte_order_mark)
{
    ck_reads("\xef\xbb\xbf" BEGIN_EVENT "DTSTART;VALUE=DATE:20210314\r\n" END_EVENT
             "\r\nbegin:vcalendar\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20210101\nSUMMARY:y\n"
             "END:VEVENT\nEND:VCALENDAR",
             "2021-01-01", "2021-12-31", 0, "2021-01-01 y|2021-03-14 x|");
}
END_TEST

START_TEST(names_are_cut_between_characters)
{
    char text[2048], expected[512] = "2021-03-14 ";
    int i;

    strcpy(text, BEGIN_EVENT "DTSTART;VALUE=DATE:20210314\r\nSUMMARY:");
    for (i = 0; i < 200; i++)
        strcat(text, "\xc3\xa9");
    strcat(text, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    for (i = 0; i < 127; i++)
        strcat(expected, "\xc3\xa9");
    strcat(expected, "|");
    ck_reads(text, "2021-01-01", "2021-12-31", 0, expected);
}
END_TEST

START_TEST(an_event_without_a_name)
{
    ck_reads("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20210314\nEND:VEVENT\n"
             "END:VCALENDAR\n",
             "2021-01-01", "2021-12-31", 0, "2021-03-14 |");
}
END_TEST

/* A text and the line that refuses it. */
static const struct {
    const char *text;
    inc_status status;
    const char *line;
} refusals[] = {
    {"", INC_E_FORMAT, "line 1: there was no VCALENDAR"},
    {"\n\n", INC_E_FORMAT, "line 2: there was no VCALENDAR"},
    {"<html>\n", INC_E_FORMAT, "line 1: '<html>' stood outside a VCALENDAR"},
    {"\nBEGIN:VEVENT\nEND:VEVENT\n", INC_E_FORMAT,
     "line 2: 'BEGIN:VEVENT' began outside a VCALENDAR"},
    {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", INC_E_FORMAT, "line 2: the text ended inside 'VEVENT'"},
    {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", INC_E_FORMAT,
     "line 3: 'END:VCALENDAR' ended inside 'VEVENT'"},
    {"BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n", INC_E_FORMAT,
     "line 3: 'END:VCALENDAR' ended what had not begun"},
    {"BEGIN:VCALENDAR\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\n",
     INC_E_FORMAT, "line 9: 'BEGIN:A' began more than 8 components deep, or its name was too long"},
    {BEGIN_EVENT END_EVENT, INC_E_FORMAT, "line 3: DTSTART of the event was missing"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210229\n" END_EVENT, INC_E_FORMAT,
     "line 4: DTSTART of the event was '2021-02-29', which is no date"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:2021AB\n" END_EVENT, INC_E_FORMAT,
     "line 4: DTSTART of the event was not readable: '2021AB'"},
    {BEGIN_EVENT "UID:1\n 2\nDTSTART;VALUE=DATE:20210301\nDTEND;VALUE=DATE:20210228\n" END_EVENT,
     INC_E_FORMAT, "line 7: DTEND of the event came before its start"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nDTEND:20210302T120000Z\n" END_EVENT, INC_E_FORMAT,
     "line 5: DTEND of the event had a time of day"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nDURATION:PT8H\n" END_EVENT, INC_E_FORMAT,
     "line 5: DURATION of the event was no number of days"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nRRULE:FREQ=DAILLY\n" END_EVENT, INC_E_FORMAT,
     "line 5: RRULE of the event was not readable: 'FREQ=DAILLY'"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nRRULE:FREQ=HOURLY\n" END_EVENT, INC_E_FORMAT,
     "line 5: RRULE of the event was finer than a day"},
    {BEGIN_EVENT
     "DTSTART;VALUE=DATE:20210301\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n" END_EVENT,
     INC_E_FORMAT, "line 5: RRULE of the event was no rule that can be expanded"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nRDATE;VALUE=DATE:20210302,x\n" END_EVENT,
     INC_E_FORMAT, "line 5: RDATE of the event was not readable: 'x'"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nEXDATE;VALUE=DATE:20210230\n" END_EVENT,
     INC_E_FORMAT, "line 5: EXDATE of the event was '2021-02-30', which is no date"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nSUMMARY:\xff\xfe\n" END_EVENT, INC_E_FORMAT,
     "line 5: SUMMARY of the event was not UTF-8"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\nEND:VEVENT\nBEGIN:VEVENT\n"
                 "DTSTART;VALUE=DATE:20210231\n" END_EVENT,
     INC_E_FORMAT, "line 7: DTSTART of the event was '2021-02-31', which is no date"},
    {BEGIN_EVENT "DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY\n" END_EVENT, INC_E_RANGE,
     "line 5: RRULE of the event took more than 500000 steps"},
};

START_TEST(a_refusal_tells_the_line)
{
    inc_ical *ical = (inc_ical *) &context;

    ck_assert_int_eq(inc_ical_read(context, refusals[_i].text, INC_ZSTR, NULL, &ical),
                     refusals[_i].status);
    ck_assert_ptr_null(ical);
    ck_assert_str_eq(inc_context_error(context), refusals[_i].line);
}
END_TEST

START_TEST(a_bad_line_that_says_no_date_is_passed_over)
{
    ck_reads(BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\r\nLOCATION:\r\nno property\r\n" END_EVENT,
             "2021-01-01", "2021-12-31", 0, "2021-03-01 x|");
}
END_TEST

START_TEST(arguments_that_are_never_right)
{
    inc_ical_options options = {sizeof options, 10, 9, 0, 0};
    inc_ical_holiday holiday = {sizeof holiday, 0, 0, NULL};
    inc_ical *ical;
    const char *text = BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\r\n" END_EVENT;

    ck_assert_int_eq(inc_ical_read(NULL, text, INC_ZSTR, NULL, &ical), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_read(context, NULL, 0, NULL, &ical), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_read(context, text, INC_ZSTR, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_read(context, text, INC_ZSTR, &options, &ical), INC_E_INVALID);
    options.from = INC_DATE_MIN - 1;
    ck_assert_int_eq(inc_ical_read(context, text, INC_ZSTR, &options, &ical), INC_E_RANGE);
    options.size = 1;
    ck_assert_int_eq(inc_ical_read(context, text, INC_ZSTR, &options, &ical), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_read(context, "BEGIN:VCALENDAR\0", 16, NULL, &ical), INC_E_FORMAT);
    ck_assert_str_eq(inc_context_error(context), "the text had a NUL byte");
    ck_assert_int_eq(inc_ical_at(NULL, 0, &holiday), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_apply(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_read(context, text, INC_ZSTR, NULL, &ical), INC_OK);
    ck_assert_int_eq(inc_ical_at(ical, 0, NULL), INC_E_INVALID);
    holiday.size = 3;
    ck_assert_int_eq(inc_ical_at(ical, 0, &holiday), INC_E_INVALID);
    ck_assert_int_eq(inc_ical_apply(ical, NULL), INC_E_INVALID);
    inc_ical_free(ical);
    inc_ical_free(NULL);
}
END_TEST

static inc_calendar *office(const inc_ical *ical)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_calendar_builder *builder;
    inc_calendar *calendar;
    inc_zone *zone;
    int32_t day;

    ck_assert_int_eq(inc_zone_load(context, NULL, "Etc/UTC", INC_ZSTR, &zone), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_new(context, zone, &builder), INC_OK);
    for (day = INC_MONDAY; day <= INC_SUNDAY; day++)
        ck_assert_int_eq(inc_calendar_builder_weekly(builder, day, &hours), INC_OK);
    ck_assert_int_eq(inc_ical_apply(ical, builder), INC_OK);
    ck_assert_int_eq(inc_calendar_builder_build(builder, &calendar), INC_OK);
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

START_TEST(applied_dates_are_closed)
{
    inc_ical *ical;
    inc_calendar *calendar;
    inc_duration length;
    inc_time noon;
    const char *name;

    ck_assert_int_eq(read_range(BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\r\n"
                                            "DTEND;VALUE=DATE:20210303\r\n" END_EVENT,
                                "2021-01-01", "2021-12-31", 0, &ical),
                     INC_OK);
    calendar = office(ical);
    inc_ical_free(ical);
    ck_assert_int_eq(inc_calendar_open_day(calendar, NULL, date("2021-03-02"), &length), INC_OK);
    ck_assert_int_eq(length, 0);
    ck_assert_int_eq(inc_calendar_open_day(calendar, NULL, date("2021-03-03"), &length), INC_OK);
    ck_assert_int_eq(length, 8 * INC_HOUR);
    ck_assert_int_eq(inc_time_parse("2021-03-02T12:00Z", INC_ZSTR, &noon), INC_OK);
    ck_assert_int_eq(inc_calendar_holiday(calendar, noon, &name, NULL), INC_OK);
    ck_assert_str_eq(name, "x");
    inc_calendar_unref(calendar);
}
END_TEST

/* A host may want libical to abort on errors of its own. */
START_TEST(the_state_of_libical_stays)
{
    inc_ical *ical;

    icalerror_set_errors_are_fatal(1);
    ck_assert_int_eq(inc_ical_read(context, BEGIN_EVENT "DTSTART;VALUE=DATE:2021AB\r\n" END_EVENT,
                                   INC_ZSTR, NULL, &ical),
                     INC_E_FORMAT);
    ck_assert_int_eq(icalerror_get_errors_are_fatal(), 1);
    ck_assert_int_eq(icalerrno, ICAL_NO_ERROR);
    icalerror_set_errors_are_fatal(0);
}
END_TEST

/* An allocator that fails at one call, or from then on. */
typedef struct fault {
    size_t left;
    int sticky;
    int fired;
} fault;

static void *fault_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    fault *state = user;

    (void) old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    if (state->fired ? state->sticky : state->left-- == 0) {
        state->fired = 1;
        return NULL;
    }
    return realloc(ptr, new_size);
}

static void fail_every_allocation(int sticky)
{
    static const char text[] = BEGIN_EVENT "DTSTART;VALUE=DATE:20210301\r\nRRULE:FREQ=DAILY;"
                                           "COUNT=40\r\nEXDATE;VALUE=DATE:20210302\r\n" END_EVENT;
    fault state = {SIZE_MAX, 0, 0};
    inc_context_options options = {sizeof options, &state, fault_resize, NULL, NULL, NULL, NULL};
    inc_context *faulty;
    size_t allowed = 0;

    ck_assert_int_eq(inc_context_new(&options, &faulty), INC_OK);
    state.sticky = sticky;
    do {
        inc_ical *ical;
        inc_status status;
        state.left = allowed++;
        state.fired = 0;
        status = inc_ical_read(faulty, text, INC_ZSTR, NULL, &ical);
        ck_assert_int_eq(status, state.fired ? INC_E_NOMEM : INC_OK);
        inc_ical_free(ical);
    } while (state.fired);
    ck_assert_uint_gt(allowed, 8);
    inc_context_unref(faulty);
}

START_TEST(every_allocation_may_fail)
{
    fail_every_allocation(0);
    fail_every_allocation(1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ical");
    TCase *tests = tcase_create("ical");
    SRunner *runner;
    int failed;

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_kind_of_event);
    tcase_add_test(tests, observances_of_a_real_feed);
    tcase_add_test(tests, observances_as_google_marks_them);
    tcase_add_test(tests, without_options_1900_to_2200);
    tcase_add_test(tests, several_calendars_and_a_byte_order_mark);
    tcase_add_test(tests, names_are_cut_between_characters);
    tcase_add_test(tests, an_event_without_a_name);
    tcase_add_loop_test(tests, a_refusal_tells_the_line, 0,
                        (int) (sizeof refusals / sizeof *refusals));
    tcase_add_test(tests, a_bad_line_that_says_no_date_is_passed_over);
    tcase_add_test(tests, arguments_that_are_never_right);
    tcase_add_test(tests, applied_dates_are_closed);
    tcase_add_test(tests, the_state_of_libical_stays);
    tcase_add_test(tests, every_allocation_may_fail);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
