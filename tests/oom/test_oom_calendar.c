/* No memory: calendars. */
#include "desk.h"
#include "oom.h"
#include "time/calendar.h"

static inc_status add_weekly(oom_run *run, inc_calendar_builder *builder, int32_t days,
                             int32_t from, int32_t to)
{
    inc_status status = INC_OK;
    inc_hours hours;
    int32_t day;

    hours.from = from * 3600;
    hours.to = to * 3600;
    for (day = INC_MONDAY; day <= days; day++)
        OOM_CALL(run, inc_calendar_builder_weekly(builder, day, &hours));
out:
    return status;
}

static inc_status add_exception(oom_run *run, inc_calendar_builder *builder, int32_t scope,
                                const char *name, size_t hours_count)
{
    static const inc_hours hours[] = {{9 * 3600, 10 * 3600}, {11 * 3600, 12 * 3600}};
    inc_exception exception;
    inc_status status;

    memset(&exception, 0, sizeof exception);
    exception.size = sizeof exception;
    exception.scope = scope;
    DESK_OK(inc_date_from_ymd(2026, 5, 14, &exception.from));
    exception.to = exception.from + 4;
    exception.yearly_from = scope == INC_SCOPE_YEARLY ? 229 : 1224;
    exception.yearly_to = 102;
    exception.hours = hours_count > 0 ? hours : NULL;
    exception.hours_count = hours_count;
    exception.name = name;
    OOM_CALL(run, inc_calendar_builder_except(builder, &exception));
out:
    return status;
}

static inc_status add_exceptions(oom_run *run, inc_calendar_builder *builder)
{
    inc_status status = add_exception(run, builder, INC_SCOPE_DATE, "half day", 2);
    if (status == INC_OK)
        status = add_exception(run, builder, INC_SCOPE_RANGE, "bridge", 0);
    if (status == INC_OK)
        status = add_exception(run, builder, INC_SCOPE_YEARLY, NULL, 1);
    if (status == INC_OK)
        status = add_exception(run, builder, INC_SCOPE_YEARLY_RANGE, "holidays", 0);
    return status;
}

static void note_calendar(oom_run *run, const inc_calendar *calendar)
{
    const char *name = NULL;
    inc_duration worked;
    inc_time result;

    DESK_OK(
        inc_calendar_between(calendar, desk_time(1, 1, 0, 0), desk_time(12, 31, 0, 0), &worked));
    DESK_OK(inc_calendar_add(calendar, desk_time(5, 1, 0, 0), 400 * INC_HOUR, &result));
    (void) inc_calendar_holiday(calendar, desk_time(5, 15, 12, 0), &name, NULL);
    oom_note_hash(run, inc_calendar_hash(calendar));
    oom_note_number(run, worked);
    oom_note_number(run, result);
    oom_note_text(run, name);
}

static inc_status build_everything(oom_run *run)
{
    inc_zone *zone = NULL;
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_status status;
    inc_date from;

    DESK_OK(inc_date_from_ymd(2026, 7, 1, &from));
    OOM_MAKE(run, zone, inc_zone_load(run->context, NULL, desk_zone_name(), INC_ZSTR, &zone));
    OOM_MAKE(run, builder, inc_calendar_builder_new(run->context, zone, &builder));
    status = add_weekly(run, builder, INC_FRIDAY, 9, 17);
    if (status != INC_OK)
        goto out;
    OOM_CALL(run, inc_calendar_builder_revise(builder, from));
    status = add_weekly(run, builder, INC_TUESDAY, 22, 6);
    if (status == INC_OK)
        status = add_exceptions(run, builder);
    if (status != INC_OK)
        goto out;
    OOM_MAKE(run, calendar, inc_calendar_builder_build(builder, &calendar));
    note_calendar(run, calendar);
out:
    inc_calendar_builder_free(builder);
    inc_calendar_unref(calendar);
    inc_zone_unref(zone);
    return status;
}

START_TEST(a_calendar_with_everything)
{
    oom_sweep(build_everything, 60);
}
END_TEST

/* Parts that are made once, with memory. */
static inc_context *rich;
static inc_zone *rich_zone;
static inc_calendar *office, *night;

static void rich_setup(void)
{
    DESK_OK(inc_context_new(NULL, &rich));
    rich_zone = desk_zone(rich, "UTC");
    office = desk_calendar(rich, rich_zone, 9, 17);
    night = desk_calendar(rich, rich_zone, 20, 26);
}

static void rich_teardown(void)
{
    inc_calendar_unref(office);
    inc_calendar_unref(night);
    inc_zone_unref(rich_zone);
    inc_context_unref(rich);
}

static inc_status combine_nested(oom_run *run)
{
    const inc_calendar *pair[2];
    inc_calendar *either = NULL, *rest = NULL;
    inc_status status;

    pair[0] = office;
    pair[1] = night;
    OOM_MAKE(run, either, inc_calendar_combine(run->context, INC_UNION, pair, 2, &either));
    pair[0] = either;
    pair[1] = office;
    OOM_MAKE(run, rest, inc_calendar_combine(run->context, INC_DIFFERENCE, pair, 2, &rest));
    note_calendar(run, either);
    note_calendar(run, rest);
out:
    inc_calendar_unref(rest);
    inc_calendar_unref(either);
    return status;
}

START_TEST(composites_of_composites)
{
    rich_setup();
    oom_sweep(combine_nested, 30);
    rich_teardown();
}
END_TEST

static const inc_zone *find_zone(void *user, const inc_hash *hash)
{
    (void) user;
    return memcmp(hash, inc_zone_hash(rich_zone), sizeof *hash) == 0 ? rich_zone : NULL;
}

static const inc_calendar *find_calendar(void *user, const inc_hash *hash)
{
    (void) user;
    return memcmp(hash, inc_calendar_hash(night), sizeof *hash) == 0 ? night : NULL;
}

static inc_status read_bytes(oom_run *run)
{
    const inc__calendar_resolver resolver = {NULL, find_zone, find_calendar};
    inc_calendar *plain = NULL, *composite = NULL, *again = NULL;
    const inc_calendar *parts[1];
    const void *bytes;
    inc_status status;
    size_t size;

    bytes = inc__calendar_bytes(office, &size);
    OOM_MAKE(run, plain, inc__calendar_from_bytes(run->context, bytes, size, &resolver, &plain));
    parts[0] = night;
    OOM_MAKE(run, composite, inc_calendar_combine(run->context, INC_UNION, parts, 1, &composite));
    bytes = inc__calendar_bytes(composite, &size);
    OOM_MAKE(run, again, inc__calendar_from_bytes(run->context, bytes, size, &resolver, &again));
    note_calendar(run, plain);
    note_calendar(run, again);
out:
    inc_calendar_unref(plain);
    inc_calendar_unref(composite);
    inc_calendar_unref(again);
    return status;
}

START_TEST(bytes_of_calendars)
{
    rich_setup();
    oom_sweep(read_bytes, 40);
    rich_teardown();
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_calendar_with_everything, composites_of_composites,
                                  bytes_of_calendars};
    return oom_main("oom_calendar", tests, sizeof tests / sizeof *tests);
}
