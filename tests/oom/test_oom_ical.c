/* No memory: holidays read from iCalendar and put in a calendar, as far as the context's allocator
 * goes. */
#include "desk.h"
#include "oom.h"

#include <incident/ical.h>

static const char feed[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\n"
                           "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260501\r\n"
                           "RRULE:FREQ=YEARLY;COUNT=9\r\nEXDATE;VALUE=DATE:20280501\r\n"
                           "SUMMARY:Labour Day\r\nEND:VEVENT\r\n"
                           "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261225\r\n"
                           "DTEND;VALUE=DATE:20261227\r\nRDATE;VALUE=DATE:20270102\r\n"
                           "SUMMARY:Days of a name that is long enough to be folded over two\r\n"
                           "  lines\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static inc_zone *utc;

static inc_status read_holidays(oom_run *run)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_ical_holiday holiday = {.size = sizeof holiday};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_ical *ical = NULL;
    inc_status status;
    size_t i;

    OOM_MAKE(run, ical, inc_ical_read(run->context, feed, INC_ZSTR, NULL, &ical));
    for (i = 0; inc_ical_at(ical, i, &holiday) == INC_OK; i++) {
        oom_note_number(run, holiday.date);
        oom_note_text(run, holiday.name);
    }
    ck_assert_uint_ge(i, 11);
    OOM_MAKE(run, builder, inc_calendar_builder_new(run->context, utc, &builder));
    OOM_CALL(run, inc_calendar_builder_weekly(builder, INC_FRIDAY, &hours));
    OOM_CALL(run, inc_ical_apply(ical, builder));
    OOM_MAKE(run, calendar, inc_calendar_builder_build(builder, &calendar));
    oom_note_hash(run, inc_calendar_hash(calendar));
out:
    inc_calendar_builder_free(builder);
    inc_calendar_unref(calendar);
    inc_ical_free(ical);
    return status;
}

START_TEST(holidays_of_a_feed)
{
    inc_context *rich;

    DESK_OK(inc_context_new(NULL, &rich));
    utc = desk_zone(rich, "UTC");
    oom_sweep(read_holidays, 40);
    inc_zone_unref(utc);
    inc_context_unref(rich);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {holidays_of_a_feed};
    return oom_main("oom_ical", tests, sizeof tests / sizeof *tests);
}
